"""Writes what was measured: as tables, as the page of results, and for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from bench import exports, loading
from bench.pages import (
    LEAST_TIMES_FASTER,
    MOST_TIMES_EMPTY,
    MOST_TIMES_EMPTY_AREAS,
    PAUSE_SECONDS,
    PLAIN_PAGE,
    WARM_UP,
    Result,
)

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
    "File for a meeting",
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


EXPORT_HEADINGS = (
    "File for a meeting",
    "Figures",
    "Times plain",
    "Targets",
    "Made, s",
    "Empty, s",
    "Size, kB",
)


def export_cells(result: exports.Result) -> tuple[str, ...]:
    """Write what a file for a meeting cost as a row of the table."""
    has_target = result.case.most_seconds or result.case.most_bytes
    met = "met" if has_target else ""
    return (
        result.case.name,
        result.case.figures,
        f"{result.times_plain:.1f}" if result.times_plain else "",
        f"missed: {', '.join(result.missed)}" if result.missed else met,
        f"{result.seconds:.2f}",
        f"{result.plain:.3f} ({result.case.plainly})" if result.plain else "",
        f"{result.size / 1000:.0f}",
    )


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
    exports: tuple[exports.Result, ...]

    @property
    def tables(self) -> tuple[str, str, str, str]:
        """Write them as tables: pages, loading, refusals, files for a meeting."""
        return (
            table(HEADINGS, map(cells, self.pages)),
            table(LOADING_HEADINGS, map(loading_cells, self.loads)),
            table(REFUSAL_HEADINGS, map(refusal_cells, self.refusals)),
            table(EXPORT_HEADINGS, map(export_cells, self.exports)),
        )


def report(results: Results, rounds: int) -> str:
    """Write the page of results."""
    pages, loads, refusals, exported = results.tables
    targets = (
        f"Targets: a page costs at most {MOST_TIMES_EMPTY:.1f} empty pages, and "
        f"{MOST_TIMES_EMPTY_AREAS:.1f} where it shows every indicator or every council; the plain "
        f"way of writing the {PLAIN_PAGE} page takes at least {LEAST_TIMES_FASTER:.1f} times as "
        "long."
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
    sections += ["## Loading", loads, LOADING_WORDS, refusals]
    sections += ["## Files for a meeting", exported, EXPORT_WORDS, when]
    return "\n\n".join(sections) + "\n"


LOADING_WORDS = (
    f"The files are built by the tests. Each was loaded {loading.ROUNDS} times, in turns with "
    "plainly reading every cell of the same bytes, each time in a process of its own and into a "
    "fresh copy of the data folder; times are medians, without the start of Python. Memory is the "
    "most that any of the processes had. Bad files were handed to `python -m cjdata import`, the "
    "start of Python included; the median of three times must be within "
    f"{loading.MOST_SECONDS_TO_REFUSE:g} s."
)


EXPORT_WORDS = (
    f"Of Clackmannanshire, the report on {exports.YEAR}. Each file was made once before; "
    f"medians of {exports.ROUNDS} times, in turns with saving an empty file with the same library. "
    "The views are made anew each time. Targets: 12 views as slides in 1 s, the report in 3 s, the "
    "site within 2 MB."
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
    made = [
        {
            "file": one.case.name,
            "figures": one.case.figures,
            "times_plain": round(one.times_plain, 2) if one.times_plain else None,
            "missed": list(one.missed),
            "seconds": round(one.seconds, 3),
            "plain_seconds": round(one.plain, 4) if one.plain else None,
            "bytes": one.size,
        }
        for one in results.exports
    ]
    measured = {"results": list(map(record, results.pages)), "loading": loads, "refused": refused}
    measured["exports"] = made
    return json.dumps({**about, **measured}, indent=2)
