"""Numbers as they go from a figure to a reader: values with all that is needed to print them.

They are data until the very end: ``cjdata.formats`` prints them, and nothing reads them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.reference.catalogue import FORM_OF_UNIT


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
        return float(f"{self.value:.{self.decimals}f}")

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
