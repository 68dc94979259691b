"""Draws the page that adds official workbooks: drop them in, see what will change, confirm."""

from __future__ import annotations

import streamlit as st

from cjdata import settings
from cjdata.dashboard import file_drop, html, page_frame, page_links, progress_bar
from cjdata.dashboard.loading import (
    check_report,
    fetch_controls,
    loads_so_far,
    pointing_form,
    visit_uploads,
)
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.ingest.edition_dates import NOT_DATED, StatedEdition
from cjdata.library import library
from cjdata.publishing.load_fetched import set_aside
from cjdata.publishing.load_workbooks import CheckedUpload, Upload
from cjdata.views.loading.checks import checked_view, expected_view
from cjdata.views.loading.offers import set_aside_table
from cjdata.wording import loading

_TYPES = ["xlsx", "xls", "ods", "csv"]


def draw() -> None:
    """Draw the page: for those who may load figures, and for all others."""
    here = page_frame.current()
    page_frame.draw_messages(here)
    allowed = access.is_allowed()
    _draw_head(here, allowed=allowed)
    _draw_outcome(here)
    mistakes = here.figures.reference.mistakes
    if mistakes:
        st.html(html.notice([loading.TEXTS.not_checked, *map(str, mistakes)], "cj-problem"))
    _draw_expected(here, is_main=not allowed)
    if allowed:
        _draw_loading(here)
    loads_so_far.draw(allowed=allowed)


def _draw_head(here: PageFrame, *, allowed: bool) -> None:
    lead = loading.TEXTS.loading_lead if allowed else loading.who_may_load(settings.loading())
    st.html(
        html.page_head("", loading.TEXTS.loading_title, here.badge)
        + html.paragraph(lead, "cj-finding")
        + (html.paragraph(loading.TEXTS.loading_illustrative) if here.badge else "")
    )


def _draw_outcome(here: PageFrame) -> None:
    outcome = visit_uploads.outcome()
    if outcome is None:
        return
    st.html(html.notice(outcome.lines, "cj-problem" if outcome.failed else "cj-notice"))
    for page in outcome.pages:
        chosen = here.link_parameters(set=settings.PUBLISHED)
        page_links.draw(here, page.path, page.label, chosen)


def _draw_loading(here: PageFrame) -> None:
    fetch_controls.draw(here)
    uploads = [*fetch_controls.uploads(), *_pick_files()]
    if not uploads:
        visit_uploads.forget_check()
        return
    said, whole = _said(uploads), None
    try:
        whole = _check(uploads, said)
    except CjdataError as error:
        st.html(html.notice([loading.TEXTS.not_checked, *map(str, error.findings)], "cj-problem"))
    checked = _without_faulty(whole, uploads) if whole else None
    view = checked_view(checked, here.area.name) if checked else None
    if checked and view:
        check_report.draw_verdict(view, uploads)
        check_report.draw_publishing(here, checked)
    is_asked = whole is None or any(remark.kind == NOT_DATED for remark in whole.errors)
    _draw_edition(is_open=is_asked)
    if whole and view:
        check_report.draw_details(view)
        pointing_form.draw(here, uploads, whole, said)


def _without_faulty(whole: CheckedUpload, uploads: list[Upload]) -> CheckedUpload:
    """Set fetched files aside that have an error, and say which."""
    fetched = {one.name: one.fetched.address for one in uploads if one.fetched}
    checked, aside = visit_uploads.last(
        "set aside", visit_uploads.token(), lambda: set_aside(whole, fetched)
    )
    if table := set_aside_table(aside, fetched):
        check_report.draw_set_aside(table)
    return checked


def _pick_files() -> list[Upload]:
    files = file_drop.draw(
        loading.TEXTS.drop_label,
        settings.upload_limit(),
        type=_TYPES,
        accept_multiple_files=True,
        key=visit_uploads.uploader_key(),
        on_change=visit_uploads.forget_outcome,
    )
    return [Upload(file.name, file.getvalue()) for file in files]


def _said(uploads: list[Upload]) -> StatedEdition:
    """Give what was said of the files, in the fields below what came of it."""
    names = ("edition", "published", "url")
    texts = (str(st.session_state.get(f"loading/{name}") or "") for name in names)
    edition, published, url = (" ".join(text.split()) for text in texts)
    return StatedEdition(edition, published, url, visit_uploads.answers(uploads))


def _draw_edition(*, is_open: bool) -> None:
    """Draw the fields of the edition, its date and its address: open where one is asked for."""
    with st.expander(loading.TEXTS.edition_title, expanded=is_open):
        st.text_input(
            loading.TEXTS.edition_label, key="loading/edition", help=loading.TEXTS.edition_help
        )
        st.text_input(
            loading.TEXTS.published_label,
            key="loading/published",
            help=loading.TEXTS.published_help,
        )
        st.text_input(
            loading.TEXTS.address_label, key="loading/url", help=loading.TEXTS.address_help
        )


def _check(uploads: list[Upload], said: StatedEdition) -> CheckedUpload:
    """Check the files; a bar shows where it is."""
    place = st.empty()
    try:
        return visit_uploads.checked(uploads, said, progress_bar.bar(place))
    finally:
        place.empty()


def _draw_expected(here: PageFrame, *, is_main: bool) -> None:
    """Draw which workbooks there are, and what is loaded of them: closed where it is not all."""
    published = library().figures(settings.PUBLISHED)
    view = expected_view(published, settings.home(), f"{here.today:%Y-%m}")
    st.html(html.paragraph(view.due))
    if is_main:
        st.html(html.heading(2, view.table.caption) + html.folding_table(view.table))
        return
    with st.expander(view.table.caption):
        st.html(html.folding_table(view.table))
