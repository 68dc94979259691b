"""Words for changes of figures: what happened, and what a reader of papers should do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cjdata.changes.figure_changes import FigureChange, Kind
from cjdata.reference.catalogue import FORM_OF_UNIT, Catalogue
from cjdata.reference.periods import financial_year, in_words, kind_of, start_year
from cjdata.reference.statuses import STATUSES
from cjdata.text import join_and, lower_first, number, value_text

TO_DO: dict[Kind, str] = {
    "withdrawn": "Take it out of papers, or say why there is none.",
    "revised": "Check slides and reports that quote the old figure.",
    "removed": "Do not quote it from here; load its publication again if it is wanted.",
    "made_exact": "Quote the finer figure from now on. Papers with the rounded one are right.",
    "status_changed": "Say so wherever it is quoted.",
    "missing": "Give the reason with it: tables and charts do.",
    "confirmed": "",
    "older": "Ask for it by its edition: it is kept, and not shown.",
    "older_removed": "",
}
"""What to do about each kind, but for new figures: see ``to_do``. Empty where there is nothing."""

_COUNTED: dict[Kind, str] = {
    "withdrawn": "withdrawn",
    "revised": "revised",
    "removed": "no longer held",
    "new": "new",
    "made_exact": "given more exactly",
    "status_changed": "marked differently",
    "missing": "without a figure",
    "confirmed": "confirmed",
    "older": "kept from older editions",
    "older_removed": "no longer kept from older editions",
}

_REASONS = {
    "not_available": "not available",
    "not_collected": "not collected",
    "too_short_for_trend": "not printed: the series is too new",
}
"""Where the meaning of a status does not suit many years, or a figure that has no value."""

_SUPPLIED = "supplied"
"""Not published: such a value is in the JSON alone, since anybody may see the words."""

_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that changed, and what to do about it; ``todo`` is empty where there is nothing."""

    text: str
    todo: str


def counts_text(counts: Mapping[Kind, int]) -> str:
    """Write how many of each kind, as in “12 revised, 310 new”.

    >>> counts_text({"revised": 12, "new": 1310})
    '12 revised, 1,310 new'
    """
    return ", ".join(f"{number(n)} {_COUNTED[kind]}" for kind, n in counts.items() if n)


def spans(periods: Iterable[str]) -> str:
    """Write periods as spans, with how many they are.

    >>> spans(["2015-16", "2016-17", "2017-18", "2019-20"])
    '2015-16 to 2017-18 and 2019-20 (4 years)'
    """
    ordered = sorted(set(periods), key=lambda p: (kind_of(p), p))
    runs: list[list[str]] = []
    for period in ordered:
        if runs and period == _following(runs[-1][-1]):
            runs[-1].append(period)
        else:
            runs.append([period])
    text = join_and([part for run in runs for part in _run_parts(run)])
    return text if len(ordered) == 1 else f"{text} ({len(ordered)} {_noun(ordered)})"


def _following(period: str) -> str:
    year = start_year(period) + 1
    if kind_of(period) == "financial_year":
        return financial_year(year)
    return f"{year:04d}{period[4:]}"


def _run_parts(run: list[str]) -> list[str]:
    if len(run) < 3:
        return [in_words(period) for period in run]
    return [f"{in_words(run[0])} to {in_words(run[-1])}"]


def _noun(periods: Sequence[str]) -> str:
    are_days = {kind_of(period) == "day" for period in periods}
    if are_days == {True}:
        return "dates"
    return "years" if are_days == {False} else "periods"


def group_key(change: FigureChange) -> tuple[str, ...]:
    """Give what changes must share to be told in one line, besides kind, measure and area."""
    match change.kind:
        case "revised":
            return (change.period,)
        case "withdrawn" | "missing":
            return (change.new_edition, change.new_status)
        case "status_changed":
            return (change.old_status, change.new_status)
        case "new" | "removed" | "made_exact":
            return ()
        case _:
            return (change.new_edition,)


class ChangeWriter:
    """Writes lines with the names and units of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def line(self, group: Sequence[FigureChange], area: str) -> ChangeLine:
        """Write one line for changes of one ``group_key``, of one kind, measure and area."""
        head = f"{self.measure_name(group[0].measure)}, {area}"
        return ChangeLine(f"{head}{self._tail(group)}.", self.to_do(group[0]))

    def measure_name(self, measure_id: str) -> str:
        """Give a measure's name; its id where the catalogue does not know it."""
        measure = self._catalogue.measures.get(measure_id)
        return measure.name if measure else measure_id

    def to_do(self, change: FigureChange) -> str:
        """Say what to do about a change."""
        if change.kind != "new":
            return TO_DO[change.kind]
        theme = self._catalogue.theme_of(change.measure)
        if theme is None:
            return "Print it with “python -m cjdata query”: no page shows it."
        return f"Look at the page on {lower_first(theme.name)}."

    def _tail(self, group: Sequence[FigureChange]) -> str:
        one, is_one = group[0], len(group) == 1
        years = spans(change.period for change in group)
        match one.kind:
            case "revised":
                return f", {years}: {self._revision(one)}"
            case "withdrawn":
                return f": {self._withdrawal(one, years, is_one=is_one)}"
            case "new":
                return f": new for {years}" + (f": {self._new(one)}" if is_one else "")
            case "removed":
                was = f": it was {self._old(one)}" if is_one and one.old_value is not None else ""
                return f": no longer held for {years}{was}"
            case "made_exact":
                return f": {self._made_exact(one, years, is_one=is_one)}"
            case "status_changed":
                marks = f"{_mark(one.new_status)}, before {_mark(one.old_status)}"
                return f": the same for {years}, but marked {marks}"
            case "missing":
                return f": no figure for {years} ({_reason(one.new_status)})"
            case "confirmed":
                again = "again given" if one.goes_back else "confirmed"
                given = f": {self._confirmed(one)}" if is_one else ""
                return f": {again} by {_edition(one.new_edition)} for {years}{given}"
            case "older":
                return f": {self._kept(one, years, is_one=is_one)}"
            case "older_removed":
                return f": {_edition(one.new_edition)} is no longer kept for {years}"

    def _revision(self, change: FigureChange) -> str:
        if change.old_edition == change.new_edition:
            old, new = self._told_apart(change)
            within = f"corrected from {old} to {new} within {_edition(change.new_edition)}"
            return within + _difference(change)
        verb = "gone back" if change.goes_back else "revised"
        old, new = self._told_apart(change)
        old, new = old + _in_brackets(change.old_edition), new + _in_brackets(change.new_edition)
        return f"{verb} from {old} to {new}{_difference(change)}"

    def _withdrawal(self, change: FigureChange, years: str, *, is_one: bool) -> str:
        was = f": it was {self._old(change)}" if is_one else ""
        return (
            f"withdrawn for {years} by {_edition(change.new_edition)} "
            f"({_reason(change.new_status)}){was}"
        )

    def _made_exact(self, change: FigureChange, years: str, *, is_one: bool) -> str:
        if not is_one:
            return f"given more exactly for {years}; the rounded figures before agree"
        return f"given more exactly for {years}: {self._new(change)}; before, {self._old(change)}"

    def _confirmed(self, change: FigureChange) -> str:
        old, new = self._value(change, "old"), self._value(change, "new")
        return old if old == new else f"{old}, printed there as {new}"

    def _kept(self, change: FigureChange, years: str, *, is_one: bool) -> str:
        kept = f"{_edition(change.new_edition)} is kept for {years}"
        if not is_one:
            return f"{kept}; newer editions stay shown"
        given = _reason(change.new_status) if change.new_value is None else None
        shown = f"; {self._old(change)} stays shown" if change.old_value is not None else ""
        return f"{kept} ({given or self._value(change, 'new')}){shown}"

    def _old(self, change: FigureChange) -> str:
        return self._value(change, "old") + _in_brackets(change.old_edition)

    def _new(self, change: FigureChange) -> str:
        return self._value(change, "new") + _in_brackets(change.new_edition)

    def _value(self, change: FigureChange, side: str, extra_decimals: int = 0) -> str:
        if getattr(change, f"{side}_status") == _SUPPLIED:
            return "a supplied figure"
        value = getattr(change, f"{side}_value")
        decimals = getattr(change, f"{side}_decimals") + extra_decimals
        measure = self._catalogue.measures.get(change.measure)
        is_count = change.unit in ("count", "hours")
        about = "about " if is_count and getattr(change, f"{side}_precision") == "rounded" else ""
        if measure:
            return about + value_text(measure, value, decimals)
        percent = "%" if FORM_OF_UNIT.get(change.unit) == "percent" else ""
        return about + number(value, decimals) + percent

    def _told_apart(self, change: FigureChange) -> tuple[str, str]:
        """Write both values as printed, or with as many decimals more as tell them apart."""
        for extra in range(_MOST_DECIMALS):
            old, new = self._value(change, "old", extra), self._value(change, "new", extra)
            if old != new:
                break
        return old, new


def _difference(change: FigureChange) -> str:
    """Say the difference of exact counts; between rounded ones it would mean nothing."""
    are_exact = change.old_precision == change.new_precision == "exact"
    is_private = _SUPPLIED in (change.old_status, change.new_status)
    if change.unit != "count" or not are_exact or is_private:
        return ""
    difference = (change.new_value or 0.0) - (change.old_value or 0.0)
    return f", {number(abs(difference))} {'more' if difference > 0 else 'fewer'}"


def _edition(label: str) -> str:
    return f"the {_flat(label)} edition" if label else "an edition without a label"


def _in_brackets(label: str) -> str:
    return f" ({_flat(label)} edition)" if label else ""


def _flat(label: str) -> str:
    """Write an edition's label without brackets of its own."""
    return label.replace(" (", ", ").replace("(", "").replace(")", "")


def _mark(status: str) -> str:
    return f"“{status.replace('_', ' ')}”"


def _reason(status: str) -> str:
    """Say why there is no value, in words that fit into brackets."""
    known = STATUSES.get(status)
    if status in _REASONS:
        return _REASONS[status]
    if known is None:
        return status.replace("_", " ") or "no reason given"
    return lower_first(known.meaning).rstrip(".").replace(". ", "; ")
