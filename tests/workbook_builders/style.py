"""How a workbook prints areas, years, numbers and symbols."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workbook_builders.known import Key, Numbers, Symbol, Value, unit_of
from workbook_builders.places import SCOTLAND, area_text
from workbook_builders.sheets import Cell, Shown

OLDER = {
    "low": "*",
    "not_available": "..",
    "not_collected": "..",
    "not_applicable": "",
}
"""To about 2020-21, when nil was printed as a dash: use it with ``nil="-"``."""

LETTERS = {
    "low": "low",
    "not_available": "x",
    "not_collected": "x",
    "not_applicable": "z",
    "suppressed": "c",
}
BRACKETED = {meaning: f"[{text}]" for meaning, text in LETTERS.items()}

PERIOD_STYLES = (
    "2023-24",
    "2023/24",
    "2023/2024",
    "2023-2024",
    "2023–24",
    "2023 - 24",
    "end date",
    "start date",
    "end date in words",
)


def period_cell(period: str, style: str) -> str | date:
    """Print a financial year; any other period is printed as it is."""
    if len(period) != len("2023-24") or period[4] != "-":
        return period
    first = int(period[:4])
    last = first + 1
    return {
        "2023-24": period,
        "2023/24": f"{first}/{last % 100:02d}",
        "2023/2024": f"{first}/{last}",
        "2023-2024": f"{first}-{last}",
        "2023–24": f"{first}–{last % 100:02d}",
        "2023 - 24": f"{first} - {last % 100:02d}",
        "end date": date(last, 3, 31),
        "start date": date(first, 4, 1),
        "end date in words": f"31 March {last}",
    }[style]


@dataclass(frozen=True)
class Style:
    """The variations that leave the numbers as they are.

    Attributes
    ----------
    area, period
        One of ``AREA_STYLES``, ``PERIOD_STYLES``. “code and name” takes two columns.
    percent
        fraction (0.713), shown (0.713 with the format 0%), number (71.3) or text (“71.3%”).
    count
        number, shown (with the format #,##0), text (“1,234”) or float (1234.0).
    nil
        What is printed for nought; None prints 0.
    symbols
        What is printed for each meaning.
    scotland, scotland_at
        Scotland's name in the area column, and where it stands: first, last, alphabetical.
    """

    area: str = "official"
    period: str = "2023-24"
    percent: str = "fraction"
    count: str = "number"
    nil: str | None = None
    symbols: Mapping[str, str] = field(default_factory=lambda: BRACKETED)
    scotland: str = "Scotland"
    scotland_at: str = "last"

    def areas(self, code: str) -> list[Cell]:
        """Give the one or two cells that name an area."""
        if code != SCOTLAND:
            name = area_text(code, self.area)
        else:
            name = SCOTLAND if self.area in ("code", "former code") else self.scotland
        return [code, name] if self.area == "code and name" else [name]

    def area_headings(self, heading: str) -> list[Cell]:
        """Give the headings of the one or two columns that name the area."""
        return [f"{heading} code", heading] if self.area == "code and name" else [heading]

    def year(self, period: str) -> str | date:
        return period_cell(period, self.period)

    def cell(self, measure: str, value: Value) -> Cell:
        """Give what a cell holds for a value."""
        if isinstance(value, Symbol):
            return self.symbols[value.meaning] or None
        if isinstance(value, str):
            return value
        if value == 0 and self.nil is not None:
            return self.nil
        unit = unit_of(measure)
        return self._percent(value) if unit == "percent" else self._number(unit, value)

    def value(self, numbers: Numbers, key: Key) -> Cell:
        """Give what the cell of a key holds: nothing when it has no value."""
        return self.cell(key[0], numbers[key]) if key in numbers else None

    def _percent(self, value: float) -> Cell:
        if self.percent == "shown":
            return Shown(value / 100, "0%")
        return {"fraction": value / 100, "number": value, "text": f"{value!r}%"}[self.percent]

    def _number(self, unit: str, value: float) -> Cell:
        if unit == "rate":
            return value
        return {
            "number": value,
            "shown": Shown(value, "#,##0"),
            "text": f"{value:,}",
            "float": float(value),
        }[self.count]


PLAIN = Style()
OLD_STYLE = Style(
    area="ampersand", percent="number", count="shown", nil="-", symbols=OLDER, scotland_at="first"
)
