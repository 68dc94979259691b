"""Checks the header of a table that a recipe knows, and what its rows are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.ingest.cells.cell_texts import is_figure, is_number, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.rows.measure_row_labels import RowLabels
from cjdata.ingest.rows.total_rows import SPLITTING, is_whole, says_total
from cjdata.ingest.spreadsheets.source_workbook import Place, Value, cell_name
from cjdata.ingest.tables.label_checks import LabelChecks
from cjdata.ingest.tables.measure_fit import MeasureFitter
from cjdata.ingest.tables.missing_measures import MissingMeasures
from cjdata.ingest.tables.phrase_matching import heading, is_same
from cjdata.ingest.tables.table_matching import TableMatch, place_of
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.reference.catalogue import Measure

_SHIFTED = "Check whether cells were shifted, and write the heading."


def check_header(
    shape: TableShape,
    matches: Sequence[TableMatch],
    measures: Mapping[str, Measure],
    notes: GroupedRemarks,
) -> None:
    """Take down all that is wrong with the header of a table.

    ``matches`` are those of the recipes' tables that know its title; together they say which
    measures were found.
    """
    if any(one.fits for one in matches):
        LabelChecks(shape, matches, notes).check()
        _check_headings(shape, matches, notes)
        _check_parts(shape, notes)
        _check_years(shape, notes)
        _check_unvalued(shape, notes)
    for one in matches:
        _check_twice(one, notes)
        _check_total(one, one.fitter(measures), notes)
        MissingMeasures(one, matches, one.fitter(measures), notes).check()
    for labels in [one.labels for one in matches if one.labels][:1]:
        _check_labels(labels, notes)


def _check_unvalued(shape: TableShape, notes: GroupedRemarks) -> None:
    """Refuse a text over the table that a formula should give, and never did."""
    block = shape.block
    above = {*block.above, *block.header_rows}
    for place in sorted(place for place in block.sheet.unvalued if place[0] in above):
        notes.error(
            "formula without a value",
            place,
            "a formula over the table that has never been calculated",
            "its result, which may say what the figures are of",
            "Open the file in a spreadsheet program, save it, and load it again.",
        )


def _check_years(shape: TableShape, notes: GroupedRemarks) -> None:
    """Take down that two rows of the header say different years, and the title says which is right.

    Where it does not, that is asked.
    """
    against = shape.year_rows.against
    if against and shape.year_rows.is_titled:
        place, year = next(iter(against.items()))
        kept = shape.year_rows.years[place[1]]
        notes.warning(
            "two years over a column",
            place,
            f"{year} over a column of {kept}, as another row of the header has it; so in "
            f"{len(against)} columns",
            "one year over each column",
            f"Say yes if the figures are of {kept}: the publication prints a row of years twice.",
        )


def _check_headings(
    shape: TableShape, matches: Sequence[TableMatch], notes: GroupedRemarks
) -> None:
    """Take down columns of numbers with no heading, or with a number in place of one."""
    labels = {column for one in matches if one.labels for column in one.labels.columns}
    headed = [c for c in shape.value_columns if _has_heading(shape, c)]
    numbers = [c for c in headed if c not in shape.periods_across and is_number(_heading(shape, c))]
    is_series = len(numbers) * 4 > len(headed)  # such as single years of age
    for column in shape.value_columns:
        row = _row_of_numbers(shape, column, headed)
        if column in labels or row is None:
            continue
        if column not in headed:
            found = f"“{text_of(shape.block.value(row, column))}” in a column with no heading"
            expected = "a heading over every column of figures"
            notes.error("figures without a heading", (row, column), found, expected, _SHIFTED)
        elif column in numbers and not is_series:
            found = f"“{text_of(_heading(shape, column))}” in place of a heading"
            place = (shape.block.heading_row(column), column)
            notes.error("no heading", place, found, "a heading in words", _SHIFTED)


def _has_heading(shape: TableShape, column: int) -> bool:
    """Whether a column has a heading of its own, and not only a label over several columns."""
    block, row = shape.block, shape.block.header_rows[-1]
    if text_of(block.value(row, column)) or not block.headings[column]:
        return bool(block.headings[column])
    above = [r for r in block.header_rows if text_of(block.sheet.at(r, column))]
    return any(not _is_wide(shape, r, column) for r in above)


def _is_wide(shape: TableShape, row: int, column: int) -> bool:
    """Whether a cell is merged with the one to its right."""
    return shape.block.sheet.first(row, column + 1) == (row, column)


def _heading(shape: TableShape, column: int) -> Value:
    return shape.block.value(shape.block.heading_row(column), column)


def _row_of_numbers(shape: TableShape, column: int, headed: Sequence[int]) -> int | None:
    """Give the first row with a number in a column and a figure in one with a heading."""
    for row in shape.rows:
        if is_number(shape.block.value(row, column)) and any(
            is_figure(shape.block.value(row, c)) for c in headed
        ):
            return row
    return None


def _check_parts(shape: TableShape, notes: GroupedRemarks) -> None:
    """Take down a column such as “Gender” that has no row for everyone."""
    for column in shape.value_columns:
        texts = [text_of(value) for value in shape.counts(column)]
        is_split = is_same(shape.block.headings[column], SPLITTING)
        if is_split and texts and not any(map(is_whole, texts)) and not any(map(is_figure, texts)):
            notes.error(
                "parts without a whole",
                (shape.block.heading_row(column), column),
                f"a column “{shape.block.names[column]}” with “{texts[0]}” and no row for all",
                "rows for all people, such as “All” or “Total”",
                "Load the table that has them.",
            )


def _check_twice(one: TableMatch, notes: GroupedRemarks) -> None:
    """Take down two columns, or two rows, that are of the same measure, year and area."""
    keys: list[tuple[object, Place, str]] = []
    if one.labels is None or not one.shape.area_columns:
        keys += [
            (place_of(n, fit.column, one), one.place(n), one.texts[n] or one.title)
            for n, fit in one.fits.items()
        ]
    keys += _same_headings(one)
    block = one.shape.block
    for column in one.labels.across if one.labels else ():
        year = one.shape.periods_across.get(column, "")
        keys.append((year, (block.heading_row(column), column), block.names[column]))
    first: dict[object, Place] = {}
    for key, place, text in keys:
        if first.setdefault(key, place) != place:
            notes.error(
                "heading twice",
                place,
                f"“{text}” a second time (the first is {cell_name(*first[key])})",
                "one column or row for each measure and year",
                "Take out the one that is not wanted.",
            )


def _check_total(one: TableMatch, fitter: MeasureFitter, notes: GroupedRemarks) -> None:
    """Take down a measure of which several columns are parts, and none is the total."""
    if one.labels is not None:
        return
    texts, told = one.texts, set()
    for number, fit in one.fits.items():
        text, place = texts[number], place_of(number, fit.column, one)
        if fit.score == 1 or says_total(text) or not text or place in told:
            continue
        others = [
            other
            for other in one.shape.value_columns
            if other != number
            and place_of(other, fit.column, one) == place
            and fitter.fit(fit.column, texts[other])
            and one.shape.has_numbers(other)
        ]
        if others:
            told.add(place)
            seen = [f"“{texts[n]}”" for n in sorted((number, *others))]
            notes.error(
                "parts without a whole",
                one.place(number),
                f"{len(seen)} columns of “{fit.column.headings[0]}”, each with further words: "
                f"{', '.join(seen)}",
                "one column for the total",
                "Load the table that has the total. If one of them is it, add its whole heading "
                "to the recipe.",
            )


def _same_headings(one: TableMatch) -> list[tuple[object, Place, str]]:
    """Give the columns of numbers that are headed like a measure's, where one has no group."""
    shape, names = one.shape, one.shape.block.names
    others = [c for c in shape.value_columns if c not in one.fits] if one.labels is None else []
    found: list[tuple[object, Place, str]] = []
    for column in (c for c in others if any(map(is_number, shape.counts(c)))):
        for number, fit in one.fits.items():
            place = place_of(number, fit.column, one)
            is_there = place_of(column, fit.column, one) == place
            has_no_group = heading(names[column]) in (one.texts[column], one.texts[number])
            if is_there and has_no_group and is_same(names[column], (names[number],)):
                found.append((place, one.place(column), names[column]))
    return found


def _check_labels(labels: RowLabels, notes: GroupedRemarks) -> None:
    """Take down rows of figures that are called nothing."""
    for row in labels.with_figures:
        if not labels.texts[row]:
            notes.error(
                "figures without a label",
                (row, labels.across[0]),
                "figures in a row with no name",
                "what they count, in the first column",
                "Compare with the publication; cells may have been shifted.",
            )
