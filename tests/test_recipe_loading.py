"""Recipes are text files: what their guide says is true, and each mistake in one is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from project_files import PROJECT
from reading_sheets import CLACKS, COVER, SCOTLAND, book, sheet, values

from cjdata.errors import CatalogueError
from cjdata.ingest.recipes.recipe import MeasureColumn, Recipe, TableRecipe
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

GUIDE = (PROJECT / "docs" / "recipes.md").read_text(encoding="utf-8")
EXAMPLE, BLOCK, ROWS, BESIDE, TIDY, HARMLESS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def written(tmp_path: Path, catalogue: Catalogue) -> Callable[[str], tuple[Recipe, ...]]:
    def load(text: str, name: str = "mine") -> tuple[Recipe, ...]:
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return load_recipes(tmp_path, catalogue)

    return load


Load = Callable[[str], tuple[Recipe, ...]]


def test_the_guide_names_the_label_of_a_block_in_a_way_that_can_be_loaded(written: Load) -> None:
    head = (
        'title = "Reconvictions"\npublication = "reconviction"\nworkbook = ["reconviction rates"]\n'
    )
    [loaded] = written(head + BLOCK)
    assert loaded.table[0].block == ("community payback order",)


def test_the_example_of_the_guide_reads_the_table_of_the_guide(
    written: Load, areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Diversion from prosecution by local authority"],
        ["", "", "Cases", "", ""],
        ["Year", "Local authority", "Started [note 2]", "Completed", "Rate per 10,000 people"],
        ["2023-24", "Clackmannanshire", 51, 40, 14.2],
        ["2023-24", "Scotland", "2,003", "1,505", 5.1],
    ]
    for row in rows[2:]:
        assert all(str(cell) in GUIDE for cell in row)
    given = book(sheet(rows, merged=[(1, 2, 1, 3)]), cover=COVER)
    found = Reader(written(EXAMPLE), areas, catalogue).read(given)
    assert found.remarks == ()
    assert values(found)["diversion_cases_commenced", SCOTLAND, "2023-24"] == 2003
    assert values(found)["diversion_rate_per_10000", CLACKS, "2023-24"] == 14.2
    assert len(found.data) == 6


def test_the_columns_beside_the_figures_of_the_guide_are_not_read_and_fit(
    written: Load, areas: Areas, catalogue: Catalogue
) -> None:
    known = 'title = "Homelessness"\npublication = "homelessness"\n'
    head = f'{known}workbook = ["homelessness in scotland"]\n'
    part = GUIDE.split("## Columns beside the figures")[1].split("## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|") and "---" not in line]
    table: list[list[Value]] = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines
    ]

    def told(rows: list[list[Value]]) -> tuple[tuple[str, ...], list[str]]:
        title: list[list[Value]] = [["Homelessness applications and prison, 2024-25"]]
        given = book(sheet([*title, *rows]), cover="Homelessness in Scotland: 2024-25")
        found = Reader(written(head + BESIDE), areas, catalogue).read(given)
        assert len(found.data) == 10
        return found.tables[0].left, [r.question.asks for r in found.remarks if r.question]

    assert told(table) == (("From prison (%)", "Rate per 1,000 people"), [])
    wrong = [table[0], *([*row[:3], str(2 * float(str(row[3]))), row[4]] for row in table[1:])]
    assert told(wrong) == (("From prison (%)", "Rate per 1,000 people"), ["counts"])


def test_the_rows_of_the_guide_are_chosen_as_it_says(
    written: Load, areas: Areas, catalogue: Catalogue
) -> None:
    head = 'title = "Prison"\npublication = "prison"\nworkbook = ["prison statistics"]\n'
    rows = [
        ["Arrivals by local authority"],
        ["Local Authority", "Measurement", "2022-23", "2023-24"],
        ["All known LA", "Arrivals", "5,280", "5,808"],
        ["All known LA", "per 1000 pop.", 1.0, 1.1],
        ["Clackmannanshire", "Arrivals", 50, 55],
        ["Clackmannanshire", "per 1000 pop.", 0.9, 1.0],
    ]
    for row in rows[1:4]:
        assert all(str(cell) in GUIDE for cell in row)
    given = book(sheet(rows), cover="Prison statistics, 2023-24")
    found = Reader(written(head + ROWS), areas, catalogue).read(given)
    assert found.remarks == ()
    assert values(found)["prison_arrivals", SCOTLAND, "2023-24"] == 5808
    assert values(found)["prison_arrivals_per_1000", CLACKS, "2022-23"] == 0.9
    assert len(found.data) == 8


def test_harmless_words_are_not_asked_about(
    written: Load, areas: Areas, catalogue: Catalogue
) -> None:
    words = "as recorded on the case management system"
    rows = [
        [f"Diversion from prosecution by local authority, {words}"],
        ["Year", "Local authority", "Cases started"],
        ["2023-24", "Scotland", 2003],
    ]
    given = book(sheet(rows), cover=COVER)
    for text, asked in ((EXAMPLE, True), (HARMLESS + EXAMPLE, False)):
        found = Reader(written(text), areas, catalogue).read(given)
        assert any(words in r.found for r in found.remarks if r.level == "question") == asked


def test_the_guide_says_which_recipes_have_read_a_real_file(catalogue: Catalogue) -> None:
    shipped = load_recipes(PROJECT / "data" / "reference" / "recipes", catalogue)
    said = GUIDE[GUIDE.index("## Which recipes have read a real file") :]
    real, guesses = said.split("All others")
    for recipe in shipped:
        is_template = any(table.every for table in recipe.table)
        if not is_template and not recipe.id.startswith("jsw-"):
            assert f"`{recipe.id}`" in (real if recipe.read else guesses)
        assert not (recipe.read and recipe.id.startswith("jsw-"))


def test_the_second_example_of_the_guide_is_a_table_of_a_recipe(written: Load) -> None:
    recipe = EXAMPLE[: EXAMPLE.index("[[table]]")] + '[[table]]\nname = "Orders"\n' + TIDY
    assert written(recipe)[0].table[0].value == ("value",)


def test_the_guide_names_every_key() -> None:
    others = {"id", "table", "own", "status", "every", "councils_add_up"}
    for record in (Recipe, TableRecipe, MeasureColumn):
        for key in set(record.model_fields) - others:
            assert re.search(rf"`{key}[` ]", GUIDE), key


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("diversion_cases_completed", "diversion_cases_complete", "is no measure"),
        ('publication = "jsw-part-1"', 'publication = "jsw"', "“jsw” is no publication"),
        ("areas =", "area =", "Extra inputs are not permitted"),
        ('"either"', '"both"', "'councils', 'scotland' or 'either'"),
        ("part =", 'include = ["jsw-part-9"]\npart =', "“jsw-part-9” is no recipe"),
        ("part =", 'symbols = { "k" = "hidden" }\npart =', "means no status: “hidden”"),
        ('"age", "gender"', '"number of"', "the phrase “number of” says nothing"),
        (', headings = ["per 10,000"]', "", "nothing says which column is"),
        ("[[table]]", "[[table]", "cannot be read"),
    ],
)
def test_a_mistake_is_refused_with_its_file_and_place(
    old: str, new: str, words: str, written: Load
) -> None:
    assert old in EXAMPLE
    with pytest.raises(CatalogueError) as refusal:
        written(EXAMPLE.replace(old, new, 1))
    assert any(words in str(f) and "recipes/mine.toml" in f.where for f in refusal.value.findings)


def test_all_mistakes_are_told_at_once(written: Load) -> None:
    wrong = EXAMPLE.replace("diversion_cases", "diversion_case").replace("jsw-part-1", "jsw")
    with pytest.raises(CatalogueError) as refusal:
        written(wrong)
    assert len(refusal.value.findings) == 5


def test_a_recipe_may_have_the_tables_of_another(written: Load) -> None:
    written(EXAMPLE)
    _, other = written('include = ["mine"]\n' + EXAMPLE[: EXAMPLE.index("[[table]]")], "other")  # type: ignore[call-arg]
    assert [table.name for table in other.table] == ["Diversion from prosecution"]
