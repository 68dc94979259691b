"""The site as a reader opens it from an e-mail: a file, no network, a screen or a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from running import PHONE, WIDE
from test_every_page import faults

from cjdata.exports.site import site_html
from cjdata.library import Library
from cjdata.views.addressed import views_of_area

pytestmark = pytest.mark.browser

CLACKS, TODAY = "S12000005", date(2026, 11, 22)
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>\n- </style><b onclick=alert(3)>"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Opened:
    """The file in a tab, and what it asked for or complained of."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: self.troubles.append(dialog.message))
        self.page.on("request", self._ask)

    def _ask(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.troubles.append(request.url)


@pytest.fixture(scope="module")
def files(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write the site of Clackmannanshire, with words that try to run; once of each set."""
    folder = tmp_path_factory.mktemp("site")
    library = Library(data_folder)

    @cache
    def written(name: str) -> Path:
        figures = library.figures(name)
        views = views_of_area(figures, CLACKS, "files of an area", TODAY)
        area = figures.areas.by_code[CLACKS]
        path = folder / f"{name}.html"
        path.write_bytes(site_html(views, area=area, today=TODAY, said={EVIL: EVIL}))
        return path

    return written


@pytest.fixture(params=["published", "illustrative"])
def file(request: pytest.FixtureRequest, files: Callable[[str], Path]) -> Path:
    return files(request.param)


@pytest.fixture(
    params=[
        ("published", PHONE),
        ("illustrative", WIDE),
        pytest.param(("published", WIDE), marks=pytest.mark.long),
        pytest.param(("illustrative", PHONE), marks=pytest.mark.long),
    ],
    ids=lambda one: "-".join(map(str, one)),
)
def opened(
    request: pytest.FixtureRequest, browser: Browser, files: Callable[[str], Path]
) -> Iterator[Opened]:
    """The file, opened without a network."""
    name, width = request.param
    context = browser.new_context(offline=True, viewport={"width": width, "height": 844})
    tab = Opened(context.new_page())
    tab.page.goto(files(name).as_uri())
    yield tab
    context.close()


def test_nothing_is_wrong_asked_for_or_run(opened: Opened) -> None:
    page = opened.page
    for details in page.locator("article:not([hidden]) summary").all():
        details.click()
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
    assert opened.troubles == []
    assert page.evaluate("document.fonts.check('16px \"Community Justice Sans\"')")
    assert EVIL.splitlines()[0] in page.locator("#words").inner_text()


def test_axe_finds_nothing_with_one_chart_and_with_all(opened: Opened) -> None:
    assert faults(opened.page) == []
    opened.page.get_by_label("Choose a chart").select_option("")
    assert faults(opened.page) == []


def test_the_page_never_scrolls_sideways(opened: Opened) -> None:
    opened.page.get_by_label("Choose a chart").select_option("")
    assert opened.page.evaluate(OVERFLOW) <= 0


def test_a_chart_is_chosen_and_read_with_the_keyboard(opened: Opened) -> None:
    page = opened.page
    charts = page.locator("article.chart")
    box = page.get_by_label("Choose a chart")
    box.focus()
    while not page.locator("article.chart:visible figure").count():
        page.keyboard.press("ArrowDown")
    assert charts.filter(visible=True).count() == 1
    page.keyboard.press("Tab")
    figure = page.locator("article.chart:visible figure")
    while not figure.evaluate("figure => figure === document.activeElement"):
        page.keyboard.press("Tab")
    line = page.locator("article.chart:visible .read")
    expect(line).to_contain_text("arrow keys")
    said = []
    for key in ("ArrowRight", "ArrowRight", "End", "Home", "Escape"):
        page.keyboard.press(key)
        said.append(line.inner_text())
    assert len(set(said[:3])) == 3
    assert said[3] == said[0]
    assert "arrow keys" in said[4]


def test_a_mark_is_read_where_it_is_pointed_at(opened: Opened) -> None:
    page = opened.page
    page.get_by_label("Choose a chart").select_option("")
    mark = page.locator("figure:visible").first.locator("svg:visible g :has(> title)").first
    mark.hover(force=True)
    words = mark.locator("title").text_content()
    expect(page.locator(".read.said")).to_have_text(words or "no words")


def test_a_table_is_sorted_with_the_keyboard_and_says_so(opened: Opened) -> None:
    page = opened.page
    page.locator("article.chart:visible summary").first.click()
    button = page.locator("article.chart:visible th button").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    expect(page.locator("#said")).to_contain_text("ascending")


def test_without_its_script_everything_is_shown(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    charts = page.locator("article.chart")
    assert charts.count() == charts.filter(visible=True).count() > 1
    assert not page.get_by_label("Choose a chart").is_visible()
    assert not page.locator(".read").first.is_visible()
    context.close()


def test_on_paper_all_charts_and_tables_are_whole(opened: Opened) -> None:
    page = opened.page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    charts = page.locator("article.chart")
    assert charts.count() == charts.filter(visible=True).count()
    tables = page.locator("table")
    assert tables.count() == tables.filter(visible=True).count()
    assert not page.locator("select, .read, .skip").filter(visible=True).count()
    made_up = page.locator(".mark").count()
    assert page.locator(".mark").filter(visible=True).count() == made_up
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000


def test_forced_colours_keep_charts_on_white(browser: Browser, file: Path) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark", offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    drawn = page.locator("article.chart:visible figure svg:visible").first
    if page.locator("article.chart:visible figure").count() == 0:
        page.get_by_label("Choose a chart").select_option("")
        drawn = page.locator("figure svg:visible").first
    style = "svg => getComputedStyle(svg).backgroundColor"
    assert drawn.evaluate(style) == "rgb(255, 255, 255)"
    letters = drawn.locator("text").first.evaluate("text => getComputedStyle(text).fill")
    assert letters == "rgb(11, 12, 12)"
    context.close()
