"""How to read each kind of view, in two sentences; what is more stands in notes beneath."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cjdata.reference.catalogue import Measure
from cjdata.series import Series
from cjdata.statistics import Evidence, floor_of
from cjdata.text import join_and, number, upper_first

TwoSentences = tuple[str, str]

PALE_BAND = "the pale band is the 95% interval"
TOGETHER_NOTE = (
    "Where a single year rests on few cases, three years are taken together: their years stand "
    "beside the figure."
)
TOO_FEW = "“Similar” often means that a small council has too few cases to tell."


def how_to_read_trend(
    measure: Measure,
    series: Sequence[Series],
    *,
    has_own: bool = True,
    has_others: bool = True,
    has_band: bool = False,
    has_index: bool = False,
    band: str = PALE_BAND,
) -> TwoSentences:
    """Explain lines over the years; with the area’s interval as a band, or as an index.

    ``has_own`` and ``has_others`` say whether the area’s own line, and one of another, is drawn;
    ``band`` what its interval is drawn as.
    """
    name = series[0].area.name if series else "the area you chose"
    line = f"The bold dark blue line is {name}"
    if has_index:
        start = "every line starts from its own figure in the base year, drawn as 100"
        first = f"{line}, and {start}." if has_own else f"{upper_first(start)}."
    elif has_own:
        rest = "; each other line is named at its end, with its own marks"
        first = f"{line}{rest if has_others else ''}."
    else:
        first = "Each line is named at its end, with its own marks."
    stops = "A line stops where a year has no figure, and at a break"
    if has_index or not has_band:
        return first, f"{stops}: figures on its two sides are not comparable."
    noun = "number" if measure.is_count else "figure"
    gaps = "A line stops at a gap and at a break"
    return first, f"{gaps}; {band}: how far chance alone could move the {noun}."


def how_to_read_bars(
    measure: Measure,
    parts: Collection[str],
    *,
    has_scotland: bool,
    has_intervals: bool = True,
    is_together: bool = False,
) -> TwoSentences:
    """Explain bars of all councils, with Scotland’s line where figures can be compared.

    ``parts`` are those that are drawn: the area chosen, or councils of the group. With
    ``is_together`` the area is counted with others, and the bar is of all of them.
    """
    chosen = ", and the area you chose is dark blue" if "area" in parts else ""
    bars = f"Each bar is one council{chosen}"
    if measure.is_by_court:
        own = f", {_chosen(is_together=is_together)} dark blue" if "area" in parts else ""
        bars = f"Each bar is a council or court area{own}; a plus is a council in one"
    if measure.is_count:
        return f"{bars}.", (
            "Numbers grow with the size of a council, so a long bar may only mean a large council."
        )
    if not has_scotland:
        return f"{bars}.", (
            "No figure of Scotland is drawn to compare with, so do not read small differences "
            "between bars as real."
        )
    first = f"{bars}; the upright line is Scotland."
    if not has_intervals:
        return first, (
            "No 95% interval can be shown, so do not read small differences between bars as real."
        )
    return first, (
        "The thin line on a bar is its 95% interval; “similar” to Scotland often means that there "
        "are too few cases to tell."
    )


def how_to_read_peers(
    measure: Measure, parts: Collection[str], *, has_scotland: bool, is_together: bool = False
) -> TwoSentences:
    """Explain the strip of all councils: only what there is to see on it.

    ``parts`` are those that are drawn: the area chosen, or councils of the group. With
    ``is_together`` the area is counted with others, and the mark is of all of them.
    """
    marks = [
        f"{_chosen(is_together=is_together)} is large" if "area" in parts else "",
        "those of the group are filled" if "group" in parts else "",
        "the upright line is Scotland" if has_scotland else "",
    ]
    dots = f"Each dot is one council{' or court area' if measure.is_by_court else ''}"
    told = [mark for mark in marks if mark]
    joint = ": " if "area" in parts or "group" in parts else "; "
    return (
        f"{joint.join((dots, join_and(told)))}." if told else f"{dots}.",
        "The higher the figure, the further right the dot; dots close together often differ only "
        "by chance.",
    )


def _chosen(*, is_together: bool) -> str:
    return "the chosen council’s" if is_together else "the chosen one"


def how_to_read_map(*, with_courts: bool = False) -> TwoSentences:
    """Explain the map of tiles; with courts, some councils are counted together with others."""
    sign = "a pattern, sign or plus" if with_courts else "a pattern or sign"
    own = " of its own" if with_courts else ""
    return (
        "Each tile is one council, roughly where it lies, and all are of one size: the darker the "
        "tile, the higher the figure.",
        f"A tile with {sign} has no figure{own}, which is not a low one: the key says why.",
    )


def how_to_read_scatter() -> TwoSentences:
    """Explain two measures against each other."""
    return (
        "Each dot is one council: the further right, the higher its first figure, and the further "
        "up, the higher its second.",
        "Dots along a slope show that the two often go together, not that one causes the other; a "
        "small council’s dot moves by chance.",
    )


def how_to_read_profile() -> TwoSentences:
    """Explain the list of every indicator of one area."""
    return (
        "Each row is one indicator: its latest figure, Scotland’s for the same year, how the two "
        "compare, and the five-year trend.",
        "“Similar” often means too few cases to tell; better or worse is said only of "
        "measures whose record allows it.",
    )


def how_to_read_years() -> TwoSentences:
    """Explain the grid of years by indicators, and a comparison of two years."""
    return (
        "Each row is one indicator and each column one year, so that you can see what moved and "
        "when.",
        "A mark shows a change only where it is more than chance would make; an empty cell says "
        "why there is no figure.",
    )


def how_to_read_plan() -> TwoSentences:
    """Explain the plan’s own measures."""
    return (
        "Each row is one measure of the plan: where it started, its target for each year, and the "
        "latest figure held.",
        "Local evidence stands beside the national indicator and is never added to it.",
    )


def small_base_words(evidence: Evidence) -> dict[str, str]:
    """Say how few cases an open mark stands for, and what they are, for a key."""
    return {"least": number(floor_of(evidence.measure)), "many": evidence.counted[1]}


def reading_notes(
    measure: Measure,
    series: Sequence[Series],
    *,
    has_intervals: bool = True,
    has_trend: bool = True,
) -> list[str]:
    """List what else helps to read a chart of lines: the pandemic, scales, numbers, chance.

    Intervals and trends are explained only where there are some: not of events that are not
    independent of each other, nor where no counts are held.
    """
    notes = []
    every = ((one, figure) for one in series for figure in one.figures)
    if years := sorted({year for one, figure in every for year in one.pandemic_in(figure)}):
        held = "the periods that hold " if series[0].years_each > 1 else ""
        notes.append(
            f"The grey band marks {held}{join_and(years)}, when the pandemic restricted courts and "
            "services. Do not read those years as part of a trend."
        )
    if measure.is_count:
        kinds = {one.area.kind == "scotland" for one in series if one.with_values}
        if kinds == {True, False}:
            notes.append(
                "Councils and Scotland are drawn on scales of their own, both from zero, because "
                "Scotland’s numbers are so much larger. Compare the shapes, not the heights."
            )
        notes += [
            "Numbers grow with the size of an area, so they are listed side by side and not "
            "compared.",
            "Changes in per cent are given only where both numbers are "
            f"{number(floor_of(measure))} or more and neither is rounded. Small numbers move a "
            f"lot {'by chance' if measure.independent else 'from one year to the next'}.",
        ]
    if has_intervals and measure.form in ("percent", "rate"):
        notes += [
            "Two areas, or two years, differ clearly where chance alone would seldom make such a "
            f"difference: less than once in twenty times. Else they are similar. {TOO_FEW}",
        ]
    if has_trend:
        notes.append(
            "The trend rests on the latest five years, with no gap and no break; those of the "
            "pandemic are left out."
        )
    return notes
