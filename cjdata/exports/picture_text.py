"""The text of a picture: what stands above and below the drawing, in sizes that leave it room.

No note is lost without a word. Titles get smaller, down to a size that the back of a room can
still read; where that is not enough, the picture says how many notes it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cjdata import wording
from cjdata.charts import style
from cjdata.exports.fonts import wrap
from cjdata.text import told_once
from cjdata.views.view import View
from cjdata.wording import picture as words

SMALL = 28
"""No text is smaller, in a picture as large as a slide."""
LEADING = 1.24
_TITLES = ((46, 30), (42, 30), (38, SMALL), (34, SMALL))
"""Sizes of the finding and of the heading, the largest first."""
_SAID = (36, 32, SMALL)
"""Sizes of the sentences that stand where nothing is drawn."""
_MARK = "#801650"
_CUT = (4, 3)
"""Lines of a finding and of a heading, where even the smallest size does not hold them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and how it looks."""

    text: str
    size: int
    is_bold: bool = False
    colour: str = style.TEXT


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines above the drawing, those in its place, and those below it."""

    head: tuple[Line, ...]
    foot: tuple[Line, ...]
    body: tuple[Line, ...] = ()


def height_of(lines: Sequence[Line]) -> float:
    """Give the height of lines, one below the other."""
    return sum(line.size * LEADING for line in lines)


def notes_of(view: View) -> tuple[str, ...]:
    """List what a picture says besides its finding: nothing twice."""
    absent = view.absence.sentences if view.absence and not view.drawing else ()
    drawn = view.drawing_notes if view.drawing else ()
    said = (*view.finding.rest, *view.finding.caveats, *absent, *drawn)
    return tuple(text for text in told_once(said) if text != view.finding.lead)


def layout(view: View, width: float, room: float) -> Layout:
    """Lay the text of a view out in a width, no higher than ``room``."""
    return _around(view, width, room) if view.drawing else _alone(view, width, room)


def _around(view: View, width: float, room: float) -> Layout:
    """Put the finding above the drawing, and all notes with the source below it."""
    notes = notes_of(view)
    for head in _heads(view, width):
        found = Layout(head, _foot(view, notes, width))
        if height_of(found.head) + height_of(found.foot) <= room:
            return found
    head = _cut(view, width)
    left = room - height_of(head)
    return Layout(head, _longest(notes, lambda kept: _foot(view, kept, width), left))


def _alone(view: View, width: float, room: float) -> Layout:
    """Put the notes where the drawing would be; below stands the source."""
    head, foot, notes = _cut(view, width, _TITLES[0]), _foot(view, (), width), notes_of(view)
    left = room - height_of(head) - height_of(foot)
    for size in _SAID:
        body = _lines(" ".join(notes), size, width)
        if height_of(body) <= left:
            return Layout(head, foot, body)
    return Layout(
        head, foot, _longest(notes, lambda kept: _lines(" ".join(kept), SMALL, width), left)
    )


def _heads(view: View, width: float) -> Iterator[tuple[Line, ...]]:
    for sizes in _TITLES:
        mark, title, heading = _head(view, width, sizes)
        yield (*mark, *title, *heading)


def _head(view: View, width: float, sizes: tuple[int, int]) -> tuple[tuple[Line, ...], ...]:
    """Give the mark of figures that are not real, the finding, and the heading."""
    mark = _lines(wording.ILLUSTRATIVE, SMALL, width, _MARK, bold=True)
    title = _lines(view.finding.lead, sizes[0], width, bold=True)
    heading = _lines(view.heading, sizes[1], width, style.SECONDARY)
    return mark if view.is_illustrative else (), title, heading


def _cut(view: View, width: float, sizes: tuple[int, int] = _TITLES[-1]) -> tuple[Line, ...]:
    """Give the head, its texts cut where they are far too long for any picture."""
    mark, title, heading = _head(view, width, sizes)
    return (*mark, *_limited(title, _CUT[0]), *_limited(heading, _CUT[1]))


def _foot(view: View, notes: Sequence[str], width: float) -> tuple[Line, ...]:
    source = f"{view.source_line} {words.drawn(view.drawn_on, view.snapshot_id)}"
    texts = (" ".join(notes), source)
    return tuple(line for text in texts for line in _lines(text, SMALL, width, style.SECONDARY))


def _longest(
    notes: Sequence[str], made: Callable[[Sequence[str]], tuple[Line, ...]], room: float
) -> tuple[Line, ...]:
    """Keep as many notes as have room, the first before the others, and say what is left out."""
    for kept in range(len(notes) - 1, -1, -1):
        lines = made((*notes[:kept], words.more_notes(len(notes) - kept)))
        if height_of(lines) <= room:
            return lines
    return made((words.more_notes(len(notes)),))


def _lines(
    text: str, size: int, width: float, colour: str = style.TEXT, *, bold: bool = False
) -> tuple[Line, ...]:
    return tuple(Line(line, size, bold, colour) for line in wrap(text, size, width, bold=bold))


def _limited(lines: Sequence[Line], limit: int) -> tuple[Line, ...]:
    if len(lines) <= limit:
        return tuple(lines)
    last = lines[limit - 1]
    cut = Line(f"{last.text.rsplit(' ', 1)[0]} …", last.size, last.is_bold, last.colour)
    return (*lines[: limit - 1], cut)
