"""Words of getting official workbooks from the publishers' sites."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from cjdata.fetching.fetch_errors import NotFetched
from cjdata.fetching.held_editions import Standing
from cjdata.fetching.offered_editions import OfferedEdition
from cjdata.fetching.publisher_page import file_name
from cjdata.reference.catalogue import Publication
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and
from cjdata.wording.loading import counted, day_in_words

TEXTS = StandingWords("fetching")
"""The words that stand as they are, from ``cjdata/texts/fetching.toml``."""


def standing_words(standing: Standing) -> str:
    """Say how an edition stands to what is loaded."""
    return TEXTS.by_key("standings")[standing]


def published_words(edition: OfferedEdition) -> str:
    """Say when an edition came out, as its page says it."""
    return day_in_words(edition.published) if edition.published else TEXTS.date_not_known


def files_words(edition: OfferedEdition) -> str:
    """Name the files of an edition."""
    if edition.trouble:
        return "Not known"
    return "; ".join(file.name for file in edition.files) or "Not looked at"


def choice_label(name: str, edition: OfferedEdition, standing: Standing) -> str:
    """Name an edition where it can be chosen."""
    label = edition.label or edition.title
    files = counted(len(edition.files), "file")
    return f"{name}, {label}: {files} ({standing_words(standing).lower()})"


def edition_line(name: str, edition: OfferedEdition, standing: Standing) -> str:
    """Write an edition on a line."""
    out = f", published {day_in_words(edition.published)}" if edition.published else ""
    label = f", {edition.label}" if edition.label else ""
    return f"{name}{label}{out}: {standing_words(standing).lower()}"


def undated_line(publication: str, edition: OfferedEdition) -> str:
    """Say of an edition that whether it is newer than what is known cannot be told."""
    told = TEXTS.undated.format(edition=edition.label or edition.title)
    return f"{publication}: {told} {edition.address}"


def trouble_line(trouble: NotFetched) -> str:
    """Say what could not be got, and what to do."""
    return str(trouble.findings[0])


def short_address(address: str) -> str:
    """Name an address by its site and its last part.

    >>> short_address("https://www.gov.scot/a/b/govscot%3Adocument/Part%2B1.xlsx")
    'Part 1.xlsx, www.gov.scot'
    """
    parts = urlsplit(address)
    name = file_name(address) or parts.path.rstrip("/").rpartition("/")[2]
    return ", ".join(filter(None, (name, parts.hostname)))


def no_workbook(publication: Publication) -> str:
    """Say that figures of a publication are in no workbook that could be fetched."""
    return f"{publication.title}: not published, so there is nothing to fetch."


def looked(editions: int, wanted: int) -> str:
    """Say what was found, in a sentence."""
    found = counted(editions, "edition")
    return f"{found} found; {wanted} of them with workbooks that are not loaded as they are now."


def fetched(files: Sequence[str], unchanged: Sequence[str]) -> str:
    """Say what was fetched, and what did not need to be."""
    same = f" As loaded before: {join_and(unchanged)}." if unchanged else ""
    if not files:
        return f"{TEXTS.nothing_fetched}{same}"
    return f"Fetched {counted(len(files), 'workbook')}: {join_and(files)}.{same}"
