"""What changed between two states of the figures: every cell compared, edition with edition.

``change_report`` puts a report into words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import pyarrow as pa

from cjdata.reference.editions import ACCOUNT, EditionRank

Kind = Literal[
    "withdrawn",
    "revised",
    "removed",
    "new",
    "made_exact",
    "status_changed",
    "missing",
    "confirmed",
    "older",
    "older_removed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Those that ask for something first: the order in which they are told."""


_WHOLE = ("count", "hours")
"""Units of which a publisher may round to tens, hundreds and thousands."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One cell that changed, or one figure of an older edition that came or went.

    Attributes
    ----------
    kind
        ``new``: there was no value, now there is. ``revised``: another value. ``withdrawn``:
        there was a value, now a reason why there is none. ``removed``: the cell is not held
        any more. ``made_exact``: the value was rounded, and the finer one agrees with it.
        ``status_changed``: the same value of the same edition, marked differently.
        ``missing``: there was no value, and there is another reason for that. ``confirmed``:
        another edition prints the same value, or rounds it. ``older`` and ``older_removed``:
        a figure of an edition that is not current came, or went.
    measure, area_code, area_name, period
        The cell. The code is empty for areas that are no council, nor Scotland.
    old_value, old_decimals, old_status, old_edition
        What was current; None, 0 and empty where nothing was. For ``older`` and
        ``older_removed``, what is current all along.
    new_value, new_decimals, new_status, new_edition
        What is current now; None, 0 and empty where nothing is. For ``older`` and
        ``older_removed``, the figure that came or went.
    old_precision, new_precision, unit
        As in the observations.
    goes_back
        Whether what is new is of an older edition than what was there.
    """

    kind: Kind
    measure: str
    area_code: str
    area_name: str
    period: str
    old_value: float | None
    old_decimals: int
    old_status: str
    old_edition: str
    new_value: float | None
    new_decimals: int
    new_status: str
    new_edition: str
    old_precision: str = ""
    new_precision: str = ""
    unit: str = ""
    goes_back: bool = False


@dataclass(frozen=True)
class ChangeReport:
    """Every change between two states, and how many cells are as they were."""

    changes: tuple[FigureChange, ...]
    unchanged: int

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind that there is, in the order of ``KINDS``."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS if kind in counted}


class _Compared(NamedTuple):
    """What is compared of an observation."""

    measure: str
    area_code: str
    area_name: str
    period: str
    unit: str
    precision: str
    status: str
    edition: str
    edition_date: str
    standing: int
    decimals: int
    value: float | None

    @property
    def rank(self) -> EditionRank:
        """Where its edition stands among others."""
        return EditionRank(self.standing, self.edition_date, self.edition)


Cell = tuple[str, str, str]


class _State(NamedTuple):
    """The current figure of each cell, and those of the other editions."""

    current: dict[Cell, _Compared]
    others: dict[tuple[Cell, str], _Compared]


def make_report(old: pa.Table, new: pa.Table) -> ChangeReport:
    """Compare two tables of observations. Either may be empty.

    Each cell that either holds is counted once: in ``unchanged``, or as a change of a kind
    other than ``older`` and ``older_removed``. A note, a source or the place in a file is no
    figure: when only these differ, nothing has changed.
    """
    before, after = _state(old), _state(new)
    changes: list[FigureChange] = []
    unchanged = 0
    for cell in before.current | after.current:
        was, now = before.current.get(cell), after.current.get(cell)
        kind = _kind(was, now)
        if kind is None:
            unchanged += 1
        else:
            changes.append(_change(kind, was, now))
    changes += _arrived(before, after)
    changes += _gone(before, after)
    return ChangeReport(tuple(changes), unchanged)


def _arrived(before: _State, after: _State) -> Iterator[FigureChange]:
    """Give the figures that stand beside the current ones and were not held like that."""
    for key, row in after.others.items():
        was = _held(before, key)
        if was is None or _figure(was) != _figure(row):
            yield _change("older", after.current.get(key[0]), row)


def _gone(before: _State, after: _State) -> Iterator[FigureChange]:
    """Give the figures that stood beside the current ones and are not held any more."""
    for key, row in before.others.items():
        if _held(after, key) is None:
            yield _change("older_removed", after.current.get(key[0]), row)


def _held(state: _State, key: tuple[Cell, str]) -> _Compared | None:
    """Give a cell's figure of one edition, current or not."""
    cell, edition = key
    current = state.current.get(cell)
    return current if current and current.edition == edition else state.others.get(key)


def _figure(row: _Compared) -> tuple[float | None, str, str]:
    return (row.value, row.status, row.precision)


def _kind(old: _Compared | None, new: _Compared | None) -> Kind | None:
    """Say how a cell changed; None where it did not."""
    if new is None:
        return "removed"
    if new.value is None:
        if old is not None and old.value is not None:
            return "withdrawn"
        is_same = old is not None and (old.edition, old.status) == (new.edition, new.status)
        return None if is_same else "missing"
    if old is None or old.value is None:
        return "new"
    return _kind_of_values(old, old.value, new, new.value)


def _kind_of_values(old: _Compared, before: float, new: _Compared, after: float) -> Kind | None:
    is_equal = math.isclose(before, after, rel_tol=1e-9)
    # “0.49” says no more where it is taken for exact: only of a number do its zeros tell.
    is_as_exact = old.precision == new.precision or new.unit not in _WHOLE
    if is_equal and is_as_exact and old.decimals == new.decimals:
        if old.edition != new.edition:
            return "confirmed"
        return None if old.status == new.status else "status_changed"
    difference = abs(after - before)
    # A publisher who prints 2 where 2.0 stood says no more than before.
    is_finer = new.decimals > old.decimals or not is_as_exact
    if old.precision == "rounded" and is_finer and difference <= _half_step(old, before):
        return "made_exact"
    if is_equal or (new.precision == "rounded" and difference <= _half_step(new, after)):
        return "confirmed"
    return "revised"


def _half_step(row: _Compared, value: float) -> float:
    """Give how far an exact value may lie from a rounded one, with room for float error."""
    return 0.500001 * rounding_step(row.unit, value, row.decimals)


def rounding_step(unit: str, value: float, decimals: int) -> float:
    """Give to what a rounded value was rounded.

    Justice Social Work Statistics rounds counts to 100 from 1,000 up and to 10 below, but for
    some, which are finer; so the zeros at the end are believed up to there.

    >>> rounding_step("count", 19200, 0), rounding_step("count", 1840, 0)
    (100.0, 10.0)
    """
    if decimals or unit not in _WHOLE:
        return 10.0**-decimals
    coarsest = 10 if abs(value) < 1_000 else 100 if abs(value) < 100_000 else 1_000
    step = 1
    while step < coarsest and value % (step * 10) == 0:
        step *= 10
    return float(step)


def _change(kind: Kind, old: _Compared | None, new: _Compared | None) -> FigureChange:
    was, now, either = old or _NOTHING, new or _NOTHING, new or old or _NOTHING
    return FigureChange(
        kind,
        either.measure,
        either.area_code,
        either.area_name,
        either.period,
        was.value,
        was.decimals,
        was.status,
        was.edition,
        now.value,
        now.decimals,
        now.status,
        now.edition,
        was.precision,
        now.precision,
        either.unit,
        old is not None and new is not None and new.rank < old.rank,
    )


_NOTHING = _Compared("", "", "", "", "", "", "", "", "", ACCOUNT, 0, None)


def _state(table: pa.Table) -> _State:
    state = _State({}, {})
    texts = [_texts(table[name]) for name in _Compared._fields[:-3]]
    standings = table["standing"].fill_null(ACCOUNT).to_pylist()
    decimals = table["decimals"].fill_null(0).to_numpy().tolist()
    values = [None if math.isnan(v) else v for v in table["value"].to_numpy().tolist()]
    flags = table["is_current"].to_pylist()
    rows = map(_Compared._make, zip(*texts, standings, decimals, values, strict=True))
    for row, is_current in zip(rows, flags, strict=True):
        cell = (row.measure, row.area_code or row.area_name, row.period)
        if is_current:
            state.current[cell] = row
        else:
            state.others[cell, row.edition] = row
    return state


def _texts(column: pa.ChunkedArray) -> list[str]:
    """Give a column's texts, each text once in memory, and the empty one for none."""
    coded = column.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
    words = coded.dictionary.to_pylist()
    return [words[n] for n in coded.indices.to_numpy().tolist()]
