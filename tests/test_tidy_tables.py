"""Tables with one value a row: downloads of open data, and tables that a person filled in."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from reading_sheets import CLACKS, FALKIRK, book, errors, read, recipe, sheet, told, values

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe import MeasureColumn
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

OPEN_DATA = """
title = "Social work orders, statistics.gov.scot"
publication = "social-work-orders-open-data"
workbook = ["social work orders"]

[[table]]
name = "Social work orders commenced"
area_headings = ["featurecode"]
year_headings = ["datecode"]
value = ["value"]
column = [
  { id = "cpo_commenced", where = { "Order Type" = ["Payback", "CPO"], Measurement = "Count" } },
  { id = "dtto_commenced", where = { "Order Type" = "DTTO", Measurement = "Count" } },
]
"""
HEADS = ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Order Type", "Gender")
CPO, DTTO = "Payback", "DTTO"
TYPED = """
title = "Local evidence"
publication = "local-evidence"
status = "local_evidence"
workbook = ["local evidence"]

[[table]]
name = "Local evidence"
every = "local"
year_headings = ["period"]
value = ["value"]
"""


def row(
    area: str = CLACKS,
    year: str = "2022/2023",
    value: Value = "7",
    order: str = CPO,
    gender: str = "All",
    *,
    measurement: str = "Count",
    units: str = "Orders",
) -> tuple[Value, ...]:
    return (area, year, measurement, units, value, order, gender)


def download(
    areas: Areas, catalogue: Catalogue, *rows: Sequence[Value], heads: Sequence[Value] = HEADS
) -> ReadWorkbook:
    table = sheet([heads, *rows], "social-work-orders-commenced")
    return read(book(table, cover=""), areas, catalogue, OPEN_DATA)


# Open data


def test_a_row_is_read_as_what_its_dimensions_say(areas: Areas, catalogue: Catalogue) -> None:
    found = download(
        areas,
        catalogue,
        row(),
        row(FALKIRK, "2022-2023", "1,234", "CPO"),
        row(order=DTTO, value="0"),
        row("S12000046", "2021/2022"),
    )
    assert found.remarks == ()
    assert values(found) == {
        ("cpo_commenced", CLACKS, "2022-23"): 7,
        ("cpo_commenced", FALKIRK, "2022-23"): 1234,
        ("dtto_commenced", CLACKS, "2022-23"): 0,
        ("cpo_commenced", "S12000049", "2021-22"): 7,
    }
    assert found.edition == "2022-23"


@pytest.mark.parametrize("seed", range(8))
def test_columns_come_in_any_order(seed: int, areas: Areas, catalogue: Catalogue) -> None:
    order = random.Random(seed).sample(range(len(HEADS)), len(HEADS))
    rows = [[cells[n] for n in order] for cells in (row(), row(FALKIRK, value="9"))]
    found = download(areas, catalogue, *rows, heads=[HEADS[n] for n in order])
    assert list(values(found).values()) == [7, 9]


def test_rows_of_other_values_are_passed_over_whatever_they_hold(
    areas: Areas, catalogue: Catalogue
) -> None:
    others = [
        row(gender="Male", value="5"),
        row(gender="Female", value="2"),
        row(order="Probation"),
        row("S01006506", order="Probation", year="never", value="x!"),
        row(measurement="Ratio", units="Orders Per 10,000 Population", value="1.5"),
    ]
    found = download(areas, catalogue, *others, row())
    [missed, note] = sorted(found.remarks, key=lambda remark: remark.level, reverse=True)
    assert (missed.level, note.level) == ("warning", "note")
    assert "no row says “DTTO”" in missed.found, "a measure that no row is of, where some are left"
    assert "“Order Type Probation; Measurement Count” (2 rows)" in note.found
    assert list(values(found).values()) == [7]


def test_a_row_that_is_wanted_must_be_sound(areas: Areas, catalogue: Catalogue) -> None:
    found = download(
        areas,
        catalogue,
        row("S01006506"),
        row(year="2022/2032"),
        row(value="seven"),
        row(units="Percent"),
        row(FALKIRK),
    )
    assert told(found) == {
        ("error", "unknown area", "A2"),
        ("error", "unknown year", "B3"),
        ("error", "not understood", "E4"),
        ("error", "unit contradicts", "E5"),
    }
    assert values(found) == {("cpo_commenced", FALKIRK, "2022-23"): 7}


def test_an_area_that_is_unknown_in_many_rows_is_told_once(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [row("S01006506", value=str(n)) for n in range(25_000)]
    (error,) = errors(download(areas, catalogue, *rows))
    assert error.found == "“S01006506” (also in A3, A4, A5 and 24,996 more cells)"


@pytest.mark.parametrize(
    ("texts", "is_settled"),
    [
        (("All", "Male", "Female"), True),
        (("Total orders ended", "Completed", "Breached"), True),
        (("Completed", "Breached"), False),
        (("Male",), False),
    ],
)
def test_what_splits_a_value_needs_a_row_for_the_whole(
    texts: tuple[str, ...], is_settled: bool, areas: Areas, catalogue: Catalogue
) -> None:
    found = download(areas, catalogue, *(row(gender=t, value=str(n)) for n, t in enumerate(texts)))
    if is_settled:
        assert list(values(found).values()) == [0]
    else:
        assert ("error", "parts without a whole", "G1") in told(found)


def test_columns_that_say_the_area_again_split_nothing(areas: Areas, catalogue: Catalogue) -> None:
    heads = (*HEADS, "Feature Name", "Feature Type", "Note")
    rows = [
        (*row(), "Clackmannanshire", "Council area", "first"),
        (*row("S92000003"), "Scotland", "Country", "second"),
    ]
    found = download(areas, catalogue, *rows, heads=heads)
    assert found.remarks == ()
    assert [d.note for d in found.data] == ["first", "second"]


def test_a_value_counted_on_a_day_has_that_day_as_its_period(
    areas: Areas, catalogue: Catalogue
) -> None:
    own = recipe(OPEN_DATA)
    (table,) = own.table
    on_day = MeasureColumn(id="cpo_in_force", where={"Order Type": CPO}, on_day=True)
    own = own.model_copy(update={"table": (table.model_copy(update={"column": (on_day,)}),)})
    rows = book(sheet([HEADS, row()], "social work orders"), cover="")
    (datum,) = Reader([own], areas, catalogue).read(rows).data
    assert datum.period == "2023-03-31"


# Typed by a person

ARRESTS, SHARE = "arrest_referrals_local", "cpo_completion_percent_local"


@pytest.fixture
def typed(areas: Areas, catalogue: Catalogue):
    def filled(*rows: Sequence[Value], area: str = "Clackmannanshire") -> ReadWorkbook:
        every = tuple(MeasureColumn(id=m, where={"measure": m}) for m in (ARRESTS, SHARE))
        own = recipe(TYPED)
        tables = (own.table[0].model_copy(update={"column": every}),)
        own = own.model_copy(update={"table": tables})
        lines: list[list[Value]] = [["Local evidence"], ["Local authority:"], [area], []]
        head = ["Measure", "Period", "Value", "Unit", "Provider", "Note"]
        table = sheet([*lines, head, *rows], "Figures")
        return Reader([own], areas, catalogue).read(book(table, cover=""))

    return filled


def test_the_area_above_a_typed_table_is_that_of_every_row(typed) -> None:
    found = typed([ARRESTS, "2023-24", 31, "number", "A team", "Referrals"])
    (datum,) = found.data
    assert found.remarks == ()
    assert (datum.area.code, datum.value, datum.status) == (CLACKS, 31, "local_evidence")
    assert datum.note == "Provided by A team; Referrals"


def test_a_mark_does_not_change_the_status_of_a_figure_that_is_not_public(typed) -> None:
    (datum,) = typed([ARRESTS, "2023-24", "31 [p]"]).data
    assert datum.status == "local_evidence"


@pytest.mark.parametrize(
    ("row", "kind", "cell"),
    [
        (["Arrests", "2023-24", 31], "unknown measure", "A6"),
        (["", "2023-24", 31], "unknown measure", "A6"),
        ([ARRESTS, "soon", 31], "unknown year", "B6"),
        ([ARRESTS, "", ""], "unknown year", "B6"),
        ([ARRESTS, "2023-24", ""], "no value", "C6"),
        ([ARRESTS, "2018-19", "-"], "not understood", "C6"),
        ([ARRESTS, "2023-24", 31, "hours"], "unit contradicts", "C6"),
        ([ARRESTS, "2023-24", 31, "bananas"], "unit contradicts", "C6"),
        ([SHARE, "2023-24", 31, "number"], "unit contradicts", "C6"),
        ([SHARE, "2023-24", 0.5], "percentage unclear", "C6"),
        ([SHARE, "2023-24", 101], "percentage out of range", "C6"),
    ],
)
def test_a_typed_row_with_a_mistake_is_an_error(
    row: list[Value], kind: str, cell: str, typed
) -> None:
    found = typed(row)
    assert told(found) == {("error", kind, cell)}
    assert found.data == []


def test_each_typed_percentage_says_by_itself_how_it_is_written(typed) -> None:
    found = typed([SHARE, "2022-23", 0.71], [SHARE, "2023-24", 65], [SHARE, "2024-25", "7%"])
    assert found.remarks == ()
    assert [d.value for d in found.data] == [71, 65, 7]


@pytest.mark.parametrize(
    ("area", "cell", "words"),
    [("", "A5", "no local authority"), ("Clackmananshire", "A3", "Did you mean")],
)
def test_typed_figures_of_no_area_are_one_error(area: str, cell: str, words: str, typed) -> None:
    found = typed([ARRESTS, "2022-23", 1], [ARRESTS, "2023-24", 2], area=area)
    (error,) = found.remarks
    assert (error.kind, error.cell) == ("unknown area", cell)
    assert words in str(error)
