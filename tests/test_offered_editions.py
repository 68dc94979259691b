"""Editions are found by following links, on whatever list they stand; data sets by their page."""

from __future__ import annotations

from pathlib import Path

import pytest
from publishers.pages import (
    GOV,
    SiteEdition,
    SiteFile,
    collection,
    documents_page,
    publish,
    put_dataset,
    put_page,
    search,
)
from publishers.small_offer import JSW_LIST, JSW_SEARCH, older, part_1
from publishers.stand_in import Answer, StandIn
from test_cli import run_in
from workbook_builders.open_data import orders_csv

from cjdata.fetching.fetch_trace import FetchTrace
from cjdata.fetching.offered_editions import OfferedEdition
from cjdata.fetching.sitting import FetchSitting
from cjdata.reference.catalogue import Catalogue
from cjdata.store.load_folders import read_abouts
from cjdata.store.loads_in_force import loads_in_force


def found(
    folder: Path, catalogue: Catalogue, publication: str = "jsw-part-1", *, every: bool = True
) -> list[OfferedEdition]:
    with FetchSitting(folder, catalogue, trace=FetchTrace()) as sitting:
        offered, _ = sitting.look([catalogue.publication_by_id[publication]], every=every)
    return [one.edition for one in offered]


def listed(*titles: tuple[str, str]) -> bytes:
    return collection("Statistics", [SiteEdition(t, slug, "2025-09-10") for t, slug in titles])


def test_editions_come_newest_first_however_they_are_listed(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    put_page(sites, JSW_LIST, collection("Justice social work", [older(), part_1()]))
    publish(sites, older())
    assert [one.label for one in found(data_folder, catalogue)] == [
        "2024-25 part 1",
        "2023-24 part 1",
    ]


def test_what_is_no_edition_is_passed_over(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    title = "Justice Social Work Statistics in Scotland: 2024-25 - Part 1"
    others = (
        (title.replace("Part 1", "Part 2"), "jsw-2024-25-part-2"),
        (f"{title}: technical notes", "jsw-technical-notes"),
        ("Homelessness in Scotland: 2024-25", "homelessness"),
        ("Justice Social Work Statistics, part 1: about them", "about"),
    )
    put_page(sites, JSW_LIST, listed(*others, (title, part_1().slug)))
    assert [one.address for one in found(data_folder, catalogue)] == [part_1().address]


def test_a_link_that_says_little_is_known_by_where_it_leads(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    put_page(sites, JSW_LIST, listed(("Read more", part_1().slug)))
    [edition] = found(data_folder, catalogue)
    assert (edition.label, edition.published) == ("2024-25 part 1", "2025-09-10")


def test_a_chapter_leads_to_its_publication(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    put_page(sites, JSW_LIST, listed((part_1().title, f"{part_1().slug}/pages/3")))
    assert [one.address for one in found(data_folder, catalogue)] == [part_1().address]


def test_further_pages_of_a_search_are_followed_where_all_are_asked_for(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    sites.put(JSW_LIST, Answer(b"", 404))
    second = f"{JSW_SEARCH}&page=2"
    put_page(sites, JSW_SEARCH, search("social work", [part_1()], second))
    put_page(sites, second, search("social work", [older()]))
    publish(sites, older())
    assert len(found(data_folder, catalogue)) == 2
    sites.asked.clear()
    assert len(found(data_folder, catalogue, every=False)) == 1
    assert second.removeprefix("https://") not in sites.addresses


def test_of_one_workbook_in_several_kinds_one_is_taken(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    kinds = [SiteFile("Tables", f"Part 1 tables.{kind}", b"x") for kind in ("csv", "ods")]
    publish(sites, part_1(0, *kinds, SiteFile("Metadata", "metadata.xlsx", b"x")))
    [edition] = found(data_folder, catalogue)
    assert [file.name for file in edition.files] == ["Part 1 tables.xlsx"]


def test_files_of_one_name_at_two_addresses_are_two_files_of_which_one_may_be_loaded(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    run_in(data_folder, "fetch", "jsw-part-1", "--accept")
    [own] = part_1().files
    twin = f"{GOV}/binaries/elsewhere/{own.name.replace(' ', '%2B')}"
    shown = documents_page(part_1()).replace(b"</main>", f'<a href="{twin}">B</a></main>'.encode())
    put_page(sites, f"{part_1().address}documents/", shown)
    with FetchSitting(data_folder, catalogue) as sitting:
        [offered], _ = sitting.look([catalogue.publication_by_id["jsw-part-1"]])
    files = offered.edition.files
    assert [file.name for file in files] == [own.name] * 2
    assert {file.address for file in files} == {part_1().file_address(own), twin}
    assert offered.standing == "in part"


def test_of_several_lists_one_that_fails_is_told_though_another_leads_to_editions(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    known = catalogue.publication_by_id["jsw-part-1"]
    assert known.fetch
    second = f"{GOV}/collections/justice-social-work-new/"
    where = known.fetch.model_copy(update={"collections": (JSW_LIST, second)})
    with FetchSitting(data_folder, catalogue) as sitting:
        offered, seen = sitting.look([known.model_copy(update={"fetch": where})])
    assert [one.edition.address for one in offered] == [part_1().address]
    assert [one.address for one in seen.troubles] == [second]


@pytest.mark.usefixtures("sites")
def test_a_set_of_data_is_fetched_whole_with_the_day_of_its_page(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    book = orders_csv()
    for name in ("social-work-orders-terminated", "community-payback-orders-commenced"):
        sites.put(f"https://statistics.gov.scot/data/{name}", Answer(b"", 404))
    put_dataset(sites, "social-work-orders-commenced", "17 March 2025", book.content)
    editions = found(data_folder, catalogue, "social-work-orders-open-data")
    assert [one.published for one in editions if one.files] == ["2025-03-17"]
    result = run_in(data_folder, "fetch", "social-work-orders-open-data", "--accept")
    assert result.exit_code == 1
    assert "social-work-orders-terminated: has nothing there (404)" in result.stderr
    [about] = read_abouts(data_folder, loads_in_force(data_folder))
    assert about.fetched
    assert about.fetched.address.startswith("https://statistics.gov.scot/downloads/cube-table?uri=")
    assert (about.file, about.published) == ("social-work-orders-commenced.csv", "2025-03-17")


def test_only_hosts_of_the_catalogue_are_asked_whatever_a_page_links_to(
    data_folder: Path, catalogue: Catalogue, sites: StandIn
) -> None:
    stranger = SiteEdition(
        part_1().title, part_1().slug, "2025-09-10", site="https://elsewhere.example"
    )
    put_page(sites, JSW_LIST, collection("Justice social work", [stranger]))
    assert found(data_folder, catalogue) == []
    assert all(address.startswith(GOV.removeprefix("https://")) for address in sites.addresses)
