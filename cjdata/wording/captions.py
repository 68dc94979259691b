"""Words round a chart and its table: heading, description, notes, how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjdata.reference.catalogue import Direction, Measure
from cjdata.reference.editions import labels_in_order
from cjdata.series import Break, Figure, Series
from cjdata.text import join_and, lower_first
from cjdata.wording.absences import absence_short, area_absence, held_as
from cjdata.wording.documents import years_words
from cjdata.wording.figures import UNIT_WORDS, figure_text, marked

TABLE_HOLDS_ALL = "The table below holds every figure."
"""Said after a drawing in words, where the table stands below it."""


def chart_heading(measure: Measure) -> str:
    """Name what a chart shows and its unit; of an average the name says it."""
    if measure.average:
        return f"{measure.name}, average over the year"
    if measure.period_type == "day":
        return f"{measure.name}, {UNIT_WORDS[measure.unit]}"
    if measure.grows_with_size:
        return f"{measure.name}, {UNIT_WORDS[measure.unit]} a year"
    basis = measure.basis or ("" if measure.unit == "mean" else UNIT_WORDS[measure.unit])
    if not basis:
        return measure.name
    return f"{measure.name}, {lower_first(basis)}"


def break_note(number_: int, b: Break) -> str:
    """Explain a break that is drawn on a chart."""
    return f"Break {number_}, at {b.period}: {b.text}"


def remark_note(number_: int, b: Break) -> str:
    """Explain a note on a year, which parts nothing."""
    return f"Note {number_}, {b.period}: {b.text}"


def apart_notes(series: Sequence[Series]) -> list[str]:
    """Explain the points of Scotland that stand apart from its line: those of another measure."""
    found: dict[str, list[str]] = {}
    for one in series:
        for figure in one.figures:
            if figure.elsewhere:
                found.setdefault(held_as(figure.elsewhere), []).append(figure.period)
    return [
        f"Scotland’s point{'s' if len(years) > 1 else ''} for {years_words(years)}, apart from the "
        f"line, {'are' if len(years) > 1 else 'is'} {name}."
        for name, years in found.items()
    ]


def editions_note(series: Sequence[Series]) -> str:
    """Say from how many editions the figures of a line come."""
    editions = [editions_in_order(s.with_values) for s in series]
    most = max(editions, key=len, default=[])
    if len(most) < 2:
        return ""
    return (
        f"Each year is shown as last printed, so a line may join figures from {len(most)} "
        f"editions. They are {join_and(most)}."
    )


def editions_in_order(figures: Iterable[Figure]) -> list[str]:
    """List the editions of figures, each once, the newest last."""
    return labels_in_order(figure.edition_rank for figure in figures)


def direction_of_measure(measure: Measure, direction: Direction) -> str:
    """Say which way is desired of a measure, in words that fit its unit."""
    if direction == "none":
        return "None stated"
    if measure.grows_with_size:
        return "More" if direction == "up" else "Fewer"
    return "Higher" if direction == "up" else "Lower"


def chart_description(series: Sequence[Series], heading: str) -> str:
    """Describe a chart in words, from the same figures that it draws."""
    parts = [f"Line chart. {heading}."]
    courts: set[str] = set()
    for one in series:
        held, shared = one.with_values, one.newest_together
        if not held and shared and shared.together and shared.together.area.code in courts:
            continue  # It has been named with those it is counted with.
        if not held and shared and shared.together:
            courts.add(shared.together.area.code)
        if not held:
            parts.append(area_absence(one))
            continue
        text = f"{one.area.name}: {course_words(one.measure, held)}"
        apart = [f for f in one.figures if f.elsewhere]
        if apart:
            text += f"; apart from the line {join_and(list(map(_apart, apart)))}"
        gaps = len(one.figures) - len(held) - len(apart)
        if gaps:
            noun = "year" if one.years_each == 1 else "period"
            text += f"; {gaps} {noun}{'s' if gaps > 1 else ''} without a figure"
        parts.append(text + ".")
    return " ".join(parts)


def sparkline_words(series: Series, drawn: Sequence[Figure], beside: Series | None) -> str:
    """Describe a sparkline: where it starts and ends, and how high it went."""
    parts = [_line_words(series, drawn)]
    if beside is not None and beside.with_values:
        last = beside.with_values[-1]
        parts.append(f"{beside.area.name}: {figure_text(beside.measure, last)} in {last.period}.")
    return " ".join(part for part in parts if part)


def _line_words(series: Series, drawn: Sequence[Figure]) -> str:
    if not drawn:
        return ""
    alone = " alone" if len(drawn) == 1 else ""
    return f"{series.area.name}: {course_words(series.measure, drawn)}{alone}."


def course_words(measure: Measure, figures: Sequence[Figure]) -> str:
    """Say of a line where it starts and ends, and how high it went.

    Years that are printed alike share the highest place; the ends are not said twice.
    """
    first, last = figures[0], figures[-1]
    ends = [_in_year(measure, one) for one in dict.fromkeys((first, last))]
    top = figure_text(measure, max(figures, key=lambda figure: figure.value or 0.0))
    tops = [figure for figure in figures if figure_text(measure, figure) == top]
    said = ", ".join(ends)
    if len(figures) <= len(ends):
        return said
    if last in tops or first in tops:
        return f"{said}; none is higher than {_end(first in tops, last in tops)}"
    years = join_and([figure.period for figure in tops])
    return f"{said}; highest {marked(f'{top} in {years}', tops[0])}"


def _apart(figure: Figure) -> str:
    return f"{absence_short(figure)} in {figure.period}"


def _end(is_first: bool, is_last: bool) -> str:
    if is_first and is_last:
        return "these"
    return "the first" if is_first else "the last"


def _in_year(measure: Measure, figure: Figure) -> str:
    return marked(f"{figure_text(measure, figure)} in {figure.period}", figure)


def as_at_sentence(edition: str) -> str:
    """Say that newer editions are left out."""
    return f"As published up to edition {edition}: newer figures are left out."
