"""Draws what was found in workbooks and what will change, and publishes on a yes.

What asks for something comes first, and right behind it the decision: the long lists of what was
read and what will change stand below, so that nobody has to scroll past them on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cjdata import events, settings
from cjdata.dashboard import html
from cjdata.dashboard.loading import (
    changes_sections,
    fetch_controls,
    questions_form,
    visit_uploads,
)
from cjdata.dashboard.loading.visit_uploads import ClickResult
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, publish_files
from cjdata.views.loading.changes import counts_of
from cjdata.views.loading.checks import CheckedView, FileView, checked_view
from cjdata.views.table import Table
from cjdata.wording import loading

_OPEN = 6
"""How many remarks of a kind are seen without opening anything."""

_REMARKS = "cj-remarks"


def draw_verdict(view: CheckedView, uploads: Sequence[Upload]) -> None:
    """Draw the verdict, what would change in a line, and all that asks for something."""
    css = "cj-problem" if view.errors else "cj-notice"
    st.html(html.notice([view.verdict, *([view.summary] if view.summary else [])], css))
    _draw_remarks(view.errors, "error")
    questions_form.draw(view, uploads)
    _draw_remarks(view.warnings, "warning")


def draw_set_aside(table: Table) -> None:
    """Draw which fetched files are left out, and why; all others are published without them."""
    first = Table(table.caption, table.header, table.rows[:_OPEN])
    st.html(html.heading(2, table.caption, "cj-file") + html.folding_table(first, _REMARKS))
    rest = table.rows[_OPEN:]
    if rest:
        label = loading.others_label(len(rest), "remark")
        with st.expander(label):
            st.html(html.folding_table(Table(label, table.header, rest), _REMARKS))


def draw_details(view: CheckedView) -> None:
    """Draw what was read of each file, what will change, and the notes."""
    for file in view.files:
        _draw_file(file, repeated=file.name in view.repeated)
    if view.sections:
        st.html(html.heading(2, loading.TEXTS.what_changes))
        changes_sections.draw_sections(view.sections)
    _draw_remarks(view.notes, "note")


def _draw_file(file: FileView, *, repeated: bool) -> None:
    lines = [file.recognised, loading.TEXTS.loaded_before if repeated else ""]
    st.html(
        html.heading(2, file.name, "cj-file")
        + "".join(html.paragraph(line) for line in lines if line)
        + (html.folding_table(file.tables) if file.tables else "")
        + (html.bullets(file.left_out) if 0 < len(file.left_out) <= _OPEN else "")
    )
    if len(file.left_out) > _OPEN:
        with st.expander(loading.left_out(len(file.left_out))):
            st.html(html.bullets(file.left_out))
    if file.not_read:
        with st.expander(loading.not_read(len(file.not_read))):
            st.html(html.bullets(file.not_read))


def _draw_remarks(table: Table | None, noun: str) -> None:
    if table is None:
        return
    first = Table(table.caption, table.header, table.rows[:_OPEN])
    st.html(html.heading(2, table.caption, "cj-file") + html.folding_table(first, _REMARKS))
    rest = table.rows[_OPEN:]
    if rest:
        label = loading.others_label(len(rest), noun)
        with st.expander(label):
            st.html(html.folding_table(Table(label, table.header, rest), _REMARKS))


def draw_publishing(here: PageFrame, checked: CheckedUpload) -> None:
    """Draw the yes to warnings, the name, and the button; publish when it is pressed.

    While a question is open it says so instead; where nothing is new, answers alone are kept.
    """
    if checked.errors or (checked.changes_nothing and not checked.new_answers):
        return
    if checked.questions:
        st.html(html.paragraph(loading.waits_for_answers(len(checked.questions))))
        return
    token, count = visit_uploads.token(), len(checked.warnings)
    accepted = not count or st.checkbox(loading.yes_to_warnings(count), key=f"loading/yes/{token}")
    name = st.text_input(
        loading.TEXTS.who_label,
        value=access.account(),
        key="loading/name",
        help=loading.TEXTS.who_help,
    )
    label = loading.TEXTS.keep_answers if checked.changes_nothing else loading.TEXTS.publish_label
    pressed = st.button(
        label, type="primary", disabled=not accepted, key=f"loading/publish/{token}"
    )
    if pressed:
        _publish(here, checked, " ".join((name or "").split()), accept=accepted)


def _publish(here: PageFrame, checked: CheckedUpload, by: str, *, accept: bool) -> None:
    if not access.is_allowed():
        st.html(html.notice([loading.TEXTS.refused_now], "cj-problem"))
        return
    if not by:
        st.html(html.notice([loading.TEXTS.no_name], "cj-problem"))
        return
    try:
        snapshot = publish_files(settings.home(), checked, by=by, accept=accept)
    except CjdataError as error:
        st.html(html.notice([loading.TEXTS.failed, *map(str, error.findings)], "cj-problem"))
        return
    events.record("published" if snapshot else "nothing new", by=by, files=len(checked.reads))
    if snapshot is None:
        said = loading.TEXTS.answers_kept if checked.new_answers else loading.TEXTS.nothing_new
        visit_uploads.start_anew(ClickResult((said,)))
    else:
        visit_uploads.start_anew(_published(here, checked, by))
    fetch_controls.forget()
    st.rerun()


def _published(here: PageFrame, checked: CheckedUpload, by: str) -> ClickResult:
    view: CheckedView = checked_view(checked, here.area.name)
    files = [file.name for file in view.files if file.name not in view.repeated]
    counts = counts_of(checked.report) if checked.report else ""
    return ClickResult(
        (
            loading.live_now(files, counts, by),
            loading.way_back(has_earlier=bool(checked.held.snapshot)),
            *([loading.TEXTS.look_at_them] if view.pages else []),
        ),
        view.pages,
    )
