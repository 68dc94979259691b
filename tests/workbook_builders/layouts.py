"""Layouts of council tables: each takes known numbers and gives a described sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbook_builders.known import Numbers
from workbook_builders.places import EVERYWHERE, in_order
from workbook_builders.sheets import Cell, Formula, Row, SheetSpec, column_letters
from workbook_builders.style import PLAIN, Style


@dataclass(frozen=True)
class Column:
    """A column of a measure.

    ``group`` is the label merged above it and its neighbours of the same group. ``formula``
    writes the value as a formula's, with ``{measure}`` for the cells of the same row;
    ``calculated`` is whether the file holds the value.
    """

    measure: str
    heading: str
    group: str = ""
    formula: str = ""
    calculated: bool = True


def columns_of(headings: Mapping[str, str], group: str = "") -> list[Column]:
    """Make columns from headings by measure."""
    return [Column(measure, heading, group) for measure, heading in headings.items()]


def lines(*texts: str) -> list[Row]:
    """Make rows of one text each; an empty text makes a blank row."""
    return [[text] if text else [] for text in texts]


def grouped_header(left: Sequence[Cell], groups: Sequence[str], names: Sequence[Cell]) -> SheetSpec:
    """Give the header of a table: one row, or two when any column has a group above it."""
    spec = SheetSpec("", header=[[*left, *names]])
    if not any(groups):
        return spec
    above: Row = [None] * len(left)
    for label, same in groupby(groups):
        width = len(list(same))
        if label and width > 1:
            spec.header_merged.append((0, len(above), 0, len(above) + width - 1))
        above += [label or None, *[None] * (width - 1)]
    spec.header.insert(0, above)
    return spec


def long(
    numbers: Numbers,
    columns: Sequence[Column],
    *,
    name: str,
    periods: Sequence[str],
    areas: Sequence[str] = EVERYWHERE,
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    year_heading: str = "Year",
    area_heading: str = "Local authority",
    year_first: bool = True,
    by_area: bool = False,
    only_latest_shown: bool = True,
    tall: bool = False,
) -> SheetSpec:
    """Layout 1: a row per year and area, a column per measure, filtered to the latest year.

    ``tall`` merges the headings of year and area over both rows of a two-row header.
    """
    named = style.area_headings(area_heading)
    left = [year_heading, *named] if year_first else [*named, year_heading]
    spec = grouped_header(left, [c.group for c in columns], [c.heading for c in columns])
    spec.name, spec.preamble, spec.footnotes = name, list(preamble), list(footnotes)
    spec.filtered = only_latest_shown
    if tall and len(spec.header) == 2:
        spec.header[0][: len(left)], spec.header[1][: len(left)] = left, [None] * len(left)
        spec.header_merged += [(0, column, 1, column) for column in range(len(left))]
    ordered = in_order(tuple(areas), style.scotland_at)
    pairs = (
        [(a, p) for a in ordered for p in periods]
        if by_area
        else [(a, p) for p in periods for a in ordered]
    )
    for area, period in pairs:
        keys: Row = style.areas(area)
        keys = [style.year(period), *keys] if year_first else [*keys, style.year(period)]
        _measures(spec, numbers, columns, area, period, keys, style)
        if only_latest_shown and period != max(periods):
            spec.hidden.add(len(spec.body) - 1)
    return spec


def _measures(
    spec: SheetSpec,
    numbers: Numbers,
    columns: Sequence[Column],
    area: str,
    period: str,
    keys: Row,
    style: Style,
) -> None:
    """Add a row of the body: the cells that say where and when, then a cell per measure."""
    row = len(spec.body)
    places = {c.measure: len(keys) + n for n, c in enumerate(columns)}
    cells = list(keys)
    for column in columns:
        key = (column.measure, area, period)
        if key in numbers:
            spec.at[key] = (row, len(cells))
        cells.append(_maybe_formula(spec, column, style.value(numbers, key), places, row))
    spec.body.append(cells)


def _maybe_formula(
    spec: SheetSpec, column: Column, value: Cell, places: Mapping[str, int], row: int
) -> Cell:
    if not column.formula or not isinstance(value, int | float):
        return value
    number = spec.first_body_row + row + 1
    text = re.sub(r"\{(.+?)\}", lambda m: f"{column_letters(places[m[1]])}{number}", column.formula)
    return Formula(f"={text}", value if column.calculated else None)


def one_year(
    numbers: Numbers,
    columns: Sequence[Column],
    period: str,
    *,
    name: str,
    areas: Sequence[str] = EVERYWHERE,
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    area_heading: str = "Local authority",
) -> SheetSpec:
    """Layout 4: one year; its name stands in the sheet's name or in the preamble alone."""
    left = style.area_headings(area_heading)
    spec = grouped_header(left, [c.group for c in columns], [c.heading for c in columns])
    spec.name, spec.preamble, spec.footnotes = name, list(preamble), list(footnotes)
    for area in in_order(tuple(areas), style.scotland_at):
        _measures(spec, numbers, columns, area, period, style.areas(area), style)
    return spec


def years_across(
    numbers: Numbers,
    columns: Sequence[Column],
    *,
    name: str,
    periods: Sequence[str],
    areas: Sequence[str] = EVERYWHERE,
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    area_heading: str = "Local authority",
    marks: Mapping[str, str] | None = None,
) -> SheetSpec:
    """Layouts 2 and 3: a row per area, a column per year.

    With one measure without a heading the title alone names it; with headings they are
    merged above the years of each measure. ``marks`` are glued to a year's heading.
    """
    left = style.area_headings(area_heading)
    names = [marked(style, period, marks) for period in periods]
    groups = [column.heading for column in columns for _ in periods]
    spec = grouped_header(left, groups, names * len(columns))
    spec.name, spec.preamble, spec.footnotes = name, list(preamble), list(footnotes)
    for row, area in enumerate(in_order(tuple(areas), style.scotland_at)):
        cells = style.areas(area)
        for key in ((c.measure, area, period) for c in columns for period in periods):
            if key in numbers:
                spec.at[key] = (row, len(cells))
            cells.append(style.value(numbers, key))
        spec.body.append(cells)
    return spec


def marked(style: Style, period: str, marks: Mapping[str, str] | None) -> Cell:
    """Give a year as a heading, with its mark glued on: ``2015-166,7`` or a note."""
    year = style.year(period)
    mark = (marks or {}).get(period, "")
    return f"{year}{mark}" if mark else year


def areas_across(
    numbers: Numbers,
    measure: str,
    *,
    name: str,
    periods: Sequence[str],
    areas: Sequence[str] = EVERYWHERE,
    preamble: Iterable[Row] = (),
    footnotes: Iterable[Row] = (),
    style: Style = PLAIN,
    year_heading: str = "Financial year",
) -> SheetSpec:
    """Layout 7: a row per year, a column per area; the title alone names the measure."""
    ordered = in_order(tuple(areas), style.scotland_at)
    codes: Row = [None, *ordered]
    names: Row = [year_heading, *(style.areas(area)[-1] for area in ordered)]
    spec = SheetSpec(name, list(preamble), footnotes=list(footnotes))
    spec.header = [codes, names] if style.area == "code and name" else [names]
    for row, period in enumerate(periods):
        cells: Row = [style.year(period)]
        for area in ordered:
            key = (measure, area, period)
            if key in numbers:
                spec.at[key] = (row, len(cells))
            cells.append(style.value(numbers, key))
        spec.body.append(cells)
    return spec
