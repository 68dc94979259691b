"""The task runner: what it decides and what it says, without installing or serving anything."""

from __future__ import annotations

import ast
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

import tasks


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with requirements, and an empty folder in place of its environment."""
    (tmp_path / "requirements.txt").write_text("streamlit==1.67.0\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def needs_install(project: Path, *, dev: bool) -> bool:
    return not tasks.is_current(project / ".venv", project, dev)


# --- Installing only when something changed ---


def test_a_new_environment_needs_its_packages(project: Path) -> None:
    assert needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_the_packages_are_installed_once(project: Path) -> None:
    tasks.note_installed(project / ".venv", project, dev=False)

    assert not needs_install(project, dev=False)


def test_running_does_not_bring_the_tools_of_developers(project: Path) -> None:
    tasks.note_installed(project / ".venv", project, dev=False)

    assert needs_install(project, dev=True)


def test_an_environment_for_tests_can_also_run(project: Path) -> None:
    tasks.note_installed(project / ".venv", project, dev=True)

    assert not needs_install(project, dev=False)
    assert not needs_install(project, dev=True)


def test_a_changed_requirement_is_installed(project: Path) -> None:
    tasks.note_installed(project / ".venv", project, dev=True)
    (project / "requirements.txt").write_text("streamlit==1.67.1\n")

    assert needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_a_changed_tool_leaves_what_runs_alone(project: Path) -> None:
    tasks.note_installed(project / ".venv", project, dev=True)
    (project / "requirements-dev.txt").write_text("pytest==9.2.1\n")

    assert not needs_install(project, dev=False)
    assert needs_install(project, dev=True)


def test_another_python_needs_its_own_packages(project: Path) -> None:
    older = tasks.fingerprint(project, dev=False, version=(3, 11))
    newer = tasks.fingerprint(project, dev=False, version=(3, 13))

    assert older != newer


def test_line_endings_of_windows_change_nothing(project: Path) -> None:
    before = tasks.fingerprint(project, dev=False)
    (project / "requirements.txt").write_bytes(b"streamlit==1.67.0\r\n")

    assert tasks.fingerprint(project, dev=False) == before


@pytest.mark.parametrize("noted", ["", "{", "3", '{"run": "x"}'])
def test_a_broken_note_means_installing_again(project: Path, noted: str) -> None:
    tasks.stamp(project / ".venv").write_text(noted)

    assert needs_install(project, dev=False)


def test_missing_requirements_are_said_by_name(project: Path) -> None:
    (project / "requirements.txt").unlink()

    with pytest.raises(tasks.TaskFailed, match=r"requirements\.txt"):
        needs_install(project, dev=False)


def test_an_environment_without_python_is_not_whole(project: Path) -> None:
    assert not tasks.is_whole(project / ".venv")


@pytest.mark.skipif(tasks.WINDOWS, reason="making links needs a right that people lack there")
def test_an_interrupted_environment_is_not_whole(project: Path) -> None:
    python = tasks.python_of(project / ".venv")
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    assert tasks.is_whole(project / ".venv")

    tasks.unfinished(project / ".venv").touch()
    assert not tasks.is_whole(project / ".venv")


def test_the_environment_that_runs_the_command_is_never_removed() -> None:
    with pytest.raises(tasks.TaskFailed, match="deactivate"):
        tasks.make_environment(Path(sys.prefix))


# --- What to do when installing fails ---


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
    assert word in tasks.advice(output)


def test_a_long_output_is_cut_to_its_end() -> None:
    output = "\n".join(str(number) for number in range(100))

    assert tasks.tail(output, 2) == "    98\n    99"


# --- The port ---


@pytest.mark.parametrize(("text", "port"), [("", 8501), (" ", 8501), ("8502", 8502), (" 80 ", 80)])
def test_a_port_is_read(text: str, port: int) -> None:
    assert tasks.chosen_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "85o1", "8501.0", "²"])
def test_a_wrong_port_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(tasks.TaskFailed, match=f"PORT is “{text}”"):
        tasks.chosen_port(text)


def test_a_busy_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(tasks.TaskFailed) as failure:
            tasks.check_port(port, "demo")

    assert f"Port {port} is in use" in str(failure.value)
    assert f"PORT={port + 1}" in str(failure.value)
    assert "demo" in str(failure.value)


def test_a_free_port_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    tasks.check_port(port, "run")


# --- The command line ---


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


def test_an_old_python_is_told_which_one_is_needed() -> None:
    message = tasks.too_old((3, 8, 10))

    assert "This is Python 3.8.10" in message
    assert "3.11 or newer" in message


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_newer_python_is_good_enough(version: tuple[int, int, int]) -> None:
    assert tasks.too_old(version) == ""


def test_an_old_python_can_read_the_file_far_enough_to_say_so() -> None:
    source = Path(tasks.__file__).read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 6))


def test_a_failed_task_exits_1_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setattr(tasks, "listen_to_signals", lambda: None)

    assert tasks.main(["run"]) == 1
    assert "PORT is “none”" in capsys.readouterr().err


def test_every_failed_check_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.verdict(["mypy", "pytest"]) == 1
    assert "mypy, pytest" in capsys.readouterr().out
    assert tasks.verdict([]) == 0


# --- Programs and browsers ---


def test_a_program_ends_with_its_block() -> None:
    with tasks.child([sys.executable, "-c", "import time; time.sleep(60)"], {}) as process:
        assert process.poll() is None

    assert process.poll() is not None


@pytest.mark.skipif(tasks.WINDOWS, reason="Windows has no groups of processes to signal")
def test_a_program_takes_its_own_children_with_it(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "sleeper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(f'{{sleeper.pid}}\\n')\n"
        "time.sleep(60)\n"
    )
    with tasks.child([sys.executable, "-c", script], {}):
        wait_for(lambda: note.exists() and note.read_text().endswith("\n"))

    wait_for(lambda: not is_alive(int(note.read_text())))


def test_a_quiet_program_gives_its_output_and_exit_code() -> None:
    code, output = tasks.captured([sys.executable, "-c", "print('so'); raise SystemExit(3)"])

    assert (code, output.strip()) == (3, "so")


def test_a_signal_to_end_does_not_break_tidying_up() -> None:
    before = signal.getsignal(signal.SIGINT)
    with tasks.deaf_to_signals():
        signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(tasks.WINDOWS, reason="the stand-in for a browser is a shell script")
def test_the_browser_that_is_asked_for_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\nexit 0\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert tasks.find_browser() == browser


@pytest.mark.skipif(tasks.WINDOWS, reason="the stand-in for a browser is a shell script")
def test_a_stub_that_does_not_start_is_no_browser(tmp_path: Path) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\necho 'install the snap'\nexit 1\n")
    stub.chmod(0o755)

    assert not tasks.browser_starts(stub)


def is_alive(pid: int) -> bool:
    """Say whether a process runs. One that has ended but is not yet reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return "State:\tZ" not in status.read_text() if status.exists() else True


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


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

    monkeypatch.setattr(tasks, "call", call)
    monkeypatch.setattr(tasks, "running", running)
    assert tasks.failing_tests(tasks.parts("not long"), ["-k", "x"]) == [
        "tests without a browser",
        "tests in the browser",
    ]
    marks = ["browser and not long", "not browser and not long"]  # the slower one begins
    assert [mark in run for mark, run in zip(marks, ran, strict=True)] == [True, True]
    assert all(run[-2:] == ["-k", "x"] for run in ran)


def test_every_test_is_run_by_test_or_by_long() -> None:
    chosen = [run[-1] for which in ("not long", "long") for run in tasks.parts(which).values()]
    kinds = [
        {"browser": browser, "long": long} for browser in (True, False) for long in (True, False)
    ]
    for kind in kinds:
        assert [eval(mark, kind) for mark in chosen].count(True) == 1


def test_the_first_tests_are_there_and_start_neither_page_server_nor_database() -> None:
    sources = {path.name: path.read_text("utf-8") for path in tasks.first_tests()}
    assert len(sources) == len(tasks.FIRST)
    del sources["test_tasks.py"]
    slow = ("AppTest", "read_pages", "killing", "subprocess", "postgres", "playwright", "mark.long")
    assert {name: word for name, text in sources.items() for word in slow if word in text} == {}


def test_check_runs_the_first_tests_and_says_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(tasks, "prepare", lambda *_, **__: None)
    monkeypatch.setattr(tasks, "failing_checks", lambda: ["mypy"])
    monkeypatch.setattr(tasks, "call", lambda arguments, _: ran.append(arguments) or 1)
    assert tasks.check(["-k", "x"]) == 1
    [run] = ran
    assert {"tests/test_tasks.py", "tests/test_text.py"} <= set(run)
    assert run[-2:] == ["-k", "x"]
    assert "Failed: mypy, first tests." in capsys.readouterr().out


@pytest.mark.parametrize(("codes", "failed"), [((0, 5), 0), ((5, 0), 0), ((5, 5), 1), ((5, 1), 1)])
def test_a_name_that_fits_no_test_is_a_mistake_and_one_that_fits_some_is_none(
    monkeypatch: pytest.MonkeyPatch, codes: tuple[int, int], failed: int
) -> None:
    monkeypatch.setattr(tasks, "call", lambda *_: codes[0])
    monkeypatch.setattr(tasks, "running", lambda *_: nullcontext(lambda: codes[1]))
    assert len(tasks.failing_tests(tasks.parts("long"), [])) == failed


def test_what_runs_beside_prints_when_it_is_asked_to_end(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with tasks.running(
        ["-c", "import os; print(os.environ['HERE']); exit(3)"], {"HERE": "x1"}
    ) as end:
        assert "x1" not in capfd.readouterr().out
        assert end() == 3
    assert "x1" in capfd.readouterr().out
