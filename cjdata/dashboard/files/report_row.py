"""Draws the row of the report: which one, of which year, how many texts are still to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from cjdata import settings
from cjdata.dashboard import html, page_choices, page_links
from cjdata.dashboard.files import file_button, file_offers, template_choice
from cjdata.dashboard.files.file_offers import ChosenReport, FilePick
from cjdata.dashboard.files.file_row import PLACE, row
from cjdata.dashboard.narrative import report_texts
from cjdata.dashboard.pack import pack_of_visit
from cjdata.dashboard.page_frame import PageFrame
from cjdata.errors import CjdataError
from cjdata.exports import outputs
from cjdata.exports.report import places_without_words
from cjdata.narrative import WordsError, outcome_keys
from cjdata.reference.areas import Area
from cjdata.reference.report_outlines import Outline, load_outlines
from cjdata.wording import files as words


def draw(here: PageFrame, pick: FilePick, *, is_editor: bool) -> ChosenReport | None:
    """Draw the row; give the report whose words can be read, None where none can be."""
    try:
        outlines = load_outlines(settings.home() / "reference" / "outlines")
    except CjdataError as error:
        with row("report"):
            _say(words.TEXTS.no_outlines, error, with_place=True)
        return None
    return _draw(here, pick, outlines, is_editor=is_editor)


def _draw(
    here: PageFrame, pick: FilePick, outlines: Mapping[str, Outline], *, is_editor: bool
) -> ChosenReport | None:
    with row("report") as action:
        wanted = _pick(here, outlines, is_editor=is_editor)
        template = None
        if is_editor:
            template = template_choice.pick("report", outputs.check_report_template)
        try:
            missing, total = _missing(here, wanted)
        except WordsError as error:
            _say(words.TEXTS.no_words_yet, error)
            return None
        _draw_missing(here, wanted, words.not_written(missing, total), is_editor=is_editor)
        with action:
            file_button.draw(file_offers.report(pick, wanted, template))
    return wanted


def _pick(here: PageFrame, outlines: Mapping[str, Outline], *, is_editor: bool) -> ChosenReport:
    """Draw the choices: which report, of which year, with drafts or without."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        draw = partial(st.selectbox, words.TEXTS.report_label, width=280)
        report = page_choices.pick(here, report_texts.report_choices(outlines), draw)
        draw = partial(st.selectbox, words.TEXTS.year_label, width=140)
        year = page_choices.pick(here, report_texts.year_choices(here.today), draw)
        drafts = is_editor and st.checkbox(
            words.TEXTS.drafts_label, key=f"{PLACE}/drafts", help=words.TEXTS.drafts_help
        )
    return ChosenReport(here.area, outlines[report], year, drafts)


def _missing(here: PageFrame, wanted: ChosenReport) -> tuple[int, int]:
    """Count the texts that are not written, and all texts."""
    keys = outcome_keys(here.figures.catalogue)
    return places_without_words(wanted.outline, keys, wanted.written())


def _draw_missing(here: PageFrame, wanted: ChosenReport, said: str, *, is_editor: bool) -> None:
    if said:
        st.html(html.paragraph(said, "cj-note"))
    if said and is_editor:
        chosen = here.link_parameters(part="words", report=wanted.outline.id, year=wanted.year)
        page_links.draw(here, pack_of_visit.PAGE, words.TEXTS.to_the_words, chosen)


def of_site(wanted: ChosenReport | None, area: Area) -> ChosenReport | None:
    """Give the words that the site prints: published ones, of its own area."""
    return None if wanted is None else replace(wanted, area=area, drafts=False)


def _say(what: str, error: CjdataError, *, with_place: bool = False) -> None:
    """Say what cannot be done; where a file of the data folder has the mistake, in which."""
    reasons = map(str if with_place else words.reason, error.findings)
    lines = [what, *reasons, words.TEXTS.no_report]
    st.html(html.notice(lines, "cj-problem"))
