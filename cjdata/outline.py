"""Outlines: which words a report asks for, under which headings, in which order.

An outline is a TOML file of ``reference/outlines/`` that a partnership can change. Its sections
stand in the order of the report; those per outcome stand together, and the report repeats them
for each outcome, the high-level indicator first.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from cjdata.errors import CjdataError, Finding

ANNUAL_REPORT = "annual-report"
HIGHLIGHTS_AND_ISSUES = "highlights-and-issues"
HIGH_LEVEL = "H"
"""Stands in place of an outcome's number for the high-level indicator, which is over all."""

_FIX_SHAPE = "Correct it; cjdata/outline.py describes what each key means."

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Record(BaseModel):
    """A part of an outline: no key is unknown, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Record):
    """One answer to an assessment: what is kept, and what a reader sees."""

    id: Id
    label: Text


class Section(Record):
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
    choices: tuple[Choice, ...] = ()

    @property
    def takes_words(self) -> bool:
        """Whether the coordinator writes here."""
        return self.kind != "figures"

    def label_of(self, choice: str) -> str:
        """Give what a reader sees of a choice; the choice itself where the outline has it not."""
        return next((c.label for c in self.choices if c.id == choice), choice)


class Outline(Record):
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
    sections: tuple[Section, ...]

    @property
    def by_id(self) -> Mapping[str, Section]:
        """The sections by their id."""
        return {section.id: section for section in self.sections}

    def slots(self, outcomes: tuple[str, ...]) -> tuple[tuple[Section, str], ...]:
        """Give each place for words in the report's order: a section, and an outcome or ``""``.

        ``outcomes`` are the outcomes' keys in the order of the report.
        """
        asked = [s for s in self.sections if s.takes_words]
        places: list[tuple[Section, str]] = []
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
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            outlines[path.stem] = load_outline(path)
        except OutlineError as error:
            findings += error.findings
    if not outlines and not findings:
        where = f"{folder.parent.name}/{folder.name}"
        findings.append(Finding(where, "holds no outline", "Restore annual-report.toml."))
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
    text, content = _read(path)
    sections = content.pop("section", [])
    content = {**content, "id": path.stem, "sections": sections}
    try:
        outline = Outline.model_validate(content)
    except ValidationError as error:
        raise OutlineError(_shape_findings(path, text, error)) from error
    findings = [
        Finding(_where(path, _line_of(text, n, key)), what, fix)
        for n, key, what, fix in _mistakes(outline)
    ]
    if findings:
        raise OutlineError(findings)
    return outline


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        finding = Finding(_where(path), f"cannot be read ({error.strerror})", "Restore the file.")
    except UnicodeDecodeError:
        finding = Finding(_where(path), "is not UTF-8 text", "Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        fix = "Correct the text at that place."
        finding = Finding(_where(path), f"is not valid TOML: {error}", fix)
    raise OutlineError(finding)


def _where(path: Path, line: int | None = None) -> str:
    place = f"{path.parent.name}/{path.name}"
    return f"{place}, line {line}" if line else place


def _shape_findings(path: Path, text: str, error: ValidationError) -> Iterator[Finding]:
    for problem in error.errors():
        place = [str(part) for part in problem["loc"]]
        section = problem["loc"][1] if len(place) > 1 and place[0] == "sections" else None
        number = section if isinstance(section, int) else None
        key = ".".join(place[2:] if number is not None else place).replace("sections", "section")
        line = _line_of(text, number, key.partition(".")[0])
        yield Finding(_where(path, line), f"{key}: {problem['msg']}", _FIX_SHAPE)


def _mistakes(outline: Outline) -> Iterator[tuple[int | None, str, str, str]]:
    """Give what no single key shows: the number of the section, its key, what is wrong, a fix."""
    if not any(section.takes_words for section in outline.sections):
        yield None, "section", "the outline asks for no words", "Add a [[section]] that does."
    seen: Counter[str] = Counter()
    for n, section in enumerate(outline.sections):
        seen[section.id] += 1
        if seen[section.id] == 2:
            what = f"the section “{section.id}” stands twice"
            yield n, "id", what, "Give each section an id of its own."
        before = [s.per for s in outline.sections[:n]]
        if section.per == "outcome" and "outcome" in before and before[-1] != "outcome":
            what = f"the section “{section.id}” is apart from the others per outcome"
            yield n, "per", what, "Let the sections per outcome follow each other."
        yield from ((n, "choices", *problem) for problem in _choice_mistakes(section))


def _choice_mistakes(section: Section) -> Iterator[tuple[str, str]]:
    if section.kind == "assessment" and len(section.choices) < 2:
        yield "an assessment needs at least two choices", "Add choices = [{ id, label }, …]."
    if section.kind != "assessment" and section.choices:
        yield f"a section of kind {section.kind} has no choices", "Remove them."
    if len({choice.id for choice in section.choices}) < len(section.choices):
        yield "a choice stands twice", "Give each choice an id of its own."


def _line_of(text: str, section: int | None, key: str) -> int | None:
    """Give the line of a key in the section of that number, or of the section itself."""
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[section\]\]", line)]
    if section is not None and section >= len(heads):
        return None
    start = 0 if section is None else heads[section]
    stop = next((n for n in heads if n > start), len(lines))
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    found = next((n for n in range(start, stop) if pattern.match(lines[n])), None)
    if found is not None:
        return found + 1
    return start + 1 if section is not None else None
