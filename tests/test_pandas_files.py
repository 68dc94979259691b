"""Tables that have gone through pandas: indexes, several rows of headings, and made-up names."""

# ruff: noqa: PD010, PD013 (these are the ways in which people make such files)

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
import pytest
from commenced import RECIPE, TITLE
from reading_sheets import COVER, errors, read

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.rows.label_rows import only_numbers_rows
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

BOTH = RECIPE.replace(
    "required = true },",
    'required = true },\n  { id = "diversion_cases_completed", headings = ["cases completed"] },',
)
LONG_TITLE = f"{TITLE}: cases commenced"
HEADS = ["Local authority", "Year", "Cases commenced", "Cases completed"]
YEARS = ("2022-23", "2023-24")
Write = Callable[[pd.DataFrame], bytes]


def as_csv(frame: pd.DataFrame, title: str = TITLE) -> bytes:
    return f"{COVER}\n{title}\n{frame.to_csv()}".encode()


def as_xlsx(frame: pd.DataFrame, title: str = TITLE) -> bytes:
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter") as writer:
        frame.to_excel(writer, sheet_name="S", startrow=2)
        writer.sheets["S"].write(0, 0, COVER)
        writer.sheets["S"].write(1, 0, title)
    return file.getvalue()


WRITERS = pytest.mark.parametrize("write", [as_csv, as_xlsx])


@pytest.fixture
def long(areas: Areas) -> pd.DataFrame:
    """One row for each area and year, with two measures that no two cells share."""
    rows = [
        (area.name, year, 1000 + 10 * n + i, 5000 + 10 * n + i)
        for n, area in enumerate(areas.single)
        for i, year in enumerate(YEARS)
    ]
    return pd.DataFrame(rows, columns=HEADS)


def data(found: ReadWorkbook) -> dict[tuple[str, str, str], float | None]:
    assert not errors(found), errors(found)
    return {(d.measure.split("_")[-1], d.area.name, d.period): d.value for d in found.data}


def expected(long: pd.DataFrame, *measures: str) -> dict[tuple[str, str, str], float]:
    return {
        (measure, row[0], row[1]): row[2 if measure == "commenced" else 3]
        for row in long.itertuples(index=False)
        for measure in measures
    }


SHAPES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "a running index": lambda f: f,
    "a running index from 1": lambda f: f.set_axis(range(1, len(f) + 1)),
    "labels of an index printed once": lambda f: f.set_index(HEADS[:2]),
    "years first": lambda f: f.sort_values("Year").set_index(["Year", "Local authority"]),
    "two rows of headings and one that names the index": lambda f: f.pivot(
        index="Local authority", columns="Year"
    ),
    "measures over years over no name": lambda f: f.pivot(
        index="Local authority", columns="Year"
    ).rename_axis(columns=[None, None]),
    "measures over councils": lambda f: f.pivot(index="Year", columns="Local authority"),
    "years over measures": lambda f: (
        f.pivot(index="Local authority", columns="Year").swaplevel(axis=1).sort_index(axis=1)
    ),
    "measures down the side": lambda f: (
        f.set_index(HEADS[:2]).rename_axis(columns="Measure").stack().unstack("Year")
    ),
}


@WRITERS
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_that_pandas_writes_is_read_figure_by_figure(
    shape: str, write: Write, long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    content = write(SHAPES[shape](long))
    found = read(open_book(content, "pandas"), areas, catalogue, BOTH)
    assert data(found) == expected(long, "commenced", "completed")


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_one_measure_with_years_across_is_read_with_and_without_names(
    write: Callable[[pd.DataFrame, str], bytes],
    long: pd.DataFrame,
    areas: Areas,
    catalogue: Catalogue,
) -> None:
    frame = long.pivot(index="Local authority", columns="Year", values="Cases commenced")
    for one in (frame, frame.rename_axis(index=None, columns=None)):
        found = read(open_book(write(one, LONG_TITLE), "pandas"), areas, catalogue, BOTH)
        assert data(found) == expected(long, "commenced")


@WRITERS
@pytest.mark.parametrize("name", ["Unnamed: 3", "Unnamed: 3_level_1", ""])
def test_figures_under_a_name_that_pandas_made_up_have_no_heading(
    name: str, write: Write, long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    frame = long.set_axis([*HEADS[:3], name], axis=1).set_index(HEADS[0])
    [error] = errors(read(open_book(write(frame), "pandas"), areas, catalogue, BOTH))
    assert (error.kind, error.cell) == ("figures without a heading", "D4")
    assert "“5000” in a column with no heading" in error.found


@WRITERS
def test_councils_and_running_numbers_need_no_name_of_their_own(
    write: Write, long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    councils = long.rename(columns={"Local authority": "Unnamed: 0"}).set_index("Unnamed: 0")
    running = long.rename_axis(index="Unnamed: 0")
    for frame in (councils, running):
        found = read(open_book(write(frame), "pandas"), areas, catalogue, BOTH)
        assert data(found) == expected(long, "commenced", "completed")


@WRITERS
def test_an_index_that_does_not_run_through_is_refused_with_its_cell(
    write: Write, long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    [error] = errors(read(open_book(write(long.iloc[::2]), "pandas"), areas, catalogue, BOTH))
    assert (error.kind, error.cell) == ("figures without a heading", "A4")


def test_a_year_that_pandas_told_apart_by_a_number_is_no_year(
    long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    frame = long.pivot(index="Local authority", columns="Year")
    flat = frame.set_axis(["2022-23", "2023-24", "2022-23.1", "2023-24.1"], axis=1)
    found = read(open_book(as_csv(flat, LONG_TITLE), "pandas"), areas, catalogue, BOTH)
    assert {error.kind for error in errors(found)} == {"unknown year"}
    assert {error.cell for error in errors(found)} == {"D3", "E3"}


def test_a_single_column_under_a_made_up_name_is_refused_and_not_guessed(
    long: pd.DataFrame, areas: Areas, catalogue: Catalogue
) -> None:
    frame = long[HEADS[:3]].set_axis([*HEADS[:2], "Unnamed: 2"], axis=1).set_index(HEADS[0])
    with pytest.raises(LoadRefused, match="nothing heads its figures"):
        read(open_book(as_csv(frame, LONG_TITLE), "pandas"), areas, catalogue, BOTH)


def test_only_whole_runs_of_numbers_count_rows() -> None:
    book = open_book(b"0,a,1\n1,b,2\n2,c,3\n4,d,4\n", "numbers.csv")
    assert only_numbers_rows(book.sheets[0], [0, 1, 2], 0)
    assert only_numbers_rows(book.sheets[0], [0, 1, 2], 2)
    assert not only_numbers_rows(book.sheets[0], [0, 1, 2, 3], 0)
    assert not only_numbers_rows(book.sheets[0], [0, 1], 0)
    assert not only_numbers_rows(book.sheets[0], [0, 1, 2], 1)
