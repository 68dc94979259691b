"""The words of the workbook of figures: its cover, its notes, its headers, its markers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cjdata.contact_setting import Contact
from cjdata.reference.areas import Area
from cjdata.reference.statuses import STATUSES
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and, upper_first
from cjdata.wording.asking import help_line
from cjdata.wording.figures import UNIT_WORDS
from cjdata.wording.licences import NAME, NOT_REAL
from cjdata.wording.standing import ILLUSTRATIVE

TEXTS = StandingWords("workbook")
"""The words that stand as they are, from ``cjdata/texts/workbook.toml``."""

Lines = tuple[str, ...]

"""The names of the sheets that every workbook has."""

TITLES = {
    TEXTS.contents: "Contents",
    TEXTS.notes: "Notes and methods",
    TEXTS.markers: "Markers and their meaning",
    TEXTS.all_figures: "All figures, one in a row",
    TEXTS.sources: "Sources of the figures",
}
"""The titles of the sheets that every workbook has, after the cover."""
SAYS = {
    TEXTS.contents: "What each sheet of this workbook holds.",
    TEXTS.notes: (
        "What must be known of the figures, and how intervals and comparisons are worked out."
    ),
    TEXTS.markers: "What stands beside a figure, or in its place.",
    TEXTS.all_figures: "Every figure once, with its status, interval and source.",
    TEXTS.sources: "Where the figures were published, and under which licence.",
}
LICENCE_LINK = f"{NAME}, at nationalarchives.gov.uk"

PER_CENT, NUMBER = UNIT_WORDS["percent"], UNIT_WORDS["count"]
NO_ROWS = NO_NOTES = "None"
NO_VALUE_MARKER = "[x]"
_COLUMNS = {
    "figures": "Kind of figures",
    "measure_id": "Measure id",
    "lower_95": "95% interval: lower limit",
    "upper_95": "95% interval: upper limit",
    "target_2018_19": "Target 2018-19",
    "target_2021_22": "Target 2021-22",
}


def title(area: Area) -> str:
    """Title the workbook."""
    return f"Community justice figures: {area.name}"


def day(today: date) -> str:
    """Write a day as people do."""
    return f"{today.day} {today:%B %Y}"


def about(area: Area, today: date, editions: Sequence[str], snapshots: Sequence[str]) -> Lines:
    """Say whose figures these are, and from when."""
    held = join_and(editions) or "none: no figure is held"
    return (
        f"Area: {area.name}",
        f"Date: made on {day(today)}",
        f"Editions: {held}",
        f"Snapshot of the figures: {join_and(snapshots)}",
    )


def how_it_is_laid_out() -> Lines:
    """Say how to read the workbook."""
    return (
        "Each sheet has one table, under a title and a few sentences, and nothing below it.",
        f"The sheet “{TEXTS.notes}” holds the notes that sheets name, such as [note 1], and the "
        "methods. "
        f"The sheet “{TEXTS.markers}” explains markers such as [x].",
        f"The sheet “{TEXTS.all_figures}” lists every figure once, for use in other programs.",
        TEXTS.blank_allowed,
    )


def what_is_illustrative(sheets: Sequence[str], total: int) -> Lines:
    """Say which sheets hold figures that are made up."""
    if not sheets:
        return (
            "Nothing in this workbook is illustrative: its figures were published or supplied.",
        )
    if len(sheets) == total:
        return (
            f"{ILLUSTRATIVE}. A generator made every figure of a council, to show what the tables "
            "look like; some totals for Scotland are set to the published ones. Do not quote any "
            "of them.",
        )
    return (
        f"{ILLUSTRATIVE}: the figures of the sheets {join_and(sheets)}. They were made by a "
        "generator. Do not quote any of them.",
    )


def help_lines(asked: Contact | None) -> Lines:
    """Say where to turn."""
    return (help_line(asked),)


def licence_lines(said: str) -> Lines:
    """Say under which licences the figures stand; ``said`` is empty where none of them is real."""
    if not said:
        return (NOT_REAL,)
    return (
        f"{said} The sheet “{TEXTS.sources}” lists all sources, each with its licence.",
        "Calculations by this dashboard.",
    )


def link_text(sheet: str, heading: str) -> str:
    """Say where a link on the cover leads.

    >>> link_text("3 Custody", "Custody: share of people convicted")
    'Sheet 3: Custody: share of people convicted'
    """
    first = sheet.split(" ", 1)[0]
    named = first if first.isdecimal() else sheet
    return f"Sheet {named}" if heading == sheet else f"Sheet {named}: {heading}"


def notes_line(numbers: Sequence[int]) -> str:
    """Name the notes that belong to a sheet."""
    if not numbers:
        return ""
    listed = " ".join(note(n) for n in numbers)
    return f"Notes, in the sheet “{TEXTS.notes}”: {listed}"


def note(number: int) -> str:
    """Name a note."""
    return f"[note {number}]"


def column(name: str) -> str:
    """Write the name of a column of a file as a header.

    >>> column("reason_if_missing")
    'Reason if missing'
    """
    return _COLUMNS.get(name, upper_first(name.replace("_", " ")))


def with_unit(header: str, unit: str) -> str:
    """Put a unit behind a header."""
    return f"{header}, {unit}" if unit else header


def index_unit(base: str) -> str:
    """Name the unit of an index."""
    return f"index, {base} is 100"


def marker_header(header: str) -> str:
    """Head the column that says what stands for a missing figure, or qualifies one."""
    return f"{header}: marker and words"


def limits(header: str) -> tuple[str, str]:
    """Head the two columns of a range."""
    return f"{header}: lower limit", f"{header}: upper limit"


def part_of(header: str) -> tuple[str, str]:
    """Head the two columns of a part and its whole."""
    return header, f"{header}: out of"


def markers() -> tuple[tuple[str, str, str], ...]:
    """List every marker that can occur: the marker, its words, what it means."""
    fixed = (
        (
            TEXTS.break_marker,
            TEXTS.break_word,
            "A break: earlier figures are not comparable with this one.",
        ),
        (TEXTS.not_given_marker, TEXTS.not_given, "There is no figure that this could belong to."),
        (NO_VALUE_MARKER, "Not printed", "The report gives no figure: the series is too new."),
        (NO_VALUE_MARKER, "any other words", "Not available, for the reason that the words give."),
        ("No marker", "rounded", "Rounded by the publisher."),
        ("No marker", TEXTS.count_alone, "The column “out of” is empty: there is no whole."),
    )
    statuses = tuple(
        (s.marker or "No marker", s.short, s.meaning)
        for s in STATUSES.values()
        if s.short and s.id != "too_short_for_trend"
    )
    return tuple(sorted(fixed + statuses, key=lambda row: (row[0] == "No marker", row[0])))
