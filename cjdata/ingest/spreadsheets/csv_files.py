"""Reads CSV files: any usual encoding and delimiter, a million rows in a few seconds."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, cell_name

MAX_CELLS = 16_000_000
_POOL = 200_000
"""How many different texts are kept once each, however often they stand in the file."""

_STEP = 1 << 20
_SAMPLE_BYTES = 1 << 18
_SAMPLE_LINES = 60
_SAMPLE_LETTERS = 2_000
_FEWEST_ZEROS = 0.5
"""How much of every other byte is zero at least in a text of two bytes a letter."""

_DELIMITERS = "\t;,|"
_CONTROL = bytes({*range(32)} - set(b"\t\n\v\f\r\x1a"))
_TWO_BYTE_LETTER = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_TOLD = re.compile(rb"\A(\xef\xbb\xbf)?sep=([,;|\t])(?=\r?\n)", re.IGNORECASE)
"""The line by which a file tells spreadsheet programs its delimiter; it says nothing else."""

_REPORT_ROWS = 1 << 16

Progress = Callable[[float], None]
Rows = list[tuple[str, ...]]


def read_csv(content: bytes, name: str, progress: Progress) -> SourceSheet:
    """Read a CSV file as one sheet of texts; a blank line is an empty row.

    Raises
    ------
    LoadRefused
        Not readable or not a workbook, too large, or truncated: with the line or cell.
    """
    content, encoding = _decodable(content)
    delimiter = _delimiter(content, encoding)
    content = _TOLD.sub(rb"\1", content, count=1)  # Its line stays, and is empty.
    _check_cells(content, delimiter)
    rows = _rows(content, encoding, delimiter, progress)
    if not content.endswith((b"\n", b"\r")):
        _check_last(rows)
    return SourceSheet(name, rows)


def _decodable(content: bytes) -> tuple[bytes, str]:
    """Give the content and its encoding, tried to the last byte."""
    if wide := _utf16_of(content):
        content = _from_utf16(content, wide)
    content = content.rstrip(b"\x1a")  # The end mark of very old programs.
    _check_control(content)
    offset = _first_wrong(content, "utf-8")
    if offset is None:
        return content, "utf-8-sig"
    # A file in cp1252 that has letters of UTF-8 as well was patched together, or damaged.
    if content.startswith(codecs.BOM_UTF8) or _TWO_BYTE_LETTER.search(content):
        raise _bad_letter(content, offset)
    offset = _first_wrong(content, "cp1252")
    if offset is not None:
        raise _bad_letter(content, offset)
    return content, "cp1252"


def _utf16_of(content: bytes) -> str:
    """Give the encoding of two bytes a letter that a text is in; empty for none.

    Where no mark says it, every other byte of plain letters is zero.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[: 2 * _SAMPLE_LETTERS]
    halves = {"utf-16-le": sample[1::2], "utf-16-be": sample[::2]}
    zeros = {name: half.count(0) for name, half in halves.items()}
    name = max(zeros, key=lambda one: zeros[one])
    is_wide = zeros[name] > _FEWEST_ZEROS * len(halves[name]) and min(zeros.values()) == 0
    return name if is_wide and len(content) > 1 else ""


def _from_utf16(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode()
    except UnicodeError as error:
        raise refused("truncated", "the text breaks off inside a letter (UTF-16)") from error


def _check_control(content: bytes) -> None:
    for start in range(0, len(content), _STEP):
        piece = content[start : start + _STEP]
        if len(piece.translate(None, _CONTROL)) != len(piece):
            raise refused("not a workbook", "it holds data that is neither a workbook nor text")


def _first_wrong(content: bytes, encoding: str) -> int | None:
    """Give where the first letter stands that is none in an encoding, near enough."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), _STEP):
        try:
            decoder.decode(content[start : start + _STEP], start + _STEP >= len(content))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _bad_letter(content: bytes, offset: int) -> LoadRefused:
    line = content.count(b"\n", 0, offset) + 1
    return refused(
        "not readable",
        f"line {line:,} has a letter that does not belong to the file's encoding",
        expected="text in UTF-8 or in Windows encoding (cp1252) throughout",
        fix="Open it in a spreadsheet program, check that line, and save it as “CSV UTF-8”.",
    )


def _delimiter(content: bytes, encoding: str) -> str:
    """Find the delimiter: the one that most lines agree on, titles and notes aside."""
    sample = content[:_SAMPLE_BYTES].decode(encoding, "ignore")
    told = _TOLD.match(content)
    if told:
        return told[2].decode()
    if len(content) > _SAMPLE_BYTES:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[int, int]:
    """Give how many lines have the commonest number of columns above one, and that number."""
    widths: Counter[int] = Counter()
    lines = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    # What an open quotation mark spoils is for the reading to find: the lines above it count.
    with contextlib.suppress(csv.Error):
        widths.update(map(len, islice(filter(any, lines), _SAMPLE_LINES)))
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _check_cells(content: bytes, delimiter: str) -> None:
    # Before reading any: a file of delimiters alone would fill the memory.
    lines = max(content.count(b"\n"), content.count(b"\r"))
    cells = lines + content.count(delimiter.encode())
    if cells > MAX_CELLS:
        raise refused(
            "too large",
            f"the file has about {cells:,} cells",
            expected=f"at most {MAX_CELLS:,} cells",
        )


def _check_last(rows: Rows) -> None:
    """Refuse a last line that has no line end and stops short of the lines above it."""
    above = Counter(map(len, rows[-_SAMPLE_LINES:-1]))
    usual, _ = above.most_common(1)[0] if above else (0, 0)
    if 1 < len(rows[-1]) < usual:
        found = f"the last line breaks off: it has {len(rows[-1])} of {usual} columns"
        raise refused("truncated", found, cell=cell_name(len(rows) - 1, len(rows[-1]) - 1))


def _rows(content: bytes, encoding: str, delimiter: str, progress: Progress) -> Rows:
    raw = io.BytesIO(content)
    text = io.TextIOWrapper(raw, encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    rows: Rows = []
    line = 0
    try:
        for row in _pooled(reader):
            rows.append(row)
            line = reader.line_num
            if len(rows) % _REPORT_ROWS == 0:
                progress(raw.tell() / len(content))
    except csv.Error as error:
        raise _bad_quote(line + 1) from error
    return rows


def _pooled(reader: Iterable[list[str]]) -> Iterator[tuple[str, ...]]:
    """Give the rows with each text kept once: most stand in many rows."""
    pool: dict[str, str] = {}
    keep: Callable[[str, str], str] = pool.setdefault
    for row in reader:
        if len(pool) > _POOL:
            keep = pool.get
        yield tuple(map(keep, row, row))


def _bad_quote(line: int) -> LoadRefused:
    return refused(
        "not readable",
        f"a quotation mark in line {line:,} is not closed, or stands where none may",
        expected="each quotation mark closed in its own cell",
        fix="Correct that line, or save the table as .xlsx from a spreadsheet program.",
    )
