"""Reads the plan files of ``reference/plans/``, and lists every mistake by file and line.

A plan is three files of one name::

    NAME.toml          whose plan it is, its months, its years of targets
    NAME.csv           its measures, a row each, as printed
    NAME-figures.csv   figures that came later; may be left out

A plan with a mistake is left out whole, and costs no other plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from cjdata.errors import CjdataError, Mistake, SourceError, hint
from cjdata.reference.areas import Areas, CsvRow, read_csv
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.periods import parse_financial_year
from cjdata.reference.plans import Plan, PlanFigure, PlanMeasure, Plans, Target
from cjdata.reference.statuses import STATUSES
from cjdata.toml_lines import TomlFile, read_toml

FIGURE_STATUSES = (
    "published",
    "revised",
    "provisional",
    "secondary",
    "local_evidence",
    "restricted",
    "suppressed",
    "not_applicable",
    "not_collected",
    "not_available",
)
"""Those that a figure of a plan may have. What was supplied privately has no place here."""

MEASURE_COLUMNS = (
    "id",
    "outcome",
    "measure",
    "unit",
    "unit_printed",
    "baseline",
    "trend_printed",
    "lead",
    "catalogue_measure",
    "note",
)
OPTIONAL_COLUMNS = ("context_measure",)
FIGURE_COLUMNS = tuple(PlanFigure.model_fields)
_FIGURES = "-figures"
_FIX_SHAPE = "Correct it; cjdata/plans.py describes what each value means."
_COLUMN_OF = {"name": "measure", "trend": "trend_printed"}


def load_plans(folder: Path, catalogue: Catalogue, areas: Areas) -> Plans:
    """Read every sound plan of a folder, and list the mistakes of the others.

    It raises nothing: without the folder there is no plan.
    """
    found: list[Plan] = []
    mistakes: list[Mistake] = list(_without_record(folder))
    for path in sorted(folder.glob("*.toml")):
        try:
            plan = load_plan(path, catalogue, areas)
        except CjdataError as error:
            mistakes += error.findings
            continue
        twin = next((p for p in found if _key(p) == _key(plan)), None)
        if twin is None:
            found.append(plan)
        else:
            what = f"the area has a plan {plan.edition} in {twin.id}.toml already"
            mistakes.append(Mistake(_where(path), what, "Keep one of the two."))
    return Plans(tuple(found), tuple(mistakes))


def load_plan(path: Path, catalogue: Catalogue, areas: Areas) -> Plan:
    """Read a plan by the path of its record.

    Raises
    ------
    SourceError
        With every mistake: a file that is missing or cannot be read, a key or column that is
        missing or unknown, an unknown area, measure or status, a number that is none, an id or
        a figure that stands twice, a value where the status forbids one.
    """
    file = read_toml(path)
    record = {key: value for key, value in file.content.items() if key != "area"}
    findings: list[Mistake] = []
    record["area_code"] = _area_code(file, areas, findings)
    years = record.get("target_years")
    years = [y for y in years if isinstance(y, str)] if isinstance(years, list) else []
    measures = _measures(path.with_suffix(".csv"), years, catalogue, findings)
    figures = _figures(path.with_name(f"{path.stem}{_FIGURES}.csv"), measures, findings)
    content = {**record, "id": path.stem, "measures": measures, "figures": figures}
    try:
        plan = Plan.model_validate(content)
    except ValidationError as error:
        why = bool(findings or measures)
        findings += _record_findings(path, file, error, says_why=why)
    if findings:
        raise SourceError(findings)
    return plan


def _key(plan: Plan) -> tuple[str, str]:
    return plan.area_code, plan.edition


def _where(path: Path, line: int | None = None) -> str:
    place = f"{path.parent.name}/{path.name}"
    return f"{place}, line {line}" if line else place


def _without_record(folder: Path) -> Iterator[Mistake]:
    names = {path.stem for path in folder.glob("*.toml")}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in names and path.stem.removesuffix(_FIGURES) not in names:
            fix = f"Add {path.stem.removesuffix(_FIGURES)}.toml, or remove the file."
            yield Mistake(_where(path), "belongs to no plan", fix)


def _area_code(file: TomlFile, areas: Areas, findings: list[Mistake]) -> str:
    name = file.content.get("area", "")
    area = areas.get(str(name))
    if area is not None and area.kind == "council":
        return area.code
    councils = [council.name for council in areas.councils]
    what = f"“{name}” is not a local authority" if name else "the area is missing"
    findings.append(Mistake(file.where(("area",)), what, hint(str(name), councils)))
    return "unknown"


def _record_findings(
    path: Path, file: TomlFile, error: ValidationError, *, says_why: bool
) -> Iterator[Mistake]:
    for problem in error.errors():
        key = str(problem["loc"][0]) if problem["loc"] else ""
        if key == "measures":
            if not says_why:
                yield Mistake(_where(path.with_suffix(".csv")), "holds no measure", "Add them.")
            continue
        yield Mistake(file.where((key,)), f"{key}: {problem['msg']}", _FIX_SHAPE)


def _measures(
    path: Path, years: Sequence[str], catalogue: Catalogue, findings: list[Mistake]
) -> list[PlanMeasure]:
    targets = {year: f"target_{year.replace('-', '_')}" for year in years}
    rows = _rows(path, (*MEASURE_COLUMNS, *targets.values()), findings, OPTIONAL_COLUMNS)
    measures: list[PlanMeasure] = []
    for row in rows:
        for column in ("catalogue_measure", "context_measure"):
            if row.get(column) and catalogue.lacks_record_of(row[column]):
                row[column] = ""  # Its record was taken away: the plan stays as it was printed.
        problems = list(_measure_problems(row, list(targets.values()), catalogue, measures))
        findings += [Mistake(_where(path, row.line), *problem) for problem in problems]
        try:
            measures.append(_measure(row, targets))
        except ValidationError as error:
            findings += _row_findings(path, row, error)
    return measures


def _measure(row: CsvRow, targets: dict[str, str]) -> PlanMeasure:
    return PlanMeasure.model_validate(
        {
            "id": row["id"],
            "outcome": row["outcome"],
            "name": row["measure"],
            "unit": row["unit"],
            "unit_printed": row["unit_printed"],
            "baseline": row["baseline"] or None,
            "trend": row["trend_printed"],
            "targets": tuple(
                Target(period=year, text=row[column])
                for year, column in targets.items()
                if row[column].strip()
            ),
            "lead": row["lead"],
            "catalogue_measure": row["catalogue_measure"] or None,
            "context_measure": row.get("context_measure") or None,
            "note": row["note"],
        }
    )


Problem = tuple[str, str]
"""What is wrong, and what to do."""


def _measure_problems(
    row: CsvRow, targets: Sequence[str], catalogue: Catalogue, before: Sequence[PlanMeasure]
) -> Iterator[Problem]:
    if any(measure.id == row["id"] for measure in before):
        yield f"the measure “{row['id']}” stands twice", "Give each measure an id of its own."
    for column in targets:
        text = row[column].strip()
        if text[:1].isdigit() and Target(period="2018-19", text=text).value is None:
            fix = "Write digits with a decimal point, or the rule in words."
            yield f"“{text}” is neither a number nor a rule ({column})", fix
    beside = row.get("context_measure", "")
    if beside and beside not in catalogue.measures:
        yield f"“{beside}” is not a known measure", hint(beside, list(catalogue.measures))
    named = row["catalogue_measure"]
    theirs = catalogue.measures.get(named)
    if named and theirs is None:
        yield f"“{named}” is not a known measure", hint(named, list(catalogue.measures))
    elif theirs is not None and theirs.unit != row["unit"]:
        what = f"the unit is {row['unit']}, but {named} is in {theirs.unit}"
        yield what, "Name a measure that counts the same, or none."


def _figures(
    path: Path, measures: Sequence[PlanMeasure], findings: list[Mistake]
) -> list[PlanFigure]:
    rows = _rows(path, FIGURE_COLUMNS, findings) if path.exists() else []
    figures: list[PlanFigure] = []
    known = [measure.id for measure in measures]
    for row in rows:
        problems = list(_figure_problems(row, known, figures))
        findings += [Mistake(_where(path, row.line), *problem) for problem in problems]
        try:
            content = {name: row[name] for name in FIGURE_COLUMNS}
            figures.append(PlanFigure.model_validate({**content, "value": row["value"] or None}))
        except ValidationError as error:
            findings += _row_findings(path, row, error)
    return figures


def _figure_problems(
    row: CsvRow, known: Sequence[str], before: Sequence[PlanFigure]
) -> Iterator[Problem]:
    if row["measure"] not in known:
        yield f"“{row['measure']}” is not a measure of the plan", hint(row["measure"], known)
    if any((f.measure, f.period) == (row["measure"], row["period"]) for f in before):
        yield f"the measure has a figure for {row['period']} already", "Keep one of the two."
    try:
        parse_financial_year(row["period"])
    except CjdataError as error:
        yield error.findings[0].what, error.findings[0].fix
    status = STATUSES.get(row["status"])
    if status is None or status.id not in FIGURE_STATUSES:
        yield f"“{row['status']}” is no status", hint(row["status"], list(FIGURE_STATUSES))
    elif status.has_value != bool(row["value"]):
        needs = "needs a value" if status.has_value else "must not have a value"
        yield f"a figure of status {status.id} {needs}", "Correct the value or the status."
    if row["source_url"] and not row["source_url"].startswith(("https://", "http://")):
        yield "the address of the source is no web address", "Begin it with https://, or leave it."


def _rows(
    path: Path, columns: Sequence[str], findings: list[Mistake], optional: Sequence[str] = ()
) -> list[CsvRow]:
    """Read the rows of a file; none where it cannot be read or a column is wrong."""
    try:
        rows = read_csv(path, set(columns))
    except SourceError as error:
        findings += error.findings
        return []
    known = (*columns, *optional)
    unknown = sorted(set(rows[0]) - set(known)) if rows else []
    for name in unknown:
        fix = f"The columns are: {', '.join(known)}."
        findings.append(Mistake(_where(path, 1), f"the column “{name}” is unknown", fix))
    return rows


def _row_findings(path: Path, row: CsvRow, error: ValidationError) -> Iterator[Mistake]:
    for problem in error.errors():
        key = str(problem["loc"][0])
        column = _COLUMN_OF.get(key, key)
        given = row.get(column, "")
        what = f"{column} is “{given}”: {problem['msg']}" if given else f"{column} is missing"
        yield Mistake(_where(path, row.line), what, _FIX_SHAPE)
