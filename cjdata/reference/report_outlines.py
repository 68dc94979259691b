"""Outlines: which words a report asks for, under which headings, in which order.

An outline is a TOML file of ``reference/outlines/`` that a partnership can change. Its sections
stand in the order of the report; those per outcome stand together, and the report repeats them
for each outcome, the high-level indicator first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from cjdata.errors import CjdataError, Mistake, SourceError
from cjdata.toml_lines import Place, TomlFile, read_toml

ANNUAL_REPORT = "annual-report"
HIGHLIGHTS_AND_ISSUES = "highlights-and-issues"
HIGH_LEVEL = "H"
"""Stands in place of an outcome's number for the high-level indicator, which is over all."""

_FIX_SHAPE = "Correct it; cjdata/outline.py describes what each key means."

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class OutlineRecord(BaseModel):
    """A part of an outline: no key is unknown, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AssessmentOption(OutlineRecord):
    """One answer to an assessment: what is kept, and what a reader sees."""

    id: Id
    label: Text


class OutlineSection(OutlineRecord):
    """One heading of a report.

    Attributes
    ----------
    per
        ``area``: once in a report. ``outcome``: once for each outcome.
    kind
        ``words``: the coordinator writes. ``assessment``: the coordinator chooses one of
        ``choices`` and says why. ``figures``: takes no words, as the report computes what
        stands here: per area the framework's table, per outcome the figures of its indicator.
    help
        What is wanted here, for the person who writes.
    """

    id: Id
    heading: Text
    per: Literal["area", "outcome"]
    kind: Literal["words", "assessment", "figures"] = "words"
    help: str = ""
    choices: tuple[AssessmentOption, ...] = ()

    @property
    def takes_words(self) -> bool:
        """Whether the coordinator writes here."""
        return self.kind != "figures"

    def label_of(self, choice: str) -> str:
        """Give what a reader sees of a choice; the choice itself where the outline has it not."""
        return next((c.label for c in self.choices if c.id == choice), choice)


class Outline(OutlineRecord):
    """The headings of one report, in order.

    Attributes
    ----------
    outcomes_heading
        The heading over the sections that are repeated for each outcome.
    """

    id: Id
    title: Text
    about: str = ""
    outcomes_heading: str = ""
    sections: tuple[OutlineSection, ...]

    @property
    def by_id(self) -> Mapping[str, OutlineSection]:
        """The sections by their id."""
        return {section.id: section for section in self.sections}

    def slots(self, outcomes: tuple[str, ...]) -> tuple[tuple[OutlineSection, str], ...]:
        """Give each place for words in the report's order: a section, and an outcome or ``""``.

        ``outcomes`` are the outcomes' keys in the order of the report.
        """
        asked = [s for s in self.sections if s.takes_words]
        places: list[tuple[OutlineSection, str]] = []
        for section in asked:
            if section.per == "area":
                places.append((section, ""))
            elif not any(s.per == "outcome" for s, _ in places):
                block = [s for s in asked if s.per == "outcome"]
                places += [(s, outcome) for outcome in outcomes for s in block]
        return tuple(places)


class OutlineError(CjdataError):
    """The outlines have mistakes."""


def load_outlines(folder: Path) -> Mapping[str, Outline]:
    """Read every outline of a folder, by the name of its file.

    Raises
    ------
    OutlineError
        With every mistake, by file and line: a file that cannot be read or is no TOML, an
        unknown or missing key, a wrong value, a section that stands twice, sections per outcome
        that do not stand together, an assessment without choices, a folder without outlines.
    """
    outlines: dict[str, Outline] = {}
    findings: list[Mistake] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            outlines[path.stem] = load_outline(path)
        except OutlineError as error:
            findings += error.findings
    if not outlines and not findings:
        where = f"{folder.parent.name}/{folder.name}"
        findings.append(Mistake(where, "holds no outline", "Restore annual-report.toml."))
    if findings:
        raise OutlineError(findings)
    return outlines


def load_outline(path: Path) -> Outline:
    """Read one outline; its id is the name of its file.

    Raises
    ------
    OutlineError
        With every mistake of the file, as in ``load_outlines``.
    """
    file = _read(path)
    content = {key: value for key, value in file.content.items() if key != "section"}
    content |= {"id": path.stem, "sections": file.content.get("section", [])}
    try:
        outline = Outline.model_validate(content)
    except ValidationError as error:
        raise OutlineError(_shape_findings(file, error)) from error
    findings = [Mistake(file.where(place), what, fix) for place, what, fix in _mistakes(outline)]
    if findings:
        raise OutlineError(findings)
    return outline


def _read(path: Path) -> TomlFile:
    try:
        return read_toml(path)
    except SourceError as error:
        raise OutlineError(error.findings) from error


def _shape_findings(file: TomlFile, error: ValidationError) -> Iterator[Mistake]:
    for problem in error.errors():
        place: Place = tuple("section" if n == "sections" else n for n in problem["loc"])
        is_in_section = len(place) > 1 and isinstance(place[1], int)
        key = ".".join(map(str, place[2:] if is_in_section else place))
        yield Mistake(file.where(place), f"{key}: {problem['msg']}", _FIX_SHAPE)


def _mistakes(outline: Outline) -> Iterator[tuple[Place, str, str]]:
    """Give what no single key shows: its place, what is wrong, a fix."""
    if not any(section.takes_words for section in outline.sections):
        yield ("section",), "the outline asks for no words", "Add a [[section]] that does."
    seen: Counter[str] = Counter()
    for n, section in enumerate(outline.sections):
        seen[section.id] += 1
        if seen[section.id] == 2:
            what = f"the section “{section.id}” stands twice"
            yield ("section", n, "id"), what, "Give each section an id of its own."
        before = [s.per for s in outline.sections[:n]]
        if section.per == "outcome" and "outcome" in before and before[-1] != "outcome":
            what = f"the section “{section.id}” is apart from the others per outcome"
            yield ("section", n, "per"), what, "Let the sections per outcome follow each other."
        yield from ((("section", n, "choices"), *problem) for problem in _choice_mistakes(section))


def _choice_mistakes(section: OutlineSection) -> Iterator[tuple[str, str]]:
    if section.kind == "assessment" and len(section.choices) < 2:
        yield "an assessment needs at least two choices", "Add choices = [{ id, label }, …]."
    if section.kind != "assessment" and section.choices:
        yield f"a section of kind {section.kind} has no choices", "Remove them."
    if len({choice.id for choice in section.choices}) < len(section.choices):
        yield "a choice stands twice", "Give each choice an id of its own."
