"""Every drawing carries the key of the signs that it uses, wherever it goes, and of no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pptx_checks import charts_in, opened

from cjdata.charts import signs
from cjdata.charts.signs import KeyEntry, as_list, key_of, native_key
from cjdata.exports.drawing_picture import drawing_svg
from cjdata.exports.fonts import font
from cjdata.exports.picture import picture_svg
from cjdata.exports.picture_key import picture_key
from cjdata.exports.site import site_html
from cjdata.exports.slides import deck
from cjdata.library import Library
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.wording import slides as words

TODAY = date(2026, 7, 1)
SAID = {"least": "20", "many": "cases", "earlier": "2018-19", "later": "2024-25"}
EVERY = tuple(signs.signs())
ORKNEY = "S12000023"


def drawn(library: Library) -> Iterator[ThemeView]:
    """Give trends that use every sign between them, and some that use few."""
    chosen = [
        ("illustrative", CLACKMANNANSHIRE, "cpo_completion_percent", {"since": "2018-19"}),
        ("illustrative", CLACKMANNANSHIRE, "cpo_commenced", {"is_index": True}),
        ("illustrative", ORKNEY, "diversion_cases_commenced", {}),
        ("published", ORKNEY, "prison_arrivals_per_1000", {}),
        ("published", SCOTLAND, "custody_percent", {}),
        ("published", CLACKMANNANSHIRE, "homelessness_applications_from_prison", {}),
    ]
    for name, area, measure, more in chosen:
        figures = library.figures(name)
        theme = figures.catalogue.theme_of(measure)
        assert theme is not None
        form = figures.catalogue.measures[measure].form
        beside = () if area == SCOTLAND else (SCOTLAND,)
        view = theme_view(
            figures, theme.page, Selection(area, beside, measure, form, **more), TODAY
        )
        assert view.drawing is not None
        yield view


def key(view: ThemeView) -> tuple[KeyEntry, ...]:
    assert view.drawing is not None
    return view.drawing.key


# One list


def test_every_sign_has_words_and_a_drawing() -> None:
    assert set(signs._DRAWN) == set(EVERY)
    for sign in signs.signs().values():
        assert sign.native in ("", *EVERY)
        assert len(sign.text.split()) <= 11, "a key is short"


@given(st.sets(st.sampled_from(EVERY)))
def test_a_key_holds_the_signs_used_in_the_order_of_the_list(used: set[str]) -> None:
    found = key_of(used, **SAID)
    assert [entry.sign for entry in found] == [sign for sign in EVERY if sign in used]
    assert not any("{" in entry.text for entry in found)
    native = native_key(found)
    assert len({entry.sign for entry in native}) == len(native)
    assert native_key(native) == native, "what slides draw, they draw as such"


# What a drawing uses


def test_a_key_names_what_is_drawn_and_nothing_else(library: Library) -> None:
    layers = {
        "open-mark": lambda rows: any(r["fill"] == "#FFFFFF" for r in rows("points")),
        "band": lambda rows: bool(rows("bands") or rows("bars")),
        "dashed-line": lambda rows: bool(rows("dashes")),
        "ring": lambda rows: bool(rows("rings")),
        "level": lambda rows: bool(rows("levels")),
        "break": lambda rows: bool(rows("breaks")),
        "grey-years": lambda rows: bool(rows("pandemic")),
    }
    seen = set()
    for view in drawn(library):

        def rows(name: str, view: ThemeView = view) -> list[dict[str, object]]:
            return [row for panel in view.panels for row in panel.rows[name]]

        used = {sign for sign, is_used in layers.items() if is_used(rows)}
        assert {entry.sign for entry in key(view)} == used
        seen |= used
    assert seen >= {"open-mark", "band", "ring", "level", "break", "grey-years"}


# Where it goes


def test_pictures_and_reports_carry_the_key_inside(library: Library) -> None:
    for view in drawn(library):
        report = drawing_svg(view)
        assert report is not None
        for svg in (picture_svg(view), report):
            for entry in key(view):
                assert f">{entry.text}</text>" in svg.decode()
                assert entry.svg in svg.decode()


def test_the_site_carries_the_key_under_each_chart(library: Library) -> None:
    views = list(drawn(library))[:3]
    assert all(view.is_illustrative for view in views)
    for view in views:
        page = site_html([view], area=view.area, today=TODAY).decode()
        assert as_list(key(view), "key") in page


def test_slides_carry_the_key_of_what_their_own_charts_draw(library: Library) -> None:
    for view in drawn(library):
        made = opened(deck([view], title="", area=view.area, today=TODAY))
        [slide] = [slide for slide in made.slides if charts_in(slide)]
        native = native_key(key(view))
        said = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        line = words.key_line([entry.text for entry in native])
        assert line in said
        assert line in slide.notes_slide.notes_text_frame.text
        drawn_as = {
            "thin-line": any(one.upper for data in view.charts for one in data.series),
            "open-mark": any(one.hollow for data in view.charts for one in data.series),
            "break": any(data.breaks for data in view.charts),
        }
        assert {entry.sign for entry in native} == {
            s for s, is_drawn in drawn_as.items() if is_drawn
        }


def test_pages_write_a_key_as_a_list_that_a_screen_reader_reads(library: Library) -> None:
    for view in drawn(library):
        page = as_list(key(view), "cj-key", as_images=True)
        assert page.count("<li>") == page.count('alt=""') == len(key(view))
    assert as_list((), "cj-key") == ""


# Its layout


@given(
    st.lists(st.sampled_from(EVERY), unique=True),
    st.integers(12, 40),
    st.integers(900, 2400),
)
def test_a_key_in_a_picture_lies_on_nothing_and_within_the_picture(
    used: list[str], size: int, width: int
) -> None:
    found = key_of(used, **SAID)
    laid = picture_key(found, size, width)
    boxes = [
        (
            float(x),
            float(y) - 0.8 * size,
            float(x) + font(size, bold=False).getlength(text),
            float(y),
        )
        for x, y, text in re.findall(
            r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', laid.svg
        )
    ]
    assert len(boxes) == len(found)
    for n, one in enumerate(boxes):
        assert one[2] <= max(width, one[2] - one[0] + 3 * size)
        assert one[1] >= 0
        assert one[3] <= laid.height
        for other in boxes[:n]:
            is_apart = one[0] >= other[2] or other[0] >= one[2]
            assert is_apart or one[1] >= other[3] or other[1] >= one[3]
