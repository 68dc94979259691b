"""Words of the first page: its sentences and its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.text import join_and, lower_first, upper_first
from cjdata.wording.named import place
from cjdata.wording.standing import TEXTS

NOT_CLEAR = "Nothing clear"
SCOTLAND = "Scotland"
TOGETHER = "Three years together"
ONE_YEAR = "One year only"
INDICATORS_HEADING = TEXTS.glance_indicators
ALL_FIGURES = TEXTS.glance_all_figures
TO_LOAD = TEXTS.glance_to_load


def none_differs(compared: int) -> str:
    """Say that no measure clearly differs from Scotland, of how many."""
    if compared == 1:
        return "The only measure that can be tested beside Scotland does not clearly differ."
    return f"None of the {compared} measures that can be tested beside Scotland clearly differs."


def none_moves(followed: int) -> str:
    """Say that no measure has a clear trend, of how many."""
    if followed == 1:
        return "The only measure with a five-year trend shows no clear change."
    return f"None of the {followed} measures with a five-year trend shows a clear change."


def moved_most(measure: Measure, text: str, others: int) -> str:
    """Say what a measure moved from and to since the year before, and how many more moved.

    ``text`` is what the list of them says: “Rose from 8.1 in 2023-24 to 10.9 in 2024-25.”
    """
    what = f"the number of {measure.many}" if measure.unit == "count" else measure.subject
    more = ""
    if others:
        more = " One other measure" if others == 1 else f" {others} other measures"
        more += " clearly moved too."
    return f"{upper_first(what)} {lower_first(text)}{more}"


def scotland_is(value: str) -> str:
    """Say Scotland’s figure of the same year on a card."""
    return f"Scotland {value}"


def scotland_without(year: str) -> str:
    """Say on a card that Scotland has no figure of the year."""
    return f"Scotland: none for {year}"


def year_before(value: str, *, is_together: bool) -> str:
    """Say the figure before the newest, on a card of Scotland."""
    return f"{value} the {'three years' if is_together else 'year'} before"


def without(whose: str, why: str) -> str:
    """Say on a card why an area, or a year after the newest figure, has none."""
    return f"{whose}: {why}"


def title(area: Area) -> str:
    """Title the first page."""
    return upper_first(TEXTS.glance_title.format(area=place(area)))


def kicker(area: Area, newest: str) -> str:
    """Say above the title what the page is on, and of which year its newest figures are."""
    on = TEXTS.glance_kicker.format(area=place(area))
    return f"{on} · {TEXTS.glance_newest.format(year=newest)}" if newest else on


def to_load(titles: Mapping[str, Sequence[str]]) -> str:
    """Say which publications would give figures to which indicators."""
    said = "; ".join(f"{title}, for {join_and(names)}" for title, names in titles.items())
    return f"{said}." if said else ""


def lines_note(area: Area) -> str:
    """Say what the small lines of the cards are."""
    whose = "The lines are the years; a dot marks the newest."
    if area.kind != "scotland":
        whose = (
            f"The bold line with a dot is {place(area)}; the thin orange line with a square is "
            "Scotland."
        )
    return f"{whose} Each begins at zero, stops at a gap, and at a break (a dotted upright line)."
