"""A drawing: the plots that a page shows one above the other, and the same as one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cjdata.charts.signs import KeyEntry

Spec = dict[str, Any]


@dataclass(frozen=True)
class Plot:
    """One plot on a page.

    Attributes
    ----------
    spec
        The Vega-Lite specification, with its rows inside.
    description
        What it shows, in words made from the same rows: the text alternative, before it is said
        where the figures are.
    title
        Empty where the heading of the view says it all.
    """

    spec: Spec
    description: str
    title: str = ""


@dataclass(frozen=True)
class Drawing:
    """What a view draws.

    Attributes
    ----------
    plots
        As on a page, from the top.
    picture
        Gives the specification of all of them for a picture: of a width and a height in pixels,
        with text, lines and marks larger than on a page by a factor.
    key
        What the signs mean that it uses, other than those that its own legend explains.
    """

    plots: tuple[Plot, ...]
    picture: Callable[[int, int, float], Spec] = field(compare=False, repr=False)
    key: tuple[KeyEntry, ...] = ()
