"""Pictures as a browser draws them: no text over another, none cut off, none too small."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cjdata.exports.picture import Size, picture_svg
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.view import View

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 22)
LARGE = (3840, 2160)
LONG = "S12000006"
"""Dumfries and Galloway."""
BESIDE = (
    "community-sentences/peers",
    "compare-areas/bars?measure=cpo_completion_percent",
    "compare-areas/funnel?measure=cpo_completion_percent",
    "compare-areas/map?measure=cpo_completion_percent",
    "compare-areas/scatter?measure=cpo_completion_percent&versus=custody_percent",
)

# Boxes in the picture's own pixels; the halo of a name is the same text in the same place.
FAULTS = """smallest => {
  const svg = document.querySelector('svg');
  const view = svg.viewBox.baseVal;
  const back = svg.getScreenCTM().inverse();
  const texts = [...svg.querySelectorAll('text')].filter(
    text => text.textContent.trim() && text.getAttribute('opacity') !== '0');
  const boxes = texts.map(text => {
    const box = text.getBoundingClientRect();
    const [from, to] = [new DOMPoint(box.left, box.top), new DOMPoint(box.right, box.bottom)]
      .map(point => point.matrixTransform(back));
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a * back.a;
    return { from, to, size, said: text.textContent };
  });
  const found = boxes.filter(({ from, to }) =>
    from.x < -1 || from.y < -1 || to.x > view.width + 1 || to.y > view.height + 1
  ).map(box => `cut off: ${box.said}`);
  found.push(...boxes.filter(box => box.size < smallest).map(box => `small: ${box.said}`));
  boxes.forEach((one, n) => boxes.slice(0, n).forEach(other => {
    const wide = Math.min(one.to.x, other.to.x) - Math.max(one.from.x, other.from.x);
    const high = Math.min(one.to.y, other.to.y) - Math.max(one.from.y, other.from.y);
    const least = Math.min(one.to.y - one.from.y, other.to.y - other.from.y);
    if (one.said !== other.said && wide > 3 && high > 0.35 * least)
      found.push(`one over the other: ${one.said} | ${other.said}`);
  }));
  return found;
}"""


def views(figures: FigureSet, code: str) -> Iterator[View]:
    for address in ready_made(figures, code):
        yield view_at(figures, address, TODAY)
    for text in BESIDE if figures.is_illustrative else ():
        page, _, query = text.partition("?")
        yield view_at(figures, read_view_address(f"{page}?area={code}&{query}".rstrip("&")), TODAY)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("published", (1920, 1080)),
        ("illustrative", (800, 800)),
        *(pytest.param("published", size, marks=pytest.mark.long) for size in [(800, 800), LARGE]),
        *(
            pytest.param("illustrative", size, marks=pytest.mark.long)
            for size in [(1920, 1080), LARGE]
        ),
    ],
)
def test_nothing_in_a_picture_overlaps_or_is_cut_off(
    browser: Browser, data_folder: Path, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    figures = Library(data_folder).figures(name)
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong = []
    for view in views(figures, LONG):
        path = tmp_path / "picture.svg"
        path.write_bytes(picture_svg(view, Size(*size)))
        page.goto(path.as_uri())
        page.wait_for_function("[...document.fonts].every(face => face.status === 'loaded')")
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(drawn))")
        wrong += [f"{view.heading}: {fault}" for fault in page.evaluate(FAULTS, 27.9)]
    context.close()
    assert wrong == []
