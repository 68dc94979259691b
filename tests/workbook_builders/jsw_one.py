"""Justice Social Work Statistics, part 1, as the council sheets of recent years are laid out."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_builders import front
from workbook_builders.front import Made, above, filter_note
from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, columns_of, lines, long
from workbook_builders.seeded import known, years
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import PLAIN, Style

TITLE = "Justice Social Work Statistics in Scotland: {edition} – Part 1"
STEM = "justice-social-work-statistics-{edition}-part-1-local-authority-tables"
NOTES = (
    "Figures by local authority are approximate and not necessarily accurate to the last digit.",
    "Cases are counted, not people. One person can have more than one case in a year.",
    "Figures for 2020-21 and 2021-22 were affected by the Covid-19 pandemic.",
    "Rates use the mid-year population aged 16 to 70 of National Records of Scotland.",
    "Collected from 2022-23. “[x]” means not collected that year, “[z]” not applicable.",
    "Structured deferred sentences have been collected since 2018-19.",
    "The completion rate is successful completions as a share of orders that finished.",
)


def ten_years_to(edition: str) -> tuple[str, ...]:
    return years(f"{int(edition[:4]) - 9}-00", edition)


def council_sheet(
    numbers: Numbers,
    name: str,
    title: str,
    columns: Sequence[Column],
    periods: Sequence[str],
    *,
    style: Style = PLAIN,
    area_heading: str = "Local authority",
    year_heading: str = "Year",
    footnotes: Sequence[str] = (),
) -> SheetSpec:
    """Give a sheet as in 2024-25: title, link, filter note, two-row header where grouped."""
    span = f"{periods[0]} to {periods[-1]}"
    arrow = "A5" if any(column.group for column in columns) else "A4"
    return long(
        numbers,
        columns,
        name=name,
        periods=periods,
        preamble=above(f"Table {name}: {title}, {span}", filter_note(periods[-1], arrow)),
        footnotes=lines("", *footnotes) if footnotes else (),
        style=style,
        year_heading=year_heading,
        area_heading=area_heading,
    )


def _diversion(numbers: Numbers, ten: Sequence[str], style: Style) -> list[SheetSpec]:
    stages = [
        Column("diversion_referrals", "Number of referrals", "Before cases commence"),
        Column("diversion_assessments", "Number of assessments", "Before cases commence"),
        Column("diversion_cases_commenced", "Cases commenced [note 2]", "Cases"),
        Column("diversion_cases_completed", "Cases successfully completed", "Cases"),
        Column("diversion_individuals", "Individuals with a case commenced"),
    ]
    characteristics = [
        Column("diversion_cases_commenced", "Total cases commenced"),
        Column("~diversion_males", "Male", "Gender"),
        Column("~diversion_females", "Female", "Gender"),
        Column("~diversion_16_17", "16-17", "Age"),
        Column("~diversion_18_20", "18-20", "Age"),
        Column("~diversion_over_20", "Over 20", "Age"),
    ]
    rate = [
        Column("diversion_cases_commenced", "Cases commenced: number"),
        Column("diversion_rate_per_10000", "Cases commenced: rate per 10,000 population [note 4]"),
    ]
    since = [period for period in ten if period >= "2022-23"]
    extended = [
        Column("diversion_cases_commenced_extended_period", "Extended periods: cases commenced")
    ]
    return [
        council_sheet(
            numbers,
            "DFP_1",
            "Diversion from prosecution by stage and local authority [note 1]",
            stages,
            ten,
            style=style,
        ),
        council_sheet(
            numbers,
            "DFP_2",
            "Diversion from prosecution cases commenced by gender and age",
            characteristics,
            ten,
            style=style,
        ),
        council_sheet(
            numbers,
            "DFP_3",
            "Diversion from prosecution cases commenced per 10,000 population",
            rate,
            ten,
            style=style,
            area_heading="Local authority area",
        ),
        council_sheet(
            numbers,
            "DFP_4",
            "Diversion from prosecution: cases commenced on an extended period [note 5]",
            extended,
            since,
            style=style,
        ),
    ]


def _bail(numbers: Numbers, ten: Sequence[str], style: Style) -> list[SheetSpec]:
    since = [period for period in ten if period >= "2022-23"]
    reports = [
        Column("bail_suitability_assessments", "Total assessment reports"),
        Column("~bail_suitable", "Suitable for bail", "Recommendation"),
        Column("~bail_unsuitable", "Not suitable for bail", "Recommendation"),
        Column("~bail_not_recommended", "Recommendation not known", "Recommendation"),
    ]
    supervision = columns_of(
        {
            "bail_supervision_cases_commenced": "Bail supervision cases commenced",
            "bail_supervision_individuals": "Number of individuals",
            "bail_supervision_cases_completed": "Bail supervision cases completed",
            "~bail_with_electronic_monitoring": "of which with electronic monitoring [note 5]",
        }
    )
    return [
        council_sheet(
            numbers,
            "BAIL_1",
            "Assessment reports for bail suitability submitted to the courts, by recommendation",
            reports,
            since,
            style=style,
            year_heading="Financial year",
        ),
        council_sheet(
            numbers,
            "BAIL_2",
            "Bail supervision by local authority",
            supervision,
            ten,
            style=style,
            year_heading="Financial year",
            footnotes=("Official statistics in development for 2022-23 and 2023-24.",),
        ),
    ]


def _orders(numbers: Numbers, ten: Sequence[str], style: Style) -> list[SheetSpec]:
    sentences = [
        Column("sds_imposed", "Structured deferred sentences imposed"),
        Column("~sds_males", "Males", "Imposed, by gender"),
        Column("~sds_females", "Females", "Imposed, by gender"),
        Column("sds_finished", "Structured deferred sentences finished"),
    ]
    fiscal = [
        Column("fiscal_work_order_assessments", "Assessments"),
        Column("fiscal_work_orders_commenced", "Orders commenced", "Orders"),
        Column("fiscal_work_orders_terminated", "Orders finished", "Orders"),
        Column("fiscal_work_orders_completed", "Successfully completed", "Orders"),
        Column(
            "fiscal_work_orders_completion_percent",
            "Completion rate [note 7]",
            formula="{fiscal_work_orders_completed}/{fiscal_work_orders_terminated}",
        ),
    ]
    since = [period for period in ten if period >= "2018-19"]
    return [
        council_sheet(
            numbers,
            "SDS_1",
            "Structured deferred sentences by local authority [note 6]",
            sentences,
            since,
            style=style,
        ),
        council_sheet(
            numbers,
            "FWO_1",
            "Fiscal work orders: assessments, orders commenced and orders finished",
            fiscal,
            ten,
            style=style,
        ),
    ]


def _throughcare(numbers: Numbers, ten: Sequence[str], style: Style) -> list[SheetSpec]:
    statutory = [
        Column("throughcare_custody_cases_commenced", "Custody", "Cases commenced"),
        Column("throughcare_community_cases_commenced", "Community", "Cases commenced"),
        Column("throughcare_cases_commenced_total", "Total", "Cases commenced"),
        Column("throughcare_community_cases_completed", "Completed in the community"),
        Column("throughcare_caseload", "Individuals on the caseload at 31 March"),
    ]
    voluntary = columns_of(
        {
            "voluntary_throughcare_cases_commenced": "Cases commenced",
            "voluntary_throughcare_individuals": "Individuals who received assistance",
        }
    )
    reports = columns_of(
        {
            "~home_leave_reports": "Home leave reports",
            "~home_circumstance_reports": "Home circumstance reports",
            "~home_detention_curfew_reports": "Home detention curfew assessment reports",
        }
    )
    return [
        council_sheet(numbers, "TC_1", "Statutory throughcare", statutory, ten, style=style),
        council_sheet(
            numbers,
            "TC_2",
            "Voluntary throughcare: cases commenced and individuals, by local authority",
            voluntary,
            ten,
            style=style,
        ),
        council_sheet(
            numbers,
            "PRR_1",
            "Pre-release reports and home detention curfew assessments",
            reports,
            ten,
            style=style,
        ),
    ]


def jsw_part_1(
    edition: str = "2024-25",
    *,
    kind: str = "xlsx",
    style: Style = PLAIN,
    numbers: Numbers | None = None,
) -> Made:
    """Part 1: diversion, bail, deferred sentences, fiscal work orders, throughcare; ten years."""
    ten = ten_years_to(edition)
    numbers = numbers or known(ten[0], ten[-1])
    tables = [
        *_diversion(numbers, ten, style),
        *_orders(numbers, ten, style),
        *_bail(numbers, ten, style),
        *_throughcare(numbers, ten, style),
    ]
    title = TITLE.format(edition=edition)
    published = "10 September 2025" if edition == "2024-25" else "24 September 2024"
    sheets = [
        front.cover(title, published=published),
        front.contents(tables),
        front.notes(NOTES),
        *tables,
    ]
    return front.made(STEM.format(edition=edition), kind, sheets, numbers)
