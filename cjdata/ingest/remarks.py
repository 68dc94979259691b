"""What the checks of a load have to say: errors, warnings and notes, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from cjdata.errors import CjdataError, Mistake
from cjdata.ingest.spreadsheets.source_workbook import Level


@dataclass(frozen=True, slots=True)
class Question:
    """What a question is about: the words, and the recipe and the tables that they stand in.

    ``asks`` is what is asked: whether the words change nothing, or whether years, area, shares or
    counts are right.
    """

    says: str
    recipe: str
    tables: tuple[str, ...]
    asks: Literal["words", "year", "years", "area", "shares", "counts"] = "words"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about a file.

    Attributes
    ----------
    level
        An error refuses the load; a question waits for a yes or a no, which is kept; a warning
        asks for a yes; a note is only told.
    kind
        A short name of the check, such as ``unknown area``: the same for all of its remarks.
    file, sheet, cell
        Where. The cell is as a spreadsheet names it (``K45``); empty where none is meant.
    found, expected, fix
        What stands there, what should, and what to do. Clauses without a full stop, but for
        ``fix``, which is a sentence.
    question
        What is asked, of a question.
    """

    level: Level
    kind: str
    file: str
    sheet: str
    cell: str
    found: str
    expected: str
    fix: str
    question: Question | None = None

    @property
    def where(self) -> str:
        """The place in words."""
        parts = [self.file]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"cell {self.cell}"] if self.cell else []
        return ", ".join(parts)

    @property
    def finding(self) -> Mistake:
        """The remark as the program's other findings are."""
        expected = f"; expected {self.expected}" if self.expected else ""
        return Mistake(self.where, f"{self.found}{expected}", self.fix)

    def __str__(self) -> str:
        return str(self.finding)

    def as_dict(self) -> dict[str, Any]:
        """Give it for JSON."""
        content = asdict(self)
        asked = content.pop("question")
        return content | ({"says": asked["says"], "tables": asked["tables"]} if asked else {})


class LoadRefused(CjdataError):
    """A load was refused. ``remarks`` holds every error and warning there was."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        self.remarks = tuple(remarks)
        super().__init__(remark.finding for remark in self.remarks)


MOST_OF_A_KIND = 5
"""Of so many remarks of one kind on a file each is told; of more, one is, and counts the rest."""

_MOST_CELLS = 8


def grouped(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Give one finding a kind, so that what asks is little enough to be read.

    Remarks of one level and kind on one file with the same advice are one finding where there are
    many: the first is told in full, the cells of the others are named and counted.
    """
    kinds: dict[tuple[str, ...], list[Remark]] = {}
    for remark in remarks:
        key = (remark.level, remark.kind, remark.file, remark.fix)
        kinds.setdefault(key if remark.question is None else (*key, remark.found), []).append(
            remark
        )
    found: list[Remark] = []
    for same in kinds.values():
        found += same if len(same) <= MOST_OF_A_KIND else [_one_of(same)]
    return tuple(found)


def _one_of(same: list[Remark]) -> Remark:
    first, *others = same
    cells = [
        f"{one.sheet}, {one.cell}" if one.sheet != first.sheet else one.cell
        for one in others
        if one.cell
    ]
    shown = "; ".join(cells[:_MOST_CELLS])
    more = len(others) - min(len(cells), _MOST_CELLS)
    rest = f" and {more} more" if more else ""
    return replace(first, found=f"{first.found} (so in {len(others)} more places: {shown}{rest})")


def of_level(remarks: Iterable[Remark], level: Level) -> list[Remark]:
    """Give the remarks of one level, in order."""
    return [remark for remark in remarks if remark.level == level]
