"""Reads what a text says of the unit of its figures: “Percentage”, “Rate per 1,000”, “£”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from cjdata.ingest.cells.cell_texts import without_notes
from cjdata.reference.catalogue import Measure

NO_MEASURE = "no measure"
"""A unit that no measure has: days, pounds, a rank."""

_AMOUNT = r"(\d[\d, ]*\d|\d)"
_PER = re.compile(
    rf"\b(?:per|base of|out of(?: every)?)\s+(?:{_AMOUNT}"
    r"|(?:a |one )?(hundred thousand|ten thousand|thousand|million|head|capita)\b)"
)
_WORDED = {"thousand": 1_000, "ten thousand": 10_000, "hundred thousand": 100_000}
_UNIT_OF_PEOPLE = {1_000: "per_1000", 10_000: "per_10000", 100_000: "per_100000"}
_SCALES = (
    (re.compile(r"\bhundreds\b"), 100),
    (re.compile(r"(?:\u00a3\s*)?\bmillions?\b|\u00a3\s*m\b"), 1_000_000),
    (
        re.compile(
            r"\bthousands\b|[\u2018\u2019']?\b0{3}[\u2019']?s\b|\u00a3\s*0{3}\b"
            r"|\([\u2018\u2019']?0{3}\)"
        ),
        1_000,
    ),
)
_DURATION = (
    r"\((?:days?|weeks?|months?)\)|\bin (?:days|weeks|months)\b|^(?:days|weeks|months)\b"
    r"|(?<=number of )(?:days|weeks|months)\b|(?<=average )(?:days|weeks|months)\b"
)
"""Time as a unit, and not a span of time that figures are of."""

_NAMED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"\bper\s*cent(?:age)?s?\b|\bpercentages?\b|\bpct\b|%|\bproportions?\b"),
        ("percent",),
    ),
    (re.compile(rf"\u00a3|\bpounds\b|{_DURATION}"), (NO_MEASURE,)),
    (re.compile(r"\b(?:average|mean|median)\b"), ("mean",)),
    (re.compile(r"\bhours?\b"), ("hours",)),
    (re.compile(r"\brates?\b"), ("percent", *_UNIT_OF_PEOPLE.values(), "mean")),
    (re.compile(r"\bnumbers?\b|\bcounts?\b|\bno\.(?=\s|$)"), ("count", "hours")),
)
_WHOM = re.compile(
    r"\b(?:(?:mid-?year )?(?:population|people|persons|inhabitants|residents)"
    r"(?:\s+aged\s+16\s*(?:to|-|\u2013)\s*70)?|aged\s+16\s*(?:to|-|\u2013)\s*70)\b",
    re.IGNORECASE,
)
"""Whom a rate is per: they are the whole, and no part by age."""

_FILLING = re.compile(
    r"\b(?:in|of|the|figures?|values?|units?|measures?|all|are|population|people|persons|aged|ages|"
    r"years?|over|and|to|a|by|row|column|total|\d{1,2})\b|[^\w\u00a3%]+"
)


_RUN_TOGETHER = re.compile(r"[_-]+|(?<=[A-Za-z])(?=\d)|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class StatedUnit:
    """What a text says of a unit.

    Attributes
    ----------
    units
        The units of the catalogue that it may be; that of no measure where it is none of them.
    scale
        By how much figures are to be multiplied: 1,000 where they are in thousands.
    is_alone
        Whether the text says nothing else.
    """

    units: frozenset[str]
    scale: int
    is_alone: bool

    def allows(self, unit: str, *, average: bool = False) -> bool:
        """Whether figures of a measure's unit may stand under it; it may be an average."""
        own = {"percent" if unit == "percent_or_points" else unit, *(("mean",) if average else ())}
        return not self.units or bool(self.units & own)

    def narrowed_by(self, above: StatedUnit) -> StatedUnit:
        """Give the unit that a mere “Rate” means below a text that says per how many."""
        both = self.units & above.units
        return replace(self, units=both) if len(self.units) > 1 and both else self

    @property
    def is_number(self) -> bool:
        """Whether it speaks of counts."""
        return "count" in self.units


@lru_cache(maxsize=65_536)
def unit_in(text: str) -> StatedUnit | None:
    """Say what a text says of a unit; None where it says nothing of any.

    What tells most is believed: “Average number of days” are days, “Rate per 1,000” a rate.

    >>> unit_in("Rate per 1,000 population").units
    frozenset({'per_1000'})
    >>> unit_in("Figures in thousands").scale, unit_in("Cases commenced") is None
    (1000, True)
    """
    plain = without_notes(text).casefold()
    rest, scale = plain, 1
    units: list[tuple[str, ...]] = []
    for pattern, factor in _SCALES:
        if pattern.search(rest):
            rest, scale = pattern.sub(" ", rest), factor
    units += [(_people(match),) for match in _PER.finditer(rest)]
    rest = _PER.sub(" ", rest)
    for pattern, names in _NAMED:
        if pattern.search(rest):
            rest = pattern.sub(" ", rest)
            units.append(names)
    if not units and scale == 1:
        return None
    return StatedUnit(frozenset(next(iter(units), ())), scale, not _FILLING.sub("", rest))


def spaced(name: str) -> str:
    """Part what the name of a file or a sheet runs together, for a unit that it may say.

    >>> spaced("Per1000"), spaced("orders_per-100000"), spaced("PerCent")
    ('Per 1000', 'orders per 100000', 'Per Cent')
    """
    return _RUN_TOGETHER.sub(" ", name)


def without_units(text: str) -> str:
    """Take out of a text what it says of a unit, and of the people whom a rate is per.

    What no measure is counted in stays: “days to …” is a subject of its own. So does an average,
    which is another figure than what it is the average of.

    >>> without_units("Diversion: rate per 10,000 population aged 16 to 70").split()
    ['Diversion:']
    """
    plain = _WHOM.sub(" ", text) if _PER.search(text.casefold()) else text
    named = (pattern for pattern, units in _NAMED if units not in ((NO_MEASURE,), ("mean",)))
    for pattern in (*(pattern for pattern, _ in _SCALES), _PER, *named):
        plain = re.sub(pattern.pattern, " ", plain, flags=re.IGNORECASE)
    return plain


def says_a_unit_alone(text: str) -> bool:
    """Whether a text says a unit and no more.

    >>> says_a_unit_alone("No."), says_a_unit_alone("Percentage"), says_a_unit_alone("Cases")
    (True, True, False)
    """
    said = unit_in(text)
    return said is not None and said.is_alone


def says_another_unit(text: str, measures: Iterable[Measure]) -> bool:
    """Whether a text says a unit, or a scale, that none of some measures has: “£” over orders."""
    unit = unit_in(text)
    if unit is None:
        return False
    return unit.scale > 1 or not any(unit.allows(m.unit, average=m.average) for m in measures)


_SEGMENTS = re.compile(r",(?!\d{3})|[:;()\u2013\u2014]|\s-\s")
_BEGINS = re.compile(r"(?:percentages?|rates?|proportions?|average)\b")


def unit_of_title(title: str) -> StatedUnit | None:
    """Give the one unit that a title says all its figures are of; None where it may be several.

    >>> unit_of_title("Orders by council (per cent)").units
    frozenset({'percent'})
    >>> unit_of_title("Orders ended by reason, and completion rate") is None
    True
    """
    said = unit_in(title)
    if said is None or "count" in said.units or re.search(r"\bnumbers?\b", title.casefold()):
        return None
    if said.scale > 1:
        return said
    parts = [part.strip() for part in _SEGMENTS.split(without_notes(title).casefold())]
    for part in parts:
        own = unit_in(part)
        is_whole = own is not None and (own.is_alone or bool(_PER.search(part)))
        if is_whole or (own is not None and _BEGINS.match(part)):
            return None if re.search(r"\band\b", part) else own
    return None


def _people(match: re.Match[str]) -> str:
    amount = re.sub(r"[, ]", "", match[1]) if match[1] else _WORDED.get(match[2], 0)
    return _UNIT_OF_PEOPLE.get(int(amount), NO_MEASURE)
