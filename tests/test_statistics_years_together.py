"""Three years together: sums of counts, and all that such sums are kept out of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from build_series import (
    ORDERS,
    RATE,
    SCOTLAND,
    SHARE,
    any_series,
    bare,
    break_at,
    figure,
    series,
)
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import financial_years, first_year, last_year
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure, Series
from cjdata.statistics import (
    ChangeBetweenYears,
    Counts,
    Evidence,
    Interval,
    NoChange,
    NoInterval,
    can_be_together,
    change_since_year_before,
    joined_periods,
    taken_together,
)
from cjdata.statistics.intervals import BYAR_FROM

FEW_OF_FEW = [(4, 9), (5, 11), (3, 10), (6, 8), (2, 7), (4, 12)]


def counted(measure: Measure, pairs: Sequence[tuple[int, int]], **parts: object) -> Evidence:
    """A series of shares or rates with the counts that they are made of."""
    held = [Counts(*pair) for pair in pairs]
    values = [one.value_in(measure) for one in held]
    shown = series(values, measure, **parts)  # type: ignore[arg-type]
    behind = {f.period: one for f, one in zip(shown.figures, held, strict=True)}
    return Evidence(shown, behind)


pairs = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
runs = st.lists(pairs, min_size=3, max_size=10)


@given(runs)
def test_a_share_of_three_years_is_the_sum_of_parts_out_of_the_sum_of_wholes(
    held: list[tuple[int, int]],
) -> None:
    together = taken_together(counted(SHARE, held))
    assert len(together.series.figures) == len(held) - 2
    for n, shown in enumerate(together.series.figures):
        top, bottom = (sum(column) for column in zip(*held[n : n + 3], strict=True))
        assert together.counts[shown.period] == Counts(top, bottom)
        assert shown.value == pytest.approx(100 * top / bottom, abs=0.5)
        interval = together.interval(shown.period)
        assert isinstance(interval, Interval)
        assert interval.method == "Wilson"
        expected = proportion_confint(top, bottom, method="wilson")
        assert (interval.lower / 100, interval.upper / 100) == pytest.approx(expected, abs=1e-9)


@given(runs)
def test_a_rate_of_three_years_is_the_count_over_the_people_of_each_year(
    held: list[tuple[int, int]],
) -> None:
    people = [(count, 1000 + base) for count, base in held]
    together = taken_together(counted(RATE, people))
    for n, shown in enumerate(together.series.figures):
        top, bottom = (sum(column) for column in zip(*people[n : n + 3], strict=True))
        assert together.counts[shown.period].value_in(RATE) == pytest.approx(10_000 * top / bottom)
        interval = together.interval(shown.period)
        assert isinstance(interval, Interval)
        if top < BYAR_FROM:
            lower = chi2.ppf(0.025, 2 * top) / 2 if top else 0.0
            upper = chi2.ppf(0.975, 2 * top + 2) / 2
            limits = (10_000 * lower / bottom, 10_000 * upper / bottom)
            assert interval.method == "exact"
            assert (interval.lower, interval.upper) == pytest.approx(limits, rel=1e-6)
        else:
            assert interval.method == "Byar"
            root = math.sqrt(top)
            wide = 1.96 * root * 10_000 / bottom
            assert interval.upper - interval.lower == pytest.approx(2 * wide, rel=0.2)


@given(any_series())
def test_numbers_are_added_up_only_where_three_years_follow_each_other_without_a_break(
    shown: Series,
) -> None:
    single = bare(shown)
    together = taken_together(single)
    assert len(together.series.figures) == max(len(shown.figures) - 2, 0)
    for n, sum_of in enumerate(together.series.figures):
        run = shown.figures[n : n + 3]
        assert sum_of.years == tuple(one.period for one in run)
        values = [one.value for one in run if one.value is not None]
        is_broken = bool(shown.breaks_between(run[0], run[-1]))
        is_rough = any(one.is_rounded for one in run)
        if len(values) < 3 or is_broken or is_rough:
            assert sum_of.value is None
            assert STATUSES[sum_of.status].has_value is False or not values
        else:
            assert sum_of.value == sum(values)
            assert sum_of.status == "computed"


def test_a_half_is_rounded_up() -> None:
    together = taken_together(counted(SHARE, [(7, 10), (7, 10), (7, 20)]))
    assert together.series.figures[0].value == 53


def test_periods_name_their_first_and_their_last_year() -> None:
    years = financial_years("2019-20", "2024-25")
    named = joined_periods(years)
    assert named[-1] == "2022-23 to 2024-25"
    assert [first_year(one) for one in named] == years[:-2]
    assert [last_year(one) for one in named] == years[2:]
    assert list(named) == sorted(named)
    assert joined_periods(years[:2]) == ()


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ([5, None, 7], "year_missing"),
        ([None, None, None], "not_loaded"),
        ([5, 6, 7], "computed"),
    ],
)
def test_why_years_are_not_together_is_said(held: list[float | None], status: str) -> None:
    together = taken_together(bare(series(held)))
    assert [one.status for one in together.series.figures] == [status]


def test_a_hidden_year_is_in_no_sum() -> None:
    shown = series([5, 6, 7, 8])
    hidden = figure("2016-17", None, status="suppressed")
    figures = (shown.figures[0], hidden, *shown.figures[2:])
    together = taken_together(bare(replace(shown, figures=figures)))
    assert [one.status for one in together.series.figures] == ["year_missing", "year_missing"]


def test_a_break_parts_the_sums_on_its_two_sides_and_no_sum_lies_over_it() -> None:
    shown = series([5, 6, 7, 8, 9, 10], breaks=[break_at("2018-19")])
    together = taken_together(bare(shown)).series
    assert [one.status for one in together.figures] == [
        "computed",
        "break_between",
        "break_between",
        "computed",
    ]
    assert [len(stretch) for stretch in together.segments] == [1, 1]
    assert together.breaks_before(together.figures[-1])


def test_counts_that_are_not_held_make_no_sum() -> None:
    one = counted(SHARE, FEW_OF_FEW[:3])
    behind = {**one.behind, "2016-17": NoInterval("count rounded")}
    together = taken_together(replace(one, behind=behind))
    assert [f.status for f in together.series.figures] == ["counts_missing"]
    assert not together.counts


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("published", "revised", "computed"), "computed"),
        (("published", "provisional", "published"), "provisional"),
        (("provisional", "supplied", "estimated"), "supplied"),
        (("illustrative",) * 3, "illustrative"),
    ],
)
def test_a_sum_is_as_firm_as_the_weakest_of_its_years(
    statuses: tuple[str, ...], expected: str
) -> None:
    shown = series([5, 6, 7])
    figures = [replace(f, status=s) for f, s in zip(shown.figures, statuses, strict=True)]
    together = taken_together(bare(replace(shown, figures=tuple(figures))))
    assert together.series.figures[0].status == expected


def test_every_status_that_a_value_can_have_has_its_place() -> None:
    for status in STATUSES.values():
        if status.has_value is not False:
            shown = series([5, 6, 7])
            figures = tuple(replace(f, status=status.id) for f in shown.figures)
            together = taken_together(bare(replace(shown, figures=figures)))
            assert together.series.figures[0].value == 18


def test_a_sum_names_the_sources_of_all_its_years() -> None:
    shown = series([5, 6, 7])
    figures = tuple(
        replace(f, source_id=source)
        for f, source in zip(shown.figures, ("one", "two", "one"), strict=True)
    )
    found = taken_together(bare(replace(shown, figures=figures))).series.figures[0]
    assert found.source_ids == ("one", "two")
    assert "2015-16, 2016-17 and 2017-18" in found.note


@given(runs)
def test_sums_are_in_no_trend_and_in_no_long_record(held: list[tuple[int, int]]) -> None:
    together = taken_together(counted(SHARE, held))
    scotland = taken_together(counted(SHARE, held, area=SCOTLAND))
    assert together.trend.result == "cannot be calculated"
    assert together.trend.why == "several years together"
    assert together.record_against(scotland) is None


@given(st.lists(pairs, min_size=4, max_size=10))
def test_only_sums_that_share_no_year_are_compared(held: list[tuple[int, int]]) -> None:
    together = taken_together(counted(SHARE, held))
    for n, later in enumerate(together.series.figures):
        for at, earlier in enumerate(together.series.figures[:n]):
            found = together.since(earlier, later)
            assert (found.why == "years shared") == (n - at < 3)
            if found.why is None:
                here, there = (together.counts[one.period] for one in (later, earlier))
                limits = confint_proportions_2indep(
                    here.count, here.out_of, there.count, there.out_of, method="newcomb"
                )
                is_clear = not limits[0] <= 0 <= limits[1]
                if found.standing != "similar":
                    assert is_clear


def test_the_change_is_that_since_the_three_years_before() -> None:
    together = taken_together(bare(series([5, 6, 7, 8, 9, 10])))
    latest = together.series.figures[-1]
    change = change_since_year_before(together.series, latest)
    assert isinstance(change, ChangeBetweenYears)
    assert (change.before.value, change.after.value) == (18, 27)
    assert change.before.years == ("2015-16", "2016-17", "2017-18")


def test_without_three_years_before_there_is_no_change() -> None:
    together = taken_together(bare(series([5, 6, 7, 8, 9])))
    for shown in together.series.figures:
        change = change_since_year_before(together.series, shown)
        assert isinstance(change, NoChange)
        assert change.why == "no years before"


def test_an_area_is_laid_beside_scotland_in_the_same_three_years_without_itself() -> None:
    mine = taken_together(counted(SHARE, [(1, 10), (2, 10), (1, 10)]))
    whole = taken_together(counted(SHARE, [(500, 1000)] * 3, area=SCOTLAND))
    found = mine.against(whole, "2015-16 to 2017-18")
    assert found.standing == "lower"
    assert mine.against(whole, "2017-18").why == "no value"


def test_averages_and_means_are_not_added_up() -> None:
    average = ORDERS.model_copy(update={"average": True})
    hours = Measure(id="h", name="H", label="H", unit="hours", subject="the hours")
    mean = Measure(id="m", name="M", label="M", unit="mean", subject="the mean")
    assert can_be_together(ORDERS)
    assert not any(map(can_be_together, (average, hours, mean, SHARE)))


def test_pandemic_years_are_added_up_and_told() -> None:
    shown = series([5, 6, 7, 8, 9], first=2018, breaks=[break_at("2020-21", "pandemic")])
    together = taken_together(bare(shown)).series
    assert all(one.value is not None for one in together.figures)
    assert together.pandemic_years == tuple(one.period for one in together.figures)


def test_a_sum_over_fewer_years_is_no_sum() -> None:
    assert taken_together(bare(series([5, 6]))).series.figures == ()
    assert taken_together(bare(series([]))).series.years_each == 1


def test_neighbours_share_two_years() -> None:
    figures: tuple[Figure, ...] = taken_together(bare(series([5, 6, 7, 8, 9]))).series.figures
    for one, other in pairwise(figures):
        assert len(set(one.years) & set(other.years)) == 2
        assert one.shares_a_year(other)
