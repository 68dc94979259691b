"""The sources of what is shown, and the line that names them under every drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjdata.catalogue import Measure
from cjdata.library import FigureSet, Source
from cjdata.series import Figure
from cjdata.wording import sources as words


def sources_of(
    figures: FigureSet, leading: Iterable[Figure | None], shown: Iterable[Figure]
) -> tuple[Source, ...]:
    """List the sources of figures, each once.

    Parameters
    ----------
    leading
        The figures that the finding leads with, in its order: their sources come first. Those
        that are None or have no value are passed over.
    shown
        All figures shown; their sources follow, that of the newest figure first.
    """
    first = [figure for figure in leading if figure is not None and figure.value is not None]
    newest = sorted(
        shown, key=lambda f: (f.value is not None, f.period, f.edition_rank), reverse=True
    )
    return _each_once(figures, (*first, *newest))


def sources_in_order(figures: FigureSet, shown: Iterable[Figure]) -> tuple[Source, ...]:
    """List the sources of figures, each once, in the order in which a table shows them."""
    return _each_once(figures, shown)


def _each_once(figures: FigureSet, shown: Iterable[Figure]) -> tuple[Source, ...]:
    ids = dict.fromkeys(source_id for figure in shown for source_id in figure.source_ids)
    return tuple(figures.sources[source_id] for source_id in ids)


def source_line(figures: FigureSet, sources: Sequence[Source], *measures: Measure) -> str:
    """Name the first source, how many others there are, and what the measures are counted by."""
    catalogue = figures.catalogue
    return words.source_line(
        sources,
        catalogue.publication_of(measures[0].id),
        words.counted_words([(m.name, catalogue.counted_by(m.id)) for m in measures]),
        illustrative=figures.is_illustrative,
    )
