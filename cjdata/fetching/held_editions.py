"""What of the publishers' offer is loaded here, what is new, and what is newer than all that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from cjdata.fetching.offered_editions import OfferedEdition
from cjdata.fetching.publisher_page import PageFile
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.store.loads import LoadOrigin

Standing = Literal["held", "changed", "in part", "newer", "older", "new"]
"""How an edition stands to what is loaded. ``held``: all of it is. ``changed``: so it is, and the
publisher has changed it since. ``in part``: some of its files are. ``newer``, ``older``: none is,
and it came out after or before what is. ``new``: nothing of the publication is loaded."""


def load_of_file(
    file: PageFile, edition: OfferedEdition, loads: Sequence[LoadOrigin]
) -> LoadOrigin | None:
    """Give the load of a file: the last of its address, or else one of its name and edition."""
    fetched = [one for one in loads if one.fetched and one.fetched.address == file.address]
    if fetched:
        return max(fetched, key=lambda one: one.fetched.at if one.fetched else "")
    name = shown_name(file.name)
    twins = {one.address for one in edition.files if shown_name(one.name) == name} - {file.address}
    own = (one for one in loads if one.publication == edition.publication and one.file == name)
    return next((one for one in own if _is_of(one, edition) and not _may_be_of(one, twins)), None)


def _may_be_of(load: LoadOrigin, twins: Collection[str]) -> bool:
    """Whether a load may be of another file of the same name: by hand, it can be of any."""
    return load.fetched.address in twins if load.fetched else bool(twins)


def standing_of(edition: OfferedEdition, loads: Sequence[LoadOrigin]) -> Standing:
    """Say how an edition stands to what is loaded."""
    own = [one for one in loads if one.publication == edition.publication]
    if not own:
        return "new"
    held = [load_of_file(file, edition, own) for file in edition.files]
    if any(held):
        if not all(held):
            return "in part"
        return "changed" if any(_changed(one, edition) for one in held if one) else "held"
    if any(_is_of(one, edition) for one in own):
        return "in part" if edition.files else "held"
    newest = max(one.published for one in own)
    return "newer" if edition.published > newest else "older"


def _is_of(load: LoadOrigin, edition: OfferedEdition) -> bool:
    """Whether a load is of an edition, by its page, or else by its name."""
    if load.fetched:
        return load.fetched.page == edition.address
    return bool(edition.label) and load.edition.casefold() == edition.label.casefold()


def _changed(load: LoadOrigin, edition: OfferedEdition) -> bool:
    """Whether the publisher says that an edition was changed since a file of it was fetched."""
    return bool(load.fetched and len(edition.updated) == len("2025-09-10")) and (
        edition.updated > (load.fetched.at[:10] if load.fetched else "")
    )
