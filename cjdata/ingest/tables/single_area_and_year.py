"""Finds the one area and the one year of a table that has no column of them: its texts say them.

The title decides; a line such as “Year: 2023-24”, the name of the sheet and the list of contents
come after it. Notes, sources and “data as at” never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.areas_in_texts import councils_in, names_a_part, names_scotland
from cjdata.ingest.labels.odd_years import says_years_alone
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.spreadsheets.source_workbook import Place
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.surrounding_lines import lines_above, lines_below
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.reference.areas import Area

_SINCE = re.compile(r"\bsince\s+(?=\d{4})", re.IGNORECASE)
"""A year that only begins a span."""


@dataclass(frozen=True, slots=True)
class TextAndCell:
    """A text and its cell; None for the name of a sheet or a list of contents."""

    text: str
    place: Place | None


@dataclass(frozen=True)
class OneYear:
    """The year of a whole table.

    Attributes
    ----------
    period
        The year; None where the texts say none, or several.
    against
        A text that says another year than the title does, if there is one.
    """

    period: str | None
    against: TextAndCell | None = None


@dataclass(frozen=True)
class OneArea:
    """The area of a whole table.

    Attributes
    ----------
    area
        A council or Scotland; None where the texts say several, or parts of Scotland.
    said
        The text that says it; None where nothing says an area.
    """

    area: Area | None
    said: TextAndCell | None
    against: TextAndCell | None = None
    """A text beside the table’s own that names another area, such as the file’s name."""


def one_year(title: str, block: FoundTable, finder: TableFinder) -> OneYear:
    """Say which year a table is of, by its title first.

    What else stands above, such as the name of the publication, says it only where nothing of
    the table's own does, and never against it; and the headings only where nothing above does.
    """
    label = _over_the_part(block, finder)
    if label is not None:
        titled = set(years_in(title, finder.period))
        is_other = len(titled) == 1 and label not in titled
        return OneYear(label, next(_own_texts(title, block, finder)) if is_other else None)
    own, others = _own_texts(title, block, finder), _other_texts(title, block)
    found: str | None = None
    is_span = False
    for said in own:
        years = set(years_in(said.text, finder.period))
        only_begins = bool(years and _SINCE.search(said.text))
        is_span = is_span or len(years) > 1 or only_begins
        if len(years) != 1 or only_begins:
            continue
        year = years.pop()
        if found is None:
            found = year
        elif year != found:
            return OneYear(found, said)
    if found or is_span:
        return OneYear(found)
    headings = {year for text in block.headings for year in years_in(text, finder.period)}
    spans = (set(years_in(said.text, finder.period)) for said in others)
    years = next((years for years in spans if years), headings)
    return OneYear(years.pop() if len(years) == 1 else None)


def _over_the_part(block: FoundTable, finder: TableFinder) -> str | None:
    """Give the year that stands by itself over a part of a table, below the table’s header."""
    rows = (row for row in reversed(block.above) if block.header_rows[-1] < row < block.begin)
    texts = (text for row in rows for value in block.sheet.rows[row] if (text := text_of(value)))
    return next((year for text in texts if (year := finder.year(text))), None)


def one_area(
    title: str, block: FoundTable, finder: TableFinder, cover: Sequence[str] = ()
) -> OneArea:
    """Say which area a table is of, by its title and the lines above it.

    Scotland is named by the cover as well, for a publication is of Scotland.
    """
    texts = [*_own_texts(title, block, finder), *_other_texts(title, block)]
    named = {a.code: (a, said) for said in texts for a in councils_in(said.text, finder.areas)}
    if len(named) == 1:
        return OneArea(*next(iter(named.values())))
    if named:
        return OneArea(None, next(said for _, said in named.values()))
    part = next((said for said in texts if names_a_part(said.text)), None)
    if part:
        return OneArea(None, part)
    scotland = finder.areas.scotland
    of_all = next((said for said in texts if names_scotland(said.text)), None)
    if of_all is None and any(map(names_scotland, cover)):
        of_all = TextAndCell(next(filter(names_scotland, cover)), None)
    return OneArea(scotland, of_all, _against(block, finder, cover))


def _against(block: FoundTable, finder: TableFinder, cover: Sequence[str]) -> TextAndCell | None:
    """Give a text that names one council: in the header, below the table, or on the cover."""
    header = (
        TextAndCell(text_of(value), (row, column))
        for row, line in block.levels.items()
        for column, value in enumerate(line)
        if value != ""
    )
    # A note that names several, “See table 3 for Fife and Falkirk”, says of none that it is of it.
    below = (
        TextAndCell(line.text, line.place)
        for line in lines_below(block)
        if len(councils_in(line.text, finder.areas)) == 1
    )
    named = [said for said in header if councils_in(said.text, finder.areas)] + list(below)
    on_cover = [TextAndCell(text, None) for text in cover if councils_in(text, finder.areas)]
    codes = {a.code for said in on_cover for a in councils_in(said.text, finder.areas)}
    return next(iter([*named, *(on_cover if len(codes) == 1 else [])]), None)


def _own_texts(title: str, block: FoundTable, finder: TableFinder) -> Iterator[TextAndCell]:
    """Give the texts that are of this table and nothing else, the one that tells most first."""
    lines = list(lines_above(block))
    yield TextAndCell(title, next((line.place for line in lines if line.text == title), None))
    for line in reversed(lines):
        is_period = line.kind == "title" and says_years_alone(line.text)
        is_chosen = line.kind == "choice" and finder.is_year_heading(line.key)
        if line.text != title and (is_period or is_chosen):
            yield TextAndCell(line.text, line.place)
    yield TextAndCell(block.sheet.name, None)
    yield from (TextAndCell(text, None) for text in block.listed)


def _other_texts(title: str, block: FoundTable) -> Iterator[TextAndCell]:
    """Give the other lines above a table, the nearest first; none of them is a note."""
    for line in reversed(list(lines_above(block))):
        if line.kind in ("title", "choice") and line.text != title:
            yield TextAndCell(line.text, line.place)
