"""Runs a job that is killed, or that meets a full disk, at one moment after the other.

A job is a function of a test module that takes a folder and changes it. It works on a copy of a
template, in its own process, forked from one that has imported everything; the tests then look at
what each trial left. Nothing of the job is replaced: the interpreter's profiling hook says when
it is about to touch the disk, and when it has.

A process that is killed does nothing more, and what it has not handed to the system yet is lost
with it. What lies on the disk while it stands still is therefore what a kill at that moment
leaves: to try every moment, the job runs once, stands still at each, and its folder is copied.
"""

from __future__ import annotations

import errno
import importlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

import pytest

from cjdata.errors import CjdataError

try:
    import resource
except ImportError:  # Windows, where there is no fork either
    resource = None  # type: ignore[assignment]

TESTS = Path(__file__).resolve().parent
WRITES = {"write", "flush", "fsync", "mkdir", "replace", "rename", "write_table", "truncate"}
TOUCHES = WRITES | {"open", "close", "unlink", "rmdir", "chmod", "flock", "rmtree", "mkdtemp"}
CALLERS = {"cjdata", "filelock", "pathlib", "pyarrow", "shutil", "tempfile"}
"""Whose functions of these names count: others have a ``replace`` that touches no disk."""

unix_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

Job = Callable[[Path], None]


class Trial(NamedTuple):
    """What came of one run.

    ``ended`` is killed, finished, refused (a ``CjdataError``) or broke (any other error, its
    traceback in ``words``). ``point`` says where it was killed or the disk was full.
    """

    folder: Path
    point: str
    ended: str
    words: str


def killed_at_every_point(job: Job, template: Path, work: Path, every: int = 1) -> list[Trial]:
    """Give what a kill leaves before and after each touch of the disk, and at last the job's end.

    ``every`` tries one point in so many, for jobs with hundreds of them.
    """
    return _drive("points", job, template, work, [every])


def killed_by_the_clock(job: Job, template: Path, work: Path, times: int) -> list[Trial]:
    """Kill the job at moments spread over its run, in the middle of writes too."""
    return _drive("clock", job, template, work, [times])


def refused_at_every_write(job: Job, template: Path, work: Path, every: int = 1) -> list[Trial]:
    """Fail one write after the other as a full disk does; the last trial is let through."""
    return _drive("writes", job, template, work, [every])


def on_a_small_disk(job: Job, template: Path, work: Path, sizes: Iterable[int]) -> list[Trial]:
    """Let the system refuse every byte of a file beyond each of the sizes."""
    return _drive("sizes", job, template, work, list(sizes))


def _drive(how: str, job: Job, template: Path, work: Path, numbers: list[int]) -> list[Trial]:
    name = f"{job.__module__}:{job.__qualname__}"
    # Before what is there: it brings the guard of the network into every program.
    paths = [str(TESTS.parent), str(TESTS), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, __file__, how, name, str(template), str(work), json.dumps(numbers)],
        cwd=TESTS.parent,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    trials = [Trial(Path(t[0]), *t[1:]) for t in map(json.loads, done.stdout.splitlines())]
    assert not [t for t in trials if t.ended == "broke"], [t.words for t in trials]
    return trials


# From here on in the process that forks the trials


class _Watch:
    """Counts the touches of the disk, and acts at the n-th, or at one in every so many."""

    def __init__(
        self, n: int, counts: Callable[..., str], act: Callable[[str], None], every: int = 0
    ) -> None:
        self.left, self.counts, self.act, self.every = n, counts, act, every

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        # Asked of every call there is: what has another name is let go of at once.
        named = arg.__name__ if event[1] == "_" else frame.f_code.co_name
        if named not in TOUCHES:
            return
        name = self.counts(frame, event, arg)
        if not name:
            return
        self.left -= 1
        if self.left == 0:
            self.left = self.every
            self.act(f"{event} {name}")


def _touch(frame: FrameType, event: str, arg: Any) -> str:
    """Name the function, before and after it runs, if it touches the disk."""
    if event.startswith("c_"):
        ours = isinstance(getattr(arg, "__self__", None), ModuleType | io.IOBase)
        name = getattr(arg, "__name__", "")
    else:
        ours = str(frame.f_globals.get("__name__")).partition(".")[0] in CALLERS
        name = frame.f_code.co_name
    return name if ours and name in TOUCHES else ""


def _write(frame: FrameType, event: str, arg: Any) -> str:
    """Name the function, before it runs, if a full disk would refuse it."""
    if event not in ("call", "c_call"):
        return ""
    name = _touch(frame, event, arg)
    if name == "open" and event == "call":
        return name if set("wax+") & set(str(frame.f_locals.get("mode", ""))) else ""
    return name if name in WRITES else ""


def _run(job: Job, folder: Path, watch: _Watch | None) -> tuple[str, str]:
    """Run the job and say how it ended."""
    sys.setprofile(watch)
    try:
        job(folder)
    except CjdataError as error:
        return "refused", str(error)
    except BaseException:  # noqa: BLE001 - a trial must tell, whatever it was
        return "broke", traceback.format_exc()
    finally:
        sys.setprofile(None)
    return "finished", ""


def _forked(body: Callable[[Callable[[object], None]], tuple[str, str]], wait: float = -1) -> Any:
    """Run ``body`` in a forked process; after ``wait`` seconds kill it, if that is not negative."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def tell(message: object) -> None:
            os.write(writing, json.dumps(message).encode() + b"\n")

        tell(body(tell))
        os._exit(0)
    os.close(writing)
    if wait >= 0:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as told:
        lines = [json.loads(line) for line in told]
    _, status = os.waitpid(child, 0)
    point = next((line for line in lines if isinstance(line, str)), "")
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return point, "killed", ""
    return point, *lines[-1]


def _refused(job: Job, folder: Path, n: int) -> Any:
    """Run the job on a disk that is full at the n-th write, and has room again afterwards."""

    def body(tell: Callable[[object], None]) -> tuple[str, str]:
        def refuse(point: str) -> None:
            sys.setprofile(None)
            tell(point)
            raise OSError(errno.ENOSPC, "No space left on device")

        return _run(job, folder, _Watch(n, _write, refuse))

    return _forked(body)


def _stopped(job: Job, folder: Path, every: int, copies: Iterator[Path]) -> Iterator[Trial]:
    """Run the job once; where it stands still, copy what lies in its folder."""
    told, tell = os.pipe()
    gone_on, go_on = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        os.close(go_on)

        def stand_still(point: str) -> None:
            os.write(tell, json.dumps(point).encode() + b"\n")
            os.read(gone_on, 1)

        ended = _run(job, folder, _Watch(1, _touch, stand_still, every))
        os.write(tell, json.dumps(ended).encode() + b"\n")
        os._exit(0)
    os.close(tell)
    os.close(gone_on)
    with os.fdopen(told) as lines, os.fdopen(go_on, "wb", buffering=0) as on:
        for line in map(json.loads, lines):
            if isinstance(line, str):
                yield Trial(next(copies), line, "killed", "")
                on.write(b".")
            else:
                yield Trial(folder, "", *line)
    _, status = os.waitpid(child, 0)
    assert status == 0


def _sized(job: Job, folder: Path, size: int) -> Any:
    def body(tell: Callable[[object], None]) -> tuple[str, str]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        tell(f"{size} bytes")
        return _run(job, folder, None)

    return _forked(body)


def _timed(job: Job, folder: Path, wait: float) -> Any:
    return _forked(lambda _: _run(job, folder, None), wait)


def _trials(how: str, job: Job, folders: Iterator[Path], numbers: list[int]) -> Iterator[Trial]:
    if how == "sizes":
        for size in numbers:
            folder = next(folders)
            yield Trial(folder, *_sized(job, folder, size))
    elif how == "clock":
        first = next(folders)
        started = time.perf_counter()
        yield Trial(first, *_timed(job, first, -1))
        whole = time.perf_counter() - started
        for n in range(numbers[0]):
            folder = next(folders)
            wait = whole * n / numbers[0]
            _, ended, words = _timed(job, folder, wait)
            yield Trial(folder, f"{wait:.3f} s", ended, words)
    elif how == "points":
        folder = next(folders)
        yield from _stopped(job, folder, numbers[0], _copies(folder, folder.parent, "killed"))
    else:
        n, point = 1, "none yet"
        while point:
            folder = next(folders)
            point, ended, words = _refused(job, folder, n)
            yield Trial(folder, point, ended, words)
            n += numbers[0]


def _copies(template: Path, work: Path, name: str = "trial") -> Iterator[Path]:
    n = 0
    while True:
        yield Path(shutil.copytree(template, work / f"{name}-{(n := n + 1)}"))


def _main(how: str, name: str, template: str, work: str, numbers: str) -> None:
    importlib.import_module("pandas")  # PyArrow would import it in every trial
    module, function = name.split(":")
    job = getattr(importlib.import_module(module), function)
    copies = _copies(Path(template), Path(work))
    for trial in _trials(how, job, copies, json.loads(numbers)):
        sys.stdout.write(json.dumps([str(trial.folder), *trial[1:]]) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
