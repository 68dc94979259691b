"""What was fetched says where it came from; pages say when a newer edition is out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from publishers.pages import collection, publish, put_page
from publishers.small_offer import JSW_LIST, newer, part_1
from publishers.stand_in import StandIn
from python_calamine import CalamineWorkbook
from read_pages import open_page, use_own
from test_cli import run_in

from cjdata import settings
from cjdata.library import Source, library

FETCHED = "fetched from www.gov.scot on "


@pytest.fixture
def folder(data_folder: Path, sites: StandIn, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, into which part 1 was fetched."""
    use_own(data_folder, monkeypatch)
    result = run_in(data_folder, "fetch", "jsw-part-1", "--accept")
    assert result.exit_code == 0, result.output
    return data_folder


def fetched_sources() -> list[Source]:
    return [s for s in library().figures(settings.PUBLISHED).sources.values() if s.fetched]


def test_the_source_line_says_where_and_when_the_file_was_fetched(folder: Path) -> None:
    text = open_page("diversion").root.text
    line = next(part for part in text.split("Source: ") if FETCHED in part)
    assert "published 10 September 2025, fetched from www.gov.scot on " in line
    [source] = fetched_sources()
    assert (
        source.url
        == "https://www.gov.scot/publications/justice-social-work-statistics-in-scotland-2024-25-part-1/"
    )


def test_the_data_notes_give_address_moment_and_checksum(folder: Path) -> None:
    text = open_page("data-notes").root.text
    [source] = fetched_sources()
    assert source.fetched
    assert part_1().file_address(part_1().files[0]) == source.fetched.address
    assert f"File {source.fetched.address}, fetched on " in text
    assert f"SHA-256 {source.sha256}." in text


def test_the_sheet_of_sources_gives_them_too(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    result = run_in(folder, "workbook", "--area", "Falkirk", "-o", str(path))
    assert result.exit_code == 0, result.output
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    name = next(one for one in book.sheet_names if "ource" in one)
    rows = book.get_sheet_by_name(name).to_python()
    [source] = fetched_sources()
    files = [row[-1] for row in rows if source.title in row]
    assert files
    assert f"SHA-256 {source.sha256}." in str(files[0])


def test_figures_that_a_person_brought_say_nothing_of_the_kind(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_own(data_folder, monkeypatch)
    assert fetched_sources() == []
    assert FETCHED not in open_page("prison").root.text


def test_pages_say_that_a_newer_edition_is_out_until_it_is_loaded(
    folder: Path,
    sites: StandIn,
) -> None:
    said = "A newer edition is out: 2025-26 part 1, published 15 September 2026."
    assert said not in open_page("diversion").root.text
    put_page(sites, JSW_LIST, collection("Justice social work", [part_1(), newer()]))
    publish(sites, newer())
    assert run_in(folder, "fetch", "jsw-part-1", "--check").exit_code == 0
    for page in ("diversion", "bail", "at-a-glance", "add-data", "data-notes"):
        assert said in open_page(page).root.text, page
    assert said not in open_page("housing").root.text
    assert said not in open_page("diversion", {"set": "illustrative"}).root.text


def test_what_was_seen_can_be_removed_or_damaged_at_any_time(folder: Path) -> None:
    seen = folder / "extracts" / "editions_seen.json"
    for content in ("", "{", "[1]", '[{"publication": 1}]'):
        seen.write_text(content, encoding="utf-8")
        assert open_page("diversion").title
    seen.unlink()
    assert open_page("diversion").title
