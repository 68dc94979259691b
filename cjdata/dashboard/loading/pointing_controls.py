"""The controls for pointing at a table: which table, which columns, what each heading means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.loading import visit_uploads
from cjdata.dashboard.page_frame import PageFrame
from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.tables.lasting_titles import lasting_words, words_of_workbook
from cjdata.ingest.unknown_tables.measure_guesses import likely_measures
from cjdata.ingest.unknown_tables.unknown_table import MeasureLabel, UnknownTable
from cjdata.ingest.unknown_tables.unknown_workbook import table_at, tables_seen
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.reference.catalogue import Catalogue
from cjdata.views.loading import pointing_words as pointing
from cjdata.views.loading.pointing import MEANINGS, likely_publication, publications, rows_to_choose

NO_COLUMN, ACROSS = -1, -2
"""In a choice of columns: none of them, and side by side in the headings."""

_LONGEST_NAME = 120


@dataclass(frozen=True)
class PointedFile:
    """Where a person is pointing: at which file, with the names of the controls for it.

    ``base`` is the recipe that a further table is to be added to, where there is one; ``onto`` is
    the file as it is read by a recipe that ships, whose publication gets a further table.
    """

    here: PageFrame
    checked: CheckedUpload
    book: SourceWorkbook
    key: str
    said: StatedEdition
    base: Recipe | None = None
    onto: ReadWorkbook | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.checked.held.catalogue


@dataclass(frozen=True)
class RecognitionWords:
    """By what workbook and table are to be known again, and of which publication."""

    workbook: str
    title: str
    publication: str
    name: str
    table: str


def pick_table(place: PointedFile) -> tuple[UnknownTable, list[UnknownTable]] | None:
    """Draw the choice of a table and of its headings; give it with the others of the file."""
    areas, sha = place.checked.held.areas, place.book.sha256
    tables = visit_uploads.last(place.key, sha, lambda: tables_seen(place.book, areas))
    if not tables:
        return None
    number = st.selectbox(
        pointing.TEXTS.table,
        range(len(tables)),
        index=_first_not_read(place, tables),
        key=f"{place.key}/table",
        format_func=lambda n: pointing.table_choice(
            tables[n].sheet, tables[n].title, tables[n].height
        ),
    )
    others = [table for table in tables if table is not tables[number]]
    return _pick_row(place, tables[number]), others


def _first_not_read(place: PointedFile, tables: Sequence[UnknownTable]) -> int:
    """Give the first table on a sheet that nothing is read from, where some are read already."""
    read = {table.sheet for table in place.onto.tables} if place.onto else set()
    return next((n for n, table in enumerate(tables) if table.sheet not in read), 0)


def _pick_row(place: PointedFile, seen: UnknownTable) -> UnknownTable:
    rows = rows_to_choose(place.book, seen)
    row = st.selectbox(
        pointing.TEXTS.row,
        list(rows),
        index=list(rows).index(seen.header_row),
        key=f"{place.key}/row/{seen.sheet}/{seen.header_row}",
        format_func=lambda n: rows.get(n, ""),
    )
    if row == seen.header_row:
        return seen
    return table_at(place.book, seen.sheet, row, place.checked.held.areas)


def pick_columns(seen: UnknownTable, key: str) -> tuple[int, int]:
    """Draw the choice of the columns of areas and of years."""
    columns = {c.number: c for c in seen.columns}

    def named(other: Mapping[int, str]) -> dict[int, str]:
        return dict(other) | {
            n: pointing.column_choice(c.letter, c.heading, c.examples) for n, c in columns.items()
        }

    areas = named(
        {NO_COLUMN: pointing.TEXTS.scotland_alone}
        | ({ACROSS: pointing.across(seen.areas_across)} if seen.areas_across else {})
    )
    years = named(
        {NO_COLUMN: pointing.one_year(seen.one_year)}
        | ({ACROSS: pointing.across(seen.years_across)} if seen.years_across else {})
    )
    likely_area = ACROSS if seen.areas_across else NO_COLUMN if seen.area is None else seen.area
    likely_year = ACROSS if seen.years_across else NO_COLUMN if seen.year is None else seen.year
    left, right = st.columns(2)
    with left:
        area = _pick(pointing.TEXTS.area, areas, likely_area, f"{key}/area")
    with right:
        year = _pick(pointing.TEXTS.year, years, likely_year, f"{key}/year")
    return area, year


def _pick(label: str, options: Mapping[int, str], likely: int, key: str) -> int:
    found = st.selectbox(
        label,
        list(options),
        index=list(options).index(likely),
        key=key,
        format_func=lambda n: options.get(n, ""),
    )
    return int(found)


def pick_measures(
    place: PointedFile, seen: UnknownTable, asked: Sequence[MeasureLabel], key: str
) -> dict[str, str]:
    """Draw a choice of measure for every heading or row that stands for one."""
    names = {m.id: m.name for m in place.catalogue.measures.values()}
    is_of_rows = bool(asked) and asked[0].kind in ("row", "rows")
    title = pointing.TEXTS.labels if is_of_rows else pointing.TEXTS.measures
    st.html(html.heading(3, title, "cj-panel-title"))
    likely = likely_measures([one.text for one in asked], seen.title, place.catalogue)
    options = ["", *names]
    chosen = {}
    places = st.columns(2)
    for number, one in enumerate(asked):
        found = places[number % 2].selectbox(
            html.plain(pointing.asked(one.text, one.kind)),
            options,
            index=options.index(likely.get(one.text, "")),
            key=f"{key}/{one.kind}/{one.text}",
            format_func=lambda id_: names.get(id_, pointing.TEXTS.leave_out),
        )
        if found:
            chosen[one.text] = found
    return chosen


def pick_words(place: PointedFile, seen: UnknownTable, key: str) -> RecognitionWords:
    """Draw the words by which workbook and table are known again, and the publication."""
    st.html(html.heading(3, pointing.TEXTS.again, "cj-panel-title"))
    base = place.onto.recipe if place.onto else place.base
    if base:
        title = _pick_title(seen, key)
        table = _pick_name(seen, key)
        name = table if place.onto else base.title
        return RecognitionWords(base.workbook[0], title, base.publication, name, table)
    publication = _pick_publication(place)
    workbook = st.text_input(
        pointing.TEXTS.workbook,
        value=words_of_workbook(place.book),
        key=f"{place.key}/workbook",
        help=pointing.TEXTS.workbook_help,
    )
    title = _pick_title(seen, key)
    table = _pick_name(seen, key)
    name = st.text_input(pointing.TEXTS.name, value=workbook, key=f"{place.key}/name", max_chars=80)
    return RecognitionWords(workbook or "", title, publication, name or "", table)


def _pick_name(seen: UnknownTable, key: str) -> str:
    text = st.text_input(
        pointing.TEXTS.table_name,
        value=lasting_words(seen.title)[:_LONGEST_NAME],
        key=f"{key}/name of the table",
        help=pointing.TEXTS.table_name_help,
        max_chars=_LONGEST_NAME,
    )
    return " ".join((text or "").split())


def _pick_title(seen: UnknownTable, key: str) -> str:
    text = st.text_input(
        pointing.TEXTS.words,
        value=lasting_words(seen.title),
        key=f"{key}/title",
        help=pointing.TEXTS.words_help,
    )
    return text or ""


def _pick_publication(place: PointedFile) -> str:
    known = publications(place.catalogue)
    likely = likely_publication(place.book, place.catalogue)
    found = st.selectbox(
        pointing.TEXTS.publication,
        list(known),
        index=None if likely is None else list(known).index(likely),
        key=f"{place.key}/publication",
        placeholder=pointing.TEXTS.choose,
        format_func=lambda id_: known.get(id_, ""),
    )
    return found or ""


def heading_of(seen: UnknownTable, number: int) -> str:
    """Give the heading of a column; nothing where the choice is no column."""
    return next((c.heading for c in seen.columns if c.number == number), "")


def symbols_so_far(place: PointedFile) -> dict[str, str]:
    """Give what was said of signs that are not known: see ``pick_symbols``."""
    begin = f"{place.key}/sign/"
    return {
        str(key).removeprefix(begin): str(value)
        for key, value in st.session_state.items()
        if str(key).startswith(begin) and value
    }


def pick_symbols(place: PointedFile, signs: Sequence[str]) -> None:
    """Draw a choice of meaning for every sign among the figures that is not understood."""
    if not signs:
        return
    st.html(html.heading(3, pointing.TEXTS.symbols, "cj-panel-title"))
    for sign in signs:
        st.selectbox(
            html.plain(f"“{sign}”"),
            ["", *MEANINGS],
            key=f"{place.key}/sign/{sign}",
            format_func=lambda status: MEANINGS.get(status, pointing.TEXTS.not_said),
        )
