"""The task runner: what it is asked, what it runs, and what it says of it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

import tasks
from taskrunner import checks


@pytest.mark.parametrize("arguments", [[], ["serve"], ["run", "now"], ["demo", "-k", "x"]])
def test_wrong_usage_shows_the_usage_and_exits_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert tasks.main(arguments) == 2
    assert "usage: python tasks.py" in capsys.readouterr().err


def test_asking_for_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["--help"]) == 0

    usage = capsys.readouterr().out
    assert [name for name in tasks.TASKS if name not in usage] == []


RUNNER = [Path(tasks.__file__), *Path(checks.__file__).parent.glob("*.py")]


@pytest.mark.parametrize("path", RUNNER, ids=lambda path: path.name)
def test_an_old_python_can_read_the_files_far_enough_to_say_so(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_task_runner_needs_nothing_that_is_not_there_before_it_installs() -> None:
    known = {*sys.stdlib_module_names, "taskrunner"}
    imported = {
        name.partition(".")[0]
        for path in RUNNER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= known, imported - known


def test_a_failed_task_exits_1_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setattr(tasks, "listen_to_signals", lambda: None)

    assert tasks.main(["run"]) == 1
    assert "PORT is “none”" in capsys.readouterr().err


def test_every_failed_check_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.verdict(["mypy", "pytest"]) == 1
    assert "mypy, pytest" in capsys.readouterr().out
    assert checks.verdict([]) == 0


def test_the_parts_of_the_tests_run_beside_each_other_and_a_failure_hides_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[list[str]] = []

    def call(arguments: list[str], _: dict[str, str]) -> int:
        ran.append(arguments)
        return 1

    @contextmanager
    def running(arguments: list[str], _: dict[str, str]) -> Iterator[Callable[[], int]]:
        ran.append(arguments)
        yield lambda: 1

    monkeypatch.setattr(checks, "call", call)
    monkeypatch.setattr(checks, "running", running)
    assert checks.failing_tests(checks.parts("not long"), ["-k", "x"]) == [
        "tests without a browser",
        "tests in the browser",
    ]
    marks = ["browser and not long", "not browser and not long"]  # the slower one begins
    assert [mark in run for mark, run in zip(marks, ran, strict=True)] == [True, True]
    assert all(run[-2:] == ["-k", "x"] for run in ran)


def test_the_pythons_of_a_test_run_translate_modules_once_whatever_the_environment_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asked: list[int] = []
    script = ["-c", "import sys; sys.exit(3 if sys.dont_write_bytecode else 4)"]
    started = checks.call

    def call(_: list[str], settings: dict[str, str]) -> int:
        asked.append(started(script, settings))
        return 0

    monkeypatch.setattr(checks, "call", call)
    assert checks.failing_tests({"first tests": []}, []) == []
    assert asked == [4]


def test_every_test_is_run_by_test_or_by_long() -> None:
    chosen = [run[-1] for which in ("not long", "long") for run in checks.parts(which).values()]
    kinds = [
        {"browser": browser, "long": long} for browser in (True, False) for long in (True, False)
    ]
    for kind in kinds:
        assert [eval(mark, kind) for mark in chosen].count(True) == 1


def test_the_first_tests_are_there_and_start_neither_page_server_nor_database() -> None:
    sources = {path.name: path.read_text("utf-8") for path in checks.first_tests()}
    assert len(sources) == len(checks.FIRST)
    for itself in ("test_tasks.py", "test_taskrunner_programs.py"):
        del sources[itself]
    slow = ("AppTest", "read_pages", "killing", "subprocess", "postgres", "playwright", "mark.long")
    assert {name: word for name, text in sources.items() for word in slow if word in text} == {}


def test_check_runs_the_first_tests_and_says_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(tasks, "prepare", lambda *_, **__: None)
    monkeypatch.setattr(tasks, "failing_checks", lambda: ["mypy"])
    monkeypatch.setattr(checks, "call", lambda arguments, _: ran.append(arguments) or 1)
    assert tasks.check(["-k", "x"]) == 1
    [run] = ran
    assert {"tests/test_tasks.py", "tests/test_text.py"} <= set(run)
    assert run[-2:] == ["-k", "x"]
    assert "Failed: mypy, first tests." in capsys.readouterr().out


@pytest.mark.parametrize(("codes", "failed"), [((0, 5), 0), ((5, 0), 0), ((5, 5), 1), ((5, 1), 1)])
def test_a_name_that_fits_no_test_is_a_mistake_and_one_that_fits_some_is_none(
    monkeypatch: pytest.MonkeyPatch, codes: tuple[int, int], failed: int
) -> None:
    monkeypatch.setattr(checks, "call", lambda *_: codes[0])
    monkeypatch.setattr(checks, "running", lambda *_: nullcontext(lambda: codes[1]))
    assert len(checks.failing_tests(checks.parts("long"), [])) == failed
