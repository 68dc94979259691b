"""The coordinator's words: every save is kept, and nobody's work is lost. On both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjdata.narrative import (
    LIMIT,
    ReportSlot,
    WordsConflict,
    WordsError,
    WordsStore,
    WordsVersion,
    compare,
    open_words,
)

CLACKS = "S12000005"
INTRO = ReportSlot(CLACKS, "2023-24", "introduction")
VERDICT = ReportSlot(CLACKS, "2023-24", "assessment", "4")
BOTH = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = datetime(2024, 11, 22, 9, 0, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def words(words_url: str, tmp_path: Path, clock: Clock) -> Iterator[WordsStore]:
    with open_words(tmp_path, words_url, clock=clock) as held:
        yield held


def saved(answer: WordsVersion | WordsConflict) -> WordsVersion:
    assert isinstance(answer, WordsVersion)
    return answer


def unused_slot() -> ReportSlot:
    return ReportSlot(CLACKS, "2023-24", f"s-{uuid4()}")


def bodies(versions: tuple[WordsVersion, ...]) -> list[str]:
    return [version.body for version in versions]


# --- Saving ---


def test_what_was_typed_is_there_with_who_and_when(words: WordsStore, clock: Clock) -> None:
    done = words.save(INTRO, "  Our first year.\n", by="Ada", base_version=0)
    assert words.current(INTRO) == done
    assert done == WordsVersion(INTRO, 1, "  Our first year.\n", "", "draft", "Ada", clock.now, 0)


def test_an_assessment_is_a_choice_and_why(words: WordsStore) -> None:
    words.save(VERDICT, "Too few orders.", choice="near", by="Ada", base_version=0)
    again = saved(
        words.save(VERDICT, "Too few orders.", choice="achieved", by="Ada", base_version=1)
    )
    assert (again.number, again.choice) == (2, "achieved")


@BOTH
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])))
def test_every_letter_comes_back(words: WordsStore, text: str) -> None:
    slot = unused_slot()
    if text:
        saved(words.save(slot, text, by="Ada", base_version=0))
    kept = words.current(slot)
    assert (kept.body if kept else "") == text


def test_words_that_are_there_already_are_not_saved_again(words: WordsStore, clock: Clock) -> None:
    first = words.save(INTRO, "The same.", by="Ada", base_version=0)
    clock.wait(hours=1)
    assert words.save(INTRO, "The same.", by="Bo", base_version=1) == first
    assert len(words.history(INTRO, every=True)) == 1


def test_slots_are_apart(words: WordsStore) -> None:
    others = [
        ReportSlot("S92000003", "2023-24", "introduction"),
        ReportSlot(CLACKS, "2022-23", "introduction"),
        ReportSlot(CLACKS, "2023-24", "governance"),
        ReportSlot(CLACKS, "2023-24", "introduction", "4"),
        ReportSlot(CLACKS, "2023-24", "introduction", outline="highlights-and-issues"),
    ]
    words.save(INTRO, "Here.", by="Ada", base_version=0)
    for slot in others:
        assert words.current(slot) is None
        assert saved(words.save(slot, str(slot), by="Ada", base_version=0)).number == 1
    assert words.current(INTRO) is not None
    assert len(words.everything(drafts=True)) == 6


def test_a_text_that_is_too_long_is_refused_and_changes_nothing(words: WordsStore) -> None:
    words.save(INTRO, "Short.", by="Ada", base_version=0)
    with pytest.raises(WordsError, match="Shorten it by 1"):
        words.save(INTRO, "x" * (LIMIT + 1), by="Ada", base_version=1)
    assert bodies(words.history(INTRO)) == ["Short."]


# --- Two people ---


def test_the_second_sees_the_first_s_change_and_nothing_is_lost(words: WordsStore) -> None:
    start = saved(words.save(INTRO, "One year.", by="Ada", base_version=0))
    theirs = saved(words.save(INTRO, "One good year.", by="Ada", base_version=1))
    conflict = words.save(INTRO, "One hard year.", by="Bo", base_version=1)
    assert isinstance(conflict, WordsConflict)
    assert (conflict.before, conflict.theirs) == (start, theirs)
    assert (conflict.mine.body, conflict.mine.by) == ("One hard year.", "Bo")
    assert words.current(INTRO) == theirs
    assert set(bodies(words.history(INTRO, every=True))) == {
        "One year.",
        "One good year.",
        "One hard year.",
    }


def test_the_second_can_put_their_own_on_top(words: WordsStore) -> None:
    conflict = in_conflict(words)
    kept = saved(words.save(INTRO, conflict.mine.body, by="Bo", base_version=conflict.base_version))
    assert words.current(INTRO) == kept
    assert (kept.body, kept.state) == ("Bo’s.", "draft")


def test_the_second_can_take_the_first_s_and_the_own_stays_in_the_history(
    words: WordsStore,
) -> None:
    conflict = in_conflict(words)
    goes_on = words.save(INTRO, "Ada’s, and more.", by="Bo", base_version=conflict.base_version)
    assert words.current(INTRO) == goes_on
    assert [v.body for v in words.history(INTRO) if v.state == "aside"] == ["Bo’s."]


def test_the_two_can_be_merged_by_hand(words: WordsStore) -> None:
    conflict = in_conflict(words)
    assert conflict.theirs is not None
    assert ("added", "Bo’s.") in [
        (p.kind, p.text) for p in compare(conflict.theirs.body, conflict.mine.body)
    ]
    merged = words.save(INTRO, "Ada’s. Bo’s.", by="Bo", base_version=conflict.base_version)
    assert words.current(INTRO) == merged


def test_a_text_that_is_sent_again_and_again_is_kept_aside_once(words: WordsStore) -> None:
    in_conflict(words)
    again = words.save(INTRO, "Bo’s.", by="Bo", base_version=1)
    assert isinstance(again, WordsConflict)
    assert len([v for v in words.history(INTRO, every=True) if v.state == "aside"]) == 1


def test_two_who_wrote_the_same_are_in_no_conflict(words: WordsStore) -> None:
    words.save(INTRO, "Before.", by="Ada", base_version=0)
    first = words.save(INTRO, "The same.", by="Ada", base_version=1)
    assert words.save(INTRO, "The same.", by="Bo", base_version=1) == first


def in_conflict(words: WordsStore) -> WordsConflict:
    words.save(INTRO, "Both.", by="Ada", base_version=0)
    words.save(INTRO, "Ada’s.", by="Ada", base_version=1)
    conflict = words.save(INTRO, "Bo’s.", by="Bo", base_version=1)
    assert isinstance(conflict, WordsConflict)
    return conflict


def test_of_many_who_save_at_the_same_moment_one_is_first_and_all_are_kept(
    words_url: str, tmp_path: Path
) -> None:
    answers: list[WordsVersion | WordsConflict] = []
    together = threading.Barrier(6)

    def save(n: int) -> None:
        with open_words(tmp_path, words_url, patience=20) as held:
            together.wait()
            answers.append(held.save(INTRO, f"Text {n}", by=f"Person {n}", base_version=0))

    threads = [threading.Thread(target=save, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_words(tmp_path, words_url) as held:
        kept = held.history(INTRO, every=True)
    assert len([a for a in answers if isinstance(a, WordsVersion)]) == 1
    assert {v.body for v in kept} == {f"Text {n}" for n in range(6)}
    assert sorted(v.number for v in kept) == [1, 2, 3, 4, 5, 6]
    assert len([v for v in kept if v.state == "aside"]) == 5


# --- Drafts and what viewers see ---


def test_a_draft_is_never_shown_to_a_viewer(words: WordsStore) -> None:
    words.save(INTRO, "Not yet.", by="Ada", base_version=0)
    assert words.written(CLACKS, "2023-24") == {}
    assert words.current(INTRO, drafts=False) is None
    [(key, version)] = words.written(CLACKS, "2023-24", drafts=True).items()
    assert (key, version.body) == (("introduction", ""), "Not yet.")


def test_viewers_see_what_was_published_while_a_newer_draft_is_written(words: WordsStore) -> None:
    words.save(VERDICT, "Draft.", by="Ada", base_version=0)
    words.publish(VERDICT, "Published.", by="Ada", base_version=1, choice="near")
    words.save(VERDICT, "Newer draft.", by="Ada", base_version=2)
    shown = words.written(CLACKS, "2023-24")[("assessment", "4")]
    edited = words.written(CLACKS, "2023-24", drafts=True)[("assessment", "4")]
    assert (shown.body, shown.choice, edited.body) == ("Published.", "near", "Newer draft.")


def test_a_draft_is_published_as_it_stands(words: WordsStore) -> None:
    words.save(INTRO, "Ready.", by="Ada", base_version=0)
    done = saved(words.publish(INTRO, "Ready.", by="Bo", base_version=1))
    assert (done.state, done.number, done.by) == ("published", 2, "Bo")
    assert words.publish(INTRO, "Ready.", by="Bo", base_version=2) == done


def test_what_somebody_changed_in_between_is_not_published_unseen(words: WordsStore) -> None:
    words.save(INTRO, "Ready.", by="Ada", base_version=0)
    words.save(INTRO, "Ready?", by="Bo", base_version=1)
    assert isinstance(words.publish(INTRO, "Ready.", by="Ada", base_version=1), WordsConflict)
    assert words.written(CLACKS, "2023-24") == {}


def test_published_words_are_taken_back_by_publishing_none(words: WordsStore) -> None:
    words.publish(INTRO, "A mistake.", by="Ada", base_version=0)
    words.publish(INTRO, "", by="Ada", base_version=1)
    assert words.written(CLACKS, "2023-24") == {}
    assert bodies(words.history(INTRO)) == ["", "A mistake."]


# --- History ---


def test_earlier_versions_are_kept_and_can_be_compared(words: WordsStore) -> None:
    words.publish(INTRO, "28 referrals", by="Ada", base_version=0)
    words.publish(INTRO, "31 referrals", by="Ada", base_version=1)
    first, second = words.version(INTRO, 1), words.version(INTRO, 2)
    assert first is not None
    assert second is not None
    assert [p.text for p in compare(first.body, second.body)] == ["28 ", "31 ", "referrals"]
    assert words.version(INTRO, 3) is None


def test_the_drafts_of_one_sitting_are_one_entry_of_the_history(
    words: WordsStore, clock: Clock
) -> None:
    typed = ["O", "Our", "Our first", "Our first year"]
    for n, text in enumerate(typed):
        words.save(INTRO, text, by="Ada", base_version=n)
        clock.wait(minutes=9)
    clock.wait(minutes=2)
    words.save(INTRO, "Our first year.", by="Ada", base_version=4)
    assert bodies(words.history(INTRO)) == ["Our first year.", "Our first year"]
    assert bodies(words.history(INTRO, every=True)) == ["Our first year.", *reversed(typed)]


def test_another_person_and_a_publication_begin_a_new_entry(words: WordsStore) -> None:
    words.save(INTRO, "Ada’s", by="Ada", base_version=0)
    words.save(INTRO, "Bo’s", by="Bo", base_version=1)
    words.publish(INTRO, "Bo’s", by="Bo", base_version=2)
    words.publish(INTRO, "Bo’s again", by="Bo", base_version=3)
    assert [(v.number, v.state) for v in words.history(INTRO)] == [
        (4, "published"),
        (3, "published"),
        (2, "draft"),
        (1, "draft"),
    ]


@BOTH
@given(
    steps=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.booleans()), max_size=8),
)
def test_whatever_people_do_no_text_is_lost_and_none_becomes_another(
    words: WordsStore, steps: list[tuple[str, int, bool]]
) -> None:
    slot = unused_slot()
    for i, (who, base, publishes) in enumerate(steps):
        before = words.history(slot, every=True)
        put = words.publish if publishes else words.save
        put(slot, f"{who} {i}", by=who, base_version=base)
        assert words.history(slot, every=True)[1:] == before
    kept = words.history(slot, every=True)
    assert sorted(bodies(kept)) == sorted(f"{who} {i}" for i, (who, _, _) in enumerate(steps))
    assert set(words.history(slot)) <= set(kept)
