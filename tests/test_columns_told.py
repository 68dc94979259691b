"""A further column of one number, of years or of signs is asked about on either side of figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from add_data_files import workbook
from explained_files import DIVERSION, PART_1, PUBLISHED, asked, held_once, kinds

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.reference.areas import Areas


def beside(
    home: Path, areas: Areas, heading: str, said: Callable[[int], object], *, right: bool
) -> CheckedUpload:
    """Check a table of 2024-25 with a further column, left or right of its figures."""
    names = [*(area.name for area in areas.councils), "Scotland"]
    figures = [30 + 7 * n for n in range(len(names) - 1)]
    figures.append(sum(figures))
    rows: list[list[object]] = [["Local authority", "Cases commenced"]]
    rows += [[name, figure] for name, figure in zip(names, figures, strict=True)]
    for n, row in enumerate(rows):
        row.insert(2 if right else 1, said(n - 1) if n else heading)
    content = workbook(("Cover", [[PART_1]]), ("Table 1", [[DIVERSION], *rows]))
    said_of_it = StatedEdition(published=PUBLISHED)
    return check_against(held_once(home), [Upload("figures.xlsx", content)], said=said_of_it)


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Multiplier", 1000),
        ("Months of data", 9),
        ("Phase", 2),
        ("Series", 2),
        ("SIMD", 2),
        ("Data year", 2019),
        ("Year of data", 2019),
    ],
)
def test_one_number_in_every_row_is_asked_about(
    home: Path, areas: Areas, heading: str, number: int, right: bool
) -> None:
    found = beside(home, areas, heading, lambda _: number, right=right)

    assert asked(found) == [f"{heading}: {number}"]


@pytest.mark.parametrize("right", [True, False])
def test_a_year_of_some_rows_that_is_another_one_is_asked_about(
    home: Path, areas: Areas, right: bool
) -> None:
    found = beside(home, areas, "Data year", lambda n: 2023 if n == 3 else 2025, right=right)

    assert asked(found) == ["Data year: 2023"]


@pytest.mark.parametrize("sign", ["*", "x"])
def test_signs_beside_figures_are_asked_about(home: Path, areas: Areas, sign: str) -> None:
    found = beside(home, areas, "Flag", lambda n: sign if n == 3 else "", right=False)

    assert asked(found) == [f"Flag: {sign}"]


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Data year", lambda _: 2025),
        ("Rank", lambda n: n + 1),
        ("Cases referred", lambda n: 90 + 3 * n),
        ("Flag", lambda n: "p" if n == 3 else "r"),
    ],
)
def test_an_ordinary_further_column_is_no_question(
    home: Path, areas: Areas, heading: str, said: Callable[[int], object], right: bool
) -> None:
    found = beside(home, areas, heading, said, right=right)

    assert not asked(found)
    assert not kinds(found.errors)


def test_a_column_of_noughts_right_of_the_figures_is_no_question(home: Path, areas: Areas) -> None:
    assert not asked(beside(home, areas, "Waiting at the end", lambda _: 0, right=True))
