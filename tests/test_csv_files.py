from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet

Rows = list[list[str]]

# Letters that no encoding mistakes for another's; of the delimiters, the one in use alone.
TEXTS = st.text("Fife 0123456789.-\"'\néÙñ#*[]", max_size=8)


def read(content: bytes, name: str = "figures.csv") -> SourceSheet:
    (sheet,) = open_book(content, name).sheets
    return sheet


def rows_of(content: bytes | str) -> Rows:
    data = content if isinstance(content, bytes) else content.encode()
    return [list(row) for row in read(data).rows]


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
"""The last three have no mark that says which it is."""


def refusal(content: bytes) -> Remark:
    with pytest.raises(LoadRefused) as refused:
        open_book(content, "figures.csv")
    (remark,) = refused.value.remarks
    return remark


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    width = draw(st.integers(2, 6))
    cells = st.lists(TEXTS, min_size=width, max_size=width)
    heading = [f"Column {n}" for n in range(width)]
    return [heading, *draw(st.lists(cells, min_size=1, max_size=12))]


@given(
    rows=tables(),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(ENCODINGS),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_was_written_is_read(
    rows: Rows, delimiter: str, encoding: str, line_end: str, quoting: int
) -> None:
    # A writer of lines that end in \r leaves \n inside cells without quotation marks.
    inside = "" if line_end == "\r" else "\n"
    rows = [[t.replace("#", delimiter).replace("\n", inside) for t in row] for row in rows]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    assert rows_of(file.getvalue().encode(encoding)) == rows


def test_the_sheet_has_the_name_of_the_file_without_its_ending() -> None:
    book = open_book(b"a,b\n1,2\n", "orders.2024.csv")
    assert (book.kind, book.sheets[0].name) == ("csv", "orders.2024")


def test_values_stay_the_texts_that_they_are() -> None:
    assert rows_of("a,b,c\n 012 ,1e3,2023-24\n")[1] == [" 012 ", "1e3", "2023-24"]


def test_blank_lines_are_empty_rows_so_that_rows_keep_their_numbers() -> None:
    assert rows_of("Title\n\n\na,b\n1,2\n") == [["Title"], [], [], ["a", "b"], ["1", "2"]]


def test_rows_of_other_lengths_stay_as_they_are() -> None:
    assert rows_of("a,b,c\n1\n1,2,3,4\n") == [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]


def test_the_last_line_may_lack_its_end() -> None:
    assert rows_of("a,b\n1,2") == [["a", "b"], ["1", "2"]]
    assert rows_of("a,b\n1,2\nSource: survey")[-1] == ["Source: survey"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Orders, by council, by year, Scotland\n,,,\na;b\n1;2\n3;4\n5;6\n", ["1", "2"]),
        ("area;rate a;rate b\n" + "Fife;1,5;2,5\n" * 9, ["Fife", "1,5", "2,5"]),
        ("area;rate, per cent;rate, all\n" + "Fife;1,5;2,5\n" * 9, ["Fife", "1,5", "2,5"]),
        ("area\tnote\tvalue\n" + "Fife\ta, b; c\t1,234\n" * 9, ["Fife", "a, b; c", "1,234"]),
        ('area,note,value\nFife,"a; b; c","1,234"\n' * 9, ["Fife", "a; b; c", "1,234"]),
        ("area,note\nFife,a; b\nMoray,c\nAngus,d; e; f\n", ["Moray", "c"]),
        ("sep=;\na,1;b\nc,2;d\n", ["a,1", "b"]),
        ("one\ntwo\nthree\n", ["one"]),
    ],
)
def test_the_delimiter_is_the_one_that_the_lines_agree_on(text: str, row: list[str]) -> None:
    assert row in rows_of(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_pounds_and_dashes_are_read_in_every_encoding(encoding: str) -> None:
    text = "Area,£ – spent\nDùn Èideann,£1\n"
    assert rows_of(text.encode(encoding)) == [["Area", "£ – spent"], ["Dùn Èideann", "£1"]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2\n3,\x81\n", "line 3"),
        ("a,b\né,2\n".encode() + b"\xe9,2\n", "line 3"),
        (b"\xef\xbb\xbfa,b\n\xe9,2\n", "line 2"),
    ],
    ids=["in no encoding", "in two encodings", "against its mark"],
)
def test_letters_of_a_wrong_encoding_are_refused_with_the_line(content: bytes, line: str) -> None:
    remark = refusal(content)
    assert remark.kind == "not readable"
    assert line in remark.found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,2\n3,"4\n5,6\n', "line 3"),
        ('a,b\n"1,2\n3,4\n"5",6\n', "line 2"),
        ('a,b\n"1"2,3\n', "line 2"),
        ('a,b\n1,"' + "x\n" * 100_000, "line 2"),
    ],
)
def test_a_quotation_mark_left_open_is_refused_with_the_line(text: str, line: str) -> None:
    remark = refusal(text.encode())
    assert remark.kind == "not readable"
    assert f"in {line} " in remark.found


def test_a_quotation_mark_inside_a_text_is_a_letter() -> None:
    assert rows_of('a,b\n5" pipe,"say ""so"""\n')[1] == ['5" pipe', 'say "so"']


@pytest.mark.parametrize("content", [b"a,b\n1,\0\n", b"a,b\n\x01\x02,3\n"])
def test_data_that_is_no_text_is_refused(content: bytes) -> None:
    assert refusal(content).kind == "not a workbook"


def test_a_line_that_breaks_off_is_refused_with_the_cell() -> None:
    remark = refusal(b"a,b,c,d\n1,2,3,4\n5,6,7,8\n9,1")
    assert (remark.kind, remark.cell) == ("truncated", "B4")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert refusal("a,b\n1,2\n".encode(encoding)[:-1]).kind == "truncated"


def test_a_file_of_delimiters_alone_is_too_large() -> None:
    assert refusal(b"a,b\n" + b"," * 17_000_000).kind == "too large"
