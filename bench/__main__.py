"""Measure what the dashboard's pages and its loading cost, each next to the plain way.

    python -m bench [--rounds N] [--json]

Three servers run side by side: the dashboard, an empty page and the plain way of writing the
diversion page. A visitor changes the area on each of them in turns, so that whatever else the
machine does falls on all alike. Then files are loaded, next to plainly reading the same bytes.
Seconds are of this machine; the ratios are what is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import AREA_LABEL, COUNCILS, BenchFailed, loading
from cjdata.dashboard.visitor import Answer, PageFailed, Visit
from cjdata.settings import ILLUSTRATIVE, PUBLISHED
from tasks import child, is_healthy, listen_to_signals, log_tail

RESULTS = Path(__file__).with_name("results.md")
SCRIPTS = {"page": "dashboard.py", "empty": "bench/empty.py", "plain": "bench/plain.py"}

HOME = "at-a-glance"  # served at the root
THEME_PAGES = (
    HOME,
    "custody-community",
    "diversion",
    "police-custody",
    "bail",
    "community-sentences",
    "treatment",
    "housing",
    "employability",
    "throughcare",
    "attitudes",
    "data-notes",
)
PLAIN_PAGE = "diversion"

MOST_TIMES_EMPTY = 4.0
LEAST_TIMES_FASTER = 3.0

WARM_UP = 3
ROUNDS = 25
# A click meets an idle server. Asked without a pause, Streamlit's sending loop is now idle and now
# in its 5 ms of sleep: the empty page then takes 2.5 or 7.7 ms by chance, and no ratio holds still.
PAUSE_SECONDS = 0.1
START_SECONDS = 60
TOTAL_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Case:
    """A page to measure, and the set of figures it shows."""

    page: str
    figures: str

    @property
    def path(self) -> str:
        """Where the page is served."""
        return "" if self.page == HOME else self.page

    @property
    def rivals(self) -> tuple[str, ...]:
        """The servers that take turns."""
        return ("page", "empty", "plain") if self.page == PLAIN_PAGE else ("page", "empty")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one page took, in milliseconds."""

    median: float
    ninetieth: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Timing:
        """Sum up measured times."""
        deciles = statistics.quantiles(seconds, n=10, method="inclusive")
        return cls(1000 * statistics.median(seconds), 1000 * deciles[8])


@dataclass(frozen=True, slots=True)
class Result:
    """What one case gave. ``plain`` is there for the page that has a plain twin."""

    case: Case
    page: Timing
    empty: Timing
    plain: Timing | None

    @property
    def times_empty(self) -> float:
        """How many empty pages the page costs."""
        return self.page.median / self.empty.median

    @property
    def times_faster(self) -> float | None:
        """How many times as long the plain page takes."""
        return self.plain.median / self.page.median if self.plain else None

    @property
    def missed(self) -> tuple[str, ...]:
        """The targets missed, in words."""
        missed = []
        if self.times_empty > MOST_TIMES_EMPTY:
            missed.append(f"over {MOST_TIMES_EMPTY:.1f} times empty")
        if self.times_faster is not None and self.times_faster < LEAST_TIMES_FASTER:
            missed.append(f"plain under {LEAST_TIMES_FASTER:.1f} times page")
        return tuple(missed)


def cases() -> Iterator[Case]:
    """Give what is measured: illustrative figures, as there every council has all of them."""
    for page in THEME_PAGES:
        yield Case(page, ILLUSTRATIVE)
    yield Case(PLAIN_PAGE, PUBLISHED)


def measure(case: Case, addresses: dict[str, str], rounds: int, until: float) -> Result:
    """Let the rivals answer in turns, each time for the next council."""
    seconds: dict[str, list[float]] = {rival: [] for rival in case.rivals}
    with ExitStack() as visits:
        changes = {}
        for rival in case.rivals:
            visit = visits.enter_context(Visit(addresses[rival]))
            path = case.path if rival == "page" else ""
            changes[rival] = area_change(visit, visit.open(path, f"set={case.figures}"))
        for turn in range(WARM_UP + rounds):
            if time.monotonic() > until:
                raise BenchFailed(f"Not done after {TOTAL_SECONDS} s; ask for fewer --rounds.")
            for rival, change in changes.items():
                time.sleep(PAUSE_SECONDS)
                answer = change(COUNCILS[turn % len(COUNCILS)])
                if turn >= WARM_UP:
                    seconds[rival].append(answer.seconds)
    timings = {rival: Timing.of(taken) for rival, taken in seconds.items()}
    return Result(case, timings["page"], timings["empty"], timings.get("plain"))


def area_change(visit: Visit, opened: Answer) -> Callable[[str], Answer]:
    """Give the way to ask a page for an area; one without that choice is asked as it is."""
    if any(widget.label == AREA_LABEL for widget in opened.widgets):
        return lambda area: visit.choose(AREA_LABEL, area)
    return lambda _: visit.rerun()


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Serve the rivals for as long as the block lasts, all with the project's settings."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        addresses = {}
        watched = []
        for name, script in SCRIPTS.items():
            port = free_port()
            log = folder / f"{name}.log"
            output = running.enter_context(log.open("wb"))
            command = [sys.executable, "-m", "streamlit", "run", script]
            command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
            server = running.enter_context(child(command, {}, output))
            addresses[name] = f"http://127.0.0.1:{port}"
            watched.append((server, addresses[name], log))
        end = time.monotonic() + START_SECONDS
        for server, address, log in watched:
            while not is_healthy(address):
                if server.poll() is not None or time.monotonic() > end:
                    raise BenchFailed(f"{log_tail(log)}\nA server did not start: see above.")
                time.sleep(0.1)
        try:
            yield addresses
        except PageFailed as failure:
            logs = "\n".join(log_tail(log) for *_, log in watched)
            raise BenchFailed(f"{logs}\n{failure}") from failure


def free_port() -> int:
    """Give a port of this machine that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


HEADINGS = (
    "Page",
    "Figures",
    "Times empty",
    "Plain, times page",
    "Targets",
    "Median, ms",
    "90th percentile, ms",
    "Empty, ms",
    "Plain, ms",
)
WORDS = {
    "Page",
    "Figures",
    "Targets",
    "File",
    "Bad file",
}  # columns of words; the others hold numbers


def cells(result: Result) -> tuple[str, ...]:
    """Write a result as a row of the table."""
    faster = result.times_faster
    return (
        result.case.page,
        result.case.figures,
        f"{result.times_empty:.1f}",
        f"{faster:.1f}" if faster is not None else "",
        f"missed: {', '.join(result.missed)}" if result.missed else "met",
        f"{result.page.median:.1f}",
        f"{result.page.ninetieth:.1f}",
        f"{result.empty.median:.1f}",
        f"{result.plain.median:.1f}" if result.plain else "",
    )


LOADING_HEADINGS = (
    "File",
    "Times plain",
    "Targets",
    "Read, checked and published, s",
    "Plainly read, s",
    "Memory, MiB",
)
REFUSAL_HEADINGS = ("Bad file", "Refused after, s", "Targets")


def loading_cells(result: loading.Result) -> tuple[str, ...]:
    """Write what loading a file cost as a row of the table."""
    return (
        result.case.name,
        f"{result.times_plain:.1f}",
        f"missed: {', '.join(result.missed)}" if result.missed else "met",
        f"{result.seconds:.2f}",
        f"{result.plain:.2f} ({result.case.plainly})",
        f"{result.mebibytes:.0f}",
    )


def refusal_cells(refusal: loading.Refusal) -> tuple[str, ...]:
    """Write how soon a bad file was refused as a row of the table."""
    return (refusal.name, f"{refusal.seconds:.2f}", "missed" if refusal.missed else "met")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a table that reads well in a terminal and as Markdown."""
    columns = list(zip(headings, *rows, strict=True))
    drawn = [column_cells(column, left=column[0] in WORDS) for column in columns]
    return "\n".join(f"| {' | '.join(row)} |" for row in zip(*drawn, strict=True))


def column_cells(column: Sequence[str], *, left: bool) -> list[str]:
    """Bring a column to one width: words to the left, numbers to the right."""
    width = max(map(len, column))
    rule = "-" * width if left else "-" * (width - 1) + ":"
    heading, *rest = (cell.ljust(width) if left else cell.rjust(width) for cell in column)
    return [heading, rule, *rest]


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured."""

    pages: tuple[Result, ...]
    loads: tuple[loading.Result, ...]
    refusals: tuple[loading.Refusal, ...]

    @property
    def tables(self) -> tuple[str, str, str]:
        """Write them as tables: pages, loading, refusals."""
        return (
            table(HEADINGS, map(cells, self.pages)),
            table(LOADING_HEADINGS, map(loading_cells, self.loads)),
            table(REFUSAL_HEADINGS, map(refusal_cells, self.refusals)),
        )


def report(results: Results, rounds: int) -> str:
    """Write the page of results."""
    pages, loads, refusals = results.tables
    targets = (
        f"Targets: a theme page costs at most {MOST_TIMES_EMPTY:.1f} empty pages; the plain way of "
        f"writing the {PLAIN_PAGE} page takes at least {LEAST_TIMES_FASTER:.1f} times as long."
    )
    how = (
        "Three servers with the same settings ran side by side: the dashboard, `bench/empty.py` "
        "and `bench/plain.py`. A visitor without a browser changed the area on each in turns, "
        f"{rounds} times after {WARM_UP} to warm up, each time to another council, after a pause "
        f"of {PAUSE_SECONDS:g} s as a reader's click meets an idle server. A time is from "
        "sending the change to hearing that the page is complete. Milliseconds differ from machine "
        "to machine; compare the ratios."
    )
    when = (
        f"Written by `make bench` on {date.today().isoformat()} with Python "
        f"{platform.python_version()} and Streamlit {version('streamlit')} on {os.cpu_count()} "
        "processor cores."
    )
    sections = ["# Benchmarks", "## Pages", pages, targets, how]
    sections += ["## Loading", loads, LOADING_WORDS, refusals, when]
    return "\n\n".join(sections) + "\n"


LOADING_WORDS = (
    f"The files are built by the tests. Each was loaded {loading.ROUNDS} times, in turns with "
    "plainly reading every cell of the same bytes, each time in a process of its own and into a "
    "fresh copy of the data folder; times are medians, without the start of Python. Memory is the "
    "most that any of the processes had. Bad files were handed to `python -m cjdata import`, the "
    f"start of Python included; each must be refused within {loading.MOST_SECONDS_TO_REFUSE:g} s."
)


def as_json(results: Results, rounds: int) -> str:
    """Write the results for programs."""

    def record(result: Result) -> dict[str, Any]:
        return {
            "page": result.case.page,
            "figures": result.case.figures,
            "times_empty": round(result.times_empty, 2),
            "plain_times_page": round(result.times_faster, 2) if result.times_faster else None,
            "missed": list(result.missed),
            "median_ms": round(result.page.median, 2),
            "ninetieth_ms": round(result.page.ninetieth, 2),
            "empty_median_ms": round(result.empty.median, 2),
            "plain_median_ms": round(result.plain.median, 2) if result.plain else None,
        }

    about = {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "cores": os.cpu_count(),
        "rounds": rounds,
    }
    loads = [
        {
            "file": load.case.name,
            "times_plain": round(load.times_plain, 2),
            "missed": list(load.missed),
            "seconds": round(load.seconds, 3),
            "plain_seconds": round(load.plain, 3),
            "mebibytes": round(load.mebibytes),
        }
        for load in results.loads
    ]
    refused = [
        {"file": bad.name, "seconds": round(bad.seconds, 3), "missed": bad.missed}
        for bad in results.refusals
    ]
    measured = {"results": list(map(record, results.pages)), "loading": loads, "refused": refused}
    return json.dumps({**about, **measured}, indent=2)


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


def main(arguments: Sequence[str]) -> int:
    """Measure, print and write the results. 1 when something did not run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Take the times.")
    parser.add_argument("--rounds", type=at_least_two, default=ROUNDS, help="how often each")
    parser.add_argument("--json", action="store_true", help="print for programs")
    options = parser.parse_args(arguments)
    listen_to_signals()
    until = time.monotonic() + TOTAL_SECONDS
    try:
        results = Results(
            tuple(measured_pages(options.rounds, until)),
            tuple(measured_loads()),
            tuple(loading.refusals()),
        )
    except BenchFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    RESULTS.write_text(report(results, options.rounds), encoding="utf-8")
    print(as_json(results, options.rounds) if options.json else "\n\n".join(results.tables))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
