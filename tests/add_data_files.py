"""Small workbooks to drop on the page: sound, wrong, and in words that no recipe knows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from cjdata.reference.areas import Areas

YEARS = ("2023-24", "2024-25")
COVER = "Justice Social Work Statistics in Scotland: 2024-25 – Part 1"
TABLE = "Table DFP_1: Diversion from prosecution by local authority, 2023-24 to 2024-25"
HEADER = ("Year", "Local authority", "Number of referrals", "Cases commenced", "Cases completed")


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def rows_of(areas: Areas, more: int = 0) -> list[list[Any]]:
    """A row a year and council, and Scotland's sums; Clackmannanshire's cases begin at 30."""
    rows: list[list[Any]] = []
    for year in YEARS:
        own = [[90 + n + more, 25 + n + more, 10 + n] for n in range(32)]
        rows += [[year, a.name, *v] for a, v in zip(areas.councils, own, strict=True)]
        rows.append([year, "Scotland", *map(sum, zip(*own, strict=True))])
    return rows


def diversion(
    areas: Areas,
    more: int = 0,
    published: str = "Published 10 September 2025",
    further: tuple[str, Sequence[Sequence[Any]]] | None = None,
    unit: str = "",
) -> bytes:
    rows = [[TABLE], [unit], HEADER, *rows_of(areas, more)]
    sheets = [further] if further else []
    return workbook(("Cover", [[COVER], [published]]), ("DFP_1", rows), *sheets)


def of_the_young(areas: Areas, more: int = 0, *, sheets: int = 1, edition: int = 2024) -> bytes:
    """A workbook whose tables say in their titles that they are of young people.

    Where there are two, the second is of the year before; it says the same words.
    """
    title = "Table DFP_1: Diversion from prosecution, young people, by local authority, "
    rows = rows_of(areas, more)
    half = len(rows) // 2
    parts = [("2024-25", rows[half:]), ("2023-24", rows[:half])][:sheets]
    tables = [(f"DFP_{n + 1}", [[title + y], [], HEADER, *r]) for n, (y, r) in enumerate(parts)]
    cover = COVER.replace("2024-25", f"{edition}-{edition - 1999}")
    published = f"Published 10 September {edition + 1}"
    return workbook(("Cover", [[cover], [published]]), *tables)


def wrong(areas: Areas) -> bytes:
    """A workbook with a council misspelt, a text among the figures, and less than nothing."""
    rows = rows_of(areas)
    rows[5][1], rows[8][3], rows[9][4] = "Clackmananshyre", "??", -4
    return workbook(("Cover", [[COVER]]), ("DFP_1", [[TABLE], [], HEADER, *rows]))


def unknown(
    areas: Areas,
    *further: tuple[str, Sequence[Sequence[Any]]],
    heading: str = "Joined",
    sign: str = "",
) -> bytes:
    """A workbook in words that no recipe knows; a sign may stand for its first figure."""
    rows = [[a, y, c, d] for y, a, _, c, d in rows_of(areas)]
    rows[0][2] = sign or rows[0][2]
    title = "Table 1: Arrivals and exits by partnership, 2023-24 to 2024-25"
    header = ("Partnership", "Span", heading, "Left early")
    top = [["Meeting people at the gate: 2024-25"], [title], [], header]
    return workbook(("Data", [*top, *rows]), *further)


def of_rows(areas: Areas) -> bytes:
    """Open data as statistics.gov.scot gives it: one value a row, of which two are wanted."""
    rows: list[list[Any]] = []
    for n, area in enumerate(areas.councils):
        for unit, kind, base in (("Number", "Cases commenced", 100), ("Number", "Referrals", 200)):
            for gender, part in (("All", 0), ("Male", 50)):
                rows.append([area.code, "2023/2024", unit, kind, base + n - part, gender])
    head = ["FeatureCode", "DateCode", "Measurement", "Units", "Value", "Gender"]
    return "\n".join(",".join(map(str, row)) for row in [head, *rows]).encode()
