"""A page that shows its views one below the other is a file of three lines."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from project_files import PROJECT
from read_pages import AskedBefore, Page
from streamlit.testing.v1 import AppTest

from cjdata.reference import page_list
from cjdata.views import registry
from cjdata.views.peers.view_type import PEERS
from cjdata.views.reader import ViewReader
from cjdata.views.registry import type_named
from cjdata.views.view import View
from cjdata.views.view_type import ViewType

Open = Callable[[str], Page]
LINES = """\
\"\"\"Of a test: bars and the years of an area.\"\"\"

from cjdata.dashboard import view_page

view_page.draw("data-notes")
"""


def nothing(reader: ViewReader, _: date) -> View:
    raise reader.nothing("no star is out")


def here(one: ViewType) -> ViewType:
    return replace(one, pages=("data-notes",), of_records=False)


@pytest.fixture
def opened(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    shutil.copytree(PROJECT / "pages", tmp_path / "pages", ignore=shutil.ignore_patterns("__*"))
    shutil.copy(PROJECT / "dashboard.py", tmp_path)
    (tmp_path / "pages" / "data-notes.py").write_text(LINES, encoding="utf-8")
    monkeypatch.setenv("CJDATA_HOME", str(home))
    monkeypatch.setattr(page_list, "folder", lambda: tmp_path / "pages")
    monkeypatch.setattr("cjdata.dashboard.navigation.folder", lambda: tmp_path / "pages")
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", AskedBefore)
    kinds = (
        here(type_named("bars")),
        here(type_named("years")),
        here(replace(PEERS, make=nothing)),
    )
    monkeypatch.setattr(registry, "VIEW_TYPES", kinds)

    def open_(figures_set: str) -> Page:
        at = AppTest.from_file(str(tmp_path / "dashboard.py"), default_timeout=60)
        at.query_params["set"], at.query_params["area"] = figures_set, "Falkirk"
        return Page(at.switch_page("pages/data-notes.py").run())

    return open_


@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_it_draws_each_view_with_all_that_its_kind_offers(opened: Open, figures_set: str) -> None:
    page = opened(figures_set)
    assert page.title == "Data notes: Falkirk"
    assert len(page.charts) == 1
    assert len(page.root.all("table")) == 2
    keys = [button.proto.id for button in page.at.get("download_button")]
    wanted = ["bars/csv", "bars/png", "bars/svg", "years/csv"]
    assert [key.partition("data-notes/")[2] for key in keys] == wanted
    assert [button.key for button in page.at.button if "pack/" in (button.key or "")] == [
        "pack/data-notes/bars",
        "pack/data-notes/years",
    ]


def test_it_says_why_there_is_no_view(opened: Open) -> None:
    assert "no star is out" in opened("illustrative").messages


def test_it_says_which_records_have_mistakes(
    opened: Open, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = data_folder / "reference" / "catalogue" / "indicators" / "03-bail.toml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('page = "bail"', 'page = ""', 1), encoding="utf-8")
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    assert "03-bail.toml" in opened("illustrative").problems
