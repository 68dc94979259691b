"""The sentences: computed from figures after rounding, so that words and numbers agree.

Every sentence a reader sees about a figure is made here. Pages, tables, pictures and exports
take it as it is.
"""

from cjdata.wording.captions import (
    as_at_sentence,
    break_note,
    chart_description,
    chart_heading,
    direction_of_measure,
    editions_note,
    how_to_read,
)
from cjdata.wording.figures import (
    UNIT_WORDS,
    about_text,
    absence_reason,
    absence_short,
    change_words,
    figure_text,
    level_sentence,
    mark_of,
    marked,
)
from cjdata.wording.findings import Finding, area_absence, finding
from cjdata.wording.publications import (
    AbsenceNote,
    absence_note,
    freshness,
    is_overdue,
    where_published,
)
from cjdata.wording.standing import (
    ATTRIBUTION,
    FORM_LABELS,
    GLANCE_KICKER,
    GLANCE_TITLE,
    HELP,
    ILLUSTRATIVE,
    ILLUSTRATIVE_SENTENCE,
    LEFT_OUT,
    LOAD_IT,
    NOTHING_TO_DRAW,
    OFFER_ILLUSTRATION,
    glance_summary,
    outcome_line,
    page_title,
)

__all__ = [
    "ATTRIBUTION",
    "FORM_LABELS",
    "GLANCE_KICKER",
    "GLANCE_TITLE",
    "HELP",
    "ILLUSTRATIVE",
    "ILLUSTRATIVE_SENTENCE",
    "LEFT_OUT",
    "LOAD_IT",
    "NOTHING_TO_DRAW",
    "OFFER_ILLUSTRATION",
    "UNIT_WORDS",
    "AbsenceNote",
    "Finding",
    "about_text",
    "absence_note",
    "absence_reason",
    "absence_short",
    "area_absence",
    "as_at_sentence",
    "break_note",
    "change_words",
    "chart_description",
    "chart_heading",
    "direction_of_measure",
    "editions_note",
    "figure_text",
    "finding",
    "freshness",
    "glance_summary",
    "how_to_read",
    "is_overdue",
    "level_sentence",
    "mark_of",
    "marked",
    "outcome_line",
    "page_title",
    "where_published",
]
