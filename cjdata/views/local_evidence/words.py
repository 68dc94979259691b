"""Sentences of local evidence, which is never said in one sentence with a national figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.designations import in_words
from cjdata.wording.findings import Finding
from cjdata.wording.publications import AbsenceNote
from cjdata.wording.sources import GENERATOR
from cjdata.wording.standing import ILLUSTRATIVE_SENTENCE

LOCAL_EVIDENCE = "Local evidence"
LOCAL_LABEL = "Local evidence, not an official statistic"
NATIONAL_LABEL = "National indicator"
MEASURE = "Measure"
LOCAL_HEADER = (MEASURE, "Newest", "Years before")
NO_INDICATOR = "No national indicator"
GET_THE_TEMPLATE = "Get the template"


def evidence_heading(area: Area) -> str:
    """Name what the tables of local evidence list."""
    return f"Local evidence of {area.name}, beside the national indicators"


def evidence_finding(
    area: Area, measures: int, indicators: int, newest: str, *, illustrative: bool
) -> Finding:
    """Say how much local evidence is held of an area, for which indicators, and how new it is."""
    caveats = (ILLUSTRATIVE_SENTENCE,) if illustrative else ()
    if area.kind == "scotland":
        lead = "Local evidence is counted for local authorities: choose one to see it."
        return Finding(lead, (), caveats)
    if not measures:
        return Finding(f"No local evidence is held for {area.name}.", (), caveats)
    noun = f"{measures} local {'measure gives' if measures == 1 else 'measures give'}"
    to = f"{indicators} national indicator{'' if indicators == 1 else 's'}"
    return Finding(
        f"{noun} context to {to} in {area.name}.",
        (
            f"The newest figures are for {newest}.",
            "Local evidence is counted by councils and local services. It is not an official "
            "statistic, and is neither added to a national indicator nor compared with one.",
        ),
        caveats,
    )


def evidence_how_to_read() -> tuple[str, str]:
    """Explain the tables of local evidence."""
    return (
        "On the left is what local services and councils count themselves, each year as they give "
        "it.",
        "On the right is the national indicator: the two count different things, so do not add "
        "them up or set one against the other.",
    )


def evidence_description(area: Area, shown: Sequence[tuple[str, int]]) -> str:
    """Describe the tables in words: each indicator with how many local measures it has."""
    parts = [f"{name}: {_local(count)}" for name, count in shown]
    return f"Tables. {evidence_heading(area)}. {'; '.join(parts) or 'None held'}."


def _local(count: int) -> str:
    return f"{count} local measure{'' if count == 1 else 's'}"


def evidence_absence(area: Area) -> AbsenceNote:
    """Say how local evidence is added."""
    return AbsenceNote(
        f"How to add local evidence of {area.name}",
        (
            "Councils and services count much that the national indicators do not show, such as "
            "arrest referrals.",
            "A template to fill in is on the dashboard’s page “Add official workbooks”.",
        ),
    )


def closing_sentence(area: Area, missing: Sequence[Measure]) -> str:
    """Name in one sentence the local measures of which an area has no figure."""
    if not missing:
        return ""
    names = "; ".join(measure.name for measure in missing)
    return f"Nothing is held for {area.name} on {_local(len(missing))}: {names}."


def evidence_source_line(
    local: Sequence[Source], national: Sequence[Source], *, illustrative: bool
) -> str:
    """Name every source of local evidence with what it is; those of the indicators are counted."""
    if illustrative:
        return GENERATOR
    if not local:
        return "No source: nothing is held."
    named = "; ".join(f"{one.title} ({in_words(one.designation)})" for one in local)
    if not national:
        return f"Local sources: {named}."
    beside = "other source" if len(national) == 1 else "other sources"
    return (
        f"Local sources: {named}. The national indicators beside them have {len(national)} "
        f"{beside}, named on their own pages."
    )


def notes_of(labels: Mapping[str, Sequence[str]], *, are_of_all: bool) -> tuple[str, ...]:
    """Write notes of local measures, each with the names of those that it is of.

    Where every measure has a note, that of most of them names none and comes last.
    """
    most = max(labels, key=lambda said: len(labels[said]), default="")
    is_short = are_of_all and len(labels.get(most, ())) > 1
    others = "All of them" if len(labels) == 1 else "All others"
    named = [
        f"{'; '.join(names)}: {said}."
        for said, names in labels.items()
        if said != most or not is_short
    ]
    return (*named, *([f"{others}: {most}."] if is_short else []))


def earlier_years(count: int) -> str:
    """Say that there are more years than are listed."""
    return f"and {count} earlier, in the file" if count else ""
