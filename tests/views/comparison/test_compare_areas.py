"""All councils side by side: every view holds them all, and says no more than the figures do."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from some import some

from cjdata.charts.area_rows import AreaMark
from cjdata.errors import UnknownName
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.picture import picture_svg
from cjdata.library import FigureSet
from cjdata.reference.areas import Areas
from cjdata.series import Figure
from cjdata.statistics import ChangeBetweenYears, NoRank, Rank
from cjdata.views.comparison import words
from cjdata.views.comparison.compared import Compared
from cjdata.views.comparison.councils import default_group
from cjdata.views.comparison.data import (
    CompareSelection,
    CompareView,
    compare_view,
    council_measures,
    most_held,
)
from cjdata.views.comparison.marks import mark_of
from cjdata.views.comparison.standings import (
    Standing,
    councils_held,
    opening_year,
    standing_of_group,
    standings,
)
from cjdata.views.peers.data import peers_view
from cjdata.views.table import Cell
from cjdata.views.view import View
from cjdata.wording import ordinal
from cjdata.wording.figures import few_behind

SCOTLAND, CLACKS, FALKIRK = "S92000003", "S12000005", "S12000014"
SHARE, RATE, NUMBER = "cpo_completion_percent", "cpo_rate_per_10000", "cpo_commenced"
NEVER_RANKED = "custody_percent"
SPOILT = re.compile(
    r"  |\bNone\b(?! held| of| in five)|\bnan\b|\bnull\b|\[\]|\(\)|\.\.| \.|\bTODO\b"
)
JUDGEMENT = re.compile(r"\b(better|worse)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest, published: FigureSet, illustrative: FigureSet) -> Any:
    return {"published": published, "illustrative": illustrative}[request.param]


def view_of(
    figures: FigureSet, measure: str = SHARE, area: str = CLACKS, **chosen: Any
) -> CompareView:
    period = chosen.pop("period", opening_year(figures, measure))
    return compare_view(
        figures, CompareSelection(area, measure, period, **chosen), date(2026, 11, 22)
    )


def strip_of(
    figures: FigureSet, measure: str, area: str = CLACKS, group: str | None = None
) -> View:
    """The strip of a year that every council has a figure of, as the page of a record draws it."""
    found = peers_view(
        figures, measure, area, opening_year(figures, measure), date(2026, 11, 22), group
    )
    assert found is not None
    return found


def every_view(figures: FigureSet, area: str) -> Iterator[CompareView]:
    for measure in council_measures(figures):
        yield view_of(figures, measure, area)


def values(spec: Any) -> Iterator[dict[str, Any]]:
    """Every row of data in a specification."""
    if isinstance(spec, dict):
        yield from (spec.get("data") or {}).get("values", [])
        for part in spec.values():
            yield from values(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from values(part)


def drawn_text(view: View) -> str:
    assert view.drawing is not None
    return str([list(values(plot.spec)) for plot in view.drawing.plots])


def councils_in(view: View) -> list[tuple[Cell, ...]]:
    return [row for row in view.table.rows if row[0].text != "Scotland" and not is_group(row)]


def is_group(row: tuple[Cell, ...]) -> bool:
    return row[0].text.startswith("Family group") or row[0].text == "Forth Valley"


def column(view: View, start: str) -> dict[str, str]:
    [at] = [n for n, name in enumerate(view.table.header) if name.startswith(start)]
    return {row[0].text: row[at].text for row in view.table.rows}


# What each view holds


def test_all_councils_and_scotland_are_in_every_view(illustrative: FigureSet) -> None:
    """R33: all 32 areas can be seen in one view."""
    view = view_of(illustrative, versus=RATE)
    assert [one.kind for one in view.views] == ["bars", "funnel", "map", "scatter"]
    for one in view.views:
        shown = drawn_text(one)
        for council in illustrative.areas.councils:
            assert council.name in shown, f"{council.name} is not in {one.kind}"
        assert one.kind == "map" or "Scotland" in shown
        assert len(councils_in(one)) == 32
        assert one.table.rows[0][0].text == "Scotland"


def test_every_measure_of_councils_is_offered_and_no_local_evidence(figures: FigureSet) -> None:
    offered = council_measures(figures)
    catalogue = figures.catalogue
    for measure in catalogue.measures.values():
        theme = catalogue.theme_of(measure.id)
        is_wanted = (
            theme is not None
            and measure.plot
            and measure.role != "local"
            and catalogue.geography_of(measure.id) == "council"
        )
        assert (measure.id in offered) == is_wanted, measure.id
    assert len(set(offered.values())) == len(offered)


def test_the_second_measure_alone_brings_a_scatter(illustrative: FigureSet) -> None:
    assert view_of(illustrative).scatter is None
    scatter = view_of(illustrative, versus=RATE).scatter
    assert scatter is not None
    assert scatter.table.rows[1][0].text == "Family group 3 (people)"
    first = column(scatter, "Community payback orders: share")
    second = column(scatter, "Community payback orders: rate")
    assert first == column(view_of(illustrative).bars, "Figure")
    assert second == {
        name: text
        for name, text in column(view_of(illustrative, RATE).bars, "Figure").items()
        if name in second
    }


def test_scotlands_number_is_not_drawn_beside_those_of_councils(illustrative: FigureSet) -> None:
    view = view_of(illustrative, NUMBER)
    assert "Scotland" not in drawn_text(view.bars)
    assert view.bars.finding.rest[0] == words.SIZE_SENTENCE
    assert view.other_forms == {"rate": RATE}
    assert view_of(illustrative, RATE).other_forms == {}


# Order


def names_in_order(view: View) -> list[str]:
    return [row[0].text for row in councils_in(view)]


def test_councils_stand_in_the_order_asked_for(illustrative: FigureSet) -> None:
    period = opening_year(illustrative, SHARE)
    found = {one.area.name: one for one in standings(illustrative, SHARE, period)[:-1]}
    by_figure = [found[name] for name in names_in_order(view_of(illustrative).bars)]
    shown = [one.figure.value or 0.0 for one in by_figure]
    assert shown == sorted(shown, reverse=True)
    by_name = names_in_order(view_of(illustrative, sort="name").bars)
    assert by_name == sorted(by_name)
    by_change = [found[n].change for n in names_in_order(view_of(illustrative, sort="change").bars)]
    moved = [one.difference for one in by_change if isinstance(one, ChangeBetweenYears)]
    assert moved == sorted(moved, reverse=True)
    assert len(moved) == 32


def test_the_drawing_and_the_file_have_the_order_of_the_table(illustrative: FigureSet) -> None:
    for sort in ("figure", "name", "change"):
        view = view_of(illustrative, sort=sort).bars
        assert view.drawing is not None
        rows = [row for row in values(view.drawing.plots[0].spec) if row.get("code")]
        drawn = list(dict.fromkeys(row["code"] for row in rows))
        names = [illustrative.areas.by_code[code].name for code in drawn]
        assert names == names_in_order(view)


def test_councils_with_like_figures_stand_by_name_and_those_without_last(
    published: FigureSet, illustrative: FigureSet
) -> None:
    found = view_of(published, RATE).bars
    figures = column(found, "Figure")
    names = names_in_order(found)
    missing = [name for name in names if figures[name] == "Not loaded yet"]
    assert len(missing) == 21
    assert names[-21:] == sorted(missing)
    tied = view_of(illustrative, "bail_supervision_cases_completed_per_10000").bars
    shown = column(tied, "Figure")
    alike = [
        (a, b)
        for a, b in zip(names_in_order(tied), names_in_order(tied)[1:], strict=False)
        if shown[a] == shown[b]
    ]
    assert alike
    assert all(a < b for a, b in alike)


def test_where_no_place_can_be_told_councils_stand_in_no_order(figures: FigureSet) -> None:
    """Bars, table and file are by name under “no rank is given”, whatever an old link asks for."""
    orders = set()
    for measure in council_measures(figures):
        period = opening_year(figures, measure)
        found = standings(figures, measure, period)[:-1]
        has_places = any(isinstance(one.rank, Rank) for one in found)
        for sort in ("figure", "change"):
            view = view_of(figures, measure, sort=sort).bars
            names = names_in_order(view)
            if not has_places:
                assert names == sorted(names), measure
                assert view.heading.startswith("Every council by name")
                assert "highest first" not in view.table.caption
        orders.add(has_places)
    assert orders == {True, False}


def test_numbers_are_on_no_map_and_in_no_funnel(figures: FigureSet) -> None:
    for measure in council_measures(figures):
        view = view_of(figures, measure)
        if view.measure.grows_with_size:
            assert [one.kind for one in view.views] == ["bars"], measure
            assert view.no_funnel == ""
        elif view.measure.form in ("percent", "rate") and any(map(bool, view.bars.charts)):
            assert (view.funnel is None) == bool(view.no_funnel), measure


# Absence


def test_restricted_not_loaded_and_nil_look_and_read_differently(illustrative: FigureSet) -> None:
    one = standings(illustrative, NUMBER, opening_year(illustrative, NUMBER))[0]
    marks = {}
    for status in ("restricted", "suppressed", "not_loaded", "not_collected", "illustrative"):
        value = 0.0 if status == "illustrative" else None
        marks[status] = mark_of(
            replace(one, figure=replace(one.figure, value=value, status=status))
        )
    assert [m.absence for m in marks.values()] == [
        "restricted",
        "restricted",
        "not loaded",
        "no figure",
        "",
    ]
    assert len({m.text for m in marks.values()}) == len(marks)
    assert len({m.description for m in marks.values()}) == len(marks)
    assert marks["illustrative"].text == "0"
    assert marks["illustrative"].value == 0.0
    assert all(m.value is None for status, m in marks.items() if status != "illustrative")


def test_a_page_without_council_figures_is_designed(published: FigureSet) -> None:
    view = view_of(published)
    assert view.bars.drawing is None
    assert [one.kind for one in view.views] == ["bars"]
    assert view.absence is not None
    assert view.absence.heading.endswith("none of the 32 councils has a figure for 2024-25")
    assert view.absence.link.startswith("https://")
    assert view.absence.offers_illustration
    assert view.finding.rest[0].startswith("In Scotland in 2024-25")
    assert set(column(view.bars, "Figure").values()) == {
        "71%",
        "Not all councils",
        "Not loaded yet",
    }
    assert view.offers == most_held(published)
    assert all(councils_held(published, m)[opening_year(published, m)] >= 3 for m in view.offers)


def test_a_few_council_figures_are_drawn_and_named(published: FigureSet) -> None:
    view = view_of(published, RATE)
    assert view.absence is not None
    assert "11 of 32 councils have a figure for 2019-20" in view.absence.heading
    assert view.absence.sentences[0] == (
        "They are Aberdeen City, Aberdeenshire, City of Edinburgh, Clackmannanshire, Dundee City, "
        "East Lothian, East Renfrewshire, Glasgow City, North Ayrshire, North Lanarkshire and West "
        "Dunbartonshire."
    )
    assert "21 councils have no figure: not loaded yet." in view.finding.rest
    assert [one.kind for one in view.views] == ["bars", "funnel", "map"]
    rows = [row for row in values(view.bars.drawing.plots[0].spec) if row.get("code")]  # type: ignore[union-attr]
    assert len({row["code"] for row in rows}) == 11
    assert "Clackmannanshire" in str(rows)


def test_the_strip_needs_three_councils(published: FigureSet, today: date) -> None:
    assert peers_view(published, SHARE, CLACKS, "2024-25", today) is None
    assert peers_view(published, RATE, CLACKS, "2022-23", today) is not None


HOME_AREA = "reconviction_rate_one_year_home_area"


@pytest.mark.parametrize(
    ("measure", "opens_on", "said"),
    [
        (HOME_AREA, "2017-18", "Newer figures are held of few councils: 5 for 2020-21."),
        ("diversion_rate_per_10000", "2018-19", "of few councils: 1 for 2019-20."),
        (
            "households_assessed_homeless",
            "2012-13",
            "of few councils: 1 for 2019-20, 1 for 2020-21, 1 for 2021-22 and 1 for 2023-24.",
        ),
    ],
)
def test_a_few_newer_figures_do_not_hide_a_year_that_is_well_held(
    published: FigureSet, measure: str, opens_on: str, said: str
) -> None:
    """The page opens on the newest year with nearly as many councils as the best, and says so."""
    assert opening_year(published, measure) == opens_on
    view = view_of(published, measure)
    for finding in (view.finding, view.bars.finding):
        assert said in finding.text
    newest = max(year for year, many in councils_held(published, measure).items() if many)
    assert "Newer figures" not in view_of(published, measure, period=newest).finding.text


def test_no_measure_opens_on_a_year_that_is_ill_held(figures: FigureSet) -> None:
    for measure in council_measures(figures):
        held = councils_held(figures, measure)
        if not any(held.values()):
            continue
        opening, best = opening_year(figures, measure), max(held.values())
        assert best - held[opening] <= max(1, best / 10), measure
        newer = [many for year, many in held.items() if year > opening]
        assert all(best - many > max(1, best // 10) for many in newer if many), measure


def test_an_older_year_that_a_reader_went_back_to_is_not_called_the_newest(
    published: FigureSet,
) -> None:
    assert "Newer figures" not in view_of(published, HOME_AREA, period="2016-17").finding.text


def test_no_caveat_is_of_a_change_that_is_not_told(figures: FigureSet) -> None:
    for area in ("S12000023", CLACKS):
        for view in every_view(figures, area):
            for one in (view, *view.views):
                assert not re.search(r"\bthe change\b|year before", " ".join(one.finding.caveats))


def test_chance_is_not_spoken_of_where_differences_are_not_tested_for_it(
    published: FigureSet,
) -> None:
    orkney = view_of(published, "prison_arrivals_per_1000", "S12000023", period="2020-21")
    assert "not tested for chance" in orkney.finding.text
    assert "by chance" not in " ".join(orkney.finding.caveats)


COURT_RATE = "reconviction_rate_one_year_court_area"
EAST_LOTHIAN = "S12000010"


def test_how_to_read_speaks_only_of_what_is_drawn(published: FigureSet) -> None:
    alone = view_of(published, COURT_RATE, CLACKS, period="2017-18")
    shared = view_of(published, COURT_RATE, EAST_LOTHIAN, period="2017-18")
    large = "the chosen one is large"
    strip, of_shared = (strip_of(published, COURT_RATE, area) for area in (CLACKS, EAST_LOTHIAN))
    assert large in strip.how_to_read[0]
    assert large not in of_shared.how_to_read[0]
    assert of_shared.how_to_read[0].startswith("Each dot is one council or court area")
    assert "dark blue" in alone.bars.how_to_read[0]
    assert "the chosen council’s dark blue" in shared.bars.how_to_read[0]
    without = view_of(published, HOME_AREA, "S12000023", period="2020-21")
    assert "dark blue" not in without.bars.how_to_read[0]
    none_picked = strip_of(published, COURT_RATE, SCOTLAND, group="none")
    assert none_picked.how_to_read[0] == (
        "Each dot is one council or court area; the upright line is Scotland."
    )


def test_a_map_of_court_areas_explains_its_plus(published: FigureSet) -> None:
    with_courts = view_of(published, COURT_RATE, EAST_LOTHIAN, period="2017-18").tiles
    without = view_of(published, HOME_AREA, EAST_LOTHIAN).tiles
    assert with_courts
    assert without
    assert "or plus" in with_courts.how_to_read[1]
    assert "a plus" not in without.how_to_read[1]


def test_where_nothing_is_drawn_the_sentence_on_size_does_not_lead(published: FigureSet) -> None:
    bars = view_of(published, "police_custody_referrals", EAST_LOTHIAN).bars
    assert bars.finding.lead == "East Lothian’s figure for 2023-24 is not loaded yet."
    assert words.SIZE_SENTENCE not in bars.finding.text


def test_the_page_opens_on_the_newest_year_that_is_well_held(published: FigureSet) -> None:
    assert opening_year(published, NUMBER) == "2019-20"
    assert councils_held(published, NUMBER)["2019-20"] == 4
    assert councils_held(published, NUMBER)["2024-25"] == 0
    assert opening_year(published, "bail_supervision_cases_completed") == "2024-25"


# Ranks


def test_no_rank_where_the_catalogue_forbids_it(illustrative: FigureSet) -> None:
    view = view_of(illustrative, NEVER_RANKED)
    assert not [name for name in view.bars.table.header if name.startswith("Possible places")]
    assert "Possible places: not given." in " ".join(view.bars.table.notes)
    assert "No rank is given" in strip_of(illustrative, NEVER_RANKED).finding.text
    found = standings(illustrative, NEVER_RANKED, opening_year(illustrative, NEVER_RANKED))
    assert {one.rank for one in found[:-1]} == {NoRank("not allowed")}


def test_numbers_have_no_rank_and_no_comparison(illustrative: FigureSet) -> None:
    table = view_of(illustrative, NUMBER).bars.table
    assert table.header == (
        "Area",
        "Figure, 2024-25",
        "95% interval (Byar)",
        "Change since 2023-24",
        "Five years to 2024-25",
    )
    left_out = [note for note in table.notes if "not given" in note]
    assert len(left_out) == 2


def test_an_average_per_person_is_not_read_as_a_number(figures: FigureSet) -> None:
    """A mean does not grow with size: Scotland is drawn, and no size is spoken of."""
    means = [m for m in council_measures(figures) if figures.catalogue.measures[m].unit == "mean"]
    assert means
    for measure in means:
        view = view_of(figures, measure)
        for one in (view.bars, strip_of(figures, measure)):
            said = f"{one.heading} {one.finding.text} {one.description} {one.how_to_read}"
            assert "grow with" not in said
            assert "Scotland" in drawn_text(one)
        assert "upright line is Scotland" in view.bars.how_to_read[0]
        assert not re.search(r", mean\b", view.bars.heading)
        period = view.selection.period
        places = (one.rank for one in standings(figures, measure, period))
        assert not any(isinstance(place, Rank) for place in places)


def test_scotland_and_the_group_are_never_ranked(illustrative: FigureSet) -> None:
    places = column(view_of(illustrative, RATE).bars, "Possible places")
    assert places["Scotland"] == places["Family group 3 (people)"] == "–"
    assert re.fullmatch(r"\d+(st|nd|rd|th) to \d+(st|nd|rd|th)", places["Clackmannanshire"])


def test_councils_with_the_same_figure_share_a_place(illustrative: FigureSet) -> None:
    period = opening_year(illustrative, RATE)
    found = [one for one in standings(illustrative, RATE, period) if isinstance(one.rank, Rank)]
    by_value: dict[float | None, set[int]] = {}
    for one in found:
        assert isinstance(one.rank, Rank)
        by_value.setdefault(one.figure.value, set()).add(one.rank.place)
        assert one.rank.first <= one.rank.place <= one.rank.last
    assert all(len(places) == 1 for places in by_value.values())


# Groups


def test_the_figure_of_a_group_is_the_ratio_of_sums(illustrative: FigureSet, areas: Areas) -> None:
    for measure in (SHARE, RATE, NUMBER):
        period = opening_year(illustrative, measure)
        every = {one.area.code: one for one in standings(illustrative, measure, period)}
        for group in areas.all_groups:
            found = standing_of_group(illustrative, measure, period, group)
            parts = [every[code].evidence.counts[period] for code in group.members]
            count = sum(part.count for part in parts)
            out_of = sum(part.out_of or 0 for part in parts)
            factor = {SHARE: 100, RATE: 10_000}.get(measure, 1)
            wanted = count / out_of * factor if out_of else count
            assert found.figure.value == pytest.approx(wanted, abs=10.0**-found.figure.decimals)
            mean = sum(every[c].figure.value or 0.0 for c in group.members) / len(group.members)
            if measure == SHARE and group.code == "family-people-3":
                assert abs((found.figure.value or 0.0) - mean) > 0.1


def test_the_family_group_is_picked_out_unless_another_is_asked_for(
    illustrative: FigureSet, areas: Areas, today: date
) -> None:
    by_default = peers_view(illustrative, SHARE, CLACKS, "2024-25", today)
    assert by_default is not None
    assert "The councils of Family group 3 (people), taken as one, had" in by_default.finding.text
    named = peers_view(illustrative, SHARE, CLACKS, "2024-25", today, "forth-valley")
    assert named is not None
    assert "The councils of Forth Valley, taken as one, had" in named.finding.text
    without = peers_view(illustrative, SHARE, CLACKS, "2024-25", today, "none")
    assert without is not None
    assert "taken as one" not in without.finding.text
    assert default_group(areas, areas.scotland) is None
    with pytest.raises(UnknownName):
        peers_view(illustrative, SHARE, CLACKS, "2024-25", today, "narnia")


def test_a_sheriffdom_is_never_shown_without_its_caveat(illustrative: FigureSet) -> None:
    group = "sheriffdom-tayside-central-and-fife"
    view = view_of(illustrative, group=group, versus=RATE)
    for one in view.views:
        assert "indicative only" in " ".join(one.drawing_notes)
        assert "indicative only" in " ".join(one.notes)
    for one in (view.bars, strip_of(illustrative, SHARE, group=group)):
        assert "indicative only" in re.sub(r"<[^>]+>|\s+", " ", picture_svg(one).decode())


def test_scotland_stands_out_as_no_council(illustrative: FigureSet) -> None:
    view = view_of(illustrative, area=SCOTLAND)
    assert view.group is None
    assert view.finding.lead.startswith("In Scotland in 2024-25")
    assert "Scotland (77.1%)" not in " ".join(view.finding.rest)
    assert [row[0].qualifier for row in view.bars.table.rows] == ["chosen", *[""] * 32]


# Words


def test_the_finding_agrees_with_the_table(illustrative: FigureSet) -> None:
    for measure in (SHARE, RATE, "dtto_completion_percent"):
        for council in illustrative.areas.councils:
            view = view_of(illustrative, measure, council.code)
            figures = column(view.bars, "Figure")
            if figures[council.name] == "Not applicable":
                assert "there was nothing" in view.finding.lead
                assert column(view.bars, "Beside Scotland")[council.name] == "–"
                continue
            found = standings(illustrative, measure, opening_year(illustrative, measure))
            (one,) = (one for one in found if one.area == council)
            few = few_behind(one.evidence.measure, one.evidence.counts.get(one.figure.period))
            assert (few or figures[council.name]) in view.finding.lead
            beside = column(view.bars, "Beside Scotland")[council.name].lower()
            said = {"better": "which is better", "worse": "which is worse"}.get(beside, beside)
            assert said in view.finding.text
            assert figures["Scotland"] in view.finding.text


def test_the_spread_agrees_with_the_table(illustrative: FigureSet) -> None:
    shown_view = view_of(illustrative)
    view, measure = shown_view.bars, shown_view.measure
    (scotland,) = (row[1].text for row in view.table.rows if row[0].text == "Scotland")
    assert measure.id == SHARE
    found = list(column(view, "Beside Scotland").values())
    names = names_in_order(view)
    shown = [text for name, text in column(view, "Beside Scotland").items() if name in names]
    assert len(found) == 34
    better, worse, similar = (shown.count(word) for word in ("Better", "Worse", "Similar"))
    assert view.finding.lead == (
        f"Beside Scotland ({scotland}), {better} councils are better, {worse} worse "
        f"and {similar} similar."
    )


def test_a_range_is_called_that_of_the_councils_only_where_nearly_all_have_a_figure(
    figures: FigureSet,
) -> None:
    seen = set()
    for measure in council_measures(figures):
        shown = figures.catalogue.measures[measure]
        for period, held in councils_held(figures, measure).items():
            if held < 2 or shown.is_by_court:
                continue
            view = view_of(figures, measure, period=period)
            told = " ".join(f"{one.finding.text} {one.description}" for one in view.views)
            has_most = held >= 29
            seen.add(has_most)
            assert has_most or "The councils’ figures run" not in told, f"{measure} {period}"
            ends = re.search(r"Of the (\d+) councils with a figure, figures run", told)
            if ends:
                assert int(ends[1]) == held
                assert not has_most
    assert True in seen


def test_of_court_areas_with_a_figure_it_is_said_of_how_many(published: FigureSet) -> None:
    view = view_of(published, COURT_RATE, period="2017-18")
    assert view.tiles is not None
    assert view.tiles.finding.lead.startswith("Of the 18 councils with a figure of their own, ")
    assert view.bars.description.count("The court areas’ figures run from") == 1


@pytest.mark.parametrize("area", some([CLACKS, SCOTLAND], 2))
def test_no_text_is_spoilt(figures: FigureSet, area: str) -> None:
    for view in every_view(figures, area):
        for one in view.views:
            shown = [
                view.finding.text,
                one.finding.text,
                one.heading,
                one.description,
                one.source_line,
                *one.notes,
                *one.table.header,
                *one.table.notes,
                *(view.absence.sentences if view.absence else ()),
                *(cell.text for row in one.table.rows for cell in row),
            ]
            spoilt = [text for text in shown if SPOILT.search(text)]
            assert spoilt == [], f"{view.measure.id}, {one.kind}"
            ended = [one.finding.text, one.description, *one.notes, *one.table.notes]
            assert all(text.endswith(".") for text in ended)
            assert len(one.how_to_read) == 2


def test_nothing_is_judged_without_a_direction(figures: FigureSet) -> None:
    for view in every_view(figures, CLACKS):
        if figures.catalogue.judged_direction_of(view.measure.id) != "none":
            continue
        for one in view.views:
            cells = [cell.text for row in one.table.rows for cell in row]
            said = " ".join((one.finding.text, one.description, *cells))
            assert not JUDGEMENT.search(said), view.measure.id


def test_every_caveat_of_the_indicator_goes_with_the_view(figures: FigureSet) -> None:
    """R18: every caveat held for an indicator is shown wherever its number is shown."""
    for view in every_view(figures, CLACKS):
        catalogue, measure = figures.catalogue, view.measure.id
        for one in view.views:
            assert set(catalogue.caveats_of(measure, [one.area.name])) <= set(one.notes)
            assert f"Counted by: {catalogue.counted_by(measure)}" in one.source_line


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ({}, ""),
        ({"A": "restricted"}, "1 council has no figure: restricted for A."),
        (
            {"A": "restricted", "B": "not_loaded"},
            "2 councils have no figure: restricted for A and not loaded yet for B.",
        ),
        (
            dict.fromkeys("ABCDEF", "not_loaded") | {"G": "low"},
            "7 councils have no figure: not loaded yet for 6 councils and above nil but rounds "
            "to nil for G.",
        ),
        (dict.fromkeys("ABCDEF", "not_loaded"), "6 councils have no figure: not loaded yet."),
    ],
)
def test_missing_councils_are_counted_and_named(statuses: dict[str, str], said: str) -> None:
    missing = {name: Figure("2023-24", None, 0, status) for name, status in statuses.items()}
    assert words.missing_sentence(missing, 32) == said


def test_where_all_are_missing_no_council_is_named() -> None:
    missing = {str(n): Figure("2023-24", None, 0, "not_loaded") for n in range(32)}
    assert words.missing_sentence(missing, 32) == "No council has a figure: not loaded yet."


# Files


def read_csv(view: View) -> list[dict[str, str]]:
    text = figures_csv(view).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("measure", [SHARE, RATE, NUMBER])
def test_the_file_says_what_the_table_says(figures: FigureSet, measure: str) -> None:
    for sort in ("figure", "name", "change"):
        view = view_of(figures, measure, sort=sort).bars
        rows = read_csv(view)
        assert [row["area"] for row in rows] == [row[0].text for row in view.table.rows]
        for row, cells in zip(rows, view.table.rows, strict=True):
            shown = cells[1].text.replace(",", "").rstrip("%")
            assert row["value"] == ("" if cells[1].is_missing else shown)
            assert bool(row["reason_if_missing"]) == cells[1].is_missing
        for name, key in (("Beside Scotland", "comparison"), ("Five years", "trend")):
            if any(header.startswith(name) for header in view.table.header):
                for row in rows:
                    shown = column(view, name)[row["area"]].lower()
                    is_same = shown in ("–", row[key]) or shown.startswith("not compared: ")
                    assert is_same, row["area"]


def test_a_rank_in_the_file_is_that_of_the_table(illustrative: FigureSet) -> None:
    view = view_of(illustrative, RATE).bars
    places = column(view, "Possible places")
    for row in read_csv(view):
        if row["place_from"] and row["place_from"] != row["place_to"]:
            first, last = (ordinal(int(row[key])) for key in ("place_from", "place_to"))
            assert places[row["area"]] == f"{first} to {last}"
            assert row["places"] == "32"


def test_the_trend_is_that_of_the_year_shown(illustrative: FigureSet) -> None:
    found = standings(illustrative, SHARE, "2022-23")
    assert {one.trend.periods[-1] for one in found if one.trend.periods} == {"2022-23"}
    assert all(one.evidence.series.figures[-1].period == "2022-23" for one in found)


def test_standings_are_worked_out_once(illustrative: FigureSet) -> None:
    period = opening_year(illustrative, SHARE)
    assert standings(illustrative, SHARE, period) is standings(illustrative, SHARE, period)
    clacks, falkirk = (view_of(illustrative, area=area) for area in (CLACKS, FALKIRK))
    assert clacks is view_of(illustrative)
    assert clacks.bars.table != falkirk.bars.table


def test_only_what_stands_out_differs_between_areas(illustrative: FigureSet) -> None:
    def bare(area: str) -> list[AreaMark]:
        shown = Compared(
            illustrative,
            illustrative.catalogue.measures[SHARE],
            "2024-25",
            illustrative.areas.by_code[area],
            None,
            date(2026, 11, 22),
        )
        told = (mark.description.partition(". ")[0].rstrip(".") for mark in shown.marks)
        return [
            replace(mark, part="other", verdict="", description=text)
            for mark, text in zip(shown.marks, told, strict=True)
        ]

    assert bare(CLACKS) == bare(FALKIRK)


def test_a_standing_knows_its_area(illustrative: FigureSet) -> None:
    found: tuple[Standing, ...] = standings(illustrative, SHARE, "2024-25")
    assert [one.area for one in found] == list(illustrative.areas.single)
