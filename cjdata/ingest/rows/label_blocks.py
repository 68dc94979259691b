"""Gives the part of a table below a label row: the years of one kind of sentence, say.

A table may have one header and, below it, several blocks of the same rows, each under a label::

    Index disposal           Number of offenders   Reconviction rate
    Community Payback Order
    2016-17                  6,005                 29.5
    2017-18                  5,998                 28.3
    Monetary
    2016-17                  9,110                 21.0

"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.recipes.recipe import TableRecipe
from cjdata.ingest.tables.measure_fit import title_of
from cjdata.ingest.tables.phrase_matching import likeness
from cjdata.ingest.tables.table_shape import TableShape


def under_label(shape: TableShape, phrases: Sequence[str]) -> TableShape | None:
    """Give the part of a table below the label that fits best; None where none does, or several.

    It reaches to the next label, or to the end.
    """
    labels = label_rows(shape)
    scores = {row: likeness(text, phrases) for row, text in labels.items()}
    most = max(scores.values(), default=0.0)
    best = [row for row, score in scores.items() if score == most]
    if not most or len(best) > 1:
        return None
    end = next((row for row in labels if row > best[0]), shape.block.rows[-1] + 1)
    return TableShape(replace(shape.block, rows=range(best[0] + 1, end)), shape.finder)


def check_blocks(shape: TableShape, tables: Iterable[TableRecipe], notes: GroupedRemarks) -> None:
    """Take down that a recipe needs a block below a label, and that there is none, or several."""
    for table in tables:
        is_here = bool(table.block) and title_of(table, shape.block) is not None
        if is_here and under_label(shape, table.block) is None:
            seen = ", ".join(f"“{text[:40]}”" for text in dict.fromkeys(label_rows(shape).values()))
            is_needed = any(column.required for column in table.column)
            tell = notes.error if is_needed else notes.warning
            tell(
                "block not found",
                (shape.block.header_rows[-1], 0),
                f"no one label row with the words “{table.block[0]}”; labels: {seen or 'none'}",
                f"one that “{table.name}” stands under",
                "Compare with the publication; if it uses other words, add them to the recipe."
                + ("" if is_needed else " If it has none, say yes."),
            )


def label_rows(shape: TableShape) -> Mapping[int, str]:
    """Give the rows that say one thing alone, which is no figure, no year and no area."""
    sheet, finder = shape.block.sheet, shape.finder
    found = {}
    for row in shape.rows:
        values = {value for value in set(sheet.rows[row]) if text_of(value)}
        if len(values) == 1:
            [value] = values
            if not (is_figure(value) or finder.year(value) or finder.area(value)):
                found[row] = text_of(value)
    return found


def labels_over(rows: Mapping[int, bool], below: int) -> list[int]:
    """Give the label rows over a row, from the top; the last of them is the nearest.

    ``rows`` says of every row with a text whether it has figures. A label right above another one
    stands over that, and over all that follow, down to the next such pair.

    >>> labels_over({1: False, 2: False, 3: True, 4: False, 5: True}, 5)
    [1, 4]
    """
    runs: list[list[int]] = [[]]
    for row, has_figures in rows.items():
        if row >= below:
            break
        runs = [*runs, []] if has_figures and runs[-1] else runs
        runs[-1] += [] if has_figures else [row]
    named = [run for run in runs if run]
    nearest = named[-1] if named else []
    outer = next((run[:-1] for run in reversed(named) if len(run) > 1), [])
    return nearest if len(nearest) > 1 else [*outer, *nearest]
