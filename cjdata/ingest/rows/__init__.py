"""Goes through the rows of a table: which are figures, which totals, which are left out."""
