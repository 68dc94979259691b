"""Damages to columns: swapped, shifted, dropped, and headings that say something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workbook_builders.sheets import Cell, SheetSpec

from damaging.frame import Change, Damage, columns, rows_of, to_table
from damaging.workbooks import NEWER

DIVERSION = (
    "diversion_referrals",
    "diversion_assessments",
    "diversion_cases_commenced",
    "diversion_cases_completed",
    "diversion_individuals",
)
ENDED = (
    "cpo_terminated",
    "cpo_completed",
    "cpo_early_discharge",
    "cpo_revoked_review",
    "cpo_revoked_breach",
    "cpo_transfer_out",
    "cpo_completion_percent",
)
FISCAL = (
    "fiscal_work_order_assessments",
    "fiscal_work_orders_commenced",
    "fiscal_work_orders_terminated",
    "fiscal_work_orders_completed",
    "fiscal_work_orders_completion_percent",
)
BAIL = (
    "bail_supervision_cases_commenced",
    "bail_supervision_individuals",
    "bail_supervision_cases_completed",
)
THROUGHCARE = (
    "throughcare_custody_cases_commenced",
    "throughcare_community_cases_commenced",
    "throughcare_cases_commenced_total",
    "throughcare_community_cases_completed",
    "throughcare_caseload",
)
MEASURES = {
    "diversion": DIVERSION,
    "orders ended": ENDED,
    "fiscal work": FISCAL,
    "bail": BAIL,
    "throughcare": THROUGHCARE,
    "orders": ("cpo_commenced", "cpo_rate_per_10000"),
}
ONE_YEAR = ("diversion", "orders ended", "bail", "orders")
"""Where swaps within one year are tried, too."""
UNRELATED = "in the file alone neither of the two columns is bound to be the larger"
UNRELATED_PAIRS = {
    ("diversion_cases_completed", "diversion_individuals"),
    ("cpo_completed", "cpo_early_discharge"),
    ("cpo_revoked_review", "cpo_revoked_breach"),
    ("bail_supervision_cases_completed", "bail_supervision_individuals"),
    ("throughcare_custody_cases_commenced", "throughcare_community_cases_commenced"),
    ("throughcare_community_cases_completed", "throughcare_caseload"),
}


def swapped(one: str, other: str, period: str = "") -> Change:
    """Exchange the values of two columns; the headings stay."""

    def change(table: SheetSpec) -> None:
        a, b = columns(table)[one], columns(table)[other]
        for row in rows_of(table, period):
            cells = table.body[row]
            cells[a], cells[b] = cells[b], cells[a]

    return change


def _is_unrelated(one: str, other: str) -> bool:
    return (one, other) in UNRELATED_PAIRS or (other, one) in UNRELATED_PAIRS


def swaps() -> Iterator[Damage]:
    for workbook, measures in MEASURES.items():
        for one, other in combinations(measures, 2):
            why = UNRELATED if _is_unrelated(one, other) else ""
            yield to_table(workbook, f"{one} and {other} swapped", swapped(one, other), why)
            if workbook in ONE_YEAR:
                newest = swapped(one, other, NEWER)
                yield to_table(workbook, f"{one} and {other} swapped in {NEWER}", newest)


def moved(step: int, period: str = "", area: str = "") -> Change:
    """Move the figures of rows to the right or left; what falls off is lost."""

    def change(table: SheetSpec) -> None:
        first = min(columns(table).values())
        for row in rows_of(table, period, area):
            labels, figures = table.body[row][:first], table.body[row][first:]
            empty: list[Cell] = [None]
            shifted = [*empty, *figures[:-1]] if step > 0 else [*figures[1:], *empty]
            table.body[row] = [*labels, *shifted]

    return change


def shifts() -> Iterator[Damage]:
    for workbook in ("diversion", "orders ended", "bail", "treatment orders"):
        for words, step in (("right", 1), ("left", -1)):
            yield to_table(workbook, f"figures moved to the {words}", moved(step))
            newest = moved(step, NEWER)
            yield to_table(workbook, f"figures of {NEWER} moved to the {words}", newest)
            row = moved(step, NEWER, "S12000047")
            yield to_table(workbook, f"figures of one row moved to the {words}", row)


def dropped(measure: str) -> Change:
    """Take a column out, heading and all."""

    def change(table: SheetSpec) -> None:
        column = columns(table)[measure]
        for row in (*table.header, *table.body):
            del row[column]
        table.header_merged.clear()

    return change


def headed(measure: str, text: Cell) -> Change:
    """Write something else over a column."""

    def change(table: SheetSpec) -> None:
        table.header[-1][columns(table)[measure]] = text

    return change


def misspelt(measure: str) -> Change:
    """Leave a letter out of the middle of a heading."""

    def change(table: SheetSpec) -> None:
        column = columns(table)[measure]
        words = str(table.header[-1][column])
        half = len(words) // 2
        table.header[-1][column] = words[:half] + words[half + 1 :]

    return change


def headings() -> Iterator[Damage]:
    absent = "a table may lack a column that other editions have"
    for workbook in ("diversion", "bail", "orders"):
        for measure in MEASURES[workbook]:
            yield to_table(workbook, f"{measure} dropped", dropped(measure), absent)
            other = headed(measure, "Quarterly index")
            yield to_table(workbook, f"{measure} under another heading", other, absent)
            yield to_table(workbook, f"{measure} misspelt", misspelt(measure), "")
            yield to_table(workbook, f"{measure} without a heading", headed(measure, None), "")
    for workbook, one, other in (
        ("orders ended", "cpo_early_discharge", "Successfully completed"),
        ("orders ended", "cpo_completed", "Early discharge"),
        ("fiscal work", "fiscal_work_orders_completed", "Orders finished"),
        ("diversion", "diversion_assessments", "Number of referrals"),
        ("bail", "bail_supervision_individuals", "Bail supervision cases completed"),
    ):
        name = f"{one} under the heading “{other}” of its neighbour"
        yield to_table(workbook, name, headed(one, other))


DAMAGES = (*swaps(), *shifts(), *headings())
