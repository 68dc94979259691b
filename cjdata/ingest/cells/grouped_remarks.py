"""Takes down what is found in a sheet, so that what is said of many cells is said once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level, Place, cell_name

_SHOWN_CELLS = 4
MOST_OF_A_KIND = 25
"""Of more different remarks of one kind on a sheet, the rest are told in one."""


class _NotedRemark(NamedTuple):
    level: Level
    kind: str
    found: str
    expected: str


@dataclass
class _NotedCell:
    fix: str | Callable[[], str]
    cells: list[Place]
    count: int = 1


@dataclass
class GroupedRemarks:
    """What is found in one sheet of a file."""

    file: str
    sheet: str
    _entries: dict[_NotedRemark, _NotedCell] = field(default_factory=dict)

    def error(
        self, kind: str, cell: Place, found: str, expected: str, fix: str | Callable[[], str]
    ) -> None:
        """Take down what refuses the load; ``fix`` may be worked out later, if it takes long."""
        self._add(_NotedRemark("error", kind, found, expected), cell, fix)

    def warning(
        self, kind: str, cell: Place, found: str, expected: str, fix: str | Callable[[], str]
    ) -> None:
        """Take down what asks for a yes."""
        self._add(_NotedRemark("warning", kind, found, expected), cell, fix)

    def note(self, kind: str, cell: Place, found: str) -> None:
        """Take down what is only told."""
        self._add(_NotedRemark("note", kind, found, ""), cell, "")

    def _add(self, said: _NotedRemark, cell: Place, fix: str | Callable[[], str]) -> None:
        entry = self._entries.get(said)
        if entry is None:
            self._entries[said] = _NotedCell(fix, [cell])
        elif cell not in entry.cells:
            entry.count += 1
            if len(entry.cells) < _SHOWN_CELLS:
                entry.cells.append(cell)

    def remarks(self) -> list[Remark]:
        """Give one remark for equal findings, at the first of their cells."""
        by_kind: dict[tuple[Level, str], list[tuple[_NotedRemark, _NotedCell]]] = {}
        for said, entry in self._entries.items():
            by_kind.setdefault((said.level, said.kind), []).append((said, entry))
        return [remark for entries in by_kind.values() for remark in self._of_a_kind(entries)]

    def _of_a_kind(self, entries: list[tuple[_NotedRemark, _NotedCell]]) -> list[Remark]:
        shown = [self._remark(*entry) for entry in entries[:MOST_OF_A_KIND]]
        rest = entries[MOST_OF_A_KIND:]
        if rest:
            said, entry = rest[0]
            cells = sum(e.count for _, e in rest)
            found = f"{said.found}, and as many as {cells:,} more cells of the kind from here on"
            shown.append(
                self._remark(said._replace(found=found), _NotedCell(entry.fix, entry.cells))
            )
        return shown

    def _remark(self, said: _NotedRemark, entry: _NotedCell) -> Remark:
        fix = entry.fix if isinstance(entry.fix, str) else entry.fix()
        return Remark(
            said.level,
            said.kind,
            self.file,
            self.sheet,
            cell_name(*entry.cells[0]),
            said.found + _also(entry),
            said.expected,
            fix,
        )


def _also(entry: _NotedCell) -> str:
    if entry.count == 1:
        return ""
    others = [cell_name(*cell) for cell in entry.cells[1:]]
    left = entry.count - 1 - len(others)
    more = f" and {left:,} more cells" if left else ""
    return f" (also in {', '.join(others)}{more})"
