"""How measures hang together: which are made from which, and which add up to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.recipes.recipe import Recipe
from cjdata.reference.catalogue import Catalogue, Measure

Parts = tuple[str, ...]


@dataclass(frozen=True)
class MeasureRelations:
    """What is known of measures that disclosure control needs.

    Attributes
    ----------
    sums
        Totals with the measures that add up to them, as tables of publications print them.
    """

    catalogue: Catalogue
    sums: tuple[tuple[str, Parts], ...] = ()

    def inputs(self, measure: Measure) -> Parts:
        """Give the counts that a percentage or rate is worked out from; none where unknown."""
        return (*measure.numerator, *measure.denominator, *measure.minus)

    def behind(self, measure: Measure) -> Parts:
        """Give the counts that a published percentage or rate tells something of."""
        return (*self.inputs(measure), *filter(None, [measure.out_of]))

    @cached_property
    def counts_beside(self) -> dict[str, Parts]:
        """The counts of its record, by each percentage of which no record says what it is of.

        A reader may try it on any of them.
        """
        found: dict[str, Parts] = {}
        for theme in self.catalogue.themes:
            counts = tuple(m.id for m in theme.measure if m.unit == "count")
            for one in theme.measure:
                if one.unit == "percent" and not self.behind(one):
                    found[one.id] = counts
        return found

    @cached_property
    def repeats(self) -> dict[str, str]:
        """The measure that counts the same, by each measure of local evidence that has one."""
        measures = self.catalogue.measures.values()
        return {m.id: m.repeats for m in measures if m.repeats}

    @cached_property
    def shares(self) -> dict[str, Parts]:
        """The measures that are a part of another, by that other."""
        found: dict[str, list[str]] = {}
        for measure in self.catalogue.measures.values():
            if measure.illustrative.part_of:
                found.setdefault(measure.illustrative.part_of, []).append(measure.id)
        return {whole: tuple(parts) for whole, parts in found.items()}

    @cached_property
    def families(self) -> tuple[frozenset[str], ...]:
        """Measures sorted so that no two families have anything to do with each other."""
        family: dict[str, set[str]] = {m: {m} for m in self.catalogue.measures}
        for related in self._related():
            merged = set().union(*(family[m] for m in related))
            family.update(dict.fromkeys(merged, merged))
        return tuple({id(one): frozenset(one) for one in family.values()}.values())

    def _related(self) -> Iterable[Parts]:
        for measure in self.catalogue.measures.values():
            yield (measure.id, *self.behind(measure))
        yield from self.repeats.items()
        for whole, parts in (*self.shares.items(), *self.sums, *self.counts_beside.items()):
            yield (whole, *parts)


def relations_of(catalogue: Catalogue, recipes: Iterable[Recipe]) -> MeasureRelations:
    """Read the relations from the catalogue, and the sums from the recipes."""
    sums = {(one.total, one.parts): None for r in recipes for table in r.table for one in table.sum}
    known = catalogue.measures
    return MeasureRelations(catalogue, tuple(s for s in sums if known.keys() >= {s[0], *s[1]}))
