from __future__ import annotations

import gzip
import os
import struct
from pathlib import Path

import pytest
from build_files import (
    MANIFEST,
    cells_of,
    damaged,
    make_ods,
    make_xls,
    make_xlsx,
    ods_markup,
    ods_number,
    ods_row,
    ods_table,
    unzipped,
    xlsx_markup,
    zipped,
)

from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.spreadsheets.open_file import open_book, read_book

ROWS: list[list[object]] = [["Area", "2023-24"], *([f"Area {n}", n * 7] for n in range(60))]
XLSX, XLS, ODS = make_xlsx({"S": ROWS}), make_xls({"S": ROWS}), make_ods({"S": ROWS})
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(content: bytes, name: str = "orders.xlsx") -> Remark:
    with pytest.raises(LoadRefused) as refused:
        open_book(content, name)
    (remark,) = refused.value.remarks
    assert (remark.level, remark.file) == ("error", name)
    assert remark.found
    assert remark.expected
    assert remark.fix.endswith(".")
    return remark


def with_parts(content: bytes, parts: dict[str, bytes | str]) -> bytes:
    return zipped({**unzipped(content), **parts})


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"%PDF-1.7 text", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n...", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0 JFIF", "a picture (JPEG)"),
        (b"{\\rtf1 text}", "a text document (RTF)"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "a packed file (gzip)"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><html>", "a web page"),
        ("<!DOCTYPE html>".encode("utf-16"), "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (b'{"figures": [1, 2]}', "a JSON file"),
        (b"text \0\1\2 text", "neither a workbook nor text"),
        (zipped({"word/document.xml": "<document/>"}), "a Word document"),
        (zipped({"ppt/presentation.xml": "<presentation/>"}), "a PowerPoint presentation"),
        (zipped({"xl/workbook.bin": b"\0"}), "a binary workbook (.xlsb)"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "of another kind"),
        (zipped({"figures.csv": "a,b"}), "an archive of other files"),
        (XLS.replace("Workbook".encode("utf-16-le"), "Wordbook".encode("utf-16-le")), "old"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(content: bytes, looks: str) -> None:
    remark = refusal(content)
    assert remark.kind == "not a workbook"
    assert looks in remark.found


@pytest.mark.parametrize(
    "content",
    [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", make_xlsx({"S": []}), make_ods({"S": []})],
)
def test_a_file_without_anything_in_it_is_empty(content: bytes) -> None:
    assert refusal(content).kind == "empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(LoadRefused) as refused:
        open_book(b"a,b\n" * 1_000_000, "long.csv", limit=3_000_000)
    (remark,) = refused.value.remarks
    assert remark.kind == "too large"
    assert (remark.found, remark.expected) == ("the file has 4.0 MB", "at most 3.0 MB")


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    path.touch()
    os.truncate(path, 10**12)
    with pytest.raises(LoadRefused) as refused:
        read_book(path)
    assert refused.value.remarks[0].kind == "too large"


@pytest.mark.parametrize("name", ["nothing.xlsx", "."])
def test_a_path_without_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoadRefused) as refused:
        read_book(tmp_path / name)
    assert refused.value.remarks[0].found == "there is no such file"


def claiming(content: bytes, part: str, size: int) -> bytes:
    """Let the archive's directory say that a part unpacks to another size."""
    changed = bytearray(content)
    entry = content.rfind(part.encode()) - 46
    assert changed[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<L", changed, entry + 24, size)
    return bytes(changed)


def overlapping() -> bytes:
    """Let two entries of the directory point to the same bytes."""
    content = bytearray(zipped({"aaa.xml": "<a/>", "bbb.xml": "<b/>"}))
    entry = content.rfind(b"bbb.xml") - 46
    struct.pack_into("<L", content, entry + 42, 0)
    content[entry + 46 : entry + 53] = b"aaa.xml"
    return bytes(content)


BIG = "xl/worksheets/big.xml"
SPACES = b" " * 30_000_000


@pytest.mark.parametrize(
    "content",
    [
        with_parts(XLSX, {BIG: SPACES}),
        claiming(with_parts(XLSX, {BIG: SPACES}), BIG, 1000),
        claiming(with_parts(XLSX, {BIG: "<a/>"}), BIG, 4_000_000_000),
        with_parts(XLSX, {f"many/{n}.xml": "<a/>" for n in range(6000)}),
    ],
    ids=["ratio", "lying", "total", "many parts"],
)
def test_zip_bombs_are_refused(content: bytes) -> None:
    assert refusal(content).kind == "zip bomb"


@pytest.mark.parametrize(
    "content",
    [
        overlapping(),
        claiming(XLSX, "xl/workbook.xml", 5),
        with_parts(XLSX, {"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}),
        with_parts(XLSX, {"XL/Workbook.xml": "<workbook/>"}),
        with_parts(XLSX, {"xl/workbook.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        with_parts(XLSX, {"xl/workbook.xml": "<workbook/>".encode("utf-16")}),
        ods_markup(ods_table(ods_row(ods_number(1, ' table:number-columns-repeated="-1"')))),
    ],
)
def test_files_that_contradict_themselves_are_refused(content: bytes) -> None:
    assert refusal(content).kind == "not readable"


def test_a_workbook_that_would_end_the_process_is_refused() -> None:
    # The library asks for room for as many texts as the file says it has.
    strings = '<sst uniqueCount="99999999999" count="1"><si><t>a</t></si></sst>'
    content = with_parts(xlsx_markup(ONE_CELL), {"xl/sharedStrings.xml": strings})
    assert refusal(content).kind == "not readable"


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize("content", [XLSX, ODS], ids=["xlsx", "ods"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("text", [ENTITY, "<!DOCTYPE a><a/>"])
def test_document_types_are_refused_in_any_part(content: bytes, encoding: str, text: str) -> None:
    for part in (n for n in unzipped(content) if n.endswith(".xml") and n != MANIFEST):
        assert refusal(with_parts(content, {part: text.encode(encoding)})).kind == (
            "external entity"
        ), part


def test_document_types_that_nothing_reads_do_no_harm() -> None:
    svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'
    assert open_book(with_parts(XLSX, {"xl/media/image1.svg": svg}), "logo.xlsx").sheets
    old = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD" "Manifest.dtd"><manifest/>'
    assert open_book(with_parts(ODS, {MANIFEST: old}), "old.ods").sheets
    assert refusal(with_parts(ODS, {MANIFEST: ENTITY})).kind == "external entity"


def in_compound(name: str) -> bytes:
    """Give the stream of an .xls another name, as protected .xlsx files have."""
    content = bytearray(XLS)
    place = content.find("Workbook".encode("utf-16-le"))
    content[place : place + 66] = struct.pack("<64sH", name.encode("utf-16-le"), len(name) * 2 + 2)
    return bytes(content)


def protected_part() -> bytes:
    content = bytearray(XLSX)
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        in_compound("EncryptedPackage"),
        XLS.replace(b"\x19\x00\x02\x00", b"\x2f\x00\x02\x00", 1),
        with_parts(ODS, {MANIFEST: "<manifest><encryption-data/></manifest>"}),
        protected_part(),
    ],
    ids=["xlsx", "xls", "ods", "zip"],
)
def test_protected_files_are_refused(content: bytes) -> None:
    assert content not in {XLS, XLSX}
    assert refusal(content).kind == "password"


@pytest.mark.parametrize("content", [XLSX, XLS, ODS], ids=["xlsx", "xls", "ods"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_files_cut_short_are_refused(content: bytes, share: float) -> None:
    assert refusal(content[: int(len(content) * share)]).kind == "truncated"


FAR = '<row r="1048576"><c r="XFD1048576"{}</row>'


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (xlsx_markup(ONE_CELL + FAR.format("><v>1</v></c>")), "XFD1048576"),
        (xlsx_markup(ONE_CELL + FAR.format(' t="inlineStr"><is><t>x</t></is></c>')), "XFD1048576"),
        (
            xlsx_markup(f"<row>{'<c><v>1</v></c>' * 6000}</row>" + f"{ONE_CELL[:4]}/>" * 999),
            "",
        ),
        (
            ods_markup(
                ods_table(
                    ods_row("<table:table-cell/>", more=' table:number-rows-repeated="999999"')
                    + ods_row(
                        '<table:table-cell table:number-columns-repeated="16383"/>', ods_number(1)
                    )
                )
            ),
            "XFD1000000",
        ),
        (
            ods_markup(
                ods_table(
                    ods_row(
                        ods_number(1, ' table:number-columns-repeated="16384"'),
                        more=' table:number-rows-repeated="1048576"',
                    )
                )
            ),
            "XFD1048576",
        ),
        (make_xls({"S": [["x"] * 100] + [[]] * 60_000 + [["x"]]}), "CV60002"),
    ],
)
def test_a_stray_cell_far_away_is_refused_by_its_name(content: bytes, cell: str) -> None:
    if not cell:  # Cells that do not say where they stand are counted, and do no harm.
        assert len(open_book(content, "orders.xlsx").sheets[0].rows[0]) == 6000
        return
    remark = refusal(content)
    assert (remark.kind, remark.sheet, remark.cell) == ("too large", "S", cell)


def test_a_far_cell_with_nothing_but_colour_does_no_harm() -> None:
    book = open_book(xlsx_markup(ONE_CELL + FAR.format(' s="0"/>')), "coloured.xlsx")
    assert cells_of(book) == [("S", [[1]])]


@pytest.mark.parametrize("content", [XLSX, ODS], ids=["xlsx", "ods"])
def test_a_damaged_archive_reads_exactly_right_or_is_refused(content: bytes) -> None:
    whole = cells_of(open_book(content, "orders"))
    refused = 0
    for seed in range(250):
        try:
            book = open_book(damaged(content, seed), "orders")
        except LoadRefused as refusal:
            refused += len(refusal.remarks)
        else:
            assert cells_of(book) == whole, seed
    assert refused > 150


def test_a_cell_of_xls_that_stands_twice_is_refused_by_its_name() -> None:
    # The file has no checksums; a number moved into the row above shows in no other way.
    moved = make_xls({"S": [["a", "b"], ["c", 1.5], ["d", 2.5]]}).replace(
        struct.pack("<HHHH", 0x027E, 10, 2, 1), struct.pack("<HHHH", 0x027E, 10, 1, 1)
    )
    remark = refusal(moved, "orders.xls")
    assert (remark.kind, remark.sheet, remark.cell) == ("not readable", "S", "B2")


def test_a_damaged_xls_never_ends_the_program() -> None:
    # These files have no checksums: a turned bit inside a number cannot be seen here.
    kinds = set()
    for seed in range(200):
        try:
            open_book(damaged(XLS, seed), "orders.xls")
        except LoadRefused as refusal:
            kinds.update(remark.kind for remark in refusal.remarks)
    assert {"truncated", "not readable"} <= kinds
