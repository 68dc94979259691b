"""What an address says, key by key: what is meant, and what is wrong with it.

Pages show what is meant and tell what is wrong; packs and commands refuse what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from cjdata.addresses import (
    MOST_COMPARATORS,
    NO_COMPARISON,
    comparator_named,
    comparator_names,
    default_comparators,
    is_same,
)
from cjdata.errors import CjdataError, Mistake, UnknownName, hint, nearest
from cjdata.reference.areas import Area, Areas
from cjdata.reference.periods import parse_financial_year, start_year
from cjdata.text import join_and

T = TypeVar("T")

LONGEST_VALUE = 8_000
"""In characters, of what is said under one key: more than a whole pack, or every area by name."""
_NAMED = 5

NO_FIGURES = "there are no figures of"
_ADDED = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_gl|_ga")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that an address says and that is not so.

    Attributes
    ----------
    given
        What the address says under the key.
    what, fix
        As of a ``Mistake``.
    shown
        What a page shows instead; empty where nothing is.
    """

    key: str
    given: str
    what: str
    fix: str
    shown: str = ""

    @property
    def message(self) -> str:
        """What a page says of it."""
        shown = f" Showing {self.shown}." if self.shown else ""
        return f"The address says {self.key}={self.given}, but {self.what}. {self.fix}{shown}"


class AddressReading(NamedTuple, Generic[T]):
    """What an address means under a key, and what is wrong there."""

    value: T
    problems: tuple[Problem, ...] = ()


def read_keys(
    pairs: Iterable[tuple[str, str]], known: Sequence[str]
) -> AddressReading[dict[str, str]]:
    """Read which keys an address has: each that is known, once; of one said twice, the last.

    What mailers and search engines add to a link is nobody’s mistake, and passed over.
    """
    chosen: dict[str, str] = {}
    problems = []
    for key, value in pairs:
        if len(value) > LONGEST_VALUE:
            what = f"“{key}” is longer than {LONGEST_VALUE:,} characters"
            problems.append(Problem(key, f"{value[:40]}…", what, "Say less.", "the usual"))
            continue
        if key in chosen:
            what = f"“{key}” is said twice"
            problems.append(Problem(key, value, what, "Say it once.", value))
        elif key not in known and not _ADDED.fullmatch(key):
            problems.append(Problem(key, value, f"“{key}” is no choice here", hint(key, known)))
        if key in known:
            chosen[key] = value
    return AddressReading(chosen, tuple(problems))


def refuse(problems: Iterable[Problem], where: str) -> None:
    """Refuse an address for all that is wrong with it.

    Raises
    ------
    CjdataError
        Where anything is.
    """
    findings = [Mistake(f"{where}, {one.key}", one.what, one.fix) for one in problems]
    if findings:
        raise CjdataError(findings)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen under a key: what an address may say, and what a control draws.

    Attributes
    ----------
    options
        What is written in the address, with what the reader sees.
    default
        What an address that leaves out the key means.
    kind
        What an option is called.
    also
        Other names that an address may give, with the options that are meant.
    no_such_year
        How a sentence begins that a year is not among the options; empty where they are no years.
    follows
        Whether a page that stands at its opening goes along when that becomes another.
    opens
        Where a control stands before anybody moves it, where that is not the default: then the
        address says it.
    is_by_figures
        Whether the figures decide the default, and not the record: then the address says what is
        shown, so that a copied link still shows it after a later load.
    """

    key: str
    options: Mapping[str, str]
    default: str
    kind: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    no_such_year: str = ""
    follows: bool = False
    opens: str = ""
    is_by_figures: bool = False

    @property
    def opening(self) -> str:
        """Where a control stands before anybody moves it."""
        return self.opens or self.default


def year_choices(
    key: str, years: Iterable[str], default: str, no_such_year: str = NO_FIGURES
) -> Choices:
    """Give the choice of a year, each of which a reader sees as it is written."""
    return Choices(key, {year: year for year in years}, default, no_such_year=no_such_year)


def read_choice(choices: Choices, given: str | None) -> AddressReading[str]:
    """Read one of some options, whatever its case, and a year however it is written."""
    if given is None:
        return AddressReading(choices.default)
    known = {one: one for one in choices.options} | dict(choices.also)
    folded = {name.casefold(): meant for name, meant in known.items()}
    meant = folded.get(given.strip().casefold())
    if meant is not None:
        return AddressReading(meant)
    if choices.no_such_year:
        return _read_year(choices, given)
    what = f"“{given}” is not a known {choices.kind or f'value of {choices.key}'}"
    problem = Problem(choices.key, given, what, hint(given, list(known)), choices.default)
    return AddressReading(choices.default, (problem,))


def _read_year(choices: Choices, given: str) -> AddressReading[str]:
    """Read a year; of one that is not offered, the nearest in time is meant."""
    years = [one for one in choices.options if one[:4].isdecimal()]
    shown = choices.default
    try:
        year = parse_financial_year(given)
    except UnknownName as error:
        what, best = error.findings[0].what, nearest(given, years)
        fix = f"Did you mean “{best}”?" if best else error.findings[0].fix
        return AddressReading(shown, (Problem(choices.key, given, what, fix, shown),))
    if year in years:
        return AddressReading(year)
    fix = "Leave out the year."
    if years:
        shown = min(years, key=lambda one: abs(start_year(one) - start_year(year)))
        fix = f"The nearest year is {shown}."
    what = f"{choices.no_such_year} {year}"
    return AddressReading(shown, (Problem(choices.key, given, what, fix, shown),))


def read_span(
    given: Mapping[str, str], first: Sequence[str], last: Sequence[str]
) -> AddressReading[tuple[str, str]]:
    """Read the years from and to, each out of those that it can be; both empty without any.

    All years are meant where the one is after the other.
    """
    whole = (first[0], last[-1]) if first else ("", "")
    start, problems = read_choice(year_choices("from", first, whole[0]), given.get("from"))
    end, more = read_choice(year_choices("to", last, whole[1]), given.get("to"))
    problems += more
    if start <= end:
        return AddressReading((start, end), problems)
    what = f"“from” ({start}) is after “to” ({end})"
    wrong = Problem("from", given["from"], what, "Exchange from and to.", "all years")
    return AddressReading(whole, (*problems, wrong))


def read_area(given: str | None, areas: Areas, default: Area) -> AddressReading[Area]:
    """Read a council, or Scotland, by any name."""
    if given is None:
        return AddressReading(default)
    found = areas.get(given)
    if found is not None and found.kind != "group":
        return AddressReading(found)
    problem = _not_an_area("area", given, areas.nearest(given), areas.single, default.name)
    return AddressReading(default, (problem,))


def read_comparators(
    given: str | None, areas: Areas, area: Area
) -> AddressReading[tuple[Area, ...]]:
    """Read a comma list of areas and groups; the area itself is left out of it.

    A group is read by its id or its whole name, one picked by hand by its id.
    """
    usual = tuple(default_comparators(areas, area))
    if given is None:
        return AddressReading(usual)
    names = [n for n in comparator_names(given, areas) if n and n.casefold() != NO_COMPARISON]
    read = {name: comparator_named(name, areas) for name in names}
    known = dict.fromkeys(one for one in read.values() if one and not is_same(one, area))
    found, rest = tuple(known)[:MOST_COMPARATORS], tuple(known)[MOST_COMPARATORS:]
    unknown = [name for name, one in read.items() if one is None]
    found = found or (usual if unknown else ())
    shown = join_and([one.name for one in found]) or "no comparison"
    # The likest name is sought for a few: in a list of thousands, which somebody can write, the
    # search would hold up every other reader.
    problems = [
        _not_an_area("compare", name, areas.nearest_comparator(name), areas.single, shown)
        for name in unknown[:_NAMED]
    ]
    if unknown[_NAMED:]:
        what = f"{len(unknown) - _NAMED} more names are no known areas"
        problems.append(Problem("compare", unknown[_NAMED], what, "Name areas.", shown))
    if rest:
        what = f"{len(known)} areas are compared with, and {MOST_COMPARATORS} can be"
        fix = f"Leave out {join_and([one.name for one in rest])}."
        problems.append(Problem("compare", given, what, fix, shown))
    return AddressReading(found, tuple(problems))


def _not_an_area(
    key: str, given: str, best: Area | None, known: Sequence[Area], shown: str
) -> Problem:
    fix = f"Did you mean “{best.name}”?" if best else hint("", [area.name for area in known])
    return Problem(key, given, f"“{given}” is not a known area", fix, shown)


class AddressReader:
    """Reads an address, one choice after the other, and gathers what is wrong with it."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[Problem] = []

    def take(self, read: AddressReading[T]) -> T:
        """Give what is meant, and keep what is wrong."""
        self.problems += read.problems
        return read.value

    def choose(self, choices: Choices, unsaid: str | None = None) -> str:
        """Give what is chosen; ``unsaid`` is meant where the address leaves it out."""
        return self.take(read_choice(choices, self.given.get(choices.key, unsaid)))

    def span(self, first: Sequence[str], last: Sequence[str]) -> tuple[str, str]:
        """Give the years from and to, each out of those that it can be."""
        return self.take(read_span(self.given, first, last))

    def rule_out(self, key: str, what: str, fix: str) -> None:
        """Hold it against the address if it says anything under a key."""
        if key in self.given:
            self.take(AddressReading(None, (Problem(key, self.given[key], what, fix),)))
