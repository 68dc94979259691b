"""The funnel of all councils: each at its size and figure, between lines that SciPy draws too."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, poisson
from scipy.stats.mstats import winsorize
from test_compare_areas import CLACKS, RATE, SCOTLAND, SHARE, values, view_of

from cjdata.exports.figures_csv import figures_csv
from cjdata.library import FigureSet
from cjdata.statistics.counts import PER
from cjdata.views.addressed import NothingToShow, read_view_address, view_at
from cjdata.views.comparison.data import CompareView, council_measures
from cjdata.views.funnel.data import COLUMNS
from cjdata.views.view import View
from cjdata.wording.chance import apart_sentence, outside_sentence

TODAY = date(2026, 11, 22)
VERDICT = re.compile(r"outside|within the|lies above|lies below|by chance alone\.")


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest, published: FigureSet, illustrative: FigureSet) -> Any:
    return {"published": published, "illustrative": illustrative}[request.param]


def funnels(figures: FigureSet) -> Iterator[tuple[CompareView, View]]:
    for measure in council_measures(figures):
        view = view_of(figures, measure)
        if view.funnel is not None:
            yield view, view.funnel


def rows_of(view: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig"))))


def drawn(view: View, layer: str) -> list[dict[str, Any]]:
    assert view.drawing is not None
    [plot] = view.drawing.plots
    rows = list(values(plot.spec))
    return [row for row in rows if (layer in row if layer != "lines" else "side" in row)]


def test_every_share_and_rate_with_figures_has_a_funnel_or_says_why_not(figures: FigureSet) -> None:
    shown = 0
    for measure in council_measures(figures):
        view = view_of(figures, measure)
        if view.measure.form not in ("percent", "rate"):
            assert view.funnel is None
            continue
        held = any(row["value"] for row in rows_of(view.bars) if row["area"] != "Scotland")
        if held:
            assert (view.funnel is None) == bool(view.no_funnel), measure
            assert view.no_funnel.startswith("No funnel is drawn: ") or view.funnel
        shown += view.funnel is not None
    assert shown >= (5 if figures.name == "published" else 25)


def test_each_council_stands_at_its_base_and_its_figure(figures: FigureSet) -> None:
    for view, funnel in funnels(figures):
        dots = {row["code"]: row for row in drawn(funnel, "code")}
        rows = {row["area"]: row for row in rows_of(funnel) if row["funnel_base"]}
        assert len(dots) == len(rows) >= 3
        for code, dot in dots.items():
            row = rows[figures.areas.resolve(code).name]
            assert dot["x"] == float(row["funnel_base"])
            decimals = len(row["value"].partition(".")[2])
            assert abs(dot["y"] - float(row["value"])) <= max(
                10.0**-decimals, 0.04 * dot["y"] if view.measure.form == "rate" else 0
            )


def test_the_limits_in_the_file_are_those_that_scipy_gives(figures: FigureSet) -> None:
    for view, funnel in funnels(figures):
        per = PER[view.measure.unit]
        dots = drawn(funnel, "code")
        [line] = {row["y"] for row in drawn(funnel, "y") if set(row) == {"y"}}
        target, is_share = line / per, view.measure.form == "percent"
        variance = target * (1 - target) if is_share else target
        scores = [(dot["y"] / per - target) / math.sqrt(variance / dot["x"]) for dot in dots]
        held = winsorize(np.array(scores), limits=(0.1, 0.1)).tolist()
        phi = sum(z * z for z in held) / len(held)
        factor = math.sqrt(phi) if phi > 1 + 2 * math.sqrt(2 / len(held)) else 1.0
        for row in (one for one in rows_of(funnel) if one["funnel_base"]):
            assert float(row["funnel_phi"]) == pytest.approx(phi, abs=0.001)
            base = int(row["funnel_base"])
            chance = binom(base, target) if is_share else poisson(base * target)
            for name, tail in (("95", 0.025), ("99_8", 0.001)):
                lower, upper = (interpolated(chance, at) / base for at in (tail, 1 - tail))
                for side, exact in (("lower", min(lower, target)), ("upper", max(upper, target))):
                    wide = max(0.0, target + (exact - target) * factor)
                    wide = min(wide, 1.0) if is_share else wide
                    assert float(row[f"funnel_{side}_{name}"]) == pytest.approx(
                        wide * per, abs=0.002
                    )


def interpolated(chance: Any, probability: float) -> float:
    events = int(chance.ppf(probability))
    within = (chance.cdf(events) - probability) / chance.pmf(events)
    return max(0.0, float(events - within))


def test_the_sentence_counts_those_that_lie_outside_the_lines_of_the_file(
    figures: FigureSet,
) -> None:
    for view, funnel in funnels(figures):
        if not view.measure.independent:
            continue
        named = {figures.areas.resolve(r["code"]).name: r["y"] for r in drawn(funnel, "code")}
        above, below, every = set(), set(), 0
        for row in (one for one in rows_of(funnel) if one["funnel_base"]):
            every += 1
            value = named[row["area"]]
            above |= {row["area"]} if value > float(row["funnel_upper_95"]) + 0.001 else set()
            below |= {row["area"]} if value < float(row["funnel_lower_95"]) - 0.001 else set()
        many, lead = len(above) + len(below), funnel.finding.lead
        if not many:
            assert lead.startswith(f"All {every} "), view.measure.id
            continue
        assert lead.startswith(f"{many} of {every} "), view.measure.id
        for side, names in (("above", above), ("below", below)):
            if 0 < len(names) <= 2:
                assert all(name in lead for name in names)
            assert (side in lead) == bool(names)


def test_of_events_that_are_not_independent_sizes_are_told_and_nothing_is_judged(
    figures: FigureSet,
) -> None:
    found = [one for one in funnels(figures) if not one[0].measure.independent]
    assert found
    for view, funnel in found:
        told = " ".join((funnel.finding.text, funnel.description, *funnel.drawing_notes))
        assert not VERDICT.search(told), view.measure.id
        assert "not independent of each other" in funnel.finding.text
        assert "times as far from Scotland’s figure" in " ".join(funnel.drawing_notes)
        assert not any(
            re.search(r"95%|99\.8%", row["description"]) for row in drawn(funnel, "code")
        )


def test_it_is_said_how_many_chance_alone_puts_outside(figures: FigureSet) -> None:
    for view, funnel in funnels(figures):
        many = len(drawn(funnel, "code"))
        said = [note for note in funnel.drawing_notes if "by chance alone" in note]
        is_judged = view.measure.independent
        assert bool(said) == is_judged
        if is_judged:
            noun = "areas" if view.measure.is_by_court else "councils"
            assert said == [outside_sentence(many, noun)]


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (32, "With 32 councils one or two lie outside the 95% lines by chance alone."),
        (31, "With 31 councils one or two lie outside the 95% lines by chance alone."),
        (40, "With 40 councils about two lie outside the 95% lines by chance alone."),
        (20, "With 20 councils about one lies outside the 95% lines by chance alone."),
        (11, "With 11 councils one may lie outside the 95% lines by chance alone."),
        (3, "With 3 councils one may lie outside the 95% lines by chance alone."),
    ],
)
def test_how_many_chance_sets_apart_hangs_on_how_many_there_are(areas: int, said: str) -> None:
    assert outside_sentence(areas) == said
    assert apart_sentence(32, "others").startswith("With 32 others one or two differ clearly")


def test_the_area_is_named_in_its_funnel_and_placed_in_words(illustrative: FigureSet) -> None:
    for code in (CLACKS, "S12000023", "S12000049"):
        funnel = view_of(illustrative, SHARE, code).funnel
        assert funnel is not None
        name = illustrative.areas.by_code[code].name
        assert f"{name} lies " in funnel.finding.text
        assert name in {row["text"] for row in drawn(funnel, "tier")}
    of_scotland = view_of(illustrative, RATE, SCOTLAND).funnel
    assert of_scotland is not None
    assert "Scotland lies" not in of_scotland.finding.text


def test_the_file_of_a_funnel_has_the_limits_behind_the_columns_of_the_table(
    illustrative: FigureSet,
) -> None:
    view = view_of(illustrative)
    assert view.funnel is not None
    base, more = view.bars.download.columns, view.funnel.download.columns
    assert more == (*base, *COLUMNS)
    assert [row[: len(base)] for row in view.funnel.download.rows] == list(view.bars.download.rows)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("compare-areas/funnel?measure=prison_arrivals", "numbers grow with the size of an area"),
        ("compare-areas/map?measure=prison_arrivals", "no map is shaded by them"),
        ("compare-areas/funnel?measure=imprisonment_rate_per_100000", "Scotland’s figure is not"),
    ],
)
def test_what_has_no_funnel_or_map_says_why(published: FigureSet, address: str, why: str) -> None:
    with pytest.raises(NothingToShow, match=why):
        view_at(published, read_view_address(address), TODAY)


def test_a_link_to_the_strip_that_the_page_once_drew_still_gives_it(
    illustrative: FigureSet,
) -> None:
    address = read_view_address(f"compare-areas/peers?measure={SHARE}&year=2022-23&area=Falkirk")
    strip = view_at(illustrative, address, TODAY)
    assert (strip.kind, strip.area.name) == ("peers", "Falkirk")
    assert strip.drawing is not None
    assert strip.heading.startswith("All councils on one scale, 2022-23")
