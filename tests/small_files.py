"""Small files of figures as text, for tests of checks and publishing: what matters stands out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from cjdata.publishing.load_workbooks import Upload
from cjdata.reference.areas import Areas

Row = dict[str, object]
COUNTS = {
    "cpo_terminated": "Total finished",
    "cpo_completed": "Successfully completed",
    "cpo_early_discharge": "Early discharge",
    "cpo_transfer_out": "Transfer out of area",
}
RATE = {"cpo_completion_percent": "Completion rate"}
YEARS = ("2020-21", "2021-22", "2022-23", "2023-24", "2024-25")


def councils_rows(
    areas: Areas, years: Sequence[str] = YEARS, *, with_rate: bool = True
) -> list[Row]:
    """Give sound rows of community payback orders that ended: 32 councils, and their sum."""
    rows: list[Row] = []
    for y, year in enumerate(years):
        own = [
            _row(a.name, year, 100 + i + y, 60 + i + i * y % 5)
            for i, a in enumerate(areas.councils)
        ]
        total: Row = {"area": "Scotland", "year": year}
        for measure in COUNTS:
            total[measure] = sum(int(str(row[measure])) for row in own)
        rows += [*own, total]
    for row in rows if with_rate else ():
        over = int(str(row["cpo_completed"])) + int(str(row["cpo_early_discharge"]))
        of = int(str(row["cpo_terminated"])) - int(str(row["cpo_transfer_out"]))
        row["cpo_completion_percent"] = repr(over / of)
    return rows


def _row(area: str, year: str, ended: int, completed: int) -> Row:
    return {
        "area": area,
        "year": year,
        "cpo_terminated": ended,
        "cpo_completed": completed,
        "cpo_early_discharge": 3,
        "cpo_transfer_out": 4,
    }


def payback_file(
    rows: Iterable[Mapping[str, object]],
    edition: str = "2024-25",
    *,
    name: str = "payback.csv",
    part: str = " - Part 2",
    published: str | None = None,
) -> Upload:
    """Write rows as the table of orders that ended, by council, of an edition of part 2.

    The cover says when it was published: in the January after its year, if nothing else is said.
    """
    rows = list(rows)
    measures = [m for m in (*COUNTS, *RATE) if any(m in row for row in rows)]
    headings = ["Year", "Local authority", *((COUNTS | RATE)[m] for m in measures)]
    date = f"13 January {int(edition[:4]) + 2}" if published is None else published
    dated = f" - published {date}" if date else ""
    lines = [
        f"Justice Social Work Statistics in Scotland: {edition}{part}{dated}",
        "Community payback orders ended by reason and local authority",
        ",".join(headings),
        *(",".join(_cells(row, ["year", "area", *measures])) for row in rows),
    ]
    return Upload(name, "\n".join(lines).encode())


def _cells(row: Mapping[str, object], names: Sequence[str]) -> list[str]:
    return [f'"{row[name]}"' if "," in str(row[name]) else str(row[name]) for name in names]


def changed(rows: Sequence[Row], where: Callable[[Row], bool], **values: object) -> list[Row]:
    """Give the rows with some values changed in those that fit."""
    assert any(where(row) for row in rows), "no row fits"
    return [row | values if where(row) else row for row in rows]


def of(area: str, year: str) -> Callable[[Row], bool]:
    """Pick the row of an area and a year."""
    return lambda row: row["area"] == area and row["year"] == year
