"""Compares figures and units in words with the unit of a measure."""

from __future__ import annotations

from cjdata.ingest.tables.phrase_matching import holds_any, words
from cjdata.reference.catalogue import PEOPLE_OF_RATE, Measure

DECIMALS = {"count": 0, "hours": 0, "mean": 2}
"""With how many decimals figures of a unit are shown at most, where it is not one."""

UNIT_NAMES = {
    "count": "number",
    "percent": "percentage",
    "per_1000": "rate per 1,000",
    "per_10000": "rate per 10,000",
    "per_100000": "rate per 100,000",
}
_WORDS: dict[str, tuple[str, ...]] = {
    "percent": ("percent", "ratio", "proportion"),
    "per_1000": ("per 1,000", "ratio"),
    "per_10000": ("per 10,000", "ratio"),
    "per_100000": ("per 100,000", "ratio"),
    "hours": ("hours",),
    "mean": ("mean", "average"),
}
"""What says that figures are no counts."""

_NUMBER = ("number", "numbers", "no", "no.", "count", "counts", "all")
_COUNTED = (
    "cases orders people reports applications referrals households assessments sentences requests "
    "admissions transfers participants"
)
_ALMOST_WHOLE = 1e-6


def unit_agrees(said: str, measure: Measure) -> bool:
    """Whether a unit in words is that of a measure.

    A rate, a percentage, an average or hours are no count, whatever else the words are; what
    is counted may be called as the measure calls it.
    """
    if said.casefold() == measure.unit:
        return True
    others = [unit for unit, names in _WORDS.items() if holds_any(said, names)]
    if not others and words(said) == words("rate"):
        others = list(PEOPLE_OF_RATE)
    if others or measure.unit != "count":
        return measure.unit in others
    counted = words(f"{_COUNTED} {measure.one} {measure.many}")
    return said.casefold() in _NUMBER or bool(words(said) & counted)


def as_whole(value: float) -> float | None:
    """Give the whole number that a count is, but for the noise of binary sums; None if none."""
    return float(round(value)) if abs(value - round(value)) < _ALMOST_WHOLE else None


def impossible(measure: Measure, value: float) -> tuple[str, str, str] | None:
    """Say why a value cannot be one of a measure: kind, what was found, what is expected."""
    if value < 0:
        return ("negative", f"{value:g}", "a number from 0 up")
    if measure.unit == "count" and not measure.average and as_whole(value) is None:
        return ("not whole", f"{value:g} for a number of {measure.many}", "a whole number")
    if measure.unit == "percent" and value > 100 + _ALMOST_WHOLE:
        return ("percentage out of range", f"{value:g}%", "a percentage from 0 to 100")
    return None
