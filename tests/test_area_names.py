"""Names of areas as publications write them: with codes, with notes, and for all of Scotland."""

from __future__ import annotations

import pytest
from commenced import TITLE, figures, read_commenced
from hypothesis import given
from hypothesis import strategies as st
from reading_sheets import errors

from cjdata.ingest.labels.area_and_year_names import AreaAndYearNames
from cjdata.ingest.labels.area_codes import parted
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

TOGETHER = (
    "{code} {name}",
    "{name} ({code})",
    "{code}: {name}",
    "{code} - {name}",
    "{name}, {code}",
)
NOTES = ("2,3", " 2,3", "²", "²,³", " [note 2]", " (2)", "(1)(2)", " (note 2)", "*", " †", "™", "ᵃ")


@pytest.fixture(scope="module")
def names(areas: Areas) -> AreaAndYearNames:
    return AreaAndYearNames(areas, "financial_year", (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Grand Total",
        "GRAND TOTAL",
        "All local authorities",
        "Scotland (total)",
        "Total for Scotland",
        "Scotland - all local authorities",
        "All councils",
        "S92000003 Scotland",
        "S92000003: Total",
    ],
)
def test_scotland_as_a_whole_goes_by_many_names(text: str, names: AreaAndYearNames) -> None:
    area = names.area(text)
    assert area is not None
    assert area.kind == "scotland"


@pytest.mark.parametrize(
    "text",
    ["Scotland average", "Rest of Scotland", "Total orders", "Scotland excluding Glasgow", "Grand"],
)
def test_what_is_not_all_of_scotland_is_not_taken_for_it(
    text: str, names: AreaAndYearNames
) -> None:
    assert names.area(text) is None


@pytest.mark.parametrize("form", TOGETHER)
def test_a_code_and_a_name_in_one_cell_are_the_area_that_both_mean(
    form: str, names: AreaAndYearNames, areas: Areas
) -> None:
    for area in areas.single:
        assert names.area(form.format(code=area.code, name=area.name)) is area
        assert names.area(form.format(code=area.code.lower(), name=area.name.upper())) is area


@pytest.mark.parametrize("form", TOGETHER)
def test_a_code_and_a_name_that_contradict_each_other_are_refused_with_both(
    form: str, areas: Areas, catalogue: Catalogue
) -> None:
    text = form.format(code="S12000005", name="Falkirk")
    rows = [[f"{TITLE}, 2024-25"], ["Local authority", "Cases commenced"], [text, 50], ["Fife", 60]]
    [error] = errors(read_commenced(rows, areas, catalogue))
    assert (error.kind, error.sheet, error.cell) == ("unknown area", "Table 1", "A3")
    assert text in error.found
    assert "S12000005 is the code of Clackmannanshire" in error.fix


def test_a_code_that_is_no_areas_is_refused_whatever_name_is_beside_it(
    names: AreaAndYearNames,
) -> None:
    assert names.area("S12000099 Falkirk") is None
    assert names.contradiction("S12000099 Falkirk") == "S12000099 is the code of no area"
    assert names.area("Clackmannanshire S12000005 Falkirk") is None


@pytest.mark.parametrize(
    ("code", "name"), [("S12000015", "Fife"), ("S12000024", "Perth & Kinross")]
)
def test_the_old_code_of_an_area_means_it_with_its_name_and_without(
    code: str, name: str, names: AreaAndYearNames
) -> None:
    assert names.area(code) is names.area(name) is names.area(f"{code} {name}") is not None


@pytest.mark.parametrize("note", NOTES)
def test_notes_behind_a_name_are_no_part_of_it(
    note: str, names: AreaAndYearNames, areas: Areas
) -> None:
    for text in ("Eilean Siar", "Edinburgh, City of", "Argyll & Bute", "Total", "Scotland"):
        assert names.area(text + note) is names.area(text) is not None
    for area in areas.single:
        assert names.area(area.name + note) is area


def test_a_year_behind_a_name_is_no_note(names: AreaAndYearNames) -> None:
    assert names.area("West Lothian 2023") is None
    assert names.area("West Lothian 2023-24") is None


def test_a_grand_total_among_councils_is_scotland(areas: Areas, catalogue: Catalogue) -> None:
    rows = [[f"{TITLE}, 2024-25"], ["Local authority", "Cases commenced"]]
    found = read_commenced([*rows, ["Falkirk", 50], ["Grand Total", 1400]], areas, catalogue)
    assert figures(found) == {("Falkirk", "2024-25"): 50, ("Scotland", "2024-25"): 1400}


@given(st.text(max_size=40))
def test_a_text_without_a_code_is_a_name_as_it_stands(text: str) -> None:
    code, name = parted(text)
    assert code or name == text
