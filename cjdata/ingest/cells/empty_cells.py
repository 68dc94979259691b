"""Takes down the cells of figures that are empty, a whole column, row or year of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.rows.figure_cells import FigureCell
from cjdata.ingest.spreadsheets.source_workbook import Place
from cjdata.reference.catalogue import Measure

_EXPECTED = "a number, or a symbol that says why there is none"
_FIX = "Compare with the publication. If the cells are empty there too, say yes."


@dataclass
class EmptyCells:
    """The empty cells of one table.

    Attributes
    ----------
    slots, empty
        All cells of figures, and the places of those that are empty.
    measures, notes
        The catalogue's measures, and where is taken down what is empty.
    """

    slots: Sequence[FigureCell]
    empty: set[Place]
    measures: Mapping[str, Measure]
    notes: GroupedRemarks
    _told: set[Place] = field(default_factory=set)

    def note(self, *, blanks: bool) -> None:
        """Take down empty cells as warnings.

        A measure or a row without a single figure is always taken down: cells may have been
        shifted. A row is even an error, but where ``blanks`` says that empty cells have a
        meaning of their own; single cells are not taken down then.
        """
        self._whole(
            "empty column",
            lambda slot: (slot.measure,),
            lambda slot: f"no figure at all for {self.measures[slot.measure].name}",
        )
        self._whole(
            "empty row",
            lambda slot: (slot.row,),
            lambda slot: f"a row without a figure ({slot.area.name}, {slot.period})",
            is_error=not blanks,
        )
        if blanks:
            return
        self._whole(
            "empty year",
            lambda slot: (slot.measure, slot.period),
            lambda slot: f"no figure in {slot.period} for {self.measures[slot.measure].name}",
        )
        for slot in self.slots:
            place = (slot.row, slot.column)
            if place in self.empty and place not in self._told:
                label = self.measures[slot.measure].label
                found = f"an empty cell ({label})"
                self.notes.warning("empty cell", place, found, _EXPECTED, _FIX)

    def _whole(
        self,
        kind: str,
        key: Callable[[FigureCell], object],
        found: Callable[[FigureCell], str],
        *,
        is_error: bool = False,
    ) -> None:
        say = self.notes.error if is_error else self.notes.warning
        groups: dict[object, list[FigureCell]] = {}
        for slot in self.slots:
            groups.setdefault(key(slot), []).append(slot)
        for own in groups.values():
            cells = {(slot.row, slot.column) for slot in own}
            if len(cells) > 1 and cells <= self.empty and not cells <= self._told:
                place = (own[0].row, own[0].column)
                say(kind, place, found(own[0]), _EXPECTED, _FIX)
                self._told |= cells
