"""Sentences that compare: with another area or year, in rank, as an index, in trend."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from build_series import (
    CLACKS,
    FALKIRK,
    HOURS,
    ORDERS,
    RATE,
    SCOTLAND,
    SHARE,
    STIRLING,
    VALLEY,
    bare,
    break_at,
    figure,
    series,
)

from cjdata import wording
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Direction, Measure
from cjdata.series import Break, Figure, Series
from cjdata.statistics import (
    Counts,
    Evidence,
    LongRecord,
    NoInterval,
    NoRank,
    Rank,
    floor_of,
    index_of,
    interval_of,
)

PEOPLE = 36_500
FIRST = 2012
NAMES = {CLACKS.code: CLACKS.name, FALKIRK.code: FALKIRK.name, STIRLING.code: STIRLING.name}


def rates(
    counts: Sequence[int | None],
    area: Area = CLACKS,
    people: int = PEOPLE,
    direction: Direction = "none",
    breaks: Sequence[Break] = (),
) -> Evidence:
    """Rates per 10,000 people with the counts behind them."""
    values = [None if c is None else c / people * 10_000 for c in counts]
    one = series(values, RATE, area, FIRST, breaks, decimals=1)
    return Evidence(one, _behind(one, counts, [people] * len(counts)), direction)


def shares(
    counts: Sequence[tuple[int, int]],
    area: Area = CLACKS,
    direction: Direction = "none",
    decimals: int = 0,
) -> Evidence:
    """Percentages with the counts behind them."""
    one = series([100 * c / n for c, n in counts], SHARE, area, FIRST, decimals=decimals)
    behind = _behind(one, [c for c, _ in counts], [n for _, n in counts])
    return Evidence(one, behind, direction)


def _behind(
    one: Series, counts: Sequence[int | None], wholes: Sequence[int]
) -> dict[str, Counts | NoInterval]:
    return {
        f.period: Counts(c, n)
        for f, c, n in zip(one.figures, counts, wholes, strict=True)
        if c is not None
    }


def scotland(value: float, measure: Measure = RATE, decimals: int = 1) -> Evidence:
    return bare(series([value], measure, SCOTLAND, FIRST, decimals=decimals))


def beside(main: Evidence, other: Evidence) -> str:
    return wording.comparison_sentence(main, other, "2012-13")


# Beside another area


def test_a_whole_interval_below_scotland_is_lower() -> None:
    assert beside(rates([94]), scotland(33.0)) == "That is clearly lower than Scotland (33.0)."


def test_an_interval_that_holds_scotlands_figure_is_similar() -> None:
    assert beside(rates([94]), scotland(30.0)) == "That is similar to Scotland (30.0)."


@pytest.mark.parametrize(
    ("direction", "said"),
    [("up", ", which is worse"), ("down", ", which is better"), ("none", "")],
)
def test_better_and_worse_are_said_only_where_a_direction_is_desired(
    direction: Direction, said: str
) -> None:
    sentence = beside(shares([(43, 61)], direction=direction), scotland(90, SHARE, 0))
    assert sentence == f"That is clearly lower than Scotland (90%){said}."


def test_two_councils_are_clearly_different_only_where_chance_seldom_makes_it_so() -> None:
    assert beside(rates([94]), rates([110], FALKIRK)) == "That is similar to Falkirk (30.1)."
    assert (
        beside(rates([94]), rates([300], FALKIRK)) == "That is clearly lower than Falkirk (82.2)."
    )


def test_areas_that_stand_alike_share_a_sentence() -> None:
    others = [rates([110], FALKIRK), rates([100], STIRLING)]
    assert wording.comparison_sentences(rates([94]), others, "2012-13") == [
        "That is similar to Falkirk (30.1) and Stirling (27.4)."
    ]


def test_several_areas_have_a_verdict_each() -> None:
    others = [rates([300], FALKIRK), rates([100], STIRLING)]
    assert wording.comparison_sentences(rates([94]), others, "2012-13") == [
        "That is clearly lower than Falkirk (82.2).",
        "That is similar to Stirling (27.4).",
    ]


def test_numbers_are_listed_and_never_compared() -> None:
    main = bare(series([35], first=FIRST))
    assert beside(main, bare(series([50], area=FALKIRK, first=FIRST))) == (
        "In the same year: Falkirk 50."
    )
    assert beside(main, bare(series([2500], area=SCOTLAND, first=FIRST))) == ""


def test_figures_without_counts_are_listed_and_it_is_said_why_they_are_not_compared() -> None:
    main = bare(series([71], SHARE, first=FIRST))
    assert beside(main, scotland(68, SHARE, 0)) == (
        "In the same year: Scotland 68%. They are not compared: the counts behind the figure are "
        "not all held."
    )
    without = bare(series([68], SHARE, FALKIRK, FIRST))
    assert beside(shares([(43, 61)]), without) == (
        "In the same year: Falkirk 68%. The counts behind Falkirk’s figure are not all held, so it "
        "is not compared."
    )


def test_an_area_is_never_compared_with_itself() -> None:
    main = rates([94])
    assert beside(main, main) == "An area is not compared with itself."
    finding = wording.finding(main, [main, scotland(33.0)], illustrative=False)
    assert "itself" not in finding.text
    assert "Clackmannanshire (" not in finding.text


def test_a_restricted_figure_beside_it_is_said_to_be_restricted() -> None:
    other = Series(FALKIRK, RATE, (figure("2012-13", None, status="restricted"),))
    assert "Falkirk’s figures" not in beside(rates([94]), bare(other))
    assert "restricted: it may not be published." in beside(rates([94]), bare(other))


# The trend


def test_a_trend_names_its_years_and_its_judgement() -> None:
    rising = [181, 196, 214, 229, 252]
    assert wording.trend_sentence(rates(rising)) == (
        "Over the five years to 2016-17 the rate has risen."
    )
    assert wording.trend_sentence(rates(rising, direction="down")).endswith(
        "has risen: it is getting worse."
    )
    assert wording.trend_sentence(rates([18, 22, 19, 27, 31])) == (
        "Over the five years to 2016-17 there is no clear change."
    )


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        (rates([18, 22]), "it takes five years, and only 2 years are shown"),
        (rates([18]), "it takes five years, and only 1 year is shown"),
        (rates([18, 22, None, 27, 31]), "the five years to 2016-17 have no figure for 2014-15"),
        (rates([18, None, None, None, 31]), "3 of the five years to 2016-17 have no figure"),
        (
            rates([18, 22, 19, 27, 31], breaks=[break_at("2013-14")]),
            "a break lies within the five years to 2016-17 (2013-14)",
        ),
        (bare(series([1, 2, 3, 4, 5], RATE)), "the counts behind the figures are not all held"),
        (
            shares([(3, 4), (5, 5), (3, 4), (3, 4), (3, 4)]),
            "the method cannot use a figure of 100% (2013-14)",
        ),
    ],
)
def test_a_trend_that_cannot_be_calculated_says_why_and_names_the_years(
    evidence: Evidence, why: str
) -> None:
    assert wording.trend_sentence(evidence) == f"A trend cannot be calculated: {why}."


def test_a_number_has_risen_and_nothing_is_said_of_hours() -> None:
    assert wording.trend_sentence(bare(series([181, 196, 214, 229, 252]))) == (
        "Over the five years to 2019-20 the number has risen."
    )
    assert wording.trend_sentence(bare(series([18, 22, 19, 27, 31], HOURS))) == ""


def test_a_trend_says_that_it_leaves_the_pandemic_out() -> None:
    one = bare(series([181, 196, 214, 5, 5, 229, 252], first=2017))
    assert wording.trend_sentence(one) == (
        "Over the five years to 2023-24, those of the pandemic left out, the number has risen."
    )


def test_where_no_change_is_clear_it_is_told_which_would_have_been_seen() -> None:
    assert wording.visible_words(SHARE, 12.1) == (
        "These years would have shown a move of 13 percentage points or more, four times in five."
    )
    assert "a move of 1,235 or more" in wording.visible_words(ORDERS, 1234.5)
    assert "a move of 0.3 or more" in wording.visible_words(RATE, 0.21)


def test_a_long_record_says_in_how_many_years_and_in_how_many_clearly() -> None:
    main = rates([94, 200, 210, 90, 300])
    other = bare(series([30.0] * 5, RATE, SCOTLAND, FIRST, decimals=1))
    finding = wording.finding(main, [other], illustrative=False)
    assert "Clackmannanshire was above Scotland in 3 of 5 years, clearly in 3." in finding.rest
    few = wording.finding(rates([94, 200]), [scotland(30.0)], illustrative=False)
    assert not any("years" in text and "Scotland in" in text for text in few.rest)


def test_a_record_that_is_not_tested_tells_sizes_alone() -> None:
    found = LongRecord(15, 14, 1, 0, 0, 0)
    assert wording.record_words(found, CLACKS, "Scotland") == (
        "Clackmannanshire was above Scotland in 14 of 15 years."
    )
    partly = LongRecord(10, 2, 8, 0, 3, 6)
    assert wording.record_words(partly, CLACKS, "Scotland") == (
        "Clackmannanshire was below Scotland in 8 of 10 years, clearly in 3 of the 6 that can be "
        "tested."
    )


# Another year


def two_years(evidence: Evidence, *, across: bool = False, after_level: bool = False) -> str:
    first, last = evidence.series.figures[0], evidence.series.figures[-1]
    return wording.years_sentence(
        evidence, first, last, across_breaks=across, after_level=after_level
    )


def test_after_the_level_only_the_earlier_year_is_told() -> None:
    assert two_years(rates([181, 196, 300]), after_level=True) == (
        "In 2012-13 it was 49.6. The newest figure is clearly higher."
    )
    assert two_years(rates([181, 196, 190]), after_level=True) == (
        "In 2012-13 it was 49.6; the difference could be chance."
    )


def test_both_years_are_named_and_a_clear_difference_says_its_direction() -> None:
    assert two_years(rates([181, 196, 300])) == (
        "In Clackmannanshire in 2014-15, the rate was 82.2 per 10,000 people (300 in all), 32.6 "
        "higher than in 2012-13 (49.6), a clear change."
    )


def test_a_difference_within_chance_has_no_direction() -> None:
    said = two_years(bare(series([35, 30, 28])))
    assert said == (
        "In Clackmannanshire in 2017-18, there were 28 orders, 35 in 2015-16; the difference could "
        "be chance."
    )


def test_small_numbers_are_set_against_each_other_and_no_more() -> None:
    said = two_years(bare(series([5, 10, 45])))
    assert "there were 45 orders, up from 5 in 2015-16, a clear change" in said
    assert "more" not in said
    assert "%" not in said


def test_a_break_between_two_years_refuses_the_comparison_and_is_named() -> None:
    one = bare(series([40, 50, 60], breaks=[break_at("2016-17", text="A new return came in.")]))
    assert two_years(one) == (
        "2017-18 is not compared with 2015-16, because of a break at 2016-17 between them. "
        "A new return came in."
    )
    across = two_years(one, across=True)
    assert across.endswith("This looks across the break at 2016-17.")
    assert "2015-16" in across


def test_a_year_without_a_figure_says_why() -> None:
    said = two_years(bare(series([40, 50, None])))
    assert said == "Clackmannanshire’s figure for 2017-18 is not loaded yet."
    assert two_years(bare(series([40]))) == "A year is not compared with itself."


def test_breaks_crossed_on_request_are_named() -> None:
    breaks = [break_at("2016-17", text="One."), break_at("2018-19", text="Another.")]
    assert wording.spanning_sentence(breaks) == (
        "Lines and changes cross the breaks at 2016-17 and 2018-19 because you asked for it."
    )
    assert wording.spanning_sentence(()) == ""


# Rank and index


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (
            Rank(9, 32, (), 5, 19, 14),
            "lies between 5th and 19th of 32. Its figure is similar to those of 14 other councils.",
        ),
        (
            Rank(9, 32, (FALKIRK.code,), 5, 19, 1),
            "shares 9th place with Falkirk and lies between 5th and 19th of 32. Its figure is "
            "similar to that of 1 other council.",
        ),
        (
            Rank(1, 31, (), 1, 1, 0, (STIRLING.code,)),
            "is 1st of 31. It is clearly apart from every other council. 1 council is left out: it "
            "has no figure, or no counts behind it.",
        ),
    ],
)
def test_a_rank_is_told_with_its_uncertainty(rank: Rank, said: str) -> None:
    assert wording.rank_sentence(CLACKS, rank, NAMES) == f"Clackmannanshire {said}"


@pytest.mark.parametrize(
    "why",
    ["not allowed", "no value", "no counts", "small base", "no others", "most are similar"],
)
def test_no_rank_says_why(why: str) -> None:
    said = wording.rank_sentence(CLACKS, NoRank(why, 20, 32), NAMES)  # type: ignore[arg-type]
    assert "no rank" in said.casefold()
    assert said.endswith(".")
    assert ("20 of the 31" in said) == (why == "most are similar")


def test_an_index_is_told_with_its_base_year() -> None:
    one = series([50, 60, None], breaks=[break_at("2017-18")])
    index = index_of(one, "2015-16")
    assert wording.index_sentence(CLACKS, index, "2016-17") == (
        "With 2015-16 as 100, Clackmannanshire is at 120 in 2016-17."
    )
    assert "is drawn as 100" in wording.index_sentence(CLACKS, index, "2015-16")
    assert "no figure for that year" in wording.index_sentence(CLACKS, index, "2017-18")


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (9, ORDERS, "too small"),
        (None, ORDERS, "no figure"),
        (71, SHARE, "not all held"),
    ],
)
def test_a_year_that_cannot_be_the_base_says_why(
    value: float | None, measure: Measure, said: str
) -> None:
    index = index_of(series([value, 30], measure), "2015-16")
    sentence = wording.index_sentence(CLACKS, index, "2016-17")
    assert sentence.startswith("2015-16 cannot be the base year: ")
    assert said in sentence


# Groups


def test_a_group_says_what_its_figure_is_last() -> None:
    group = bare(series([35, 40], area=VALLEY))
    finding = wording.finding(group, [], illustrative=True)
    assert finding.caveats == (
        "The figure for Forth Valley is the sum of the 3 councils, worked out here.",
        "These figures are illustrative, not real.",
    )


def test_a_group_picked_by_hand_is_many() -> None:
    picked = Area("picked", "4 chosen councils", "Chosen group", "group", ("a", "b", "c", "d"))
    missing = Figure("2016-17", None, 0, "group_incomplete", missing_from=("Falkirk",))
    assert wording.absence_reason(picked, ORDERS, missing) == (
        "4 chosen councils have no figure for 2016-17: none is held for Falkirk."
    )


def test_the_councils_of_a_group_are_named_in_sentences_that_are_short_enough() -> None:
    six = ("City of Edinburgh", "East Dunbartonshire", "East Renfrewshire", "Orkney Islands")
    six += ("Perth and Kinross", "Shetland Islands")
    group = Area("g", "Family group 1 (people)", "Family", "group", tuple("abcdefgh"))
    missing = Figure("2019-20", None, 0, "group_incomplete", missing_from=six)
    assert wording.absence_reason(group, ORDERS, missing) == (
        "Family group 1 (people) has no figure for 2019-20. No figure is held for City of "
        "Edinburgh, East Dunbartonshire, East Renfrewshire, Orkney Islands and Perth and Kinross. "
        "Nor is one held for Shetland Islands."
    )


def test_a_large_group_without_any_figure_does_not_list_all_its_councils() -> None:
    group = Area("g", "NHS Lothian", "NHS Lothian", "group", ("a", "b", "c", "d"))
    missing = Figure("2016-17", None, 0, "group_incomplete", missing_from=("A", "B", "C", "D"))
    assert wording.absence_reason(group, ORDERS, missing) == (
        "NHS Lothian has no figure for 2016-17: none of the 4 councils has one."
    )


# The finding as a whole


def test_a_finding_tells_level_comparison_trend_and_caveat_in_this_order() -> None:
    main = shares([(30, 50), (32, 50), (31, 50), (33, 50), (6, 8)], direction="up")
    finding = wording.finding(main, [scotland_of(95.0)], illustrative=True)
    assert finding.lead == (
        "In Clackmannanshire in 2016-17, the share was 6 of 8, clearly lower than Scotland (95%), "
        "which is worse."
    )
    assert finding.rest == (
        "Over the five years to 2016-17 there is no clear change in Clackmannanshire.",
        "Clackmannanshire was below Scotland in 5 of 5 years, clearly in 5.",
        "The year before it was 66%; the difference could be chance.",
    )
    assert finding.caveats == (
        "The percentage rests on only 8 cases, so it can change a lot by chance.",
        "The counts behind Scotland’s figure are not held, so it is taken as a fixed value.",
        "These figures are illustrative, not real.",
    )


def scotland_of(value: float) -> Evidence:
    return bare(series([value] * 5, SHARE, SCOTLAND, FIRST))


def test_why_nothing_is_compared_and_no_trend_calculated_is_said_once() -> None:
    main = bare(series([70, 71, 72, 73, 74], SHARE, first=FIRST))
    finding = wording.finding(main, [scotland_of(68)], illustrative=False)
    assert finding.lead == "In Clackmannanshire in 2016-17, the share was 74%; Scotland 68%."
    assert finding.rest == (
        "Clackmannanshire was above Scotland in 5 of 5 years.",
        "The year before it was 73%.",
        "The counts behind Clackmannanshire’s figure are not all held, so it is not compared and "
        "no trend is calculated.",
    )


def test_hours_are_listed_like_numbers() -> None:
    main = bare(series([13_000, 13_530], HOURS, first=2018))
    others = [bare(series([900_000, 950_000], HOURS, area, 2018)) for area in (SCOTLAND, FALKIRK)]
    assert wording.finding(main, others, illustrative=False).rest == (
        "In the same year: Falkirk 950,000.",
    )


def test_the_floor_of_a_measure_decides_what_is_small() -> None:
    low = ORDERS.model_copy(update={"floor": 5})
    main = bare(series([9, 34], low))
    finding = wording.finding(main, [], illustrative=False)
    assert floor_of(low) == 5
    assert finding.caveats == ()
    assert "25 more than the year before (9), up 278%" in finding.lead
    assert any("where both numbers are 5 or more" in n for n in wording.reading_notes(low, []))


def test_the_interval_told_is_the_one_of_the_published_worked_example() -> None:
    interval = interval_of(RATE, Counts(94, PEOPLE))
    assert not isinstance(interval, NoInterval)
    assert f"{interval.lower:.4f} to {interval.upper:.4f}" == "20.8109 to 31.5160"
