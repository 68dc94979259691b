"""Looks at the publishers' pages for editions and their files: links are followed, not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from cjdata.fetching import fetch_errors
from cjdata.fetching.fetch_errors import NotFetched
from cjdata.fetching.page_memory import PublisherPages
from cjdata.fetching.publisher_page import (
    FILE_KINDS,
    PageFile,
    PublisherPage,
    bare_address,
    file_name,
)
from cjdata.ingest.tables.phrase_matching import holds_any
from cjdata.reference.catalogue import Publication
from cjdata.reference.periods import ANY_MONTH, MONTHS
from cjdata.reference.where_to_look import WhereToLook, dataset_file, dataset_page

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""

_MOST_LIST_PAGES = 10
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–/]\s*((?:19|20)?\d{2})(?!\d)")
_MONTH = re.compile(rf"({ANY_MONTH})\s+((?:19|20)\d{{2}})", re.IGNORECASE)
_SINGLE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_PART = re.compile(r"\bpart[\s-]+(\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class OfferedEdition:
    """An edition that a publisher offers.

    Attributes
    ----------
    publication, title, label
        The id of the publication; what the site calls the edition; its years and its part.
    address
        Its own page.
    published, updated
        The day or month on which it came out, and was changed last; empty where not said.
    files
        Its workbooks; empty as long as its pages have not been looked at.
    trouble
        Why its files are not known, where its pages were looked at in vain.
    """

    publication: str
    title: str
    label: str
    address: str
    order: tuple[int, int] = (0, 0)
    published: str = ""
    updated: str = ""
    files: tuple[PageFile, ...] = ()
    trouble: NotFetched | None = None


@dataclass
class OfferedEditions:
    """What was found: editions, the newest of each publication first, and what went wrong."""

    editions: list[OfferedEdition] = field(default_factory=list)
    troubles: list[NotFetched] = field(default_factory=list)

    def newest(self) -> list[OfferedEdition]:
        """Give the newest edition of each publication, of a set of data each of them."""
        found: dict[str, OfferedEdition] = {}
        for edition in self.editions:
            is_dataset = edition.order == _DATASET
            key = edition.address if is_dataset else edition.publication
            found.setdefault(key, edition)
        return list(found.values())


_DATASET = (9999, 12)
"""The place of a dataset among editions: there is none but the present one."""


def look_for_editions(
    pages: PublisherPages,
    publications: Sequence[Publication],
    *,
    every: bool = False,
    progress: Progress = lambda _text, _share: None,
) -> OfferedEditions:
    """Look for the editions of publications, and at the pages of the newest of each.

    ``every`` looks at the pages of all of them. What goes wrong at one publication is told, and
    costs no other.
    """
    found = OfferedEditions()
    wanted = [one for one in publications if one.fetch]
    for number, publication in enumerate(wanted):
        progress(f"Looking for {publication.name or publication.title}", number / len(wanted))
        editions = _Search(pages, publication, found.troubles, every=every).editions()
        shown = editions if every else editions[:1]
        found.editions += [_looked_at(pages, one, publication.fetch) for one in shown]
        found.editions += editions[len(shown) :]
        for name in publication.fetch.datasets if publication.fetch else ():
            found.editions.append(_dataset(pages, publication, name))
    found.troubles += [one.trouble for one in found.editions if one.trouble]
    progress("Looked", 1.0)
    return found


@dataclass
class _Search:
    """The search for the editions of one publication."""

    pages: PublisherPages
    publication: Publication
    troubles: list[NotFetched]
    every: bool

    def editions(self) -> list[OfferedEdition]:
        """Give the editions, newest first.

        Searches are asked where no collection leads to an edition; then what went wrong at the
        collections is said only where these find none either.
        """
        where = self.publication.fetch
        if where is None or not (where.collections or where.searches):
            return []
        vain: list[NotFetched] = []
        for addresses in (where.collections, where.searches):
            found: dict[str, OfferedEdition] = {}
            failed: list[NotFetched] = []
            for address in addresses:
                try:
                    found |= self._on(address, where)
                except NotFetched as trouble:
                    failed.append(trouble)
            if found:
                self.troubles += failed  # one of several lists: it may have had a newer edition
                return sorted(found.values(), key=lambda one: one.order, reverse=True)
            vain += failed
        self.troubles += vain
        return []

    def _on(self, address: str, where: WhereToLook) -> dict[str, OfferedEdition]:
        """Give the editions that a list links to, on its further pages as well if all are asked."""
        found: dict[str, OfferedEdition] = {}
        place = address
        for _ in range(_MOST_LIST_PAGES):
            page = self.pages.read(place)
            for one in self._linked(page, where):
                before = found.get(one.address)
                if before is None or one.order > before.order:
                    found[one.address] = one
            place = page.next_page if self.every or not found else ""
            if not place or not self.pages.web.allows(place):
                break
        dated = {key: one for key, one in found.items() if one.label}
        if not dated:
            names = self.publication.name or self.publication.title
            _note_outline(self.pages, page)
            raise fetch_errors.page_changed(address, f"no edition of “{names}” is linked")
        return dated

    def _linked(self, page: PublisherPage, where: WhereToLook) -> Iterator[OfferedEdition]:
        for link in page.links:
            address = _edition_page(link.address)
            slug = PurePosixPath(urlsplit(address).path).name.replace("-", " ")
            said = f"{link.text} {slug}"
            is_edition = (
                self.pages.web.allows(address)
                and address != _edition_page(page.address)
                and "/collections/" not in address
                and not file_name(address).lower().endswith(FILE_KINDS)
                and holds_any(said, where.editions)
                and not holds_any(said, where.unless)
            )
            if is_edition:
                label, order = label_of(link.text)
                if not label:
                    label, order = label_of(_dashed(slug))
                title = link.text or slug
                yield OfferedEdition(self.publication.id, title, label, address, order)


def label_of(title: str) -> tuple[str, tuple[int, int]]:
    """Give the years and the part that a title names, and their place in time.

    >>> label_of("Justice Social Work Statistics in Scotland: 2024-25 – Part 1")
    ('2024-25 part 1', (2025, 3))
    >>> label_of("Mid-2024 Population Estimates"), label_of("Statistical Summary: May 2026")
    (('2024', (2024, 6)), ('May 2026', (2026, 5)))
    """
    part = _PART.search(title)
    behind = f" part {part[1]}" if part else ""
    years = [m for m in _YEAR.finditer(title) if int(m[1][2:]) == (int(m[2][-2:]) - 1) % 100]
    if years:
        start = max(int(match[1]) for match in years)
        return f"{start}-{(start + 1) % 100:02d}{behind}", (start + 1, 3)
    if month := _MONTH.search(title):
        name = month[1].capitalize()
        return f"{name} {month[2]}{behind}", (int(month[2]), MONTHS.index(name) + 1)
    if single := _SINGLE.findall(title):
        return f"{max(single)}{behind}", (int(max(single)), 6)
    return "", (0, 0)


def _dashed(slug: str) -> str:
    """Write the years of an address as titles do: “2024 25” is “2024-25”."""
    return re.sub(r"\b((?:19|20)\d{2}) (\d{2})\b", r"\1-\2", slug)


def _edition_page(address: str) -> str:
    """Give the first page of a publication for any of its pages; another address as it is."""
    parts = urlsplit(address)
    names = [name for name in parts.path.split("/") if name]
    if len(names) >= 2 and names[0] == "publications":
        return urlunsplit((*parts[:2], f"/publications/{names[1]}/", "", ""))
    return address


def _looked_at(
    pages: PublisherPages, edition: OfferedEdition, where: WhereToLook | None
) -> OfferedEdition:
    """Look at the pages of an edition for its date and its files."""
    try:
        page = pages.read(edition.address)
        title = page.title or edition.title
        label, order = label_of(title)
        known = replace(
            edition,
            title=title,
            label=label or edition.label,
            order=order if label else edition.order,
            published=page.published,
            updated=page.updated,
        )
        files = list(page.files)
        if page.documents and pages.web.allows(page.documents):
            page = pages.read(page.documents)
            files += page.files
        wanted = _wanted(files, where)
        if wanted:
            return replace(known, files=wanted)
        _note_outline(pages, page)
        trouble = fetch_errors.page_changed(page.address, "no workbook is offered")
    except NotFetched as error:
        known, trouble = edition, error
    return replace(known, trouble=trouble)


def _wanted(files: Iterable[PageFile], where: WhereToLook | None) -> tuple[PageFile, ...]:
    """Give the files that are asked for; of one in several kinds the first kind alone.

    Files of one name at several addresses are different files.
    """
    found: dict[str, dict[str, PageFile]] = {}
    for file in sorted(files, key=lambda one: FILE_KINDS.index(_ending(one.name))):
        said = f"{file.title} {PurePosixPath(file.name).stem}"
        is_asked = where is None or not where.files or holds_any(said, where.files)
        if is_asked and not (where and holds_any(said, where.files_unless)):
            same = found.setdefault(PurePosixPath(file.name).stem.casefold(), {})
            if all(_ending(one.name) == _ending(file.name) for one in same.values()):
                same.setdefault(bare_address(file.address), file)
    return tuple(file for same in found.values() for file in same.values())


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _dataset(pages: PublisherPages, publication: Publication, name: str) -> OfferedEdition:
    """Give the present edition of a dataset: its page says when it was changed."""
    address = dataset_page(name)
    file = PageFile(dataset_file(name), name.replace("-", " ").capitalize(), f"{name}.csv")
    edition = OfferedEdition(
        publication.id, file.title, "open data", address, _DATASET, files=(file,)
    )
    try:
        page = pages.read(address)
    except NotFetched as trouble:
        return replace(edition, files=(), trouble=trouble)
    day = page.updated or page.published
    return replace(edition, title=page.title or edition.title, published=day, updated=day)


def _note_outline(pages: PublisherPages, page: PublisherPage) -> None:
    pages.web.trace.add("page not understood", page.address, outline=page.outline())
