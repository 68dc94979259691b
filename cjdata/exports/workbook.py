"""A workbook of figures that anybody can read: a cover, notes, and one table a sheet.

It keeps the whole checklist of the Government Analysis Function for spreadsheets: tables marked
up as tables, no merged, empty or hidden rows, markers explained, numbers as numbers.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from cjdata import wording
from cjdata.contact_setting import contact
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.telling import Tell, counted, silent
from cjdata.exports.workbook_cells import Grid
from cjdata.exports.workbook_figures import all_figures
from cjdata.exports.workbook_names import sheet_names
from cjdata.exports.workbook_notes import Notes
from cjdata.exports.workbook_parts import with_language
from cjdata.exports.workbook_sheets import Book, SheetFromTop, widths_of
from cjdata.exports.workbook_tables import grid_of
from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.editions import labels_by_name
from cjdata.reference.periods import month_in_words
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.wording import workbook as words
from cjdata.wording.files import WRITING
from cjdata.wording.licences import ADDRESS, has_open, licence_words
from cjdata.wording.sources import fetched_in_full, what_it_is

_FIXED = (
    words.TEXTS.cover,
    words.TEXTS.contents,
    words.TEXTS.notes,
    words.TEXTS.markers,
    words.TEXTS.all_figures,
    words.TEXTS.sources,
)
_COVER_WIDTH = 96
_LISTED = {words.TEXTS.notes: (26, 110, 46), words.TEXTS.markers: (34, 40, 90)}
"""The widths of columns, in letters."""
_Sheets = Mapping[str, View]


def figures_workbook(
    views: Sequence[View], *, area: Area, today: date, tell: Tell = silent
) -> bytes:
    """Write views as an ``.xlsx`` workbook: the tables they print, and every figure behind them.

    Raises
    ------
    CjdataError
        When there is no view to write.
    """
    if not views:
        raise CjdataError(Mistake("workbook", "there is no view to write", "Name one: --view."))
    sheets = dict(zip(sheet_names(views, _FIXED), views, strict=True))
    content = io.BytesIO()
    made = _opened(content)
    made.set_properties(_properties(area, today, sheets))
    book, notes, every = Book(made), Notes(sheets), all_figures(views)
    _cover(book, sheets, every, area, today)
    _contents(book, sheets, every, notes)
    mark = _mark(sheets)
    _listed(
        book,
        words.TEXTS.notes,
        Grid(words.TEXTS.listed("notes_headers"), tuple(notes.rows())),
        mark,
    )
    _listed(
        book,
        words.TEXTS.markers,
        Grid(words.TEXTS.listed("markers_headers"), words.markers()),
        mark,
    )
    for name, view in counted(list(sheets.items()), WRITING, tell):
        _view(book, name, view, notes)
    _all_figures(book, sheets, every)
    _sources(book, views, mark)
    made.close()
    return with_language(content.getvalue())


def _opened(content: io.BytesIO) -> Any:
    return xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )


def _properties(area: Area, today: date, sheets: _Sheets) -> dict[str, Any]:
    mark = f" ({wording.ILLUSTRATIVE})" if _illustrative(sheets) else ""
    return {
        "title": f"{words.title(area)}{mark}",
        "subject": "Indicators of the Community Justice Performance Framework",
        "author": "Community Justice Dashboard",
        "created": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - a day has no zone
    }


def _illustrative(sheets: _Sheets) -> list[str]:
    return [name for name, view in sheets.items() if view.is_illustrative]


def _mark(sheets: _Sheets) -> tuple[str, ...]:
    return (wording.ILLUSTRATIVE,) if _illustrative(sheets) else ()


def _cover(book: Book, sheets: _Sheets, every: Grid, area: Area, today: date) -> None:
    page = SheetFromTop(book, words.TEXTS.cover, [_COVER_WIDTH])
    page.title(words.title(area))
    page.lines(_mark(sheets), "mark")
    views = sheets.values()
    editions = labels_by_name(rank for view in views for rank in view.download.editions)
    snapshots = sorted({f"{v.snapshot_id} ({v.figures_set})" for v in views})
    page.lines(words.about(area, today, editions, snapshots))
    page.section("How this workbook is laid out")
    page.lines(words.how_it_is_laid_out())
    page.section("What is illustrative")
    page.lines(words.what_is_illustrative(_illustrative(sheets), len(sheets)))
    page.section("Contact and help")
    page.lines(words.help_lines(contact()))
    page.section("Licence")
    sources = [source for view in views for source in view.sources]
    page.lines(words.licence_lines(licence_words(sources)))
    if has_open(sources):
        page.link(ADDRESS, words.LICENCE_LINK)
    page.section("Sheets")
    for name, heading in _headings(sheets, every).items():
        page.link(f"internal:'{name}'!A1", words.link_text(name, heading))
    page.sheet.activate()


def _headings(sheets: _Sheets, every: Grid) -> dict[str, str]:
    """Give what each sheet after the cover holds, in the order of the sheets."""
    named = {
        name: words.TITLES[name]
        for name in (words.TEXTS.contents, words.TEXTS.notes, words.TEXTS.markers)
    }
    named |= {name: view.heading for name, view in sheets.items()}
    if every.rows:
        named[words.TEXTS.all_figures] = words.TITLES[words.TEXTS.all_figures]
    if any(view.sources for view in sheets.values()):
        named[words.TEXTS.sources] = words.TITLES[words.TEXTS.sources]
    return named


def _contents(book: Book, sheets: _Sheets, every: Grid, notes: Notes) -> None:
    page = SheetFromTop(book, words.TEXTS.contents, [34, 60, 70, 30])
    page.title(words.TITLES[words.TEXTS.contents])
    page.lines(_mark(sheets), "mark")
    page.lines((words.TEXTS.one_table,))
    headings = _headings(sheets, every)
    rows = tuple(
        (
            name,
            heading,
            sheets[name].finding.lead if name in sheets else words.SAYS[name],
            _note_names(notes, sheets.get(name)),
        )
        for name, heading in headings.items()
    )
    header = page.table(Grid(words.TEXTS.listed("contents_headers"), rows))
    for number, name in enumerate(headings, start=header + 1):
        address = f"internal:'{name}'!A1"
        page.sheet.write_url(number, 0, address, book.formats["link"], name)


def _note_names(notes: Notes, view: View | None) -> str:
    numbers = notes.numbers(view) if view else ()
    return " ".join(map(words.note, numbers)) or words.NO_NOTES


def _listed(book: Book, name: str, grid: Grid, mark: Sequence[str]) -> None:
    page = SheetFromTop(book, name, _LISTED[name])
    page.title(words.TITLES[name])
    page.lines(mark, "mark")
    page.lines((words.TEXTS.one_table,))
    page.table(grid)


def _view(book: Book, name: str, view: View, notes: Notes) -> None:
    """Write the sheet of a view: its title, what it says, where it comes from, its table."""
    grid = grid_of(view)
    page = SheetFromTop(book, name, widths_of(grid))
    page.title(f"{view.area.name}: {view.heading}")
    page.lines((wording.ILLUSTRATIVE,) if view.is_illustrative else (), "mark")
    page.lines((view.finding.lead,), "mark")
    page.lines((*view.finding.rest, *view.finding.caveats, view.source_line))
    has_blanks = any(cell in (None, "") for row in grid.rows for cell in row)
    page.lines((words.TEXTS.one_table, words.notes_line(notes.numbers(view))))
    is_packed = type_of(view).hints.is_packed
    blank = words.TEXTS.all_blank_allowed if is_packed else words.TEXTS.blank_allowed
    page.lines((blank,) if has_blanks else ())
    page.table(grid)


def _all_figures(book: Book, sheets: _Sheets, every: Grid) -> None:
    if not every.rows:
        return
    page = SheetFromTop(book, words.TEXTS.all_figures, widths_of(every))
    page.title(words.TITLES[words.TEXTS.all_figures])
    page.lines(_mark(sheets), "mark")
    page.lines((words.TEXTS.one_table, words.TEXTS.all_blank_allowed))
    page.table(every)


def _sources(book: Book, views: Sequence[View], mark: Sequence[str]) -> None:
    sources = {s.source_id: s for view in views for s in view.sources}
    if not sources:
        return
    rows = tuple(_source(source) for source in sources.values())
    page = SheetFromTop(book, words.TEXTS.sources, [70, 34, 18, 30, 20, 60, 60])
    page.title(words.TITLES[words.TEXTS.sources])
    page.lines(mark, "mark")
    page.lines(tuple(filter(None, (words.TEXTS.one_table, licence_words(sources.values())))))
    page.table(Grid(words.TEXTS.listed("sources_headers"), rows))


def _source(source: Source) -> tuple[str, ...]:
    published = month_in_words(source.published) if source.published else "not known"
    cells = (source.title, source.publisher, published, what_it_is(source), source.licence)
    file = fetched_in_full(source.fetched, source.sha256) if source.fetched else ""
    known = tuple(cell or "not known" for cell in (*cells, source.url))
    return (*known, file or words.TEXTS.not_fetched)
