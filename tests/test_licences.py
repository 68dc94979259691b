"""Licences are said of the sources that have them, and copies are told but never linked."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from known_pages import PAGES
from project_files import PROJECT, copy_sources
from python_calamine import CalamineWorkbook
from read_pages import open_page
from some import some

from cjdata.cli.data_tool import main
from cjdata.exports import outputs
from cjdata.exports.collected import collect
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.report import parts, report
from cjdata.ingest.published import COPY_SITES, is_copy
from cjdata.library import FigureSet, Library, Source
from cjdata.publishing.build_snapshots import build
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.report_outlines import load_outlines
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.notes.data import notes_view
from cjdata.wording.licences import (
    ADDRESS,
    NOT_REAL,
    OTHERS,
    STATEMENT,
    TEXTS,
    is_open,
    licence_words,
    notes_lines,
    page_foot,
)
from cjdata.wording.sources import copy_note, listed_source, what_it_is

TODAY = date(2026, 11, 22)
COPY = "https://www.docslib.org/doc/4711/a-copy"
PRESS = "Publisher’s copyright; figures quoted with attribution"
ADDRESSES = re.compile(r'(?:href|Target|xlink:href)="([^"]*)"')
KINDS = ("slides", "workbook", "site", "report")


def folder_with(target: Path, **changes: str) -> Path:
    """Build the figures from sources that have all been changed alike."""
    copy_sources(target)
    path = target / "published" / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | changes for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    build(target)
    return target


@pytest.fixture(scope="session")
def of_newspapers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures that were all read in copies of newspapers."""
    return folder_with(
        tmp_path_factory.mktemp("newspapers"),
        designation="newspaper’s account",
        licence=PRESS,
        url="",
        read_at=COPY,
    )


@pytest.fixture(scope="session")
def of_open_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures that are all under the Open Government Licence."""
    return folder_with(tmp_path_factory.mktemp("open"), licence="OGL v3.0")


@cache
def file_of(figures: FigureSet, kind: str, code: str = CLACKMANNANSHIRE) -> bytes:
    """Make a file of an area; the report without its pictures, which say nothing of licences."""
    collected = collect(figures, code, None, TODAY)
    if kind != "report":
        make: Callable[..., bytes] = getattr(outputs, kind)
        return make(collected)
    outline = load_outlines(PROJECT / "data" / "reference" / "outlines")["annual-report"]
    return report(figures, collected.area, "2023-24", outline, {}, today=TODAY)


@cache
def held_in(folder: Path) -> FigureSet:
    return Library(folder).figures("published")


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "drawing_png", lambda view: None)


def text_of(content: bytes, kind: str) -> str:
    """Give all that a file says."""
    if kind == "site":
        return unescape(re.sub(r"<[^>]+>", "", content.decode("utf-8")))
    if kind == "workbook":
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [row for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python()]
        return "\n".join(str(cell) for row in rows for cell in row)
    if kind == "report":
        document = docx.Document(io.BytesIO(content))
        cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    return unescape("\n".join(re.sub(r"<[^>]+>", "", one) for one in slides))


def links_of(content: bytes, kind: str) -> list[str]:
    """Give every address that something in a file leads to."""
    if kind == "site":
        return ADDRESSES.findall(content.decode("utf-8"))
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".rels", ".xml")):
                found += ADDRESSES.findall(archive.read(name).decode("utf-8"))
    return found


# --- Licences ---


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", some([CLACKMANNANSHIRE, SCOTLAND], 2))
def test_a_file_names_the_open_licence_exactly_where_a_source_is_under_it(
    published: FigureSet, kind: str, code: str
) -> None:
    said = text_of(file_of(published, kind, code), kind)
    named = [source for source in published.sources.values() if source.title in said]
    assert any(is_open(source.licence) for source in named)
    assert STATEMENT in said
    assert (OTHERS in said) == any(not is_open(source.licence) for source in named)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_newspapers_says_that_each_keeps_its_own_licence(
    of_newspapers: Path, kind: str
) -> None:
    content = file_of(held_in(of_newspapers), kind)
    said = text_of(content, kind)
    assert "Open Government Licence" not in said
    assert TEXTS.none_open in said
    assert PRESS in said
    assert ADDRESS not in links_of(content, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_open_sources_speaks_of_no_other_licence(
    of_open_sources: Path, kind: str
) -> None:
    said = text_of(file_of(held_in(of_open_sources), kind), kind)
    assert STATEMENT in said
    assert OTHERS not in said


@pytest.mark.parametrize("kind", KINDS)
def test_illustrative_figures_carry_no_licence_of_real_ones(
    illustrative: FigureSet, kind: str
) -> None:
    content = file_of(illustrative, kind)
    said = text_of(content, kind)
    assert STATEMENT not in said
    assert OTHERS not in said
    assert ADDRESS not in links_of(content, kind)


def test_every_page_says_it_of_those_under_it_and_nothing_of_figures_not_real(
    published: FigureSet, illustrative: FigureSet, today: date
) -> None:
    foot = page_foot(published.sources.values(), illustrative=False)
    assert foot.startswith(f"{STATEMENT[:-1]}: the figures whose source is under it. {OTHERS}")
    notes = notes_view(published, today).licence
    assert ADDRESS in notes[0]
    assert notes[0].endswith(OTHERS)
    for said in (
        page_foot(illustrative.sources.values(), illustrative=True),
        " ".join(notes_view(illustrative, today).licence),
    ):
        assert said.startswith(NOT_REAL)
        assert "Open Government Licence" not in said


def source(licence: str, **other: str) -> Source:
    plain = {"source_id": licence, "title": "A paper", "publisher": "Someone", "published": ""}
    return Source(**{**plain, "url": "", "designation": "council paper", **other}, licence=licence)


def test_licences_are_told_apart() -> None:
    assert is_open("Open Government Licence v3.0")
    assert not is_open("Open Scottish Parliament Licence (to be confirmed)")
    assert licence_words([source("OGL v3.0")]) == STATEMENT
    assert licence_words([source("OGL v3.0"), source(PRESS)]) == f"{STATEMENT} {OTHERS}"
    assert licence_words([source("To be confirmed")]) == TEXTS.none_open
    made = source("None needed: not real figures", designation="illustrative, not statistics")
    assert licence_words([made]) == licence_words([]) == ""
    assert notes_lines([source("To be confirmed")], illustrative=False)[0] == TEXTS.none_open
    assert page_foot([source(PRESS)], illustrative=False).startswith(TEXTS.none_open)


# --- Copies ---


def test_a_copy_is_told_in_plain_words_without_what_makes_it_a_link() -> None:
    paper = source("To be confirmed", read_at=COPY)
    assert copy_note(paper) == "Read in a copy at docslib.org/doc/4711/a-copy"
    assert what_it_is(paper) == f"A council paper, not official statistics. {copy_note(paper)}"
    assert listed_source(paper) == "A paper, Someone: read in a copy at docslib.org/doc/4711/a-copy"
    assert what_it_is(paper, briefly=True) == (
        "A council paper, not official statistics. Read in a copy at docslib.org"
    )
    both = source("To be confirmed", url="https://example.org/", read_at=COPY)
    assert listed_source(both) == (
        "A paper, Someone: https://example.org/; read in a copy at docslib.org/doc/4711/a-copy"
    )
    assert copy_note(source("To be confirmed")) == ""


@pytest.mark.parametrize("site", COPY_SITES)
def test_sites_of_copies_are_known_with_their_parts(site: str) -> None:
    assert is_copy(f"https://{site}.com/doc/1")
    assert is_copy(f"http://WWW.{site}.org./")
    assert is_copy(f"https://{site}.co.uk:443/")
    assert not is_copy(f"https://not{site}.com/")
    assert not is_copy("https://www.gov.scot/" + site)
    assert not is_copy("http://[")


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_links_to_a_copy_and_each_tells_of_it(of_newspapers: Path, kind: str) -> None:
    content = file_of(held_in(of_newspapers), kind)
    links = links_of(content, kind)
    assert not [address for address in links if is_copy(address)]
    # A column of a report on paper has room for the site alone; other files give the place.
    place = "docslib.org" if kind == "report" else "docslib.org/doc/4711/a-copy"
    assert f"read in a copy at {place}" in text_of(content, kind).casefold()
    assert COPY not in text_of(content, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", some([CLACKMANNANSHIRE, SCOTLAND], 2))
def test_no_file_of_the_figures_held_links_to_a_copy(
    published: FigureSet, kind: str, code: str
) -> None:
    links = links_of(file_of(published, kind, code), kind)
    assert not [address for address in links if is_copy(address)]


def test_the_file_of_figures_and_the_command_give_no_address_of_a_copy(
    of_newspapers: Path,
) -> None:
    address = read_view_address("community-sentences/trend?area=Scotland&measure=cpo_commenced")
    content = figures_csv(view_at(held_in(of_newspapers), address, TODAY)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert {row["source_address"] for row in rows} == {""}
    assert {row["designation"] for row in rows if row["source"]} == {"newspaper’s account"}
    asked = ["query", "--measure", "cpo_commenced", "--format", "csv"]
    answer = CliRunner(env={"CJDATA_HOME": str(of_newspapers)}).invoke(main, asked)
    assert answer.exit_code == 0
    printed = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert {row["source_address"] for row in printed} == {""}
    assert {row["designation"] for row in printed} == {"newspaper’s account"}


@pytest.mark.parametrize("path", [entry.path for entry in PAGES])
@pytest.mark.parametrize("held", ["as they are", "in copies"])
def test_no_page_links_to_a_copy(
    home: Path, of_newspapers: Path, monkeypatch: pytest.MonkeyPatch, path: str, held: str
) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    folder = of_newspapers if held == "in copies" else home
    monkeypatch.setenv("CJDATA_HOME", str(folder))
    page = open_page(path, {"area": "Clackmannanshire"})
    links = [unescape(address) for address in re.findall(r'href="([^"]*)"', page.html)]
    assert not [address for address in links if is_copy(address)]
    if held == "in copies":
        assert COPY not in page.html
        licence = page.root.all(css="cj-foot")[0].text
        assert TEXTS.none_open in licence
        assert "Open Government Licence" not in licence
    if path == "data-notes" and held == "in copies":
        assert "Read in a copy at docslib.org/doc/4711/a-copy" in page.html
