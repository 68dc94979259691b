"""The tile grid: where each council stands on a map on which all have the same room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cjdata.errors import Mistake, SourceError
from cjdata.reference.areas import Areas, CsvRow, read_csv


class Tile(NamedTuple):
    """A council’s tile: its column from the left, its row from the top, from 1, and its name."""

    column: int
    row: int
    short_name: str


TileGrid = dict[str, Tile]
"""By code of the council."""

_FILE = "reference/tilegrid.csv"
_FEWEST_LETTERS, _MOST_LETTERS = 2, 4


def load_tilegrid(folder: Path, areas: Areas) -> TileGrid:
    """Read ``tilegrid.csv`` of a reference folder: one row a council.

    Raises
    ------
    SourceError
        With every mistake found: a missing file or column, a code that is no council's or
        stands twice, a place that is no whole number or is taken, a short name that does not fit
        into a tile or is taken, a council without a tile.
    """
    rows = read_csv(folder / "tilegrid.csv", {"gss_code", "short_name", "column", "row"})
    findings = [*_mistakes(rows, areas), *_without_tile(rows, areas)]
    if findings:
        raise SourceError(findings)
    return {
        row["gss_code"]: Tile(int(row["column"]), int(row["row"]), row["short_name"])
        for row in rows
    }


def _mistakes(rows: Sequence[CsvRow], areas: Areas) -> Iterator[Mistake]:
    councils = {council.code for council in areas.councils}
    codes: set[str] = set()
    names: set[str] = set()
    places: dict[tuple[str, str], str] = {}
    for row in rows:
        where, code = f"{_FILE}, line {row.line}", row["gss_code"]
        place = row["column"].strip(), row["row"].strip()
        if code not in councils:
            yield Mistake(where, f"{code} is no council", "Use a code of areas.csv.")
        elif code in codes:
            yield Mistake(where, f"{code} stands twice", "Keep one of the rows.")
        if not all(_is_place(number) for number in place):
            yield Mistake(where, "column or row is no whole number from 1", "Write one, such as 5.")
        elif place in places:
            taken = areas.by_code[places[place]].name if places[place] in councils else "another"
            yield Mistake(where, f"the tile is taken by {taken}", "Choose a free one.")
        name = row["short_name"]
        if not _FEWEST_LETTERS <= len(name) <= _MOST_LETTERS:
            fix = f"Write {_FEWEST_LETTERS} to {_MOST_LETTERS} letters."
            yield Mistake(where, f"“{name}” does not fit into a tile", fix)
        elif name in names:
            yield Mistake(where, f"the short name {name} is taken", "Choose another one.")
        names.add(name)
        codes.add(code)
        places.setdefault(place, code)


def _without_tile(rows: Sequence[CsvRow], areas: Areas) -> Iterator[Mistake]:
    placed = {row["gss_code"] for row in rows}
    for council in areas.councils:
        if council.code not in placed:
            yield Mistake(_FILE, f"{council.name} has no tile", "Add a row for it.")


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) >= 1
