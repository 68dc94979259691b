"""Says which rows a recipe leaves out: by a name in their area or year, or by several columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.recipes.recipe import TableRecipe
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.phrase_matching import holds_any, is_same, words

_NOT_KNOWN = ("unknown", "not known", "not stated", "not recorded", "unallocated")
_OF_NO_AREA = {
    *(
        words(f"{area} {what}")
        for area in ("", "area", "council area", "local authority")
        for what in _NOT_KNOWN
    ),
    *map(words, ("no fixed abode", "outside Scotland", "outwith Scotland")),
}
"""What stands in the place of an area where there is none."""


def is_no_area(label: str) -> bool:
    """Whether a label says that the area is not known, and no more.

    >>> is_no_area("Unknown"), is_no_area("Local authority not known"), is_no_area("Other")
    (True, True, False)
    """
    return words(label) in _OF_NO_AREA


@dataclass(frozen=True)
class ExcludedRows:
    """The rows of a table that its recipe leaves out: “Unknown”, or one area in one year."""

    table: TableRecipe
    block: FoundTable

    def has(self, row: int, labels: Iterable[Value]) -> bool:
        """Whether a row is left out; ``labels`` are its area and its year, if it has them."""
        names = self._names
        return (bool(names) and any(holds_any(text_of(label), names) for label in labels)) or any(
            all(is_same(text_of(self.block.value(row, c)), texts) for c, texts in one.items())
            for one in self._combined
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name in self.table.leave_out if isinstance(name, str))

    @cached_property
    def _combined(self) -> list[dict[int, tuple[str, ...]]]:
        """What is left out by several columns, by their numbers; none that the table lacks."""
        found = []
        for one in self.table.leave_out:
            if isinstance(one, str):
                continue
            columns = {self._column(name): _texts(text) for name, text in one.items()}
            if columns and None not in columns:
                found.append({c: texts for c, texts in columns.items() if c is not None})
        return found

    def _column(self, name: str) -> int | None:
        headings = enumerate(self.block.headings)
        return next((c for c, text in headings if is_same(text, (name,))), None)


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text
