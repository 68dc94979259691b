"""What a refusal or a question says is true of the file: what it has, and what it lacks."""

from __future__ import annotations

import pytest
from test_unseen_layouts import (
    AREA,
    CASES,
    DIVERSION,
    HEADINGS,
    ONE,
    TITLE,
    TWO,
    Line,
    check,
    councils,
    held,
)
from test_unseen_meanings import check_sheets

from cjdata.ingest.labels.area_codes import kind_of_code
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def refusal(checked: CheckedUpload) -> Remark:
    [error] = checked.errors
    return error


@pytest.mark.parametrize("cover", [ONE, "Tables"])
def test_of_a_table_whose_title_is_known_the_headings_are_told_that_are_not(
    held: PublishedState, areas: Areas, cover: str
) -> None:
    table = [f"Table 1: {TITLE}", (AREA, "Cases opened"), *councils(areas)]
    error = refusal(check_sheets(held, {"Cover": [cover], "Table 1": table}))
    assert (error.sheet, error.cell) == ("Table 1", "A2")
    assert "is the title of “Diversion from prosecution”" in error.found
    assert "none of its headings is known: “Cases opened”" in error.found
    assert "Justice Social Work Statistics in Scotland, part 1" in error.found
    assert "cases commenced" in error.expected


def test_of_a_file_with_no_title_that_is_known_it_is_said_that_no_table_is(
    held: PublishedState, areas: Areas
) -> None:
    table = ["Table 1: Bicycle theft by council", HEADINGS, *councils(areas)]
    error = refusal(check_sheets(held, {"Cover": [ONE], "Table 1": table}))
    assert "none of its tables is known" in error.found


def test_tables_of_another_publication_than_the_file_names_are_told_to_be_that_ones(
    held: PublishedState, areas: Areas
) -> None:
    table = [f"Table 1: {TITLE}", HEADINGS, *councils(areas)]
    error = refusal(check_sheets(held, {"Cover": [TWO], "Table 1": table}))
    assert "part 2 (“Justice Social Work" in error.found
    assert error.found.endswith(
        "its tables look like Justice Social Work Statistics in Scotland, part 1"
    )


DOWNLOAD = ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Order Type")


def orders(held: PublishedState, areas: Areas, *kinds: tuple[str, str]) -> CheckedUpload:
    rows: list[Line] = [
        (area.code, "2024/2025", measurement, "Orders", 40 + n, order)
        for measurement, order in kinds
        for n, area in enumerate(areas.councils)
    ]
    return check(held, [DOWNLOAD, *rows], "social-work-orders-commenced.csv")


def test_of_a_download_the_text_is_told_that_no_row_says(
    held: PublishedState, areas: Areas
) -> None:
    error = refusal(orders(held, areas, ("Ratio", "Community payback")))
    assert error.found.endswith("no row says “Count” under “Measurement”; they say “Ratio”")
    assert error.cell == "C1"
    error = refusal(orders(held, areas, ("Ratio", "Community payback"), ("Count", "Probation")))
    assert "no row says both “Community payback orders” under “Order Type”" in error.found


def test_a_measure_of_a_download_that_no_row_is_of_is_warned_about_where_rows_are_left(
    held: PublishedState, areas: Areas
) -> None:
    checked = orders(
        held, areas, ("Count", "Community payback"), ("Count", "Treatment and testing")
    )
    kinds = [warning.kind for warning in checked.warnings]
    assert kinds.count("no row of a measure") == 2
    alone = orders(held, areas, ("Count", "Community payback"))
    assert "no row of a measure" not in [warning.kind for warning in alone.warnings]


PRISON = "Scottish Prison Population Statistics, 2025-26"
STATUSES = ("Legal Status", "Measurement", "Age", "2024-25", "2025-26")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("Sentenced", "mean"), ("Sentenced", "individuals"), "“average” under “Measurement”"),
        (("Sentenced", "average"), ("Sentenced", "stays"), "“individuals” under “Measurement”"),
        (("Sentenced", "average"), ("Convicted", "individuals"), "both “Sentenced” under “Legal"),
    ],
)
def test_of_several_choices_the_one_is_told_that_no_row_answers(
    held: PublishedState, first: tuple[str, str], second: tuple[str, str], told: str
) -> None:
    rows: list[Line] = [(*first, "All", 6470, 6407), (*second, "All", 15537, 14858)]
    table = ["M1: Legal Status Population Attributes", "", STATUSES, *rows]
    checked = check_sheets(held, {"Cover": [PRISON], "M1": table})
    [warning] = [one for one in checked.warnings if one.kind == "no row of a measure"]
    assert warning.found.startswith(f"no row says {told}")


def test_of_a_title_with_two_years_it_is_said_that_it_has_two(
    held: PublishedState, areas: Areas
) -> None:
    title = f"Table 1: {DIVERSION}, 2024-25 and 2025-26"
    table = [title, HEADINGS, *councils(areas)]
    error = refusal(check_sheets(held, {"Cover": [ONE], "Table 1": table}))
    assert "under a title of 2024-25 and 2025-26" in error.found
    table = [f"Table 1: {DIVERSION}", HEADINGS, *councils(areas)]
    error = refusal(check_sheets(held, {"Cover": [ONE], "Table 1": table}))
    assert "no year in a column, above them, in the title" in error.found


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        (f"Falkirk Council: {ONE}", "together with a council"),
        (f"Source: {ONE}", "as a source or in a note only"),
        ("Tables", "neither the cover, a title nor the file’s name says its publication"),
    ],
)
def test_what_names_a_publication_and_does_not_count_is_told(
    held: PublishedState, areas: Areas, cover: str, told: str
) -> None:
    table = [f"Table 1: {TITLE}", HEADINGS, *councils(areas)]
    checked = check_sheets(held, {"Cover": [cover], "Table 1": table})
    [warning] = [one for one in checked.warnings if one.kind == "publication not named"]
    assert told in warning.found


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("S08000029", "a health board"),
        ("S13002516", "a council ward"),
        ("S99000001", "another kind of area"),
        ("E92000001", "an area outside Scotland"),
    ],
)
def test_a_code_of_another_area_is_told_to_be_one_and_likened_to_no_council(
    held: PublishedState, areas: Areas, code: str, kind: str
) -> None:
    codes = [a.code for a in areas.councils]
    rows: list[Line] = [(own, 30 + n) for n, own in enumerate(codes)]
    lines = [f"Table 1: {TITLE}", ("Area code", CASES), *rows[:5], (code, 7), *rows[5:]]
    error = refusal(check_sheets(held, {"Cover": [ONE], "Table 1": lines}))
    assert error.fix.startswith(f"{code} is the code of {kind}, and of no council.")
    assert "Did you mean" not in error.fix


def test_a_code_like_those_of_councils_is_likened_to_none(
    held: PublishedState, areas: Areas
) -> None:
    rows: list[Line] = [(a.code, 30) for a in areas.councils]
    lines = [f"Table 1: {TITLE}", ("Area code", CASES), *rows, ("S12000099", 7)]
    error = refusal(check_sheets(held, {"Cover": [ONE], "Table 1": lines}))
    assert "Did you mean" not in error.fix
    assert kind_of_code("S12000099") == ""


def test_a_download_of_another_subject_is_told_to_be_none_that_is_known(
    held: PublishedState, areas: Areas
) -> None:
    rows: list[Line] = [
        (a.code, "2024", "Ratio", "Percent of young people", 5) for a in areas.councils
    ]
    error = refusal(check(held, [DOWNLOAD[:5], *rows], "young-people.csv"))
    assert "it names no publication that a recipe knows, and none of its tables" in error.found
