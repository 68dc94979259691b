"""The words of the workbook of figures: its cover, its notes, its headers, its markers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cjdata.reference.areas import Area
from cjdata.reference.statuses import STATUSES
from cjdata.text import join_and, upper_first
from cjdata.wording.figures import UNIT_WORDS
from cjdata.wording.licences import NAME, NOT_REAL
from cjdata.wording.standing import ILLUSTRATIVE

Lines = tuple[str, ...]

COVER, CONTENTS, NOTES, MARKERS = "Cover", "Contents", "Notes", "Markers"
ALL_FIGURES, SOURCES = "All figures", "Sources"
"""The names of the sheets that every workbook has."""

TITLES = {
    CONTENTS: "Contents",
    NOTES: "Notes and methods",
    MARKERS: "Markers and their meaning",
    ALL_FIGURES: "All figures, one in a row",
    SOURCES: "Sources of the figures",
}
"""The titles of the sheets that every workbook has, after the cover."""
SAYS = {
    CONTENTS: "What each sheet of this workbook holds.",
    NOTES: "What must be known of the figures, and how intervals and comparisons are worked out.",
    MARKERS: "What stands beside a figure, or in its place.",
    ALL_FIGURES: "Every figure once, with its status, interval and source.",
    SOURCES: "Where the figures were published, and under which licence.",
}
CONTENTS_HEADERS = ("Sheet", "What it holds", "What it says", "Notes")
NOTES_HEADERS = ("Note", "Text", "Sheets")
MARKERS_HEADERS = ("Marker", "In words", "Meaning")
SOURCES_HEADERS = (
    "Publication",
    "Publisher",
    "Published",
    "What it is",
    "Licence",
    "Address",
)
ONE_TABLE = "This sheet has one table."
HELP = (
    "Something unclear or wrong? Tell your community justice coordinator. The data notes of the "
    "dashboard explain every figure."
)
LICENCE_LINK = f"{NAME}, at nationalarchives.gov.uk"

PER_CENT, NUMBER = UNIT_WORDS["percent"], UNIT_WORDS["count"]
UNIT_HEADER = "Unit"
NO_ROWS = NO_NOTES = "None"
NOT_GIVEN, NOT_GIVEN_MARKER = "not given", "[z]"
NO_VALUE_MARKER = "[x]"
BREAK, BREAK_MARKER = "break", "[b]"
COUNT_ALONE = "a number, not a part of others"
BLANK_ALLOWED = (
    "A cell of a column of numbers is empty where there is no number. The column “marker and "
    "words” to its right says why. No empty cell stands for 0."
)
ALL_BLANK_ALLOWED = (
    "A value or a limit that is missing is an empty cell: its status, marker and reason stand in "
    "the same row. Any other empty cell means that there is nothing to say. No empty cell stands "
    "for 0."
)
METHODS: Lines = (
    "Missing is never 0. A plain 0 is a true nil.",
    "Percentages are numbers with “per cent” in the header: 71 means 71%.",
    "95% intervals: Wilson’s method for percentages; Byar’s method for counts and rates of 10 or "
    "more; the exact Poisson method under 10. Scotland’s figure is taken as fixed.",
    "Beside Scotland: an area is called higher or lower, or better or worse where the framework "
    "says which way is wanted, only where its 95% interval does not hold Scotland’s figure of the "
    "same year. Otherwise it is similar. A test of chance is not a test of cause.",
    "Five-year trend: the weighted slope over the latest five years, told as increasing or "
    "decreasing only where chance alone would give it less than 2 times in 1,000. It is not worked "
    "out across a break or a missing year.",
    "Breaks: figures on the two sides of a break are not comparable. The first figure after one "
    "has the marker [b]. The pandemic is no break: no line stops there, and the sentences say "
    "which figures and trends to read with care.",
    "Calculations (intervals, comparisons, trends, figures of groups) were made by this dashboard "
    "and are not themselves official statistics.",
)
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
        f"The sheet “{NOTES}” holds the notes that sheets name, such as [note 1], and the methods. "
        f"The sheet “{MARKERS}” explains markers such as [x].",
        f"The sheet “{ALL_FIGURES}” lists every figure once, for use in other programs.",
        BLANK_ALLOWED,
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


def help_lines() -> Lines:
    """Say where to turn."""
    return (HELP,)


def licence_lines(said: str) -> Lines:
    """Say under which licences the figures stand; ``said`` is empty where none of them is real."""
    if not said:
        return (NOT_REAL,)
    return (
        f"{said} The sheet “{SOURCES}” lists all sources, each with its licence.",
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
    return f"Notes, in the sheet “{NOTES}”: {listed}"


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
        (BREAK_MARKER, BREAK, "A break: earlier figures are not comparable with this one."),
        (NOT_GIVEN_MARKER, NOT_GIVEN, "There is no figure that this could belong to."),
        (NO_VALUE_MARKER, "Not printed", "The report gives no figure: the series is too new."),
        (NO_VALUE_MARKER, "any other words", "Not available, for the reason that the words give."),
        ("No marker", "rounded", "Rounded by the publisher."),
        ("No marker", COUNT_ALONE, "The column “out of” is empty: there is no whole."),
    )
    statuses = tuple(
        (s.marker or "No marker", s.short, s.meaning)
        for s in STATUSES.values()
        if s.short and s.id != "too_short_for_trend"
    )
    return tuple(sorted(fixed + statuses, key=lambda row: (row[0] == "No marker", row[0])))
