"""Reads a workbook by its recipe: every figure with its place, and everything not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cjdata.ingest import unread_tables, workbook_remarks
from cjdata.ingest.cells.cell_symbols import is_old, symbols_of
from cjdata.ingest.cells.cell_values import CellReader, CellValue
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.status_marks import telling
from cjdata.ingest.cells.symbol_legends import legend_in
from cjdata.ingest.checking.share_checks import shares_off
from cjdata.ingest.edition_dates import NOTHING_SAID, Edition, StatedEdition, issue_of, not_used
from cjdata.ingest.figures_read import ReadFigure, ReadTable, ReadWorkbook, joined, with_decimals
from cjdata.ingest.front_statuses import FrontStatuses
from cjdata.ingest.near_tables import nearest_table
from cjdata.ingest.questions.answers import NO_ANSWERS, Answers
from cjdata.ingest.questions.table_decisions import QuestionedTable, TableDecisions, settle
from cjdata.ingest.questions.template_questions import typed_asks
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.questions.unexplained_texts import UnexplainedTexts, unread_columns
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recognise_publication import IdentifyingTexts, years_said
from cjdata.ingest.remarks import LoadRefused, Remark, of_level
from cjdata.ingest.rows.chosen_rows import check_chosen
from cjdata.ingest.rows.figure_cells import FigureCell, FigureRows, check_periods
from cjdata.ingest.rows.label_blocks import check_blocks
from cjdata.ingest.rows.tidy_figure_cells import TidyRows
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.tables.header_checks import check_header
from cjdata.ingest.tables.hundreds import asks_of_hundreds
from cjdata.ingest.tables.known_tables import TableOnSheet, TableSurvey
from cjdata.ingest.tables.near_columns import check_near
from cjdata.ingest.tables.percentages_beside import PercentagesBeside
from cjdata.ingest.tables.surrounding_lines import lines_above, lines_below
from cjdata.ingest.tables.table_checks import (
    WholeArea,
    check_base,
    check_scale,
    check_totals,
    note_left,
)
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.ingest.tables.unread_parts import check_further
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue, Publication
from cjdata.reference.periods import start_year

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""

_FAR_AHEAD = 9999


@dataclass
class Reader:
    """Reads workbooks by recipes."""

    recipes: Sequence[Recipe]
    areas: Areas
    catalogue: Catalogue
    said: StatedEdition = NOTHING_SAID
    """What a person says of the files."""
    answers: Answers = NO_ANSWERS
    """What was answered before."""
    progress: Progress = field(default=lambda _text, _share: None)

    def read(self, book: SourceWorkbook) -> ReadWorkbook:
        """Read a workbook.

        A file that names its publication is read as that or not at all.

        Raises
        ------
        LoadRefused
            When no recipe knows it: with the titles and headings that were seen.
        """
        front = IdentifyingTexts(book, self.areas)
        survey = TableSurvey(book, self.areas, self.catalogue.measures, front.listed)
        named = [recipe for recipe in self.recipes if front.names(recipe)]
        best = self._best(survey, front, named or self.recipes)
        if best is None:
            raise LoadRefused([workbook_remarks.unknown(book, self._known(named, survey, front))])
        almost = "" if named else front.almost_naming(best[0])
        remarks = [] if named else [workbook_remarks.unnamed(book, best[0], almost)]
        return _BookReader(self, front, *best).read(remarks)

    def _known(
        self, named: list[Recipe], survey: TableSurvey, front: IdentifyingTexts
    ) -> workbook_remarks.UnreadWorkbook:
        """Gather what is known of a workbook that none of the recipes of its publication reads."""
        if not named:
            return workbook_remarks.UnreadWorkbook(
                near=nearest_table(self.recipes, survey, is_named=False)
            )
        named.sort(key=lambda recipe: not recipe.fits_edition(self.year_of(recipe, (), front)))
        others = [recipe for recipe in self.recipes if recipe not in named]
        fitting = [r for r in named if r.fits_edition(self.year_of(r, (), front))]
        near = nearest_table(fitting, survey, is_named=True)
        best = None if near else self._best(survey, front, others)
        texts = (text for shape in survey.shapes(named[0]) for text in shape.block.headings if text)
        return workbook_remarks.UnreadWorkbook(
            named[0], front.naming(named[0]), near, best and best[0], tuple(dict.fromkeys(texts))
        )

    def _best(
        self, survey: TableSurvey, front: IdentifyingTexts, recipes: Iterable[Recipe]
    ) -> tuple[Recipe, list[TableOnSheet]] | None:
        """Give the recipe that fits best, of those whose editions include the workbook's.

        One that ships goes before one that was made here, by pointing.
        """
        best: tuple[Recipe, list[TableOnSheet]] | None = None
        most = (False, 0.0)
        for recipe in recipes:
            places = survey.places(recipe)
            score = (not recipe.own, sum(place.score for place in places))
            fits = recipe.fits_edition(self.year_of(recipe, places, front))
            if score > most and score[1] and fits:
                best, most = (recipe, places), score
        return best

    def year_of(
        self, recipe: Recipe, places: Iterable[TableOnSheet], front: IdentifyingTexts
    ) -> str:
        """Give the year of the edition: as a person says, on the cover, or the newest figures'."""
        said = years_said(self.said.edition, recipe)
        if said or self.said.edition:
            return max(said, default="")
        return front.year(recipe) or workbook_remarks.newest_year(places)


@dataclass
class _BookReader:
    """Reads one workbook by the recipe that fits it best."""

    reader: Reader
    front: IdentifyingTexts
    recipe: Recipe
    places: list[TableOnSheet]

    def read(self, remarks: list[Remark]) -> ReadWorkbook:
        book, tables = self.front.book, []
        for number, place in enumerate(self.places):
            self.reader.progress(f"Reading {place.sheet.name}", number / len(self.places))
            notes = GroupedRemarks(book.name, place.sheet.name)
            tables += self._tables(place, notes)
            remarks += notes.remarks()
        tables = joined(tables)
        lists = self.front.contents.sheets
        remarks += unread_tables.lost_tables(
            book, self.reader.areas, self.recipe, self.places, lists
        )
        remarks += unread_tables.changed_titles(book, self.recipe, tables, remarks, lists)
        settled = self._settle(tables)
        tables = [t for n, t in enumerate(tables) if n not in settled.left_out]
        remarks += settled.remarks
        is_left_out = bool(settled.left_out) and not tables
        publication = self.reader.catalogue.publication_by_id[self.recipe.publication]
        issue = self._issue(publication)
        if not of_level(remarks, "error") and not is_left_out:
            remarks += workbook_remarks.about_figures(
                book, self.year, self.places, tables, issue.published
            )
        remarks += not_used(issue, self.front.published, self.reader.said, book.name)
        used = {table.sheet for table in tables}
        return ReadWorkbook(
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

    def _settle(self, tables: Sequence[ReadTable]) -> TableDecisions:
        """Decide about the tables that say something unexplained."""
        catalogue = self.reader.catalogue
        counts = {d.key: d.value for t in tables for d in t.data if d.value is not None}
        asked = []
        for number, table in enumerate(tables):
            data = [(d.key, d.value, (d.row, d.column)) for d in table.data]
            off = shares_off(data, counts, catalogue)
            asks = (*table.asks, off) if off else table.asks
            cells = frozenset(d.key for d in table.data)
            asked.append(QuestionedTable(number, table.recipe.name, table.sheet, asks, cells))
        answers = self.reader.answers.with_given(self.reader.said.answers)
        return settle(asked, self.recipe, answers, self.front.book.name)

    def _issue(self, publication: Publication) -> Edition:
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

    def _tables(self, place: TableOnSheet, notes: GroupedRemarks) -> list[ReadTable]:
        if not place.tidy and place.shape.rows:
            check_header(place.shape, place.matches, self.reader.catalogue.measures, notes)
            check_further(place, self.places, notes)
            check_blocks(place.shape, self.recipe.table, notes)
            check_chosen(place.shape, self.recipe.table, notes)
            if not place.found and not notes.remarks():
                unread_tables.note_unread(place, self.recipe, self.reader.catalogue.measures, notes)
            beside = any(one.found and one.sheet is place.sheet for one in self.places)
            if not place.found and not notes.remarks() and beside:
                unread_tables.note_passed_over(place, notes)
        tables = [self._table(place, one, notes) for one in place.found]
        found = [one for one in place.found if isinstance(one, TableMatch)]
        if found:
            left = unread_columns(found)
            tables[0] = replace(tables[0], left=tuple(left.values()))
            if left:
                note_left(left, notes, self._not_found(found))
        return tables

    def _not_found(self, found: Sequence[TableMatch]) -> list[str]:
        """Give the names of the measures that a recipe wants of a table, and no heading is of."""
        read = {column.id for one in found for column in one.columns_read}
        wanted = dict.fromkeys(column.id for one in found for column in one.table.column)
        return [self.reader.catalogue.measures[m].name for m in wanted if m not in read]

    def _table(
        self, place: TableOnSheet, one: TableMatch | TidyMatch, notes: GroupedRemarks
    ) -> ReadTable:
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
        asks: list[UnexplainedText] = []
        note_of: Callable[[int], str] = _no_note
        if isinstance(one, TidyMatch):
            cells.unit_of, note_of = one.unit, one.note
            slots = list(TidyRows(one, notes, self.front.notes).slots())
        else:
            check_periods(one, notes)
            check_base(one, self.reader.catalogue.measures, notes)
            check_near(one, notes)
            whole = WholeArea(one, self.front.cover, notes)
            slots = list(FigureRows(one, notes, whole.area, self.front.notes).slots())
            measures = self.reader.catalogue.measures
            asks += [*whole.asks, *asks_of_hundreds(one, measures)]
            asks += PercentagesBeside(one, measures).asks()
        front = FrontStatuses(self.front, self.recipe, one, self.year)
        read = [self._datum(place, *read, note_of, front) for read in cells.read(slots)]
        data = with_decimals(read, self.reader.catalogue.measures)
        if isinstance(one, TableMatch):
            check_totals(one, data, notes)
        if data and is_typed and isinstance(one, TidyMatch):
            asks += typed_asks(one, self.recipe, self.front.file_name)
        elif data:
            asks += UnexplainedTexts(
                one,
                self._vocabulary(place),
                self.front.book.kind != "csv",
                self.reader.catalogue.measures,
                self.front.file_name,
                self.front.naming(self.recipe),
                self.front.notes,
                self.front.cover_lines if place.sheet is not self.front.book.sheets[0] else (),
                self.front.unled_notes,
                data,
            ).asks()
        return ReadTable(one.table, place.sheet.name, one.title, data, tuple(asks))

    def _vocabulary(self, place: TableOnSheet) -> Vocabulary:
        """Give what explains the texts of a table, which several of the recipe may read."""
        return Vocabulary(
            self.recipe,
            self.reader.catalogue.publication_by_id[self.recipe.publication],
            tuple(one.table for one in place.found),
            tuple(column for one in place.found for column in one.columns_read),
            self.reader.areas,
            of_one_area=not any(one.has_areas for one in place.found),
        )

    def _datum(
        self,
        place: TableOnSheet,
        slot: FigureCell,
        figure: CellValue,
        note_of: Callable[[int], str],
        front: FrontStatuses,
    ) -> ReadFigure:
        has_value = figure.value is not None
        own = self.recipe.status if has_value else ""
        said = front.of(slot.area, slot.period) if has_value else ""
        return ReadFigure(
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
