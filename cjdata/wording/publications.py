"""Words on publications: how fresh they are, and what is missing from them here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cjdata.fetching.newest_seen import SeenEdition
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import OfAreas, Publication
from cjdata.reference.periods import month_in_words
from cjdata.series import Series
from cjdata.text import join_and, upper_first
from cjdata.wording.absences import area_absence
from cjdata.wording.named import place


def freshness(publication: Publication, today_month: str, newer: SeenEdition | None = None) -> str:
    """Say when the figures were published, and when the next are due or that they are out."""
    parts = []
    if publication.newest_published:
        edition = f" ({publication.newest_known} edition)" if publication.newest_known else ""
        parts.append(f"Published {month_in_words(publication.newest_published)}{edition}.")
    elif publication.newest_known:
        parts.append(f"Newest edition known: {publication.newest_known}.")
    if newer:
        parts.append(newer_is_out(newer))
    elif publication.next_due:
        due = month_in_words(publication.next_due)
        if publication.next_due < today_month:
            parts.append(f"The next was due in {due}: look for a newer edition.")
        else:
            parts.append(f"Next due {due}.")
    else:
        parts.append("When the next is due is not known.")
    return " ".join(parts)


def freshness_of(
    publications: Iterable[Publication | None],
    today_month: str,
    newer: Mapping[str, SeenEdition] | None = None,
) -> str:
    """Say how fresh some publications are; each is named where there are several.

    ``newer`` are the editions that are out and not loaded, by publication.
    """
    out = newer or {}
    held = {publication.id: publication for publication in publications if publication}
    if len(held) == 1:
        only = next(iter(held.values()))
        return freshness(only, today_month, out.get(only.id))
    return " ".join(
        f"{one.title}: {freshness(one, today_month, out.get(one.id))}" for one in held.values()
    )


def newer_is_out(seen: SeenEdition) -> str:
    """Say that a newer edition is out."""
    out = f", published {month_in_words(seen.published)}" if seen.published else ""
    return f"A newer edition is out: {seen.label or seen.title}{out}. It is not loaded yet."


def is_overdue(publication: Publication, today_month: str) -> bool:
    """Whether a newer edition should have come out before this month."""
    return bool(publication.next_due and publication.next_due < today_month)


@dataclass(frozen=True)
class AbsenceNote:
    """What is said where an area has no figures: a heading, sentences, and a link.

    Attributes
    ----------
    sentences
        What is true wherever it stands: on a page, on a slide, in a document.
    on_page
        What only a page can say, because it points at another part of it.
    """

    heading: str
    sentences: tuple[str, ...]
    link_text: str = ""
    link: str = ""
    offers_illustration: bool = False
    on_page: tuple[str, ...] = ()


def absence_note(
    main: Series,
    others: Sequence[Series],
    counted_by: str,
    publication: Publication,
    *,
    illustrative: bool,
) -> AbsenceNote | None:
    """Say what is missing of an area, where it is published and in which table.

    ``others`` are shown beside it: those with figures are all that there is to see until then.
    None where the area has figures, or where the set is illustrative. Of a council that is
    counted with others no workbook will give a figure, so none is named.
    """
    if main.latest is not None or illustrative:
        return None
    statuses = {f.status for f in main.figures}
    heading = area_absence(main)
    printed = upper_first(publication.title)
    if main.newest_together:
        sentences: tuple[str, ...] = (
            f"The areas that courts serve do not match councils, so {printed} has no figure for "
            f"{main.area.name} alone.",
            "Figures of several councils together are shown under a name of their own.",
        )
        return AbsenceNote(heading, sentences)
    if "restricted" in statuses:
        why = next((f.note for f in reversed(main.figures) if f.status == "restricted"), "")
        sentences = (
            why and f"{why}.",
            counted_by and f"It is counted by {counted_by}.",
        )
        beside = ("What is held beside the indicator is listed under “Other figures for context”.",)
        return AbsenceNote(heading, tuple(s for s in sentences if s), "", "", True, beside)
    if "scotland_only" in statuses:
        sentences = (f"It comes from {printed}, which measures Scotland as a whole.",)
        return AbsenceNote(heading, sentences, printed, publication.url or "", True)
    if publication.url is None:
        sentences = (
            f"No publication with these figures is known ({printed}).",
            "They can be shown once the data owner supplies them.",
        )
        return AbsenceNote(heading, sentences, "", "", True)
    if main.area.kind == "scotland":
        sentences = (
            f"Look for it in {printed} ({publication.publisher}).",
            "It can be shown once that publication is loaded.",
        )
        return AbsenceNote(heading, sentences, printed, publication.url, True)
    sentences = (
        f"They are published in {printed} ({publication.publisher}).",
        _in_table(publication),
        _until_loaded([one.area for one in others if one.latest]),
    )
    return AbsenceNote(heading, sentences, printed, publication.url, True)


def _until_loaded(areas: Sequence[Area]) -> str:
    """Say what is shown while an area has no figures: those of others, or nothing.

    Of this measure alone: context that the area has may stand above it.
    """
    if not areas:
        return "Until that workbook is loaded, there is no figure to show."
    names = join_and([place(area) for area in areas])
    return f"Until that workbook is loaded, such figures are shown for {names} only."


def of_areas(told: Iterable[OfAreas]) -> list[str]:
    """Write what is to be known of single areas where all areas are read of: with their names."""
    return [f"{join_and(one.areas)}: {one.text}" for one in told]


def where_published(publication: Publication) -> str:
    """Say in a sentence which publication and table hold the figures that are not loaded."""
    if publication.url is None:
        return f"No publication with these figures is known ({publication.title})."
    return f"Council figures are published in {publication.title}. {_in_table(publication)}"


def _in_table(publication: Publication) -> str:
    note = publication.council_table_note
    return f"They are in {publication.council_table}.{f' {note}' if note else ''}"
