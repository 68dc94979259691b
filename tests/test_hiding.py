"""What is hidden of supplied figures: the decision, made from everything that is held."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from build_private import SOURCE, PrivateFolder
from click.testing import CliRunner

from cjdata import queries
from cjdata.cli.data_tool import main
from cjdata.hiding import given_away
from cjdata.hiding.hiding_rule import ALL_HIDDEN
from cjdata.ingest.published import CheckedFigures
from cjdata.library import FigureSet, Library
from cjdata.observations import Observation
from cjdata.publishing.computed_figures import with_computed
from cjdata.publishing.published_state import tables_of
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.views.loading.changes import last_change
from cjdata.views.notes.data import notes_view
from cjdata.views.notes.status import status_view

CLACKS, FALKIRK, STIRLING = "S12000005", "S12000014", "S12000030"
YEAR = "2023-24"
TODAY = date(2026, 11, 22)
POLICE, DIVERSION, RATE = (
    "police_custody_referrals",
    "diversion_cases_commenced",
    "diversion_rate_per_10000",
)
ENDED, COMPLETED, EARLY, MOVED = (
    "cpo_terminated",
    "cpo_completed",
    "cpo_early_discharge",
    "cpo_transfer_out",
)
SHARE = "cpo_completion_percent"
DTTO, DTTO_ENDED, DTTO_SHARE = "dtto_completed", "dtto_terminated", "dtto_completion_percent"


@pytest.fixture
def folder(
    tmp_path: Path,
    home: Path,
    catalogue: Catalogue,
    areas: Areas,
    monkeypatch: pytest.MonkeyPatch,
) -> PrivateFolder:
    """A folder under a rule that hides counts from 1 to 4."""
    monkeypatch.setenv("CJDATA_SUPPLIED", "on")
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-01")
    return PrivateFolder(tmp_path, home / "reference", catalogue, areas)


def hidden(folder: PrivateFolder, *rows: Observation) -> set[tuple[str, str]]:
    """Publish rows and give the measures and areas of which a supplied figure is hidden."""
    folder.publish(rows)
    return {(m, a) for m, a, _ in folder.figures().database.hidden}


def shown(figures: FigureSet) -> dict[tuple[str, str, str], float | None]:
    return {
        (r["measure"], r["area_code"], r["period"]): r["value"]
        for r in queries.observations(figures.database)
    }


def councils(
    folder: PrivateFolder, measure: str, held: dict[str, float], scotland: str = "supplied"
) -> list[Observation]:
    """Give rows of a measure for every council, and for Scotland with a status."""
    return [
        folder.row(measure, a, YEAR, n, status=scotland if a == SCOTLAND else "supplied")
        for a, n in folder.all_councils(held, 50).items()
    ]


# Counts


def test_a_small_count_is_hidden_and_a_large_one_is_not(folder: PrivateFolder) -> None:
    rows = [folder.row(POLICE, CLACKS, YEAR, 3), folder.row(POLICE, FALKIRK, YEAR, 40)]
    assert hidden(folder, *rows) == {(POLICE, CLACKS)}
    assert shown(folder.figures()) == {(POLICE, CLACKS, YEAR): None, (POLICE, FALKIRK, YEAR): 40}


def test_what_is_hidden_says_so_and_keeps_no_note(folder: PrivateFolder) -> None:
    note = "Provided by A data owner; three, that is 3"
    hidden(folder, folder.row(POLICE, CLACKS, YEAR, 3, note=note))
    [row] = queries.observations(folder.figures().database)
    assert (row["value"], row["status"], row["note"]) == (
        None,
        "suppressed",
        "Provided by A data owner",
    )


def test_notes_beside_figures_that_are_shown_go_too_since_they_may_name_a_hidden_one(
    folder: PrivateFolder,
) -> None:
    before = folder.row(POLICE, CLACKS, "2022-23", 3)
    after = folder.row(POLICE, CLACKS, YEAR, 30, note="Provided by Police; up from 3")
    folder.publish([before, after])
    rows = queries.observations(folder.figures().database)
    assert [row["note"] for row in rows] == ["", "Provided by Police"]


def test_what_changed_does_not_tell_how_many_figures_did_not(folder: PrivateFolder) -> None:
    for row in (folder.row(POLICE, CLACKS, YEAR, 3), folder.row(POLICE, FALKIRK, YEAR, 40)):
        hidden(folder, row)
        told = last_change(folder.figures(), CLACKS)
        assert (told.trouble, "unchanged" in str(told.sections)) == ("", False)


def test_a_published_figure_is_shown_as_published_however_small(folder: PrivateFolder) -> None:
    public = folder.row(POLICE, FALKIRK, YEAR, 2, status="published")
    assert hidden(folder, public, folder.row(POLICE, CLACKS, YEAR, 30)) == set()
    assert shown(folder.figures())[POLICE, FALKIRK, YEAR] == 2


def test_nil_is_shown_unless_the_rule_hides_it(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    nil = folder.row(POLICE, CLACKS, YEAR, 0)
    assert hidden(folder, nil) == set()
    monkeypatch.setenv("CJDATA_DISCLOSURE_ZEROS", "hide")
    assert folder.figures().database.hidden == {(POLICE, CLACKS, YEAR)}


@pytest.mark.parametrize("scotland", ["supplied", "published"])
def test_scotland_less_the_other_councils_does_not_give_a_hidden_one(
    folder: PrivateFolder, scotland: str
) -> None:
    found = hidden(folder, *councils(folder, POLICE, {CLACKS: 2}, scotland))
    assert (POLICE, CLACKS) in found
    assert len(found) == 2
    assert (POLICE, SCOTLAND) not in found


def test_a_total_that_differs_a_little_from_its_parts_protects_as_well(
    folder: PrivateFolder,
) -> None:
    rows = [o for o in councils(folder, POLICE, {CLACKS: 2}) if o.area_code != SCOTLAND]
    total = sum(o.value or 0 for o in rows)
    for off in (-5, 7):
        scotland = folder.row(POLICE, SCOTLAND, YEAR, total + off, status="published")
        assert len(hidden(folder, *rows, scotland)) == 2


def test_where_most_councils_are_unknown_scotland_tells_nothing(folder: PrivateFolder) -> None:
    scotland = folder.row(POLICE, SCOTLAND, YEAR, 900, status="published")
    rows = [folder.row(POLICE, CLACKS, YEAR, 2), folder.row(POLICE, FALKIRK, YEAR, 40), scotland]
    assert hidden(folder, *rows) == {(POLICE, CLACKS)}


def test_what_the_publisher_withheld_cannot_be_worked_out_from_what_is_supplied(
    folder: PrivateFolder,
) -> None:
    rows = councils(folder, POLICE, {CLACKS: 30}, "published")
    withheld = folder.row(POLICE, CLACKS, YEAR, None, status="restricted")
    rest = [o for o in rows if o.area_code != CLACKS]
    assert len(hidden(folder, withheld, *rest)) == 1


# Percentages, rates, categories


def test_a_percentage_hides_with_the_count_that_it_is_made_of(folder: PrivateFolder) -> None:
    rows = [
        folder.row(DTTO, CLACKS, YEAR, 3),
        folder.row(DTTO_ENDED, CLACKS, YEAR, 12),
        folder.row(DTTO_SHARE, CLACKS, YEAR, 25.0),
    ]
    assert hidden(folder, *rows) == {(DTTO, CLACKS), (DTTO_SHARE, CLACKS)}


def test_one_who_did_not_complete_is_not_told_by_those_who_did(folder: PrivateFolder) -> None:
    rows = [
        folder.row(DTTO, CLACKS, YEAR, 29),
        folder.row(DTTO_ENDED, CLACKS, YEAR, 30),
        folder.row(DTTO_SHARE, CLACKS, YEAR, 96.7),
    ]
    assert hidden(folder, *rows) == {(DTTO, CLACKS), (DTTO_SHARE, CLACKS)}


def test_a_rate_is_the_count_where_the_population_is_known(folder: PrivateFolder) -> None:
    year, people = "2022-23", folder.people(CLACKS, 2022)
    small = folder.row(RATE, CLACKS, year, round(3 / people * 10_000, 1))
    assert hidden(folder, small) == {(RATE, CLACKS)}
    large = folder.row(RATE, CLACKS, year, round(60 / people * 10_000, 1))
    assert hidden(folder, large) == set()


def test_a_planted_rate_without_its_count_is_hidden_for_it_cannot_be_judged(
    folder: PrivateFolder,
) -> None:
    assert hidden(folder, folder.row(SHARE, CLACKS, YEAR, 75.0)) == {(SHARE, CLACKS)}
    without_counts = "fiscal_work_orders_completion_percent"
    assert hidden(folder, folder.row(without_counts, CLACKS, YEAR, 75.0))


def test_a_count_that_a_percentage_gives_away_takes_part_in_the_sums(
    folder: PrivateFolder,
) -> None:
    held = folder.all_councils({CLACKS: 2}, 50)
    rows = [folder.row(DTTO, a, YEAR, n) for a, n in held.items() if a != CLACKS]
    rows += [
        folder.row(DTTO_ENDED, CLACKS, YEAR, 20),
        folder.row(DTTO_SHARE, CLACKS, YEAR, 10.0),
    ]
    found = hidden(folder, *rows)
    assert (DTTO_SHARE, CLACKS) in found
    assert len({place for place in found if place[0] == DTTO} - {(DTTO, CLACKS)}) == 1


def test_supplied_counts_behind_a_published_percentage_hide_together(
    folder: PrivateFolder,
) -> None:
    rows = [
        folder.row(DTTO, CLACKS, YEAR, 3),
        folder.row(DTTO_ENDED, CLACKS, YEAR, 12),
        folder.row(DTTO_SHARE, CLACKS, YEAR, 25.0, status="published"),
    ]
    assert hidden(folder, *rows) == {(DTTO, CLACKS), (DTTO_ENDED, CLACKS)}
    assert shown(folder.figures())[DTTO_SHARE, CLACKS, YEAR] == 25.0


def test_categories_of_a_total_do_not_give_one_another_away(folder: PrivateFolder) -> None:
    total, first, second = (
        "throughcare_cases_commenced_total",
        "throughcare_custody_cases_commenced",
        "throughcare_community_cases_commenced",
    )
    rows = [
        folder.row(total, CLACKS, YEAR, 30),
        folder.row(first, CLACKS, YEAR, 2),
        folder.row(second, CLACKS, YEAR, 28),
    ]
    assert hidden(folder, *rows) == {(first, CLACKS), (second, CLACKS)}


# Published percentages, in any record


@pytest.mark.parametrize(
    ("share", "whole"),
    [
        (DTTO_SHARE, DTTO_ENDED),
        (SHARE, ENDED),
        ("cpo_completion_percent_old_basis", ENDED),
        ("dtto_completion_percent_old_basis", DTTO_ENDED),
        ("fiscal_work_orders_completion_percent", "fiscal_work_orders_terminated"),
        ("custody_percent", "people_convicted_total"),
        ("voluntary_throughcare_commenced_percent", "voluntary_throughcare_entitled"),
        ("reconviction_rate_one_year_home_area", "reconviction_cohort_size_home_area"),
    ],
)
@pytest.mark.parametrize(("percent", "count"), [(33, 9), (67, 9), (10, 30), (96, 50)])
def test_a_published_percentage_of_a_supplied_count_gives_no_small_one_away(
    folder: PrivateFolder, share: str, whole: str, percent: float, count: int
) -> None:
    """“33 per cent” of 9 are 3, and 67 leaves 3; whoever of whom the 9 are."""
    period = "2020-21" if share.startswith("reconviction") else YEAR
    public = folder.row(share, CLACKS, period, percent, status="published")
    moved = folder.row(MOVED, CLACKS, period, 0, status="published")
    rows = [public, folder.row(whole, CLACKS, period, count), *([moved] if share == SHARE else [])]
    assert (whole, CLACKS) in hidden(folder, *rows)
    assert hidden(folder, public, folder.row(whole, CLACKS, period, 100 * count)) == set()


def test_a_percentage_that_an_earlier_edition_printed_counts_as_well(
    folder: PrivateFolder,
) -> None:
    rows = [
        folder.row(DTTO_SHARE, CLACKS, YEAR, 33, status="published", edition="2023-24"),
        folder.row(DTTO_SHARE, CLACKS, YEAR, 55, status="published", edition="2024-25"),
        folder.row(DTTO_ENDED, CLACKS, YEAR, 9),
    ]
    assert hidden(folder, *rows) == {(DTTO_ENDED, CLACKS)}


def test_a_share_that_would_tell_a_supplied_whole_is_not_worked_out(folder: PrivateFolder) -> None:
    part, whole = "voluntary_throughcare_cases_commenced", "voluntary_throughcare_entitled"
    rows = (
        folder.row(part, CLACKS, YEAR, 7, status="published"),
        folder.row(whole, CLACKS, YEAR, 19),
    )
    figures = with_computed(
        CheckedFigures(rows, (), (), ()), folder.catalogue, folder.library.reference().populations
    )
    assert {o.measure for o in figures.observations if not o.is_supplied} <= {
        part,
        f"{part}_per_10000",
    }


# Local evidence


LOCAL = "arrest_referrals_local"


def local(
    folder: PrivateFolder, value: float, area: str = CLACKS, *, is_loaded: bool = True
) -> Observation:
    one = folder.row(LOCAL, area, YEAR, value, status="local_evidence", note="It was so")
    return replace(one, origin="local.xlsx, Figures, C6" if is_loaded else "")


def test_local_evidence_is_under_the_rule_where_it_repeats_a_supplied_figure(
    folder: PrivateFolder,
) -> None:
    rows = [folder.row(POLICE, CLACKS, YEAR, 3), local(folder, 3), local(folder, 2, FALKIRK)]
    assert hidden(folder, *rows) == {(POLICE, CLACKS), (LOCAL, CLACKS)}
    database = folder.figures().database
    seen = {(r["measure"], r["area_code"]): r for r in queries.observations(database)}
    assert (seen[LOCAL, CLACKS]["value"], seen[LOCAL, CLACKS]["note"]) == (None, "")
    assert seen[LOCAL, CLACKS]["status"] == "suppressed"
    assert seen[LOCAL, FALKIRK]["value"] == 2


def test_local_evidence_goes_with_the_figure_that_it_repeats_however_large(
    folder: PrivateFolder,
) -> None:
    rows = councils(folder, POLICE, {CLACKS: 2})
    other = next(a for m, a in sorted(hidden(folder, *rows)) if a != CLACKS)
    assert (LOCAL, other) in hidden(folder, *rows, local(folder, 51, other))


def test_all_local_evidence_that_was_loaded_can_be_put_under_the_rule(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed = local(folder, 2, STIRLING, is_loaded=False)
    rows = [local(folder, 3), local(folder, 30, FALKIRK), reviewed]
    assert hidden(folder, *rows) == set()
    monkeypatch.setenv("CJDATA_DISCLOSURE_LOCAL", "on")
    assert hidden(folder, *rows) == {(LOCAL, CLACKS)}


def test_local_evidence_tells_nothing_of_what_is_not_shown_at_all(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_SUPPLIED", "off")
    rows = [folder.row(POLICE, CLACKS, YEAR, 30), local(folder, 30), local(folder, 2, FALKIRK)]
    assert hidden(folder, *rows) == {(LOCAL, CLACKS)}
    assert shown(folder.figures()) == {(LOCAL, CLACKS, YEAR): None, (LOCAL, FALKIRK, YEAR): 2}


# What was shown and hidden before


def later(folder: PrivateFolder, *rows: Observation) -> set[tuple[str, str]]:
    """Publish rows to readers who remember; give what is hidden."""
    folder.publish(rows, remembers=True)
    return {(m, a) for m, a, _ in folder.figures().database.hidden}


def test_what_was_hidden_stays_hidden_when_it_is_taken_back_and_loaded_anew(
    folder: PrivateFolder,
) -> None:
    first = hidden(folder, *councils(folder, POLICE, {CLACKS: 3, FALKIRK: 9}))
    assert first == {(POLICE, CLACKS), (POLICE, FALKIRK)}
    assert later(folder) == set()
    corrected = councils(folder, POLICE, {CLACKS: 3, FALKIRK: 9, STIRLING: 8})
    assert later(folder, *corrected) >= first, "Falkirk less the first sum gives Clackmannanshire"
    assert later(folder, *councils(folder, POLICE, {CLACKS: 30, FALKIRK: 90})) >= first


def test_what_readers_have_seen_hides_no_other_figure(folder: PrivateFolder) -> None:
    large = councils(folder, POLICE, {CLACKS: 7, FALKIRK: 9})
    assert hidden(folder, *large) == set()
    found = later(folder, *councils(folder, POLICE, {CLACKS: 3, FALKIRK: 9}))
    assert found == {(POLICE, CLACKS), (POLICE, SCOTLAND)}, "all others are known from before"


def told_away(folder: PrivateFolder, now: list[Observation], then: list[Observation]) -> set[str]:
    """Give the areas that a load from one state to another would give away."""
    tables = [tables_of(CheckedFigures(tuple(rows), (SOURCE,), (), ())) for rows in (now, then)]
    now_table, then_table = (table["observations"] for table in tables)
    people = folder.library.reference().populations
    cells = given_away(folder.folder, folder.catalogue, folder.areas, people, now_table, then_table)
    return {area for _, area, _ in cells}


def test_a_load_that_gives_away_what_is_hidden_is_named_by_what_it_gives_away(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [o for o in councils(folder, POLICE, {CLACKS: 2}) if o.area_code != SCOTLAND]
    total = sum(o.value or 0 for o in now)
    then = [*now, folder.row(POLICE, SCOTLAND, YEAR, total, status="published")]
    assert told_away(folder, now, then) == set(), "another council can still be hidden with it"
    assert hidden(folder, *now) == {(POLICE, CLACKS)}
    assert told_away(folder, now, then) == {CLACKS}, "all other councils are known"
    assert told_away(folder, then, then) == set()
    monkeypatch.delenv("CJDATA_DISCLOSURE_THRESHOLD")
    assert told_away(folder, now, then) == {CLACKS}, "whoever loads may have no rule set"


def test_another_process_decides_alike_and_a_new_agreement_decides_anew(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hidden(folder, *councils(folder, POLICE, {CLACKS: 2}))
    assert Library(folder.folder).figures("published").database.hidden == {
        (m, a, YEAR) for m, a in first
    }
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "9")
    only = [folder.row(POLICE, CLACKS, YEAR, 7)]
    assert hidden(folder, *only) == {(POLICE, CLACKS)}
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
    assert later(folder, *only) == {(POLICE, CLACKS)}
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-20")
    assert later(folder, *only) == set()


def test_where_what_was_told_cannot_be_read_or_kept_nothing_is_shown(
    folder: PrivateFolder, caplog: pytest.LogCaptureFixture
) -> None:
    row = folder.row(POLICE, FALKIRK, YEAR, 90)
    assert hidden(folder, row) == set()
    file = folder.folder / "supplied" / "told.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("no,such\n", "utf-8")
    with caplog.at_level("INFO", "cjdata.events"):
        shown = Library(folder.folder).figures("published").database
    assert shown.hidden == {(POLICE, FALKIRK, YEAR)}
    [event] = [record for record in caplog.records if record.message == ALL_HIDDEN]
    assert event.details == {"why": "supplied/told.csv cannot be read or written"}  # type: ignore[attr-defined]


# Editions


def test_a_cell_hidden_in_one_edition_is_hidden_in_all(folder: PrivateFolder) -> None:
    rows = [
        folder.row(POLICE, CLACKS, YEAR, 3, edition="2023-24"),
        folder.row(POLICE, CLACKS, YEAR, 9, edition="2024-25"),
    ]
    assert hidden(folder, *rows) == {(POLICE, CLACKS)}
    printed = queries.editions_of(folder.figures().database, [POLICE], [CLACKS])
    assert [(row["value"], row["status"]) for row in printed] == [(None, "suppressed")] * 2


def test_an_edition_that_hides_a_figure_is_still_none_of_a_publication(
    folder: PrivateFolder,
) -> None:
    hidden(folder, folder.row(POLICE, CLACKS, YEAR, 3))
    database = folder.figures().database
    assert queries.editions(database) == []
    assert queries.current_figures(database, [POLICE], [CLACKS], "2024-25") == []


# The setting


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CJDATA_DISCLOSURE_THRESHOLD", "", "no disclosure rule is set"),
        ("CJDATA_DISCLOSURE_THRESHOLD", "off", "no disclosure rule is set"),
        ("CJDATA_DISCLOSURE_THRESHOLD", "for", "makes no sense: CJDATA_DISCLOSURE_THRESHOLD"),
        ("CJDATA_DISCLOSURE_ZEROS", "hid", "makes no sense: CJDATA_DISCLOSURE_ZEROS"),
        ("CJDATA_DISCLOSURE_AGREED", "", "makes no sense: CJDATA_DISCLOSURE_AGREED"),
        ("CJDATA_DISCLOSURE_TRESHOLD", "9", "makes no sense: CJDATA_DISCLOSURE_TRESHOLD"),
        ("CJDATA_DISCLOSURE_LOCAL", "perhaps", "makes no sense: CJDATA_DISCLOSURE_LOCAL"),
        ("CJDATA_SUPPLIED", "yse", "makes no sense: CJDATA_SUPPLIED"),
    ],
)
def test_without_a_rule_or_with_a_slip_in_a_setting_nothing_supplied_is_shown_and_it_is_said(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    large = folder.row(POLICE, FALKIRK, YEAR, 90)
    assert hidden(folder, folder.row(POLICE, CLACKS, YEAR, 3), large) == {(POLICE, CLACKS)}
    assert status_view(folder.figures(), TODAY).not_shown == ""
    monkeypatch.setenv(name, value)
    figures = folder.figures()
    assert (shown(figures), figures.database.hidden) == ({}, set())
    assert said in status_view(figures, TODAY).not_shown
    assert said in notes_view(figures, TODAY).not_shown
    told = CliRunner(env={"CJDATA_HOME": str(folder.folder)}).invoke(main, ["status"])
    assert (told.exit_code, said in told.stderr) == (0, True)


def test_a_rule_that_changes_is_decided_by_anew(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hidden(folder, folder.row(POLICE, CLACKS, YEAR, 7)) == set()
    before = folder.figures()
    assert folder.figures() is before
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "9")
    assert folder.figures().database.hidden == {(POLICE, CLACKS, YEAR)}


def test_with_supplied_figures_off_a_rule_changes_nothing(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_SUPPLIED", "off")
    assert hidden(folder, folder.row(POLICE, CLACKS, YEAR, 3)) == set()
    assert shown(folder.figures()) == {}
    assert status_view(folder.figures(), TODAY).not_shown == ""


def test_where_the_recipes_cannot_be_read_nothing_supplied_is_shown(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    (data_folder / "reference" / "recipes" / "jsw-orders.toml").write_text("no = [", "utf-8")
    (folder.folder / "reference").unlink()
    (folder.folder / "reference").symlink_to(data_folder / "reference", target_is_directory=True)
    found = hidden(
        folder, folder.row(POLICE, CLACKS, YEAR, 3), folder.row(POLICE, FALKIRK, YEAR, 90)
    )
    assert found == {(POLICE, CLACKS), (POLICE, FALKIRK)}
