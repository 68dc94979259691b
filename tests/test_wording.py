"""The sentences: right about singular and plural, and never against the printed figures."""

from __future__ import annotations

import re

import pytest
from build_series import (
    CLACKS,
    FALKIRK,
    HOURS,
    ORDERS,
    RATE,
    SCOTLAND,
    SHARE,
    VALLEY,
    any_series,
    bare,
    break_at,
    figure,
    series,
)
from hypothesis import given
from hypothesis import strategies as st

from cjdata import wording
from cjdata.reference.catalogue import Measure, Publication
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure, Series
from cjdata.statistics import ChangeBetweenYears, change_since_year_before
from cjdata.text import number
from cjdata.wording import captions

APPLICATIONS = Measure(
    id="applications",
    name="Applications",
    label="Applications",
    unit="count",
    one="application",
    many="applications",
)
LOW_FLOOR = ORDERS.model_copy(update={"floor": 5})
SPOILT = re.compile(r"  |\bNone\b(?! held| stated)|\bnan\b|\bnull\b|\[\]|\(\)|\.\.| \.| ,")
JUDGEMENT = re.compile(r"\b(better|worse|significant\w*|improv\w*|deteriorat\w*)\b", re.IGNORECASE)


def words(one: Series) -> str:
    return wording.change_words(bare(one), change_since_year_before(one, one.latest))


def text(main: Series, *others: Series, illustrative: bool = False) -> str:
    return wording.finding(bare(main), [bare(o) for o in others], illustrative=illustrative).text


# Level


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "there were no applications."),
        (1, "there was 1 application."),
        (2, "there were 2 applications."),
        (3600, "there were 3,600 applications."),
    ],
)
def test_a_count_is_said_in_the_singular_or_the_plural(value: float, said: str) -> None:
    sentence = wording.level_sentence(APPLICATIONS, CLACKS, figure("2023-24", value))
    assert sentence == f"In Clackmannanshire in 2023-24, {said}"


def test_a_rounded_count_is_about_so_many() -> None:
    rounded = figure("2024-25", 3600, precision="rounded")
    assert "were about 3,600 orders" in wording.level_sentence(ORDERS, SCOTLAND, rounded)
    assert wording.about_text(ORDERS, rounded) == "about 3,600"
    assert wording.about_text(SHARE, figure("2024-25", 71, precision="rounded")) == "71%"


@pytest.mark.parametrize(
    ("measure", "value", "decimals", "said"),
    [
        (SHARE, 71, 0, "the share was 71%."),
        (RATE, 5.2, 1, "the rate was 5.2 per 10,000 people."),
        (HOURS, 13530, 0, "the work done was 13,530 hours."),
    ],
)
def test_a_figure_is_said_in_its_unit(
    measure: Measure, value: float, decimals: int, said: str
) -> None:
    sentence = wording.level_sentence(measure, CLACKS, figure("2023-24", value, decimals))
    assert sentence == f"In Clackmannanshire in 2023-24, {said}"


# Change


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (series([35, 25]), "35 the year before; the difference could be chance"),
        (series([25, 35]), "25 the year before; the difference could be chance"),
        (series([70, 35]), "35 fewer than the year before (70), down 50%, a clear change"),
        (series([35, 70]), "35 more than the year before (35), up 100%, a clear change"),
        (series([9, 34]), "up from 9 the year before, a clear change"),
        (series([9, 34], LOW_FLOOR), "25 more than the year before (9), up 278%, a clear change"),
        (series([9, 14]), "9 the year before; the difference could be chance"),
        (series([9, 9]), "the same as the year before"),
        (series([9, 14], precision="rounded"), "about 9 the year before"),
        (series([25, 25]), "the same as the year before"),
        (series([70, 71], SHARE), "70% the year before"),
        (series([5.2, 5.1], RATE, decimals=1), "5.2 the year before"),
        (series([2600, 3400], precision="rounded"), "about 2,600 the year before"),
        (series([25, None, 26]), "no figure is held for the year before"),
        (series([25]), "the first year with a figure here, so no change can be given"),
        (
            series([25, 26], breaks=[break_at("2016-17")]),
            "not compared with the year before, because of a break at 2016-17",
        ),
    ],
)
def test_a_change_is_said_in_words(one: Series, said: str) -> None:
    assert words(one) == said


@pytest.mark.parametrize("measure", [ORDERS, SHARE, RATE, HOURS])
@given(data=st.data())
def test_words_of_change_never_contradict_the_printed_figures(
    measure: Measure, data: st.DataObject
) -> None:
    decimals = data.draw(st.integers(min_value=0, max_value=2))
    near = data.draw(st.floats(min_value=0, max_value=200))
    value = st.one_of(
        st.floats(min_value=0, max_value=200),
        st.floats(min_value=-0.1, max_value=0.1).map(lambda d: max(0.0, near + d)),
    )
    old, new = data.draw(value), data.draw(value)
    precision = data.draw(st.sampled_from(["exact", "rounded"]))
    if measure is ORDERS:
        old, new, decimals = float(round(old)), float(round(new)), 0
    said = words(series([old, new], measure, decimals=decimals, precision=precision))
    printed = [number(v, decimals) for v in (old, new)]
    up = re.search(r"\b(more|higher|up)\b", said)
    down = re.search(r"\b(fewer|lower|down)\b", said)
    if printed[0] == printed[1]:
        assert said == "the same as the year before"
    elif not said.endswith("a clear change"):
        about = "about " if precision == "rounded" and measure.is_whole else ""
        percent = "%" if measure is SHARE else ""
        assert said.startswith(f"{about}{printed[0]}{percent} the year before")
        assert not up
        assert not down
    else:
        is_more = float(printed[1].replace(",", "")) > float(printed[0].replace(",", ""))
        assert bool(up) == is_more
        assert bool(down) == (not is_more)
        assert printed[0] in said


# The finding


def test_the_finding_says_level_and_change_in_one_sentence() -> None:
    finding = wording.finding(bare(series([35, 25], APPLICATIONS)), [], illustrative=False)
    assert finding.lead == (
        "In Clackmannanshire in 2016-17, there were 25 applications, "
        "35 the year before; the difference could be chance."
    )
    assert finding.caveats == ()


def test_figures_are_compared_for_the_same_year_and_the_year_is_told() -> None:
    scotland = series([100, 200], area=SCOTLAND)
    assert "Scotland" not in text(series([35, 25]), scotland), "a number says nothing beside it"
    falkirk = series([50, 60], area=FALKIRK)
    assert "In the same year: Falkirk 60." in text(series([35, 25]), falkirk)
    older = series([100, None], area=SCOTLAND)
    assert "No figure is held for Scotland for 2016-17; the latest is 100, for 2015-16." in text(
        series([35, 25]), older
    )


def test_a_newest_year_that_is_missing_is_told_and_not_passed_over() -> None:
    main = Series(
        CLACKS, ORDERS, (figure("2022-23", 5), figure("2023-24", None, status="restricted"))
    )
    said = text(main, series([90, 100], area=FALKIRK, first=2022))
    assert "In Clackmannanshire in 2022-23, there were 5 orders." in said
    assert "figure for 2023-24 is restricted: it may not be published." in said
    assert "In the same year: Falkirk 90." in said


def test_a_break_is_told_with_its_reason() -> None:
    said = text(series([40, 60], breaks=[break_at("2016-17", text="A new return came in.")]))
    assert "because of a break" in said
    assert "A new return came in." in said
    assert "%" not in said
    assert "more" not in said


def test_small_numbers_carry_their_caveat_and_large_ones_do_not() -> None:
    caveat = "The numbers are small, so they can change a lot by chance."
    assert caveat in text(series([9, 14]))
    assert caveat in text(series([30, 19]))
    assert caveat not in text(series([30, 40]))
    assert caveat not in text(series([9, 14], SHARE))


def test_a_pandemic_year_carries_its_caveat() -> None:
    note = [break_at("2020-21", "pandemic")]
    assert "The pandemic affected 2020-21" in text(series([90, 40], first=2019, breaks=note))
    assert "2020-21 and 2021-22" in text(series([90, 40], first=2020, breaks=note))
    assert "pandemic" not in text(series([90, 40], first=2015, breaks=note))
    assert "pandemic" not in text(series([90, 40], first=2019))


def test_a_quoted_figure_says_so() -> None:
    main = Series(CLACKS, ORDERS, (figure("2023-24", 30, status="secondary"),))
    assert "quoted by another body" in text(main)


def test_illustrative_figures_say_so_in_every_finding() -> None:
    for one in (series([30, 40]), series([None])):
        assert text(one, illustrative=True).endswith("These figures are illustrative, not real.")
        assert "illustrative" not in text(one)


@pytest.mark.parametrize("status", [s.id for s in STATUSES.values() if s.has_value is not True])
@pytest.mark.parametrize("area", [CLACKS, SCOTLAND, VALLEY])
def test_every_missing_figure_has_a_reason_and_a_short_word(status: str, area: object) -> None:
    missing = figure("2023-24", None, status=status)
    reason = wording.absence_reason(area, ORDERS, missing)
    assert reason.endswith(".")
    assert not SPOILT.search(reason)
    short = wording.absence_short(missing)
    assert short
    assert not short[0].isdigit()
    assert wording.figure_text(ORDERS, missing) == short


def test_zero_rounding_to_zero_hidden_not_collected_and_not_applicable_differ() -> None:
    kinds = ["low", "suppressed", "restricted", "not_collected", "not_applicable", "not_loaded"]
    figures = [figure("2023-24", 0), *(figure("2023-24", None, status=s) for s in kinds)]
    texts = [wording.figure_text(ORDERS, f) for f in figures]
    assert texts[0] == "0"
    assert len(set(texts)) == len(texts)
    reasons = {wording.absence_reason(CLACKS, ORDERS, f) for f in figures[1:]}
    assert len(reasons) == len(kinds)


def test_a_group_names_the_council_that_is_missing() -> None:
    missing = Figure("2023-24", None, 0, "group_incomplete", missing_from=("Falkirk",))
    reason = wording.absence_reason(VALLEY, ORDERS, missing)
    assert reason == "Forth Valley has no figure for 2023-24: none is held for Falkirk."


@given(any_series(), any_series(area=SCOTLAND), any_series(area=FALKIRK), st.booleans())
def test_a_finding_of_any_series_is_clean_and_judges_nothing(
    main: Series, scotland: Series, falkirk: Series, illustrative: bool
) -> None:
    finding = wording.finding(
        bare(main), [bare(scotland), bare(falkirk)], illustrative=illustrative
    )
    description = wording.chart_description([main, scotland, falkirk], "Orders, number a year")
    for sentence in (finding.lead, *finding.rest, *finding.caveats, description):
        assert sentence.endswith(".")
        assert not SPOILT.search(sentence), sentence
        assert not JUDGEMENT.search(sentence), sentence


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([3.0, 3.6, 2.9, 3.6], "3.0 in 2015-16, 3.6 in 2018-19; none is higher than the last"),
        ([3.6, 3.6, 2.9, 3.1], "3.6 in 2015-16, 3.1 in 2018-19; none is higher than the first"),
        ([3.6, 2.9, 3.6], "3.6 in 2015-16, 3.6 in 2017-18; none is higher than these"),
        (
            [3.0, 3.64, 3.6, 3.1],
            "3.0 in 2015-16, 3.1 in 2018-19; highest 3.6 in 2016-17 and 2017-18",
        ),
        ([27.5, 27.5], "27.5 in 2015-16, 27.5 in 2016-17"),
        ([2.0], "2.0 in 2015-16"),
    ],
)
def test_the_highest_of_a_line_is_every_year_that_is_printed_as_high(
    values: list[float], said: str
) -> None:
    """Not the first of equals alone, and an end that is as high is not beaten by its equal."""
    line = series(values, RATE, decimals=1)
    assert f"Clackmannanshire: {said}." in wording.chart_description([line], "Rate")
    alone = " alone" if len(values) == 1 else ""
    assert captions.sparkline_words(line, line.with_values, None) == (
        f"Clackmannanshire: {said}{alone}."
    )


@given(any_series(SHARE, decimals=1))
def test_every_number_of_a_finding_is_one_of_the_figures_or_a_change(main: Series) -> None:
    said = text(main)
    held = {f"{f.value:.1f}" for f in main.with_values}
    changes = set()
    for at in main.with_values:
        change = change_since_year_before(main, at)
        if isinstance(change, ChangeBetweenYears):
            changes.add(number(abs(change.difference), change.decimals))
    for found in re.findall(r"\d+\.\d", said):
        assert found in held | changes


# Round the chart


def test_a_chart_is_named_with_its_unit() -> None:
    assert wording.chart_heading(ORDERS) == "Orders, number a year"
    assert wording.chart_heading(SHARE) == "Share, per cent"
    assert wording.chart_heading(RATE) == "Rate, people"


@pytest.mark.parametrize(
    ("measure", "direction", "said"),
    [
        (ORDERS, "none", "None stated"),
        (ORDERS, "up", "More"),
        (ORDERS, "down", "Fewer"),
        (SHARE, "up", "Higher"),
        (RATE, "down", "Lower"),
    ],
)
def test_a_desired_direction_is_more_or_fewer_higher_or_lower(
    measure: Measure, direction: str, said: str
) -> None:
    assert wording.direction_of_measure(measure, direction) == said


def test_a_line_of_several_editions_says_which() -> None:
    one = series([1, 2, 3], editions=["2019-20", "2019-20", "2020-21"])
    note = wording.editions_note([one])
    assert "2 editions. They are 2019-20 and 2020-21." in note
    assert wording.editions_note([series([1, 2, 3])]) == ""
    assert wording.editions_note([]) == ""


def publication(**keys: object) -> Publication:
    given = {
        "id": "p",
        "title": "A publication",
        "publisher": "Someone",
        "frequency": "yearly",
        "designation": "official statistics",
        "council_table": "Table 1",
    }
    return Publication(**given | keys)


@pytest.mark.parametrize(
    ("keys", "month", "overdue", "said"),
    [
        ({"next_due": "2026-09"}, "2026-11", True, "was due in September 2026"),
        ({"next_due": "2026-11"}, "2026-11", False, "Next due November 2026."),
        ({"next_due": "2027-01"}, "2026-11", False, "Next due January 2027."),
        ({}, "2026-11", False, "When the next is due is not known."),
        ({"newest_published": "2025-09-16"}, "2026-11", False, "Published 16 September 2025."),
        ({"newest_known": "2024-25"}, "2026-11", False, "Newest edition known: 2024-25."),
    ],
)
def test_a_publication_says_how_fresh_it_is(
    keys: dict[str, object], month: str, overdue: bool, said: str
) -> None:
    record = publication(**keys)
    assert wording.is_overdue(record, month) is overdue
    freshness = wording.freshness(record, month)
    assert said in freshness
    assert freshness.endswith(".")


@pytest.mark.parametrize(
    ("held", "said"),
    [(10, "for all 10"), (0, "for none of the 10"), (4, "for 4 of the 10")],
)
def test_the_first_page_says_how_many_indicators_have_a_figure(held: int, said: str) -> None:
    summary = wording.glance_summary(CLACKS, held, 10)
    assert said in summary
    assert summary.startswith("Clackmannanshire has a figure")
