"""The tile grid: every council on a tile of its own, and every mistake found by its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cjdata.errors import SourceError
from cjdata.library import FigureSet
from cjdata.reference.areas import Areas
from cjdata.reference.tile_grid import Tile, load_tilegrid

Edit = Callable[[Path, str, str], None]
FALKIRK = "Falkirk,S12000014,FAL,5,6"


def refused(data_folder: Path, areas: Areas) -> list[str]:
    with pytest.raises(SourceError) as error:
        load_tilegrid(data_folder / "reference", areas)
    return [str(finding) for finding in error.value.findings]


def test_every_council_has_a_tile_of_its_own(published: FigureSet, areas: Areas) -> None:
    tiles = published.reference.tiles
    assert set(tiles) == {council.code for council in areas.councils}
    assert len(set(tiles.values())) == 32
    assert tiles["S12000005"] == Tile(5, 5, "CLK")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Falkirk,S12000014,FAL,6,5", "line 15: the tile is taken by Falkirk"),
        ("Falkirk,S12000014,FAL,five,6", "column or row is no whole number from 1"),
        ("Falkirk,S12000014,FAL,0,6", "column or row is no whole number from 1"),
        ("Falkirk,S12000099,FAL,5,6", "S12000099 is no council"),
        ("Falkirk,S12000030,FAL,5,6", "S12000030 stands twice"),
        ("Falkirk,S12000014,FALKIRK,5,6", "“FALKIRK” does not fit into a tile"),
        ("Falkirk,S12000014,CLK,5,6", "the short name CLK is taken"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    data_folder: Path, areas: Areas, edit: Edit, row: str, said: str
) -> None:
    edit(data_folder / "reference" / "tilegrid.csv", FALKIRK, row)
    found = " ".join(refused(data_folder, areas))
    assert said in found
    assert "reference/tilegrid.csv, line " in found


def test_a_council_without_a_tile_is_named(data_folder: Path, areas: Areas, edit: Edit) -> None:
    edit(data_folder / "reference" / "tilegrid.csv", f"{FALKIRK}\n", "")
    assert refused(data_folder, areas) == [
        "reference/tilegrid.csv: Falkirk has no tile. Add a row for it."
    ]


def test_a_missing_column_is_named(data_folder: Path, areas: Areas, edit: Edit) -> None:
    edit(data_folder / "reference" / "tilegrid.csv", "column,row", "across,row")
    assert "the column column is missing" in refused(data_folder, areas)[0]


def test_a_missing_file_is_named(data_folder: Path, areas: Areas) -> None:
    (data_folder / "reference" / "tilegrid.csv").unlink()
    assert "reference/tilegrid.csv: cannot be read" in refused(data_folder, areas)[0]
