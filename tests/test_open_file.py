from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from build_files import (
    cells_of,
    make_ods,
    make_xls,
    make_xlsx,
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

from cjdata.ingest.spreadsheets.open_file import open_book, read_book
from cjdata.ingest.spreadsheets.source_workbook import MergedCells, SourceSheet

MAKERS = {"xlsx": make_xlsx, "xls": make_xls, "ods": make_ods}
TABLES: dict[str, list[list[object]]] = {
    "Cover": [[], [], ["", "Justice social work statistics"]],
    "Table 1 & 2": [
        ["Table 1: orders"],
        [],
        ["", "Area", "2022-23", "2023-24"],
        ["", "Clackmannanshire", 120, 0],
        ["", "Na h-Eileanan Siar", 12.5, "[low]"],
    ],
}


def only_sheet(content: bytes) -> SourceSheet:
    (sheet,) = open_book(content, "file").sheets
    return sheet


@pytest.mark.parametrize("kind", MAKERS)
def test_every_cell_stands_where_the_workbook_has_it(kind: str) -> None:
    content = MAKERS[kind](TABLES)
    book = open_book(content, f"orders.{kind}")
    assert book.kind == kind
    assert book.sha256 == hashlib.sha256(content).hexdigest()
    assert cells_of(book) == list(TABLES.items())


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("ending", ["csv", "pdf", "xls", "xlsx", "ods"])
def test_the_content_tells_the_kind_whatever_the_name_ends_in(kind: str, ending: str) -> None:
    assert open_book(MAKERS[kind](TABLES), f"orders.{ending}").kind == kind


@pytest.mark.parametrize("kind", MAKERS)
def test_names_of_sheets_are_kept_to_the_letter(kind: str) -> None:
    names = ["A & B", 'x "q" <y>', "it's", "Dùn Èideann", " lead", "trail ", "€ 😀"]
    book = open_book(MAKERS[kind]({name: [[1]] for name in names}), "names")
    assert [sheet.name for sheet in book.sheets] == names


def test_a_file_on_disk_reads_as_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "orders 2024.xlsx"
    path.write_bytes(make_xlsx(TABLES))
    assert read_book(path) == open_book(path.read_bytes(), path.name)


def test_progress_rises_to_the_whole() -> None:
    told: list[float] = []
    content = b"a,b\n" + b"1,2\n" * 200_000
    open_book(content, "long.csv", progress=told.append)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == 1


def hide(book: Any) -> None:
    first, second = book.worksheets()
    first.set_row(4, None, None, {"hidden": True})
    second.very_hidden()
    book.add_worksheet("Hidden").hide()
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Table 1 & 2'!$C$4:$C$5"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.add_worksheet("Last").write(0, 0, "last")


def test_hidden_rows_and_sheets_are_read_and_charts_are_not() -> None:
    book = open_book(make_xlsx(dict(reversed(TABLES.items())), hide), "hidden.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Table 1 & 2", "Cover", "Hidden", "Last"]
    assert book.sheets[0].rows[4][1:3] == ["Na h-Eileanan Siar", 12.5]
    assert book.sheets[3].rows[0][0] == "last"


def test_merged_cells_are_told_in_every_kind() -> None:
    def merge_xlsx(book: Any) -> None:
        book.get_worksheet_by_name("S").merge_range(0, 1, 1, 3, "Orders")

    def merge_xls(book: Any) -> None:
        book.get_sheet(0).write_merge(0, 1, 1, 3, "Orders")

    rows = [[], [], ["Area", "a", "b", "c"]]
    spans = ' table:number-columns-spanned="3" table:number-rows-spanned="2"'
    ods = ods_table(
        ods_row("<table:table-cell/>", ods_text("Orders", spans))
        + ods_row("<table:table-cell/>")
        + ods_row(*map(ods_text, rows[2]))
    )
    for content in (
        make_xlsx({"S": rows}, merge_xlsx),
        make_xls({"S": rows}, merge_xls),
        ods_markup(ods),
    ):
        sheet = only_sheet(content)
        assert sheet.merged == (MergedCells(0, 1, 1, 3),)
        assert sheet.rows[0][1] == "Orders"
        assert sheet.rows[1][1] == ""


def test_merged_cells_end_where_the_cells_end() -> None:
    parts = unzipped(make_xlsx({"S": [["Title"], ["a", "b"]]}))
    part = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1000000"/></mergeCells>'
    sheet = only_sheet(zipped(parts | {part: parts[part].replace(b"</sheetData>", merged)}))
    assert sheet.merged == (MergedCells(0, 0, 1, 1),)


def test_errors_of_formulas_are_faults_in_every_kind() -> None:
    def fail_xlsx(book: Any) -> None:
        sheet = book.get_worksheet_by_name("S")
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    def fail_xls(book: Any) -> None:
        book.get_sheet(0).row(1).set_cell_error(0, 0x2A)
        book.get_sheet(0).row(1).set_cell_error(1, 0x07)

    def failed(text: str) -> str:
        return (
            '<table:table-cell table:formula="of:=X" office:value-type="string" '
            'office:string-value="" calcext:value-type="error">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    rows = [["a", "b"]]
    ods = ods_row(ods_text("a"), ods_text("b")) + ods_row(failed("#N/A"), failed("#DIV/0!"))
    for content in (
        make_xlsx({"S": rows}, fail_xlsx),
        make_xls({"S": rows}, fail_xls),
        ods_markup(ods_table(ods)),
    ):
        sheet = only_sheet(content)
        assert sheet.faults == {(1, 0): "#N/A", (1, 1): "#DIV/0!"}
        assert sheet.at(1, 0) == ""
        assert not sheet.unvalued


@pytest.mark.parametrize(
    ("cell", "is_unvalued"),
    [
        ('<c r="B2"><f>1+1</f></c>', True),
        ('<c r="B2"><f>1+1</f><v></v></c>', True),
        ('<c r="B2"><f>1+1</f><v/></c>', True),
        ('<c r="B2"><f t="shared" si="0"/></c>', True),
        ('<c r="B2" t="str"><f>A1</f></c>', True),
        ("<c><v>1</v></c><c><f>1+1</f></c>", True),
        ('<x:c xmlns:x="urn:x" r="B2"><x:f>1+1</x:f></x:c>', True),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', False),
        ('<c r="B2"><f>1-1</f><v>0</v></c>', False),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', False),
        ('<c r="B2" s="1"/>', False),
        ('<c r="B2"><v>2</v></c>', False),
    ],
)
def test_a_formula_without_a_value_is_told(cell: str, is_unvalued: bool) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>'
    assert only_sheet(xlsx_markup(rows)).unvalued == ({(1, 1)} if is_unvalued else set())


def test_a_zero_that_waits_for_calculation_is_no_value() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>0</v></c>'
        '<c r="C1"><f>B1</f><v>7</v></c></row>'
    )
    waiting = xlsx_markup(rows, '<calcPr calcId="1" fullCalcOnLoad="1"/>')
    assert only_sheet(waiting).unvalued == {(0, 0)}
    assert not only_sheet(xlsx_markup(rows, '<calcPr calcId="1"/>')).unvalued


def test_faults_belong_to_the_sheet_that_the_workbook_names() -> None:
    parts = xlsx_parts(
        {
            "First": '<row r="1"><c r="A1"><v>1</v></c></row>',
            "Second": '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        },
        targets=["worksheets/sheet2.xml", "worksheets/sheet1.xml"],
    )
    first, second = open_book(zipped(parts), "swapped.xlsx").sheets
    assert (first.name, first.rows[0][0], dict(first.faults)) == ("First", 1, {})
    assert (second.name, dict(second.faults)) == ("Second", {(0, 0): "#REF!"})


def test_repeated_cells_of_ods_count_as_many_times() -> None:
    formula = '<table:table-cell table:formula="of:=1" table:number-columns-repeated="2"/>'
    rows = (
        ods_row("<table:table-cell/>", more=' table:number-rows-repeated="3"')
        + "<table:table-row-group>"
        + ods_row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            ods_text("x", ' table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
            formula,
            ods_number(5),
            more=' table:number-rows-repeated="2" table:visibility="filter"',
        )
        + "</table:table-row-group>"
        + ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            more=' table:number-rows-repeated="1048571"',
        )
    )
    sheet = only_sheet(ods_markup(ods_table(rows)))
    assert [list(row[2:]) for row in sheet.rows[3:]] == [["x", "", "", "", 5]] * 2
    assert sheet.merged == (MergedCells(3, 2, 3, 3),)
    assert sheet.unvalued == {(3, 4), (3, 5), (4, 4), (4, 5)}


def test_comments_and_shapes_are_no_part_of_a_cell() -> None:
    comment = "<office:annotation><text:p>Says who?</text:p></office:annotation>"
    shape = "<draw:frame><draw:text-box><text:p>See note</text:p></draw:text-box></draw:frame>"
    text = "<text:p>Total<text:line-break/>cases</text:p><text:p>a<text:s text:c='2'/>b</text:p>"
    start = '<table:table-cell office:value-type="string">'
    cells = [f"{start}{over}{text}</table:table-cell>" for over in (comment, shape)]
    empty = f"<table:table-cell>{shape}</table:table-cell>"
    (row,) = only_sheet(ods_markup(ods_table(ods_row(*cells, empty, ods_text("end"))))).rows
    assert row == ["Total\ncases\na  b"] * 2 + ["", "end"]


def test_a_text_that_the_reader_would_lose_is_a_fault() -> None:
    lost = "<table:table-cell><text:p>12</text:p></table:table-cell>"
    sheet = only_sheet(ods_markup(ods_table(ods_row(lost, ods_text("x")))))
    assert sheet.rows == [["", "x"]]
    assert sheet.faults == {(0, 0): "12"}


def test_copies_of_other_files_are_no_sheets() -> None:
    own = ods_table(ods_row(ods_number(1)), "Own")
    copy = ods_table(ods_row(ods_number(2)), "file:///x#Own", ' table:style-name="ta_extref"')
    book = open_book(ods_markup(copy, own), "linked.ods")
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [("Own", [[1]])]
