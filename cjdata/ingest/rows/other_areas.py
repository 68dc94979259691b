"""Finds the parts of a table that are of other areas than councils, such as health boards."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.labels.area_codes import is_elsewhere
from cjdata.ingest.labels.areas_in_texts import names_places
from cjdata.ingest.rows.chosen_rows import KINDS_OF_PLACES
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.table_shape import TableShape


def rows_of_other_areas(shape: TableShape) -> frozenset[int]:
    """Give the rows below a label such as “NHS Board areas” that all have codes of such areas.

    A single code among those of councils is none of them: it may be damaged. A column of the kinds
    of areas may say it of each row instead.
    """
    kinds = [c for c in shape.columns if is_same(shape.block.headings[c], KINDS_OF_PLACES)]
    found = [r for r in shape.rows if _is_elsewhere(shape, r) and _says_so(shape, r, kinds)]
    part: list[int] = []
    is_labelled = False
    for row in (*shape.rows, None):
        if row is not None and _has_figures(shape, row):
            part.append(row)
            continue
        if is_labelled and part and all(_is_elsewhere(shape, one) for one in part):
            found += part
        part, is_labelled = [], row is not None and _is_label(shape, row)
    return frozenset(found)


def _has_figures(shape: TableShape, row: int) -> bool:
    return any(is_figure(shape.block.sheet.at(row, column)) for column in shape.value_columns)


def _is_label(shape: TableShape, row: int) -> bool:
    texts = [text_of(shape.block.sheet.at(row, column)) for column in shape.area_columns]
    return any(texts) and not any(map(shape.finder.area, texts))


def _says_so(shape: TableShape, row: int, kinds: Sequence[int]) -> bool:
    return any(names_places(text_of(shape.block.sheet.at(row, column))) for column in kinds)


def _is_elsewhere(shape: TableShape, row: int) -> bool:
    cells = (shape.block.sheet.at(row, column) for column in shape.area_columns)
    return any(is_elsewhere(text_of(value)) for value in cells)
