"""Words of what is known of an area, said before what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.reference.areas import Area
from cjdata.series import Figure
from cjdata.statistics import Evidence
from cjdata.text import are_few_words, upper_first
from cjdata.wording.figures import level_words, quoted_text, when_words
from cjdata.wording.leads import standing_beside
from cjdata.wording.named import place

_AS_CONTEXT, _MORE_CONTEXT = "Known as context: ", "Also context: "


@dataclass(frozen=True, slots=True)
class Known:
    """The newest figure of an area, and Scotland’s series beside it.

    Attributes
    ----------
    scotland
        None where the area is Scotland.
    is_context
        Whether it is of no national indicator.
    """

    shown: Evidence
    latest: Figure
    scotland: Evidence | None
    is_context: bool = True


def known_sentence(known: Known) -> str:
    """Say in one line what is known of an area as context, beside Scotland in the same year."""
    return _said(known, known.shown.series.area, _AS_CONTEXT)


def known_sentences(every: Sequence[Known]) -> tuple[str, ...]:
    """Say what is known of an area, a short sentence each; the area is named in the first.

    What is context is called so, in whatever order it comes.
    """
    said: list[str] = []
    opening = _AS_CONTEXT
    for known in every:
        named = None if said else known.shown.series.area
        said.append(upper_first(_said(known, named, opening if known.is_context else "")))
        opening = _MORE_CONTEXT if known.is_context else opening
    return tuple(said)


def _said(known: Known, named: Area | None, opening: str) -> str:
    """Say how much it was; where and when, or when alone; and how that stands beside Scotland."""
    measure, latest = known.shown.measure, known.latest
    is_rate = measure.form == "rate"  # The number behind it stands on its page.
    counts = None if is_rate else known.shown.counts.get(latest.period)
    where = f"in {place(named)} " if named else ""
    level = f"{opening}{where}{when_words(measure, latest)}, {level_words(measure, latest, counts)}"
    beside, apart = _beside(known)
    whole = f"{level}{beside}."
    return whole if not apart or are_few_words(whole) else f"{level}. {apart}"


def _beside(known: Known) -> tuple[str, str]:
    """Say how that stands beside Scotland: behind the level, or in a sentence of its own."""
    scotland, period = known.scotland, known.latest.period
    there = scotland.series.by_period.get(period) if scotland else None
    if scotland is None or there is None or not (there.value is not None or there.elsewhere):
        return "", ""
    found = known.shown.against(scotland, period)
    if found.why is None:
        standing = standing_beside(scotland, there, found)
        return f", {standing}", f"That is {standing}."
    text = quoted_text(scotland.measure, there)
    whose = "The" if there.elsewhere else "Scotland’s"  # The first says whose it is behind it.
    return f"; Scotland {text}", f"{whose} figure is {text}."
