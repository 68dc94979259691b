"""Areas: the 32 councils and Scotland, groups of councils, and every name they go by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from cjdata.errors import GatheredMistakes, Mistake, SourceError, UnknownName, hint, nearest
from cjdata.reference import area_groups

SCOTLAND = "S92000003"
CLACKMANNANSHIRE = "S12000005"


@dataclass(frozen=True, slots=True)
class Area:
    """A council, Scotland, or a group of councils.

    Attributes
    ----------
    code
        The GSS code; for a group, its own id.
    name, short_name
        The official name, and a label for tight spaces.
    kind
        ``council``, ``scotland`` or ``group``.
    members
        The codes of a group's councils.
    rule
        How a group's figure comes about, in words, with its caveats.
    sort
        What a group is: a health board, say; its heading is in ``area_groups.SORTS``.
    first_period, last_period
        Of a court area, the first and the last year in which it is one; empty where open.
    rule_by_court
        Of a court area, the rule in measures that are counted by court area.
    """

    code: str
    name: str
    short_name: str
    kind: Literal["council", "scotland", "group"]
    members: tuple[str, ...] = ()
    rule: str = ""
    sort: area_groups.Sort = ""
    first_period: str = ""
    last_period: str = ""
    rule_by_court: str = ""

    def rule_of(self, *, by_court: bool) -> str:
        """Say how its figure comes about: of a court area otherwise where it is published."""
        return (by_court and self.rule_by_court) or self.rule

    @property
    def held_as(self) -> str:
        """What its figures stand under: the code, or of a court area, which has none, the name."""
        return self.name if self.sort == "court_area" else self.code

    def is_in_force(self, period: str) -> bool:
        """Whether a court area is one in a year."""
        return self.first_period <= period <= (self.last_period or period)


def fold(text: str) -> str:
    """Fold a name for matching: case, spaces, “&” and punctuation make no difference.

    >>> fold("Perth  &  Kinross ")
    'perth and kinross'
    """
    words = re.sub(r"[^\w\s]", " ", text.replace("&", " and ").casefold())
    return " ".join(words.split())


_NO_AREA = re.compile(
    r"\b(?:others?|unknown|not|all|outwith|outside|elsewhere|unallocated|missing|average)\b",
    re.IGNORECASE,
)


class Areas:
    """The areas of a data folder, found by any name or code.

    Forth Valley is an area like others. The many further groups are in ``all_groups`` alone and
    are found by ``get_group``: their names are often those of a council, as “Fife” is.
    """

    def __init__(
        self,
        areas: Iterable[Area],
        aliases: Iterable[tuple[str, str]],
        further_groups: Iterable[Area] = (),
    ) -> None:
        self.all = tuple(areas)
        self.further_groups = tuple(further_groups)
        self.by_code = {area.code: area for area in (*self.all, *self.further_groups)}
        self._aliases = tuple(aliases)
        self._by_name = {fold(alias): self.by_code[code] for alias, code in self._aliases}
        for area in self.all:
            self._by_name[fold(area.name)] = area
            self._by_name[fold(area.code)] = area

    def with_other_names(self, area: Area) -> str:
        """Name an area with the names beside it that share no word with its own.

        >>> isles = Area("S12000013", "Na h-Eileanan Siar", "", "council")
        >>> Areas([isles], [("Western Isles", isles.code)]).with_other_names(isles)
        'Na h-Eileanan Siar (Western Isles)'
        """
        own = fold(area.name)
        others = [
            alias
            for alias, code in self._aliases
            if code == area.code and not alias.endswith("Council") and not alias[-1].isdigit()
            if fold(alias) not in own and not set(own.split()) & set(fold(alias).split())
        ]
        return f"{area.name} ({', '.join(others)})" if others else area.name

    @cached_property
    def councils(self) -> tuple[Area, ...]:
        """The 32 councils, by name."""
        return tuple(sorted((a for a in self.all if a.kind == "council"), key=lambda a: a.name))

    @cached_property
    def groups(self) -> tuple[Area, ...]:
        """The groups of councils that every page offers."""
        return tuple(a for a in self.all if a.kind == "group")

    @cached_property
    def all_groups(self) -> tuple[Area, ...]:
        """Every group of councils: health boards, police divisions and the like, by sort."""
        order = list(area_groups.SORTS)
        groups = (*self.groups, *self.further_groups)
        return tuple(sorted(groups, key=lambda group: order.index(group.sort)))

    def groups_of(self, area: Area) -> tuple[Area, ...]:
        """List the groups that a council shares with other councils."""
        return tuple(g for g in self.all_groups if area.code in g.members and len(g.members) > 1)

    @cached_property
    def court_areas(self) -> tuple[Area, ...]:
        """The court areas in which several councils are counted together."""
        return tuple(a for a in self.further_groups if a.sort == "court_area")

    def court_area_of(self, area: Area, period: str) -> Area | None:
        """Give the court area in which a council is counted with others in a year, if it is."""
        found = (c for c in self.court_areas if area.code in c.members and c.is_in_force(period))
        return next(found, None)

    def get_group(self, text: str) -> Area | None:
        """Find a group by its id or its whole name, one picked by hand by its id."""
        codes = area_groups.picked_codes(text)
        if codes is not None:
            councils = [self.by_code.get(code) for code in codes]
            known = [c for c in councils if c is not None and c.kind == "council"]
            return self.pick(known) if len(known) == len(codes) else None
        wanted = fold(text)
        return next((g for g in self.all_groups if wanted in (fold(g.code), fold(g.name))), None)

    def resolve(self, code: str) -> Area:
        """Give what goes by a code or an id: as ``by_code``, and groups picked by hand as well.

        Raises
        ------
        UnknownName
            When no area or group has the code.
        """
        found = self.by_code.get(code) or self.get_group(code)
        if found is None:
            raise UnknownName.among("area", code, list(self.by_code), "area")
        return found

    def pick(self, councils: Iterable[Area]) -> Area | None:
        """Make a group of councils picked by hand; None without at least two.

        The same councils give the same group, in whichever order they were picked.
        """
        chosen = sorted({c.code: c for c in councils}.values(), key=lambda c: c.name)
        if len(chosen) < 2 or any(c.kind != "council" for c in chosen):
            return None
        rows = [{"gss_code": c.code, "name": c.name} for c in chosen]
        return _as_area(area_groups.picked(rows))

    def names_within(self, areas: Iterable[Area]) -> frozenset[str]:
        """Give the names of areas, of the councils of groups among them too."""
        found = list(areas)
        members = (self.by_code[code] for area in found for code in area.members)
        return frozenset(area.name for area in (*found, *members))

    @property
    def scotland(self) -> Area:
        """Scotland as a whole; never to be added to the councils."""
        return self.by_code[SCOTLAND]

    @cached_property
    def single(self) -> tuple[Area, ...]:
        """The councils and Scotland: what a reader can choose as the area."""
        return (*self.councils, self.scotland)

    def get(self, text: str) -> Area | None:
        """Find an area by official name, alias, or current or former code; None if unknown."""
        return self._by_name.get(fold(text))

    def names(self) -> Iterable[tuple[str, Area]]:
        """Give every name, alias and code, folded, with its area."""
        return self._by_name.items()

    def find(self, text: str, where: str = "area") -> Area:
        """Find an area as ``get`` does.

        Raises
        ------
        UnknownName
            When no area goes by that name, with the nearest name as a hint.
        """
        area = self.get(text)
        if area is None:
            raise UnknownName.among("area", text, [a.name for a in self.single], where)
        return area

    def nearest_comparator(self, text: str) -> Area | None:
        """Give the area or group whose name or code is most like a text.

        Of a group picked by hand in which a code is wrong, that is the group of the others.
        """
        codes = area_groups.picked_codes(text)
        if codes is not None:
            return self.pick(self.by_code[code] for code in codes if code in self.by_code)
        known = {fold(name): g for g in self.all_groups for name in (g.name, g.code)}
        known |= self._by_name
        best = nearest(fold(text), list(known), cutoff=0.65)
        return known[best] if best else None

    def nearest(self, text: str, *, with_groups: bool = False) -> Area | None:
        """Give the council, Scotland or (if asked for) group whose name is most like a text.

        “Other councils” and “Not known” are like none, whatever letters they share with one.
        """
        if _NO_AREA.search(text):
            return None
        known = [n for n, area in self._by_name.items() if with_groups or area.kind != "group"]
        best = nearest(fold(text), known, cutoff=0.65)
        return self._by_name[best] if best else None


def _as_area(group: area_groups.AreaGroup) -> Area:
    return Area(
        group.id,
        group.name,
        group.short_name,
        "group",
        group.members,
        group.rule,
        group.sort,
        rule_by_court=group.rule_by_court,
    )


def load_areas(folder: Path) -> Areas:
    """Read ``areas.csv``, ``area_aliases.csv`` and ``court_areas.csv`` of a reference folder.

    Raises
    ------
    SourceError
        With every mistake found: a missing file or column, a code or alias that stands twice
        or leads nowhere, a number of councils other than 32, or a council that is in two court
        areas at once.
    """
    gathered = GatheredMistakes()
    rows, alias_rows, court_rows = (
        gathered.read(partial(read_csv, folder / file, names)) or []
        for file, names in (
            ("areas.csv", {"short_name", *area_groups.COLUMNS}),
            ("area_aliases.csv", {"alias", "gss_code"}),
            ("court_areas.csv", _COURT_COLUMNS),
        )
    )
    gathered.tell()
    councils = [Area(r["gss_code"], r["name"], r["short_name"], "council") for r in rows]
    scotland = Area(SCOTLAND, "Scotland", "Scotland", "scotland")
    forth_valley, *further = map(_as_area, area_groups.groups_in(rows))
    taken = {fold(area.name) for area in (*councils, scotland, forth_valley, *further)}
    taken |= {fold(row["alias"]) for row in alias_rows}
    findings = [
        *_mistakes(councils, alias_rows),
        *_wrong_values(rows),
        *_court_mistakes(court_rows, {council.code: council.name for council in councils}, taken),
    ]
    if findings:
        raise SourceError(findings)
    aliases = [(r["alias"], r["gss_code"]) for r in alias_rows]
    courts = [_court_area(row, rows) for row in court_rows]
    return Areas([*councils, scotland, forth_valley], aliases, [*further, *courts])


def _court_area(row: CsvRow, councils: list[CsvRow]) -> Area:
    codes, first, last = _codes(row), row["first_period"], row["last_period"]
    members = [council for council in councils if council["gss_code"] in codes]
    parts = f"from {first}" if first else "", f"up to {last}" if last else "on" if first else ""
    years = " ".join(part for part in parts if part)
    area = _as_area(area_groups.court_area(row, members, years))
    return replace(area, first_period=first, last_period=last)


def _codes(row: CsvRow) -> list[str]:
    return [code.strip() for code in row["members"].split(";") if code.strip()]


def _mistakes(councils: list[Area], aliases: list[CsvRow]) -> Iterable[Mistake]:
    codes = [area.code for area in councils]
    if len(set(codes)) != 32 or len(codes) != 32:
        yield Mistake(
            "reference/areas.csv",
            f"there are {len(set(codes))} different councils in {len(codes)} rows",
            "There must be 32, one row each.",
        )
    leads: dict[str, str] = {}
    for row in aliases:
        alias, code = row["alias"], row["gss_code"]
        where = f"reference/area_aliases.csv, line {row.line}"
        if code not in codes and code != SCOTLAND:
            yield Mistake(where, f"{code} is no area", "Use a code of areas.csv.")
        if leads.setdefault(fold(alias), code) != code:
            yield Mistake(where, f"“{alias}” leads to two areas", "Keep one of them.")


def _court_mistakes(
    rows: list[CsvRow], councils: dict[str, str], taken: set[str]
) -> Iterable[Mistake]:
    """Find what would leave a council without its court area, or with two."""
    before: list[CsvRow] = []
    for row in rows:
        where = f"reference/court_areas.csv, line {row.line}"
        for what, fix in (
            *_court_name_mistakes(row, before, taken),
            *_member_mistakes(row, councils),
            *_year_mistakes(row),
            *_overlaps(row, before, councils),
        ):
            yield Mistake(where, what, fix)
        before.append(row)


def _court_name_mistakes(
    row: CsvRow, before: list[CsvRow], taken: set[str]
) -> Iterable[tuple[str, str]]:
    name = fold(row["name"])
    if not name or not row["short_name"].strip():
        yield "the court area has no name or no short name", "Give both."
    elif name in taken:
        yield f"“{row['name']}” is the name of another area", "Give the court area its own."
    for other in before:
        if name and fold(other["name"]) == name:
            yield f"“{row['name']}” stands in line {other.line} too", "Keep one of the two."


def _member_mistakes(row: CsvRow, councils: dict[str, str]) -> Iterable[tuple[str, str]]:
    codes = _codes(row)
    for code in codes:
        if code not in councils:
            yield f"{code} is no council", hint(code, list(councils))
    if len(codes) < 2 or len(set(codes)) < len(codes):
        yield "a court area needs two councils or more, each once", "Part their codes by “;”."


def _year_mistakes(row: CsvRow) -> Iterable[tuple[str, str]]:
    first, last = row["first_period"], row["last_period"]
    for year in filter(None, (first, last)):
        match = re.fullmatch(r"\d{2}(\d{2})-(\d{2})", year)
        if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
            yield f"“{year}” is not a financial year", "Write it like 2016-17, or leave it empty."
    if first and last and last < first:
        yield f"its last year, {last}, lies before its first, {first}", "Correct one of the two."


def _overlaps(
    row: CsvRow, before: list[CsvRow], councils: dict[str, str]
) -> Iterable[tuple[str, str]]:
    for other in before:
        shared = [code for code in _codes(row) if code in _codes(other) and code in councils]
        ends = [one["last_period"] or "9999" for one in (row, other)]
        if shared and max(row["first_period"], other["first_period"]) <= min(ends):
            yield (
                f"{councils[shared[0]]} is in the court area of line {other.line} at the same time",
                "End one of the two before the other begins.",
            )


def _wrong_values(rows: list[CsvRow]) -> Iterable[Mistake]:
    """Find what a group cannot be made from: a wrong word loses a council without a trace."""
    for row in rows:
        for column, allowed in _ALLOWED.items():
            if row[column] not in allowed:
                yield Mistake(
                    f"reference/areas.csv, line {row.line}",
                    f"{column} is “{row[column]}”",
                    f"Write one of: {', '.join(allowed)}.",
                )
        for column in ("health_board", "police_division"):
            if not row[column].strip():
                yield Mistake(
                    f"reference/areas.csv, line {row.line}",
                    f"{column} is empty",
                    "Every council lies in one.",
                )


_COURT_COLUMNS = {"name", "short_name", "members", "first_period", "last_period", "source"}
_ALLOWED = {
    "forth_valley": ("true", "false"),
    "ayrshire_joint_partnership": ("true", "false"),
    "lgbf_family_group_people": ("1", "2", "3", "4"),
    "lgbf_family_group_other": ("1", "2", "3", "4"),
}


class CsvRow(dict[str, str]):
    """A row of a reviewed CSV file, which knows the line that an editor shows it at.

    ``is_ragged`` says that it has too many or too few values: what stands in it is not to be read.
    """

    line: int = 0
    is_ragged: bool = False


def read_csv(path: Path, columns: set[str], told: list[Mistake] | None = None) -> list[CsvRow]:
    """Read a reviewed CSV file whole.

    Parameters
    ----------
    told
        Where given, rows with too many or too few values are added to it, and are left out of
        what is checked further: a caller that looks for more mistakes raises them all at once.

    Raises
    ------
    SourceError
        When the file is missing, is not UTF-8, lacks a column, or has such rows.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = []
            for content in reader:
                rows.append(CsvRow(content))
                rows[-1].line = reader.line_num
            missing = columns - set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            Mistake(where, f"cannot be read ({reason})", "Restore the file from the project.")
        ) from error
    if missing:
        names = ", ".join(sorted(missing))
        raise SourceError(Mistake(where, f"the column {names} is missing", "Restore the column."))
    findings = []
    for row in rows:
        if None in row or None in row.values():
            row.is_ragged = True
            findings.append(
                Mistake(
                    f"{where}, line {row.line}",
                    "has too many or too few values",
                    "Quote values that hold a comma.",
                )
            )
    if findings and told is None:
        raise SourceError(findings)
    if told is not None:
        told += findings
    return rows


def whole(rows: Iterable[CsvRow]) -> list[CsvRow]:
    """Leave out the rows that have too many or too few values."""
    return [row for row in rows if not row.is_ragged]
