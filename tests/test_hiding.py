"""What is hidden of supplied figures: the decision, made from everything that is held."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_private import PrivateFolder

from cjdata import queries
from cjdata.library import FigureSet
from cjdata.observations import Observation
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue

CLACKS, FALKIRK, STIRLING = "S12000005", "S12000014", "S12000030"
YEAR = "2023-24"
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


def test_without_a_rule_all_is_shown_and_it_is_known_that_no_rule_is_set(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden(folder, folder.row(POLICE, CLACKS, YEAR, 3))
    assert not folder.figures().is_unprotected
    monkeypatch.delenv("CJDATA_DISCLOSURE_THRESHOLD")
    assert folder.figures().is_unprotected
    assert shown(folder.figures()) == {(POLICE, CLACKS, YEAR): 3}


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
    assert not folder.figures().is_unprotected


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
