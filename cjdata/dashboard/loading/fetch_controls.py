"""Draws how official workbooks are got: look at the publishers' sites, choose, fetch.

The sites are asked when one of the two buttons is pressed, and at no other time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from cjdata import settings
from cjdata.dashboard import html, progress_bar
from cjdata.dashboard.loading import visit_uploads
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.fetching.fetch_errors import NotFetched
from cjdata.fetching.fetch_files import FetchedFiles
from cjdata.fetching.sitting import FetchSitting, OfferedHere
from cjdata.publishing.load_fetched import uploads_of
from cjdata.publishing.load_workbooks import Upload
from cjdata.reference.catalogue import Catalogue, Publication
from cjdata.views.loading.offers import not_got_table, offer_view, publication_choice
from cjdata.wording import fetching as words
from cjdata.wording import loading

_VISIT = f"{WHILE_HERE}fetched"
_REMARKS = "cj-remarks"


@dataclass
class _Visit:
    """What this visit has seen on the sites and fetched from them."""

    offered: list[OfferedHere] = field(default_factory=list)
    troubles: list[NotFetched] = field(default_factory=list)
    has_looked: bool = False
    files: FetchedFiles | None = None
    looks: int = 0


def _visit() -> _Visit:
    found = st.session_state.setdefault(_VISIT, _Visit())
    assert isinstance(found, _Visit)  # noqa: S101 - only this module puts it there
    return found


def uploads() -> list[Upload]:
    """Give what was fetched in this visit, as files that are handed over."""
    files = _visit().files
    return uploads_of(files.files) if files else []


def forget() -> None:
    """Let go of what was seen and fetched: it was published."""
    st.session_state.pop(_VISIT, None)


def draw(here: PageFrame) -> None:
    """Draw the controls, and do what a button asks for."""
    visit = _visit()
    catalogue = here.figures.catalogue
    with st.expander(words.TEXTS.title, expanded=visit.has_looked):
        st.html(html.paragraph(words.TEXTS.lead))
        chosen = _pick_publications(catalogue)
        every = st.toggle(words.TEXTS.every_label, key="fetching/every")
        if st.button(words.TEXTS.look_label, key="fetching/look", disabled=not chosen):
            _look(visit, catalogue, chosen, every=every)
        if visit.has_looked:
            _draw_offer(visit, catalogue)


def _pick_publications(catalogue: Catalogue) -> list[Publication]:
    choice = publication_choice(catalogue)
    names = st.multiselect(
        words.TEXTS.which_label,
        list(choice.by_name),
        default=list(choice.default),
        key="fetching/publications",
        help=words.TEXTS.which_help,
    )
    return [choice.by_name[name] for name in names]


def _look(
    visit: _Visit, catalogue: Catalogue, chosen: Sequence[Publication], *, every: bool
) -> None:
    if not _is_allowed():
        return
    place = st.empty()
    try:
        with FetchSitting(settings.home(), catalogue) as sitting:
            offered, found = sitting.look(chosen, every=every, progress=progress_bar.bar(place))
    except CjdataError as error:
        st.html(html.notice(list(map(str, error.findings)), "cj-problem"))
        return
    finally:
        place.empty()
    visit.offered, visit.troubles, visit.files = offered, found.troubles, None
    visit.has_looked, visit.looks = True, visit.looks + 1
    visit_uploads.forget_outcome()


def _draw_offer(visit: _Visit, catalogue: Catalogue) -> None:
    view = offer_view(visit.offered, catalogue)
    st.html(html.notice([view.sentence]))
    if view.editions:
        st.html(html.folding_table(view.editions))
    st.html(html.bullets(view.without))
    troubles = [*visit.troubles, *(visit.files.troubles if visit.files else ())]
    if table := not_got_table(troubles):
        title = html.heading(3, words.TEXTS.not_got_caption, "cj-panel-title")
        st.html(title + html.paragraph(words.TEXTS.by_hand) + html.folding_table(table, _REMARKS))
    if visit.files:
        _draw_fetched(visit, visit.files)
    elif view.choices:
        _draw_choice(visit, catalogue, dict(view.choices), view.wanted)


def _draw_choice(
    visit: _Visit,
    catalogue: Catalogue,
    choices: dict[str, OfferedHere],
    wanted: Sequence[str],
) -> None:
    if not wanted:
        st.html(html.paragraph(words.TEXTS.all_held))
    names = st.multiselect(
        words.TEXTS.choose_label,
        list(choices),
        default=list(wanted),
        key=f"fetching/editions/{visit.looks}",
    )
    pressed = st.button(
        words.TEXTS.fetch_label, type="primary", key="fetching/fetch", disabled=not names
    )
    if pressed and _is_allowed():
        place = st.empty()
        editions = [choices[name].edition for name in names]
        try:
            with FetchSitting(settings.home(), catalogue) as sitting:
                visit.files = sitting.fetch(editions, progress=progress_bar.bar(place))
        except CjdataError as error:
            st.html(html.notice(list(map(str, error.findings)), "cj-problem"))
            return
        finally:
            place.empty()
        st.rerun()


def _draw_fetched(visit: _Visit, files: FetchedFiles) -> None:
    lines = [words.fetched([one.name for one in files.files], files.unchanged)]
    st.html(html.notice([*lines, *map(str, files.replaced)]))
    if st.button(words.TEXTS.put_away_label, key="fetching/away"):
        visit.files = None
        visit_uploads.forget_check()
        st.rerun()


def _is_allowed() -> bool:
    """Whether sites may be asked for this reader; says so where not."""
    if access.is_allowed():
        return True
    st.html(html.notice([loading.TEXTS.refused_now], "cj-problem"))
    return False
