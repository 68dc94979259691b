"""Remembers the newest editions seen on the publishers' sites, so that pages can say what is out.

It stands in ``extracts/editions_seen.json`` of the data folder. Only fetching writes it; pages read
it and ask nobody. It can be removed at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cjdata.reference.catalogue import Catalogue
from cjdata.reference.editions import has_come
from cjdata.store.durable_writes import write_durably
from cjdata.store.loads import LoadOrigin

NAME = "editions_seen.json"


@dataclass(frozen=True)
class SeenEdition:
    """The newest edition of a publication that was seen on its site.

    ``published`` is the day or month on which it came out, ``seen`` the day it was seen.
    """

    publication: str
    label: str
    title: str
    address: str
    published: str
    seen: str


def read_seen(home: Path) -> dict[str, SeenEdition]:
    """Give what was seen, by publication; nothing where the file is missing or damaged."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        content = json.loads((home / "extracts" / NAME).read_text(encoding="utf-8"))
        found = (SeenEdition(**one) for one in content)
        return {one.publication: one for one in found}
    return {}


def seen_stamp(home: Path) -> tuple[int, int]:
    """Give what changes whenever something else was seen."""
    try:
        state = (home / "extracts" / NAME).stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size


def keep_seen(home: Path, seen: Iterable[SeenEdition]) -> dict[str, SeenEdition]:
    """Keep what was seen beside what was seen before, and give all of it, by publication.

    Where the disk refuses, nothing changes there; what was seen is given all the same.
    """
    kept = read_seen(home)
    for one in seen:
        before = kept.get(one.publication)
        if before is None or before.published <= one.published or before.seen < one.seen:
            kept[one.publication] = one
    path = home / "extracts" / NAME
    temporary = path.with_suffix(".part")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        content = [asdict(one) for _, one in sorted(kept.items())]
        write_durably(temporary, (json.dumps(content, indent=1, ensure_ascii=False)).encode())
        temporary.replace(path)
    return kept


def newer_editions(
    seen: Mapping[str, SeenEdition], catalogue: Catalogue, loads: Sequence[LoadOrigin]
) -> dict[str, SeenEdition]:
    """Give those editions that came out after all that is known and loaded, by publication."""
    found = {}
    for publication in catalogue.publications:
        one = seen.get(publication.id)
        own = (load.published for load in loads if load.publication == publication.id)
        known = max(own, default="")
        known = max(known, publication.newest_published)
        is_later = one is not None and one.published > known and not known.startswith(one.published)
        if one is not None and is_later and has_come(one.published):
            found[publication.id] = one
    return found
