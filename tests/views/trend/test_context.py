"""Context: read beside the ten national indicators, none of them, and first where it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from known_pages import CATALOGUE
from read_pages import Page, open_page, use_own

from cjdata.errors import CjdataError
from cjdata.exports.report.figures import report_figures
from cjdata.exports.site import site_html
from cjdata.library import FigureSet
from cjdata.reference.catalogue import Catalogue, Context, Indicator
from cjdata.statistics import (
    Counts,
    Evidence,
    NoInterval,
    change_since_year_before,
    interval_of,
    trend_of,
)
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.comparison.choices import opening_measure
from cjdata.views.comparison.data import CompareSelection, compare_view
from cjdata.views.comparison.standings import councils_held, has_places, opening_year, standings
from cjdata.views.glance.data import glance_view
from cjdata.views.plan.data import plan_view
from cjdata.views.profile.data import profile_view
from cjdata.views.profile.evidence import headlines_of
from cjdata.views.profile.rows import profile_row
from cjdata.views.shared.assemble import Assembler, years_of
from cjdata.views.trend import words as themes
from cjdata.views.trend.data import ThemeView, has_figure, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.wording.caveats import caveats_of
from cjdata.wording.short_cells import change_cell
from cjdata.wording.standing import CONTEXT_SENTENCE, ILLUSTRATIVE_SENTENCE

SCOTLAND, CLACKS, ORKNEY, EAST_LOTHIAN = "S92000003", "S12000005", "S12000023", "S12000010"
TODAY = date(2026, 11, 29)
PAGES = ("prison", "reoffending", "recorded-crime")
ARRIVALS = "prison_arrivals_per_1000"
SCOTLANDS_OWN = "reconviction_rate_one_year"


Opened = Callable[..., Page]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page, with what its address says."""
    use_own(home, monkeypatch)
    return lambda page, **address: open_page(page, address)


def view_of(figures: FigureSet, page: str, area: str, measure: str = "") -> ThemeView:
    theme = figures.catalogue.theme_by_page[page]
    opening = theme.opening_choice_of(figures.areas.by_code[area].kind)
    shown = figures.catalogue.measures[measure or opening.key]
    beside = () if area == SCOTLAND else (SCOTLAND,)
    return theme_view(figures, page, Selection(area, beside, shown.id, shown.form), TODAY)


# What context is


def test_context_is_never_among_the_ten_indicators(catalogue: Catalogue) -> None:
    assert not {i.page for i in catalogue.indicators} & set(PAGES)
    assert [theme.page for theme in catalogue.contexts] == list(PAGES)
    assert all(isinstance(theme, Context) and not theme.is_national for theme in catalogue.contexts)
    assert all(isinstance(theme, Indicator) for theme in catalogue.indicators)


def test_nothing_is_wanted_of_context(catalogue: Catalogue) -> None:
    for theme in catalogue.contexts:
        assert theme.direction == "none"
        assert {catalogue.direction_of(m.id) for m in theme.measure} == {"none"}


def test_each_measure_of_context_says_what_is_counted_and_by_what(catalogue: Catalogue) -> None:
    for theme in catalogue.contexts:
        for measure in theme.measure:
            assert measure.definition, measure.id
            assert catalogue.counted_by(measure.id)
            assert catalogue.publication_of(measure.id)
            assert catalogue.caveats_of(measure.id, ["Scotland"])


def test_a_measure_of_another_publication_is_not_said_to_come_from_its_page_s(
    catalogue: Catalogue,
) -> None:
    found = catalogue.publication_of("electronic_monitoring_instances")
    assert found is not None
    assert found.id == "written-answers"
    assert "written answer" in catalogue.counted_by("electronic_monitoring_instances")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_its_page_says_that_it_is_no_national_indicator(
    opened: Opened, page: str, figures_set: str
) -> None:
    said = opened(page, set=figures_set).root.text
    assert "Context: not one of the national indicators" in said
    assert "Context, not a national indicator" in said


@pytest.mark.parametrize("area", [CLACKS, ORKNEY, SCOTLAND])
def test_every_view_of_context_says_so_wherever_it_is_put(published: FigureSet, area: str) -> None:
    for page in PAGES:
        assert CONTEXT_SENTENCE in view_of(published, page, area).finding.caveats
    compared = compare_view(published, CompareSelection(area, ARRIVALS, "2023-24"), TODAY)
    assert all(CONTEXT_SENTENCE in view.finding.caveats for view in compared.views)


# Events that are not independent of each other


@pytest.mark.parametrize("measure_id", [ARRIVALS, "prison_arrivals", "recorded_crimes_per_10000"])
def test_no_interval_is_given_of_events_that_hang_together(
    catalogue: Catalogue, measure_id: str
) -> None:
    measure = catalogue.measures[measure_id]
    counts = Counts(100, None if measure.unit == "count" else 50_000)
    assert interval_of(measure, counts) == NoInterval("events not independent")


def test_no_trend_is_tested_of_them_and_the_page_says_why(published: FigureSet) -> None:
    view = view_of(published, "recorded-crime", CLACKS)
    assert trend_of(view.series[0], view.evidence[0].counts).why == "the events are not independent"
    assert "because the events counted are not independent of each other" in view.finding.text
    assert "higher than Scotland" not in view.finding.text


def test_an_average_over_the_days_of_a_year_is_shown_as_printed(published: FigureSet) -> None:
    view = view_of(published, "prison", SCOTLAND, "prison_average_daily_population_remand")
    printed = {row[0].text: row[1].text for row in view.table.rows}
    assert printed["2010-11"] == "1,363.5"
    assert "about" not in view.finding.lead


# What is known comes first


def without_custody_figures(figures: FigureSet) -> list[str]:
    theme = figures.catalogue.theme_by_page["custody-community"]
    councils = figures.areas.councils
    return [area.code for area in councils if not has_figure(figures, theme, area)]


def test_a_council_without_a_custody_split_leads_with_its_arrivals_in_prison(
    published: FigureSet,
) -> None:
    waiting = without_custody_figures(published)
    assert CLACKS in waiting
    for code in waiting:
        view = view_of(published, "custody-community", code)
        assert view.known is not None
        assert view.known.measure.id == ARRIVALS
        said = themes.known_first(view.known.finding, view.finding, view.series[0])
        name = published.areas.by_code[code].name
        assert said.lead.startswith(f"In {name} in 2023-24, the rate of arrivals in prison was")
        assert said.lead.endswith("; Scotland 2.0.")
        assert CONTEXT_SENTENCE in said.rest
        assert f"loaded yet for {name}" in " ".join(said.rest)


def test_the_custody_page_says_and_draws_the_arrivals_above_what_is_missing(
    opened: Opened,
) -> None:
    seen = opened("custody-community")
    assert seen.finding.startswith(
        "In Clackmannanshire in 2023-24, the rate of arrivals in prison was 3.6 per 1,000 people"
    )
    missing = "No figure of the indicator itself is loaded yet for Clackmannanshire."
    [shown] = seen.root.all("div", "cj-finding")
    assert missing in shown.without("details"), "it is seen without asking"
    headings = [node.text for node in seen.root.all("h2")]
    assert headings[0].startswith("Prison: arrivals per 1,000 people")
    assert headings[1].startswith("Custody: share of people convicted")
    assert len(seen.charts) == 2


def test_what_is_not_loaded_is_named_once_for_all_areas(opened: Opened) -> None:
    """After a figure of another measure, “their figures” would be read as those."""
    said = opened("custody-community", area="Clackmannanshire", compare="Falkirk").finding
    assert (
        "The share of people convicted whose main penalty was custody is not loaded yet for "
        "Clackmannanshire and Falkirk." in said
    )
    assert said.count("loaded yet") == 1


def test_each_caveat_stands_with_its_own_figure(published: FigureSet) -> None:
    view = view_of(published, "custody-community", ORKNEY)
    assert view.known is not None
    said = themes.known_first(view.known.finding, view.finding, view.series[0]).text
    few, custody = (
        said.index("rests on only 13 arrivals in prison"),
        said.index("whose main penalty was custody"),
    )
    assert said.index("the rate of arrivals in prison") < few < custody
    assert custody < said.index("The pandemic affected 2021-22")
    known = replace(view.known.finding, caveats=(CONTEXT_SENTENCE, "Few.", ILLUSTRATIVE_SENTENCE))
    made_up = themes.known_first(
        known, replace(view.finding, caveats=(ILLUSTRATIVE_SENTENCE,)), view.series[0]
    )
    assert made_up.caveats == (ILLUSTRATIVE_SENTENCE,)
    assert "Few." in made_up.rest


def test_the_same_advice_is_given_once_after_all_that_it_follows_from(
    published: FigureSet,
) -> None:
    measure = published.catalogue.measures[ARRIVALS]
    assembler, orkney = Assembler(published, [ARRIVALS]), published.areas.by_code[ORKNEY]
    series = assembler.series(measure, orkney, years_of(published, measure))
    behind = {"2020-21": Counts(10, 22000), "2021-22": Counts(25, 22000)}
    assert caveats_of(Evidence(series, behind), series.by_period["2021-22"]) == [
        "The year before rests on only 10 cases, and the pandemic affected 2020-21 and 2021-22, so "
        "read the change with care."
    ]


def test_the_years_chosen_are_true_of_all_that_the_page_shows(opened: Opened) -> None:
    """The arrivals that lead reach a year further than the split: that can be chosen, and left."""
    seen = opened("custody-community", area="Clackmannanshire")
    last = seen.at.selectbox(key="custody-community/to")
    assert (last.value, last.options[-1]) == ("2023-24", "2023-24")
    assert "In Clackmannanshire in 2023-24" in seen.finding
    for seen in (
        opened("custody-community", area="Clackmannanshire", to="2022-23"),
        Page(last.set_value("2022-23").run()),
    ):
        assert "In Clackmannanshire in 2022-23" in seen.finding
        assert "2023-24" not in seen.finding
        assert seen.address["to"] == "2022-23"
        assert seen.at.selectbox(key="custody-community/to").value == "2022-23"


def test_an_address_and_the_page_read_the_years_alike(published: FigureSet) -> None:
    asked = "custody-community/trend?area=Clackmannanshire&to="
    for year in ("2022-23", "2023-24"):
        view = view_at(published, read_view_address(asked + year), TODAY)
        assert isinstance(view, ThemeView)
        assert view.known is not None
        assert f"In Clackmannanshire in {year}" in view.known.finding.lead
    with pytest.raises(CjdataError, match="The nearest year is 2006-07"):
        view_at(published, read_view_address(asked + "2001-02"), TODAY)


def test_the_choices_stand_with_the_chart_that_they_are_of(opened: Opened) -> None:
    """Below the arrivals, which they do not control, and above the split, which they do."""
    seen = opened("custody-community")
    order = [
        "chart" if one.type == "vega_lite_chart" else getattr(one, "label", "")
        for one in seen.at.main
    ]
    charts = [n for n, name in enumerate(order) if name == "chart"]
    assert charts[0] < order.index("Measure") < charts[1]
    assert charts[0] < order.index("Show") < charts[1]


def test_the_arrivals_on_the_custody_page_can_be_put_into_the_pack_by_themselves(
    opened: Opened,
) -> None:
    seen = opened("custody-community")
    seen.at.button(key="pack/prison/trend").click()
    [item] = seen.run().at.session_state["_pack"].items
    assert item.address.text == f"prison/trend?area=Clackmannanshire&measure={ARRIVALS}"


def test_scotland_and_whoever_has_the_figure_lead_with_the_indicator(
    published: FigureSet, illustrative: FigureSet
) -> None:
    assert view_of(published, "custody-community", SCOTLAND).known is None
    assert view_of(illustrative, "custody-community", CLACKS).known is None


def test_an_older_edition_leads_with_nothing_of_another_publication(published: FigureSet) -> None:
    chosen = Selection(CLACKS, (SCOTLAND,), "custody_percent", "percent", as_at="2019-20")
    assert theme_view(published, "custody-community", chosen, TODAY).known is None


def test_context_keeps_to_the_years_that_the_reader_chose(published: FigureSet) -> None:
    chosen = Selection(CLACKS, (SCOTLAND,), "custody_percent", "percent", last="2018-19")
    view = theme_view(published, "custody-community", chosen, TODAY)
    assert view.known is not None
    latest = view.known.series[0].latest
    assert latest is not None
    assert latest.period == "2018-19"


def test_scotlands_figure_that_is_held_under_another_measure_is_named_and_not_denied(
    published: FigureSet,
) -> None:
    """The table by home area has no total for 2020-21; that of all people is held."""
    area, measure = published.areas.find("Argyll and Bute").code, "reconviction_rate_one_year"
    of_all = published.catalogue.measures[measure].name
    said = f"Scotland’s figure for 2020-21 is held as “{of_all}”: 26.9%."
    chosen = Selection(area, (SCOTLAND,), f"{measure}_home_area", "percent")
    view = theme_view(published, "reoffending", chosen, TODAY)
    assert said in view.finding.rest
    assert "No figure is held for Scotland" not in view.finding.text
    assert "Reconviction Rates in Scotland: 2020-21 Offender Cohort, section 5.1" in {
        source.title for source in view.sources
    }
    compared = compare_view(
        published, CompareSelection(area, f"{measure}_home_area", "2020-21"), TODAY
    )
    assert said in compared.bars.finding.text


@pytest.mark.parametrize(
    ("measure", "edition", "council", "year"),
    [
        ("cpo_commenced", "2017-18", "Aberdeen City", "2017-18"),
        ("reconviction_rate_one_year_home_area", "2017-18", "Argyll and Bute", "2020-21"),
    ],
)
def test_as_at_an_older_edition_scotlands_newer_figure_is_not_called_missing(
    published: FigureSet, measure: str, edition: str, council: str, year: str
) -> None:
    theme = published.catalogue.theme_of(measure)
    assert theme is not None
    form = published.catalogue.measures[measure].form
    area = published.areas.find(council).code
    chosen = Selection(area, (SCOTLAND,), measure, form, as_at=edition)
    said = theme_view(published, theme.page, chosen, TODAY).finding.rest
    assert f"Scotland’s figure for {year} is printed only in a newer edition." in said


def test_how_to_read_explains_only_what_the_page_draws_and_tests(
    published: FigureSet, illustrative: FigureSet
) -> None:
    """No line that is not drawn, no interval or trend where none is given; open marks if any."""
    absent = view_of(published, "bail", ORKNEY)
    assert "Orkney Islands" not in " ".join(absent.how_to_read)
    few = view_of(published, "prison", ORKNEY)
    assert "The bold dark blue line is Orkney Islands" in few.how_to_read[0]
    assert few.drawing is not None
    assert "Open mark: fewer than 20 arrivals in prison" in [e.text for e in few.drawing.key]
    many = view_of(published, "prison", SCOTLAND)
    assert many.drawing is not None
    assert "open-mark" not in [entry.sign for entry in many.drawing.key]
    for page in ("prison", "recorded-crime"):
        said = " ".join(view_of(published, page, CLACKS).reading_notes)
        assert "interval" not in said
        assert "trend rests" not in said
        assert "by chance" not in said
    assert "The trend rests" in " ".join(
        view_of(illustrative, "community-sentences", CLACKS).reading_notes
    )


def test_scotland_leads_with_its_own_series_wherever_it_is_looked_at_as_a_whole(
    published: FigureSet,
) -> None:
    """Not with the total that old tables by home area printed, which ends years before."""
    scotland, newest = published.areas.scotland, "26.9%"
    page = view_at(published, read_view_address("reoffending/trend?area=Scotland"), TODAY)
    assert page.finding.lead.startswith("In Scotland in the 2020-21 cohort")
    assert newest in page.finding.lead
    assert page.series[0].figures[0].period == "1997-98"
    entries = glance_view(published, SCOTLAND, TODAY).contexts
    [line] = next(entry.lines for entry in entries if entry.theme.page == "reoffending")
    assert (line.area.value, line.area.detail) == (newest, "2020-21")
    rows = {row.measure.id: row for row in profile_view(published, SCOTLAND, TODAY).rows}
    assert rows[SCOTLANDS_OWN].value.text == newest
    pack = [view_at(published, address, TODAY) for address in ready_made(published, SCOTLAND)]
    report = report_figures(published, scotland, "2020-21", TODAY).every_view
    for views in (pack, report):
        [shown] = [v for v in views if isinstance(v, ThemeView) and v.theme.page == "reoffending"]
        assert newest in shown.finding.lead


def test_what_leads_for_a_council_gives_way_when_the_reader_turns_to_scotland(
    opened: Opened,
) -> None:
    page = opened("reoffending", area="North Ayrshire")
    assert "(by home area)" in page.finding
    page.at.selectbox(key="area").set_value("Scotland")
    page = page.run()
    assert "In Scotland in the 2020-21 cohort" in page.finding
    page.at.selectbox(key="area").set_value("Fife")
    page = page.run()
    assert "In Fife" in page.finding
    assert "measure" not in page.address
    by_court = "reconviction_rate_one_year_court_area"
    page = opened("reoffending", area="Fife", measure=by_court)
    page.at.selectbox(key="area").set_value("Scotland")
    assert page.run().address["measure"] == by_court


def test_the_card_of_scotland_says_what_the_sentence_says(published: FigureSet) -> None:
    view = view_of(published, "reoffending", published.areas.find("North Ayrshire").code)
    said = "Scotland’s figure for 2020-21 is held as “Reconviction: people convicted again within"
    assert said in view.finding.text
    [card] = [fact for fact in view.facts if fact.label.startswith("Scotland, ")]
    assert (card.label, card.value) == ("Scotland, 2020-21", "26.9%")
    assert card.detail.startswith("Held as “Reconviction: people convicted again within one year”")


def test_the_words_under_a_table_name_the_measure_that_has_scotlands_figure(
    published: FigureSet,
) -> None:
    view = view_of(published, "reoffending", published.areas.find("North Ayrshire").code)
    assert (
        "For all Scotland: Scotland’s figure for the year is held as “Reconviction: people "
        "convicted again within one year”, so the two are not compared." in view.table.notes
    )


@pytest.mark.parametrize(("council", "cases"), [("Orkney Islands", 13), ("Shetland Islands", 17)])
def test_a_headline_of_few_cases_says_so(published: FigureSet, council: str, cases: int) -> None:
    """That a rate rests on few cases is seen from its count alone: mark and words say it.

    The profile shows three years together, and tells the change of these; of the single years,
    which are still small, it would name both figures alone.
    """
    view = view_of(published, "prison", published.areas.find(council).code)
    newest = view.series[0].latest
    assert newest is not None
    assert view.evidence[0].counts[newest.period].count == cases
    drawn = view.panels[0].lines[0].points[-1]
    assert (drawn.period, drawn.value) == (newest.period, newest.value)
    assert drawn.is_open
    assert f"based on {cases}" in drawn.text
    assert any(f"rests on only {cases} arrivals in prison" in said for said in view.finding.caveats)
    row = next(
        one for one in headlines_of(published, view.area) if one.measure.id == view.measure.id
    )
    shown = profile_row(row, None, view.years)
    assert shown.is_together
    assert shown.latest is not None
    assert not shown.evidence.is_small(shown.latest)
    assert shown.change.endswith(" on the three years before")
    change = change_since_year_before(row.evidence.series, newest)
    is_small = row.evidence.is_small(newest)
    assert change_cell(row.measure, change, is_small_base=is_small).startswith("From ")


@pytest.mark.parametrize("council", ["Clackmannanshire", "Orkney Islands"])
def test_no_count_is_denied_that_the_same_page_prints(published: FigureSet, council: str) -> None:
    """The people followed are printed, those convicted again are not: not all counts are held."""
    view = view_of(published, "reoffending", published.areas.find(council).code)
    assert any("people in the cohort" in note for note in view.notes)
    said = [view.finding.text, *view.notes, *view.table.notes, *(f.detail for f in view.facts)]
    assert any("are not all held" in text for text in said)
    assert not any("are not held" in text for text in said)


def test_councils_that_are_counted_together_are_named_once(published: FigureSet) -> None:
    edinburgh, east, mid = (
        published.areas.find(name).code
        for name in ("City of Edinburgh", "East Lothian", "Midlothian")
    )
    measure = "reconviction_rate_one_year_court_area"
    chosen = Selection(edinburgh, (east, mid, SCOTLAND), measure, "percent")
    view = theme_view(published, "reoffending", chosen, TODAY)
    assert view.finding.text.count("counted together with") == 1
    assert view.description.count("counted together with") == 1
    notes = " ".join(view.notes)
    assert "the figure is the published one." in notes
    assert "the sum of the councils" not in notes, "nothing here is worked out"


def test_no_area_is_told_what_is_to_be_known_of_another(published: FigureSet) -> None:
    measure = "police_custody_referrals"
    for area, is_told in (("Clackmannanshire", True), ("East Lothian", False)):
        code = published.areas.find(area).code
        chosen = Selection(code, (SCOTLAND,), measure, "number")
        view = theme_view(published, "police-custody", chosen, TODAY)
        bars = compare_view(published, CompareSelection(code, measure, "2023-24"), TODAY).bars
        for said in (view.notes, bars.notes):
            assert ("Supplied by Police Scotland. Restricted in 2023-24." in said) == is_told
        for said in (view.caveats, bars.notes):
            text = "The 2023-24 figure for Clackmannanshire could not be published."
            assert (text in said) == is_told


def test_where_the_area_has_no_figure_scotland_s_stands_before_what_is_missing(
    published: FigureSet,
) -> None:
    view = view_of(published, "bail", ORKNEY)
    assert view.finding.lead.startswith("In Scotland in ")
    assert "No such figure is loaded yet for Orkney Islands." in view.finding.rest


# At a glance, profile, pack


@pytest.mark.parametrize("area", [CLACKS, ORKNEY, EAST_LOTHIAN, SCOTLAND])
def test_context_stands_after_the_ten_and_is_not_counted_among_them(
    published: FigureSet, area: str
) -> None:
    view = glance_view(published, area, TODAY)
    national = [entry.theme.is_national for entry in view.entries]
    assert national == [True] * len(CATALOGUE.indicators) + [False] * len(PAGES)
    assert "of the 10 national indicators" in view.summary
    groups = profile_view(published, area, TODAY).groups
    assert [group.theme.is_national for group in groups] == national


def test_every_council_has_a_figure_of_each_context_on_the_first_page(
    published: FigureSet,
) -> None:
    for council in published.areas.councils:
        for entry in glance_view(published, council.code, TODAY).contexts:
            assert not entry.lines[0].area.is_missing, (council.name, entry.theme.id)


def test_at_a_glance_and_profile_tell_what_is_known_beside_what_is_missing(
    published: FigureSet,
) -> None:
    custody = glance_view(published, CLACKS, TODAY).entries[0]
    said = (
        "Known as context: in Clackmannanshire in 2023-24, the rate of arrivals in prison was 3.6 "
        "per 1,000 people; Scotland 2.0."
    )
    assert custody.known == said
    assert profile_view(published, CLACKS, TODAY).groups[0].known == said
    assert not glance_view(published, SCOTLAND, TODAY).entries[0].known


def test_where_most_indicators_are_not_loaded_what_is_known_is_said_first(
    published: FigureSet,
) -> None:
    """Each indicator that has a figure, then context by that name, each beside Scotland."""
    for council in published.areas.councils:
        glance = glance_view(published, council.code, TODAY)
        held = [e for e in glance.entries if any(not line.area.is_missing for line in e.lines)]
        profile = profile_view(published, council.code, TODAY).finding
        known = (profile.lead, *profile.rest)[: len(held)]
        assert len(held) >= len(PAGES)
        first = known[0].replace(" over 20", " in 20")  # Of three years together.
        assert f"n {council.name} in 20" in first, "the first names the area"
        assert not any(council.name in text for text in known[1:])
        for text, entry in zip(known, held, strict=True):
            assert ("ontext: " in text) == (not entry.theme.is_national)
            assert any(line.area.value in text for line in entry.lines)
            scotland = [f.value for line in entry.lines if (f := line.scotland) and f.value]
            assert any(f"; Scotland {value}" in text for value in scotland) or "; " not in text
        assert "of the 10 national indicators" in profile.rest[len(held) - 1]
        assert tuple(one.said.text for one in glance.told) == known[:3]


def test_context_beside_scotland_is_among_the_first_that_is_said_of_clackmannanshire(
    published: FigureSet,
) -> None:
    known = " ".join(profile_view(published, CLACKS, TODAY).finding.rest)
    assert "arrivals in prison was 3.6 per 1,000 people; Scotland 2.0." in known
    assert "(by home area) was 27.5%; Scotland 26.3%." in known
    crimes = "crimes recorded by the police was 509 per 10,000 people; Scotland 545."
    assert crimes in known


def test_where_most_indicators_have_a_figure_the_profile_begins_with_how_many(
    illustrative: FigureSet,
) -> None:
    for area in illustrative.areas.single:
        lead = profile_view(illustrative, area.code, TODAY).finding.lead
        assert lead.startswith(f"{area.name} has a figure for ")


def test_the_first_page_and_the_profile_show_what_is_known_above_all_else(opened: Opened) -> None:
    first = {
        "at-a-glance": "voluntary throughcare cases commenced was 7.2 per 10,000 people",
        "area-profile": "509 per 10,000 people; Scotland 545",
    }
    for page, known in first.items():
        said = opened(page).root.text
        assert said.index(known) < said.index("has a figure for 3 of the 10")
        assert said.index(known) < said.lower().index("not loaded yet")


def test_the_page_for_an_e_mail_begins_with_what_is_known(published: FigureSet) -> None:
    views = (profile_view(published, CLACKS, TODAY),)
    written = site_html(views, area=views[0].area, today=TODAY).decode("utf-8")
    known = written.index("arrivals in prison was 3.6 per 1,000 people; Scotland 2.0.")
    assert known < written.index("<table") < written.index("Council figures are published in ")


def test_the_ready_made_pack_puts_arrivals_before_the_custody_split_that_is_missing(
    published: FigureSet, illustrative: FigureSet
) -> None:
    pages = [address.page for address in ready_made(published, CLACKS)]
    assert pages[:2] == ["prison", "custody-community"]
    assert pages[-2:] == ["reoffending", "recorded-crime"]
    assert len(pages) == len(set(pages)) == len(CATALOGUE.themes)
    made_up = [address.page for address in ready_made(illustrative, CLACKS)]
    assert made_up[0] == "custody-community"
    assert made_up[-3:] == list(PAGES)


def test_the_first_slide_of_the_ready_made_pack_draws_what_its_sentence_says(
    published: FigureSet,
) -> None:
    first = view_at(published, ready_made(published, CLACKS)[0], TODAY)
    assert first.finding.lead.startswith("In Clackmannanshire in 2023-24, the rate of arrivals")
    assert first.drawing is not None


# Figures of other areas


HOME_AREA = "reconviction_rate_one_year_home_area"


def test_a_newspapers_figures_of_other_councils_do_not_stretch_the_axis_of_an_area(
    published: FigureSet,
) -> None:
    """Five councils have figures of 2020-21; those of all councils end with 2017-18."""
    for council in published.areas.councils:
        view = view_of(published, "reoffending", council.code, HOME_AREA)
        own, scotland = (one.latest for one in view.series)
        assert own is not None
        newest = max(one.period for one in (own, scotland) if one)
        assert view.years[-1] == newest, council.name
        assert view.table.rows[0][0].text == newest
        cells = [cell.text for row in view.table.rows for cell in row]
        assert own.period == "2020-21" or "Not loaded yet" not in cells


def test_the_profile_asks_for_no_newer_year_that_only_other_councils_have(
    published: FigureSet,
) -> None:
    for council in published.areas.councils:
        [row] = [
            row
            for row in profile_view(published, council.code, TODAY).rows
            if row.measure.id == HOME_AREA
        ]
        assert not row.newer, council.name


def test_the_axis_reaches_to_the_newest_year_of_an_area_that_is_compared_with(
    published: FigureSet,
) -> None:
    held = councils_with(published, HOME_AREA, "2020-21")
    alone = Selection(ORKNEY, (SCOTLAND,), HOME_AREA, "percent")
    beside = Selection(ORKNEY, (SCOTLAND, held[0]), HOME_AREA, "percent")
    assert ORKNEY not in held
    assert theme_view(published, "reoffending", alone, TODAY).years[-1] < "2020-21"
    assert theme_view(published, "reoffending", beside, TODAY).years[-1] == "2020-21"


def test_the_years_to_choose_are_those_of_the_axis(opened: Opened) -> None:
    seen = opened("reoffending", area="Orkney Islands", measure=HOME_AREA)
    [last] = [box for box in seen.at.selectbox if box.label == "To"]
    assert last.options[-1] == last.value < "2020-21"


def councils_with(figures: FigureSet, measure: str, period: str) -> list[str]:
    every = standings(figures, measure, period)[:-1]
    return [one.area.code for one in every if one.has_value]


def test_nothing_is_said_of_rounding_where_no_figure_is_marked_as_rounded(
    published: FigureSet,
) -> None:
    for council in (SCOTLAND, CLACKS):
        for theme in published.catalogue.contexts:
            for measure in theme.measure:
                if not theme.choice_of(measure.id):
                    continue
                table = view_of(published, theme.page, council, measure.id).table
                marks = [cell.qualifier for row in table.rows for cell in row]
                is_marked = any("rounded" in text for text in (*marks, *table.header))
                assert ("Rounded: rounded by the publisher." in table.notes) == is_marked


# All councils on real figures


@pytest.mark.parametrize("name", ["published", "illustrative"])
def test_compare_areas_opens_on_a_measure_that_every_council_has(
    request: pytest.FixtureRequest, name: str
) -> None:
    figures: FigureSet = request.getfixturevalue(name)
    measure = opening_measure(figures)
    year = opening_year(figures, measure)
    assert councils_held(figures, measure)[year] == 32
    assert figures.catalogue.measures[measure].form != "number"


def test_all_councils_are_listed_mapped_and_compared_on_published_figures(
    published: FigureSet,
) -> None:
    measure = opening_measure(published)
    year = opening_year(published, measure)
    view = compare_view(published, CompareSelection(CLACKS, measure, year), TODAY)
    assert [one.kind for one in view.views] == ["bars", "funnel", "map"]
    assert view.absence is None
    names = {council.name for council in published.areas.councils}
    rows = {row[0].text: row[1].text for row in view.bars.table.rows if row[0].text in names}
    assert not has_places(published, measure, year)
    assert view.bars.heading.startswith("Every council by name")
    assert list(rows) == sorted(names)
    assert all(float(text) > 0 for text in rows.values())
    assert len(rows) == 32


def test_a_context_measure_of_thirty_two_councils_is_whole(published: FigureSet) -> None:
    for measure, years in ((ARRIVALS, 15), ("prison_arrivals", 15), ("recorded_crimes", 10)):
        held = councils_held(published, measure)
        assert len(held) == years
        assert set(held.values()) == {32}


# The local plan


def test_the_plan_shows_recorded_crime_beside_its_measure_and_not_as_it(
    published: FigureSet,
) -> None:
    view = plan_view(published, CLACKS, TODAY)
    (beside,) = [one for part in view.parts for one in part.contexts]
    assert "and not the measure of the plan" in beside.said
    assert beside.table.header == ("Year", "Clackmannanshire", "Scotland")
    assert len(beside.table.rows) == len(CATALOGUE.indicators)
    assert "Recorded Crime in Scotland" in beside.source_line
    row = next(r for r in view.table.rows if "Crimes and offences" in r[0].text)
    assert row[-1].is_missing, "the series is not the latest figure of the plan’s measure"


def test_the_plan_puts_no_made_up_series_beside_its_measures(illustrative: FigureSet) -> None:
    parts = plan_view(illustrative, CLACKS, TODAY).parts
    assert not any(part.contexts for part in parts)
