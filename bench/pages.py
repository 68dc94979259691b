"""What the dashboard's pages cost, next to an empty page and to the plain way of writing one."""

from __future__ import annotations

import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import AREA_LABEL, COUNCILS, BenchFailed
from bench.visitor import Answer, PageFailed, Visit
from cjdata.library import library
from cjdata.settings import ILLUSTRATIVE, PUBLISHED
from taskrunner.programs import child
from taskrunner.said import log_tail
from taskrunner.server import is_healthy

SCRIPTS = {"page": "dashboard.py", "empty": "bench/empty.py", "plain": "bench/plain.py"}

HOME = "at-a-glance"  # served at the root
OTHER_PAGES = ("local-plan", "data-notes")
AREA_PAGES = ("area-profile", "compare-areas")
PLAIN_PAGE = "diversion"

MOST_TIMES_EMPTY = 4.0
MOST_TIMES_EMPTY_AREAS = 6.0
"""Of the pages that show every indicator, or every council, at once."""
LEAST_TIMES_FASTER = 3.0

WARM_UP = 3
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
    def most_times_empty(self) -> float:
        """How many empty pages it may cost."""
        return MOST_TIMES_EMPTY_AREAS if self.page in AREA_PAGES else MOST_TIMES_EMPTY

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
        if self.times_empty > self.case.most_times_empty:
            missed.append(f"over {self.case.most_times_empty:.1f} times empty")
        if self.times_faster is not None and self.times_faster < LEAST_TIMES_FASTER:
            missed.append(f"plain under {LEAST_TIMES_FASTER:.1f} times page")
        return tuple(missed)


def cases() -> Iterator[Case]:
    """Give what is measured: illustrative figures, as there every council has all of them."""
    themes = [theme.page for theme in library().reference().catalogue.themes]
    for page in (HOME, *themes, *OTHER_PAGES, *AREA_PAGES):
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
