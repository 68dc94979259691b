"""Workbooks varied within reason are read just the same; whatever is in them, nothing breaks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_sheets import Rows, assert_same, book, made_book, read, sheet
from workbook_builders.changes import (
    moved_right,
    with_blank_rows,
    with_columns,
    with_footnotes,
    with_headings,
)
from workbook_builders.front import Made, made
from workbook_builders.known import Numbers, Symbol
from workbook_builders.places import AREA_STYLES
from workbook_builders.samples import LAYOUTS, sample
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import BRACKETED, LETTERS, PERIOD_STYLES, Style
from workbook_builders.writing import csv_text

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

CHECKED = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
IN_ROWS = ("a row per year and area", "a year a sheet", "Scotland, years down")
NOTES = (
    "1. Figures have been revised since 2023-24.",
    "Note: see Table 3 for Fife and Falkirk.",
    "Source: Scottish Government",
    "[note 2] Cases, not people.",
    "Total includes 12 cases of no known area.",
    "“[x]” not collected",
)
WORDINGS = {
    "Referrals": ("Number of referrals", "REFERRALS [note 1]", "Total referrals3,4", "Referral"),
    "Assessments": ("Number of assessments", "Assessments undertaken", "Assessment*"),
    "Cases commenced": ("Cases started", "Commenced cases", "Number of cases commenced1"),
    "Cases completed": ("Completed cases", "Number of cases completed6,7", "Cases  completed"),
}
STYLES = st.builds(
    Style,
    area=st.sampled_from(AREA_STYLES),
    period=st.sampled_from(PERIOD_STYLES),
    count=st.sampled_from(("number", "float", "shown", "text")),
    symbols=st.sampled_from((BRACKETED, LETTERS)),
    scotland=st.sampled_from(("Scotland", "Total", "Scotland total", "SCOTLAND1")),
    scotland_at=st.sampled_from(("first", "last", "alphabetical")),
)
REASONS = ("low", "suppressed", "not_applicable", "not_collected")


@given(layout=st.sampled_from(sorted(LAYOUTS)), style=STYLES, data=st.data())
@CHECKED
def test_a_workbook_varied_within_reason_is_read_cell_by_cell(
    layout: str, style: Style, data: st.DataObject, areas: Areas, catalogue: Catalogue
) -> None:
    built = sample(layout, style=style)
    tables = [varied(spec, layout, data) if spec.at else spec for spec in built.sheets]
    given_book = made_book(made("tables", "xlsx", tables, built.numbers))
    if data.draw(st.booleans(), label="as a CSV file has it"):
        given_book = as_texts(given_book, keep_merged="once" in layout)
    found = read(given_book, areas, catalogue)
    assert found.remarks == ()
    assert_same(found, built.numbers)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_numbered_note_below_a_table_leads_nowhere_by_itself(
    layout: str, areas: Areas, catalogue: Catalogue
) -> None:
    built = sample(layout)
    tables = [with_footnotes(one, NOTES[3]) if one.at else one for one in built.sheets]
    found = read(made_book(made("tables", "xlsx", tables, built.numbers)), areas, catalogue)
    assert found.remarks == ()


def varied(spec: SheetSpec, layout: str, data: st.DataObject) -> SheetSpec:
    """Reword headings, reorder or move columns, and put notes and blank rows in."""
    wording = {heading: data.draw(st.sampled_from(words)) for heading, words in WORDINGS.items()}
    spec = with_headings(spec, wording)
    spec = with_footnotes(spec, *data.draw(st.lists(st.sampled_from(NOTES), max_size=3)))
    if "once" not in layout:
        rows = st.lists(st.integers(0, len(spec.body) - 1), max_size=3)
        spec = with_blank_rows(spec, data.draw(rows, label="blank rows after"))
    if layout in IN_ROWS:
        spec = with_columns(spec, data.draw(st.permutations(range(len(spec.body[0])))))
    return moved_right(spec, data.draw(st.integers(0, 2), label="columns left free"))


def as_texts(given_book: SourceWorkbook, *, keep_merged: bool) -> SourceWorkbook:
    """Give every cell as the text of an export, and forget which were merged."""
    return replace(
        given_book,
        sheets=tuple(
            replace(
                one,
                rows=[["" if v == "" else csv_text(v) for v in row] for row in one.rows],  # type: ignore[arg-type]
                merged=one.merged if keep_merged else (),
            )
            for one in given_book.sheets
        ),
    )


@given(style=STYLES, data=st.data())
@CHECKED
def test_symbols_anywhere_among_the_figures_are_reasons(
    style: Style, data: st.DataObject, areas: Areas, catalogue: Catalogue
) -> None:
    built = sample("a row per year and area", style=style)
    hidden = st.dictionaries(
        st.sampled_from(sorted(built.numbers)), st.sampled_from(REASONS), max_size=20
    )
    reasons = {key: Symbol(meaning) for key, meaning in data.draw(hidden).items()}
    for spec in (spec for spec in built.sheets if spec.at):
        for key, symbol in reasons.items():
            spec.put(key, style.cell(key[0], symbol))
    found = read(made_book(built), areas, catalogue)
    assert found.remarks == ()
    assert_same(found, Numbers(built.numbers | reasons))


CELLS = st.one_of(
    st.just(""),
    st.sampled_from(
        ("Year", "Local authority", "Fife", "Falkirk", "Total", "2023-24", "2022/23", "Referrals")
    ),
    st.sampled_from(("Cases commenced", "Cases completed", "Diversion from prosecution", "All")),
    st.sampled_from(("[c]", "-", "x", "12%", "1,234", "See note 3", "S12000005", "Gender")),
    st.integers(-5, 3000),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.text(max_size=12),
)
SPANS = st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3))


TITLE: Rows = [["Diversion from prosecution"]]
HEADER: Rows = [["Year", "Local authority", "Cases commenced", "Cases completed"]]


@given(
    above=st.sampled_from(([], TITLE, [*TITLE, *HEADER])),
    below=st.lists(st.lists(CELLS, max_size=6), max_size=12),
    spans=st.lists(SPANS, max_size=3),
    marked=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5)), max_size=3),
)
@settings(CHECKED, max_examples=60)
def test_no_sheet_makes_the_reading_fall_over(
    above: Rows,
    below: Rows,
    spans: list[tuple[int, int, int, int]],
    marked: list[tuple[int, int]],
    areas: Areas,
    catalogue: Catalogue,
) -> None:
    """Any sheet is read, told of, or refused: never a traceback, and no figure from nowhere."""
    merged = [(r, c, r + down, c + right) for r, c, down, right in spans]
    faults = dict.fromkeys(marked[2:], "#N/A")
    one = sheet([*above, *below], merged=merged, unvalued=marked[:2], faults=faults)
    found = None
    with suppress(LoadRefused):
        found = read(book(one), areas, catalogue)
    if found:
        assert found.data or found.remarks
        assert all(one.at(d.row, d.column) != "" or d.value is None for d in found.data)


@given(data=st.data())
@CHECKED
def test_one_damaged_cell_never_changes_another_figure_quietly(
    data: st.DataObject, areas: Areas, catalogue: Catalogue
) -> None:
    built: Made = sample("a row per year and area")
    whole = {d.key: d.value for d in read(made_book(built), areas, catalogue).data}
    (spec,) = (spec for spec in built.sheets if spec.at)
    part = data.draw(st.sampled_from((spec.header, spec.body)))
    row = data.draw(st.sampled_from(part))
    column = data.draw(st.integers(0, len(row) - 1))
    row[column] = data.draw(st.one_of(st.text(max_size=8), st.floats(0, 10**6), st.none()))
    found = read(made_book(built), areas, catalogue)
    changed = {d.key for d in found.data if whole.get(d.key) != d.value}
    places = {(d.key[1], d.key[2]) for d in found.data if d.key in changed}
    if not found.remarks and part is spec.body:
        assert len(places) <= 1 or column < 2  # a figure for another, or a name for another
    if part is spec.header:
        assert changed == set() or found.remarks
