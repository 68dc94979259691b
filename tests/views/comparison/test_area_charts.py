"""Charts of many areas: bars, the strip, the map of tiles, and two measures against each other."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from cjdata.charts import style
from cjdata.charts.area_rows import AreaMark
from cjdata.charts.area_templates import KEY_GAP, axis_ticks, key_rows
from cjdata.charts.drawing import Drawing
from cjdata.reference.areas import Areas
from cjdata.reference.tile_grid import Tile, load_tilegrid
from cjdata.views.bars import template as bars_template
from cjdata.views.bars.chart import bars_drawing
from cjdata.views.peers import chart as strip
from cjdata.views.peers.chart import lanes, strip_drawing
from cjdata.views.scatter import template as scatter_template
from cjdata.views.scatter.chart import ScatterPoint, scatter_drawing
from cjdata.views.scatter.dot_names import Dot, DotPlane, place_names
from cjdata.views.tiles import template as tiles_template
from cjdata.views.tiles.chart import TileClass, class_limits, tiles_drawing

Rows = list[dict[str, Any]]
KEY: Any = {"area": "Clackmannanshire", "group": "Family group", "other": "Other councils"}
SCOTLAND = AreaMark("S92000003", "Scotland", "Scotland", 33.0, "33.0", "scotland")
GRID = {f"C{n}": Tile(n % 4 * 2 + 2, n // 4 + 1, f"T{n}") for n in range(32)}


def mark(n: int, value: float | None, **more: Any) -> AreaMark:
    text = "Not loaded yet" if value is None else f"{value:,.1f}"
    given = {"text": text, "part": "other", "absence": "not loaded" if value is None else ""}
    return AreaMark(f"C{n}", f"Council {n}", f"C. {n}", value, **(given | more))


FOUR_KINDS = (
    mark(0, 40.0, part="area", lower=30.0, upper=52.0),
    mark(1, 0.4, part="group", lower=0.1, upper=1.9),
    mark(2, 0.0, text="0", lower=0.0, upper=3.7),
    mark(3, None, text="Restricted", absence="restricted"),
    mark(4, None, text="Not loaded yet", absence="not loaded"),
    mark(5, None, text="Not collected", absence="no figure"),
    SCOTLAND,
)

values = st.one_of(st.none(), st.just(0.0), st.floats(min_value=0.001, max_value=1e6))


@st.composite
def many_marks(draw: Callable[..., Any]) -> list[AreaMark]:
    drawn = draw(st.lists(values, min_size=1, max_size=32))
    parts = draw(st.lists(st.sampled_from(["group", "other"]), min_size=32, max_size=32))
    parts[draw(st.integers(min_value=0, max_value=31))] = "area"
    marks = [
        mark(n, v, part=p, lower=v and v * 0.7, upper=v and v * 1.4)
        for n, (v, p) in enumerate(zip(drawn, parts, strict=False))
    ]
    return [*marks, SCOTLAND] if draw(st.booleans()) else marks


def bars(marks: Sequence[AreaMark], **more: Any) -> Drawing | None:
    return bars_drawing(
        marks, suffix="", description="Bars", benchmark="Scotland 33.0", key=KEY, **more
    )


def peers(marks: Sequence[AreaMark]) -> Drawing | None:
    return strip_drawing(marks, suffix="%", description="Strip", key=KEY)


def classes_for(marks: Sequence[AreaMark]) -> list[TileClass]:
    found = class_limits([m.value for m in marks if m.value is not None and m.part != "scotland"])
    return [TileClass(low, high, f"{low:g} to {high:g}") for low, high in found]


def tiles(marks: Sequence[AreaMark]) -> Drawing | None:
    classes = classes_for(marks)
    return tiles_drawing(marks, GRID, description="Tiles", classes=classes, key=KEY)


def points_of(marks: Sequence[AreaMark]) -> list[ScatterPoint]:
    return [
        ScatterPoint(m.code, m.name, m.short, m.value, m.value and m.value / 2, m.text, "y", m.part)
        for m in marks
    ]


def plane(marks: Sequence[AreaMark]) -> Drawing | None:
    return scatter_drawing(
        points_of(marks),
        x_title="Cases of diversion commenced per 10,000 people, 2023-24",
        y_title="Orders completed, 2023-24 (%)",
        x_suffix="",
        y_suffix="%",
        description="Scatter",
        key=KEY,
    )


CHARTS: dict[str, Callable[[Sequence[AreaMark]], Drawing | None]] = {
    "bars": bars,
    "strip": peers,
    "tiles": tiles,
    "scatter": plane,
}
each_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def spec_of(drawing: Drawing | None) -> dict[str, Any]:
    assert drawing is not None
    (plot,) = drawing.plots
    return dict(plot.spec)


def every_layer(spec: dict[str, Any]) -> Rows:
    inner = [one for key in ("vconcat", "hconcat") for one in spec.get(key, [])]
    return [*spec.get("layer", []), *(layer for one in inner for layer in every_layer(one))]


def described(spec: dict[str, Any]) -> Rows:
    """The rows of the one layer that readers of a screen hear."""
    (layer,) = [one for one in every_layer(spec) if one["mark"].get("aria", True)]
    assert "description" in layer["encoding"]
    return list(layer["data"]["values"])


def rows_with(spec: dict[str, Any], *fields: str) -> Rows:
    return [
        row
        for layer in every_layer(spec)
        for row in layer["data"]["values"]
        if all(field in row for field in fields)
    ]


def bar_rows(marks: Sequence[AreaMark]) -> Rows:
    return [row for row in described(spec_of(bars(marks))) if "code" in row]


def domain(spec: dict[str, Any], channel: str = "x") -> list[float]:
    axes = [layer["encoding"].get(channel, {}) for layer in every_layer(spec)]
    (axis,) = [one for one in axes if one.get("axis")]
    return list(axis["scale"]["domain"])


def drawn_texts(spec: dict[str, Any], width: int) -> list[str]:
    page = json.loads(json.dumps(spec)) | {"width": width}
    page["autosize"] = {"type": "fit", "contains": "padding"}
    svg = vl_convert.vegalite_to_svg(page)
    assert "NaN" not in svg
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


# What holds for every chart


def test_a_column_of_a_picture_in_which_no_area_has_a_figure_keeps_its_axis() -> None:
    marks = [mark(n, 40.0 if n < 5 else None) for n in range(40)]
    drawing = bars(marks)
    assert drawing is not None
    spec = drawing.picture(1776, 640, 2.1)
    plots = next(one["hconcat"] for one in spec["vconcat"] if "hconcat" in one)
    assert len(plots) > 1
    for plot in plots:
        held = [layer["encoding"].get("x", {}) for layer in plot["layer"]]
        assert any(x.get("axis", {}) and x["axis"].get("values") for x in held)
    assert vl_convert.vegalite_to_svg(spec)


@each_chart
def test_without_a_figure_of_any_area_there_is_no_chart(draw: Any) -> None:
    assert draw([mark(0, None), mark(1, None, absence="restricted")]) is None
    assert draw([mark(0, None), SCOTLAND]) is None
    assert draw([]) is None


@each_chart
@pytest.mark.parametrize("figures", [[5.0], [5.0] * 32, [0.0], [0.0] * 32, [0.0, 7.0, None]])
def test_ties_and_single_figures_are_drawn(draw: Any, figures: list[float | None]) -> None:
    drawing = draw([mark(n, value) for n, value in enumerate(figures)])
    shown = described(spec_of(drawing))
    assert len([row for row in shown if row.get("value", row.get("x")) is not None]) >= len(
        [value for value in figures if value is not None]
    )
    drawn_texts(spec_of(drawing), 340)


@each_chart
@given(marks=many_marks())
def test_every_area_stays_in_the_chart(draw: Any, marks: list[AreaMark]) -> None:
    drawing = draw(marks)
    areas = [m for m in marks if m.part != "scotland"]
    if drawing is None:
        assert all(m.value is None for m in areas)
        return
    codes = [row["code"] for row in described(spec_of(drawing)) if "code" in row]
    # A strip and a scatter have no place for an area without a figure: the caller names those.
    kept = areas if draw in {bars, tiles} else [m for m in areas if m.value is not None]
    assert sorted(c for c in codes if c != SCOTLAND.code) == sorted(m.code for m in kept)


@each_chart
@given(marks=many_marks())
def test_missing_is_never_zero(draw: Any, marks: list[AreaMark]) -> None:
    drawing = draw(marks)
    if drawing is None:
        return
    missing = {m.code for m in marks if m.value is None}
    for row in rows_with(spec_of(drawing), "code"):
        if row["code"] in missing:
            assert row.get("value") is None or row["value"] in {"R", "–", "×"}
            assert row.get("x") is None


@each_chart
def test_each_mark_is_described_and_nothing_is_described_twice(draw: Any) -> None:
    spec = spec_of(draw(FOUR_KINDS))
    words = [row["description"] for row in described(spec)]
    assert all(words)
    assert len(words) == len(set(words))
    assert "Council 0: 40.0" in words or "Council 0: 40.0, y" in words
    assert all(layer["data"]["values"] for layer in every_layer(spec)), "an unnamed empty layer"


@each_chart
def test_the_template_is_compiled_once_and_never_changed(draw: Any) -> None:
    templates = (bars_template, strip, tiles_template, scatter_template)
    before = [json.dumps(one.template(), sort_keys=True) for one in templates]
    drawing = draw(FOUR_KINDS)
    drawing.picture(1776, 640, 2.1)
    spec_of(drawing)["layer"].clear()
    assert [json.dumps(one.template(), sort_keys=True) for one in templates] == before
    assert all(one.template.cache_info().misses == 1 for one in templates)


@each_chart
@pytest.mark.parametrize("height", [440, 640, 760])
def test_a_picture_keeps_to_its_size_and_its_text_is_large(draw: Any, height: int) -> None:
    many = [mark(n, 10.0 + n, part="group" if n % 5 == 0 else "other") for n in range(1, 32)]
    many[5:8] = [replace(m, code=many[5 + n].code) for n, m in enumerate(FOUR_KINDS[2:5])]
    spec = draw([*FOUR_KINDS[:1], *many, SCOTLAND]).picture(1776, height, 2.1)
    spec["config"]["font"] = "Source Sans"
    svg = vl_convert.vegalite_to_svg(spec)
    _, _, wide, high = re.search(r'viewBox="([^"]*)"', svg)[1].split()  # type: ignore[index]
    assert float(wide) <= 1776
    assert float(high) <= height
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]
    assert min(sizes) >= 28


@each_chart
@pytest.mark.parametrize("width", [288, 358, 668, 1120])
def test_a_specification_draws_at_every_width_without_a_warning(
    draw: Any, width: int, capfd: pytest.CaptureFixture[str]
) -> None:
    spec = spec_of(draw(FOUR_KINDS))
    text = json.dumps(spec, allow_nan=False)
    assert "http://" not in text
    assert drawn_texts(spec, width)
    out = capfd.readouterr()
    assert "WARN" not in out.out + out.err


@pytest.mark.parametrize("looks", [style.BARS, style.DOTS], ids=["bars", "dots"])
def test_parts_are_told_apart_by_more_than_colour(looks: dict[str, style.PartStyle]) -> None:
    shapes = {
        (look.shape, look.fill == style.WHITE, look.size, look.weight)
        for part, look in looks.items()
        if part != "scotland"
    }
    assert len(shapes) == 3


# Bars


@given(many_marks())
def test_bars_keep_the_order_they_are_given_in(marks: list[AreaMark]) -> None:
    drawing = bars(marks)
    if drawing is None:
        return
    rows = [row for row in described(spec_of(drawing)) if "code" in row]
    assert [row["code"] for row in rows] == [m.code for m in marks if m.part != "scotland"]
    assert [row["top"] for row in rows] == sorted(row["top"] for row in rows)


@given(many_marks())
def test_the_axis_of_bars_starts_at_zero_and_holds_every_figure_and_limit(
    marks: list[AreaMark],
) -> None:
    drawing = bars(marks)
    if drawing is None:
        return
    low, high = domain(spec_of(drawing))
    assert low == 0
    assert all(m.value <= high for m in marks if m.value is not None)
    assert all(m.upper <= high for m in marks if m.upper is not None)


@pytest.mark.parametrize("draw", [bars, peers, plane], ids=["bars", "strip", "scatter"])
@given(highest=st.floats(min_value=0.01, max_value=1e6))
def test_doubling_the_highest_value_keeps_it_within_the_axis(draw: Any, highest: float) -> None:
    """R28 of the faults seen elsewhere: limits of an axis kept by hand."""
    for value in (highest, 2 * highest):
        low, high = domain(spec_of(draw([mark(0, highest / 3), mark(1, value)])))
        assert low <= value <= high * (1 + 1e-9)


def test_zero_low_restricted_and_not_loaded_differ_in_mark_and_text_of_bars() -> None:
    rows = bar_rows(FOUR_KINDS)[1:]
    marks = [(row["value"], row.get("shape"), str(row.get("dash"))) for row in rows]
    assert len(set(marks)) == len(rows)
    assert [row["text"] for row in rows] == [
        "0.4",
        "0",
        "Restricted",
        "Not loaded yet",
        "Not collected",
    ]
    texts = drawn_texts(spec_of(bars(FOUR_KINDS)), 358)
    assert {"0.4", "0", "Restricted", "Not loaded yet", "Not collected"} <= set(texts)


def test_scotland_is_a_line_at_its_value_with_its_label_and_no_row() -> None:
    spec = spec_of(bars(FOUR_KINDS))
    (line,) = {(r["value"], r["text"]) for r in rows_with(spec, "from", "to", "text")}
    assert line == (33.0, "Scotland 33.0")
    assert SCOTLAND.code not in {row["code"] for row in bar_rows(FOUR_KINDS)}
    assert "Scotland 33.0" in drawn_texts(spec, 358)


def test_without_scotland_there_is_no_line() -> None:
    assert rows_with(spec_of(bars(FOUR_KINDS[:-1])), "from", "to", "text") == []


def test_bars_have_the_interval_that_the_mark_has_and_none_of_their_own() -> None:
    spec = spec_of(bars([mark(0, 5.0, lower=2.0, upper=9.0), mark(1, 4.0)]))
    rules = [one for one in every_layer(spec) if one["encoding"].get("x2", {}).get("field")]
    drawn = [(r["lower"], r["upper"]) for one in rules for r in one["data"]["values"]]
    assert set(drawn) == {(2.0, 9.0)}


def test_names_and_figures_of_bars_have_room_of_their_own_on_a_phone() -> None:
    long = [mark(n, 12345.6, text="12,345.6 (rounded)") for n in range(4)]
    long[0] = AreaMark("X", "Dumfries and Galloway", "Dumfries & Galloway", 1.0, "1.0", "area")
    texts = drawn_texts(spec_of(bars(long)), 358)
    assert "Dumfries &amp; Galloway" in texts
    assert "Dumfries and Galloway" not in texts
    assert "12,345.6 (rounded)" in texts
    assert "Dumfries and Galloway" in drawn_texts(spec_of(bars(long)), 1040)


def test_a_picture_of_all_councils_stands_in_columns_that_hold_each_once() -> None:
    marks = [mark(n, 10.0 + n) for n in range(32)]
    drawing = bars([*marks, SCOTLAND])
    assert drawing is not None
    spec = drawing.picture(1776, 640, 2.1)
    columns = spec["vconcat"][-1]["hconcat"]
    assert len(columns) == 2
    codes = [
        row["code"]
        for column in columns
        for layer in column["layer"]
        if layer["mark"].get("aria", True)
        for row in layer["data"]["values"]
        if "code" in row
    ]
    assert codes == [m.code for m in marks]
    assert domain(columns[0]) == domain(columns[1])


# The strip


@given(
    st.lists(st.floats(min_value=0, max_value=600), min_size=1, max_size=32),
    st.floats(min_value=4, max_value=20),
)
def test_dots_in_one_lane_are_apart(positions: list[float], size: float) -> None:
    order = list(range(len(positions)))
    found = lanes(positions, [size] * len(positions), order)
    assert found[0] == 0
    for a in order:
        for b in order[:a]:
            if found[a] == found[b]:
                assert abs(positions[a] - positions[b]) >= size


def test_the_same_figures_give_the_same_strip_in_any_order() -> None:
    marks = [mark(n, value) for n, value in enumerate([5.0, 5.0, 5.1, 9.0, 5.0])]
    one, other = (described(spec_of(peers(given))) for given in (marks, marks[::-1]))

    def placed(rows: Rows) -> dict[str, tuple[float, float]]:
        return {row["code"]: (row["y_narrow"], row["y_wide"]) for row in rows}

    assert placed(one) == placed(other)


def test_dots_of_a_strip_stay_between_the_labels() -> None:
    tied = [mark(n, 100.0) for n in range(32)]
    spec = spec_of(peers(tied))
    heights = [row["y_narrow"] for row in described(spec)]
    assert len(set(heights)) == 32
    assert min(heights) > 0
    assert max(heights) < spec["height"] - 30


def test_the_area_is_drawn_over_the_others_large_with_its_name_and_figure() -> None:
    spec = spec_of(peers([mark(0, 40.0, part="area"), mark(1, 40.0), mark(2, 20.0), SCOTLAND]))
    rows = described(spec)
    assert rows[-1]["part"] == "area"
    assert rows[-1]["size"] == max(row["size"] for row in rows)
    texts = drawn_texts(spec, 358)
    assert "Council 0 40.0" in texts
    assert "Scotland 33.0" in texts


def test_a_label_at_the_edge_of_the_strip_keeps_inside() -> None:
    rows = rows_with(spec_of(peers([mark(0, 10.0, part="area"), mark(1, 0.0)])), "side", "from")
    assert {row["side"] for row in rows} == {"right"}


@given(st.lists(values.map(lambda value: value or 0.0), min_size=1, max_size=32))
def test_an_axis_of_dots_holds_every_value_and_starts_at_zero_or_near_the_lowest(
    figures: list[float],
) -> None:
    ticks = axis_ticks(figures)
    assert list(ticks) == sorted(set(ticks))
    assert ticks[0] <= min(figures) * (1 + 1e-9)
    assert max(figures) <= ticks[-1] * (1 + 1e-9)
    assert len(ticks) <= 8


# The map


def test_zero_low_restricted_and_not_loaded_differ_in_mark_and_text_of_tiles() -> None:
    rows = described(spec_of(tiles(FOUR_KINDS)))
    assert [row["value"] for row in rows] == ["40.0", "0.4", "0", "R", "–", "×"]
    outlines = [(r["stroke_width"], tuple(r["dash"]), r["is_hatched"], r["value"]) for r in rows]
    assert len(set(outlines)) == len(rows)
    # Without their letters and colours, too, those without a class are told apart.
    patterns = [(r["stroke_width"], tuple(r["dash"]), r["is_hatched"]) for r in rows[2:5]]
    assert len(set(patterns)) == 3


def test_the_legend_names_every_class_and_every_absence_that_occurs() -> None:
    spec = spec_of(tiles(FOUR_KINDS))
    texts = drawn_texts(spec, 358)
    expected = {c.text for c in classes_for(FOUR_KINDS)}
    expected |= {"0", "Restricted", "Not loaded yet", "Not collected", "Clackmannanshire"}
    assert expected | {"Family group"} <= set(texts)
    assert set(drawn_texts(spec, 1040)) == set(texts)


def test_reasons_that_a_map_draws_alike_stand_in_one_line_of_its_legend() -> None:
    both = [
        mark(0, 5.0),
        mark(1, None, text="Restricted", absence="restricted"),
        mark(2, None, text="Not shown", absence="restricted"),
    ]
    assert "Restricted; Not shown" in drawn_texts(spec_of(tiles(both)), 1040)


@given(many_marks())
def test_every_figure_is_in_one_class_and_darker_means_higher(marks: list[AreaMark]) -> None:
    drawing = tiles(marks)
    if drawing is None:
        return
    shades = {row["code"]: row["fill"] for row in described(spec_of(drawing))}
    held = sorted((m.value, m.code) for m in marks if m.value and m.part != "scotland")
    order = [style.SHADES.index(shades[code]) for _, code in held]
    assert order == sorted(order)
    limits = class_limits([value for value, _ in held])
    assert len(limits) <= len(style.SHADES)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(limits))


def test_a_figure_outside_the_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="in none of the classes"):
        tiles_drawing([mark(0, 5.0)], GRID, description="", classes=[TileClass(6.0, 9.0, "6 to 9")])
    five = [TileClass(float(n), n + 0.5, str(n)) for n in range(1, 6)]
    with pytest.raises(ValueError, match="5 classes, and only 4 shades"):
        tiles_drawing([mark(0, 5.0)], GRID, description="", classes=five)


def test_only_the_area_has_a_double_outline() -> None:
    spec = spec_of(tiles(FOUR_KINDS))
    rings = [one for one in every_layer(spec) if one["mark"].get("fill", "") is None]
    tile_rings = [one for one in rings if "code" in one["data"]["values"][0]]
    assert len(tile_rings) == 2
    assert {row["code"] for one in tile_rings for row in one["data"]["values"]} == {"C0"}


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_on_every_shade_and_outlines_on_white() -> None:
    assert set(style.SHADE_TEXT) == set(style.SHADES)
    for shade, ink in style.SHADE_TEXT.items():
        assert contrast(shade, ink) >= 4.5, shade
    for look in (*style.DOTS.values(), *style.BARS.values()):
        outline = look.stroke if look.stroke != style.WHITE else look.fill
        assert contrast(outline, style.WHITE) >= 3
    darkness = [_luminance(shade) for shade in style.SHADES]
    assert darkness == sorted(darkness, reverse=True)


def test_every_council_has_a_tile_and_a_short_name_of_its_own(areas: Areas, home: Path) -> None:
    tiles = load_tilegrid(home / "reference", areas)
    assert set(tiles) == {area.code for area in areas.councils}
    assert len({tile.short_name for tile in tiles.values()}) == 32


# Two measures


def test_an_area_without_one_of_the_two_figures_is_not_drawn_at_zero() -> None:
    points = [
        ScatterPoint("A", "A", "A", 4.0, 5.0, "4", "5", "area"),
        ScatterPoint("B", "B", "B", None, 5.0, "Restricted", "5", "other"),
        ScatterPoint("C", "C", "C", 4.0, None, "4", "Not loaded yet", "other"),
        ScatterPoint("D", "D", "D", 0.0, 0.0, "0", "0", "other"),
    ]
    drawing = scatter_drawing(
        points, x_title="X", y_title="Y", x_suffix="", y_suffix="", description=""
    )
    rows = {row["code"]: (row["x"], row["y"]) for row in described(spec_of(drawing))}
    assert rows == {"A": (4.0, 5.0), "D": (0.0, 0.0)}


def test_on_a_phone_only_the_area_the_group_and_scotland_are_named() -> None:
    marks = [mark(n, 10.0 * n, part="group" if n in {2, 3} else "other") for n in range(1, 9)]
    spec = spec_of(plane([mark(0, 45.0, part="area"), *marks, SCOTLAND]))
    named = {"Council 0", "C. 2", "C. 3", "Scotland"}
    narrow, wide = (set(drawn_texts(spec, width)) for width in (340, 1040))
    assert named <= narrow
    assert "C. 8" not in narrow
    assert named | {"C. 8", "C. 1"} <= wide


names = st.lists(
    st.builds(
        Dot,
        st.floats(min_value=0, max_value=1),
        st.floats(min_value=0, max_value=1),
        st.just(5.0),
        st.sampled_from(["Fife", "Clackmannanshire", "Dumfries & Galloway"]),
        st.just(False),
    ),
    max_size=32,
)


@given(names)
def test_a_name_covers_no_other_name_and_no_other_dot_and_is_whole(dots: list[Dot]) -> None:
    room = DotPlane((760.0, 1100.0), 380.0, 13.5)
    places = place_names(dots, room)
    for width in room.widths:
        boxes = [
            _box(dot, place.dx, place.dy, place.align, width)
            for dot, place in zip(dots, places, strict=True)
            if place
        ]
        for n, a in enumerate(boxes):
            assert a[0] >= -1e-6
            assert a[2] <= width + 1e-6
            for b in boxes[:n]:
                assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def _box(dot: Dot, dx: float, dy: float, align: str, width: float) -> tuple[float, ...]:
    long = dot.long(13.5)
    left = dot.x * width + dx - {"left": 0.0, "center": long / 2, "right": long}[align]
    middle = (1 - dot.y) * 380 + dy
    return (left, middle - 7, left + long, middle + 7)


@given(names)
def test_a_name_that_must_stand_comes_before_others_and_covers_none(dots: list[Dot]) -> None:
    room = DotPlane((280.0,), 380.0, 13.5)
    must = Dot(0.5, 0.5, 8.0, "Stirling", must=True)
    places = place_names([*dots, must], room)
    [alone] = place_names([must, *[replace(d, text="") for d in dots]], room)[:1]
    assert places[-1] == alone


@given(names, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=9))
def test_a_name_lies_on_no_line(dots: list[Dot], points: list[tuple[float, float]]) -> None:
    line = sorted({x: (x, y) for x, y in points}.values())
    if len(line) < 2:
        return
    width, height = 600.0, 380.0
    places = place_names(dots, DotPlane((width,), height, 13.5), [line])
    for dot, place in zip(dots, places, strict=True):
        if place is None:
            continue
        left, top, right, bottom = _box(dot, place.dx, place.dy, place.align, width)
        for (x, y), (to_x, to_y) in pairwise(line):
            for n in range(101):
                across = (x + (to_x - x) * n / 100) * width
                down = (1 - (y + (to_y - y) * n / 100)) * height
                assert not (left < across < right and top < down < bottom)


def test_a_name_away_from_its_dot_has_a_line_to_it() -> None:
    crowded = [mark(n, 50.0 + n / 10, part="group") for n in range(9)]
    spec = spec_of(plane([*crowded, mark(9, 5.0), mark(10, 100.0)]))
    far = {row["text"] for row in rows_with(spec, "is_far", "tier") if row["is_far"]}
    lines = [one for one in every_layer(spec) if "x2Offset" in one["mark"]]
    assert far
    assert {row["text"] for one in lines for row in one["data"]["values"]} == far


def test_there_is_no_fitted_line_in_a_scatter() -> None:
    text = json.dumps(spec_of(plane([*FOUR_KINDS])))
    assert "regression" not in text
    assert "loess" not in text


# The key


@given(st.integers(min_value=60, max_value=900))
def test_a_key_keeps_to_its_room(room: int) -> None:
    rows, height = key_rows(KEY, style.DOTS, float(room))
    assert [row["text"] for row in rows] == list(KEY.values())
    assert all(row["y"] < height for row in rows)
    assert all(row["end"] - KEY_GAP <= room or row["x"] < 20 for row in rows)
    assert len({row["shape"] + row["fill"] for row in rows}) == len(rows)
