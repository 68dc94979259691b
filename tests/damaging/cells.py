"""Damages to cells: texts, symbols, slips of the keyboard, and units that are not the heading's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from workbook_builders.sheets import Cell, Formula, SheetSpec

from damaging.frame import Change, Damage, Fault, columns, rows_of, to_table
from damaging.rows import FIFE, GLASGOW, SCOTLAND
from damaging.workbooks import FIVE, NEWER

New = Callable[[float], object] | object


def number_in(cell: Cell) -> float:
    value = cell.value if isinstance(cell, Formula) else cell
    assert isinstance(value, int | float)
    return value


def put(measure: str, new: New, area: str = FIFE, period: str = NEWER) -> Change:
    """Write something else into a measure's cells, or what a function makes of their numbers."""

    def change(table: SheetSpec) -> None:
        column = columns(table)[measure]
        for row in rows_of(table, period, area):
            cells = table.body[row]
            cells[column] = new(number_in(cells[column])) if callable(new) else new  # type: ignore[assignment]

    return change


def everywhere(new: Callable[[float], float]) -> Change:
    """Do the same to every number of a table."""

    def change(table: SheetSpec) -> None:
        first = min(columns(table).values())
        for row in table.body:
            row[first:] = [new(number_in(c)) if not isinstance(c, str) else c for c in row[first:]]

    return change


NO_NUMBERS = (
    "12a",
    "about 487",
    "487*",
    "?",
    "four hundred",
    "48O",
    "#REF!",
    "12/13",
    "1,23",
    "12,34,567",
    "1.234.567",
    "48,7",
    "(487)",
    "12-13",
    "<5",
    "5 or fewer",
    "-",
    "–",
    ".",
    "4 87",
    "£487",
    "1e3",
    "٤٨٧",
    "487 hours",
    "487%",
    "TRUE",
)
ODD_CELLS: dict[str, object] = {
    "a logical value": True,
    "a date": date(2024, 5, 1),
    "an error": Fault("#N/A"),
    "an error of division": Fault("#DIV/0!"),
    "a formula without a value": Formula("=SUM(C4:C36)"),
    "infinity": float("inf"),
    "nothing": None,
    "a space": " ",
    "a negative number": -487,
    "a negative number as text": "−487",
    "half a case": 486.5,
    "a full stop for the thousands": 1.234,
    "a billion": 10**9,
    "nought": 0,
}


def one_cell() -> Iterator[Damage]:
    for text in NO_NUMBERS:
        yield to_table("diversion", f"“{text}” for a count", put("diversion_referrals", text))
    for words, cell in ODD_CELLS.items():
        yield to_table("diversion", f"{words} for a count", put("diversion_referrals", cell))
    for words, slip in SLIPS.items():
        for measure in ("diversion_assessments", "diversion_individuals"):
            yield to_table("diversion", f"{measure} of Fife {words}", put(measure, slip))
        scotland = put("diversion_referrals", slip, SCOTLAND)
        yield to_table("diversion", f"referrals of Scotland {words}", scotland)


SLIPS: dict[str, Callable[[float], object]] = {
    "with two digits exchanged": lambda n: int(str(n)[:-2] + str(n)[-1] + str(n)[-2]),
    "with a digit too many": lambda n: n * 10 + 7,
    "with a digit lost": lambda n: n // 10,
    "one more": lambda n: n + 1,
    "one less": lambda n: n - 1,
    "in the format of another": lambda n: f"{n}7",
}


def symbols() -> Iterator[Damage]:
    big = "diversion_referrals"
    for symbol in ("*", "[c]", "[x]", "[z]", "low", "..", "N/A", ":"):
        yield to_table("diversion", f"“{symbol}” for a large council", put(big, symbol, GLASGOW))
        yield to_table("diversion", f"“{symbol}” for Scotland", put(big, symbol, SCOTLAND))
    for symbol in ("low", "[z]", "..", "-"):
        rate = put("cpo_completion_percent", symbol, GLASGOW)
        yield to_table("orders ended", f"“{symbol}” for a completion rate", rate)
        yield to_table(
            "orders", f"“{symbol}” for a rate", put("cpo_rate_per_10000", symbol, GLASGOW)
        )
    old = "jsw_reports_submitted"
    for symbol in ("low", "[z]x", "x", "c"):
        cell = put(old, symbol, GLASGOW, "2016-17")
        yield to_table("old bulletin", f"“{symbol}” in an old edition", cell)


def units() -> Iterator[Damage]:
    rate, share, count = "cpo_rate_per_10000", "cpo_completion_percent", "cpo_commenced"
    unscaled = "all numbers of the file fit together; only other editions tell their size"
    for words, new in (
        ("ten times too large", lambda n: n * 10),
        ("ten times too small", lambda n: n / 10),
        ("per 1,000", lambda n: n / 10),
        ("per 100", lambda n: n / 100),
    ):
        yield to_table("orders", f"every rate {words}", put(rate, new, "", ""))
        yield to_table("orders", f"rates of {NEWER} {words}", put(rate, new, ""))
        yield to_table("orders", f"one rate {words}", put(rate, new))
    yield to_table("orders", "a rate with its digits exchanged", put(rate, 94.3))
    yield to_table("orders", "every count ten times too large", put(count, _tenfold, "", ""))
    hundredths = put(share, lambda n: n / 100, "", "")
    yield to_table("orders ended", "every share a hundredth of itself", hundredths)
    for words, cell in (
        ("a percentage among fractions", 71.3),
        ("over 100%", 1.2),
        ("text over 100%", "104%"),
        ("below nought", -0.2),
        ("a decimal comma", "71,3%"),
        ("a fraction with a percent sign", "0.7%"),
        ("another council’s share", 0.5),
    ):
        yield to_table("orders ended", f"a share that is {words}", put(share, cell))
    yield to_table("orders ended", "shares where counts stand", put("cpo_completed", 0.7, "", ""))
    yield to_table("orders ended", "counts where shares stand", put(share, 487, "", ""))
    for table in ("diversion", "throughcare"):
        yield to_table(table, "every number ten times too large", everywhere(_tenfold), unscaled)
        yield to_table(table, "every number in thousands", everywhere(lambda n: n / 1000))
    newest = put("diversion_referrals", _tenfold, "")
    yield to_table("diversion", f"referrals of {NEWER} ten times too large", newest)
    for measure in ("diversion_referrals", "diversion_individuals"):
        empty = put(measure, None, "")
        yield to_table("diversion", f"{measure} of {NEWER} cleared", empty)
        first = put(measure, None, "", FIVE[1])
        yield to_table("diversion", f"{measure} of {FIVE[1]} cleared", first)


def _tenfold(n: float) -> float:
    return n * 10


def extra_rows() -> Iterator[Damage]:
    for words, area in (
        ("of another total", "Scotland"),
        ("called Total", "Total"),
        ("of an average", "Average"),
        ("of the rest of the United Kingdom", "Rest of UK"),
        ("of a subtotal", "Ayrshire"),
        ("without a name", None),
    ):
        yield to_table("diversion", f"a row {words}", _with_row(area))


def _with_row(area: str | None) -> Change:
    return lambda table: table.body.append([NEWER, area, 9, 8, 7, 6, 5])


DAMAGES = (*one_cell(), *symbols(), *units(), *extra_rows())
