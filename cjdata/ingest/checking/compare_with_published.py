"""Turns what was read into a load, and checks it against the figures that are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.checking.missing_since_last_edition import less_than_before
from cjdata.ingest.checking.series_outliers import outside_history
from cjdata.ingest.checking.wrong_measure import figures_of_another
from cjdata.ingest.edition_dates import source_of
from cjdata.ingest.figures_read import ReadFigure, ReadWorkbook
from cjdata.ingest.merging import differs
from cjdata.ingest.published import CheckedFigures
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level
from cjdata.observations import Observation
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.editions import SUPPLIED_EDITION, EditionRank, EditionRanks, can_be_ordered
from cjdata.reference.periods import month_in_words
from cjdata.store.loads import VERSION, Load, LoadedTable, LoadOrigin
from cjdata.text import number, value_text

_SHOWN = 5


def load_of(read: ReadWorkbook, catalogue: Catalogue) -> Load:
    """Make the load of a workbook: each figure once, with its source and the cell it stood in."""
    observations: dict[tuple[str, str, str], Observation] = {}
    edition = edition_of(read)
    publication = catalogue.publication_by_id[read.recipe.publication]
    sources = {}
    for table in read.tables:
        source = source_of(publication, read.issue, table.recipe)
        sources[source["source_id"]] = source
        for d in table.data:
            one = _observation(read, d, edition, source["source_id"], catalogue)
            observations.setdefault(d.key, one)
    used = {o.source_id for o in observations.values()}
    about = LoadOrigin(
        file=read.book.name,
        sha256=read.book.sha256,
        kind=read.book.kind,
        recipe=read.recipe.id,
        publication=read.recipe.publication,
        edition=edition,
        published=read.published,
        tables=tuple(
            LoadedTable(t.recipe.name, t.sheet, t.title, len(t.data)) for t in read.tables
        ),
        version=VERSION,
        fetched=read.fetched,
    )
    kept = tuple(row for key, row in sources.items() if key in used)
    return Load(tuple(observations.values()), kept, about)


_DECIMALS_OF_ROUNDED = {"mean": 2}
"""With how many decimals publications round figures of a unit; of most, with one at most."""


def edition_of(read: ReadWorkbook) -> str:
    """Give the edition that a workbook's figures are kept under.

    That of figures supplied privately says so, and ranks below every publication.
    """
    prefix = SUPPLIED_EDITION if read.is_supplied else ""
    return f"{prefix}{read.edition}"


def _observation(
    read: ReadWorkbook, d: ReadFigure, edition: str, source: str, catalogue: Catalogue
) -> Observation:
    measure = catalogue.measures[d.measure]
    unit = measure.unit
    is_counted = unit in ("count", "hours") and not measure.average
    is_exact = is_counted or d.decimals > _DECIMALS_OF_ROUNDED.get(unit, 1)
    return Observation(
        measure=d.measure,
        area_code="" if d.area.sort == "court_area" else d.area.code,
        area=d.area.name,
        period=d.period,
        value=d.value,
        decimals=d.decimals,
        unit=unit,
        precision="not_printed" if d.value is None else "exact" if is_exact else "rounded",
        status=d.status,
        edition=edition,
        source_id=source,
        note=d.note,
        origin=f"{read.book.name}, {d.sheet}, {d.cell}",
    )


@dataclass
class PublishedComparison:
    """Checks a load against the figures that are held: other editions, and its own history."""

    read: ReadWorkbook
    load: Load
    text: CheckedFigures
    loads: tuple[Load, ...]
    held: CheckedFigures
    catalogue: Catalogue

    @cached_property
    def _ranks(self) -> EditionRanks:
        loaded = (source for load in self.loads for source in load.sources)
        return EditionRanks([*self.held.sources, *loaded, *self.load.sources])

    def _rank(self, o: Observation) -> EditionRank:
        return self._ranks.of(o.source_id, o.status, o.edition)

    @cached_property
    def _beside(self) -> list[Observation]:
        """The figures held of the same measures: what was supplied is judged only by its like."""
        own = any(o.is_supplied for o in self.load.observations)
        measures = {o.measure for o in self.load.observations}
        held = (o for o in self.held.observations if o.measure in measures)
        return [o for o in held if own or not o.is_supplied]

    def run(self) -> list[Remark]:
        """Give what there is to say."""
        remarks = [*self._same_edition_loaded(), *self._same_edition_in_text()]
        remarks += self._not_in_order()
        remarks += [*self._moved(), *self._history(), *self._older(), *self._doubts()]
        return remarks

    def _doubts(self) -> list[Remark]:
        public = (o for o in self.held.observations if not o.is_supplied)
        doubts = (
            *less_than_before(self.read, self.load, self.loads, self.catalogue),
            *figures_of_another(self.read.data, public, self.catalogue),
        )
        return [doubt.remark(self.read.book.name) for doubt in doubts]

    def adds_nothing(self) -> bool:
        """Whether every figure is held already, from a load of the same edition."""
        held = {
            (o.cell, o.edition): (o.value, o.status)
            for load in self._same_edition()
            for o in load.observations
        }
        return all(
            held.get((o.cell, o.edition)) == (o.value, o.status) for o in self.load.observations
        )

    def _same_edition(self) -> list[Load]:
        return [load for load in self.loads if load.about.edition == self.load.about.edition]

    def _place(self, o: Observation) -> tuple[str, str]:
        sheet, cell = o.origin.removeprefix(f"{self.read.book.name}, ").rsplit(", ", 1)
        return sheet, cell

    def _remark(
        self, level: Level, kind: str, o: Observation, found: str, expected: str, fix: str
    ) -> Remark:
        sheet, cell = self._place(o)
        return Remark(level, kind, self.read.book.name, sheet, cell, found, expected, fix)

    def _named(self, o: Observation) -> str:
        return f"{self.catalogue.measures[o.measure].name}, {o.area}, {o.period}"

    def _text(self, o: Observation) -> str:
        if o.value is None:
            return f"no figure ({o.status.replace('_', ' ')})"
        return value_text(self.catalogue.measures[o.measure], o.value, o.decimals)

    def _same_edition_loaded(self) -> Iterator[Remark]:
        """A file that contradicts one of the same edition needs a name of its own."""
        for load in self._same_edition():
            other = {(o.cell, o.edition): o for o in load.observations}
            wrong = [
                (o, before)
                for o in self.load.observations
                if (before := other.get((o.cell, o.edition)))
                and (before.value, before.value is None) != (o.value, o.value is None)
            ]
            if wrong:
                o, before = wrong[0]
                yield self._remark(
                    "error",
                    "contradicts the same edition",
                    o,
                    f"{self._named(o)} is {self._text(o)}, but {self._text(before)} in "
                    f"{load.about.file}, loaded as the same edition ({o.edition}); so for "
                    f"{_count(len(wrong), 'figure')}",
                    "one figure for each edition",
                    "If this file is the publisher’s correction, load it under a name of its own: "
                    f"--edition “{o.edition} updated”. If the other one is wrong, go back first: "
                    "python -m cjdata rollback.",
                )

    def _same_edition_in_text(self) -> Iterator[Remark]:
        text = {(o.cell, o.edition): o for o in self.text.observations}
        wrong: dict[str, list[tuple[Observation, Observation]]] = {}
        for o in self.load.observations:
            before = text.get((o.cell, o.edition))
            if before is not None and before.value is not None and differs(o, before):
                wrong.setdefault(o.measure, []).append((o, before))
        for pairs in wrong.values():
            o, before = pairs[0]
            more = f"; so for {_count(len(pairs), 'figure')} of it" if len(pairs) > 1 else ""
            yield self._remark(
                "warning",
                "differs from the publication’s text",
                o,
                f"{self._named(o)} is {self._text(o)}, but {self._text(before)} was read in the "
                f"text of the same edition ({before.source_id}){more}",
                "figures that agree, or that one rounds",
                "Check that no columns or rows were swapped. With your yes the file stands.",
            )

    def _not_in_order(self) -> Iterator[Remark]:
        """Refuse an official edition of which nobody can tell whether it is the newer one."""
        loaded = (o for load in self.loads for o in load.observations)
        held = _by_cell((*self.held.observations, *loaded))
        told: set[str] = set()
        for o in self.load.observations:
            rank = self._rank(o)
            if not rank.is_official or not rank.date:
                continue
            for other in held.get(o.cell, ()):
                its = self._rank(other)
                is_other = its.standing == rank.standing and other.edition != o.edition
                if is_other and its.date and not can_be_ordered(rank.date, its.date):
                    if other.edition not in told:
                        yield self._no_order(o, rank, other, its)
                    told.add(other.edition)

    def _no_order(
        self, o: Observation, rank: EditionRank, other: Observation, its: EditionRank
    ) -> Remark:
        return self._remark(
            "error",
            "editions without an order",
            o,
            f"{self._named(o)} is of the edition {o.edition}, published {rank.date}, and is held "
            f"of the edition {other.edition}, published {its.date} ({other.source_id}): nobody "
            "can tell which is the newer",
            "dates that put the two in order",
            "Give the day on which this edition was published, with its name: --edition and "
            "--published. Where the other one’s day is not known, give its source a rank_date in "
            "published/sources.csv.",
        )

    def _moved(self) -> Iterator[Remark]:
        """Say what moved by more than its rounding since the edition before, by measure.

        What a newer edition that is held already says did not move with this file.
        """
        before = _by_cell(self._beside)
        moved: dict[str, list[tuple[Observation, Observation]]] = {}
        for o in self.load.observations:
            rank = self._rank(o)
            same = [b for b in before.get(o.cell, ()) if self._rank(b).standing == rank.standing]
            older = [b for b in same if self._rank(b) < rank]
            last = max(older, key=self._rank, default=None)
            in_force = max(same, key=self._rank, default=None)
            is_known = in_force is not None and not differs(o, in_force)
            if last and last.value is not None and differs(o, last) and not is_known:
                moved.setdefault(o.measure, []).append((o, last))
        for measure, pairs in moved.items():
            yield self._moved_remark(measure, sorted(pairs, key=_leap, reverse=True))

    def _moved_remark(self, measure: str, pairs: list[tuple[Observation, Observation]]) -> Remark:
        """Tell the greatest moves, the rest as a number: the report lists every one."""
        shown = "; ".join(
            f"{o.area}, {o.period}: {self._text(last)} ({last.edition} edition) to {self._text(o)}"
            for o, last in pairs[:_SHOWN]
        )
        more = f"; and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
        return self._remark(
            "warning",
            "revised",
            pairs[0][0],
            f"{self.catalogue.measures[measure].name}: {_count(len(pairs), 'figure')} moved since "
            f"the edition before: {shown}{more}",
            "the same figures, within rounding",
            "Publishers revise. Say yes if the publication says so; large moves may be an error.",
        )

    def _history(self) -> Iterator[Remark]:
        series: dict[tuple[str, str], dict[str, float]] = {}
        others = (o for o in self._beside if o.edition != self.load.about.edition)
        for o in sorted(others, key=self._rank):
            if o.value is not None:
                series.setdefault((o.measure, o.area_code), {})[o.period] = o.value
        for d, words in outside_history(self.read.data, series, self.catalogue):
            measure = self.catalogue.measures[d.measure]
            yield Remark(
                "warning",
                "far outside its history",
                self.read.book.name,
                d.sheet,
                d.cell,
                f"{measure.name}, {d.area.name}, {d.period} is "
                f"{number(d.value or 0.0, d.decimals)}: {words}",
                "a figure more like its own other years",
                "Compare the cell with the publication. If it says so, say yes.",
            )

    def _older(self) -> Iterator[Remark]:
        """Say when newer editions, or official ones, stand before figures of this one."""
        newest = {o.cell: o for o in sorted(self._beside, key=self._rank)}
        behind = [
            o
            for o in self.load.observations
            if o.cell in newest and self._rank(newest[o.cell]) > self._rank(o)
        ]
        if behind:
            o = behind[0]
            before = newest[o.cell]
            own, other = self._rank(o), self._rank(before)
            is_newer = other.standing == own.standing
            than = "older than" if is_newer else "that goes behind the official"
            which = "All" if len(behind) == len(self.load.observations) else str(len(behind))
            yield Remark(
                "note",
                "older edition",
                self.read.book.name,
                "",
                "",
                f"{which} of its {_count(len(self.load.observations), 'figure')} are of an edition "
                f"({_dated(own)}) {than} one that is held ({_dated(other)})",
                "",
                "They are kept, and can be asked for by edition; the figures held stay in force.",
            )


def _dated(rank: EditionRank) -> str:
    """Name an edition with the month in which it was published, where that is known."""
    return f"{rank.label}, published {month_in_words(rank.date)}" if rank.date else rank.label


def _leap(pair: tuple[Observation, Observation]) -> float:
    """Say by how much of itself a figure moved; one that was withdrawn moved most."""
    o, last = pair
    if o.value is None or last.value is None:
        return float("inf")
    return abs(o.value - last.value) / max(abs(last.value), 1.0)


def _by_cell(rows: Iterable[Observation]) -> Mapping[tuple[str, str, str], list[Observation]]:
    cells: dict[tuple[str, str, str], list[Observation]] = {}
    for o in rows:
        cells.setdefault(o.cell, []).append(o)
    return cells


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
