"""Words of the page that adds official workbooks, and of what changed with a load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cjdata.reference.catalogue import Publication
from cjdata.reference.periods import month_in_words
from cjdata.settings import Loading
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and, lower_first, number

TEXTS = StandingWords("loading")
"""The words that stand as they are, from ``cjdata/texts/loading.toml``."""
OTHER_TEXT = TEXTS.other_text


_WHO_MAY: dict[Loading, str] = {
    "local": (
        "Workbooks are added on the computer that runs this dashboard: open the link with the "
        "key there, which was printed when it started. Whoever looks after the dashboard can also "
        "run “python -m cjdata import” with the files, or let others add workbooks on this page "
        "(setting CJDATA_LOADING)."
    ),
    "signed-in": (
        "Workbooks are added by editors who have signed in, at the foot of the page Meeting pack. "
        "Whoever looks after the dashboard can also run “python -m cjdata import” with the files "
        "(settings CJDATA_LOADING and CJDATA_EDITORS)."
    ),
    "off": (
        "Adding workbooks on this page is switched off (setting CJDATA_LOADING). Whoever looks "
        "after the dashboard can run “python -m cjdata import” with the files."
    ),
    "on": "Everybody who can open this page may add workbooks.",
}


def who_may_load(rule: Loading) -> str:
    """Say who may load figures, and how, to somebody who may not."""
    return _WHO_MAY[rule]


def made_from(inputs: Sequence[str], loads: int) -> str:
    """Say what figures were made from: the text by its files, the loads by their number."""
    loaded = [counted(loads, "loaded workbook")] if loads else []
    return join_and([*inputs, *loaded])


def due(publication: Publication, this_month: str) -> str:
    """Say when a publication is next due, and whether it should be out."""
    if not publication.next_due:
        return "not known"
    late = " (should be out)" if publication.next_due < this_month else ""
    return f"{month_in_words(publication.next_due)}{late}"


def due_sentence(publications: Sequence[Publication], this_month: str) -> str:
    """Say which publications should be out by now, and which comes next."""
    dated = sorted((p for p in publications if p.next_due), key=lambda p: p.next_due or "")
    out = [_with_month(p) for p in dated if (p.next_due or "") < this_month]
    coming = [_with_month(p) for p in dated if (p.next_due or "") >= this_month]
    parts = [f"New editions should be out of {join_and(out)}."] if out else []
    parts += [f"Next: {coming[0]}."] if coming else []
    return " ".join(parts)


def _with_month(publication: Publication) -> str:
    month = month_in_words(publication.next_due or "")
    return f"{publication.title.rstrip('.')} ({month})"


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number of things.

    >>> counted(1, "table"), counted(1200, "figure")
    ('1 table', '1,200 figures')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def recognised(publication: str, edition: str, published: str) -> str:
    """Say what a file was recognised as."""
    of = f", edition {edition}" if edition else ", edition not known"
    day = f", published {day_in_words(published)}" if published else ""
    return f"{publication}{of}{day}."


def left_out(count: int) -> str:
    """Name the list of the tables that are left out."""
    return f"Tables left out ({number(count)})"


def not_read(count: int) -> str:
    """Name the list of the sheets that no figure was read from."""
    return f"Sheets not read ({number(count)})"


def questions_title(count: int, still_open: int) -> str:
    """Name the part with the questions.

    >>> questions_title(3, 2), questions_title(1, 0)
    ('Questions (3, of which 2 are open)', 'Questions (1, answered)')
    """
    if not still_open:
        return f"Questions ({number(count)}, {'answered' if count == 1 else 'all answered'})"
    if still_open == count:
        return f"Questions ({number(count)})"
    are = "is" if still_open == 1 else "are"
    return f"Questions ({number(count)}, of which {number(still_open)} {are} open)"


def kept_answers_title(count: int) -> str:
    """Name the part with the answers that were given to earlier files."""
    return f"Answers kept from before ({number(count)})"


def answer_kept(says: str, tables: Sequence[str], by: str, on: str) -> str:
    """Tell a question that was answered before, and by whom."""
    who = f" by {by}" if by else ""
    when = f" on {day_in_words(on)}" if on else ""
    told = f" Answered{who}{when}." if who or when else ""
    return f"{_tables(tables)} also {'say' if len(tables) > 1 else 'says'} “{says}”.{told}"


def yes_label(asks: str, tables: Sequence[str]) -> str:
    """Say what a yes will do."""
    figures = "the figures" if len(tables) == 1 else "the figures of all of them"
    if asks in ("year", "years"):
        return f"Yes: load {figures} as of that year"
    if asks in ("shares", "counts"):
        return f"Yes: they are right, load {figures} as they stand"
    if asks == "area":
        return f"Yes: load {figures} as Scotland’s"
    return f"Yes: the words change nothing, load {figures} as they stand"


def no_label(tables: Sequence[str]) -> str:
    """Say what a no will do."""
    return f"No: leave {'the figures' if len(tables) == 1 else 'the figures of all of them'} out"


def _tables(names: Sequence[str]) -> str:
    return join_and([f"“{name}”" for name in names])


def waits_for_answers(count: int) -> str:
    """Say, where the button to publish would stand, that it waits for answers."""
    which = "the question above has" if count == 1 else f"the {number(count)} open questions have"
    return f"Nothing can be published until {which} a yes or a no."


def nothing_left(files: Sequence[str]) -> str:
    """Say that nothing is loaded of files, for a person said so."""
    return f"Nothing is left to load of {join_and(files)}: as answered, all of it is left out."


def verdict(
    errors: int, questions: int, warnings: int, *, is_new: bool, left_out: Sequence[str] = ()
) -> str:
    """Say in a sentence what came of the check."""
    if errors:
        found = counted(errors, "error")
        return f"{found}: nothing can be published until the files are right."
    if questions:
        found = counted(questions, "question")
        answer = "it is" if questions == 1 else "all are"
        return f"{found}: nothing can be published until {answer} answered below."
    if not is_new:
        return nothing_left(left_out) if left_out else TEXTS.nothing_new
    if warnings:
        return f"The files can be published once you have looked at {counted(warnings, 'warning')}."
    return "The files are sound: look at what will change, then publish."


def will_change(counts: str) -> str:
    """Say in a line what publishing would change."""
    return f"{counts}. What was read, and every change, is listed below."


def yes_to_warnings(count: int) -> str:
    """Ask for a yes to warnings."""
    these = "this warning" if count == 1 else f"these {number(count)} warnings"
    return f"I have looked at {these} and the figures are right"


def accepted_warnings(count: int) -> str:
    """Name the list of warnings that were looked at and accepted."""
    return f"Warnings that were looked at and accepted ({number(count)})"


def others_label(count: int, noun: str) -> str:
    """Name the part that holds what a list leaves out."""
    return f"{number(count)} more {noun if count == 1 else noun + 's'}"


def live_now(files: Sequence[str], counts: str, by: str) -> str:
    """Say that figures have been published."""
    return f"Published by {by}: {join_and(files)}. {counts}: live now, for everybody."


def way_back(*, has_earlier: bool) -> str:
    """Say how to go back."""
    if has_earlier:
        return "If something is wrong, go back to the figures before, under “Loads so far” below."
    return "There were no figures before to go back to."


def to_do(todo: str) -> str:
    """Introduce what to do about a change."""
    return f"What to do: {lower_first(todo)}"


def going_back(when: str, what: str) -> str:
    """Say what going back to earlier figures means, before it is done."""
    return (
        f"Go back to the figures of {when} ({what})? All pages will show those figures, for "
        "everybody. Nothing is deleted: you can come back the same way."
    )


def gone_back(when: str) -> str:
    """Say that earlier figures are current again."""
    return f"All pages show the figures of {when} again."


def happened(what: str, when: str) -> str:
    """Say in a sentence what was done and when: by whom is not for every reader."""
    return f"{what or 'Built'}, {when}."


def day_in_words(iso: str) -> str:
    """Write a day, or a month, of the calendar; anything else stays as it is.

    >>> day_in_words("2026-01-13")
    '13 January 2026'
    """
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return month_in_words(iso) if len(iso) == 7 else iso
    return f"{day.day} {day:%B %Y}"


def moment_in_words(iso: str) -> str:
    """Write a moment as the clock on the wall shows it; anything else stays as it is."""
    try:
        here = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso or "at a time not known"
    return f"{here.day} {here:%B %Y}, {here:%H:%M}"
