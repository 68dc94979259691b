"""Single cells: texts with notes, years in every form met, numbers, and symbols of both eras."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.ingest.cells.cell_symbols import symbols_of
from cjdata.ingest.cells.cell_texts import (
    CellReading,
    is_figure,
    reading_of,
    scaled,
    text_of,
    without_notes,
)
from cjdata.ingest.cells.percentage_notation import writing_of, writing_of_one
from cjdata.ingest.labels.written_years import is_like_a_year, period_of, years_in
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.reference.periods import financial_year
from cjdata.reference.statuses import SOURCE_STATUSES

OLD, NEW = symbols_of(2019, {}), symbols_of(2024, {})


# Texts


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("Cases commenced3,4", "Cases commenced"),
        ("Cases commenced [note 2]", "Cases commenced"),
        ("Cases commenced [notes 2, 3 and 4]", "Cases commenced"),
        ("Cases commenced [2][3]", "Cases commenced"),
        ("Cases commenced (1,2)", "Cases commenced"),
        ("Cases commenced\u00b9\u00b2", "Cases commenced"),
        ("Fife*", "Fife"),
        ("Age 16-17", "Age 16-17"),
        ("Rate per 10,000", "Rate per 10,000"),
        ("S12000005", "S12000005"),
        ("Level 1", "Level 1"),
    ],
)
def test_notes_are_taken_off_and_nothing_else(cell: str, bare: str) -> None:
    assert without_notes(cell) == bare


def test_spaces_of_every_kind_are_single_spaces() -> None:
    assert text_of(" Perth\u00a0and \n Kinross ") == "Perth and Kinross"
    assert text_of(1234.0) == "1234"


# Years


@pytest.mark.parametrize(
    "cell",
    [
        "2015-16",
        "2015/16",
        "2015/2016",
        "2015-2016",
        "2015\u201316",
        "2015 - 16",
        "2015 to 2016",
        "2015-166,7",
        "2015-20166",
        "2015-16 [note 3]",
        "2015-16 [r]",
        "2015-16 (p)",
        "2015-16r",
        "2015-16 (6,7)",
        "2015-16*",
        "Financial year 2015-16",
        "FY 2015/16",
        "Year ending 31 March 2016",
        "12 months to March 2016",
        "1 April 2015 to 31 March 2016",
        "April 2015 - March 2016",
        "31 March 2016",
        "31st March 20166,7",
        "at 31 March 2016",
        "31/03/2016",
        "2016-03-31",
        date(2016, 3, 31),
        datetime(2015, 4, 1),  # noqa: DTZ001 - as a spreadsheet has it
    ],
)
def test_a_financial_year_is_read_in_every_form(cell: Value) -> None:
    assert period_of(cell) == "2015-16"


@pytest.mark.parametrize(
    "cell",
    [
        "2015-17",
        "2015-61",
        "2015-2017",
        "2019-2021",
        "2018-1920",
        "2105-06",
        "2015-16123",
        "2015-16 to 2017-18",
        "2015-16 Q1",
        "2O15-16",
        "31 February 2016",
        "March 2016",
        "2015",
        "201516",
        2015,
        201516,
        42444.0,
        True,
        "",
        "Total",
    ],
)
def test_what_is_no_financial_year_is_none(cell: Value) -> None:
    assert period_of(cell) is None


@given(st.integers(1950, 2098), st.sampled_from(["-", "/", " - ", "\u2013"]), st.booleans())
def test_every_year_is_read_whether_its_end_is_short_or_full(
    start: int, mark: str, is_full: bool
) -> None:
    end = str(start + 1) if is_full else f"{(start + 1) % 100:02d}"
    assert period_of(f"{start}{mark}{end}") == financial_year(start)


@given(st.integers(1950, 2099), st.integers(0, 9999))
def test_two_years_that_do_not_follow_are_never_a_year(start: int, end: int) -> None:
    text = f"{start}-{end:04d}" if end > 99 else f"{start}-{end:02d}"
    follows = end == start + 1 or (end < 100 and end == (start + 1) % 100)
    # Two digits more may be notes, but not where the four make a year.
    noted = end >= 1000 and end // 100 == (start + 1) % 100 and end // 100 not in (19, 20)
    noted = noted or (100 <= end <= 999 and f"{end:04d}"[:2] == f"{(start + 1) % 100:02d}")
    assert (period_of(text) is not None) == (follows or noted)


@pytest.mark.parametrize("cell", ["2022", 2022, "mid-2022", "2022 [note 1]", "30 June 2022"])
def test_a_calendar_year_is_read_where_the_recipe_asks_for_one(cell: Value) -> None:
    assert period_of(cell, "calendar_year") == "2022"
    assert period_of("2022-23", "calendar_year") is None


def test_a_title_names_its_years() -> None:
    assert years_in("Orders by council, 2015-16 to 2024-25") == ["2015-16", "2024-25"]
    assert years_in("Caseload at 31 March 2024") == ["2023-24"]
    assert years_in("Convictions, April 2022 to March 2023") == ["2022-23"]
    assert years_in("Published 13 January 2026") == []
    assert years_in("Mid-2011 to mid-2023", "calendar_year") == ["2011", "2023"]


def test_a_heading_made_of_digits_is_like_a_year_though_it_is_none() -> None:
    assert [t for t in ("2O15-16", "31 Mrch 2016", "2015-17 [note 2]") if is_like_a_year(t)] == [
        "2O15-16"
    ]
    assert not any(map(is_like_a_year, ["Change since 2015-16", "10 year change", "%", "Total"]))


# Numbers


@pytest.mark.parametrize(
    ("cell", "value", "decimals"),
    [
        (12, 12, 0),
        (12.0, 12, 0),
        (0.7077381777839412, 0.7077381777839412, 16),
        ("12", 12, 0),
        ("1,234", 1234, 0),
        ("1,234,567", 1234567, 0),
        ("12 345", 12345, 0),
        ("71.30", 71.3, 2),
        (".5", 0.5, 1),
        ("-3", -3, 0),
        ("\u22123", -3, 0),
        (" 12 [note 1]", 12, 0),
    ],
)
def test_a_number_is_read_as_written(cell: Value, value: float, decimals: int) -> None:
    assert reading_of(cell, NEW) == CellReading(value, decimals, "published")


def test_a_percent_sign_and_marks_are_read() -> None:
    assert reading_of("71%", NEW) == CellReading(71, 0, "published", with_sign=True)
    assert reading_of("71.5 %", NEW) == CellReading(71.5, 1, "published", with_sign=True)
    assert reading_of("12 [r]", NEW) == CellReading(12, 0, "revised")
    assert reading_of("12p", NEW) == CellReading(12, 0, "provisional")


@pytest.mark.parametrize(
    "cell",
    [
        *("1O2", "12,34", "1,2345", "12 3", "1.2.3", "abc", "about 5", "12-15", "5 (3)", "#N/A"),
        *(True, date(2024, 1, 1), float("nan"), float("inf"), "[note 1]", "[r]", "%", "--"),
    ],
)
def test_what_is_no_number_is_never_taken_for_one(cell: Value) -> None:
    assert reading_of(cell, NEW) is None
    assert reading_of(cell, OLD) is None


@given(st.integers(0, 10**9), st.booleans())
def test_every_whole_number_is_read_as_it_is(number: int, with_commas: bool) -> None:
    text = f"{number:,}" if with_commas else str(number)
    assert reading_of(text, NEW) == CellReading(number, 0, "published")


@given(st.text(max_size=12))
def test_no_text_is_a_number_but_by_its_digits(text: str) -> None:
    reading = reading_of(text, NEW)
    if reading is not None and reading.value is not None:
        assert any(letter.isdigit() for letter in text)


@given(st.floats(0, 1), st.just(100))
def test_a_fraction_becomes_a_percentage_without_noise(value: float, factor: int) -> None:
    assert scaled(value, factor) == pytest.approx(value * factor, rel=1e-15, abs=1e-300)
    assert scaled(0.285, factor) == 28.5


# Symbols


@pytest.mark.parametrize(
    ("symbol", "old", "new"),
    [
        ("-", 0.0, None),
        ("\u2013", 0.0, None),
        ("*", "low", "suppressed"),
        ("**", None, "suppressed"),
        ("..", "not_available", "not_available"),
        ("", "not_applicable", "not_available"),
        ("N/A", "not_applicable", "not_applicable"),
        ("low", None, "low"),
        ("x", None, "not_collected"),
        ("z", None, "not_applicable"),
        ("c", None, "suppressed"),
        ("<5", "suppressed", "suppressed"),
        ("fewer than 10", "suppressed", "suppressed"),
        ("[c]", "suppressed", "suppressed"),
        ("[C] ", "suppressed", "suppressed"),
        ("[x]", "not_collected", "not_collected"),
        ("[z]", "not_applicable", "not_applicable"),
        ("[low]", "low", "low"),
    ],
)
def test_a_symbol_means_what_it_meant_in_its_time(
    symbol: str, old: str | float | None, new: str | float | None
) -> None:
    for symbols, meaning in ((OLD, old), (NEW, new)):
        reading = reading_of(symbol, symbols)
        if meaning is None:
            assert reading is None
        elif isinstance(meaning, float):
            assert reading == CellReading(meaning, 0, "published")
        else:
            assert reading == CellReading(None, 0, meaning)


def test_only_a_dash_of_the_older_era_is_nought() -> None:
    old = {symbol: reading_of(symbol, OLD) for symbol in (*OLD, *NEW)}
    new = {symbol: reading_of(symbol, NEW) for symbol in (*OLD, *NEW)}
    assert [s for s, reading in old.items() if reading and reading.value is not None] == ["-"]
    assert [s for s, reading in new.items() if reading and reading.value is not None] == []


def test_the_new_symbols_begin_with_the_edition_of_2021_22() -> None:
    assert reading_of("*", symbols_of(2020, {})) == CellReading(None, 0, "low")
    assert reading_of("*", symbols_of(2021, {})) == CellReading(None, 0, "suppressed")


def test_a_recipe_may_say_what_its_symbols_mean() -> None:
    symbols = symbols_of(2024, {"K": "suppressed", "-": "nil"})
    assert reading_of("k", symbols) == CellReading(None, 0, "suppressed")
    assert reading_of("-", symbols) == CellReading(0.0, 0, "published")


def test_every_meaning_is_a_status() -> None:
    assert {*OLD.values(), *NEW.values()} - {"nil"} <= set(SOURCE_STATUSES)


def test_numbers_and_symbols_are_figures_and_words_are_not() -> None:
    assert all(map(is_figure, [0, 1.5, "1,234", "71%", "[c]", "..", "-", "low"]))
    assert not any(map(is_figure, ["", "Fife", "2015-16", "see note", True, date(2024, 1, 1)]))


# Percentages


@pytest.mark.parametrize(
    ("values", "factor", "unclear"),
    [
        ([0.71, 0.5, 1.0, 0.0], 100, ()),
        ([71.3, 50, 100, 0], 1, ()),
        ([0.71, 0.5, 0.62, 71.0], 100, (3,)),
        ([71.3, 50, 68.2, 0.7077], 1, (3,)),
        ([71.3, 50, 68.2, 0.7], 1, (3,)),
        ([7.1, 2.5, 5.0, 0.8], 1, ()),  # as a fraction it would stand out
        ([1, 0, 1], 100, (0, 2)),
        ([0, 0], 100, ()),
        ([0.4, 0, 0.9], 100, (0, 2)),
        ([], 100, ()),
    ],
)
def test_percentages_are_fractions_or_numbers_and_what_may_be_either_is_named(
    values: list[float], factor: int, unclear: tuple[int, ...]
) -> None:
    assert writing_of(values) == (factor, unclear)


def test_a_percentage_typed_by_itself_needs_to_be_clear() -> None:
    assert writing_of_one(71) == (1, ())
    assert writing_of_one(0.71) == (100, ())
    assert writing_of_one(0.5) == (100, (0,))
    assert writing_of_one(1) == (100, (0,))
