"""Tells what a file is by its first bytes, whatever its name ends in."""

from __future__ import annotations

from typing import Literal

from cjdata.ingest.spreadsheets.compound_file import SIGNATURE
from cjdata.ingest.spreadsheets.refusals import refused

Container = Literal["archive", "compound", "text"]

_OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\x09\x00\x04\x00", "an Excel file of before 1994"),
    (b"\x09\x02\x06\x00", "an Excel file of before 1994"),
    (b"\x09\x04\x06\x00", "an Excel file of before 1994"),
)
_DOWNLOAD = "Download the tables that belong to it, as .xlsx, .xls, .ods or .csv."
_SAVE = "Open it in a spreadsheet program, save it as .xlsx, and load that file."


def container_of(content: bytes) -> Container:
    """Tell what a file comes in.

    Raises
    ------
    LoadRefused
        Empty; or not a workbook, saying what it looks like.
    """
    if content.startswith(b"PK\x03\x04"):
        return "archive"
    if content.startswith(SIGNATURE):
        return "compound"
    for start, what in _OTHERS:
        if content.startswith(start):
            raise refused("not a workbook", f"it is {what}", fix=_DOWNLOAD)
    _check_text(content)
    return "text"


def _check_text(content: bytes) -> None:
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\x1a"):
        raise refused("empty", "the file has nothing in it")
    # Byte order marks and the zeros of UTF-16 do not matter for what it looks like.
    start = content[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"mime-version:")
    ):
        raise refused("not a workbook", "it is a web page", fix=f"{_SAVE} {_DOWNLOAD}")
    if start.startswith(b"<"):
        raise refused("not a workbook", "it is an XML file", fix=_SAVE)
    if start.startswith((b"{", b"[{")):
        raise refused("not a workbook", "it is a JSON file", fix=_DOWNLOAD)
