"""Decks that tests read back: made once for each area and set of figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx_checks import opened
from some import both_ways, some

from cjdata.exports.slides import deck
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import SCOTLAND
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.glance.data import glance_view
from cjdata.views.view import View

CLACKS, DUNDEE, RESTRICTED = "S12000005", "S12000042", "S12000023"
AREAS = {
    "Clackmannanshire": CLACKS,
    "Scotland": SCOTLAND,
    "a break": DUNDEE,
    "restricted": RESTRICTED,
}
SETS = ("published", "illustrative")
OTHERS = (
    "compare-areas/bars?area={area}&measure=cpo_completion_percent",
    "compare-areas/scatter?area={area}&measure=cpo_completion_percent&versus=custody_percent",
    "custody-community/trend?area={area}&measure=people_convicted_custody",
    "area-profile/profile?area={area}",
    "area-profile/years?area={area}",
    "at-a-glance/moved?area={area}",
)
SIGNS = {"higher": "▲", "lower": "▼", "similar": "○", "": ""}
"""How an area stands beside the one chosen: the sign behind its name, by its verdict."""
Made = tuple[FigureSet, list[View], bytes]
Make = Callable[[str, str], Made]


@cache
def made(library: Library, name: str, area: str, today: date) -> Made:
    figures = library.figures(name)
    views = views_of(figures, area, today)
    return figures, views, deck_of(figures, views, area, today)


def views_of(figures: FigureSet, area: str, today: date) -> list[View]:
    named = figures.areas.by_code[area].name.replace(" ", "+")
    texts = [text.format(area=named) for text in OTHERS]
    if figures.is_illustrative:
        texts.append(f"compare-areas/map?area={named}&measure=cpo_completion_percent")
        texts.append(f"compare-areas/funnel?area={named}&measure=cpo_completion_percent")
    addresses = [*ready_made(figures, area), *map(read_view_address, texts)]
    return [view_at(figures, address, today) for address in addresses]


def deck_of(
    figures: FigureSet, views: list[View], area: str, today: date, template: Path | None = None
) -> bytes:
    chosen = figures.areas.by_code[area]
    glance = glance_view(figures, area, today)
    return deck(views, title="", area=chosen, today=today, template=template, overview=glance)


each = pytest.mark.parametrize(("name", "area"), some(both_ways(SETS, AREAS.values()), 2))
each_area = pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)


def slide_of(content: bytes, view: View) -> Any:
    """The slide that holds the charts of a view, found by what its notes say."""
    return next(
        slide
        for slide in opened(content).slides
        if view.finding.text in slide.notes_slide.notes_text_frame.text
        and f"{view.heading}." in slide.notes_slide.notes_text_frame.text
    )


def signed_names(view: View) -> dict[str, str]:
    """The names of areas as bars on a slide have them, with the sign that the page draws."""
    plots = view.drawing.plots if view.drawing else ()
    layers = [layer["data"]["values"] for plot in plots for layer in plot.spec["layer"]]
    rows = [row for values in layers for row in values if "verdict" in row]
    return {row["name"]: f"{row['name']} {SIGNS[row['verdict']]}".rstrip() for row in rows}
