"""How each council stands beside the one chosen: marked by shape on bars and tiles, and told."""

from __future__ import annotations

import pytest
from read_pages import open_page
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep
from test_compare_areas import CLACKS, FALKIRK, NUMBER, RATE, SCOTLAND, SHARE, values, view_of

from cjdata.charts import style
from cjdata.library import FigureSet
from cjdata.statistics import Counts
from cjdata.views.comparison.standings import standings
from cjdata.views.view import View
from cjdata.wording.chance import apart_sentence

ARRIVALS = "prison_arrivals_per_1000"
SHAPES = {style.VERDICTS[way].shape: way for way in style.VERDICTS}


def shapes_of(view: View | None) -> dict[str, str]:
    """The verdict that each area’s mark has by its shape."""
    assert view is not None
    assert view.drawing is not None
    rows = [row for plot in view.drawing.plots for row in values(plot.spec)]
    marked = [row for row in rows if row.get("code") and row.get("shape") in SHAPES]
    return {row["code"]: SHAPES[row["shape"]] for row in marked}


def expected(mine: Counts, other: Counts, measure: str) -> str:
    """How the other stands beside mine by the libraries of the test requirements."""
    if measure == SHARE:
        lower, upper = confint_proportions_2indep(
            other.count, other.out_of, mine.count, mine.out_of, method="newcomb", compare="diff"
        )
        is_clear, is_up = lower > 0 or upper < 0, lower > 0
    else:
        share = (other.out_of or 1) / ((mine.out_of or 1) + (other.out_of or 1))
        found = binomtest(other.count, mine.count + other.count, share)
        low, high = found.proportion_ci(method="exact")
        is_clear, is_up = low > share or high < share, low > share
    return ("higher" if is_up else "lower") if is_clear else "similar"


@pytest.mark.parametrize("measure", [SHARE, RATE])
@pytest.mark.parametrize("area", [CLACKS, "S12000049"])
def test_each_bar_and_each_tile_is_marked_as_the_libraries_say(
    illustrative: FigureSet, measure: str, area: str
) -> None:
    view = view_of(illustrative, measure, area)
    period = view.selection.period
    every = {one.area.code: one for one in standings(illustrative, measure, period)[:-1]}
    mine = every[area].evidence.counts[period]
    wanted = {
        code: expected(mine, one.evidence.counts[period], measure)
        for code, one in every.items()
        if code != area
    }
    assert shapes_of(view.bars) == wanted
    assert shapes_of(view.tiles) == wanted
    said = view.bars.finding.text
    for way in ("higher", "lower"):
        many = list(wanted.values()).count(way)
        assert (f"{many} clearly {way}" in said) == bool(many)
    assert apart_sentence(31, "other councils") in view.bars.drawing_notes


def test_the_key_says_each_verdict_that_is_drawn_and_no_other(illustrative: FigureSet) -> None:
    for area in (CLACKS, FALKIRK, "S12000049", SCOTLAND):
        view = view_of(illustrative, RATE, area)
        name = illustrative.areas.by_code[area].name
        for one in (view.bars, view.tiles):
            assert one is not None
            assert one.drawing is not None
            given = set(shapes_of(one).values())
            rows = [row for plot in one.drawing.plots for row in values(plot.spec)]
            texts = {str(row.get("text")) for row in rows}
            for way, label in (
                ("higher", f"Clearly higher than {name}"),
                ("lower", f"Clearly lower than {name}"),
                ("similar", f"Similar to {name}"),
            ):
                assert (label in texts) == (way in given)


def test_verdicts_differ_in_shape_and_not_in_colour_alone() -> None:
    assert len({look.shape for look in style.VERDICTS.values()}) == len(style.VERDICTS)


@pytest.mark.parametrize("measure", [NUMBER, ARRIVALS])
def test_numbers_and_events_that_are_not_independent_have_no_verdict(
    illustrative: FigureSet, measure: str
) -> None:
    view = view_of(illustrative, measure)
    assert shapes_of(view.bars) == {}
    assert "by chance alone" not in " ".join(view.bars.drawing_notes)
    if view.tiles:
        assert shapes_of(view.tiles) == {}


def test_programs_that_draw_bars_anew_have_the_verdicts_behind_the_names(
    illustrative: FigureSet,
) -> None:
    view = view_of(illustrative).bars
    [chart] = view.charts
    signs = {"higher": "▲", "lower": "▼", "similar": "○"}
    drawn = shapes_of(view)
    by_name = {illustrative.areas.by_code[code].name: way for code, way in drawn.items()}
    for name, sign in zip(chart.categories, chart.signs, strict=True):
        assert sign == signs.get(by_name.get(name, ""), "")
    for way in set(drawn.values()):
        assert signs[way] in chart.signs_key
    assert view_of(illustrative, NUMBER).bars.charts[0].signs == ()


def test_with_each_area_chosen_there_is_a_verdict() -> None:
    page = open_page(
        "compare-areas", {"set": "illustrative", "compare": "Scotland,Falkirk,Stirling"}
    )
    said = page.root.all(css="cj-finding")[0].text
    for name in ("Scotland", "Falkirk", "Stirling"):
        assert f"{name} (" in said
    assert "clearly higher than Falkirk" in said
    assert "similar to Scotland" in said
