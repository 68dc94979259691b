"""Series: the figures of one measure and one area, year by year, with what breaks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.editions import ACCOUNT, EditionRank
from cjdata.reference.periods import PANDEMIC

SPLITTING_KINDS = ("definition", "collection", "area")
"""Breaks that make the figures on their two sides incomparable."""
NOTED_KINDS = ("policy", "event", "estimate", "denominator", "reissue")
"""What is told beside the figures of a year and parts nothing: a sentencing law, a service that
closed for a time, an estimate for one council, a population of another year, a publication that was
issued again."""
BREAK_KINDS = (*SPLITTING_KINDS, *NOTED_KINDS, "pandemic")


@dataclass(frozen=True, slots=True)
class Break:
    """What happened to a series in a year; ``period`` is the first that it touches.

    Of ``SPLITTING_KINDS`` it is a break, at which figures stop being comparable; of
    ``NOTED_KINDS`` a note on the figures of that year. The kind ``pandemic`` says that the pandemic
    affected the series, from that year on if it is earlier than the years it affected everywhere:
    they are shaded, and parted by nothing.
    """

    period: str
    kind: str
    text: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Together:
    """The court area in which a council is counted with others, and its figure of that year.

    Attributes
    ----------
    others
        The names of the other councils.
    figure
        That of all of them; never the council’s own. It may have no value either.
    """

    area: Area
    others: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The measure under which a figure is published, and what it is there."""

    measure: Measure
    figure: Figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a series: a value, or a status that says why there is none.

    ``reason`` is that status in a sentence; it is empty where there is a value. Of a group,
    ``missing_from`` names the councils without a figure, and ``more_sources`` those besides
    ``source_id`` that its councils’ figures were read in; of a council that is counted with
    others, ``together`` says with whom; of Scotland, ``elsewhere`` where its figure is held under
    another measure. ``designation`` says what its source is, ``edition_date`` when its edition was
    published, as far as is known, and ``standing`` how official that is: see ``editions``.
    ``is_computed`` says that its source prints what it was worked out from, and not it. ``parts``
    are the figures of the single years that it takes together; a year by itself has none.
    """

    period: str
    value: float | None
    decimals: int
    status: str
    precision: str = "exact"
    edition: str = ""
    source_id: str = ""
    note: str = ""
    missing_from: tuple[str, ...] = ()
    reason: str = ""
    together: Together | None = None
    elsewhere: Elsewhere | None = None
    edition_date: str = ""
    standing: int = ACCOUNT
    more_sources: tuple[str, ...] = ()
    designation: str = ""
    is_computed: bool = False
    parts: tuple[Figure, ...] = ()

    @property
    def years(self) -> tuple[str, ...]:
        """The years that it is of: its own, or those that it takes together."""
        return tuple(part.period for part in self.parts) or (self.period,)

    def shares_a_year(self, other: Figure) -> bool:
        """Whether it and another are of a year in common."""
        return not set(self.years).isdisjoint(other.years)

    @property
    def edition_rank(self) -> EditionRank:
        """Where its edition stands among others: see ``editions``."""
        return EditionRank(self.standing, self.edition_date, self.edition)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that the figure was read in, or worked out from; each once."""
        return tuple(dict.fromkeys(i for i in (self.source_id, *self.more_sources) if i))

    @property
    def is_rounded(self) -> bool:
        """Whether the publisher rounded the value."""
        return self.precision == "rounded"


@dataclass(frozen=True)
class Series:
    """The figures of a measure for an area: one for each year of the span, in order."""

    area: Area
    measure: Measure
    figures: tuple[Figure, ...]
    breaks: tuple[Break, ...] = ()

    @cached_property
    def by_period(self) -> dict[str, Figure]:
        """The figures by period."""
        return {figure.period: figure for figure in self.figures}

    @cached_property
    def with_values(self) -> tuple[Figure, ...]:
        """The figures that have a value."""
        return tuple(f for f in self.figures if f.value is not None)

    @property
    def latest(self) -> Figure | None:
        """The newest figure that has a value."""
        return self.with_values[-1] if self.with_values else None

    @property
    def newest(self) -> Figure | None:
        """The figure of the newest year, with a value or without."""
        return self.figures[-1] if self.figures else None

    @cached_property
    def newest_together(self) -> Figure | None:
        """The newest figure that is published for the area and others together, if there is one.

        It has no value itself; that of all of them is under ``together``.
        """
        held = [f for f in self.figures if f.together and f.together.figure.value is not None]
        return held[-1] if held else None

    @property
    def years_each(self) -> int:
        """How many years each figure takes together: one, or several where they are small."""
        return len(self.figures[0].years) if self.figures else 1

    def before(self, figure: Figure) -> Figure | None:
        """The figure of the year before, with a value or without; None outside the span.

        Of years taken together, that of as many years before them, which shares none with it.
        """
        at = self.figures.index(figure) - self.years_each
        return self.figures[at] if at >= 0 else None

    def breaks_before(self, figure: Figure) -> tuple[Break, ...]:
        """List the breaks that part a figure from the last one with a value before it."""
        earlier = [f for f in self.with_values if f.period < figure.period]
        return (
            self.breaks_between(earlier[-1], figure) if earlier and figure.value is not None else ()
        )

    def breaks_between(self, earlier: Figure, later: Figure) -> tuple[Break, ...]:
        """List the breaks that part two figures."""
        return tuple(
            b
            for b in self.breaks
            if b.kind in SPLITTING_KINDS and earlier.period < b.period <= later.period
        )

    @cached_property
    def remarks(self) -> tuple[Break, ...]:
        """The notes on years that have a figure, oldest first."""
        held = {year for figure in self.with_values for year in figure.years}
        found = (b for b in self.breaks if b.kind in NOTED_KINDS and b.period in held)
        return tuple(sorted(found, key=lambda b: (b.period, b.text)))

    @cached_property
    def pandemic_years(self) -> tuple[str, ...]:
        """The periods of the span that the pandemic affected, where the series says that it did."""
        return tuple(f.period for f in self.figures if self.pandemic_in(f))

    def pandemic_in(self, figure: Figure) -> tuple[str, ...]:
        """Give the years of a figure that the pandemic affected."""
        return tuple(year for year in figure.years if year in self._touched)

    @cached_property
    def _touched(self) -> frozenset[str]:
        said = {b.period for b in self.breaks if b.kind == "pandemic"}
        return frozenset(said.union(PANDEMIC) if said else ())

    @cached_property
    def segments(self) -> tuple[tuple[Figure, ...], ...]:
        """The stretches that a line may join: no missing year and no break inside."""
        stretches: list[list[Figure]] = []
        last: Figure | None = None
        for figure in self.figures:
            if figure.value is not None:
                if last is None or self.breaks_between(last, figure):
                    stretches.append([])
                stretches[-1].append(figure)
            last = figure if figure.value is not None else None
        return tuple(map(tuple, stretches))


def shared_breaks(series: Sequence[Series]) -> tuple[Break, ...]:
    """List the breaks that part figures of the series that have them, oldest first, each once.

    A break also lies between two series, one of which ends before it and one begins after it.
    """
    found: dict[tuple[str, str], Break] = {}
    for b in (b for one in series for b in one.breaks if b.kind in SPLITTING_KINDS):
        held = [f.period for one in series if b in one.breaks for f in one.with_values]
        if held and min(held) < b.period <= max(held):
            found[b.period, b.text] = b
    return tuple(sorted(found.values(), key=lambda b: (b.period, b.text)))
