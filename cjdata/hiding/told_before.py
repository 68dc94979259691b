"""What readers were shown before, and what not: so that no later figure gives a hidden one away.

::

    supplied/told.csv
    measure,area,period,value,rule
    police_custody_referrals,S12000005,2023-24,,2026-11-22 4 show
    police_custody_referrals,S12000014,2023-24,40,2026-11-22 4 show

A cell without a value was hidden, and stays so as long as the rule is that of the same agreement.
A value was shown: from then on somebody knows it, also when it is corrected or taken back.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from cjdata.hiding.period_figures import Cell, Row, cell_of_row
from cjdata.settings import DisclosureRule
from cjdata.store.durable_writes import sync_folder, write_durably
from cjdata.store.supplied_folder import close_to_others, make_private_folder, supplied_folder

FILE = "told.csv"
COLUMNS = ("measure", "area", "period", "value", "rule")
PATIENCE = 10.0
"""Seconds to wait for another process that decides at the same time."""

Line = tuple[str, ...]


@dataclass(frozen=True)
class ToldBefore:
    """What was shown and hidden of the cells under the rule.

    Attributes
    ----------
    hidden
        The cells that were hidden by a rule of the same agreement.
    shown
        The values that were shown, by cell.
    lines
        All that is kept, in order.
    """

    hidden: frozenset[Cell] = frozenset()
    shown: Mapping[Cell, frozenset[float]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


NOTHING_TOLD = ToldBefore()


def read_told(home: Path, rule: DisclosureRule) -> ToldBefore:
    """Read what was told before, as it counts for a rule.

    Raises
    ------
    OSError, ValueError
        When it cannot be read.
    """
    try:
        text = (supplied_folder(home) / FILE).read_text("utf-8")
    except FileNotFoundError:
        return NOTHING_TOLD
    header, *lines = (tuple(line) for line in csv.reader(io.StringIO(text), strict=True))
    if header != COLUMNS or any(len(line) != len(COLUMNS) for line in lines):
        raise ValueError(FILE)
    hidden: set[Cell] = set()
    shown: dict[Cell, set[float]] = defaultdict(set)
    for measure, area, period, value, by in lines:
        if value:
            shown[measure, area, period].add(float(value))
        elif _agreed(by) == _agreed(_rule_text(rule)):
            hidden.add((measure, area, period))
    return ToldBefore(frozenset(hidden), {c: frozenset(v) for c, v in shown.items()}, tuple(lines))


def last_rule(home: Path) -> DisclosureRule | None:
    """Give the rule by which readers were last shown anything; None where nothing says one."""
    try:
        *_, last = read_told(home, DisclosureRule(1)).lines
        day, threshold, zeros = last[-1].split()
        agreed = None if day == "-" else date.fromisoformat(day)
        return DisclosureRule(int(threshold), zeros == "hide", agreed)
    except (OSError, ValueError, csv.Error):
        return None


def decided_and_kept(
    home: Path,
    rule: DisclosureRule,
    rows: Iterable[Row],
    decide: Callable[[ToldBefore], frozenset[Cell]],
) -> frozenset[Cell] | None:
    """Decide with what was told before, and keep what is told from now on before it is.

    One process after the other does so. None where it cannot be read or kept: then nothing may
    be shown.
    """
    folder = supplied_folder(home)
    try:
        make_private_folder(folder)
        with FileLock(folder / ".lock", timeout=PATIENCE, mode=0o600, thread_local=False):
            before = read_told(home, rule)
            hidden = decide(before)
            _keep(folder, before, _told_now(rows, hidden), rule)
    except (OSError, Timeout, ValueError, csv.Error):
        return None
    return hidden


def _told_now(rows: Iterable[Row], hidden: frozenset[Cell]) -> dict[tuple[Cell, str], None]:
    """Give what is told from now on: each cell once as hidden, or with each of its values."""
    told: dict[tuple[Cell, str], None] = {}
    for row in rows:
        cell = cell_of_row(row)
        if row["value"] is not None:
            told[cell, "" if cell in hidden else repr(float(row["value"]))] = None
    return told


def _keep(
    folder: Path, before: ToldBefore, now: Iterable[tuple[Cell, str]], rule: DisclosureRule
) -> None:
    new = [
        (*cell, value, _rule_text(rule))
        for cell, value in now
        if (float(value) not in before.shown.get(cell, ()) if value else cell not in before.hidden)
    ]
    if not new:
        return
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([COLUMNS, *before.lines, *new])
    temporary = folder / f".{FILE}"
    write_durably(temporary, buffer.getvalue().encode())
    close_to_others(temporary)
    temporary.replace(folder / FILE)
    sync_folder(folder)


def _rule_text(rule: DisclosureRule) -> str:
    agreed = rule.agreed.isoformat() if rule.agreed else "-"
    return f"{agreed} {rule.threshold} {'hide' if rule.hides_zeros else 'show'}"


def _agreed(text: str) -> str:
    return text.partition(" ")[0]
