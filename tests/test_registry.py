"""The registry of views, a test for each view and each thing that it offers."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest
from known_pages import CATALOGUE
from PIL import Image
from read_pages import Page, open_page
from some import some

from cjdata import settings, wording
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.picture import HEIGHT, WIDTH, picture_png, picture_svg
from cjdata.library import FigureSet, Library, library
from cjdata.pack import add, from_link, item_at, new_pack, note_of, to_link
from cjdata.views.addressed import NothingToShow, ViewAddress, address_from_page, view_at
from cjdata.views.registry import VIEW_TYPES, type_named
from cjdata.views.view import View
from cjdata.views.view_type import THINGS, Thing, ViewType

CLACKS, GLASGOW = "S12000005", "S12000049"
MEASURE, OTHER, YEAR = "cpo_completion_percent", "custody_percent", "2023-24"
SETS = ("published", "illustrative")

PLACED = {
    "trend": ("community-sentences", {"measure": MEASURE, "show": "percent"}),
    "peers": ("community-sentences", {"measure": MEASURE, "show": "percent"}),
    "funnel": ("compare-areas", {"measure": MEASURE, "year": YEAR}),
    "bars": ("compare-areas", {"measure": MEASURE, "year": YEAR}),
    "map": ("compare-areas", {"measure": MEASURE, "year": YEAR}),
    "scatter": ("compare-areas", {"measure": MEASURE, "year": YEAR, "versus": OTHER}),
}
"""The page of each view that is made here, and what its address says besides the area."""
CELLS = [(offer, thing) for offer in VIEW_TYPES for thing in THINGS]
each_cell = pytest.mark.parametrize(
    ("offer", "thing"), CELLS, ids=[f"{offer.kind}-{thing}" for offer, thing in CELLS]
)


@pytest.fixture(scope="module")
def views(library: Library, today: date) -> dict[str, list[View]]:
    """Every view for three areas on both sets, as far as there is one."""
    return {
        one.kind: [
            view
            for name in SETS
            for area in ("Clackmannanshire", "Glasgow City", "Scotland")
            if (view := made(library.figures(name), one.kind, area, today)) is not None
        ]
        for one in VIEW_TYPES
    }


def placed(kind: str, area: str) -> ViewAddress:
    page, chosen = PLACED.get(kind, (type_named(kind).places(CATALOGUE)[0], {}))
    return address_from_page(page, kind, {"area": area, **chosen})


def made(figures: FigureSet, kind: str, area: str, today: date) -> View | None:
    try:
        return view_at(figures, placed(kind, area), today)
    except NothingToShow:
        return None


# What each view holds


def has_sentence(view: View) -> None:
    assert view.finding.lead.endswith((".", "!"))
    assert view.heading
    assert view.name


def has_caveats(view: View) -> None:
    last = view.finding.caveats[-1:] == (wording.ILLUSTRATIVE_SENTENCE,)
    assert last == view.is_illustrative
    assert all(caveat.endswith(".") for caveat in view.finding.caveats)


def has_source(view: View) -> None:
    assert view.source_line.endswith(".")
    assert wording.ILLUSTRATIVE in view.source_line or not view.is_illustrative


def has_description(view: View) -> None:
    assert view.description.endswith(".")
    for plot in view.drawing.plots if view.drawing else ():
        assert plot.description.endswith(".")


def has_how_to_read(view: View) -> None:
    assert len(view.how_to_read) == 2
    for sentence in view.how_to_read:
        assert sentence.endswith(".")
        assert not re.search(r"[.!?] [A-Z]", sentence), f"more than one sentence: {sentence}"


def has_table(view: View) -> None:
    assert view.table.caption
    assert all(len(row) == len(view.table.header) for row in view.table.rows)
    assert all(cell.text for row in view.table.rows for cell in row)


def has_csv(view: View) -> None:
    text = figures_csv(view).decode("utf-8-sig")
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(set(columns)) == len(columns) >= 4
    assert len(rows) >= (1 if view.table.rows else 0)
    assert all(len(row) == len(columns) for row in rows)


def has_png(view: View) -> None:
    assert Image.open(io.BytesIO(picture_png(view))).size == (WIDTH, HEIGHT)


def has_svg(view: View) -> None:
    root = ET.fromstring(picture_svg(view))
    text = " ".join("".join(node.itertext()) for node in root.iter())
    assert view.finding.lead in text
    assert (wording.ILLUSTRATIVE in text) == view.is_illustrative


def can_be_packed(view: View) -> None:
    """It goes into a pack, and from the link of the pack it comes back as it was."""
    figures = library().figures(view.figures_set)
    item = item_at(figures, placed(view.kind, view.area.name), view.drawn_on)
    assert item.shown == note_of(view)
    [kept] = from_link(to_link(add(new_pack("Meeting", view.area.code), item))).addresses
    again = view_at(figures, kept, view.drawn_on)
    assert (again.heading, again.finding) == (view.heading, view.finding)


CHECKS: dict[Thing, Callable[[View], None]] = {
    "sentence": has_sentence,
    "caveats": has_caveats,
    "source": has_source,
    "description": has_description,
    "how to read": has_how_to_read,
    "table": has_table,
    "CSV": has_csv,
    "PNG": has_png,
    "SVG": has_svg,
    "pack": can_be_packed,
}


@each_cell
def test_a_view_holds_what_it_offers(
    views: dict[str, list[View]], offer: ViewType, thing: Thing
) -> None:
    if thing not in offer.things:
        assert all(view.drawing is None for view in views[offer.kind]), "a drawing is no picture"
        return
    assert any(view.is_illustrative for view in views[offer.kind]) or offer.kind == "plan"
    for view in views[offer.kind]:
        CHECKS[thing](view)


def test_every_view_is_registered_and_every_cell_has_its_test() -> None:
    assert {offer.kind for offer, _ in CELLS} == {offer.kind for offer in VIEW_TYPES}
    assert set(CHECKS) == set(THINGS)
    assert all(offer.things >= {"sentence", "table", "CSV", "pack"} for offer in VIEW_TYPES)


# What the pages draw of it


@pytest.fixture(scope="module")
def opened(home: object) -> Callable[[str, str], Page]:
    held: dict[tuple[str, str], Page] = {}

    def open_once(path: str, name: str) -> Page:
        if (path, name) not in held:
            address = {"set": name} if name == settings.ILLUSTRATIVE else {}
            if path == "compare-areas":
                address |= {"measure": MEASURE, "year": YEAR, "versus": OTHER}
            held[path, name] = open_page(path, address)
        return held[path, name]

    return open_once


@pytest.fixture(autouse=True)
def _own_data(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(home))


PLACES = [(offer, path) for offer in VIEW_TYPES for path in offer.places(CATALOGUE)]
LEADS_WITH = {("custody-community", settings.PUBLISHED): ["prison"]}
"""The pages whose view leads another page, because the area has no figure of that one’s own."""


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("offer", "path"), some(PLACES, 2), ids=[f"{offer.kind}-{path}" for offer, path in PLACES]
)
def test_a_page_offers_the_files_that_the_registry_names_and_no_others(
    opened: Callable[[str, str], Page], offer: ViewType, path: str, name: str
) -> None:
    buttons = files_of(opened(path, name), path)
    wanted = {thing.lower() for thing in offer.things if thing in ("CSV", "PNG", "SVG")}
    given = buttons.get(offer.kind, set())
    if (
        offer.kind in ("peers", "map", "funnel") and not given
    ):  # only where enough councils have a figure
        assert name == settings.PUBLISHED or path not in ("compare-areas", "community-sentences")
        return
    assert given == wanted


@pytest.mark.parametrize("path", sorted({path for _, path in PLACES}))
@pytest.mark.parametrize("name", SETS)
def test_no_page_draws_a_view_that_is_not_registered_for_it(
    opened: Callable[[str, str], Page], path: str, name: str
) -> None:
    for kind in files_of(opened(path, name), path):
        assert type_named(kind).stands_on(path)


@pytest.mark.parametrize("path", sorted({path for _, path in PLACES}))
@pytest.mark.parametrize("name", SETS)
def test_every_view_that_a_page_draws_can_be_added_to_the_pack_and_no_other(
    opened: Callable[[str, str], Page], path: str, name: str
) -> None:
    keys = [button.key or "" for button in opened(path, name).at.button]
    added = [key.removeprefix("pack/") for key in keys if key.startswith("pack/")]
    assert added
    known = LEADS_WITH.get((path, name), [])
    shown = [
        f"{page}/{kind}" for page in (path, *known) for kind in files_of(opened(path, name), page)
    ]
    assert sorted(added) == sorted(shown)
    assert set(known) <= {one.split("/")[0] for one in added}


def files_of(page: Page, path: str) -> dict[str, set[str]]:
    """The endings of the files that a page offers, by kind of view."""
    found: dict[str, set[str]] = {}
    for button in page.at.get("download_button"):
        match = re.search(rf"{re.escape(path)}/([a-z-]+)/(csv|png|svg)$", button.proto.id)
        if match:
            found.setdefault(match[1], set()).add(match[2])
    return found
