"""Standing words: titles, marks, notices and the foot of the page."""

from __future__ import annotations

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Context, Indicator, Measure, Outcome, Theme, ToConfirm
from cjdata.standing_texts import StandingWords
from cjdata.supplied_setting import SuppliedSetting

TEXTS = StandingWords("standing")
"""The words that stand as they are, from ``cjdata/texts/standing.toml``."""
CONTEXT_SENTENCE = TEXTS.context_sentence
FORM_LABELS = TEXTS.by_key("form_labels")
REPORT_WRONG = TEXTS.report_wrong
ILLUSTRATIVE = TEXTS.illustrative
ILLUSTRATIVE_SENTENCE = TEXTS.illustrative_sentence
LEFT_OUT = TEXTS.left_out
LOAD_IT = TEXTS.load_it
MORE_ABOUT_THIS = TEXTS.more_about_this
NOTHING_TO_DRAW = TEXTS.nothing_to_draw
OFFER_ILLUSTRATION = TEXTS.offer_illustration
RECORD_LEFT_OUT = TEXTS.record_left_out
SUPPLIED_SENTENCE = TEXTS.supplied_sentence
WITHOUT_RECORD = TEXTS.without_record

OF_THE_SET = (TEXTS.illustrative_sentence, TEXTS.supplied_sentence)
"""What must be known of all figures shown, whatever they are of."""


def not_shown(setting: SuppliedSetting) -> str:
    """Say why supplied figures that are asked for are not shown; nothing of any others."""
    if setting.mistake:
        return TEXTS.supplied_misspelt.format(
            setting=setting.mistake.where.removeprefix("setting ")
        )
    return TEXTS.supplied_without_rule if setting.lacks_rule else ""


def is_context(theme: Theme, measure: Measure) -> bool:
    """Whether a measure is read beside the ten indicators: its theme is none of them, or it stands
    with one only as context and is none of the measures that the page of the indicator offers.
    """
    is_beside = measure.role == "context" and theme.choice_of(measure.id) is None
    return not theme.is_national or is_beside


def standing_line(theme: Theme, outcome: Outcome | None, measure: Measure | None = None) -> str:
    """Name the outcome that an indicator measures, or say that theme or measure is context."""
    if not theme.is_national or (measure and is_context(theme, measure)):
        return TEXTS.context_line
    if outcome is None:
        is_over_all = isinstance(theme, Indicator) and theme.is_over_all
        return "High-level indicator, over all outcomes" if is_over_all else TEXTS.further
    return f"Outcome {outcome.number} · {outcome.text}"


def definition_of(theme: Theme) -> tuple[str, str]:
    """Say what a theme is, under a name: the indicator as the framework words it, or context."""
    if isinstance(theme, Indicator):
        return "National indicator", theme.wording
    if isinstance(theme, Context):
        return "Context, not a national indicator", theme.definition
    raise TypeError(f"{theme.id} is neither an indicator nor context")


TO_CONFIRM = "To be confirmed"
"""Heads the list of what the sources leave open."""


def to_confirm_words(open_point: ToConfirm) -> str:
    """Say what is to be confirmed, and by whom."""
    return f"{open_point.what} To be confirmed by {open_point.by}."


def glance_summary(area: Area, held: int, total: int) -> str:
    """Say how many indicators have a figure for an area."""
    if held == total:
        return f"{area.name} has a figure for all {total} national indicators."
    if not held:
        return (
            f"{area.name} has a figure for none of the {total} national indicators yet. "
            "Each says why."
        )
    return (
        f"{area.name} has a figure for {held} of the {total} national indicators. "
        "Where there is none, it says why."
    )


def page_title(page: str, area: Area) -> str:
    """Title a page in the browser's tab."""
    return f"{page} – Community justice in {area.name}"


def paper_head(page: str, area: Area, mark: str) -> str:
    """Say at the head of each sheet of paper what it is of, with the mark of figures not real."""
    return " · ".join(text for text in (area.name, page, mark) if text)


def no_record(page: str) -> str:
    """Say that a page file stands without a record of the catalogue."""
    return (
        f"No record of the catalogue has the page “{page}”. To take the page away too, remove "
        f"pages/{page}.py."
    )


def without_page(label: str) -> str:
    """Say a link whose page is not there as plain text."""
    return f"{label} (there is no such page)"
