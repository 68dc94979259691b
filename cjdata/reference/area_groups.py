"""Groups of councils: which there are, who belongs to each, and what their figures mean.

Membership comes from ``reference/areas.csv``: health boards and police divisions from the data
zone table of statistics.gov.scot (December 2024), family groups from the Improvement Service, the
Ayrshire partnership from its own site. Sheriffdoms are incomplete and indicative. Court areas,
in which reconvictions are counted, come from ``reference/court_areas.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Sort = Literal[
    "",
    "local",
    "health_board",
    "police_division",
    "sheriffdom",
    "family_people",
    "family_other",
    "partnership",
    "court_area",
    "picked",
]

SORTS: dict[Sort, str] = {
    "local": "Local group",
    "health_board": "Health board",
    "police_division": "Police division",
    "sheriffdom": "Sheriffdom",
    "family_people": "Family group for services to people",
    "family_other": "Family group for other services",
    "partnership": "Community justice partnership",
    "court_area": "Court area, for reconvictions",
    "picked": "Councils you chose",
}
"""The sorts of group in the order of a list, with their headings."""

COLUMNS = frozenset(
    {
        "gss_code",
        "name",
        "health_board",
        "police_division",
        "sheriffdom",
        "lgbf_family_group_people",
        "lgbf_family_group_other",
        "forth_valley",
        "ayrshire_joint_partnership",
    }
)
"""The columns of ``areas.csv`` that groups are made from."""

UNKNOWN_SHERIFFDOMS = ("Glasgow and Strathkelvin", "North Strathclyde")
"""Sheriffdoms that are left out, because their councils are not all known.

Of three councils no sheriffdom is held: East Dunbartonshire (split between court areas), East
Renfrewshire and North Ayrshire. They lie among the councils of these two.
"""

COURT_AREA = "court-area-"
"""What the ids of court areas start with."""

_FIGURES = (
    "Its number is the sum of the councils; its percentage is the ratio of the sums, never the "
    "mean. Where one of them is missing, there is no figure."
)


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A group of councils, as data: ``members`` are their codes, ``rule`` says all in words.

    Of a court area ``rule_by_court`` says what holds of measures that are counted by court area.
    """

    id: str
    name: str
    short_name: str
    sort: Sort
    members: tuple[str, ...]
    rule: str
    rule_by_court: str = ""


Row = Mapping[str, str]


def groups_in(rows: Sequence[Row]) -> Iterator[AreaGroup]:
    """Make every group that the rows of ``areas.csv`` name, Forth Valley first."""
    yield _forth_valley(rows)
    yield _ayrshire(rows)
    for board, members in _by(rows, "health_board").items():
        text = "The councils are those of the health board."
        yield _group(slug(board), board, board, "health_board", members, text)
    for division, members in _by(rows, "police_division").items():
        name = f"{division} police division"
        text = "The councils are those of the division of Police Scotland."
        yield _group(f"police-{slug(division)}", name, name, "police_division", members, text)
    for sheriffdom, members in _by(rows, "sheriffdom").items():
        if sheriffdom not in UNKNOWN_SHERIFFDOMS:
            yield _sheriffdom(sheriffdom, members)
    for number, members in _by(rows, "lgbf_family_group_people").items():
        yield _family("people", number, members)
    for number, members in _by(rows, "lgbf_family_group_other").items():
        yield _family("other", number, members)


def picked(members: Sequence[Row]) -> AreaGroup:
    """Make a group of councils picked by hand; its id holds their codes, so that links keep."""
    codes = "-".join(row["gss_code"] for row in members)
    if len(members) > 3:
        name = f"{len(members)} chosen councils"
    else:
        name = " with ".join(row["name"] for row in members)
    return _group(
        f"picked-{codes}", name, "Chosen group", "picked", members, "The councils were chosen here."
    )


def court_area(row: Row, members: Sequence[Row], years: str) -> AreaGroup:
    """Make a court area in which several councils are counted together.

    Parameters
    ----------
    row
        Its row of ``court_areas.csv``.
    members
        The rows of its councils.
    years
        In which years it is one, such as “up to 2015-16”; empty for all.
    """
    name = row["name"]
    names = ", ".join(member["name"] for member in members)
    by_court = (
        f"{name}: {names}. Where figures are counted by court area, these councils are counted "
        f"together{years and f' {years}'}, and the figure is the published one."
    )
    rule = f"{by_court} All else is worked out here. {_FIGURES}"
    codes = tuple(member["gss_code"] for member in members)
    area_id = f"{COURT_AREA}{slug(name)}"
    return AreaGroup(area_id, name, row["short_name"], "court_area", codes, rule, by_court)


def picked_codes(group_id: str) -> list[str] | None:
    """Read the codes of a group picked by hand out of its id; None for any other text."""
    match = re.fullmatch(r"picked((?:-s12[0-9]{6})+)", group_id.strip().casefold())
    return match[1].upper().split("-")[1:] if match else None


def slug(name: str) -> str:
    """Write a name as part of an id.

    >>> slug("Tayside, Central and Fife")
    'tayside-central-and-fife'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))


def _forth_valley(rows: Sequence[Row]) -> AreaGroup:
    return AreaGroup(
        "forth-valley",
        "Forth Valley",
        "Forth Valley",
        "local",
        tuple(row["gss_code"] for row in rows if row["forth_valley"] == "true"),
        "Forth Valley is Clackmannanshire, Falkirk and Stirling. Its number is the sum of the "
        "three councils; its percentage is the ratio of the sums, never the mean of the "
        "three. Where one of the three is missing, there is no figure.",
    )


def _ayrshire(rows: Sequence[Row]) -> AreaGroup:
    members = [row for row in rows if row["ayrshire_joint_partnership"] == "true"]
    text = "The three councils share one community justice partnership."
    name = "Community Justice Ayrshire"
    return _group("community-justice-ayrshire", name, "Ayrshire", "partnership", members, text)


def _sheriffdom(sheriffdom: str, members: Sequence[Row]) -> AreaGroup:
    text = (
        "This is indicative only, and not a figure of the courts: the councils are those in which "
        "a sheriff court of the sheriffdom sits or which one serves. Court areas do not match "
        "councils, and in places their borders follow wards."
    )
    name = f"Sheriffdom of {sheriffdom}"
    return _group(f"sheriffdom-{slug(sheriffdom)}", name, sheriffdom, "sheriffdom", members, text)


def _family(services: Literal["people", "other"], number: str, members: Sequence[Row]) -> AreaGroup:
    if services == "people":
        name = f"Family group {number} (people)"
        order = "1 is the least deprived and 4 the most. It suits services to people"
    else:
        name = f"Family group {number} (other services)"
        order = "1 is the most rural and 4 the most urban. It suits services other than to people"
    text = (
        "The councils are alike, says the Local Government Benchmarking Framework: of four groups, "
        f"{order}. It rests on figures of 2012."
    )
    sort: Sort = "family_people" if services == "people" else "family_other"
    return _group(f"family-{services}-{number}", name, name, sort, members, text)


def _group(
    group_id: str, name: str, short_name: str, sort: Sort, members: Sequence[Row], text: str
) -> AreaGroup:
    names = ", ".join(row["name"] for row in members)
    if len(members) == 1:
        rule = f"{name} is one council, {names}, and has its figures. {text}"
    else:
        rule = f"{name}: {names}. {text} {_FIGURES}"
    return AreaGroup(
        group_id, name, short_name, sort, tuple(row["gss_code"] for row in members), rule
    )


def _by(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    """Sort rows by the text of a column, in its order; those without one are left out."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row[column], row["name"])):
        if row[column]:
            found.setdefault(row[column], []).append(row)
    return found
