"""A kill, a full disk, a locked database: the words typed before are there, and a person is told.

On the database file of the data folder; what PostgreSQL answers is at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from killing import killed_by_the_clock, on_a_small_disk, unix_only
from postgres import Server
from sqlalchemy import event

from cjdata.narrative import ReportSlot, WordsError, WordsStore, WordsVersion, open_words
from cjdata.narrative.words_database import SQLITE_FILE

INTRO = ReportSlot("S12000005", "2023-24", "introduction")
BEFORE = "Typed before. " * 200
KEPT = "Everything saved before is as it was."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with words in it."""
    (tmp_path / "home").mkdir()
    with open_words(tmp_path / "home") as words:
        words.save(INTRO, BEFORE, by="Ada", base_version=0)
    return tmp_path / "home"


def write_on(folder: Path) -> None:
    """Save words again and again, each longer than the last, until something ends it."""
    with open_words(folder, patience=0.1) as words:
        for n in range(1, 30):
            head = words.current(INTRO)
            assert head is not None
            words.save(INTRO, f"{n} " * 50 * n, by="Ada", base_version=head.number)


def texts(folder: Path) -> list[str]:
    """Give every text that a folder holds, the oldest first; the file must be sound."""
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    with open_words(folder) as words:
        return [v.body for v in reversed(words.history(INTRO, every=True))]


def told(words: WordsStore) -> str:
    with pytest.raises(WordsError) as error:
        words.save(INTRO, "New.", by="Ada", base_version=1)
    [finding] = error.value.findings
    return str(finding)


# --- Killed ---


@unix_only
def test_whenever_it_is_killed_each_save_is_there_whole_or_not_at_all(
    folder: Path, tmp_path: Path
) -> None:
    whole = [f"{n} " * 50 * n for n in range(1, 30)]
    trials = killed_by_the_clock(write_on, folder, tmp_path, times=12)
    assert {t.ended for t in trials} >= {"killed", "finished"}
    held = [texts(trial.folder) for trial in trials]
    for found in held:
        assert found == [BEFORE, *whole[: len(found) - 1]]
    assert len({len(found) for found in held}) > 2


@unix_only
def test_after_a_kill_the_next_person_can_save_at_once(folder: Path, tmp_path: Path) -> None:
    for trial in killed_by_the_clock(write_on, folder, tmp_path, times=4):
        with open_words(trial.folder, patience=0.5) as words:
            head = words.current(INTRO)
            assert head is not None
            done = words.save(INTRO, "Afterwards.", by="Bo", base_version=head.number)
            assert isinstance(done, WordsVersion)


# --- A full disk ---


@unix_only
def test_on_a_full_disk_what_was_saved_is_there_and_the_person_is_told(
    folder: Path, tmp_path: Path
) -> None:
    size = (folder / SQLITE_FILE).stat().st_size
    sizes = [size + extra for extra in (0, 1_000, 5_000, 30_000, 90_000)]
    trials = on_a_small_disk(write_on, folder, tmp_path, sizes)
    assert [t.ended for t in trials] == ["refused"] * len(sizes)
    for trial in trials:
        found = texts(trial.folder)
        assert found == [BEFORE, *(f"{n} " * 50 * n for n in range(1, len(found)))]
        assert "full" in trial.words
        assert KEPT in trial.words


def test_a_database_that_may_not_grow_says_that_the_disk_is_full(folder: Path) -> None:
    with open_words(folder) as words:

        @event.listens_for(words.database.engine, "begin")
        def limit(connection: object) -> None:
            connection.exec_driver_sql("pragma max_page_count = 1")  # type: ignore[attr-defined]

        with pytest.raises(WordsError, match="the disk is full") as error:
            words.save(INTRO, "x" * 20_000, by="Ada", base_version=1)
        assert "Make room, then save again. Leave what you did on the screen" in str(error.value)
        assert str(folder / SQLITE_FILE) in str(error.value)
    assert texts(folder) == [BEFORE]


# --- In use, broken, out of reach ---


@contextmanager
def another_writer(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / SQLITE_FILE, isolation_level=None)
    with closing(connection):
        connection.execute("begin exclusive")
        yield connection


def test_a_locked_database_is_waited_for_and_then_said_to_be_in_use(folder: Path) -> None:
    with open_words(folder, patience=0.2) as words, another_writer(folder) as other:
        message = told(words)
        assert "the database is in use by another program" in message
        assert "Try again in a moment. Leave what you did on the screen" in message
        other.execute("rollback")
        assert isinstance(words.save(INTRO, "New.", by="Ada", base_version=1), WordsVersion)
    assert texts(folder) == [BEFORE, "New."]


def test_a_locked_database_cannot_be_opened_and_says_so(folder: Path) -> None:
    with another_writer(folder), pytest.raises(WordsError, match="in use by another program"):
        open_words(folder, patience=0.1)


def test_a_broken_file_is_named_and_left_as_it_is(folder: Path) -> None:
    (folder / SQLITE_FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(WordsError, match="is no sound database") as error:
        open_words(folder)
    assert "Put a copy of it in its place" in str(error.value)
    assert (folder / SQLITE_FILE).read_bytes() == b"not a database" * 100


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match="cannot be opened") as error:
        open_words(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere" / SQLITE_FILE) in str(error.value)


# --- PostgreSQL ---


def test_a_text_that_somebody_holds_on_to_is_said_to_be_in_use(
    postgres: Server, tmp_path: Path
) -> None:
    url = postgres.new_database()
    with open_words(tmp_path, url, patience=0.2) as words, psycopg.connect(url) as other:
        words.save(INTRO, BEFORE, by="Ada", base_version=0)
        other.execute("lock table words_version in access exclusive mode")
        assert "in use by another program" in told(words)
        other.rollback()
        assert isinstance(words.save(INTRO, "New.", by="Ada", base_version=1), WordsVersion)


def test_a_server_that_cuts_the_connection_is_asked_again(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    with open_words(tmp_path, url) as words:
        words.save(INTRO, BEFORE, by="Ada", base_version=0)
        name = url.rpartition("/")[2]
        postgres.run(
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        )
        assert isinstance(words.save(INTRO, "New.", by="Ada", base_version=1), WordsVersion)


def test_an_account_that_may_only_read_is_told_so(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    name = url.rpartition("/")[2]
    with open_words(tmp_path, url) as words:
        words.save(INTRO, BEFORE, by="Ada", base_version=0)
    postgres.run(f"alter database {name} set default_transaction_read_only = on")
    with open_words(tmp_path, url) as words:
        assert "the database cannot be written" in told(words)
        assert words.current(INTRO) is not None


@pytest.mark.parametrize("wrong", ["password", "database", "port"])
def test_a_server_that_does_not_answer_is_named_without_its_password(
    postgres: Server, tmp_path: Path, wrong: str
) -> None:
    url = postgres.url("nothing" if wrong == "database" else "postgres")
    secret = "hush" if wrong == "password" else postgres.password
    url = url.replace(postgres.password, secret)
    url = url.replace(str(postgres.port), "9") if wrong == "port" else url
    with pytest.raises(WordsError, match="does not answer") as error:
        open_words(tmp_path, url, patience=0.5)
    assert "CJDATA_DATABASE_URL" in str(error.value)
    assert secret not in str(error.value)
