"""Pictures say all that their views say, and every mark in them is the query's."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from query_answers import AREAS, CLACKS, SETS, area_code, held, number, wrong_marks
from some import both_ways, long, some

from cjdata import wording
from cjdata.charts.drawing import Spec
from cjdata.exports.picture import HEIGHT, SLIDE, Size, picture_svg
from cjdata.exports.picture_text import SMALL, layout, notes_of
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View
from cjdata.wording import picture as words

SVG = "{http://www.w3.org/2000/svg}"
BESIDE = (
    "community-sentences/peers",
    "compare-areas/bars?measure=cpo_completion_percent",
    "compare-areas/funnel?measure=cpo_completion_percent",
    "compare-areas/map?measure=cpo_completion_percent",
    "compare-areas/scatter?measure=cpo_completion_percent&versus=custody_percent",
)
Made = tuple[tuple[View, ...], FigureSet]
Make = Callable[[str, str], Made]
each = pytest.mark.parametrize(("name", "which"), some(both_ways(SETS, AREAS), 2))


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    """The ten indicators of an area, and where there are any all councils side by side."""

    @cache
    def made(name: str, which: str) -> Made:
        figures = library.figures(name)
        code = area_code(figures, which)
        pack = ready_made(figures, code)
        beside = BESIDE if name == "illustrative" else ()
        addresses = (*pack, *(read_view_address(_of(text, code)) for text in beside))
        return tuple(view_at(figures, address, today) for address in addresses), figures

    return made


def _of(text: str, code: str) -> str:
    page, _, query = text.partition("?")
    return f"{page}?area={code}" + (f"&{query}" if query else "")


def root_of(view: View, size: Size = SLIDE) -> ET.Element:
    return ET.fromstring(picture_svg(view, size))


def lines_of(root: ET.Element) -> list[ET.Element]:
    """The lines above and below the drawing."""
    return root.findall(f"{SVG}text")


def said_in(root: ET.Element) -> str:
    return " ".join(node.text or "" for node in lines_of(root))


@each
def test_no_caveat_note_or_source_is_lost(make: Make, name: str, which: str) -> None:
    for view in make(name, which)[0]:
        said = said_in(root_of(view))
        source = f"{view.source_line} {words.drawn(view.drawn_on, view.snapshot_id)}"
        for text in (view.finding.lead, view.heading, *notes_of(view), source):
            assert " ".join(text.split()) in said
        assert "…" not in said


def test_two_charts_in_a_picture_keep_their_height_however_much_is_said(
    published: FigureSet, today: date
) -> None:
    """Breaks and notes, a newspaper as source: the notes give way, and the picture says so."""
    address = read_view_address(
        "community-sentences/trend?area=Aberdeen City&measure=cpo_commenced"
    )
    view = view_at(published, address, today)
    assert view.drawing is not None
    asked: list[int] = []

    def picture(width: int, height: int, scale: float) -> Spec:
        asked.append(height)
        return drawn(width, height, scale)

    drawn = view.drawing.picture
    root = root_of(replace(view, drawing=replace(view.drawing, picture=picture)))
    assert asked[0] >= 580
    heights = [one["height"] for one in drawn(1776, asked[0], 2.1)["vconcat"]]
    assert min(heights) > 100
    assert any(words.more_notes(left_out) in said_in(root) for left_out in range(1, 9))


@each
def test_notes_are_all_that_the_view_says_besides_its_finding(
    make: Make, name: str, which: str
) -> None:
    """Each once: of a break, its text stands behind its number and year, and not again."""
    label = re.compile(r"Break \d+, at \d{4}-\d{2}: ")
    for view in make(name, which)[0]:
        notes = notes_of(view)
        drawn = view.drawing_notes if view.drawing else ()
        wanted = {*view.finding.rest, *view.finding.caveats, *drawn} - {view.finding.lead, ""}
        behind = {label.sub("", note, count=1) for note in drawn if label.match(note)}
        assert set(notes) >= wanted - behind
        assert set(notes) >= {note for note in drawn if label.match(note)}
        told = [label.sub("", note, count=1) for note in notes]
        assert len(told) == len(set(told))


@each
def test_a_picture_is_titled_and_told_in_words(make: Make, name: str, which: str) -> None:
    for view in make(name, which)[0]:
        root = root_of(view)
        assert root.findtext(f"{SVG}title") == f"{view.heading}: {view.area.name}"
        told = root.findtext(f"{SVG}desc") or ""
        assert view.finding.text in told
        assert view.description in told
        said = told.removesuffix(view.source_line).replace("(see below)", "")
        sides = re.compile(r"was below Scotland in|(, [^,:]*| lies| line) below( the 9|\.|,|;)")
        assert "below" not in sides.sub("", said)
        assert wording.TABLE_HOLDS_ALL not in told
        assert view.source_line in told
        assert "@font-face" in (root.findtext(f"{SVG}style") or "")


@each
def test_every_mark_of_a_picture_is_the_query_s(make: Make, name: str, which: str) -> None:
    views, figures = make(name, which)
    answers, checked = held(figures), 0
    for view in views:
        if not isinstance(view, ThemeView) and view.kind != "bars":
            continue
        roles = re.compile("point|rect mark|symbol")
        read = [
            node.get("aria-label", "")
            for node in root_of(view).iter()
            if roles.fullmatch(node.get("aria-roledescription", ""))
        ]
        wrong, right = wrong_marks(answers, view, read)
        assert wrong == []
        checked += right
    assert checked > 40


@each
def test_the_figure_in_the_finding_is_the_query_s(make: Make, name: str, which: str) -> None:
    views, figures = make(name, which)
    answers = held(figures)
    for view in views:
        if not isinstance(view, ThemeView) or not (latest := view.series[0].latest):
            continue
        answer = answers[view.measure.name, view.area.name, latest.period]
        lead = view.finding.lead
        printed = re.findall(
            r"(?<![\d-])[\d,]*\d(?:\.\d+)?(?!-\d|\d)", lead.replace(latest.period, "")
        )
        assert answer in [number(text) for text in printed], lead
        assert lead in said_in(root_of(view))


@pytest.mark.parametrize(
    ("across", "down"), [(800, 800), (3840, 2160), long((1920, 1080)), long((1280, 720))]
)
def test_text_is_large_and_inside_at_any_size(make: Make, across: int, down: int) -> None:
    for name in SETS:
        for view in make(name, "Clackmannanshire")[0]:
            root = root_of(view, Size(across, down))
            height = float((root.get("viewBox") or "0 0 0 0").split()[3])
            for node in lines_of(root):
                assert float(node.get("font-size", "0")) >= SMALL
                assert 0 < float(node.get("y", "0")) < height
            drawn = re.findall(r'font-size="([\d.]+)px"', ET.tostring(root, "unicode"))
            assert all(float(points) >= SMALL for points in drawn)


def test_titles_get_smaller_before_a_note_is_left_out(illustrative: FigureSet, today: date) -> None:
    view = view_at(illustrative, ready_made(illustrative, CLACKS)[0], today)
    sizes: dict[str, set[int]] = {"all": set(), "some": set()}
    for times in range(60):
        longer = replace(view, drawing_notes=("Read this with care. " * times,))
        found = layout(longer, 1776, 510)
        is_left_out = "more note" in " ".join(line.text for line in found.foot)
        sizes["some" if is_left_out else "all"].add(max(line.size for line in found.head))
    assert len(sizes["all"]) > 1
    assert sizes["some"] == {min(sizes["all"])}


@given(st.lists(st.text("abcdefghij ", min_size=1, max_size=200), max_size=60), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_has_no_room_is_counted_and_never_lost_silently(
    illustrative: FigureSet, today: date, notes: list[str], has_drawing: bool
) -> None:
    view = view_at(illustrative, ready_made(illustrative, CLACKS)[0], today)
    caveats = tuple(f"{n}. {note.strip()}." for n, note in enumerate(notes))
    drawing = view.drawing if has_drawing else None
    changed = replace(view, finding=replace(view.finding, caveats=caveats), drawing=drawing)
    found = layout(changed, 1776, 560)
    said = " ".join(line.text for line in (*found.head, *found.body, *found.foot))
    every = notes_of(changed)
    kept = [note for note in every if " ".join(note.split()) in said]
    if len(kept) < len(every):
        assert words.more_notes(len(every) - len(kept)) in said
    assert sum(line.size for line in (*found.head, *found.foot)) < HEIGHT


def test_a_picture_of_nothing_says_each_sentence_once(published: FigureSet, today: date) -> None:
    view = view_at(published, read_view_address("treatment/trend?area=S92000003"), today)
    assert view.drawing is None
    said = said_in(root_of(view))
    for sentence in (view.finding.lead, *notes_of(view)):
        assert said.count(sentence) == 1


@each
def test_illustrative_pictures_are_marked_and_no_others(make: Make, name: str, which: str) -> None:
    for view in make(name, which)[0]:
        marked = wording.ILLUSTRATIVE in (lines_of(root_of(view))[0].text or "")
        assert marked == (name == "illustrative")


def areas_of(figures: FigureSet) -> Iterator[str]:
    yield from (area.code for area in figures.areas.single)


def test_the_longest_names_fit(illustrative: FigureSet, today: date) -> None:
    names = {code: illustrative.areas.by_code[code].name for code in areas_of(illustrative)}
    longest = sorted(names, key=lambda code: -len(names[code]))[:2]
    for code in longest:
        for address in ready_made(illustrative, code):
            assert "…" not in said_in(root_of(view_at(illustrative, address, today)))
