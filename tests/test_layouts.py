"""Every layout that official workbooks come in: what is read is what was written, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from workbook_builders.changes import (
    Change,
    moved_right,
    with_blank_rows,
    with_columns,
    with_footnotes,
    with_headings,
)
from workbook_builders.front import Made
from workbook_builders.known import Symbol
from workbook_builders.places import AREA_STYLES
from workbook_builders.samples import LAYOUTS, sample
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import BRACKETED, LETTERS, PERIOD_STYLES, Style

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.ingest.remarks import of_level
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

Read = Callable[[Made], ReadWorkbook]


@pytest.fixture(scope="module")
def reader(home: Path, catalogue: Catalogue, areas: Areas) -> Reader:
    return Reader(load_recipes(home / "reference" / "recipes", catalogue), areas, catalogue)


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    return lambda made: reader.read(open_book(made.content, made.name))


def assert_same(made: Made, found: ReadWorkbook) -> None:
    """Compare every figure of a workbook with what was read, symbols by their meaning."""
    assert not of_level(found.remarks, "error"), [str(r) for r in found.remarks][:5]
    got = {d.key: d for d in found.data}
    assert set(got) == set(made.numbers)
    for key, value in made.numbers.items():
        if isinstance(value, Symbol):
            assert (got[key].value, got[key].status) == (None, value.meaning), key
        else:
            assert got[key].value == pytest.approx(value, rel=1e-12), key


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_cell_by_cell_in_every_format(read: Read, layout: str, kind: str) -> None:
    made = sample(layout, kind=kind)
    found = read(made)
    assert_same(made, found)
    assert (found.recipe.id, found.edition) == ("jsw-part-1", "2024-25 part 1")
    assert found.published == "2025-09-10"


def _styled(name: str, value: str) -> Style:
    return replace(Style(), **{name: value})


@pytest.mark.parametrize("area", AREA_STYLES)
def test_a_council_is_known_by_any_name_or_code(read: Read, area: str) -> None:
    made = sample("a row per year and area", style=_styled("area", area))
    assert_same(made, read(made))


@pytest.mark.parametrize("layout", ["a row per year and area", "years across"])
@pytest.mark.parametrize("period", PERIOD_STYLES)
def test_a_financial_year_is_known_in_any_form(read: Read, layout: str, period: str) -> None:
    made = sample(layout, style=_styled("period", period))
    assert_same(made, read(made))


@pytest.mark.parametrize("count", ["number", "shown", "text", "float"])
def test_a_count_is_known_as_number_or_as_text(read: Read, count: str) -> None:
    made = sample("a row per year and area", style=_styled("count", count))
    assert_same(made, read(made))


@pytest.mark.parametrize("scotland", ["Scotland", "Total", "Scotland total", "SCOTLAND "])
@pytest.mark.parametrize("place", ["first", "last", "alphabetical"])
def test_scotland_is_known_wherever_it_stands(read: Read, scotland: str, place: str) -> None:
    style = replace(Style(), scotland=scotland, scotland_at=place)
    made = sample("a row per year and area", style=style)
    assert_same(made, read(made))


def changed(made: Made, change: Change) -> Made:
    """Change the tables of a sample, and leave its front sheets alone."""
    return made.changed(lambda spec: change(spec) if spec.at else spec)


NAMES: Mapping[str, tuple[str, ...]] = {
    "Referrals": ("Number of referrals", "Cases referred", "Referrals [note 2]"),
    "Assessments": ("Assessments undertaken", "Number of assessments2", "Assessments"),
    "Cases commenced": ("Number of cases commenced", "Cases started", "Commenced"),
    "Cases completed": ("Cases successfully completed", "Number of cases completed4", "Completed"),
}
DELAYS = st.lists(st.integers(0, 160), max_size=6)


@cache
def plain() -> Made:
    return sample("a row per year and area")


@hypothesis_settings(max_examples=25)
@given(
    order=st.permutations(range(6)),
    headings=st.fixed_dictionaries({name: st.sampled_from(ways) for name, ways in NAMES.items()}),
    blanks=DELAYS,
    notes=st.lists(st.sampled_from(["Note 1: cases, not people.", "Source: councils"]), max_size=3),
    right=st.integers(0, 2),
    area=st.sampled_from(["official", "ampersand", "code", "council"]),
)
def test_a_table_reworded_and_rearranged_is_read_the_same(
    read: Read,
    order: list[int],
    headings: dict[str, str],
    blanks: list[int],
    notes: list[str],
    right: int,
    area: str,
) -> None:
    made = sample("a row per year and area", style=_styled("area", area))

    def change(spec: SheetSpec) -> SheetSpec:
        width = len(spec.header[-1])
        moved = with_columns(spec, [column for column in order if column < width])
        noted = with_footnotes(with_headings(moved, headings), *notes)
        return moved_right(with_blank_rows(noted, blanks), right)

    varied = changed(made, change)
    assert_same(varied, read(varied))


@pytest.mark.parametrize("symbols", [LETTERS, BRACKETED])
@pytest.mark.parametrize("meaning", ["low", "not_collected", "not_applicable", "suppressed"])
def test_a_symbol_is_a_reason_and_never_a_number(
    read: Read, symbols: Mapping[str, str], meaning: str
) -> None:
    made = plain()
    (table,) = [spec for spec in made.sheets if spec.at]
    keys = sorted(table.at)[10:14]

    def change(spec: SheetSpec) -> SheetSpec:
        marked = spec.copied()
        for key in keys:
            marked.put(key, symbols[meaning])
        return marked

    got = {d.key: d for d in read(changed(made, change)).data}
    assert {(got[key].value, got[key].status) for key in keys} == {(None, meaning)}
