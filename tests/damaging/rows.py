"""Damages to rows: shifted, sorted, copied, deleted, and wrong names of areas and years."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook_builders.sheets import SheetSpec

from damaging.frame import Change, Damage, columns, rows_of, to_table
from damaging.workbooks import FIVE, NEWER

FIFE, FALKIRK, GLASGOW, SCOTLAND = "S12000047", "S12000014", "S12000049", "S92000003"
MIDDLE, OLDEST = FIVE[2], FIVE[0]
TABLES = ("diversion", "orders ended", "treatment orders")
CONSISTENT = "each council’s figures are another’s in every year, and add up all the same"


def year_column(table: SheetSpec) -> int:
    return next(n for n, cell in enumerate(table.header[-1]) if "ear" in str(cell))


def area_column(table: SheetSpec) -> int:
    return next(n for n, cell in enumerate(table.header[-1]) if "authority" in str(cell))


def shifted(step: int, period: str = "", *, whole: bool = True, only: int | None = None) -> Change:
    """Move the figures of rows down or up; those at the end come round to the other.

    ``whole`` takes Scotland's row along; ``only`` moves one column of figures (−1 the last).
    """

    def change(table: SheetSpec) -> None:
        area = area_column(table)
        rows = [r for r in rows_of(table, period) if whole or table.body[r][area] != "Scotland"]
        first, *others = columns(table).values()
        moving = list(range(first, len(table.body[rows[0]])))
        if only is not None:
            moving = [[first, *others][only]]
        figures = [[table.body[row][c] for c in moving] for row in rows]
        for row, values in zip(rows, figures[-step:] + figures[:-step], strict=True):
            for column, value in zip(moving, values, strict=True):
                table.body[row][column] = value

    return change


def shifts() -> Iterator[Damage]:
    for table in TABLES:
        for words, step in (("down", 1), ("up", -1)):
            for when, period in (
                ("everywhere", ""),
                (f"in {NEWER}", NEWER),
                (f"in {MIDDLE}", MIDDLE),
            ):
                name = f"figures one row {words} {when}"
                yield to_table(table, name, shifted(step, period))
        name = f"figures of the councils one row down in {NEWER}"
        yield to_table(table, name, shifted(1, NEWER, whole=False))
        yield to_table(table, f"last column one row down in {NEWER}", shifted(1, NEWER, only=-1))
    name = "figures of the councils one row down everywhere"
    yield to_table("bail", name, shifted(1, "", whole=False), CONSISTENT)
    yield to_table("diversion rate", "rates one row up everywhere", shifted(-1, only=-1))


def labelled(period: str, text: str, area: str = "") -> Change:
    """Write something else where a year stands."""

    def change(table: SheetSpec) -> None:
        for row in rows_of(table, period, area):
            table.body[row][year_column(table)] = text

    return change


def exchanged(one: str, other: str) -> Change:
    """Exchange the names of two years."""

    def change(table: SheetSpec) -> None:
        rows = {one: rows_of(table, one), other: rows_of(table, other)}
        for period, text in ((one, other), (other, one)):
            for row in rows[period]:
                table.body[row][year_column(table)] = text

    return change


def copied(period: str, to: str) -> Change:
    """Write the figures of a year over those of another."""

    def change(table: SheetSpec) -> None:
        first = min(columns(table).values())
        for source, target in zip(rows_of(table, period), rows_of(table, to), strict=True):
            table.body[target][first:] = list(table.body[source][first:])

    return change


def a_year_later(table: SheetSpec) -> None:
    for row in table.body:
        start = int(str(row[0])[:4]) + 1
        row[0] = f"{start}-{(start + 1) % 100:02d}"


WRONG_YEARS = (
    "2032-33",
    "1015-16",
    "2015-17",
    "2O24-25",
    "24-25",
    "2024",
    "2024-2024",
    "20224-25",
    "2025-24",
    "Year",
    "45383",
    "",
)


def years() -> Iterator[Damage]:
    for number, text in enumerate(WRONG_YEARS):
        yield to_table("diversion", f"the year “{text}” for {NEWER}", labelled(NEWER, text))
        if number % 2:
            row = labelled(NEWER, text, FIFE)
            yield to_table("orders ended", f"the year “{text}” in one row", row)
    for table in TABLES:
        yield to_table(table, f"{NEWER} named {FIVE[3]}", labelled(NEWER, FIVE[3]))
        yield to_table(table, "two years exchanged", exchanged(FIVE[2], FIVE[3]))
        yield to_table(table, "first and last year exchanged", exchanged(OLDEST, NEWER))
        yield to_table(table, "the newest two years exchanged", exchanged(FIVE[3], NEWER))
        yield to_table(table, "every year one later", a_year_later)
        yield to_table(table, "a year’s figures copied over the next", copied(FIVE[3], NEWER))
        yield to_table(
            table, "figures of the first year copied over the last", copied(OLDEST, NEWER)
        )
    yield to_table("diversion", "one row of the next year", labelled(NEWER, "2025-26", FIFE))
    yield to_table("diversion", "one row of the year before", labelled(NEWER, FIVE[3], FIFE))


def deleted(period: str = "", area: str = "") -> Change:
    """Take rows out."""

    def change(table: SheetSpec) -> None:
        for row in reversed(rows_of(table, period, area)):
            del table.body[row]

    return change


def again(period: str = "", area: str = "") -> Change:
    """Write rows a second time, under the others."""

    def change(table: SheetSpec) -> None:
        table.body += [list(table.body[row]) for row in rows_of(table, period, area)]

    return change


def presence() -> Iterator[Damage]:
    for table in ("diversion", "orders"):
        for period in (OLDEST, MIDDLE, NEWER):
            yield to_table(table, f"{period} deleted", deleted(period))
            yield to_table(table, f"Fife deleted in {period}", deleted(period, FIFE))
            yield to_table(table, f"Scotland deleted in {period}", deleted(period, SCOTLAND))
        yield to_table(table, "Fife deleted", deleted("", FIFE))
        why = "a table may have councils alone"
        yield to_table(table, "Scotland deleted", deleted("", SCOTLAND), why)
        yield to_table(table, "every row deleted", deleted(), place="sheet")
        yield to_table(
            table, "all but one row deleted", lambda t: t.body.__delitem__(slice(1, None))
        )
        yield to_table(
            table, "the last rows cut off", lambda t: t.body.__delitem__(slice(150, None))
        )
        yield to_table(table, "the last row cut off", lambda t: t.body.pop())
        yield to_table(table, "a row copied", again(NEWER, FIFE))
        yield to_table(table, "Scotland’s row copied", again(NEWER, SCOTLAND))
        yield to_table(table, "a year copied", again(NEWER))


def called(area: str, text: str, period: str = NEWER) -> Change:
    """Give an area another name."""

    def change(table: SheetSpec) -> None:
        for row in rows_of(table, period, area):
            table.body[row][area_column(table)] = text

    return change


def named_after(one: str, other: str, names: tuple[str, str]) -> Change:
    """Exchange the names of two areas everywhere."""

    def change(table: SheetSpec) -> None:
        rows = rows_of(table, "", one), rows_of(table, "", other)
        for place, name in zip(rows, reversed(names), strict=True):
            for row in place:
                table.body[row][area_column(table)] = name

    return change


def resorted(key: Callable[[str], object]) -> Change:
    """Sort the names of each year and leave the figures where they are."""

    def change(table: SheetSpec) -> None:
        area = area_column(table)
        for period in sorted({key[2] for key in table.at}):
            rows = rows_of(table, period)
            names = sorted((str(table.body[row][area]) for row in rows), key=key)  # type: ignore[arg-type]
            for row, name in zip(rows, names, strict=True):
                table.body[row][area] = name

    return change


WRONG_AREAS = (
    "Fyfe",
    "Clackmannanshire",
    "NHS Fife",
    "Fife and Kinross",
    "Fife (excluding Dunfermline)",
    "Fife Fife",
    "Lothian",
    "Ayrshire and Arran",
    "Clackmannanshire and Stirling",
    "Forth Valley",
    "England",
    "Total",
    "Scotland",
    "47",
    "S12000099",
    "",
)


def places() -> Iterator[Damage]:
    for text in WRONG_AREAS:
        yield to_table("diversion", f"Fife called “{text}”", called(FIFE, text))
    for text in WRONG_AREAS[::4]:
        yield to_table("orders", f"Fife called “{text}” in every year", called(FIFE, text, ""))
    yield to_table("diversion", "Scotland called Fife", called(SCOTLAND, "Fife"))
    yield to_table("diversion", "Scotland called Scottland", called(SCOTLAND, "Scottland"))
    yield to_table("diversion", "a row of England", called(SCOTLAND, "England and Wales"))
    names = named_after(FIFE, FALKIRK, ("Fife", "Falkirk"))
    yield to_table("diversion", "Fife and Falkirk exchanged", names, CONSISTENT)
    for table in TABLES:
        backwards = resorted(lambda name: [-ord(letter) for letter in name])
        yield to_table(table, "names sorted backwards, figures left", backwards)
        first = resorted(lambda name: (name != "Scotland", name))
        yield to_table(table, "names with Scotland first, figures left", first)
        by_length = resorted(lambda name: (len(name), name))
        yield to_table(table, "names sorted by length, figures left", by_length)


DAMAGES = (*shifts(), *years(), *presence(), *places())
