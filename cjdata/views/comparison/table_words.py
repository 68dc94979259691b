"""Words of the table of all councils: its caption, its columns, its cells, its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata import formats
from cjdata.reference.catalogue import Measure
from cjdata.statistics import ChangeBetweenYears, NoChange, NoRank, Rank
from cjdata.text import join_and, lower_first, number
from cjdata.views.comparison.words import SORTS
from cjdata.wording.ranks import ordinal
from cjdata.wording.short_cells import change_cell

AREA_COLUMN, AGAINST_COLUMN = "Area", "Beside Scotland"


def change_short(measure: Measure, change: ChangeBetweenYears | NoChange) -> str:
    """Write a change in a column that is headed by the year before: “2.7 points higher”."""
    if isinstance(change, NoChange) or change.is_small or not change.difference:
        return change_cell(measure, change)
    if measure.is_whole and (change.before.is_rounded or change.after.is_rounded):
        return change_cell(measure, change)
    size, is_up = number(abs(change.difference), change.decimals), change.difference > 0
    if measure.is_count:
        percent = f" ({abs(change.percent)}%)" if change.percent else ""
        return f"{size} {'more' if is_up else 'fewer'}{percent}"
    points = "" if measure.form != "percent" else " point" if size == "1" else " points"
    return f"{size}{points} {'higher' if is_up else 'lower'}"


def rank_cell(rank: Rank | NoRank) -> str:
    """Write the places that a council may have as a table does; never one place by itself."""
    if isinstance(rank, NoRank):
        return {
            "most are similar": "too close",
            "small base": "too few cases",
        }.get(rank.why, "–")
    if rank.first == rank.last:
        return f"{ordinal(rank.first)}, clear of the others"
    return formats.span(ordinal(rank.first), ordinal(rank.last))


_NO_RANK = {
    "not allowed": "Places in a list would mislead for this measure.",
    "no value": "There is no figure.",
    "no counts": "The counts behind the figure are not held.",
    "small base": "The figure rests on too few cases.",
    "no others": "No other council has a figure with the counts behind it.",
    "most are similar": "Its figure is similar to most of the others.",
}


def no_rank_reason(found: NoRank) -> str:
    """Say in a sentence why a council has no place."""
    return _NO_RANK[found.why]


def figure_column(period: str) -> str:
    """Head the column of figures."""
    return f"Figure, {period}"


def interval_column(methods: Sequence[str]) -> str:
    """Head the column of intervals, with the method where all have the same."""
    return f"95% interval ({methods[0]})" if len(methods) == 1 else "95% interval"


def change_column(before: str) -> str:
    """Head the column of changes."""
    return f"Change since {before}"


def trend_column(period: str) -> str:
    """Head the column of trends."""
    return f"Five years to {period}"


def places_column(places: int) -> str:
    """Head the column of places."""
    return f"Possible places, of {places}" if places else "Possible places"


PLACES_NOTE = (
    "Possible places: from the highest to the lowest that chance allows. “Too close” says that a "
    "council’s figure is similar to most of the others, so no place can be told."
)


def table_caption(measure: Measure, period: str, sort: str) -> str:
    """Name the table, and say in which order the councils stand."""
    return f"{measure.name}: all councils, {period}, {lower_first(SORTS[sort])}"


def left_out_notes(columns: Mapping[str, Sequence[str]]) -> list[str]:
    """Say why columns that would be empty are not in the table: alike reasons once for all."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for column, reasons in columns.items():
        alike.setdefault(tuple(reasons), []).append(column)
    return [f"{join_and(named)}: not given. {' '.join(why)}" for why, named in alike.items()]


def break_sentence(period: str, text: str) -> str:
    """Say that figures of a year cannot be compared with those before."""
    return f"Break at {period}: {text}"
