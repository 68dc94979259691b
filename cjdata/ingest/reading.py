"""Reads a workbook by its recipe: every figure with its place, and everything not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cjdata.areas import Areas
from cjdata.catalogue import Catalogue, Publication
from cjdata.ingest import book_remarks
from cjdata.ingest.above import lines_above, lines_below
from cjdata.ingest.answers import NO_ANSWERS, Answers
from cjdata.ingest.asks import Ask
from cjdata.ingest.book import Book
from cjdata.ingest.book_read import BookRead, Datum, TableRead, joined, with_decimals
from cjdata.ingest.checking.shares import shares_off
from cjdata.ingest.choosing import check_chosen
from cjdata.ingest.explaining import Explaining, unread_columns
from cjdata.ingest.further_parts import check_further
from cjdata.ingest.header_checks import check_header
from cjdata.ingest.issues import NOTHING_SAID, Issue, Said, issue_of, not_used
from cjdata.ingest.label_blocks import check_blocks
from cjdata.ingest.legends import legend_in
from cjdata.ingest.marks import is_mark_alone, is_of_newest, status_in, status_of_all, telling
from cjdata.ingest.matching import Match
from cjdata.ingest.notebook import Notebook
from cjdata.ingest.recipes import Recipe
from cjdata.ingest.recognition import Front, years_said
from cjdata.ingest.remarks import LoadRefused, Remark, of_level
from cjdata.ingest.settling import Asked, Settled, settle
from cjdata.ingest.slots import Rows, Slot, check_periods
from cjdata.ingest.survey import Place, Survey
from cjdata.ingest.symbols import is_old, symbols_of
from cjdata.ingest.table_checks import WholeArea, check_base, check_scale, check_totals, note_left
from cjdata.ingest.tidy import TidyMatch
from cjdata.ingest.tidy_rows import TidyRows
from cjdata.ingest.typed_tables import typed_asks
from cjdata.ingest.values import CellReader, Figure
from cjdata.ingest.vocabulary import Vocabulary
from cjdata.periods import start_year

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""

_FAR_AHEAD = 9999


@dataclass
class Reader:
    """Reads workbooks by recipes."""

    recipes: Sequence[Recipe]
    areas: Areas
    catalogue: Catalogue
    said: Said = NOTHING_SAID
    """What a person says of the files."""
    answers: Answers = NO_ANSWERS
    """What was answered before."""
    progress: Progress = field(default=lambda _text, _share: None)

    def read(self, book: Book) -> BookRead:
        """Read a workbook.

        A file that names its publication is read as that or not at all.

        Raises
        ------
        LoadRefused
            When no recipe knows it: with the titles and headings that were seen.
        """
        front = Front(book, self.areas)
        survey = Survey(book, self.areas, self.catalogue.measures, front.listed)
        named = [recipe for recipe in self.recipes if front.names(recipe)]
        best = self._best(survey, front, named or self.recipes)
        if best is None:
            named.sort(key=lambda recipe: not recipe.fits_edition(self.year_of(recipe, (), front)))
            naming = front.naming(named[0]) if named else ""
            raise LoadRefused([book_remarks.unknown(book, named, survey, naming)])
        remarks = [] if named else [book_remarks.unnamed(book, best[0])]
        return _BookReader(self, front, *best).read(remarks)

    def _best(
        self, survey: Survey, front: Front, recipes: Iterable[Recipe]
    ) -> tuple[Recipe, list[Place]] | None:
        """Give the recipe that fits best, of those whose editions include the workbook's.

        One that ships goes before one that was made here, by pointing.
        """
        best: tuple[Recipe, list[Place]] | None = None
        most = (False, 0.0)
        for recipe in recipes:
            places = survey.places(recipe)
            score = (not recipe.own, sum(place.score for place in places))
            fits = recipe.fits_edition(self.year_of(recipe, places, front))
            if score > most and score[1] and fits:
                best, most = (recipe, places), score
        return best

    def year_of(self, recipe: Recipe, places: Iterable[Place], front: Front) -> str:
        """Give the year of the edition: as a person says, on the cover, or the newest figures'."""
        said = years_said(self.said.edition, recipe)
        if said or self.said.edition:
            return max(said, default="")
        return front.year(recipe) or book_remarks.newest_year(places)


@dataclass
class _BookReader:
    """Reads one workbook by the recipe that fits it best."""

    reader: Reader
    front: Front
    recipe: Recipe
    places: list[Place]

    def read(self, remarks: list[Remark]) -> BookRead:
        book, tables = self.front.book, []
        for number, place in enumerate(self.places):
            self.reader.progress(f"Reading {place.sheet.name}", number / len(self.places))
            notes = Notebook(book.name, place.sheet.name)
            tables += self._tables(place, notes)
            remarks += notes.remarks()
        tables = joined(tables)
        remarks += book_remarks.lost_tables(book, self.reader.areas, self.recipe, self.places)
        remarks += book_remarks.changed_titles(book, self.recipe, tables, remarks)
        settled = self._settle(tables)
        tables = [t for n, t in enumerate(tables) if n not in settled.left_out]
        remarks += settled.remarks
        is_left_out = bool(settled.left_out) and not tables
        publication = self.reader.catalogue.publication_by_id[self.recipe.publication]
        issue = self._issue(publication)
        if not of_level(remarks, "error") and not is_left_out:
            remarks += book_remarks.about_figures(
                book, self.year, self.places, tables, issue.published
            )
        remarks += not_used(issue, self.front.published, self.reader.said, book.name)
        used = {table.sheet for table in tables}
        return BookRead(
            book,
            self.recipe,
            issue.edition,
            issue.published,
            tuple(tables),
            tuple(remarks),
            tuple((s.name, s.first_text) for s in book.sheets if s.name not in used),
            issue.url,
            settled.answers,
        )

    def _settle(self, tables: Sequence[TableRead]) -> Settled:
        """Decide about the tables that say something unexplained."""
        catalogue = self.reader.catalogue
        counts = {d.key: d.value for t in tables for d in t.data if d.value is not None}
        asked = []
        for number, table in enumerate(tables):
            data = [(d.key, d.value, (d.row, d.column)) for d in table.data]
            off = shares_off(data, counts, catalogue)
            asks = (*table.asks, off) if off else table.asks
            cells = frozenset(d.key for d in table.data)
            asked.append(Asked(number, table.recipe.name, table.sheet, asks, cells))
        answers = self.reader.answers.with_given(self.reader.said.answers)
        return settle(asked, self.recipe, answers, self.front.book.name)

    def _issue(self, publication: Publication) -> Issue:
        edition = self.reader.said.edition or self.front.edition(self.recipe, self.year)
        return issue_of(edition, self.front.published, self.reader.said, publication)

    @cached_property
    def year(self) -> str:
        """The year of the edition; empty where nothing says it."""
        return self.reader.year_of(self.recipe, self.places, self.front)

    @cached_property
    def _symbols(self) -> dict[str, str]:
        return symbols_of(self._start, self.recipe.symbols)

    @property
    def _start(self) -> int:
        return start_year(self.year) if self.year else _FAR_AHEAD

    def _tables(self, place: Place, notes: Notebook) -> list[TableRead]:
        if not place.tidy and place.shape.rows:
            check_header(place.shape, place.matches, self.reader.catalogue.measures, notes)
            check_further(place, self.places, notes)
            check_blocks(place.shape, self.recipe.table, notes)
            check_chosen(place.shape, self.recipe.table, notes)
            if not place.found and not notes.remarks():
                book_remarks.note_unread(place, self.recipe, self.reader.catalogue.measures, notes)
            beside = any(one.found and one.sheet is place.sheet for one in self.places)
            if not place.found and not notes.remarks() and beside:
                book_remarks.note_passed_over(place, notes)
        tables = [self._table(place, one, notes) for one in place.found]
        found = [one for one in place.found if isinstance(one, Match)]
        if found:
            left = unread_columns(found)
            tables[0] = replace(tables[0], left=tuple(left.values()))
            if left:
                note_left(left, notes)
        return tables

    def _table(self, place: Place, one: Match | TidyMatch, notes: Notebook) -> TableRead:
        is_typed = bool(one.table.every)
        said = (line.text for line in (*lines_above(one.block), *lines_below(one.block)))
        own = {key.casefold() for key in self.recipe.symbols}
        legend = {s: m for s, m in legend_in(said).items() if s not in own}
        symbols = {**self._symbols, **legend}
        cells = CellReader(
            place.sheet,
            self.reader.catalogue.measures,
            {s: m for s, m in symbols.items() if not is_typed or s not in ("", "-")},
            is_old(self._start) or "" in self.recipe.symbols,
            is_typed,
            notes,
            scale=one.table.scale,
        )
        check_scale(one, notes)
        asks: list[Ask] = []
        note_of: Callable[[int], str] = _no_note
        if isinstance(one, TidyMatch):
            cells.unit_of, note_of = one.unit, one.note
            slots = list(TidyRows(one, notes).slots())
        else:
            check_periods(one, notes)
            check_base(one, self.reader.catalogue.measures, notes)
            whole = WholeArea(one, self.front.cover, notes)
            slots = list(Rows(one, notes, whole.area).slots())
            asks += whole.asks
        read = [self._datum(place, *read, note_of) for read in cells.read(slots)]
        data = with_decimals(read, self.reader.catalogue.measures)
        if isinstance(one, Match):
            check_totals(one, data, notes)
        if data and is_typed and isinstance(one, TidyMatch):
            asks += typed_asks(one, self.recipe, self.front.file_name)
        elif data:
            asks += Explaining(
                one,
                self._vocabulary(place),
                self.front.book.kind != "csv",
                self.reader.catalogue.measures,
                self.front.file_name,
                self.front.naming(self.recipe),
                self.front.notes,
                self.front.cover_lines if place.sheet is not self.front.book.sheets[0] else (),
            ).asks()
        return TableRead(one.table, place.sheet.name, one.title, data, tuple(asks))

    def _vocabulary(self, place: Place) -> Vocabulary:
        """Give what explains the texts of a table, which several of the recipe may read."""
        return Vocabulary(
            self.recipe,
            self.reader.catalogue.publication_by_id[self.recipe.publication],
            tuple(one.table for one in place.found),
            tuple(column for one in place.found for column in one.columns_read),
            self.reader.areas,
            of_one_area=not any(one.has_areas for one in place.found),
        )

    def _said_on_cover(self, period: str) -> str:
        """Give the status that the cover says all figures of a year have."""
        said = (status for status, years in self._statuses if not years or period in years)
        return next(said, "")

    @cached_property
    def _statuses(self) -> list[tuple[str, list[str]]]:
        lines = [line.text for line in self.front.cover_lines]
        found = ((status_in(x), "") if is_mark_alone(x) else status_of_all(x) for x in lines)
        return [(status, self._years(whose)) for status, whose in found if status]

    def _years(self, whose: str) -> list[str]:
        """Give the years that a status is said of; the edition’s own where it is of the newest."""
        return [self.year] if is_of_newest(whose) else years_said(whose, self.recipe)

    def _datum(
        self, place: Place, slot: Slot, figure: Figure, note_of: Callable[[int], str]
    ) -> Datum:
        own = self.recipe.status if figure.value is not None else ""
        said = self._said_on_cover(slot.period) if figure.value is not None else ""
        return Datum(
            measure=slot.measure,
            area=slot.area,
            period=slot.period,
            value=figure.value,
            decimals=figure.decimals,
            status=own or telling(figure.status, said),
            note=note_of(slot.row),
            sheet=place.sheet.name,
            row=slot.row,
            column=slot.column,
        )


def _no_note(_row: int) -> str:
    return ""
