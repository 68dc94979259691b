"""Reads how firm a note says the figures of some areas are: “Figures for Fife are estimates.”"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import without_notes
from cjdata.ingest.cells.status_marks import telling
from cjdata.ingest.labels.areas_in_texts import councils_in, without_areas
from cjdata.ingest.labels.written_years import Period, without_periods, years_in
from cjdata.ingest.tables.phrase_matching import words
from cjdata.reference.areas import Area, Areas

_STATUS = re.compile(r"\b(provisional|estimated?|estimates)\b", re.IGNORECASE)
_BESIDE = words(
    "figures data numbers values counts statistics cases orders rates returns the those these for "
    "of in from and is are was were all still only an a year years council councils local "
    "authority note provisional estimated estimate estimates"
)
"""Words beside the names of areas that leave it at that: their figures have the status."""

_SIGN = re.compile(r"^\W*(?:\[?notes?\s*\d+\]?|\d{1,2}\s*[.)])\s*", re.IGNORECASE)


@dataclass(frozen=True)
class AreaStatus:
    """A status, the codes of the areas whose figures have it, and their years; all where none."""

    status: str
    codes: frozenset[str]
    years: tuple[str, ...]


def speaks_of_status(text: str, areas: Areas) -> bool:
    """Whether a text says of some councils how firm their figures are."""
    return bool(_STATUS.search(text)) and bool(councils_in(text, areas))


def status_of_areas(text: str, areas: Areas, kind: Period) -> AreaStatus | None:
    """Read the status of some areas; None where a text says nothing of it, or more than that."""
    said = _STATUS.search(text)
    councils = councils_in(text, areas)
    if said is None or not councils:
        return None
    years = years_in(text, kind)
    bare = without_areas(without_periods(_SIGN.sub("", without_notes(text)), kind), areas)
    if not words(bare) <= _BESIDE:
        return None
    status = "provisional" if said[1].casefold() == "provisional" else "estimated"
    return AreaStatus(status, frozenset(area.code for area in councils), tuple(years))


def status_among(found: Iterable[AreaStatus], area: Area, period: str) -> str:
    """Give the most telling status that is said of an area’s figure of a year; empty for none."""
    codes = {area.code, *area.members}
    return telling(
        "",
        *(
            one.status
            for one in found
            if one.codes & codes and (not one.years or period in one.years)
        ),
    )
