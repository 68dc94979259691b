"""Reads sheets that tests describe, by recipes that tests write, and compares what comes out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from damaging.frame import Workbook, book_of
from workbook_builders.front import Made
from workbook_builders.known import Key, Numbers, Symbol

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.remarks import Remark, of_level
from cjdata.ingest.spreadsheets.source_workbook import (
    MergedCells,
    Place,
    SourceSheet,
    SourceWorkbook,
    Value,
)
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

COVER = "Justice Social Work Statistics in Scotland: 2024-25 - Part 1"
CLACKS, FALKIRK, SCOTLAND = "S12000005", "S12000014", "S92000003"

DIVERSION = """
title = "Justice Social Work Statistics in Scotland, part 1"
publication = "jsw-part-1"
part = "part 1"
workbook = ["justice social work statistics"]

[[table]]
name = "Diversion from prosecution"
titles = ["diversion from prosecution"]
unless = ["age", "gender"]
harmless = ["by stage"]
areas = "either"
column = [
  { id = "diversion_referrals", headings = ["referrals"] },
  { id = "diversion_assessments", headings = ["assessments"] },
  { id = "diversion_cases_commenced", headings = ["cases commenced"], required = true },
  { id = "diversion_cases_completed", headings = ["cases completed"], required = true },
  { id = "diversion_rate_per_10000", headings = ["commenced per 10,000"] },
]

[[table]]
name = "Fiscal work orders"
titles = ["fiscal work orders"]
areas = "either"
column = [
  { id = "fiscal_work_orders_commenced", headings = ["orders commenced"] },
  { id = "fiscal_work_orders_terminated", headings = ["orders ended"] },
  { id = "fiscal_work_orders_completed", headings = ["completed"] },
  { id = "fiscal_work_orders_completion_percent", headings = ["completion rate"] },
]
"""
"""A recipe as small as a recipe can be, for tables of part 1."""


def recipe(text: str, name: str = "test") -> Recipe:
    return Recipe(id=name, **tomllib.loads(text))


def read(
    book: SourceWorkbook,
    areas: Areas,
    catalogue: Catalogue,
    *texts: str,
    edition: str = "",
) -> ReadWorkbook:
    """Read a book by recipes written as texts: by the one above, if none is given."""
    recipes = [recipe(text, f"test-{n}") for n, text in enumerate(texts or (DIVERSION,), start=1)]
    return Reader(recipes, areas, catalogue, StatedEdition(edition)).read(book)


def made_book(made: Made) -> SourceWorkbook:
    """Give the sheets of a built workbook without writing a file."""
    return book_of(Workbook(made.name, made.sheets, made.numbers))


Rows = Sequence[Sequence[Value | None]]


def sheet(
    rows: Rows,
    name: str = "Table 1",
    *,
    merged: Iterable[tuple[int, int, int, int]] = (),
    unvalued: Iterable[Place] = (),
    faults: Mapping[Place, str] | None = None,
) -> SourceSheet:
    """Make a sheet; None is an empty cell."""
    return SourceSheet(
        name,
        [["" if value is None else value for value in row] for row in rows],
        tuple(MergedCells(*span) for span in merged),
        frozenset(unvalued),
        faults or {},
    )


def book(*sheets: SourceSheet, cover: str = COVER, name: str = "tables.xlsx") -> SourceWorkbook:
    """Make a workbook with a cover."""
    front = (SourceSheet("Cover", [[cover], ["Contact us"]]),) if cover else ()
    return SourceWorkbook(name, "xlsx", "0" * 64, (*front, *sheets))


def read_rows(rows: Rows, areas: Areas, catalogue: Catalogue, **options: Any) -> ReadWorkbook:
    """Read a workbook with one sheet; ``options`` are those of ``sheet``."""
    return read(book(sheet(rows, **options)), areas, catalogue)


def errors(found: ReadWorkbook) -> list[Remark]:
    return of_level(found.remarks, "error")


def warnings(found: ReadWorkbook) -> list[Remark]:
    return of_level(found.remarks, "warning")


def told(found: ReadWorkbook) -> set[tuple[str, str, str]]:
    """Give the level, kind and cell of every remark."""
    return {(remark.level, remark.kind, remark.cell) for remark in found.remarks}


def values(found: ReadWorkbook) -> dict[Key, float | None]:
    """Give what was read, by key; nothing may be read twice."""
    held = {d.key: d.value for d in found.data}
    assert len(held) == len(found.data)
    return held


def assert_same(found: ReadWorkbook, numbers: Numbers) -> None:
    """Check that what was read is what is known, cell by cell, with a reason for none."""
    got = {d.key: d for d in found.data}
    assert set(got) == set(numbers)
    for key, known in numbers.items():
        if isinstance(known, Symbol):
            assert (got[key].value, got[key].status) == (None, known.meaning), key
        else:
            assert got[key].value == pytest.approx(known, rel=1e-12), key
