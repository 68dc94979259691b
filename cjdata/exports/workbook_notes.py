"""The numbered notes of a workbook: each text once, whichever sheets it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.views.view import View
from cjdata.wording import workbook as words

EVERY_SHEET = "All sheets"


class Notes:
    """The notes of the views of a workbook, numbered in the order in which they are met.

    The methods come first, because they belong to every sheet.
    """

    def __init__(self, views: Mapping[str, View]) -> None:
        self._sheets: dict[str, list[str]] = {
            text: [EVERY_SHEET] for text in words.TEXTS.listed("methods")
        }
        for sheet, view in views.items():
            for text in notes_of(view):
                self._sheets.setdefault(text, []).append(sheet)
        self._numbers = {text: n for n, text in enumerate(self._sheets, start=1)}

    def numbers(self, view: View) -> list[int]:
        """Give the numbers of the notes of a view."""
        return sorted({self._numbers[text] for text in notes_of(view)})

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """List the notes: what each is called, its text, and the sheets it belongs to."""
        return [
            (words.note(self._numbers[text]), text, "; ".join(dict.fromkeys(sheets)))
            for text, sheets in self._sheets.items()
        ]


def notes_of(view: View) -> list[str]:
    """List what must be known of a view's table; what explains a drawing's looks is left out."""
    drawn = view.drawing_notes if view.drawing else ()
    absent = view.absence.sentences if view.absence else ()
    texts = dict.fromkeys((*absent, *view.table.notes, *view.notes, *drawn))
    return [text for text in texts if text not in view.row_drawing_notes]
