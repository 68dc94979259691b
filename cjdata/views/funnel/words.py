"""Words for all councils beside Scotland by size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.statistics import NoFunnel
from cjdata.statistics.funnel import LEAST_AREAS, Zone
from cjdata.text import join_and, number, upper_first
from cjdata.wording.beside import NOT_TESTED

FUNNEL_NAME, FUNNEL_HEADING = "Funnel", "All councils beside Scotland, by size"
INNER, OUTER = "95% lines", "99.8% lines"
NUMBERS = "numbers grow with the size of an area, so they lie round no line"
"""Why there is no funnel of them."""
_FEW_NAMES = 2
_PEOPLE = {
    "16 to 70": "people aged 16 to 70",
    "16 and over": "people aged 16 and over",
    "all ages": "people",
}
_NONE = {
    "no line": "Scotland’s figure is not held",
    "too few areas": f"what the figures rest on is held of fewer than {LEAST_AREAS} councils",
    "no events": "there was none in Scotland",
    "every event": "Scotland’s figure is 100%",
}


def none_sentence(found: NoFunnel) -> str:
    """Say why there is no funnel."""
    return f"No funnel is drawn: {_NONE[found.why]}."


def base_noun(measure: Measure, whole: Measure | None, counted: str) -> str:
    """Name what figures rest on: people, or the cases that a share is out of."""
    if measure.population:
        return _PEOPLE[measure.population]
    return whole.many if whole else counted


def axis_title(noun: str) -> str:
    """Name the axis of sizes."""
    return f"{upper_first(noun)} behind the figure"


def outside_words(zones: Mapping[str, Zone], scotland: str, noun: str) -> str:
    """Say how many lie outside the lines, and on which side; names give whose they are."""
    above = [name for name, zone in zones.items() if zone.startswith("above")]
    below = [name for name, zone in zones.items() if zone.startswith("below")]
    if not above and not below:
        return f"All {len(zones)} {noun} lie within the 95% lines round Scotland ({scotland})."
    many = len(above) + len(below)
    named = ((above, "above"), (below, "below"))
    sides = ", ".join(f"{_named(names, many)} {way}" for names, way in named if names)
    lie = "lies" if many == 1 else "lie"
    where = f"outside the 95% lines round Scotland ({scotland})"
    return f"{many} of {len(zones)} {noun} {lie} {where}: {sides}."


def own_words(area: Area, zone: Zone, *, is_widened: bool) -> str:
    """Say where the area itself lies; lines that are widened hold more than chance."""
    if zone == "inside":
        why = (
            "among the usual differences of councils" if is_widened else "as chance could place it"
        )
        return f"{area.name} lies within the lines, {why}."
    side, line = zone.split()
    return f"{area.name} lies {side} the {line} line."


def widened_words(widening: float) -> str:
    """Say that the lines stand further apart than chance alone would put them."""
    return (
        "Councils differ by more than chance alone makes them, so the lines stand "
        f"{number(widening, 1)} times as far from Scotland’s figure."
    )


def without_base(many: int) -> str:
    """Say that some councils are not drawn."""
    have = "1 council with a figure is" if many == 1 else f"{many} councils with a figure are"
    return f"{have} left out, as what the figure rests on is not held."


def not_judged() -> str:
    """Say why no council is called apart from Scotland."""
    return f"{NOT_TESTED}."


def point_words(name: str, figure: str, base: float, noun: str, zone: Zone | None) -> str:
    """Describe a dot."""
    where = f", {_ZONES.get(zone, 'within the 95% lines')}" if zone else ""
    return f"{name}: {figure}, {number(base)} {noun}{where}."


_ZONES: dict[Zone, str] = {
    "above 95%": "above the 95% line",
    "above 99.8%": "above the 99.8% line",
    "below 95%": "below the 95% line",
    "below 99.8%": "below the 99.8% line",
}


def how_to_read(noun: str) -> tuple[str, str]:
    """Explain a funnel, in two sentences."""
    return (
        f"Each dot is one council: further right it rests on more {noun}, further up its figure is "
        "higher.",
        "Chance moves a small council’s figure more, so the lines open to the left; by chance "
        "alone, 95% and 99.8% lie between them.",
    )


def _named(names: Sequence[str], many: int) -> str:
    if len(names) <= _FEW_NAMES:
        return join_and(names)
    return "all" if len(names) == many else str(len(names))
