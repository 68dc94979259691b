"""Pages of publishers' sites are read by what they say, however their markup changes in detail."""

from __future__ import annotations

import pytest
from publishers.pages import GOV, SiteEdition, SiteFile, documents_page, edition_page, page

from cjdata.fetching.publisher_page import PublisherPage, day_of, file_name

BOOK = SiteFile("Additional tables: bail", "Part 1 – bail + diversion (v2).xlsx", b"x" * 2048)
EDITION = SiteEdition(
    "Justice Social Work Statistics: 2024-25", "jsw-2024-25", "2025-09-10", (BOOK,), "2025-10-01"
)


def read(content: bytes, address: str = EDITION.address) -> PublisherPage:
    return PublisherPage(address, content)


def test_an_edition_says_its_title_its_dates_and_where_its_files_are() -> None:
    found = read(edition_page(EDITION))
    assert found.title == EDITION.title
    assert (found.published, found.updated) == ("2025-09-10", "2025-10-01")
    assert found.documents == f"{EDITION.address}documents/"
    assert found.files == ()


def test_a_file_is_found_once_with_its_title_and_its_own_name() -> None:
    [file] = read(documents_page(EDITION), f"{EDITION.address}documents/").files
    assert (file.title, file.name) == (BOOK.title, BOOK.name)
    assert file.address.partition("?")[0] == EDITION.file_address(BOOK)


CHANGES = {
    "other classes": ("ds_", "sg-"),
    "capitals": ("<a ", "<A "),
    "no classes": ('class="ds_file-download__title" ', ""),
    "ends left out": ("</div>", ""),
    "further elements": ("<main", "<section><main"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_small_changes_of_markup_do_not_matter(change: str) -> None:
    old, new = CHANGES[change]
    text = documents_page(EDITION).decode().replace(old, new)
    [file] = read(text.encode(), f"{EDITION.address}documents/").files
    assert (file.title, file.name) == (BOOK.title, BOOK.name)
    text = edition_page(EDITION).decode().replace(old, new)
    found = read(text.encode())
    assert (found.published, bool(found.documents)) == ("2025-09-10", True)


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>Published:</dt><dd>10 September 2025</dd></dl>",
        "<dl><dt>Published:</dt><dd>10 Sept 2025</dd></dl>",
        "<dl><dt>Published:</dt><dd>10 Sept. 2025</dd></dl>",
        "<dl><div><dt> published </dt><dd><time>10 Sep 2025</time></dd></div></dl>",
        "<table><tr><th>Date published</th><td>10/09/2025</td></tr></table>",
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2025-09-10"}]}</script>',
        '<script type="application/ld+json">{not JSON</script>'
        "<dl><dt>Published</dt><dd>on 10 September 2025 at 9.30</dd></dl>",
    ],
)
def test_the_date_is_found_in_every_form(body: str) -> None:
    assert read(page("Statistics", body)).published == "2025-09-10"


@pytest.mark.parametrize("text", ["September 2025", "Sept 2025", "Sep 2025", "Sept. 2025"])
def test_a_month_is_understood_however_it_is_written(text: str) -> None:
    assert day_of(text) == "2025-09"


@pytest.mark.parametrize("text", ["", "soon", "31 February 2025", "Page 2025", "13 Foo 2025"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) == ""


def test_links_are_whole_addresses_and_those_that_are_no_pages_are_left_out() -> None:
    body = """<a href="../other/">Other</a><a href="#top">Top</a>
<a href="mailto:x@gov.scot">Mail</a><a href="javascript:void(0)">Print</a>
<a href="http://[bad">Bad</a><a href="?page=2">Next</a>"""
    found = read(page("Statistics", body), f"{GOV}/publications/list/")
    assert f"{GOV}/publications/other/" in [link.address for link in found.links]
    assert all(link.address.startswith("https://") for link in found.links)
    assert found.next_page == f"{GOV}/publications/list/?page=2"


@pytest.mark.parametrize("base", ["http://[bad", "//[", "https://www.gov.scot:port]/"])
def test_a_base_that_is_no_address_is_passed_over(base: str) -> None:
    head = f'<base href="{base}">'
    found = read(page("Statistics", '<a href="/other/">Other</a>', head), f"{GOV}/publications/")
    assert f"{GOV}/other/" in [link.address for link in found.links]


@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\xff\xfe", b"plain words", b"<html>"])
def test_a_page_without_anything_is_read_as_such(content: bytes) -> None:
    found = read(content)
    assert (found.title, found.links, found.files, found.published) == ("", (), (), "")


def test_the_outline_has_elements_classes_and_links_and_no_words() -> None:
    outline = read(edition_page(EDITION)).outline()
    assert "dl.ds_page-header__metadata.ds_metadata" in outline
    assert f"a → /publications/{EDITION.slug}/documents/" in outline
    assert not any("Report" in line or "accredited" in line for line in outline)


def test_a_name_that_would_leave_its_folder_is_only_a_name() -> None:
    assert file_name(f"{GOV}/binaries/x/..%252F..%252Fetc%252Fpasswd.xlsx") == "passwd.xlsx"
