"""A drawing is the same to the byte each time, whatever was drawn before it."""

from __future__ import annotations

from typing import Any

import pytest

from cjdata.exports.chart_svg import chart_svg

pytestmark = pytest.mark.usefixtures("drawn_anew")


def cut_off() -> dict[str, Any]:
    """A chart of which a part is cut off."""
    return {
        "config": {},
        "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 3}]},
        "mark": {"type": "line", "clip": True},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative"},
        },
    }


def test_a_drawing_is_the_same_to_the_byte_each_time() -> None:
    first, second = chart_svg(cut_off()), chart_svg(cut_off())
    assert first == second
    assert 'id="clip1"' in first
    assert "url(#clip1)" in first


def test_two_parts_that_are_cut_off_keep_apart() -> None:
    chart = cut_off()
    parts = {key: chart.pop(key) for key in ("data", "mark", "encoding")}
    drawn = chart_svg({**chart, "vconcat": [parts, parts]})
    assert drawn.count('id="clip1"') == drawn.count('id="clip2"') == 1
