"""Measure what the dashboard's pages and its loading cost, each next to the plain way.

    python -m bench [--rounds N] [--json]

Three servers run side by side: the dashboard, an empty page and the plain way of writing the
diversion page. A visitor changes the area on each of them in turns, so that whatever else the
machine does falls on all alike. Then files are loaded, next to plainly reading the same bytes; and
the files for a meeting are made, next to plainly saving empty ones.
Seconds are of this machine; the ratios are what is compared. Nothing may leave it: a server or a
measurement that asks the network ends the bench.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import BenchFailed, exports, loading
from bench.pages import TOTAL_SECONDS, Result, cases, measure, servers
from bench.report import Results, as_json, report
from taskrunner.programs import PROJECT, listen_to_signals

RESULTS = Path(__file__).with_name("results.md")
ROUNDS = 25


def at_least_two(text: str) -> int:
    """Read a number of rounds: percentiles need two times at the least."""
    if not text.isdigit() or int(text) < 2:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 2")
    return int(text)


def measured_pages(rounds: int, until: float) -> Iterator[Result]:
    """Measure each page, and say which."""
    with servers() as addresses:
        for case in cases():
            print(f"{case.page}, {case.figures} …", file=sys.stderr, flush=True)
            yield measure(case, addresses, rounds, until)


def measured_loads() -> Iterator[loading.Result]:
    """Measure each file, and say which."""
    for case in loading.cases():
        print(f"{case.name} …", file=sys.stderr, flush=True)
        yield loading.measure(case)


def measured_exports() -> Iterator[exports.Result]:
    """Measure each file for a meeting, and say which."""
    for result in exports.results():
        print(f"{result.case.name}, {result.case.figures} …", file=sys.stderr, flush=True)
        yield result


def main(arguments: Sequence[str]) -> int:
    """Measure, print and write the results. 1 when something did not run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Take the times.")
    parser.add_argument("--rounds", type=at_least_two, default=ROUNDS, help="how often each")
    parser.add_argument("--json", action="store_true", help="print for programs")
    options = parser.parse_args(arguments)
    listen_to_signals()
    sys.path.insert(0, str(PROJECT / "tests"))
    network_guard = importlib.import_module("network_guard")
    network_guard.guard_with_children()
    until = time.monotonic() + TOTAL_SECONDS
    try:
        results = Results(
            tuple(measured_pages(options.rounds, until)),
            tuple(measured_loads()),
            tuple(loading.refusals()),
            tuple(measured_exports()),
        )
    except BenchFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    if tried := network_guard.take_tried():
        print(f"A connection that leaves the machine was tried: {tried}", file=sys.stderr)
        return 1
    RESULTS.write_text(report(results, options.rounds), encoding="utf-8")
    print(as_json(results, options.rounds) if options.json else "\n\n".join(results.tables))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
