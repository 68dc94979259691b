"""Statuses: what kind of figure an observation is, or why there is none.

Their words stand in ``cjdata/texts/statuses.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.standing_texts import records


@dataclass(frozen=True, slots=True)
class Status:
    """A status and its words.

    Attributes
    ----------
    id
        As stored.
    short
        In a table cell in place of a missing value, or after a value that needs a word.
    meaning
        A sentence that explains it.
    marker
        The shorthand of the Government Analysis Function for spreadsheets and CSV.
    has_value
        Whether observations of this status hold a value: yes, no, or either (None).
    of_sources
        Whether a row of the reviewed figures may carry it; others the dashboard gives itself.
    """

    id: str
    short: str
    meaning: str
    marker: str = ""
    has_value: bool | None = None
    of_sources: bool = True

    @property
    def spelt(self) -> str:
        """The id as files print it: words in place of a programmer’s underlines."""
        return self.id.replace("_", " ")


_ALL = records("statuses", "status", Status)

STATUSES = {status.id: status for status in _ALL}
ALWAYS_MARKED = ("supplied", "local_evidence", "secondary")
"""Those whose figures are never shown without the words of the status."""
PRIVATE = ("supplied",)
"""Those whose figures may be seen here, and never go into what is shared as an address or note."""
UNPUBLISHED = ("supplied", "local_evidence")
"""Those whose figures are no published statistics, and are not quoted from any."""
SOURCE_STATUSES = tuple(s.id for s in _ALL if s.of_sources)
"""Those that a row of the reviewed figures may carry."""
