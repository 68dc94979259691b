"""Every page in Chromium, on both sets: sound, accessible, whole on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from known_pages import PAGES, THEME_PATHS
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong
from running import NARROWEST, PATIENCE, PHONE, WIDE, Server, Tab, new_tab

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
CHARTS = """charts => charts.map(chart => {
  const described = chart.closest('[aria-label]') || chart.querySelector('[aria-label]');
  const drawing = chart.querySelector('svg.marks, canvas.marks');
  const size = drawing.getBoundingClientRect();
  return {
    label: described ? described.getAttribute('aria-label') : '',
    points: drawing.querySelectorAll('.mark-symbol path').length,
    width: size.width, height: size.height,
  };
})"""
FITS = """() => {
  const root = document.documentElement;
  const main = document.querySelector('[data-testid="stMain"]');
  return root.scrollWidth <= root.clientWidth && main.scrollWidth <= main.clientWidth;
}"""
# A row is cut off on paper when something round it is lower than its content and clips it.
CUT_OFF = """rows => rows.filter(row => {
  if (row.closest('details:not([open])')) return false;
  const box = row.getBoundingClientRect();
  if (!box.height) return true;
  for (let up = row.parentElement; up && up !== document.documentElement; up = up.parentElement) {
    const round = up.getBoundingClientRect(), style = getComputedStyle(up);
    if (style.overflowY !== 'visible' && box.bottom > round.bottom + 1) return true;
    if (style.overflowX !== 'visible' && box.right > round.right + 1) return true;
  }
  return false;
}).map(row => row.innerText)"""
CONTROLS = (
    "stSidebar",
    "stHeader",
    "stDownloadButton",
    "stButtonGroup",
    "stPageLink",
    "stSelectbox",
    "stToolbar",
)


ROWS_ON_PAPER = "tr:not(.cj-further, .cj-further *)"
"""All rows but those of context, which the printed profile leaves to the page, and says so."""


@dataclass
class Seen:
    """What a visit to a page has shown: on a screen, on paper, and in a window made narrow."""

    path: str
    figures_set: str
    title: str
    errors: list[str]
    strangers: list[str]
    faults: list[str]
    overflowing: list[int]
    charts: list[dict[str, object]]
    rows_cut_off: list[str]
    controls_on_paper: list[str]


def faults(page: Page) -> list[str]:
    """List what axe finds against WCAG 2.0 to 2.2 A and AA."""
    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"]
    ]


def fits(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways, once charts have taken the new width."""
    try:
        page.wait_for_function(FITS, timeout=1000 * PATIENCE)
    except TookTooLong:
        return False
    return True


def visit(tab: Tab, path: str, figures_set: str) -> Seen:
    """Look at a page in every way."""
    tab.open(address(path, figures_set))
    found = faults(tab.page)
    charts = tab.page.locator('[data-testid="stVegaLiteChart"]').evaluate_all(CHARTS)
    tab.page.emulate_media(media="print")
    cut_off = tab.page.locator(ROWS_ON_PAPER).evaluate_all(CUT_OFF)
    controls = [
        name
        for name in CONTROLS
        for control in tab.page.get_by_test_id(name).all()
        if control.is_visible()
    ]
    tab.page.emulate_media(media="screen")
    return Seen(
        path,
        figures_set,
        tab.page.title(),
        tab.errors,
        tab.strangers,
        found,
        overflowing(tab),
        charts,
        cut_off,
        controls,
    )


def address(path: str, figures_set: str) -> str:
    return path if figures_set == "published" else f"{path}?set={figures_set}"


def overflowing(tab: Tab) -> list[int]:
    """Give the widths of phones at which the page has to be scrolled sideways."""
    widths = []
    for width in (PHONE, NARROWEST):
        tab.page.set_viewport_size({"width": width, "height": 844})
        if not fits(tab.page):
            widths.append(width)
    return widths


@pytest.fixture(scope="module")
def new_page(browser: Browser, server: Server) -> Iterator[Callable[[int], Tab]]:
    """Open tabs for one reader, who goes through all pages."""
    context = browser.new_context()
    yield lambda width: new_tab(context, server, width)
    context.close()


VISITS = [(entry.path, name) for entry in PAGES for name in ("published", "illustrative")]


@pytest.fixture(scope="module", params=VISITS, ids="-".join)
def seen(request: pytest.FixtureRequest, new_page: Callable[[int], Tab]) -> Iterator[Seen]:
    tab = new_page(WIDE)
    yield visit(tab, *request.param)
    tab.page.close()


def test_a_page_makes_no_mistake_in_the_browser(seen: Seen) -> None:
    assert seen.errors == []


def test_a_page_asks_no_other_host_for_anything(seen: Seen) -> None:
    assert seen.strangers == []


def test_a_page_has_a_title_of_its_own(seen: Seen) -> None:
    [name] = [entry.title for entry in PAGES if entry.path == seen.path]
    assert seen.title == f"{name} – Community justice in Clackmannanshire"


def test_axe_finds_nothing_on_a_screen(seen: Seen) -> None:
    assert seen.faults == []


def test_a_window_as_narrow_as_a_phone_never_scrolls_sideways(seen: Seen) -> None:
    assert seen.overflowing == []


@pytest.mark.parametrize(
    ("path", "figures_set"),
    [
        pytest.param(*one, marks=[] if one == ("diversion", "illustrative") else pytest.mark.long)
        for one in VISITS
    ],
)
def test_a_page_is_accessible_on_a_phone_and_never_scrolls_sideways(
    path: str, figures_set: str, new_page: Callable[[int], Tab]
) -> None:
    tab = new_page(PHONE).open(address(path, figures_set))
    assert faults(tab.page) == []
    assert overflowing(tab) == []
    assert tab.errors + tab.strangers == []
    tab.page.close()


def test_every_chart_is_drawn_and_described(seen: Seen) -> None:
    for chart in seen.charts:
        label = str(chart["label"])
        assert label.endswith("The table below holds every figure.")
        assert chart["points"] or not label.startswith("Line chart. ")
        assert min(chart["width"], chart["height"]) > 100
    if seen.path in THEME_PATHS and seen.figures_set == "illustrative":
        assert seen.charts


def test_on_paper_tables_are_whole_and_controls_are_gone(seen: Seen) -> None:
    assert seen.rows_cut_off == []
    assert seen.controls_on_paper == []


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("diversion", PHONE),
        ("custody-community?set=illustrative", WIDE),
        pytest.param("diversion", WIDE, marks=pytest.mark.long),
        pytest.param("custody-community?set=illustrative", PHONE, marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_in_the_parts_that_open(
    path: str, width: int, browser: Browser, server: Server
) -> None:
    context = browser.new_context()
    tab = new_tab(context, server, width).open(path)
    summaries = tab.page.locator('[data-testid="stExpander"] summary')
    closed = '[data-testid="stExpander"] details:not([open]) summary'
    assert summaries.count() > 2
    while tab.page.locator(closed).count():
        tab.page.locator(closed).first.click()
    tab.page.locator(".cj-definitions").wait_for()
    found = faults(tab.page)
    context.close()
    assert found == []


def test_axe_finds_nothing_in_the_open_sidebar_of_a_phone(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    tab = new_tab(context, server, PHONE).open("diversion")
    tab.open_sidebar()
    found = faults(tab.page)
    context.close()
    assert found == []
