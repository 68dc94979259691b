"""Reads what the first sheet of a workbook, and its sheets of notes, say of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cjdata.ingest.cells.area_statuses import speaks_of_status
from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.note_signs import is_footnote, notes_led_to
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.questions.notes_of_gaps import speaks_of_gap
from cjdata.ingest.rows.total_rows import says_a_scope
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.surrounding_lines import TextLine, is_listed, is_remark, lines_of
from cjdata.reference.areas import Areas

_TOP_ROWS = 15
_MOST_ROWS = 200
_LONGEST_CHOSEN = 60
_LONGEST_LEAD = 300
"""A longer text is a note itself, and leads to none."""

_OF_NOTES = re.compile(r"(?:foot)?notes?(?: and .*)?", re.IGNORECASE)
_OF_THE_FILE = re.compile(
    r"(?:foot)?notes?(?: and .*)?|information|info|read ?me|meta ?data|about.*|introduction|cover.*"
    r"|background.*|data quality.*",
    re.IGNORECASE,
)
"""The names of sheets that say something of the whole file."""

_OF_ALL_TABLES = re.compile(
    r"\ball (?:the )?(?:figures|tables|data|counts|numbers|statistics|sheets)\b|\bthese tables\b"
    r"|\btables? [A-Z]{0,4}[_ ]?\d",
    re.IGNORECASE,
)
_NOTE_NUMBER = re.compile(
    r"\W*(?:(?:foot)?notes?\s*)?(\d{1,2}|[a-d])\s*(?:[.):\]]\s*|$)", re.IGNORECASE
)
_TABLE_HEADS = words("table tables tab tabs sheet sheets worksheet worksheets")
_BESIDE_TABLE = words("number name relevant related applies apply applicable to used in affected")
_NOTE_HEADS = words("note notes footnote footnotes comment comments caveat caveats remark remarks")
_BESIDE_NOTE = words("text description detail details")


def front_lines(book: SourceWorkbook, areas: Areas) -> tuple[TextLine, ...]:
    """Give what the first sheet, and those of notes and about the file, say of all others.

    The titles of tables are none of it, and neither are numbered notes, unless they speak of
    all tables or of one by its name, or say on the cover how firm the figures of some ``areas``
    are: others count where a table leads to them.
    """
    first, *others = book.sheets
    if not others:
        return ()
    titles = {text.casefold() for sheet in others for text in _lone_texts(sheet)}
    names = frozenset(sheet.name.casefold() for sheet in others)
    about = [s for s in others if _OF_THE_FILE.fullmatch(s.name.strip())]
    return tuple(
        replace(line, place=None, sheet="" if sheet is first else sheet.name)
        for sheet in (first, *about)
        for line in _lines_of_front(sheet, names)
        if line.about
        or (
            (
                not is_footnote(line.text)
                or _OF_ALL_TABLES.search(line.text)
                or (sheet is first and _speaks_of_figures(line.text, areas))
            )
            and (line.text.casefold() not in titles or sheet is not first)
        )
    )


def _speaks_of_figures(text: str, areas: Areas) -> bool:
    """Whether a note says of some councils how firm their figures are, or that they lack some."""
    return speaks_of_status(text, areas) or (speaks_of_gap(text) and bool(councils_in(text, areas)))


def signed_notes(book: SourceWorkbook) -> dict[str, str]:
    """Give the notes of a sheet of notes, by their signs: tables lead to them by “[note 1]”."""
    found: dict[str, str] = {}
    for sheet in (s for s in book.sheets if _OF_NOTES.fullmatch(s.name.strip())):
        for row in sheet.rows:
            texts = [text_of(value) for value in row if text_of(value)]
            number = _NOTE_NUMBER.match(texts[0]) if texts else None
            if number:
                said = " ".join((texts[0][number.end() :], *texts[1:])).strip()
                found.setdefault(number[1].casefold(), said)
    return found


def notes_unled(book: SourceWorkbook, notes: Mapping[str, str]) -> tuple[str, ...]:
    """Give those of the notes by their signs that no cell of another sheet leads to."""
    if not notes:
        return ()
    others = (s for s in book.sheets if not _OF_NOTES.fullmatch(s.name.strip()))
    texts = {v for s in others for v in s.values if isinstance(v, str) and len(v) <= _LONGEST_LEAD}
    led = {sign for text in texts for sign in notes_led_to(text)}
    return tuple(note for sign, note in notes.items() if sign not in led)


def _lone_texts(sheet: SourceSheet) -> Iterator[str]:
    """Give a sheet's name, and the texts of its first rows that have a row for themselves."""
    yield sheet.name
    for row in sheet.rows[:_TOP_ROWS]:
        texts = [text_of(value) for value in row if value != ""]
        if len(texts) == 1:
            yield texts[0]


def _lines_of_front(sheet: SourceSheet, names: frozenset[str]) -> Iterator[TextLine]:
    """Give what a sheet says in lines of one text, in pairs such as “Coverage | Scotland”, and in
    lists of notes by table.
    """
    yield TextLine("title", sheet.name, None)
    above: TextLine | None = None
    heads: _ListOfNotes | None = None
    for number, row in enumerate(sheet.rows[:_MOST_ROWS]):
        cells = [(column, text_of(value)) for column, value in enumerate(row) if value != ""]
        texts = [text for _, text in cells]
        if found := _list_of_notes(cells):
            heads = found
        elif heads and len(texts) > 1:
            yield from heads.lines(row)
        elif len(texts) == 2 and (is_listed(texts[0]) or texts[0].casefold() in names):
            # Without a full stop it is a title, in a list of contents.
            if is_remark(texts[1]) or texts[1].endswith("."):
                yield TextLine("note", texts[1], None, about=texts[0])
        elif len(texts) <= 2:
            for line in lines_of(sheet, (number,)):
                yield _below_its_key(above, line) if len(texts) == 1 else line
                above = line if len(texts) == 1 else None


@dataclass(frozen=True)
class _ListOfNotes:
    """The columns of a list of notes by table: those of tables, of notes, and of their signs."""

    table: int
    notes: tuple[int, ...]
    sign: int | None

    def lines(self, row: Sequence[Value]) -> Iterator[TextLine]:
        cells = {c: text_of(value) for c, value in enumerate(row) if text_of(value)}
        sign = _NOTE_NUMBER.match(cells.get(self.sign, "")) if self.sign is not None else None
        before = f"[note {sign[1]}] " if sign else ""
        for column in (c for c in self.notes if c in cells):
            yield TextLine("note", before + cells[column], None, about=cells.get(self.table, ""))


def _list_of_notes(cells: Sequence[tuple[int, str]]) -> _ListOfNotes | None:
    """Give the columns of a list of notes by table, if cells are its header: “Table | Note”."""
    of_tables = [c for c, text in cells if _says(text, _TABLE_HEADS, _BESIDE_TABLE)]
    of_notes = [c for c, text in cells if _says(text, _NOTE_HEADS, _BESIDE_NOTE)]
    signs = [c for c, text in cells if c in of_notes and "number" in text.casefold()]
    of_notes = [c for c in of_notes if c not in signs]
    if len(of_tables) != 1 or not of_notes:
        return None
    return _ListOfNotes(of_tables[0], tuple(of_notes), next(iter(signs), None))


def _says(text: str, heads: frozenset[str], beside: frozenset[str]) -> bool:
    said = words(text)
    return said <= heads | beside and bool(said & heads or text.casefold() == "applies to")


def _below_its_key(above: TextLine | None, line: TextLine) -> TextLine:
    """Join a line with the one above it, where that is its key: “Time period”, then “2019-20”."""
    is_key = above is not None and above.kind == "title" and says_a_scope(above.text)
    is_short = line.kind == "title" and len(line.text) <= _LONGEST_CHOSEN
    if above is None or not (is_key and is_short):
        return line
    text = f"{above.text}: {line.text}"
    return TextLine("choice", text, line.place, above.text, line.text, is_pair=True)
