from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import UnknownName
from cjdata.reference import periods

starts = st.integers(min_value=1900, max_value=2200)


@pytest.mark.parametrize(
    "text",
    [
        "2023-24",
        "2023/24",
        "2023/2024",
        "2023-2024",
        "2023–24",
        "2023–2024",
        " 2023-24 ",
        "2023 - 24",
    ],
)
def test_a_financial_year_is_read_in_any_form_met_in_publications(text: str) -> None:
    assert periods.parse_financial_year(text) == "2023-24"


@pytest.mark.parametrize("text", ["1999-00", "1999/2000", "1999-2000", "1999/00"])
def test_the_turn_of_the_century_is_one_year_like_others(text: str) -> None:
    assert periods.parse_financial_year(text) == "1999-00"


@pytest.mark.parametrize(
    "text",
    [
        "2023-25",
        "2023-23",
        "2023-2025",
        "2023/1924",
        "2023",
        "",
        "23-24",
        "2023-4",
        "2024-03-31",
        "next year",
        "2023-24-25",
        "1999-2100",
        "1999-01",
        "1999-99",
    ],
)
def test_what_is_no_financial_year_is_refused_and_named(text: str) -> None:
    with pytest.raises(UnknownName) as refused:
        periods.parse_financial_year(text, "--period")
    assert str(refused.value).startswith(f"--period: “{text}” is not a financial year")
    assert "2023-24" in refused.value.findings[0].fix


@given(starts)
def test_a_year_survives_every_way_of_writing_it(start: int) -> None:
    year = periods.financial_year(start)
    long = f"{start}/{start + 1}"
    assert periods.parse_financial_year(year) == year
    assert periods.parse_financial_year(long) == year
    assert periods.parse_financial_year(year.replace("-", "–")) == year
    assert periods.start_year(year) == start
    assert periods.kind_of(year) == "financial_year"


@given(starts, st.integers(min_value=0, max_value=99))
def test_two_years_that_do_not_follow_are_never_a_financial_year(start: int, end: int) -> None:
    text = f"{start}-{end:02d}"
    if end == (start + 1) % 100:
        assert periods.parse_financial_year(text) == text
    else:
        with pytest.raises(UnknownName):
            periods.parse_financial_year(text)


@given(starts, st.integers(min_value=0, max_value=60))
def test_a_list_of_years_has_each_once_in_order(start: int, length: int) -> None:
    years = periods.financial_years(
        periods.financial_year(start), periods.financial_year(start + length)
    )
    assert len(years) == length + 1
    assert years == sorted(set(years))


def test_a_reversed_list_of_years_is_empty() -> None:
    assert periods.financial_years("2023-24", "2020-21") == []


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2023-24", "financial_year"), ("2023", "calendar_year"), ("2024-03-31", "day")],
)
def test_the_kind_of_a_period_shows_in_its_form(period: str, kind: str) -> None:
    assert periods.kind_of(period) == kind


@pytest.mark.parametrize(
    "period",
    ["2023/24", "2023–24", "2024-02-30", "2024-13-01", "23", "2023-24 ", "all years", ""],
)
def test_a_stored_period_has_one_form_only(period: str) -> None:
    with pytest.raises(UnknownName):
        periods.kind_of(period)


@pytest.mark.parametrize("period", ["2023\n", "2023-24\n", "２０２３", "２０２３-２４"])
def test_a_stored_period_holds_nothing_but_plain_digits_and_dashes(period: str) -> None:
    with pytest.raises(UnknownName):
        periods.kind_of(period)


@pytest.mark.parametrize(
    ("period", "words"),
    [("2024-03-31", "31 March 2024"), ("2023-24", "2023-24"), ("2011-12-05", "5 December 2011")],
)
def test_a_day_is_put_in_words_and_a_year_stays(period: str, words: str) -> None:
    assert periods.in_words(period) == words


@pytest.mark.parametrize(
    ("month", "words"),
    [("2026-09", "September 2026"), ("2025-09-16", "16 September 2025"), ("soon", "soon")],
)
def test_a_month_is_put_in_words(month: str, words: str) -> None:
    assert periods.month_in_words(month) == words


def test_the_pandemic_years_are_two_years_in_a_row() -> None:
    assert periods.PANDEMIC == ("2020-21", "2021-22")
