"""The editing of one text: what is saved, what waits, and that nothing typed is ever lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cjdata.dashboard.narrative import words_html
from cjdata.dashboard.narrative.report_texts import (
    OutlinePlace,
    ReportProgress,
    beside,
    places_of,
    reporting_years,
    state_of,
    year_due,
)
from cjdata.dashboard.narrative.text_editing import (
    TextEditing,
    begin,
    bring_back,
    chosen,
    keep_mine,
    publish,
    put_both,
    refused,
    take_back,
    take_theirs,
    typed,
    typed_before,
    typed_elsewhere,
)
from cjdata.dashboard.narrative.visit_texts import TypedText, typed_of
from cjdata.narrative import LIMIT, ReportSlot, WordsStore, WordsVersion, open_words
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.report_outlines import OutlineSection, load_outline
from cjdata.wording import writing as says

SLOT = ReportSlot("S12000005", "2025-26", "challenges")
ADA, BEN = "Ada", "Ben"


@pytest.fixture
def words(tmp_path: Path) -> Iterator[WordsStore]:
    with open_words(tmp_path, patience=0.2) as opened:
        yield opened


def bodies(words: WordsStore) -> list[str]:
    return [version.body for version in words.history(SLOT, every=True)]


def quarrel(words: WordsStore) -> tuple[TextEditing, TextEditing]:
    """Two people open the same text; the first saves, then the second."""
    typed(words, begin(words, SLOT), "Begun", by=ADA)
    first, second = begin(words, SLOT), begin(words, SLOT)
    first = typed(words, first, "Ada's words", by=ADA)
    return first, typed(words, second, "Ben's words", by=BEN)


# --- One person ---


def test_what_is_typed_is_a_draft_at_once(words: WordsStore) -> None:
    editing = typed(words, begin(words, SLOT), "Funding", by=ADA)
    assert editing.is_clean
    assert editing.base == 1
    assert editing.generation == 0
    held = words.current(SLOT)
    assert held
    assert (held.body, held.by, held.state) == ("Funding", ADA, "draft")
    assert words.current(SLOT, drafts=False) is None


def test_a_text_opens_at_its_newest_version(words: WordsStore) -> None:
    chosen(words, typed(words, begin(words, SLOT), "Funding", by=ADA), "near", by=ADA)
    editing = begin(words, SLOT)
    assert (editing.text, editing.choice, editing.base) == ("Funding", "near", 2)


def test_what_is_published_is_seen_and_a_later_draft_is_not(words: WordsStore) -> None:
    editing = publish(words, typed(words, begin(words, SLOT), "Seen", by=ADA), by=ADA)
    typed(words, editing, "Not seen", by=ADA)
    seen = words.current(SLOT, drafts=False)
    assert seen
    assert seen.body == "Seen"


def test_what_is_taken_back_stays_as_a_draft(words: WordsStore) -> None:
    editing = chosen(words, begin(words, SLOT), "near", by=ADA)
    editing = publish(words, typed(words, editing, "Seen", by=ADA), by=ADA)
    editing = take_back(words, editing, by=ADA)
    assert editing.is_clean
    assert (editing.text, editing.choice) == ("Seen", "near")
    assert words.written(SLOT.area, SLOT.year) == {}
    held = words.current(SLOT)
    assert held
    assert (held.body, held.choice, held.state) == ("Seen", "near", "draft")
    assert typed(words, editing, "Seen again", by=ADA).is_clean


def test_taking_back_what_somebody_changed_asks_and_takes_nothing(words: WordsStore) -> None:
    editing = publish(words, typed(words, begin(words, SLOT), "Seen", by=ADA), by=ADA)
    typed(words, begin(words, SLOT), "Ben's", by=BEN)
    assert take_back(words, editing, by=ADA).conflict
    assert words.written(SLOT.area, SLOT.year)


def test_an_earlier_version_comes_back_as_a_new_draft(words: WordsStore) -> None:
    editing = typed(words, begin(words, SLOT), "First", by=ADA)
    editing = typed(words, editing, "Second", by=ADA)
    first = words.version(SLOT, 1)
    assert first
    editing = bring_back(words, editing, first, by=BEN)
    assert editing.text == "First"
    assert editing.generation == 1
    held = words.current(SLOT)
    assert held
    assert (held.body, held.by, held.state, held.number) == ("First", BEN, "draft", 3)


# --- Two people ---


def test_the_second_to_save_is_told_and_overwrites_nothing(words: WordsStore) -> None:
    _, second = quarrel(words)
    assert second.conflict
    assert second.conflict.theirs
    assert second.conflict.theirs.body == "Ada's words"
    assert second.text == "Ben's words"
    assert second.generation == 0
    assert begin(words, SLOT).text == "Ada's words"


def test_what_is_typed_during_a_conflict_is_kept_and_the_choice_waits(words: WordsStore) -> None:
    _, second = quarrel(words)
    second = typed(words, second, "Ben's words, and more", by=BEN)
    assert second.conflict
    assert "Ben's words, and more" in bodies(words)
    assert begin(words, SLOT).text == "Ada's words"


def test_mine_can_be_kept(words: WordsStore) -> None:
    _, second = quarrel(words)
    second = keep_mine(words, second, by=BEN)
    assert second.is_clean
    assert begin(words, SLOT).text == "Ben's words" == second.text
    assert "Ada's words" in bodies(words)


def test_theirs_can_be_taken(words: WordsStore) -> None:
    _, second = quarrel(words)
    second = take_theirs(words, second, by=BEN)
    assert second.is_clean
    assert second.text == "Ada's words"
    assert second.generation == 1
    assert "Ben's words" in bodies(words)
    assert typed(words, second, "Ada's words, and Ben's", by=BEN).is_clean


def test_both_can_be_put_into_the_text(words: WordsStore) -> None:
    _, second = quarrel(words)
    second = put_both(words, second, by=BEN)
    assert second.is_clean
    assert second.text == f"Ada's words\n\n{says.LINE}\n\nBen's words"
    assert begin(words, SLOT).text == second.text


def test_two_texts_too_long_for_one_stay_apart_and_it_is_said(words: WordsStore) -> None:
    first, second = quarrel(words)
    typed(words, first, "a" * (LIMIT - 1), by=ADA)
    second = typed(words, second, "b" * (LIMIT - 1), by=BEN)
    both = put_both(words, second, by=BEN)
    assert both.conflict
    assert both.text == second.text
    assert both.generation == second.generation
    assert "is the most" in both.problem[0]


def test_a_third_who_saves_in_between_is_met_too(words: WordsStore) -> None:
    _, second = quarrel(words)
    typed(words, begin(words, SLOT), "Cy's words", by="Cy")
    second = keep_mine(words, second, by=BEN)
    assert second.conflict
    assert second.conflict.theirs
    assert second.conflict.theirs.by == "Cy"
    assert keep_mine(words, second, by=BEN).is_clean


def test_saying_the_same_ends_a_conflict(words: WordsStore) -> None:
    _, second = quarrel(words)
    assert typed(words, second, "Ada's words", by=BEN).is_clean


def test_what_was_begun_before_a_restart_is_saved_on_its_own_version(words: WordsStore) -> None:
    typed(words, begin(words, SLOT), "Begun", by=ADA)
    typed(words, begin(words, SLOT), "Ada's words", by=ADA)
    again = begin(words, SLOT)
    assert typed_elsewhere(words, again, "Ben's words", by=BEN, base=1).conflict
    assert typed_elsewhere(words, again, "Ben's words", by=BEN, base=2).is_clean


def test_nobody_quarrels_with_words_of_their_own_that_were_saved_unheard(words: WordsStore) -> None:
    typed(words, begin(words, SLOT), "Begun", by=ADA)
    typed(words, begin(words, SLOT), "Begun, and", by=ADA)
    again = begin(words, SLOT)
    after = typed_elsewhere(words, again, "Begun, and on", by=ADA, base=1, sent="Begun, and")
    assert after.is_clean
    assert begin(words, SLOT).text == "Begun, and on"


def test_words_saved_unheard_and_changed_since_are_not_brought_back(words: WordsStore) -> None:
    typed(words, begin(words, SLOT), "Begun", by=ADA)
    typed(words, begin(words, SLOT), "Ada's words", by=ADA)
    typed(words, begin(words, SLOT), "Ben's words", by=BEN)
    kept = replace(begin(words, SLOT), text="Ada's words")
    after = typed_elsewhere(words, kept, "Ada's words", by=ADA, base=1, sent="Ada's words")
    assert after.is_clean
    assert (after.text, after.generation) == ("Ben's words", 1)
    assert len(bodies(words)) == 3


def test_what_was_typed_into_a_replaced_text_is_kept_aside(words: WordsStore) -> None:
    _, second = quarrel(words)
    taken = take_theirs(words, second, by=BEN)
    late = typed_before(words, taken, "Ben's last key", by=BEN, base=second.base)
    assert late == taken
    assert "Ben's last key" in bodies(words)
    assert begin(words, SLOT).text == "Ada's words"


def test_words_of_a_database_that_was_replaced_are_saved_in_the_new_one(words: WordsStore) -> None:
    editing = replace(begin(words, SLOT), base=7)
    assert typed(words, editing, "Still here", by=ADA).is_clean
    assert begin(words, SLOT).text == "Still here"


# --- Trouble ---


def test_a_locked_database_is_told_and_the_next_key_saves(
    words: WordsStore, tmp_path: Path
) -> None:
    editing = typed(words, begin(words, SLOT), "Before", by=ADA)
    with closing(sqlite3.connect(tmp_path / "words.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        editing = typed(words, editing, "During", by=ADA)
    assert "in use" in editing.problem[0]
    assert editing.text == "During"
    editing = typed(words, editing, "During and after", by=ADA)
    assert editing.is_clean
    assert bodies(words) == ["During and after", "Before"]


@pytest.mark.parametrize("step", [keep_mine, take_theirs, put_both])
def test_a_choice_that_cannot_be_saved_changes_nothing(
    step: Callable[..., TextEditing], words: WordsStore, tmp_path: Path
) -> None:
    _, second = quarrel(words)
    with closing(sqlite3.connect(tmp_path / "words.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        after = step(words, second, by=BEN)
    assert after.problem
    assert replace(after, problem=()) == second


def test_what_may_not_be_saved_stays_before_the_person() -> None:
    editing = refused(TextEditing(SLOT, text="Mine"), "You may not.")
    assert (editing.text, editing.problem, editing.is_clean) == ("Mine", ("You may not.",), False)


ONE_STEP = st.tuples(
    st.sampled_from([0, 1]),
    st.sampled_from(["type", "reopen", "mine", "theirs", "both", "publish", "take", "back"]),
    st.text("abc \n- <&", max_size=8),
)


@hypothesis_settings(max_examples=25)
@given(st.lists(ONE_STEP, max_size=10))
def test_nothing_typed_is_ever_lost_whatever_two_people_do(
    steps: list[tuple[int, str, str]],
) -> None:
    with TemporaryDirectory() as folder, open_words(Path(folder)) as words:
        people = [begin(words, SLOT), begin(words, SLOT)]
        handed_in = set()
        for who, what, text in steps:
            before = people[who]
            people[who] = _step(words, before, what, text, by=(ADA, BEN)[who])
            if what == "type":
                handed_in.add(text)
            assert not people[who].problem
            if people[who].is_clean and people[who].version != before.version:
                assert begin(words, SLOT).text == people[who].text
        assert handed_in <= set(bodies(words)) | {""}


def _step(words: WordsStore, editing: TextEditing, what: str, text: str, by: str) -> TextEditing:
    if what == "type":
        return typed(words, editing, text, by=by)
    if what == "reopen":
        return begin(words, SLOT)
    if what == "back":
        found = words.history(SLOT)
        return bring_back(words, editing, found[-1], by=by) if found else editing
    steps = {"mine": keep_mine, "theirs": take_theirs, "both": put_both}
    if what in steps:
        return steps[what](words, editing, by=by) if editing.conflict else editing
    if editing.conflict:
        return editing
    return (publish if what == "publish" else take_back)(words, editing, by=by)


# --- What came from the browser ---


def test_what_the_box_does_not_send_is_not_read() -> None:
    whole = {
        "slot": str(SLOT),
        "client": "1-2",
        "sequence": 1,
        "generation": 0,
        "base": 0,
        "owns": False,
        "length": 3,
        "text": "One",
    }
    assert typed_of(whole) == TypedText(str(SLOT), "1-2", 1, 0, 0, False, 3, "One")
    assert typed_of(whole | {"text": None}) is not None
    assert typed_of(whole | {"sent": 5}) is None
    assert typed_of(None) is None
    assert typed_of([whole]) is None
    assert typed_of(whole | {"text": 5}) is None
    assert typed_of(whole | {"base": "0"}) is None
    for name in whole:
        without = {key: value for key, value in whole.items() if key != name}
        assert (typed_of(without) is None) == (name != "text")


# --- The texts of a report ---


def version(state: str, body: str = "Words", choice: str = "") -> WordsVersion:
    saved = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)
    return WordsVersion(SLOT, 1, body, choice, state, ADA, saved)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("newest", "seen", "state"),
    [
        (None, None, "not written"),
        (version("draft", ""), None, "not written"),
        (version("draft", "", "near"), None, "draft"),
        (version("draft"), None, "draft"),
        (version("draft"), version("published", ""), "draft"),
        (version("published"), version("published"), "readers see it"),
        (version("draft"), version("published"), "readers see an earlier version"),
        (version("draft", ""), version("published"), "readers see an earlier version"),
    ],
)
def test_how_far_a_text_is_is_said_in_words(
    newest: WordsVersion | None, seen: WordsVersion | None, state: str
) -> None:
    assert state_of(newest, seen) == state


def test_the_texts_stand_in_the_order_of_the_report(home: Path, catalogue: Catalogue) -> None:
    outline = load_outline(home / "reference" / "outlines" / "annual-report.toml")
    places = places_of(outline, catalogue)
    keys = [place.key for place in places]
    assert keys[:5] == [
        "introduction",
        "governance",
        "challenges",
        "positives",
        "indicator-context-H",
    ]
    assert keys[-1] == "opportunities-and-barriers"
    assert len(set(keys)) == len(keys) == 36
    by_key = {place.key: place for place in places}
    assert by_key["key-local-actions-4"].label == "Outcome 4 · Key local actions"
    assert by_key["assessment-H"].label == "High-level indicator · Assessment"
    assert beside(keys, "introduction") == ("", "governance")
    assert beside(keys, keys[-1]) == ("next-steps", "")


def test_the_texts_written_are_counted(home: Path, catalogue: Catalogue) -> None:
    outline = load_outline(home / "reference" / "outlines" / "annual-report.toml")
    places = places_of(outline, catalogue)
    newest = {("introduction", ""): version("draft"), ("governance", ""): version("published")}
    seen = {("governance", ""): version("published")}
    progress = ReportProgress(places, newest, seen)
    assert progress.line == "2 of 36 texts written, 1 of them not yet shown to readers."
    assert progress.state(places[0]) == "draft"
    assert [cell.text for cell in progress.table.rows[1]] == [
        "Governance",
        "readers see it",
        "22 November 2026, Ada",
    ]
    assert ReportProgress(places, {}, {}).line == "0 of 36 texts written."


def test_the_report_due_is_that_on_the_last_year_that_ended() -> None:
    assert year_due(date(2026, 11, 22)) == "2025-26"
    assert year_due(date(2026, 3, 31)) == "2024-25"
    assert year_due(date(2026, 4, 1)) == "2025-26"
    assert reporting_years(date(2026, 11, 22))[0] == "2026-27"
    assert reporting_years(date(2026, 11, 22))[-1] == "2016-17"


# --- What is shown ---

NASTY = "<script>alert('a & b')</script>"
SECTION = OutlineSection(id="why", heading="Why & how", per="area", kind="words")


def test_a_text_is_shown_as_it_was_typed_and_never_run() -> None:
    shown = words_html.preview(SECTION, f"{NASTY}\n\n- one {NASTY}", "")
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;alert(&#x27;a &amp; b&#x27;)&lt;/script&gt;") == 2
    assert "<li>one &lt;script" in shown
    assert "Why &amp; how" in shown
    assert "<script" not in words_html.compared(NASTY, f"{NASTY}{NASTY}", NASTY)


def test_an_assessment_is_shown_by_its_label() -> None:
    choices = ({"id": "near", "label": "Nearly <there>"}, {"id": "far", "label": "Far"})
    section = OutlineSection.model_validate(
        {"id": "a", "heading": "A", "per": "area", "kind": "assessment", "choices": choices}
    )
    assert "Nearly &lt;there&gt;" in words_html.preview(section, "", "near")
    assert says.TEXTS.empty_preview in words_html.preview(section, " ", "")
    assert says.TEXTS.empty_preview not in words_html.preview(section, "", "near")


def test_changes_are_said_and_not_only_coloured() -> None:
    shown = words_html.compared("28 referrals", "31 referrals", "Title")
    assert '<del><span class="cj-hidden">removed: </span>28 ' in shown
    assert '<ins><span class="cj-hidden">added: </span>31 ' in shown
    assert "say the same" in words_html.compared("one", "one", "Title")


def test_who_saved_and_what_readers_see_is_said() -> None:
    saved = datetime(2026, 11, 22, 14, 3).astimezone()
    line = says.standing_line("Ada", saved, is_seen=False, seen_since=saved - timedelta(days=19))
    assert line == (
        "Draft saved by Ada at 14:03 on 22 November 2026. "
        "Readers see the version of 3 November 2026."
    )
    assert says.standing_line("Ada", saved, is_seen=True, seen_since=saved).endswith(
        "Readers see this text."
    )
    assert says.saved_when(saved, date(2026, 11, 22)) == "14:03"
    assert says.saved_when(saved, date(2026, 11, 23)) == "14:03 on 22 November 2026"


def test_a_place_is_named_by_its_heading_and_outcome() -> None:
    assert OutlinePlace(SECTION).key == "why"
    assert OutlinePlace(SECTION, "H").key == "why-H"
