"""Workbooks that no recipe knows: what is made out in them, and recipes made by pointing."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from workbook_builders.front import Made
from workbook_builders.known import Symbol
from workbook_builders.samples import HEADINGS, LAYOUTS, sample

from cjdata.errors import CjdataError
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_loading import load_recipes, read_recipe
from cjdata.ingest.recipes.recipe_writing import (
    extend_recipe,
    forget_recipe,
    keep_recipe,
    recipe_text,
)
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.ingest.tables.lasting_titles import lasting_words, words_of_others, words_of_workbook
from cjdata.ingest.unknown_tables.describe_workbook import describe_unknown
from cjdata.ingest.unknown_tables.measure_guesses import likely_measures
from cjdata.ingest.unknown_tables.recipe_from_pointing import PointedTable, recipe_of
from cjdata.ingest.unknown_tables.recipe_trial import RecipeTrial, try_out, with_table
from cjdata.ingest.unknown_tables.unknown_table import MeasureLabel, UnknownTable, asked_of
from cjdata.ingest.unknown_tables.unknown_workbook import table_at, tables_seen
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

TITLE = "Table 3: People met at the gate, 2022-23 to 2023-24"
MET, HELPED = "voluntary_throughcare_cases_commenced", "voluntary_throughcare_individuals"


def book(*rows: list[Value], name: str = "gate.xlsx", sheet: str = "Gate") -> SourceWorkbook:
    return SourceWorkbook(name, "xlsx", "0" * 64, (SourceSheet(sheet, rows),))


def rows_of(areas: Areas, *years: str) -> list[list[Value]]:
    """A row a council and year: 100 and more met, 40 and more helped; and Scotland's sums."""
    rows: list[list[Value]] = []
    for year in years:
        own = [[a.name, year, 100 + n, 40 + n] for n, a in enumerate(areas.councils)]
        rows += [*own, ["Scotland", year, 3200 + 496, 1280 + 496]]
    return rows


def gate(areas: Areas, *header: Value) -> SourceWorkbook:
    """A workbook in the words of somebody else."""
    top: list[list[Value]] = [["Meeting people at the gate in Scotland: 2023-24"], [], [TITLE], []]
    return book(*top, list(header), *rows_of(areas, "2022/23", "2023/24"))


def pointed(seen: UnknownTable, measures: dict[str, str], **changes: object) -> PointedTable:
    """What a person points at who leaves every guess as it is, but for the measures."""
    headings = {column.number: column.heading for column in seen.columns}
    usual = PointedTable(
        name="At the gate",
        publication="jsw-part-1",
        workbook="people at the gate",
        title=lasting_words(seen.title),
        measures=measures,
        area=headings.get(seen.area, "") if seen.area is not None else "",
        year=headings.get(seen.year, "") if seen.year is not None else "",
        has_areas=seen.area is not None or bool(seen.areas_across),
        is_across=seen.is_across,
        period=seen.period,
    )
    return replace(usual, **changes)


def figures(trial: RecipeTrial) -> dict[tuple[str, str, str], float | None]:
    assert trial.read is not None
    return {datum.key: datum.value for datum in trial.read.data}


def findings(given: PointedTable) -> str:
    with pytest.raises(CjdataError) as refused:
        recipe_of(given)
    return str(refused.value)


# --- What is made out ---


def test_a_table_in_other_words_is_made_out(areas: Areas) -> None:
    [seen] = tables_seen(gate(areas, "Partnership", "Span", "Met", "Helped"), areas)
    assert (seen.sheet, seen.title, seen.header_row, seen.height) == ("Gate", TITLE, 4, 66)
    assert (seen.area, seen.year) == (0, 1)
    assert [c.heading for c in seen.columns] == ["Partnership", "Span", "Met", "Helped"]
    assert asked_of(seen, 0, 1) == (
        MeasureLabel("heading", "Met", (2,)),
        MeasureLabel("heading", "Helped", (3,)),
    )
    assert seen.first_rows[0] == (5, ("Aberdeen City", "2022/23", "100", "40"))


def test_a_row_of_headings_can_be_pointed_at(areas: Areas) -> None:
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    seen = table_at(given, "Gate", 4, areas)
    assert (seen.header_row, seen.area, seen.year) == (4, 0, 1)
    lower = table_at(given, "Gate", 6, areas)
    assert lower.header_row == 6
    assert lower.height == seen.height - 2


@pytest.mark.parametrize(
    "rows",
    [
        [["Notes"], ["Nothing but words here"], ["One", "Two"], ["three", "four"]],
        [["A letter to the reader"]],
        [],
    ],
)
def test_a_sheet_without_figures_has_no_table(rows: list[list[Value]], areas: Areas) -> None:
    assert tables_seen(book(*rows), areas) == ()


def test_calendar_years_are_made_out_where_there_are_no_financial_ones(areas: Areas) -> None:
    rows = [[a, y, n] for a, y, n, _ in rows_of(areas, "2022", "2023")]
    [seen] = tables_seen(book(["Met at the gate"], ["Partnership", "Of", "Met"], *rows), areas)
    assert (seen.period, seen.area, seen.year) == ("calendar_year", 0, 1)


def test_a_table_of_scotland_names_what_its_rows_are(areas: Areas) -> None:
    given = book(
        ["Table 1: People at the gate"],
        ["Stage", "2021-22", "2022-23", "2023-24"],
        ["Met", 100, 110, 120],
        ["Helped", 50, 60, 70],
    )
    [seen] = tables_seen(given, areas)
    assert (seen.area, seen.years_across) == (None, ("2021-22", "2022-23", "2023-24"))
    assert asked_of(seen, seen.area, seen.year) == (
        MeasureLabel("row", "Met"),
        MeasureLabel("row", "Helped"),
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Table 5: Orders ended, by reason, 2015-16 to 2024-25", "Orders ended, by reason"),
        ("Table CPO_23: Orders ended [note 2], 2024-25", "Orders ended"),
        (
            "Justice Statistics in Scotland: 2024-25 – Part 2",
            "Justice Statistics in Scotland – Part 2",
        ),
        ("Mid-2023 population estimates", "Mid population estimates"),
        ("2024-25", ""),
    ],
)
def test_what_changes_with_every_edition_is_taken_off_a_title(title: str, words: str) -> None:
    assert lasting_words(title) == words


def test_a_workbook_is_told_by_its_first_words_or_by_its_name(areas: Areas) -> None:
    assert words_of_workbook(gate(areas, "A", "B", "C", "D")) == (
        "Meeting people at the gate in Scotland"
    )
    assert (
        words_of_workbook(book(["2023-24"], [1], name="gate_figures-2024.xlsx")) == "gate figures"
    )


def test_a_title_is_told_from_longer_ones() -> None:
    others = [TITLE, "Table 4: People met at the gate by gender, 2023-24", "Something else"]
    assert words_of_others("People met at the gate", others) == ("gender",)


# --- Guesses ---


def test_measures_are_guessed_only_where_title_and_heading_say_it_all(catalogue: Catalogue) -> None:
    title = "Table 1: Diversion from prosecution by local authority, 2024-25"
    assert likely_measures(
        ["Referrals", "Cases commenced", "Males", "Total"], title, catalogue
    ) == {
        "Referrals": "diversion_referrals",
        "Cases commenced": "diversion_cases_commenced",
    }
    assert likely_measures(["Cases commenced"], "Table 1", catalogue) == {}
    shares = "Diversion from prosecution, percentage of referrals"
    assert likely_measures(["Cases commenced"], shares, catalogue) == {}


def test_a_measure_is_guessed_once(catalogue: Catalogue) -> None:
    title = "Diversion from prosecution"
    assert likely_measures(["Referrals", "Total referrals"], title, catalogue) == {
        "Referrals": "diversion_referrals"
    }


# --- Recipes ---


def measures_in(seen: UnknownTable) -> dict[str, str]:
    """Say what each heading, row or title of a table of diversion stands for."""
    by_words = {words.casefold(): measure for measure, words in HEADINGS.items()}
    return {
        one.text: next(m for w, m in by_words.items() if one.text.casefold().count(w))
        for one in asked_of(seen, seen.area, seen.year)
    }


def assert_read_as_known(trial: RecipeTrial, made: Made, seen: UnknownTable) -> None:
    wanted = set(measures_in(seen).values())
    expected = {
        key: None if isinstance(value, Symbol) else value
        for key, value in made.numbers.items()
        if key[0] in wanted
    }
    assert figures(trial) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_can_be_pointed_at(layout: str, areas: Areas, catalogue: Catalogue) -> None:
    made = sample(layout)
    given = open_book(made.content, made.name)
    seen = tables_seen(given, areas)[0]
    workbook = words_of_workbook(given)
    recipe = recipe_of(pointed(seen, measures_in(seen), workbook=workbook))
    assert_read_as_known(try_out(given, recipe, areas, catalogue), made, seen)


@pytest.mark.parametrize(
    "header",
    [
        ("Partnership", "Span", "Met", "Helped"),
        ("Local authority", "Year", "Met", "Helped"),
        ("LA name", "Span", "Met", "Helped"),
        ("Name", "Code", "Met", "Helped"),
        ("", "", "Met", "Helped"),
        ("Partnership", "", "Met", "Helped"),
        ("", "Span", "Met", "Helped"),
    ],
)
def test_a_table_with_any_headings_can_be_pointed_at(
    header: tuple[str, ...], areas: Areas, catalogue: Catalogue
) -> None:
    given = gate(areas, *header)
    [seen] = tables_seen(given, areas)
    trial = try_out(
        given, recipe_of(pointed(seen, {"Met": MET, "Helped": HELPED})), areas, catalogue
    )
    read = figures(trial)
    assert len(read) == 132
    assert read[MET, "S12000033", "2023-24"] == 100
    assert read[HELPED, "S92000003", "2022-23"] == 1776
    assert not [r for r in trial.remarks if r.level == "error"]


def test_years_side_by_side_under_other_headings(areas: Areas, catalogue: Catalogue) -> None:
    rows: list[list[Value]] = [[a.name, 7, 8, 3, 4] for a in areas.councils]
    header: list[list[Value]] = [
        ["", "Met", "", "Helped", ""],
        ["Partnership", "2022-23", "2023-24", "2022-23", "2023-24"],
    ]
    given = book(["Meeting people at the gate"], [TITLE], *header, *rows)
    [seen] = tables_seen(given, areas)
    read = figures(
        try_out(given, recipe_of(pointed(seen, {"Met": MET, "Helped": HELPED})), areas, catalogue)
    )
    assert read[MET, "S12000005", "2023-24"] == 8
    assert read[HELPED, "S12000005", "2022-23"] == 3


def test_a_heading_that_says_no_more_than_number_can_be_pointed_at(
    areas: Areas, catalogue: Catalogue
) -> None:
    given = gate(areas, "Local authority", "Year", "Number", "Other")
    [seen] = tables_seen(given, areas)
    trial = try_out(given, recipe_of(pointed(seen, {"Number": MET})), areas, catalogue)
    assert len(figures(trial)) == 66
    assert figures(trial)[MET, "S12000033", "2023-24"] == 100


def test_nothing_read_is_said(areas: Areas, catalogue: Catalogue) -> None:
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    [seen] = tables_seen(given, areas)
    trial = try_out(given, recipe_of(pointed(seen, {"Arrested": MET})), areas, catalogue)
    assert trial.read is None
    assert trial.remarks


def test_a_sign_that_is_not_known_is_asked_about_and_then_understood(
    areas: Areas, catalogue: Catalogue
) -> None:
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    rows = list(given.sheets[0].rows)
    rows[5][2] = rows[7][2] = "n/k"
    [seen] = tables_seen(given, areas)
    asked = pointed(seen, {"Met": MET})
    trial = try_out(given, recipe_of(asked), areas, catalogue)
    assert trial.unknown_symbols == ("n/k",)
    told = replace(asked, symbols={"n/k": "not_available"})
    trial = try_out(given, recipe_of(told), areas, catalogue)
    assert trial.unknown_symbols == ()
    assert figures(trial)[MET, "S12000033", "2022-23"] is None


@pytest.mark.parametrize(
    "changes", [{"workbook": "prison statistics"}, {"part": "part 2"}], ids=["words", "part"]
)
def test_a_recipe_that_would_not_know_the_workbook_again_reads_nothing(
    changes: dict[str, str], areas: Areas, catalogue: Catalogue
) -> None:
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    rows = [["Meeting people at the gate, part 1"], *list(given.sheets[0].rows)[1:]]
    given = book(*rows)
    [seen] = tables_seen(given, areas)
    trial = try_out(given, recipe_of(pointed(seen, {"Met": MET}, **changes)), areas, catalogue)
    assert trial.read is None
    assert [remark.kind for remark in trial.remarks] == ["publication not named"]


def test_everything_that_is_missing_is_said_at_once(areas: Areas) -> None:
    [seen] = tables_seen(gate(areas, "Partnership", "Span", "Met", "Helped"), areas)
    said = findings(pointed(seen, {}, name=" - ", workbook="", title="the 2"))
    assert "it has no name" in said
    assert "the words that tell the workbook: there are none" in said
    assert "no measure is chosen" in said
    said = findings(pointed(seen, {"Met": MET, "Helped": MET}, workbook="of the"))
    assert "one measure" in said
    assert "“Met” and “Helped”" in said
    assert "they say too little" in said


# --- The file ---


@pytest.fixture
def recipe(areas: Areas) -> Recipe:
    [seen] = tables_seen(gate(areas, "Partnership", "Span", "Met", "Helped"), areas)
    given = pointed(seen, {"Met": MET, "Helped": HELPED}, symbols={"n/k": "not_available"})
    return recipe_of(replace(given, unless=("gender",), part="part 1"))


def test_a_recipe_is_kept_as_text_that_reads_back_the_same(
    recipe: Recipe, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = keep_recipe(tmp_path, recipe)
    assert path.name == "own-at-the-gate.toml"
    assert read_recipe(path) == recipe
    assert load_recipes(tmp_path, catalogue) == (recipe,)
    assert recipe.own
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# At the gate\n# Made on the page “Add official workbooks”.")
    assert 'headings = [\n    "Met",\n]' in text
    assert list(tmp_path.iterdir()) == [path]


def test_no_recipe_is_ever_written_over(recipe: Recipe, tmp_path: Path) -> None:
    first = keep_recipe(tmp_path, recipe)
    before = first.read_bytes()
    other = keep_recipe(tmp_path, recipe.model_copy(update={"title": "Another"}))
    assert other.name == "own-at-the-gate-2.toml"
    assert first.read_bytes() == before


def test_a_further_table_is_added_to_a_recipe(
    recipe: Recipe, tmp_path: Path, areas: Areas, catalogue: Catalogue
) -> None:
    path = keep_recipe(tmp_path, recipe)
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    second = SourceSheet("Asked", [["Table 4: People asked, 2023-24"], ["Partnership", "Asked"]])
    rows = [*second.rows, *([a.name, 7] for a in areas.councils)]
    given = replace(given, sheets=(*given.sheets, replace(second, rows=rows)))
    seen = tables_seen(given, areas)[1]
    entitled = "voluntary_throughcare_entitled"
    further = recipe_of(pointed(seen, {"Asked": entitled}, symbols={"-": "nil"}))
    whole = with_table(read_recipe(path), further)
    assert extend_recipe(tmp_path, whole) == path
    assert read_recipe(path) == whole
    assert whole.symbols == {"n/k": "not_available", "-": "nil"}
    read = figures(try_out(given, whole, areas, catalogue))
    assert read[entitled, "S12000033", "2023-24"] == 7
    assert read[MET, "S12000033", "2023-24"] == 100
    assert [file.name for file in tmp_path.iterdir()] == ["own-at-the-gate.toml"]


def test_tables_of_other_years_are_not_put_together(recipe: Recipe) -> None:
    calendar = recipe.model_copy(update={"period": "calendar_year"})
    with pytest.raises(CjdataError, match="another kind"):
        with_table(recipe, calendar)


@pytest.mark.parametrize("name", ["jsw-part-1", "own-gone", "../own-x"])
def test_only_a_recipe_that_was_made_by_pointing_is_added_to(
    name: str, recipe: Recipe, tmp_path: Path
) -> None:
    shipped = tmp_path / "jsw-part-1.toml"
    shipped.write_text("title = 1", encoding="utf-8")
    with pytest.raises(CjdataError):
        extend_recipe(tmp_path, recipe.model_copy(update={"id": name}))
    assert shipped.read_text(encoding="utf-8") == "title = 1"


def test_a_folder_that_cannot_be_written_is_said(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(CjdataError, match="the recipe cannot be written"):
        keep_recipe(tmp_path / "nowhere", recipe)


def test_a_title_with_line_breaks_stays_a_comment(recipe: Recipe) -> None:
    odd = recipe.model_copy(update={"title": 'At\nthe "gate"\n[table]'})
    assert tomllib.loads(recipe_text(odd))["title"] == 'At\nthe "gate"\n[table]'


def test_a_recipe_can_be_put_away_and_its_file_stays(
    recipe: Recipe, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = keep_recipe(tmp_path, recipe)
    text = path.read_bytes()
    forget_recipe(tmp_path, recipe.id)
    assert load_recipes(tmp_path, catalogue) == ()
    assert (tmp_path / "own-at-the-gate.toml.old").read_bytes() == text


@pytest.mark.parametrize("name", ["jsw-part-1", "own-nothing", "own-/../jsw-part-1", "../own-x"])
def test_no_other_file_can_be_put_away(name: str, tmp_path: Path) -> None:
    shipped = tmp_path / "jsw-part-1.toml"
    shipped.write_text("title = 1", encoding="utf-8")
    with pytest.raises(CjdataError):
        forget_recipe(tmp_path, name)
    assert shipped.read_text(encoding="utf-8") == "title = 1"


# --- For the command ---


def test_an_unknown_workbook_is_described_with_the_start_of_a_recipe(
    areas: Areas, catalogue: Catalogue, tmp_path: Path
) -> None:
    given = gate(areas, "Partnership", "Span", "Met", "Helped")
    text = describe_unknown(given, areas, catalogue)
    for seen in ("gate.xlsx", "sheet Gate", TITLE, "Partnership", "Span", "Met", "Helped"):
        assert seen in text
    path = tmp_path / "start.toml"
    path.write_text(text, encoding="utf-8")
    start = read_recipe(path)
    assert start.table[0].titles == ("People met at the gate",)
    assert start.table[0].measures == ("change-me-1", "change-me-2")
    mended = text.replace("change-me-1", MET).replace("change-me-2", HELPED)
    path.write_text(mended.replace("change-me", "jsw-part-1"), encoding="utf-8")
    trial = try_out(given, load_recipes(tmp_path, catalogue)[0], areas, catalogue)
    assert len(figures(trial)) == 132


def test_a_file_without_a_table_is_described_too(areas: Areas) -> None:
    text = describe_unknown(book(["Dear reader"], name="letter.csv"), areas)
    assert "letter.csv" in text
    assert "there is no table of figures" in text
    assert tomllib.loads(text) == {}


def test_a_link_to_the_index_is_no_name_of_a_workbook() -> None:
    given = book(["Return to Index"], ["People met at the gate, 2024-25"])
    assert words_of_workbook(given) == "People met at the gate"
