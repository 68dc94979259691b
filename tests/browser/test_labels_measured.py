"""No text of a chart lies over another text, a mark or a line: measured in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import vl_convert
from playwright.sync_api import Browser

from cjdata.charts.drawing import Drawing
from cjdata.exports.fonts import FAMILY, font_faces, register_fonts
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND, Area
from cjdata.series import Break
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.trend.chart import drawing_of
from cjdata.views.trend.data import theme_view
from cjdata.views.trend.lines import LinePoint, TrendChart, TrendLine
from cjdata.views.trend.panels import trend_panels
from cjdata.views.trend.selection import Selection

TODAY = date(2026, 7, 1)
SVG = "http://www.w3.org/2000/svg"
YEARS = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(2012, 2025))
PAGES = (330, 520, 900, 1180)
"""Widths of a page’s column, from a phone to a wide screen."""
PICTURES = ((1776, 600, 2.1), (1400, 500, 2.0), (760, 330, 1.0), (360, 300, 1.0))
"""Of a picture, of a report, and of the site on a screen and on a phone."""

MEASURE = """() => {
  const found = [];
  const isHidden = t => getComputedStyle(t).opacity === '0';
  for (const svg of document.querySelectorAll('svg.case')) {
    const box = (it, name, part = 0) => {
      const b = it.getBoundingClientRect(), less = b.height * part;
      return {name, x: b.left, y: b.top + less, r: b.right, b: b.bottom - less};
    };
    const texts = [...svg.querySelectorAll('text')]
      .filter(t => t.textContent.trim() && !isHidden(t)).map(t => box(t, t.textContent, 0.2));
    const marks = [...svg.querySelectorAll('.mark-symbol path')]
      .map(m => box(m, m.getAttribute('aria-label') || 'a mark')).filter(m => m.r > m.x);
    const rules = [...svg.querySelectorAll('.mark-rule line')]
      .filter(m => m.getAttribute('stroke-dasharray')).map(m => box(m, 'a break'))
      .map(b => ({...b, x: b.x - 1, r: b.x + 2}));
    const all = svg.getBoundingClientRect();
    const meet = (a, b) => a.x + .6 < b.r && b.x + .6 < a.r && a.y + .6 < b.b && b.y + .6 < a.b;
    const tell = (a, what) => found.push(`${svg.id}: “${a.name}” ${what}`);
    texts.forEach((one, n) => {
      texts.slice(n + 1).filter(o => meet(one, o)).forEach(o => tell(one, `lies over “${o.name}”`));
      marks.filter(m => meet(one, m)).forEach(m => tell(one, `lies over ${m.name}`));
      rules.filter(m => meet(one, m)).forEach(m => tell(one, 'lies over a break'));
      if (one.x < all.left - 1 || one.r > all.right + 1) tell(one, 'is cut off');
    });
    for (const line of svg.querySelectorAll('.mark-line path')) {
      const at = line.getScreenCTM(), long = line.getTotalLength();
      for (let d = 0; d <= long; d += 2) {
        const q = line.getPointAtLength(d).matrixTransform(at);
        const holds = t => q.x > t.x + 1 && q.x < t.r - 1 && q.y > t.y + 1 && q.y < t.b - 1;
        const on = texts.find(holds);
        if (on) { tell(on, 'lies over a line'); break; }
      }
    }
  }
  return found;
}"""


def trouble(browser: Browser, drawn: Iterator[tuple[str, str]]) -> list[str]:
    """Put drawings into a page, and say which of their texts lie over anything."""
    page = browser.new_page(viewport={"width": 2000, "height": 1200})
    parts = []
    for n, (name, svg) in enumerate(drawn):
        own = re.sub(r'(\bid="|url\(#|href="#)', rf"\1n{n}-", svg)
        own = re.sub(r'class="marks"', "", own, count=1)
        parts.append(own.replace("<svg ", f'<svg id="{name}" class="case" ', 1))
    assert parts
    style = f"<style>{font_faces()} body {{ margin: 0; font-family: '{FAMILY}'; }}</style>"
    page.set_content(style + "".join(parts))
    page.evaluate("document.fonts.ready")
    assert page.locator("svg.case text").count() > len(parts), "texts are there to be measured"
    found: list[str] = page.evaluate(MEASURE)
    page.close()
    return found


def every_size(name: str, drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Draw a drawing as on pages, in pictures, in reports and on the site."""
    register_fonts()
    for width in PAGES:
        for n, plot in enumerate(drawing.plots):
            spec = json.loads(json.dumps(plot.spec)) | {"width": width - 60}
            yield f"{name}, page {width}, plot {n}", svg_of(spec)
    for width, height, scale in PICTURES:
        yield f"{name}, picture {width}", svg_of(drawing.picture(width, height, scale))


def svg_of(spec: dict[str, Any]) -> str:
    spec["config"]["font"] = FAMILY
    return vl_convert.vegalite_to_svg(spec)


def line(area: Area, values: dict[int, float], *, band: float = 0) -> TrendLine:
    """Draw a line of values by the number of the year, parted where a year is missing."""
    runs: list[list[LinePoint]] = []
    for n, value in sorted(values.items()):
        point = LinePoint(YEARS[n], value, f"{value}", "", value * (1 - band), value * (1 + band))
        if n - 1 in values:
            runs[-1].append(point)
        else:
            runs.append([point])
    return TrendLine(area, tuple(map(tuple, runs)), has_band=bool(band))


def hard_charts(figures: FigureSet) -> Iterator[tuple[str, TrendChart]]:
    """Give charts that leave little room for labels."""
    areas = [figures.areas.by_code[CLACKMANNANSHIRE]]
    areas += [figures.areas.scotland, *figures.areas.all_groups[:4]]
    whole = range(len(YEARS))
    parted = tuple(Break(YEARS[n], "definition", f"Reason {n}.", "s") for n in (3, 4, 11, 12))
    noted = (Break(YEARS[8], "estimate", "An estimate.", "s"),)
    pandemic = YEARS[8:10]

    def chart(*lines: TrendLine, **more: Any) -> TrendChart:
        return TrendChart(lines, YEARS, **more)

    yield (
        "four groups with equal values",
        chart(*(line(a, dict.fromkeys(whole, 40.0)) for a in areas), pandemic=pandemic),
    )
    yield (
        "an outlier",
        chart(line(areas[0], {n: 5.0 + 90 * (n == 8) for n in whole}, band=0.2), pandemic=pandemic),
    )
    yield "one year", TrendChart((line(areas[0], {0: 6.0}, band=0.3),), YEARS[:1])
    yield (
        "breaks in years side by side",
        chart(
            line(areas[0], {n: 10.0 + n for n in whole}),
            line(areas[1], {n: 22.0 - n for n in whole}),
            breaks=parted,
            remarks=noted,
            pandemic=pandemic,
        ),
    )
    yield (
        "lines that end early and high, beside a break and the pandemic",
        chart(
            line(areas[0], {n: 3.0 + n / 3 for n in whole}),
            line(areas[1], dict.fromkeys(range(11), 12.0)),
            line(areas[2], dict.fromkeys(range(10), 11.9)),
            breaks=parted[2:3],
            pandemic=pandemic,
        ),
    )
    yield (
        "the pandemic in the last years",
        TrendChart(
            tuple(line(a, dict.fromkeys(range(10), 80.0 - 2 * k)) for k, a in enumerate(areas)),
            YEARS[:10],
            pandemic=pandemic,
        ),
    )


@pytest.mark.browser
def test_labels_of_hard_charts_lie_on_nothing(library: Library, browser: Browser) -> None:
    figures = library.figures("illustrative")
    for name, chart in hard_charts(figures):
        panels = trend_panels(chart)
        drawing = drawing_of(panels, [""] * len(panels))
        assert drawing is not None
        assert trouble(browser, every_size(name, drawing)) == []


@pytest.mark.browser
def test_labels_of_theme_pages_lie_on_nothing(library: Library, browser: Browser) -> None:
    glasgow, forth_valley = "S12000049", "forth-valley"
    beside = (SCOTLAND, "S12000014", "S12000030", glasgow, forth_valley)
    shown = [
        ("illustrative", glasgow, (SCOTLAND,), "cpo_commenced"),
        ("illustrative", CLACKMANNANSHIRE, beside, "cpo_completion_percent"),
        ("illustrative", CLACKMANNANSHIRE, beside, "bail_supervision_cases_commenced"),
        ("published", CLACKMANNANSHIRE, (SCOTLAND,), "homelessness_applications_from_prison"),
        ("published", CLACKMANNANSHIRE, beside, "prison_arrivals_per_1000"),
        ("published", SCOTLAND, (), "custody_percent"),
        ("published", SCOTLAND, (), "diversion_cases_commenced"),
    ]
    for name, area, others, measure in shown:
        figures = library.figures(name)
        theme = figures.catalogue.theme_of(measure)
        assert theme is not None
        form = figures.catalogue.measures[measure].form
        view = theme_view(figures, theme.page, Selection(area, others, measure, form), TODAY)
        assert view.drawing is not None
        assert trouble(browser, every_size(f"{name} {measure}", view.drawing)) == []


@pytest.mark.browser
def test_labels_of_the_strip_of_32_councils_lie_on_nothing(
    library: Library, browser: Browser
) -> None:
    for name, page in (("illustrative", "community-sentences"), ("published", "prison")):
        view = view_at(library.figures(name), read_view_address(f"{page}/peers"), TODAY)
        assert view.drawing is not None
        assert trouble(browser, every_size(f"{name} {page}", view.drawing)) == []


@pytest.mark.browser
def test_what_lies_over_something_is_found(browser: Browser) -> None:
    text = "<text x='{x}' y='40' font-size='14'>{said}</text>"
    mark = (
        "<g class='mark-symbol'><path aria-label='Fife' d='M100 30h20v20h-20z'/></g>"
        "<g class='mark-line'><path d='M300 36H420' stroke='red'/></g>"
        "<g class='mark-rule'><line x1='520' x2='520' y1='0' y2='90' stroke='red' "
        "stroke-dasharray='2,3'/></g>"
    )
    said = [(10, "alone"), (95, "on a mark"), (310, "on a line"), (500, "on a break"), (790, "cut")]
    svg = "".join(text.format(x=x, said=one) for x, one in [*said, (600, "one"), (603, "other")])
    found = trouble(
        browser,
        iter([("made", f"<svg width='800' height='90' xmlns='{SVG}'>{mark}{svg}</svg>")]),
    )
    assert sorted(found) == [
        "made: “cut” is cut off",
        "made: “on a break” lies over a break",
        "made: “on a line” lies over a line",
        "made: “on a mark” lies over Fife",
        "made: “one” lies over “other”",
    ]
