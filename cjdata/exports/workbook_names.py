"""Names in a workbook: of its sheets, as spreadsheets allow them, and of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cjdata.exports.workbook_cells import unlike
from cjdata.views.view import View

LONGEST = 31
_FORBIDDEN = re.compile(
    r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\U00010000-\U0010ffff]"
)
"""What a name must not hold: also letters that spreadsheets count as two."""
_KEPT_BY_SPREADSHEETS = "history"


def sheet_names(views: Sequence[View], fixed: Iterable[str] = ()) -> tuple[str, ...]:
    """Name the sheets of views by what they show, numbered, unlike each other and ``fixed``."""
    taken = tuple(fixed)
    names = [_name(f"{n} {view.short_name or view.name}") for n, view in enumerate(views, start=1)]
    return unlike((*taken, *names), LONGEST)[len(taken) :]


def table_name(sheet: str) -> str:
    """Name the table of a sheet: letters, digits and lines, never like the address of a cell.

    >>> table_name("3 Community payback orders")
    'table_3_community_payback_orders'
    """
    return "table_" + "_".join(re.findall(r"[a-z0-9]+", sheet.lower()))


def _name(text: str) -> str:
    """Cut a text at a word, so that it is a sheet's name."""
    plain = " ".join(_FORBIDDEN.sub(" ", text).split())
    if len(plain) > LONGEST:
        plain = plain[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
    plain = plain.strip("' ,;–-")
    return f"{plain} 1" if plain.casefold() == _KEPT_BY_SPREADSHEETS else plain
