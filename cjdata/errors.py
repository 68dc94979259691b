"""Errors that people meet: what happened, where, and what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an input.

    Attributes
    ----------
    where
        The file, and the line, sheet, cell or setting where it is known.
    what
        What is wrong, in a sentence without its full stop.
    fix
        What the person can do about it.
    """

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.fix}"


class CjdataError(Exception):
    """An input was refused. ``findings`` holds every reason, not the first one alone."""

    def __init__(self, findings: Mistake | Iterable[Mistake]) -> None:
        self.findings: tuple[Mistake, ...] = (
            (findings,) if isinstance(findings, Mistake) else tuple(findings)
        )
        super().__init__("\n".join(map(str, self.findings)))


class CatalogueError(CjdataError):
    """The catalogue of indicators has mistakes."""


class SourceError(CjdataError):
    """The reviewed text figures or reference files have mistakes."""


class GatheredMistakes:
    """Gathers the mistakes of several files, so that all are told at once."""

    def __init__(self) -> None:
        self.findings: list[Mistake] = []

    def read(self, load: Callable[[], Loaded]) -> Loaded | None:
        """Give what is loaded; None where it is refused, and why is kept."""
        try:
            return load()
        except CjdataError as error:
            self.findings += error.findings
            return None

    def tell(self) -> None:
        """Raise all that was gathered, if anything was."""
        if self.findings:
            raise SourceError(self.findings)


class SnapshotError(CjdataError):
    """A built snapshot is missing, broken or of another schema version."""


class UnknownName(CjdataError):
    """A name that a person gave (an area, a measure, a period) is not known."""

    @classmethod
    def among(cls, kind: str, given: str, known: Sequence[str], where: str) -> UnknownName:
        """Say that ``given`` is no ``kind``, with the nearest of ``known`` as a hint."""
        return cls(Mistake(where, f"“{given}” is not a known {kind}", hint(given, known)))


def nearest(given: str, known: Sequence[str], cutoff: float = 0.5) -> str | None:
    """Give the known name most like ``given``, or None when nothing is much like it.

    What begins with a year is nearest to what begins with the same year, if anything does:
    “2023-4” means “2023-24 part 1” rather than “2013-14”.
    """
    year = given.strip()[:4]
    of_year = [name for name in known if year.isdecimal() and name.startswith(year)]
    folded = {name.casefold(): name for name in of_year or known}
    matches = difflib.get_close_matches(given.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None


def is_slip_of(given: str, known: Iterable[str], letters: int = 2) -> bool:
    """Say whether a name is within some letters of a known one, and so likely that one misspelt.

    >>> is_slip_of("bail_cases_comenced", ["bail_cases_commenced"])
    True
    """
    return any(
        abs(len(given) - len(name)) <= letters and _edits(given, name) <= letters for name in known
    )


def _edits(one: str, other: str) -> int:
    """Count the letters to add, leave out or change that make one text of another."""
    before = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        row = [n]
        for m, theirs in enumerate(other, start=1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (letter != theirs)))
        before = row
    return before[-1]


def hint(given: str, known: Sequence[str]) -> str:
    """Give a sentence that helps: the nearest name, or a few to choose from."""
    known = [name for name in known if name]  # Nothing chosen has a name of no letters.
    best = nearest(given, known)
    if best:
        return f"Did you mean “{best}”?"
    some = ", ".join(known[:5])
    more = f" and {len(known) - 5} more" if len(known) > 5 else ""
    return f"Choose one of: {some}{more}."
