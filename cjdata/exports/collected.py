"""The views of a pack as they are now, ready to be written; and those that cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjdata.errors import CjdataError, Mistake
from cjdata.exports.telling import Tell, counted, silent
from cjdata.library import FigureSet
from cjdata.pack import Pack
from cjdata.reference.areas import Area
from cjdata.views.addressed import ready_made, view_at
from cjdata.views.reader import single_area
from cjdata.views.view import View
from cjdata.views.view_address import ViewAddress
from cjdata.wording import files as words
from cjdata.wording.pack import ready_made_name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A view that can no longer be shown: its place in the pack from 1, and why."""

    number: int
    address: ViewAddress
    findings: tuple[Mistake, ...]

    def __str__(self) -> str:
        return self.said(f"{self.address.page}/{self.address.kind}")

    def said(self, name: str) -> str:
        """Say that it is left out and why, with a name for it."""
        return words.left_out(self.number, name, [finding.what for finding in self.findings])


@dataclass(frozen=True)
class Collected:
    """What goes into the files.

    Attributes
    ----------
    title
        What a person called the pack; empty where nobody named it.
    numbered
        The views, each under its place in the pack from 1.
    is_own
        Whether a person chose the views. Otherwise they are the national indicators of the area.
    """

    figures: FigureSet
    area: Area
    today: date
    title: str
    numbered: dict[int, View]
    left_out: tuple[LeftOut, ...]
    is_own: bool

    @property
    def views(self) -> tuple[View, ...]:
        """The views, in order."""
        return tuple(self.numbered.values())


def collect(
    figures: FigureSet, area_code: str, pack: Pack | None, today: date, tell: Tell = silent
) -> Collected:
    """Make the views of a pack; without one, or where it is empty, the indicators of an area.

    Raises
    ------
    UnknownName
        When the area is no council and not Scotland.
    """
    is_own = pack is not None and bool(pack.items)
    area = single_area(figures, pack.area if pack and is_own else area_code)
    addresses = pack.addresses if pack and is_own else ready_made(figures, area.code)
    numbered: dict[int, View] = {}
    left_out: list[LeftOut] = []
    for number, address in enumerate(counted(addresses, words.TEXTS.reading_views, tell), 1):
        try:
            numbered[number] = view_at(figures, address, today)
        except CjdataError as error:
            left_out.append(LeftOut(number, address, error.findings))
    title = pack.name if pack and is_own and pack.name != ready_made_name(area) else ""
    return Collected(figures, area, today, title, numbered, tuple(left_out), is_own)
