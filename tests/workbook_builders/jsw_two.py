"""Justice Social Work Statistics, part 2: community payback orders in 26 sheets."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_builders import front
from workbook_builders.cpo_tables import COUNCIL_SHEETS, SCOTLAND_SHEETS
from workbook_builders.front import Made, above
from workbook_builders.jsw_one import council_sheet, ten_years_to
from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, columns_of
from workbook_builders.layouts_scotland import years_down
from workbook_builders.seeded import known
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import PLAIN, Style

TITLE = "Justice Social Work Statistics in Scotland: {edition} – Part 2"
NOTES = (
    "Orders are counted, not people. “Imposed”, “issued” and “commenced” are the same count.",
    "Figures from 2019-20 have been revised since the last publication.",
    "Rates per 10,000 use the mid-year population aged 16 to 70, by area of residence.",
    "The completion rate counts early discharge as completed and leaves out transfers.",
)


def cpo_sheets(numbers: Numbers, ten: Sequence[str], style: Style = PLAIN) -> list[SheetSpec]:
    """Give CPO_1 to CPO_26: three for Scotland alone, the others 330 rows each."""
    span = f"{ten[0]} to {ten[-1]}"
    scotland = [
        years_down(
            numbers,
            columns,
            name=f"CPO_{number}",
            periods=ten,
            preamble=above(f"Table CPO_{number}: {title}, {span}"),
            style=style,
        )
        for number, (title, columns) in SCOTLAND_SHEETS.items()
    ]
    return scotland + [
        council_sheet(
            numbers, f"CPO_{number}", f"{title}, by local authority", columns, ten, style=style
        )
        for number, (title, columns) in COUNCIL_SHEETS.items()
    ]


def jsw_part_2_cpo(
    edition: str = "2024-25",
    *,
    kind: str = "xlsx",
    style: Style = PLAIN,
    numbers: Numbers | None = None,
) -> Made:
    """“Community Payback Orders - Part 2”, in 26 sheets of which CPO_23 has the completions."""
    ten = ten_years_to(edition)
    numbers = numbers or known(ten[0], ten[-1])
    tables = cpo_sheets(numbers, ten, style)
    title = f"{TITLE.format(edition=edition)}: Community payback orders"
    sheets = [
        front.cover(title, published=front.issued("13 January", edition)),
        front.contents(tables, "Index"),
        front.notes(NOTES),
        *tables,
    ]
    return front.made("Community Payback Orders - Part 2", kind, sheets, numbers)


def jsw_part_2_dtto(
    edition: str = "2024-25",
    *,
    kind: str = "xlsx",
    style: Style = PLAIN,
    numbers: Numbers | None = None,
) -> Made:
    """Drug treatment and testing orders: few, so that many councils have none in a year."""
    ten = ten_years_to(edition)
    numbers = numbers or known(ten[0], ten[-1])
    named = "Drug treatment and testing orders"
    finished = [
        Column("dtto_terminated", "Orders finished"),
        Column("dtto_completed", "Successfully completed", "Reason for finishing"),
        Column("~dtto_early_discharge", "Early discharge", "Reason for finishing"),
        Column("~dtto_revoked_review", "Revoked due to review", "Reason for finishing"),
        Column("~dtto_revoked_breach", "Revoked due to breach", "Reason for finishing"),
        Column("~dtto_transfer_out", "Transfer out of area", "Reason for finishing"),
        Column("~dtto_death", "Death", "Reason for finishing"),
        Column("~dtto_other_end", "Other", "Reason for finishing"),
        Column("dtto_completed_or_discharged", "Completed or discharged early"),
        Column("dtto_completion_percent", "Completion rate [note 5]"),
    ]
    imposed = columns_of(
        {
            "dtto_commenced": "Orders imposed",
            "~dtto_individuals": "Individuals",
            "dtto_rate_per_10000": "Orders per 10,000 population",
        }
    )
    gender = [
        Column("dtto_commenced", "All orders"),
        *columns_of({"~dtto_males": "Men", "~dtto_females": "Women"}, "Gender"),
    ]
    tables = [
        council_sheet(numbers, "DTTO_1", f"{named} imposed", imposed, ten, style=style),
        council_sheet(numbers, "DTTO_2", f"{named} imposed, by gender", gender, ten, style=style),
        council_sheet(numbers, "DTTO_3", f"{named} finished by reason", finished, ten, style=style),
    ]
    title = f"{TITLE.format(edition=edition)}: {named}"
    sheets = [
        front.cover(title, published=front.issued("13 January", edition)),
        front.contents(tables, "Index"),
        front.notes(("Includes DTTO II orders.", *NOTES)),
        *tables,
    ]
    return front.made(f"{named} - Part 2", kind, sheets, numbers)


def jsw_part_2_reports(
    edition: str = "2024-25",
    *,
    kind: str = "xlsx",
    style: Style = PLAIN,
    numbers: Numbers | None = None,
) -> Made:
    """Justice social work reports: submitted is full and supplementary together."""
    ten = ten_years_to(edition)
    numbers = numbers or known(ten[0], ten[-1])
    reports = [
        Column("jsw_reports_submitted", "Total reports submitted"),
        Column("jsw_reports_full", "Full reports", "Type of report"),
        Column("jsw_reports_supplementary", "Supplementary reports", "Type of report"),
        Column("~jsw_reports_individuals", "Individuals"),
        Column("jsw_reports_rate_per_10000", "Reports per 10,000 population"),
    ]
    outcomes = columns_of({"jsw_reports_main_outcomes_total": "Total main outcomes"})
    tables = [
        council_sheet(
            numbers, "JSWR_1", "Justice social work reports submitted", reports, ten, style=style
        ),
        council_sheet(
            numbers,
            "JSWR_2",
            "Main outcomes from justice social work reports",
            outcomes,
            ten,
            style=style,
        ),
    ]
    title = f"{TITLE.format(edition=edition)}: Justice social work reports"
    sheets = [
        front.cover(title, published=front.issued("13 January", edition)),
        front.contents(tables),
        *tables,
    ]
    return front.made("Justice social work reports - Part 2", kind, sheets, numbers)
