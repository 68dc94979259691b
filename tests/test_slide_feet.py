"""The foot of a slide holds its whole source line, under all else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx_checks import opened
from slide_decks import Make, each, made, slide_of

from cjdata.exports.slides.finding_slides import foot_of
from cjdata.exports.slides.fitting import text_height
from cjdata.exports.slides.parts import FOOT, Deck, add_foot, add_page
from cjdata.exports.slides.template import open_template
from cjdata.library import Library
from cjdata.wording import slides as words


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    return lambda name, area: made(library, name, area, today)


@each
def test_a_source_line_is_never_cut_and_lies_on_nothing(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    feet = [
        shape
        for slide in opened(content).slides
        for shape in slide.shapes
        if shape.name == "Source"
    ]
    assert len(feet) >= len(views)
    assert not [foot.text_frame.text for foot in feet if "…" in foot.text_frame.text]
    for view in views:
        slide = slide_of(content, view)
        (foot,) = (shape for shape in slide.shapes if shape.name == "Source")
        assert foot.text_frame.text == foot_of(view)
        others = [s for s in slide.shapes if s.name not in ("Source", "Slide number")]
        assert all(shape.top + shape.height <= foot.top for shape in others if shape.top < foot.top)
        assert not [shape.name for shape in others if shape.top >= foot.top]


@settings(max_examples=20)
@given(st.integers(1, 1500))
def test_however_long_a_foot_is_it_stands_whole_under_the_content(length: int) -> None:
    deck = Deck(open_template(None), is_illustrative=False)
    text = ("source " * length)[:length].strip() or "s"
    page = add_page(deck, deck.template.content, "A title", text)
    assert page.room.bottom <= page.foot.box.top
    assert page.foot.box.bottom == page.frame.footer.bottom
    needed = text_height(text, FOOT, page.foot.box.width, deck.wider)
    assert needed <= page.foot.box.height
    add_foot(page)
    (foot,) = (shape for shape in page.slide.shapes if shape.name == "Source")
    assert foot.text_frame.text == text


def test_a_foot_names_no_edition_that_the_title_of_its_source_names() -> None:
    line = "Source: Justice Social Work Statistics: 2023-24 Part 1, key points."
    assert words.footer(line, ["2023-24 part 1"]) == line
    assert words.footer(line, ["2023-24"]) == f"Edition: 2023-24. {line}"
    assert (
        words.footer(line, ["2023-24", "2023-24 part 1"])
        == f"Editions: 2023-24 and 2023-24 part 1. {line}"
    )
    updated = "Source: Criminal Proceedings in Scotland, 2021-22 updated."
    assert words.footer(updated, ["2021-22"]) == f"Edition: 2021-22. {updated}"
