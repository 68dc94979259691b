"""The task runner starts programs, finds them, and leaves none behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from taskrunner import browser_programs, programs, said, server


def test_a_program_ends_with_its_block() -> None:
    with programs.child([sys.executable, "-c", "import time; time.sleep(60)"], {}) as process:
        assert process.poll() is None

    assert process.poll() is not None


@pytest.mark.skipif(programs.WINDOWS, reason="Windows has no groups of processes to signal")
def test_a_program_takes_its_own_children_with_it(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "sleeper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(f'{{sleeper.pid}}\\n')\n"
        "time.sleep(60)\n"
    )
    with programs.child([sys.executable, "-c", script], {}):
        wait_for(lambda: note.exists() and note.read_text().endswith("\n"))

    wait_for(lambda: not is_alive(int(note.read_text())))


def test_a_quiet_program_gives_its_output_and_exit_code() -> None:
    code, output = programs.captured([sys.executable, "-c", "print('so'); raise SystemExit(3)"])

    assert (code, output.strip()) == (3, "so")


def test_a_signal_to_end_does_not_break_tidying_up() -> None:
    before = signal.getsignal(signal.SIGINT)
    with programs.deaf_to_signals():
        signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(programs.WINDOWS, reason="the stand-in for a browser is a shell script")
def test_the_browser_that_is_asked_for_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\nexit 0\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert browser_programs.find_browser() == browser


@pytest.mark.skipif(programs.WINDOWS, reason="the stand-in for a browser is a shell script")
def test_a_stub_that_does_not_start_is_no_browser(tmp_path: Path) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\necho 'install the snap'\nexit 1\n")
    stub.chmod(0o755)

    assert not browser_programs.browser_starts(stub)


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


@pytest.mark.parametrize(("text", "port"), [("", 8501), (" ", 8501), ("8502", 8502), (" 80 ", 80)])
def test_a_port_is_read(text: str, port: int) -> None:
    assert server.chosen_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "85o1", "8501.0", "²"])
def test_a_wrong_port_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(said.TaskFailed, match=f"PORT is “{text}”"):
        server.chosen_port(text)


def test_a_busy_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(said.TaskFailed) as failure:
            server.check_port(port, "demo")

    assert f"Port {port} is in use" in str(failure.value)
    assert f"PORT={port + 1}" in str(failure.value)
    assert "demo" in str(failure.value)


def test_a_free_port_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    server.check_port(port, "run")


def test_a_long_output_is_cut_to_its_end() -> None:
    output = "\n".join(str(number) for number in range(100))

    assert said.tail(output, 2) == "    98\n    99"


def test_what_runs_beside_prints_when_it_is_asked_to_end(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with programs.running(
        ["-c", "import os; print(os.environ['HERE']); exit(3)"], {"HERE": "x1"}
    ) as end:
        assert "x1" not in capfd.readouterr().out
        assert end() == 3
    assert "x1" in capfd.readouterr().out
