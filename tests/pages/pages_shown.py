"""Which pages there are, and whether one shows the figures that are held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from known_pages import PAGES, THEME_PATHS
from read_pages import Node, Page
from sums_of_years import of_lines

from cjdata import queries, settings
from cjdata.library import FigureSet
from cjdata.reference.periods import kind_of
from cjdata.text import value_text

PATHS = [entry.path for entry in PAGES]
AREA_PATHS = [entry.path for entry in PAGES if entry.section == "Areas"]
AREAS = ("Clackmannanshire", "Scotland", "Na h-Eileanan Siar", "Glasgow City", "City of Edinburgh")
BOTH_SETS = (settings.PUBLISHED, settings.ILLUSTRATIVE)
MARK = "Illustrative figures: not real"

every_page = pytest.mark.parametrize("path", PATHS)
every_theme_page = pytest.mark.parametrize("path", THEME_PATHS)
either_set = pytest.mark.parametrize("figures_set", BOTH_SETS)


def texts_outside_years(node: Node) -> Iterator[str]:
    """List the texts in which a browser may break a line at any hyphen."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif not {"cj-year", "cj-whole"} & set(child.css):
            yield from texts_outside_years(child)


def address_of(area: str, figures_set: str) -> dict[str, str]:
    return {"area": area, "set": figures_set}


def printed(figures: FigureSet, measure_id: str, areas: list[str]) -> dict[tuple[str, str], str]:
    """Give the text of every figure held, straight from the snapshot, by area and year."""
    measure = figures.catalogue.measures[measure_id]
    codes = [figures.areas.find(area).code for area in areas]
    decimals = {
        (row["area_code"], row["period"]): row["decimals"]
        for row in queries.current_figures(figures.database, [measure_id], codes)
    }
    return {
        (figures.areas.by_code[row["area_code"]].name, row["period"]): value_text(
            measure, row["value"], decimals[row["area_code"], row["period"]]
        )
        for row in queries.observations(figures.database, [measure_id], codes)
        if row["value"] is not None and kind_of(row["period"]) == "financial_year"
    }


def three_years_printed(
    figures: FigureSet, measure_id: str, areas: list[str]
) -> dict[tuple[str, str], str]:
    """Give the text of three years together each, worked out from the snapshot."""
    measure = figures.catalogue.measures[measure_id]
    rows = of_lines(figures, measure_id, [figures.areas.find(area).code for area in areas])
    return {
        (row["area_name"], row["period"]): value_text(measure, row["value"], row["decimals"])
        for row in rows
    }


def is_interval(column: str) -> bool:
    return column.startswith("95% interval")


def assert_shows_the_figures(page: Page, figures: FigureSet, measure: str, area: str) -> None:
    """Check the table cell by cell against the snapshot; what is missing must say so in words."""
    areas = list(dict.fromkeys([area, "Scotland"]))
    expected = printed(figures, measure, areas)
    head, *body = page.figures.all("tr")
    names = [cell.text for cell in head.all("th")]
    assert len([name for name in names if not is_interval(name)]) == 1 + len(areas)
    shown = {}
    for row in body:
        year, *others = [child for child in row.children if isinstance(child, Node)]
        columns = zip(names[1:], others, strict=True)
        held = [(name, cell) for name, cell in columns if not is_interval(name)]
        for name, (column, cell) in zip(areas, held, strict=True):
            assert column.startswith(name)
            if "cj-missing" in cell.css:
                assert any(letter.isalpha() for letter in cell.text), (name, year.text)
            else:
                shown[name, year.text] = cell.without("small")
    assert shown == expected
    years = [row.all("th")[0].text for row in body]
    assert years == sorted(set(years), reverse=True)


def offers(page: Page) -> list[Any]:
    """The links that offer the page on illustrative figures."""
    words = "See this page with illustrative figures (not real)"
    return [link for link in page.at.get("page_link") if link.proto.label == words]
