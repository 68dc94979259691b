"""The figures of charts of many areas: one bar or one dot for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjdata.amounts import Amount
from cjdata.area_groups import COURT_AREA
from cjdata.areas import SCOTLAND
from cjdata.catalogue import FORM_OF_UNIT
from cjdata.charts.areas import Part
from cjdata.views.chart_series import ChartData, ChartSeries, number_format
from cjdata.views.view import View
from cjdata.wording import UNIT_WORDS
from cjdata.wording.areas_compared import PART_WORDS

Row = Mapping[str, Any]

_COUNCIL = "S12"
"""What the codes of councils start with."""
_LISTED = (_COUNCIL, COURT_AREA)
"""The same of all that are drawn each by itself: councils, and those counted together."""
_FORMS = {UNIT_WORDS[unit]: form for unit, form in FORM_OF_UNIT.items()}
_PARTS: dict[str, Part] = {PART_WORDS["area"]: "area", PART_WORDS["group"]: "group"}


def bars_data(view: View) -> tuple[ChartData, ...]:
    """Give the areas in the order of the table, Scotland first where it can be drawn."""
    rows = _brief(_drawn(view))
    if not any(row["value"] for row in rows):
        return ()
    first = rows[0]
    suffix = "%" if _FORMS[first["unit"]] == "percent" else ""
    series = ChartSeries(
        first["measure"],
        tuple(_number(row["value"]) for row in rows),
        lower=tuple(_number(row["lower_95"]) for row in rows),
        upper=tuple(_number(row["upper_95"]) for row in rows),
    )
    form = number_format([row["value"].decimals for row in rows if row["value"]], suffix)
    names, parts, absences = (tuple(r[key] for r in rows) for key in ("area", "part", "absence"))
    return (
        ChartData(
            "bar",
            names,
            (series,),
            form,
            first["unit"],
            parts=parts,
            absences=absences if any(absences) else (),
            group=_group_of(view),
        ),
    )


def dots_data(view: View) -> tuple[ChartData, ...]:
    """Give the areas that have a figure of both measures."""
    rows = _drawn(view)
    measures = list(dict.fromkeys(row["measure_id"] for row in rows))
    by_measure = [{r["area_code"]: r for r in rows if r["measure_id"] == m} for m in measures]
    if len(by_measure) != 2:
        return ()
    across, up = by_measure
    codes = [c for c in across if c in up and across[c]["value"] and up[c]["value"]]
    if not any(code.startswith(_LISTED) for code in codes):
        return ()
    series = tuple(
        ChartSeries(
            f"{found[codes[0]]['measure']}, {found[codes[0]]['unit']}",
            tuple(_number(found[c]["value"]) for c in codes),
        )
        for found in by_measure
    )
    units = " and ".join(dict.fromkeys(found[codes[0]]["unit"] for found in by_measure))
    names, parts = (tuple(across[c][key] for c in codes) for key in ("area", "part"))
    form = number_format([found[c]["value"].decimals for found in by_measure for c in codes], "")
    return (ChartData("scatter", names, series, form, units, parts=parts, group=_group_of(view)),)


def _drawn(view: View) -> list[Row]:
    """List the rows of the file that are drawn: all but groups, and Scotland unless a sum."""
    cells_of = {cells[0].text: cells for cells in view.table.rows}
    return [
        row
        | {
            "part": _part(view, row, cells_of[row["area"]][0].qualifier),
            "absence": "" if row["value"] else cells_of[row["area"]][1].text,
        }
        for row in view.download.named_rows
        if row["area_code"].startswith(_LISTED)
        or (row["area_code"] == SCOTLAND and _FORMS[row["unit"]] != "number")
    ]


def _group_of(view: View) -> str:
    """Name the group taken as one, which is neither a council nor Scotland."""
    drawn = (*_LISTED, SCOTLAND)
    return next(
        (r["area"] for r in view.download.named_rows if not r["area_code"].startswith(drawn)), ""
    )


def _part(view: View, row: Row, word: str) -> Part:
    if row["area_code"] == SCOTLAND:
        return "scotland"
    return "area" if row["area_code"] == view.area.code else _PARTS.get(word, "other")


def _brief(rows: list[Row]) -> list[Row]:
    """Leave out the councils still to be loaded, where these are most of the councils."""
    waiting = [row for row in rows if row["status"].id == "not_loaded"]
    if 2 * len(waiting) <= len(rows):
        return rows
    return [row for row in rows if row not in waiting or row["part"] == "area"]


def _number(amount: Amount | None) -> float | None:
    return amount.rounded if amount else None
