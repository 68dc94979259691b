"""What is known of an area, said first where most of its national indicators have no figure."""

from __future__ import annotations

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Theme
from cjdata.series import Figure
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.said import Said
from cjdata.wording.known import Known, known_sentence, known_sentences


def known_first(figures: FigureSet, area: Area) -> tuple[Said, ...]:
    """Say what is known: of each national indicator that has a figure, then of each context.

    Nothing where at least half of the national indicators have one: then their list says it.
    """
    known = known_of_few(figures, area)
    said = known_sentences([as_known(one) for one in known])
    return tuple(
        Said(text, (one.latest,) if one.latest else ())
        for text, one in zip(said, known, strict=True)
    )


def known_of_few(figures: FigureSet, area: Area) -> tuple[Beside, ...]:
    """Give the first headline measure of each theme that has a figure, where most have none.

    Empty where at least half of the national indicators have one.
    """
    beside = opening_beside(figures, area)
    held = [
        one
        for theme in figures.catalogue.themes
        if (
            one := next((beside[m] for m in theme.headline_of(area.kind) if beside[m].latest), None)
        )
    ]
    national = sum(one.theme.is_national for one in held)
    return () if 2 * national >= len(figures.catalogue.indicators) else tuple(held)


def known_instead(figures: FigureSet, area: Area, theme: Theme) -> str:
    """Say what leads, as context, where an area has no figure of a theme; else nothing."""
    beside = opening_beside(figures, area)
    leading = beside.get(theme.leads_with or "")
    if leading is None or leading.latest is None or leading.scotland is None:
        return ""
    if any(beside[measure].latest for measure in theme.headline_of(area.kind)):
        return ""
    return known_sentence(as_known(leading))


def as_known(one: Beside, figure: Figure | None = None) -> Known:
    """Give what is known of a measure: a figure of the area, else its newest, beside Scotland."""
    latest = figure or one.latest
    if latest is None:
        raise ValueError(f"{one.measure.id} has no figure of {one.area.name}")
    return Known(one.evidence, latest, one.scotland, is_context=not one.theme.is_national)
