"""What this project does, each with one command: run, demo, check, test, long, bench, lint.

    python tasks.py run

Standard library only, so that it works where nothing is installed yet, on Windows too. It makes its
own environment in ``.venv``; delete that folder to begin again.
"""

# An older Python must be able to read this file, and those of ``taskrunner``, far enough to be told
# that it is too old: nothing in them is newer than Python 3.6, but for annotations in quotes.

import signal
import sys

from taskrunner.checks import (
    failing_checks,
    failing_tests,
    first_tests,
    needs_of_tests,
    parts,
    verdict,
)
from taskrunner.environment import prepare, too_old
from taskrunner.programs import PROJECT, call, listen_to_signals
from taskrunner.said import Progress, TaskFailed, say
from taskrunner.server import build, serve

USAGE = """usage: python tasks.py TASK

  run    serve the dashboard on the published figures (PORT to change 8501)
  demo   the same, opening on illustrative figures for all councils
  check  say within a minute whether a change is sound: check the code, and run the first tests
  test   check the code and run all tests but the long ones
  long   run the tests that take long by nature
  bench  take the times of the pages
  lint   check the code alone

What follows check, test and long goes to pytest (-k NAME), what follows bench to bench
(--rounds N)."""


def run(_: "list[str]") -> int:
    """Serve the dashboard on the published figures."""
    return serve("run", {}, query="")


def demo(_: "list[str]") -> int:
    """Serve the dashboard, opening on illustrative figures."""
    return serve("demo", {"CJDATA_OPEN_ON": "illustrative"}, query="?set=illustrative")


def check(arguments: "list[str]") -> int:
    """Check the code, then run the first tests."""
    progress = Progress(4)
    prepare(progress, dev=True)
    progress.step("Checking the code …")
    failed = failing_checks()
    progress.step("Running the first tests …")
    modules = [path.relative_to(PROJECT).as_posix() for path in first_tests()]
    return verdict(failed + failing_tests({"first tests": modules}, arguments))


def test(arguments: "list[str]") -> int:
    """Check the code, then run the tests. One failure does not hide the next."""
    progress = Progress(7)
    prepare(progress, dev=True)
    found = needs_of_tests(progress)
    progress.step("Checking the code …")
    failed = failing_checks()
    progress.step("Running the tests …")
    return verdict(failed + failing_tests(parts("not long"), arguments, found))


def long(arguments: "list[str]") -> int:
    """Run the tests that take long by nature."""
    progress = Progress(6)
    prepare(progress, dev=True)
    found = needs_of_tests(progress)
    progress.step("Running the long tests …")
    return verdict(failing_tests(parts("long"), arguments, found))


def bench(arguments: "list[str]") -> int:
    """Take the times of the pages."""
    progress = Progress(4)
    prepare(progress, dev=True)
    build(progress)
    progress.step("Measuring …")
    return call(["-m", "bench", *arguments])


def lint(_: "list[str]") -> int:
    """Check the code."""
    progress = Progress(3)
    prepare(progress, dev=True)
    progress.step("Checking the code …")
    return verdict(failing_checks())


TASKS = {
    "run": run,
    "demo": demo,
    "check": check,
    "test": test,
    "long": long,
    "bench": bench,
    "lint": lint,
}
TAKES_ARGUMENTS = {"check", "test", "long", "bench"}


def main(arguments: "list[str]") -> int:
    """Do a task. 0 when it was done, 1 when it failed, 2 on wrong usage."""
    refusal = too_old(sys.version_info[:3])
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    if arguments[:1] in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in TASKS or (rest and name not in TAKES_ARGUMENTS):
        print(USAGE, file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter is no failure
    listen_to_signals()
    try:
        return TASKS[name](rest)
    except TaskFailed as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
