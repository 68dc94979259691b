"""The files to take along, as Streamlit runs the page, without a browser."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import pytest
from known_pages import CATALOGUE
from pptx import Presentation
from read_pages import Page, open_page, share_no_more, use_shared

from cjdata.dashboard.files import file_button
from cjdata.dashboard.files.file_offers import FileOffer
from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import access
from cjdata.dashboard.sign_in.access import Editor
from cjdata.errors import Mistake
from cjdata.exports.picture_files import LIST
from cjdata.library import library
from cjdata.narrative import ReportSlot, WordsError, open_words
from cjdata.pack import Item, Pack, to_link
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.views.addressed import ready_made, settled, view_at
from cjdata.views.view_address import read_view_address
from cjdata.wording import files as says

KINDS = tuple(says.TEXTS.by_key("names"))
INTRO = "We are ready for the year."
DRAFT = "Who decides is still open."
YEAR = "2025-26"


@dataclass
class Buttons:
    """What each button for a file would give, as the page was last drawn."""

    offers: dict[str, FileOffer] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)

    def press(self, kind: str) -> bytes:
        held = self.data[kind]
        content = held() if callable(held) else held
        assert isinstance(content, bytes)
        return content


@pytest.fixture(autouse=True)
def viewer(data_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who reads, where no words are held yet."""
    use_shared(data_folder, home, monkeypatch)
    monkeypatch.setattr(access, "editor", lambda: None)


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "editor", lambda: Editor("Ann Example"))


@pytest.fixture(autouse=True)
def buttons(monkeypatch: pytest.MonkeyPatch) -> Buttons:
    """Hold what the buttons give: without a browser there is nobody who downloads it."""
    held, drawn = Buttons(), file_button._download

    def draw(offer: FileOffer, data: Any) -> None:
        held.offers[offer.kind], held.data[offer.kind] = offer, data
        drawn(offer, data)

    monkeypatch.setattr(file_button, "_download", draw)
    return held


@pytest.fixture
def written(viewer: None, data_folder: Path) -> None:
    """Words on the last year, published and not."""
    with open_words(data_folder) as words:
        for section, body, save in (
            ("introduction", INTRO, words.publish),
            ("governance", DRAFT, words.save),
        ):
            slot = ReportSlot(CLACKMANNANSHIRE, YEAR, section, "")
            save(slot, body, by="Ann Example", base_version=0)


def files(**address: str) -> Page:
    return open_page("meeting-pack", {"part": "files", **address})


def link_of(*views: str, area: str = CLACKMANNANSHIRE, name: str = "Spring meeting") -> str:
    figures = library().figures("published")
    items = tuple(Item(settled(figures, read_view_address(view))) for view in views)
    return to_link(Pack(name, area, items))


def labels(page: Page) -> list[str]:
    """The controls of the page itself; those of the sidebar stand on every page."""
    main = page.at.main
    groups = (main.button, main.checkbox, main.file_uploader, main.selectbox, main.download_button)
    return [widget.label for group in groups for widget in group]


def text_of(docx_file: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(docx_file)).paragraphs)


def names_in(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.namelist()


def box(page: Page, label: str) -> Any:
    [found] = [one for one in page.at.main.selectbox if one.label == label]
    return found


# --- The rows ---


@pytest.mark.parametrize("name", ["published", "illustrative"])
def test_every_file_has_a_row_with_a_heading_a_sentence_and_a_button(
    name: str, buttons: Buttons
) -> None:
    page = files(set=name)
    assert [one.text for one in page.root.all("h2", "cj-file-name")] == list(
        says.TEXTS.by_key("names").values()
    )
    for kind in KINDS:
        assert says.TEXTS.by_key("about")[kind] in page.root.text
        assert says.DOWNLOAD[kind] in labels(page)
        start = "illustrative-not-real_" if name == "illustrative" else ""
        assert buttons.offers[kind].name.startswith(start)
        assert re.fullmatch(r"[a-z0-9_-]+\.(pptx|docx|xlsx|zip|html)", buttons.offers[kind].name)


def test_with_an_empty_pack_the_files_hold_the_national_indicators_and_the_page_says_so(
    buttons: Buttons,
) -> None:
    page = files(area="Falkirk")
    assert says.lead_empty(13, library().reference().areas.find("Falkirk")) in page.root.text
    assert "Falkirk" in Presentation(io.BytesIO(buttons.press("slides"))).slides[0].shapes[0].text
    assert len(names_in(buttons.press("pictures"))) == 14
    assert [kind for kind in KINDS if "falkirk" not in buttons.offers[kind].name] == []


def test_the_files_hold_the_pack_and_are_named_by_it(buttons: Buttons) -> None:
    link = link_of("housing/trend", "area-profile/profile", "community-sentences/trend")
    page = files(pack=link)
    assert (
        "The files hold the pack “Spring meeting”: 3 views of Clackmannanshire." in page.root.text
    )
    name = buttons.offers["slides"].name
    assert re.fullmatch(r"spring-meeting_clackmannanshire_[0-9-]{10}\.pptx", name)
    figures = library().figures("published")
    pictures = names_in(buttons.press("pictures"))
    assert [one[:3] for one in pictures] == ["01_", "03_", LIST[:3]]
    page_text = buttons.press("site").decode("utf-8")
    today = buttons.offers["site"].key[0][-1]  # type: ignore[index]
    view = view_at(figures, settled(figures, read_view_address("housing/trend")), today)
    assert view.finding.lead in page_text


def test_it_is_said_which_file_is_for_which_area(buttons: Buttons) -> None:
    link = link_of("housing/trend?area=Fife", area="S12000047")
    page = files(area="Falkirk", pack=link)
    assert "The pack is for Fife" in page.messages
    assert "The report is on Falkirk" in page.messages
    assert "fife" in buttons.offers["workbook"].name
    assert "falkirk" in buttons.offers["report"].name


def test_a_view_that_can_no_longer_be_shown_is_said_and_costs_no_file(buttons: Buttons) -> None:
    page = files(pack=link_of("housing/trend", "housing/peers"))
    assert "Number 2 of the pack (Housing) is left out" in page.messages
    assert len(buttons.data) == 5
    assert len(names_in(buttons.press("pictures"))) == 2


def test_where_no_view_is_left_the_report_and_the_page_can_still_be_had(buttons: Buttons) -> None:
    page = files(pack=link_of("housing/peers"))
    assert set(buttons.data) == {"report", "site"}
    assert says.TEXTS.nothing_shown in page.root.text
    assert b"Clackmannanshire" in buttons.press("site")


# --- Choices ---


def test_the_report_is_the_one_that_is_due_unless_another_is_chosen(buttons: Buttons) -> None:
    page = files()
    assert buttons.offers["report"].name.endswith(f"_clackmannanshire_{YEAR}.docx")
    box(page, says.TEXTS.year_label).set_value("2023-24")
    box(page, says.TEXTS.report_label).set_value("highlights-and-issues")
    page = page.run()
    assert buttons.offers["report"].name.endswith("_clackmannanshire_2023-24.docx")
    assert "annual" not in buttons.offers["report"].name
    assert page.address["year"] == "2023-24"
    assert page.address["report"] == "highlights-and-issues"
    assert "2023-24" in text_of(buttons.press("report"))


def test_pictures_come_in_the_sort_and_the_size_chosen(buttons: Buttons) -> None:
    page = files(pack=link_of("housing/trend"))
    box(page, says.TEXTS.size_label).set_value("1280x720")
    page = page.run()
    with zipfile.ZipFile(io.BytesIO(buttons.press("pictures"))) as archive:
        [png] = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert png[16:24] == (1280).to_bytes(4) + (720).to_bytes(4)
    box(page, says.TEXTS.form_label).set_value("svg")
    page = page.run()
    assert says.TEXTS.size_label not in labels(page)
    assert [n for n in names_in(buttons.press("pictures")) if n.endswith(".svg")]


# --- Who may do what ---


def test_a_viewer_sees_no_template_no_drafts_and_no_way_to_write(
    written: None, buttons: Buttons
) -> None:
    page = files()
    assert page.at.main.checkbox == []
    assert page.at.main.file_uploader == []
    assert says.TEXTS.to_the_words not in [one.label for one in page.at.main.get("page_link")]
    text = text_of(buttons.press("report"))
    assert INTRO in text
    assert DRAFT not in text
    site = buttons.press("site").decode("utf-8")
    assert INTRO in site
    assert DRAFT not in site


def test_an_editor_may_print_drafts_and_each_is_marked(
    written: None, editor: None, buttons: Buttons
) -> None:
    page = files()
    assert DRAFT not in text_of(buttons.press("report"))
    [drafts] = page.at.main.checkbox
    assert drafts.label == says.TEXTS.drafts_label
    page = Page(drafts.check().run())
    assert f"{says.TEXTS.draft}\n{DRAFT}" in text_of(buttons.press("report"))
    assert "with-drafts" in buttons.offers["report"].name
    assert DRAFT not in buttons.press("site").decode("utf-8")


def test_who_is_no_longer_an_editor_gets_no_drafts(
    written: None, editor: None, buttons: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(files().at.main.checkbox[0].check().run())
    assert DRAFT in text_of(buttons.press("report"))
    monkeypatch.setattr(access, "editor", lambda: None)
    page.run()
    assert DRAFT not in text_of(buttons.press("report"))


def test_it_is_counted_how_many_texts_are_missing(
    written: None, editor: None, buttons: Buttons
) -> None:
    page = files()
    assert "35 of 36 texts are not written yet" in page.root.text
    assert says.TEXTS.to_the_words in [one.label for one in page.at.main.get("page_link")]
    page = Page(page.at.main.checkbox[0].check().run())
    assert "34 of 36 texts are not written yet" in page.root.text


def test_a_template_is_checked_when_it_is_dropped(editor: None, buttons: Buttons) -> None:
    page = files()
    slides, report = page.at.main.file_uploader
    assert [slides.label, report.label] == list(says.TEXTS.by_key("template_label").values())
    slides.set_value(("letter.pptx", b"A letter", "application/octet-stream"))
    page = page.run()
    assert says.template_refused("slides") in page.problems
    assert "letter.pptx: it is no PowerPoint presentation" in page.problems
    assert Presentation(io.BytesIO(buttons.press("slides"))).slide_width > 12_000_000
    own = io.BytesIO()
    Presentation().save(own)
    page.at.main.file_uploader[0].set_value(("council.pptx", own.getvalue(), ""))
    page = page.run()
    assert page.problems == ""
    assert says.template_used("council.pptx") in page.messages
    assert Presentation(io.BytesIO(buttons.press("slides"))).slide_width == 9_144_000


# --- Trouble ---


def locked() -> None:
    finding = Mistake("words.sqlite", "the words are in use by another program", "Try again.")
    raise WordsError(finding)


def test_a_locked_database_is_told_and_the_other_four_files_can_be_had(
    written: None, buttons: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_words_store, "words_if_any", locked)
    page = files()
    assert says.TEXTS.no_words_yet in page.problems
    assert "The words are in use by another program. Try again." in page.problems
    assert "words.sqlite" not in page.problems
    assert says.TEXTS.site_without_words in page.root.text
    assert set(buttons.data) == {"slides", "workbook", "pictures", "site"}
    assert INTRO not in buttons.press("site").decode("utf-8")


def test_a_file_that_fails_says_why_when_the_page_is_next_drawn_and_can_be_tried_again(
    written: None, buttons: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = files()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(open_words_store, "words_if_any", locked)
        with pytest.raises(WordsError):
            buttons.press("report")
    page = page.run()
    assert says.not_made("report") in page.problems
    assert "in use by another program" in page.problems
    [again] = [one for one in page.at.main.button if one.label == says.AGAIN["report"]]
    page = Page(again.click().run())
    assert page.problems == ""
    assert INTRO in text_of(buttons.press("report"))


def test_outlines_with_mistakes_cost_the_report_alone(
    data_folder: Path,
    buttons: Buttons,
    edit: Callable[[Path, str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    share_no_more(data_folder, monkeypatch)
    edit(data_folder / "reference" / "outlines" / "annual-report.toml", "[[section]]", "[[section]")
    page = files()
    assert "annual-report.toml" in page.problems
    assert set(buttons.data) == {"slides", "workbook", "pictures", "site"}


# --- Long packs ---


def test_a_long_pack_is_made_first_and_then_downloaded(
    buttons: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_button, "QUICK", 0.0)
    page = files(pack=link_of("housing/trend", "diversion/trend"))
    assert not buttons.data
    [make] = [one for one in page.at.main.button if one.label == says.MAKE["pictures"]]
    page = Page(make.click().run())
    assert set(buttons.data) == {"pictures"}
    assert "The pictures are made" in page.root.text
    assert len(names_in(buttons.press("pictures"))) == 3
    page = page.run()
    assert isinstance(buttons.data["pictures"], bytes)
    box(page, says.TEXTS.form_label).set_value("svg")
    page = page.run()
    assert says.MAKE["pictures"] in labels(page)


def test_a_pack_of_the_ten_indicators_is_downloaded_with_one_click(buttons: Buttons) -> None:
    files()
    assert all(offer.seconds <= file_button.QUICK for offer in buttons.offers.values())
    assert len(ready_made(library().figures("published"), CLACKMANNANSHIRE)) == len(
        CATALOGUE.themes
    )
