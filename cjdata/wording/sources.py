"""Words on sources: the line that names them under every view, and how each is listed."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from cjdata.library import Source
from cjdata.reference.catalogue import Publication
from cjdata.reference.designations import counted, in_words, is_official
from cjdata.reference.periods import month_in_words
from cjdata.store.loads import FetchedFrom
from cjdata.text import lower_first, upper_first
from cjdata.wording.standing import ILLUSTRATIVE

GENERATOR = f"{ILLUSTRATIVE}, made by this dashboard’s generator."
NOTHING_SHOWN = "No figure is shown, so there is no source to name."
IN_THE_FILE = ", in the file"
"""Where the titles are that a line has no room for: in the file of figures beside it."""
UNDER_SOURCES = ", under “Sources” below"
"""Where they are on a page that lists its sources."""
_MOST_NAMED = 2


def counted_words(pairs: Sequence[tuple[str, str]]) -> str:
    """Say what figures are counted by, from the names of measures with what each is counted by.

    Empty where it is not known. Measures that are counted alike are not told apart.
    """
    known = [(name, by) for name, by in pairs if by]
    ways = dict.fromkeys(by for _, by in known)
    if len(ways) < 2:
        return f"Counted by: {by}." if (by := next(iter(ways), "")) else ""
    return f"Counted by: {'; '.join(f'{by} ({name})' for name, by in known)}."


COMPUTED = "computed here, not an official statistic, from "
"""Stands before the sources, so that it is not what is cut where a line is short."""


def source_line(
    sources: Sequence[Source],
    publication: Publication | None,
    counted_by: str,
    *,
    named: int = 1,
    why: Sequence[Source] = (),
    computed: bool = False,
    illustrative: bool,
) -> str:
    """Name the first sources with what each is, how many others there are, and what is counted by.

    Parameters
    ----------
    sources
        Those of the figures which the finding leads with come first.
    publication
        What carries the measure: named where nothing of it is loaded.
    counted_by
        A sentence, or empty.
    named
        How many sources are named in full.
    why
        Where no figure is shown: what says why.
    computed
        Whether these print what the figures were worked out from, and not the figures.
    """
    if illustrative:
        said = GENERATOR
    elif sources:
        said = _sources(sources, named, computed=computed)
    else:
        said = _no_source(publication, why)
    return " ".join(part for part in (said, counted_by) if part)


def _sources(sources: Sequence[Source], named: int, *, computed: bool) -> str:
    first = [
        named_source(one, is_same_publisher=one.publisher in [s.publisher for s in sources[:n]])
        for n, one in enumerate(sources[:named])
    ]
    label = "Source" if len(first) == 1 else "Sources"
    return f"{label}: {COMPUTED * computed}{'; '.join(first)}{_others(sources, len(first))}."


def _no_source(publication: Publication | None, why: Sequence[Source]) -> str:
    if why:
        return f"No figure is shown; why is said in {named_source(why[0])}."
    if publication is None:
        return NOTHING_SHOWN
    return f"Source: {publication.title}, {publication.publisher}; not loaded yet."


def named_source(source: Source, *, is_same_publisher: bool = False) -> str:
    """Name a source with its publisher, its month and what it is; nothing twice.

    Of several ``is_same_publisher`` says that one before it has named the publisher.
    """
    month = month_in_words(source.published) if source.published else ""
    parts = [
        source.title,
        "" if is_same_publisher or source.title.startswith(source.publisher) else source.publisher,
        f"published {month}" if month and month not in source.title else "",
        fetched_words(source.fetched) if source.fetched else "",
    ]
    return f"{', '.join(part for part in parts if part)} ({in_words(source.designation)})"


def fetched_words(fetched: FetchedFrom) -> str:
    """Say in a few words where and when the file of a figure was fetched.

    >>> fetched_words(FetchedFrom("https://www.gov.scot/a.xlsx", "", "2026-12-01T10:02:03+00:00"))
    'fetched from www.gov.scot on 1 December 2026'
    """
    return f"fetched from {urlsplit(fetched.address).hostname} on {month_in_words(fetched.at[:10])}"


def fetched_in_full(fetched: FetchedFrom, sha256: str) -> str:
    """Say of a file that was fetched its address, the moment, and its checksum."""
    moment = f"{month_in_words(fetched.at[:10])}, {fetched.at[11:19]} UTC"
    return f"File {fetched.address}, fetched on {moment}; SHA-256 {sha256}."


def _others(sources: Sequence[Source], named: int) -> str:
    """Say how many sources there are besides those named, and of what kind if that differs."""
    more = len(sources) - named
    if not more:
        return ""
    kinds = _kinds(sources, sources[named:])
    joint = ";" if named > 1 else ""
    return f"{joint} and {more} other source{'s' if more > 1 else ''}{kinds}"


def _kinds(every: Sequence[Source], some: Sequence[Source]) -> str:
    """Count some sources by kind, in brackets; empty where every source is official."""
    if all(is_official(source.designation) for source in every):
        return ""
    return f" ({counted(source.designation for source in some)})"


def list_source_line(
    sources: Sequence[Source], *, illustrative: bool, where: str = IN_THE_FILE
) -> str:
    """Name the sources of a list of figures with what each is, as far as a line holds them.

    ``where`` says where the others are named.
    """
    if illustrative:
        return GENERATOR
    if not sources:
        return NOTHING_SHOWN
    shown, rest = sources[:_MOST_NAMED], sources[_MOST_NAMED:]
    named = "; ".join(f"{one.title} ({in_words(one.designation)})" for one in shown)
    others = f"; and {len(rest)} more{where}{_kinds(sources, rest)}" if rest else ""
    return f"Source{'' if len(sources) == 1 else 's'}: {named}{others}."


def what_it_is(source: Source, *, briefly: bool = False) -> str:
    """Say in a table what a source is, and where it was read if that was a copy.

    ``briefly`` names the site of the copy alone.
    """
    kind = upper_first(in_words(source.designation))
    note = copy_note(source)
    note = note.partition("/")[0] if briefly else note
    return f"{kind}. {note}" if note else kind


def copy_note(source: Source) -> str:
    """Say in which copy a source was read: as plain words, because copies are never linked."""
    if not source.read_at:
        return ""
    place = source.read_at.split("://", 1)[-1].removeprefix("www.")
    return f"Read in a copy at {place}"


def listed_source(source: Source) -> str:
    """Write a source on a line of a list, with its address or with where it was read."""
    where = "; ".join(filter(None, (source.url, lower_first(copy_note(source)))))
    return f"{source.title}, {source.publisher}{f': {where}' if where else ''}"
