"""Draws the choice of a template of the partnership's own, and checks it when it is dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st

from cjdata import settings
from cjdata.dashboard import file_drop, html
from cjdata.dashboard.files.file_row import PLACE
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.errors import CjdataError
from cjdata.exports.given import Dropped
from cjdata.wording import files as words

_TYPES = {"slides": ["pptx", "potx"], "report": ["docx", "dotx"]}
_CHECKED = f"{WHILE_HERE}template"


def pick(kind: str, check: Callable[[Dropped], None]) -> Dropped | None:
    """Draw the place to drop a template; give it where it can be used, else say why not."""
    with st.expander(words.TEXTS.by_key("template_title")[kind]):
        file = file_drop.draw(
            words.TEXTS.by_key("template_label")[kind],
            settings.upload_limit(),
            type=_TYPES[kind],
            key=f"{PLACE}/template-{kind}",
        )
        if file is None:
            st.html(html.paragraph(words.TEXTS.template_note, "cj-note"))
            return None
        template = Dropped(file.name, file.getvalue())
        refused = _refused(kind, template, check)
        if refused:
            lines = [words.template_refused(kind), *refused]
            st.html(html.notice(lines, "cj-problem"))
            return None
        st.html(html.notice([words.template_used(template.name)]))
    return template


def _refused(kind: str, template: Dropped, check: Callable[[Dropped], None]) -> tuple[str, ...]:
    """Give why a template cannot be used, looked at once; nothing where it can."""
    key = template.name, hashlib.sha256(template.content).hexdigest()
    kept = st.session_state.setdefault(_CHECKED, {})
    if kind not in kept or kept[kind][0] != key:
        kept[kind] = key, _findings(template, check)
    found: tuple[str, ...] = kept[kind][1]
    return found


def _findings(template: Dropped, check: Callable[[Dropped], None]) -> tuple[str, ...]:
    try:
        check(template)
    except CjdataError as error:
        return tuple(map(str, error.findings))
    return ()
