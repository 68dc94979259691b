"""Makes a recipe of what a person pointed at in a workbook that no recipe knew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cjdata.areas import Areas
from cjdata.catalogue import Catalogue, Measure
from cjdata.errors import CjdataError, Finding
from cjdata.ingest.book import Book
from cjdata.ingest.cells import text_of
from cjdata.ingest.headings import holds, is_same, words
from cjdata.ingest.reading import BookRead, Reader
from cjdata.ingest.recipes import AREA_HEADINGS, YEAR_HEADINGS, Column, Recipe, TableRecipe
from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.sketch import Seen, lasting_words
from cjdata.ingest.years import Period

OWN = "own-"
"""What the names of recipes that were made by pointing begin with."""

_MOST_UNLESS = 8
_SMALL_WORDS = ("with", "from", "into", "each", "their", "which", "that", "been", "were")


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
        found = (r.found for r in self.remarks if r.kind == "not understood")
        return tuple(dict.fromkeys(text.partition("“")[2].partition("”")[0] for text in found))


def try_out(
    book: Book, recipe: Recipe, areas: Areas, catalogue: Catalogue, edition: str = ""
) -> Trial:
    """Read a workbook by one recipe alone, to look at what comes of it."""
    try:
        read = Reader((recipe,), areas, catalogue, edition).read(book)
    except LoadRefused as refusal:
        return Trial(None, refusal.remarks)
    return Trial(read if read.data else None, read.remarks)


def words_of_workbook(book: Book) -> str:
    """Give the words that most likely tell a workbook: the first text in it, or its name."""
    first = (text_of(v) for row in book.sheets[0].rows for v in row if isinstance(v, str))
    text = lasting_words(next((t for t in first if len(t) > 3), ""))
    stem = re.sub(r"\.[A-Za-z]+$", "", book.name).replace("_", " ").replace("-", " ")
    return text if words(text) and len(text) <= 120 else lasting_words(stem)


def words_of_others(title: str, others: Sequence[Seen]) -> tuple[str, ...]:
    """Give words of other tables’ titles that hold all words of this one, and more."""
    own = words(title)
    found: dict[str, None] = {}
    for seen in others:
        text = lasting_words(seen.title)
        if own and holds(text, title):
            extra = [w for w in re.findall(r"[a-z]{4,}", text.casefold()) if not words(w) <= own]
            found.update(dict.fromkeys([w for w in extra if w not in _SMALL_WORDS][:1]))
    return tuple(found)[:_MOST_UNLESS]


def likely_measures(texts: Sequence[str], title: str, catalogue: Catalogue) -> dict[str, str]:
    """Guess which measures headings stand for: few, since a wrong guess may go unseen.

    A heading must say nothing that the measure's name does not say, and heading and title
    together everything that it says. A measure is given once.
    """
    found: dict[str, str] = {}
    for text in texts:
        fitting = [m for m in catalogue.measures.values() if _is_likely(text, title, m)]
        best = max(fitting, key=lambda m: len(words(m.name)), default=None)
        if best and best.id not in found.values():
            found[text] = best.id
    return found


def _is_likely(text: str, title: str, measure: Measure) -> bool:
    given, above = words(text) - _SAYS_NOTHING, words(lasting_words(title))
    own = words(measure.name) - _SAYS_NOTHING
    is_share = "percent" in given | above and "number" not in title.casefold()
    return (
        measure.form == "number"
        and not is_share
        and measure.role != "local"
        and given <= own <= given | above
    )


_SAYS_NOTHING = words("total by local authority council area and")
