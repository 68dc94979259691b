"""Draws a theme page: one indicator, top to bottom as a reader needs it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata import wording
from cjdata.catalogue import Choice, Form, Indicator
from cjdata.dashboard import address, frame, html
from cjdata.dashboard.frame import Frame
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import picture_png, picture_svg
from cjdata.views.assemble import years_of
from cjdata.views.selection import Selection, choice_for, form_for
from cjdata.views.theme import ThemeView, theme_view


def draw(page: str) -> None:
    """Draw the page of an indicator."""
    here = frame.current()
    indicator = here.figures.catalogue.indicator_by_page.get(page)
    if indicator is None:
        _draw_left_out(here)
        return
    head, choices, body = st.container(), st.container(), st.container()
    with choices:
        choice, form = _pick_view(here, indicator)
    selection = _pick_years(here, indicator, choice, form)
    view = theme_view(here.figures, page, selection, here.today)
    with head:
        frame.draw_messages(here)
        _draw_head(here, view)
    with body:
        _draw_chart(view)
        _draw_downloads(view)
        st.html(html.facts(view.facts))
        st.html(html.table(view.table) + "".join(html.paragraph(n, "cj-note") for n in view.notes))
        _draw_more(view)


def _draw_left_out(here: Frame) -> None:
    st.html(html.page_head("", here.entry.title, here.badge))
    lines = ["The catalogue record of this page has mistakes, so the page is left out."]
    st.html(html.notice([*lines, *map(str, here.figures.reference.mistakes)], "cj-problem"))


# What the reader chooses


def _pick_view(here: Frame, indicator: Indicator) -> tuple[Choice, Form]:
    page, state = indicator.page, st.session_state
    choice_key, form_key = f"{page}/measure", f"{page}/show"
    if here.incoming is not None or choice_key not in state:
        choice, form = _read_view(here, indicator)
        state[choice_key] = choice.label
        state[form_key] = form
    labels = {choice.label: choice for choice in indicator.choice}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if len(labels) > 1:
            st.segmented_control("Measure", list(labels), key=choice_key, required=True, wrap=True)
        choice = labels[state[choice_key]]
        if state.get(form_key) not in choice.forms:
            state[form_key] = choice.default
        if len(choice.forms) > 1:
            st.segmented_control(
                "Show",
                list(choice.forms),
                key=form_key,
                required=True,
                format_func=wording.FORM_LABELS.__getitem__,
            )
    form = state[form_key]
    here.chosen |= {"measure": choice.key, "show": form}
    here.defaults |= {"measure": indicator.opening_choice.key, "show": choice.default}
    return choice, form


def _read_view(here: Frame, indicator: Indicator) -> tuple[Choice, Form]:
    """Read measure and form from the address that was opened."""
    incoming = here.incoming or {}
    asked, show = incoming.get("measure"), incoming.get("show")
    if asked is not None and indicator.choice_of(asked) is None:
        known = [m for choice in indicator.choice for m in choice.forms.values()]
        first = indicator.opening_choice.key
        asked, message = address.read_option("measure", asked, known, first)
        here.messages.append(message)
    choice = choice_for(indicator, asked)
    if show is not None and show not in choice.forms:
        _, message = address.read_option("show", show, list(choice.forms), choice.default)
        here.messages.append(message)
    return choice, form_for(choice, asked, show)


def _pick_years(here: Frame, indicator: Indicator, choice: Choice, form: Form) -> Selection:
    page, state = indicator.page, st.session_state
    measure = here.figures.catalogue.measures[choice.forms[form]]
    years = years_of(here.figures, measure)
    first_key, last_key = f"{page}/from", f"{page}/to"
    if here.incoming is not None:
        asked = here.incoming.get("from"), here.incoming.get("to")
        state[first_key], state[last_key], messages = address.read_years(*asked, years)
        here.messages += messages
    _keep_within(years, first_key, last_key, f"{page}/years")
    if len(years) > 1:
        with frame.years_place(), st.container(horizontal=True):
            st.selectbox("From", years, key=first_key)
            last_options = [year for year in years if year >= state[first_key]]
            if state[last_key] not in last_options:
                state[last_key] = years[-1]
            st.selectbox("To", last_options, key=last_key)
    first, last = state.get(first_key), state.get(last_key)
    if years:
        here.chosen |= {"from": first or "", "to": last or ""}
        here.defaults |= {"from": years[0], "to": years[-1]}
    as_at = _read_edition(here, page)
    return Selection(
        area=here.area.code,
        comparators=tuple(a.code for a in here.comparators),
        measure=measure.id,
        form=form,
        first=None if not years or first == years[0] else first,
        last=None if not years or last == years[-1] else last,
        as_at=as_at,
    )


def _keep_within(years: list[str], first_key: str, last_key: str, span_key: str) -> None:
    """Keep the chosen years when the measure changes, as far as the new one has them."""
    state = st.session_state
    if not years:
        state.pop(first_key, None)
        state.pop(last_key, None)
        return
    old = state.get(span_key, (years[0], years[-1]))
    for key, at, default in ((first_key, 0, years[0]), (last_key, 1, years[-1])):
        if state.get(key) not in years or state[key] == old[at]:
            state[key] = default
    state[span_key] = (years[0], years[-1])


def _read_edition(here: Frame, page: str) -> str | None:
    """Keep the edition that an address asks for: figures as they stood when it was newest."""
    state, key = st.session_state, f"{page}/edition"
    if here.incoming is not None:
        state[key] = here.incoming.get("edition", "")
    edition = state.get(key, "")
    here.chosen["edition"] = edition
    return edition or None


# What the reader sees


def _draw_head(here: Frame, view: ThemeView) -> None:
    kicker = wording.outcome_line(view.outcome)
    parts = [html.page_head(kicker, view.indicator.name, here.badge), html.finding(view.finding)]
    if view.selection.as_at:
        parts.append(html.notice([wording.as_at_sentence(view.selection.as_at)]))
    st.html("".join(parts))


def _draw_chart(view: ThemeView) -> None:
    marks = html.paragraph(wording.ILLUSTRATIVE, "cj-chart-mark") if view.is_illustrative else ""
    st.html(html.heading(2, view.heading, "cj-chart-heading") + marks)
    for panel in view.panels:
        if panel.title:
            st.html(html.heading(3, panel.title, "cj-panel-title"))
        st.vega_lite_chart(
            spec=panel.spec,
            width="stretch",
            theme=None,
            alt=wording.chart_description(panel.series, view.heading),
        )
    notes = "".join(html.paragraph(note, "cj-note") for note in view.break_notes)
    if not view.panels:
        notes = html.paragraph(wording.NOTHING_TO_DRAW, "cj-note")
    st.html(notes + html.paragraph(view.source_line, "cj-source"))
    if view.absence:
        _draw_absence(view, view.absence)


def _draw_absence(view: ThemeView, note: wording.AbsenceNote) -> None:
    st.html(html.absence(note))
    if note.offers_illustration and "illustrative" in frame.sets():
        st.page_link(
            f"pages/{view.indicator.page}.py",
            label=wording.OFFER_ILLUSTRATION,
            query_params=frame.current().link_parameters(set="illustrative"),
        )


def _draw_downloads(view: ThemeView) -> None:
    name = view.measure.label
    with st.container(horizontal=True, gap="small"):
        for label, ending, mime, make in (
            ("Figures (CSV)", "csv", "text/csv", figures_csv),
            ("Picture (PNG)", "png", "image/png", picture_png),
            ("Picture (SVG)", "svg", "image/svg+xml", picture_svg),
        ):
            st.download_button(
                label,
                data=partial(make, view),
                file_name=file_name(view, ending),
                mime=mime,
                on_click="ignore",
                key=f"{view.indicator.page}/{ending}",
                help=f"{name}: what is shown above",
            )


def _draw_more(view: ThemeView) -> None:
    if view.context:
        with st.expander("Other figures for context", expanded=not view.panels):
            st.html(html.table(view.context))
    with st.expander("What is counted, and what is not"):
        st.html(_definitions(view))
    with st.expander("How to read this"):
        st.html(html.bullets(wording.how_to_read(view.measure, view.series)))
    if view.editions:
        with st.expander("Earlier editions"):
            st.html(html.table(view.editions, numeric=False))
    if view.sources:
        with st.expander(f"Sources ({len(view.sources)})"):
            links = "".join(
                f"<li>{html.link(source.title, source.url)}{html.after_link(source)}</li>"
                for source in view.sources
            )
            st.html(f"<ul>{links}</ul>")


def _definitions(view: ThemeView) -> str:
    indicator = view.indicator
    confirmed = "" if indicator.wording_confirmed else " (wording to be confirmed)"
    pairs = [
        ("National indicator", indicator.wording + confirmed),
        ("Unit of count", indicator.unit_of_count),
        ("Counted by", indicator.counted_by),
        ("Numerator", indicator.numerator),
        ("Denominator", indicator.denominator),
        ("Desired direction", indicator.direction_note),
    ]
    parts = [html.definitions((name, text) for name, text in pairs if text)]
    for title, texts in (
        ("What is counted", indicator.includes),
        ("What is not counted", indicator.excludes),
        ("Read with care", indicator.caveats),
    ):
        if texts:
            parts.append(html.heading(3, title, "cj-panel-title") + html.bullets(texts))
    return "".join(parts)
