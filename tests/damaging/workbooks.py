"""The workbooks that are damaged: a table each, of two editions that agree where they overlap."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from workbook_builders import jsw_one, jsw_two, older, open_data, others, proceedings
from workbook_builders.front import Made
from workbook_builders.known import Numbers
from workbook_builders.seeded import years

from damaging.frame import Workbook, shortened

OLDER, NEWER = "2023-24", "2024-25"
FIVE = years("2020-21", NEWER)
EDITIONS = {"bulletin": ("2015-16", "2016-17"), "proceedings": ("2021-22", "2022-23")}
SHEETS = {
    "diversion": ("part 1", "DFP_1"),
    "diversion rate": ("part 1", "DFP_3"),
    "bail": ("part 1", "BAIL_2"),
    "fiscal work": ("part 1", "FWO_1"),
    "throughcare": ("part 1", "TC_1"),
    "orders": ("part 2", "CPO_4"),
    "orders ended": ("part 2", "CPO_23"),
    "treatment orders": ("dtto", "DTTO_1"),
    "homelessness": ("homelessness", "T1"),
    "lost homes": ("homelessness", "T8a"),
    "penalties": ("proceedings", "LA_1"),
    "old bulletin": ("bulletin", "Table 3"),
    "scotland": ("bulletin", "Table 4"),
    "open data": ("open data", ""),
}
MADE: dict[str, Callable[[str], Made]] = {
    "part 1": jsw_one.jsw_part_1,
    "part 2": jsw_two.jsw_part_2_cpo,
    "dtto": jsw_two.jsw_part_2_dtto,
    "homelessness": others.homelessness,
    "proceedings": proceedings.criminal_proceedings,
    "bulletin": older.cjsw_old,
    "open data": lambda _edition: open_data.orders_csv(),
}
IN_FORCE_ON_A_DAY = ("cpo_in_force", "throughcare_caseload")


@cache
def _made(name: str, edition: str) -> Made:
    return MADE[name](edition)


@cache
def workbook(name: str, *, newer: bool = True) -> Workbook:
    """Give one of the workbooks, with its cover and its one table."""
    source, sheet = SHEETS[name]
    edition = EDITIONS.get(source, (OLDER, NEWER))[newer]
    made = _made(source, edition)
    if not sheet:
        return Workbook(made.name, made.sheets, made.numbers)
    table = made.sheet(sheet)
    if source in ("part 1", "part 2", "dtto"):
        table = shortened(table, years(f"{int(edition[:4]) - 4}-00", edition))
    numbers = Numbers((k, made.numbers[k]) for k in table.at if k in made.numbers)
    return Workbook(made.name, (made.sheets[0], table), _on_their_day(numbers))


def _on_their_day(numbers: Numbers) -> Numbers:
    """Give counts of the last day of March the day as their period."""
    return Numbers(
        ((m, a, f"{int(p[:4]) + 1}-03-31" if m in IN_FORCE_ON_A_DAY else p), value)
        for (m, a, p), value in numbers.items()
    )
