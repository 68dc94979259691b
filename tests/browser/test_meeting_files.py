"""A person takes the pack along: five files, each downloaded, opened and read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect
from pptx import Presentation
from python_calamine import CalamineWorkbook
from running import PHONE, WIDE, Tab
from test_every_page import faults, fits

from cjdata.exports.picture_files import LIST
from cjdata.library import FigureSet, Library
from cjdata.pack import Item, Pack, to_link
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.views.addressed import ready_made, settled, view_at
from cjdata.views.view_address import read_view_address
from cjdata.wording import ILLUSTRATIVE
from cjdata.wording import files as says

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]
BOTH_SETS = pytest.mark.parametrize("name", ["published", "illustrative"])
VIEWS = ("housing/trend", "community-sentences/trend", "area-profile/profile", "bail/trend")


@pytest.fixture(scope="module")
def library(data_folder: Path) -> Library:
    return Library(data_folder)


def pack_of(figures: FigureSet, views: tuple[str, ...]) -> Pack:
    items = tuple(Item(settled(figures, read_view_address(view))) for view in views)
    return Pack("Spring meeting", CLACKMANNANSHIRE, items)


def leads(figures: FigureSet, pack: Pack | None) -> list[str]:
    addresses = pack.addresses if pack else ready_made(figures, CLACKMANNANSHIRE)
    return [view_at(figures, one, date.today()).finding.lead for one in addresses]


def download(tab: Tab, kind: str) -> tuple[str, bytes]:
    """Press the button of a file; give its name and what is in it."""
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name=says.DOWNLOAD[kind], exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def all_text(ending: str, content: bytes) -> str:
    """Open a file with the library of its sort, and give its text."""
    file = io.BytesIO(content)
    if ending == "pptx":
        slides = Presentation(file).slides
        return "\n".join(one.notes_slide.notes_text_frame.text for one in slides)
    if ending == "docx":
        return "\n".join(one.text for one in docx.Document(file).paragraphs)
    if ending == "xlsx":
        book = CalamineWorkbook.from_filelike(file)
        sheets = [book.get_sheet_by_name(n).to_python() for n in book.sheet_names]
        return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)
    if ending == "zip":
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            return archive.read(LIST).decode("utf-8")
    return unescape(re.sub(r"<[^>]+>", "", content.decode("utf-8")))


@BOTH_SETS
def test_all_five_files_of_a_pack_are_downloaded_and_say_what_the_views_say(
    name: str, open_tab: OpenTab, library: Library
) -> None:
    figures = library.figures(name)
    pack = pack_of(figures, VIEWS)
    tab = open_tab(f"meeting-pack?part=files&pack={to_link(pack)}&set={name}")
    expect(
        tab.page.get_by_text("The files hold the pack “Spring meeting”: 4 views")
    ).to_be_visible()
    for kind in says.TEXTS.by_key("names"):
        file, content = download(tab, kind)
        text = all_text(file.rpartition(".")[2], content)
        assert file.startswith("illustrative-not-real_") == (name == "illustrative")
        assert (ILLUSTRATIVE in text) == (name == "illustrative")
        if kind == "report":
            assert "Clackmannanshire" in text
            continue
        for lead, view in zip(leads(figures, pack), VIEWS, strict=True):
            assert (lead in text) != (kind == "pictures" and view == "area-profile/profile")
    assert tab.errors == []


def test_the_files_of_an_empty_pack_hold_the_national_indicators(
    open_tab: OpenTab, library: Library
) -> None:
    tab = open_tab("meeting-pack?part=files")
    expect(tab.page.get_by_text("The pack is empty, so the files hold")).to_be_visible()
    _, content = download(tab, "slides")
    text = all_text("pptx", content)
    for lead in leads(library.figures("published"), None):
        assert lead in text
    assert tab.errors == []


def test_a_button_is_pressed_with_the_keyboard_alone(open_tab: OpenTab) -> None:
    tab = open_tab("meeting-pack?part=files")
    tab.page.get_by_role("button", name=says.DOWNLOAD["workbook"], exact=True).focus()
    with tab.page.expect_download() as waiting:
        tab.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_a_long_pack_shows_where_it_is_and_then_gives_the_file(
    open_tab: OpenTab, library: Library
) -> None:
    figures = library.figures("published")
    areas = [area.name for area in figures.areas.councils][:16]
    views = tuple(f"housing/trend?area={area}" for area in areas)
    tab = open_tab(f"meeting-pack?part=files&pack={to_link(pack_of(figures, views))}")
    tab.page.get_by_role("button", name=says.MAKE["pictures"], exact=True).click()
    expect(tab.page.get_by_role("progressbar")).to_be_visible()
    expect(tab.page.get_by_text("The pictures are made:")).to_be_visible()
    tab.wait()
    assert faults(tab.page) == []
    _, content = download(tab, "pictures")
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == len(areas) + 1


@pytest.mark.parametrize("width", [WIDE, pytest.param(PHONE, marks=pytest.mark.long)])
def test_the_part_is_accessible_and_never_scrolls_sideways(open_tab: OpenTab, width: int) -> None:
    tab = open_tab("meeting-pack?part=files&set=illustrative", width=width)
    for summary in tab.page.locator("details summary").all():
        if summary.is_visible():
            summary.click()
    tab.wait()
    assert faults(tab.page) == []
    assert fits(tab.page)
    for kind in says.TEXTS.by_key("names"):
        expect(tab.page.get_by_role("button", name=says.DOWNLOAD[kind])).to_be_visible()


def test_a_template_that_cannot_be_used_is_said_at_once(open_tab: OpenTab) -> None:
    tab = open_tab("meeting-pack?part=files")
    tab.page.get_by_text(says.TEXTS.by_key("template_title")["slides"]).click()
    tab.page.locator('input[type="file"]').first.set_input_files(
        [{"name": "letter.pptx", "mimeType": "application/octet-stream", "buffer": b"A letter"}]
    )
    expect(tab.page.get_by_text("it is no PowerPoint presentation")).to_be_visible()
    tab.wait()
    assert faults(tab.page) == []
