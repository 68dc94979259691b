"""Words of pointing at the table of a workbook that no recipe knows."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.standing_texts import StandingWords
from cjdata.text import number
from cjdata.wording.loading import counted

TEXTS = StandingWords("pointing")
"""The words that stand as they are, from ``cjdata/texts/pointing.toml``."""


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
        f"No table of “{file}” is known. Say below what is what: the figures are shown at once, "
        "and your answers are kept as a recipe, so that the next edition is read by itself."
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
        return TEXTS.reads_nothing
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
