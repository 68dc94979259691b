"""The further choices of pointing: rows left out and chosen, blocks, scale, harmless words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from add_data_files import diversion, of_rows, workbook
from read_pages import Page, open_page, use_own
from test_add_data import choose, drop, labels, press, publish, table

from cjdata import queries, settings
from cjdata.ingest.recipes.recipe import TableRecipe
from cjdata.ingest.recipes.recipe_loading import read_recipe
from cjdata.ingest.unknown_tables.recipe_trial import RecipeTrial, of_table
from cjdata.library import library
from cjdata.publishing.load_workbooks import Upload, check_files
from cjdata.reference.areas import Areas

RATE, MEAN = "reconviction_rate_one_year", "reconviction_average"
COMMENCED = "diversion_cases_commenced"


@pytest.fixture(autouse=True)
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, on a server where everybody may load."""
    use_own(data_folder, monkeypatch)
    monkeypatch.setenv("CJDATA_LOADING", "on")
    return data_folder


def leave(page: Page, label: str, *texts: str) -> Page:
    [box] = [one for one in page.at.multiselect if one.label == label]
    return Page(box.set_value(list(texts)).run())


def write(page: Page, label: str, text: str) -> Page:
    [box] = [one for one in page.at.text_input if one.label == label]
    return Page(box.input(text).run())


def is_open(page: Page) -> bool:
    [part] = [one for one in page.at.expander if one.label == "Further choices"]
    return bool(part.proto.expanded)


def options(page: Page, label: str) -> list[str]:
    [box] = [one for one in page.at.selectbox if one.label == label]
    return list(box.options)


def troubles(page: Page) -> bool:
    return any("not understood" in node.text for node in page.root.all("caption"))


# --- Rows left out ---


def of_areas(areas: Areas) -> bytes:
    """A table with two rows that are of no area, as reconvictions by home area have them."""
    rows = [[a.name, 100 + n] for n, a in enumerate(areas.councils)]
    title = "Table 1: Arrivals at the gate by local authority, newcomers, 2024-25"
    head = [["Meeting people at the gate: 2024-25"], [title], [], ["Local authority", "Joined"]]
    return workbook(("Data", [*head, *rows, ["Other2", 200], ["Unknown3", 300]]))


def test_rows_that_are_of_no_area_can_be_left_out(areas: Areas, folder: Path) -> None:
    page = drop(open_page("add-data"), ("gate.xlsx", of_areas(areas)))
    assert not is_open(page)
    page = choose(page, "“Joined” is", COMMENCED)
    page = choose(page, "Publication", "jsw-part-1")
    assert is_open(page)
    assert "“Other2”" in page.root.text
    page = leave(page, "Rows to leave out", "Other2", "Unknown3")
    assert is_open(page)
    assert not troubles(page)
    assert "32 figures read" in page.messages
    page = press(page, "Keep this as a recipe")
    [path] = (folder / "reference" / "recipes").glob("own-*.toml")
    assert read_recipe(path).table[0].leave_out == ("Other2", "Unknown3")
    publish(page)
    figures = library().figures(settings.PUBLISHED)
    assert len(queries.observations(figures.database, [COMMENCED], ["S12000005"])) >= 1


# --- Rows chosen ---


def test_rows_can_be_chosen_where_each_has_one_value(areas: Areas, folder: Path) -> None:
    page = drop(open_page("add-data"), ("gate-arrivals.csv", of_rows(areas)))
    assert is_open(page)
    assert [box.value for box in page.at.selectbox if "Column" in box.label] == ["Value", "Units"]
    assert options(page, "Rows to read: “Gender” says") == ["Anything", "All", "Male"]
    page = choose(page, "Rows of “Cases commenced” are", COMMENCED)
    page = choose(page, "Rows of “Referrals” are", "diversion_referrals")
    page = choose(page, "Publication", "jsw-part-1")
    assert "64 figures read: 32 areas, 2023-24" in page.messages
    page = press(page, "Keep this as a recipe")
    [path] = (folder / "reference" / "recipes").glob("own-*.toml")
    [made] = read_recipe(path).table
    assert made.value == ("Value",)
    assert made.column[0].where == {"Units": "Cases commenced", "Gender": "All"}
    assert "64" in table(page, "Tables read from")[1]


# --- Blocks, scale and words ---


def of_blocks() -> bytes:
    years = [("2022-23", 10), ("2023-24", 20), ("2024-25", 30)]
    more = [(year, 10 * value) for year, value in years]
    head = [
        ["Meeting people at the gate: 2024-25"],
        ["Table 2: Arrivals at the gate by way, old hands, 2022-23 to 2024-25"],
        ["Thousands"],
        ["Way of arriving", "Joined"],
    ]
    return workbook(("Data", [*head, ["On foot"], *years, ["By bus"], *more]))


def test_a_block_a_scale_and_harmless_words_can_be_chosen(folder: Path) -> None:
    page = drop(open_page("add-data"), ("gate.xlsx", of_blocks()))
    page = choose(page, "Years", 0)
    page = choose(page, "“Joined” is", COMMENCED)
    page = choose(page, "Publication", "jsw-part-1")
    assert is_open(page)
    assert options(page, "Only the rows below the label") == ["All rows", "On foot", "By bus"]
    page = choose(page, "Only the rows below the label", "By bus")
    page = choose(page, "The figures are", 1000)
    assert not troubles(page)
    assert "3 figures read: 1 area, 2022-23 to 2024-25" in page.messages
    rows = table(page, "Some of the figures read")
    assert [row[3] for row in rows[1:]] == ["100,000", "200,000", "300,000"]
    page = press(page, "Keep this as a recipe")
    [path] = (folder / "reference" / "recipes").glob("own-*.toml")
    made = read_recipe(path).table[0]
    assert (made.block, made.scale) == (("By bus",), 1000)


def test_words_that_the_table_says_besides_can_be_said_to_change_nothing(
    areas: Areas, folder: Path
) -> None:
    page = drop(open_page("add-data"), ("gate.xlsx", of_areas(areas)))
    page = choose(page, "“Joined” is", COMMENCED)
    page = choose(page, "Publication", "jsw-part-1")
    page = leave(page, "Rows to leave out", "Other2", "Unknown3")
    page = write(page, "Words that tell this table", "arrivals at the gate")
    page = write(page, "Name of the table", "Arrivals")
    [box] = [one for one in page.at.multiselect if one.label == "Words that change nothing"]
    [words] = box.options
    assert words == "newcomers"
    page = leave(page, "Words that change nothing", words)
    assert not troubles(page)
    press(page, "Keep this as a recipe")
    [path] = (folder / "reference" / "recipes").glob("own-*.toml")
    assert read_recipe(path).table[0].harmless == (words,)


# --- Files that a recipe knows ---


def with_more(areas: Areas) -> bytes:
    rows = [[a.name, 5] for a in areas.councils]
    title = "Table X: People asked at the gate by local authority, 2024-25"
    return diversion(areas, further=("Asked", [[title], [], ["Local authority", "Asked"], *rows]))


def test_a_table_can_be_added_to_what_a_recipe_that_ships_reads(areas: Areas, folder: Path) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", with_more(areas)))
    page = press(page, "Point at a table of diversion.xlsx")
    page = choose(page, "“Asked” is", "voluntary_throughcare_individuals")
    page = write(page, "Name of the table", "People asked")
    assert "32 figures read" in page.messages
    page = press(page, "Keep this table")
    assert table(page, "Tables read from diversion.xlsx")[1:] == [
        ["Diversion from prosecution", "DFP_1", "198"],
        ["People asked", "Asked", "32"],
    ]
    [path] = (folder / "reference" / "recipes").glob("own-*.toml")
    assert (path.name, read_recipe(path).adds_to) == ("own-people-asked.toml", "jsw-part-1")
    assert "“People asked” was added here by pointing (own-people-asked.toml)." in page.root.text
    published = publish(page)
    assert "Published by Ann Example" in published.messages
    page = drop(open_page("add-data"), ("diversion.xlsx", with_more(areas)))
    page = press(page, "Forget this recipe")
    assert len(table(page, "Tables read from diversion.xlsx")) == 2


def test_a_table_that_is_read_already_is_not_added(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", with_more(areas)))
    page = press(page, "Point at a table of diversion.xlsx")
    page = choose(page, "Table", 0)
    page = choose(page, "“Number of referrals” is", "voluntary_throughcare_individuals")
    assert "66 figures that are read without it would be read no more" in page.root.text
    assert "Keep this table" not in labels(page)


def test_a_table_that_a_recipe_reads_wrongly_can_be_pointed_at(areas: Areas, folder: Path) -> None:
    content = diversion(areas, unit="Thousands")
    page = drop(open_page("add-data"), ("diversion.xlsx", content))
    assert "“Thousands”" in table(page, "Errors")[1][1]
    page = press(page, "Point at a table of diversion.xlsx")
    page = choose(page, "“Number of referrals” is", "diversion_referrals")
    page = choose(page, "“Cases commenced” is", COMMENCED)
    page = choose(page, "“Cases completed” is", "diversion_cases_completed")
    assert is_open(page)
    page = choose(page, "The figures are", 1000)
    assert "198 figures read" in page.messages
    page = press(page, "Keep this table")
    # So many cases are more than people live in some areas: that is told, and no more the unit.
    assert "“Thousands”" not in page.root.text


def test_a_table_that_would_take_figures_from_another_is_refused(
    areas: Areas, folder: Path
) -> None:
    checked = check_files(folder, [Upload("diversion.xlsx", with_more(areas))])
    [read] = checked.reads
    fewer = replace(read, tables=(replace(read.tables[0], data=read.tables[0].data[2:]),))
    trial = of_table(RecipeTrial(fewer, ()), read, TableRecipe(name="Another"))
    assert trial.read is None
    assert "2 figures that are read without it would be read no more" in trial.remarks[0].found
