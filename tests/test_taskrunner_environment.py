"""The task runner installs only when something changed, and says what to do when that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from taskrunner import environment, programs, said


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with requirements, and an empty folder in place of its environment."""
    (tmp_path / "requirements.txt").write_text("streamlit==1.67.0\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def needs_install(project: Path, *, dev: bool) -> bool:
    return not environment.is_current(project / ".venv", project, dev)


def test_a_new_environment_needs_its_packages(project: Path) -> None:
    assert needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_the_packages_are_installed_once(project: Path) -> None:
    environment.note_installed(project / ".venv", project, dev=False)

    assert not needs_install(project, dev=False)


def test_running_does_not_bring_the_tools_of_developers(project: Path) -> None:
    environment.note_installed(project / ".venv", project, dev=False)

    assert needs_install(project, dev=True)


def test_an_environment_for_tests_can_also_run(project: Path) -> None:
    environment.note_installed(project / ".venv", project, dev=True)

    assert not needs_install(project, dev=False)
    assert not needs_install(project, dev=True)


def test_a_changed_requirement_is_installed(project: Path) -> None:
    environment.note_installed(project / ".venv", project, dev=True)
    (project / "requirements.txt").write_text("streamlit==1.67.1\n")

    assert needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_a_changed_tool_leaves_what_runs_alone(project: Path) -> None:
    environment.note_installed(project / ".venv", project, dev=True)
    (project / "requirements-dev.txt").write_text("pytest==9.2.1\n")

    assert not needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_another_python_needs_its_own_packages(project: Path) -> None:
    older = environment.fingerprint(project, dev=False, version=(3, 11))
    newer = environment.fingerprint(project, dev=False, version=(3, 13))

    assert older != newer


def test_line_endings_of_windows_change_nothing(project: Path) -> None:
    before = environment.fingerprint(project, dev=False)
    (project / "requirements.txt").write_bytes(b"streamlit==1.67.0\r\n")

    assert environment.fingerprint(project, dev=False) == before


@pytest.mark.parametrize("noted", ["", "{", "3", '{"run": "x"}'])
def test_a_broken_note_means_installing_again(project: Path, noted: str) -> None:
    environment.stamp(project / ".venv").write_text(noted)

    assert needs_install(project, dev=False)


def test_missing_requirements_are_said_by_name(project: Path) -> None:
    (project / "requirements.txt").unlink()

    with pytest.raises(said.TaskFailed, match=r"requirements\.txt"):
        needs_install(project, dev=False)


def test_an_environment_without_python_is_not_whole(project: Path) -> None:
    assert not environment.is_whole(project / ".venv")


@pytest.mark.skipif(programs.WINDOWS, reason="making links needs a right that people lack there")
def test_an_interrupted_environment_is_not_whole(project: Path) -> None:
    python = programs.python_of(project / ".venv")
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    assert environment.is_whole(project / ".venv")

    environment.unfinished(project / ".venv").touch()
    assert not environment.is_whole(project / ".venv")


def test_the_environment_that_runs_the_command_is_never_removed() -> None:
    with pytest.raises(said.TaskFailed, match="deactivate"):
        environment.make_environment(Path(sys.prefix))


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("OSError: [Errno 28] No space left on device", "disk"),
        ("ProxyError('Cannot connect to proxy.')", "HTTPS_PROXY"),
        ("Temporary failure in name resolution", "network"),
        ("SSL: CERTIFICATE_VERIFY_FAILED", "network"),
        ("ERROR: No matching distribution found for streamlit==1.67.0", "mirror"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "do not use it"),
        ("The virtual environment was not created because ensurepip is not", "python3-venv"),
        ("something never seen before", "try again"),
    ],
)
def test_a_failed_installation_says_what_to_do(output: str, word: str) -> None:
    assert word in environment.advice(output)


def test_an_old_python_is_told_which_one_is_needed() -> None:
    message = environment.too_old((3, 8, 10))

    assert "This is Python 3.8.10" in message
    assert "3.11 or newer" in message


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_newer_python_is_good_enough(version: tuple[int, int, int]) -> None:
    assert environment.too_old(version) == ""
