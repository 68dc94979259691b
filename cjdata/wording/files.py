"""The words of the files to take along, on the page and inside the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cjdata.errors import Mistake
from cjdata.reference.areas import Area
from cjdata.reference.report_outlines import HIGH_LEVEL
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and, number, upper_first
from cjdata.wording.standing import ILLUSTRATIVE

TEXTS = StandingWords("files")
"""The words that stand as they are, from ``cjdata/texts/files.toml``."""
WRITING = TEXTS.writing


_THE: Mapping[str, str] = {
    "slides": "the slides",
    "report": "the report",
    "workbook": "the workbook",
    "pictures": "the pictures",
    "site": "the page",
}
DOWNLOAD: Mapping[str, str] = {kind: f"Download {the}" for kind, the in _THE.items()}
MAKE: Mapping[str, str] = {kind: f"Make {the}" for kind, the in _THE.items()}
AGAIN: Mapping[str, str] = {kind: f"Try {the} again" for kind, the in _THE.items()}


def at(what: str, place: int, total: int) -> str:
    """Say where the making of a file is."""
    return f"{what}, {place} of {total}"


# On the page


def lead(title: str, views: int, area: Area) -> str:
    """Say what goes into the files."""
    name = f"the pack “{title}”" if title else "the pack"
    return f"The files hold {name}: {_views(views)} of {area.name}."


def lead_empty(views: int, area: Area) -> str:
    """Say what goes into the files of an empty pack."""
    return (
        f"The pack is empty, so the files hold the national indicators and context of {area.name}: "
        f"{_views(views)}."
    )


def two_areas(of_pack: Area, of_report: Area) -> str:
    """Say which file is for which area, where the pack was made for another than is chosen."""
    return (
        f"The pack is for {of_pack.name}: slides, workbook, pictures and the page are titled so. "
        f"The report is on {of_report.name}, the area chosen here."
    )


def not_written(missing: int, total: int) -> str:
    """Count the texts of a report that are not written; empty where all are."""
    if not missing:
        return ""
    verb = "is" if missing == 1 else "are"
    where = "place" if missing == 1 else "places"
    return f"{missing} of {total} texts {verb} not written yet; the report marks the {where}."


def template_used(name: str) -> str:
    """Say that a template is used."""
    return f"“{name}” can be used, and will be."


def template_refused(kind: str) -> str:
    """Say that a template cannot be used, and what is done."""
    return f"This template cannot be used. Without it, {_THE[kind]} will have the usual look."


def reason(finding: Mistake) -> str:
    """Say why, without where on the server: whoever reads the page is told too."""
    return f"{upper_first(finding.what)}. {finding.fix}"


def made(kind: str, size: int) -> str:
    """Say that a file is made, and how large it is."""
    verb = "are" if kind in ("slides", "pictures") else "is"
    amount = f"{number(size / 1e6, 1)} MB" if size >= 100_000 else f"{number(size / 1e3)} kB"
    return f"{upper_first(_THE[kind])} {verb} made: {amount}."


def not_made(kind: str) -> str:
    """Say that a file could not be made."""
    return f"{upper_first(_THE[kind])} could not be made."


def _views(count: int) -> str:
    return f"{number(count)} view{'' if count == 1 else 's'}"


# Inside the files


def as_draft(text: str) -> str:
    """Mark a text that is not published, in a paragraph of its own in front of it."""
    return f"{TEXTS.draft}\n\n{text}"


def heading_of(heading: str, outcome: str) -> str:
    """Head the words on an outcome with its number; those on the area stand alone."""
    if outcome == HIGH_LEVEL:
        return f"{heading}, over all outcomes"
    kind = "outcome" if outcome.isdecimal() else "indicator"
    return f"{heading}, {kind} {outcome}" if outcome else heading


def left_out(place: int, view: str, reasons: Sequence[str]) -> str:
    """Say which view of a pack is left out, and why."""
    return f"Number {place} of the pack ({view}) is left out: {join_and(reasons)}."


def pictures_head(title: str, area: Area, today: date, *, illustrative: bool) -> Iterator[str]:
    """Begin the list of pictures: of what, of which day, real or not.

    >>> fife = Area("S12000047", "Fife", "Fife", "council")
    >>> list(pictures_head("Fife: meeting pack", fife, date(2026, 11, 22), illustrative=False))
    ['Fife: meeting pack, 22 November 2026', '']
    """
    named = title or "The national indicators and context"
    whose = named if area.name in named else f"{named}: {area.name}"
    yield f"{whose}, {today.day} {today:%B %Y}"
    if illustrative:
        yield ILLUSTRATIVE
    yield ""


def listed(file: str, says: str) -> str:
    """Write a line of the list of pictures."""
    return f"{file}: {says}"


def tables_listed(tables: Sequence[tuple[int, str]]) -> Iterator[str]:
    """List the views that have no picture."""
    if tables:
        yield ""
        yield "These are tables and have no picture. The slides and the workbook hold them:"
        yield from (f"{place:02d} {heading}" for place, heading in tables)


def left_out_listed(lines: Sequence[str]) -> Iterator[str]:
    """List the views that can no longer be shown."""
    if lines:
        yield ""
        yield from lines
    yield ""
