"""What of a title lasts from edition to edition: the words by which a table is known again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjdata.ingest.cells.cell_texts import text_of, without_notes
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.tables.phrase_matching import holds, words
from cjdata.ingest.tables.surrounding_lines import is_note

_YEARS = re.compile(
    r",?\s*(?:\bfrom\s+|\bin\s+|\bto\s+|\bfor\s+)?\(?\b(?:19|20)\d{2}"
    r"(?:\s*[-/\u2010-\u2015]\s*\d{2,4})?\b\)?"
)
_NUMBERED = re.compile(
    r"^(?:table|figure|sheet)\s+[A-Z]*[_ ]?\d[\w.]*\s*[:.\-\u2013]?\s*", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DANGLING = re.compile(r"\s*[:,;]\s*(?=[-\u2013:,;])|(?<=\w)-(?=\s)\s*")
_LINK = re.compile(r"(?:return|back|go) to\b", re.IGNORECASE)
"""What leads to another sheet, and is no title."""

_MOST_UNLESS = 8
_MOST_IN_TITLE = 2
_SMALL_WORDS = ("with", "from", "into", "each", "their", "which", "that", "been", "were")


def lasting_words(text: str) -> str:
    """Take off a title what changes with every edition: its years, and its number.

    >>> lasting_words("Table 5: Orders ended, by reason, 2015-16 to 2024-25")
    'Orders ended, by reason'
    """
    bare = _NUMBERED.sub("", _YEARS.sub("", without_notes(text)))
    return _DANGLING.sub(" ", " ".join(bare.split())).strip(" :,;.-\u2013")


def words_of_workbook(book: SourceWorkbook) -> str:
    """Give the words that most likely tell a workbook: the first text in it, or its name."""
    rows = ([text_of(v) for v in row if isinstance(v, str) and v] for row in book.sheets[0].rows)
    first = (t for row in rows if len(row) <= _MOST_IN_TITLE for t in row if len(t) > 3)
    text = lasting_words(
        next((t for t in first if not is_note(t) and not _LINK.match(t) and not _DATE.match(t)), "")
    )
    stem = re.sub(r"\.[A-Za-z]+$", "", book.name).replace("_", " ").replace("-", " ")
    return text if words(text) and len(text) <= 120 else lasting_words(stem)


def words_of_others(title: str, others: Sequence[str]) -> tuple[str, ...]:
    """Give words of other tables’ titles that hold all words of this one, and more."""
    own = words(title)
    found: dict[str, None] = {}
    for other in others:
        text = lasting_words(other)
        if own and holds(text, title):
            extra = [w for w in re.findall(r"[a-z]{4,}", text.casefold()) if not words(w) <= own]
            found.update(dict.fromkeys([w for w in extra if w not in _SMALL_WORDS][:1]))
    return tuple(found)[:_MOST_UNLESS]
