"""Recipes: text files that say how a publication's tables are recognised and read.

One TOML file a publication, in ``reference/recipes/``, readable by whoever knows the workbook.
A new layout is a new recipe, not new code. This module holds the shape of a recipe;
``cjdata.ingest.recipe_loading`` reads the files.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cjdata.ingest.years import Period

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]

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
    "geography",
)
YEAR_HEADINGS = (
    "year",
    "financial year",
    "period",
    "time period",
    "reporting year",
    "reporting period",
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


class Part(BaseModel):
    """A part of a recipe: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Part):
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
        In tables with one value a row: the column (by its heading) and the text that the row
        must have there, or several texts of which one must stand there.
    on_day
        Whether it is counted on the last day of the year: ``2023-24`` is then 31 March 2024.
    """

    id: Id
    headings: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    required: bool = False
    where: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    on_day: bool = False


class AtMost(Part):
    """One measure that is never more than another of the same row, or seldom is."""

    part: Id
    whole: Id
    always: bool = True


class Sum(Part):
    """Measures that add up to another of the same row."""

    total: Id
    parts: tuple[Id, ...]


class Rate(Part):
    """A published percentage that the counts of its own row must give, within rounding."""

    rate: Id
    over: tuple[Id, ...]
    of: tuple[Id, ...]
    minus: tuple[Id, ...] = ()


class TableRecipe(Part):
    """How a table is recognised and read.

    Attributes
    ----------
    name
        What the table holds, in words: it stands in the name of the source.
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
    titles: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    areas: Literal["councils", "scotland", "either"] = "councils"
    column: tuple[Column, ...] = ()
    every: Literal["", "local", "indicator"] = ""
    """Tables whose rows name their measure: which measures of the catalogue they may name."""
    area_headings: tuple[Text, ...] = AREA_HEADINGS
    year_headings: tuple[Text, ...] = YEAR_HEADINGS
    value: tuple[Text, ...] = ()
    block: tuple[Text, ...] = ()
    """Phrases of the label row that the table's rows stand under, where it has several blocks."""
    leave_out: tuple[Text, ...] = ()
    """Names in the column of areas or years that are neither, and are passed over."""
    at_most: tuple[AtMost, ...] = ()
    sum: tuple[Sum, ...] = ()
    rate: tuple[Rate, ...] = ()
    councils_add_up: bool = True

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that the table may hold."""
        return tuple(column.id for column in self.column)


class Recipe(Part):
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
        What a symbol means, where it differs from the symbols of its time: a status, or “nil”.
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
    table: tuple[TableRecipe, ...] = ()
    include: tuple[Id, ...] = ()
    """Recipes whose tables this publication has as well."""
    own: bool = False
    """Whether it was made in this dashboard, by pointing."""
    status: str = ""
    """The status of its figures where it is not “published”."""

    def fits_edition(self, year: str) -> bool:
        """Whether the publication looked like this in an edition."""
        return (not self.first_edition or year >= self.first_edition) and (
            not self.last_edition or year <= self.last_edition
        )
