"""Layouts of tables for Scotland alone, and the rows of statistics.gov.scot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, grouped_header, marked
from workbook_builders.places import EVERYWHERE, SCOTLAND
from workbook_builders.sheets import Cell, Row, SheetSpec
from workbook_builders.style import PLAIN, Style


@dataclass(frozen=True)
class Line:
    """A row of a table for Scotland: its label and measure; a label alone heads a block.

    A label may stand in several blocks of one table: only the block says what it counts.
    """

    label: str
    measure: str = ""


def measures_down(
    numbers: Numbers,
    rows: Sequence[Line],
    *,
    name: str,
    periods: Sequence[str],
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    heading: str | None = None,
    marks: Mapping[str, str] | None = None,
    change: str = "",
) -> SheetSpec:
    """Layout 5: a row per measure, a column per year; ``change`` heads a last column of change."""
    header: Row = [heading, *(marked(style, period, marks) for period in periods)]
    spec = SheetSpec(name, list(preamble), [header], footnotes=list(footnotes))
    if change:
        header.append(change)
    for row, line in enumerate(rows):
        cells: Row = [line.label or None]
        for period in periods if line.measure else ():
            key = (line.measure, SCOTLAND, period)
            if key in numbers:
                spec.at[key] = (row, len(cells))
            cells.append(style.value(numbers, key))
        if change and line.measure:
            cells.append(_change(numbers, line.measure, periods))
        spec.body.append(cells)
    return spec


def _change(numbers: Numbers, measure: str, periods: Sequence[str]) -> Cell:
    before, after = (numbers.get((measure, SCOTLAND, period)) for period in periods[-2:])
    if not isinstance(before, int | float) or not isinstance(after, int | float) or not before:
        return None
    return round(100 * (after - before) / before)


def years_down(
    numbers: Numbers,
    columns: Sequence[Column],
    *,
    name: str,
    periods: Sequence[str],
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    year_heading: str = "Financial year",
) -> SheetSpec:
    """Layout 6: a row per year, a column per measure, with no column of areas."""
    spec = grouped_header([year_heading], [c.group for c in columns], [c.heading for c in columns])
    spec.name, spec.preamble, spec.footnotes = name, list(preamble), list(footnotes)
    for row, period in enumerate(periods):
        cells: Row = [style.year(period)]
        for column in columns:
            key = (column.measure, SCOTLAND, period)
            if key in numbers:
                spec.at[key] = (row, len(cells))
            cells.append(style.value(numbers, key))
        spec.body.append(cells)
    return spec


@dataclass(frozen=True)
class Slice:
    """What a row of open data says of a measure besides area and year.

    ``ratio`` adds a row of the same measure as a Ratio, to be skipped.
    """

    dimensions: Mapping[str, str]
    units: str = "Orders"
    ratio: float | None = None
    ratio_units: str = field(default="Orders Per 10,000 Population", kw_only=True)


FIXED = ("FeatureCode", "DateCode", "Measurement", "Units", "Value")


def open_data(
    numbers: Numbers,
    slices: Mapping[str, Slice],
    *,
    name: str,
    periods: Sequence[str],
    areas: Sequence[str] = EVERYWHERE,
    order: Sequence[str] = (),
    style: Style | None = None,
) -> SheetSpec:
    """Layout 8: a download of statistics.gov.scot, its columns in any order."""
    style = style or Style(area="code", period="2023/2024")
    dimensions = list(dict.fromkeys(d for s in slices.values() for d in s.dimensions))
    heads = list(order or (*FIXED, *dimensions))
    spec = SheetSpec(name, header=[list(heads)])
    for measure, slice_ in slices.items():
        for area, period in ((a, p) for a in areas for p in periods):
            key = (measure, area, period)
            if key not in numbers:
                continue
            row: dict[str, Cell] = {
                "FeatureCode": style.areas(area)[0],
                "DateCode": style.year(period),
                "Measurement": "Count",
                "Units": slice_.units,
                "Value": style.value(numbers, key),
                **slice_.dimensions,
            }
            spec.at[key] = (len(spec.body), heads.index("Value"))
            spec.body.append([row[head] for head in heads])
            if slice_.ratio is not None:
                ratio = {"Measurement": "Ratio", "Units": slice_.ratio_units, "Value": slice_.ratio}
                spec.body.append([(row | ratio)[head] for head in heads])
    return spec


def one_million_rows(numbers: Numbers, measure: str, slice_: Slice, rows: int) -> bytes:
    """Write open data as CSV: a measure's rows among as many others as make ``rows`` in all."""
    keys = sorted(key for key in numbers if key[0] == measure)
    names = list(slice_.dimensions)
    wanted = ",".join(slice_.dimensions.values())
    parts = [",".join((*FIXED, *names, "Age"))]
    parts += [
        f"{area},{_open_year(period)},Count,{slice_.units},{numbers[_, area, period]},{wanted},All"
        for _, area, period in keys
    ]
    number = 0
    while len(parts) <= rows:
        _, area, period = keys[number % len(keys)]
        age = f"Aged {number // len(keys)}"
        parts.append(f"{area},{_open_year(period)},Count,{slice_.units},1,{wanted},{age}")
        number += 1
    return ("\n".join(parts) + "\n").encode()


def _open_year(period: str) -> str:
    return f"{period[:4]}/{int(period[:4]) + 1}"
