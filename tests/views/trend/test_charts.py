from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from build_series import (
    CLACKS,
    FALKIRK,
    RATE,
    SCOTLAND,
    SHARE,
    STIRLING,
    VALLEY,
    any_series,
    bare,
    break_at,
    figure,
    series,
)
from hypothesis import given
from hypothesis import strategies as st

from cjdata.charts import style
from cjdata.charts.axes import nice_ticks
from cjdata.charts.labels import push_apart, text_width
from cjdata.reference.areas import Area
from cjdata.reference.periods import financial_years
from cjdata.series import Series, shared_breaks
from cjdata.statistics import Counts, Evidence, Index, index_of
from cjdata.views.trend import template
from cjdata.views.trend.chart import figures_chart, index_chart
from cjdata.views.trend.lines import LinePoint, TrendLine, numbered_breaks
from cjdata.views.trend.panel import Panel, panel_spec, picture_spec
from cjdata.views.trend.panels import trend_panels
from cjdata.views.trend.rows import Room

YEARS = financial_years("2010-11", "2021-22")
positions = st.lists(st.floats(min_value=0, max_value=100), max_size=8)


def panels_of(*given: Series, across_breaks: bool = False) -> tuple[Panel, ...]:
    years = [f.period for f in given[0].figures]
    return panels_over(years, *given, across_breaks=across_breaks)


def panels_over(years: list[str], *given: Series, across_breaks: bool = False) -> tuple[Panel, ...]:
    evidence = [bare(one) for one in given]
    return trend_panels(figures_chart(evidence, years, across_breaks=across_breaks))


def shares(counts: list[tuple[int, int]], area: Area = CLACKS) -> Evidence:
    """Give percentages out of known counts."""
    one = series([round(100 * x / n) for x, n in counts], SHARE, area)
    held = {f.period: Counts(*pair) for f, pair in zip(one.figures, counts, strict=True)}
    return Evidence(one, held)


def layers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return list(spec["layer"])


# Ticks


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (5, (0, 1, 2, 3, 4, 5)),
        (13, (0, 5, 10, 15)),
        (100, (0, 20, 40, 60, 80, 100)),
        (75251, (0, 20000, 40000, 60000, 80000)),
    ],
)
def test_ticks_are_round(highest: float, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(highest) == ticks


@given(st.floats(min_value=0.01, max_value=1e9))
def test_ticks_start_at_zero_cover_the_highest_value_and_are_few(highest: float) -> None:
    ticks = nice_ticks(highest)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 6
    assert ticks[-1] >= highest * (1 - 1e-8)
    assert ticks[-1] <= highest * 2.5
    steps = [b - a for a, b in itertools.pairwise(ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps))


@given(st.integers(min_value=1, max_value=60))
def test_a_count_is_never_marked_with_more_than_it_needs(highest: int) -> None:
    ticks = nice_ticks(float(highest))
    assert ticks[-2] < highest


def test_an_axis_of_counts_is_marked_with_whole_numbers() -> None:
    for highest in (1.0, 2.0, 3.0, 4.0, 7.0):
        (panel,) = panels_of(series([0, highest]))
        assert all(tick == int(tick) for tick in panel.ticks), panel.ticks


# Labels


@given(positions, st.floats(min_value=0, max_value=30))
def test_labels_keep_their_order_and_their_bounds(wanted: list[float], gap: float) -> None:
    placed = push_apart(wanted, gap, 0.0, 100.0)
    assert len(placed) == len(wanted)
    assert all(-1e-6 <= p <= 100 + 1e-6 for p in placed)
    for a in range(len(wanted)):
        for b in range(len(wanted)):
            if wanted[a] < wanted[b]:
                assert placed[a] <= placed[b] + 1e-6


@given(positions.filter(lambda p: len(p) > 1), st.floats(min_value=0, max_value=30))
def test_labels_are_apart_where_there_is_room(wanted: list[float], gap: float) -> None:
    placed = sorted(push_apart(wanted, gap, 0.0, 100.0))
    room = min(gap, 100 / (len(wanted) - 1))
    assert all(b - a >= room - 1e-6 for a, b in itertools.pairwise(placed))


@given(st.lists(st.integers(min_value=0, max_value=10), min_size=1, max_size=8, unique=True))
def test_labels_that_are_apart_already_stay(wanted: list[int]) -> None:
    spread = [10.0 * n for n in wanted]
    assert push_apart(spread, 10.0, 0.0, 100.0) == pytest.approx(spread)


def test_a_longer_name_needs_more_room() -> None:
    assert text_width("Clackmannanshire", 14) > text_width("Fife", 14) > text_width("", 14) == 0


# Names of lines, breaks and the pandemic, apart from each other and from the lines

PAGE = Room((160.0, 700.0), (True, False), 300)
PICTURE = Room((1100.0,), (False,), 260, scale=2.1)


def boxes(panel: Panel, room: Room, nth: int) -> dict[str, tuple[float, float, float, float]]:
    """Give the box of each name in a plot: left, top, right, bottom, in pixels."""
    found, height, top = {}, panel.height_in(room), panel.top_in(room)
    size, width = 14 * room.scale, room.widths[nth]
    for row in panel.rows_in(room)["labels"]:
        text = row["short"] if room.are_short[nth] else row["text"]
        long = text_width(text, 14) * room.scale
        end = (panel.years.index(row["period"]) + 0.5) * width / len(panel.years)
        end += row["dx"] * room.scale + row["share"] * width
        left = end - long if row["align"] == "right" else end
        middle = (1 - row["value"] / top) * height
        found[row["text"]] = (left, middle - size / 2, left + long, middle + size / 2)
    return found


def share(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6


def test_names_at_one_end_move_apart_evenly_and_no_further_than_they_must() -> None:
    assert push_apart([26.0, 26.2], 2.0, 0.0, 100.0) == pytest.approx([25.1, 27.1])
    assert push_apart([50.0, 26.0, 26.2, 10.0], 2.0, 0.0, 100.0) == pytest.approx(
        [50.0, 25.1, 27.1, 10.0]
    )


@given(positions.filter(lambda p: len(p) > 1), st.floats(min_value=0, max_value=12))
def test_names_that_move_apart_keep_their_middle_where_the_bounds_let_them(
    wanted: list[float], gap: float
) -> None:
    inside = [20 + n / 2 for n in wanted]
    placed = push_apart(inside, gap, -1000.0, 1000.0)
    assert sum(placed) == pytest.approx(sum(inside))


@pytest.mark.parametrize("room", [PAGE, PICTURE])
def test_the_name_of_a_line_that_ends_early_is_on_no_line_and_pushes_no_other(room: Room) -> None:
    """East Lothian by court area: its own line ends two years before those it is drawn beside."""
    own = series([29.0, 23.5, 26.2, None, None], SHARE)
    scotland = series([28.5, 28.4, 27.3, 27.3, 26.3], SHARE, SCOTLAND)
    (panel,) = panels_of(own, scotland)
    rows = {row["text"]: row["value"] for row in panel.rows_in(room)["labels"]}
    assert rows["Scotland"] == 26.3, "nothing ends beside it"
    for nth, width in enumerate(room.widths):
        left, upper, right, lower = boxes(panel, room, nth)["Clackmannanshire"]
        step, height, top = width / 5, panel.height_in(room), panel.top_in(room)
        line = [27.3, 27.3, 26.3]
        for k in range(201):
            x = (2.5 + k / 100) * step
            a, b = int(k / 100), min(int(k / 100) + 1, 2)
            y = (1 - (line[a] + (line[b] - line[a]) * (k / 100 - a)) / top) * height
            assert not (left <= x <= right and upper <= y <= lower)


@pytest.mark.parametrize("room", [PAGE, PICTURE])
@given(
    one=any_series(SHARE),
    two=any_series(SHARE, area=SCOTLAND),
    three=any_series(SHARE, area=FALKIRK),
)
def test_no_name_of_a_line_is_on_another(
    room: Room, one: Series, two: Series, three: Series
) -> None:
    for panel in panels_over(YEARS, one, two, three):
        rows = panel.rows_in(room)["labels"]
        assert all(0 <= row["value"] <= panel.ticks[-1] for row in rows)
        for nth in range(len(room.widths)):
            named = boxes(panel, room, nth).values()
            assert not any(share(*pair) for pair in itertools.combinations(named, 2))


@pytest.mark.parametrize("room", [PAGE, PICTURE])
@given(years=st.lists(st.sampled_from(YEARS[1:]), max_size=6, unique=True), is_told=st.booleans())
def test_breaks_and_the_pandemic_are_named_above_all_that_is_drawn(
    room: Room, years: list[str], is_told: bool
) -> None:
    told = [break_at(year) for year in sorted(years)]
    told += [break_at("2020-21", "pandemic")] if is_told else []
    (panel,) = panels_over(YEARS, series([50.0] * len(YEARS), SHARE, first=2010, breaks=told))
    height, top = panel.height_in(room), panel.top_in(room)
    strip = panel.rows_in(room)["strip"]
    assert len(strip) == len(years) + is_told
    placed = []
    for row in strip:
        left = YEARS.index(row["period"]) * min(room.widths) / len(YEARS)
        upper = (1 - row["value"] / top) * height
        lower = upper + style.AXIS_SIZE * room.scale
        right = left + text_width(row["text"], style.AXIS_SIZE) * room.scale
        assert upper >= 0
        assert lower + 8 * room.scale <= height - room.plotted, "a mark at the highest tick is free"
        placed.append((left, upper, right, lower))
    for one, two in itertools.combinations(placed, 2):
        assert not share(one, two)


def test_a_chart_without_breaks_keeps_no_room_for_their_names() -> None:
    (plain,) = panels_of(series([30, 40, 50]))
    (broken,) = panels_of(series([30, 40, 50], breaks=[break_at("2016-17")]))
    assert plain.plotted == broken.plotted
    assert plain.height_in(PAGE) < broken.height_in(PAGE)


def test_a_title_that_names_a_line_is_not_said_again_at_its_end() -> None:
    panels = panels_of(series([30, 40]), series([900, 950], area=SCOTLAND))
    assert [panel.title for panel in panels] == ["Clackmannanshire", "Scotland, on its own scale"]
    assert [panel.rows["labels"] for panel in panels] == [[], []]


def test_in_a_picture_of_two_panels_breaks_and_years_are_named_once() -> None:
    breaks = [break_at("2016-17")]
    panels = panels_of(
        series([30, 40], breaks=breaks), series([900, 950], area=SCOTLAND, breaks=breaks)
    )
    spec = picture_spec(panels, 1776, 700, 2.1)
    texts = [
        [
            row["text"]
            for layer in one["layer"]
            if layer["mark"]["type"] == "text"
            for row in layer["data"]["values"]
        ]
        for one in spec["vconcat"]
    ]
    assert texts == [["Break 1"], []]
    rules = [
        sum("strokeDash" in layer["mark"] for layer in one["layer"]) for one in spec["vconcat"]
    ]
    assert rules == [1, 1], "the break is drawn through both"
    axes = [
        layer["encoding"]["x"]["axis"]["labels"]
        for one in spec["vconcat"]
        for layer in one["layer"]
        if "axis" in layer["encoding"].get("x", {})
    ]
    assert axes == [False, True]


# Styles


def test_lines_are_told_apart_by_more_than_colour() -> None:
    styles = style.line_styles([SCOTLAND, VALLEY, FALKIRK, STIRLING])
    assert len({s.shape for s in styles}) == len(styles)
    assert len({s.colour for s in styles}) == len(styles)
    assert styles[0].width == max(s.width for s in styles)


def test_there_is_a_style_for_every_comparator_however_many() -> None:
    assert len(style.line_styles([FALKIRK] * 40)) == 41


# Panels


def test_counts_of_scotland_stand_in_a_panel_of_their_own() -> None:
    upper, lower = panels_of(series([30, 40]), series([9000, 9500], area=SCOTLAND))
    assert [line.area for line in upper.lines] == [CLACKS]
    assert [line.area for line in lower.lines] == [SCOTLAND]
    assert upper.title == "Clackmannanshire"
    assert lower.title == "Scotland, on its own scale"
    assert upper.top < 100 < lower.top
    assert (upper.label_widths, upper.axis_width) == (lower.label_widths, lower.axis_width)


def test_two_councils_share_a_panel_named_councils() -> None:
    upper, _ = panels_of(
        series([30, 40]), series([50, 60], area=FALKIRK), series([900, 950], area=SCOTLAND)
    )
    assert upper.title == "Councils"
    assert len(upper.lines) == 2


@pytest.mark.parametrize("measure", [SHARE, RATE])
def test_rates_and_percentages_share_a_panel(measure: object) -> None:
    (panel,) = panels_of(series([30, 40], measure), series([50, 60], measure, SCOTLAND))
    assert len(panel.lines) == 2
    assert panel.title == ""
    assert panel.suffix == ("%" if measure is SHARE else "")


def test_scotland_alone_has_one_panel() -> None:
    (panel,) = panels_of(series([9000, 9500], area=SCOTLAND))
    assert panel.title == ""


def test_a_chart_without_a_figure_has_no_panel() -> None:
    assert panels_of(series([None, None]), series([None, None], area=SCOTLAND)) == ()
    assert panels_of(series([])) == ()


def test_an_area_without_a_figure_is_left_out_and_keeps_no_style() -> None:
    (panel,) = panels_of(series([None, None]), series([900, 950], area=SCOTLAND))
    assert [row["colour"] for row in panel.rows["points"]] == [style.SCOTLAND.colour] * 2


@given(any_series(), any_series(area=SCOTLAND))
def test_no_drawn_row_crosses_a_segment(one: Series, two: Series) -> None:
    years = YEARS[: max(len(one.figures), len(two.figures))]
    by_code = {one.area.code: one, two.area.code: two}
    for panel in panels_over(years, one, two):
        for line in panel.lines:
            drawn = by_code[line.area.code]
            rows = [r for r in panel.rows["points"] if r["area"] == drawn.area.name]
            groups: dict[str, list[str]] = {}
            for row in rows:
                groups.setdefault(row["segment"], []).append(row["period"])
            assert list(groups.values()) == [[f.period for f in s] for s in drawn.segments]


@given(any_series(), any_series(area=SCOTLAND))
def test_the_axis_holds_every_value_from_zero(one: Series, two: Series) -> None:
    for panel in panels_over(YEARS, one, two):
        spec = panel_spec(panel)
        axes = [x["encoding"]["y"] for x in layers(spec) if "axis" in x["encoding"]["x"]]
        limits = [row for name in ("bands", "bars") for row in panel.rows[name]]
        (axis,) = axes
        low, high = axis["scale"]["domain"]
        assert low == 0
        assert all(low <= row["value"] <= high for row in panel.rows["points"])
        assert all(low <= row["value"] <= high for row in panel.rows["labels"])
        assert all(low <= row["lower"] <= row["upper"] <= panel.ticks[-1] for row in limits)


@given(any_series().filter(lambda s: s.latest is not None and s.latest.value))
def test_doubling_the_highest_value_keeps_it_within_the_axis(one: Series) -> None:
    (panel,) = panels_over(YEARS, one)
    highest = max(f.value or 0.0 for f in one.with_values)
    doubled = series([highest, 2 * highest])
    (larger,) = panels_of(doubled)
    assert highest <= panel.ticks[-1] <= panel.top
    assert 2 * highest <= larger.ticks[-1] <= larger.top


def test_a_missing_year_is_on_the_axis_and_has_no_point() -> None:
    (panel,) = panels_of(series([30, None, 40]))
    assert panel.years == ("2015-16", "2016-17", "2017-18")
    assert [row["period"] for row in panel.rows["points"]] == ["2015-16", "2017-18"]
    assert len({row["segment"] for row in panel.rows["points"]}) == 2


def test_a_zero_is_drawn_and_described_as_zero() -> None:
    (panel,) = panels_of(series([0, 40]))
    first = panel.rows["points"][0]
    assert (first["value"], first["text"]) == (0, "0 (95% interval 0 to 4, exact)")
    assert first["description"].startswith("Clackmannanshire, 2015-16: 0 (")


def test_breaks_are_numbered_in_time_and_drawn_in_every_panel() -> None:
    breaks = [break_at("2017-18", text="B"), break_at("2016-17", "definition", "A")]
    panels = panels_of(
        series([30, 40, 50, 60], breaks=breaks),
        series([900, 950, 960, 970], area=SCOTLAND, breaks=breaks),
    )
    for panel in panels:
        drawn = [(row["period"], row["text"]) for row in panel.rows["breaks"]]
        assert sorted(drawn) == [("2016-17", "Break 1"), ("2017-18", "Break 2")]
    notes = numbered_breaks(shared_breaks([series([30, 40, 50, 60], breaks=breaks)]))
    assert [(n, b.text) for n, b in notes] == [(1, "A"), (2, "B")]


def test_the_pandemic_is_shaded_where_it_matters_and_named_once() -> None:
    note = [break_at("2020-21", "pandemic")]
    (panel,) = panels_of(series([30, 40, 50, 60], first=2018, breaks=note))
    assert [row["period"] for row in panel.rows["pandemic"]] == ["2020-21", "2021-22"]
    assert [(r["period"], r["text"]) for r in panel.rows["strip"]] == [("2020-21", "Pandemic")]
    (plain,) = panels_of(series([30, 40, 50, 60], first=2018))
    assert plain.rows["pandemic"] == []


def test_the_template_is_compiled_once_and_never_changed() -> None:
    compiled = template.template()
    before = json.dumps(compiled, sort_keys=True)
    panels = panels_of(series([30, 40]), series([900, 950], area=SCOTLAND))
    spec = panel_spec(panels[0])
    spec["layer"].clear()
    picture_spec(panels, 1776, 700, 2.1)
    assert json.dumps(template.template(), sort_keys=True) == before
    assert template.template() is compiled
    assert template.template.cache_info().misses == 1
    assert panel_spec(panels[0])["layer"]


def test_a_specification_is_plain_json_with_the_rows_in_it() -> None:
    (panel,) = panels_of(series([30, 40]))
    text = json.dumps(panel.spec)
    assert '"value": 40.0' in text
    assert "NaN" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    for layer in layers(panel.spec):
        assert list(layer["data"]) == ["values"]
    assert panel.spec is panel.spec


def test_a_picture_holds_each_panel_and_leaves_the_page_s_rows_alone() -> None:
    panels = panels_of(series([30, 40]), series([900, 950], area=SCOTLAND))
    before = json.dumps([p.rows for p in panels])
    spec = picture_spec(panels, 1776, 700, 2.1)
    assert len(spec["vconcat"]) == 2
    assert json.dumps([p.rows for p in panels]) == before


# Intervals


def test_a_band_lies_behind_the_line_and_scotland_has_none() -> None:
    years = ["2015-16", "2016-17"]
    evidence = [shares([(6, 8), (43, 61)]), shares([(600, 800), (500, 800)], SCOTLAND)]
    (panel,) = trend_panels(figures_chart(evidence, years))
    limits = [
        (r["period"], round(r["lower"], 4), round(r["upper"], 4)) for r in panel.rows["bands"]
    ]
    assert limits == [("2015-16", 40.9275, 92.8521), ("2016-17", 58.1106, 80.4450)]
    assert {row["colour"] for row in panel.rows["bands"]} == {style.AREA.colour}


def test_marks_say_their_interval_and_its_method() -> None:
    (panel,) = trend_panels(figures_chart([shares([(6, 8), (43, 61)])], ["2015-16", "2016-17"]))
    assert [row["description"] for row in panel.rows["points"]] == [
        "Clackmannanshire, 2015-16: 75% (6 of 8; 95% interval 41% to 93%, Wilson)",
        "Clackmannanshire, 2016-17: 70% (95% interval 58% to 80%, Wilson)",
    ]
    spec = panel_spec(panel)
    (marks,) = [layer for layer in layers(spec) if layer["mark"]["aria"]]
    assert "text" in [tip["field"] for tip in marks["encoding"]["tooltip"]]


@given(any_series())
def test_a_band_is_split_where_its_line_is(one: Series) -> None:
    for panel in panels_over(YEARS, one):
        (line,) = panel.lines
        within = [{point.period for point in stretch} for stretch in line.stretches]
        bands: dict[str, set[str]] = {}
        for row in panel.rows["bands"]:
            bands.setdefault(row["stretch"], set()).add(row["period"])
        assert all(len(band) > 1 for band in bands.values())
        assert all(any(band <= stretch for stretch in within) for band in bands.values())
        held = {point.period for point in line.points if point.lower is not None}
        assert held == {r["period"] for r in panel.rows["bands"] + panel.rows["bars"]}


def test_a_single_point_gets_a_bar() -> None:
    (panel,) = panels_of(series([30, None, 40, 50]))
    assert [row["period"] for row in panel.rows["bars"]] == ["2015-16"]
    assert [row["period"] for row in panel.rows["bands"]] == ["2017-18", "2018-19"]


def test_a_figure_without_counts_behind_it_has_no_band() -> None:
    (panel,) = panels_of(series([30, 40], SHARE))
    assert panel.rows["bands"] == panel.rows["bars"] == []
    assert [row["text"] for row in panel.rows["points"]] == ["30%", "40%"]


def test_one_compared_council_has_a_band_too_and_of_more_only_the_area() -> None:
    counts = [(30, 60), (40, 60)]
    two = figures_chart([shares(counts), shares(counts, FALKIRK)], ["2015-16", "2016-17"])
    assert [line.has_band for line in two.lines] == [True, True]
    three = [shares(counts), shares(counts, FALKIRK), shares(counts, STIRLING)]
    lines = figures_chart(three, ["2015-16", "2016-17"]).lines
    assert [line.has_band for line in lines] == [True, False, False]
    assert all(point.lower is not None for line in lines for point in line.points)


# Small bases, and figures that are not settled


def test_a_mark_is_open_where_the_base_is_under_the_floor() -> None:
    (panel,) = trend_panels(figures_chart([shares([(6, 19), (6, 20)])], ["2015-16", "2016-17"]))
    assert [row["fill"] for row in panel.rows["points"]] == ["#FFFFFF", style.AREA.colour]
    (upper,) = panels_of(series([19, 20]))
    assert [row["fill"] for row in upper.rows["points"]] == ["#FFFFFF", style.AREA.colour]


def test_a_stretch_that_is_not_settled_is_dashed_and_its_mark_says_so() -> None:
    figures = (figure("2015-16", 30), figure("2016-17", 40), figure("2017-18", 50, 0, "supplied"))
    (panel,) = panels_of(Series(CLACKS, series([]).measure, figures))
    assert [row["period"] for row in panel.rows["strokes"]] == ["2015-16", "2016-17"]
    assert [row["period"] for row in panel.rows["dashes"]] == ["2016-17", "2017-18"]
    assert "supplied to the partnership" in panel.rows["points"][-1]["description"]


@given(st.lists(st.booleans(), min_size=1, max_size=10))
def test_strokes_and_dashes_cover_a_line_and_share_only_their_ends(unsettled: list[bool]) -> None:
    points = tuple(
        LinePoint(year, 1.0, "1", is_unsettled=flag)
        for year, flag in zip(YEARS, unsettled, strict=False)
    )
    runs = TrendLine(CLACKS, (points,)).strokes
    pairs = [pair for run, _ in runs for pair in itertools.pairwise(run)]
    assert pairs == list(itertools.pairwise(points))
    assert all(a[1] != b[1] for a, b in itertools.pairwise(runs))


# Breaks crossed, years ringed, index


@given(any_series())
def test_across_breaks_a_line_still_stops_at_a_gap(one: Series) -> None:
    for panel in panels_over(YEARS, one, across_breaks=True):
        (line,) = panel.lines
        runs: list[list[str]] = [[]]
        for held in one.figures:
            if held.value is None:
                runs.append([])
            else:
                runs[-1].append(held.period)
        drawn = [[point.period for point in stretch] for stretch in line.stretches]
        assert drawn == [run for run in runs if run]


def test_across_breaks_the_rule_and_its_label_stay() -> None:
    one = series([30, 40, 50], breaks=[break_at("2016-17")])
    (panel,) = panels_of(one, across_breaks=True)
    assert len({row["segment"] for row in panel.rows["points"]}) == 1
    assert [row["text"] for row in panel.rows["breaks"]] == ["Break 1"]


def test_rings_pick_out_years_of_the_area_alone() -> None:
    pair = [bare(series([30, 40, 50])), bare(series([3, 4, 5], area=SCOTLAND))]
    years = ["2015-16", "2016-17", "2017-18"]
    panels = trend_panels(figures_chart(pair, years, ringed=("2015-16", "2017-18")))
    assert [row["value"] for row in panels[0].rows["rings"]] == [30, 50]
    assert panels[1].rows["rings"] == []


def test_an_index_has_one_axis_with_100_marked_and_no_bands() -> None:
    pair = [bare(series([30, 60])), bare(series([9000, 9900], area=SCOTLAND))]
    found = [index_of(one.series, "2015-16", one.counts) for one in pair]
    indices = [index for index in found if isinstance(index, Index)]
    (panel,) = trend_panels(index_chart(pair, indices, ["2015-16", "2016-17"]))
    assert [row["value"] for row in panel.rows["points"]] == [100, 200, 100, 110]
    assert [row["value"] for row in panel.rows["levels"]] == [100]
    assert panel.rows["bands"] == panel.rows["bars"] == []


def test_a_line_without_an_index_is_left_out() -> None:
    pair = [bare(series([3, 6])), bare(series([9000, 9900], area=SCOTLAND))]
    scotland = index_of(pair[1].series, "2015-16", pair[1].counts)
    assert isinstance(scotland, Index)
    (panel,) = trend_panels(index_chart(pair, [None, scotland], ["2015-16", "2016-17"]))
    assert [line.area for line in panel.lines] == [SCOTLAND]
    assert trend_panels(index_chart(pair, [None, None], ["2015-16", "2016-17"])) == ()


def test_an_index_stops_at_a_break_unless_it_is_crossed() -> None:
    one = bare(series([30, 40, 50], breaks=[break_at("2017-18")]))
    years = ["2015-16", "2016-17", "2017-18"]
    for across, drawn in ((False, [[100, 133]]), (True, [[100, 133, 167]])):
        index = index_of(one.series, "2015-16", one.counts, across_breaks=across)
        assert isinstance(index, Index)
        (panel,) = trend_panels(index_chart([one], [index], years))
        (line,) = panel.lines
        assert [[point.value for point in stretch] for stretch in line.stretches] == drawn


def test_the_name_of_a_line_that_a_break_cuts_off_is_on_no_break_at_any_width() -> None:
    """Homelessness from prison: Scotland’s line ends in the year before the break."""
    told = [break_at("2012-13")]
    none = [None] * 12
    own = series([*none, 6.8, 4.8], RATE, first=2010, breaks=told)
    scotland = series([4.3, 4.2, *none], RATE, SCOTLAND, first=2010, breaks=told)
    (panel,) = panels_of(own, scotland)
    [name] = [row for row in panel.rows_in(PAGE)["labels"] if row["text"] == "Scotland"]
    assert name["align"] == "left"
    for width in range(160, 1200, 20):
        step = width / len(panel.years)
        left = 1.5 * step + name["dx"] + name["share"] * width
        right, cut = left + text_width("Scotland", 14), 2 * step
        assert not left < cut < right
    [wide] = [row for row in panel.rows_in(PICTURE)["labels"] if row["text"] == "Scotland"]
    spec = picture_spec([panel], 1776, 700, 2.1)
    drawn, *_ = [
        row
        for one in spec["vconcat"]
        for layer in one["layer"]
        for row in layer["data"]["values"]
        if row.get("text") == "Scotland"
    ]
    assert "share" not in drawn
    assert drawn["dx"] > wide["dx"]
