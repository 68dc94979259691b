"""Outlines: the headings of a report are a text file that a partnership can change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from project_files import PROJECT

from cjdata.narrative import outcome_keys
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.report_outlines import (
    ANNUAL_REPORT,
    HIGHLIGHTS_AND_ISSUES,
    Outline,
    OutlineError,
    load_outlines,
)

FOLDER = PROJECT / "data" / "reference" / "outlines"
Edit = Callable[[Path, str, str], None]

SMALL = """\
title = "A report"

[[section]]
id = "start"
heading = "Start"
per = "area"

[[section]]
id = "verdict"
heading = "Verdict"
per = "outcome"
kind = "assessment"
choices = [{ id = "yes", label = "Yes" }, { id = "no", label = "No" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outlines").mkdir()
    (tmp_path / "outlines" / "small.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "outlines"


def refused(folder: Path) -> list[str]:
    with pytest.raises(OutlineError) as error:
        load_outlines(folder)
    return [str(finding) for finding in error.value.findings]


def headings(outline: Outline) -> list[str]:
    return [section.heading for section in outline.sections]


# --- What comes with the project ---


def test_the_annual_report_has_the_headings_and_order_of_clackmannanshire() -> None:
    outline = load_outlines(FOLDER)[ANNUAL_REPORT]
    assert headings(outline) == [
        "Introduction",
        "National indicators",
        "Governance",
        "Key challenges",
        "Positives and opportunities",
        "Indicator context",
        "Figures",
        "Key local actions",
        "Assessment",
        "Next steps",
        "Opportunities and barriers",
    ]
    assert [c.label for c in outline.by_id["assessment"].choices] == [
        "Achieved",
        "Nearly achieved",
        "Not yet achieved",
    ]


def test_the_highlights_and_issues_report_has_five_headings() -> None:
    outline = load_outlines(FOLDER)[HIGHLIGHTS_AND_ISSUES]
    assert headings(outline) == [
        "Highlights of activity and progress since last meeting",
        "Outline of any issues/risks and how these are being managed",
        "Outline of the main outputs expected before next meeting",
        "What are your requirements of partners in the Community Planning Management Board to "
        "achieve the outcomes of the DIG?",
        "Please outline any good news story you wish to share",
    ]


def test_every_section_says_what_is_wanted_there() -> None:
    for outline in load_outlines(FOLDER).values():
        assert all(section.help for section in outline.sections)


def test_an_annual_report_asks_for_words_on_the_high_level_indicator_and_nine_outcomes(
    catalogue: Catalogue,
) -> None:
    keys = outcome_keys(catalogue)
    slots = load_outlines(FOLDER)[ANNUAL_REPORT].slots(keys)
    assert keys == ("H", "1", "2", "3", "4", "5", "6", "7", "8", "9")
    assert [o for s, o in slots if s.id == "assessment"] == list(keys)
    assert len(slots) == 6 + 3 * len(keys)
    assert [s.id for s, _ in slots][:7] == [
        "introduction",
        "governance",
        "challenges",
        "positives",
        "indicator-context",
        "key-local-actions",
        "assessment",
    ]
    assert [s.id for s, _ in slots][-2:] == ["next-steps", "opportunities-and-barriers"]


# --- What a partnership changes ---


def test_another_partnership_has_other_headings_in_another_order(folder: Path, edit: Edit) -> None:
    edit(folder / "small.toml", '"Start"', '"How we began"')
    outline = load_outlines(folder)["small"]
    assert headings(outline) == ["How we began", "Verdict"]
    assert [(s.id, o) for s, o in outline.slots(("H", "1"))] == [
        ("start", ""),
        ("verdict", "H"),
        ("verdict", "1"),
    ]


def test_a_choice_that_was_removed_is_still_named(folder: Path) -> None:
    section = load_outlines(folder)["small"].by_id["verdict"]
    assert section.label_of("yes") == "Yes"
    assert section.label_of("perhaps") == "perhaps"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "A report"', "", "outlines/small.toml: title: Field required"),
        ('heading = "Verdict"', "", "small.toml, line 8: heading: Field required"),
        ('heading = "Start"', 'heading = " "', "small.toml, line 5: heading: String should"),
        ('per = "outcome"', 'per = "year"', "small.toml, line 11: per: Input should be 'area'"),
        ('kind = "assessment"', 'kind = "essay"', "small.toml, line 12: kind: Input should be"),
        ('id = "start"', 'id = "Start here"', "small.toml, line 4: id: String should match"),
        ('id = "verdict"', 'id = "start"', "line 9: the section “start” stands twice"),
        ('per = "area"', 'per = "area"\nkidn = "words"', "line 7: kidn: Extra inputs"),
        ('kind = "assessment"', 'kind = "words"', "line 13: a section of kind words has no choi"),
        (', { id = "no", label = "No" }', "", "line 13: an assessment needs at least two choices"),
        ('id = "no"', 'id = "yes"', "line 13: a choice stands twice"),
        ('title = "A report"', "title =", "small.toml: is not valid TOML"),
        (SMALL, 'title = "A report"\n', "small.toml: the outline asks for no words"),
        (
            '[[section]]\nid = "start"',
            '[[section]]\nid = "first"\nheading = "F"\nper = "outcome"\n[[section]]\nid = "start"',
            "line 15: the section “verdict” is apart from the others per outcome",
        ),
    ],
)
def test_a_mistake_is_named_by_file_and_line_with_what_to_do(
    folder: Path, edit: Edit, old: str, new: str, says: str
) -> None:
    edit(folder / "small.toml", old, new)
    [finding, *_] = refused(folder)
    assert says in finding
    assert finding.endswith(".")


def test_every_mistake_of_every_outline_is_listed_at_once(folder: Path, edit: Edit) -> None:
    (folder / "other.toml").write_text("title = 3\n", encoding="utf-8")
    edit(folder / "small.toml", 'per = "area"', 'per = "shire"')
    edit(folder / "small.toml", 'heading = "Verdict"', "")
    findings = refused(folder)
    assert len([f for f in findings if "small.toml" in f]) == 2
    assert any("other.toml, line 1: title" in f for f in findings)


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "small.toml").write_bytes(b"title = \xff")
    assert refused(folder) == ["outlines/small.toml: is not UTF-8 text. Save it as UTF-8."]


def test_a_folder_without_outlines_is_refused(tmp_path: Path) -> None:
    assert "holds no outline" in refused(tmp_path)[0]
