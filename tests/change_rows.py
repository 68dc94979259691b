"""Rows of observations for the tests of the change report, made by hand or by hypothesis."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from cjdata.changes.figure_changes import ChangeReport, FigureChange, make_report
from cjdata.observations import OBSERVATIONS
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.editions import ACCOUNT, STATISTICS, EditionRank
from cjdata.reference.statuses import STATUSES

FALKIRK, STIRLING = "S12000014", "S12000030"
NAMES = {
    CLACKMANNANSHIRE: "Clackmannanshire",
    FALKIRK: "Falkirk",
    STIRLING: "Stirling",
    SCOTLAND: "Scotland",
    "": "Ayrshire (East, North and South)",
}
ORDERS, SHARE, DIVERSION = "cpo_commenced", "cpo_completion_percent", "diversion_cases_commenced"
UNITS = {SHARE: "percent", "share_of_a_stranger": "percent"}
Row = dict[str, Any]
PUBLISHED = {
    "2016-17": "2018-02-06",
    "2017-18": "2019-02-05",
    "2018-19": "2020-02-04",
    "2019-20": "2021-03-11",
    "2019-20 (National Care Service overview)": "2022-06",
    "2022-23": "2024-01-16",
    "2023-24": "2024-09-24",
    "2023-24 part 1": "2024-09-24",
    "2024-25": "2025-09-10",
}
"""When the official editions were published; what is not among them is another's account."""


def row(
    value: float | None,
    period: str = "2016-17",
    edition: str = "2018-19",
    area: str = SCOTLAND,
    measure: str = ORDERS,
    **rest: Any,
) -> Row:
    return {
        "measure": measure,
        "area_code": area,
        "area_name": NAMES.get(area, area),
        "period": period,
        "value": value,
        "decimals": 0,
        "unit": UNITS.get(measure, "count"),
        "precision": "not_printed" if value is None else "exact",
        "status": "not_collected" if value is None else "published",
        "edition": edition,
        "edition_date": PUBLISHED.get(edition, ""),
        "standing": STATISTICS if edition in PUBLISHED else ACCOUNT,
        **rest,
    }


def cell(one: Row) -> tuple[str, str, str]:
    return (one["measure"], one["area_code"] or one["area_name"], one["period"])


def rank_of(one: Row) -> EditionRank:
    return EditionRank(one["standing"], one["edition_date"], one["edition"])


def table(*rows: Row) -> pa.Table:
    newest: dict[tuple[str, str, str], EditionRank] = {}
    for one in rows:
        newest[cell(one)] = max(rank_of(one), newest.get(cell(one), rank_of(one)))
    full = [
        dict.fromkeys(OBSERVATIONS.names, "")
        | one
        | {
            "is_current": rank_of(one) == newest[cell(one)],
            "edition_rank": 1,
            "area_code": one["area_code"] or None,
        }
        for one in rows
    ]
    return pa.Table.from_pylist(full, schema=OBSERVATIONS)


def report(old: list[Row], new: list[Row]) -> ChangeReport:
    return make_report(table(*old), table(*new))


def only(old: list[Row], new: list[Row]) -> FigureChange:
    (change,) = report(old, new).changes
    return change


EDITIONS = ("2017-18", "2018-19", "2023-24 part 1", "2024 (written answer)")


@st.composite
def rows_of(draw: st.DrawFn) -> Row:
    measure = draw(st.sampled_from([ORDERS, SHARE, "imprisonment_rate_per_100000", "a_stranger"]))
    status = draw(st.sampled_from(sorted(STATUSES)))
    held = STATUSES[status].has_value
    has_value = draw(st.booleans()) if held is None else held
    value = draw(st.sampled_from([0, 1, 2, 40, 45, 70.25, 71, 1840, 19200, 19202]))
    return row(
        value if has_value else None,
        draw(st.sampled_from(["2015-16", "2016-17", "2017-18", "2020", "2024-03-31"])),
        draw(st.sampled_from(EDITIONS)),
        draw(st.sampled_from(list(NAMES))),
        measure,
        status=status,
        decimals=draw(st.sampled_from([0, 1])),
        precision=draw(st.sampled_from(["exact", "rounded"])) if has_value else "not_printed",
    )


states = st.lists(rows_of(), max_size=25, unique_by=lambda r: (*cell(r), r["edition"]))
