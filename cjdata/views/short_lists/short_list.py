"""Short lists: a few lines, each of which leads to a page, as a view like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cjdata.library import FigureSet, Source
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Theme
from cjdata.views.shared.opening import POOLED, unsaid_show
from cjdata.views.short_lists import words
from cjdata.views.view import View
from cjdata.wording import Mark, slides
from cjdata.wording.sources import list_source_line

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    Attributes
    ----------
    label
        What it is about: the text of its link.
    page, parameters
        The page it leads to, and what the address says there beside the area.
    text
        What is to be said of it.
    marks
        Its judgements.
    """

    label: str
    page: str
    parameters: Mapping[str, str]
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListView(View):
    """A short list; ``more`` is how many entries it has beyond those it shows.

    ``whole_on`` is the page that holds all of them; empty where its own table does.
    """

    entries: tuple[Entry, ...]
    whole_on: str = ""

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The first entries, as many as a short list holds."""
        return self.entries[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many entries are not shown."""
        return len(self.entries) - len(self.shown)


def list_view(
    figures: FigureSet,
    area: Area,
    today: date,
    sources: tuple[Source, ...],
    entries: Sequence[Entry],
    **parts: Any,
) -> ListView:
    """Make a list; ``parts`` are those of a view that it has of its own."""
    finding, heading = parts["finding"], parts["heading"]
    said = [f"{entry.label}: {entry.text}" for entry in entries]
    return ListView(
        name=heading,
        file_stem=(heading, area.name),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=figures.is_illustrative,
        drawn_on=today,
        area=area,
        drawing=None,
        description=words.list_description(heading, finding, said),
        source_line=list_source_line(sources, illustrative=figures.is_illustrative),
        slides_source_line=list_source_line(
            sources, illustrative=figures.is_illustrative, where=slides.TEXTS.see_sources
        ),
        sources=sources,
        entries=tuple(entries),
        **parts,
    )


def page_parameters(
    figures: FigureSet, theme: Theme, measure_id: str, area: Area, *, is_together: bool = False
) -> Mapping[str, str]:
    """Give what an address says so that the page of an area opens on a measure, and no default.

    It opens on single years of it, or on three years together.

    Else the page would shorten its address, and going back would lead to the longer one.
    """
    choice = theme.choice_of(measure_id)
    if choice is None:
        return {}
    form = next(form for form, measure in choice.forms.items() if measure == measure_id)
    measure = {"measure": choice.key} if choice != theme.opening_choice_of(area.kind) else {}
    unsaid = unsaid_show(figures, theme, choice, area)
    show = POOLED if is_together else form
    return measure | ({"show": show} if show != unsaid or unsaid == POOLED else {})
