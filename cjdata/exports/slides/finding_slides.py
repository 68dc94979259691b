"""A finding on a slide: the sentence as title, a native chart or table, the caveats, the source."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.shapes import PP_PLACEHOLDER as P
from pptx.shapes.placeholder import ChartPlaceholder

from cjdata import wording
from cjdata.charts import style
from cjdata.charts.area_rows import Part
from cjdata.charts.signs import native_key
from cjdata.exports.drawing_picture import drawing_png
from cjdata.exports.slides import area_charts, parts
from cjdata.exports.slides.break_marks import add_breaks, strip_height
from cjdata.exports.slides.chart_markup import fill_ground
from cjdata.exports.slides.chart_parts import Insert
from cjdata.exports.slides.fitting import INCH, Box, text_height
from cjdata.exports.slides.line_charts import add_lines, plot_of
from cjdata.exports.slides.listing import Listing, add_listing
from cjdata.exports.slides.notes import notes_of
from cjdata.exports.slides.parts import BODY, GAP, Deck, Page, add_foot, add_notes, add_page
from cjdata.exports.slides.tables import rows_of
from cjdata.reference.editions import EditionRank, labels_by_name
from cjdata.text import told_once
from cjdata.views.registry import type_of
from cjdata.views.shared.chart_series import ChartData
from cjdata.views.table import Cell
from cjdata.views.view import View
from cjdata.wording import slides as words

_WIDE = 1.9
"""A room this much wider than high has the text beside the drawing; else it stands below."""
_TEXT = 0.3
"""The share of the room that the text gets."""
_BESIDE = INCH * 25 // 100
_MOST_BARS = 18
"""More bars than these stand in two charts side by side, on one scale."""
_UPPER = 0.56
"""The share of the height that the upper of two charts gets."""
_SIZES = (20, BODY, 16, 14)
KEY = 14
"""The size of a key, in points."""
_PARAGRAPH = 6
"""Points between paragraphs."""


def add_finding(deck: Deck, view: View) -> None:
    """Add the slide of a view, or its slides where its table is long."""
    drawn = view.charts
    if drawn or view.drawing:
        _drawn(deck, view, drawn)
    else:
        _listed(deck, view)


def ranks_of(view: View) -> frozenset[EditionRank]:
    """Give the editions that the figures of a view are from; made-up figures are from none."""
    return frozenset() if view.is_illustrative else view.download.editions


def foot_of(view: View) -> str:
    """Write the foot of a view's slide: the editions are those of the figures it leads with.

    They can be of several publications, so they are listed by name.
    """
    ranks = {figure.edition_rank for figure in view.leading if figure.edition}
    editions = [] if view.is_illustrative else labels_by_name(ranks)
    return words.footer(view.source_line_on_slides, editions)


def _drawn(deck: Deck, view: View, drawn: Sequence[ChartData]) -> None:
    page = add_page(deck, deck.template.content, view.title, foot_of(view))
    parts.add_line(page, view.heading, parts.HEADING)
    said = _said(view)
    drawing, text = _shared(page.room, has_text=bool(said.shown))
    if drawn:
        key = words.key_line([*_key(view, drawn)])
        height = text_height(key, KEY, drawing.width, deck.wider) if key else 0
        above = replace(drawing, height=drawing.height - height)
        _add_charts(page, view, drawn, above)
        if key:
            parts.add_text(page, drawing.below(above.height), [key], KEY)
    else:
        _add_picture(page, view, drawing)
    if said.shown:
        _add_text(page, said, text)
    _finish(page, view, drawn)


def _finish(page: Page, view: View, drawn: Sequence[ChartData] = ()) -> None:
    add_foot(page)
    add_notes(page, notes_of(view, drawn))
    parts.clear(page)


def _shared(room: Box, *, has_text: bool) -> tuple[Box, Box]:
    """Share the room between the drawing and the text."""
    if not has_text:
        return room, room
    if room.width >= _WIDE * room.height:
        text = round(room.width * _TEXT)
        left = replace(room, width=room.width - text - _BESIDE)
        return left, replace(room, left=left.right + _BESIDE, width=text)
    text = round(room.height * _TEXT)
    upper = replace(room, height=room.height - text - GAP)
    return upper, room.below(upper.height + GAP)


# The text


@dataclass(frozen=True)
class _Said:
    """What is said beside a drawing: what may go to the notes, in order, and what may not."""

    rest: tuple[str, ...]
    caveats: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        return (*self.rest, *self.caveats, *self.marks)

    def less(self) -> _Said:
        """Leave out what matters least: later sentences, marks, the first; caveats last of all."""
        if len(self.rest) > 1 or (self.rest and not self.marks):
            return replace(self, rest=self.rest[:-1])
        if self.marks:
            return replace(self, marks=self.marks[:-1])
        return replace(self, caveats=self.caveats[:-1])


def _said(view: View) -> _Said:
    """Part what is said; a note that holds a caveat stands in its place, and is not left out."""
    caveats, notes = _caveats(view), view.drawing_notes
    holding = [note for note in notes if any(caveat in note for caveat in caveats)]
    others = tuple(note for note in notes if note not in holding)
    return _Said(view.finding.rest, tuple(told_once((*caveats, *holding))), others)


def _caveats(view: View) -> tuple[str, ...]:
    """Give the caveats that are not said by the mark on the slide."""
    return tuple(c for c in view.finding.caveats if c != wording.ILLUSTRATIVE_SENTENCE)


def _key(view: View, drawn: Sequence[ChartData]) -> Iterator[str]:
    """Give what the signs of a native chart mean, which stands under it whatever else is cut."""
    if drawn[0].form == "bar" and "group" in drawn[0].parts:
        yield words.TEXTS.outlined.format(group=drawn[0].group)
    if drawn[0].signs:
        yield drawn[0].signs_key
    yield from (entry.text for entry in native_key(view.drawing.key if view.drawing else ()))


def _add_text(page: Page, said: _Said, box: Box) -> None:
    """Write what there is room for: caveats rather smaller than not; the notes hold all."""
    whole, more = said, tuple[str, ...]()
    while not _fits(page, (*said.shown, *more), BODY, box) and (said.rest or said.marks):
        said, more = said.less(), (words.TEXTS.more,)
    while not _fits(page, (*said.shown, *more), _SIZES[-1], box) and said.caveats:
        said, more = said.less(), (words.TEXTS.more,)
    sizes = _SIZES if said == whole else _SIZES[1:]
    shown = (*said.shown, *more)
    size = next((s for s in sizes if _fits(page, shown, s, box)), sizes[-1])
    shape = parts.holder_of(page, P.BODY, P.OBJECT)
    if shape is None:
        parts.add_text(page, box, shown, size, after=_PARAGRAPH)
        return
    parts.move(shape, box)
    parts.read_next(page, shape)
    shape.name = "Text"
    parts.plain(shape.text_frame)
    parts.write(shape.text_frame, shown, size, after=_PARAGRAPH)
    parts.without_bullets(shape)


def _fits(page: Page, texts: Sequence[str], size: int, box: Box) -> bool:
    heights = (text_height(text, size, box.width, page.deck.wider) for text in texts)
    return sum(heights) + (len(texts) - 1) * _PARAGRAPH * 12_700 <= box.height


# The drawing


def _add_charts(page: Page, view: View, drawn: Sequence[ChartData], room: Box) -> None:
    if drawn[0].form == "bar":
        _add_bars(page, view, drawn[0], room)
    elif drawn[0].form == "scatter":
        names = _part_names(view, drawn[0])
        chart = area_charts.add_dots(drawn[0], _insert(page, room, _described(view)), names)
        _on_white(page, chart)
    else:
        _add_lines(page, view, drawn, room)


def _part_names(view: View, data: ChartData) -> dict[Part, str]:
    named = zip(data.parts, data.categories, strict=True)
    return {
        "area": next((name for part, name in named if part == "area"), view.area.name),
        "group": data.group or words.TEXTS.group,
        "scotland": "Scotland",
        "other": words.TEXTS.councils,
    }


def _add_lines(page: Page, view: View, drawn: Sequence[ChartData], room: Box) -> None:
    """Draw a chart for each panel of the page, one above the other."""
    plots = view.drawing.plots if view.drawing else ()
    upper = round(room.height * (_UPPER if len(drawn) > 1 else 1))
    places = [replace(room, height=upper), room.below(upper)]
    for data, plot, place in zip(drawn, plots, places, strict=False):
        box = place
        if data.title:
            title = text_height(data.title, 16, box.width, page.deck.wider)
            parts.add_text(page, replace(box, height=title), [data.title], 16)
            box = box.below(title)
        plotted = plot_of(data, box)
        strip = strip_height(data, plotted.width, page.deck.wider)
        _on_white(page, add_lines(data, _insert(page, box, plot.description), box, strip))
        add_breaks(page, data, plotted)


def _add_bars(page: Page, view: View, data: ChartData, room: Box) -> None:
    top, halves = area_charts.bars_top(data), _halves(data)
    width = (room.width - GAP * (len(halves) - 1)) // len(halves)
    size = area_charts.bar_size(data, replace(room, width=width), len(halves[0].categories))
    for number, half in enumerate(halves):
        box = replace(room, left=room.left + number * (width + GAP), width=width)
        description = words.part_of_chart(_described(view), number + 1, len(halves))
        insert = _insert(page, box, description)
        _on_white(page, area_charts.add_bars(half, insert, top, size))


def _halves(data: ChartData) -> list[ChartData]:
    count = len(data.categories)
    if count <= _MOST_BARS:
        return [data]
    return [data.cut(0, (count + 1) // 2), data.cut((count + 1) // 2, count)]


def _described(view: View) -> str:
    """Describe the native chart that stands for a drawing."""
    return view.redrawn_description or view.description


def _insert(page: Page, box: Box, description: str) -> Insert:
    """Put a chart into the placeholder for one, if there is one left, else beside it."""

    def insert(kind: Any, figures: Any) -> Chart:
        holder = parts.holder_of(page, P.CHART, P.OBJECT)
        if holder is None:
            frame = page.slide.shapes.add_chart(
                kind, box.left, box.top, box.width, box.height, figures
            )
        else:
            element, parent = holder._element, holder._parent  # noqa: SLF001 - as it does itself
            frame = ChartPlaceholder(element, parent).insert_chart(kind, figures)
            parts.move(frame, box)
            parts.read_next(page, frame)
        parts.describe(frame, "Chart", words.alternative(description))
        chart: Chart = frame.chart
        return chart

    return insert


def _on_white(page: Page, chart: Chart) -> None:
    """Keep the ground of a chart white: its colours are chosen for that."""
    if not page.deck.template.is_built_in:
        fill_ground(chart, style.WHITE)


def _add_picture(page: Page, view: View, room: Box) -> None:
    """Put the drawing as a picture where no native chart can show it."""
    content = drawing_png(view)
    if content is None:
        return
    picture = page.slide.shapes.add_picture(io.BytesIO(content), room.left, room.top)
    scale = min(room.width / picture.width, room.height / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    picture.left = room.left + (room.width - picture.width) // 2
    parts.describe(picture, "Picture", words.alternative(view.description))


# Lists


def _listed(deck: Deck, view: View) -> None:
    """Add the table of a view that has no drawing; without rows, what is said instead."""
    if view.absence or not view.table.rows:
        _told(deck, view, deck.template.content)
        return
    shown = [row for row in view.table.rows if _is_shown(view, row)]
    left_out = len(view.table.rows) - len(shown)
    heading = words.few_areas(view.heading, left_out) if left_out else view.heading
    table = replace(view.table, rows=tuple(shown))
    listing = Listing(heading, table.header, rows_of(table), table.caption)
    for page in add_listing(deck, view.finding.lead, listing, foot_of(view)):
        _finish(page, view)


def _is_shown(view: View, row: Sequence[Cell]) -> bool:
    """Whether a row stands on the slide: one of many areas only with a figure, or as the area."""
    if not type_of(view).hints.has_row_for_each_area:
        return True
    return row[0].text == view.area.name or not all(cell.is_missing for cell in row[1:])


def _told(deck: Deck, view: View, frame: Any) -> None:
    page = add_page(deck, frame, view.title, foot_of(view))
    absence = (view.absence.heading, *view.absence.sentences) if view.absence else ()
    lead = view.finding.lead
    caveats = _caveats(view)
    rest = [s for s in (*view.finding.rest, *absence) if s != lead and s not in caveats]
    parts.add_line(page, view.heading, parts.HEADING)
    if rest or caveats:
        _add_text(page, _Said(tuple(dict.fromkeys(rest)), caveats, ()), page.room)
    _finish(page, view)
