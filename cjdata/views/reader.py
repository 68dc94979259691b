"""The address of a view, and the reader of it that a view is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from cjdata.addresses.address_reader import AddressReader, read_area, read_comparators, refuse
from cjdata.errors import CjdataError, Mistake, UnknownName, hint
from cjdata.library import FigureSet
from cjdata.reference.areas import CLACKMANNANSHIRE, Area
from cjdata.reference.catalogue import Catalogue, Theme


@dataclass(frozen=True, slots=True)
class ViewAddress:
    """Where a view stands: ``parameters`` in the order of every address."""

    page: str
    kind: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The address as a line of text, as commands take it."""
        query = urlencode(self.parameters, safe=",")
        return f"{self.page}/{self.kind}" + (f"?{query}" if query else "")

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by key."""
        return dict(self.parameters)


class NothingToShow(CjdataError):
    """The address is right, and yet the page draws no such view: the finding says why."""


class ViewReader(AddressReader):
    """Reads the address of a view, of which nothing may be wrong.

    ``pages`` lists the pages that have views.
    """

    def __init__(
        self,
        figures: FigureSet,
        address: ViewAddress,
        pages: Callable[[Catalogue], Iterable[str]],
    ) -> None:
        super().__init__(address.chosen)
        self.figures, self.address, areas = figures, address, figures.areas
        opening = areas.by_code[CLACKMANNANSHIRE]
        self.area = self.take(read_area(self.given.get("area"), areas, opening))
        compared = read_comparators(self.given.get("compare"), areas, self.area)
        self.comparators = self.take(compared)
        self._pages = pages

    @property
    def theme(self) -> Theme:
        """The indicator of the page; its record may have been left out because of mistakes."""
        catalogue, page = self.figures.catalogue, self.address.page
        found = catalogue.theme_by_page.get(page)
        if found is None:
            if page not in {record.page for record in catalogue.left_out}:
                raise no_page(self.where, page, self._pages(catalogue))
            what = "the catalogue record of this page has mistakes, so it is left out"
            raise CjdataError(Mistake(f"{self.where}, page", what, "Correct the record."))
        return found

    @property
    def where(self) -> str:
        """Which address is read."""
        return f"view {self.address.page}/{self.address.kind}"

    def refuse(self) -> None:
        """Refuse the address where anything that was read of it is wrong."""
        refuse(self.problems, self.where)

    def nothing(self, why: str) -> NothingToShow:
        """Give the refusal of a view that its page does not draw."""
        fix = "Choose another measure or year."
        return NothingToShow(Mistake(f"{self.where}, measure", why, fix))


def no_page(where: str, page: str, known: Iterable[str]) -> CjdataError:
    """Give the refusal of a page that has no views or is none, with the nearest that has."""
    return unknown(where, page, "page with views", known)


def unknown(where: str, given: str, what: str, known: Iterable[str]) -> CjdataError:
    """Give the refusal of a name that is none, with the nearest that is one."""
    return CjdataError(Mistake(where, f"“{given}” is no {what}", hint(given, list(known))))


def single_area(figures: FigureSet, code: str) -> Area:
    """Give the council, or Scotland, of a code.

    Raises
    ------
    UnknownName
        When none has it; views are not of groups, which are compared with.
    """
    found = figures.areas.by_code.get(code)
    if found is None or found.kind == "group":
        known = [area.name for area in figures.areas.single]
        raise UnknownName.among("single area", found.name if found else code, known, "area")
    return found
