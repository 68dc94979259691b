"""Why a number stands without a rate: it grows with the size of an area, and says so."""

from __future__ import annotations

from collections.abc import Iterable

from cjdata.reference.catalogue import Catalogue, Measure
from cjdata.text import join_and, lower_first

_MOST_NAMED = 2
_HOURS = "Hours of work are not people, so they have no rate."
_LOCAL = "Local evidence is counted in its own way, so it is not laid beside other areas."
_SCOTLAND = "These are counted for Scotland alone, so no area is laid beside them."


def why_no_rate(catalogue: Catalogue, measure: Measure) -> str:
    """Say in a sentence why a number has no rate and no share; empty where it has one.

    What the record says comes first.
    """
    if not measure.is_count or catalogue.comparable_of(measure.id):
        return ""
    if measure.no_rate:
        return measure.no_rate
    if measure.unit == "hours":
        return _HOURS
    if measure.role == "local":
        return _LOCAL
    return _SCOTLAND if catalogue.geography_of(measure.id) == "scotland" else ""


def without_rate_notes(catalogue: Catalogue, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Say under a table which of its numbers have no rate and why, a sentence for each reason."""
    named: dict[str, list[str]] = {}
    for measure in measures:
        if why := why_no_rate(catalogue, measure):
            named.setdefault(why, []).append(measure.label)
    return tuple(f"No rate: {_which(labels)}. {why}" for why, labels in named.items())


def _which(labels: list[str]) -> str:
    """Name a few; of more the number is said.

    >>> _which(["Referrals", "Custody throughput"]), _which(["A", "B", "C"])
    ('referrals and custody throughput', '3 of these numbers')
    """
    if len(labels) > _MOST_NAMED:
        return f"{len(labels)} of these numbers"
    return join_and([lower_first(label) for label in labels])
