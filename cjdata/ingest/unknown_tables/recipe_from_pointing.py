"""Makes a recipe of what a person pointed at in a workbook that no recipe knew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cjdata.errors import CjdataError, Mistake
from cjdata.ingest.labels.written_years import Period
from cjdata.ingest.recipes.recipe import (
    AREA_HEADINGS,
    YEAR_HEADINGS,
    MeasureColumn,
    Recipe,
    TableRecipe,
)
from cjdata.ingest.tables.phrase_matching import is_same, words

OWN = "own-"
"""What the names of recipes that were made by pointing begin with."""


@dataclass(frozen=True)
class PointedTable:
    """What a person said of a workbook and of one of its tables.

    Attributes
    ----------
    name
        What the recipe is to be called.
    publication
        The catalogue's record of the publication.
    workbook, title
        Words by which the workbook and the table are known again. A table may have none.
    unless
        Words that the titles of other tables have, and this one has not.
    area, year
        The headings of these columns; empty where they stand across, or there are none.
    has_areas
        Whether the table names councils; otherwise it is of Scotland.
    is_across
        Whether years or councils stand side by side in the headings.
    measures
        The measure of each heading, of each row, or of the title.
    symbols
        What symbols mean that are not known: a status, or “nil”.
    part
        What follows the year in the name of an edition.
    table
        What the table is to be called: its figures' source is named so. By its title, if empty.
    leave_out
        Names in the columns of areas and years that are neither, and are passed over.
    block
        The label row that the table's rows stand under.
    scale
        By how much figures are multiplied.
    harmless
        Words that the table says besides, and that change nothing.
    value, kind
        In tables with one value a row: the heading of the column of values, and that of the
        column whose texts are the ``measures``; empty where all rows are of one.
    where
        What such rows must say in other columns, by the columns' headings.
    adds_to
        The recipe that the table is added to; empty for a recipe of its own.
    """

    name: str
    publication: str
    workbook: str
    title: str
    measures: Mapping[str, str]
    area: str = ""
    year: str = ""
    has_areas: bool = True
    is_across: bool = False
    unless: tuple[str, ...] = ()
    period: Period = "financial_year"
    symbols: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    table: str = ""
    leave_out: tuple[str, ...] = ()
    block: str = ""
    scale: int = 1
    harmless: tuple[str, ...] = ()
    value: str = ""
    kind: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    adds_to: str = ""


def recipe_of(pointed: PointedTable) -> Recipe:
    """Make the recipe.

    Raises
    ------
    CjdataError
        With everything that is missing, or cannot be told apart.
    """
    findings = list(_mistakes(pointed))
    if findings:
        raise CjdataError(findings)
    table = TableRecipe(
        name=pointed.table.strip() or pointed.title.strip() or pointed.name.strip(),
        titles=(pointed.title,) if pointed.title.strip() else (),
        unless=pointed.unless,
        areas="councils" if pointed.has_areas else "scotland",
        column=tuple(_columns(pointed)),
        value=(pointed.value,) if pointed.value else (),
        harmless=pointed.harmless,
        block=(pointed.block,) if pointed.block else (),
        leave_out=pointed.leave_out,
        scale=pointed.scale,
        by_hand=bool(pointed.adds_to),
        **_headings(pointed),
    )
    return Recipe(
        id=OWN + _slug(pointed.name),
        title=pointed.name,
        publication=pointed.publication,
        workbook=(pointed.workbook,),
        part=pointed.part,
        period=pointed.period,
        symbols=dict(pointed.symbols),
        table=(table,),
        own=True,
        adds_to=pointed.adds_to,
    )


def _columns(pointed: PointedTable) -> Iterable[MeasureColumn]:
    """Give each measure with the headings it is under, or with what its rows must say."""
    phrases: dict[str, list[str]] = {}
    for text, measure in pointed.measures.items():
        phrases.setdefault(measure, []).append(text)
    for measure, texts in phrases.items():
        if pointed.value:
            own = {pointed.kind: texts[0]} if pointed.kind else {}
            yield MeasureColumn(id=measure, where={**own, **pointed.where})
        else:
            yield MeasureColumn(id=measure, headings=tuple(texts))


def _headings(pointed: PointedTable) -> dict[str, tuple[str, ...]]:
    """Give the headings of the area's and the year's column where they are unusual ones.

    A header is found by them. Where neither column has one, the first measure's does instead:
    which column names areas is seen from what stands in it.
    """
    area, year = _telling(pointed.area), _telling(pointed.year)
    if pointed.has_areas and not (area or year or pointed.is_across):
        area = next(iter(pointed.measures))
    found: dict[str, tuple[str, ...]] = {}
    if area and not is_same(area, AREA_HEADINGS):
        found["area_headings"] = (area, *AREA_HEADINGS)
    if year and not is_same(year, YEAR_HEADINGS):
        found["year_headings"] = (year, *YEAR_HEADINGS)
    return found


def _telling(heading: str) -> str:
    """Take off a heading what tells nothing; the rest may be nothing."""
    bare = " ".join(
        re.sub(r"\b(?:names?|codes?|descriptions?)\b", " ", heading, flags=re.IGNORECASE).split()
    )
    return bare.strip(" ()-") if words(bare) else ""


def _mistakes(pointed: PointedTable) -> Iterable[Mistake]:
    if not _slug(pointed.name):
        yield Mistake("the recipe", "it has no name", "Give it a name with letters.")
    if not words(pointed.workbook):
        yield Mistake(
            "the words that tell the workbook",
            "there are none" if not pointed.workbook.strip() else "they say too little",
            "Give words that stand on its cover, in a title or in its file’s name.",
        )
    if pointed.title.strip() and not words(pointed.title):
        yield Mistake("the words of the title", "they say too little", "Give more, or none at all.")
    if not pointed.measures:
        yield Mistake(
            "the table", "no measure is chosen", "Choose one for at least one of its headings."
        )
    if pointed.value and not pointed.kind and not pointed.where:
        yield Mistake(
            "the rows to read",
            "nothing says which they are",
            "Choose what a row must say in at least one column.",
        )
    chosen = list(pointed.measures.values())
    for measure in dict.fromkeys(m for m in chosen if chosen.count(m) > 1):
        texts = [f"“{text}”" for text, m in pointed.measures.items() if m == measure]
        yield Mistake(
            "the table",
            f"one measure ({measure}) is chosen for {' and '.join(texts)}",
            "Choose it for one of them, and leave the others out.",
        )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-")
