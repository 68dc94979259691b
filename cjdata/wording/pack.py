"""Words of the meeting pack: its names, and what has changed since a view was added."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import STATUSES
from cjdata.text import join_and, number, upper_first, value_text

WHERE = "meeting pack"
GET_ANOTHER = "Ask for the link or the file again."

SAME = "Nothing has changed."
NOT_NOTED = (
    "It is not known what this showed when it was added, so no change can be told. "
    "It shows the newest figures."
)
REWORDED = "The figures are the same; the sentence, the caveats or the notes read differently."

_MOST_NAMED = 3
_STATUS_WORDS = {
    "restricted": "restricted now, so it may no longer be quoted",
    "suppressed": "hidden now, to protect people, so it may no longer be quoted",
    "not_loaded": "not loaded now",
}


def opening_name(area: Area) -> str:
    """Name the pack of somebody who has just begun one."""
    return f"{area.name}: meeting pack"


def ready_made_name(area: Area, views: int | None = None) -> str:
    """Name the pack that is made for an area: of the indicators, or of so many views."""
    if views is None:
        return f"{area.name}: the national indicators and context"
    return f"{area.name}: {number(views)} view{'' if views == 1 else 's'}"


def other_set(before: str) -> str:
    """Say that a view was added from the other set of figures."""
    return f"It was added from the {before} figures, so it is not compared. It shows those of now."


def gone(why: str) -> str:
    """Say that a view is no longer there, and why."""
    return f"This can no longer be shown: {why}."


def newer(series: Sequence[tuple[str, str, str]]) -> str:
    """Say which figures of a newer year there are: measure, area and year of each."""
    if not series:
        return ""
    named = [
        f"{measure}, {_areas([area for _, area, _ in group])}: {period}"
        for (measure, period), group in _by_measure(series)
    ]
    return f"Newer figures: {_some(named)}."


def revised(changes: Sequence[str]) -> str:
    """Say which figures were revised."""
    return f"{_counted(len(changes), 'revised')}: {_some(changes)}." if changes else ""


def change(figure: str, before: str, now: str) -> str:
    """Put one revision in words."""
    return f"{figure}, from {before} to {now}"


def withdrawn(figures: Sequence[tuple[str, str]]) -> str:
    """Say which figures are no longer given, and why; what they were is not repeated."""
    named = [f"{name}: {_now(status)}" for name, status in figures]
    return f"{_counted(len(named), 'withdrawn')}: {_some(named)}." if named else ""


def filled(figures: Sequence[str]) -> str:
    """Say which figures were missing and are there now."""
    return (
        f"{_counted(len(figures), 'missing before, and there now')}: {_some(figures)}."
        if (figures)
        else ""
    )


def no_longer(figures: Sequence[str]) -> str:
    """Say which figures are no longer shown at all."""
    return f"{_counted(len(figures), 'no longer shown')}: {_some(figures)}." if figures else ""


def _now(status: str) -> str:
    known = STATUSES.get(status)
    return _STATUS_WORDS.get(status) or f"{known.spelt if known else status} now"


def value(measure: Measure | None, figure: float, decimals: int) -> str:
    """Write a noted value as tables do."""
    return value_text(measure, figure, decimals) if measure else number(figure, decimals)


def _counted(count: int, what: str) -> str:
    return upper_first(f"{number(count)} figure{'' if count == 1 else 's'} {what}")


def _some(named: Sequence[str]) -> str:
    """Write the first few, and how many more there are."""
    shown = list(named[:_MOST_NAMED])
    more = len(named) - len(shown)
    return "; ".join([*shown, f"and {number(more)} more"] if more else shown)


def _areas(names: Sequence[str]) -> str:
    return join_and(names) if len(names) <= _MOST_NAMED else f"{number(len(names))} areas"


def _by_measure(
    series: Sequence[tuple[str, str, str]],
) -> list[tuple[tuple[str, str], list[tuple[str, str, str]]]]:
    ordered = sorted(series, key=lambda one: (one[0], one[2]))
    return [(key, list(group)) for key, group in groupby(ordered, key=lambda one: (one[0], one[2]))]
