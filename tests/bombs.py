"""Small files that unpack, or read, to far more than there is room or time for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from build_files import (
    ods_markup,
    ods_number,
    ods_row,
    ods_table,
    ods_text,
    unzipped,
    xlsx_markup,
    xlsx_parts,
    zipped,
)

_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
_FAR = _CELL + '<row r="700000"><c r="G700000"><v>1</v></c></row>'
_LONG = "ab " * 300_000
_SST = "xl/sharedStrings.xml"
_ODS_ACROSS, _ODS_DOWN = "table:number-columns-repeated", "table:number-rows-repeated"


def laughs(inside: str = "<sst><si><t>{}</t></si></sst>") -> str:
    """Make the markup in which each entity is ten of the one before it."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{lines}]>' + inside.format("&a9;")


def _with(parts: Mapping[str, bytes | str]) -> bytes:
    return zipped({**xlsx_parts({"S": _CELL}), **parts})


def _sheets(count: int, rows: str, *, one_part: bool = False) -> bytes:
    targets = ["worksheets/sheet1.xml"] * count if one_part else ()
    return zipped(xlsx_parts({f"S{n}": rows for n in range(count)}, targets))


def _strings(count: int, markup: str) -> str:
    numbers = random.Random(1)
    return "".join(markup.format(f"{numbers.getrandbits(40):x}") for _ in range(count))


def _nested() -> bytes:
    content = zipped({"a.xml": b" " * 50_000_000})
    for _ in range(5):
        content = zipped({"inner.zip": content})
    return content


def workbooks() -> dict[str, Callable[[], bytes]]:
    """Give how to make workbooks that must be refused, by what is wrong with them."""
    raised = '<si><r><rPr><vertAlign val="superscript"/></rPr><t>{}</t></r></si>'
    formula = '<row r="{0}"><c r="A{0}"><f>A1</f></c></row>'
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 300_000))
    sheet = f"<worksheet><sheetData>{_CELL}</sheetData><mergeCells>{merged}</mergeCells>"
    shared = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 60_000))
    return {
        "one part of zeros": lambda: _with({"xl/worksheets/big.xml": b"\0" * 60_000_000}),
        "many smaller parts": lambda: _with({f"xl/p{n}.xml": b" " * 9_900_000 for n in range(12)}),
        "deep markup": lambda: xlsx_markup(f"<row><c>{'<f>' * 90_000}{'</f>' * 90_000}</c></row>"),
        "deep styles": lambda: _with({"xl/styles.xml": "<a>" * 1_300_000}),
        "a million texts": lambda: _with({_SST: f"<sst>{'<si><t>a</t></si>' * 1_000_000}</sst>"}),
        "raised texts": lambda: _with({_SST: f"<sst>{_strings(300_000, raised)}</sst>"}),
        "a long text in each cell": lambda: zipped(
            {**xlsx_parts({"S": shared}), _SST: f"<sst><si><t>{_LONG}</t></si></sst>"}
        ),
        "formulas": lambda: xlsx_markup("".join(formula.format(n) for n in range(1, 500_000))),
        "merged cells": lambda: _with({"xl/worksheets/sheet1.xml": f"{sheet}</worksheet>"}),
        "cells far away": lambda: xlsx_markup(_FAR),
        "cells far away on each sheet": lambda: _sheets(300, _FAR),
        "many sheets": lambda: _sheets(4_900, _CELL),
        "one part for many sheets": lambda: _sheets(20_000, _CELL, one_part=True),
        "one part for two sheets": lambda: _sheets(2, _CELL, one_part=True),
        "billion laughs": lambda: _with({_SST: laughs()}),
        "archives in archives": _nested,
        "ods, a long text repeated": lambda: ods_markup(
            ods_table(ods_row(ods_text(_LONG, f' {_ODS_ACROSS}="900"'), more=f' {_ODS_DOWN}="900"'))
        ),
        "ods, one cell repeated": lambda: ods_markup(
            ods_table(
                ods_row(ods_text("#N/A", f' {_ODS_ACROSS}="1000"'), more=f' {_ODS_DOWN}="4900"')
            )
        ),
        "ods, many tables": lambda: ods_markup(
            *(ods_table(ods_row(ods_number(n)), name=f"T{n}") for n in range(60_000))
        ),
        "ods, deep markup": lambda: ods_markup(ods_table("<text:span>" * 500_000)),
    }


def templates(sound: bytes, part: str) -> dict[str, Callable[[], bytes]]:
    """Give how to make templates that must be refused: a sound one, with a bomb in a part."""
    parts = unzipped(sound)
    end = parts[part].rindex(b"</")

    def inside(more: bytes) -> bytes:
        return zipped({**parts, part: parts[part][:end] + more + parts[part][end:]})

    return {
        "markup of spaces": lambda: inside(b" " * 50_000_000),
        "a picture of zeros": lambda: zipped({**parts, "word/media/big.png": b"\0" * 160_000_000}),
        "deep markup": lambda: inside(b"<a>" * 100_000 + b"</a>" * 100_000),
        "many elements": lambda: inside(b"<a/>" * 5_000_000),
        "many attributes": lambda: inside(
            b"<a " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"
        ),
        "billion laughs": lambda: zipped({**parts, part: laughs("<a>{}</a>")}),
        "many parts": lambda: zipped({**parts, **{f"many/{n}.xml": "<a/>" for n in range(6_000)}}),
    }
