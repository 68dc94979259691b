"""The pages that are of no record: a new one has a line here, and its file in ``pages/``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its file in ``pages/`` is its path, its title stands in the navigation."""

    path: str
    title: str
    section: str


HOME = PageEntry("at-a-glance", "At a glance", "")
AREAS = (
    PageEntry("area-profile", "Area profile", "Areas"),
    PageEntry("compare-areas", "Compare areas", "Areas"),
    PageEntry("local-plan", "Local plan", "Areas"),
)
MEETINGS = (
    PageEntry("meeting-pack", "Meeting pack", "Meetings and data"),
    PageEntry("add-data", "Add official workbooks", "Meetings and data"),
    PageEntry("data-notes", "Data notes", "Meetings and data"),
)
STANDING = (HOME, *AREAS, *MEETINGS)
STANDING_PAGES = tuple(entry.path for entry in STANDING)
"""Their paths, which no record may have."""
