"""Where words are kept: found by a setting, made and brought up to date without being asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from postgres import Server
from project_files import PROJECT
from sqlalchemy import create_engine, make_url, text

from cjdata import settings
from cjdata.narrative import ReportSlot, WordsError, begun, open_words, words_of
from cjdata.narrative.table_definitions import HEAD, VERSION_TABLE, metadata
from cjdata.narrative.words_database import _MIGRATIONS, SQLITE_FILE
from cjdata.narrative.words_database import words_url as address_of

INTRO = ReportSlot("S12000005", "2023-24", "introduction")
STARTER = """
import sys
from pathlib import Path
from cjdata.narrative import ReportSlot, open_words
sys.stdin.readline()
with open_words(Path(sys.argv[1]), sys.argv[2], patience=20) as words:
    slot = ReportSlot("S12000005", "2023-24", sys.argv[3])
    words.save(slot, "Here.", by="Ada", base_version=0)
"""


def engine_of(url: str):
    return create_engine(make_url(url.replace("postgresql://", "postgresql+psycopg://")))


# --- Which database ---


def test_words_are_kept_in_the_data_folder_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CJDATA_DATABASE_URL", raising=False)
    assert settings.database_url() is None
    assert address_of(tmp_path, None).database == str(tmp_path / SQLITE_FILE)


def test_one_setting_keeps_them_in_postgresql(
    monkeypatch: pytest.MonkeyPatch, postgres: Server, tmp_path: Path
) -> None:
    monkeypatch.setenv("CJDATA_DATABASE_URL", f" {postgres.new_database()} ")
    with open_words(tmp_path, settings.database_url()) as words:
        words.save(INTRO, "Here.", by="Ada", base_version=0)
        assert "127.0.0.1" in words.where
        assert postgres.password not in words.where
    assert [path.name for path in tmp_path.iterdir()] == [begun.FILE]


@pytest.mark.parametrize(
    "given",
    [
        "hush",
        "mysql://u:hush@host/words",
        "postgresql://u:hush@host",
        "postgres://u:hush@host/",
        "sqlite://",
    ],
)
def test_a_wrong_address_is_refused_and_not_repeated(tmp_path: Path, given: str) -> None:
    with pytest.raises(WordsError, match=r"^setting CJDATA_DATABASE_URL: .* Set it to") as error:
        open_words(tmp_path, given)
    assert "hush" not in str(error.value)


def test_asking_for_words_makes_no_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CJDATA_DATABASE_URL", raising=False)
    assert words_of("S12000005", "2023-24", home=tmp_path) == {}
    assert not list(tmp_path.iterdir())


# --- Up to date ---


def test_the_migrations_end_where_the_program_begins(words_url: str, tmp_path: Path) -> None:
    open_words(tmp_path, words_url).close()
    engine = engine_of(words_url)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()
    assert ScriptDirectory(str(_MIGRATIONS)).get_current_head() == HEAD


def test_a_database_that_is_up_to_date_keeps_its_words(words_url: str, tmp_path: Path) -> None:
    with open_words(tmp_path, words_url) as words:
        words.save(INTRO, "Here.", by="Ada", base_version=0)
    with open_words(tmp_path, words_url) as words:
        kept = words.current(INTRO)
    assert kept is not None
    assert kept.body == "Here."


def test_processes_that_start_at_once_all_succeed(words_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", STARTER, str(tmp_path), words_url]
    started = [
        subprocess.Popen(
            [*command, f"section-{n}"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], ended
    with open_words(tmp_path, words_url) as words:
        assert len(words.everything(drafts=True)) == 3


def test_a_migration_that_stops_halfway_leaves_nothing_behind(
    words_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(MigrationContext, "_ensure_version_table", stop)
        with pytest.raises(KeyboardInterrupt):
            open_words(tmp_path, words_url)
    open_words(tmp_path, words_url).close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(
    words_url: str, tmp_path: Path
) -> None:
    open_words(tmp_path, words_url).close()
    engine = engine_of(words_url)
    with engine.begin() as connection:
        connection.execute(text(f"update {VERSION_TABLE} set version_num = '9999'"))
    with pytest.raises(
        WordsError, match=r"newer version of this program.*9999.*Update the program"
    ):
        open_words(tmp_path, words_url)
    with engine.connect() as connection:
        held = connection.scalar(text(f"select version_num from {VERSION_TABLE}"))
    engine.dispose()
    assert held == "9999"


# --- The server of these tests ---


def test_the_tests_server_listens_on_this_machine_alone(postgres: Server) -> None:
    assert postgres.run("show listen_addresses") == [("127.0.0.1",)]
    assert postgres.run("show unix_socket_directories") == [("",)]
