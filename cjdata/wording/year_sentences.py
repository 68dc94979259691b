"""Sentences on a year that can be said of several: the year stands in them as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjdata.wording.documents import years_words


@dataclass(frozen=True, slots=True)
class YearSentence:
    """A sentence on a year, whose words are put together last.

    Attributes
    ----------
    before, after
        What stands before the year and after it; nothing after it where no year is named.
    of_several
        The same of several years, where that is said otherwise.
    year
        Empty where it is left open.
    """

    before: str
    after: str = ""
    of_several: tuple[str, str] | None = None
    year: str = ""

    def __str__(self) -> str:
        """Say it of its year."""
        return f"{self.before}{self.year if self.after else ''}{self.after}"

    @property
    def of_any_year(self) -> YearSentence:
        """The same with the year left open: equal where only the years differ."""
        return replace(self, year="")

    def of_years(self, years: Sequence[str]) -> str:
        """Say it of all these years at once.

        >>> own = YearSentence("Its figure for ", " is low.", ("Its figures for ", " are low."))
        >>> own.of_years(["2018-19", "2019-20"])
        'Its figures for 2018-19 and 2019-20 are low.'
        """
        before, after = self.of_several or (self.before, self.after)
        if len(years) < 2:
            before, after = self.before, self.after
        return f"{before}{years_words(years) if after else ''}{after}"
