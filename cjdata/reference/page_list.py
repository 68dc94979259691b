"""The pages there are: those that always stand, and one for each record of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cjdata import settings
from cjdata.errors import Mistake, nearest
from cjdata.reference.catalogue import Catalogue, FaultyRecordPage, NavigationSection, Theme
from cjdata.reference.standing_pages import (
    AREAS,
    HOME,
    MEETINGS,
    STANDING,
    STANDING_PAGES,
    PageEntry,
)

__all__ = ["HOME", "PageEntry", "entry_of", "folder", "page_entries", "page_findings"]

WITHOUT_RECORD = "Pages without a record"
_PATH = re.compile(r"[a-z0-9][a-z0-9_-]*")


def folder() -> Path:
    """Give the folder that holds the file of each page."""
    return settings.PROJECT / "pages"


def page_entries(catalogue: Catalogue | None) -> tuple[PageEntry, ...]:
    """List the pages whose files are there, by their place on the way through justice.

    A record whose page has no file has no page; a page file without a sound record has a page
    all the same, which says so: an address that somebody keeps leads to a reason. ``catalogue``
    is None where nothing sound could be read of it.
    """
    files = {path.stem for path in folder().glob("*.py") if _PATH.fullmatch(path.stem)}
    *way, context = _by_section(catalogue) if catalogue else ((), ())
    known = {entry.path for entries in (STANDING, *way, context) for entry in entries}
    strays = (PageEntry(path, _said(path), WITHOUT_RECORD) for path in sorted(files - known))
    every = (HOME, *(e for entries in way for e in entries), *AREAS, *context, *strays, *MEETINGS)
    return tuple(entry for entry in every if entry.path in files or entry == HOME)


def entry_of(path: str, catalogue: Catalogue) -> PageEntry | None:
    """Give the page of a path, or None where neither a record nor this project has it."""
    of_records = (entry for entries in _by_section(catalogue) for entry in entries)
    return next((entry for entry in (*STANDING, *of_records) if entry.path == path), None)


def page_findings(catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Say which records are shown everywhere but on a page of their own, and why."""
    files = {path.stem for path in folder().glob("*.py")}
    spare = sorted(files - {*STANDING_PAGES} - {theme.page for theme in catalogue.themes})
    return tuple(_findings(catalogue.themes, files, spare))


def _findings(themes: Iterable[Theme], files: set[str], spare: list[str]) -> Iterator[Mistake]:
    for theme in themes:
        if theme.page not in files:
            near = nearest(theme.page, spare)
            fix = (
                f"Did you mean “{near}”? Correct page in the record."
                if near
                else "Add the file, three lines like those of the others, or correct the record."
            )
            what = f"its page has no file pages/{theme.page}.py, so nothing links to it"
            yield Mistake(f"record {theme.id}", what, fix)


def _by_section(catalogue: Catalogue) -> list[tuple[PageEntry, ...]]:
    """Give the pages of the records section by section; the last are read beside the others."""
    sections = catalogue.sections or (NavigationSection(id="records", title="Indicators"),)
    titles = {section.id: section.title for section in sections}
    last = sections[-1].id
    records: dict[str, Theme | FaultyRecordPage] = {left.page: left for left in catalogue.left_out}
    records |= {theme.page: theme for theme in catalogue.themes}
    found: dict[str, list[PageEntry]] = {section.id: [] for section in sections}
    for record in sorted(records.values(), key=lambda record: record.number):
        section = record.section if record.section and record.section in titles else last
        if record.page not in STANDING_PAGES:
            found[section].append(PageEntry(record.page, record.page_title, titles[section]))
    return list(map(tuple, found.values()))


def _said(path: str) -> str:
    return path.replace("-", " ").replace("_", " ").capitalize()
