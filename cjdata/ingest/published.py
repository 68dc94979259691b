"""Reads the reviewed text figures of ``published/`` and checks them whole before any use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from cjdata.errors import CjdataError, GatheredMistakes, Mistake, SourceError, hint, nearest
from cjdata.ingest.checking.source_checks import date_mistakes, undated, unordered
from cjdata.observations import BREAKS, KEPT_OUT, SOURCES, Observation
from cjdata.reference.areas import Area, Areas, CsvRow, read_csv, whole
from cjdata.reference.catalogue import KINDS_OF_PERIOD, Catalogue
from cjdata.reference.designations import SOURCE_DESIGNATIONS
from cjdata.reference.periods import kind_of
from cjdata.reference.statuses import SOURCE_STATUSES, STATUSES
from cjdata.series import BREAK_KINDS

OBSERVATION_COLUMNS = (
    "measure",
    "area_code",
    "area",
    "period",
    "value",
    "unit",
    "precision",
    "status",
    "edition",
    "source_id",
    "note",
)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
PRECISIONS = ("exact", "rounded", "not_printed")
WITHOUT_CODE = ("Forth Valley (Falkirk custody centre)", "Scottish local authority average")
"""What has figures and no code besides the court areas of ``reference/court_areas.csv``."""
COPY_SITES = (
    "3slastxawesome",
    "docplayer",
    "docslib",
    "inkl",
    "pressreader",
    "rssing",
    "scribd",
    "wired-gov",
)
"""Sites that hold copies of what others published, by name: they stand under several endings.
They are told, and never linked."""


_FILES = (
    ("sources.csv", SOURCES.names),
    ("breaks.csv", BREAKS.names),
    ("kept_out.csv", KEPT_OUT.names),
    ("observations.csv", OBSERVATION_COLUMNS),
)


@dataclass(frozen=True)
class CheckedFigures:
    """Checked figures of one set, ready to be written as a snapshot."""

    observations: tuple[Observation, ...]
    sources: tuple[dict[str, str], ...]
    breaks: tuple[dict[str, str], ...]
    kept_out: tuple[dict[str, str], ...] = ()


def load_published(
    folder: Path, catalogue: Catalogue, areas: Areas, *, some_left_out: bool = False
) -> CheckedFigures:
    """Read ``observations.csv``, ``sources.csv``, ``breaks.csv`` and ``kept_out.csv``.

    Rows of measures that no record names any more are left out: ``measures_without_record``.

    Parameters
    ----------
    some_left_out
        Whether the catalogue lacks records that have mistakes: then a measure that it does not
        know may be one of theirs, and is no mistake here.

    Raises
    ------
    SourceError
        With every mistake by file and line: an unknown measure, area, status or source, a
        unit that contradicts the catalogue, a value that is no number or out of bounds, a
        value where the status forbids one (or none where it asks for one), a cell twice, a
        source without a title, an address or a date where it needs one, and official editions
        of one figure of which nobody can tell which is the newer.
    """
    gathered, ragged = GatheredMistakes(), list[Mistake]()
    every_source, breaks, kept_out, rows = (
        gathered.read(partial(read_csv, folder / file, set(names), ragged)) or []
        for file, names in _FILES
    )
    gathered.findings += ragged if gathered.findings else []
    gathered.tell()
    known_sources = {row["source_id"] for row in every_source if row["source_id"]}
    sources, breaks, rows = whole(every_source), whole(breaks), whole(rows)
    if not some_left_out:
        lacks = cache(catalogue.lacks_record_of)
        breaks, rows = ([r for r in some if not lacks(r["measure"])] for some in (breaks, rows))
    check = _Checks(catalogue, areas, known_sources, some_left_out=some_left_out)
    findings = [
        *ragged,
        *_source_mistakes(sources),
        *_by_line("published/breaks.csv", breaks, check.of_break),
        *_by_line("published/observations.csv", rows, check.of_observation),
        *_twice(rows),
        *undated(sources, rows),
        *unordered(sources, rows),
    ]
    if findings:
        raise SourceError(findings)
    return CheckedFigures(
        tuple(map(_observation, rows)), tuple(sources), tuple(breaks), tuple(kept_out)
    )


Problem = tuple[str, str]
"""What is wrong, and what to do."""


def _by_line(
    file: str, rows: list[CsvRow], check: Callable[[dict[str, str]], Iterator[Problem]]
) -> Iterator[Mistake]:
    for row in rows:
        for what, fix in check(row):
            yield Mistake(f"{file}, line {row.line}", what, fix)


def _source_mistakes(sources: list[CsvRow]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for row in sources:
        where = f"published/sources.csv, line {row.line}"
        if not row["source_id"].strip():
            fix = "Give it a name of its own, as other sources have."
            yield Mistake(where, "the source has no source_id", fix)
        elif row["source_id"] in seen:
            yield Mistake(where, f"“{row['source_id']}” stands twice", "Keep one row.")
        seen.add(row["source_id"])
        if not row["title"].strip():
            yield Mistake(where, "the source has no title", "Give the publication's title.")
        if not row["publisher"].strip():
            fix = "Say who published it."
            yield Mistake(where, "the source has no publisher", fix)
        if not row["licence"].strip():
            fix = "Give it; where nobody knows it, write “to be confirmed”."
            yield Mistake(where, "the source has no licence", fix)
        for what, fix in (
            *_address_problems(row),
            *_designation_problems(row["designation"]),
            *date_mistakes(row),
        ):
            yield Mistake(where, what, fix)


def _address_problems(row: CsvRow) -> Iterator[Problem]:
    """Say what is wrong with the address of a source, or of the copy in which it was read."""
    address, copy = row["url"], row["read_at"]
    if copy and not _is_web(copy):
        yield f"“{copy}” is no web address", "Give that of the copy, under read_at."
    if not _is_web(address) and (address or not copy):
        yield (
            "the source has no public address",
            "Give its web address; where only a copy is known, that of the copy under read_at.",
        )
    elif is_copy(address):
        yield (
            f"{_host(address)} holds copies, which are never linked",
            "Put the address under read_at, and that of the original here if it is known.",
        )


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def is_copy(address: str) -> bool:
    """Whether an address leads to a site of copies."""
    names = _host(address).split(".")[:-1]
    return any(name in COPY_SITES for name in names)


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:  # A bracket that is not closed, say.
        return ""


def _designation_problems(designation: str) -> Iterator[Problem]:
    if designation not in SOURCE_DESIGNATIONS:
        every = f"Choose one of: {', '.join(SOURCE_DESIGNATIONS)}."
        near = nearest(designation, SOURCE_DESIGNATIONS)
        advice = f"Did you mean “{near}”?" if near else every
        yield f"“{designation}” is no designation of a source", advice


def _twice(rows: list[CsvRow]) -> Iterator[Mistake]:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = (row["measure"], row["area_code"] or row["area"], row["period"], row["edition"])
        if key in seen:
            yield Mistake(
                f"published/observations.csv, line {row.line}",
                f"the same measure, area, period and edition stand in line {seen[key]}",
                "Keep one of the two.",
            )
        seen.setdefault(key, row.line)


class _Checks:
    """What must hold of a row by itself."""

    def __init__(
        self, catalogue: Catalogue, areas: Areas, sources: set[str], *, some_left_out: bool
    ) -> None:
        self.catalogue, self.areas, self.sources = catalogue, areas, sources
        self.some_left_out = some_left_out
        self.court_areas = {court.name: court for court in areas.court_areas}

    def of_break(self, row: dict[str, str]) -> Iterator[Problem]:
        if row["kind"] not in BREAK_KINDS:
            yield f"“{row['kind']}” is no kind of break", hint(row["kind"], list(BREAK_KINDS))
        if not row["text"].strip():
            yield "the break has no text", "Say what changed, in a sentence."
        yield from self._measure_and_source(row)
        if row["area_code"] and row["area_code"] not in self.areas.by_code:
            yield f"{row['area_code']} is no area", "Use a code of reference/areas.csv, or none."
        yield from self._period(row)

    def of_observation(self, row: dict[str, str]) -> Iterator[Problem]:
        yield from self._measure_and_source(row)
        yield from self._area(row)
        yield from self._court(row)
        yield from self._period(row)
        measure = self.catalogue.measures.get(row["measure"])
        if measure and row["unit"] != measure.unit:
            yield (
                f"the unit is {row['unit']}, but {row['measure']} is in {measure.unit}",
                "Correct the unit, or name another measure.",
            )
        if row["precision"] not in PRECISIONS:
            yield f"“{row['precision']}” is no precision", hint(row["precision"], list(PRECISIONS))
        if not row["edition"].strip():
            yield "the edition is missing", "Give the publication's label, such as 2023-24."
        yield from self._value(row)

    def _measure_and_source(self, row: dict[str, str]) -> Iterator[Problem]:
        if row["measure"] not in self.catalogue.measures and not self.some_left_out:
            known = list(self.catalogue.measures)
            yield f"“{row['measure']}” is not a known measure", hint(row["measure"], known)
        if row["source_id"] not in self.sources:
            advice = hint(row["source_id"], sorted(self.sources))
            yield f"“{row['source_id']}” is not in sources.csv", advice

    def _area(self, row: dict[str, str]) -> Iterator[Problem]:
        code, name = row["area_code"], row["area"]
        known = self.areas.by_code.get(code)
        if code and (known is None or known.kind == "group"):
            yield f"{code} is no area", "Use a code of reference/areas.csv."
        elif known and known.name != name:
            yield f"{code} is {known.name}, not “{name}”", "Correct the code or the name."
        elif not code and not name.strip():
            yield "the area has neither a code nor a name", "Give one of reference/areas.csv."
        elif not code and self.areas.get(name):
            yield f"“{name}” has no code", "Give the code of reference/areas.csv."
        elif not code and name not in (*self.court_areas, *WITHOUT_CODE):
            advice = hint(name, [*self.court_areas, *WITHOUT_CODE])
            yield f"“{name}” has no code and is no court area", advice

    def _court(self, row: dict[str, str]) -> Iterator[Problem]:
        """Find a figure that nobody would see: it stands where another area is counted."""
        measure, court = self.catalogue.measures.get(row["measure"]), self._court_of(row)
        if court and measure and not measure.is_by_court:
            fix = "Name the councils one by one, or set areas_counted in the catalogue."
            yield f"{court.name} is a court area, but {measure.id} is counted by council", fix
        elif court and not court.is_in_force(row["period"]):
            fix = "Correct the name, or the years in reference/court_areas.csv."
            yield f"{court.name} is not a court area in {row['period']}", fix
        area = self.areas.by_code.get(row["area_code"])
        if measure is None or area is None or not measure.is_by_court or not row["value"]:
            return
        if court := self.areas.court_area_of(area, row["period"]):
            fix = "Write the figure under the court area, once, or correct that file."
            what = f"{area.name} is counted in {court.name} in {row['period']}"
            yield f"{what} (reference/court_areas.csv), so it has no value of its own", fix

    def _court_of(self, row: dict[str, str]) -> Area | None:
        return self.court_areas.get(row["area"]) if not row["area_code"] else None

    def _period(self, row: dict[str, str]) -> Iterator[Problem]:
        try:
            kind = kind_of(row["period"])
        except CjdataError as error:
            yield error.findings[0].what, error.findings[0].fix
            return
        measure = self.catalogue.measures.get(row["measure"])
        if measure and kind not in KINDS_OF_PERIOD[measure.period_type]:
            yield (
                f"“{row['period']}” is {kind.replace('_', ' ')}, but the periods of "
                f"{row['measure']} are {measure.period_type.replace('_', ' ')}",
                "Correct the period, or period_type in the measure’s record.",
            )

    def _is_average(self, row: dict[str, str]) -> bool:
        measure = self.catalogue.measures.get(row["measure"])
        return measure is not None and measure.average

    def _value(self, row: dict[str, str]) -> Iterator[Problem]:
        text, status = row["value"], STATUSES.get(row["status"])
        if status is None or status.id not in SOURCE_STATUSES:
            yield f"“{row['status']}” is no status", hint(row["status"], list(SOURCE_STATUSES))
        elif status.has_value is not None and status.has_value != bool(text):
            needs = "needs a value" if status.has_value else "must not have a value"
            yield f"a figure of status {status.id} {needs}", "Correct the value or the status."
        if bool(text) == (row["precision"] == "not_printed"):
            yield "the value and its precision contradict each other", "Correct one of the two."
        if not text:
            return
        if not _NUMBER.fullmatch(text):
            yield (
                f"“{text}” is not a number from zero up",
                "Write digits with a decimal point, or leave empty.",
            )
        elif row["unit"] == "count" and "." in text and not self._is_average(row):
            yield (
                f"{text} is no whole number, but the unit is count",
                "Check it against the source.",
            )
        elif row["unit"] == "percent" and float(text) > 100:
            yield f"{text} per cent is above 100", "Check it against the source."


def _observation(row: dict[str, str]) -> Observation:
    text = row["value"]
    return Observation(
        measure=row["measure"],
        area_code=row["area_code"],
        area=row["area"],
        period=row["period"],
        value=float(text) if text else None,
        decimals=len(text.partition(".")[2]),
        unit=row["unit"],
        precision=row["precision"],
        status=row["status"],
        edition=row["edition"],
        source_id=row["source_id"],
        note=row["note"],
    )
