"""What the files for a meeting cost, next to saving an empty file with the same library.

Everything is imported and drawn once before, as on a dashboard that somebody has used. Both take
turns, so that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import docx
import xlsxwriter  # type: ignore[import-untyped]
from pptx import Presentation

from bench import BenchFailed
from bench.loading import folders
from cjdata.exports import outputs
from cjdata.exports.collected import Collected, collect
from cjdata.library import FigureSet, Library
from cjdata.pack import Item, Pack, add, ready_made_pack
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.reference.report_outlines import ANNUAL_REPORT, Outline, load_outline
from cjdata.settings import SETS
from cjdata.views.addressed import read_view_address, settled

ROUNDS = 7
YEAR = "2024-25"
BESIDE = (
    "area-profile/profile?area=Clackmannanshire",
    "compare-areas/bars?area=Clackmannanshire&measure=cpo_completion_percent",
)
"""With the ten indicators they make a pack of twelve."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file to make, what plainly saves an empty one, and what it may cost."""

    name: str
    figures: str
    make: Callable[[], bytes]
    plainly: str = ""
    plain: Callable[[], bytes] | None = None
    most_seconds: float | None = None
    most_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a case gave: seconds to make it and to save an empty one, and its size."""

    case: Case
    seconds: float
    plain: float | None
    size: int

    @property
    def times_plain(self) -> float | None:
        """How many empty files it costs."""
        return self.seconds / self.plain if self.plain else None

    @property
    def missed(self) -> tuple[str, ...]:
        """The targets that it misses."""
        most, largest = self.case.most_seconds, self.case.most_bytes
        missed = []
        if most is not None and self.seconds > most:
            missed.append(f"over {most:g} s")
        if largest is not None and self.size > largest:
            missed.append(f"over {largest / 1e6:g} MB")
        return tuple(missed)


def results() -> Iterator[Result]:
    """Measure each file of each set of figures."""
    with folders() as (home, _):
        library = Library(home)
        outline = load_outline(home / "reference" / "outlines" / f"{ANNUAL_REPORT}.toml")
        for name in SETS:
            figures = library.figures(name)
            yield from map(measure, (*_of_packs(figures), _of_report(figures, outline)))


def _of_report(figures: FigureSet, outline: Outline) -> Case:
    area = figures.areas.by_code[CLACKMANNANSHIRE]

    def make() -> bytes:
        return outputs.annual_report(figures, area, YEAR, outline, {}, today=date.today())

    return Case("full report", figures.name, make, "python-docx", _empty_document, most_seconds=3.0)


def _of_packs(figures: FigureSet) -> Iterator[Case]:
    """Give the files of a pack of twelve, and those of an area; views are made anew each time."""

    def held(pack: Pack | None) -> Collected:
        return collect(figures, CLACKMANNANSHIRE, pack, date.today())

    twelve, name = _twelve(figures), figures.name
    yield Case(
        "deck of 12 views",
        name,
        lambda: outputs.slides(held(twelve)),
        "python-pptx",
        _empty_deck,
        most_seconds=1.0,
    )
    yield Case(
        "workbook of an area",
        name,
        lambda: outputs.workbook(held(None)),
        "XlsxWriter",
        _empty_workbook,
    )
    yield Case("pictures of 12 views", name, lambda: outputs.pictures(held(twelve)))
    yield Case("site of an area", name, lambda: outputs.site(held(None)), most_bytes=2_000_000)


def _twelve(figures: FigureSet) -> Pack:
    pack = ready_made_pack(figures, CLACKMANNANSHIRE, date.today())
    pack = replace(pack, items=pack.items[: len(figures.catalogue.indicators)])  # no context
    for text in BESIDE:
        pack = add(pack, Item(settled(figures, read_view_address(text))))
    if len(pack.items) != 12:
        raise BenchFailed(f"The pack of twelve holds {len(pack.items)} views.")
    return pack


def measure(case: Case, rounds: int = ROUNDS) -> Result:
    """Make a file and save an empty one, in turns, once more to warm up."""
    taken, plain = [], []
    content = b""
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        content = case.make()
        taken.append(time.perf_counter() - begun)
        if case.plain is not None:
            begun = time.perf_counter()
            case.plain()
            plain.append(time.perf_counter() - begun)
    return Result(
        case,
        statistics.median(taken[1:]),
        statistics.median(plain[1:]) if plain else None,
        len(content),
    )


def _empty_deck() -> bytes:
    content = io.BytesIO()
    Presentation().save(content)
    return content.getvalue()


def _empty_document() -> bytes:
    content = io.BytesIO()
    docx.Document().save(content)
    return content.getvalue()


def _empty_workbook() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet()
    book.close()
    return content.getvalue()
