"""Downloads of statistics.gov.scot on social work orders."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_builders.front import Made
from workbook_builders.known import Numbers
from workbook_builders.layouts_scotland import Slice, one_million_rows, open_data
from workbook_builders.places import EVERYWHERE
from workbook_builders.seeded import known, years
from workbook_builders.sheets import SheetSpec
from workbook_builders.style import Style
from workbook_builders.writing import write_csv

TYPE, OUTCOME = "Order Type", "Social Work Order Outcome"
CPO, DTTO, FISCAL = "Community Payback", "Drug Treatment And Testing", "Fiscal Work"
ENDED, COMPLETED, OTHERWISE = "Total", "Completed Or Discharged", "Not Completed Or Discharged"

COMMENCED = {
    "cpo_commenced": Slice({TYPE: CPO}, ratio=41.5),
    "dtto_commenced": Slice({TYPE: DTTO}, ratio=0.7),
    "fiscal_work_orders_commenced": Slice({TYPE: FISCAL}),
    "~probation": Slice({TYPE: "Probation"}),
}
TERMINATED = {
    "cpo_terminated": Slice({TYPE: CPO, OUTCOME: ENDED}),
    "~cpo_completed_or_discharged": Slice({TYPE: CPO, OUTCOME: COMPLETED}),
    "~cpo_not_completed": Slice({TYPE: CPO, OUTCOME: OTHERWISE}),
    "dtto_terminated": Slice({TYPE: DTTO, OUTCOME: ENDED}),
    "dtto_completed_or_discharged": Slice({TYPE: DTTO, OUTCOME: COMPLETED}),
    "fiscal_work_orders_terminated": Slice({TYPE: FISCAL, OUTCOME: ENDED}),
    "fiscal_work_orders_completed": Slice({TYPE: FISCAL, OUTCOME: COMPLETED}),
}
PERIODS = years("2015-16", "2023-24")


def _numbers() -> Numbers:
    numbers = Numbers(known())
    for area in EVERYWHERE:
        for period in PERIODS:
            numbers["~probation", area, period] = 3
            ended = numbers["cpo_terminated", area, period]
            well = numbers["~cpo_completed_or_discharged", area, period]
            numbers["~cpo_not_completed", area, period] = ended - well
    return numbers


def _made(stem: str, spec: SheetSpec, numbers: Numbers, encoding: str, delimiter: str) -> Made:
    content = write_csv(spec, encoding=encoding, delimiter=delimiter, newline="\n")
    kept = Numbers((key, numbers[key]) for key in sorted(spec.at)).held()
    return Made(content, f"{stem}.csv", "csv", kept, (spec,))


def orders_csv(
    cube: str = "commenced",
    *,
    order: Sequence[str] = (),
    style: Style | None = None,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Made:
    """Give the cube of orders “commenced” or “terminated”, its columns in the order given."""
    slices = {"commenced": COMMENCED, "terminated": TERMINATED}[cube]
    stem = f"social-work-orders-{cube}"
    numbers = _numbers()
    spec = open_data(numbers, slices, name=stem, periods=PERIODS, order=order, style=style)
    return _made(stem, spec, numbers, encoding, delimiter)


def big_orders_csv(rows: int = 1_000_000) -> Made:
    """Give the commenced cube of payback orders among rows of single years of age."""
    numbers = known().only(["cpo_commenced"], periods=PERIODS)
    content = one_million_rows(numbers, "cpo_commenced", COMMENCED["cpo_commenced"], rows)
    return Made(content, "social-work-orders-commenced.csv", "csv", numbers, ())
