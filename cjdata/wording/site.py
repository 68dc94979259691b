"""The words of the site: one page about an area that opens from an e-mail."""

from __future__ import annotations

from datetime import date

from cjdata.reference.areas import Area
from cjdata.standing_texts import StandingWords

TEXTS = StandingWords("site")
"""The words that stand as they are, from ``cjdata/texts/site.toml``."""


def title(area: Area) -> str:
    """Title the page."""
    return f"Community justice in {area.name}"


def table_summary(heading: str) -> str:
    """Name the part that a table opens from."""
    return f"Show the table: {heading}"


def made(today: date, snapshots: str) -> str:
    """Say when the page was made, and from which figures."""
    return f"Made on {today.day} {today:%B %Y} from snapshot {snapshots}."


def group_named(name: str) -> str:
    """Head a group of charts: as the texts do, or by the name that a kind of view gives it."""
    return TEXTS.by_key("groups").get(name, name)
