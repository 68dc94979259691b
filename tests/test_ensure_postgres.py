"""The task runner gets PostgreSQL for the tests, or says plainly how a person can."""

from __future__ import annotations

from pathlib import Path

import pytest
from postgres import running_postgres

from taskrunner import postgres_programs, said
from taskrunner.programs import WINDOWS


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with stand-ins for the programs of PostgreSQL."""
    ending = ".exe" if WINDOWS else ""
    for name in ("initdb", "postgres"):
        (tmp_path / f"{name}{ending}").write_text("")
    return tmp_path


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_programs, "postgres_places", list)


def test_the_postgresql_that_is_asked_for_comes_first(
    monkeypatch: pytest.MonkeyPatch, programs: Path
) -> None:
    monkeypatch.setenv("POSTGRES_BIN", str(programs))
    assert postgres_programs.find_postgres() == programs
    assert postgres_programs.ensure_postgres() == programs


def test_a_folder_without_the_server_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, programs: Path
) -> None:
    next(programs.glob("postgres*")).unlink()
    monkeypatch.setenv("POSTGRES_BIN", str(programs))
    assert postgres_programs.find_postgres() != programs


@pytest.mark.usefixtures("nothing_installed")
def test_where_it_cannot_be_had_the_task_fails_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres_programs, "postgres_installers", lambda: [["first"], ["second"]])
    ran: list[list[str]] = []

    def fails(command: list[str], _: object = None) -> tuple[int, str]:
        ran.append(command)
        return 1, "no network"

    monkeypatch.setattr(postgres_programs, "captured", fails)
    with pytest.raises(said.TaskFailed) as failed:
        postgres_programs.ensure_postgres()
    assert ran == [["first"]]
    assert "no network" in str(failed.value)
    assert "apt-get install postgresql" in str(failed.value)
    assert "POSTGRES_BIN" in str(failed.value)


@pytest.mark.usefixtures("nothing_installed")
def test_what_was_installed_is_used(monkeypatch: pytest.MonkeyPatch, programs: Path) -> None:
    def installs(_: list[str], __: object = None) -> tuple[int, str]:
        monkeypatch.setattr(postgres_programs, "postgres_places", lambda: [programs])
        return 0, ""

    monkeypatch.setattr(postgres_programs, "postgres_installers", lambda: [["install"]])
    monkeypatch.setattr(postgres_programs, "captured", installs)
    assert postgres_programs.ensure_postgres() == programs


@pytest.mark.usefixtures("nothing_installed")
def test_tests_without_it_fail_and_are_never_passed_over() -> None:
    with pytest.raises(RuntimeError, match="set POSTGRES_BIN"), running_postgres():
        pass
