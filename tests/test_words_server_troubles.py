"""PostgreSQL: a program that is killed, and a server that is killed, lose nothing that was saved.

The server is the tests' own, so that others do not miss it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import killed_by_the_clock, unix_only
from postgres import Server, running_postgres
from sqlalchemy import event

from cjdata.narrative import ReportSlot, SavedPack, WordsError, WordsStore, WordsVersion, open_words

CLACKS = "S12000005"
BODIES = [f"{n} " * 100 * n for n in range(1, 30)]
ADDRESS = "address"

pytestmark = unix_only


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server to kill."""
    with running_postgres() as running:
        yield running


@pytest.fixture
def folder(server: Server, tmp_path: Path) -> Path:
    """A folder that says where a new database is, with words and a pack of its name in it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ADDRESS).write_text(server.new_database(), encoding="utf-8")
    return tmp_path / "home"


def opened(folder: Path) -> WordsStore:
    return open_words(folder, (folder / ADDRESS).read_text(encoding="utf-8"), patience=2)


def slot_of(folder: Path) -> ReportSlot:
    return ReportSlot(CLACKS, "2023-24", folder.name)


def save_both(words: WordsStore, folder: Path, body: str, on: SavedPack | None) -> SavedPack:
    """Save the next words of a folder, then the next version of its pack."""
    number = on.number if on else 0
    written = words.save(slot_of(folder), body, by="Ada", base_version=number)
    assert isinstance(written, WordsVersion)
    pack_id = on.id if on else None
    pack = words.packs.save(
        body, name=folder.name, area=CLACKS, by="Ada", pack_id=pack_id, base_version=number
    )
    assert isinstance(pack, SavedPack)
    return pack


def save_on(folder: Path) -> None:
    """Save words and a pack again and again, until something ends it."""
    pack = None
    with opened(folder) as words:
        for body in BODIES:
            pack = save_both(words, folder, body, pack)


def die_before_it_is_kept(folder: Path) -> None:
    """Save once, and die during the second save, when everything was sent but not yet kept."""
    with opened(folder) as words:
        pack = save_both(words, folder, BODIES[0], None)

        @event.listens_for(words.database.engine, "commit")
        def die(_: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        save_both(words, folder, BODIES[1], pack)


def kept(words: WordsStore, folder: Path) -> tuple[list[str], list[str]]:
    """Give the words and the packs of a folder, the oldest first."""
    texts = [v.body for v in reversed(words.history(slot_of(folder), every=True))]
    packs = [pack for pack in words.packs.listed() if pack.name == folder.name]
    versions = [v.body for pack in packs for v in reversed(words.packs.history(pack.id))]
    return texts, versions


# --- The program is killed ---


def test_whenever_the_program_is_killed_each_save_is_there_whole_or_not_at_all(
    folder: Path, tmp_path: Path
) -> None:
    opened(folder).close()
    trials = killed_by_the_clock(save_on, folder, tmp_path, times=10)
    assert {t.ended for t in trials} >= {"killed", "finished"}
    with opened(folder) as words:
        held = [kept(words, trial.folder) for trial in trials]
    for texts, packs in held:
        assert texts == BODIES[: len(texts)]
        assert packs == BODIES[: len(packs)]
        assert len(texts) - len(packs) in {0, 1}
    assert len({len(texts) for texts, _ in held}) > 2


def test_a_save_that_a_kill_cut_short_leaves_nothing_and_holds_up_nobody(
    folder: Path, tmp_path: Path
) -> None:
    trials = killed_by_the_clock(die_before_it_is_kept, folder, tmp_path, times=1)
    assert {t.ended for t in trials} == {"killed"}
    done = trials[0].folder
    with opened(done) as words:
        assert kept(words, done) == ([BODIES[0]], [BODIES[0]])
        [pack] = [pack for pack in words.packs.listed() if pack.name == done.name]
        save_both(words, done, BODIES[1], pack)


# --- The server is killed ---


def test_while_the_server_is_gone_the_person_is_told_and_afterwards_all_is_there(
    server: Server, folder: Path
) -> None:
    with opened(folder) as words:
        pack = save_both(words, folder, BODIES[0], None)
        server.crash()
        try:
            for refused in (
                lambda: words.save(slot_of(folder), "New.", by="Ada", base_version=1),
                lambda: words.current(slot_of(folder)),
                lambda: words.packs.remove(pack.id, by="Ada", base_version=1),
                words.packs.listed,
                lambda: opened(folder),
            ):
                with pytest.raises(WordsError, match=r"does not answer.*See whether it runs"):
                    refused()
        finally:
            server.start_again()
        assert kept(words, folder) == ([BODIES[0]], [BODIES[0]])
        save_both(words, folder, BODIES[1], pack)
        assert kept(words, folder) == (BODIES[:2], BODIES[:2])


def test_a_server_that_is_killed_during_a_save_keeps_all_that_was_said_to_be_saved(
    server: Server, folder: Path
) -> None:
    said: list[SavedPack] = []
    refusals: list[WordsError] = []
    under_way = threading.Event()

    def save_until_it_ends(words: WordsStore) -> None:
        try:
            while True:
                on = said[-1] if said else None
                said.append(save_both(words, folder, f"Text {len(said)}", on))
                if len(said) > 5:
                    under_way.set()
        except WordsError as error:
            refusals.append(error)

    with opened(folder) as words:
        writer = threading.Thread(target=save_until_it_ends, args=(words,))
        writer.start()
        assert under_way.wait(30)
        server.crash()
        writer.join(30)
        server.start_again()
        texts, packs = kept(words, folder)
    [refusal] = refusals
    assert "Everything saved before is as it was." in str(refusal)
    expected = [f"Text {n}" for n in range(len(said) + 1)]
    assert packs in (expected[:-1], expected)
    assert texts in (expected[:-1], expected)


def test_a_server_that_is_killed_before_a_save_is_kept_keeps_nothing_of_it(
    server: Server, folder: Path
) -> None:
    with opened(folder) as words:
        pack = save_both(words, folder, BODIES[0], None)

        @event.listens_for(words.database.engine, "commit", once=True)
        def crash(_: object) -> None:
            server.crash()

        with pytest.raises(WordsError, match="does not answer"):
            save_both(words, folder, BODIES[1], pack)
        server.start_again()
        assert kept(words, folder) == ([BODIES[0]], [BODIES[0]])
