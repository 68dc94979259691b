"""What a kind of view is: its name, its pages, its address, how it is made and laid out.

Each folder of a view has one of these, and the registry lists them. Whatever pages, packs,
commands and exports must know of a view, and do not find in the view itself, they ask of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Catalogue, Measure, Theme
from cjdata.reference.standing_pages import STANDING_PAGES
from cjdata.views.measure_view import MeasureView
from cjdata.views.reader import ViewReader
from cjdata.views.view import View

Thing = Literal[
    "sentence",
    "caveats",
    "source",
    "description",
    "how to read",
    "table",
    "CSV",
    "PNG",
    "SVG",
    "pack",
]
THINGS: tuple[Thing, ...] = get_args(Thing)
_PICTURES: frozenset[Thing] = frozenset({"PNG", "SVG"})
ALL: frozenset[Thing] = frozenset(THINGS)
LISTS: frozenset[Thing] = ALL - _PICTURES
"""What a view offers that is a table and has no drawing."""

Role = Literal["ready-made pack", "files of an area", "first in a site", "first in slides"]
"""What a kind of view is in without anybody choosing it.

The pack of an area that is ready-made; its workbook and its site, where nobody chose what is in
them; every site about it, before all else; every deck about it, after the title.
"""
OfMeasure = Callable[[FigureSet, Theme, Measure, Area, str, date], MeasureView]
Size = tuple[int, int]
Place = tuple[str, Mapping[str, str]]
"""A page, and what its address says there."""

_PAGE = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """How files lay a kind of view out.

    Attributes
    ----------
    group
        Under which heading a site lets a reader choose its chart: a key of ``groups`` in its texts,
        or the heading itself.
    wide, narrow
        The size of its drawing in a site, in pixels, on a screen and on a phone; without the
        second the one is moved sideways there.
    folds
        Whether its table holds texts, so that each row becomes a block on a phone.
    is_packed
        Whether a cell of its table holds several figures: a workbook prints the rows of its file.
    has_row_for_each_area
        Whether slides leave out the rows without a figure, which the notes hold.
    missing
        Which rows without a figure the slides list as missing: none; all; or those of measures
        and years that no other view lists.
    left_out_first
        The columns that are left out where it stands first in slides; the notes hold them.
    """

    group: str = "Charts"
    wide: Size = (760, 640)
    narrow: Size | None = None
    folds: bool = False
    is_packed: bool = False
    has_row_for_each_area: bool = False
    missing: Literal["none", "all", "others"] = "none"
    left_out_first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewType:
    """A kind of view.

    Attributes
    ----------
    kind
        Its name, as addresses write it.
    pages
        The paths of the standing pages that it stands on.
    once_on
        The paths of pages that draw it no longer: links and packs that name them still give it.
    of_records
        Whether it stands on the page of every record of the catalogue too.
    things
        What it offers. Pages draw the buttons that are named here and no others.
    keys, keys_of_record
        What its address can say, in order; on the page of a record, where that is something else.
    make
        Makes the view that an address asks for, or refuses the address.
    opens_on
        What its page opens on besides the area, so that an address can name it.
    hints
        How files lay it out.
    roles
        What it is in without anybody choosing it.
    of_area
        Where it stands of an area, for these; by default on its pages with nothing else chosen.
    of_measure
        Makes it of a measure on the page of a record up to a year, for an area with Scotland
        beside it, where it can be made so: a report is written of these.
    """

    kind: str
    make: Callable[[ViewReader, date], View]
    things: frozenset[Thing]
    pages: tuple[str, ...] = ()
    once_on: tuple[str, ...] = ()
    of_records: bool = False
    keys: tuple[str, ...] = ("area",)
    keys_of_record: tuple[str, ...] = ()
    opens_on: Callable[[ViewReader], Mapping[str, str]] = field(default=lambda _: {})
    hints: Hints = Hints()
    roles: frozenset[Role] = frozenset()
    of_area: Callable[[FigureSet, Area], Iterable[Place]] | None = None
    of_measure: OfMeasure | None = None

    @property
    def is_pictured(self) -> bool:
        """Whether there are pictures of it, or it is a table."""
        return "PNG" in self.things

    def stands_on(self, page: str) -> bool:
        """Say whether it stands on a page; one that is not standing is that of a record."""
        return page in (*self.pages, *self.once_on) or (
            self.of_records and page not in STANDING_PAGES
        )

    def places(self, catalogue: Catalogue) -> tuple[str, ...]:
        """List the paths of all pages that it stands on."""
        of_records = (theme.page for theme in catalogue.themes)
        return (*(of_records if self.of_records else ()), *self.pages)

    def keys_on(self, page: str) -> tuple[str, ...]:
        """List what its address can say on a page, in order."""
        return (is_of_record(page) and self.keys_of_record) or self.keys

    def places_of(self, figures: FigureSet, area: Area) -> Iterable[Place]:
        """Give the places where it stands of an area, where nobody chose any."""
        if self.of_area is not None:
            return self.of_area(figures, area)
        return [(page, {"area": area.name}) for page in self.pages]


def is_page(page: str) -> bool:
    """Whether a text can be the path of a page."""
    return _PAGE.fullmatch(page) is not None


def is_of_record(page: str) -> bool:
    """Whether a page, if there is one of that path, is the page of a record."""
    return page not in STANDING_PAGES and is_page(page)


def of_area(make: Callable[[FigureSet, str, date], View]) -> Callable[[ViewReader, date], View]:
    """Let a view that hangs on its area alone be made from an address."""

    def made(reader: ViewReader, today: date) -> View:
        reader.refuse()
        return make(reader.figures, reader.area.code, today)

    return made
