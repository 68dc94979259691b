"""The sentences of a finding with the figures that each of them names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjdata.series import Figure
from cjdata.wording import Finding


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the figures that it names or counts; empty where there is nothing to say."""

    text: str
    figures: tuple[Figure, ...] = ()


def finding_of(said: Sequence[Said], caveats: Iterable[str]) -> Finding:
    """Make a finding: the first sentence that there is leads."""
    lead, *rest = [one.text for one in said if one.text]
    return Finding(lead, tuple(rest), tuple(caveats))


def leading_of(said: Sequence[Said]) -> tuple[Figure, ...]:
    """Give the figures with a value that the first sentence names."""
    first = next(one for one in said if one.text)
    shown = (f.together.figure if f.together else f for f in first.figures)
    return tuple(figure for figure in shown if figure.value is not None)


def ends_of(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Give the figures at the two ends of a range: one of each end first, then those alike.

    Figures without a value have no part in it.
    """
    held = sorted((f for f in figures if f.value is not None), key=lambda f: f.value or 0.0)
    low = [f for f in held if f.value == held[0].value]
    high = [f for f in held if f.value == held[-1].value]
    return (*low[:1], *high[:1], *low[1:], *high[1:])
