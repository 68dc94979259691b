"""Finds the parts of a table that stand below each other under one header, each below a line.

A year, a unit or a title may stand over the same councils once more, and the header is not printed
again::

    Local authority   Cases
    2023-24
    Falkirk             431
    Fife                440
    2024-25
    Falkirk             433
    Fife                452

"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cjdata.ingest.cells.cell_texts import is_number, text_of
from cjdata.ingest.cells.stated_units import says_a_unit_alone
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, Value
from cjdata.reference.areas import Area

_FEWEST_AREAS = 3
_TITLE = re.compile(r"table\b", re.IGNORECASE)


def begins_of_parts(
    sheet: SourceSheet,
    rows: range,
    area_of: Callable[[Value], Area | None],
    is_year: Callable[[Value], bool],
) -> list[int]:
    """Give the rows in which parts below the header begin; none where there is one part alone.

    Each part has the same areas, each of them once, and a line over it: a year, a unit or a title.
    The first may have none.
    """
    parts = list(_parts(sheet, rows, area_of))
    areas = [{area.code for _, area in part} for part in parts]
    is_whole = all(len(part) == len(own) for part, own in zip(parts, areas, strict=True))
    if len(parts) < 2 or len(areas[0]) < _FEWEST_AREAS or not is_whole:
        return []
    begins = [part[0][0] for part in parts]
    ends = [rows.start - 1, *(part[-1][0] for part in parts)]
    lines = [_lines(sheet, range(end + 1, begin)) for end, begin in zip(ends, begins, strict=False)]
    are_same = all(own == areas[0] for own in areas)
    are_headed = all(any(_heads(v, is_year) for v in line) for line in lines[1:])
    return begins if are_same and are_headed else []


def _parts(
    sheet: SourceSheet, rows: range, area_of: Callable[[Value], Area | None]
) -> Iterator[list[tuple[int, Area]]]:
    """Give the rows of figures that name an area, parted where one of them comes again."""
    part: list[tuple[int, Area]] = []
    for row in rows:
        cells = [value for value in sheet.rows[row] if value != ""]
        area = next((a for value in cells if (a := area_of(value))), None)
        if area is None or not any(map(is_number, cells)):
            continue
        if any(area is one for _, one in part):
            yield part
            part = []
        part.append((row, area))
    if part:
        yield part


def _lines(sheet: SourceSheet, rows: range) -> list[Value]:
    """Give what stands in rows of one text."""
    cells = ([value for value in sheet.rows[row] if value != ""] for row in rows)
    return [one[0] for one in cells if len(one) == 1]


def _heads(value: Value, is_year: Callable[[Value], bool]) -> bool:
    text = text_of(value)
    return is_year(value) or says_a_unit_alone(text) or bool(_TITLE.match(text))
