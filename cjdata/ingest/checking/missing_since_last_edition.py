"""Doubts about what a file lacks that the edition before had: measures, years, areas, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjdata.ingest.cells.cell_texts import without_notes
from cjdata.ingest.checking.doubts import Doubt, some, times
from cjdata.ingest.figures_read import ReadTable, ReadWorkbook
from cjdata.ingest.labels.written_years import without_years
from cjdata.observations import Observation
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.editions import date_of
from cjdata.store.loads import Load, LoadedTable


def less_than_before(
    read: ReadWorkbook, load: Load, loads: Sequence[Load], catalogue: Catalogue
) -> Iterator[Doubt]:
    """Compare what a load holds with the newest earlier edition of the same tables."""
    before = _edition_before(load, loads)
    now = _by_measure(load.observations)
    told: set[str] = set()
    for table in read.tables:
        for measure, rows in _by_measure(_of_table(table, before)).items():
            lost = _lost(rows, now.get(measure, []))
            if lost and table.data and measure not in told:
                told.add(measure)
                name = catalogue.measures[measure].name
                yield _less(table, f"{name}: {lost} (edition {rows[0].edition})")
    yield from _tables_gone(read, before)


def _edition_before(load: Load, loads: Sequence[Load]) -> list[Load]:
    """Give the loads of the newest earlier edition by the same recipe."""
    earlier = [
        other
        for other in loads
        if other.about.recipe == load.about.recipe and _came(other) < _came(load)
    ]
    newest = max(map(_came, earlier), default=("", ""))
    return [other for other in earlier if _came(other) == newest]


def _came(load: Load) -> tuple[str, str]:
    """Give when the edition of a load was published; its label tells apart what has no date."""
    dates = [date_of(source) for source in load.sources]
    return (max(dates, default=load.about.published), load.about.edition)


def _of_table(table: ReadTable, before: Sequence[Load]) -> list[Observation]:
    """Give the figures of the tables with the same title; where none has it, of the same name."""
    named = [(b, t) for b in before for t in b.about.tables if t.name == table.recipe.name]
    titled = [(b, t) for b, t in named if _title(t.title) == _title(table.title)]
    return [o for b, t in titled or named for o in b.observations if _stood_in(o, b, t)]


def _title(text: str) -> str:
    return without_notes(without_years(text)).casefold().replace(" to ", " ").strip(" ,:.")


def _stood_in(o: Observation, load: Load, table: LoadedTable) -> bool:
    return o.origin.startswith(f"{load.about.file}, {table.sheet}, ")


def _by_measure(rows: Sequence[Observation]) -> dict[str, list[Observation]]:
    measures: dict[str, list[Observation]] = {}
    for o in rows:
        measures.setdefault(o.measure, []).append(o)
    return measures


def _lost(before: Sequence[Observation], now: Sequence[Observation]) -> str:
    if not now:
        return f"no figure, {times(len(before), 'figure')} in the edition before"
    years, fewer = {o.period for o in before}, {o.period for o in now}
    if len(fewer) < len(years):
        return f"{times(len(fewer), 'year')}, {len(years)} in the edition before"
    areas, held = {o.area_code: o.area for o in before}, {o.area_code for o in now}
    lost = [name for code, name in areas.items() if code not in held]
    return f"nothing for {some(lost)}, unlike the edition before" if lost else ""


def _tables_gone(read: ReadWorkbook, before: Sequence[Load]) -> Iterator[Doubt]:
    """Tell of tables that stood in one workbook with those that are here."""
    names = {table.recipe.name for table in read.tables}
    at = next((table for table in read.tables if table.data), None)
    if at is None or read.book.kind == "csv":
        return
    for load in before:
        held = dict.fromkeys(t.name for t in load.about.tables if t.figures)
        gone = [name for name in held if name not in names]
        if gone and names & held.keys():
            found = f"no table of {some(gone)}, unlike the edition before ({load.about.file})"
            yield _less(at, found)


def _less(table: ReadTable, found: str) -> Doubt:
    return Doubt(
        "warning",
        "less than before",
        table.data[0],
        found,
        "at least what the edition before had",
        "Check that no columns, rows or sheets were deleted and no headings changed. If the "
        "publication dropped them, say yes.",
    )
