"""What the checks of a load have to say: errors, warnings and notes, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from cjdata.errors import CjdataError, Finding
from cjdata.ingest.book import Level


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about a file.

    Attributes
    ----------
    level
        An error refuses the load; a warning asks for a yes; a note is only told.
    kind
        A short name of the check, such as ``unknown area``: the same for all of its remarks.
    file, sheet, cell
        Where. The cell is as a spreadsheet names it (``K45``); empty where none is meant.
    found, expected, fix
        What stands there, what should, and what to do. Clauses without a full stop, but for
        ``fix``, which is a sentence.
    """

    level: Level
    kind: str
    file: str
    sheet: str
    cell: str
    found: str
    expected: str
    fix: str

    @property
    def where(self) -> str:
        """The place in words."""
        parts = [self.file]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"cell {self.cell}"] if self.cell else []
        return ", ".join(parts)

    @property
    def finding(self) -> Finding:
        """The remark as the program's other findings are."""
        expected = f"; expected {self.expected}" if self.expected else ""
        return Finding(self.where, f"{self.found}{expected}", self.fix)

    def __str__(self) -> str:
        return str(self.finding)

    def as_dict(self) -> dict[str, str]:
        """Give it for JSON."""
        return asdict(self)


class LoadRefused(CjdataError):
    """A load was refused. ``remarks`` holds every error and warning there was."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        self.remarks = tuple(remarks)
        super().__init__(remark.finding for remark in self.remarks)


def of_level(remarks: Iterable[Remark], level: Level) -> list[Remark]:
    """Give the remarks of one level, in order."""
    return [remark for remark in remarks if remark.level == level]
