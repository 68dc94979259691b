"""Reads sheets of one measure, cases of diversion commenced, by council: as small as can be."""

from __future__ import annotations

from typing import Any

from reading_sheets import Rows, book, errors, read, sheet

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

TITLE = "Diversion from prosecution by local authority"
RECIPE = """
title = "Justice Social Work Statistics in Scotland, part 1"
publication = "jsw-part-1"
part = "part 1"
workbook = ["justice social work statistics"]

[[table]]
name = "Diversion from prosecution"
titles = ["diversion from prosecution"]
areas = "either"
column = [
  { id = "diversion_cases_commenced", headings = ["cases commenced"], required = true },
]
"""


def read_commenced(rows: Rows, areas: Areas, catalogue: Catalogue, **options: Any) -> ReadWorkbook:
    """Read a workbook with one sheet; ``options`` are those of ``sheet``."""
    return read(book(sheet(rows, **options)), areas, catalogue, RECIPE)


def figures(found: ReadWorkbook) -> dict[tuple[str, str], float | None]:
    """Give what was read without an error, by area and year."""
    assert not errors(found), errors(found)
    held = {(datum.area.name, datum.period): datum.value for datum in found.data}
    assert len(held) == len(found.data)
    return held
