"""The sources of what is shown, and the line that names them under every drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.library import FigureSet, Source
from cjdata.reference.catalogue import Measure
from cjdata.series import Figure
from cjdata.wording import sources as words

_NAMED_AT_MOST = 2
"""So many sources has a line room for in full: those of the two ends of a range, say."""


@dataclass(frozen=True, slots=True)
class Named:
    """The sources of a view, in order, and the line that names them."""

    sources: tuple[Source, ...]
    line: str


def sources_of(
    figures: FigureSet, leading: Iterable[Figure | None], shown: Iterable[Figure]
) -> tuple[Source, ...]:
    """List the sources of figures, each once. What has no value has no source to name.

    Parameters
    ----------
    leading
        The figures that the finding leads with, in its order: their sources come first.
    shown
        All figures shown; their sources follow, that of the newest figure first.
    """
    first = [figure for figure in leading if figure is not None and _is_held(figure)]
    held = [figure for figure in shown if _is_held(figure)]
    newest = sorted(
        held, key=lambda f: (f.value is not None, f.period, f.edition_rank), reverse=True
    )
    return _each_once(figures, (*first, *newest))


def _is_held(figure: Figure) -> bool:
    """Whether there is a value: its own, that of all it is counted with, or one held elsewhere."""
    shared = figure.together or figure.elsewhere
    return (shared.figure if shared else figure).value is not None


def sources_in_order(figures: FigureSet, shown: Iterable[Figure]) -> tuple[Source, ...]:
    """List the sources of figures, each once, in the order in which a table shows them."""
    return _each_once(figures, shown)


def _each_once(figures: FigureSet, shown: Iterable[Figure]) -> tuple[Source, ...]:
    ids = dict.fromkeys(source_id for figure in shown for source_id in figure.source_ids)
    return tuple(figures.sources[source_id] for source_id in ids)


def named_sources(
    figures: FigureSet,
    leading: Iterable[Figure],
    shown: Iterable[Figure],
    own: Iterable[Figure],
    *measures: Measure,
) -> Named:
    """Give the sources of a view with the line that names them.

    The line names in full the sources of the figures that the finding leads with, then says how
    many others there are, and what the measures are counted by. Where no figure is shown, it says
    where the reason stands, if it is printed.

    Parameters
    ----------
    leading, shown
        As in ``sources_of``.
    own
        The figures of the area: of one that is missing, the reason may have been printed.
    """
    led = [figure for figure in leading if _is_held(figure)]
    sources = sources_of(figures, led, shown)
    why = () if sources else _each_once(figures, (f for f in own if _is_explained(f)))
    catalogue = figures.catalogue
    line = words.source_line(
        sources,
        catalogue.publication_of(measures[0].id),
        words.counted_words([(m.name, catalogue.counted_by(m.id)) for m in measures]),
        named=min(max(len(_each_once(figures, led)), 1), _NAMED_AT_MOST),
        why=why,
        computed=any(figure.is_computed for figure in led),
        illustrative=figures.is_illustrative,
    )
    return Named(sources or why, line)


def _is_explained(figure: Figure) -> bool:
    """Whether a source says of an area itself why there is no figure of it."""
    return figure.value is None and not figure.together and figure.status != "scotland_only"
