"""Tests of the funnel, against SciPy and the definitions of Spiegelhalter (2005)."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom, poisson
from scipy.stats.mstats import winsorize

from cjdata.statistics import ACTION, WARNING, Funnel, FunnelPoint, NoFunnel, funnel_of
from cjdata.statistics import outside_by_chance as outside
from cjdata.statistics.funnel import (
    LEAST_AREAS,
    phi_by_chance,
    rate_limits,
    share_limits,
    winsorised,
    z_score,
)
from cjdata.statistics.poisson import at_most

CASES = 1500
LEVELS = (WARNING, ACTION)


def interpolated(chance: Any, confidence: float) -> tuple[float, float]:
    """The limits as appendix A.1 defines them, in events, by SciPy; between them lies the mean."""
    ends = []
    for probability in ((1 - confidence) / 2, (1 + confidence) / 2):
        events = int(chance.ppf(probability))
        within = (chance.cdf(events) - probability) / chance.pmf(events)
        ends.append(max(0.0, events - within))
    return min(ends[0], chance.mean()), max(ends[1], chance.mean())


@pytest.mark.parametrize("confidence", LEVELS)
def test_limits_of_shares_are_quantiles_of_the_binomial(confidence: float) -> None:
    numbers = random.Random(5)
    for _ in range(CASES):
        trials = int(10 ** numbers.uniform(0, 6))
        rare = 10 ** numbers.uniform(-6, -0.01)
        share = numbers.choice((numbers.uniform(0.001, 0.999), rare, 1 - rare))
        chance = binom(trials, share)
        expected = [limit / trials for limit in interpolated(chance, confidence)]
        found = share_limits(share, trials, confidence)
        assert found == pytest.approx(expected, abs=1e-6 / trials + 1e-9)
        assert 0 <= found[0] <= found[1] <= 1


@pytest.mark.parametrize("confidence", LEVELS)
def test_limits_of_rates_are_quantiles_of_the_poisson(confidence: float) -> None:
    numbers = random.Random(6)
    for _ in range(CASES):
        people = int(10 ** numbers.uniform(2, 7))
        rate = 10 ** numbers.uniform(-6, -0.5)
        chance = poisson(rate * people)
        expected = [limit / people for limit in interpolated(chance, confidence)]
        found = rate_limits(rate, people, confidence)
        assert found == pytest.approx(expected, rel=1e-7, abs=1e-12)


@given(st.integers(0, 3000), st.floats(1e-9, 1e7))
def test_the_tail_of_the_poisson_is_that_of_scipy(events: int, mean: float) -> None:
    assert at_most(events, mean) == pytest.approx(poisson.cdf(events, mean), rel=1e-7, abs=1e-12)
    assert at_most(-1, mean) == 0


@pytest.mark.parametrize("confidence", LEVELS)
@pytest.mark.parametrize("base", [1, 5, 12, 250, 10_000_000])
def test_no_event_and_every_event_leave_no_room_for_chance(base: int, confidence: float) -> None:
    assert share_limits(0, base, confidence) == (0, 0)
    assert share_limits(1, base, confidence) == (1, 1)
    assert rate_limits(0, base, confidence) == (0, 0)


@given(st.floats(0.01, 0.99), st.integers(1, 100_000))
def test_the_outer_limits_hold_the_inner_and_these_the_line(share: float, trials: int) -> None:
    (low, high), (lowest, highest) = (share_limits(share, trials, at) for at in LEVELS)
    assert 0 <= lowest <= low <= share <= high <= highest <= 1


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=40))
def test_scores_are_winsorised_as_scipy_does_it(scores: list[float]) -> None:
    assert sorted(winsorised(scores)) == sorted(
        winsorize(np.array(scores), limits=(0.1, 0.1)).tolist()
    )


SHARES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(1, 5000)), min_size=LEAST_AREAS, max_size=40
)


@given(st.floats(0.05, 0.95), SHARES)
def test_phi_is_the_mean_square_of_the_winsorised_scores(
    line: float, areas: list[tuple[float, int]]
) -> None:
    found = made(line, areas)
    scores = [(y - line) / math.sqrt(line * (1 - line) / n) for y, n in areas]
    held = winsorize(np.array(scores), limits=(0.1, 0.1)).tolist()
    assert found.phi == pytest.approx(sum(z * z for z in held) / len(held))
    assert found.is_widened == (found.phi > 1 + 2 * math.sqrt(2 / len(areas)))


@given(st.floats(0.05, 0.95), SHARES, st.integers(1, 10_000))
def test_limits_are_widened_by_the_root_of_phi_and_only_where_it_is_more_than_chance(
    line: float, areas: list[tuple[float, int]], base: int
) -> None:
    found = made(line, areas)
    factor = math.sqrt(found.phi) if found.is_widened else 1
    for confidence in LEVELS:
        lower, upper = share_limits(line, base, confidence)
        expected = line - (line - lower) * factor, line + (upper - line) * factor
        limits = found.limits(base, confidence)
        assert limits == pytest.approx((max(0.0, expected[0]), min(1.0, expected[1])))


@given(st.floats(0.05, 0.95), SHARES)
def test_an_area_lies_where_its_figure_is_beside_the_limits_of_its_base(
    line: float, areas: list[tuple[float, int]]
) -> None:
    found = made(line, areas)
    for code, point in found.points.items():
        inner, outer = (found.limits(point.base, at) for at in LEVELS)
        zone = found.zone(code)
        assert (zone == "inside") == (inner[0] <= point.figure <= inner[1])
        assert zone.endswith("99.8%") == (not outer[0] <= point.figure <= outer[1])
        assert zone.startswith("above") == (point.figure > inner[1])


def test_one_area_far_off_does_not_widen_the_limits_that_show_it() -> None:
    near = [(0.5 + n * 0.005, 400) for n in range(-4, 5)] * 3
    found = made(0.5, [*near, (0.9, 400)])
    assert not found.is_widened
    assert found.zone(str(len(near))) == "above 99.8%"


@given(st.floats(1e-5, 0.1), st.integers(100, 1_000_000), st.integers(0, 500))
def test_a_score_of_a_rate_is_that_of_its_events(rate: float, people: int, events: int) -> None:
    assume(rate * people > 1e-3)
    expected = rate * people
    found = z_score("rate", rate, FunnelPoint(events / people, people))
    assert found == pytest.approx((events - expected) / math.sqrt(expected), abs=1e-6)


def test_chance_puts_one_or_two_of_thirty_two_outside() -> None:
    assert outside(32) == pytest.approx(1.6)
    assert phi_by_chance(32) == 1.5


POINTS = {code: FunnelPoint(0.3, 100) for code in "abcdefghij"}


@pytest.mark.parametrize(
    ("kind", "line", "points", "why"),
    [
        ("share", None, POINTS, "no line"),
        ("share", 0.3, dict(list(POINTS.items())[:9]), "too few areas"),
        ("share", 0.3, {}, "too few areas"),
        ("share", 0.0, POINTS, "no events"),
        ("rate", 0.0, POINTS, "no events"),
        ("share", 1.0, POINTS, "every event"),
    ],
)
def test_where_there_is_no_funnel_the_reason_is_given(
    kind: Any, line: float | None, points: dict[str, FunnelPoint], why: str
) -> None:
    assert funnel_of(kind, line, points) == NoFunnel(why)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "line", "point"),
    [
        ("share", 1.2, FunnelPoint(0.3, 100)),
        ("share", 0.2, FunnelPoint(1.3, 100)),
        ("rate", 0.2, FunnelPoint(-0.1, 100)),
        ("rate", 0.2, FunnelPoint(0.1, 0)),
        ("rate", math.inf, FunnelPoint(0.1, 10)),
        ("rate", math.nan, FunnelPoint(0.1, 10)),
        ("share", 0.5, FunnelPoint(math.nan, 10)),
    ],
)
def test_what_no_figure_can_be_is_refused(kind: Any, line: float, point: FunnelPoint) -> None:
    with pytest.raises(ValueError, match=r"cannot be|above nil"):
        funnel_of(kind, line, dict.fromkeys("abc", point))


def made(line: float, areas: list[tuple[float, int]]) -> Funnel:
    points = {str(n): FunnelPoint(*area) for n, area in enumerate(areas)}
    found = funnel_of("share", line, points)
    assert isinstance(found, Funnel)
    return found
