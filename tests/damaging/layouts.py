"""Damages to tables that are laid out otherwise: years across, blocks, old editions, open data."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_builders.sheets import Cell, SheetSpec

from damaging.frame import Change, Damage, to_table
from damaging.rows import FIFE, SCOTLAND

HOMELESS, PENALTY = "homelessness_applications_total", "people_convicted_custody"


def put(key: tuple[str, str, str], cell: Cell) -> Change:
    return lambda table: table.put(key, cell)


def heads_exchanged(one: int, other: int, row: int = -1) -> Change:
    def change(table: SheetSpec) -> None:
        head = table.header[row]
        head[one], head[other] = head[other], head[one]

    return change


def columns_exchanged(one: int, other: int) -> Change:
    def change(table: SheetSpec) -> None:
        for row in table.body:
            row[one], row[other] = row[other], row[one]

    return change


def column_down(column: int) -> Change:
    """Move a column's figures one row down."""

    def change(table: SheetSpec) -> None:
        figures = [row[column] for row in table.body]
        for row, figure in zip(table.body, [figures[-1], *figures[:-1]], strict=True):
            row[column] = figure

    return change


def head(column: int, text: str | None) -> Change:
    def change(table: SheetSpec) -> None:
        table.header[-1][column] = text

    return change


def copied(column: int, to: int) -> Change:
    def change(table: SheetSpec) -> None:
        for row in table.body:
            row[to] = row[column]

    return change


def years_across() -> Iterator[Damage]:
    same = "homelessness"
    yield to_table(same, "a text in a cell", put((HOMELESS, FIFE, "2023-24"), "about 2,000"))
    yield to_table(same, "Scotland mistyped", put((HOMELESS, SCOTLAND, "2024-25"), 4068))
    yield to_table(same, "the years of two columns exchanged", heads_exchanged(2, 3))
    yield to_table(same, "the first and last year exchanged", heads_exchanged(1, 5))
    figures = columns_exchanged(1, 5)
    either = "either year could have either figure"
    yield to_table(same, "figures of the first and last year exchanged", figures, either)
    yield to_table(same, "a year twice", head(2, "2020-21"))
    yield to_table(same, "a year mistyped", head(3, "2O22-23"))
    yield to_table(same, "a year without a heading", head(3, None))
    yield to_table(same, "a year of another century", head(3, "1922-23"))
    yield to_table(same, "a year copied over the next", copied(4, 5))
    yield to_table(same, "a year’s figures one row down", column_down(5))
    yield to_table(same, "a council misspelt", lambda t: t.body[14].__setitem__(0, "Fiffe"))
    yield to_table(same, "a council twice", lambda t: t.body[14].__setitem__(0, "Falkirk"))
    yield to_table(same, "a row lost", lambda t: t.body.pop(14))
    yield to_table(same, "the last rows lost", lambda t: t.body.__delitem__(slice(25, None)))
    yield to_table(same, "a row copied", lambda t: t.body.append(list(t.body[14])))
    yield to_table(same, "a row shifted to the right", _row_right)
    yield to_table(same, "a cell cleared", put((HOMELESS, FIFE, "2023-24"), None))


def _row_right(table: SheetSpec) -> None:
    row = table.body[14]
    row[1:] = [None, *row[1:-1]]


def blocks() -> Iterator[Damage]:
    same = "penalties"
    yield to_table(same, "custody and its total exchanged", columns_exchanged(2, 3))
    sentences = columns_exchanged(3, 4)
    yield to_table(same, "custody and community sentences exchanged", sentences)
    yield to_table(same, "a figure mistyped", put((PENALTY, FIFE, "2022-23"), 9))
    yield to_table(
        same, "an area mistyped in the middle", lambda t: t.body[45].__setitem__(0, "Angas")
    )
    yield to_table(
        same, "a year mistyped in the middle", lambda t: t.body[45].__setitem__(1, "2016-18")
    )
    yield to_table(same, "a block named after the next", _block_renamed)
    yield to_table(same, "a row lost in the middle", lambda t: t.body.pop(45))


def _block_renamed(table: SheetSpec) -> None:
    name = table.body[20][0]
    for row in table.body:
        if row[0] == name:
            row[0] = table.body[30][0]


def old_editions() -> Iterator[Damage]:
    reports, orders = "jsw_reports_submitted", "cpo_commenced"
    same = "old bulletin"
    yield to_table(same, "a text in a cell", put((reports, FIFE, "2016-17"), "n.a. yet"))
    yield to_table(same, "a council mistyped", lambda t: t.body[5].__setitem__(0, "Clackmanan"))
    yield to_table(same, "a dash for Scotland", put((orders, SCOTLAND, "2016-17"), "-"))
    yield to_table(same, "a dash for a large council", put((orders, FIFE, "2016-17"), "-"))
    yield to_table(same, "reports and orders exchanged", columns_exchanged(1, 3))
    yield to_table(same, "reports one row down", column_down(1))
    yield to_table(
        same, "a rate of ten times its size", put(("cpo_rate_per_10000", FIFE, "2016-17"), 999)
    )
    yield to_table(same, "Scotland mistyped", put((orders, SCOTLAND, "2016-17"), 1920))
    line = "diversion_cases_commenced"
    yield to_table("scotland", "a year twice", head(2, "2012-13"))
    yield to_table("scotland", "the years exchanged", heads_exchanged(2, 3))
    yield to_table("scotland", "a text in a cell", put((line, SCOTLAND, "2016-17"), "l900"))
    yield to_table("scotland", "a row shifted to the left", _row_left)


def _row_left(table: SheetSpec) -> None:
    row = next(row for row in table.body if len([c for c in row if c is not None]) > 3)
    row[1:] = [*row[2:], None]


def open_data() -> Iterator[Damage]:
    same = "open data"
    yield to_table(same, "a code of no council", lambda t: t.body[6].__setitem__(0, "S12000099"))
    yield to_table(
        same, "a code of a health board", lambda t: t.body[6].__setitem__(0, "S08000029")
    )
    yield to_table(same, "a year mistyped", lambda t: t.body[6].__setitem__(1, "2016/2018"))
    yield to_table(same, "a text for a value", lambda t: t.body[0].__setitem__(4, "12 or so"))
    yield to_table(same, "nothing for a value", lambda t: t.body[0].__setitem__(4, None))
    yield to_table(same, "a row copied with another value", _other_value)
    yield to_table(
        same, "half of the rows", lambda t: t.body.__delitem__(slice(300, None)), place="file"
    )
    yield to_table(same, "no heading over the values", head(4, None), place="file")
    yield to_table(same, "values and units exchanged", columns_exchanged(3, 4))
    yield to_table(same, "values one row down", column_down(4))
    yield to_table(same, "another measurement", lambda t: t.body[0].__setitem__(2, "Ratio"))


def _other_value(table: SheetSpec) -> None:
    row = list(table.body[0])
    row[4] = 1
    table.body.append(row)


DAMAGES = (*years_across(), *blocks(), *old_editions(), *open_data())
