"""The shape of the tables that a snapshot holds: one observation a row, with all it carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import groupby
from operator import attrgetter
from typing import Any

import pyarrow as pa

from cjdata.reference.editions import SUPPLIED_EDITION, EditionRank, EditionRanks

COMPUTED = "computed"
"""The origin of a figure that is worked out here, from others that are read."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure, or the reason why there is none.

    Attributes
    ----------
    measure, area_code, area, period
        What, where and when. The code is empty for areas that are no council, nor Scotland.
    value
        In the measure's unit (percent as 0 to 100); None when there is none.
    decimals
        How many the publication prints, so that it is shown as printed.
    unit, precision, status
        ``precision`` is exact, rounded or not_printed; ``status`` a key of ``STATUSES``.
    edition, source_id, note
        The publication's label of itself, the source's id, and what a reader must know.
    origin
        The file, sheet and cell it was read from; empty for the reviewed text; ``COMPUTED``
        where it was read nowhere.
    """

    measure: str
    area_code: str
    area: str
    period: str
    value: float | None
    decimals: int
    unit: str
    precision: str
    status: str
    edition: str
    source_id: str
    note: str
    origin: str = ""

    @property
    def cell(self) -> tuple[str, str, str]:
        """What identifies it but for the edition."""
        return (self.measure, self.area_code or self.area, self.period)

    @property
    def is_supplied(self) -> bool:
        """Whether it was supplied privately: nothing public may be judged by it."""
        return self.status == "supplied" or self.edition.startswith(SUPPLIED_EDITION)


OBSERVATIONS = pa.schema(
    [
        ("measure", pa.string()),
        ("area_code", pa.string()),
        ("area_name", pa.string()),
        ("period", pa.string()),
        ("value", pa.float64()),
        ("decimals", pa.int8()),
        ("unit", pa.string()),
        ("precision", pa.string()),
        ("status", pa.string()),
        ("edition", pa.string()),
        ("edition_date", pa.string()),
        ("standing", pa.int8()),
        ("edition_rank", pa.int16()),
        ("is_current", pa.bool_()),
        ("source_id", pa.string()),
        ("note", pa.string()),
        ("origin", pa.string()),
    ]
)
"""``edition_date`` is when the edition was published (a day, a month or a year; empty where not
known), ``standing`` how official it is, ``edition_rank`` its place among those of the same cell: 1
for the lowest, and the highest is current."""
SOURCES = pa.schema(
    [
        (name, pa.string())
        for name in (
            "source_id",
            "title",
            "publisher",
            "published",
            "url",
            "licence",
            "designation",
            "rank_date",
            "rank_reason",
            "read_at",
        )
    ]
)
"""Of a source: ``published`` is when, as far as it is printed; ``rank_date`` a reviewed day or
month that decides which edition is newer where nothing is printed, with its reason; ``read_at``
the address of a copy in which it was read, which is never linked."""
BREAKS = pa.schema(
    [
        (name, pa.string())
        for name in ("measure", "area_code", "period", "kind", "text", "source_id")
    ]
)
KEPT_OUT = pa.schema([(name, pa.string()) for name in ("figure", "why", "to_settle")])


def observations_table(
    observations: Iterable[Observation], sources: Iterable[Mapping[str, str]]
) -> pa.Table:
    """Make the Arrow table of observations: sorted, with the newest edition of a cell current.

    Sorted by measure, area, period and edition, so that a reader of one measure and a few
    areas touches one stretch of it. ``sources`` say when the editions were published, and which
    of them are official: see ``editions``.
    """
    ordered = sorted(
        observations, key=lambda o: (o.measure, o.area_code, o.area, o.period, o.edition)
    )
    ranks = EditionRanks(sources)
    ranked = [ranks.of(o.source_id, o.status, o.edition) for o in ordered]
    names = [field.name for field in fields(Observation)]
    columns: dict[str, list[Any]] = {n: list(map(attrgetter(n), ordered)) for n in names}
    columns["area_name"] = columns.pop("area")
    columns["area_code"] = [code or None for code in columns["area_code"]]
    columns["edition_date"] = [rank.date for rank in ranked]
    columns["standing"] = [rank.standing for rank in ranked]
    places = list(_places(ordered, ranked))
    columns["edition_rank"] = [place for place, _ in places]
    columns["is_current"] = [place == count for place, count in places]
    return pa.table(columns, schema=OBSERVATIONS)


def _places(ordered: list[Observation], ranked: list[EditionRank]) -> Iterable[tuple[int, int]]:
    """Give for every observation its place among the editions of its cell, and their number."""
    rows = zip(ordered, ranked, strict=True)
    for _, cell in groupby(rows, key=lambda row: row[0].cell):
        ranks = [rank for _, rank in cell]
        if len(ranks) == 1:  # as of nearly all
            yield 1, 1
            continue
        in_order = {rank: place for place, rank in enumerate(sorted(set(ranks)), start=1)}
        yield from ((in_order[rank], len(in_order)) for rank in ranks)


def text_table(rows: Iterable[dict[str, str]], schema: pa.Schema) -> pa.Table:
    """Make an Arrow table of texts from CSV rows, sorted; extra columns are left out."""
    records = sorted(tuple(row[name] for name in schema.names) for row in rows)
    columns = list(zip(*records, strict=True)) if records else [()] * len(schema.names)
    return pa.table(dict(zip(schema.names, columns, strict=True)), schema=schema)
