"""The command that gets official workbooks: from the publishers' pages to published figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from publishers.pages import (
    GOV,
    SiteFile,
    collection,
    edition_page,
    publish,
    put_file,
    put_page,
    search,
)
from publishers.small_offer import JSW_LIST, JSW_SEARCH, newer, older, part_1
from publishers.stand_in import UNTOLD, Answer, StandIn
from publishers.whole_offer import offer_all
from test_cli import run_in

from cjdata import queries
from cjdata.cli.data_tool import main
from cjdata.library import library
from cjdata.store.load_folders import read_abouts
from cjdata.store.loads import LoadOrigin
from cjdata.store.loads_in_force import loads_in_force
from cjdata.store.snapshots import current_ids


def fetch(folder: Path, *arguments: str) -> Result:
    return run_in(folder, "fetch", "jsw-part-1", *arguments)


def current(folder: Path) -> str:
    return current_ids(folder / "extracts")["published"]


def origins(folder: Path) -> tuple[LoadOrigin, ...]:
    return read_abouts(folder, loads_in_force(folder))


def file_address() -> str:
    return part_1().file_address(part_1().files[0])


# --- What it does ---


def test_the_newest_edition_is_fetched_checked_and_published(
    data_folder: Path, sites: StandIn
) -> None:
    result = fetch(data_folder, "--accept")
    assert result.exit_code == 0, result.output
    assert "2024-25 part 1, published 10 September 2025: not loaded yet" in result.stdout
    assert "Fetched 1 workbook" in result.stdout
    assert f"Snapshot {current(data_folder)} is current now." in result.stdout
    asked = run_in(
        data_folder, "query", "--measure", "diversion_cases_commenced", "--area", "Clackmannanshire"
    )
    assert "2024-25 part 1" in asked.stdout


def test_what_was_fetched_keeps_its_address_moment_hash_and_date(
    data_folder: Path, sites: StandIn
) -> None:
    fetch(data_folder, "--accept")
    [about] = origins(data_folder)
    assert about.fetched is not None
    assert about.fetched.address == file_address()
    assert about.fetched.page == part_1().address
    assert about.fetched.published == about.published == "2025-09-10"
    assert about.fetched.at.endswith("+00:00")
    assert len(about.sha256) == 64


def test_a_list_fetches_no_file(data_folder: Path, sites: StandIn) -> None:
    before = current(data_folder)
    result = fetch(data_folder, "--list")
    assert result.exit_code == 0
    assert part_1().files[0].name in result.stdout
    assert not any("binaries" in address for address in sites.addresses)
    assert current(data_folder) == before


def test_a_dry_run_says_all_and_loads_nothing(data_folder: Path, sites: StandIn) -> None:
    before = current(data_folder)
    result = fetch(data_folder, "--dry-run")
    assert result.exit_code == 0
    assert "this was a dry run" in result.stdout
    assert current(data_folder) == before


def test_warnings_wait_for_a_yes(data_folder: Path, sites: StandIn) -> None:
    before = current(data_folder)
    result = fetch(data_folder)
    assert result.exit_code == 1
    assert "run it again with --accept" in result.stderr
    assert current(data_folder) == before


def test_what_is_loaded_is_not_fetched_again(data_folder: Path, sites: StandIn) -> None:
    fetch(data_folder, "--accept")
    before = current(data_folder)
    sites.asked.clear()
    result = fetch(data_folder, "--accept")
    assert result.exit_code == 0
    assert "part 1, 2024-25 part 1, published 10 September 2025: loaded" in result.stdout
    assert "Nothing new was fetched." in result.stdout
    assert not any("binaries" in address for address in sites.addresses)
    assert current(data_folder) == before


def test_pages_that_have_not_changed_are_not_sent_again(data_folder: Path, sites: StandIn) -> None:
    first = fetch(data_folder, "--list")
    asked = len(sites.asked)
    second = fetch(data_folder, "--list")
    assert first.stdout == second.stdout
    assert all("if-none-match" in one.headers for one in sites.asked[asked:])


def test_older_editions_are_fetched_on_request(data_folder: Path, sites: StandIn) -> None:
    put_page(sites, JSW_LIST, collection("Justice social work", [older(), part_1()]))
    publish(sites, older())
    assert "2023-24" not in fetch(data_folder, "--list").stdout
    assert (
        "2023-24 part 1, published 24 September 2024"
        in fetch(data_folder, "--list", "--all").stdout
    )
    result = fetch(data_folder, "--edition", "2023-24 part 1", "--accept")
    assert result.exit_code == 0, result.output
    assert [about.edition for about in origins(data_folder)] == ["2023-24 part 1"]
    assert "newer than what is loaded" in fetch(data_folder, "--list").stdout


def test_a_moved_collection_costs_a_search_and_nothing_else(
    data_folder: Path, sites: StandIn
) -> None:
    sites.put(JSW_LIST, Answer(b"", 404))
    put_page(sites, JSW_SEARCH, search("justice social work", [part_1()]))
    result = fetch(data_folder, "--list")
    assert result.exit_code == 0
    assert part_1().address in result.stdout


def test_a_page_that_moved_is_followed_to_its_new_place(data_folder: Path, sites: StandIn) -> None:
    moved = replace(part_1(), slug="jsw-moved")
    sites.put(
        part_1().address, Answer(status=301, headers={"Location": "/publications/jsw-moved/"})
    )
    publish(sites, moved)
    assert moved.files[0].name in fetch(data_folder, "--list").stdout


def test_programs_are_told_the_same(data_folder: Path, sites: StandIn) -> None:
    answer = json.loads(fetch(data_folder, "--accept", "--json").stdout)
    assert answer["published"]
    [offered] = answer["offered"]
    assert (offered["edition"], offered["standing"]) == ("2024-25 part 1", "new")
    assert answer["not_got"] == []


def test_a_publication_that_cannot_be_fetched_is_named_with_the_nearest(data_folder: Path) -> None:
    result = run_in(data_folder, "fetch", "jsw-part1")
    assert result.exit_code == 1
    assert "jsw-part-1" in result.stderr


def test_it_says_which_figures_no_workbook_has(data_folder: Path, sites: StandIn) -> None:
    assert (
        "Referrals from police custody centres: not published"
        in fetch(data_folder, "--list").stdout
    )


# --- A file replaced under the same address ---


def test_a_file_replaced_under_the_same_address_is_an_edition_of_its_own(
    data_folder: Path, sites: StandIn
) -> None:
    fetch(data_folder, "--accept")
    edition = part_1(more=3, updated="2034-01-01")
    put_page(sites, edition.address, edition_page(edition))
    put_file(sites, file_address(), edition.files[0].name, edition.files[0].content)
    assert "loaded, and changed since" in fetch(data_folder, "--list").stdout
    result = fetch(data_folder, "--accept")
    assert "the publisher has replaced" in result.stdout
    assert "“2024-25 part 1 updated”" in result.stdout
    assert result.exit_code == 0, result.output
    labels = sorted(about.edition for about in origins(data_folder))
    assert labels == ["2024-25 part 1", "2024-25 part 1 updated"]


def test_a_named_edition_that_was_replaced_silently_is_found(
    data_folder: Path, sites: StandIn
) -> None:
    fetch(data_folder, "--accept")
    again = ("--edition", "2024-25 part 1", "--accept")
    sites.asked.clear()
    result = fetch(data_folder, *again)
    assert f"As loaded before: {part_1().files[0].name}." in result.stdout
    [asked] = [one for one in sites.asked if "binaries" in one.address]
    assert "if-none-match" in asked.headers
    put_file(sites, file_address(), part_1().files[0].name, part_1(more=3).files[0].content)
    assert "Nothing new was fetched." in fetch(data_folder, "--accept").stdout
    result = fetch(data_folder, *again)
    assert "the publisher has replaced" in result.stdout
    assert result.exit_code == 0, result.output
    labels = sorted(about.edition for about in origins(data_folder))
    assert labels == ["2024-25 part 1", "2024-25 part 1 updated"]


# --- What goes wrong ---


FAULTS = {
    "forbidden": Answer(b"", 403),
    "gone": Answer(b"", 404),
    "asked too often": Answer(b"", 429),
    "an error": Answer(b"", 500),
    "half of it": Answer(b"PK\x03\x04 and no more", cut=8),
    "its end is missing": Answer(b"PK\x03\x04 and no more", kind="application/vnd.ms-excel"),
    "a web page": Answer(b"<!DOCTYPE html><title>Sign in to the network</title>"),
    "300 MB": Answer(b"PK", length=300_000_000, cut=2),
    "a redirect to a stranger": Answer(
        status=302, headers={"Location": "https://elsewhere.example/"}
    ),
    "nothing": Answer(b"", kind="application/vnd.ms-excel"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_half_loads_and_the_address_is_given_for_doing_it_by_hand(
    data_folder: Path, sites: StandIn, fault: str
) -> None:
    before = current(data_folder)
    sites.put(file_address(), FAULTS[fault])
    result = fetch(data_folder, "--accept")
    assert result.exit_code == 1
    assert file_address() in result.stderr
    assert f"Its page: {part_1().address}" in result.stderr
    assert current(data_folder) == before
    assert origins(data_folder) == ()


def test_a_web_page_instead_of_a_workbook_is_told_by_its_title(
    data_folder: Path, sites: StandIn
) -> None:
    sites.put(file_address(), FAULTS["a web page"])
    told = fetch(data_folder).stderr
    assert "gave a web page (“Sign in to the network”) instead of a workbook" in told


def test_a_file_of_which_nobody_can_tell_whether_it_is_whole_is_refused(
    data_folder: Path, sites: StandIn
) -> None:
    rows = SiteFile("Rows", "rows.csv", b"Area,Cases\nFife,10\n")
    publish(sites, part_1(0, rows))
    for file in part_1(0, rows).files:
        sites.change(part_1().file_address(file), length=UNTOLD)
    result = fetch(data_folder, "--accept")
    assert f"{part_1().file_address(rows)}: came without its length" in result.stderr
    [about] = origins(data_folder)  # a workbook that is an archive tells its own end
    assert about.file == part_1().files[0].name


def test_half_a_page_is_not_remembered(data_folder: Path, sites: StandIn) -> None:
    sites.change(part_1().address, length=UNTOLD, cut=20)
    fetch(data_folder, "--list")
    publish(sites, part_1())
    assert part_1().files[0].name in fetch(data_folder, "--list").stdout


@pytest.mark.parametrize("address", [JSW_LIST, part_1().address, f"{part_1().address}documents/"])
def test_a_page_that_changed_beyond_reading_is_told_with_its_address(
    data_folder: Path, sites: StandIn, address: str, tmp_path: Path
) -> None:
    put_page(sites, address, b"<html><h1>All new</h1><div class='app'></div></html>")
    trace = tmp_path / "seen.txt"
    result = fetch(data_folder, "--trace", str(trace))
    assert result.exit_code == 1
    [told] = [line for line in result.stderr.splitlines() if line.startswith(f"{address}: ")]
    assert "the page may have changed" in told
    assert "fetch --trace FILE" in told
    assert "div.app" in trace.read_text(encoding="utf-8")


def test_one_file_that_no_recipe_reads_keeps_no_other_from_being_published(
    data_folder: Path, sites: StandIn
) -> None:
    strange = SiteFile("Attendance of meetings", "attendance.csv", b"Room,People\nA,4\nB,5\n")
    publish(sites, part_1(0, strange))
    result = fetch(data_folder, "--accept")
    assert result.exit_code == 1
    assert "not loaded: attendance.csv" in result.stderr
    [about] = origins(data_folder)
    assert about.file == part_1().files[0].name


def test_one_publication_that_cannot_be_reached_costs_no_other(
    data_folder: Path, sites: StandIn
) -> None:
    homelessness = f"{GOV}/collections/homelessness-statistics/"
    sites.put(homelessness, Answer(b"", 500))
    result = run_in(data_folder, "fetch", "homelessness", "jsw-part-1", "--accept")
    assert result.exit_code == 1
    assert homelessness in result.stderr
    assert [about.edition for about in origins(data_folder)] == ["2024-25 part 1"]


# --- Whether something new is out ---


def test_a_check_says_what_is_out_and_fetches_no_file(data_folder: Path, sites: StandIn) -> None:
    assert "Nothing newer is out" in fetch(data_folder, "--check").stdout
    put_page(sites, JSW_LIST, collection("Justice social work", [part_1(), newer()]))
    publish(sites, newer())
    result = fetch(data_folder, "--check")
    assert result.exit_code == 0
    assert "A newer edition is out: 2025-26 part 1, published 15 September 2026" in result.stdout
    assert newer().address in result.stdout
    assert not any("binaries" in address for address in sites.addresses)


def test_a_check_that_did_not_see_all_does_not_say_that_nothing_is_out(
    data_folder: Path, sites: StandIn
) -> None:
    sites.put(part_1().address, Answer(b"", 500))
    result = fetch(data_folder, "--check")
    assert result.exit_code == 1
    assert part_1().address in result.stderr
    assert "Nothing newer" not in result.stdout


def test_a_check_tells_an_edition_that_says_no_date(data_folder: Path, sites: StandIn) -> None:
    undated = replace(newer(), day="")
    put_page(sites, JSW_LIST, collection("Justice social work", [part_1(), undated]))
    publish(sites, undated)
    result = fetch(data_folder, "--check")
    assert "The page of the edition 2025-26 part 1 says no date." in result.stdout
    assert undated.address in result.stdout
    assert "Nothing newer" not in result.stdout
    [told] = json.loads(fetch(data_folder, "--check", "--json").stdout)["undated"]
    assert told["address"] == undated.address


def test_a_check_tells_what_it_saw_also_where_it_cannot_be_kept(
    data_folder: Path, sites: StandIn
) -> None:
    (data_folder / "extracts" / "editions_seen.part").mkdir()
    put_page(sites, JSW_LIST, collection("Justice social work", [part_1(), newer()]))
    publish(sites, newer())
    assert "A newer edition is out: 2025-26 part 1" in fetch(data_folder, "--check").stdout


def test_the_trace_holds_what_was_seen_and_no_secrets(
    data_folder: Path, sites: StandIn, tmp_path: Path
) -> None:
    trace = tmp_path / "seen.txt"
    fetch(data_folder, "--list", "--trace", str(trace))
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    assert {"answer", "came whole"} <= {line["what"] for line in lines}
    assert str(sites.port) not in trace.read_text(encoding="utf-8")
    assert str(tmp_path) not in trace.read_text(encoding="utf-8")


# --- At a terminal ---


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits there who can be asked."""
    monkeypatch.setattr("cjdata.cli.fetch_command._Asked.is_asked_back", True)


def answered(folder: Path, *answers: str) -> Result:
    environment = {"CJDATA_HOME": str(folder)}
    words = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(main, ["fetch", "jsw-part-1"], env=environment, input=words)


@pytest.mark.usefixtures("at_a_terminal", "sites")
def test_a_person_is_asked_before_anything_is_fetched_and_before_it_is_published(
    data_folder: Path,
) -> None:
    before = current(data_folder)
    result = answered(data_folder, "y", "n")
    assert "Fetch 1 workbook?" in result.output
    assert "Publish these figures?" in result.output
    assert current(data_folder) == before
    result = answered(data_folder, "y", "y")
    assert result.exit_code == 0, result.output
    assert f"Snapshot {current(data_folder)} is current now." in result.output
    assert current(data_folder) != before


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_who_says_no_fetches_nothing(data_folder: Path, sites: StandIn) -> None:
    answered(data_folder, "n")
    assert not any("binaries" in address for address in sites.addresses)


# --- The whole offer ---


@pytest.mark.long
def test_from_nothing_to_all_council_figures_of_the_indicators_in_one_sitting(
    data_folder: Path, sites: StandIn
) -> None:
    offer_all(sites)
    dry = json.loads(run_in(data_folder, "fetch", "--dry-run", "--json").stdout)
    says = [f for one in dry["questions"] for f in ("--yes", one["says"])]
    result = run_in(data_folder, "fetch", "--accept", *says)
    assert result.exit_code == 0, result.output
    figures = library(data_folder).figures("published")
    fetched = {one.id for one in figures.catalogue.publications if one.fetch}
    councils = {row["measure"]: row["councils"] for row in queries.coverage(figures.database)}
    leading = [
        measure
        for indicator in figures.catalogue.indicators
        if indicator.geography == "council" and indicator.publication in fetched
        for measure in indicator.headline[:1]
    ]
    assert {measure: councils.get(measure) for measure in leading} == dict.fromkeys(leading, 32)
    assert len(leading) == 7
