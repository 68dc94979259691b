"""The coordinator's whole job: four views of three pages, a paragraph, five files, opened again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from running import Server, Tab, new_tab, served
from test_meeting_files import all_text, download
from test_meeting_pack import collect

from cjdata.wording import ILLUSTRATIVE, meeting
from cjdata.wording import files as files_words
from cjdata.wording import writing as says

pytestmark = pytest.mark.browser

PARAGRAPH = "Two more partners joined the group in May, & both brought <people> of their own."


@pytest.fixture
def own_server(data_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A dashboard that nobody has written in."""
    folder = Path(shutil.copytree(data_folder, tmp_path / "data"))
    with served(folder, tmp_path / "log.txt", CJDATA_USER="Ada Example") as server:
        server.wait()
        yield server


def open_part(tab: Tab, part: str) -> None:
    tab.press(meeting.TEXTS.part_label, meeting.TEXTS.by_key("parts")[part])
    expect(tab.page).to_have_url(re.compile(f"part={part}"))
    tab.wait()


def write(tab: Tab, text: str) -> None:
    """Type a text, wait until it is saved by itself, and show it to readers."""
    box = tab.page.get_by_role("textbox", name=re.compile("^Words for "))
    box.press_sequentially(text)
    status = tab.page.locator(".cj-writer").get_by_role("status")
    expect(status).to_have_text(re.compile("^Saved "))
    tab.page.get_by_role("button", name=says.TEXTS.show, exact=True).click()
    expect(tab.page.get_by_text(re.compile("Readers see this text"))).to_be_visible()
    tab.wait()


def sentences(tab: Tab) -> list[str]:
    """What the views of the pack say, in order: the titles of the slides to come."""
    return tab.page.locator(".cj-pack-area + p").all_inner_texts()


def test_a_pack_of_four_views_and_a_paragraph_become_five_files(
    context: BrowserContext, own_server: Server
) -> None:
    tab = collect(new_tab(context, own_server))
    said = sentences(tab)
    assert len(said) == 4
    open_part(tab, "words")
    write(tab, PARAGRAPH)
    open_part(tab, "files")
    texts = {}
    for kind in files_words.TEXTS.by_key("names"):
        name, content = download(tab, kind)
        texts[kind] = all_text(name.rpartition(".")[2], content)
        assert name.startswith("illustrative-not-real_")
        assert ILLUSTRATIVE in texts[kind]
    for kind in ("slides", "workbook", "site"):
        for sentence in said:
            assert sentence in texts[kind], f"{kind} does not say: {sentence}"
    for kind in ("report", "site"):
        assert PARAGRAPH in texts[kind]
    assert sum(sentence in texts["pictures"] for sentence in said) == 3  # the profile is a table
    assert tab.errors == []
    assert tab.strangers == []
