"""What is said of a figure wherever it stands: its mark, its source, its edition, its measure."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pptx_checks import charts_in, opened, texts_of
from read_pages import Page, open_page, use_own

from cjdata import queries, wording
from cjdata.charts import style
from cjdata.charts.area_templates import page_key
from cjdata.exports.slides import deck
from cjdata.ingest.merging import differs
from cjdata.library import FigureSet
from cjdata.observations import Observation
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.designations import in_words, is_official, quoted_by
from cjdata.reference.statuses import STATUSES
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.comparison.data import CompareSelection, compare_view, council_measures
from cjdata.views.glance.data import glance_view
from cjdata.views.profile import words
from cjdata.views.profile.data import profile_view
from cjdata.views.table import Cell, Table
from cjdata.views.trend.context import OtherFigures
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.trend.words import CONTEXT_FIGURES, LOCAL_FIGURES
from cjdata.wording.standing import CONTEXT_SENTENCE, TEXTS

TODAY = date(2026, 11, 29)
BY_HOME, BY_COURT = (f"reconviction_rate_one_year_{by}_area" for by in ("home", "court"))
SCOTLANDS_OWN = "reconviction_rate_one_year"
HELD_AS = "held as “Reconviction: people convicted again within one year”"

Opened = Callable[..., Page]


@pytest.fixture
def opened_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page, with what its address says."""
    use_own(home, monkeypatch)
    return lambda page, **address: open_page(page, address)


def code_of(figures: FigureSet, name: str) -> str:
    return next(area.code for area in figures.areas.single if area.name == name)


def shown(figures: FigureSet, page: str, area: str, measure: str = "") -> ThemeView:
    theme = figures.catalogue.theme_by_page[page]
    code = code_of(figures, area)
    opening = theme.opening_choice_of(figures.areas.by_code[code].kind)
    chosen = figures.catalogue.measures[measure or opening.key]
    beside = () if code == SCOTLAND else (SCOTLAND,)
    return theme_view(figures, page, Selection(code, beside, chosen.id, chosen.form), TODAY)


def rows_in(others: OtherFigures | None) -> list[tuple[Cell, ...]]:
    assert others is not None
    return [row for table in others.tables for row in table.rows]


def rows_of(table: Table) -> dict[str, tuple[Cell, ...]]:
    return {row[0].text: row[1:] for row in table.rows}


# Other figures for context


@pytest.mark.parametrize(
    ("page", "area", "measure", "place", "text", "qualifier", "source", "what"),
    [
        (
            "community-sentences",
            "Aberdeen City",
            "Community payback orders: commenced",
            0,
            "1,052",
            "2019-20, quoted",
            "Evening Express, 11 March 2021",
            "a newspaper’s account, not official statistics",
        ),
        (
            "housing",
            "Stirling",
            "Homelessness applications: all",
            0,
            "603",
            "2023-24, quoted",
            "Press article of 26 September 2024 on Stirling",
            "a newspaper’s account, not official statistics",
        ),
        (
            "prison",
            "Clackmannanshire",
            "Prison: rate of imprisonment",
            0,
            "187",
            "2010-11, quoted",
            "Howard League Scotland",
            "another body’s account, not official statistics",
        ),
        (
            "bail",
            "Clackmannanshire",
            "Electronic monitoring: instances",
            0,
            "32",
            "2015-16",
            "Scottish Parliament written answer S5W-07691",
            "another official publication, not official statistics",
        ),
        (
            "community-sentences",
            "Scotland",
            "Community payback orders: commenced",
            0,
            "16,500",
            "2024-25, rounded",
            "Justice Social Work Statistics in Scotland: 2024-25 Part 1, news release",
            "accredited official statistics",
        ),
    ],
)
def test_a_figure_for_context_has_its_mark_and_its_source_says_what_it_is(
    published: FigureSet,
    page: str,
    area: str,
    measure: str,
    place: int,
    text: str,
    qualifier: str,
    source: str,
    what: str,
) -> None:
    others = shown(published, page, area).context
    assert others is not None
    [cell] = [row[1 + place] for row in rows_in(others) if row[0].text == measure]
    assert (cell.text, cell.qualifier) == (text, qualifier)
    [named] = [one for one in others.sources if one.title.startswith(source)]
    assert in_words(named.designation) == what


def test_the_page_lists_the_sources_of_figures_for_context_with_the_others(
    opened_page: Opened,
) -> None:
    page = opened_page("community-sentences", area="Aberdeen City")
    [label] = [e.label for e in page.at.expander if e.label.startswith("Sources (")]
    every = {node.text for node in page.root.all("li") if "licence: " in node.text}
    assert label == f"Sources ({len(every)})"
    [quoted] = [text for text in every if text.startswith("Evening Express, 11 March 2021")]
    assert "a newspaper’s account, not official statistics" in quoted
    lines = [node.text for node in page.root.all("p", "cj-source")]
    [line] = [line for line in lines if "under “Sources” below" in line]
    assert line.startswith("Sources: Evening Express, 11 March 2021")


def test_of_figures_for_context_the_sources_of_the_area_come_first(published: FigureSet) -> None:
    others = shown(published, "housing", "Clackmannanshire").context
    assert others is not None
    assert others.sources[0].title.startswith("Alloa Advertiser")
    assert not is_official(others.sources[0].designation)


# Quoted figures


def _quoted(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row if "quoted" in cell.qualifier]


def test_at_a_glance_marks_a_quoted_figure_in_sentence_cell_and_deck(
    published: FigureSet,
) -> None:
    area = code_of(published, "North Ayrshire")
    view = glance_view(published, area, TODAY)
    assert "was 23.7% (quoted)" in view.finding.text
    assert "Quoted" in wording.glossary_terms(view.finding.text)
    cells = {cell.text: cell.qualifier for cell in _quoted(view.table)}
    assert cells == {"3.7": "2024-25, quoted", "23.7%": "2020-21, quoted"}
    made = opened(
        deck([], title="", area=published.areas.by_code[area], today=TODAY, overview=view)
    )
    said = " ".join(text for slide in made.slides for text in texts_of(slide))
    assert "23.7% (quoted)" in said
    assert "(2024-25, quoted)" in said


def test_every_newest_figure_that_is_quoted_is_marked_so_at_a_glance(
    published: FigureSet,
) -> None:
    for area in published.areas.single:
        view = glance_view(published, area.code, TODAY)
        rows = [row for row in view.download.named_rows if row["value"] is not None]
        quoted = [row for row in rows if row["status"] is STATUSES["secondary"]]
        assert len(_quoted(view.table)) == len(quoted), area.name


def test_a_quoted_figure_says_by_whom(published: FigureSet) -> None:
    view = shown(published, "reoffending", "East Ayrshire")
    assert "The latest figure is quoted by a newspaper, not read in the tables." in (
        view.finding.caveats
    )
    assert quoted_by("another body’s account") == "by another body"
    assert quoted_by("council paper") == "in a council paper"


# Scotland’s figure under another measure


@pytest.mark.parametrize("area", ["North Ayrshire", "East Ayrshire", "Argyll and Bute"])
def test_scotlands_figure_under_another_measure_is_told_alike_everywhere(
    published: FigureSet, area: str
) -> None:
    code, name = code_of(published, area), published.catalogue.measures[BY_HOME].name
    told = "26.9% for all Scotland"
    trend = shown(published, "reoffending", area, BY_HOME)
    [of_scotland] = [n for n, text in enumerate(trend.table.header) if text == "Scotland"]
    assert trend.table.rows[0][of_scotland].text == told
    assert any(
        note.startswith("For all Scotland: ") and HELD_AS in note for note in trend.table.notes
    )
    assert f"Scotland’s figure for 2020-21 is {HELD_AS}: 26.9%." in trend.finding.text
    glance = glance_view(published, code, TODAY)
    row = rows_of(glance.table)["Reoffending: Convicted again, by home area"]
    assert (row[1].text, row[1].qualifier) == (told, "2020-21")
    assert row[2].text == "Not compared: counted another way"
    assert row[2].qualifier == HELD_AS.replace("held", "Held", 1)
    assert f"The figure is {told}." in glance.finding.text
    [card] = [one for one in glance.cards if one.theme.page == "reoffending"]
    assert card.beside == f"Scotland {told}"
    profile = profile_view(published, code, TODAY)
    at = {header: n - 1 for n, header in enumerate(profile.table.header)}
    cells = rows_of(profile.table)[name]
    assert cells[at[words.SCOTLAND_HEADER]].text == told
    assert cells[at[words.COMPARED_HEADER]].text == "Not compared: counted another way"
    assert any(note.startswith("For all Scotland: ") and HELD_AS in note for note in profile.notes)


@pytest.mark.parametrize("measure", [BY_HOME, "average_reconvictions_per_offender_home_area"])
def test_a_year_is_not_called_the_first_beside_a_point_of_the_year_before(
    published: FigureSet, measure: str
) -> None:
    view = shown(published, "reoffending", "Scotland", measure)
    assert view.series[0].figures[0].elsewhere
    assert "The figure for the year before is held as “" in view.finding.text
    assert "first year" not in view.finding.text
    said = [fact.detail for fact in view.facts]
    assert any(text.startswith("The figure for the year before is held as “") for text in said)
    assert not [text for text in said if "first year" in text]


def test_the_first_year_is_named_behind_a_sentence_of_another_year(
    illustrative: FigureSet,
) -> None:
    """“It is the first year” would be read of the year in which the group was told of."""
    said = shown(illustrative, "reoffending", "East Lothian", BY_COURT).finding.text
    assert "for the three together in 2024-25. 2015-16 is the first year with a figure here" in said


def test_a_point_of_another_measure_stands_apart_from_scotlands_line(published: FigureSet) -> None:
    view = shown(published, "reoffending", "East Ayrshire", BY_HOME)
    lines = {line.area.name: line for panel in view.panels for line in panel.lines}
    assert [len(stretch) for stretch in lines["Scotland"].stretches] == [1, 1, 1, 1, 1]
    assert lines["Scotland"].points[-1].text == "26.9% for all Scotland"
    assert any("apart from the line" in note and HELD_AS in note for note in view.drawing_notes)
    assert "apart from the line 27.3% for all Scotland in 2016-17" in view.description


@pytest.mark.parametrize(
    ("measure", "newest"),
    [
        (BY_HOME, "“Reconviction: people convicted again within one year”: 26.9%."),
        (BY_COURT, "“Reconviction: people convicted again within one year”: 26.9%."),
        (
            "average_reconvictions_per_offender_home_area",
            "“Reconviction: average number per person”: 0.44.",
        ),
        (
            "average_reconvictions_per_offender_court_area",
            "“Reconviction: average number per person”: 0.44.",
        ),
    ],
)
def test_scotland_by_area_says_under_which_measure_its_figures_run_on(
    published: FigureSet, measure: str, newest: str
) -> None:
    view = shown(published, "reoffending", "Scotland", measure)
    assert f"Scotland’s figures run on to 2020-21 under {newest}" in view.finding.text
    assert view.runs_on
    assert view.runs_on.measure.id == published.catalogue.measures[measure].scotland_as
    own = shown(published, "reoffending", "Scotland", SCOTLANDS_OWN)
    assert own.runs_on is None


def test_the_page_leads_to_the_measure_under_which_scotlands_figures_run_on(
    opened_page: Opened,
) -> None:
    page = opened_page("reoffending", area="scotland", measure=BY_HOME)
    [link] = [e.proto for e in page.at.get("page_link") if "Scotland’s figures" in e.proto.label]
    assert link.label == "Scotland’s figures to 2020-21"


# Editions


def test_a_figure_is_marked_as_revised_where_an_older_official_edition_held_differs(
    published: FigureSet,
) -> None:
    """And nowhere else, but where the publisher says so himself: then the note tells it."""
    for cell in _cells(published):
        for n, row in enumerate(cell):
            older = [one for one in cell[:n] if one["standing"] == row["standing"]]
            moved = row["standing"] >= 2 and any(_differ(row, one) for one in older)
            if row["status"] == "revised":
                assert moved or row["note"].startswith("Revised from"), row
            elif row["status"] == "published":
                assert not moved, row


def test_the_reviewed_text_says_revised_only_where_the_publisher_does(home: Path) -> None:
    with (home / "published" / "observations.csv").open(encoding="utf-8", newline="") as file:
        noted = [row["note"] for row in csv.DictReader(file) if row["status"] == "revised"]
    assert noted == ["Revised from 498 as first published"]


@pytest.mark.parametrize(
    ("measure", "period", "value", "status"),
    [
        ("people_convicted_custody", "2020-21", 7239, "revised"),
        (SCOTLANDS_OWN, "2017-18", 26.4, "revised"),
        (BY_HOME, "2017-18", 26.3, "published"),
        ("custody_percent", "2021-22", 13.8, "published"),  # The older edition rounds it to 14.
    ],
)
def test_scotlands_figure_is_revised_against_the_first_edition_held(
    published: FigureSet, measure: str, period: str, value: float, status: str
) -> None:
    [row] = queries.observations(published.database, [measure], [SCOTLAND], [period])
    assert (row["value"], row["status"]) == (value, status)


def _cells(figures: FigureSet) -> Iterator[list[dict[str, object]]]:
    measures = list(figures.catalogue.measures)
    held = [area.held_as for area in (*figures.areas.single, *figures.areas.court_areas)]
    cells: dict[tuple[object, ...], list[dict[str, object]]] = {}
    for row in queries.editions_of(figures.database, measures, held):
        cell = (row["measure"], row["area_code"] or row["area_name"], row["period"])
        cells.setdefault(cell, []).insert(0, row)  # They come newest first.
    yield from cells.values()


def _differ(one: dict[str, object], other: dict[str, object]) -> bool:
    pair = [
        Observation(
            str(row["measure"]),
            "",
            "",
            "",
            row["value"],  # type: ignore[arg-type]
            int(str(row["decimals"])),
            str(row["unit"]),
            str(row["precision"]),
            "",
            "",
            "",
            "",
        )
        for row in (one, other)
    ]
    return other["value"] is not None and differs(*pair)


@pytest.mark.parametrize(
    ("area", "measure", "here", "there"),
    [
        ("East Ayrshire", BY_HOME, "26.3% here, from the edition 2017-18", "26.4% under"),
        ("Scotland", SCOTLANDS_OWN, "26.4% here, from the edition 2018-19", "26.3% under"),
    ],
)
def test_two_figures_of_scotland_for_one_cohort_name_their_editions(
    published: FigureSet, area: str, measure: str, here: str, there: str
) -> None:
    notes = shown(published, "reoffending", area, measure).notes
    assert any("for 2017-18" in note and here in note and there in note for note in notes)


# What is context


def test_a_measure_that_stands_beside_an_indicator_only_as_context_says_so(
    published: FigureSet, opened_page: Opened
) -> None:
    chosen = CompareSelection(SCOTLAND, "electronic_monitoring_instances", "2015-16")
    assert CONTEXT_SENTENCE in compare_view(published, chosen, TODAY).finding.caveats
    page = opened_page("compare-areas", measure="electronic_monitoring_instances")
    [kicker] = page.root.all("p", "cj-kicker")
    assert kicker.text == TEXTS.context_line
    for theme in ("custody-community", "bail"):
        others = shown(published, theme, "Clackmannanshire").context
        assert others is not None
        [of_context] = [table for table in others.tables if table.caption == CONTEXT_FIGURES]
        assert "Electronic monitoring: instances" in rows_of(of_context)


@pytest.mark.parametrize(
    ("page", "area", "captions"),
    [
        (
            "custody-community",
            "Clackmannanshire",
            [CONTEXT_FIGURES, "Custody and community disposals: other figures, the newest held"],
        ),
        (
            "community-sentences",
            "Moray",
            [
                "Completion of community sentences: other figures, the newest held",
                CONTEXT_FIGURES,
                LOCAL_FIGURES,
            ],
        ),
        ("reoffending", "Scotland", ["Reoffending: other figures, the newest held"]),
        ("prison", "Fife", ["Prison: other figures, the newest held"]),
    ],
)
def test_what_other_figures_are_is_said_once_above_them_and_on_no_row(
    published: FigureSet, opened_page: Opened, page: str, area: str, captions: list[str]
) -> None:
    others = shown(published, page, area).context
    assert others is not None
    assert [table.caption for table in others.tables] == captions
    said = {row[0].qualifier for row in rows_in(others)}
    assert said <= {"", "per 10,000 people", "per 100,000 people"}
    seen = opened_page(page, area=area).root
    headings = [node.text for node in seen.all("h3") if node.text in captions]
    assert headings == captions


def test_a_rate_among_other_figures_says_per_how_many(published: FigureSet) -> None:
    names = {
        row[0].text: row[0].qualifier
        for page in ("prison", "custody-community")
        for row in rows_in(shown(published, page, "Clackmannanshire").context)
    }
    assert names["Prison: rate of imprisonment"] == "per 100,000 people"
    assert names["Prison: arrivals per 1,000 people"] == ""  # It says so itself.


def test_a_page_of_context_calls_none_of_its_figures_the_indicator(
    published: FigureSet, catalogue: Catalogue
) -> None:
    for theme in catalogue.contexts:
        others = shown(published, theme.page, "Clackmannanshire").context
        captions = [table.caption for table in others.tables] if others else []
        assert CONTEXT_FIGURES not in captions


def test_an_indicator_is_never_called_context(catalogue: Catalogue) -> None:
    for theme in catalogue.indicators:
        offered = [theme.measures[m] for one in theme.choice for m in one.forms.values()]
        headline = [theme.measures[m] for m in theme.headline]
        assert not any(wording.is_context(theme, measure) for measure in (*offered, *headline))


# Sources, headings, nouns


@pytest.mark.parametrize(
    ("area", "measure"), [("Scotland", BY_HOME), ("East Lothian", BY_COURT), ("Fife", BY_HOME)]
)
def test_a_view_names_no_source_but_of_figures_that_its_table_prints(
    published: FigureSet, area: str, measure: str
) -> None:
    view = shown(published, "reoffending", area, measure)
    printed = {
        source
        for series in view.series
        for figure in series.figures
        if any(c.isdigit() for c in wording.figure_text(view.measure, figure))
        for source in figure.source_ids
    }
    assert {source.source_id for source in view.sources} == printed


def test_an_average_over_the_days_of_a_year_is_no_number_a_year(published: FigureSet) -> None:
    for measure in published.catalogue.measures.values():
        heading = wording.chart_heading(measure)
        if measure.average or measure.period_type == "day":
            assert "a year" not in heading
        if measure.average:
            assert heading.endswith("average over the year")


def test_few_cases_are_called_what_they_are(published: FigureSet) -> None:
    view = shown(published, "prison", "Orkney Islands")
    assert "The rate rests on only 13 arrivals in prison" in view.finding.text
    assert view.drawing is not None
    assert "Open mark: fewer than 20 arrivals in prison" in [e.text for e in view.drawing.key]


def test_a_note_that_holds_for_many_years_names_all_of_them(published: FigureSet) -> None:
    notes = shown(published, "prison", "Orkney Islands").notes
    assert (
        "Scotland, 2009-10 to 2023-24: Arrivals of people whose home council is known; the table "
        "prints this row as “All known LA”."
    ) in notes


def test_a_slide_leaves_the_marks_of_few_cases_hollow(published: FigureSet) -> None:
    area = published.areas.by_code[code_of(published, "Orkney Islands")]
    address = read_view_address(f"prison/trend?area={area.code}&show=rate")
    view = view_at(published, address, TODAY)
    made = opened(deck([view], title="", area=area, today=TODAY))
    [chart] = [chart for slide in made.slides for chart in charts_in(slide)]
    hollow = [
        point
        for line in chart.plots[0].series
        for point in line._element.dPt_lst
        if "FFFFFF" in point.xml
    ]
    assert isinstance(view, ThemeView)
    few = [f for f in view.series[0].with_values if view.evidence[0].is_small(f)]
    assert len(hollow) == len(few) > 0


# Choices and keys


def test_measures_to_compare_are_told_apart_by_their_first_words(published: FigureSet) -> None:
    labels = council_measures(published)
    assert labels[BY_HOME] == "Reconviction, by home area: people convicted again within one year"
    assert labels[BY_COURT] == "Reconviction, by court area: people convicted again within one year"
    assert len(set(labels.values())) == len(labels)
    for label in labels.values():
        assert label.count(": ") == 1, label


def test_a_phone_has_the_whole_key_and_a_wide_screen_no_gap_above_it() -> None:
    """Each entry has a line of its own, on both, where a phone has no room for all in one."""
    long = "Orkney Islands (counted together with others)"
    key = {"area": long, "group": "Family group 4 of people and places", "other": "Other councils"}
    for styles in (style.DOTS, style.BARS):
        rows, height = page_key(key, styles)  # type: ignore[arg-type]
        assert [row["text"] for row in rows] == list(key.values())
        assert [row["y"] for row in rows] == [height / 6, height / 2, height * 5 / 6]
        [row], low = page_key({"other": "Other councils"}, styles)
        assert (row["y"], low) == (height / 6, height / 3)


def test_what_revised_means_is_what_the_build_does() -> None:
    meaning = STATUSES["revised"].meaning
    assert "by more than rounding" in meaning
    assert "the publisher says" in meaning
