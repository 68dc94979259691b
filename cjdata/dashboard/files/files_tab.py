"""Draws the files to take along: slides, report, workbook, pictures, site, a row for each."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cjdata.dashboard import html
from cjdata.dashboard.files import file_button, file_offers, report_row, template_choice
from cjdata.dashboard.files.file_offers import FileOffer, FilePick, PackContents
from cjdata.dashboard.files.file_row import PLACE, row
from cjdata.dashboard.pack import pack_of_visit
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.exports import outputs
from cjdata.exports.picture import SLIDE, Size, read_size
from cjdata.exports.picture_files import Form
from cjdata.wording import files as words


def draw(here: PageFrame) -> None:
    """Draw what goes into the files, and the rows."""
    pick = FilePick(here.figures, here.area, pack_of_visit.pack(), here.today)
    contents = pick.contents()
    _draw_lead(here, contents)
    is_editor = access.may_edit(here.messages)
    with row("slides") as action:
        check = outputs.check_slides_template
        template = template_choice.pick("slides", check) if is_editor else None
        _offer(action, file_offers.slides(pick, contents, template), contents.views)
    asked = report_row.draw(here, pick, is_editor=is_editor)
    with row("workbook") as action:
        _offer(action, file_offers.workbook(pick, contents), contents.views)
    with row("pictures") as action:
        offer = file_offers.pictures(pick, contents, *_pick_picture())
        _offer(action, offer, contents.pictured, words.TEXTS.no_pictures)
    with row("site") as action:
        said = report_row.of_site(asked, contents.area)
        if said is None:
            st.html(html.paragraph(words.TEXTS.site_without_words, "cj-note"))
        _offer(action, file_offers.site(pick, contents, said), 1)


def _draw_lead(here: PageFrame, contents: PackContents) -> None:
    """Say what goes into the files, and what is left out of them."""
    count, area = contents.views, contents.area
    said = words.lead(contents.title, count, area)
    st.html(html.paragraph(said if contents.is_own else words.lead_empty(count, area)))
    notes = [*contents.left_out, *([words.two_areas(area, here.area)] if area != here.area else [])]
    if notes:
        st.html(html.notice(notes))


def _pick_picture() -> tuple[Form, Size]:
    """Draw the choice of the sort of picture and its size; of a sort without pixels it has none."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chosen = st.selectbox(
            words.TEXTS.form_label,
            list(words.TEXTS.by_key("forms")),
            format_func=words.TEXTS.by_key("forms").__getitem__,
            key=f"{PLACE}/form",
            width=160,
        )
        if chosen == "svg":
            return "svg", SLIDE
        size = st.selectbox(
            words.TEXTS.size_label,
            list(words.TEXTS.by_key("sizes")),
            format_func=words.TEXTS.by_key("sizes").__getitem__,
            key=f"{PLACE}/size",
            width=220,
        )
    return "png", read_size(size)


def _offer(
    action: DeltaGenerator,
    offer: FileOffer,
    views: int,
    why: str = words.TEXTS.nothing_shown,
) -> None:
    """Draw the button of a file; where no view goes into it, why there is none."""
    with action:
        if views:
            file_button.draw(offer)
        else:
            st.html(html.paragraph(why, "cj-note"))
