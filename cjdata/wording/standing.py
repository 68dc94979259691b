"""Standing words: titles, marks, notices and the foot of the page."""

from __future__ import annotations

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Context, Form, Indicator, Measure, Outcome, Theme

ILLUSTRATIVE = "Illustrative figures: not real"
ILLUSTRATIVE_SENTENCE = "These figures are illustrative, not real."
SUPPLIED_SENTENCE = (
    "Figures supplied to the partnership are not published: ask the data owner before they are "
    "passed on."
)
OF_THE_SET = (ILLUSTRATIVE_SENTENCE, SUPPLIED_SENTENCE)
"""What must be known of all figures shown, whatever they are of."""
NO_RULE = (
    "No disclosure rule is set, so figures supplied to the partnership are shown as they came, "
    "small numbers included. Agree a rule with the data owner before anybody else sees them."
)
"""Said on every page where supplied figures are shown without a rule."""
GLANCE_TITLE = "At a glance"
GLANCE_KICKER = "The nine outcomes of the Community Justice Performance Framework, and one over all"
CONTEXT_SENTENCE = "This is context, not a national indicator."
CONTEXT_LINE = "Context: not one of the national indicators"
FURTHER = "National indicator of no single outcome"
WITHOUT_RECORD = "What stands without a record of the catalogue, or without a page:"
LEFT_OUT = "Some indicators are left out, because their catalogue records have mistakes:"
RECORD_LEFT_OUT = "The catalogue record of this page has mistakes, so the page is left out."
NOTHING_TO_DRAW = "There is no figure to draw. The table says why."
FORM_LABELS: dict[Form, str] = {"number": "Number", "rate": "Rate", "percent": "Per cent"}
LOAD_IT = "Got the workbook? Add it to this dashboard"
OFFER_ILLUSTRATION = "See this page with illustrative figures (not real)"


def is_context(theme: Theme, measure: Measure) -> bool:
    """Whether a measure is read beside the ten indicators: its theme is none of them, or it stands
    with one only as context and is none of the measures that the page of the indicator offers.
    """
    is_beside = measure.role == "context" and theme.choice_of(measure.id) is None
    return not theme.is_national or is_beside


def standing_line(theme: Theme, outcome: Outcome | None, measure: Measure | None = None) -> str:
    """Name the outcome that an indicator measures, or say that theme or measure is context."""
    if not theme.is_national or (measure and is_context(theme, measure)):
        return CONTEXT_LINE
    if outcome is None:
        is_over_all = isinstance(theme, Indicator) and theme.is_over_all
        return "High-level indicator, over all outcomes" if is_over_all else FURTHER
    return f"Outcome {outcome.number} · {outcome.text}"


def definition_of(theme: Theme) -> tuple[str, str]:
    """Say what a theme is, under a name: the indicator as the framework words it, or context."""
    if isinstance(theme, Indicator):
        confirmed = "" if theme.wording_confirmed else " (wording to be confirmed)"
        return "National indicator", theme.wording + confirmed
    if isinstance(theme, Context):
        return "Context, not a national indicator", theme.definition
    raise TypeError(f"{theme.id} is neither an indicator nor context")


def glance_summary(area: Area, held: int, total: int) -> str:
    """Say how many indicators have a figure for an area."""
    if held == total:
        return f"{area.name} has a figure for all {total} national indicators."
    if not held:
        return (
            f"{area.name} has a figure for none of the {total} national indicators yet. "
            "Each line says why."
        )
    return (
        f"{area.name} has a figure for {held} of the {total} national indicators. "
        "Where there is none, the line says why."
    )


def page_title(page: str, area: Area) -> str:
    """Title a page in the browser's tab."""
    return f"{page} – Community justice in {area.name}"


def no_record(page: str) -> str:
    """Say that a page file stands without a record of the catalogue."""
    return (
        f"No record of the catalogue has the page “{page}”. To take the page away too, remove "
        f"pages/{page}.py."
    )


def without_page(label: str) -> str:
    """Say a link whose page is not there as plain text."""
    return f"{label} (there is no such page)"


HELP = (
    "Something unclear or wrong? The data notes explain every figure; tell your community "
    "justice coordinator."
)
