"""Every view names first the source of the figure it leads with, and says what that source is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from project_files import PROJECT
from some import some

from cjdata import queries
from cjdata.exports.slides.finding_slides import foot_of
from cjdata.library import FigureSet, Library, Source
from cjdata.reference.areas import SCOTLAND, load_areas
from cjdata.reference.designations import (
    NEWSPAPER,
    OFFICIAL,
    SOURCE_DESIGNATIONS,
    counted,
    in_words,
    is_official,
)
from cjdata.reference.periods import kind_of
from cjdata.series import Figure
from cjdata.statistics import Index
from cjdata.views.comparison.data import CompareSelection, compare_view, council_measures
from cjdata.views.comparison.standings import councils_held, opening_year
from cjdata.views.glance.data import glance_view
from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.notes.data import notes_view
from cjdata.views.notes.status import status_view
from cjdata.views.profile.data import profile_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import View
from cjdata.views.years.data import years_view
from cjdata.wording.sources import counted_words, list_source_line, named_source

TODAY = date(2026, 11, 22)
ABERDEEN = "S12000033"
ATTITUDE = "attitude_community_sentence_percent"
CODES = [area.code for area in load_areas(PROJECT / "data" / "reference").single]

every_area = pytest.mark.parametrize("code", some(CODES, 4))
Newest = dict[tuple[str, str], dict[str, object]]
"""The newest figure of every measure and area, as the figures are held."""


@pytest.fixture(scope="session")
def newest(published: FigureSet) -> Newest:
    rows = sorted(queries.observations(published.database), key=lambda row: row["period"])
    return {
        (row["measure"], row["area_code"] or row["area_name"]): row
        for row in rows
        if row["value"] is not None and kind_of(row["period"]) == "financial_year"
    }


def begins_with(line: str, source: Source) -> bool:
    """Whether a line names a source first, with what that source is right behind it."""
    begun = re.match(
        r"(Local s|S)ources?: (computed here, not an official statistic, from )?", line
    )
    named = line[begun.end() :] if begun else ""
    if not named.startswith(source.title):
        return False
    after = named.removeprefix(source.title)
    own, said = f"({in_words(source.designation)})", after.find(" (")
    return after[said + 1 :].startswith(own)


def theme_views(figures: FigureSet, code: str) -> Iterator[ThemeView]:
    """Give the view of every choice of every theme page, in every form, for an area."""
    beside = () if code == SCOTLAND else (SCOTLAND,)
    for theme in figures.catalogue.themes:
        for choice in theme.choice:
            for form, measure in choice.forms.items():
                selection = Selection(code, beside, measure, form)
                yield theme_view(figures, theme.page, selection, TODAY)


def tables_of(figures: FigureSet, code: str) -> list[View]:
    """Give every list and table that is made for an area."""
    return [
        glance_view(figures, code, TODAY),
        *highlights(figures, code, TODAY),
        profile_view(figures, code, TODAY),
        years_view(figures, code, TODAY),
        evidence_view(figures, code, TODAY),
    ]


# --- The source line of every view ---


@every_area
def test_a_theme_page_names_first_the_source_of_its_headline_figure(
    published: FigureSet, newest: Newest, code: str
) -> None:
    for view in theme_views(published, code):
        row = newest.get((view.measure.id, code)) or newest.get((view.measure.id, SCOTLAND))
        if row is None:
            assert view.headline is None
            assert "; not loaded yet." in view.source_line or "why is said in" in view.source_line
            continue
        assert view.headline
        if view.series[0].latest is None and (shared := view.series[0].newest_together):
            assert shared.together
            row = newest[view.measure.id, shared.together.area.name]
        assert (view.headline.period, view.headline.value) == (row["period"], row["value"])
        source = published.sources[str(row["source_id"])]
        assert view.sources[0] == source
        assert begins_with(view.source_line, source), view.source_line


@every_area
def test_an_index_names_first_the_source_of_the_year_it_leads_with(
    published: FigureSet, code: str
) -> None:
    beside = () if code == SCOTLAND else (SCOTLAND,)
    for page, measure in (
        ("diversion", "diversion_cases_commenced"),
        ("community-sentences", "cpo_commenced"),
    ):
        selection = Selection(code, beside, measure, "number", is_index=True)
        view = theme_view(published, page, selection, TODAY)
        assert view.headline
        leading = next(n for n, one in enumerate(view.series) if one.latest)
        if isinstance(view.indices[leading], Index):
            assert view.headline.period in view.finding.text
        assert begins_with(view.source_line, published.sources[view.headline.source_id])


RANGE = re.compile(r"run from \S+ \((.+?)\) to \S+ \((.+?)\)")
COMPARED_AREAS = [ABERDEEN, "S12000005", "S12000010", SCOTLAND]


def named_in_lead(view: View, names: Iterable[str]) -> list[str]:
    """Give the areas whose figures the first sentence names: the ends of a range, or the area."""
    lead, longest_first = view.finding.lead, sorted(names, key=len, reverse=True)
    if found := RANGE.search(lead):
        ends = found.groups()
        return [next(name for name in longest_first if end.startswith(name)) for end in ends]
    if found := re.match(r"(.+) is the only one of", lead):
        return [found[1]]
    is_scotland_first = lead.startswith("Beside Scotland") or " lines round Scotland (" in lead
    return ["Scotland"] if is_scotland_first else [view.area.name]


def sources_in_file(view: View) -> dict[str, str]:
    """Give what the file says of the source of each area that has a figure, alone or shared."""
    rows = [dict(zip(view.download.columns, row, strict=True)) for row in view.download.rows]
    return {row["area"]: row["source"] for row in rows if row["value"] or row["source"]}


def years_told(figures: FigureSet, measure_id: str) -> list[str]:
    """List the years of which newspapers and papers give figures of councils, and the opening."""
    rows = queries.observations(figures.database, measures=[measure_id])
    told = {
        row["period"]
        for row in rows
        if row["value"] is not None
        and row["area_code"] != SCOTLAND
        and not is_official(figures.sources[row["source_id"]].designation)
    }
    held = councils_held(figures, measure_id)
    return sorted({year for year in told if held.get(year)} | {opening_year(figures, measure_id)})


@pytest.mark.parametrize("code", some(COMPARED_AREAS, 3))
def test_comparing_areas_names_the_sources_of_the_figures_that_the_sentence_leads_with(
    published: FigureSet, code: str
) -> None:
    by_title = {source.title: source for source in published.sources.values()}
    of_papers = 0
    for measure_id in council_measures(published):
        for period in years_told(published, measure_id):
            shown = compare_view(published, CompareSelection(code, measure_id, period), TODAY)
            for view in (one for one in shown.views if one.headline):
                held = sources_in_file(view)
                led = dict.fromkeys(
                    held[name] for name in named_in_lead(view, held) if name in held
                )
                titles = [by_title[title] for title in led if title in by_title]
                if not titles:  # The lead says why the area has no figure.
                    continue
                line = view.source_line
                assert begins_with(line, titles[0]), f"{measure_id} {period}: {line}"
                for one in titles:
                    assert f"{one.title}" in line, f"{measure_id} {period}: {line}"
                    assert f"({in_words(one.designation)})" in line
                of_papers += any(not is_official(one.designation) for one in titles)
    assert of_papers > 5


def test_three_bars_of_the_evening_express_are_not_called_official(published: FigureSet) -> None:
    selection = CompareSelection("S12000005", "cpo_commenced", "2014-15")
    for view in compare_view(published, selection, TODAY).views:
        assert view.finding.lead == (
            "Of the 3 councils with a figure, figures run from 256 (Moray, quoted) to 1,115 "
            "(Aberdeen City, quoted)."
        )
        assert view.source_line.startswith("Source: Evening Express, 4 February 2020")
        assert "accredited official statistics" not in view.source_line
        assert "and 1 other source (official)" in view.source_line


def test_the_two_ends_of_a_range_name_both_newspapers(published: FigureSet) -> None:
    selection = CompareSelection("S12000005", "cpo_rate_per_10000", "2017-18")
    tiles = compare_view(published, selection, TODAY).tiles
    assert tiles
    named = tiles.source_line.split("Counted by")[0].removeprefix("Sources: ").split("; ")
    assert [one[:12] for one in named] == ["Evening Expr", "Clydebank Po"]
    assert all("(a newspaper’s account, not official statistics)" in one for one in named)


def test_two_measures_name_the_sources_of_both(published: FigureSet) -> None:
    selection = CompareSelection(
        SCOTLAND, "prison_arrivals_per_1000", "2023-24", versus="recorded_crimes_per_10000"
    )
    scatter = compare_view(published, selection, TODAY).scatter
    assert scatter
    assert scatter.source_line.startswith("Sources: Scottish Prison Population Statistics")
    assert "; Recorded Crime in Scotland" in scatter.source_line


@pytest.mark.parametrize("area", ["Clackmannanshire", "East Lothian", "Scotland"])
def test_no_source_is_named_where_no_figure_is_shown(published: FigureSet, area: str) -> None:
    code = published.areas.find(area).code
    paper = "Clackmannanshire Community Justice Partnership"
    attitudes = theme_view(published, "attitudes", Selection(code, (), ATTITUDE, "percent"), TODAY)
    assert paper not in attitudes.source_line
    assert not attitudes.sources
    selection = CompareSelection(code, "police_custody_referrals", "2023-24")
    bars = compare_view(published, selection, TODAY).bars
    assert not bars.source_line.startswith(f"Source: {paper}")
    is_restricted = area == "Clackmannanshire"
    assert (f"No figure is shown; why is said in {paper}" in bars.source_line) == is_restricted
    assert bool(bars.sources) == is_restricted


@every_area
def test_a_view_lists_the_sources_of_figures_and_no_others(published: FigureSet, code: str) -> None:
    for view in (*theme_views(published, code), *tables_of(published, code)[:2]):
        rows = [dict(zip(view.download.columns, row, strict=True)) for row in view.download.rows]
        told = [r for r in rows if r["value"] is not None or r["status"].id == "held_elsewhere"]
        held = {title for row in told for title in row["source"].split("; ")}
        titles = {source.title for source in view.sources}
        assert titles <= held or not held, view.heading


@pytest.mark.parametrize("code", [ABERDEEN, "S12000042", SCOTLAND, "S12000005"])
def test_every_drawing_of_all_councils_says_what_the_first_source_is(
    published: FigureSet, code: str
) -> None:
    for measure, period in (("cpo_commenced", "2017-18"), ("cpo_completion_percent", "2023-24")):
        selection = CompareSelection(code, measure, period, versus="custody_percent")
        for view in compare_view(published, selection, TODAY).views:
            for figure in view.leading[:1]:
                first = published.sources[figure.source_id]
                assert begins_with(view.source_line, first), view.source_line
            assert view.sources or view.drawing is None


@every_area
def test_a_list_names_first_the_source_of_its_first_figure_of_the_area(
    published: FigureSet, code: str
) -> None:
    for view in tables_of(published, code):
        if not view.sources:
            assert view.source_line.startswith("No ")
            continue
        assert begins_with(view.source_line, view.sources[0]), view.source_line
    glance, *_, years, _evidence = tables_of(published, code)
    own = [
        dict(zip(years.download.columns, row, strict=True))
        for row in years.download.rows
        if row[years.download.columns.index("value")] is not None
    ]
    if own:
        first = [row for row in own if row["measure_id"] == own[0]["measure_id"]][-1]
        assert years.sources[0].title == first["source"].split("; ")[0]
    assert {s.source_id for s in glance.sources} <= set(published.sources)


@every_area
def test_no_newspapers_figure_is_called_official(published: FigureSet, code: str) -> None:
    """What stands before the next source, or the count of others, is said of its source alone."""
    for view in theme_views(published, code):
        if view.headline is None:
            continue
        source = published.sources[view.headline.source_id]
        if not is_official(source.designation):
            said = re.split(r"; | and \d+ other source| Counted by", view.source_line)[0]
            assert not any(f"({official}" in said for official in OFFICIAL)
            assert "not official statistics" in said
            assert view.headline.source_id == view.sources[0].source_id


def test_the_1052_orders_of_aberdeen_are_those_of_the_evening_express(
    published: FigureSet,
) -> None:
    measure, period = next(
        (row["measure"], row["period"])
        for row in queries.observations(published.database, areas=[ABERDEEN])
        if row["value"] == 1052
    )
    page = published.catalogue.theme_of(measure).page
    selection = Selection(ABERDEEN, (SCOTLAND,), measure, "number", last=period)
    view = theme_view(published, page, selection, TODAY)
    assert "1,052" in view.finding.lead
    line = view.source_line
    assert line.startswith("Source: Evening Express, ")
    assert "(a newspaper’s account, not official statistics)" in line
    assert "accredited official statistics" not in line
    # The title names the edition already.
    assert view.headline.edition in line
    assert foot_of(view).startswith("Source: Evening Express, ")


def test_a_group_names_every_source_that_its_figure_is_worked_out_from(
    published: FigureSet,
) -> None:
    sums = [
        (view, figure)
        for view in _of_groups(published)
        for figure in view.series[0].with_values
        if figure.status == "computed"
    ]
    for view, figure in sums:
        assert set(figure.source_ids) <= {source.source_id for source in view.sources}
        held = dict(zip(view.download.columns, view.download.rows[0], strict=True))
        assert set(held) >= {"source", "source_address", "designation"}
    made = Figure("2020-21", 3.0, 0, "computed", source_id="a", more_sources=("b", "a"))
    assert made.source_ids == ("a", "b")


def _of_groups(figures: FigureSet) -> Iterator[ThemeView]:
    for group in ("forth-valley", "grampian"):
        if group in figures.areas.by_code:
            yield from (v for v in theme_views(figures, group) if v.series[0].latest)


# --- Measures with a publication of their own ---

OWN = "diversion_cases_completed"


@pytest.fixture(scope="session")
def with_own(home: Path, tmp_path_factory: pytest.TempPathFactory) -> FigureSet:
    """Figures of which one measure is published elsewhere than those of its theme."""
    folder = Path(shutil.copytree(home, tmp_path_factory.mktemp("own") / "data"))
    path = folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    text, own = path.read_text(encoding="utf-8"), f'id = "{OWN}"\n'
    assert own in text
    added = (
        'publication = "prison"\ncounted_by = "home area"\ncaveats = ["Arrivals, not people."]\n'
    )
    path.write_text(text.replace(own, own + added), "utf-8")
    return Library(folder).figures("published")


def test_a_measure_with_a_publication_of_its_own_is_said_to_come_from_that(
    with_own: FigureSet,
) -> None:
    shown = Selection("S12000005", (), OWN, "number")
    view = theme_view(with_own, "diversion", shown, TODAY)
    prison = with_own.catalogue.publication_by_id["prison"]
    assert view.source_line == (
        f"Source: {prison.title}, {prison.publisher}; not loaded yet. Counted by: home area."
    )
    assert view.absence
    assert prison.title in view.absence.sentences[0]
    assert prison.newest_known in view.facts[-1].detail
    assert "Arrivals, not people." in view.caveats
    row = dict(zip(view.download.columns, view.download.rows[0], strict=True))
    assert row["counted_by"] == "home area"
    assert row["caveats"].startswith("Arrivals, not people. ")
    compared = compare_view(with_own, CompareSelection("S12000005", OWN, "2022-23"), TODAY)
    assert compared.bars.source_line.endswith("Counted by: home area.")
    assert "Arrivals, not people." in compared.bars.notes


def test_lists_name_both_publications_of_a_theme(with_own: FigureSet) -> None:
    entry = glance_view(with_own, "S12000005", TODAY).entries[1]
    assert "Scottish Prison Population Statistics: Newest edition known" in entry.freshness
    assert "Justice Social Work Statistics in Scotland, part 1: Published" in entry.freshness
    assert (
        "Council figures are published in Scottish Prison Population Statistics"
        in entry.where_missing
    )
    status = {one.measure: one.publication for one in status_view(with_own, TODAY).measures}
    assert status[OWN] == "Scottish Prison Population Statistics"
    note = next(n for n in notes_view(with_own, TODAY).themes if n.theme.id == "diversion")
    carried = {row[0].text: row[0].qualifier for row in note.measures.rows}
    own = "from Scottish Prison Population Statistics; counted by home area"
    assert carried[with_own.catalogue.measures[OWN].name] == own
    rates = [name for name, said in carried.items() if said and name.endswith("(rate)")]
    assert sum(map(bool, carried.values())) == 1 + len(rates)


# --- The words ---


def source(designation: str, title: str = "A paper", **other: str) -> Source:
    parts = {"publisher": "Someone", "published": "", "url": "https://example.org/"}
    parts |= {"licence": "To be confirmed", **other}
    return Source(title, title, designation=designation, **parts)


def test_the_eight_designations_are_official_or_not() -> None:
    assert [is_official(one) for one in SOURCE_DESIGNATIONS] == [True] * 4 + [False] * 4
    for one in SOURCE_DESIGNATIONS:
        assert one in in_words(one)
        assert is_official(one) or "not official statistics" in in_words(one)


def test_a_source_is_named_with_publisher_month_and_kind_and_nothing_twice() -> None:
    paper = source("council paper", published="2019-05")
    assert named_source(paper) == (
        "A paper, Someone, published May 2019 (a council paper, not official statistics)"
    )
    press = source(NEWSPAPER, "Someone, 5 May 2019, quoting a paper", published="2019-05-05")
    assert named_source(press) == (
        "Someone, 5 May 2019, quoting a paper (a newspaper’s account, not official statistics)"
    )


@pytest.mark.parametrize(
    ("designations", "said"),
    [
        (["council paper"], "council paper"),
        (["council paper"] * 2, "all council papers"),
        ([NEWSPAPER, OFFICIAL[0], NEWSPAPER], "1 official, 2 newspapers’ accounts"),
        ([OFFICIAL[0], OFFICIAL[2]], "all official"),
        (["another body’s account", NEWSPAPER], "1 other body’s account, 1 newspaper’s account"),
    ],
)
def test_other_sources_are_counted_by_what_they_are(designations: list[str], said: str) -> None:
    assert counted(designations) == said


def test_other_sources_are_told_apart_only_where_one_is_not_official() -> None:
    official = [source(OFFICIAL[0], name) for name in "ABC"]
    press = source(NEWSPAPER, "D")
    assert list_source_line(official, illustrative=False) == (
        "Sources: A (accredited official statistics); B (accredited official statistics); "
        "and 1 more, in the file."
    )
    assert list_source_line([*official, press], illustrative=False).endswith(
        "and 2 more, in the file (1 official, 1 newspaper’s account)."
    )


def test_measures_that_are_counted_in_two_ways_are_told_apart() -> None:
    assert counted_words([("A", "court area"), ("B", "court area")]) == "Counted by: court area."
    assert counted_words([("A", "court area"), ("B", "home area")]) == (
        "Counted by: court area (A); home area (B)."
    )
    assert counted_words([("A", "")]) == ""
