"""Matches a table with the recipes of tables: which column, or which row, is of which measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.stated_units import StatedUnit, unit_in, unit_of_title
from cjdata.ingest.cells.status_marks import is_mark_alone
from cjdata.ingest.labels.written_years import without_years
from cjdata.ingest.recipes.recipe import MeasureColumn, TableRecipe
from cjdata.ingest.rows.chosen_rows import Said, is_link, said_beside, texts_asked
from cjdata.ingest.rows.measure_row_labels import RowLabels
from cjdata.ingest.rows.total_rows import is_whole, says_total
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.measure_fit import MeasureFit, MeasureFitter, says_no_measure, title_of
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.single_area_and_year import OneYear, one_area, one_year
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.reference.catalogue import Measure

Where = tuple[str, str, str]
"""A measure, and the year and area that stand in the heading of its column, if any do."""


@dataclass(frozen=True)
class TableMatch:
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
    shape: TableShape
    title: str
    fits: Mapping[int, MeasureFit]
    labels: RowLabels | None = None

    def fitter(self, measures: Mapping[str, Measure]) -> MeasureFitter:
        """Give what fits texts of this table to its measures."""
        return MeasureFitter(self.table, measures, unit_above(self.shape, self.title))

    @property
    def block(self) -> FoundTable:
        """The table as it was found."""
        return self.shape.block

    @property
    def finder(self) -> TableFinder:
        """What knows the names of its areas and years."""
        return self.shape.finder

    @cached_property
    def year(self) -> OneYear:
        """The year of the whole table, for what has none in a column or a heading."""
        return one_year(self.title, self.block, self.finder)

    @property
    def chosen_by(self) -> dict[str, Said]:
        """What lines such as “Order Type | Community payback” must say, as the recipe asks."""
        return texts_asked(fit.column for fit in self.fits.values())

    @cached_property
    def said_beside(self) -> dict[int, Said]:
        """What stands in its further columns of words, in the rows that are read."""
        if self.labels is not None:
            return self._said_beside_labels(self.labels)
        return said_beside(self.table, self.shape, {c: f.column for c, f in self.fits.items()})

    def _said_beside_labels(self, labels: RowLabels) -> dict[int, Said]:
        """Give what stands right of the labels of rows, and is no figure."""
        shape = self.shape
        known = {*labels.columns, *labels.across, *shape.area_columns, shape.year_column}
        first = min(labels.across, default=0)
        found = {}
        for column in (c for c in shape.columns if c not in known and c > first):
            values = dict.fromkeys(shape.block.value(row, column) for row in self.fits)
            texts = tuple(t for v in values if (t := text_of(v)) and not is_figure(v))
            said = tuple(t for t in texts if not (is_whole(t) or is_mark_alone(t) or is_link(t)))
            if said:
                found[column] = said
        return found

    @property
    def columns_read(self) -> tuple[MeasureColumn, ...]:
        """The measures that are read."""
        return tuple(fit.column for fit in self.fits.values())

    @property
    def has_areas(self) -> bool:
        """Whether it names the area of each row or column."""
        return self.shape.has_areas

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

    def columns_of(self, row: int) -> dict[int, MeasureColumn]:
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


def unit_above(shape: TableShape, title: str) -> StatedUnit | None:
    """Give the unit of the table as a whole: in a line of its own above it, or in its title."""
    return unit_in(shape.block.unit_text) or unit_of_title(title)


def match(
    table: TableRecipe, shape: TableShape, measures: Mapping[str, Measure]
) -> TableMatch | None:
    """Match a table with a recipe; None where its title or its kind of area differs."""
    title = title_of(table, shape.block)
    if title is None:
        return _match_totals(table, shape, measures)
    if not _has_its_areas(table, shape, title):
        return None
    fitter = MeasureFitter(table, measures, unit_above(shape, title))
    if any(column.where and not column.headings for column in table.column):
        return TableMatch(table, shape, title, _chosen(fitter, shape))
    columns = {} if table.value else _by_heading(fitter, shape)
    if columns:
        return TableMatch(
            table, shape, title, _only_best(columns | _titled(fitter, shape, title), shape)
        )
    labels = RowLabels(shape, _across(table, shape))
    rows = _by_row(fitter, labels) if labels.across else {}
    if rows:
        return TableMatch(table, shape, title, rows, labels)
    is_single = not table.value and len(labels.with_figures) <= 1
    by_title = _titled(fitter, shape, title) if shape.has_areas or is_single else {}
    return TableMatch(table, shape, title, _only_best(by_title, shape))


def _match_totals(
    table: TableRecipe, shape: TableShape, measures: Mapping[str, Measure]
) -> TableMatch | None:
    """Match a table that splits its figures by court or age, say, by its columns of totals.

    A total is the total, whatever else the table has.
    """
    title = title_of(table, shape.block, of_totals=True)
    if title is None or not _has_its_areas(table, shape, title):
        return None
    fitter = MeasureFitter(table, measures, unit_above(shape, title))
    found = _by_heading(fitter, shape)
    totals = {c: fit for c, fit in found.items() if says_total(shape.measure_text(c))}
    return TableMatch(table, shape, title, _only_best(totals, shape)) if totals else None


def _has_its_areas(table: TableRecipe, shape: TableShape, title: str) -> bool:
    """Whether a table has the areas that a recipe wants; one of a single council is of councils."""
    if table.areas == "either" or shape.has_areas == (table.areas == "councils"):
        return True
    if shape.has_areas:
        return _is_all_of_scotland(shape)
    area = one_area(title, shape.block, shape.finder).area
    return area is not None and area.kind == "council"


def _is_all_of_scotland(shape: TableShape) -> bool:
    """Whether every row of figures names Scotland, by its name or code, and nothing else."""
    block, finder = shape.block, shape.finder
    rows = [
        row
        for row in shape.rows
        if any(is_figure(block.value(row, column)) for column in shape.value_columns)
    ]
    named = [finder.area(block.value(row, c)) for row in rows for c in shape.area_columns]
    scotland = finder.areas.scotland
    return not shape.areas_across and bool(named) and all(area is scotland for area in named)


def _by_heading(fitter: MeasureFitter, shape: TableShape) -> dict[int, MeasureFit]:
    """Find the measures in the header."""
    columns = _without_labels(shape)
    fits = {column: fitter.best(shape.measure_text(column)) for column in columns}
    return {column: fit for column, fit in fits.items() if fit}


def _chosen(fitter: MeasureFitter, shape: TableShape) -> dict[int, MeasureFit]:
    """Give the measure that rows were chosen for to the columns whose heading names none."""
    columns = (c for c in shape.value_columns if any(map(is_figure, shape.counts(c))))
    fits = ((c, fitter.chosen(shape.measure_text(c))) for c in columns if _says_nothing(shape, c))
    return {column: fit for column, fit in fits if fit}


def _without_labels(shape: TableShape) -> list[int]:
    """Give the columns that may be of measures: not those of words, left of all figures."""
    figures = [c for c in shape.value_columns if any(map(is_figure, shape.counts(c)))]
    first = min(figures, default=0)
    return [c for c in shape.value_columns if c >= first or not shape.counts(c)]


def _titled(fitter: MeasureFitter, shape: TableShape, title: str) -> dict[int, MeasureFit]:
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


def _says_nothing(shape: TableShape, column: int) -> bool:
    """Whether a heading is a year or an area alone, or no more than “Number” or “Rate”."""
    text = shape.measure_text(column)
    is_under = column in shape.periods_across or column in shape.areas_across
    is_across = bool(shape.periods_across or shape.areas_across)
    return says_no_measure(text) and (is_under or (bool(text) and not is_across))


def _only_best(found: Mapping[int, MeasureFit], shape: TableShape) -> dict[int, MeasureFit]:
    """Of several columns for one measure (and one year or area), keep the best."""
    places = {n: _place(n, fit.column, shape) for n, fit in found.items()}
    best: dict[Where, float] = {}
    for number, fit in found.items():
        best[places[number]] = max(fit.score, best.get(places[number], 0.0))
    return {n: fit for n, fit in found.items() if fit.score == best[places[n]]}


def _place(number: int, column: MeasureColumn, shape: TableShape) -> Where:
    area = shape.areas_across.get(number)
    return column.id, shape.periods_across.get(number, ""), area.code if area else ""


def place_of(number: int, column: MeasureColumn, found: TableMatch) -> Where:
    """Give what a column, or a row, would be of if it were of a measure."""
    return (column.id, "", "") if found.labels else _place(number, column, found.shape)


def _across(table: TableRecipe, shape: TableShape) -> list[int]:
    """Give the columns of figures of a table whose rows are called by what they count."""
    if table.value:
        return [c for c in shape.value_columns if is_same(shape.measure_text(c), table.value)]
    return [c for c in shape.value_columns if c in shape.periods_across]


def _by_row(fitter: MeasureFitter, labels: RowLabels) -> dict[int, MeasureFit]:
    """Find the measures in the labels of rows. Of several rows for one measure, the best."""
    found = {row: fit for row in labels.texts if (fit := labels.best(row, fitter))}
    if labels.shape.area_columns:
        return found
    best: dict[str, float] = {}
    for fit in found.values():
        best[fit.column.id] = max(fit.score, best.get(fit.column.id, 0.0))
    return {row: fit for row, fit in found.items() if fit.score == best[fit.column.id]}


def shared_out(matches: Sequence[TableMatch]) -> list[TableMatch]:
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
