"""Which publication a workbook is, of which edition, and when it was published."""

from __future__ import annotations

from datetime import date

import pytest
from reading_sheets import COVER, DIVERSION, book, errors, read, sheet, told, warnings

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

HEADER: list[Value] = ["Year", "Local authority", "Cases commenced", "Cases completed"]
PART_2 = DIVERSION.replace("part 1", "part 2").replace("jsw-part-1", "jsw-part-2")
OLD = DIVERSION.replace('part = "part 1"', 'last_edition = "2022-23"').replace(
    "jsw-part-1", "jsw-one-part"
)
NEW = DIVERSION.replace('part = "part 1"', 'part = "part 1"\nfirst_edition = "2023-24"')


def diversion(
    *years: str, title: str = "Diversion from prosecution", name: str = "D_1"
) -> SourceSheet:
    body: list[list[Value]] = [[year, "Falkirk", 7, 5] for year in years]
    return sheet([[title], HEADER, *body], name)


def found(
    cover: str,
    areas: Areas,
    catalogue: Catalogue,
    *texts: str,
    years: tuple[str, ...] = ("2023-24", "2024-25"),
    name: str = "tables.xlsx",
) -> ReadWorkbook:
    return read(book(diversion(*years), cover=cover, name=name), areas, catalogue, *texts)


# The edition


def test_the_edition_is_the_year_on_the_cover_and_the_recipes_part(
    areas: Areas, catalogue: Catalogue
) -> None:
    assert found(COVER, areas, catalogue).edition == "2024-25 part 1"
    without_parts = DIVERSION.replace('part = "part 1"', "")
    assert found(COVER, areas, catalogue, without_parts).edition == "2024-25"


def test_where_the_cover_names_no_year_the_titles_do_and_then_the_figures(
    areas: Areas, catalogue: Catalogue
) -> None:
    cover = "Justice Social Work Statistics, part 1"
    assert found(cover, areas, catalogue).edition == "2024-25 part 1"
    title = "Diversion from prosecution (Justice Social Work Statistics), 2015-16 to 2025-26"
    rows = book(diversion("2023-24", title=title), cover=cover)
    assert read(rows, areas, catalogue).edition == "2025-26 part 1"


def test_of_a_range_the_edition_is_the_newest_year(areas: Areas, catalogue: Catalogue) -> None:
    cover = "Justice Social Work Statistics: part 1, 2015-16 to 2024-25"
    assert found(cover, areas, catalogue).edition == "2024-25 part 1"


def test_the_name_of_the_file_may_say_it(areas: Areas, catalogue: Catalogue) -> None:
    name = "justice_social_work_statistics_2024-25_part_1.xlsx"
    assert found("Tables", areas, catalogue, name=name).edition == "2024-25 part 1"


@pytest.mark.parametrize("word", ["updated", "revised February 2026", "Corrected"])
def test_an_edition_that_was_updated_says_so(word: str, areas: Areas, catalogue: Catalogue) -> None:
    assert found(f"{COVER} ({word})", areas, catalogue).edition == "2024-25 part 1 updated"


def test_a_person_may_say_what_the_edition_is(areas: Areas, catalogue: Catalogue) -> None:
    rows = book(diversion("2016-17"))
    assert read(rows, areas, catalogue, edition="2016-17").edition == "2016-17"


def test_the_year_of_publication_is_not_that_of_the_edition(
    areas: Areas, catalogue: Catalogue
) -> None:
    cover = "Justice Social Work Statistics, part 1: 2023-24, published 31 March 2026"
    given = found(cover, areas, catalogue, years=("2023-24",))
    assert (given.edition, given.published) == ("2023-24 part 1", "2026-03-31")


def test_a_cover_older_than_the_figures_asks_for_a_yes(areas: Areas, catalogue: Catalogue) -> None:
    given = found(COVER.replace("2024-25", "2022-23"), areas, catalogue)
    assert [r.kind for r in warnings(given)] == ["edition older than figures"]
    assert "2024-25" in warnings(given)[0].found


def test_figures_of_no_year_are_an_error(areas: Areas, catalogue: Catalogue) -> None:
    rows: list[list[Value]] = [["Diversion from prosecution"], HEADER[1:], ["Falkirk", 7, 5]]
    given = read(book(sheet(rows), cover="Justice Social Work Statistics"), areas, catalogue)
    assert told(given) == {("error", "no year", "B2")}
    assert "also in C2" in given.remarks[0].found


@pytest.mark.parametrize(
    "row",
    [
        ["Publication date: 13 January 2026"],
        ["Published on 13th January 2026"],
        ["Date of publication", date(2026, 1, 13)],
        ["Released: 2026-01-13"],
    ],
)
def test_the_day_of_publication_is_read(
    row: list[Value], areas: Areas, catalogue: Catalogue
) -> None:
    cover = SourceSheet("Cover", [[COVER], row])
    given = SourceWorkbook("tables.xlsx", "xlsx", "", (cover, diversion("2024-25")))
    assert read(given, areas, catalogue).published == "2026-01-13"


# The publication


def test_part_1_and_part_2_are_told_apart(areas: Areas, catalogue: Catalogue) -> None:
    for part, title in (("part 1", COVER), ("part 2", COVER.replace("Part 1", "Part 2"))):
        given = found(title, areas, catalogue, DIVERSION, PART_2)
        assert given.recipe.part == part
        assert found(title, areas, catalogue, PART_2, DIVERSION).recipe.part == part


@pytest.mark.parametrize(
    ("year", "publication"), [("2019-20", "jsw-one-part"), ("2024-25", "jsw-part-1")]
)
def test_the_old_publication_and_the_new_are_told_apart_by_the_edition(
    year: str, publication: str, areas: Areas, catalogue: Catalogue
) -> None:
    cover = f"Justice Social Work Statistics in Scotland: {year}"
    given = found(cover, areas, catalogue, NEW, OLD, years=(year,))
    assert given.recipe.publication == publication


def test_tables_that_name_no_publication_are_read_with_a_question(
    areas: Areas, catalogue: Catalogue
) -> None:
    given = found("Tables", areas, catalogue)
    assert [r.kind for r in warnings(given)] == ["publication not named"]
    assert errors(given) == []
    assert len(given.data) == 4


def test_a_file_that_names_its_publication_is_read_as_no_other(
    areas: Areas, catalogue: Catalogue
) -> None:
    other = DIVERSION.replace("justice social work statistics", "criminal proceedings")
    strange = other.replace("diversion from prosecution", "main penalty")
    with pytest.raises(LoadRefused) as refusal:
        found("Criminal Proceedings in Scotland: 2022-23", areas, catalogue, DIVERSION, strange)
    (remark,) = refusal.value.remarks
    assert remark.kind == "unknown workbook"


def test_a_recipe_that_ships_goes_before_one_made_by_pointing(
    areas: Areas, catalogue: Catalogue
) -> None:
    own = "own = true\n" + DIVERSION.replace("part 1", "mine").replace(
        'headings = ["referrals"]', 'headings = ["cases"]'
    )
    assert found(COVER, areas, catalogue, own, DIVERSION).recipe.part == "part 1"
    assert found(COVER.replace("Part 1", ""), areas, catalogue, own).recipe.part == "mine"


def test_an_unknown_workbook_is_refused_with_what_was_seen_in_it(
    areas: Areas, catalogue: Catalogue
) -> None:
    strange = diversion("2023-24", title="Bicycle theft by council")
    with pytest.raises(LoadRefused) as refusal:
        read(book(strange), areas, catalogue)
    (remark,) = refusal.value.remarks
    assert "“Bicycle theft by council”" in remark.found
    assert "“Cases commenced”" in remark.found
    assert "python -m cjdata recipe FILE" in remark.fix


def test_a_workbook_without_any_figure_is_an_error(areas: Areas, catalogue: Catalogue) -> None:
    assert told(read(book(diversion()), areas, catalogue)) == {("error", "empty", "A2")}


def test_the_sheets_that_were_not_read_are_listed_with_their_title(
    areas: Areas, catalogue: Catalogue
) -> None:
    notes = sheet([["Notes"], ["Cases, not people."]], "Notes")
    given = read(book(diversion("2024-25"), notes), areas, catalogue)
    assert given.unread == (("Cover", COVER), ("Notes", "Notes"))
