"""The catalogue: one record per indicator, and the framework around them.

Records are TOML files that a person can edit, in ``reference/catalogue/``::

    framework.toml       4 aims, 13 priority actions, 9 outcomes; the sections of the navigation
    publications.toml    where figures are published, when, and in which table
    indicators/*.toml    one file per national indicator, with its measures
    context/*.toml       one file per subject that is read as context, with its measures
    other_measures.toml  measures that belong to neither

An indicator and a subject of context are both themes: each has a page of its own, made from its
record.

This module holds the shape of a record. ``catalogue_files`` reads the files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from cjdata.errors import is_slip_of
from cjdata.reference.standing_pages import STANDING_PAGES
from cjdata.reference.where_to_look import WhereToLook

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
PeriodText = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]

Form = Literal["number", "rate", "percent"]
Direction = Literal["up", "down", "none"]
Unit = Literal[
    "count", "percent", "per_1000", "per_10000", "per_100000", "hours", "mean", "percent_or_points"
]
PeriodType = Literal["financial_year", "calendar_year", "cohort", "day", "any"]
"""What a measure's periods are. A cohort is people followed from a financial year on; ``any`` is
for measures that publications count over different kinds of time."""
KINDS_OF_PERIOD: dict[PeriodType, tuple[str, ...]] = {
    "financial_year": ("financial_year",),
    "cohort": ("financial_year",),
    "calendar_year": ("calendar_year",),
    "day": ("day",),
    "any": ("financial_year", "calendar_year", "day"),
}
"""The kinds of ``periods`` that each may have."""

FORM_OF_UNIT: dict[str, Form] = {
    "count": "number",
    "hours": "number",
    "mean": "number",
    "percent": "percent",
    "percent_or_points": "percent",
    "per_1000": "rate",
    "per_10000": "rate",
    "per_100000": "rate",
}

PEOPLE_OF_RATE = {"per_1000": 1_000, "per_10000": 10_000, "per_100000": 100_000}
"""Per how many people a rate is, by unit."""


class CatalogueRecord(BaseModel):
    """A part of the catalogue: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Aim(CatalogueRecord):
    """One of the four aims of the National Strategy."""

    number: int
    text: Text


class PriorityAction(CatalogueRecord):
    """One of the thirteen priority actions; ``aim`` is the aim it falls under."""

    number: int
    short: Text
    text: Text
    aim: int


class Outcome(CatalogueRecord):
    """One of the nine nationally determined outcomes, with its action.

    The record of its indicator names it.
    """

    number: int
    text: Text
    priority_action: int


class NavigationSection(CatalogueRecord):
    """A part of the navigation, in which pages of records stand."""

    id: Id
    title: Text


class PublishedEdition(CatalogueRecord):
    """An edition of a publication: its label, when it came out, and its own address."""

    label: Text
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    url: Annotated[str, StringConstraints(pattern=r"^https?://")]


def texts_of(told: Iterable[OfAreas], areas: Collection[str]) -> list[str]:
    """List the texts that are of one of the areas, given by their names."""
    return [one.text for one in told if not set(one.areas).isdisjoint(areas)]


def _words(label: str) -> str:
    return " ".join(label.casefold().split())


_OPEN_DATA = "open data"


def _without_part(label: str) -> str:
    """Leave “part 1” or “open data” out of a label."""
    return _words(re.sub(r"\b(?:part \d+|open data)\b", "", label))


class Publication(CatalogueRecord):
    """A publication that carries figures: where, how often, what it is called officially."""

    id: Id
    title: Text
    publisher: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    frequency: Text
    usual_month: str = ""
    newest_known: str = ""
    newest_published: str = ""
    next_due: Month | None = None
    designation: Text
    council_table: Text
    """The table that holds council figures, in words: completes “They are in …”."""
    council_table_note: str = ""
    """What else must be known of that table, in sentences."""
    licence: Text = "Open Government Licence v3.0"
    edition: tuple[PublishedEdition, ...] = ()
    """The editions that are known, oldest first."""
    name: str = ""
    """What its editions are called, where the title says more than that."""
    fetch: WhereToLook | None = None
    """Where its editions are looked for; none where its workbooks are brought by hand."""

    def edition_called(self, label: str) -> PublishedEdition | None:
        """Find an edition by its label; the part may be left out, for it is in the title too."""
        wanted = _words(label)
        named = {_words(edition.label): edition for edition in reversed(self.edition)}
        if wanted in named:
            return named[wanted]
        if _OPEN_DATA in wanted and _OPEN_DATA not in _words(f"{self.title} {self.name or ''}"):
            return None  # a download beside a bulletin came out on a day of its own
        bare = _without_part(wanted)
        if wanted != bare:
            return named.get(bare)
        return next((e for w, e in reversed(named.items()) if _without_part(w) == wanted), None)


class Illustration(CatalogueRecord):
    """How the generator of illustrative figures makes a measure.

    ``level`` is a yearly total for Scotland (counts) or a typical value (all else), used
    where no real figure for Scotland is held.
    """

    level: float | None = None
    growth: float = 0.0
    pandemic: float = 1.0
    part_of: Id | None = None
    share: float | None = None
    restricted_below: int | None = None
    """Council figures under this number are marked as restricted (to rehearse restriction)."""
    restricted: bool = False


class OfAreas(CatalogueRecord):
    """What must be known of the figures of some areas, and is said of no other.

    ``areas`` are official names.
    """

    areas: Annotated[tuple[Text, ...], Field(min_length=1)]
    text: Text


class Measure(CatalogueRecord):
    """One series of figures: its name, unit and words."""

    id: Id
    name: Text
    label: Text
    unit: Unit
    role: Literal["indicator", "context", "local"] = "context"
    one: str = ""
    """Counts: the noun for one, as in “there was 1 <one>”."""
    many: str = ""
    """Counts: the noun for many, as in “there were 26 <many>”."""
    subject: str = ""
    """All other units: the subject of a sentence, as in “<subject> was 13%”."""
    verb: Literal["was", "were"] = "was"
    direction: Direction | None = None
    """Overrides the direction of the indicator for this measure."""
    judged: str = ""
    """Why a figure that moves or lies in the desired direction may be called better, and one
    against it worse; empty where it may not, as of sentences, which partners do not decide."""
    numerator: tuple[Id, ...] = ()
    denominator: tuple[Id, ...] = ()
    """Measures to add up; in ``minus`` those to take away from the denominator."""
    minus: tuple[Id, ...] = ()
    out_of: Id | None = None
    """Of a share whose count is not held: the measure of what it is out of, if that is."""
    repeats: Id | None = None
    """Of local evidence: the national measure that counts the same people or cases. Where that is
    supplied privately, local evidence that was loaded is under the same rule."""
    computed: bool = False
    """Whether a share that no publication prints is worked out here from its two counts."""
    rate_among: Literal["", "16 to 70", "all ages"] = ""
    """Of a count: among whom its rate is worked out here, as no publication prints one. Then there
    is a measure more, called as the count with ``_per_10000`` behind: see ``computed_rates``."""
    rate_of: str = ""
    """Of a count with a long noun: the shorter one that a sentence about its rate has."""
    no_rate: str = ""
    """Of a count of councils: why it has no rate, in a sentence; empty where it has one."""
    population: Literal["", "16 to 70", "all ages", "16 and over"] = ""
    basis: str = ""
    definition: str = ""
    """What is counted, in a sentence; where empty, ``basis`` and the theme say it."""
    unit_of_count: str = ""
    """Overrides that of the theme."""
    counted_by: str = ""
    """Overrides that of the theme: by court area, say, where the theme is by home area."""
    publication: Id | None = None
    """Overrides that of the theme."""
    caveats: tuple[Text, ...] = ()
    period_type: PeriodType = "financial_year"
    areas_counted: Literal["councils", "court areas"] = "councils"
    """In ``court areas`` some councils are counted together: see ``reference/court_areas.csv``."""
    scotland_as: Id | None = None
    """The measure under which the total for Scotland is published in years in which the table of
    this one prints none."""
    average: bool = False
    """Whether a count is an average over the days of a year, which may have decimals."""
    independent: bool = True
    """Whether the events counted are independent of each other. Where they are not, as one person
    can arrive in prison several times, chance is not told by the usual intervals: none is given."""
    first_period: PeriodText | None = None
    last_period: PeriodText | None = None
    geography: Literal["council", "scotland", ""] = ""
    plot: bool = True
    floor: Annotated[int, Field(ge=1)] | None = None
    """Overrides the least count that allows a change in per cent, a rank or an index."""
    note: str = ""
    notes_of_areas: tuple[OfAreas, ...] = ()
    illustrative: Illustration = Illustration()

    @property
    def form(self) -> Form:
        """Whether the measure is a number, a rate or a percent."""
        return FORM_OF_UNIT[self.unit]

    @property
    def is_by_court(self) -> bool:
        """Whether it is counted by court area, in which some councils are counted together."""
        return self.areas_counted == "court areas"

    @property
    def is_count(self) -> bool:
        """Whether councils add up to Scotland."""
        return self.unit in ("count", "hours")

    @property
    def grows_with_size(self) -> bool:
        """Whether it is larger for a larger area, as a number is and an average per person is not.

        Then areas are not compared or ranked in it, nor drawn beside Scotland on one scale.
        """
        return self.is_count

    @property
    def is_whole(self) -> bool:
        """Whether its figures are whole numbers, so that one the publisher rounded is rough."""
        return self.is_count and not self.average

    @model_validator(mode="after")
    def _words_fit_the_unit(self) -> Measure:
        if self.unit == "count" and not (self.one and self.many):
            raise ValueError("a count needs the nouns “one” and “many”")
        if self.unit != "count" and not self.subject:
            raise ValueError("a measure that is no count needs a “subject”")
        if self.rate_among and self.unit != "count":
            raise ValueError("only a count has a rate_among")
        if self.no_rate and (self.rate_among or not self.is_count):
            raise ValueError("only a count without a rate_among says why it has no rate")
        if self.computed and (self.unit != "percent" or len(self.numerator) != 1):
            raise ValueError("only a percentage of one count out of another is computed")
        if self.average and self.unit != "count":
            raise ValueError("only a count is an average over the days of a year")
        if bool(self.numerator) != bool(self.denominator or self.population):
            raise ValueError("a numerator needs a denominator or a population, and the reverse")
        return self


class MeasureChoice(CatalogueRecord):
    """What a reader picks on a theme page, in up to three forms."""

    label: Text
    number: Id | None = None
    rate: Id | None = None
    percent: Id | None = None
    default: Form

    @property
    def forms(self) -> dict[Form, str]:
        """The measure id for each form that exists, in the order shown."""
        given: dict[Form, str | None] = {
            "number": self.number,
            "rate": self.rate,
            "percent": self.percent,
        }
        return {form: measure for form, measure in given.items() if measure}

    @property
    def key(self) -> str:
        """The measure id that stands for the choice in the address."""
        return self.forms[self.default]

    def opening_form(self, kind: str) -> Form:
        """Give the form that a page opens in: one that can be compared, of Scotland the default."""
        is_number = self.default == "number" and kind != "scotland"
        return "rate" if is_number and self.rate else self.default

    @property
    def comparable_form(self) -> Form:
        """The form in which areas of any size are compared: a share or a rate, if there is one."""
        return self.opening_form("council")

    def opening_measure(self, kind: str) -> str:
        """Give the measure of that form."""
        return self.forms[self.opening_form(kind)]

    @model_validator(mode="after")
    def _default_exists(self) -> MeasureChoice:
        if self.default not in self.forms:
            raise ValueError(f"default is “{self.default}”, but no measure is given for it")
        return self


class ToConfirm(CatalogueRecord):
    """What could not be settled from the sources read, and who could confirm it."""

    what: Text
    by: Text


class Desired(NamedTuple):
    """Which way is desired of a measure, and who states it."""

    direction: Direction
    by: str


class Theme(CatalogueRecord):
    """What has a page: one record drives its page, words, tables and exports."""

    is_national: ClassVar[bool]
    """Whether it is one of the national indicators."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9_-]*[a-z][a-z0-9_-]*$")]
    """Holds a letter: words of a report are kept under it where others are under a number."""
    number: int
    """Its place among those of its kind."""
    page: Id
    """The path of its page, and the name of the file in ``pages/``."""
    title: str = ""
    """What its page is called in the navigation, where that is not its name."""
    section: Id | None = None
    """The section of the navigation that its page stands in, where that is not the last."""
    name: Text
    short_name: Text
    unit_of_count: Text
    counted_by: Text
    numerator: str = ""
    denominator: str = ""
    direction: Direction
    direction_by: str = ""
    """Who states which way is desired, here or of a measure, as in “the annual report”."""
    direction_note: Text
    geography: Literal["council", "scotland"]
    publication: Id
    rank_allowed: bool
    includes: tuple[Text, ...] = ()
    excludes: tuple[Text, ...] = ()
    caveats: tuple[Text, ...] = ()
    caveats_of_areas: tuple[OfAreas, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()
    """What is not settled: it stands in the data notes, and in no title, heading or sentence."""
    synonyms: tuple[Text, ...] = ()
    old_names: tuple[Text, ...] = ()
    headline: tuple[Id, ...]
    """Measures that the at-a-glance page lists of a council, in order."""
    opens_on: Id | None = None
    """The measure that the page opens on, where it is not the first choice."""
    beside: tuple[Id, ...] = ()
    """Measures of other records that are read beside this one, in order."""
    leads_with: Id | None = None
    """A measure of another theme that leads, as context, where an area has no figure here."""
    measure: tuple[Measure, ...]
    choice: tuple[MeasureChoice, ...]

    @property
    def page_title(self) -> str:
        """What its page is called in the navigation."""
        return self.title or self.name

    @field_validator("page")
    @classmethod
    def _page_is_its_own(cls, page: str) -> str:
        if page in (*STANDING_PAGES, "start"):
            raise ValueError(f"“{page}” is a page that is of no record")
        return page

    @cached_property
    def opening_choice(self) -> MeasureChoice:
        """The choice that the page of a council opens on."""
        return (self.choice_of(self.opens_on) if self.opens_on else None) or self.choice[0]

    def opening_choice_of(self, kind: str) -> MeasureChoice:
        """Give the choice that the page of an area of a kind, as of ``Area``, opens on."""
        opening = self.opening_choice
        return self.choice_of(self._leading(opening.key, kind)) or opening

    def unsaid_form(self, choice: MeasureChoice, kind: str) -> Form:
        """Give the form in which an address that does not say it shows a choice.

        What the page opens on is shown so that it can be compared. An address that names another
        measure says by it in which form, so that old links keep what they showed.
        """
        is_opening = choice == self.opening_choice_of(kind)
        return choice.opening_form(kind) if is_opening else choice.default

    def headline_of(self, kind: str) -> tuple[str, ...]:
        """List the measures told of a kind of area where it is looked at as a whole, in order."""
        return tuple(dict.fromkeys(self._leading(measure, kind) for measure in self.headline))

    def _leading(self, measure_id: str, kind: str) -> str:
        """Give the measure that leads for a kind of area where one is named.

        Of Scotland it is the one under which its total is published, where that is another: what
        is counted by home or court area has no more than the total of some old tables. Of all
        other areas it is the form that can be compared.
        """
        if kind != "scotland":
            choice = self.choice_of(measure_id)
            return choice.opening_measure(kind) if choice else measure_id
        total = self.measures[measure_id].scotland_as
        return total if total and self.choice_of(total) else measure_id

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The indicator's measures by id."""
        return {measure.id: measure for measure in self.measure}

    def choice_of(self, measure_id: str) -> MeasureChoice | None:
        """Give the choice that shows a measure in one of its forms."""
        return next((c for c in self.choice if measure_id in c.forms.values()), None)


class FaultyRecordPage(BaseModel):
    """Where the page of a record that has mistakes stands, as far as the record says it.

    So the page keeps its place, says what is wrong, and moves no other.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    page: Id
    title: str = ""
    name: str = ""
    section: str | None = None
    number: int = 0

    @property
    def page_title(self) -> str:
        """What its page is called in the navigation."""
        return self.title or self.name or self.page


class Indicator(Theme):
    """One of the national indicators of the framework."""

    is_national: ClassVar[bool] = True

    wording: Text
    wording_confirmed: bool
    outcome: int | None = None
    """The outcome that it measures; none for the high-level one, and for further ones."""
    priority_action: int | None = None

    @property
    def is_over_all(self) -> bool:
        """Whether it is the high-level indicator, which is over all outcomes: number 0."""
        return self.outcome is None and self.number == 0


class Context(Theme):
    """A subject that is read beside the national indicators, and is none of them."""

    is_national: ClassVar[bool] = False

    definition: Text
    """What is counted, in a sentence or two."""


class Catalogue(CatalogueRecord):
    """Everything the catalogue files say, checked."""

    aims: tuple[Aim, ...]
    priority_actions: tuple[PriorityAction, ...]
    outcomes: tuple[Outcome, ...]
    sections: tuple[NavigationSection, ...]
    publications: tuple[Publication, ...]
    indicators: tuple[Indicator, ...]
    """In the order of the framework: the high-level one first, then 1 to 9."""
    contexts: tuple[Context, ...] = ()
    other_measures: tuple[Measure, ...]
    """Measures that belong to no theme."""
    left_out: tuple[FaultyRecordPage, ...] = ()
    """The records that have mistakes."""

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """All that has a page: the national indicators, then what is context."""
        return (*self.indicators, *self.contexts)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by id: those of the themes, then those of none."""
        own = {m.id: m for theme in self.themes for m in theme.measure}
        return own | {m.id: m for m in self.other_measures}

    @cached_property
    def publication_by_id(self) -> dict[str, Publication]:
        """The publications by id."""
        return {publication.id: publication for publication in self.publications}

    @cached_property
    def theme_by_page(self) -> dict[str, Theme]:
        """The themes by the path of their page."""
        return {theme.page: theme for theme in self.themes}

    @cached_property
    def _theme_by_measure(self) -> dict[str, Theme]:
        return {m.id: theme for theme in self.themes for m in theme.measure}

    def comparable_of(self, measure_id: str) -> Measure | None:
        """Give the rate of a number, or else its share, which can be compared; None without one.

        It is the one that a page offers beside the number, else one that is made of it alone.
        """
        theme = self.theme_of(measure_id)
        choice = theme.choice_of(measure_id) if theme else None
        offered = [self.measures[m] for m in choice.forms.values()] if choice else []
        made_of_it = [m for m in self.measures.values() if m.numerator == (measure_id,)]
        every = [*offered, *made_of_it]
        return next((m for form in ("rate", "percent") for m in every if m.form == form), None)

    def lacks_record_of(self, measure_id: str) -> bool:
        """Say whether no record names a measure, and its id is no slip of the pen either."""
        return measure_id not in self.measures and not is_slip_of(measure_id, self.measures)

    def theme_of(self, measure_id: str) -> Theme | None:
        """Give the theme that a measure belongs to, or None for one of no theme."""
        return self._theme_by_measure.get(measure_id)

    def indicator_of(self, outcome: Outcome) -> Indicator | None:
        """Give the indicator that measures an outcome; None where no record names it."""
        return next((i for i in self.indicators if i.outcome == outcome.number), None)

    @property
    def over_all(self) -> Indicator | None:
        """The high-level indicator."""
        return next((i for i in self.indicators if i.is_over_all), None)

    @property
    def further_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that measure no outcome, and are not over all of them."""
        return tuple(i for i in self.indicators if i.outcome is None and not i.is_over_all)

    def outcome_of(self, theme: Theme) -> Outcome | None:
        """Give the outcome that an indicator measures; None for one that measures none, and for
        context.
        """
        if not isinstance(theme, Indicator):
            return None
        return next((o for o in self.outcomes if o.number == theme.outcome), None)

    def publication_of(self, measure_id: str) -> Publication | None:
        """Give the publication that carries a measure: its own, or that of its theme."""
        theme = self.theme_of(measure_id)
        named = self.measures[measure_id].publication or (theme.publication if theme else None)
        return self.publication_by_id[named] if named else None

    def counted_by(self, measure_id: str) -> str:
        """Say by what a measure is counted: its own words, or those of its theme; maybe empty."""
        theme = self.theme_of(measure_id)
        return self.measures[measure_id].counted_by or (theme.counted_by if theme else "")

    def caveats_of(self, measure_id: str, areas: Collection[str]) -> tuple[str, ...]:
        """List what must be known of a measure: its own caveats, then those of its theme.

        Those of single areas are listed where one of the areas, given by their names, is meant.
        """
        theme = self.theme_of(measure_id)
        every = list(self.measures[measure_id].caveats)
        if theme:
            every += [*theme.caveats, *texts_of(theme.caveats_of_areas, areas)]
        return tuple(dict.fromkeys(every))

    def notes_of(self, measure_id: str, areas: Collection[str]) -> tuple[str, ...]:
        """List the notes of a measure: its own, then those of the areas, given by their names."""
        measure = self.measures[measure_id]
        every = (measure.note, *texts_of(measure.notes_of_areas, areas))
        return tuple(note for note in every if note)

    def direction_of(self, measure_id: str) -> Direction:
        """Give the desired direction of a measure: its own, or that of its indicator."""
        measure = self.measures[measure_id]
        theme = self.theme_of(measure_id)
        if measure.direction:
            return measure.direction
        return theme.direction if theme and measure.role == "indicator" else "none"

    def desired_of(self, measure_id: str) -> Desired | None:
        """Give the desired direction of a measure with who states it; None where nobody does."""
        theme, direction = self.theme_of(measure_id), self.direction_of(measure_id)
        if theme is None or direction == "none" or not theme.direction_by:
            return None
        return Desired(direction, theme.direction_by)

    def judged_direction_of(self, measure_id: str) -> Direction:
        """Give the direction by which a measure may be called better or worse, if its record says.

        All else is higher or lower: more of it may mean better access, or more crime.
        """
        return self.direction_of(measure_id) if self.measures[measure_id].judged else "none"

    def geography_of(self, measure_id: str) -> str:
        """Say whether figures exist for councils or for Scotland alone."""
        measure = self.measures[measure_id]
        theme = self.theme_of(measure_id)
        return measure.geography or (theme.geography if theme else "council")
