"""Every council in order: what the bars show and say."""

from __future__ import annotations

from dataclasses import replace

from cjdata import wording
from cjdata.views.bars.chart import bars_drawing
from cjdata.views.comparison import words
from cjdata.views.comparison.chart_data import bars_data
from cjdata.views.comparison.compared import Compared, Form
from cjdata.views.shared.said import Said
from cjdata.views.view import View

FORM = Form("bars", "Bars", "Every council in order", is_in_full=True)
BY_NAME = replace(FORM, councils="Every council by name")


def bars_of(shown: Compared) -> View:
    """Make the bars of what is shown."""
    form = BY_NAME if shown.order == "name" else FORM
    is_number = shown.measure.grows_with_size
    size = Said(words.SIZE_SENTENCE if is_number and shown.drawn else "")
    spread = Said("") if is_number else shown.spread
    described = [one.text for one in (spread, shown.span, size)]
    description = words.areas_description(
        words.bars_words(shown.measure),
        shown.heading(form),
        [*described, shown.standing_out, shown.gaps],
    )
    led = [spread, shown.span] if spread.text or shown.span.text else [shown.level]
    level = [] if shown.level in led else [shown.level]
    rest = (shown.scotland_elsewhere, shown.gaps, shown.newer_years)
    said = [*led, shown.beside_words, size, *level, *map(Said, rest)]
    drawing = bars_drawing(
        shown.marks_in_brief,
        suffix=shown.suffix,
        description=description,
        benchmark=words.benchmark_label(shown.measure, shown.scotland.figure),
        key=shown.key,
        verdicts=shown.verdicts,
    )
    has_intervals = any(mark.lower is not None for mark in shown.marks)
    read = wording.how_to_read_bars(
        shown.measure,
        shown.key,
        has_scotland=shown.scotland.has_value,
        has_intervals=has_intervals,
        is_together=shown.court is not None,
    )
    made = shown.view(form, said, drawing, description, read, charts=lambda: bars_data(shown))
    return replace(made, drawing_notes=(*made.drawing_notes, *shown.chance_notes))
