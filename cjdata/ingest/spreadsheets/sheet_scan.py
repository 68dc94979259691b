"""What a sheet's own markup tells that its values alone do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.source_workbook import MergedCells, cell_name

MAX_CELLS = 5_000_000
"""Cells from A1 to the last used one: a reader holds them all, however few are filled."""
MAX_SHEETS = 1_000
MAX_MERGED = 20_000
"""Merged areas of one sheet; the reader's time grows with their square."""
SPREAD = 1_000_000
EMPTY_BESIDE = 20
"""How many cells there may be for each one that is filled, of more cells than ``SPREAD``."""

_DELETE_STRAY = (
    "Delete the stray cells far below or far to the right of the tables, and save again."
)
_ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


@dataclass
class SheetScan:
    """How far a sheet reaches, and its cells that are more or less than a value.

    Attributes
    ----------
    rows, columns
        How many rows and columns there are from A1 to the last cell with content, at most.
    filled
        How many cells with content were noted; one that is repeated counts once.
    unvalued, faults, merged
        As a ``SourceSheet`` has them.
    texts
        What cells hold that the reader would give with the text of shapes on top of them, or
        with raised letters as if they were none.
    is_copy
        Whether it is no sheet, but a copy kept of another file's.
    """

    name: str = ""
    rows: int = 0
    columns: int = 0
    filled: int = 0
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[MergedCells] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    is_copy: bool = False

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Note a cell with content, counted from 0, or the last of several of a row.

        Raises
        ------
        LoadRefused
            Too large, with the name of the cell.
        """
        self.filled += cells
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        if self.rows * self.columns > MAX_CELLS:
            raise too_far(self.name, self.rows, self.columns)

    def check_spread(self) -> None:
        """Refuse a sheet whose cells are nearly all empty, or one that is repeated over and over.

        Raises
        ------
        LoadRefused
            Too large.
        """
        cells = self.rows * self.columns
        if cells > max(SPREAD, EMPTY_BESIDE * self.filled):
            raise refused(
                "too large",
                f"nearly all of its {cells:,} cells are empty, or one is repeated over and over",
                sheet=self.name,
                expected="tables whose cells are mostly filled",
                fix=_DELETE_STRAY,
            )


def check_sheets(count: int) -> None:
    """Refuse more sheets than any workbook of figures has.

    Raises
    ------
    LoadRefused
        Too large.
    """
    if count > MAX_SHEETS:
        found, most = f"the workbook has {count:,} sheets", f"at most {MAX_SHEETS:,} sheets"
        raise refused("too large", found, expected=most)


def check_all(scans: Sequence[SheetScan]) -> None:
    """Refuse sheets that have more cells together than one may have.

    Raises
    ------
    LoadRefused
        Too large.
    """
    cells = sum(scan.rows * scan.columns for scan in scans)
    if cells > MAX_CELLS:
        found = f"the sheets have {cells:,} cells in all"
        raise refused("too large", found, expected=f"at most {MAX_CELLS:,} cells")


def too_far(sheet: str, rows: int, columns: int) -> LoadRefused:
    """Make the refusal of a sheet that reaches too far."""
    cell = cell_name(rows - 1, columns - 1)
    return refused(
        "too large",
        f"the sheet reaches to cell {cell}, which makes {rows * columns:,} cells",
        sheet=sheet,
        cell=cell,
        expected=f"at most {MAX_CELLS:,} cells",
        fix=_DELETE_STRAY,
    )


def is_error(text: str) -> bool:
    """Tell whether a text is what spreadsheets show for a failed formula."""
    return text in _ERRORS or text.startswith("Err:")
