"""Every view of every indicator, for every area, in both sets: clean, whole and agreeing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from build_series import following
from project_files import PROJECT
from pydantic import BaseModel
from some import some

from cjdata import wording
from cjdata.addresses.address_reader import AddressReader, Choices
from cjdata.exports.figures_csv import figures_csv
from cjdata.library import FigureSet, Library
from cjdata.reference.catalogue_files import load_catalogue
from cjdata.reference.periods import financial_years
from cjdata.series import Series
from cjdata.statistics import NoIndex
from cjdata.views.comparison.standings import councils_held, opening_year
from cjdata.views.glance.data import glance_view
from cjdata.views.notes.data import notes_view
from cjdata.views.notes.status import status_view
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.trend.choices import trend_selection
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.figures import theme_options
from cjdata.views.trend.selection import Selection
from cjdata.wording.figures import few_behind

ORKNEY = "S12000023"
SCOTLAND, CLACKS, FALKIRK, VALLEY = "S92000003", "S12000005", "S12000014", "forth-valley"
CATALOGUE = load_catalogue(PROJECT / "data" / "reference" / "catalogue")
PAGES = [theme.page for theme in CATALOGUE.themes]

SPOILT = re.compile(
    r"  |\bNone\b(?! held| stated| needed)|\bnan\b|\bnull\b|\[\]|\(\)|\.\.| \.|\bTODO\b|[Ll]orem"
)

JUDGEMENT = re.compile(r"\b(better|worse)\b", re.IGNORECASE)
UNTESTED = re.compile(r"\b(significan\w*|improv\w*|deteriorat\w*)\b", re.IGNORECASE)
INTERVAL = "95% interval"


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest, library: Library) -> FigureSet:
    return library.figures(request.param)


@pytest.fixture(scope="module", params=some(PAGES, 2))
def views(request: pytest.FixtureRequest, figures: FigureSet, today: date) -> list[ThemeView]:
    theme = figures.catalogue.theme_by_page[request.param]
    found = []
    for choice in theme.choice:
        for form, measure in choice.forms.items():
            for area in figures.areas.single:
                others = () if area.code == SCOTLAND else (SCOTLAND,)
                if area.code == CLACKS:
                    others = (SCOTLAND, VALLEY, FALKIRK)
                selection = Selection(area.code, others, measure, form)
                found.append(theme_view(figures, theme.page, selection, today))
    return found


def texts(value: Any) -> Iterator[str]:
    """Every text of a view that a reader may meet, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, BaseModel):
        yield from texts(value.model_dump())
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words_of(view: ThemeView) -> list[str]:
    shown = (
        view.finding,
        view.absence,
        view.heading,
        view.description,
        view.drawing_notes,
        view.table,
        view.facts,
        view.source_line,
        view.notes,
        view.editions,
        view.context,
        [panel.rows for panel in view.panels],
    )
    return list(texts(shown))


def name(view: ThemeView) -> str:
    return f"{view.figures_set}: {view.measure.id}, {view.area.name}"


def test_no_text_is_spoilt(views: list[ThemeView]) -> None:
    spoilt = [
        f"{name(view)}: {text}"
        for view in views
        for text in words_of(view)
        if SPOILT.search(text) or UNTESTED.search(text)
    ]
    assert spoilt == []


def test_better_and_worse_are_said_only_with_a_desired_direction_and_an_interval(
    views: list[ThemeView],
) -> None:
    for view in views:
        judged = [text for text in words_of(view) if JUDGEMENT.search(text)]
        if judged:
            assert CATALOGUE.judged_direction_of(view.measure.id) != "none", (name(view), judged)
            told = next(one for one in view.evidence if one.series.latest)
            assert told.interval(told.series.latest.period), (name(view), judged)
        roles = {fact.mark.role for fact in view.facts if fact.mark}
        assert bool(roles & {"better", "worse"}) <= bool(judged), name(view)


def test_higher_and_lower_than_another_area_are_said_only_with_an_interval(
    views: list[ThemeView],
) -> None:
    for view in views:
        latest = view.series[0].latest
        if latest is None or view.evidence[0].interval(latest.period) is None:
            words = [fact.mark.word for fact in view.facts if fact.mark]
            assert not {"Higher", "Lower", "Similar"} & set(words), name(view)


def test_every_sentence_ends_with_a_full_stop(views: list[ThemeView]) -> None:
    open_ended = [
        f"{name(view)}: {text}"
        for view in views
        for text in (
            view.finding.lead,
            *view.finding.rest,
            *view.finding.caveats,
            view.description,
            view.source_line,
            *view.notes,
            *view.drawing_notes,
            *view.table.notes,
            *(view.absence.sentences if view.absence else ()),
            *(cell.reason for row in view.table.rows for cell in row if cell.is_missing),
        )
        if not text.endswith(".")
    ]
    assert open_ended == []


def test_every_missing_cell_has_a_reason_and_every_other_a_number(views: list[ThemeView]) -> None:
    wrong = []
    for view in views:
        for row in view.table.rows:
            for cell in row[1:]:
                assert "\n" not in cell.text
                has_number = bool(re.match(r"^\d", cell.text))
                fine = bool(cell.reason) and not has_number if cell.is_missing else has_number
                if "is counted together with" in cell.reason:
                    fine = cell.is_missing and (has_number or cell.text == "Counted together")
                if " is held as “" in cell.reason:
                    fine = cell.is_missing and cell.text.endswith(" for all Scotland")
                if not fine:
                    wrong.append(f"{name(view)}, {row[0].text}: {cell}")
    assert wrong == []


def test_a_view_has_every_year_of_its_span_for_every_area(views: list[ThemeView]) -> None:
    for view in views:
        for earlier, later in zip(view.years, view.years[1:], strict=False):
            assert following(earlier) == later
        for series in view.series:
            assert [f.period for f in series.figures] == list(view.years)
        assert [row[0].text for row in view.table.rows] == list(reversed(view.years))
        for (_, head), series in zip(area_columns(view), view.series, strict=True):
            assert head == series.area.name or head.startswith(f"{series.area.name} (")


def test_an_area_is_never_compared_with_itself(views: list[ThemeView]) -> None:
    for view in views:
        codes = [s.area.code for s in view.series]
        assert codes[0] == view.area.code
        assert len(codes) == len(set(codes))


def area_columns(view: ThemeView) -> list[tuple[int, str]]:
    """Give the columns of the table that hold figures of areas, by their place."""
    heads = enumerate(view.table.header)
    return [(n, head) for n, head in heads if n and not head.startswith(INTERVAL)]


def test_chart_table_sentence_and_file_agree(views: list[ThemeView]) -> None:
    for view in views:
        drawn = {
            (row["area"], row["period"]): row["text"].partition(" (")[0]
            for panel in view.panels
            for row in panel.rows["points"]
            if not row["text"].endswith(" for all Scotland")
        }
        tabled = {}
        for row in view.table.rows:
            for series, (n, _) in zip(view.series, area_columns(view), strict=True):
                cell = row[n]
                if not cell.is_missing:
                    tabled[series.area.name, row[0].text] = cell.text
        assert drawn == tabled, name(view)
        lines = list(csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig"))))
        suffix = "%" if view.measure.form == "percent" else ""
        written = {
            (line["area"], line["period"]): f"{float(line['value']):,.{_decimals(line)}f}{suffix}"
            for line in lines
            if line["value"]
        }
        assert written == tabled, name(view)
        latest = view.series[0].latest
        if latest is not None:
            assert tabled[view.area.name, latest.period] == view.facts[0].value
            if latest.value:
                few = few_behind(view.measure, view.evidence[0].counts.get(latest.period))
                assert (few or tabled[view.area.name, latest.period]) in view.finding.lead
            assert latest.period in view.finding.lead


def _decimals(line: dict[str, str]) -> int:
    return len(line["value"].partition(".")[2])


def test_no_line_crosses_a_gap_or_a_break_and_the_axis_holds_every_value(
    views: list[ThemeView],
) -> None:
    for view in views:
        for panel in view.panels:
            by_segment: dict[str, list[dict[str, Any]]] = {}
            for row in panel.rows["points"]:
                by_segment.setdefault(row["segment"], []).append(row)
                assert 0 <= row["value"] <= panel.ticks[-1] <= panel.top
            segments = {
                f"{s.area.code}/{n}": segment
                for s in view.series
                if s.area in [line.area for line in panel.lines]
                for n, segment in enumerate(_stretches(s))
            }
            drawn = {k: [row["period"] for row in rows] for k, rows in by_segment.items()}
            assert drawn == segments


def _stretches(series: Series) -> list[list[str]]:
    """The years that a line joins, and each year that stands apart under another measure."""
    joined = [[figure.period for figure in segment] for segment in series.segments]
    return sorted([*joined, *([f.period] for f in series.figures if f.elsewhere)])


def test_a_view_without_a_figure_draws_nothing_and_says_why(views: list[ThemeView]) -> None:
    for view in views:
        assert bool(view.panels) == any(s.latest for s in view.series)
        if view.series[0].latest is None:
            known = next((s for s in view.series[1:] if s.latest), None)
            lead, rest = view.finding.lead, view.finding.rest
            shared = view.series[0].newest_together
            if shared and shared.together:
                assert f"{view.area.name} is counted together with" in lead
                assert view.facts[0].label.startswith(shared.together.area.name)
                continue
            told, waits = rest if known else (lead,), f"loaded yet for {view.area.name}"
            why = wording.area_absence(view.series[0])
            assert why in told or any(waits in sentence for sentence in told)
            assert view.facts[0].detail not in told, "it stands above"
            assert lead.startswith(f"In {known.area.name} in ") if known else True
            assert (view.absence is None) == view.is_illustrative


def test_where_and_from_whom_a_figure_comes_is_always_said(views: list[ThemeView]) -> None:
    for view in views:
        assert f"Counted by: {view.counted_by}." in view.source_line
        if view.is_illustrative:
            assert view.source_line.startswith("Illustrative figures: not real")
            assert "illustrative, not real" in view.finding.text
        else:
            begun = ("Source: ", "Sources: ") if view.sources else ("Source: ",)
            why = "No figure is shown; why is said in "
            assert view.source_line.startswith(begun if view.headline or not view.sources else why)
            assert "llustrative" not in " ".join(words_of(view))
        for series in view.series:
            for figure in series.figures:
                if figure.value is not None:
                    assert figure.source_id in {s.source_id for s in view.sources}


def test_a_measure_without_a_desired_direction_says_so(views: list[ThemeView]) -> None:
    for view in views:
        direction = CATALOGUE.direction_of(view.measure.id)
        (fact,) = [f for f in view.facts if f.label == "Desired direction"]
        assert (fact.value == "None stated") == (direction == "none")


def test_a_group_whose_councils_all_have_figures_is_not_said_to_lack_one(
    figures: FigureSet, today: date
) -> None:
    wrong = []
    members = figures.areas.by_code[VALLEY].members
    for theme in figures.catalogue.indicators:
        for choice in theme.choice:
            for form, measure in choice.forms.items():
                selection = Selection(members[0], (*members[1:], VALLEY), measure, form)
                view = theme_view(figures, theme.page, selection, today)
                group = view.series[-1]
                whole = [
                    period
                    for period in view.years
                    if all(s.by_period[period].value is not None for s in view.series[:-1])
                ]
                lacking = [p for p in whole if group.by_period[p].status == "group_incomplete"]
                if lacking:
                    wrong.append((measure, form, len(lacking)))
    assert wrong == []


def test_why_a_group_has_no_figure_fits_the_unit(library: Library, today: date) -> None:
    """No percentage or average is said to need a population, and no number to need counts."""
    behind = {
        "percent": "the counts behind the percentages",
        "mean": "the counts behind the averag",
    }
    seen = set()
    for name in ("published", "illustrative"):
        figures = library.figures(name)
        for theme in figures.catalogue.themes:
            for choice in theme.choice:
                for form, measure in choice.forms.items():
                    view = theme_view(
                        figures, theme.page, Selection(CLACKS, (VALLEY,), measure, form), today
                    )
                    group = next(one for one in view.series if one.area.code == VALLEY)
                    if not any(f.status == "not_computed" for f in group.figures):
                        continue
                    said = f"{view.finding.text} {view.table.notes} {view.description}"
                    unit = view.measure.unit
                    seen.add(unit)
                    assert ("population" in said) == unit.startswith("per_"), said
                    assert behind.get(unit, "") in said
    assert {"percent", "mean"} <= seen


def test_a_group_is_the_sum_of_its_councils(illustrative: FigureSet, today: date) -> None:
    members = illustrative.areas.by_code[VALLEY].members
    selection = Selection(members[0], (*members[1:], VALLEY), "people_convicted_custody", "number")
    view = theme_view(illustrative, "custody-community", selection, today)
    group = view.series[-1]
    assert group.with_values
    for figure in group.with_values:
        assert figure.value == sum(s.by_period[figure.period].value for s in view.series[:-1])
        assert figure.status == "computed"
    assert any("never the mean" in note for note in view.notes)


def test_what_is_not_held_is_not_loaded_of_a_council_and_not_found_of_scotland(
    published: FigureSet, today: date
) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), "homelessness_applications_from_prison", "number")
    view = theme_view(published, "housing", selection, today)
    (row,) = [r for r in view.table.rows if r[0].text == "2015-16"]
    assert [cell.text for cell in row] == ["2015-16", "Not loaded yet", "–", "None held"]
    assert row[1].reason == "Clackmannanshire’s figure for 2015-16 is not loaded yet."
    assert row[2].reason == row[1].reason
    assert row[3].reason == "No figure for Scotland is held for 2015-16."


def test_the_same_view_is_made_once(published: FigureSet, today: date) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), "homelessness_applications_from_prison", "number")
    first = theme_view(published, "housing", selection, today)
    assert theme_view(published, "housing", selection, today) is first


def test_a_narrower_span_shows_those_years_and_no_other(published: FigureSet, today: date) -> None:
    selection = Selection(
        SCOTLAND, (), "people_convicted_custody", "number", first="2015-16", last="2019-20"
    )
    view = theme_view(published, "custody-community", selection, today)
    assert (view.years[0], view.years[-1]) == ("2015-16", "2019-20")
    assert {row["period"] for p in view.panels for row in p.rows["points"]} <= set(view.years)
    assert "in 2019-20" in view.finding.lead


def test_an_older_edition_can_be_shown_and_every_edition_is_listed(
    published: FigureSet, today: date
) -> None:
    selection = Selection(SCOTLAND, (), "people_convicted_custody", "number")
    now = theme_view(published, "custody-community", selection, today)
    assert now.series[0].by_period["2019-20"].value == 11122
    then = Selection(SCOTLAND, (), "people_convicted_custody", "number", as_at="2019-20")
    view = theme_view(published, "custody-community", then, today)
    assert view.series[0].by_period["2019-20"].value == 11101
    assert view.series[0].by_period["2020-21"].value is None
    assert now.editions is not None
    listed = [[cell.text for cell in row] for row in now.editions.rows]
    assert ["2019-20", "Scotland", "2020-21", "11,122"] in listed
    assert ["2019-20", "Scotland", "2019-20", "11,101"] in listed


def test_a_hidden_value_is_nowhere_in_what_a_reader_gets(published: FigureSet, today: date) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), "police_custody_referrals", "number")
    view = theme_view(published, "police-custody", selection, today)
    assert view.panels == ()
    assert "restricted" in view.finding.lead
    (row,) = [r for r in view.table.rows if r[0].text == "2023-24"]
    assert (row[1].text, row[1].is_missing) == ("Restricted", True)
    assert "it may not be published" in row[1].reason
    lines = csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig")))
    line = next(x for x in lines if x["area_code"] == CLACKS and x["period"] == "2023-24")
    assert (line["value"], line["status"], line["marker"]) == ("", "restricted", "[c]")


# Another year, the index, across breaks, all councils


DIVERSION = "diversion_cases_commenced"
RATE = "diversion_rate_per_10000"
LOOKS: list[dict[str, Any]] = [
    {"since": "2016-17"},
    {"across_breaks": True},
    {"since": "2016-17", "across_breaks": True},
    {"is_index": True},
    {"is_index": True, "base": "2018-19", "across_breaks": True},
    {"is_index": True, "base": "2018-19", "since": "2019-20"},
]


@pytest.mark.parametrize("look", LOOKS)
def test_however_figures_are_looked_at_texts_are_whole(
    figures: FigureSet, today: date, look: dict[str, Any]
) -> None:
    wrong = []
    groups = [group.code for group in figures.areas.groups_of(figures.areas.by_code[CLACKS])]
    for theme in figures.catalogue.indicators:
        for choice in theme.choice:
            measure = choice.forms[choice.default]
            for area, others in ((CLACKS, (SCOTLAND, *groups[:2])), (SCOTLAND, ()), (FALKIRK, ())):
                selection = Selection(area, others, measure, choice.default, **look)
                view = theme_view(figures, theme.page, selection, today)
                said = [*words_of(view), *view.how_to_read]
                wrong += [f"{name(view)}: {t}" for t in said if SPOILT.search(t)]
                assert view.panels or view.drawing is None
                assert len(view.how_to_read) == 2
    assert wrong == []


def test_the_interval_stands_in_mark_fact_table_and_file(
    illustrative: FigureSet, today: date
) -> None:
    view = theme_view(
        illustrative, "diversion", Selection(CLACKS, (SCOTLAND,), RATE, "rate"), today
    )
    latest = view.series[0].latest
    assert latest is not None
    interval = view.evidence[0].interval(latest.period)
    assert interval is not None
    words = f"95% interval {interval.lower:.1f} to {interval.upper:.1f}, {interval.method}"
    assert view.facts[0].detail.endswith(words)
    (mark,) = [
        row
        for panel in view.panels
        for row in panel.rows["points"]
        if (row["area"], row["period"]) == (view.area.name, latest.period)
    ]
    assert words in mark["text"]
    assert words in mark["description"]
    assert view.table.header[2] == f"95% interval ({interval.method})"
    assert view.table.rows[0][2].text.replace("\u00a0", " ") in words
    (line,) = [
        row
        for row in csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig")))
        if (row["area"], row["period"]) == (view.area.name, latest.period)
    ]
    assert float(line["lower_95"]) == pytest.approx(interval.lower, abs=1e-4)
    assert line["interval_method"] == interval.method


def test_scotland_is_shown_without_an_interval(illustrative: FigureSet, today: date) -> None:
    view = theme_view(illustrative, "diversion", Selection(SCOTLAND, (), RATE, "rate"), today)
    assert view.table.header == ("Year", "Scotland")
    assert any("without an interval" in note for note in view.table.notes)
    assert all(panel.rows["bands"] == panel.rows["bars"] == [] for panel in view.panels)
    assert "interval" not in view.facts[0].detail


def test_where_no_figure_has_an_interval_a_note_says_why(published: FigureSet, today: date) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), "homelessness_applications_from_prison", "number")
    bare = theme_view(published, "housing", selection, today)
    assert any(head.startswith(INTERVAL) for head in bare.table.header)
    for theme in published.catalogue.indicators:
        for choice in theme.choice:
            for form, measure in choice.forms.items():
                selection = Selection(CLACKS, (), measure, form)
                view = theme_view(published, theme.page, selection, today)
                main = view.evidence[0]
                held = [main.interval(f.period) for f in main.series.with_values]
                lacking = bool(held) and None in held
                assert any(n.startswith("No interval: ") for n in view.table.notes) == lacking


def test_the_facts_hold_the_area_beside_scotland_and_say_its_trend(
    illustrative: FigureSet, today: date
) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), "cpo_completion_percent", "percent")
    view = theme_view(illustrative, "community-sentences", selection, today)
    beside, trend = view.facts[1], view.facts[2]
    latest = view.series[0].latest
    assert latest is not None
    assert beside.label == f"Beside Scotland, {latest.period}"
    scotland = view.series[1].by_period[latest.period]
    assert beside.detail.startswith(f"Scotland {scotland.value:.{scotland.decimals}f}%")
    found = view.evidence[0].against(view.evidence[1], latest.period)
    assert beside.mark == wording.comparison_mark(found)
    assert trend.mark == wording.trend_mark(view.evidence[0].trend)
    assert trend.detail.startswith("2018-19 to 2024-25. These years would have shown")


def test_numbers_are_not_compared_and_the_fact_says_why(
    illustrative: FigureSet, today: date
) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), DIVERSION, "number")
    view = theme_view(illustrative, "diversion", selection, today)
    marks = [(fact.mark.word, bool(fact.detail)) for fact in view.facts if fact.mark]
    assert marks == [("Not compared", True), ("Cannot be calculated", True)]
    assert "Numbers grow with the size of an area" in view.facts[1].detail


def test_another_year_across_a_break_is_refused_unless_asked_for(
    illustrative: FigureSet, today: date
) -> None:
    def said(across: bool) -> str:
        selection = Selection(CLACKS, (), RATE, "rate", since="2016-17", across_breaks=across)
        return theme_view(illustrative, "diversion", selection, today).finding.text

    assert "2024-25 is not compared with 2016-17, because of a break at 2022-23" in said(False)
    assert "is not compared" not in said(True)
    assert "because you asked for it" in said(True)


def test_the_trend_never_crosses_a_break(illustrative: FigureSet, today: date) -> None:
    selection = Selection(CLACKS, (), RATE, "rate", across_breaks=True)
    view = theme_view(illustrative, "diversion", selection, today)
    (fact,) = [fact for fact in view.facts if fact.label == "Five-year trend"]
    assert fact.mark is not None
    assert fact.mark.word == "Cannot be calculated"


def test_the_change_since_the_year_before_crosses_a_break_only_when_asked(
    illustrative: FigureSet, today: date
) -> None:
    for across in (False, True):
        selection = Selection(CLACKS, (), RATE, "rate", last="2022-23", across_breaks=across)
        view = theme_view(illustrative, "diversion", selection, today)
        refused = "ot compared with the year before, because of a break"
        assert (refused in view.facts[0].detail) is not across
        assert ("The year before it was" in view.finding.text) is across
        assert (view.crossed == ()) is not across


def test_an_index_is_the_same_in_chart_table_sentence_and_file(
    illustrative: FigureSet, today: date
) -> None:
    selection = Selection(
        CLACKS, (SCOTLAND, VALLEY), DIVERSION, "number", is_index=True, across_breaks=True
    )
    view = theme_view(illustrative, "diversion", selection, today)
    assert "2016-17 is 100" in view.heading
    (panel,) = view.panels
    drawn = {(row["area"], row["period"]): row["text"] for row in panel.rows["points"]}
    names = [series.area.name for series in view.series]
    assert view.table.header == ("Year", *names)
    tabled = {
        (area, row[0].text): cell.text
        for row in view.table.rows
        for area, cell in zip(names, row[1:], strict=True)
        if not cell.is_missing
    }
    lines = csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig")))
    written = {(x["area"], x["period"]): x["index"] for x in lines if x["index_base"] == "2016-17"}
    assert drawn == tabled == written
    assert {drawn[area, "2016-17"] for area in names} == {"100"}
    assert f"is at {drawn[view.area.name, '2024-25']} in 2024-25" in view.finding.lead


def test_years_on_the_other_side_of_a_break_have_no_index_and_say_why(
    illustrative: FigureSet, today: date
) -> None:
    selection = Selection(CLACKS, (), DIVERSION, "number", is_index=True)
    view = theme_view(illustrative, "diversion", selection, today)
    cells = {row[0].text: row[1] for row in view.table.rows}
    assert (cells["2022-23"].text, cells["2022-23"].is_missing) == ("Across a break", True)
    assert "other side of a break" in cells["2022-23"].reason
    assert "2021-22" in view.finding.lead
    assert "has no index for 2024-25" in view.finding.rest[-1]


def test_what_is_shown_until_a_workbook_is_loaded_is_shown_indeed(
    published: FigureSet, today: date
) -> None:
    seen = set()
    for theme in published.catalogue.themes:
        for choice in theme.choice:
            for form, measure in choice.forms.items():
                selection = Selection(ORKNEY, (SCOTLAND,), measure, form)
                view = theme_view(published, theme.page, selection, today)
                said = " ".join(view.absence.sentences if view.absence else ())
                if "Until that workbook is loaded" in said:
                    has_scotland = view.series[1].latest is not None
                    seen.add(has_scotland)
                    assert ("such figures are shown for Scotland only" in said) == has_scotland
                    assert ("there is no figure to show" in said) != has_scotland
    assert seen == {True, False}


def test_a_strip_does_not_stand_in_a_year_of_one_councils_own_figure(
    published: FigureSet, today: date
) -> None:
    """Where the area's only figure is of a year of few councils, theirs is shown."""
    strips = 0
    for theme in published.catalogue.themes:
        for choice in theme.choice:
            for form, measure in choice.forms.items():
                opens_on = opening_year(published, measure)
                if councils_held(published, measure).get(opens_on, 0) < 3:
                    continue
                for council in published.areas.councils:
                    selection = Selection(council.code, (SCOTLAND,), measure, form)
                    view = theme_view(published, theme.page, selection, today)
                    if view.measure.grows_with_size or opens_on not in view.years:
                        continue
                    assert theme_peers(published, view, today), (council.name, measure)
                    strips += 1
    assert strips > 30


def test_the_strip_of_a_council_in_a_court_area_stands_in_its_newest_shared_year(
    published: FigureSet, today: date
) -> None:
    measure = "reconviction_rate_one_year_court_area"
    selection = Selection(
        published.areas.find("East Lothian").code, (SCOTLAND,), measure, "percent"
    )
    strip = theme_peers(published, theme_view(published, "reoffending", selection, today), today)
    assert strip
    assert "2017-18" in strip.heading


def test_a_base_that_is_too_small_leaves_the_line_out_and_is_named(
    illustrative: FigureSet, today: date
) -> None:
    orkney = illustrative.areas.find("Orkney Islands").code
    selection = Selection(orkney, (SCOTLAND,), DIVERSION, "number", is_index=True)
    view = theme_view(illustrative, "diversion", selection, today)
    (panel,) = view.panels
    assert [line.area.name for line in panel.lines] == ["Scotland"]
    refused = view.indices[0]
    assert isinstance(refused, NoIndex)
    assert refused.why == "small base"
    sentence = wording.index_sentence(view.area, refused, "2015-16")
    assert sentence in view.drawing_notes
    assert view.finding.lead == sentence
    assert {row[1].text for row in view.table.rows} == {"No index"}


def test_what_can_be_chosen_follows_from_the_figures(
    illustrative: FigureSet, published: FigureSet, today: date
) -> None:
    selection = Selection(CLACKS, (SCOTLAND,), DIVERSION, "number")
    offered = theme_options(illustrative, "diversion", selection)
    assert offered.since == tuple(reversed(financial_years("2015-16", "2023-24")))
    assert offered.bases[0] == "2016-17"
    assert [b.period for b in offered.breaks] == ["2022-23"]
    narrow = Selection(CLACKS, (SCOTLAND,), DIVERSION, "number", first="2022-23")
    assert theme_options(illustrative, "diversion", narrow).breaks == ()
    custody = Selection(CLACKS, (SCOTLAND,), "people_convicted_custody", "number")
    none = theme_options(published, "custody-community", custody)
    assert none.since == ()
    assert none.bases, "those of Scotland, for the area has no figure"


def test_all_councils_are_shown_for_rates_and_percentages_of_the_newest_year(
    illustrative: FigureSet, published: FigureSet, today: date
) -> None:
    def strip(figures: FigureSet, measure: str, form: Any, **look: Any) -> Any:
        selection = Selection(CLACKS, (SCOTLAND,), measure, form, **look)
        return theme_peers(figures, theme_view(figures, "diversion", selection, today), today)

    shown = strip(illustrative, RATE, "rate")
    assert shown is not None
    assert shown.kind == "peers"
    assert "2024-25" in shown.heading
    assert "2018-19" in strip(illustrative, RATE, "rate", last="2018-19").heading
    assert strip(illustrative, DIVERSION, "number") is None
    mean = "average_reconvictions_per_offender_home_area"
    selection = Selection("S12000005", (SCOTLAND,), mean, "number")
    page = theme_view(published, "reoffending", selection, today)
    average = theme_peers(published, page, today)
    assert average, "an average per person does not grow with the size of an area"
    assert not page.heading.endswith("mean a year")
    assert strip(illustrative, RATE, "rate", as_at="2023-24") is None
    few = strip(published, RATE, "rate")
    assert "2018-19" in few.heading, "the year of which most councils have a figure, not Scotland’s"


def test_all_councils_are_shown_in_a_year_that_most_of_them_have(
    published: FigureSet, today: date
) -> None:
    home_area = "reconviction_rate_one_year_home_area"
    argyll = published.areas.find("Argyll and Bute", "area").code
    selection = Selection(argyll, (SCOTLAND,), home_area, "percent")
    page = theme_view(published, "reoffending", selection, today)
    assert page.series[0].latest
    assert page.series[0].latest.period == "2020-21", "a figure that few other councils have"
    strip = theme_peers(published, page, today)
    assert strip
    assert "2017-18" in strip.heading
    assert "2020-21" in strip.finding.text, "newer figures of few councils are told"


# The first page, the notes, the status


def test_the_first_page_lists_every_indicator_for_every_area(
    figures: FigureSet, today: date
) -> None:
    for area in figures.areas.single:
        view = glance_view(figures, area.code, today)
        assert [e.theme.page for e in view.entries] == PAGES
        for entry in view.entries:
            assert [line.measure_id for line in entry.lines] == list(
                entry.theme.headline_of(area.kind)
            )
            for line in entry.lines:
                assert bool(re.match(r"^(about )?\d", line.area.value)) != line.area.is_missing
                assert (line.scotland is None) == (area.code == SCOTLAND)
        said = [t for e in view.entries for t in texts((e.heading, e.lines, e.freshness))]
        said += [view.summary, *(e.where_missing for e in view.entries)]
        assert not [t for t in said if SPOILT.search(t)]


def test_the_first_page_counts_the_indicators_that_have_a_figure(
    published: FigureSet, today: date
) -> None:
    view = glance_view(published, CLACKS, today)
    held = sum(any(not line.area.is_missing for line in e.lines) for e in view.indicators)
    assert 0 < held < 10
    assert f"has a figure for {held} of the 10 national indicators" in view.summary


class OneMeasurePressed(AddressReader):
    """The controls of a page of which a reader moved that of the measure, and no other."""

    def choose(self, choices: Choices, unsaid: str | None = None) -> str:
        if choices.key in self.given:
            return super().choose(choices, unsaid)
        return choices.opening


@pytest.mark.parametrize("code", [CLACKS, ORKNEY])
def test_the_first_page_agrees_with_the_theme_pages(
    figures: FigureSet, today: date, code: str
) -> None:
    """A reader who goes to a measure finds what its line says: three years together too."""
    area, scotland = figures.areas.by_code[code], figures.areas.scotland
    of_three_years = []
    for entry in glance_view(figures, code, today).entries:
        for line in entry.lines:
            choice = entry.theme.choice_of(line.measure_id)
            if choice is None or line.area.is_missing:
                continue
            pressed = OneMeasurePressed({"measure": choice.key})
            selection = trend_selection(figures, entry.theme, area, (scotland,), pressed)
            assert selection.measure == line.measure_id
            if selection.is_together:
                of_three_years.append(line.measure_id)
            fact = theme_view(figures, entry.theme.page, selection, today).facts[0]
            assert line.area.value.removeprefix("about ") == fact.value
            period = line.area.detail.partition(",")[0]
            assert fact.label == f"{area.name}, {period}"
            assert (" to " in period) == selection.is_together
            assert fact.detail.startswith(line.change)
    if figures.is_illustrative or code == ORKNEY:
        assert of_three_years


def test_the_notes_describe_every_indicator_source_and_status(
    figures: FigureSet, today: date
) -> None:
    view = notes_view(figures, today)
    assert [note.theme.page for note in view.themes] == PAGES
    for note in view.themes:
        assert dict(note.definitions)["Counted by"]
        assert len(note.measures.rows) == len(note.theme.measure)
        told = [text for _, texts in note.lists for text in texts]
        assert set(note.theme.caveats) <= set(told)
        assert len([t for t in told if ": " in t]) >= len(note.theme.caveats_of_areas)
    assert len(view.sources.rows) == len(figures.sources)
    assert view.snapshot == figures.snapshot_id
    assert not [t for t in texts(view) if SPOILT.search(t)]


def test_the_status_lists_every_measure_with_what_is_missing_and_why(
    figures: FigureSet, today: date
) -> None:
    view = status_view(figures, today)
    assert {m.measure for m in view.measures} == set(figures.catalogue.measures)
    assert view.snapshot == figures.snapshot_id
    for measure in view.measures:
        assert measure.councils <= 32
        if not measure.observations:
            assert measure.missing or figures.catalogue.measures[measure.measure].role == "local"
    if not figures.is_illustrative:
        (housing,) = [m for m in view.measures if m.measure.endswith("ions_from_prison")]
        assert housing.councils >= 1
        assert any("of 32 councils: not loaded yet" in reason for reason in housing.missing)
        assert housing.overdue is True
        assert housing.age_days == (today - date(2025, 9, 16)).days
