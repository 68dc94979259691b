"""Raised letters in cells lead to notes: in workbooks of every kind they are no digits."""

from __future__ import annotations

import pytest
from build_raised import WRITERS, Runs, Table, as_ods, as_xls_of_excel_95
from commenced import RECIPE, TITLE, figures
from hypothesis import given
from hypothesis import strategies as st
from reading_sheets import COVER, errors, read

from cjdata.ingest.cells.cell_texts import reading_of, without_notes
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.labels.written_years import period_of
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.raised_letters import as_note
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

LONG = "x" * 9_000
CELLS: tuple[tuple[Runs, str], ...] = (
    (("44", "2"), "44[note 2]"),
    (("44", "2,3"), "44[note 2, 3]"),
    (("44", "p"), "44[p]"),
    (("44", " (r)"), "44[r]"),
    (("44", "a"), "44[note a]"),
    (("10", "th"), "10th"),
    (("44", "123"), "44^123"),
    (("2015-16", "6 and 7"), "2015-16[note 6, 7]"),
    (("Eilean Siar", "2", " (islands)"), "Eilean Siar[note 2] (islands)"),
    (("Q & A <b>", "1"), "Q & A <b>[note 1]"),
    (("é–‰", "3"), "é–‰[note 3]"),
    ((LONG + "é", "3"), LONG + "é[note 3]"),
)
KINDS = ("xlsx", "xlsx, in the cell", "ods", "xls")


def first_column(content: bytes) -> list[object]:
    return [row[0] for row in open_book(content, "raised").sheets[0].rows]


@pytest.mark.parametrize("writer", WRITERS)
def test_raised_letters_are_read_as_notes_in_every_kind_of_workbook(writer: str) -> None:
    content = WRITERS[writer]([[runs] for runs, _ in CELLS])
    assert first_column(content) == [text for _, text in CELLS]


@pytest.mark.parametrize("writer", KINDS)
def test_letters_on_the_line_stay_as_they_are(writer: str) -> None:
    plain = ["442", "Cases commenced", "2015-166,7"]
    assert first_column(WRITERS[writer]([[(text,)] for text in plain])) == plain


def test_letters_on_the_line_in_a_style_of_their_own_stay_as_they_are() -> None:
    assert first_column(as_ods([[("44", "2")]], "0% 100%")) == ["442"]


@given(
    st.integers(0, 99_999),
    st.lists(st.integers(1, 99), min_size=1, max_size=3),
    st.sampled_from([",", ", ", " ", " and ", ";"]),
)
def test_a_figure_with_a_raised_note_is_the_figure_alone(
    figure: int, notes: list[int], between: str
) -> None:
    reading = reading_of(f"{figure:,}{as_note(between.join(map(str, notes)))}", {})
    assert reading is not None
    assert reading.value == figure


@given(st.text(st.characters(categories=("Nd", "No", "Ll", "Po", "Zs")), max_size=8))
def test_no_raised_text_ever_changes_a_figure(raised: str) -> None:
    reading = reading_of(f"44{as_note(raised)}", {})
    assert reading is None or reading.value == 44


@pytest.mark.parametrize("note", ["2", "2,3", "12", "a"])
def test_raised_notes_do_no_harm_to_years_and_headings(note: str) -> None:
    assert period_of(f"2015-16{as_note(note)}") == "2015-16"
    assert without_notes(f"Cases{as_note(note)} commenced") == "Cases commenced"


def read_with(
    writer: str, figure: Runs, areas: Areas, catalogue: Catalogue, note: Runs = ()
) -> ReadWorkbook:
    """Read a table of two councils, one figure of which is written in runs."""
    table: Table = [
        [(COVER,)],
        [(f"{TITLE}, 2024-25", *note)],
        [("Local authority", *note), ("Cases commenced", *note)],
        [("Falkirk", *note), figure],
        [("Fife",), ("60",)],
    ]
    content = open_book(WRITERS[writer](table), "raised")
    return read(content, areas, catalogue, RECIPE)


@pytest.mark.parametrize("writer", KINDS)
def test_a_count_with_a_raised_note_is_never_ten_times_as_much(
    writer: str, areas: Areas, catalogue: Catalogue
) -> None:
    found = read_with(writer, ("44", "2"), areas, catalogue)
    assert figures(found) == {("Falkirk", "2024-25"): 44, ("Fife", "2024-25"): 60}


@pytest.mark.parametrize("writer", KINDS)
def test_raised_notes_in_titles_headings_and_names_are_passed_over(
    writer: str, areas: Areas, catalogue: Catalogue
) -> None:
    found = read_with(writer, ("44", "r"), areas, catalogue, note=("2, 3",))
    assert figures(found) == {("Falkirk", "2024-25"): 44, ("Fife", "2024-25"): 60}
    assert [datum.status for datum in found.data] == ["revised", "published"]


@pytest.mark.parametrize("writer", ["xlsx, in the cell", "ods", "xls"])
@pytest.mark.parametrize("figure", [("", "44"), ("44", "123"), ("4", "2", "4")])
def test_a_count_of_which_it_is_not_clear_what_is_a_note_is_refused_with_its_cell(
    writer: str, figure: Runs, areas: Areas, catalogue: Catalogue
) -> None:
    [error] = errors(read_with(writer, figure, areas, catalogue))
    assert (error.kind, error.sheet, error.cell) == ("not understood", "S", "B4")
    assert "4" in error.found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("44²", 44),
        ("44²,³", 44),
        ("44 ²", 44),
        ("44†", 44),
        ("1,234¹⁰", 1234),
        ("7.5 [note 2]", 7.5),
    ],
)
def test_a_note_written_in_raised_digits_is_no_part_of_a_figure(text: str, value: float) -> None:
    reading = reading_of(text, {})
    assert reading is not None
    assert (reading.value, reading.status) == (value, "published")


@pytest.mark.parametrize("text", ["44 (2)", "44*", "4²4", "²44", "44₂", "²", "[note 2]"])
def test_a_figure_with_what_may_be_a_note_or_not_is_not_understood(text: str) -> None:
    assert reading_of(text, {}) is None


def test_a_symbol_with_a_note_is_the_symbol() -> None:
    assert [reading_of(t, {"x": "not_collected"}) for t in ("x²", "x [note 2]")] == [
        reading_of("x", {"x": "not_collected"})
    ] * 2


def test_raised_letters_of_excel_95_are_notes_too() -> None:
    runs: tuple[Runs, ...] = (("Total",), ("44", "2"), ("Eilean Siar", "2", " (islands)"))
    content = as_xls_of_excel_95([[one] for one in runs])
    assert first_column(content) == ["Total", "44[note 2]", "Eilean Siar[note 2] (islands)"]
