"""Tells the years of columns where two rows of a header print years that contradict each other.

A publisher's slip may leave a second row of years over a block, those of the edition before::

    Main penalty   2004-05   2005-06  …   2013-14
    Total          2002-03   2003-04  …   2011-12
    Custody           11.6      11.8  …      13.4

The title decides: the row is believed whose first and last years it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.table_finder import TableFinder


@dataclass(frozen=True)
class YearRows:
    """The years that the header of a table has over its columns.

    Attributes
    ----------
    years
        The year of each column.
    against
        What another row of the header says of a column instead, by its cell.
    is_titled
        Whether the title says which row is right.
    """

    years: Mapping[int, str]
    against: Mapping[tuple[int, int], str]
    is_titled: bool = False


def year_rows(block: FoundTable, finder: TableFinder, columns: Sequence[int]) -> YearRows:
    """Give the year of each column, the lowest of its header but where the title says another."""
    rows: dict[int, dict[int, str]] = {}
    for row, line in block.levels.items():
        years = {c: year for c in columns if (year := finder.year(line[c]))}
        if years:
            rows[row] = years
    together = {c: year for years in rows.values() for c, year in years.items()}
    if all(years.items() <= together.items() for years in rows.values()):
        return YearRows(together, {})
    titled = [years for years in rows.values() if _is_in_title(years, block, finder)]
    found = together | (titled[0] if len(titled) == 1 else {})
    against = {
        (row, c): year for row, ys in rows.items() for c, year in ys.items() if found[c] != year
    }
    return YearRows(found, against, is_titled=len(titled) == 1)


def _is_in_title(years: Mapping[int, str], block: FoundTable, finder: TableFinder) -> bool:
    """Whether a text above the table names the first and the last of some years."""
    ends = {min(years.values()), max(years.values())}
    return any(set(years_in(text, finder.period)) == ends for text in block.title)
