"""Slides in templates: found by what layouts are, refused with a reason, nothing overflows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches
from pptx_checks import check_marks, check_package, check_slides, is_title, opened, title_of

from cjdata.charts import style
from cjdata.exports.fonts import wrap
from cjdata.exports.slides import TemplateError, deck, tables
from cjdata.exports.slides.fitting import INCH, POINT, Box, at_clauses, fit, line_count, text_height
from cjdata.exports.slides.tables import LEAST, sheets
from cjdata.exports.slides.template import BASE, open_template
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import ready_made, view_at
from cjdata.views.glance.data import GlanceView, glance_view
from cjdata.views.view import View
from cjdata.wording import AbsenceNote, Finding
from cjdata.wording import slides as words

CLACKS = "S12000005"
LONG = "Na h-Eileanan Siar, Argyll and Bute, Dumfries and Galloway and West Dunbartonshire"


def small(presentation: Any) -> None:
    """A 4:3 template whose layouts have narrow titles, upright ones, and no plain one."""
    kept = ("Content with Caption", "Section Header", "Vertical Title and Text")
    keep(presentation, kept)


def bare(presentation: Any) -> None:
    """One blank layout: no title, no content."""
    keep(presentation, ("Blank",))
    for shape in list(presentation.slide_layouts[0].placeholders):
        shape._element.getparent().remove(shape._element)


def shuffled(presentation: Any) -> None:
    """Numbers that mean nothing: placeholders with odd ones, and a chart's in place of objects."""
    keep(presentation, ("Two Content", "Title Only", "Title Slide"))
    for layout in presentation.slide_layouts:
        for number, shape in enumerate(layout.placeholders):
            ph = shape._element.ph
            ph.set("idx", str(70 + number))
            if ph.get("type") is None:
                ph.set("type", "chart")


def used(presentation: Any) -> None:
    """A presentation with slides in it, as people have them."""
    for _ in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = "Last year’s slide"
        slide.notes_slide.notes_text_frame.text = "Last year’s notes"


def wide(presentation: Any) -> None:
    presentation.slide_width, presentation.slide_height = Inches(16), Inches(9)


def keep(presentation: Any, names: tuple[str, ...]) -> None:
    for layout in list(presentation.slide_layouts):
        if layout.name not in names:
            presentation.slide_layouts.remove(layout)


KINDS: dict[str, Callable[[Any], None] | None] = {
    "built in": None,
    "small": small,
    "bare": bare,
    "shuffled": shuffled,
    "used": used,
    "wide": wide,
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | None]:
    folder = tmp_path_factory.mktemp("templates")
    made: dict[str, Path | None] = {}
    for kind, change in KINDS.items():
        made[kind] = None
        if change:
            presentation = Presentation()
            change(presentation)
            made[kind] = folder / f"{kind}.pptx"
            presentation.save(str(made[kind]))
    return made


@pytest.fixture(scope="module")
def shown(library: Library, today: date) -> tuple[FigureSet, list[View], GlanceView]:
    figures = library.figures("illustrative")
    views = [view_at(figures, address, today) for address in ready_made(figures, CLACKS)]
    return figures, views, glance_view(figures, CLACKS, today)


@pytest.fixture(scope="module")
def decks(
    shown: tuple[FigureSet, list[View], GlanceView],
    templates: dict[str, Path | None],
    today: date,
) -> dict[str, bytes]:
    figures, views, glance = shown
    area = figures.areas.by_code[CLACKS]
    return {
        kind: deck(views, title="", area=area, today=today, template=path, overview=glance)
        for kind, path in templates.items()
    }


@each_kind
def test_a_deck_is_whole_in_any_template(decks: dict[str, bytes], kind: str) -> None:
    check_package(decks[kind])
    check_slides(decks[kind])
    check_marks(decks[kind], illustrative=True)


@each_kind
def test_charts_stay_native_in_any_template(
    decks: dict[str, bytes], kind: str, shown: tuple[FigureSet, list[View], GlanceView]
) -> None:
    slides = opened(decks[kind]).slides
    charts = sum(shape.has_chart for slide in slides for shape in slide.shapes)
    assert charts == sum(len(view.drawing.plots) for view in shown[1] if view.drawing)


@each_kind
def test_no_text_overflows_and_nothing_lies_on_anything_else(
    decks: dict[str, bytes], kind: str, templates: dict[str, Path | None]
) -> None:
    check_room(decks[kind], open_template(templates[kind]).wider)


def check_room(content: bytes, wider: float) -> None:
    for slide in opened(content).slides:
        boxes = []
        for shape in slide.shapes:
            box = Box(shape.left, shape.top, shape.width, shape.height)
            if shape.has_text_frame and shape.name != "Slide number":
                needed = height_of(shape, wider)
                assert needed <= shape.height * 1.03, shape.text_frame.text
            boxes.append((shape, box))
        for (one, a), (two, b) in pairs(boxes):
            is_sign = one.name == "Chart" and two.name.startswith("Break ")
            assert is_sign or not overlaps(a, b), (
                f"{one.name} lies on {two.name}: {title_of(slide)}"
            )


def height_of(shape: Any, wider: float) -> int:
    total = 0
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            size, bold = round(run.font.size.pt), bool(run.font.bold)
            total += text_height(run.text, size, shape.width, wider, bold=bold)
    return total


def pairs(boxes: list[Any]) -> Iterator[tuple[Any, Any]]:
    for number, first in enumerate(boxes):
        for second in boxes[number + 1 :]:
            yield first, second


def overlaps(a: Box, b: Box) -> bool:
    slack = INCH // 50
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > slack and down > slack


@pytest.mark.parametrize("kind", ["built in", "small"])
def test_long_names_and_sentences_do_not_overflow(
    shown: tuple[FigureSet, list[View], GlanceView],
    templates: dict[str, Path | None],
    today: date,
    kind: str,
) -> None:
    figures, views, _ = shown
    area = replace(figures.areas.by_code[CLACKS], name=LONG)
    lead = f"In {LONG} in 2024-25, {'the share of people convicted, and so on, ' * 9}was 12.2%."
    finding = Finding(lead, ("A sentence that says more. " * 9,), ("A caveat. " * 12,))
    long = replace(views[0], finding=finding, heading=f"{LONG}, {LONG}, {LONG}, per cent")
    content = deck([long], title=LONG * 3, area=area, today=today, template=templates[kind])
    check_slides(content)
    check_room(content, open_template(templates[kind]).wider)
    titles = [title_of(slide) for slide in opened(content).slides]
    cut = next(title for title in titles if title.startswith("In Na h-Eileanan"))
    kept = cut.removesuffix(" …")
    assert lead.startswith(kept)
    assert lead[len(kept)] in ",;: ", "never in the middle of a word"


@pytest.mark.parametrize("kind", ["built in", "small"])
def test_many_caveats_and_reasons_do_not_overflow(
    shown: tuple[FigureSet, list[View], GlanceView],
    templates: dict[str, Path | None],
    today: date,
    kind: str,
) -> None:
    figures, views, _ = shown
    many = tuple(f"Caveat {n}, which says at some length what to keep in mind." for n in range(40))
    finding = Finding("No figure is held.", ("More is said here.",), many)
    note = AbsenceNote("No figure is held", tuple(f"{LONG}, reason {n}." for n in range(40)))
    drawn = replace(views[0], finding=replace(views[0].finding, caveats=many))
    absent = replace(views[1], finding=finding, absence=note, drawing=None)
    area = figures.areas.by_code[CLACKS]
    content = deck([drawn, absent], title="", area=area, today=today, template=templates[kind])
    check_slides(content)
    check_room(content, open_template(templates[kind]).wider)
    for slide in list(opened(content).slides)[1:3]:
        said = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert words.TEXTS.more in said
        assert many[0] in said
        assert many[-1] in slide.notes_slide.notes_text_frame.text


def test_slides_of_the_template_itself_are_left_out(decks: dict[str, bytes]) -> None:
    texts = [
        slide.notes_slide.notes_text_frame.text + title_of(slide)
        for slide in opened(decks["used"]).slides
    ]
    assert not any("Last year" in text for text in texts)
    assert b"Last year" not in decks["used"]


def test_a_place_for_a_chart_is_used_by_its_type(decks: dict[str, bytes]) -> None:
    held = [
        shape
        for slide in opened(decks["shuffled"]).slides
        for shape in slide.shapes
        if shape.has_chart and shape.is_placeholder
    ]
    assert held
    assert {int(shape.placeholder_format.type) for shape in held} == {8}


@pytest.mark.parametrize("content", [b"", b"PK", b"no presentation", b"PK\x03\x04" * 9])
def test_a_file_that_is_no_presentation_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "template.pptx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match="no PowerPoint presentation") as refused:
        open_template(path)
    assert refused.value.findings[0].fix


def test_another_kind_of_office_file_is_refused(tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415

    path = tmp_path / "template.pptx"
    openpyxl.Workbook().save(path)
    with pytest.raises(TemplateError):
        open_template(path)


def test_built_in_text_is_large_enough_to_read_from_the_back(decks: dict[str, bytes]) -> None:
    for slide in opened(decks["built in"]).slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    least = 24 if is_title(shape) else 14
                    assert run.font.size is None or run.font.size.pt >= least
            for cell in shape.table.iter_cells() if shape.has_table else ():
                assert all(
                    r.font.size.pt >= LEAST for p in cell.text_frame.paragraphs for r in p.runs
                )


def test_the_base_of_slides_has_the_colours_of_the_charts() -> None:
    with zipfile.ZipFile(BASE) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
    for name, colour in (("accent1", style.AREA), ("accent2", style.SCOTLAND)):
        value = colour.colour.removeprefix("#")
        assert f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' in theme


# Fitting

texts = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=60)


@given(texts, st.integers(200, 900), st.integers(40, 200))
def test_what_fits_is_the_text_or_its_beginning(words: list[str], width: int, height: int) -> None:
    text = " ".join(words)
    box = Box(0, 0, width * POINT, height * POINT)
    fitted = fit(text, (30, 24, 18), box, 1.1)
    assert text.startswith(fitted.text.removesuffix(" …"))
    assert fitted.height <= box.height or len(fitted.text.split()) <= 2


def test_a_sentence_is_shortened_at_a_clause_first() -> None:
    text = "In Fife in 2024-25, the share was 12.2% (97 of 798, about), 0.4 points higher."
    assert next(at_clauses(text)) == "In Fife in 2024-25, the share was 12.2% (97 of 798, about) …"


@given(st.lists(st.lists(texts.map(" ".join), min_size=3, max_size=3), min_size=1, max_size=25))
def test_a_table_keeps_every_row_in_order(rows: list[list[str]]) -> None:
    room = Box(0, 0, 10 * INCH, 4 * INCH)
    cut = sheets(("One", "Two", "Three"), rows, room, 1.1)
    held = [row for sheet in cut for row in sheet.rows]
    assert len(held) == len(rows)
    for shown_row, row in zip(held, rows, strict=True):
        for shown_text, text in zip(shown_row, row, strict=True):
            assert text.startswith(shown_text.partition(" … (")[0].partition(" … whole")[0][:40])
    assert all(sum(sheet.widths) <= room.width + 10 for sheet in cut)
    assert all(sum(sheet.heights) <= room.height for sheet in cut if len(sheet.rows) > 1)


def test_a_long_table_is_measured_once_in_a_size_however_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured = []

    def noted(text: str, size: int, room: float, *, bold: bool) -> list[str]:
        measured.append((text, size))
        return wrap(text, size, room, bold=bold)

    monkeypatch.setattr(tables, "wrap", noted)
    rows = [
        [f"Row {n} of the table", "Words that need more lines than one", "1"] for n in range(60)
    ]
    assert len(sheets(("One", "Two", "Three"), rows, Box(0, 0, 4 * INCH, 4 * INCH), 1.1)) > 2
    assert len(measured) == 60 * 3 * len((*tables.SIZES, LEAST))


def test_lines_are_counted_as_they_are_broken() -> None:
    assert line_count("one two", 20, 400 * POINT, 1.0) == 1
    assert line_count("one two", 20, 50 * POINT, 1.0) == 2
