"""The commands work as they are printed, whichever Python a terminal finds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjdata import own_environment

PROJECT = own_environment.PROJECT
WITHOUT_PACKAGES = ("-S", "-E", "-m", "cjdata")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *WITHOUT_PACKAGES, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The program in a folder of its own, where nothing was installed."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "cjdata", tmp_path / "cjdata", ignore=ignored)
    return tmp_path


def test_a_python_without_the_packages_goes_on_in_the_projects_own() -> None:
    answer = run(PROJECT, "query", "--help")
    assert answer.returncode == 0, answer.stderr
    assert "Usage: python -m cjdata query" in answer.stdout


def test_where_nothing_is_installed_it_says_what_to_run(elsewhere: Path) -> None:
    answer = run(elsewhere, "status")
    assert answer.returncode == 1
    assert "python tasks.py run" in answer.stderr


def test_the_arguments_are_handed_on_as_they_are(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = elsewhere / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    program.parent.mkdir(parents=True)
    program.touch()
    ran: list[list[str]] = []
    monkeypatch.setattr(own_environment.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(own_environment.os, "execv", lambda _, command: ran.append(command))
    monkeypatch.setattr(
        own_environment.sys, "argv", ["cjdata", "image", "a b?area=Fife", "-o", "x"]
    )
    own_environment.go_on(elsewhere)
    assert ran == [[str(program), "-m", "cjdata", "image", "a b?area=Fife", "-o", "x"]]
