"""Draws the pointing at the table of a workbook that no recipe knows, and keeps the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cjdata import settings
from cjdata.catalogue import Catalogue
from cjdata.dashboard import access, html, loading_state
from cjdata.dashboard.frame import Frame
from cjdata.dashboard.loading_state import Outcome
from cjdata.errors import CjdataError
from cjdata.importing import Checked, Upload, recipes_of
from cjdata.ingest.book import Book
from cjdata.ingest.pointing import (
    Pointed,
    Trial,
    likely_measures,
    recipe_of,
    try_out,
    words_of_others,
    words_of_workbook,
)
from cjdata.ingest.recipe_files import forget_recipe, keep_recipe
from cjdata.ingest.recipes import Recipe
from cjdata.ingest.sketch import Asked, Seen, asked_of, lasting_words, table_at, tables_seen
from cjdata.text import upper_first
from cjdata.views.loading import UNKNOWN
from cjdata.views.pointing import (
    MEANINGS,
    first_rows,
    likely_publication,
    publications,
    rows_to_choose,
    trial_view,
)
from cjdata.wording import loading, pointing

_NONE, _ACROSS = -1, -2
"""In a choice of columns: none of them, and side by side in the headings."""


@dataclass(frozen=True)
class _Place:
    """Where a person is pointing: at which file, with the names of the controls for it."""

    here: Frame
    checked: Checked
    book: Book
    key: str
    edition: str

    @property
    def catalogue(self) -> Catalogue:
        return self.checked.held.catalogue


def draw(here: Frame, uploads: Sequence[Upload], checked: Checked, edition: str) -> None:
    """Draw the controls for every file that no recipe knows, and the way to undo a recipe."""
    unknown = {remark.file for remark in checked.errors if remark.kind == UNKNOWN}
    for upload in uploads:
        if upload.name in unknown:
            key = f"point/{hashlib.sha256(upload.content).hexdigest()[:8]}"
            book = loading_state.book_of(upload)
            _draw_pointing(_Place(here, checked, book, key, edition))
    for recipe in {
        read.recipe.id: read.recipe for read in checked.reads if read.recipe.own
    }.values():
        _draw_forgetting(recipe)


def _draw_pointing(place: _Place) -> None:
    st.html(html.heading(2, pointing.TITLE) + html.paragraph(pointing.point_lead(place.book.name)))
    areas = place.checked.held.areas
    tables = tables_seen(place.book, areas)
    if not tables:
        st.html(html.notice([pointing.NO_TABLES], "cj-problem"))
        return
    number = st.selectbox(
        pointing.TABLE,
        range(len(tables)),
        key=f"{place.key}/table",
        format_func=lambda n: pointing.table_choice(
            tables[n].sheet, tables[n].title, tables[n].height
        ),
    )
    seen = _pick_row(place, tables[number])
    st.html(html.table(first_rows(seen), numeric=False))
    others = [table for table in tables if table is not tables[number]]
    _draw_recipe(place, seen, others)


def _pick_row(place: _Place, seen: Seen) -> Seen:
    rows = rows_to_choose(place.book, seen)
    row = st.selectbox(
        pointing.ROW,
        list(rows),
        index=list(rows).index(seen.header_row),
        key=f"{place.key}/row/{seen.sheet}/{seen.header_row}",
        format_func=lambda n: rows.get(n, ""),
    )
    if row == seen.header_row:
        return seen
    return table_at(place.book, seen.sheet, row, place.checked.held.areas)


def _draw_recipe(place: _Place, seen: Seen, others: Sequence[Seen]) -> None:
    key = f"{place.key}/{seen.sheet}/{seen.header_row}"
    area, year = _pick_columns(seen, key)
    measures = _pick_measures(place, seen, asked_of(seen, area, year), f"{key}/{area}/{year}")
    workbook, title, publication = _pick_words(place, seen, key)
    name = st.text_input(pointing.NAME, value=workbook, key=f"{place.key}/name", max_chars=80)
    pointed = Pointed(
        name=name or "",
        publication=publication,
        workbook=workbook,
        title=title,
        measures=measures,
        area=_heading_of(seen, area),
        year=_heading_of(seen, year),
        has_areas=area != _NONE,
        is_across=seen.is_across,
        unless=words_of_others(title, others),
        period=seen.period,
        symbols=_symbols_so_far(place),
        part=_part_of(place, publication),
    )
    _draw_trial(place, pointed)


def _pick_columns(seen: Seen, key: str) -> tuple[int, int]:
    """Draw the choice of the columns of areas and of years."""
    columns = {c.number: c for c in seen.columns}

    def named(other: Mapping[int, str]) -> dict[int, str]:
        return dict(other) | {
            n: pointing.column_choice(c.letter, c.heading, c.examples) for n, c in columns.items()
        }

    areas = named(
        {_NONE: pointing.SCOTLAND_ALONE}
        | ({_ACROSS: pointing.across(seen.areas_across)} if seen.areas_across else {})
    )
    years = named(
        {_NONE: pointing.one_year(seen.one_year)}
        | ({_ACROSS: pointing.across(seen.years_across)} if seen.years_across else {})
    )
    likely_area = _ACROSS if seen.areas_across else _NONE if seen.area is None else seen.area
    likely_year = _ACROSS if seen.years_across else _NONE if seen.year is None else seen.year
    left, right = st.columns(2)
    with left:
        area = _pick(pointing.AREA, areas, likely_area, f"{key}/area")
    with right:
        year = _pick(pointing.YEAR, years, likely_year, f"{key}/year")
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


def _heading_of(seen: Seen, number: int) -> str:
    return next((c.heading for c in seen.columns if c.number == number), "")


def _pick_measures(place: _Place, seen: Seen, asked: Sequence[Asked], key: str) -> dict[str, str]:
    """Draw a choice of measure for every heading or row that stands for one."""
    names = {m.id: m.name for m in place.catalogue.measures.values()}
    title = pointing.LABELS if asked and asked[0].kind == "row" else pointing.MEASURES
    st.html(html.heading(3, title, "cj-panel-title"))
    likely = likely_measures([one.text for one in asked], seen.title, place.catalogue)
    options = ["", *names]
    chosen = {}
    places = st.columns(2)
    for number, one in enumerate(asked):
        found = places[number % 2].selectbox(
            pointing.asked(one.text, one.kind),
            options,
            index=options.index(likely.get(one.text, "")),
            key=f"{key}/{one.kind}/{one.text}",
            format_func=lambda id_: names.get(id_, pointing.LEAVE_OUT),
        )
        if found:
            chosen[one.text] = found
    return chosen


def _pick_words(place: _Place, seen: Seen, key: str) -> tuple[str, str, str]:
    """Draw the words by which workbook and table are known again, and the publication."""
    known = publications(place.catalogue)
    likely = likely_publication(place.book, place.catalogue)
    st.html(html.heading(3, pointing.AGAIN, "cj-panel-title"))
    publication = st.selectbox(
        pointing.PUBLICATION,
        list(known),
        index=None if likely is None else list(known).index(likely),
        key=f"{place.key}/publication",
        placeholder=pointing.CHOOSE,
        format_func=lambda id_: known.get(id_, ""),
    )
    workbook = st.text_input(
        pointing.WORKBOOK,
        value=words_of_workbook(place.book),
        key=f"{place.key}/workbook",
        help=pointing.WORKBOOK_HELP,
    )
    title = st.text_input(
        pointing.WORDS,
        value=lasting_words(seen.title),
        key=f"{key}/title",
        help=pointing.WORDS_HELP,
    )
    return workbook or "", title or "", publication or ""


def _part_of(place: _Place, publication: str) -> str:
    """Give what editions of a publication are called besides their year, as other recipes do."""
    recipes = recipes_of(settings.home(), place.checked.held)
    return next((r.part for r in recipes if r.publication == publication), "")


def _symbols_so_far(place: _Place) -> dict[str, str]:
    """Give what was said of signs that are not known: see ``_pick_symbols``."""
    begin = f"{place.key}/sign/"
    return {
        str(key).removeprefix(begin): str(value)
        for key, value in st.session_state.items()
        if str(key).startswith(begin) and value
    }


def _draw_trial(place: _Place, pointed: Pointed) -> None:
    held = place.checked.held
    if not pointed.measures or not pointed.publication:
        st.html(html.notice([pointing.CHOOSE_MEASURES]))
        return
    try:
        recipe = recipe_of(pointed)
    except CjdataError as error:
        st.html(html.notice([upper_first(str(f)) for f in error.findings], "cj-problem"))
        return
    trial = try_out(place.book, recipe, held.areas, held.catalogue, place.edition)
    view = trial_view(trial, held.catalogue, place.here.area)
    st.html(html.notice([view.sentence], "cj-notice" if trial.read else "cj-problem"))
    if view.troubles:
        st.html(
            html.heading(3, view.troubles.caption, "cj-panel-title")
            + html.folding_table(view.troubles, "cj-remarks")
        )
    _pick_symbols(place, trial, pointed.symbols)
    if view.figures:
        st.html(html.table(view.figures, numeric=False))
    if trial.read and st.button(pointing.KEEP, type="primary", key=f"{place.key}/keep"):
        _keep(recipe)


def _pick_symbols(place: _Place, trial: Trial, said: Mapping[str, str]) -> None:
    """Draw a choice of meaning for every sign among the figures that is not understood."""
    signs = list(dict.fromkeys((*said, *trial.unknown_symbols)))
    if not signs:
        return
    st.html(html.heading(3, pointing.SYMBOLS, "cj-panel-title"))
    for sign in signs:
        st.selectbox(
            f"“{sign}”",
            ["", *MEANINGS],
            key=f"{place.key}/sign/{sign}",
            format_func=lambda status: MEANINGS.get(status, pointing.NOT_SAID),
        )


def _keep(recipe: Recipe) -> None:
    if not access.is_allowed():
        st.html(html.notice([loading.REFUSED_NOW], "cj-problem"))
        return
    try:
        path = keep_recipe(settings.home() / "reference" / "recipes", recipe)
    except CjdataError as error:
        st.html(html.notice(list(map(str, error.findings)), "cj-problem"))
        return
    loading_state.say(Outcome((pointing.kept_as(path.name),)))
    st.rerun()


def _draw_forgetting(recipe: Recipe) -> None:
    file = f"{recipe.id}.toml"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.paragraph(pointing.own_recipe(file), "cj-note"))
        pressed = st.button(pointing.FORGET_LABEL, key=f"point/forget/{recipe.id}")
    if not pressed:
        return
    if not access.is_allowed():
        st.html(html.notice([loading.REFUSED_NOW], "cj-problem"))
        return
    try:
        forget_recipe(settings.home() / "reference" / "recipes", recipe.id)
    except CjdataError as error:
        st.html(html.notice(list(map(str, error.findings)), "cj-problem"))
        return
    loading_state.say(Outcome((pointing.forgotten(file),)))
    st.rerun()
