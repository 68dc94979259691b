"""The pages there are: their path, title and place on the way through justice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its file in ``pages/`` is its path, its title stands in the navigation."""

    path: str
    title: str
    section: str


PAGES = (
    PageEntry("at-a-glance", "At a glance", ""),
    PageEntry("diversion", "Diversion from prosecution", "Before court"),
    PageEntry("police-custody", "Support in police custody", "Before court"),
    PageEntry("bail", "Bail supervision", "Before court"),
    PageEntry("custody-community", "Custody and community", "At court"),
    PageEntry("community-sentences", "Community sentences", "In the community"),
    PageEntry("treatment", "Treatment", "After prison"),
    PageEntry("housing", "Housing", "After prison"),
    PageEntry("employability", "Employability", "After prison"),
    PageEntry("throughcare", "Voluntary throughcare", "After prison"),
    PageEntry("area-profile", "Area profile", "Areas"),
    PageEntry("compare-areas", "Compare areas", "Areas"),
    PageEntry("local-plan", "Local plan", "Areas"),
    PageEntry("prison", "Prison", "Context"),
    PageEntry("reoffending", "Reoffending", "Context"),
    PageEntry("recorded-crime", "Recorded crime", "Context"),
    PageEntry("attitudes", "Public attitudes", "Context"),
    PageEntry("meeting-pack", "Meeting pack", "Meetings and data"),
    PageEntry("add-data", "Add official workbooks", "Meetings and data"),
    PageEntry("data-notes", "Data notes", "Meetings and data"),
)
HOME = PAGES[0]
_OTHERS = (
    "at-a-glance",
    "area-profile",
    "compare-areas",
    "local-plan",
    "meeting-pack",
    "add-data",
    "data-notes",
)
THEME_PATHS = tuple(p.path for p in PAGES if p.path not in _OTHERS)
