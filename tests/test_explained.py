"""A table is taken only where all that it says of itself is explained; the rest is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from explained_files import (
    DIVERSION,
    PART_1,
    PART_2,
    STARTED,
    asked,
    check,
    check_anew,
    held,
    kinds,
    table,
)

from cjdata.errors import CjdataError
from cjdata.ingest.questions.answers import FILE, Answer, Answers, keep_answers, read_answers
from cjdata.ingest.remarks import LoadRefused
from cjdata.publishing.load_workbooks import Upload, check_files, publish_files
from cjdata.reference.areas import Areas

COMMENCED, ORDERS = "diversion_cases_commenced", "cpo_commenced"
YOUNG = "Table 7: Diversion from prosecution, young people: cases commenced, 2024-25"


# A table of a part

PARTS = (
    "young people", "women", "females", "men aged under 21", "16 and 17 year olds", "veterans",
    "domestic abuse", "hate crime", "most deprived quintile", "SIMD decile 1", "pilot areas",
    "urban areas", "first-time", "repeat", "target", "rank", "index", "per head of staff",
    "non-harassment", "social media", "drug offences", "care experienced", "minority ethnic",
    "employed", "in rural courts", "sample", "third sector", "cancelled", "waiting", "cost",
    "of Polish nationality", "excluding transfers", "with a condition", "median age",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "title",
    [
        "Diversion from prosecution, {}: by local authority, 2024-25",
        "Table 3: Diversion from prosecution by local authority ({}), 2024-25",
        "{} - diversion from prosecution by local authority, 2024-25",
    ],
)
def test_a_title_of_a_part_is_never_held_as_the_whole(
    home: Path, areas: Areas, title: str, part: str
) -> None:
    """It is asked about, passed over by the recipe, or refused: never taken without a word."""
    checked = check(home, table(areas, [title.format(part)]))
    assert checked.questions or checked.errors or not held(checked, COMMENCED)


WHOLES = (
    "Diversion from prosecution by local authority, 2024-25",
    "Table 5: Diversion from prosecution cases commenced, by local authority: 2024-25 [note 2]",
    "Table DFP_1 - Number of diversion cases commenced by council area, 2024/25",
    "Diversion from prosecution: total cases commenced, Scotland and local authorities, 2024-25",
)


@pytest.mark.parametrize("title", WHOLES)
def test_a_title_that_the_recipe_explains_asks_nothing(
    home: Path, areas: Areas, title: str
) -> None:
    checked = check(home, table(areas, [title]))
    assert (checked.errors, checked.questions) == ([], [])
    assert held(checked, COMMENCED) == 33


def test_the_question_gives_the_words_the_text_and_the_cell(home: Path, areas: Areas) -> None:
    (question,) = check(home, table(areas, [YOUNG])).questions
    assert question.cell == "A2"
    assert "“young people”" in question.found
    assert YOUNG in question.found
    assert "everybody" in question.fix


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Gender | Female", "Gender: Female"),
        ("Select age group: | 16-17", "Select age group: 16-17"),
        ("Offence: Domestic abuse", "Offence: Domestic abuse"),
    ],
)
def test_a_filter_line_that_is_not_of_everybody_is_asked_about(
    home: Path, areas: Areas, line: str, says: str
) -> None:
    assert asked(check(home, table(areas, [DIVERSION, line]))) == [says]


@pytest.mark.parametrize(
    "line",
    [
        "Gender | All",
        "Year: | 2024-25",
        "Measure | Count",
        "Back to contents",
        "Source: Scottish Government, 2023-24",
        "This worksheet contains one table.",
        "Some cells refer to notes, which stand on the notes worksheet.",
    ],
)
def test_lines_that_change_nothing_ask_nothing(home: Path, areas: Areas, line: str) -> None:
    checked = check(home, table(areas, [DIVERSION, line]))
    assert (checked.errors, checked.questions) == ([], [])
    assert held(checked, COMMENCED) == 33


def test_a_note_of_some_people_only_is_asked_about(home: Path, areas: Areas) -> None:
    checked = check(home, table(areas, [DIVERSION, "This table is of young people only."]))
    assert asked(checked) == ["This table is of young people only."]


def test_a_heading_with_further_words_is_asked_about(home: Path, areas: Areas) -> None:
    checked = check(home, table(areas, headings=["Cases commenced: theft"]))
    assert asked(checked) == ["theft"]


def test_columns_that_are_parts_without_a_total_are_refused(home: Path, areas: Areas) -> None:
    parts = ("dishonesty", "breach of the peace", "other")
    headings = [f"Cases commenced: {part}" for part in parts]
    errors = check(home, table(areas, headings=headings)).errors
    (error,) = [one for one in errors if one.kind == "parts without a whole"]
    assert all(f"“{heading}”" in error.found for heading in headings)


def test_a_total_is_the_total_whatever_else_the_table_splits_by(home: Path, areas: Areas) -> None:
    headings = [
        "Total number of orders",
        "Sheriff solemn",
        "Sheriff summary",
        "Males",
        "Aged 18-20",
    ]
    title = "CPO_9: Community payback orders imposed, by court, gender and age, 2024-25"
    checked = check(home, table(areas, [title], headings, cover=PART_2))
    assert (checked.errors, checked.questions) == ([], [])
    assert held(checked, ORDERS) == 33


def test_columns_that_nothing_is_read_from_are_always_named(home: Path, areas: Areas) -> None:
    headings = [STARTED, "Opened", "Ongoing", "New cases"]
    checked = check(home, table(areas, headings=headings))
    (note,) = [remark for remark in checked.notes if remark.kind == "not read"]
    for heading in headings[1:]:
        assert f"“{heading}”" in note.found
    (read,) = checked.as_json()["files"]
    assert read["tables"][0]["figures_not_read"] == headings[1:]


def test_of_a_whole_and_a_part_the_whole_is_read_and_the_part_is_named(
    home: Path, areas: Areas
) -> None:
    part = table(areas, [YOUNG], first=3).partition("\n")[2]
    checked = check(home, f"{table(areas)}\n\n{part}")
    assert (checked.errors, checked.questions) == ([], [])
    assert held(checked, COMMENCED) == 33
    (note,) = [remark for remark in checked.notes if remark.kind == "passed over"]
    assert "young people" in note.found


# Answers


def answer(says: str, *, is_whole: bool) -> list[Answer]:
    return [Answer(says, is_whole=is_whole)]


def test_a_load_waits_for_the_answer(data_folder: Path, areas: Areas) -> None:
    checked = check_anew(data_folder, table(areas, [YOUNG]))
    with pytest.raises(LoadRefused, match="young people"):
        publish_files(data_folder, checked, by="Jo Reid", accept=True)


def test_a_yes_is_kept_and_the_next_edition_asks_no_more(data_folder: Path, areas: Areas) -> None:
    said = answer("young people", is_whole=True)
    checked = check_anew(data_folder, table(areas, [YOUNG]), answers=said)
    assert publish_files(data_folder, checked, by="Jo Reid", accept=True)
    (kept,) = read_answers(data_folder / "reference").kept.values()
    assert (kept.says, kept.is_whole, kept.by) == ("young people", True, "Jo Reid")
    newer = table(
        areas, [YOUNG.replace("2024-25", "2025-26")], cover=PART_1.replace("24-25", "25-26")
    )
    file = Upload("newer.csv", newer.encode())
    again = check_files(data_folder, [file], published="2026-09-09")
    assert (again.errors, again.questions) == ([], [])
    assert held(again, COMMENCED) == 33


def test_after_a_no_the_table_is_left_out_and_named(data_folder: Path, areas: Areas) -> None:
    orders = table(areas, ["Fiscal work orders commenced, 2024-25"], ["Orders commenced"])
    text = f"{orders}\n\n{table(areas, [YOUNG]).partition(chr(10))[2]}"
    checked = check_anew(data_folder, text, answers=answer("young people", is_whole=False))
    assert (checked.errors, checked.questions) == ([], [])
    assert held(checked, COMMENCED) == 0
    assert held(checked, "fiscal_work_orders_commenced") == 33
    assert "passed over" in kinds(checked.notes)
    assert publish_files(data_folder, checked, by="Jo Reid", accept=True)
    assert not next(iter(read_answers(data_folder / "reference").kept.values())).is_whole


def test_an_answer_holds_for_its_own_words_alone() -> None:
    kept = Answer("young people", is_whole=True, recipe="jsw-part-1", table="Diversion")
    answers = Answers({kept.key: kept})
    assert answers.of("jsw-part-1", "Diversion", "Young  People") == kept
    assert answers.of("jsw-part-1", "Diversion", "people") is None
    assert answers.of("jsw-part-1", "Bail", "young people") is None


def test_what_is_said_now_goes_before_what_was_answered_before() -> None:
    kept = Answer("other", is_whole=True, recipe="a", table="b")
    answers = Answers({kept.key: kept}).with_given(answer("other", is_whole=False))
    found = answers.of("a", "b", "other")
    assert found is not None
    assert not found.is_whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[answer]]\nrecipe = 'a'", "an answer needs recipe, table, says and means"),
        ("[[answer]]\nrecipe='a'\ntable='b'\nsays='c'\nmeans='perhaps'", "means is “the whole”"),
        ("[[answer]]\nrecipe=1\ntable='b'\nsays='c'\nmeans='a part'", "line 1"),
        ("[[answer", FILE),
    ],
)
def test_a_mistake_in_the_answers_is_named_and_nothing_is_guessed(
    tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CjdataError, match=words):
        read_answers(tmp_path)


def test_answers_are_written_so_that_they_are_read_back(tmp_path: Path) -> None:
    given = [Answer(f"words “{n}”", n % 2 == 0, "r", "t", "Jo", "2026-11-30") for n in range(4)]
    keep_answers(tmp_path, given)
    keep_answers(tmp_path, [Answer("words “1”", is_whole=True, recipe="r", table="t")])
    kept = read_answers(tmp_path).kept
    assert len(kept) == 4
    assert kept["r", "t", "words “1”"].is_whole
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]
