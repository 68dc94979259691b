"""The change report for people and programs: sections of lines, Markdown, and JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from cjdata.changes.change_lines import ChangeLine, ChangeWriter, counts_text, group_key
from cjdata.changes.figure_changes import KINDS, ChangeReport, FigureChange, Kind
from cjdata.errors import Mistake, SnapshotError
from cjdata.reference.areas import Area, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.text import number

MOST_LINES = 40
"""How many lines of a sort a section gives, unless told."""

NOTHING_CHANGED = "Nothing has changed: these figures were loaded before."

_TO_CHECK: tuple[Kind, ...] = ("withdrawn", "revised", "removed")
"""The kinds that may stand in somebody's papers: told one by one for every council."""

JSON_VERSION = 1


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """Lines under a title."""

    title: str
    lines: tuple[ChangeLine, ...]


def sections(
    report: ChangeReport,
    catalogue: Catalogue,
    areas: Areas,
    chosen_area: str,
    most: int = MOST_LINES,
) -> tuple[ChangeSection, ...]:
    """Put a report into words: the chosen area first, Scotland, the other councils, the sum.

    ``chosen_area`` is a council, Scotland or a group, by code or name. A section gives at
    most ``most`` lines on what to check (withdrawn, revised, removed), and as many on the rest.

    Raises
    ------
    UnknownName
        When the chosen area is none.
    """
    chosen = areas.find(chosen_area)
    if not report.changes:
        return (ChangeSection("What changed", (ChangeLine(NOTHING_CHANGED, ""),)),)
    writer = _Writer(ChangeWriter(catalogue), catalogue, areas, most)
    own = set(chosen.members) or {chosen.code}
    scotland = {areas.scotland.code} - own
    councils = {area.code for area in areas.councils} - own
    told = own | scotland | councils
    elsewhere = [change for change in report.changes if change.area_code not in told]
    parts = (
        _own_section(writer, chosen, _of(report, own)),
        ChangeSection(areas.scotland.name, writer.lines(_of(report, scotland))),
        _councils_section(writer, chosen, _of(report, councils)),
        ChangeSection("Other areas", writer.lines(elsewhere)),
        ChangeSection("In all", (ChangeLine(_sum_text(report), ""),)),
    )
    return tuple(section for section in parts if section.lines)


def as_markdown(
    report: ChangeReport,
    catalogue: Catalogue,
    areas: Areas,
    chosen_area: str,
    most: int = MOST_LINES,
    title: str = "What changed",
) -> str:
    """Write the ``sections`` of a report as Markdown."""
    parts = [f"# {_escape(title)}"]
    for section in sections(report, catalogue, areas, chosen_area, most):
        if section.title != title:
            parts.append(f"## {_escape(section.title)}")
        parts.append("\n".join(map(_item, section.lines)))
    return "\n\n".join(parts) + "\n"


def _item(line: ChangeLine) -> str:
    todo = f" **What to do:** {_escape(line.todo)}" if line.todo else ""
    return f"- {_escape(line.text)}{todo}"


def _escape(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line."""
    return re.sub(r"([\\`*_\[\]<>|~&#$])", r"\\\1", " ".join(text.split()))


def _of(report: ChangeReport, codes: Collection[str]) -> list[FigureChange]:
    return [change for change in report.changes if change.area_code in codes]


def _own_section(writer: _Writer, chosen: Area, changes: list[FigureChange]) -> ChangeSection:
    nothing = ChangeLine(f"Nothing has changed for {chosen.name}.", "")
    return ChangeSection(chosen.name, writer.lines(changes) or (nothing,))


def _councils_section(writer: _Writer, chosen: Area, changes: list[FigureChange]) -> ChangeSection:
    """Sum the councils up; then give what may stand in somebody's papers line by line."""
    is_rest = chosen.kind != "scotland"
    title = "Other councils" if is_rest else "Councils"
    if not changes:
        return ChangeSection(title, ())
    count = len({change.area_code for change in changes})
    noun = "council" if count == 1 else "councils"
    name = f"{count} other {noun}" if is_rest else f"{count} {noun}"
    to_check = [change for change in changes if change.kind in _TO_CHECK]
    todo = "Check comparisons that quote the figures below." if to_check else ""
    total = ChangeLine(f"{name}: {counts_text(_counts(changes))}.", todo)
    return ChangeSection(title, (total, *writer.lines(to_check)))


def _counts(changes: Iterable[FigureChange]) -> dict[Kind, int]:
    counted = Counter(change.kind for change in changes)
    return {kind: counted[kind] for kind in KINDS}


def _sum_text(report: ChangeReport) -> str:
    text = counts_text(report.counts)
    if not report.unchanged:
        return f"{text}."
    noun = "figure" if report.unchanged == 1 else "figures"
    return f"{text}; {number(report.unchanged)} {noun} unchanged."


class _Writer:
    """Groups changes and writes their lines, in the order of the catalogue."""

    def __init__(self, words: ChangeWriter, catalogue: Catalogue, areas: Areas, most: int) -> None:
        self._words, self._areas, self._most = words, areas, most
        self._place = {measure: n for n, measure in enumerate(catalogue.measures)}

    def lines(self, changes: Iterable[FigureChange]) -> tuple[ChangeLine, ...]:
        """Write a line per group: first what to check, then all else, each cut to ``most``."""
        groups = self._groups(changes)
        to_check = [group for group in groups if group[0].kind in _TO_CHECK]
        return (*self._cut(to_check), *self._cut(groups[len(to_check) :]))

    def _cut(self, groups: list[list[FigureChange]]) -> Iterator[ChangeLine]:
        yield from map(self._line, groups[: self._most])
        more = len(groups) - self._most
        if more > 0:
            yield ChangeLine(f"And {number(more)} more: see the JSON.", "")

    def _line(self, group: list[FigureChange]) -> ChangeLine:
        return self._words.line(group, self._area(group[0]))

    def _area(self, change: FigureChange) -> str:
        known = self._areas.by_code.get(change.area_code)
        return known.name if known else change.area_name

    def _groups(self, changes: Iterable[FigureChange]) -> list[list[FigureChange]]:
        groups: dict[tuple[Any, ...], list[FigureChange]] = {}
        for change in changes:
            place = self._place.get(change.measure, len(self._place))
            key = (
                KINDS.index(change.kind),
                place,
                change.measure,
                self._area(change),
                group_key(change),
            )
            groups.setdefault(key, []).append(change)
        return [groups[key] for key in sorted(groups)]


_FIELDS = tuple(field.name for field in fields(FigureChange))
_NUMBERS = ("old_value", "old_decimals", "new_value", "new_decimals")
_YES_OR_NO = ("goes_back",)


def as_json(report: ChangeReport) -> dict[str, Any]:
    """Give the whole report for JSON, every change with all its keys."""
    return {
        "version": JSON_VERSION,
        "unchanged": report.unchanged,
        "counts": dict(report.counts),
        "changes": [_as_dict(change) for change in report.changes],
    }


def from_json(content: Any) -> ChangeReport:
    """Read a report back from what ``as_json`` gave.

    Raises
    ------
    SnapshotError
        When it is no such report, or not whole.
    """
    try:
        return _read(content)
    except (KeyError, TypeError, ValueError) as error:
        raise SnapshotError(
            Mistake(
                "the change report",
                "it cannot be read",
                "Nothing else depends on it; the next load writes a new one.",
            )
        ) from error


def _as_dict(change: FigureChange) -> dict[str, Any]:
    """Give a change by key; a whole number is written without its decimal point."""
    record = dict(zip(_FIELDS, _all_fields(change), strict=True))
    for name in ("old_value", "new_value"):
        value = record[name]
        if value is not None and value.is_integer():
            record[name] = int(value)
    return record


_all_fields = attrgetter(*_FIELDS)


def _read(content: Mapping[str, Any]) -> ChangeReport:
    if content["version"] != JSON_VERSION:
        raise ValueError
    return ChangeReport(tuple(map(_read_change, content["changes"])), int(content["unchanged"]))


def _read_change(record: Mapping[str, Any]) -> FigureChange:
    if record["kind"] not in KINDS:
        raise ValueError
    for name in _FIELDS:
        kind = bool if name in _YES_OR_NO else str
        if name not in _NUMBERS and not isinstance(record[name], kind):
            raise TypeError
    numbers = {
        "old_value": _number(record["old_value"]),
        "old_decimals": int(record["old_decimals"]),
        "new_value": _number(record["new_value"]),
        "new_decimals": int(record["new_decimals"]),
    }
    return FigureChange(**{**record, **numbers})


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
