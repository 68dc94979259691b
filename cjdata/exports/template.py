"""The dashboard's own templates: workbooks to fill in with local or supplied figures.

A template filled in is loaded like any workbook, by the recipes ``local-evidence`` and
``supplied``: they know it by its title and its headings.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from cjdata.errors import UnknownName
from cjdata.exports import template_words as words
from cjdata.exports.template_words import Kind
from cjdata.exports.workbook_parts import (
    Formats,
    add_sheet,
    formats_of,
    height,
    mark_up,
    with_language,
    write_table,
)
from cjdata.reference.areas import Area, Areas
from cjdata.reference.catalogue import Catalogue, Measure
from cjdata.reference.periods import financial_year

YEARS = 12
"""How many financial years the list offers, the one that runs now included."""

ROWS = 100
"""How many rows the empty table has. A spreadsheet makes it longer as it is filled in."""

_LAST_ROW = 1000
"""Down to where the cells have lists and messages, counted from 0."""
_HEADER = 4
"""The row of the headings, counted from 0."""
_WIDTHS = {
    words.INSTRUCTIONS: (18, 78, 44),
    words.FIGURES: (60, 20, 12, 20, 40, 60),
    words.LISTS: (74, 20, 40, 26, 26, 28),
}
_SECTION_HEIGHT = 30


@dataclass(frozen=True)
class _Lists:
    """What can be chosen: measures with their unit and page, periods, units, areas."""

    measures: tuple[tuple[str, str, str], ...]
    periods: tuple[str, ...]
    units: tuple[str, ...]
    areas: tuple[str, ...]


def write_template(
    kind: Kind,
    catalogue: Catalogue,
    areas: Areas,
    area: Area | None = None,
    *,
    today: date | None = None,
) -> bytes:
    """Write a template as an ``.xlsx`` workbook.

    ``local`` offers the measures of local evidence, ``supplied`` all others. The area is filled
    in where one is given; the years are the last ``YEARS`` to ``today``.

    Raises
    ------
    UnknownName
        When the area is a group of councils: its figures come from its councils.
    """
    if area is not None and area.kind == "group":
        names = [areas.by_code[code].name for code in area.members]
        raise UnknownName.among("single area", area.name, names, "the area of the template")
    today = today or date.today()
    lists = _lists(kind, catalogue, areas, today)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )
    book.set_properties(_properties(kind, area, today))
    formats = formats_of(book)
    example = _example(kind, catalogue, lists.periods)
    _write_instructions(_sheet(book, words.INSTRUCTIONS), kind, example, formats)
    _write_figures(_sheet(book, words.FIGURES), kind, lists, area, formats)
    _write_lists(_sheet(book, words.LISTS), lists, formats)
    book.close()
    return with_language(content.getvalue())


def template_name(kind: Kind, area: Area | None = None) -> str:
    """Name the file of a template.

    >>> template_name("local")
    'local-evidence.xlsx'
    """
    parts = {"local": "local-evidence", "supplied": "supplied-figures"}[kind], area and area.name
    slugs = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part]
    return f"{'_'.join(slugs)}.xlsx"


def _lists(kind: Kind, catalogue: Catalogue, areas: Areas, today: date) -> _Lists:
    offered = [m for m in catalogue.measures.values() if _is_offered(kind, m)]
    measures = [(m.name, words.UNIT_NAMES[m.unit], _page(catalogue, m)) for m in offered]
    first = today.year if today.month >= 4 else today.year - 1
    return _Lists(
        tuple(measures),
        tuple(financial_year(first - n) for n in range(YEARS)),
        tuple(words.UNIT_NAMES.values()),
        tuple(area.name for area in areas.single),
    )


def _is_offered(kind: Kind, measure: Measure) -> bool:
    """Whether a template takes a measure: those that are never drawn it does not."""
    is_local = measure.role == "local"
    return is_local == (kind == "local") and measure.plot and measure.unit in words.UNIT_NAMES


def _page(catalogue: Catalogue, measure: Measure) -> str:
    theme = catalogue.theme_of(measure.id)
    return theme.name if theme else "No page; shown by the command “query”"


def _example(kind: Kind, catalogue: Catalogue, periods: Sequence[str]) -> words.Example:
    """Choose what the example shows: a count of an indicator without a publication, if any."""
    counts = [m for m in catalogue.measures.values() if _is_offered(kind, m) and m.unit == "count"]
    typical = [m for m in counts if not _is_published(catalogue, m)]
    return words.Example((typical or counts)[0].name, words.UNIT_NAMES["count"], periods[1])


def _is_published(catalogue: Catalogue, measure: Measure) -> bool:
    publication = catalogue.publication_of(measure.id)
    return publication is None or publication.url is not None


def _properties(kind: Kind, area: Area | None, today: date) -> dict[str, Any]:
    place = f", {area.name}" if area else ""
    return {
        "title": f"{words.TITLES[kind]}{place}",
        "subject": "A template to fill in and load into the dashboard",
        "author": "Community Justice Dashboard",
        "created": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - a day has no zone
    }


def _sheet(book: Any, name: str) -> Any:
    return add_sheet(book, name, _WIDTHS[name])


def _fit(sheet: Any, row: int, rows: Sequence[Sequence[str]]) -> None:
    """Make rows, from one on, as high as their texts need."""
    for number, texts in enumerate(rows, start=row):
        sheet.set_row(number, height(texts, _WIDTHS[sheet.get_name()]))


def _write_instructions(sheet: Any, kind: Kind, example: words.Example, formats: Formats) -> None:
    sheet.fit_to_pages(1, 1)
    sheet.write(0, 0, words.how_to(kind), formats["title"])
    row = _write_pairs(sheet, 1, "About this workbook", words.about(kind), formats)
    row = _write_pairs(sheet, row, "What to do", words.steps(_HEADER + 2), formats)
    row = _section(sheet, row, "What to write in each column", formats)
    lines = words.columns(kind, example)
    headings = ("Column", "What to write", "Example")
    write_table(sheet, (row, 0), "columns_explained", headings, lines, formats)
    _fit(sheet, row + 1, lines)
    pairs = (("In words", words.example_in_words(kind, example)),)
    _write_pairs(sheet, row + len(lines) + 1, "The example", pairs, formats)


def _write_pairs(sheet: Any, row: int, title: str, lines: words.Lines, formats: Formats) -> int:
    """Write labels with their texts under a title; give the row below."""
    row = _section(sheet, row, title, formats)
    _fit(sheet, row, lines)
    for label, text in lines:
        sheet.write(row, 0, label, formats["label"])
        sheet.write(row, 1, text, formats["text"])
        row += 1
    return row


def _section(sheet: Any, row: int, title: str, formats: Formats) -> int:
    sheet.set_row(row, _SECTION_HEIGHT)
    sheet.write(row, 0, title, formats["section"])
    return row + 1


def _write_figures(
    sheet: Any, kind: Kind, lists: _Lists, area: Area | None, formats: Formats
) -> None:
    sheet.write(0, 0, words.TITLES[kind], formats["title"])
    sheet.write(1, 0, words.AREA_LABEL, formats["label"])
    sheet.write(2, 0, area.name if area else "", formats["field"])
    sheet.write(3, 0, words.ONE_A_ROW)
    for row in range(_HEADER + 1, _HEADER + 1 + ROWS):
        for column, heading in enumerate(words.HEADINGS):
            # As typed: a spreadsheet takes “2011-12” for a date otherwise.
            kept = "field_as_typed" if heading == "Period" else "field"
            sheet.write_blank(row, column, None, formats[kept])
    name = words.SUBJECTS[kind].split(" to ")[0].replace(" ", "_")
    mark_up(sheet, (_HEADER, 0, ROWS), name, words.HEADINGS, formats)
    _ask(sheet, lists)


def _ask(sheet: Any, lists: _Lists) -> None:
    """Let a spreadsheet offer the lists, say what is wanted, and refuse what is wrong."""
    _validate(sheet, (2, 0, 2, 0), "area", "Local authority", _choice(5, lists.areas))
    rules = {
        "measure": _choice(0, lists.measures),
        "period": {**_choice(3, lists.periods), "error_type": "warning"},
        "value": {"validate": "decimal", "criteria": ">=", "value": 0},
        "unit": _choice(4, lists.units),
        "provider": {"validate": "any"},
        "note": {"validate": "any"},
    }
    for column, (name, rule) in enumerate(rules.items()):
        cells = (_HEADER + 1, column, _LAST_ROW, column)
        _validate(sheet, cells, name, name.capitalize(), rule)


def _validate(
    sheet: Any, cells: tuple[int, int, int, int], name: str, title: str, rule: dict[str, Any]
) -> None:
    options = {"input_title": title, "input_message": words.MESSAGES[name], **rule}
    if name in words.ERRORS:
        options |= {"error_title": title, "error_message": words.ERRORS[name]}
    sheet.data_validation(*cells, options)


def _choice(column: int, values: Sequence[object]) -> dict[str, Any]:
    """Give the rule that a cell holds one of a list of the sheet Lists."""
    letter = "ABCDEF"[column]
    first, last = _HEADER + 2, _HEADER + 1 + len(values)
    return {
        "validate": "list",
        "source": f"={words.LISTS}!${letter}${first}:${letter}${last}",
    }


def _write_lists(sheet: Any, lists: _Lists, formats: Formats) -> None:
    sheet.write(0, 0, "Lists to choose from", formats["title"])
    sheet.write(1, 0, f"The cells of the sheet “{words.FIGURES}” offer these. Change nothing here.")
    sheet.write(2, 0, "Each measure has one unit: write its figures in that unit.")
    measures = ("Measures to choose from", "Unit of the measure", "Page of the dashboard")
    write_table(sheet, (_HEADER, 0), "measures", measures, lists.measures, formats)
    _fit(sheet, _HEADER + 1, lists.measures)
    for column, name, values in (
        (3, "periods", lists.periods),
        (4, "units", lists.units),
        (5, "areas", lists.areas),
    ):
        headings = (f"{name.capitalize()} to choose from",)
        rows = [(value,) for value in values]
        write_table(sheet, (_HEADER, column), name, headings, rows, formats)
