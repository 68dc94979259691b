"""A view of one measure over the years: what a report is written of."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.reference.catalogue import Measure, Publication
from cjdata.series import Series
from cjdata.statistics import Evidence
from cjdata.views.view import View


@dataclass(frozen=True, kw_only=True)
class MeasureView(View):
    """What a reader sees of a measure, for an area and those it is compared with.

    Attributes
    ----------
    evidence
        That of the area, of the court areas it is counted in, and of each comparator.
    years
        Those shown, the oldest first.
    known
        Where the area has no figure here: a view of context that it has figures of, to lead with.
    publication, caveats
        Those of the measure, where it has its own, else those of its theme.
    """

    measure: Measure
    evidence: tuple[Evidence, ...]
    years: tuple[str, ...]
    publication: Publication
    caveats: tuple[str, ...]
    known: MeasureView | None = None

    @property
    def series(self) -> tuple[Series, ...]:
        """The series drawn, in the same order."""
        return tuple(one.series for one in self.evidence)
