"""Refuses what would be dropped: other years of a table, and areas with no heading over them."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.rows.label_rows import texts_behind
from cjdata.ingest.tables.known_tables import TableOnSheet
from cjdata.ingest.tables.table_shape import TableShape


def check_further(
    place: TableOnSheet, places: Sequence[TableOnSheet], notes: GroupedRemarks
) -> None:
    """Take down a table that is not read although it seems to go on with one that is.

    It repeats the headings of one above it on the sheet, with other years: a text stands between
    the two that may be a note, or a title that is not understood.
    """
    if place.found or place.tidy:
        return
    read = [one for one in places if one.found and one.sheet is place.sheet]
    for above in read:
        is_above = above.shape.block.header_rows < place.shape.block.header_rows
        if is_above and _goes_on(above.shape, place.shape):
            _take_down(place, above, notes)
            return


def _goes_on(above: TableShape, below: TableShape) -> bool:
    """Whether a table has the headings of another, and other years."""
    years = [set(shape.periods_across.values()) for shape in (above, below)]
    headings = [
        {"" if above.finder.year(text) else text for text in shape.block.headings}
        for shape in (above, below)
    ]
    return all(years) and not years[0] & years[1] and headings[0] == headings[1]


def _take_down(place: TableOnSheet, above: TableOnSheet, notes: GroupedRemarks) -> None:
    sheet, header = place.sheet, place.shape.block.header_rows
    rows = texts_behind(sheet, range(above.shape.block.header_rows[-1] + 1, header[0]))
    texts = [text_of(v) for row in rows for v in sheet.rows[row] if text_of(v)]
    between = f", below “{texts[-1][:80]}”" if texts else ""
    years = sorted(set(place.shape.periods_across.values()))
    notes.error(
        "further part not read",
        (header[-1], 0),
        f"the headings of the table above once more{between}, with {', '.join(years)}",
        "the title of a table that the recipe knows, or nothing but the headings",
        "If these figures belong to the table above, take out what stands between; if not, give "
        "them a title of their own.",
    )


def has_unheaded_areas(shape: TableShape) -> bool:
    """Whether areas stand in a table with figures beside them, and nothing over the figures."""
    if not shape.area_columns:
        return False
    columns = [c for c in shape.value_columns if any(map(is_figure, shape.counts(c)))]
    return bool(columns) and not any(shape.block.headings[c] for c in columns)
