"""The older one-part editions: numbered tables for Scotland, one by council, dashes for nil."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_builders import front
from workbook_builders.front import Made
from workbook_builders.known import NOT_AVAILABLE, Numbers
from workbook_builders.layouts import Column, lines, one_year
from workbook_builders.layouts_scotland import Line, measures_down
from workbook_builders.places import SCOTLAND
from workbook_builders.seeded import Exact, known, years
from workbook_builders.sheets import Row, SheetSpec
from workbook_builders.style import OLD_STYLE, Style

CHANGE_OF_BASIS = "2017-18"
"""The edition from which the share completed leaves out transfers (probably)."""

SUMMARY = (
    Line("Diversion from prosecution cases commenced", "diversion_cases_commenced"),
    Line("Bail supervision cases", "bail_supervision_cases_commenced"),
    Line("Criminal justice social work reports submitted1", "jsw_reports_submitted"),
    Line("Individuals with reports submitted", "~jsw_reports_individuals"),
    Line("Total social work orders commenced", "social_work_orders_commenced_total"),
    Line("Throughcare:"),
    Line("Statutory custody-based throughcare cases", "throughcare_custody_cases_commenced"),
    Line("Statutory community-based throughcare cases", "throughcare_community_cases_commenced"),
    Line("Voluntary throughcare cases", "voluntary_throughcare_cases_commenced"),
    Line("Statutory throughcare caseload at 31 March", "throughcare_caseload"),
)
ORDERS = (
    Line("Orders commenced", "social_work_orders_commenced_total"),
    Line("Community payback orders1", "cpo_commenced"),
    Line("Community service orders2", "~community_service_orders"),
    Line("Drug treatment and testing orders1", "dtto_commenced"),
    Line("Fiscal work orders4", "fiscal_work_orders_commenced"),
    Line("Individuals with orders commenced"),
    Line("Community payback orders1", "cpo_individuals"),
    Line("Drug treatment and testing orders1", "~dtto_individuals"),
    Line("Orders in force at 31 March"),
    Line("Community payback orders1", "cpo_in_force"),
    Line("Orders terminated"),
    Line("Community payback orders1", "cpo_terminated"),
    Line("Drug treatment and testing orders1", "dtto_terminated"),
    Line("Fiscal work orders4", "fiscal_work_orders_terminated"),
)
DIVERSION = (
    Line("Referrals", "diversion_referrals"),
    Line("Assessments", "diversion_assessments"),
    Line("Cases commenced", "diversion_cases_commenced"),
    Line("Individuals", "diversion_individuals"),
    Line("Cases completed", "diversion_cases_completed"),
)
BAIL = (
    Line("Bail information"),
    Line("Requests from court for bail information", "bail_information_requests"),
    Line("Bail supervision cases"),
    Line("Number commenced", "bail_supervision_cases_commenced"),
    Line("Individuals", "bail_supervision_individuals"),
    Line("Home detention curfew assessments"),
    Line("Reports", "~home_detention_curfew_reports"),
)
REASONS = (
    Line("Number"),
    Line("Total", "cpo_terminated"),
    Line("Successfully completed", "cpo_completed"),
    Line("Early discharge", "cpo_early_discharge"),
    Line("Revoked due to review", "cpo_revoked_review"),
    Line("Revoked due to breach", "cpo_revoked_breach"),
    Line("Transfer out of area", "cpo_transfer_out"),
    Line("Death", "~cpo_death"),
    Line("Other1", "~cpo_other_end"),
    Line("Percentage"),
    Line("Total", "~hundred_percent"),
    Line("Successfully completed", "~cpo_completed_percent"),
    Line("Early discharge", "~cpo_early_discharge_percent"),
    Line("Revoked due to review", "~cpo_revoked_review_percent"),
    Line("Revoked due to breach", "~cpo_revoked_breach_percent"),
    Line("Transfer out of area", "~cpo_transfer_out_percent"),
    Line("Death", "~~cpo_death_percent"),
    Line("Other1", "~~cpo_other_end_percent"),
)
COUNCILS_TABLE = (
    ("Criminal justice social work reports submitted", "jsw_reports_submitted", "jsw_reports"),
    ("Community payback orders imposed", "cpo_commenced", "cpo"),
    ("Drug treatment and testing orders imposed", "dtto_commenced", "dtto"),
    ("Diversion from prosecution cases commenced", "diversion_cases_commenced", "diversion"),
)
FOOT = (
    "1. Figures have been revised since the last publication.",
    "2. Discontinued for offences from 1 February 2011.",
    "3. Rates use the mid-year population estimates of people aged 16 to 70.",
)


def old_numbers(edition: str, exact: Exact = (), seed: int = 1) -> Numbers:
    """Make the numbers that an edition knows: seven years, rates and shares to one decimal."""
    first = f"{int(edition[:4]) - 6}-00"
    numbers = Numbers(known(first, edition, seed, exact))
    for period in years(first, edition):
        numbers["~community_service_orders", SCOTLAND, period] = NOT_AVAILABLE
        numbers["~hundred_percent", SCOTLAND, period] = 100.0
    shares = [line.measure for line in REASONS if line.measure.endswith("_percent")]
    rates = [f"{kind}_rate_per_10000" for *_, kind in COUNCILS_TABLE]
    done = ["cpo_completion_percent", "cpo_completion_percent_old_basis", "dtto_completion_percent"]
    return numbers.rounded(dict.fromkeys([*shares, *rates, *done], 1))


def _titled(title: str, *more: str) -> list[Row]:
    return lines(title, *more, "")


def _for_scotland(
    numbers: Numbers,
    table: str,
    title: str,
    rows: Sequence[Line],
    periods: Sequence[str],
    style: Style,
) -> SheetSpec:
    return measures_down(
        numbers,
        rows,
        name=table,
        periods=periods,
        preamble=_titled(f"{table}: {title}: {periods[0]} to {periods[-1]}"),
        footnotes=lines("", *FOOT),
        style=style,
        marks={periods[0]: "6,7", periods[-2]: "7", periods[-1]: "6"},
    )


def _by_council(numbers: Numbers, edition: str, style: Style) -> SheetSpec:
    columns = [
        column
        for label, count, kind in COUNCILS_TABLE
        for column in (
            Column(count, "Number", label),
            Column(f"{kind}_rate_per_10000", "Per 10,000 population3", label),
        )
    ]
    title = (
        "Table 3: Criminal justice social work reports submitted, community payback orders "
        "imposed, drug treatment & testing orders imposed and diversion from prosecution cases "
        f"commenced: Number and proportion per 10,000 population, {edition}"
    )
    return one_year(
        numbers,
        columns,
        edition,
        name="Table 3",
        preamble=_titled(title),
        footnotes=lines("", *FOOT),
        style=style,
        area_heading="Local authority area",
    )


def completions(edition: str) -> tuple[Line, ...]:
    """Give the lines on completions: their basis changed, and so did the measure."""
    if edition < CHANGE_OF_BASIS:
        payback = Line("Community payback orders1,3", "cpo_completion_percent_old_basis")
        return Line("Percentage successfully completed"), payback
    return (
        Line("Proportion of completions/discharges6"),
        Line("Community payback orders1,3,5", "cpo_completion_percent"),
        Line("Drug treatment and testing orders1,5", "dtto_completion_percent"),
    )


def cjsw_old(
    edition: str = "2016-17",
    *,
    kind: str = "xls",
    style: Style = OLD_STYLE,
    exact: Exact = (),
    seed: int = 1,
) -> Made:
    """One publication for everything; Scotland over five or seven years, councils for one."""
    numbers = old_numbers(edition, exact, seed)
    seven = years(f"{int(edition[:4]) - 6}-00", edition)
    five = seven[-5:]
    reasons = f"Table {24 if edition < CHANGE_OF_BASIS else 26}"
    name = "Community payback orders terminated by reason"
    summary = "Summary of criminal justice social work activity"
    orders = [*ORDERS, *completions(edition)]
    tables = [
        _for_scotland(numbers, "Table 1", summary, SUMMARY, seven, style),
        _for_scotland(numbers, "Table 2", "Social work orders", orders, seven, style),
        _by_council(numbers, edition, style),
        _for_scotland(numbers, "Table 4", "Diversion from prosecution", DIVERSION, five, style),
        _for_scotland(
            numbers,
            "Table 6",
            "Bail information, court services and home detention curfew assessments",
            BAIL,
            five,
            style,
        ),
        _for_scotland(numbers, reasons, name, REASONS, five, style),
    ]
    title = f"Criminal Justice Social Work Statistics in Scotland: {edition}"
    sheets = [front.contents(tables, "List of tables"), *tables]
    dated = f"Published {front.issued('5 February', edition)}"
    sheets[0].preamble.insert(0, [title, dated])
    return front.made(f"cjsw-{edition}-tables", kind, sheets, numbers)


REVISIONS = (("2016-17", 19136), ("2018-19", 19206), ("2019-20", 19202))
"""Editions, and what each printed for Scotland's orders commenced in 2016-17."""


def revision_case(kind: str = "xlsx") -> list[Made]:
    """Three editions that print another number for the orders commenced in 2016-17."""
    return [
        cjsw_old(edition, kind=kind, exact=(("cpo_commenced", "2016-17", number),))
        for edition, number in REVISIONS
    ]
