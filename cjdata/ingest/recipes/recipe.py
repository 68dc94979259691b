"""Recipes: text files that say how a publication's tables are recognised and read.

One TOML file a publication, in ``reference/recipes/``, readable by whoever knows the workbook.
A new layout is a new recipe, not new code. This module holds the shape of a recipe;
``recipe_loading`` reads the files.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cjdata.ingest.labels.written_years import Period

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]
Texts = str | tuple[str, ...]
"""A text, or several of which one must stand there."""

AREA_HEADINGS = (
    "local authority",
    "local authority area",
    "council",
    "council area",
    "area",
    "area name",
    "authority",
    "lead local authority",
    "reference area",
    "feature code",
    "geography",
)
YEAR_HEADINGS = (
    "year",
    "financial year",
    "period",
    "time period",
    "reporting year",
    "reporting period",
    "reference period",
    "date code",
)
BREAKDOWNS = (
    "male",
    "female",
    "men",
    "women",
    "gender",
    "sex",
    "aged",
    "age",
    "under",
    "over",
    "ethnicity",
    "white",
    "employment",
)
"""Words of a column that holds a part of the people or orders, never the whole."""


class RecipePart(BaseModel):
    """A part of a recipe: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureColumn(RecipePart):
    """How a measure is recognised.

    Attributes
    ----------
    id
        The measure of the catalogue.
    headings
        Phrases, one of which the heading holds with all its words. Where the measure does not
        stand in a heading, they are looked for in the table's title, or in the row's label.
    unless
        Phrases that the heading must not hold.
    required
        Whether the table is not whole without it.
    where
        The column (by its heading) and the text that a row must have there, or several texts of
        which one must stand there. Instead of a column it may be a line above the table.
    on_day
        Whether it is counted on the last day of the year: ``2023-24`` is then 31 March 2024.
    near
        Phrases of the heading of another column of the table, which nothing is read from and which
        counts nearly the same: where the two differ by more than a tenth, that is told.
    """

    id: Id
    headings: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    required: bool = False
    where: dict[str, Texts] = Field(default_factory=dict)
    on_day: bool = False
    near: tuple[Text, ...] = ()


class AtMost(RecipePart):
    """One measure that is never more than another of the same row, or seldom is.

    ``times`` is how many times the other it may be. A share of people is compared with an average
    per person as parts of one: 26% of people makes at least 0.26 each.
    """

    part: Id
    whole: Id
    times: float = 1.0
    always: bool = True


class MeasureSum(RecipePart):
    """Measures that add up to another of the same row; shares without one, to 100 per cent."""

    total: Id = ""
    parts: tuple[Id, ...]


class Rate(RecipePart):
    """A published percentage that the counts of its own row must give, within rounding."""

    rate: Id
    over: tuple[Id, ...]
    of: tuple[Id, ...]
    minus: tuple[Id, ...] = ()


class TableRecipe(RecipePart):
    """How a table is recognised and read.

    Attributes
    ----------
    name
        What the table holds, in words: it stands in the name of the source.
    designation
        What kind of statistics the table is, where that differs from its publication.
    titles
        Phrases, one of which the table's title holds; none where the headings alone will do.
    unless
        Phrases that the title must not hold.
    areas
        Whether the table has councils, Scotland alone, or either.
    value
        Headings of the one column of values, in tables with one value a row: a row says by
        ``where`` what it is of, or by its label, held by the ``headings`` of a column.
    """

    name: Text
    designation: str = ""
    titles: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    areas: Literal["councils", "scotland", "either"] = "councils"
    column: tuple[MeasureColumn, ...] = ()
    every: Literal["", "local", "indicator"] = ""
    """Tables whose rows name their measure: which measures of the catalogue they may name."""
    area_headings: tuple[Text, ...] = AREA_HEADINGS
    year_headings: tuple[Text, ...] = YEAR_HEADINGS
    value: tuple[Text, ...] = ()
    harmless: tuple[Text, ...] = ()
    """Phrases that its title and headings may have besides, and that change nothing."""
    block: tuple[Text, ...] = ()
    """Phrases of the label row that the table's rows stand under, where it has several blocks."""
    area_names: dict[str, Text] = Field(default_factory=dict)
    """What an area is called in this table alone, and the name by which it is known."""
    leave_out: tuple[Text | dict[str, Texts], ...] = ()
    """Rows that are passed over: by a name in the column of areas or years, or by what stands in
    several columns together."""
    scale: int = Field(default=1, ge=1)
    """By how much figures are multiplied: 1000 where the table says that it is in thousands."""
    by_hand: bool = False
    """Whether a person pointed at it: what it reads, no other table of the recipe reads."""
    at_most: tuple[AtMost, ...] = ()
    sum: tuple[MeasureSum, ...] = ()
    rate: tuple[Rate, ...] = ()
    councils_add_up: bool = True

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that the table may hold."""
        return tuple(column.id for column in self.column)


class Recipe(RecipePart):
    """How a publication's workbooks are recognised and read.

    Attributes
    ----------
    id, title
        The name of its file, and of the publication.
    publication
        The catalogue's record of the publication: its source, licence and address.
    workbook
        Phrases, one of which stands on the cover, in a title or in the file's name.
    unless
        Phrases that must not stand there.
    part
        What follows the year in the name of an edition, such as “part 1”.
    first_edition, last_edition
        The years between which the publication looked like this.
    symbols
        What a symbol means, where it differs from the symbols of its time: a status, “nil”, or
        “blank” for a cell that is left empty on purpose.
    """

    id: Id
    title: Text
    publication: Id
    workbook: tuple[Text, ...]
    unless: tuple[Text, ...] = ()
    part: str = ""
    first_edition: str = ""
    last_edition: str = ""
    period: Period = "financial_year"
    symbols: dict[str, str] = Field(default_factory=dict)
    harmless: tuple[Text, ...] = ()
    """Phrases that texts of any of its tables may have besides, and that change nothing."""
    table: tuple[TableRecipe, ...] = ()
    at_most: tuple[AtMost, ...] = ()
    """What must hold between measures of its tables together, for one area and year."""
    include: tuple[Id, ...] = ()
    """Recipes whose tables this publication has as well."""
    read: str = ""
    """The edition of a real file that it has read whole; empty where it is a well-founded guess."""
    own: bool = False
    """Whether it was made in this dashboard, by pointing."""
    adds_to: str = ""
    """The recipe whose publication its tables belong to: they are read with those of that one."""
    status: str = ""
    """The status of its figures where it is not “published”."""

    def fits_edition(self, year: str) -> bool:
        """Whether the publication looked like this in an edition."""
        return (not self.first_edition or year >= self.first_edition) and (
            not self.last_edition or year <= self.last_edition
        )
