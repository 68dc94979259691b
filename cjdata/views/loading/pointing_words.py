"""Words of pointing at the table of a workbook that no recipe knows."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.text import number
from cjdata.wording.loading import counted

TITLE = "Show where its figures are"
TABLE = "Table"
ROW = "Row with the headings"
AREA = "Local authorities"
YEAR = "Years"
PUBLICATION = "Publication"
WORKBOOK = "Words that tell this workbook"
WORKBOOK_HELP = (
    "The next edition is known again by them: words on its cover, in a title or in its file’s name."
)
WORDS = "Words that tell this table"
WORDS_HELP = "Words of the table’s title, without what changes each year. May be empty."
AGAIN = "How the next edition is known again"
NAME = "Name of the recipe"
KEEP = "Keep this as a recipe"
MEASURES = "What each heading stands for"
LABELS = "What each row stands for"
SYMBOLS = "What the signs among the figures mean"
FIRST = "The first rows as they stand in the file"
LEAVE_OUT = "Leave out"
NOT_SAID = "Not said yet"
SCOTLAND_ALONE = "No column: all figures are of Scotland"
NO_TABLES = (
    "No table of figures can be made out in it. If it holds one, save it again as .xlsx with the "
    "headings in one row, the figures below, and try again."
)
READS_NOTHING = (
    "Nothing can be read with these choices. Check the table, the columns of areas and years, and "
    "that at least one heading stands for a measure."
)
CHOOSE_MEASURES = (
    "Choose a measure for at least one heading, and the publication: the figures are then shown "
    "here."
)
CHOOSE = "Choose"
KEPT = "Kept as {file}. The workbook is read with it from now on."
MORE_TITLE = "Show where another table is"
MORE_LABEL = "Add another table of it"
MORE_KEEP = "Add this table to the recipe"
ONTO_TITLE = "Show where a further table is"
ONTO_KEEP = "Keep this table"
TABLE_NAME = "Name of the table"
TABLE_NAME_HELP = "It stands under every chart of its figures, as part of their source."
FURTHER = "Further choices"
LEAVE_ROWS = "Rows to leave out"
NONE_LEFT = "None"
BLOCK = "Only the rows below the label"
SCALE = "The figures are"
AS_THEY_STAND = "As they stand"
IN_THOUSANDS = "In thousands: times 1,000"
IN_MILLIONS = "In millions: times 1,000,000"
HARMLESS = "Words that change nothing"
HARMLESS_HELP = (
    "What the table says besides. Choose the words with which it is of everybody and everything "
    "all the same; with others, it is the wrong table."
)
NO_WORDS = "None chosen"
LEAVE_OUT_THERE = (
    "If the publication prints it so, leave the row out, under “Further choices”; if not, the "
    "file is damaged."
)
SCALE_THERE = "Say in what the figures are, under “Further choices”."
HARMLESS_THERE = (
    "If it is of everybody and everything all the same, choose the words as harmless, under "
    "“Further choices”; if not, point at another table."
)
ROWS_THERE = "Choose what the rows to read say there, under “Further choices”."
BLOCK_THERE = "Choose the label that the rows stand below, under “Further choices”."
VALUE = "Column with all the figures, one a row"
KIND = "Column that says what a row counts"
FORGET_LABEL = "Forget this recipe"


def block(label: str) -> str:
    """Name a label that rows stand below, or that all rows are read."""
    return label or "All rows"


def value_choice(heading: str) -> str:
    """Name the one column of values, or that there are several."""
    return heading or "None: each column has figures of its own"


def kind_choice(heading: str) -> str:
    """Name the column that says what a row counts."""
    return heading or "None: all rows count the same"


def where_label(heading: str) -> str:
    """Ask which rows are read by what they say in a column."""
    return f"Rows to read: “{heading}” says"


def where_choice(text: str) -> str:
    """Name what a row must say in a column."""
    return text or "Anything"


def onto_button(file: str) -> str:
    """Name the button that begins to point at a table of a file which is read already."""
    return f"Point at a table of {file}"


def onto_lead(recipe: str) -> str:
    """Say what it does to point at a table of a file that is read already."""
    return (
        f"The table is read besides those of “{recipe}” from now on. The figures are shown at "
        "once, and nothing is published by it."
    )


def added(name: str, file: str) -> str:
    """Say that a table was added to a publication by pointing."""
    return f"“{name}” was added here by pointing ({file})."


def point_lead(file: str) -> str:
    """Say what pointing is for."""
    return (
        f"No recipe knows “{file}”. Say below what is what: the figures are shown at once, and "
        "your answers are kept as a recipe, so that the next edition is read by itself."
    )


def across(names: Sequence[str]) -> str:
    """Name the choice of years or areas that stand side by side."""
    span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    return f"Side by side, in the headings ({span})"


def asked(text: str, kind: str) -> str:
    """Ask what a heading, a row or a title stands for."""
    if kind == "rows":
        return f"Rows of “{text}” are"
    return f"All figures of “{text}” are" if kind == "title" else f"“{text}” is"


def troubles_title(shown: int, count: int) -> str:
    """Title the list of what stands in the way of reading a table."""
    if shown == count:
        return "What is not understood"
    return f"What is not understood: the first {shown} of {number(count)}"


def one_year(year: str) -> str:
    """Name the choice of one year for the whole table."""
    return f"One for the whole table: {year}" if year else "One, but the title does not say which"


def column_choice(letter: str, heading: str, examples: Sequence[str]) -> str:
    """Name a column in a list of columns."""
    some = f" ({', '.join(examples)} …)" if examples else ""
    return f"{letter}: {heading or 'no heading'}{some}"


def table_choice(sheet: str, title: str, rows: int) -> str:
    """Name a table in a list of tables."""
    of = f": {title}" if title != sheet else ""
    return f"Sheet {sheet}{of} ({counted(rows, 'row')})"


def row_choice(row: int, texts: Sequence[str]) -> str:
    """Name a row in a list of rows."""
    return f"{row + 1}: {' | '.join(texts)}"


def trial_sentence(figures: int, areas: int, years: Sequence[str], tables: int) -> str:
    """Say what a recipe on trial reads."""
    if not figures:
        return READS_NOTHING
    span = years[0] if len(years) == 1 else f"{min(years)} to {max(years)}"
    return (
        f"{counted(figures, 'figure')} read: {counted(areas, 'area')}, {span}, from "
        f"{counted(tables, 'table')}. Compare some with the workbook."
    )


def own_recipe(file: str) -> str:
    """Say that a file was read by a recipe that was made by pointing."""
    return f"Read by a recipe that was made here by pointing ({file})."


def extended(file: str) -> str:
    """Say that a table was added to a recipe."""
    return f"The table is added to {file}."


def forgotten(file: str) -> str:
    """Say that a recipe was put away."""
    return f"{file} is put away. Point at the table anew."
