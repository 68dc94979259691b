"""One sitting of fetching, the same for the command and the page: look, choose, fetch.

What comes of it goes the way of any other file: it is read, checked, and published on a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cjdata.errors import UnknownName
from cjdata.fetching.fetch_files import FetchedFiles, fetch_files
from cjdata.fetching.fetch_trace import FetchTrace
from cjdata.fetching.held_editions import Standing, standing_of
from cjdata.fetching.manners import MANNERS, Manners
from cjdata.fetching.newest_seen import SeenEdition, keep_seen
from cjdata.fetching.offered_editions import (
    OfferedEdition,
    OfferedEditions,
    Progress,
    look_for_editions,
)
from cjdata.fetching.page_memory import PublisherPages
from cjdata.fetching.polite_web import PoliteWeb, file_limit, hosts_of
from cjdata.reference import editions
from cjdata.reference.catalogue import Catalogue, Publication
from cjdata.store.load_folders import read_abouts
from cjdata.store.loads import LoadOrigin
from cjdata.store.loads_in_force import loads_in_force


def fetchable(catalogue: Catalogue, names: Sequence[str] = ()) -> tuple[Publication, ...]:
    """Give the publications that can be fetched: those of these ids, else those by default.

    Raises
    ------
    UnknownName
        When no publication of that id can be fetched.
    """
    known = {one.id: one for one in catalogue.publications if one.fetch}
    for name in names:
        if name not in known:
            raise UnknownName.among("publication that can be fetched", name, list(known), "fetch")
    if names:
        return tuple(known[name] for name in dict.fromkeys(names))
    return tuple(one for one in known.values() if one.fetch and one.fetch.by_default)


def not_published(catalogue: Catalogue) -> tuple[Publication, ...]:
    """List the publications of national indicators that have no workbook anywhere."""
    ids = dict.fromkeys(indicator.publication for indicator in catalogue.indicators)
    found = (catalogue.publication_by_id[one] for one in ids)
    return tuple(one for one in found if one.fetch is None and one.url is None)


@dataclass(frozen=True)
class OfferedHere:
    """An edition that is offered, and how it stands to what is loaded."""

    edition: OfferedEdition
    standing: Standing

    @property
    def is_wanted(self) -> bool:
        """Whether it has files that are not loaded as they are now."""
        return bool(self.edition.files) and self.standing != "held"


def undated_editions(offered: Iterable[OfferedHere], catalogue: Catalogue) -> list[OfferedEdition]:
    """Give the editions of which nobody can tell whether they are newer than what is known.

    Their pages say no date, nothing of them is loaded, and the catalogue does not name them.
    """
    return [
        one.edition
        for one in offered
        if not (one.edition.published or one.edition.trouble)
        and one.standing in ("new", "older")
        and not _is_named(one.edition, catalogue.publication_by_id[one.edition.publication])
    ]


def _is_named(edition: OfferedEdition, publication: Publication) -> bool:
    """Whether the catalogue names an edition as the newest that is known: its years, at least."""
    known = publication.newest_known
    return bool(known) and f"{edition.label} ".startswith(f"{known} ")


class FetchSitting:
    """A sitting: it asks the publishers of a catalogue, and nobody else, until it ends."""

    def __init__(
        self,
        home: Path,
        catalogue: Catalogue,
        *,
        manners: Manners = MANNERS,
        trace: FetchTrace | None = None,
    ) -> None:
        addresses = [a for p in catalogue.publications if p.fetch for a in p.fetch.addresses]
        self._home = home
        self._web = PoliteWeb(hosts_of(addresses), file_limit(), manners=manners, trace=trace)
        self._pages = PublisherPages(self._web, home)
        self.seen: Mapping[str, SeenEdition] = {}
        """The newest editions that were seen, by publication, once there was a look."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of all connections."""
        self._web.__exit__(*error)

    @property
    def loads(self) -> tuple[LoadOrigin, ...]:
        """Where the loads in force came from."""
        return read_abouts(self._home, loads_in_force(self._home))

    def look(
        self,
        publications: Sequence[Publication],
        *,
        every: bool = False,
        progress: Progress = lambda _text, _share: None,
    ) -> tuple[list[OfferedHere], OfferedEditions]:
        """Look at the publishers' pages; give the editions, and besides them what went wrong.

        ``every`` gives all editions, and not only the newest of each.
        """
        found = look_for_editions(self._pages, publications, every=every, progress=progress)
        self.seen = keep_seen(self._home, map(_seen, found.newest()))
        loads = self.loads
        shown = found.editions if every else found.newest()
        return [OfferedHere(one, standing_of(one, loads)) for one in shown], found

    def fetch(
        self,
        chosen: Sequence[OfferedEdition],
        *,
        progress: Progress = lambda _text, _share: None,
    ) -> FetchedFiles:
        """Fetch the files of editions, one after the other."""
        return fetch_files(self._web, chosen, self.loads, progress=progress)


def _seen(edition: OfferedEdition) -> SeenEdition:
    return SeenEdition(
        edition.publication,
        edition.label,
        edition.title,
        edition.address,
        edition.published,
        editions.today().isoformat(),
    )
