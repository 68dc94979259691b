"""The view of what the publishers’ sites offer: editions, and what could not be got."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.fetching.fetch_errors import NotFetched
from cjdata.fetching.sitting import OfferedHere, fetchable, not_published
from cjdata.ingest.remarks import Remark
from cjdata.reference.catalogue import Catalogue, Publication
from cjdata.text import upper_first
from cjdata.views.table import Cell, Table
from cjdata.wording import fetching as words


@dataclass(frozen=True)
class OfferView:
    """What is on the publishers' sites.

    Attributes
    ----------
    sentence
        How many editions were found, and how many of them are not loaded.
    editions
        All of them; None where none was found.
    choices
        The editions that have workbooks, each with what it is called where it is chosen.
    wanted
        Those of them that are not loaded as they are now.
    without
        Sentences on figures that no workbook has.
    """

    sentence: str
    editions: Table | None
    choices: tuple[tuple[str, OfferedHere], ...]
    wanted: tuple[str, ...]
    without: tuple[str, ...]


def offer_view(offered: Sequence[OfferedHere], catalogue: Catalogue) -> OfferView:
    """Put what was found into a table and choices."""
    rows = tuple(
        (
            Cell(_name(one, catalogue), link=one.edition.address),
            Cell(one.edition.label or "Not said"),
            Cell(words.published_words(one.edition)),
            Cell(words.files_words(one.edition)),
            Cell(words.standing_words(one.standing)),
        )
        for one in offered
    )
    header = ("Publication", "Edition", "Published", "Workbooks", "Here")
    choices = tuple(
        (words.choice_label(_name(one, catalogue), one.edition, one.standing), one)
        for one in offered
        if one.edition.files
    )
    wanted = tuple(label for label, one in choices if one.is_wanted)
    return OfferView(
        words.looked(len(offered), len(wanted)) if offered else words.TEXTS.nothing_found,
        Table(words.TEXTS.found_caption, header, rows) if rows else None,
        choices,
        wanted,
        tuple(map(words.no_workbook, not_published(catalogue))),
    )


def not_got_table(troubles: Sequence[NotFetched]) -> Table | None:
    """List what could not be got, each with its address; None where all could."""
    if not troubles:
        return None
    rows = tuple(
        (
            Cell(words.short_address(trouble.address), link=trouble.address),
            Cell(f"{upper_first(trouble.findings[0].what)}."),
            Cell(trouble.findings[0].fix),
        )
        for trouble in troubles
    )
    return Table(words.TEXTS.not_got_caption, ("Address", "What happened", "What to do"), rows)


def set_aside_table(remarks: Sequence[Remark], addresses: dict[str, str]) -> Table | None:
    """List the files that were fetched and cannot be read, with where each came from."""
    if not remarks:
        return None
    rows = tuple(
        (
            Cell(remark.file, link=addresses.get(remark.file, "")),
            Cell(f"{upper_first(remark.found.rstrip('.'))}."),
            Cell(remark.fix),
        )
        for remark in remarks
    )
    return Table(words.TEXTS.set_aside_caption, ("File", "Found", "What to do"), rows)


@dataclass(frozen=True)
class PublicationChoice:
    """The publications that can be looked for, by what they are called, and those by default."""

    by_name: dict[str, Publication]
    default: tuple[str, ...]


def publication_choice(catalogue: Catalogue) -> PublicationChoice:
    """Give the publications that can be looked for."""
    every = [one.id for one in catalogue.publications if one.fetch]
    by_name = {upper_first(one.title): one for one in fetchable(catalogue, every)}
    usual = {one.id for one in fetchable(catalogue)}
    return PublicationChoice(by_name, tuple(n for n, one in by_name.items() if one.id in usual))


def _name(one: OfferedHere, catalogue: Catalogue) -> str:
    publication = catalogue.publication_by_id[one.edition.publication]
    return publication.name or publication.title
