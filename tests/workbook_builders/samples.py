"""The same few measures in every layout, in a workbook of part 1: for tests of the layouts."""

from __future__ import annotations

from collections.abc import Callable

from workbook_builders import front
from workbook_builders.changes import printed_once
from workbook_builders.front import Made, above
from workbook_builders.known import Numbers
from workbook_builders.layouts import (
    areas_across,
    columns_of,
    lines,
    long,
    one_year,
    years_across,
)
from workbook_builders.layouts_scotland import Line, measures_down, years_down
from workbook_builders.seeded import TEN_YEARS, known
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import PLAIN, Style

HEADINGS = {
    "diversion_referrals": "Referrals",
    "diversion_assessments": "Assessments",
    "diversion_cases_commenced": "Cases commenced",
    "diversion_cases_completed": "Cases completed",
}
FIVE = TEN_YEARS[-5:]
SPAN = f"{FIVE[0]} to {FIVE[-1]}"
NAMED = "Diversion from prosecution"
COLUMNS = columns_of(HEADINGS)


def _long(numbers: Numbers, style: Style) -> list[SheetSpec]:
    title = above(f"Table DFP_1: {NAMED} by local authority, {SPAN}")
    return [long(numbers, COLUMNS, name="DFP_1", periods=FIVE, preamble=title, style=style)]


def _years_across(numbers: Numbers, style: Style) -> list[SheetSpec]:
    return [
        years_across(
            numbers,
            columns_of({measure: ""}),
            name=f"DFP_{n}",
            periods=FIVE,
            preamble=above(f"Table DFP_{n}: {NAMED}: {words.lower()}, {SPAN}"),
            style=style,
            marks={FIVE[0]: "6,7", FIVE[2]: " [note 3]"} if years_are_texts(style) else None,
        )
        for n, (measure, words) in enumerate(HEADINGS.items(), start=1)
    ]


def years_are_texts(style: Style) -> bool:
    """Say whether years are printed as texts, to which a note can be glued."""
    return isinstance(style.year(FIVE[0]), str)


def _side_by_side(numbers: Numbers, style: Style) -> list[SheetSpec]:
    title = above(f"Table DFP_1: {NAMED} by stage and local authority, {SPAN}")
    return [years_across(numbers, COLUMNS, name="DFP_1", periods=FIVE, preamble=title, style=style)]


def _year_a_sheet(numbers: Numbers, style: Style) -> list[SheetSpec]:
    return [
        one_year(
            numbers,
            COLUMNS,
            period,
            name=period,
            preamble=lines(f"{NAMED} by local authority, {period}", ""),
            style=style,
        )
        for period in FIVE
    ]


def _year_in_the_name(numbers: Numbers, style: Style) -> list[SheetSpec]:
    return [
        one_year(
            numbers,
            COLUMNS,
            period,
            name=f"Diversion {period}",
            preamble=lines(f"{NAMED} by local authority", ""),
            style=style,
        )
        for period in FIVE
    ]


def _measures_down(numbers: Numbers, style: Style) -> list[SheetSpec]:
    rows = [Line(NAMED), *(Line(words, measure) for measure, words in HEADINGS.items())]
    title = lines(f"Table 4 {NAMED}: {SPAN}", "")
    return [measures_down(numbers, rows, name="Table 4", periods=FIVE, preamble=title, style=style)]


def _years_down(numbers: Numbers, style: Style) -> list[SheetSpec]:
    title = lines(f"Table 4: {NAMED} in Scotland, {SPAN}")
    return [years_down(numbers, COLUMNS, name="Table 4", periods=FIVE, preamble=title, style=style)]


def _areas_across(numbers: Numbers, style: Style) -> list[SheetSpec]:
    return [
        areas_across(
            numbers,
            measure,
            name=f"DFP_{n}",
            periods=FIVE,
            preamble=above(f"Table DFP_{n}: {NAMED}: {words.lower()}, by local authority, {SPAN}"),
            style=style,
        )
        for n, (measure, words) in enumerate(HEADINGS.items(), start=1)
    ]


def _area_once(numbers: Numbers, style: Style) -> list[SheetSpec]:
    title = above(f"Table DFP_1: {NAMED} by local authority, {SPAN}")
    spec = long(
        numbers,
        COLUMNS,
        name="DFP_1",
        periods=FIVE,
        preamble=title,
        style=style,
        year_first=False,
        by_area=True,
        only_latest_shown=False,
    )
    return [printed_once(spec, 0)]


def _year_once(numbers: Numbers, style: Style) -> list[SheetSpec]:
    (spec,) = _long(numbers, style)
    return [printed_once(spec, 0, merge=False)]


LAYOUTS: dict[str, Callable[[Numbers, Style], list[SheetSpec]]] = {
    "a row per year and area": _long,
    "years across": _years_across,
    "measures side by side": _side_by_side,
    "a year a sheet": _year_a_sheet,
    "a year a sheet, in its name alone": _year_in_the_name,
    "Scotland, measures down": _measures_down,
    "Scotland, years down": _years_down,
    "areas across": _areas_across,
    "area printed once": _area_once,
    "year printed once": _year_once,
}


def sample(layout: str, *, kind: str = "xlsx", style: Style = PLAIN) -> Made:
    """Diversion over five years in a layout, with the cover that says what workbook it is."""
    tables = LAYOUTS[layout](known(), style)
    title = "Justice Social Work Statistics in Scotland: 2024-25 – Part 1"
    sheets = [
        front.cover(title, published="10 September 2025"),
        front.contents(tables),
        *tables,
    ]
    return front.made(f"diversion {layout}", kind, sheets, known())
