"""A kill, a full disk, a locked database, an old one: the packs saved before are there.

On the database file of the data folder; the same on PostgreSQL is in test_words_server_troubles.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from killing import killed_by_the_clock, on_a_small_disk, unix_only

from cjdata.narrative import (
    ReportSlot,
    SavedPack,
    WordsError,
    WordsStore,
    open_words,
    words_database,
)
from cjdata.narrative.words_database import SQLITE_FILE

CLACKS = "S12000005"
INTRO = ReportSlot(CLACKS, "2023-24", "introduction")
BODIES = ["Saved before. " * 200, *(f"{n} " * 300 * n for n in range(1, 20))]
KEPT = "Everything saved before is as it was."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a pack in it."""
    (tmp_path / "home").mkdir()
    with open_words(tmp_path / "home") as words:
        save(words, BODIES[0], None)
    return tmp_path / "home"


def save(words: WordsStore, body: str, on: SavedPack | None) -> SavedPack:
    pack_id, base = (on.id, on.number) if on else (None, 0)
    done = words.packs.save(
        body, name="The board", area=CLACKS, by="Ada", pack_id=pack_id, base_version=base
    )
    assert isinstance(done, SavedPack)
    return done


def save_on(folder: Path) -> None:
    """Save a pack again and again, each larger than the last, until something ends it."""
    with open_words(folder, patience=0.1) as words:
        [pack] = words.packs.listed()
        for body in BODIES[1:]:
            pack = save(words, body, pack)


def bodies(folder: Path) -> list[str]:
    """Give what each version of the pack holds, the oldest first; the file must be sound."""
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    with open_words(folder) as words:
        [pack] = words.packs.listed()
        return [version.body for version in reversed(words.packs.history(pack.id))]


# --- Killed, full, in use ---


@unix_only
def test_whenever_it_is_killed_each_save_of_a_pack_is_there_whole_or_not_at_all(
    folder: Path, tmp_path: Path
) -> None:
    trials = killed_by_the_clock(save_on, folder, tmp_path, times=8)
    assert {t.ended for t in trials} >= {"killed", "finished"}
    held = [bodies(trial.folder) for trial in trials]
    for found in held:
        assert found == BODIES[: len(found)]
    assert len({len(found) for found in held}) > 2


@unix_only
def test_on_a_full_disk_the_packs_saved_are_there_and_the_person_is_told(
    folder: Path, tmp_path: Path
) -> None:
    size = (folder / SQLITE_FILE).stat().st_size
    sizes = [size + extra for extra in (0, 5_000, 60_000)]
    trials = on_a_small_disk(save_on, folder, tmp_path, sizes)
    assert [t.ended for t in trials] == ["refused"] * len(sizes)
    for trial in trials:
        found = bodies(trial.folder)
        assert found == BODIES[: len(found)]
        assert "full" in trial.words
        assert KEPT in trial.words


def test_a_locked_database_is_said_to_be_in_use_and_takes_the_pack_afterwards(
    folder: Path,
) -> None:
    with open_words(folder, patience=0.2) as words:
        [pack] = words.packs.listed()
        with closing(sqlite3.connect(folder / SQLITE_FILE, isolation_level=None)) as other:
            other.execute("begin exclusive")
            for refused in (
                lambda: save(words, "New.", pack),
                lambda: words.packs.remove(pack.id, by="Ada", base_version=1),
                words.packs.listed,
            ):
                with pytest.raises(WordsError, match=r"in use by another program.*Try again"):
                    refused()
            other.execute("rollback")
        save(words, "New.", pack)
    assert bodies(folder) == [BODIES[0], "New."]


# --- A database from before there were packs ---


@pytest.fixture
def old_url(words_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database as the first program made it, with words in it."""
    with monkeypatch.context() as first:
        first.setattr(words_database, "HEAD", "0001")
        at = words_database.words_url(tmp_path, words_url)
        with WordsStore(words_database.open_database(at)) as words:
            words.publish(INTRO, "Our first year.", by="Ada", base_version=0)
            words.save(INTRO, "Our second.", by="Bo", base_version=1)
            with pytest.raises(WordsError):
                words.packs.listed()
    return words_url


def test_an_old_database_keeps_its_words_and_takes_packs(old_url: str, tmp_path: Path) -> None:
    with open_words(tmp_path, old_url) as words:
        kept = words.history(INTRO, every=True)
        assert [(v.number, v.body, v.state, v.by) for v in kept] == [
            (2, "Our second.", "draft", "Bo"),
            (1, "Our first year.", "published", "Ada"),
        ]
        assert words.packs.listed() == ()
        pack = save(words, "{}", None)
    with open_words(tmp_path, old_url) as words:
        assert words.packs.listed() == (pack,)
        assert words.history(INTRO, every=True) == kept


def test_a_migration_of_an_old_database_that_stops_halfway_costs_no_words(
    old_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = MigrationContext.run_migrations

    def stop_at_the_end(context: MigrationContext, **options: object) -> None:
        real(context, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(MigrationContext, "run_migrations", stop_at_the_end)
        with pytest.raises(KeyboardInterrupt):
            open_words(tmp_path, old_url)
    with open_words(tmp_path, old_url) as words:
        assert len(words.history(INTRO, every=True)) == 2
        save(words, "{}", None)
