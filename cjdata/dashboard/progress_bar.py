"""A bar that shows where a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator

from cjdata.dashboard import html


def bar(place: DeltaGenerator) -> Callable[[str, float], None]:
    """Give what draws the bar: told what is done now, and which share of all is behind.

    It draws no more often than the bar moves.
    """
    shown = -1

    def tell(text: str, share: float) -> None:
        nonlocal shown
        percent = max(0, min(100, int(100 * share)))
        if percent != shown:
            shown = percent
            place.progress(percent, text=html.plain(text))

    return tell
