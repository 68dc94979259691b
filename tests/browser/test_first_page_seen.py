"""The first page in a browser: its first screen, its grid of cards, its two sheets of paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser
from running import HEIGHTS, NARROWEST, PHONE, TABLET, WIDE, Server, new_tab

LAID_OUT = """() => {
  const box = element => element.getBoundingClientRect();
  const told = [...document.querySelectorAll('.cj-told li')].map(box);
  const grid = document.querySelector('.cj-cards');
  const cards = [...grid.querySelectorAll('.cj-card')];
  return {
    told: told.map(one => one.bottom),
    cards: cards.map(card => ({top: box(card).top, bottom: box(card).bottom,
      cut: card.scrollWidth > card.clientWidth + 1})),
    lines: cards.flatMap(card => [...card.querySelectorAll('img')].map(one => box(one).width)),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""
SHOWN = [
    ("Clackmannanshire", "published"),
    ("Clackmannanshire", "illustrative"),
    ("Scotland", "published"),
    ("Dumfries+and+Galloway", "illustrative"),
]
pytestmark = pytest.mark.browser
every_area = pytest.mark.parametrize(("area", "figures_set"), SHOWN)


def laid_out(browser: Browser, server: Server, address: str, width: int) -> Any:
    context = browser.new_context()
    tab = new_tab(context, server, width)
    found = tab.open(address).page.evaluate(LAID_OUT)
    context.close()
    return found


@every_area
def test_sentences_and_the_first_row_of_cards_are_seen_without_scrolling(
    browser: Browser, server: Server, area: str, figures_set: str
) -> None:
    found = laid_out(browser, server, f"at-a-glance?area={area}&set={figures_set}", WIDE)
    assert 1 < len(found["told"]) <= 3
    assert len(found["cards"]) == 10
    row = [card for card in found["cards"] if card["top"] == found["cards"][0]["top"]]
    assert len(row) == 4
    assert max(card["bottom"] for card in row) <= HEIGHTS[WIDE]


@every_area
def test_on_a_phone_the_sentences_are_seen_without_scrolling(
    browser: Browser, server: Server, area: str, figures_set: str
) -> None:
    found = laid_out(browser, server, f"at-a-glance?area={area}&set={figures_set}", PHONE)
    assert max(found["told"]) <= HEIGHTS[PHONE]


@pytest.mark.parametrize(("width", "columns"), [(WIDE, 4), (TABLET, 2), (PHONE, 1), (NARROWEST, 1)])
def test_the_cards_stand_in_as_many_columns_as_there_is_room_for_and_none_is_cut(
    browser: Browser, server: Server, width: int, columns: int
) -> None:
    found = laid_out(browser, server, "at-a-glance?set=illustrative", width)
    tops = [card["top"] for card in found["cards"]]
    assert tops.count(tops[0]) == columns
    assert not any(card["cut"] for card in found["cards"])
    assert min(found["lines"]) >= 100
    assert found["wide"] <= 0


@every_area
def test_the_first_page_prints_on_two_sheets(
    browser: Browser, server: Server, area: str, figures_set: str
) -> None:
    context = browser.new_context()
    tab = new_tab(context, server).open(f"at-a-glance?area={area}&set={figures_set}")
    pdf = tab.page.pdf(format="A4")
    context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
