"""Saved packs: every save is kept, and of two writers none loses anything. On both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjdata.narrative import (
    BODY_LIMIT,
    PACK_NAME_LIMIT,
    PackConflict,
    SavedPack,
    SavedPacks,
    WordsError,
    WordsStore,
    open_words,
)

CLACKS = "S12000005"
FALKIRK = "S12000014"
BOTH = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Clock:
    """A clock that is a minute later each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def words(words_url: str, tmp_path: Path, clock: Clock) -> Iterator[WordsStore]:
    with open_words(tmp_path, words_url, clock=clock) as held:
        yield held


@pytest.fixture
def packs(words: WordsStore) -> SavedPacks:
    return words.packs


def save(
    packs: SavedPacks,
    body: str,
    on: SavedPack | None = None,
    *,
    by: str = "Ada",
    name: str = "The board",
    area: str = CLACKS,
) -> SavedPack | PackConflict:
    """Save a new pack, or on top of a version."""
    pack_id, base = (on.id, on.number) if on else (None, 0)
    return packs.save(body, name=name, area=area, by=by, pack_id=pack_id, base_version=base)


def saved(answer: SavedPack | PackConflict) -> SavedPack:
    assert isinstance(answer, SavedPack)
    return answer


def conflicting(answer: SavedPack | PackConflict) -> PackConflict:
    assert isinstance(answer, PackConflict)
    return answer


# --- Saving ---


def test_a_new_pack_is_there_with_who_and_when(packs: SavedPacks, clock: Clock) -> None:
    done = saved(save(packs, '{"items":[]}', by="  Ada\n"))
    assert done == SavedPack(
        done.id, 1, "The board", CLACKS, '{"items":[]}', "Ada", clock.now, "saved", 0
    )
    assert packs.get(done.id) == done
    assert packs.version(done.id, 1) == done


def test_each_new_pack_has_an_id_of_its_own_that_an_address_can_hold(packs: SavedPacks) -> None:
    ids = {saved(save(packs, "{}")).id for _ in range(20)}
    assert len(ids) == 20
    assert all(one.isalnum() and one.isascii() and len(one) == 10 for one in ids)


def test_a_save_is_a_new_version_and_the_earlier_ones_stay(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    second = saved(save(packs, "two", first, by="Bo", name="The group", area=FALKIRK))
    assert (second.id, second.number, second.based_on) == (first.id, 2, 1)
    assert packs.get(first.id) == second
    assert packs.history(first.id) == (second, first)


def test_saying_the_same_again_makes_no_new_version(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    assert save(packs, "one", first, by="Bo") == first
    assert packs.history(first.id) == (first,)
    assert saved(save(packs, "one", first, name="Another name")).number == 2


@BOTH
@given(body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_is_in_a_pack_comes_back_to_the_letter(packs: SavedPacks, body: str) -> None:
    done = saved(save(packs, body))
    assert done.body == body
    assert packs.get(done.id) == done


def test_packs_are_listed_the_newest_saved_first(packs: SavedPacks) -> None:
    first, second, other = (
        saved(save(packs, "{}", area=area)) for area in (CLACKS, CLACKS, FALKIRK)
    )
    again = saved(save(packs, "changed", first))
    assert packs.listed() == (again, other, second)
    assert packs.listed(CLACKS) == (again, second)
    assert packs.listed("S92000003") == ()


def test_a_pack_that_is_now_of_another_area_is_listed_there_alone(packs: SavedPacks) -> None:
    moved = saved(save(packs, "{}", saved(save(packs, "{}")), area=FALKIRK))
    assert packs.listed(FALKIRK) == (moved,)
    assert packs.listed(CLACKS) == ()


@pytest.mark.parametrize("given", ["", "aaaaaaaaaa", "a\0b", "\ud800", "x" * 5000, "Ünïcödé-id"])
def test_an_id_that_no_pack_has_finds_nothing_and_saves_a_new_pack(
    packs: SavedPacks, given: str
) -> None:
    assert packs.get(given) is None
    assert packs.history(given) == ()
    assert packs.version(given, 1) is None
    done = saved(packs.save("{}", name="N", area=CLACKS, by="A", pack_id=given, base_version=3))
    assert (done.number, done.based_on) == (1, 0)
    assert done.id != given


@pytest.mark.parametrize("number", [-1, 0, 2, 2**31, 2**70])
def test_a_version_that_is_not_there_is_none(packs: SavedPacks, number: int) -> None:
    assert packs.version(saved(save(packs, "{}")).id, number) is None


# --- What is refused ---


@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        ("x" * (BODY_LIMIT + 1), "N", "2,000,001 characters.*Take views out of it"),
        ("{}", "n" * (PACK_NAME_LIMIT + 1), "121 characters, and 120 .*Shorten the name by 1"),
        ("{}", " \n ", "has no name.*Give it one"),
        ("a\0b", "N", "a character that cannot be kept.*anew"),
        ("a\ud800b", "N", "a character that cannot be kept.*anew"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(
    packs: SavedPacks, body: str, name: str, says: str
) -> None:
    with pytest.raises(WordsError, match=says):
        save(packs, body, name=name)
    assert packs.listed() == ()


def test_the_largest_pack_is_kept(packs: SavedPacks) -> None:
    done = saved(save(packs, "é" * BODY_LIMIT, name="n" * PACK_NAME_LIMIT))
    assert packs.get(done.id) == done


# --- Removing ---


def test_a_removed_pack_leaves_the_list_and_stays_in_the_history(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    gone = saved(packs.remove(first.id, by="Bo", base_version=1))
    assert (gone.state, gone.number, gone.by, gone.body) == ("removed", 2, "Bo", "one")
    assert packs.listed() == ()
    assert packs.get(first.id) == gone
    assert packs.history(first.id) == (gone, first)
    assert packs.remove(first.id, by="Cy", base_version=2) == gone


def test_saving_a_removed_pack_brings_it_back(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    gone = saved(packs.remove(first.id, by="Bo", base_version=1))
    back = saved(save(packs, gone.body, gone))
    assert (back.number, back.state) == (3, "saved")
    assert packs.listed() == (back,)


def test_a_save_on_a_pack_that_somebody_removed_is_a_conflict(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    gone = saved(packs.remove(first.id, by="Bo", base_version=1))
    for body in ("mine", "one"):
        conflict = conflicting(save(packs, body, first))
        assert (conflict.mine.body, conflict.mine.state) == (body, "aside")
        assert (conflict.theirs, conflict.theirs.state) == (gone, "removed")
    assert packs.listed() == ()
    assert saved(save(packs, "mine", conflict.theirs)).state == "saved"


def test_nobody_removes_what_they_have_not_seen(packs: SavedPacks) -> None:
    first = saved(save(packs, "one"))
    second = saved(save(packs, "two", first, by="Bo"))
    conflict = conflicting(packs.remove(first.id, by="Ada", base_version=1))
    assert (conflict.mine, conflict.theirs) == (first, second)
    assert packs.listed() == (second,)
    assert saved(packs.remove(first.id, by="Ada", base_version=2)).state == "removed"


def test_a_pack_that_is_not_there_cannot_be_removed(packs: SavedPacks) -> None:
    with pytest.raises(WordsError, match=r"holds no such pack.*Load the list of packs again"):
        packs.remove("aaaaaaaaaa", by="Ada", base_version=1)


# --- Two people ---


def test_the_second_sees_the_first_s_and_can_go_on_with_either(packs: SavedPacks) -> None:
    start = saved(save(packs, "both"))
    theirs = saved(save(packs, "Ada’s", start))
    conflict = conflicting(save(packs, "Bo’s", start, by="Bo"))
    assert (conflict.mine.body, conflict.mine.by, conflict.mine.state) == ("Bo’s", "Bo", "aside")
    assert (conflict.theirs, conflict.base_version) == (theirs, theirs.number)
    assert packs.get(start.id) == theirs
    assert conflicting(save(packs, "Bo’s", start, by="Bo")).mine == conflict.mine
    top = saved(save(packs, "Bo’s", conflict.theirs, by="Bo"))
    assert packs.history(start.id) == (top, conflict.mine, theirs, start)


def test_two_who_made_the_same_change_are_in_no_conflict(packs: SavedPacks) -> None:
    start = saved(save(packs, "one"))
    first = save(packs, "two", start)
    assert save(packs, "two", start, by="Bo") == first


@BOTH
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["Ada", "Bo"]), st.sampled_from(["save", "remove", "look"])),
        max_size=10,
    )
)
def test_in_whatever_order_two_write_nothing_is_lost(
    packs: SavedPacks, steps: list[tuple[str, str]]
) -> None:
    start = saved(save(packs, "start"))
    seen = {"Ada": start, "Bo": start}
    sent = ["start"]
    for n, (who, does) in enumerate(steps):
        before = packs.history(start.id)
        head = packs.get(start.id)
        assert head is not None
        if does == "look":
            seen[who] = head
            continue
        if does == "save":
            sent.append(f"{who} {n}")
            answer = save(packs, sent[-1], seen[who], by=who)
        else:
            answer = packs.remove(start.id, by=who, base_version=seen[who].number)
        if isinstance(answer, SavedPack):
            assert head in (seen[who], answer)
            assert packs.get(start.id) == answer
            seen[who] = answer
        else:
            assert packs.get(start.id) == answer.theirs == head
        after = packs.history(start.id)
        assert after[len(after) - len(before) :] == before
    kept = packs.history(start.id)
    assert sorted({v.body for v in kept}) == sorted(sent)
    assert [v.number for v in kept] == list(range(len(kept), 0, -1))


def test_of_many_who_save_at_the_same_moment_one_is_first_and_all_are_kept(
    words_url: str, tmp_path: Path
) -> None:
    answers: list[SavedPack | PackConflict] = []
    together = threading.Barrier(5)
    with open_words(tmp_path, words_url, patience=20) as held:
        start = saved(save(held.packs, "start"))

        def write(n: int) -> None:
            together.wait()
            answers.append(save(held.packs, f"Pack {n}", start, by=f"Person {n}"))

        threads = [threading.Thread(target=write, args=(n,)) for n in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = held.packs.history(start.id)
    assert len([one for one in answers if isinstance(one, SavedPack)]) == 1
    assert {v.body for v in kept} == {"start", *(f"Pack {n}" for n in range(5))}
    assert [v.number for v in kept] == [6, 5, 4, 3, 2, 1]
