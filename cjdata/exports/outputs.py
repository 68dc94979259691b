"""The outputs of a pack: slides, workbook, pictures, site, and the report of its area.

The page and the commands make them here, so that both give the same files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cjdata.errors import CjdataError, Mistake
from cjdata.exports.collected import Collected
from cjdata.exports.given import Given
from cjdata.exports.picture import SLIDE, Size
from cjdata.exports.picture_files import Form, has_picture, picture_files
from cjdata.exports.report import Words, report
from cjdata.exports.report.base import open_base
from cjdata.exports.site import site_html
from cjdata.exports.slides import deck
from cjdata.exports.slides.template import open_template
from cjdata.exports.telling import Tell, between, silent
from cjdata.exports.workbook import figures_workbook
from cjdata.library import FigureSet
from cjdata.narrative import WordsStore, as_printed
from cjdata.reference.areas import Area
from cjdata.reference.report_outlines import HIGH_LEVEL, Outline
from cjdata.views.addressed import views_of_area
from cjdata.views.view import View
from cjdata.views.view_type import Role
from cjdata.wording import files as words


def slides(
    collected: Collected, *, title: str = "", template: Given | None = None, tell: Tell = silent
) -> bytes:
    """Write a pack as a presentation: after the title, what stands first in slides of its area.

    Raises
    ------
    CjdataError
        When no view is left to show, or the template cannot be used.
    """
    return deck(
        _some(collected.views),
        title=title or collected.title,
        area=collected.area,
        today=collected.today,
        template=template,
        overview=next(iter(_with_role(collected, "first in slides")), None),
        tell=tell,
    )


def workbook(collected: Collected, tell: Tell = silent) -> bytes:
    """Write the tables of a pack; where nobody chose, all that there is of the area.

    Raises
    ------
    CjdataError
        When no view is left to show.
    """
    views = _some(workbook_views(collected))
    return figures_workbook(views, area=collected.area, today=collected.today, tell=tell)


def pictures(
    collected: Collected, form: Form = "png", size: Size = SLIDE, tell: Tell = silent
) -> bytes:
    """Draw the views of a pack into a ZIP.

    Raises
    ------
    CjdataError
        When none of them has a picture.
    """
    _some(tuple(filter(has_picture, collected.views)))
    return picture_files(collected, form, size, tell)


def site(collected: Collected, said: Mapping[str, str] | None = None, tell: Tell = silent) -> bytes:
    """Write a pack as one HTML file: the profile of its area first.

    ``said`` is what the coordinator wrote, by heading.
    """
    views = site_views(collected)
    return site_html(views, area=collected.area, today=collected.today, said=said, tell=tell)


def annual_report(
    figures: FigureSet,
    area: Area,
    year: str,
    outline: Outline,
    written: Words,
    *,
    today: date,
    template: Given | None = None,
    tell: Tell = silent,
) -> bytes:
    """Write the report of an area on a year; it holds all indicators, whatever the pack does.

    Raises
    ------
    CjdataError
        When the template cannot be used.
    """
    held = between(tell, 0.1, 1)
    tell(words.TEXTS.reading_views, 0)
    return report(figures, area, year, outline, written, today=today, template=template, tell=held)


def check_slides_template(template: Given) -> None:
    """Look whether slides can be made from a template.

    Raises
    ------
    CjdataError
        When they cannot, with the reason.
    """
    open_template(template)


def check_report_template(template: Given) -> None:
    """Look whether a report can be written into a template.

    Raises
    ------
    CjdataError
        When it cannot, with the reason.
    """
    open_base(template)


def workbook_views(collected: Collected) -> tuple[View, ...]:
    """Give the views that a workbook holds."""
    return collected.views if collected.is_own else _of_area(collected)


def site_views(collected: Collected) -> tuple[View, ...]:
    """Give the views that a site holds: the profile of the area, then the others, none twice."""
    if not collected.is_own:
        return _of_area(collected)
    first = _with_role(collected, "first in a site")
    known = {(view.kind, view.area) for view in first}
    return (*first, *(v for v in collected.views if (v.kind, v.area) not in known))


def _of_area(collected: Collected) -> tuple[View, ...]:
    return _with_role(collected, "files of an area")


def _with_role(collected: Collected, role: Role) -> tuple[View, ...]:
    return views_of_area(collected.figures, collected.area.code, role, collected.today)


def _some(views: tuple[View, ...]) -> tuple[View, ...]:
    if not views:
        raise CjdataError(
            Mistake(words.TEXTS.where, words.TEXTS.nothing_left, words.TEXTS.take_others)
        )
    return views


def written_words(
    held: WordsStore | None, area: Area, year: str, outline: Outline, *, drafts: bool = False
) -> Words:
    """Give the words of a report as it prints them: published ones, and drafts if asked for.

    Each draft is marked as one. ``held`` is None where nobody has written anything yet.

    Raises
    ------
    WordsError
        When the database refuses.
    """
    if held is None:
        return {}
    found = held.written(area.code, year, outline=outline.id, drafts=drafts)
    return {
        place: words.as_draft(text) if version.state == "draft" else text
        for place, version in found.items()
        if (text := as_printed(version, outline))
    }


def by_heading(outline: Outline, written: Words) -> dict[str, str]:
    """Give words by heading, as the site prints them, in the order of the outline."""
    known = [section.id for section in outline.sections]
    outcomes = sorted({outcome for _, outcome in written}, key=lambda o: (o != HIGH_LEVEL, o))
    places = [(section, outcome) for outcome in ("", *filter(None, outcomes)) for section in known]
    return {
        words.heading_of(outline.by_id[place[0]].heading, place[1]): written[place]
        for place in places
        if place in written
    }
