"""Makes a recipe of what a person pointed at in a workbook that no recipe knew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cjdata.areas import Areas
from cjdata.catalogue import Catalogue
from cjdata.errors import CjdataError, Finding
from cjdata.ingest.book import Book
from cjdata.ingest.headings import is_same, words
from cjdata.ingest.issues import NOTHING_SAID, Said
from cjdata.ingest.reading import BookRead, Reader
from cjdata.ingest.recipes import AREA_HEADINGS, YEAR_HEADINGS, Column, Recipe, TableRecipe
from cjdata.ingest.recognition import Front
from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.years import Period

OWN = "own-"
"""What the names of recipes that were made by pointing begin with."""


@dataclass(frozen=True)
class Pointed:
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


def recipe_of(pointed: Pointed) -> Recipe:
    """Make the recipe.

    Raises
    ------
    CjdataError
        With everything that is missing, or cannot be told apart.
    """
    findings = list(_mistakes(pointed))
    if findings:
        raise CjdataError(findings)
    phrases: dict[str, list[str]] = {}
    for text, measure in pointed.measures.items():
        phrases.setdefault(measure, []).append(text)
    table = TableRecipe(
        name=pointed.title.strip() or pointed.name.strip(),
        titles=(pointed.title,) if pointed.title.strip() else (),
        unless=pointed.unless,
        areas="councils" if pointed.has_areas else "scotland",
        column=tuple(Column(id=m, headings=tuple(texts)) for m, texts in phrases.items()),
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
    )


def _headings(pointed: Pointed) -> dict[str, tuple[str, ...]]:
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


def _mistakes(pointed: Pointed) -> Iterable[Finding]:
    if not _slug(pointed.name):
        yield Finding("the recipe", "it has no name", "Give it a name with letters.")
    if not words(pointed.workbook):
        yield Finding(
            "the words that tell the workbook",
            "there are none" if not pointed.workbook.strip() else "they say too little",
            "Give words that stand on its cover, in a title or in its file’s name.",
        )
    if pointed.title.strip() and not words(pointed.title):
        yield Finding("the words of the title", "they say too little", "Give more, or none at all.")
    if not pointed.measures:
        yield Finding(
            "the table", "no measure is chosen", "Choose one for at least one of its headings."
        )
    chosen = list(pointed.measures.values())
    for measure in dict.fromkeys(m for m in chosen if chosen.count(m) > 1):
        texts = [f"“{text}”" for text, m in pointed.measures.items() if m == measure]
        yield Finding(
            "the table",
            f"one measure ({measure}) is chosen for {' and '.join(texts)}",
            "Choose it for one of them, and leave the others out.",
        )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-")


@dataclass(frozen=True)
class Trial:
    """What a recipe reads in a workbook: nothing, where ``read`` is None."""

    read: BookRead | None
    remarks: tuple[Remark, ...]

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
            Finding(
                "the table",
                "its years are of another kind than those of the tables before",
                "Put the recipe away, and point at this table alone.",
            )
        )
    symbols = {**recipe.symbols, **further.symbols}
    return recipe.model_copy(update={"table": recipe.table + further.table, "symbols": symbols})


def try_out(
    book: Book, recipe: Recipe, areas: Areas, catalogue: Catalogue, said: Said = NOTHING_SAID
) -> Trial:
    """Read a workbook by one recipe alone, to look at what comes of it.

    Nothing is read where the workbook does not say the words by which it is to be known.
    """
    if not Front(book).names(recipe):
        return Trial(None, (_not_named(book, recipe),))
    try:
        read = Reader((recipe,), areas, catalogue, said).read(book)
    except LoadRefused as refusal:
        return Trial(None, refusal.remarks)
    return Trial(read if read.data else None, read.remarks)


def _not_named(book: Book, recipe: Recipe) -> Remark:
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
