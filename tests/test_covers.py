"""A cover says of what all tables of its workbook are: what limits them is asked about."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from test_unseen_layouts import HEADINGS, ONE, SAID, TITLE, councils, held

from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def check(held: PublishedState, areas: Areas, *cover: str, title: str = TITLE) -> CheckedUpload:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheets = {"Cover": [[line] for line in (ONE, *cover)]}
        sheets["Table 1"] = [[title], [*HEADINGS], *councils(areas)]
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return check_against(held, [Upload("figures.xlsx", content.getvalue())], said=SAID)


@pytest.mark.parametrize(
    "line",
    [
        "Additional tables: women",
        "Draft",
        "DRAFT - not for publication",
        "Figures in this workbook are rates per 1,000",
        "Figures in this workbook cover women only",
        "Young people",
        "Falkirk",
        "Falkirk Council extract",
        "Synthetic data",
        "Internal use only: Fife",
        "These tables cover sheriff courts",
    ],
)
def test_a_cover_that_limits_its_tables_is_asked_about(
    held: PublishedState, areas: Areas, line: str
) -> None:
    [asked] = check(held, areas, line).questions
    assert line in asked.found


@pytest.mark.parametrize(
    "line",
    [
        "Accredited Official Statistics",
        "Published 24 February 2026",
        "Next update: February 2027",
        "Some tables refer to notes. The text of a note is on the notes sheet.",
        "Table 3 - Bail supervision, women",
        "Women make up around 15% of people with a case.",
        "Population estimates: mid-2025, NRS",
        "St Andrew's House, Regent Road, Edinburgh",
        TITLE,
        "You may use this information (not including logos) under the Open Government Licence.",
    ],
)
def test_a_cover_that_limits_nothing_is_no_question(
    held: PublishedState, areas: Areas, line: str
) -> None:
    checked = check(held, areas, line)
    assert (checked.questions, checked.errors) == ([], [])
    assert sum(len(read.data) for read in checked.reads) == 33


def test_a_year_that_was_not_over_when_it_was_published_needs_a_yes(
    held: PublishedState, areas: Areas
) -> None:
    checked = check(held, areas, title=TITLE.replace("2025-26", "2026-27"))
    assert "year not over" in {r.kind for r in checked.remarks if r.level == "warning"}
    over = check(held, areas)
    assert "year not over" not in {remark.kind for remark in over.remarks}
