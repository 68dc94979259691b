"""Downloads of open data whose rows contradict themselves, or that say nothing of their day."""

from __future__ import annotations

import pytest
from test_official_layouts import download, pivot
from test_unseen_layouts import SAID, held

from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook, Value
from cjdata.publishing.load_workbooks import CheckedUpload, check_against
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def beside(book: SourceWorkbook, heading: str, texts: list[Value]) -> SourceWorkbook:
    """Give the download with one column more."""
    [sheet] = book.sheets
    for row, text in zip(sheet.rows, [heading, *texts], strict=True):
        row.append(text)
    return book


def kinds(checked: CheckedUpload) -> list[str]:
    return [remark.kind for remark in checked.errors]


def test_a_code_and_a_name_of_two_areas_in_a_row_are_refused(
    held: PublishedState, areas: Areas
) -> None:
    rows = download().sheets[0].rows[1:]
    names: list[Value] = [areas.resolve(str(row[0])).name for row in rows]
    right = check_against(held, [beside(download(), "Feature name", names)])
    assert "two areas in a row" not in kinds(right)
    names[1], names[5] = names[5], names[1]
    wrong = check_against(held, [beside(download(), "Feature name", names)])
    assert "two areas in a row" in kinds(wrong)


def test_two_years_in_a_row_are_refused(held: PublishedState) -> None:
    uri = "http://reference.data.gov.uk/id/government-year/"
    rows = download().sheets[0].rows[1:]
    years: list[Value] = [f"{uri}{str(row[1]).replace('/', '-')}" for row in rows]
    right = check_against(held, [beside(download(), "Year address", years)])
    assert "two years in a row" not in kinds(right)
    wrong = check_against(held, [beside(download(), "Year address", years[::-1])])
    assert "two years in a row" in kinds(wrong)


@pytest.mark.parametrize("year", ["2017-2018", "2021-2022"])
def test_addresses_of_other_years_over_a_download_are_told(held: PublishedState, year: str) -> None:
    book = pivot()
    header = next(row for row in book.sheets[0].rows if "government-year" in str(row[-1:]))
    header[-1] = f"http://reference.data.gov.uk/id/government-year/{year}"
    checked = check_against(held, [book])
    assert "two years over a column" in [remark.kind for remark in checked.warnings]


def test_a_download_that_does_not_say_its_day_asks_for_it(held: PublishedState) -> None:
    checked = check_against(held, [download()])
    [undated] = checked.errors
    assert undated.kind == "no date of publication"
    assert "2017-18 open data" in undated.found


def test_averages_are_held_as_rounded_with_the_decimals_that_are_published(
    held: PublishedState,
) -> None:
    book = download()
    for row in book.sheets[0].rows[1:]:
        row[4] = "0.46" if row[2] == "Mean" else row[4]
    checked = check_against(held, [book], said=SAID)
    means = [o for load in checked.loads for o in load.observations if o.unit == "mean"]
    assert {(o.value, o.decimals, o.precision) for o in means} == {(0.46, 2, "rounded")}
