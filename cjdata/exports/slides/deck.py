"""A deck: one finding a slide, between a title, a table of all, what is missing, and sources."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from cjdata.exports.given import Given
from cjdata.exports.slides.finding_slides import add_finding
from cjdata.exports.slides.parts import Deck, set_language
from cjdata.exports.slides.standing_slides import (
    About,
    add_missing,
    add_opening,
    add_overview,
    add_sources,
)
from cjdata.exports.slides.template import open_template
from cjdata.exports.telling import Tell, counted, silent
from cjdata.reference.areas import Area
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.wording import slides as words
from cjdata.wording.documents import LANGUAGE
from cjdata.wording.files import WRITING

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every part in the file, so that the same deck is the same file."""


def deck(
    views: Sequence[View],
    *,
    title: str,
    area: Area,
    today: date,
    template: Given | None = None,
    overview: View | None = None,
    tell: Tell = silent,
) -> bytes:
    """Write views as a PowerPoint presentation, one finding a slide.

    Parameters
    ----------
    title
        Of the deck; by the area where it is empty.
    template
        A presentation of the partnership's own, whose layouts are used; None for the built-in.
    overview
        The view for the slide after the title; without it the first of ``views`` that stands
        first in slides.

    Raises
    ------
    TemplateError
        When the template is no presentation that can be used.
    """
    first = overview or next((v for v in views if "first in slides" in type_of(v).roles), None)
    others = tuple(view for view in views if view is not first)
    about = About(title or words.deck_title(area), area, today, others, first)
    made = Deck(open_template(template), about.is_illustrative)
    add_opening(made, about)
    add_overview(made, about)
    for view in counted(others, WRITING, tell):
        add_finding(made, view)
    add_missing(made, about)
    add_sources(made, about)
    presentation = made.template.presentation
    set_language(presentation)
    _describe(presentation, about)
    return _same_bytes(presentation)


def _describe(presentation: Any, about: About) -> None:
    """Fill the properties of the file."""
    properties = presentation.core_properties
    properties.title, properties.author = about.title, words.TEXTS.author
    properties.language, properties.last_modified_by = LANGUAGE, words.TEXTS.author
    properties.subject, properties.keywords, properties.category = about.area.name, "", ""
    snapshots = ", ".join(about.snapshots)
    properties.comments = words.comments(
        snapshots, about.editions, illustrative=about.is_illustrative
    )
    day = datetime.combine(about.today, time())
    properties.created = properties.modified = day
    properties.revision = 1


def _same_bytes(presentation: Any) -> bytes:
    """Save a presentation so that the same slides give the same bytes."""
    saved, result = io.BytesIO(), io.BytesIO()
    presentation.save(saved)
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
