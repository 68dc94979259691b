"""A title, a sheet, a cover or a file that says another year than is read is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from add_data_files import workbook
from explained_files import DIVERSION, PART_1, PUBLISHED, asked, check, held_once, kinds, table

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.reference.areas import Areas

SUBJECT = "Diversion from prosecution by local authority"
"""The title without its year: the name of the publication above it says 2024-25."""


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (f"{SUBJECT}, 2019", "2019"),
        (f"{SUBJECT} (2024)", "2024"),
        (f"{SUBJECT}, 2020-25", "2020-25"),
        (f"{SUBJECT}, 2023-26", "2023-26"),
        (f"{SUBJECT}, 2025", "2025"),
        (f"{DIVERSION} and 2019", "2019"),
    ],
)
def test_a_year_in_the_title_that_is_not_the_one_read_is_asked_about(
    home: Path, areas: Areas, title: str, year: str
) -> None:
    assert year in asked(check(home, table(areas, (title,))))


@pytest.mark.parametrize(
    "title",
    [
        SUBJECT,
        f"{SUBJECT}, 2024-25",
        f"{SUBJECT}, 2024/2025",
        f"{SUBJECT}, 1 April 2024 to 31 March 2025",
        f"{SUBJECT}, year ending 31 March 2025",
    ],
)
def test_a_whole_year_in_the_title_is_no_question(home: Path, areas: Areas, title: str) -> None:
    found = check(home, table(areas, (title,)))

    assert not asked(found)
    assert not found.errors


LATEST = ("latest year", "most recent year", "latest available")


@pytest.mark.parametrize("words", LATEST)
def test_the_latest_year_is_asked_about_where_no_text_of_the_table_says_which(
    home: Path, areas: Areas, words: str
) -> None:
    title = f"{SUBJECT}, {words}"
    assert asked(check(home, table(areas, (title,)))) == [words]
    assert asked(check(home, over_years(areas, title))) == [words]


def test_the_latest_year_is_no_question_where_the_table_says_which(
    home: Path, areas: Areas
) -> None:
    title = f"{SUBJECT}, latest year"
    assert not asked(check(home, table(areas, (f"{title}, 2024-25",))))
    lines = table(areas, (title,)).splitlines()
    heads, rows = f"Year,{lines[2]}", [f"2024-25,{line}" for line in lines[3:] if line]
    assert not asked(check(home, "\n".join([*lines[:2], heads, *rows])))


def over_years(areas: Areas, title: str) -> str:
    """Write a table of two years side by side, below a title."""
    rows = [f"{area.name},{40 + n},{43 + n}" for n, area in enumerate(areas.councils)]
    total = [sum(int(row.split(",")[c]) for row in rows) for c in (1, 2)]
    heads = (",Cases commenced,", "Local authority,2023-24,2024-25")
    return "\n".join([PART_1, f'"{title}"', *heads, *rows, f"Scotland,{total[0]},{total[1]}"])


@pytest.mark.parametrize("years", ["2019", "2012 to 2022", "2022-23", "2024-25", "2025"])
def test_a_title_of_other_years_than_stand_over_the_columns_is_asked_about(
    home: Path, areas: Areas, years: str
) -> None:
    assert asked(check(home, over_years(areas, f"{SUBJECT}, Scotland, {years}")))


@pytest.mark.parametrize(
    "years", ["", ", 2023-24 to 2024-25", ", 2023-24 and 2024-25", ", 2023-25"]
)
def test_a_title_of_the_years_over_the_columns_is_no_question(
    home: Path, areas: Areas, years: str
) -> None:
    found = check(home, over_years(areas, f"{SUBJECT}{years}"))

    assert not asked(found)
    assert not found.errors


@pytest.mark.parametrize("line", ["Year ended March 2024", "Year ended March 2020"])
def test_a_line_of_another_year_is_asked_about_wherever_it_stands(
    home: Path, areas: Areas, line: str
) -> None:
    above = check(home, table(areas, (DIVERSION, line)))
    below = check(home, table(areas, below=(line,)))

    assert asked(above) == asked(below) == [line]


def test_the_year_in_other_words_is_no_question(home: Path, areas: Areas) -> None:
    line = "Year ended March 2025"

    assert not asked(check(home, table(areas, (DIVERSION, line))))
    assert not asked(check(home, table(areas, below=(line,))))


def of_sheets(
    home: Path,
    areas: Areas,
    cover: tuple[str, ...] = (),
    sheet: str = "Table 1",
    file: str = "figures.xlsx",
) -> CheckedUpload:
    """Check a workbook with a cover and a table of 2024-25."""
    rows = [[area.name, 30 + 7 * n] for n, area in enumerate(areas.councils)]
    total = ["Scotland", sum(int(row[1]) for row in rows)]
    told = [[PART_1], *([line] for line in cover)]
    lines = [[DIVERSION], ["Local authority", "Cases commenced"], *rows, total]
    upload = Upload(file, workbook(("Cover", told), (sheet, lines)))
    return check_against(held_once(home), [upload], said=StatedEdition(published=PUBLISHED))


@pytest.mark.parametrize(
    "line", ["Edition: 2023-24", "2019-20 edition", "Year ended March 2020", "Year: 2023-24"]
)
def test_a_cover_of_another_edition_is_asked_about(home: Path, areas: Areas, line: str) -> None:
    assert line in asked(of_sheets(home, areas, (line,)))


@pytest.mark.parametrize(
    "line", ["Edition: 2024-25", "2024-25 edition", "Next edition: 2025-26", "Year: 2024-25"]
)
def test_a_cover_of_this_edition_is_no_question(home: Path, areas: Areas, line: str) -> None:
    assert not asked(of_sheets(home, areas, (line,)))


@pytest.mark.parametrize("sheet", ["2019", "2023-24", "Table 1 2019"])
def test_a_sheet_called_after_another_year_is_asked_about(
    home: Path, areas: Areas, sheet: str
) -> None:
    assert asked(of_sheets(home, areas, sheet=sheet))


@pytest.mark.parametrize(
    "file",
    [
        "diversion 2019-20.xlsx", "jsw-2023-24-part-1.xlsx", "diversion-2019.xlsx",
        "figures_2023.xlsx", "diversion 2018_19.xlsx", "jsw 2019 v2.xlsx",
        "2022 figures.xlsx",
    ],
)  # fmt: skip
def test_a_file_called_after_another_year_than_its_cover_is_asked_about(
    home: Path, areas: Areas, file: str
) -> None:
    assert asked(of_sheets(home, areas, file=file))


@pytest.mark.parametrize(
    "file",
    [
        "jsw-2024-25-part-1.xlsx", "jsw 2025.xlsx", "tables.xlsx", "jsw-2024.xlsx", "jsw 2026.xlsx",
        "diversion_2024_25.xlsx", "jsw 2019-03-12.xlsx", "jsw-20190312.xlsx",
        "census-2011-areas.xlsx",
    ],
)  # fmt: skip
def test_a_file_called_after_its_year_or_none_is_no_question(
    home: Path, areas: Areas, file: str
) -> None:
    found = of_sheets(home, areas, file=file)

    assert not asked(found)
    assert not kinds(found.errors)


COLUMNS = ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Order Type")
ADDRESS = "http://reference.data.gov.uk/id/government-year/"


def download(
    home: Path, areas: Areas, heading: str, said: str, units: str = "Orders", title: str = ""
) -> list[str]:
    """Check a download of 2024/2025 with a further column; give what is asked or refused."""
    lines = [
        (a.code, "2024/2025", "Count", units, str(40 + n), "Community payback", said)
        for n, a in enumerate(areas.councils)
    ]
    text = "\n".join(",".join(line) for line in [(*COLUMNS, heading), *lines])
    text = f'"{title}"\n{text}' if title else text
    upload = Upload("social-work-orders-commenced.csv", text.encode())
    said_of_it = StatedEdition(published=PUBLISHED)
    found = check_against(held_once(home), [upload], said=said_of_it)
    return [*asked(found), *kinds(found.errors)]


@pytest.mark.parametrize("heading", ["Year", "Period", "Reference period", "Data year"])
@pytest.mark.parametrize("said", ["2019", "2020", "2019/2020", f"{ADDRESS}2019-2020"])
def test_a_download_with_a_second_year_that_is_another_one_is_refused(
    home: Path, areas: Areas, heading: str, said: str
) -> None:
    assert download(home, areas, heading, said) == ["two years in a row"]


@pytest.mark.parametrize("heading", ["Year", "Period", "Reference period", "Data year"])
@pytest.mark.parametrize("said", ["2024", "2025", "2024/2025", f"{ADDRESS}2024-2025"])
def test_a_download_may_say_its_year_again(
    home: Path, areas: Areas, heading: str, said: str
) -> None:
    assert not download(home, areas, heading, said)


@pytest.mark.parametrize("units", ["Orders terminated", "Orders completed"])
def test_units_of_another_data_set_are_asked_about(home: Path, areas: Areas, units: str) -> None:
    assert download(home, areas, "Note", "", units) == [f"Units: {units}"]


@pytest.mark.parametrize("units", ["Orders", "Orders Commenced", "Count of orders"])
def test_units_of_what_is_read_are_no_question(home: Path, areas: Areas, units: str) -> None:
    assert not download(home, areas, "Note", "", units)


@pytest.mark.parametrize("year", ["2019", "2019-20", "2020-23", "latest year"])
def test_a_title_of_another_year_over_a_download_is_asked_about(
    home: Path, areas: Areas, year: str
) -> None:
    title = f"Social Work Orders Commenced, {year}"
    is_told = year == "latest year"  # every row says which
    assert bool(download(home, areas, "Note", "", title=title)) is not is_told
    assert not download(home, areas, "Note", "", title="Social Work Orders Commenced, 2024-25")
    assert not download(home, areas, "Note", "", title="Social Work Orders Commenced")
