"""Charts of all councils as a browser draws them: no name on another, on a dot or on a line."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from playwright.sync_api import Browser, Page

from cjdata.charts import style
from cjdata.charts.area_rows import AreaMark, Part
from cjdata.charts.drawing import Drawing
from cjdata.exports.fonts import FAMILY, font_faces, register_fonts
from cjdata.reference.areas import Areas, load_areas
from cjdata.reference.tile_grid import load_tilegrid
from cjdata.statistics import ACTION, LEAST_AREAS, WARNING, Funnel, FunnelPoint, funnel_of
from cjdata.views.bars.chart import bars_drawing
from cjdata.views.funnel.chart import FunnelCurves, FunnelDot, funnel_drawing
from cjdata.views.peers.chart import strip_drawing
from cjdata.views.scatter.chart import ScatterPoint, scatter_drawing
from cjdata.views.tiles.chart import TileClass, class_limits, tiles_drawing

pytestmark = pytest.mark.browser

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
WIDTHS = (320, 356, 560, 872, 1100)
"""The widths that charts have on a phone, on a tablet and on wide screens, in pixels."""
KEY: dict[Part, str] = {
    "area": "Clackmannanshire (counted with others)",
    "group": "Family group 3 (people)",
    "other": "Other councils",
}
VERDICTS = {
    "higher": "Clearly higher than Clackmannanshire",
    "lower": "Clearly lower than Clackmannanshire",
    "similar": "Similar to Clackmannanshire",
}

# The halo of a name is the same text in the same place. A dot’s box is that of its circle; a line
# is looked at every two pixels.
FAULTS = """() => {
  const shown = node => node.getAttribute('opacity') !== '0';
  const texts = [...document.querySelectorAll('svg text')]
    .filter(text => text.textContent.trim() && shown(text))
    .map(text => ({box: text.getBoundingClientRect(), said: text.textContent}));
  const inset = 0.22;
  const core = box => ({left: box.left + 1, right: box.right - 1,
    top: box.top + box.height * inset, bottom: box.bottom - box.height * inset});
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const svg = document.querySelector('svg').getBoundingClientRect();
  const found = texts.filter(({box}) => box.left < svg.left - 1 || box.right > svg.right + 1)
    .map(one => `cut off: ${one.said}`);
  texts.forEach((one, n) => texts.slice(0, n).forEach(other => {
    if (one.said !== other.said && meet(core(one.box), core(other.box)))
      found.push(`${one.said} | ${other.said}`);
  }));
  const dots = [...document.querySelectorAll('svg .mark-symbol path')].filter(shown)
    .map(dot => dot.getBoundingClientRect());
  texts.forEach(one => dots.forEach(dot => {
    if (MARKED && meet(core(one.box), dot)) found.push(`on a dot: ${one.said}`);
  }));
  document.querySelectorAll('svg .mark-line path').forEach(line => {
    const back = line.getScreenCTM();
    for (let at = 0; at < line.getTotalLength(); at += 2) {
      const point = line.getPointAtLength(at).matrixTransform(back);
      const spot = {left: point.x, right: point.x, top: point.y, bottom: point.y};
      texts.forEach(one => {
        if (meet(core(one.box), spot)) found.push(`on a line: ${one.said}`);
      });
    }
  });
  return [...new Set(found)];
}"""


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas(REFERENCE)


def spread(numbers: random.Random) -> list[float]:
    return [numbers.uniform(20, 60) for _ in range(32)]


def clustered(numbers: random.Random) -> list[float]:
    return [40 + numbers.gauss(0, 1.5) for _ in range(32)]


def equal(_: random.Random) -> list[float]:
    return [40.0] * 32


def outliers(numbers: random.Random) -> list[float]:
    return [3.0, *(20 + numbers.gauss(0, 1) for _ in range(29)), 92.0, 97.0]


def nil(numbers: random.Random) -> list[float]:
    return [0.0] * 20 + [numbers.uniform(0, 2) for _ in range(12)]


def few(numbers: random.Random) -> list[float]:
    return [numbers.uniform(20, 60) for _ in range(3)]


def fewest_of_a_funnel(numbers: random.Random) -> list[float]:
    return [numbers.uniform(20, 60) for _ in range(LEAST_AREAS)]


CASES: Mapping[str, Callable[[random.Random], list[float]]] = {
    one.__name__: one for one in (spread, clustered, equal, outliers, nil, few, fewest_of_a_funnel)
}


def marks_of(areas: Areas, values: Sequence[float], group: int) -> list[AreaMark]:
    """A mark for each value, of real councils; the fifth is the area, so many are the group."""
    councils = sorted(areas.councils, key=lambda area: area.name)[: len(values)]
    chosen = councils[min(5, len(councils) - 1)].code
    members = {area.code for area in councils[6 : 6 + group]}
    verdicts = ("higher", "lower", "similar")
    marks = [
        AreaMark(
            code=area.code,
            name=area.name,
            short=area.short_name,
            value=value,
            text=f"{value:.1f}%",
            part="area" if area.code == chosen else "group" if area.code in members else "other",
            lower=max(0.0, value - 4),
            upper=min(100.0, value + 4),
            verdict="" if area.code == chosen else verdicts[n % 3],  # type: ignore[arg-type]
        )
        for n, (area, value) in enumerate(zip(councils, values, strict=True))
    ]
    middle = sum(values) / len(values)
    scotland = AreaMark(
        "S92000003", "Scotland", "Scotland", middle, f"{middle:.1f}%", "scotland", verdict=""
    )
    return [*marks, scotland]


def funnel_made(marks: Sequence[AreaMark], numbers: random.Random) -> Drawing:
    *councils, scotland = marks
    bases = {one.code: int(10 ** numbers.uniform(1, 3.6)) for one in councils}
    points = {one.code: FunnelPoint((one.value or 0) / 100, bases[one.code]) for one in councils}
    found = funnel_of("share", (scotland.value or 0) / 100, points)
    assert isinstance(found, Funnel)
    low, high = min(bases.values()) * 0.8, max(bases.values()) * 1.25
    sizes = [low * (high / low) ** (n / 40) for n in range(41)]

    def curve(confidence: float) -> tuple[tuple[float, float, float], ...]:
        limits = [(size, found.limits(size, confidence)) for size in sizes]
        return tuple((size, 100 * lower, 100 * upper) for size, (lower, upper) in limits)

    dots = [
        FunnelDot(
            one.code,
            one.name,
            one.short,
            bases[one.code],
            one.value or 0.0,
            one.part,
            found.zone(one.code) != "inside",
            one.name,
        )
        for one in councils
    ]
    return funnel_drawing(
        dots,
        FunnelCurves(scotland.value or 0.0, curve(WARNING), curve(ACTION)),
        x_title="People followed for reconviction (by home area) behind the figure",
        suffix="%",
        description="Dots.",
        key={**{str(p): t for p, t in KEY.items()}, "scotland": "Scotland", "inner": "95% lines"},
    )


def drawings(areas: Areas, values: list[float], group: int, seed: int) -> dict[str, Drawing | None]:
    numbers = random.Random(seed)
    marks = marks_of(areas, values, group)
    councils = [one for one in marks if one.part != "scotland"]
    points = [
        ScatterPoint(
            m.code, m.name, m.short, m.value, (m.value or 0) / 2 + numbers.gauss(0, 1) ** 2,
            m.text, m.text, m.part,
        )
        for m in marks
    ]  # fmt: skip
    classes = [TileClass(low, high, f"{low:.1f}%") for low, high in class_limits(values)]
    return {
        "bars": bars_drawing(
            marks, suffix="%", description="Bars.", benchmark="Scotland 40.0%", key=KEY,
            verdicts=VERDICTS,
        ),
        "tiles": tiles_drawing(
            councils, load_tilegrid(REFERENCE, areas), description="Tiles.", classes=classes,
            key=KEY, verdicts=VERDICTS,
        ),
        "strip": strip_drawing(marks, suffix="%", description="Dots.", key=KEY),
        "scatter": scatter_drawing(
            points, x_title="Orders, per cent", y_title="Arrivals, per cent", x_suffix="%",
            y_suffix="%", description="Dots.", key={**KEY, "scotland": "Scotland"},
        ),
        "funnel": (
            funnel_made(marks, numbers) if any(values) and len(values) >= LEAST_AREAS else None
        ),
    }  # fmt: skip


def svg_of(drawing: Drawing, width: int) -> str:
    """The plot as a page of a width draws it, in the typeface of pages, which is the same."""
    spec: dict[str, Any] = copy.deepcopy(drawing.plots[0].spec)
    spec |= {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
    text = json.dumps(spec).replace(f'"{style.FONT}"', f'"{FAMILY}"')
    return vl_convert.vegalite_to_svg(json.loads(text))


def faults(page: Page, drawing: Drawing, width: int, *, with_dots: bool) -> list[str]:
    svg = svg_of(drawing, width)
    page.set_content(f"<style>{font_faces()}</style>{svg}")
    page.evaluate("() => document.fonts.ready")
    found: list[str] = page.evaluate(FAULTS.replace("MARKED", str(with_dots).lower()))
    return found


@pytest.mark.parametrize("group", [0, 5, 13])
@pytest.mark.parametrize("case", CASES)
def test_no_text_lies_on_another_on_a_dot_or_on_a_line(
    browser: Browser, areas: Areas, case: str, group: int
) -> None:
    register_fonts()
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 1200})
    page, wrong = context.new_page(), []
    values = CASES[case](random.Random(f"{case} {group}"))
    for name, drawing in drawings(areas, values, group, seed=group).items():
        for width in WIDTHS if drawing else ():
            assert drawing is not None
            has_dots = name in ("strip", "scatter", "funnel")
            found = faults(page, drawing, width, with_dots=has_dots)
            wrong += [f"{name} {width}: {one}" for one in found]
    context.close()
    assert wrong == []


def test_the_check_sees_names_on_names_and_on_dots(browser: Browser, areas: Areas) -> None:
    """It cannot pass because it looks at nothing."""
    register_fonts()
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 1200})
    page = context.new_page()
    marks = marks_of(areas, spread(random.Random(1)), 5)
    drawing = strip_drawing(marks, suffix="%", description="Dots.", key=KEY)
    assert drawing is not None
    assert faults(page, drawing, 872, with_dots=True) == []
    page.evaluate(
        """() => document.querySelectorAll('svg text').forEach(
             text => text.setAttribute('transform', 'translate(400, 120)'))"""
    )
    found = page.evaluate(FAULTS.replace("MARKED", "true"))
    context.close()
    assert any(" | " in one for one in found)
    assert any(one.startswith("on a dot") for one in found)
