"""Reads the catalogue files, and lists every mistake in them at once, by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cjdata.errors import CatalogueError, Mistake, SourceError, hint, is_slip_of
from cjdata.reference.catalogue import (
    Aim,
    Catalogue,
    Context,
    FaultyRecordPage,
    Indicator,
    Measure,
    NavigationSection,
    Outcome,
    PriorityAction,
    Publication,
    Theme,
)
from cjdata.reference.computed_rates import with_rates
from cjdata.toml_lines import TomlFile, read_toml

R = TypeVar("R", bound=BaseModel)

_KINDS: dict[str, type[Theme]] = {"indicators/": Indicator, "context/": Context}
"""The folders of the records that have a page, and what stands in each."""
_INDICATORS = "indicators/"
_PLACE = re.compile(r'^(page|title|name|section|number) = "?([^"\n]*)"?$', re.MULTILINE)
_BESIDE = "measure of any record"
_FIX_SHAPE = "Correct the record; cjdata/catalogue.py describes what each key means."


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check the catalogue.

    Parameters
    ----------
    folder
        The folder ``reference/catalogue`` of a data folder.

    Raises
    ------
    CatalogueError
        With every mistake: a file that is missing or no TOML, an unknown or missing key, a
        wrong value, an id used twice, a reference to something that does not exist.
    """
    catalogue, findings = load_sound_part(folder)
    if findings:
        raise CatalogueError(findings)
    return catalogue


def load_sound_part(folder: Path) -> tuple[Catalogue, tuple[Mistake, ...]]:
    """Read the catalogue without the records of themes that have mistakes, and list those.

    A running dashboard uses it, so that a mistake in one record costs one page.

    Raises
    ------
    CatalogueError
        When a file that all themes need has a mistake, or no indicator is left.
    """
    findings: list[Mistake] = []
    files = dict(_read_files(folder, findings))
    while True:
        theme_files = [f for name, f in sorted(files.items()) if name.startswith(tuple(_KINDS))]
        new, parts = _check(files, theme_files, some_left_out=bool(findings))
        findings += new
        broken = {f.name for f in theme_files if any(_is_in(x, f.name) for x in new)}
        everywhere = [
            x for x in findings if not x.where.startswith(tuple(_KINDS)) and not _may_be_left_out(x)
        ]
        sound = [f for f in theme_files if f.name not in broken]
        if everywhere or not any(f.name.startswith(_INDICATORS) for f in sound):
            raise CatalogueError(findings)
        if not broken:
            read = {name: tuple(records) for name, records in parts.items()}
            left_out = tuple(_left_out(folder, set(_theme_files(folder)) - set(files)))
            return Catalogue(**read, left_out=left_out), tuple(findings)
        files = {name: file for name, file in files.items() if name not in broken}


def _theme_files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for kind in _KINDS
        for path in sorted(folder.glob(f"{kind}*.toml"))
    ]


def _left_out(folder: Path, names: Iterable[str]) -> Iterator[FaultyRecordPage]:
    """Read where the pages of broken records stand: line by line, for they may be no TOML."""
    for name in sorted(names):
        with suppress(OSError, ValidationError):  # The page is then known by its file alone.
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
            head = re.split(r"^\[", text, maxsplit=1, flags=re.MULTILINE)[0]
            yield FaultyRecordPage.model_validate(dict(_PLACE.findall(head)))


def _is_in(finding: Mistake, name: str) -> bool:
    return finding.where == name or finding.where.startswith(f"{name},")


def _check(
    files: dict[str, TomlFile], theme_files: list[TomlFile], *, some_left_out: bool
) -> tuple[list[Mistake], dict[str, list[Any]]]:
    """Check what could be read; give the mistakes and the records.

    When some themes are left out, a reference may lead to one of them or to its measures.
    """
    findings: list[Mistake] = []
    framework, publications = files.get("framework.toml"), files.get("publications.toml")
    others = files.get("other_measures.toml")
    if not (framework and publications and others):
        return [], {}
    findings += _unknown_tables(framework, {"aim", "priority_action", "outcome", "section"})
    findings += _unknown_tables(publications, {"publication"})
    findings += _unknown_tables(others, {"measure"})
    parts: dict[str, list[Any]] = {
        "aims": _records(framework, "aim", Aim, findings),
        "priority_actions": _records(framework, "priority_action", PriorityAction, findings),
        "outcomes": _records(framework, "outcome", Outcome, findings),
        "sections": _records(framework, "section", NavigationSection, findings),
        "publications": _records(publications, "publication", Publication, findings),
        "other_measures": _records(others, "measure", Measure, findings),
    }
    sources: list[tuple[TomlFile, Theme]] = []
    for file in theme_files:
        kind = _KINDS[file.name.partition("/")[0] + "/"]
        try:
            sources.append((file, kind.model_validate(with_rates(file.content))))
        except ValidationError as error:
            findings += _shape_findings(file, (), error)
    ordered = sorted((theme for _, theme in sources), key=lambda theme: theme.number)
    parts["indicators"] = [theme for theme in ordered if isinstance(theme, Indicator)]
    parts["contexts"] = [theme for theme in ordered if isinstance(theme, Context)]
    if not findings:
        findings += _reference_findings(framework, others, sources, parts)
        if some_left_out:
            findings = [f for f in findings if not _may_be_left_out(f)]
    return findings, parts


def _read_files(folder: Path, findings: list[Mistake]) -> Iterator[tuple[str, TomlFile]]:
    names = ["framework.toml", "publications.toml", "other_measures.toml"]
    found = _theme_files(folder)
    if not any(name.startswith(_INDICATORS) for name in found):
        findings.append(
            Mistake(
                f"{folder.name}/indicators",
                "there are no indicator records",
                "Restore the folder from the project, or point CJDATA_HOME to a whole data folder.",
            )
        )
    for name in names + found:
        try:
            yield name, read_toml(folder / name, name)
        except SourceError as error:
            findings += error.findings


def _records(file: TomlFile, key: str, kind: type[R], findings: list[Mistake]) -> list[R]:
    records: list[R] = []
    for n, content in enumerate(file.content.get(key, [])):
        try:
            records.append(kind.model_validate(content))
        except ValidationError as error:
            findings += _shape_findings(file, (key, n), error)
    return records


def _unknown_tables(file: TomlFile, known: set[str]) -> list[Mistake]:
    return [
        Mistake(file.where((key,)), f"“{key}” is unknown here", _FIX_SHAPE)
        for key in sorted(set(file.content) - known)
    ]


def _shape_findings(
    file: TomlFile, prefix: tuple[int | str, ...], error: ValidationError
) -> list[Mistake]:
    findings = []
    for problem in error.errors():
        loc = prefix + tuple(problem["loc"])
        key = ".".join(str(part) for part in loc if not isinstance(part, int))
        message = problem["msg"].removeprefix("Value error, ")
        what = f"{key}: {message}" if key else message
        findings.append(Mistake(file.where(loc), what, _FIX_SHAPE))
    return findings


def _reference_findings(
    framework: TomlFile,
    others: TomlFile,
    sources: list[tuple[TomlFile, Theme]],
    parts: dict[str, list[Any]],
) -> list[Mistake]:
    """List ids used twice, and references that lead nowhere."""
    findings: list[Mistake] = []

    def check(given: Any, known: list[Any], kind: str, where: str) -> None:
        # What is of another record may be gone with it: ``measures_without_record`` says so.
        is_gone = kind == _BESIDE and given is not None and not is_slip_of(given, known)
        if given is not None and given not in known and not is_gone:
            advice = hint(str(given), [str(k) for k in known])
            findings.append(Mistake(where, f"“{given}” is not a {kind}", advice))

    actions = [a.number for a in parts["priority_actions"]]
    outcomes = [o.number for o in parts["outcomes"]]
    sections = [s.id for s in parts["sections"]]
    publications = [p.id for p in parts["publications"]]
    measures = [m.id for _, i in sources for m in i.measure]
    measures += [m.id for m in parts["other_measures"]]
    places = {
        "outcome": [(o, framework.where(("outcome", n))) for n, o in enumerate(outcomes)],
        "priority action": [
            (a, framework.where(("priority_action", n))) for n, a in enumerate(actions)
        ],
        "section": [(s, framework.where(("section", n))) for n, s in enumerate(sections)],
        "publication": [(p, "publications.toml") for p in publications],
        "indicator": [(i.id, f.where(("id",))) for f, i in sources],
        "page": [(i.page, f.where(("page",))) for f, i in sources],
        "measure": [
            *(
                (m.id, others.where(("measure", n, "id")))
                for n, m in enumerate(parts["other_measures"])
            ),
            *(
                (m.id, f.where(("measure", n, "id")))
                for f, i in sources
                for n, m in enumerate(i.measure)
            ),
        ],
    }
    for kind, named in places.items():
        findings += _repeated(kind, named)
    findings += _two_of_one_outcome(sources)
    for n, action in enumerate(parts["priority_actions"]):
        aims = [a.number for a in parts["aims"]]
        check(action.aim, aims, "number of an aim", framework.where(("priority_action", n, "aim")))
    for n, outcome in enumerate(parts["outcomes"]):
        place = framework.where(("outcome", n, "priority_action"))
        check(outcome.priority_action, actions, "number of a priority action", place)
    for file, theme in sources:
        if isinstance(theme, Indicator):
            place = file.where(("priority_action",))
            check(theme.outcome, outcomes, "number of an outcome", file.where(("outcome",)))
            check(theme.priority_action, actions, "number of a priority action", place)
        check(theme.section, sections, "section of framework.toml", file.where(("section",)))
        check(theme.publication, publications, "known publication", file.where(("publication",)))
        own = [m.id for m in theme.measure]
        for measure_id in theme.headline:
            check(measure_id, own, "measure of this record", file.where(("headline",)))
        check(theme.opens_on, own, "measure of this record", file.where(("opens_on",)))
        for measure_id in theme.beside:
            check(measure_id, measures, _BESIDE, file.where(("beside",)))
        check(theme.leads_with, measures, _BESIDE, file.where(("leads_with",)))
        for n, choice in enumerate(theme.choice):
            for form, measure_id in choice.forms.items():
                place = file.where(("choice", n, form))
                check(measure_id, own, "measure of this record", place)
                if measure_id in own and theme.measures[measure_id].form != form:
                    unit = theme.measures[measure_id].unit
                    findings.append(
                        Mistake(
                            place,
                            f"“{measure_id}” is no {form}: its unit is {unit}",
                            "Name a measure of that form.",
                        )
                    )
        for n, measure in enumerate(theme.measure):
            _check_parts(
                measure,
                measures,
                lambda key, n=n, f=file: f.where(("measure", n, key)),
                check,
                of_theme=True,
            )
            place = file.where(("measure", n, "publication"))
            check(measure.publication, publications, "known publication", place)
    for n, measure in enumerate(parts["other_measures"]):
        _check_parts(
            measure,
            measures,
            lambda key, n=n: others.where(("measure", n, key)),
            check,
            of_theme=False,
        )
        place = others.where(("measure", n, "publication"))
        check(measure.publication, publications, "known publication", place)
    return findings


def _may_be_left_out(finding: Mistake) -> bool:
    """Say whether a reference may lead to a record that was left out because of its mistakes."""
    return finding.what.endswith(f"is not a {_BESIDE}")


def _two_of_one_outcome(sources: Iterable[tuple[TomlFile, Theme]]) -> Iterator[Mistake]:
    """Find a second indicator of an outcome, at the later file."""
    first: dict[int, str] = {}
    for file, theme in sources:
        if not isinstance(theme, Indicator) or theme.outcome is None:
            continue
        if theme.outcome in first:
            what = f"outcome {theme.outcome} has an indicator already ({first[theme.outcome]})"
            fix = "Name another outcome, or none."
            yield Mistake(file.where(("outcome",)), what, fix)
        first.setdefault(theme.outcome, file.name)


def _repeated(kind: str, named: list[tuple[Any, str]]) -> list[Mistake]:
    """List names given before, each at its second place."""
    findings: list[Mistake] = []
    first: dict[Any, str] = {}
    for name, where in named:
        if name in first:
            what = f"the {kind} “{name}” stands twice (also in {first[name]})"
            findings.append(Mistake(where, what, "Give each record an id of its own."))
        first.setdefault(name, where)
    return findings


def _check_parts(
    measure: Measure, known: list[str], where: Any, check: Any, *, of_theme: bool
) -> None:
    """Check what a measure is made of; those of no theme may be part of one of any record."""
    check(measure.scotland_as, known, _BESIDE, where("scotland_as"))
    for key in ("numerator", "denominator", "minus"):
        for part in getattr(measure, key):
            check(part, known, "known measure", where(key))
    kind = "known measure" if of_theme else _BESIDE
    check(measure.illustrative.part_of, known, kind, where("part_of"))
