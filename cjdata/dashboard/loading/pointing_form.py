"""Draws the pointing at the table of a workbook that no recipe knows, and keeps the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from cjdata import settings
from cjdata.dashboard import html
from cjdata.dashboard.loading import pointing_controls, visit_uploads
from cjdata.dashboard.loading.further_controls import FurtherControls
from cjdata.dashboard.loading.pointing_controls import NO_COLUMN, PointedFile
from cjdata.dashboard.loading.visit_uploads import ClickResult
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_writing import extend_recipe, forget_recipe, keep_recipe
from cjdata.ingest.tables.lasting_titles import words_of_others
from cjdata.ingest.unknown_tables.recipe_from_pointing import PointedTable, recipe_of
from cjdata.ingest.unknown_tables.recipe_trial import (
    RecipeTrial,
    added_to,
    of_table,
    try_out,
    with_table,
)
from cjdata.ingest.unknown_tables.unknown_table import UnknownTable, asked_of
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, recipes_of
from cjdata.text import upper_first
from cjdata.views.loading import pointing_words as pointing
from cjdata.views.loading.checks import UNKNOWN
from cjdata.views.loading.pointing import first_rows, trial_view
from cjdata.wording import loading

_MORE = f"{WHILE_HERE}another table of"


def draw(
    here: PageFrame, uploads: Sequence[Upload], checked: CheckedUpload, said: StatedEdition
) -> None:
    """Draw the controls for every file: at once where no recipe knows it, else when asked for."""
    unknown = {remark.file for remark in checked.errors if remark.kind == UNKNOWN}
    own = {read.book.sha256: read for read in checked.reads if read.recipe.own}
    known = {read.book.sha256: read for read in checked.reads if not read.recipe.own}
    for upload in uploads:
        sha = hashlib.sha256(upload.content).hexdigest()
        if upload.name in unknown:
            book = visit_uploads.book_of(upload)
            _draw_pointing(PointedFile(here, checked, book, f"point/{sha[:8]}", said))
        elif sha in own:
            _draw_own(here, checked, own.pop(sha), said)
        elif sha in known:
            _draw_known(here, checked, known.pop(sha), said)


def _draw_known(
    here: PageFrame, checked: CheckedUpload, read: ReadWorkbook, said: StatedEdition
) -> None:
    """Draw what was added to a recipe that ships, and the way to add a further table to it."""
    if any(table.every for table in read.recipe.table):
        return  # an own template, which names its measures
    sha = read.book.sha256
    for added in recipes_of(settings.home(), checked.held):
        if added.adds_to == read.recipe.id:
            _draw_added(added, f"{added.id}/{sha[:8]}")
    label, key = pointing.onto_button(read.book.name), f"point/onto/{sha[:8]}"
    if st.button(html.plain(label), key=key):
        st.session_state[_MORE] = sha
    if st.session_state.get(_MORE) == sha:
        key = f"point/{sha[:8]}/{len(read.recipe.table)}"
        _draw_pointing(PointedFile(here, checked, read.book, key, said, onto=read))


def _draw_added(recipe: Recipe, key: str) -> None:
    file = f"{recipe.id}.toml"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(html.paragraph(pointing.added(recipe.table[0].name, file), "cj-note"))
        if st.button(pointing.TEXTS.forget_label, key=f"point/forget/{key}"):
            _change(lambda folder: forget_recipe(folder, recipe.id), pointing.forgotten(file))


def _draw_own(
    here: PageFrame, checked: CheckedUpload, read: ReadWorkbook, said: StatedEdition
) -> None:
    """Draw what can be done about a recipe that was made by pointing: add to it, or put it away."""
    recipe = read.recipe
    key = f"{recipe.id}/{read.book.sha256[:8]}"
    file = f"{recipe.id}.toml"
    st.html(html.paragraph(pointing.own_recipe(file), "cj-note"))
    with st.container(horizontal=True, gap="small"):
        if st.button(pointing.TEXTS.more_label, key=f"point/more/{key}"):
            st.session_state[_MORE] = recipe.id
        if st.button(pointing.TEXTS.forget_label, key=f"point/forget/{key}"):
            _change(lambda folder: forget_recipe(folder, recipe.id), pointing.forgotten(file))
    if st.session_state.get(_MORE) == recipe.id:
        key = f"point/{read.book.sha256[:8]}/{len(recipe.table)}"
        _draw_pointing(PointedFile(here, checked, read.book, key, said, recipe))


def _draw_pointing(place: PointedFile) -> None:
    if place.onto:
        title, lead = pointing.TEXTS.onto_title, pointing.onto_lead(place.onto.recipe.title)
    elif place.base:
        title, lead = pointing.TEXTS.more_title, ""
    else:
        title, lead = pointing.TEXTS.title, pointing.point_lead(place.book.name)
    st.html(html.heading(2, title) + (html.paragraph(lead) if lead else ""))
    picked = pointing_controls.pick_table(place)
    if picked is None:
        st.html(html.notice([pointing.TEXTS.no_tables], "cj-problem"))
        return
    seen, others = picked
    st.html(html.table(first_rows(seen), numeric=False))
    key = f"{place.key}/{seen.sheet}/{seen.header_row}"
    area, year = pointing_controls.pick_columns(seen, key)
    choices = FurtherControls(seen, area, year, f"{key}/{area}/{year}/further")
    above = st.container()
    pointed = _pick(place, choices, others)
    trial, mistakes = _trial(place, pointed)
    with above:
        choices.draw(trial)
    _draw_trial(place, pointed, trial, mistakes)


def _pick(
    place: PointedFile, choices: FurtherControls, others: Sequence[UnknownTable]
) -> PointedTable:
    """Draw the controls for a table; give what a person says with them."""
    seen, area, year = choices.seen, choices.area, choices.year
    key = f"{place.key}/{seen.sheet}/{seen.header_row}"
    further, asked = choices.so_far(), choices.asked() or asked_of(seen, area, year)
    of = f"{key}/{area}/{year}" + (f"/{further.value}/{further.kind}" if further.value else "")
    measures = pointing_controls.pick_measures(place, seen, asked, of)
    words = pointing_controls.pick_words(place, seen, key)
    return PointedTable(
        name=words.name,
        publication=words.publication,
        workbook=words.workbook,
        title=words.title,
        measures=measures,
        area=pointing_controls.heading_of(seen, area),
        year=pointing_controls.heading_of(seen, year),
        has_areas=area != NO_COLUMN,
        is_across=seen.is_across,
        unless=words_of_others(words.title, [other.title for other in others]),
        period=seen.period,
        symbols=pointing_controls.symbols_so_far(place),
        part=_part_of(place, words.publication),
        table=words.table,
        adds_to=place.onto.recipe.id if place.onto else "",
        **vars(further),
    )


def _part_of(place: PointedFile, publication: str) -> str:
    """Give what editions of a publication are called besides their year, as other recipes do."""
    recipes = recipes_of(settings.home(), place.checked.held)
    return next((r.part for r in recipes if r.publication == publication), "")


def _trial(place: PointedFile, pointed: PointedTable) -> tuple[RecipeTrial | None, list[str]]:
    """Try out what was pointed at; None where too little was said, or something wrong."""
    if not pointed.measures or not pointed.publication:
        return None, []
    try:
        recipe = recipe_of(pointed)
        whole = added_to(place.onto.recipe, recipe) if place.onto else recipe
        if place.base:
            with_table(place.base, recipe)
    except CjdataError as error:
        return None, [upper_first(str(finding)) for finding in error.findings]
    held = place.checked.held
    trial = visit_uploads.last(
        f"{place.key}/trial",
        (whole.model_dump_json(), place.said),
        lambda: try_out(place.book, whole, held.areas, held.catalogue, place.said),
    )
    return of_table(trial, place.onto, recipe.table[0]) if place.onto else trial, []


def _draw_trial(
    place: PointedFile, pointed: PointedTable, trial: RecipeTrial | None, mistakes: Sequence[str]
) -> None:
    """Draw what a recipe of this reads, and keep it when the button is pressed."""
    if mistakes:
        st.html(html.notice(mistakes, "cj-problem"))
    if trial is None:
        if not mistakes:
            st.html(html.notice([pointing.TEXTS.choose_measures]))
        return
    _draw_figures(place, trial)
    signs = dict.fromkeys((*pointed.symbols, *trial.unknown_symbols))
    pointing_controls.pick_symbols(place, list(signs))
    label = pointing.TEXTS.onto_keep if place.onto else pointing.TEXTS.keep
    label = pointing.TEXTS.more_keep if place.base else label
    if trial.read and st.button(label, type="primary", key=f"{place.key}/keep"):
        recipe = recipe_of(pointed)
        whole = with_table(place.base, recipe) if place.base else recipe
        _keep(whole, is_new=place.base is None)


def _draw_figures(place: PointedFile, trial: RecipeTrial) -> None:
    view = trial_view(trial, place.catalogue, place.here.area)
    st.html(html.notice([view.sentence], "cj-notice" if trial.read else "cj-problem"))
    for table, css in ((view.troubles, "cj-remarks"), (view.figures, "")):
        if table:
            title = html.heading(3, table.caption, "cj-panel-title")
            st.html(title + html.folding_table(table, css))


def _keep(recipe: Recipe, *, is_new: bool) -> None:
    if is_new:
        _change(lambda folder: keep_recipe(folder, recipe), pointing.TEXTS.kept)
    else:
        file = f"{recipe.id}.toml"
        _change(lambda folder: extend_recipe(folder, recipe), pointing.extended(file))


def _change(change: Callable[[Path], Path | None], said: str) -> None:
    """Change the folder of recipes where that is allowed, say so, and check the files anew."""
    if not access.is_allowed():
        st.html(html.notice([loading.TEXTS.refused_now], "cj-problem"))
        return
    try:
        path = change(settings.home() / "reference" / "recipes")
    except CjdataError as error:
        st.html(html.notice(list(map(str, error.findings)), "cj-problem"))
        return
    st.session_state.pop(_MORE, None)
    visit_uploads.say(ClickResult((said.format(file=path.name) if path else said,)))
    st.rerun()
