"""Numbers as they go from a figure to a reader: values with all that is needed to print them.

They are data until the very end: ``cjdata.formats`` prints them, and nothing reads them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from cjdata.reference.catalogue import FORM_OF_UNIT

_DIGITS = 14
"""So many digits of a number are its own: what arithmetic adds or loses lies beyond them."""


@lru_cache(maxsize=1 << 16)
def half_up(value: float, decimals: int = 0) -> float:
    """Round as readers do, halves away from zero: the one rule for every number that is shown.

    A half is what is printed as one, also where arithmetic left it a little short.

    >>> half_up(12.5), half_up(-0.25, 1), half_up(100 * 0.285)
    (13.0, -0.3, 29.0)
    """
    exact = Decimal(f"{value:.{_DIGITS}g}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a figure.

    Attributes
    ----------
    decimals
        How many are printed.
    unit
        A unit of the catalogue, or ``index``.
    base
        The year that is 100, of an index.
    is_about
        Whether a reader is told that the publisher rounded it.
    mark
        Words that it is never shown without, such as “supplied to the partnership”.
    """

    value: float
    decimals: int = 0
    unit: str = "count"
    base: str = ""
    is_about: bool = False
    mark: str = ""

    @property
    def rounded(self) -> float:
        """The number as it is printed, for files that hold numbers."""
        return half_up(self.value, self.decimals)

    @property
    def is_percent(self) -> bool:
        """Whether it is printed with a per cent sign."""
        return FORM_OF_UNIT.get(self.unit) == "percent"


@dataclass(frozen=True, slots=True)
class AmountRange:
    """A range from one number to another, such as the limits of an interval.

    Attributes
    ----------
    confidence
        That of an interval, where it is named with it: “95% interval 10.1% to 14.6%”.
    is_unbroken
        Whether it has to stand in one line.
    """

    lower: Amount
    upper: Amount
    confidence: float | None = None
    is_unbroken: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as the cases behind a percentage: “97 of 798”."""

    part: Amount
    whole: Amount


Content = str | Amount | AmountRange | Share | None
"""What a cell holds: words, numbers, or nothing, which is printed as a dash."""
