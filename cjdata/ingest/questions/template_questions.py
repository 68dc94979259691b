"""Asks about what stands in a template of the dashboard besides what the template has itself.

Each figure is typed in a row of its own, so that nothing in it is of somebody else's table; but a
line may be added above it, a column behind it, or a row below: “Figures are for women only”.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.spreadsheets.source_workbook import Place, SourceSheet
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import lines_above, lines_below
from cjdata.ingest.tables.tidy_tables import TidyMatch

_OWN_HEADINGS = ("measure", "unit", "provider", "note")


def typed_asks(one: TidyMatch, recipe: Recipe, file: str) -> Iterator[UnexplainedText]:
    """Ask about every text that the template does not have, and about names that say a part."""
    sheet = one.block.sheet
    for name, what in ((sheet.name, "the sheet’s name"), (file, "the file’s name")):
        others = [a for a in councils_in(name, one.finder.areas) if a is not one.constant]
        if may_limit(name) or others:
            yield UnexplainedText(name, name, None, what)
    own = [words(text) for text in (*recipe.workbook, *one.table.harmless)]
    rows = set(one.block.rows)
    for line in (*lines_above(one.block), *lines_below(one.block)):
        if line.place is None or line.place[0] in rows or words(line.text) in own:
            continue
        is_label = one.finder.is_area_heading(line.text.strip(" :"))
        for place, text in _texts_of(sheet, line.place):
            is_area = one.constant is not None and one.finder.area(text) is one.constant
            if not is_area and not is_label:
                yield UnexplainedText(text, text, place, "a line beside the figures")
    yield from _further(one)


def _texts_of(sheet: SourceSheet, place: Place) -> Iterator[tuple[Place, str]]:
    row = place[0]
    for column, value in enumerate(sheet.rows[row]):
        if column >= place[1] and (text := text_of(value)):
            yield (row, column), text


def _further(one: TidyMatch) -> Iterator[UnexplainedText]:
    """Ask about columns that the template does not have."""
    own = {one.year, one.value}
    own |= {c for heading, c in one.others.items() if is_same(heading, _OWN_HEADINGS)}
    rows = (*one.block.header_rows, *one.block.rows)
    for column in (c for c in range(one.block.width) if c not in own):
        filled = [(r, text_of(one.block.sheet.at(r, column))) for r in rows]
        row, text = next(((r, t) for r, t in reversed(filled) if t), (0, ""))
        if text:
            yield UnexplainedText(
                text, text, (row, column), "a column that the template does not have"
            )
