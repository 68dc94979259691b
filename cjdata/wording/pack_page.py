"""Words of the pack on the pages: its button at every view, and the part that shows it."""

from __future__ import annotations

from cjdata.standing_texts import StandingWords
from cjdata.text import lower_first, number
from cjdata.wording.loading import moment_in_words

TEXTS = StandingWords("pack_page")
"""The words that stand as they are, from ``cjdata/texts/pack_page.toml``."""


def button_label(name: str, *, is_in: bool) -> str:
    """Say what the button at a view does; with a name, of which view."""
    said = TEXTS.remove if is_in else TEXTS.add
    return f"{name}: {lower_first(said)}" if name else said


def pack_link(count: int) -> str:
    """Name the way to the pack, with how many views are in it."""
    return f"Meeting pack ({views(count)})"


def views(count: int) -> str:
    """Count views."""
    return f"{number(count)} view{'' if count == 1 else 's'}"


def about(area: str, count: int) -> str:
    """Say what a pack is of."""
    return f"{views(count)}. Slides are titled for {area}."


def for_area(area: str) -> str:
    """Offer to title the pack for another area."""
    return f"Title it for {area}"


def retitled(area: str) -> str:
    """Say whose pack it is now."""
    return f"Slides are titled for {area} now."


def start_with(count: int, area: str) -> str:
    """Offer the ready-made pack to somebody whose pack is empty."""
    return f"Start with the indicators and context of {area}: {views(count)}"


def add_indicators(count: int, area: str) -> str:
    """Offer the ready-made pack on top of what there is."""
    return f"Add the indicators and context of {area}: {views(count)}"


def added(count: int) -> str:
    """Say how many views came in."""
    return f"{views(count)} added." if count else "They are all in the pack already."


def item_heading(at: int, heading: str) -> str:
    """Number a view."""
    return f"{at}. {heading}"


def on_page(title: str) -> str:
    """Name the way back to the view."""
    return f"See it on the page “{title}”"


def no_such_page(page: str) -> str:
    """Name a view that is on no page any more."""
    return f"A view of the page {page}"


def moved(heading: str, at: int, total: int) -> str:
    """Say where a view is now."""
    return f"“{heading}” is view {at} of {total} now."


def first_already(heading: str) -> str:
    """Say why nothing moved."""
    return f"“{heading}” is the first view already."


def last_already(heading: str) -> str:
    """Say why nothing moved."""
    return f"“{heading}” is the last view already."


def taken_out(heading: str) -> str:
    """Say what was taken out."""
    return f"“{heading}” was taken out."


def renamed(name: str) -> str:
    """Say what the pack is called now."""
    return f"The pack is called “{name}” now."


def sure_to_empty(count: int) -> str:
    """Ask before all is taken out."""
    return f"Take out all {views(count)}? You can bring them back afterwards."


def change_of(at: int, heading: str, sentence: str) -> str:
    """Say what has changed of a view."""
    return f"{at}. {heading}: {sentence}"


def other_pack(name: str, count: int) -> str:
    """Ask what to do with the pack of a link, where there is one already."""
    return (
        f"This link holds another pack: “{name}”, {views(count)}. Yours is kept until you choose."
    )


def opened(name: str) -> str:
    """Say which pack is open now."""
    return f"“{name}” is open now."


def saved_by(by: str, moment: str, today: str) -> str:
    """Say who saved the pack, and when; of today the time alone. Moments as ISO texts."""
    day, _, time = moment_in_words(moment).rpartition(", ")
    when = f"at {time}" if day == today else f"on {day} at {time}"
    return f"Saved by {by} {when}."


def list_entry(area: str, by: str, moment: str, count: int | None) -> str:
    """Say of a saved pack whose it is, who saved it and when, and what is in it."""
    return f"{area}, {_held(count)}. Saved by {by}, {moment_in_words(moment)}."


def version_entry(by: str, moment: str, count: int | None, state: str) -> str:
    """Say of a version who saved it and when, and what came of it."""
    came = {"removed": "Removed", "aside": "Kept aside"}.get(state, "Saved")
    return f"{came} by {by}, {moment_in_words(moment)}: {_held(count)}."


def version_name(name: str, at: int) -> str:
    """Name a version of a saved pack."""
    return f"{name}, version {at}"


def somebody_else(name: str) -> str:
    """Say that two people saved the same pack."""
    return f"Somebody else saved “{name}” while you had it open."


def theirs(by: str, moment: str, count: int | None) -> str:
    """Say what the other has saved."""
    return f"Theirs: saved by {by}, {moment_in_words(moment)}, {_held(count)}."


def yours(by: str, moment: str, count: int | None) -> str:
    """Say what the reader wanted to save."""
    return f"Yours: by {by}, {moment_in_words(moment)}, {_held(count)}."


def _held(count: int | None) -> str:
    return views(count) if count is not None else "it cannot be read"


def removed(name: str) -> str:
    """Say that a saved pack is out of the list."""
    return f"“{name}” is no longer in the list."


def not_removed(name: str, by: str) -> str:
    """Say why a saved pack was not taken out of the list."""
    return f"“{name}” was not removed: {by} saved it meanwhile. Look at the list, and try again."


def back_in_list(name: str) -> str:
    """Say that a saved pack is in the list again."""
    return f"“{name}” is in the list again."


def apart(name: str, by: str) -> str:
    """Name the pack of somebody that is kept beside another of the same name."""
    end = f" ({by})"
    return f"{name[: 120 - len(end)]}{end}"
