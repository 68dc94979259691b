"""The figures of a chart for other programs: those drawn, in order, with nothing for nothing."""

from __future__ import annotations

from datetime import date

import pytest
from one_chart import one_chart

from cjdata import queries
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.view import View

COUNTS = "diversion/trend?area=Falkirk&measure=diversion_cases_commenced"


def view(figures: FigureSet, text: str, today: date) -> View:
    return view_at(figures, read_view_address(text), today)


@pytest.mark.parametrize(
    "text",
    [
        "area-profile/profile?area=Falkirk",
        "at-a-glance/glance?area=Falkirk",
        "local-plan/plan?area=Clackmannanshire",
        "compare-areas/map?area=Falkirk&measure=cpo_completion_percent",
    ],
)
def test_lists_and_maps_have_none(illustrative: FigureSet, today: date, text: str) -> None:
    assert one_chart(view(illustrative, text, today)) is None


def test_a_view_without_figures_has_none(published: FigureSet, today: date) -> None:
    shown = view(published, "compare-areas/bars?measure=cpo_completion_percent", today)
    assert one_chart(shown) is None


def test_lines_are_those_of_the_query_year_by_year(illustrative: FigureSet, today: date) -> None:
    shown = view(illustrative, COUNTS, today)
    data = one_chart(shown)
    assert data is not None
    rows = queries.observations(illustrative.database, ["diversion_cases_commenced"])
    known = {(r["area_name"], r["period"]): r["value"] for r in rows}
    assert {series.name for series in data.series} >= {"Falkirk", "Scotland"}
    for series in data.series:
        if series.part != "group":
            expected = tuple(known.get((series.name, year)) for year in data.categories)
            assert series.values == expected


def test_counts_of_scotland_come_apart_and_together(illustrative: FigureSet, today: date) -> None:
    shown = view(illustrative, COUNTS, today)
    assert [chart.title for chart in shown.charts] == ["Falkirk", "Scotland, on its own scale"]
    whole = one_chart(shown)
    assert whole is not None
    assert [series.part for series in whole.series] == ["area", "scotland"]


def test_a_line_starts_anew_after_a_break(library: Library, today: date) -> None:
    text = "community-sentences/trend?area=Scotland&measure=cpo_completion_percent"
    data = one_chart(view(library.figures("published"), text, today))
    assert data is not None
    (scotland,) = data.series
    for place in scotland.starts:
        assert data.categories[place] in dict(data.breaks)
        assert scotland.values[place - 1] is not None
    assert scotland.starts


def test_a_council_without_a_figure_keeps_its_place_and_says_why(
    illustrative: FigureSet, today: date
) -> None:
    text = "compare-areas/bars?area=Falkirk&measure=police_custody_referrals&year=2022-23"
    data = one_chart(view(illustrative, text, today))
    assert data is not None
    values = dict(zip(data.categories, data.series[0].values, strict=True))
    reasons = dict(zip(data.categories, data.absences, strict=True))
    assert values["Orkney Islands"] is None
    assert reasons["Orkney Islands"] == "Restricted"
    assert reasons["Falkirk"] == ""
    assert "Scotland" not in values, "a number of Scotland would press the others flat"


def test_the_area_the_group_and_scotland_stand_out(illustrative: FigureSet, today: date) -> None:
    text = "compare-areas/bars?area=Falkirk&measure=cpo_completion_percent"
    data = one_chart(view(illustrative, text, today))
    assert data is not None
    parts = dict(zip(data.categories, data.parts, strict=True))
    assert (parts["Falkirk"], parts["Scotland"]) == ("area", "scotland")
    assert data.group
    members = illustrative.areas.resolve("S12000014")
    assert sum(part == "group" for part in data.parts) > 3, members.name
