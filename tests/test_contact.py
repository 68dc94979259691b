"""Whom to ask: named by the settings, said under every page and in every file for people."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from build_series import CLACKS
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from read_pages import open_page

from cjdata.contact_setting import Contact, contact
from cjdata.errors import CjdataError
from cjdata.exports.report import report
from cjdata.exports.site import site_html
from cjdata.exports.slides import deck
from cjdata.exports.workbook import figures_workbook
from cjdata.library import FigureSet
from cjdata.reference.report_outlines import load_outlines
from cjdata.views.profile.data import profile_view
from cjdata.views.view import View
from cjdata.wording.asking import help_line, questions, report_address

OFFICE = "Community Justice Coordinator"
TODAY = date(2026, 11, 29)
EMAIL, PHONE = "justice@clacks.gov.uk", "01259 450000"
NAMES = ("CJDATA_CONTACT", "CJDATA_CONTACT_EMAIL", "CJDATA_CONTACT_PHONE")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(NAMES, (OFFICE, EMAIL, PHONE), strict=True):
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("named")
def test_the_contact_is_what_the_settings_say() -> None:
    assert contact() == Contact(OFFICE, EMAIL, PHONE)


def test_nobody_is_named_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    assert contact() is None
    assert "coordinator" in help_line(None)
    assert questions(None) == ""


@pytest.mark.parametrize(
    ("wrong", "setting", "said"),
    [
        ({"CJDATA_CONTACT_EMAIL": "justice at clacks"}, "CJDATA_CONTACT_EMAIL", "not an e-mail"),
        ({"CJDATA_CONTACT_EMAIL": "a@b.uk?cc=c@d.uk"}, "CJDATA_CONTACT_EMAIL", "not an e-mail"),
        ({"CJDATA_CONTACT_PHONE": "ring me"}, "CJDATA_CONTACT_PHONE", "not a telephone number"),
        ({"CJDATA_CONTACT": OFFICE}, "CJDATA_CONTACT", "how “Community Justice"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told_with_what_to_do(
    wrong: dict[str, str], setting: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CjdataError) as caught:
        contact()
    [finding] = caught.value.findings
    assert finding.where == f"setting {setting}"
    assert said in finding.what
    assert finding.fix


@pytest.mark.parametrize("number", ["01259 450000", "+44 1259 450000", "(01259) 450000 ext 12"])
def test_a_telephone_number_may_be_written_in_the_usual_ways(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CJDATA_CONTACT", raising=False)
    monkeypatch.delenv("CJDATA_CONTACT_EMAIL", raising=False)
    monkeypatch.setenv("CJDATA_CONTACT_PHONE", number)
    assert contact() == Contact("", "", number)
    assert report_address(Contact("", "", number), "Diversion", "http://a/b") == ""


@pytest.mark.usefixtures("named")
def test_under_every_page_stands_whom_to_ask_and_a_message_with_the_link_of_the_view() -> None:
    page = open_page("diversion", {"area": "Fife"})
    assert f"or ask {OFFICE} ({EMAIL}, {PHONE})." in page.root.text
    [link] = [a for a in page.root.all("a") if a.text == "Report something wrong"]
    address = urlsplit(link.attributes["href"])
    assert (address.scheme, address.path) == ("mailto", EMAIL)
    message = parse_qs(address.query)
    assert message["subject"] == ["Community justice dashboard: Diversion from prosecution"]
    assert "area=Fife" in message["body"][0]


@pytest.fixture
def views(published: FigureSet) -> tuple[View, ...]:
    return (profile_view(published, CLACKS.code, TODAY),)


@pytest.mark.usefixtures("named")
def test_slides_workbook_site_and_report_say_whom_to_ask(
    published: FigureSet, views: tuple[View, ...], home: Path
) -> None:
    area = published.areas.by_code[CLACKS.code]
    slides = Presentation(io.BytesIO(deck(views, title="", area=area, today=TODAY)))
    texts = [s.text_frame.text for slide in slides.slides for s in slide.shapes if s.has_text_frame]
    assert any(f"Questions: {OFFICE} ({EMAIL}, {PHONE})." in text for text in texts)
    book = load_workbook(io.BytesIO(figures_workbook(views, area=area, today=TODAY)))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(f"ask {OFFICE} ({EMAIL}, {PHONE})" in cell for cell in cells)
    assert f"ask {OFFICE} ({EMAIL}, {PHONE})" in site_html(views, area=area, today=TODAY).decode()
    outline = load_outlines(home / "reference" / "outlines")["annual-report"]
    document = Document(io.BytesIO(report(published, area, "2023-24", outline, {}, today=TODAY)))
    assert any(f"ask {OFFICE} ({EMAIL}, {PHONE})" in p.text for p in document.paragraphs)


def test_a_setting_that_makes_no_sense_is_told_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_CONTACT_EMAIL", "justice at clacks")
    assert "CJDATA_CONTACT_EMAIL" in open_page("diversion").problems
