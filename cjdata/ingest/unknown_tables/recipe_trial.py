"""Tries out a recipe that was made by pointing: what it reads, and what stands in its way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjdata.errors import CjdataError, Mistake
from cjdata.ingest.edition_dates import NOTHING_SAID, StatedEdition
from cjdata.ingest.figures_read import ReadFigure, ReadWorkbook
from cjdata.ingest.recipes.recipe import Recipe, TableRecipe
from cjdata.ingest.recognise_publication import IdentifyingTexts
from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue


@dataclass(frozen=True)
class RecipeTrial:
    """What a recipe reads in a workbook: nothing, where ``read`` is None."""

    read: ReadWorkbook | None
    remarks: tuple[Remark, ...]

    @property
    def asks_about(self) -> tuple[str, ...]:
        """The words that nothing explains."""
        said = (r.question.says for r in self.remarks if r.question and r.question.asks == "words")
        return tuple(dict.fromkeys(said))

    @property
    def unknown_symbols(self) -> tuple[str, ...]:
        """The texts among the figures that are not understood."""
        said = (re.match("“(.+?)”", r.found) for r in self.remarks if r.kind == "not understood")
        return tuple(dict.fromkeys(found[1] for found in said if found))


def with_table(recipe: Recipe, further: Recipe) -> Recipe:
    """Add the table of one recipe to another, for a workbook with several.

    Raises
    ------
    CjdataError
        When one is of financial years and the other of calendar years.
    """
    if recipe.period != further.period:
        raise CjdataError(
            Mistake(
                "the table",
                "its years are of another kind than those of the tables before",
                "Put the recipe away, and point at this table alone.",
            )
        )
    symbols = {**recipe.symbols, **further.symbols}
    return recipe.model_copy(update={"table": recipe.table + further.table, "symbols": symbols})


def added_to(recipe: Recipe, further: Recipe) -> Recipe:
    """Give a recipe as it will be when a further one, made by pointing, adds its tables.

    Raises
    ------
    CjdataError
        When one is of financial years and the other of calendar years.
    """
    whole = with_table(recipe, further)
    return whole.model_copy(update={"symbols": {**further.symbols, **recipe.symbols}})


def of_table(trial: RecipeTrial, before: ReadWorkbook, table: TableRecipe) -> RecipeTrial:
    """Give of a trial what one table alone reads; nothing where others' figures are lost with it.

    ``before`` is what is read without it.
    """
    if trial.read is None:
        return trial
    tables = tuple(one for one in trial.read.tables if one.recipe == table)
    now = {datum.key for datum in trial.read.data}
    lost = [datum for datum in before.data if datum.key not in now]
    sheets = {one.sheet for one in tables}
    remarks = tuple(
        remark
        for remark in trial.remarks
        if remark not in before.remarks
        or (remark.sheet in sheets and remark.level in ("error", "question"))
    )
    if lost:
        return RecipeTrial(None, (_already(before, lost), *remarks))
    if not tables and not remarks:
        return RecipeTrial(None, (_already(before),))
    return RecipeTrial(replace(trial.read, tables=tables) if tables else None, remarks)


def _already(before: ReadWorkbook, lost: Sequence[ReadFigure] = ()) -> Remark:
    """Say that the figures pointed at are read without that."""
    found = (
        f"with this table, {len(lost):,} figures that are read without it would be read no more"
        if lost
        else f"“{before.recipe.title}” reads nothing more with this table than without it"
    )
    return Remark(
        "error",
        "read already",
        before.book.name,
        lost[0].sheet if lost else "",
        lost[0].cell if lost else "",
        found,
        "a table, or a heading, that nothing is read from yet",
        "Choose another table, or leave out the measures that are read already.",
    )


def try_out(
    book: SourceWorkbook,
    recipe: Recipe,
    areas: Areas,
    catalogue: Catalogue,
    said: StatedEdition = NOTHING_SAID,
) -> RecipeTrial:
    """Read a workbook by one recipe alone, to look at what comes of it.

    Nothing is read where the workbook does not say the words by which it is to be known.
    """
    if not IdentifyingTexts(book, areas).names(recipe):
        return RecipeTrial(None, (_not_named(book, recipe),))
    try:
        read = Reader((recipe,), areas, catalogue, said).read(book)
    except LoadRefused as refusal:
        return RecipeTrial(None, refusal.remarks)
    return RecipeTrial(read if read.data else None, read.remarks)


def _not_named(book: SourceWorkbook, recipe: Recipe) -> Remark:
    return Remark(
        "error",
        "publication not named",
        book.name,
        "",
        "",
        f"nothing in the file says “{recipe.workbook[0]}”"
        + (f", or its cover names another part than {recipe.part}" if recipe.part else ""),
        "words on the cover, in a title or in the file’s name",
        "Choose other words, or the right publication.",
    )
