"""A table that was made out in a workbook which no recipe knows, and what it asks of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjdata.ingest.labels.written_years import Period
from cjdata.ingest.spreadsheets.source_workbook import cell_name
from cjdata.ingest.tables.lasting_titles import lasting_words
from cjdata.ingest.tables.surrounding_lines import is_note


@dataclass(frozen=True)
class UnknownColumn:
    """A column of a table.

    Attributes
    ----------
    number, heading
        Its place, counted from 0, and its heading with the labels above.
    says
        The heading without a year or an area that stands across.
    is_across
        Whether a year or an area stands in its heading.
    examples
        Some of the different texts in it.
    figures
        How many of its cells hold numbers.
    texts
        All its different texts, where they are few enough to choose from.
    strange
        Those texts that are neither an area, a year nor a figure.
    """

    number: int
    heading: str
    says: str
    is_across: bool
    examples: tuple[str, ...]
    figures: int
    texts: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """Its name in a spreadsheet."""
        return cell_name(0, self.number)[:-1]


@dataclass(frozen=True)
class UnknownTable:
    """A table as it was made out, with a guess at what is what.

    Attributes
    ----------
    sheet, titles
        Its sheet, and the texts above it, nearest last.
    header_row, height
        The row of its headings, counted from 0, and how many rows there are below.
    area, year
        The columns that seem to hold them; None where none does.
    years_across, areas_across
        Those that stand side by side in the headings.
    one_year
        The one year that the title or the sheet's name gives; empty where there is none.
    labels
        What the rows are called, where years stand across and headings say nothing else.
    first_rows
        The first rows of the table: their number, counted from 0, and their texts.
    blocks
        The rows that say one thing alone, and may be labels that others stand under.
    repeats
        Whether two rows have the same area and year, so that something else tells them apart.
    """

    sheet: str
    titles: tuple[str, ...]
    header_row: int
    height: int
    period: Period
    columns: tuple[UnknownColumn, ...]
    area: int | None
    year: int | None
    years_across: tuple[str, ...]
    areas_across: tuple[str, ...]
    one_year: str
    labels: tuple[str, ...]
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]
    blocks: tuple[str, ...] = ()
    repeats: bool = False

    @property
    def title(self) -> str:
        """What is most likely its title: a text that begins like one, or the longest above."""
        above = [text for text in self.titles[1:] if not is_note(text)]
        named = [text for text in above if text.casefold().startswith("table")]
        return (named or sorted(above, key=len) or [self.sheet])[-1]

    @property
    def is_across(self) -> bool:
        """Whether years or councils stand side by side in its headings."""
        return bool(self.years_across or self.areas_across)

    @property
    def has_year(self) -> bool:
        """Whether it is known which year the figures are of."""
        return self.year is not None or bool(self.years_across or self.one_year)


@dataclass(frozen=True, slots=True)
class MeasureLabel:
    """Something that stands for a measure: a heading, what a row is called, or the title.

    “rows” are the rows that say something in a column of a table with one value a row.
    """

    kind: Literal["heading", "row", "title", "rows"]
    text: str
    columns: tuple[int, ...] = ()


def asked_of(seen: UnknownTable, area: int | None, year: int | None) -> tuple[MeasureLabel, ...]:
    """Say what needs a measure, once it is known which columns hold area and year."""
    labels = {area, year}
    columns = [c for c in seen.columns if c.figures and c.number not in labels]
    across = [c for c in columns if c.is_across]
    by_text: dict[str, list[int]] = {}
    for column in across or columns:
        by_text.setdefault(column.says, []).append(column.number)
    named = tuple(MeasureLabel("heading", t, tuple(n)) for t, n in by_text.items() if t)
    if named or not across:
        return named
    if seen.labels:
        return tuple(MeasureLabel("row", text) for text in seen.labels)
    return (MeasureLabel("title", lasting_words(seen.title)),)


def values_of(seen: UnknownTable, area: int | None, year: int | None) -> tuple[UnknownColumn, ...]:
    """Give the columns of figures that may hold all values of a table with one a row."""
    if seen.is_across:
        return ()
    return tuple(
        c for c in seen.columns if c.figures and c.heading and c.number not in (area, year)
    )


def telling_columns(seen: UnknownTable, *others: int | None) -> tuple[UnknownColumn, ...]:
    """Give the columns that may say what a row is of: with few texts, no areas and no years."""
    return tuple(
        c
        for c in seen.columns
        if c.number not in others and c.heading and c.texts and 2 * len(c.strange) >= len(c.texts)
    )


def likely_value(seen: UnknownTable, area: int | None, year: int | None) -> str:
    """Guess the heading of the one column of values; empty where a table has no such column.

    It has one where something besides area and year tells its rows apart.
    """
    found = values_of(seen, area, year)
    if len(found) != 1 or not seen.repeats:
        return ""
    telling = telling_columns(seen, area, year, found[0].number)
    return found[0].heading if any(len(c.texts) > 1 for c in telling) else ""
