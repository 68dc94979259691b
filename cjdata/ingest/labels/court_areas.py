"""Puts figures that are counted by court area under the area that councils are counted in.

Some publications print the figure of such an area against each of its councils. It is the area's,
once; a council has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cjdata.ingest.figures_read import ReadFigure, ReadTable, ReadWorkbook
from cjdata.ingest.remarks import Remark
from cjdata.reference.areas import Area, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.text import join_and

_Cell = tuple[str, str, str]


def counted_together(read: ReadWorkbook, catalogue: Catalogue, areas: Areas) -> ReadWorkbook:
    """Give a workbook with each figure of a court area once, under the area's own name.

    Where the councils of one have different figures, the figures may be their own, or those of
    another way of counting: that is refused, with the cells.
    """
    tables, remarks = [], list(read.remarks)
    for table in read.tables:
        data = list(_together(table, catalogue, areas, read.book.name, remarks))
        tables.append(replace(table, data=tuple(data)))
    return replace(read, tables=tuple(tables), remarks=tuple(remarks))


def _together(
    table: ReadTable, catalogue: Catalogue, areas: Areas, file: str, remarks: list[Remark]
) -> Iterator[ReadFigure]:
    shared: dict[_Cell, list[ReadFigure]] = {}
    courts: dict[_Cell, Area] = {}
    for datum in table.data:
        is_by_court = catalogue.measures[datum.measure].is_by_court
        court = areas.court_area_of(datum.area, datum.period) if is_by_court else None
        if court is None:
            yield datum
        else:
            key = (datum.measure, court.code, datum.period)
            shared.setdefault(key, []).append(datum)
            courts[key] = court
    remarks += _not_in_force(table, file)
    wrong = []
    for key, data in shared.items():
        if len({(d.value, d.status) for d in data}) > 1:
            wrong.append((courts[key], data))
        else:
            yield replace(data[0], area=courts[key])
    if wrong:
        remarks.append(_refused(wrong, table, file))


def _not_in_force(table: ReadTable, file: str) -> Iterator[Remark]:
    """Refuse the figure of a court area, under its own name, in a year in which it was none."""
    data = [d for d in table.data if d.area.sort == "court_area"]
    wrong = [d for d in data if not d.area.is_in_force(d.period)]
    for datum in wrong[:1]:
        more = f"; so in {len(wrong)} places" if len(wrong) > 1 else ""
        yield Remark(
            "error",
            "not counted together",
            file,
            table.sheet,
            datum.cell,
            f"{datum.area.name} in {datum.period}{more}",
            "a court area of that year in reference/court_areas.csv",
            "Check the year of the table; if the area lasted longer, correct its last year there.",
        )


def _refused(
    wrong: Sequence[tuple[Area, Sequence[ReadFigure]]], table: ReadTable, file: str
) -> Remark:
    court, data = wrong[0]
    figures = [f"{d.area.name} {_shown(d)} ({d.cell})" for d in data]
    more = f"; so in {len(wrong)} places" if len(wrong) > 1 else ""
    return Remark(
        "error",
        "counted together",
        file,
        table.sheet,
        data[0].cell,
        f"{join_and(figures)} in {data[0].period}, though they are counted together as "
        f"{court.name}{more}",
        "one figure for all of them, printed against each, or under their own name",
        "Correct reference/court_areas.csv if they are counted apart in that year; if the table "
        "counts by council, it is of another measure.",
    )


def _shown(datum: ReadFigure) -> str:
    return "has no figure" if datum.value is None else f"has {datum.value:g}"
