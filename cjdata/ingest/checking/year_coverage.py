"""Doubts about which years and areas a table has: against its title, its edition, and itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cjdata.ingest.checking.doubts import Doubt, some, year_of
from cjdata.ingest.figures_read import ReadFigure, ReadTable, ReadWorkbook
from cjdata.ingest.labels.written_years import years_in
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.periods import financial_years, kind_of

_MANY = 20
_YEAR = re.compile(r"\d{4}-\d\d")


def title_and_years(table: ReadTable) -> Iterator[Doubt]:
    """Compare the years that a title names with those of the figures."""
    named = years_in(table.title)
    held = sorted({year_of(d) for d in table.data})
    if len(set(named)) < 2 or not held or kind_of(held[0]) != "financial_year":
        return
    span, own = (min(named), max(named)), (held[0], held[-1])
    if span != own:
        yield Doubt(
            "warning",
            "years unlike the title",
            next(d for d in table.data if year_of(d) == (own[1] if span[0] == own[0] else own[0])),
            f"figures from {own[0]} to {own[1]} under “{table.title}”",
            f"figures from {span[0]} to {span[1]}, as the title says",
            "Check that no rows or columns were deleted, and no years mistyped.",
        )


def years_out_of_order(table: ReadTable) -> Iterator[Doubt]:
    """Find the first place where the years of an area neither rise nor fall steadily."""
    if table.recipe.value:
        return
    series: dict[tuple[str, str], list[ReadFigure]] = {}
    for d in table.data:
        series.setdefault((d.measure, d.area.code), []).append(d)
    for line in (run for every in series.values() for run in _runs(every)):
        falls = line[0].period > line[-1].period
        for before, d in pairwise(line):
            if before.period != d.period and (before.period > d.period) != falls:
                yield Doubt(
                    "warning",
                    "years out of order",
                    d,
                    f"{d.period} behind {before.period} ({before.cell})",
                    "years that follow one another",
                    "Check that the names of two years have not been exchanged.",
                )
                return


def _runs(line: list[ReadFigure]) -> Iterator[list[ReadFigure]]:
    """Part the figures of an area where a further part of the table begins, below the first."""
    run: list[ReadFigure] = []
    for d in sorted(line, key=lambda d: (d.row, d.column)):
        if run and run[-1].row != d.row and run[-1].column != d.column:
            yield run
            run = []
        run.append(d)
    yield run


def edition_and_years(read: ReadWorkbook) -> Iterator[Doubt]:
    """Find an edition without figures of its own year; reading finds one with later ones."""
    newest = max((d for d in read.data if d.value is not None), key=year_of, default=None)
    year = read.edition[:7]
    if newest is None or not _YEAR.fullmatch(year) or not _YEAR.fullmatch(year_of(newest)):
        return
    if year_of(newest) < year:
        yield Doubt(
            "warning",
            "edition newer than figures",
            newest,
            f"the newest figures are of {year_of(newest)}, but the edition is {read.edition}",
            f"figures up to {year}",
            "Check the cover against the publication: the file may be of another edition, or "
            "its newest year may be missing.",
        )


def scotland_missing(data: Sequence[ReadFigure], catalogue: Catalogue) -> Iterator[Doubt]:
    """Find the years without Scotland; where no year has it, that is told and no more."""
    years: dict[str, dict[str, set[str]]] = {}
    for d in data:
        years.setdefault(d.measure, {}).setdefault(d.period, set()).add(d.area.code)
    lost: dict[tuple[str, ...], list[str]] = {}
    for measure, held in years.items():
        without = tuple(sorted(p for p, codes in held.items() if SCOTLAND not in codes))
        if without and (len(without) < len(held) or _has_many(held)):
            lost.setdefault(without, []).append(measure)
    for periods, measures in lost.items():
        is_all = len(periods) == len(years[measures[0]])
        at = next(d for d in data if d.measure == measures[0] and d.period == periods[0])
        labels = [catalogue.measures[measure].label for measure in measures]
        yield Doubt(
            "note" if is_all else "warning",
            "Scotland missing",
            at,
            f"no figure for Scotland in {'any year' if is_all else some(periods)} ({some(labels)})",
            "" if is_all else "Scotland in every year, as in the others",
            "What is held of Scotland stays; compare with the publication, if it prints Scotland."
            if is_all
            else "Check that no rows were deleted or misnamed.",
        )


def _has_many(held: Mapping[str, set[str]]) -> bool:
    """Whether a year has the figures of so many councils that Scotland's should be there too."""
    return max(map(len, held.values())) >= _MANY


def gaps(data: Sequence[ReadFigure], catalogue: Catalogue) -> Iterator[Doubt]:
    """Find years that are missing between a measure's first and its last."""
    years: dict[str, dict[str, ReadFigure]] = {}
    for d in data:
        if kind_of(year_of(d)) == "financial_year":
            years.setdefault(d.measure, {}).setdefault(year_of(d), d)
    lost: dict[tuple[str, ...], list[str]] = {}
    for measure, held in years.items():
        missing = tuple(y for y in financial_years(min(held), max(held)) if y not in held)
        if missing:
            lost.setdefault(missing, []).append(measure)
    for missing, measures in lost.items():
        yield Doubt(
            "warning",
            "gap in the years",
            years[measures[0]][max(years[measures[0]])],
            f"no {some(missing)} for {some([catalogue.measures[m].label for m in measures])}",
            "every year from the first to the last",
            "Check that no rows or columns were deleted.",
        )


def newest_year_missing(read: ReadWorkbook) -> Iterator[Doubt]:
    """Find tables that end before the others do: their newest rows may be lost."""
    newest = [
        (table, max(table.data, key=year_of))
        for table in read.tables
        if len({d.period for d in table.data}) > 1
    ]
    latest = max((year_of(d) for _, d in newest), default="")
    for table, last in newest:
        if year_of(last) < latest:
            yield Doubt(
                "warning",
                "newest year missing",
                last,
                f"{table.recipe.name} ends with {year_of(last)}",
                f"{latest}, with which another table of the file ends",
                "Check that no rows were deleted. If the publication ends there, say yes.",
            )
