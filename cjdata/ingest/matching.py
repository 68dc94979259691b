"""Matches a table with the recipes of tables: which column, or which row, is of which measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cjdata.ingest.cells import is_figure, text_of
from cjdata.ingest.fitting import Fit, Fitter, says_a_unit_alone, title_of
from cjdata.ingest.headings import is_same
from cjdata.ingest.recipes import Column, TableRecipe
from cjdata.ingest.row_labels import RowLabels
from cjdata.ingest.shape import Shape
from cjdata.ingest.years import without_years

Where = tuple[str, str, str]
"""A measure, and the year and area that stand in the heading of its column, if any do."""


@dataclass(frozen=True)
class Match:
    """A table whose title a recipe knows, and the measures that were found in it.

    Attributes
    ----------
    table, shape, title
        The recipe's record of it, where it stands, and the text that told it.
    fits
        The measure of each column; or of each row, where ``labels`` name the measures.
    labels
        The rows' labels, where measures stand down the side.
    """

    table: TableRecipe
    shape: Shape
    title: str
    fits: Mapping[int, Fit]
    labels: RowLabels | None = None

    @property
    def is_titled(self) -> bool:
        """Whether the title alone says what the figures are of."""
        return self.labels is None and all(_says_nothing(self.shape, c) for c in self.fits)

    @property
    def axis(self) -> object:
        """What its numbers count: the columns, or the rows, of the same part of a table."""
        return self.labels is None, self.shape.block.rows

    @property
    def score(self) -> float:
        """How well the table fits: the sum of how well its headings do."""
        return sum(fit.score for fit in self.fits.values())

    def columns_of(self, row: int) -> dict[int, Column]:
        """Give the columns of figures of a row, and what they are figures of."""
        if self.labels is None:
            return {number: fit.column for number, fit in self.fits.items()}
        fit = self.fits.get(row)
        return dict.fromkeys(self.labels.across, fit.column) if fit else {}

    @property
    def texts(self) -> dict[int, str]:
        """What each column says of what it is of, or each row."""
        if self.labels is not None:
            return self.labels.texts
        return {c: self.shape.measure_text(c) for c in self.shape.value_columns}

    def place(self, number: int) -> tuple[int, int]:
        """Give the cell of the heading of a column, or of the label of a row."""
        block = self.shape.block
        if self.labels is None:
            return block.heading_row(number), number
        columns = (c for c in range(block.width) if text_of(block.value(number, c)))
        return number, next(columns, 0)


def match(table: TableRecipe, shape: Shape, units: Mapping[str, str]) -> Match | None:
    """Match a table with a recipe; None where its title or its kind of area differs."""
    title = title_of(table, shape.block)
    if title is None:
        return None
    if table.areas != "either" and shape.has_areas != (table.areas == "councils"):
        return None
    fitter = Fitter(table, units)
    columns = {} if table.value else _by_heading(fitter, shape)
    if columns:
        return Match(
            table, shape, title, _only_best(columns | _titled(fitter, shape, title), shape)
        )
    labels = RowLabels(shape, _across(table, shape))
    rows = _by_row(fitter, labels) if labels.across else {}
    if rows:
        return Match(table, shape, title, rows, labels)
    is_single = not table.value and len(labels.with_figures) <= 1
    by_title = _titled(fitter, shape, title) if shape.has_areas or is_single else {}
    return Match(table, shape, title, _only_best(by_title, shape))


def _by_heading(fitter: Fitter, shape: Shape) -> dict[int, Fit]:
    """Find the measures in the header."""
    columns = _without_labels(shape)
    fits = {column: fitter.best(shape.measure_text(column)) for column in columns}
    return {column: fit for column, fit in fits.items() if fit}


def _without_labels(shape: Shape) -> list[int]:
    """Give the columns that may be of measures: not those of words, left of all figures."""
    figures = [c for c in shape.value_columns if any(map(is_figure, shape.counts(c)))]
    first = min(figures, default=0)
    return [c for c in shape.value_columns if c >= first or not shape.counts(c)]


def _titled(fitter: Fitter, shape: Shape, title: str) -> dict[int, Fit]:
    """Give the measure that the title names to the columns whose heading names none."""
    found = {}
    for column in shape.value_columns:
        if _says_nothing(shape, column):
            heading = shape.measure_text(column)
            texts = (title, *reversed(shape.block.title), *shape.block.listed)
            fits = (fitter.best_under(heading, without_years(text)) for text in texts)
            fit = next((fit for fit in fits if fit), None)
            found.update({column: fit} if fit else {})
    return found


def _says_nothing(shape: Shape, column: int) -> bool:
    """Whether a heading is a year or an area alone, or no more than “Number” or “Rate”."""
    text = shape.measure_text(column)
    is_under = column in shape.periods_across or column in shape.areas_across
    is_across = bool(shape.periods_across or shape.areas_across)
    return says_a_unit_alone(text) and (is_under or (bool(text) and not is_across))


def _only_best(found: Mapping[int, Fit], shape: Shape) -> dict[int, Fit]:
    """Of several columns for one measure (and one year or area), keep the best."""
    places = {n: _place(n, fit.column, shape) for n, fit in found.items()}
    best: dict[Where, float] = {}
    for number, fit in found.items():
        best[places[number]] = max(fit.score, best.get(places[number], 0.0))
    return {n: fit for n, fit in found.items() if fit.score == best[places[n]]}


def _place(number: int, column: Column, shape: Shape) -> Where:
    area = shape.areas_across.get(number)
    return column.id, shape.periods_across.get(number, ""), area.code if area else ""


def place_of(number: int, column: Column, found: Match) -> Where:
    """Give what a column, or a row, would be of if it were of a measure."""
    return (column.id, "", "") if found.labels else _place(number, column, found.shape)


def _across(table: TableRecipe, shape: Shape) -> list[int]:
    """Give the columns of figures of a table whose rows are called by what they count."""
    if table.value:
        return [c for c in shape.value_columns if is_same(shape.measure_text(c), table.value)]
    return [c for c in shape.value_columns if c in shape.periods_across]


def _by_row(fitter: Fitter, labels: RowLabels) -> dict[int, Fit]:
    """Find the measures in the labels of rows. Of several rows for one measure, the best."""
    found = {row: fit for row in labels.texts if (fit := labels.best(row, fitter))}
    if labels.shape.area_columns:
        return found
    best: dict[str, float] = {}
    for fit in found.values():
        best[fit.column.id] = max(fit.score, best.get(fit.column.id, 0.0))
    return {row: fit for row, fit in found.items() if fit.score == best[fit.column.id]}


def shared_out(matches: Sequence[Match]) -> list[Match]:
    """Give each column, each row and each measure to the table recipe that fits it best."""
    lines: dict[tuple[object, int], float] = {}
    measures: dict[str, float] = {}
    for one in matches:
        for number, fit in one.fits.items():
            line = (one.axis, number)
            lines[line] = max(fit.score, lines.get(line, 0.0))
            measures[fit.column.id] = max(fit.score, measures.get(fit.column.id, 0.0))
    kept, taken = [], set()
    for one in sorted(matches, key=lambda m: -m.score):
        axis = one.axis
        fits = {
            number: fit
            for number, fit in one.fits.items()
            if fit.score == lines[axis, number] == measures[fit.column.id]
            and (axis, number) not in taken
        }
        taken |= {(axis, number) for number in fits}
        kept.append(replace(one, fits=fits))
    return kept
