"""Figures supplied privately: no trace with the setting off, and marked wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_series import CLACKS as CLACKS_AREA
from build_series import ORDERS, RATE, bare, figure
from build_series import SCOTLAND as SCOTLAND_AREA
from click.testing import CliRunner
from filling import check, filled, publish

from cjdata import queries, wording
from cjdata.changes.change_report import as_markdown
from cjdata.cli.data_tool import main
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.picture import picture_svg
from cjdata.exports.template import write_template
from cjdata.ingest.merging import merge
from cjdata.ingest.published import CheckedFigures
from cjdata.library import FigureSet, Library
from cjdata.observations import Observation
from cjdata.publishing.published_state import CHANGES
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.series import Series
from cjdata.statistics import change_since_year_before
from cjdata.store.loads import Load, LoadOrigin
from cjdata.views.glance.data import glance_view
from cjdata.views.loading.changes import last_change
from cjdata.views.notes.data import notes_view
from cjdata.views.notes.status import status_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.table import figures_table
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection

MARK = "supplied to the partnership"
CLACKS, FALKIRK, STIRLING = "S12000005", "S12000014", "S12000030"
SCOTLAND, VALLEY = "S92000003", "forth-valley"
POLICE, TRANSFERS = "police_custody_referrals", "treatment_transfers_custody_to_community"
ORDERS_COMMENCED = "cpo_commenced"
POLICE_NAME = "Referrals from police custody centres"
TRANSFERS_NAME = "Transfers of drug or alcohol treatment from custody to the community"
ORDERS_NAME = "Community payback orders: commenced"
FILES = {
    "Falkirk": [
        [POLICE_NAME, "2024-25", 7419, "number", "Zebra Data Owner", "Quokka note"],
        [POLICE_NAME, "2023-24", 7523, "number", "Zebra Data Owner", ""],
        [POLICE_NAME, "2021-22", "7538 [p]", "number", "Zebra Data Owner", ""],
    ],
    "Clackmannanshire": [
        [POLICE_NAME, "2024-25", 7001, "number", "Zebra Data Owner", ""],
        [POLICE_NAME, "2023-24", 7003, "number", "Zebra Data Owner", ""],
    ],
    "Stirling": [[POLICE_NAME, "2024-25", 7009, "number", "Zebra Data Owner", ""]],
    "Scotland": [
        [TRANSFERS_NAME, "2024-25", 79031, "number", "Zebra Data Owner", ""],
        [ORDERS_NAME, "2016-17", 1877, "number", "Zebra Data Owner", ""],
    ],
}
SECRETS = re.compile(
    r"(?<!\d)(?:7,?419|7,?523|7,?538|7,?001|7,?003|1,?877|7,?009|79,?031|21,?429)|Zebra|Quokka|\(supplied\)|"
    rf"{MARK} \(",
    re.IGNORECASE,
)
PAGES = {
    "police-custody": (POLICE, "number"),
    "treatment": (TRANSFERS, "number"),
    "community-sentences": ("cpo_completion_percent", "percent"),
}
AREAS = (CLACKS, FALKIRK, SCOTLAND, VALLEY)


@pytest.fixture(scope="module")
def private_home(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which private figures of four areas were loaded. Nobody changes it."""
    folder = Path(shutil.copytree(home, tmp_path_factory.mktemp("private") / "data"))
    reference = Library(folder).reference()
    for area, rows in FILES.items():
        template = write_template(
            "supplied", reference.catalogue, reference.areas, reference.areas.find(area)
        )
        publish(folder, filled(template, rows), f"{area}.xlsx")
    return folder


@pytest.fixture
def off(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> FigureSet:
    monkeypatch.delenv("CJDATA_SUPPLIED", raising=False)
    return Library(private_home).figures("published")


@pytest.fixture
def on(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> FigureSet:
    monkeypatch.setenv("CJDATA_SUPPLIED", "on")
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-01")
    return Library(private_home).figures("published")


@pytest.fixture
def without(home: Path, monkeypatch: pytest.MonkeyPatch) -> FigureSet:
    """The same figures, before anything was supplied."""
    monkeypatch.delenv("CJDATA_SUPPLIED", raising=False)
    return Library(home).figures("published")


def view_of(figures: FigureSet, page: str, area: str, today: date) -> ThemeView:
    measure, form = PAGES[page]
    others = tuple(code for code in (SCOTLAND, VALLEY, FALKIRK) if code != area)
    return theme_view(figures, page, Selection(area, others, measure, form), today)  # type: ignore[arg-type]


def views(figures: FigureSet, today: date) -> Iterator[ThemeView]:
    for page in PAGES:
        for area in AREAS:
            yield view_of(figures, page, area, today)


def answers(figures: FigureSet) -> dict[str, Any]:
    """What every question gives that can be asked of the figures."""
    database = figures.database
    measures, areas = [POLICE, TRANSFERS, ORDERS_COMMENCED], list(AREAS)
    return {
        "current": queries.current_figures(database, measures, areas),
        "as at": queries.current_figures(database, measures, areas, "2023-24"),
        "observations": queries.observations(database),
        "by edition": queries.observations(database, edition="(supplied) 2024-25"),
        "editions": queries.editions(database),
        "editions of": queries.editions_of(database, measures, areas),
        "reprinted": sorted(map(str, queries.reprinted(database))),
        "coverage": queries.coverage(database),
        "sources": queries.sources(database),
        "years": [queries.years_of(database, measure) for measure in measures],
        "areas": queries.areas_without_code(database),
    }


# Off


def test_by_default_nothing_supplied_is_shown(off: FigureSet) -> None:
    assert {row["status"] for row in queries.observations(off.database)}.isdisjoint({"supplied"})


def test_every_question_is_answered_as_if_nothing_had_been_supplied(
    off: FigureSet, without: FigureSet
) -> None:
    given, expected = answers(off), answers(without)
    assert expected["by edition"] == []
    for question, answer in expected.items():
        assert given[question] == answer, question


def test_every_view_is_as_if_nothing_had_been_supplied(
    off: FigureSet, without: FigureSet, today: date
) -> None:
    for given, expected in zip(views(off, today), views(without, today), strict=True):
        assert replace(given, snapshot_id="") == replace(expected, snapshot_id="")
    for area in (CLACKS, FALKIRK, SCOTLAND):
        given, expected = glance_view(off, area, today), glance_view(without, area, today)
        assert replace(given, snapshot_id="") == replace(expected, snapshot_id="")
        lists = zip(highlights(off, area, today), highlights(without, area, today), strict=True)
        for one, other in lists:
            assert replace(one, snapshot_id="") == replace(other, snapshot_id="")


def test_files_taken_away_are_as_if_nothing_had_been_supplied(
    off: FigureSet, without: FigureSet, today: date
) -> None:
    for given, expected in zip(views(off, today), views(without, today), strict=True):
        assert figures_csv(given) == figures_csv(expected)


def test_the_status_counts_what_may_be_seen(
    off: FigureSet, without: FigureSet, today: date
) -> None:
    given, expected = status_view(off, today), status_view(without, today)
    assert given.rows == expected.rows
    assert given.measures == expected.measures


def test_the_data_notes_name_no_source_of_what_was_supplied(
    off: FigureSet, without: FigureSet, today: date
) -> None:
    given, expected = notes_view(off, today), notes_view(without, today)
    assert given.sources == expected.sources
    assert given.themes == expected.themes
    assert off.sources == without.sources


def test_the_commands_print_nothing_that_was_supplied(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CJDATA_SUPPLIED", raising=False)
    for arguments in (["query", "--measure", POLICE], ["status"], ["query", "--json"]):
        result = CliRunner(env={"CJDATA_HOME": str(private_home)}).invoke(main, arguments)
        assert result.exit_code == 0
        assert not SECRETS.search(result.stdout)


def test_the_report_of_what_changed_gives_no_private_figure(
    home: Path, off: FigureSet, catalogue: Catalogue, areas: Areas
) -> None:
    template = write_template("supplied", catalogue, areas, areas.find("Falkirk"))
    report = check(home, filled(template, FILES["Falkirk"])).report
    assert report
    assert report.counts == {"new": 3}
    text = as_markdown(report, catalogue, areas, "Falkirk")
    assert "a supplied figure" in as_markdown(
        replace(report, changes=report.changes[:1]), catalogue, areas, "Falkirk"
    )
    told = json.dumps([str(last_change(off, area)) for area in (CLACKS, SCOTLAND)])
    for words in (text, told):
        assert not re.search(r"7,?419|7,?523|7,?538|79,?031|Zebra|Quokka", words)


def test_the_warnings_that_are_kept_give_no_private_figure(off: FigureSet) -> None:
    kept = off.database.snapshot.extra(CHANGES)
    assert kept
    assert "1,877" in kept.decode(), "no warning about a private figure was kept to be hidden"
    assert not any(SECRETS.search(warning) for warning in last_change(off, CLACKS).warnings)


def test_a_later_publication_is_not_judged_by_what_was_supplied() -> None:
    """“Revised” would tell that a private figure differs."""
    private = observation(30.0, "(supplied) 2023-24", "supplied")
    public = observation(31.0, "2023-24", "published")
    load = Load((private,), (), about("supplied")), Load((public,), (), about("a-recipe"))
    merged = merge(CheckedFigures((), (), (), ()), load)
    assert {o.edition: o.status for o in merged.observations} == {
        "(supplied) 2023-24": "supplied",
        "2023-24": "published",
    }


def observation(value: float, edition: str, status: str) -> Observation:
    return Observation(
        POLICE, FALKIRK, "Falkirk", "2023-24", value, 0, "count", "exact", status, edition, "s", ""
    )  # fmt: skip


def about(recipe: str) -> LoadOrigin:
    return LoadOrigin("a.xlsx", "0" * 64, "xlsx", recipe, "supplied", "2023-24", "", ())


# On


@pytest.fixture
def shown(on: FigureSet, today: date) -> Callable[[str, str], ThemeView]:
    return lambda page, area: view_of(on, page, area, today)


def test_with_the_setting_on_they_can_be_asked_for(on: FigureSet) -> None:
    (row,) = queries.observations(on.database, [POLICE], [FALKIRK], ["2024-25"])
    assert (row["value"], row["status"], row["edition"]) == (
        7419,
        "supplied",
        "(supplied) 2024-25",
    )
    assert row["note"] == "Provided by Zebra Data Owner"
    assert MARK in on.sources[row["source_id"]].title


def test_the_table_marks_them(shown: Callable[[str, str], ThemeView]) -> None:
    table = shown("police-custody", FALKIRK).table
    column = table.header.index("Falkirk (supplied to the partnership)")
    assert [row[column].text for row in table.rows if row[0].text == "2024-25"] == ["7,419"]
    assert any(note.startswith("Supplied to the partnership: ") for note in table.notes)


def test_a_table_marks_them_one_by_one_where_others_are_published() -> None:
    pair = (figure("2022-23", 20, status="supplied"), figure("2023-24", 30))
    table = figures_table([Series(CLACKS_AREA, ORDERS, pair)], "Orders")
    assert [(row[1].text, row[1].qualifier) for row in table.rows] == [("30", ""), ("20", MARK)]


def test_the_sentence_marks_them_and_says_what_follows(
    shown: Callable[[str, str], ThemeView],
) -> None:
    finding = shown("police-custody", FALKIRK).finding
    assert (finding.lead, finding.rest[0]) == (
        "In Falkirk in 2024-25, there were 7,419 referrals from police custody (supplied to the "
        "partnership).",
        "The year before it was 7,523 (supplied to the partnership); the difference could be "
        "chance.",
    )
    for text in (finding.lead, *finding.rest):
        figures = re.findall(r"\b\d{1,2},\d{3}\b", text)
        assert text.count(f"({MARK})") == len(figures)
    assert any("are not published: ask the data owner" in caveat for caveat in finding.caveats)


def test_sentences_mark_them_in_a_comparison(shown: Callable[[str, str], ThemeView]) -> None:
    rest = " ".join(shown("police-custody", CLACKS).finding.rest)
    assert "Falkirk 7,419 (supplied to the partnership)" in rest


def test_the_description_of_the_chart_marks_them(shown: Callable[[str, str], ThemeView]) -> None:
    description = shown("police-custody", FALKIRK).description
    assert "7,419 in 2024-25 (supplied to the partnership)" in description


def test_a_sum_of_private_figures_is_marked_like_them(
    shown: Callable[[str, str], ThemeView],
) -> None:
    view = shown("police-custody", VALLEY)
    latest = view.series[0].latest
    assert latest
    assert (latest.value, latest.status) == (7419 + 7001 + 7009, "supplied")
    assert "21,429 referrals from police custody (supplied to the partnership)" in view.finding.text


def test_the_first_page_and_the_facts_mark_them(on: FigureSet, today: date) -> None:
    lines = [line for entry in glance_view(on, FALKIRK, today).entries for line in entry.lines]
    (line,) = (line for line in lines if line.measure_id == POLICE)
    assert (line.area.value, line.area.detail) == ("7,419", f"2024-25, {MARK}")
    fact = view_of(on, "police-custody", FALKIRK, today).facts[0]
    assert fact.detail.startswith("Supplied to the partnership. 7,523")


def test_files_taken_away_mark_them(shown: Callable[[str, str], ThemeView]) -> None:
    view = shown("police-custody", FALKIRK)
    rows = csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig"), newline=""))
    (row,) = (r for r in rows if (r["area"], r["period"]) == ("Falkirk", "2024-25"))
    assert (row["value"], row["status"], row["edition"]) == (
        "7419",
        "supplied",
        "(supplied) 2024-25",
    )
    assert MARK in row["source"]
    assert MARK in picture_svg(view).decode()


def test_the_status_and_the_data_notes_count_them(on: FigureSet, today: date) -> None:
    status = {m.measure: m for m in status_view(on, today).measures}
    assert status[TRANSFERS].scotland_years == 1
    assert any(MARK in title for title in status[TRANSFERS].sources)
    sources = [row[0].text for row in notes_view(on, today).sources.rows]
    assert any(MARK in title for title in sources)


def test_one_never_takes_the_place_of_a_published_figure(on: FigureSet, without: FigureSet) -> None:
    asked = ([ORDERS_COMMENCED], [SCOTLAND], ["2016-17"])
    expected = queries.observations(without.database, *asked)
    assert [row["value"] for row in expected] == [19200]
    assert queries.observations(on.database, *asked) == expected
    (private,) = queries.observations(on.database, *asked, edition="(supplied) 2024-25")
    assert private["value"] == 1877


def test_one_stands_where_the_published_figure_is_restricted_if_the_setting_allows(
    on: FigureSet, without: FigureSet
) -> None:
    asked = ([POLICE], [CLACKS], ["2023-24"])
    (private,) = queries.observations(on.database, *asked)
    assert (private["value"], private["status"]) == (7003, "supplied")
    (public,) = queries.observations(without.database, *asked)
    assert (public["value"], public["status"]) == (None, "restricted")


def test_a_mark_beside_the_number_does_not_make_one_public(on: FigureSet) -> None:
    (row,) = queries.observations(on.database, [POLICE], [FALKIRK], ["2021-22"])
    assert (row["value"], row["status"]) == (7538, "supplied")


# Words


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (20, 60, "40 more than the year before (20, supplied to the partnership)"),
        (20, 30, "20 (supplied to the partnership) the year before"),
        (30, 30, "the same as the year before (supplied to the partnership)"),
    ],
)
def test_a_change_since_a_private_figure_marks_it(before: float, after: float, said: str) -> None:
    pair = (figure("2022-23", before, status="supplied"), figure("2023-24", after))
    one = Series(CLACKS_AREA, ORDERS, pair)
    words = wording.change_words(bare(one), change_since_year_before(one, one.latest))
    assert words.startswith(said)


def test_a_rate_is_marked_behind_its_unit() -> None:
    private = figure("2023-24", 3.5, 1, status="supplied")
    assert wording.level_sentence(RATE, SCOTLAND_AREA, private) == (
        "In Scotland in 2023-24, the rate was 3.5 per 10,000 people (supplied to the partnership)."
    )


def test_a_published_figure_bears_no_mark() -> None:
    assert wording.mark_of(figure("2023-24", 3)) == ""
    assert wording.marked("3", figure("2023-24", 3, status="revised")) == "3"


def test_local_evidence_is_marked_too() -> None:
    local = figure("2023-24", 3, status="local_evidence")
    assert wording.level_sentence(ORDERS, CLACKS_AREA, local) == (
        "In Clackmannanshire in 2023-24, there were 3 orders (local evidence)."
    )
