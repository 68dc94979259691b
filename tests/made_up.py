"""Remembers the made-up figures of a build, so that hundreds of builds need not make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from cjdata.ingest.illustrative import make_illustrative
from cjdata.ingest.population_file import load_populations
from cjdata.ingest.published import CheckedFigures
from cjdata.publishing.published_state import tables_of
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

KEPT = 6


@dataclass
class MadeUp:
    """Gives the figures and the tables made before, where all that they are made of is equal."""

    before: list[tuple[object, CheckedFigures, dict[str, pa.Table]]] = field(default_factory=list)

    def figures(
        self, text: CheckedFigures, catalogue: Catalogue, areas: Areas, reference: Path
    ) -> CheckedFigures:
        """Stand in for ``make_illustrative``."""
        given = text, catalogue, areas.all, areas.further_groups, load_populations(reference)
        for asked, figures, _ in self.before:
            if asked == given:
                return figures
        made = make_illustrative(text, catalogue, areas, reference)
        self.before = [*self.before[1 - KEPT :], (given, made, tables_of(made))]
        return made

    def tables(self, figures: CheckedFigures) -> dict[str, pa.Table]:
        """Stand in for ``tables_of``, of the figures that were given here."""
        return next(tables for _, made, tables in self.before if made is figures)
