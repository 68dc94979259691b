"""Names of lines stand on no other name, and on no line or break while there is a free place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cjdata.charts.labels import text_width
from cjdata.charts.line_names import (
    BEHIND,
    LABEL_SIZE,
    NamedLine,
    NamePlace,
    Plane,
    name_box,
    place_names,
)
from cjdata.exports.fonts import font
from cjdata.library import FigureSet

NAMES = ("Clackmannanshire", "Scotland", "Forth Valley", "Argyll & Bute", "Fife", "Western Isles")
Box = tuple[float, float, float, float]


@st.composite
def charts(draw: DrawFn) -> tuple[list[NamedLine], Plane]:
    """Make lines that end in any year: equal, far apart, of one point, with bars and breaks."""
    years = draw(st.integers(1, 15))
    top = draw(st.sampled_from([1.0, 10.0, 250.0, 40_000.0]))
    values = st.one_of(st.floats(0, top), st.sampled_from([0.0, top / 2, top]))
    lines = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        last = draw(st.integers(0, years - 1))
        first = draw(st.integers(0, last))
        points = tuple((year, draw(values)) for year in range(first, last + 1))
        cut = draw(st.integers(0, len(points) - 1))
        stretches = tuple(run for run in (points[:cut], points[cut:]) if run)
        bars = tuple(((y, min(top, v * 1.3)), (y, v * 0.7)) for y, v in points)
        wide = text_width(name, LABEL_SIZE)
        lines.append(NamedLine(stretches, (wide, wide), bars if draw(st.booleans()) else ()))
    breaks = draw(st.sets(st.integers(0, years - 1), max_size=3))
    height = draw(st.sampled_from([130.0, 200.0, 270.0]))
    plane = Plane(years, (180.0, 700.0), height + 30, top * (height + 30) / height, top, LABEL_SIZE)
    beyond = draw(st.booleans())
    return lines, Plane(
        plane.years,
        plane.widths,
        plane.height,
        plane.top,
        top,
        LABEL_SIZE,
        1,
        tuple(breaks),
        beyond,
    )


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] - 1e-6 and b[0] < a[2] - 1e-6 and a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6


def is_on_a_line(box: Box, lines: Sequence[NamedLine], plane: Plane, width: float) -> bool:
    """Go along every line in small steps: does any point of it lie in the box?"""
    for line in lines:
        for run in (*line.stretches, *line.uprights):
            places = [(plane.across(y, width), plane.down(v)) for y, v in run]
            pairs = list(pairwise(places)) or [(places[0], places[0])]
            for (x, y), (to_x, to_y) in pairs:
                for n in range(101):
                    at = (x + (to_x - x) * n / 100, y + (to_y - y) * n / 100)
                    if box[0] < at[0] < box[2] and box[1] < at[1] < box[3]:
                        return True
    return False


def is_on_a_break(box: Box, plane: Plane, width: float) -> bool:
    return any(box[0] < year * width / plane.years < box[2] for year in plane.breaks)


def boxes(
    lines: Sequence[NamedLine], places: Sequence[NamePlace], nth: int, plane: Plane
) -> list[Box]:
    return [name_box(line, at, nth, plane) for line, at in zip(lines, places, strict=True)]


@given(charts())
def test_names_that_fit_above_each_other_lie_on_no_other_name(
    made: tuple[list[NamedLine], Plane],
) -> None:
    lines, plane = made
    places = place_names(lines, plane)
    assert all(0 <= place.value <= plane.highest + 1e-9 for place in places)
    last = max(line.end[0] for line in lines)
    column = [n for n, line in enumerate(lines) if line.end[0] == last]
    room = plane.highest / plane.top * plane.height
    for nth in range(len(plane.widths)):
        found = boxes(lines, places, nth, plane)
        if (len(column) - 1) * (LABEL_SIZE + 4) <= room:
            for a, b in combinations(column, 2):
                assert not overlap(found[a], found[b])
        assert all(not places[n].is_before for n in column), "they have a column of their own"


@given(charts())
def test_a_name_lies_on_a_line_or_a_break_only_where_every_place_does(
    made: tuple[list[NamedLine], Plane],
) -> None:
    lines, plane = made
    places = place_names(lines, plane)
    last = max(line.end[0] for line in lines)
    named: list[tuple[NamedLine, NamePlace]] = [
        pair for pair in zip(lines, places, strict=True) if pair[0].end[0] == last
    ]
    for line, place in zip(lines, places, strict=True):
        if line.end[0] == last:
            continue
        free = [at for at in tried(line, plane) if is_free(line, at, lines, named, plane, room=5)]
        if free:
            assert is_free(line, place, lines, named, plane, room=0)
        named.append((line, place))


def tried(line: NamedLine, plane: Plane) -> list[NamePlace]:
    """List places all over the height, behind the end of a line and before it."""
    values = [plane.highest * n / 12 for n in range(13)]
    return [NamePlace(line.end[1]), *(NamePlace(v, b) for v in values for b in (False, True))]


def is_free(
    line: NamedLine,
    place: NamePlace,
    lines: Sequence[NamedLine],
    named: Sequence[tuple[NamedLine, NamePlace]],
    plane: Plane,
    *,
    room: float,
) -> bool:
    """Whether a name is on nothing at any width, with some room around it to be sure."""
    for nth, width in enumerate(plane.widths):
        x, y, right, bottom = name_box(line, place, nth, plane)
        box = (x, y - room - LABEL_SIZE / 4 * (room > 0), right + room, bottom + room)
        box = (box[0], box[1], box[2], box[3] + LABEL_SIZE / 4 * (room > 0))
        if x < 0 or is_on_a_break(box, plane, width) or is_on_a_line(box, lines, plane, width):
            return False
        if any(overlap(box, name_box(other, at, nth, plane)) for other, at in named):
            return False
    return True


def test_a_name_that_a_break_would_cross_stands_before_the_end_of_its_line() -> None:
    short = NamedLine((((0, 4.0), (1, 4.1), (2, 4.2)),), (60.0,))
    long = NamedLine((((8, 6.0), (9, 5.0)),), (110.0,))
    plane = Plane(10, (500.0,), 250.0, 11.0, 10.0, LABEL_SIZE, 1, (3,))
    first, second = place_names([short, long], plane)
    assert first.is_before
    assert not second.is_before
    right = name_box(short, first, 0, plane)[2]
    assert right == plane.across(2, 500.0) - BEHIND


def test_no_name_is_longer_than_is_reckoned_with(published: FigureSet) -> None:
    for area in (*published.areas.single, *published.areas.all_groups):
        for name in (area.name, area.short_name):
            for bold in (False, True):
                assert font(28, bold=bold).getlength(name) <= text_width(name, 28), name
