"""A new indicator is a new record and a page of three lines; one taken away costs nothing else.

Each case changes a data folder and the folder of pages as a person would, builds, and looks at
every place at which a reader meets an indicator.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from project_files import PROJECT, copy_sources
from read_pages import AskedBefore, Page
from some import long, some
from streamlit.testing.v1 import AppTest

from cjdata import queries, wording
from cjdata.cli.data_tool import main
from cjdata.library import library
from cjdata.reference import page_list
from cjdata.reference.catalogue_files import load_sound_part

RECORD = """
id = "remand"
number = 10
page = "remand"
name = "People held on remand"
short_name = "Remand"
wording = "Number and percentage of: people held on remand"
wording_confirmed = true
unit_of_count = "people"
counted_by = "home area"
direction = "down"
direction_note = "A decrease is desired."
geography = "council"
publication = "jsw-part-1"
rank_allowed = true
synonyms = ["untried prisoners"]
headline = ["people_on_remand_percent"]

[[measure]]
id = "people_on_remand"
name = "Remand: people held"
label = "People held"
unit = "count"
role = "indicator"
one = "person held on remand"
many = "people held on remand"

[measure.illustrative]
level = 4000

[[measure]]
id = "people_on_remand_percent"
name = "Remand: share of people held who are on remand"
label = "Share held on remand"
unit = "percent"
role = "indicator"
subject = "the share of people held who are on remand"
basis = "People held"

[measure.illustrative]
level = 25

[[choice]]
label = "Remand"
number = "people_on_remand"
percent = "people_on_remand_percent"
default = "percent"
"""
THREE_LINES = '''"""Remand: trend, table and definitions of the national indicator."""

from cjdata.dashboard import theme_page

theme_page.draw("remand")
'''
NAME = "People held on remand"
STANDING = ("at-a-glance", "area-profile", "compare-areas", "local-plan", "data-notes")
PACK = "meeting-pack"


@dataclass
class Place:
    """A data folder, and the dashboard that shows it."""

    data: Path
    app: Path

    @property
    def records(self) -> Path:
        return self.data / "reference" / "catalogue" / "indicators"

    @property
    def pages(self) -> Path:
        return self.app / "pages"

    def add_record(self) -> None:
        (self.records / "10-remand.toml").write_text(RECORD, encoding="utf-8")

    def add_page(self) -> None:
        (self.pages / "remand.py").write_text(THREE_LINES, encoding="utf-8")

    def take_away(self, *, record: bool, page: bool) -> None:
        if record:
            (self.records / "03-bail.toml").unlink()
        if page:
            (self.pages / "bail.py").unlink()

    def edit_bail(self, old: str, new: str) -> None:
        path = self.records / "03-bail.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """Run a command, and give what it said."""
        answer = CliRunner(env={"CJDATA_HOME": str(self.data)}).invoke(main, list(arguments))
        assert answer.exit_code == 0, answer.output
        return answer.stderr

    def open(self, path: str, **address: str) -> Page:
        at = AppTest.from_file(str(self.app / "dashboard.py"), default_timeout=60)
        for key, value in {"set": "illustrative", **address}.items():
            at.query_params[key] = value
        return Page(at.switch_page(f"pages/{path}.py").run())

    def file(self, command: str, name: str, *more: str) -> str:
        """Make a file of Falkirk by its command, and give all that it says as text."""
        path = self.data.parent / name
        asked = ["--area", "Falkirk", "--set", "illustrative", "-o", str(path)]
        self.run(command, *asked, *more)
        return text_of(path.read_bytes())


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        named = (n for n in parts.namelist() if n.endswith((".xml", ".svg", ".txt", ".csv", ".md")))
        return "\n".join([*parts.namelist(), *(parts.read(n).decode("utf-8") for n in named)])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_once: None) -> Iterator[Place]:
    app = tmp_path / "app"
    shutil.copytree(PROJECT / "pages", app / "pages", ignore=shutil.ignore_patterns("__*"))
    shutil.copy(PROJECT / "dashboard.py", app)
    made = Place(copy_sources(tmp_path / "data"), app)
    monkeypatch.setenv("CJDATA_HOME", str(made.data))
    monkeypatch.setattr(page_list, "folder", lambda: made.pages)
    monkeypatch.setattr("cjdata.dashboard.navigation.folder", lambda: made.pages)
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", AskedBefore)
    return made


def links_of(page: Page) -> list[str]:
    return [link.proto.label for link in page.at.get("page_link")]


def files_of(place: Place) -> dict[str, str]:
    return {
        "slides": place.file("pack", "deck.pptx"),
        "report": place.file("report", "report.docx", "--year", "2022-23"),
        "workbook": place.file("workbook", "book.xlsx"),
        "site": place.file("site", "site.html"),
        "pictures": place.file("pictures", "pictures.zip", "--format", "svg"),
    }


def is_everywhere(place: Place) -> None:
    """The new indicator stands wherever a reader meets an indicator."""
    for path in ("at-a-glance", "area-profile", "data-notes"):
        assert NAME in place.open(path, area="Falkirk").html, path
    compared = place.open("compare-areas", measure="people_on_remand_percent")
    assert "people held who are on remand" in compared.html
    for name, text in files_of(place).items():
        assert "people held who are on remand" in text, name
    figures = library(place.data).figures("illustrative")
    assert {"people_on_remand", "people_on_remand_percent"} <= {
        row["measure"] for row in queries.coverage(figures.database)
    }


def the_rest_stands(place: Place, *gone: str) -> None:
    """No page but those named is any the worse."""
    for path in (*STANDING, PACK, "diversion", "custody-community", "prison"):
        if path not in gone:
            page = place.open(path, area="Falkirk")
            assert not page.problems, path


def names_bail_without_a_link(place: Place) -> None:
    """The first page has the card of an indicator whose page is not there, and leads nowhere."""
    cards = place.open("at-a-glance").root.all("section", "cj-card")
    [bail] = [card for card in cards if "Bail supervision" in card.text]
    assert not bail.all("a")


def test_a_record_is_a_new_indicator_everywhere_and_three_lines_are_its_page(place: Place) -> None:
    place.add_record()
    assert "its page has no file pages/remand.py" in place.run("build")
    is_everywhere(place)
    the_rest_stands(place)
    glance = place.open("at-a-glance")
    assert NAME in [heading.text for heading in glance.root.all("h3")]
    assert 'href="remand' not in glance.html + place.open("area-profile").html
    assert "pages/remand.py" in place.open("data-notes").html
    assert "pages/remand.py" in place.run("status")

    place.add_page()
    assert place.run("build") == ""
    page = place.open("remand", area="Falkirk")
    assert page.title == NAME
    assert "the share of people held who are on remand was" in page.finding
    assert NAME in links_of(page)
    assert 'href="remand' in place.open("at-a-glance").html
    is_everywhere(place)
    the_rest_stands(place)
    assert "untried prisoners" in place.open("data-notes").html  # found by what else it is called
    report = place.file("report", "again.docx", "--year", "2022-23")
    assert "Further indicator: people held on remand" in report


@pytest.mark.parametrize(
    "page_too", [False, long(True)], ids=["the page stays", "the page goes too"]
)
def test_a_record_taken_away_is_gone_and_costs_nothing_else(place: Place, page_too: bool) -> None:
    place.take_away(record=True, page=page_too)
    said = place.run("build")
    assert "observations.csv" in said
    assert "of measures that no record names are left out" in said
    the_rest_stands(place)
    for path in ("at-a-glance", "area-profile", "compare-areas"):
        assert "bail supervision" not in place.open(path, area="Falkirk").html.casefold()
    for name, text in files_of(place).items():
        assert "ail supervision case" not in text, name
    assert "left out: bail_" in place.open("data-notes").html
    if not page_too:
        page = place.open("bail")
        assert "No record of the catalogue has the page “bail”" in page.problems


def test_a_page_taken_away_alone_costs_its_links_alone(place: Place) -> None:
    place.take_away(record=False, page=True)
    assert "pages/bail.py" in place.run("build")
    the_rest_stands(place)
    names_bail_without_a_link(place)
    assert "Bail supervision" in place.open("area-profile", area="Falkirk").html


def test_a_slip_in_the_name_of_a_page_costs_that_page_alone(place: Place) -> None:
    place.edit_bail('page = "bail"', 'page = "bial"')
    assert "Did you mean “bail”?" in place.run("build")
    the_rest_stands(place)
    assert "No record of the catalogue has the page “bail”" in place.open("bail").problems
    names_bail_without_a_link(place)
    assert "bail supervision case" in place.file("workbook", "book.xlsx")


MISTAKES = {
    "wrong value": ('direction = "up"', 'direction = "sideways"'),
    "unknown section": ('section = "before-court"', 'section = "before-curt"'),
    "unknown key": ("number = 3", 'number = 3\ncolour = "red"'),
    "no TOML": ("number = 3", "number = = 3"),
    "an outcome twice": ("outcome = 3", "outcome = 2"),
    "a page of no record": ('page = "bail"', 'page = "data-notes"'),
    "a measure twice": ('id = "bail_information_requests"', 'id = "people_convicted_total"'),
    "unknown opening": ('opens_on = "bail_', 'opens_on = "bial_'),
}


@pytest.mark.parametrize("mistake", some(MISTAKES, 3))
def test_a_mistake_in_a_record_costs_its_own_page_alone(
    place: Place, home: Path, mistake: str
) -> None:
    shutil.copytree(home / "extracts", place.data / "extracts")  # built from the same text
    place.edit_bail(*MISTAKES[mistake])
    for path in ("at-a-glance", "area-profile", "compare-areas", PACK, "diversion", "local-plan"):
        page = place.open(path, area="Falkirk")
        assert page.problems.startswith(wording.LEFT_OUT) or not page.problems, path
        assert page.root.all("h1"), path
    assert "03-bail.toml" in place.open("bail").problems
    answer = CliRunner(env={"CJDATA_HOME": str(place.data)}).invoke(main, ["build"])
    assert answer.exit_code == 1
    assert "indicators/03-bail.toml, line" in answer.stderr or mistake == "no TOML"


def test_every_record_can_be_taken_away_or_have_a_mistake(tmp_path: Path) -> None:
    kept = PROJECT / "data" / "reference" / "catalogue"
    for n, path in enumerate(sorted(kept.glob("*/*.toml"))):
        folder = tmp_path / str(n)
        shutil.copytree(kept, folder)
        record = folder / path.relative_to(kept)
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace('direction = "', 'direction = "side', 1), encoding="utf-8")
        catalogue, findings = load_sound_part(folder)
        assert len(catalogue.themes) == 12, path.name
        assert len(findings) == 1, findings
        record.unlink()
        catalogue, findings = load_sound_part(folder)
        assert len(catalogue.themes) == 12, path.name
        assert not findings
