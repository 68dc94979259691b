"""Damages to whole sheets: another table under this title, the cover of another edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from workbook_builders.sheets import SheetSpec

from damaging.frame import Change, Damage, Workbook, to_table
from damaging.workbooks import FIVE, NEWER, OLDER, workbook

ALIKE = "both tables have a count and its rate, and nothing but the title says of what"
SPAN = f"{FIVE[0]} to {NEWER}"


def titled(text: str) -> Change:
    """Write another title above the table."""

    def change(table: SheetSpec) -> None:
        table.preamble[0] = [text]

    return change


def body_of(other: str, *, newer: bool = True, headings: bool = False) -> Change:
    """Put the figures of another table under this title."""

    def change(table: SheetSpec) -> None:
        source = workbook(other, newer=newer).table.copied()
        table.body, table.at = source.body, {}
        if headings:
            table.header, table.header_merged = source.header, source.header_merged

    return change


def covered(title: str, file: str = "") -> Callable[[Workbook], Workbook]:
    return lambda whole: replace(whole.with_cover(title), name=file or whole.name)


def wrong_sheet() -> Iterator[Damage]:
    for table, other in (
        ("diversion", "throughcare"),
        ("throughcare", "diversion"),
        ("bail", "orders ended"),
        ("orders", "diversion rate"),
        ("diversion rate", "orders"),
        ("orders ended", "treatment orders"),
        ("fiscal work", "diversion"),
    ):
        why = ALIKE if {table, other} == {"orders", "diversion rate"} else ""
        yield to_table(table, f"the figures of {other}", body_of(other), why)
    for table, other in (("diversion", "lost homes"), ("orders", "throughcare")):
        whole = body_of(other, headings=True)
        yield to_table(table, f"the figures and headings of {other}", whole, place="file")
    old = body_of("diversion", newer=False)
    yield to_table("diversion", "the rows of the edition before", old)
    yield to_table("orders", "the rows of the edition before", body_of("orders", newer=False))


def wrong_words() -> Iterator[Damage]:
    part_1 = "Justice Social Work Statistics in Scotland: {} – Part 1"
    for edition in (OLDER, "2022-23", "2025-26", "2014-15"):
        cover = covered(part_1.format(edition))
        place = "cell" if edition > NEWER else "file"
        yield Damage(f"the cover of {edition}", "diversion", cover, place=place)
        unnamed = covered(part_1.format(edition), file="tables.xlsx")
        name = f"the cover of {edition}, and no edition in the file’s name"
        yield Damage(name, "diversion", unnamed, place=place)
    crime = covered("Recorded Crime in Scotland, 2024-25")
    yield Damage("the cover of another publication", "throughcare", crime, place="file")
    for span in (f"2018-19 to {NEWER}", f"{FIVE[0]} to 2025-26", "2010-11 to 2014-15"):
        title = f"Table DFP_1: Diversion from prosecution by stage and local authority, {span}"
        yield to_table("diversion", f"a title that says “{span}”", titled(title))
    bail = titled(f"Table BAIL_2: Bail supervision by local authority, {SPAN}")
    alike = "cases commence and are completed in both tables: only the title says which cases"
    yield to_table("diversion", "the title of bail supervision", bail, alike)
    extended = titled(f"Table DFP_4: Diversion from prosecution on an extended period, {SPAN}")
    yield to_table("diversion", "the title of cases on an extended period", extended, alike)
    for title in (
        f"Table DFP_2: Diversion from prosecution by gender and age, {SPAN}",
        f"Table DFP_6: Diversion from prosecution: percentages, {SPAN}",
        "Table of contents",
    ):
        yield to_table("diversion", f"the title “{title}”", titled(title), place="file")
    yield to_table("diversion", "no title", lambda t: t.preamble.clear(), place="file")
    yield to_table("diversion", "no header", _without_header, place="file")
    no_area = _heading(1, None)
    yield to_table("diversion", "no heading over the councils", no_area, place="sheet")
    yield to_table("diversion", "no heading over the years", _heading(0, None), place="sheet")


def _heading(column: int, text: str | None) -> Change:
    def change(table: SheetSpec) -> None:
        table.header[-1][column] = text

    return change


def _without_header(table: SheetSpec) -> None:
    table.header.clear()
    table.header_merged.clear()


def twice(change: Change) -> Callable[[Workbook], Workbook]:
    """Put a second, changed copy of the table into the workbook."""

    def damage(whole: Workbook) -> Workbook:
        copy = whole.table.copied()
        copy.name = "Copy"
        change(copy)
        return replace(whole, sheets=(*whole.sheets, copy))

    return damage


def two_sheets() -> Iterator[Damage]:
    def one_figure(table: SheetSpec) -> None:
        table.body[20][3] = 1

    yield Damage("the sheet twice, with one figure changed", "diversion", twice(one_figure))
    yield Damage("the sheet twice", "diversion", twice(lambda _table: None))
    older = body_of("diversion", newer=False)
    yield Damage("the sheet of the edition before beside it", "diversion", twice(older))


def harmless() -> Iterator[Damage]:
    yield to_table("diversion", "a blank row in the middle", lambda t: t.body.insert(40, []))
    yield to_table("diversion", "footnotes below", lambda t: t.footnotes.append(["Provisional."]))
    yield to_table("diversion", "every row hidden", lambda t: t.hidden.update(range(165)))
    yield to_table("diversion", "an empty column before", _moved_right)
    yield to_table("diversion", "the header once more in the middle", _header_again)


def _moved_right(table: SheetSpec) -> None:
    for part in (table.header, table.body):
        part[:] = [[None, *row] for row in part]
    table.header_merged = [(a, b + 1, c, d + 1) for a, b, c, d in table.header_merged]


def _header_again(table: SheetSpec) -> None:
    table.body.insert(66, list(table.header[-1]))


DAMAGES = (*wrong_sheet(), *wrong_words(), *two_sheets(), *harmless())
