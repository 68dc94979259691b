"""What is known of an area, said first where most of its national indicators have no figure."""

from __future__ import annotations

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Theme
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.said import Said
from cjdata.wording.known import Known, known_sentence, known_sentences


def known_first(figures: FigureSet, area: Area) -> tuple[Said, ...]:
    """Say what is known: of each national indicator that has a figure, then of each context.

    Nothing where at least half of the national indicators have one: then their list says it.
    """
    beside = opening_beside(figures, area)
    held = {
        theme.id: one
        for theme in figures.catalogue.themes
        if (
            one := next((beside[m] for m in theme.headline_of(area.kind) if beside[m].latest), None)
        )
    }
    national = [theme for theme in figures.catalogue.indicators if theme.id in held]
    if 2 * len(national) >= len(figures.catalogue.indicators):
        return ()
    known = [_known(one) for one in held.values()]
    said = known_sentences(known)
    return tuple(Said(text, (one.latest,)) for text, one in zip(said, known, strict=True))


def known_instead(figures: FigureSet, area: Area, theme: Theme) -> str:
    """Say what leads, as context, where an area has no figure of a theme; else nothing."""
    beside = opening_beside(figures, area)
    leading = beside.get(theme.leads_with or "")
    if leading is None or leading.latest is None or leading.scotland is None:
        return ""
    if any(beside[measure].latest for measure in theme.headline_of(area.kind)):
        return ""
    return known_sentence(_known(leading))


def _known(one: Beside) -> Known:
    latest = one.latest
    if latest is None:
        raise ValueError(f"{one.measure.id} has no figure of {one.area.name}")
    return Known(one.evidence, latest, one.scotland, is_context=not one.theme.is_national)
