"""A workbook that prints the figure of a court area against its councils loads it once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from test_load_workbooks import load

from cjdata import queries
from cjdata.library import Library
from cjdata.publishing.load_workbooks import Upload, check_files
from cjdata.reference.areas import Area, Areas

MEASURE, YEAR = "reconviction_rate_one_year_court_area", "2017-18"
RECIPE = f"""
title = "Reconviction Rates in Scotland"
publication = "reconviction"
workbook = ["reconviction rates"]

[[table]]
name = "Reconvictions by court area"
titles = ["reconviction rates local authority group court location"]
area_headings = ["local authority group"]
councils_add_up = false
column = [{{ id = "{MEASURE}", headings = ["reconviction rate"] }}]
"""


@pytest.fixture
def folder(data_folder: Path) -> Path:
    recipes = data_folder / "reference" / "recipes"
    (recipes / "reconvictions.toml").write_text(RECIPE, encoding="utf-8")
    return data_folder


@pytest.fixture
def court(areas: Areas) -> Area:
    """The court area of Aberdeen City and Aberdeenshire."""
    aberdeen = areas.find("Aberdeen City")
    found = areas.court_area_of(aberdeen, YEAR)
    assert found is not None
    return found


def workbook(areas: Areas, rates: Mapping[str, str], edition: str = "2017-18 revised") -> Upload:
    """Print a rate for every council and Scotland: 20.0 where no other is given."""
    printed = dict.fromkeys((a.name for a in areas.councils), "20.0") | dict(rates)
    lines = [
        f"Reconviction Rates in Scotland: {edition}",
        f"Reconviction rates by local authority group of court location: {YEAR}",
        "Local authority group,Reconviction rate",
        "Scotland,26.3",
        *(f"{name},{rate}" for name, rate in printed.items() if rate),
    ]
    return Upload("reconviction rates.csv", "\n".join(lines).encode())


def loaded(folder: Path, *areas: str) -> dict[str, float | None]:
    """Give what the loaded edition prints for some areas, by code or name."""
    database = Library(folder).figures("published").database
    rows = queries.editions_of(database, [MEASURE], list(areas))
    own = [r for r in rows if r["period"] == YEAR and r["edition"] == "2017-18 revised"]
    return {row["area_code"] or row["area_name"]: row["value"] for row in own}


def publish(folder: Path, areas: Areas, rates: Mapping[str, str]) -> None:
    file = workbook(areas, rates)
    assert load(folder, file, edition="2017-18 revised", published="2026-06-01")


def test_the_figure_is_held_once_under_the_name_of_all_of_them(
    folder: Path, areas: Areas, court: Area
) -> None:
    publish(folder, areas, dict.fromkeys(("Aberdeen City", "Aberdeenshire"), "31.5"))
    assert loaded(folder, *court.members, court.name) == {court.name: 31.5}


def test_a_council_counted_by_itself_keeps_its_own(folder: Path, areas: Areas) -> None:
    fife = areas.find("Fife")
    publish(folder, areas, {"Fife": "28.1"})
    assert loaded(folder, fife.code) == {fife.code: 28.1}


def test_no_council_is_missed_whose_figure_is_that_of_its_court_area(
    folder: Path, areas: Areas
) -> None:
    checked = check_files(
        folder, [workbook(areas, {})], edition="2017-18 revised", published="2026-06-01"
    )
    assert not checked.errors
    assert "councils missing" not in {remark.kind for remark in checked.remarks}


@pytest.mark.parametrize("rate", ["30.2", "[c]"])
def test_different_figures_of_councils_counted_together_are_refused_with_their_cells(
    folder: Path, areas: Areas, court: Area, rate: str
) -> None:
    file = workbook(areas, {"Aberdeen City": "31.5", "Aberdeenshire": rate})
    checked = check_files(folder, [file], edition="2017-18 revised", published="2026-06-01")
    (error,) = checked.errors
    assert error.kind == "counted together"
    assert error.cell == "B5"
    for words in ("Aberdeen City has 31.5 (B5)", "(B6)", court.name, "2017-18"):
        assert words in error.found
    assert "court_areas.csv" in error.fix
