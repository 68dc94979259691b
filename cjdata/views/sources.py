"""The sources of what is shown, and the line that names them under every drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjdata import wording
from cjdata.catalogue import Publication, Theme
from cjdata.library import FigureSet, Source
from cjdata.periods import month_in_words
from cjdata.series import Figure


def sources_of(figures: FigureSet, shown: Iterable[Figure]) -> tuple[Source, ...]:
    """List the sources of the figures shown, that of the newest figure first."""
    held = sorted(
        (figure for figure in shown if figure.source_id),
        key=lambda f: (f.value is not None, f.period, f.edition_rank),
        reverse=True,
    )
    return tuple(figures.sources[i] for i in dict.fromkeys(f.source_id for f in held))


def source_line(
    sources: Sequence[Source], publication: Publication, theme: Theme, *, illustrative: bool
) -> str:
    """Name the newest source, how many others there are, and what the figures are counted by."""
    counted = f"Counted by: {theme.counted_by}."
    if illustrative:
        return f"{wording.ILLUSTRATIVE}, made by this dashboard’s generator. {counted}"
    if not sources:
        return f"Source: {publication.title}, {publication.publisher}; not loaded yet. {counted}"
    first = sources[0]
    published = f", published {month_in_words(first.published)}" if first.published else ""
    more = len(sources) - 1
    others = f" and {more} other source{'s' if more > 1 else ''}" if more else ""
    return (
        f"Source: {first.title}, {first.publisher}{published} ({first.designation}){others}. "
        f"{counted}"
    )
