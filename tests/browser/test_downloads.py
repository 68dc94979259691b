"""Downloaded files say what the page says."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from running import Tab

from cjdata.exports.filenames import file_name
from cjdata.library import FigureSet, Library
from cjdata.reference.catalogue import Measure
from cjdata.text import value_text
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection

pytestmark = pytest.mark.browser

CASES = pytest.mark.parametrize(
    ("path", "figures_set"), [("diversion", "illustrative"), ("housing", "published")]
)


@pytest.fixture(scope="module")
def library(data_folder: Path) -> Library:
    return Library(data_folder)


def opening_view(figures: FigureSet, path: str) -> ThemeView:
    """Give the view on which a page opens."""
    opening = figures.catalogue.theme_by_page[path].opening_choice
    area = figures.areas.find("Clackmannanshire")
    measure, form = opening.opening_measure(area.kind), opening.opening_form(area.kind)
    selection = Selection(area.code, (figures.areas.scotland.code,), measure, form)
    return theme_view(figures, path, selection, date.today())


def downloaded(tab: Tab, label: str) -> tuple[str, bytes]:
    """Press a button and give the name and the content of what comes."""
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name=label, exact=True).click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def printed(row: dict[str, str], measure: Measure) -> str:
    """Write a value of the file as the page writes it; empty where there is none."""
    decimals = len(row["value"].partition(".")[2])
    return value_text(measure, float(row["value"]), decimals) if row["value"] else ""


def without_intervals(table: list[list[str]]) -> list[list[str]]:
    """Leave out the column that stands beside the area's figures."""
    kept = [n for n, head in enumerate(table[0]) if not head.startswith("95% interval")]
    return [[row[n] for n in kept] for row in table]


@CASES
def test_the_figures_downloaded_are_those_of_the_table(
    path: str, figures_set: str, open_tab: Callable[..., Tab], library: Library
) -> None:
    view = opening_view(library.figures(figures_set), path)
    tab = open_tab(f"{path}?set={figures_set}")
    name, content = downloaded(tab, "Figures (CSV)")
    assert name == file_name(view, "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    in_file = {(row["area"], row["period"]): row for row in rows}
    head, *body = without_intervals(tab.figures)
    areas = ["Clackmannanshire", "Scotland"]
    assert [column.partition(" (")[0] for column in head] == ["Year", *areas]
    on_page = {
        (area, year): text for year, *texts in body for area, text in zip(areas, texts, strict=True)
    }
    assert len(rows) == len(in_file)
    assert set(in_file) == set(on_page)
    for cell, text in on_page.items():
        row = in_file[cell]
        value = printed(row, view.measure)
        assert value == (text if value else "")
        if not value:
            assert text
            assert not any(letter.isdigit() for letter in text)
            assert row["reason_if_missing"]
    assert any(row["value"] for row in rows)
    real = {"illustrative": "Illustrative figures: not real", "published": "Published figures"}
    assert {row["figures"] for row in rows} == {real[figures_set]}


@CASES
def test_the_picture_is_of_the_size_of_a_slide(
    path: str, figures_set: str, open_tab: Callable[..., Tab], library: Library
) -> None:
    view = opening_view(library.figures(figures_set), path)
    name, content = downloaded(open_tab(f"{path}?set={figures_set}"), "Picture (PNG)")
    assert name == file_name(view, "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (1920, 1080)


@CASES
def test_the_drawing_says_the_finding_in_words(
    path: str, figures_set: str, open_tab: Callable[..., Tab], library: Library
) -> None:
    view = opening_view(library.figures(figures_set), path)
    tab = open_tab(f"{path}?set={figures_set}")
    name, content = downloaded(tab, "Picture (SVG)")
    assert name == file_name(view, "svg")
    lead = tab.finding.locator("strong").inner_text()
    drawn = tab.page.evaluate(
        """text => {
          const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
          return {
            text: [...svg.querySelectorAll('svg > text')].map(t => t.textContent).join(' '),
            broken: svg.querySelectorAll('parsererror').length,
          };
        }""",
        content.decode("utf-8"),
    )
    assert drawn["broken"] == 0
    assert lead in drawn["text"]
    assert ("Illustrative figures: not real" in drawn["text"]) == (figures_set == "illustrative")
