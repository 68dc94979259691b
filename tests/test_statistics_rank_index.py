"""Ranks with their uncertainty, and series as an index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from build_series import ORDERS, RATE, SHARE, any_series, break_at, series
from hypothesis import given
from hypothesis import strategies as st

from cjdata.amounts import Amount
from cjdata.formats import plain
from cjdata.series import SPLITTING_KINDS, Series
from cjdata.statistics import (
    FLOOR,
    Counts,
    Index,
    NoIndex,
    NoRank,
    Rank,
    RankingEntry,
    index_of,
    is_clear_difference,
    possible_bases,
    printed,
    rank_of,
)

# Ranks


def entry(value: float, base: int | None = None) -> RankingEntry:
    return RankingEntry(value, Counts(round(100 * value)), base)


def apart(least: int) -> Callable[[Counts, Counts], bool]:
    """Take counts for clearly different from so many on."""
    return lambda one, other: abs(one.count - other.count) >= least


def ranked(code: str, entries: dict[str, RankingEntry], least: int = 80, **more: object) -> Rank:
    rank = rank_of(code, entries, is_clear=apart(least), allowed=True, **more)  # type: ignore[arg-type]
    assert isinstance(rank, Rank)
    return rank


def why(code: str, entries: dict[str, RankingEntry], *, allowed: bool = True) -> str:
    rank = rank_of(code, entries, is_clear=apart(80), allowed=allowed)
    assert isinstance(rank, NoRank)
    return rank.why


FIVE = {code: entry(value) for code, value in zip("abcde", (9, 7, 7, 3, 1), strict=True)}


def test_the_highest_figure_is_first_and_ties_share_a_place() -> None:
    assert [ranked(code, FIVE).place for code in "abcde"] == [1, 2, 2, 4, 5]
    assert ranked("b", FIVE).tied_with == ("c",)
    assert ranked("a", FIVE).tied_with == ()
    assert ranked("a", FIVE).of == 5


def test_a_rank_says_which_places_chance_allows_and_how_many_are_similar() -> None:
    rank = ranked("b", FIVE)
    assert (rank.first, rank.last, rank.similar) == (2, 3, 1)
    unsure = ranked("c", FIVE, least=210)
    assert (unsure.first, unsure.last, unsure.similar) == (1, 3, 2)


def test_figures_printed_alike_share_a_place_and_are_similar() -> None:
    close = {"a": entry(70.04), "b": entry(70.01), "c": entry(50)}
    assert ranked("b", close, least=1, decimals=1).place == 1
    assert ranked("b", close, least=1, decimals=1).tied_with == ("a",)
    assert ranked("b", close, least=1, decimals=1).first == 1
    assert ranked("b", close, least=1).place == 2


def test_where_most_are_similar_there_is_no_rank_but_the_number() -> None:
    alike = {code: entry(5 + n / 10) for n, code in enumerate("abcdefgh")}
    rank = rank_of("d", alike, is_clear=apart(80), allowed=True)
    assert rank == NoRank("most are similar", 7, 8)


def test_where_the_catalogue_forbids_ranks_there_is_none() -> None:
    assert why("a", FIVE, allowed=False) == "not allowed"


def test_a_council_without_value_counts_or_base_has_no_rank() -> None:
    entries = {
        **FIVE,
        "x": RankingEntry(None, Counts(1)),
        "y": RankingEntry(5.0, None),
        "z": entry(5, base=19),
    }
    assert [why(code, entries) for code in "xyz"] == ["no value", "no counts", "small base"]
    assert why("unknown", entries) == "no value"
    assert ranked("z", {**FIVE, "z": entry(5, base=20)}).place == 4


def test_councils_that_cannot_be_ranked_are_left_out_and_named() -> None:
    entries = {**FIVE, "x": RankingEntry(None, None), "y": RankingEntry(100.0, None)}
    rank = ranked("a", entries)
    assert (rank.place, rank.of, rank.left_out) == (1, 5, ("x", "y"))


def test_a_council_is_not_ranked_alone() -> None:
    assert why("a", {"a": entry(1)}) == "no others"


shares = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=32,
)


@given(shares, st.integers(0, 1))
def test_a_place_lies_within_the_places_that_chance_allows(
    pairs: list[tuple[int, int]], decimals: int
) -> None:
    entries = {
        f"council {n}": RankingEntry(100 * x / of, Counts(x, of), of)
        for n, (x, of) in enumerate(pairs)
    }
    values = [printed(100 * x / of, decimals) for x, of in pairs]
    for n, code in enumerate(entries):
        is_clear = partial(is_clear_difference, SHARE)
        rank = rank_of(code, entries, is_clear=is_clear, allowed=True, decimals=decimals, floor=1)
        if isinstance(rank, NoRank):
            assert rank.why == "most are similar"
            assert rank.similar > (len(pairs) - 1) / 2
            continue
        assert 1 <= rank.first <= rank.place <= rank.last <= rank.of == len(pairs)
        assert rank.last - rank.first <= rank.similar
        assert rank.place == 1 + sum(value > values[n] for value in values)
        assert len(rank.tied_with) == values.count(values[n]) - 1


# Index


def indexed(one: Series, base: str = "2015-16", **more: object) -> list[int | None]:
    index = index_of(one, base, **more)  # type: ignore[arg-type]
    assert isinstance(index, Index)
    return [point.value for point in index.points]


def refused(one: Series, base: str = "2015-16", **more: object) -> str:
    index = index_of(one, base, **more)  # type: ignore[arg-type]
    assert isinstance(index, NoIndex)
    return index.why


def test_the_base_year_is_a_hundred() -> None:
    assert indexed(series([40, 50, 20])) == [100, 125, 50]
    assert indexed(series([40, 50, 20]), "2016-17") == [80, 100, 40]


def test_r12_a_missing_year_has_no_index_and_is_never_nil() -> None:
    assert indexed(series([40, None, 0])) == [100, None, 0]


@pytest.mark.parametrize(("base", "is_refused"), [(FLOOR - 1, True), (FLOOR, False)])
def test_an_index_is_refused_on_a_base_under_the_floor(base: int, *, is_refused: bool) -> None:
    one = series([base, 50])
    assert isinstance(index_of(one, "2015-16"), NoIndex) == is_refused
    if is_refused:
        assert refused(one) == "small base"


def test_the_floor_of_an_index_may_be_the_measure_s_own() -> None:
    own = ORDERS.model_copy(update={"floor": 50})
    assert refused(series([49, 60], own)) == "small base"
    assert indexed(series([50, 60], own)) == [100, 120]
    assert indexed(series([49, 60], own), floor=10) == [100, 122]


def test_a_missing_base_and_one_outside_the_series_are_refused() -> None:
    assert refused(series([None, 50])) == "no value"
    assert refused(series([50]), "1999-00") == "outside the series"


def test_a_rounded_count_is_no_base_and_has_no_index() -> None:
    rounded = series([3400, 3600], precision="rounded")
    assert refused(rounded) == "rounded"


@pytest.mark.parametrize("kind", SPLITTING_KINDS)
def test_r7_an_index_does_not_cross_a_break_in_either_direction(kind: str) -> None:
    b = break_at("2017-18", kind)
    one = series([40, 50, 20, 30], breaks=[b])
    assert indexed(one) == [100, 125, None, None]
    assert indexed(one, "2017-18") == [None, None, 100, 150]
    index = index_of(one, "2015-16")
    assert isinstance(index, Index)
    assert [point.why for point in index.points] == ["", "", "break", "break"]
    assert index.points[2].breaks == (b,)
    assert index.breaks == ()


def test_an_index_crosses_a_break_on_request_and_names_it() -> None:
    b = break_at("2017-18")
    index = index_of(series([40, 50, 20], breaks=[b]), "2015-16", across_breaks=True)
    assert isinstance(index, Index)
    assert [point.value for point in index.points] == [100, 125, 50]
    assert index.breaks == (b,)


def test_the_base_of_a_percentage_is_its_denominator_and_of_a_rate_its_count() -> None:
    share = series([50, 75], SHARE)
    assert refused(share) == "count unavailable"
    assert refused(share, counts={"2015-16": Counts(5, 10)}) == "small base"
    assert indexed(share, counts={"2015-16": Counts(10, 20)}) == [100, 150]
    rate = series([20, 30], RATE)
    assert refused(rate, counts={"2015-16": Counts(19, 9_500)}) == "small base"
    assert indexed(rate, counts={"2015-16": Counts(20, 10_000)}) == [100, 150]


def test_nil_is_no_base_of_an_index() -> None:
    assert refused(series([0, 75], SHARE), counts={"2015-16": Counts(0, 40)}) == "nil"


@given(any_series(), st.data())
def test_every_year_offered_as_a_base_is_one(one: Series, data: st.DataObject) -> None:
    bases = possible_bases(one)
    for figure in one.figures:
        index = index_of(one, figure.period)
        assert isinstance(index, Index) == (figure.period in bases)
    if bases:
        check_index(one, data.draw(st.sampled_from(bases)))


def check_index(one: Series, base: str) -> None:
    index = index_of(one, base)
    assert isinstance(index, Index)
    values = dict(zip([f.period for f in one.figures], index.points, strict=True))
    assert values[base].value == 100
    for figure, point in zip(one.figures, index.points, strict=True):
        earlier, later = sorted([one.by_period[base], figure], key=lambda f: f.period)
        parted = bool(one.breaks_between(earlier, later))
        assert (point.value is None) == (figure.value is None or parted)
        if point.value is not None and figure.value is not None:
            bottom = one.by_period[base].value or 0.0
            assert abs(point.value - 100 * figure.value / bottom) <= 0.5


@given(st.lists(st.integers(20, 400), min_size=2, max_size=8))
def test_r21_figures_printed_alike_have_the_same_index(values: Sequence[int]) -> None:
    one = series([value / 3 for value in (60, *values)], SHARE, decimals=0)
    counts = {"2015-16": Counts(40, 200)}
    found = indexed(one, counts=counts)
    shown = [plain(Amount(figure.value or 0.0)) for figure in one.figures]
    for a, mine in zip(shown, found, strict=True):
        for b, other in zip(shown, found, strict=True):
            assert (a != b) or mine == other
