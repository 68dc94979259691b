"""Reads lists of contents: what they say of each sheet, and which sheets are such lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.written_years import day_of
from cjdata.ingest.questions.unexplained_text import may_limit
from cjdata.ingest.rows.chosen_rows import SAYS_WHENCE
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.surrounding_lines import is_note

CONTENTS_ROWS = 200
_FEWEST_WORDS = 3
"""A title has so many; what stands beside the name of an area in a table, such as its code, fewer.
"""

_IS_LINK = re.compile(
    r"\W*(?:(?:hyper)?links?|view|open|go|click|see|revised|updated)\b", re.IGNORECASE
)
"""How texts of a list of contents begin that say nothing of its tables."""


@dataclass(frozen=True)
class ContentsLists:
    """The lists of contents of a workbook: rows that name another sheet and say what it holds."""

    book: SourceWorkbook

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """What is said of each sheet."""
        return {name: said for sheet in self.book.sheets for name, said in self._listed(sheet)}

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The sheets that are such lists, and no tables of figures: most of their rows list one."""
        return frozenset(sheet.name for sheet in self.book.sheets if self._is_list(sheet))

    def _is_list(self, sheet: SourceSheet) -> bool:
        listed = sum(
            any(len(text.split()) >= _FEWEST_WORDS for text in said)
            for _, said in self._listed(sheet)
        )
        rows = sum(len(row) - row.count("") > 1 for row in sheet.rows)
        return 0 < rows <= 2 * listed

    def _listed(self, sheet: SourceSheet) -> Iterator[tuple[str, tuple[str, ...]]]:
        others = {other.name for other in self.book.sheets} - {sheet.name}
        headings: dict[int, str] = {}
        for row in sheet.rows[:CONTENTS_ROWS]:
            texts = {c: text_of(v) for c, v in enumerate(row) if isinstance(v, str) and v}
            named = [text for text in texts.values() if text in others]
            if not named and len(texts) > 1:
                headings = texts
            said = [
                t for c, t in texts.items() if t not in named and _counts(headings.get(c, ""), t)
            ]
            if len(named) == 1 and said:
                yield named[0], tuple(said)


def _counts(heading: str, text: str) -> bool:
    """Whether a text of a list says what a table holds, and not when or whence it came."""
    is_whence = is_same(heading, SAYS_WHENCE) and not may_limit(text)
    return not (is_whence or is_note(text) or _IS_LINK.match(text) or day_of(text))
