"""Asks about the addresses of open data above a table: of another year, or of another data set.

A download says by its addresses what it is of: “http://statistics.gov.scot/data/social-work-…”.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.surrounding_lines import lines_above
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.periods import financial_year

_ADDRESS = re.compile(
    r"https?://(?:\w+\.)*(?:statistics\.gov\.scot|data\.gov\.uk)/\S*", re.IGNORECASE
)
_DATA_SET = re.compile(r"/data/([a-z][a-z-]*[a-z])", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d{4}|\d\d)(?![\d-])")


@dataclass(frozen=True)
class AddressesAbove:
    """The addresses above one table.

    Attributes
    ----------
    match
        The table.
    years
        The years that its figures are read as of.
    """

    match: TableMatch | TidyMatch
    years: Collection[str]

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about each address that says another year, or a data set of other words."""
        for line in lines_above(self.match.block):
            for address in _ADDRESS.findall(line.text):
                named = years_of(address)
                if named and self.years and not set(named) & set(self.years):
                    own = max(self.years)
                    yield UnexplainedText(named[0], own, line.place, "a link above it", "years")
                for name in _DATA_SET.findall(address):
                    says = name.replace("-", " ")
                    if not words(says) <= self._own:
                        yield UnexplainedText(says, address, line.place, "a link above it")

    @property
    def _own(self) -> frozenset[str]:
        """The words of the table: of its title, and of what the recipe calls it."""
        table = self.match.table
        named = (self.match.title, table.name, *table.titles, *table.harmless)
        return frozenset().union(*map(words, named))


def years_of(address: str) -> list[str]:
    """Give the years that an address names.

    >>> years_of("http://reference.data.gov.uk/id/government-year/2019-2020")
    ['2019-20']
    >>> years_of("http://statistics.gov.scot/data/2026-02-16")
    []
    """
    found = ((int(first), last) for first, last in _YEARS.findall(address))
    return [financial_year(first) for first, last in found if str(first + 1).endswith(last)]
