"""What a note says that a word of the table means is asked about, wherever the note stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from add_data_files import workbook
from explained_files import PUBLISHED, asked, held_once
from meanings import files

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.publishing.load_workbooks import Upload, check_against
from cjdata.reference.areas import Areas


def asks(home: Path, areas: Areas, table: str, line: str, where: str) -> list[str]:
    """Check a table with a line below it, on the cover or on a sheet of notes."""
    one = files(areas)[table]
    rows = [[row[0], *map(int, row[1:])] for row in one.rows]
    below = [[""], [line]] if where == "below" else []
    sheets = [("Cover", [[one.cover], *([[line]] if where == "cover" else [])])]
    if where == "notes":
        sheets.append(("Notes", [["Notes"], [line]]))
    sheets.append(("Table 1", [[one.title], list(one.headings), *rows, *below]))
    upload = Upload("figures.xlsx", workbook(*sheets))
    found = check_against(held_once(home), [upload], said=StatedEdition(published=PUBLISHED))
    return asked(found)


@pytest.mark.parametrize("where", ["below", "cover", "notes"])
@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("homelessness", "An application is a person."),
        ("homelessness", "Applications: people"),
        ("homelessness", "Applications are those closed in the year."),
        ("orders", "Orders: requirements"),
        ("orders", "Orders imposed are those completed."),
        ("orders", "An order is counted once for each offence."),
        ("orders", "One order may be counted for each requirement."),
        ("convicted", "Convictions are counted by charge."),
        ("convicted", "Total: charges"),
        ("bail", "A case is a charge."),
        ("bail", "Cases commenced means cases referred."),
        ("bail", "Cases commenced: days"),
        ("ended", "Total ended means revoked."),
        ("bail", "Cases are counted in the year of referral."),
        ("bail", "Cases are counted once, however many charges they have."),
        ("bail", "Cases are shown in the year of referral."),
        ("bail", "Counted in the year of referral"),
        ("bail", "A person is counted once in the year, however many cases they have."),
    ],
)
def test_a_word_that_is_said_to_mean_something_else_is_asked_about(
    home: Path, areas: Areas, table: str, line: str, where: str
) -> None:
    assert line in asks(home, areas, table, line, where)


@pytest.mark.parametrize("where", ["below", "cover", "notes"])
@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("homelessness", "An application may be made by several people."),
        ("orders", "Orders imposed: number of orders imposed"),
        ("orders", "An order may have more than one requirement."),
        ("convicted", "A person may be convicted more than once."),
        ("bail", "A case may relate to more than one offence."),
        ("bail", "Cases are counted in the year in which they commenced."),
        ("bail", "Cases are counted once in the year in which they commenced."),
        ("bail", "Each case is counted once."),
        ("bail", "Cases are shown in the year in which they commenced."),
        ("convicted", "A person is counted once for each conviction."),
        ("ended", "Orders are listed by local authority."),
    ],
)
def test_what_changes_no_meaning_is_no_question(
    home: Path, areas: Areas, table: str, line: str, where: str
) -> None:
    assert not asks(home, areas, table, line, where)


def test_a_cover_that_says_what_the_table_shows_is_asked_about(home: Path, areas: Areas) -> None:
    said = "Table 1 shows cases completed."

    assert asks(home, areas, "bail", said, "cover") == [said]


def test_a_cover_that_says_what_is_read_is_no_question(home: Path, areas: Areas) -> None:
    assert not asks(home, areas, "bail", "Table 1 shows cases commenced.", "cover")
