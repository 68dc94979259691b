"""Whose figures, of which year and in which unit: a table says it, or it is refused or asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from explained_files import (
    DIVERSION,
    PART_1,
    PART_2,
    asked,
    check,
    held,
    kinds,
    table,
)

from cjdata.publishing.load_workbooks import Upload, check_files
from cjdata.reference.areas import Areas

COMMENCED, RATE = "diversion_cases_commenced", "diversion_rate_per_10000"
TRANSFERS = "Transfers of treatment from custody to community"


def years_of(text: str, home: Path) -> set[str]:
    checked = check(home, text)
    assert checked.errors == [], checked.errors
    return {d.period for read in checked.reads for d in read.data}


# Whose figures


def one_area(title: str, cover: str = "Transfers in drug and alcohol treatment, 2024-25") -> str:
    years = [f"{2019 + n}-{20 + n},{n + 3}" for n in range(1, 6)]
    return "\n".join([f'"{cover}"', f'"{title}"', "Year,Custody to community", *years])


@pytest.mark.parametrize(
    "title",
    [
        f"{TRANSFERS}, Clackmannanshire, 2020-21 to 2024-25",
        f"{TRANSFERS}, NHS Forth Valley, 2020-21 to 2024-25",
        f"{TRANSFERS}, Stirling and Falkirk, 2020-21 to 2024-25",
        f"{TRANSFERS}, Scotland excluding Glasgow City",
    ],
)
def test_a_table_of_one_council_or_a_group_is_never_scotland(home: Path, title: str) -> None:
    checked = check(home, one_area(title))
    areas = {d.area.code for read in checked.reads for d in read.data}
    assert "S92000003" not in areas or checked.errors


def test_a_selector_names_the_area(home: Path) -> None:
    text = one_area(TRANSFERS).replace("\nYear,", "\nSelect area:,Falkirk\nYear,")
    checked = check(home, text)
    assert checked.errors == []
    assert {d.area.name for read in checked.reads for d in read.data} == {"Falkirk"}


def test_a_table_of_scotland_that_says_so_is_read(home: Path) -> None:
    checked = check(home, one_area(f"{TRANSFERS}, Scotland, 2020-21 to 2024-25"))
    assert checked.errors == []
    assert {d.area.code for read in checked.reads for d in read.data} == {"S92000003"}


def test_figures_of_one_council_are_its_own(home: Path) -> None:
    lines = [PART_1, "Diversion from prosecution, Falkirk, 2022-23 to 2024-25"]
    lines += ["Year,Cases commenced", "2022-23,31", "2023-24,37", "2024-25,40"]
    checked = check(home, "\n".join(f'"{x}"' if n < 2 else x for n, x in enumerate(lines)))
    assert checked.errors == []
    assert {d.area.name for read in checked.reads for d in read.data} == {"Falkirk"}


# Which year


@pytest.mark.parametrize(
    "line",
    [
        "Figures are not comparable with those before 2019-20.",
        "Source: Justice social work returns, 2019-20",
        "Data as at 31 March 2020",
        "Note 3: a new definition since 2019-20",
        "Published 13 January 2020",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_title_gives_the_year_and_no_note_or_source_does(
    home: Path, areas: Areas, line: str, is_first: bool
) -> None:
    title = "Table 2: Diversion from prosecution by local authority, 2020-21"
    above = [line, title] if is_first else [title, line]
    assert years_of(table(areas, above), home) == {"2020-21"}


@pytest.mark.parametrize("line", ["Year: 2021-22", "2021-22", "Year | 2021-22"])
def test_another_year_in_a_line_of_its_own_is_asked_about(
    home: Path, areas: Areas, line: str
) -> None:
    title = "Table 2: Diversion from prosecution by local authority, 2020-21"
    checked = check(home, table(areas, [title, line]))
    (question,) = checked.questions
    assert "2020-21" in question.found
    assert "2021-22" in question.found
    assert question.fix == "Are the figures of 2020-21?"


def test_a_line_gives_the_year_where_the_title_gives_none(home: Path, areas: Areas) -> None:
    text = table(areas, ["Diversion from prosecution by local authority", "Year: 2021-22"])
    assert years_of(text, home) == {"2021-22"}


# In which unit


@pytest.mark.parametrize(
    "heading",
    [
        "Rate per 1,000 population",
        "Cases commenced per 1,000 people",
        "Rate per 100,000 population",
        "Cases commenced (%)",
        "Average cases commenced",
        "Cases commenced (£)",
        "Average number of days",
    ],
)
def test_other_units_are_never_held_as_counts_or_as_rates_per_10000(
    home: Path, areas: Areas, heading: str
) -> None:
    checked = check(home, table(areas, headings=[heading], first=3))
    assert checked.errors
    assert not checked.loads


@pytest.mark.parametrize("unit", ["Percentage", "Rate per 1,000", "£", "days", "Average"])
@pytest.mark.parametrize("place", ["{}", " | | {}", "Diversion by local authority | {}"])
def test_a_unit_in_a_cell_above_is_that_of_the_table(
    home: Path, areas: Areas, unit: str, place: str
) -> None:
    checked = check(home, table(areas, [DIVERSION, place.format(unit)]))
    assert checked.errors
    assert not checked.loads


def test_a_rate_in_a_cell_above_is_that_of_every_column(home: Path, areas: Areas) -> None:
    title = "Table 3: Diversion from prosecution cases commenced, 2022-23 to 2024-25"
    years = ["2022-23", "2023-24", "2024-25"]
    text = table(
        areas, [title, " | | | Rate per 10,000 population"], years, first=5, scotland=False
    )
    checked = check(home, text)
    assert held(checked, RATE) == 96
    assert held(checked, COMMENCED) == 0


@pytest.mark.parametrize(
    "line", ["Figures in thousands", "Thousands", "Number (thousands)", "'000s", "Cases (000s)"]
)
def test_thousands_are_refused_unless_the_recipe_knows_them(
    home: Path, areas: Areas, line: str
) -> None:
    checked = check(home, table(areas, [DIVERSION, line]))
    assert "figures in thousands" in kinds(checked.errors)


def test_thousands_below_a_table_are_found_too(home: Path, areas: Areas) -> None:
    checked = check(home, table(areas, below=["Note 1: Figures in thousands"]))
    assert "figures in thousands" in kinds(checked.errors)


def test_thousands_that_the_recipe_knows_are_multiplied(data_folder: Path, areas: Areas) -> None:
    path = data_folder / "reference" / "recipes" / "jsw-part-1.toml"
    text = path.read_text("utf-8")
    name = 'name = "Diversion from prosecution"\n'
    path.write_text(text.replace(name, f"{name}scale = 1000\n", 1), "utf-8")
    checked = check(data_folder, table(areas, [DIVERSION, "Thousands"]))
    # 30,000 cases are more than people live on Orkney, which is told as it should be.
    assert kinds(checked.errors) == ["not of the people there"]
    values = [d.value for d in checked.reads[0].data if d.area.name == "Aberdeen City"]
    assert values == [30_000]
    plain = check(data_folder, table(areas))
    assert "figures in thousands" in kinds(plain.errors)


# What it is


def test_a_subject_in_a_title_does_not_name_a_publication(home: Path, areas: Areas) -> None:
    text = table(
        areas,
        ["Table 1: Bail supervision cases commenced by local authority, 2024-25"],
        ["Cases commenced"],
        cover="Bail Services Annual Return 2024-25",
    )
    checked = check(home, text)
    assert "publication not named" in kinds(checked.warnings)
    assert asked(checked) == [] or "Annual Return" in " ".join(asked(checked))


def test_a_sentence_of_revisions_names_no_edition(home: Path, areas: Areas) -> None:
    text = table(areas, cover=f"{PART_1}. Figures for earlier years have been revised.")
    (read,) = check(home, text).reads
    assert read.edition == "2024-25 part 1"


def test_a_revised_edition_is_still_one(home: Path, areas: Areas) -> None:
    (read,) = check(home, table(areas, cover=f"{PART_1} (revised)")).reads
    assert read.edition == "2024-25 part 1 updated"


# Against what is held


def test_everything_times_ten_is_doubted_on_a_first_load(home: Path, areas: Areas) -> None:
    """Scotland's figures of the years before are held: they tell, where no council's does."""
    text = table(areas, ["Community payback orders imposed by local authority, 2024-25"],
                 ["Orders commenced"], cover=PART_2, first=4800)  # fmt: skip
    checked = check(home, text)
    assert "far outside its history" in kinds(checked.warnings)


def test_scotland_missing_altogether_is_told(home: Path, areas: Areas) -> None:
    checked = check(home, table(areas, scotland=False))
    assert "Scotland missing" in kinds(checked.notes)


def test_shares_that_do_not_follow_from_their_counts_are_asked_about(home: Path) -> None:
    lines = [
        "Criminal Proceedings in Scotland: 2024-25",
        "Table 7(a) People convicted by main penalty: 2023-24 to 2024-25",
        "Main penalty,2023-24,2024-25",
        "Total,70000,71000", "All custody,9000,9100", "All community sentences,17000,17100",
        "All financial penalties,31000,31500", "All other sentences,13000,13300", "",
        "Table 7(b) Percentage of people convicted by main penalty: 2023-24 to 2024-25",
        "Main penalty,2023-24,2024-25",
        "Total,100,100", "All custody,12.0,12.9", "All community sentences,24.3,24.1",
        "All financial penalties,44.3,44.4", "All other sentences,18.6,18.7",
    ]  # fmt: skip
    text = "\n".join(f'"{x}"' if x.startswith(("C", "Table")) else x for x in lines)
    checked = check_files(home, [Upload("cp.csv", text.encode())], published="2026-05")
    (question,) = checked.questions
    assert "2023-24 is 12.0% in it, but the counts of that year in the file give 12.9%" in (
        question.found
    )


def test_many_findings_of_a_kind_are_one(home: Path, areas: Areas) -> None:
    text = table(areas).replace(",30\n", ",about 30\n")
    for n in range(1, 20):
        text = text.replace(f",{30 + 7 * n}\n", f",about {n}\n")
    errors = [e for e in check(home, text).errors if e.kind == "not understood"]
    assert len(errors) <= 5
