"""The words part of the meeting pack, as Streamlit runs it, without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from read_pages import Node, Page, open_page, use_own

from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import access
from cjdata.dashboard.sign_in.access import Editor
from cjdata.narrative import ReportSlot, WordsStore, WordsVersion, open_words

CLACKS, YEAR = "S12000005", "2025-26"
CHALLENGES = ReportSlot(CLACKS, YEAR, "challenges")
ASSESSMENT = ReportSlot(CLACKS, YEAR, "assessment", "4")
NASTY = "<script>alert('&')</script>"


@pytest.fixture(autouse=True)
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, for somebody who may write."""
    use_own(data_folder, monkeypatch)
    monkeypatch.setattr(access, "editor", lambda: Editor("Ada Example"))
    yield data_folder
    open_words_store._open.clear()


@pytest.fixture
def words(folder: Path) -> Iterator[WordsStore]:
    with open_words(folder) as opened:
        yield opened


@pytest.fixture
def as_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "editor", lambda: None)


def opened(**address: str) -> Page:
    return open_page("meeting-pack", {"part": "words", **address})


def saved(words: WordsStore, slot: ReportSlot, body: str, **more: str) -> WordsVersion:
    head = words.current(slot)
    made = words.save(slot, body, by="Ben", base_version=head.number if head else 0, **more)
    assert isinstance(made, WordsVersion)
    return made


def shown(words: WordsStore, slot: ReportSlot, body: str, **more: str) -> None:
    head = words.current(slot)
    words.publish(slot, body, by="Ben", base_version=head.number if head else 0, **more)


def boxes(page: Page) -> list[dict[str, Any]]:
    """What the box for typing was given, if it stands on the page."""
    data = [json.loads(one.proto.json or "{}") for one in page.at.get("bidi_component")]
    return [one for one in data if "text" in one]


def labels(page: Page) -> list[str]:
    main = page.at.main
    every = [one for group in (main.button, main.text_input, main.radio) for one in group]
    return [one.label for one in every if one.key != "search/open"]  # that is on every page


def press(page: Page, label: str) -> Page:
    [button] = [one for one in page.at.main.button if one.label == label]
    return Page(button.click().run())


def states(page: Page) -> list[list[str]]:
    [table] = page.root.all("table")
    return [[c.text for c in row.children if isinstance(c, Node)] for row in table.all("tr")]


# --- What is chosen ---


def test_the_page_opens_on_the_first_text_of_the_report_that_is_due() -> None:
    page = opened()
    [box] = boxes(page)
    assert box["slot"] == str(ReportSlot(CLACKS, YEAR, "introduction"))
    assert (box["text"], box["base"], box["problem"]) == ("", 0, "")
    assert "0 of 36 texts written." in page.root.text
    assert page.address == {"part": "words"}


def test_the_address_names_report_year_and_text() -> None:
    page = opened(report="highlights-and-issues", year="2023-24", text="good-news")
    [box] = boxes(page)
    slot = ReportSlot(CLACKS, "2023-24", "good-news", outline="highlights-and-issues")
    assert box["slot"] == str(slot)
    assert page.address["text"] == "good-news"


@pytest.mark.parametrize(
    ("key", "value"), [("report", "annual"), ("year", "2015-16"), ("text", "key-local-actions-12")]
)
def test_what_the_address_asks_in_vain_is_said(key: str, value: str) -> None:
    page = opened(**{key: value})
    assert f"The address says {key}={value}, but " in page.messages
    assert boxes(page)


def test_one_goes_from_text_to_text_and_no_further_than_the_ends(words: WordsStore) -> None:
    page = opened()
    [before] = [one for one in page.at.main.button if one.label == "Previous text"]
    assert before.disabled
    page = press(page, "Next text")
    assert boxes(page)[0]["slot"] == str(ReportSlot(CLACKS, YEAR, "governance"))
    page = press(page, "Previous text")
    assert boxes(page)[0]["slot"] == str(ReportSlot(CLACKS, YEAR, "introduction"))


def test_every_text_is_listed_with_how_far_it_is(words: WordsStore) -> None:
    saved(words, CHALLENGES, "Draft")
    shown(words, ReportSlot(CLACKS, YEAR, "governance"), "Seen")
    page = opened()
    assert "2 of 36 texts written, 1 of them not yet shown to readers." in page.root.text
    rows = states(page)
    assert len(rows) == 37
    assert rows[2][:2] == ["Governance", "readers see it"]
    assert rows[3][:2] == ["Key challenges", "draft"]
    assert rows[3][2].endswith(", Ben")


def test_the_list_of_texts_reads_the_same_whatever_their_state(words: WordsStore) -> None:
    def listed() -> list[str]:
        [box] = [one for one in opened().at.main.selectbox if one.label == "Text"]
        return list(box.options)

    before = listed()
    saved(words, CHALLENGES, "Draft")
    shown(words, ASSESSMENT, "Text")
    assert listed() == before


def test_a_text_stays_chosen_when_its_state_changes(words: WordsStore) -> None:
    saved(words, CHALLENGES, "Draft")
    page = press(opened(text="challenges"), "Show to readers")
    page = page.run()
    assert boxes(page)[0]["slot"] == str(CHALLENGES)
    assert "Readers see this text." in page.root.text


# --- Writing ---


def test_an_assessment_asks_for_an_answer_and_shows_what_the_figures_say() -> None:
    page = opened(text="assessment-4", set="illustrative")
    assert "What the report says of the figures" in page.root.text
    [says] = page.root.all("div", "cj-figures-say")
    assert "Clackmannanshire" in says.text
    [radio] = [one for one in page.at.main.radio if one.label == "Assessment"]
    assert radio.options == ["Not chosen yet", "Achieved", "Nearly achieved", "Not yet achieved"]
    assert radio.value == ""


def test_what_the_figures_say_is_what_the_report_of_that_year_prints() -> None:
    page = opened(text="key-local-actions-1", year="2021-22", set="illustrative")
    [says] = page.root.all("div", "cj-figures-say")
    assert says.text.count("In Clackmannanshire in 2021-22") == 3
    assert "2024-25" not in says.text


def test_an_answer_is_saved_at_once_with_the_name(words: WordsStore) -> None:
    page = opened(text="assessment-4")
    page.at.main.text_input(key="words/name").input("Cy Example").run()
    [radio] = [one for one in page.at.main.radio if one.label == "Assessment"]
    page = Page(radio.set_value("near").run())
    held = words.current(ASSESSMENT)
    assert held
    assert (held.choice, held.by, held.state) == ("near", "Cy Example", "draft")
    assert "Draft saved by Cy Example at" in page.root.text
    [preview] = page.root.all("section", "cj-preview")
    assert "Nearly achieved" in preview.text


def test_who_has_signed_in_cannot_change_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "editor", lambda: Editor("Di Example", is_signed_in=True))
    assert "Your name in the history" not in labels(opened())


def test_a_text_is_shown_to_readers_and_taken_back(words: WordsStore) -> None:
    saved(words, CHALLENGES, "Funding")
    page = press(opened(text="challenges"), "Show to readers")
    assert words.written(CLACKS, YEAR)
    page = press(page, "Take back from readers")
    assert not words.written(CLACKS, YEAR)
    assert boxes(page)[0]["text"] == "Funding"
    assert "Readers see nothing here yet." in page.root.text


def test_whoever_may_no_longer_write_is_told_and_the_text_stays(
    words: WordsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(words, CHALLENGES, "Funding")
    page = opened(text="challenges")
    answers = iter([Editor("Ada Example")])
    monkeypatch.setattr(access, "editor", lambda: next(answers, None))
    [show] = [one for one in page.at.main.button if one.label == "Show to readers"]
    page = Page(show.click().run())
    assert not words.written(CLACKS, YEAR)
    assert "You may not write here any more." in page.problems
    assert boxes(page)[0]["text"] == "Funding"


def test_texts_are_shown_as_they_were_typed(words: WordsStore) -> None:
    saved(words, CHALLENGES, f"{NASTY} {'w' * 300}\n- {NASTY}")
    page = opened(text="challenges")
    [preview] = page.root.all("section", "cj-preview")
    assert preview.text.count(NASTY) == 2
    assert not page.root.all("script")


def test_a_database_that_cannot_be_opened_is_told_and_nothing_pretends_to_save(
    folder: Path,
) -> None:
    (folder / "words.sqlite").write_bytes(b"no database" * 1000)
    page = opened()
    assert "The words cannot be read now" in page.problems
    assert "is no sound database" in page.problems
    assert boxes(page) == []


def test_a_text_that_is_open_stays_when_the_database_fails(folder: Path, words: WordsStore) -> None:
    saved(words, CHALLENGES, "Funding")
    page = opened(text="challenges")
    (folder / "words.sqlite").write_bytes(b"no database" * 1000)
    page = page.run()
    assert "This text is not saved." in page.problems
    [box] = boxes(page)
    assert box["text"] == "Funding"
    assert box["problem"]


def test_an_outline_with_a_mistake_is_named(folder: Path) -> None:
    (folder / "reference" / "outlines" / "annual-report.toml").write_text("title = ")
    assert "outlines/annual-report.toml" in opened().problems


# --- Reading ---


@pytest.mark.usefixtures("as_viewer")
def test_a_viewer_sees_what_is_published_and_never_a_draft_nor_a_control(words: WordsStore) -> None:
    shown(words, CHALLENGES, f"Seen {NASTY}")
    saved(words, CHALLENGES, "A later draft")
    shown(words, ASSESSMENT, "Because", choice="near")
    saved(words, ReportSlot(CLACKS, YEAR, "governance"), "Another draft")
    page = opened(text="challenges")
    [written] = page.root.all("div", "cj-written")
    headings = [node.text for tag in ("h2", "h3") for node in written.all(tag)]
    assert headings[0] == "Key challenges"
    assert headings[1].startswith("Outcome 4: ")
    assert headings[2] == "Assessment"
    assert f"Seen {NASTY}" in written.text
    assert "Nearly achieved" in written.text
    assert "draft" not in page.root.text
    assert "Ben" not in page.root.text
    assert labels(page) == []
    assert boxes(page) == []


@pytest.mark.usefixtures("as_viewer")
def test_a_viewer_is_told_where_nothing_is_published_and_no_database_is_made(folder: Path) -> None:
    assert "No words of this report are published yet." in opened().root.text
    assert not (folder / "words.sqlite").exists()


@pytest.mark.usefixtures("as_viewer")
def test_a_viewer_is_told_when_the_words_cannot_be_read(folder: Path) -> None:
    (folder / "words.sqlite").write_bytes(b"no database" * 1000)
    page = opened()
    assert "The words of this report cannot be read now" in page.problems
    assert str(folder) not in page.root.text
