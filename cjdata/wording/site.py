"""The words of the site: one page about an area that opens from an e-mail."""

from __future__ import annotations

from datetime import date

from cjdata.areas import Area

SKIP = "Skip to the figures"
ON_THIS_PAGE = "On this page"
CHARTS, SAID, SOURCES, ABOUT = "Charts", "In the partnership’s words", "Sources", "About this page"
CHOOSE, ALL = "Choose a chart", "All charts"
HOW_TO_READ = "How to read this"
SORTED = "Sorted by {column}, {direction}."
LINE = "The years"
READ_MARKS = (
    "Point at a mark or tap it to read its figure. With a keyboard: move to the chart, then press "
    "the left and right arrow keys."
)
OPENS_ANYWHERE = (
    "This page needs no network and asks for nothing: all that it shows is inside it. Links lead "
    "to the publications, and open only when you follow one."
)


def title(area: Area) -> str:
    """Title the page."""
    return f"Community justice in {area.name}"


def table_summary(heading: str) -> str:
    """Name the part that a table opens from."""
    return f"Show the table: {heading}"


def made(today: date, snapshots: str) -> str:
    """Say when the page was made, and from which figures."""
    return f"Made on {today.day} {today:%B %Y} from snapshot {snapshots}."
