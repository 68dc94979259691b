"""Other programs: started, waited for, listened to, and always ended."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from taskrunner.said import say

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
WINDOWS = os.name == "nt"


def python_of(venv: Path) -> Path:
    """Give the Python of an environment."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


@contextmanager
def child(
    command: "list[str]",
    settings: "dict[str, str]",
    output: "IO[bytes] | None" = None,
    patience: float = 5,
) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a program for as long as the block lasts; whatever ends the block ends the program.

    It has a group of its own, so that Ctrl-C reaches it once, through this one, and so that its
    own children go with it. Asked to end, it has ``patience`` seconds until it is forced.
    """
    apart = (
        {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        if WINDOWS
        else {"start_new_session": True}
    )
    process = subprocess.Popen(
        command,
        cwd=str(PROJECT),
        env={**os.environ, "PYTHONUTF8": "1", **settings},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        **apart,
    )
    try:
        yield process
    finally:
        with deaf_to_signals():
            stop(process, patience)


def stop(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """End a program: ask first, force it when it does not hear."""
    if process.poll() is None:
        if WINDOWS:
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
    if WINDOWS:
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # and whatever it left behind
    process.wait()


def call(arguments: "list[str]", settings: "dict[str, str] | None" = None) -> int:
    """Run the environment's Python, which prints for itself, and give the exit code."""
    command = [str(python_of(VENV)), *arguments]
    # Tests and benchmarks have servers and browsers of their own to stop.
    with child(command, settings or {}, patience=20) as process:
        return wait(process)


@contextmanager
def running(arguments: "list[str]", settings: "dict[str, str]") -> "Iterator[Callable[[], int]]":
    """Run the environment's Python beside what the block does.

    What is given waits for it to end, prints what it said, and gives the exit code.
    """
    with tempfile.TemporaryFile() as output:
        command = [str(python_of(VENV)), *arguments]
        with child(command, settings, output, patience=20) as process:

            def end() -> int:
                code = wait(process)
                output.seek(0)
                say(output.read().decode("utf-8", "replace"))
                return code

            yield end


def captured(command: "list[str]", settings: "dict[str, str] | None" = None) -> "tuple[int, str]":
    """Run a program whose output matters only when it fails; give its exit code and output."""
    with tempfile.TemporaryFile() as output:
        with child(command, settings or {}, output) as process:
            code = wait(process)
        output.seek(0)
        return code, output.read().decode("utf-8", "replace")


def wait(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a program and give its exit code."""
    while True:
        # In short turns, as Windows hears no Ctrl-C during a long wait.
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=0.5)


def end_signals() -> "list[int]":
    """Give the signals that ask this program to end, on this system."""
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")]
    return [number for number in numbers if number is not None]


def interrupt(*_: object) -> None:
    """Take any request to end as Ctrl-C."""
    raise KeyboardInterrupt


def listen_to_signals() -> None:
    """End in order on every request to end, so that no server is left behind."""
    for number in end_signals():
        # Under nohup, a closed terminal is to be outlived.
        if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)


@contextmanager
def deaf_to_signals() -> "Iterator[None]":
    """Let a block come to its end, however often somebody presses Ctrl-C."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in end_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
