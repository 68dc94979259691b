"""The area profile on paper: two pages of A4, every row and every small line whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from running import Server, new_tab

pytestmark = pytest.mark.browser

MILLIMETRE = 96 / 25.4
WIDTH, HEIGHT = 210 - 2 * 11, 297 - 2 * 12
"""What A4 leaves between the margins of style.css, in millimetres."""
SMALLEST = 12.0
"""9 pt in CSS pixels."""

# Boxes in CSS pixels, from the top of the page, as they are laid out at the width of the paper.
LAID_OUT = """() => {
  const seen = element => element.getClientRects().length > 0;
  const box = element => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left, right };
  };
  const main = document.querySelector('.stMainBlockContainer');
  const one = css => box(document.querySelector(css));
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(holder) || holder.closest('.cj-hidden, style'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    texts.push({
      text: walker.currentNode.data.trim(),
      size: parseFloat(getComputedStyle(holder).fontSize),
      right: Math.max(...[...range.getClientRects()].map(rect => rect.right)),
      cell: (holder.closest('td, th') || main).getBoundingClientRect().right,
    });
  }
  return {
    main: box(main),
    profile: one('.cj-profile'),
    next: one('.cj-next-sheet'),
    foot: one('.cj-foot'),
    texts,
    rows: [...document.querySelectorAll('.cj-sheet tr')].map(
      row => ({ ...box(row), seen: seen(row), cells: row.cells.length,
        further: Boolean(row.closest('.cj-further')) })),
    pictures: [...document.querySelectorAll('.cj-sheet img')].map(
      image => ({ ...box(image), width: image.naturalWidth, row: box(image.closest('tr')) })),
    controls: [...document.querySelectorAll(
      'button, input, [data-testid="stSidebar"], .stExpander, .st-key-cj-bar, .stPageLink'
    )].filter(seen).map(control => control.outerHTML.slice(0, 100)),
  };
}"""


@dataclass
class Paper:
    """What the page looks like on paper."""

    area: str
    pdf: bytes
    laid_out: Any

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(re.findall(rb"/Type\s*/Page\b", self.pdf))


@pytest.fixture(
    scope="module",
    params=[
        ("Clackmannanshire", "published"),
        ("Clackmannanshire", "illustrative"),
        ("Scotland", "published"),
        ("Dumfries+and+Galloway", "illustrative"),
    ],
    ids="-".join,
)
def paper(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Paper]:
    """The page printed by the browser, and laid out at the width of the paper."""
    area, figures_set = request.param
    context = browser.new_context()
    page = new_tab(context, server).open(f"area-profile?area={area}&set={figures_set}").page
    pdf = page.pdf(format="A4")
    yield Paper(area, pdf, laid_out(page))
    context.close()


def laid_out(page: Page) -> Any:
    """Lay the page out as on paper, on one long sheet, and measure it."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(WIDTH * MILLIMETRE), "height": 3000})
    page.wait_for_function("document.querySelector('.cj-profile').clientWidth < 720")
    return page.evaluate(LAID_OUT)


def test_the_paper_has_two_pages(paper: Paper) -> None:
    assert paper.pages == 2


def test_the_whole_profile_is_on_the_first_page(paper: Paper) -> None:
    found = paper.laid_out
    assert found["profile"]["bottom"] - found["main"]["top"] <= HEIGHT * MILLIMETRE


def test_the_whole_grid_and_the_small_print_are_on_the_second_page(paper: Paper) -> None:
    found = paper.laid_out
    assert found["foot"]["bottom"] - found["next"]["top"] <= HEIGHT * MILLIMETRE


def test_every_row_of_the_indicators_is_there(paper: Paper) -> None:
    rows = [row for row in paper.laid_out["rows"] if not row["further"]]
    measures = 17 if paper.area == "Scotland" else 16  # Of a council a rate stands for its number.
    assert len(rows) == (1 + 10 + measures) + (1 + measures)
    assert all(row["seen"] and row["bottom"] > row["top"] for row in rows)


def test_context_is_left_to_the_page_and_the_paper_says_so(paper: Paper) -> None:
    further = [row for row in paper.laid_out["rows"] if row["further"]]
    assert len(further) == (3 + 3) + 3
    assert not any(row["seen"] for row in further)
    said = [text["text"] for text in paper.laid_out["texts"]]
    assert any("Context is on the page, not on this paper" in text for text in said)


def test_every_small_line_is_whole_and_within_its_row(paper: Paper) -> None:
    pictures = paper.laid_out["pictures"]
    assert pictures
    for picture in pictures:
        assert picture["width"] > 0
        assert picture["row"]["top"] <= picture["top"]
        assert picture["bottom"] <= picture["row"]["bottom"]


def test_no_text_is_cut_at_the_right_edge_nor_runs_into_the_next_cell(paper: Paper) -> None:
    for text in paper.laid_out["texts"]:
        assert text["right"] <= min(WIDTH * MILLIMETRE, text["cell"]) + 1, text


def test_no_text_is_smaller_than_nine_points(paper: Paper) -> None:
    assert [text for text in paper.laid_out["texts"] if text["size"] < SMALLEST - 0.01] == []


def test_controls_and_navigation_are_gone(paper: Paper) -> None:
    assert paper.laid_out["controls"] == []
