"""Attempts to recover hidden figures from everything a reader can get, which must all fail.

Two things are shown of random figures. What is shown does not tell the hidden ones: whoever knows
all of it, the rule and every sum, is left with a range at least as wide as the small counts. And
nothing else is shown: with any other numbers hidden, every output is the same to the letter.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import pytest
from build_private import PrivateFolder
from everything import answers, commands, files, outputs, views
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from read_pages import open_page

from cjdata import library, queries
from cjdata.library import FigureSet
from cjdata.observations import Observation
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.store.snapshots import current_ids
from cjdata.views.shared.assemble import Assembler

CLACKS, FALKIRK, STIRLING = "S12000005", "S12000014", "S12000030"
WATCHED = (CLACKS, FALKIRK, STIRLING)
THRESHOLD = 4
YEARS = ("2022-23", "2023-24")
POLICE, DIVERSION, RATE = (
    "police_custody_referrals",
    "diversion_cases_commenced",
    "diversion_rate_per_10000",
)
ENDED, COMPLETED, EARLY, MOVED, SHARE = (
    "cpo_terminated",
    "cpo_completed",
    "cpo_early_discharge",
    "cpo_transfer_out",
    "cpo_completion_percent",
)
PARTS = (COMPLETED, EARLY, MOVED)
COUNTS = (POLICE, DIVERSION, ENDED, *PARTS)
PAGES = {"police-custody": POLICE, "diversion": DIVERSION, "community-sentences": SHARE}
Place = tuple[str, str, str]

small = st.integers(0, 9)
large = st.integers(15, 60)
counts_of_councils = st.fixed_dictionaries({code: st.one_of(small, large) for code in WATCHED})


@dataclass(frozen=True)
class World:
    """Counts of every council and Scotland, by measure, area and year."""

    counts: dict[Place, int]
    older: dict[Place, int] = field(default_factory=dict)
    """What an earlier supplied edition said of some of them."""


@pytest.fixture(scope="module")
def folder(
    home: Path, catalogue: Catalogue, areas: Areas, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PrivateFolder]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CJDATA_SUPPLIED", "on")
        patch.setenv("CJDATA_DISCLOSURE_THRESHOLD", str(THRESHOLD))
        patch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-01")
        private = tmp_path_factory.mktemp("private")
        patch.setenv("CJDATA_HOME", str(private))
        yield PrivateFolder(private, home / "reference", catalogue, areas)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw figures of three councils; those of the others are large and stay."""
    counts: dict[Place, int] = {}
    for year in YEARS:
        for measure in (POLICE, DIVERSION, *PARTS):
            for code, n in draw(counts_of_councils).items():
                counts[measure, code, year] = n
        for code, n in draw(counts_of_councils).items():
            counts[ENDED, code, year] = n + sum(counts[part, code, year] for part in PARTS)
    changed = draw(counts_of_councils)
    older = {(POLICE, code, YEARS[0]): n for code, n in changed.items() if draw(st.booleans())}
    return World(counts, older)


def whole(folder: PrivateFolder, world: World) -> dict[Place, int]:
    """Add the other councils, and Scotland as the sum of all."""
    counts = dict(world.counts)
    for measure in COUNTS:
        for year in YEARS:
            for n, council in enumerate(folder.areas.councils):
                base = 400 if measure == ENDED else 100
                counts.setdefault((measure, council.code, year), base + n)
            councils = (counts[measure, a.code, year] for a in folder.areas.councils)
            counts[measure, SCOTLAND, year] = sum(councils)
    return counts


def rows_of(folder: PrivateFolder, world: World) -> list[Observation]:
    """Write figures as they are supplied: counts, the percentages and rates made of them."""
    counts = whole(folder, world)
    rows = [folder.row(*place, n, note=f"It was {n}") for place, n in counts.items()]
    rows += [folder.row(*place, n, edition="2023-24") for place, n in world.older.items()]
    for area in folder.areas.single:
        for year in YEARS:
            top = counts[COMPLETED, area.code, year] + counts[EARLY, area.code, year]
            bottom = counts[ENDED, area.code, year] - counts[MOVED, area.code, year]
            if bottom:
                rows.append(folder.row(SHARE, area.code, year, round(100 * top / bottom, 1)))
        people = folder.people(area.code, 2022)
        rate = 10_000 * counts[DIVERSION, area.code, YEARS[0]] / people
        rows.append(folder.row(RATE, area.code, YEARS[0], round(rate, 1)))
    return rows


# What is shown does not tell what is hidden


@dataclass(frozen=True)
class Equation:
    """Cells with their signs, that add up to nil."""

    cells: tuple[tuple[Place, int], ...]


class Reader:
    """Somebody who knows all that is shown, the rule, and every sum; and wants the rest."""

    def __init__(self, folder: PrivateFolder, figures: FigureSet) -> None:
        self.shown: dict[Place, float] = {}
        self.hidden: set[Place] = set()
        for row in queries.observations(figures.database):
            place = (row["measure"], row["area_code"], row["period"])
            if row["value"] is None:
                assert row["status"] == "suppressed"
                self.hidden.add(place)
            else:
                self.shown[place] = row["value"]
        self.equations = list(self._sums(folder))
        self.ranges = {p: (0.0, math.inf) for p in self.hidden if p[0] in COUNTS}

    def _sums(self, folder: PrivateFolder) -> Iterator[Equation]:
        for year in YEARS:
            for measure in COUNTS:
                parts = [((measure, a.code, year), 1) for a in folder.areas.councils]
                yield Equation((*parts, ((measure, SCOTLAND, year), -1)))
            for area in folder.areas.single:
                yield from self._ratios(folder, area.code, year)

    def _ratios(self, folder: PrivateFolder, area: str, year: str) -> Iterator[Equation]:
        """Turn a percentage or rate that is shown into the count that it must come from."""
        share = self.shown.get((SHARE, area, year))
        places = [(m, area, year) for m in (COMPLETED, EARLY, ENDED, MOVED)]
        if share is not None:
            assert not self.hidden.intersection(places), "a percentage tells a hidden count"
        rate = self.shown.get((RATE, area, year))
        if rate is not None and (place := (DIVERSION, area, year)) in self.hidden:
            people = folder.people(area, int(year[:4]))
            raise AssertionError(f"a rate tells {place}: {rate * people / 10_000:.1f}")
        yield from ()

    def learns(self) -> dict[Place, tuple[float, float]]:
        """Narrow the ranges down by every sum, again and again, until nothing more is learnt."""
        is_learning = True
        while is_learning:
            is_learning = sum(map(self._learns_from, self.equations)) > 0
        return self.ranges

    def _learns_from(self, one: Equation) -> bool:
        unknown = [(p, sign) for p, sign in one.cells if p in self.ranges]
        known = sum(sign * self.shown[p] for p, sign in one.cells if p not in self.ranges)
        has_learnt = False
        for place, sign in unknown:
            others = [self._signed(p, s) for p, s in unknown if p != place]
            low = -known - sum(high for _, high in others)
            high = -known - sum(low for low, _ in others)
            low, high = (low, high) if sign > 0 else (-high, -low)
            before = self.ranges[place]
            self.ranges[place] = max(before[0], low), min(before[1], high)
            has_learnt |= self.ranges[place] != before
        return has_learnt

    def _signed(self, place: Place, sign: int) -> tuple[float, float]:
        low, high = self.ranges[place]
        return (low, high) if sign > 0 else (-high, -low)

    def works_out(self) -> set[Place]:
        """Give the hidden cells that follow by adding and taking away any sums whatever."""
        return determined(
            [[p for p, _ in one.cells if p in self.ranges] for one in self.equations],
            [dict(one.cells) for one in self.equations],
        )


def determined(cells: Sequence[Sequence[Place]], signs: Sequence[dict[Place, int]]) -> set[Place]:
    """Give the unknowns that a system of equations fixes, by elimination."""
    solved: dict[Place, dict[Place, Fraction]] = {}
    for unknown, sign in zip(cells, signs, strict=True):
        row = {p: Fraction(sign[p]) for p in unknown}
        left = _reduced(row, solved)
        if left:
            pivot = next(iter(left))
            new = {p: n / left[pivot] for p, n in left.items()}
            solved = {k: _less(o, new, o.get(pivot, Fraction(0))) for k, o in solved.items()}
            solved[pivot] = new
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _reduced(
    row: dict[Place, Fraction], solved: dict[Place, dict[Place, Fraction]]
) -> dict[Place, Fraction]:
    for pivot, other in solved.items():
        if factor := row.get(pivot, Fraction(0)):
            row = _less(row, other, factor)
    return row


def _less(
    row: dict[Place, Fraction], other: dict[Place, Fraction], factor: Fraction
) -> dict[Place, Fraction]:
    found = {
        p: row.get(p, Fraction(0)) - factor * other.get(p, Fraction(0)) for p in {*row, *other}
    }
    return {p: n for p, n in found.items() if n}


@given(world=worlds())
@settings(max_examples=20)
def test_no_hidden_count_can_be_worked_out_from_what_is_shown(
    folder: PrivateFolder, world: World
) -> None:
    folder.publish(rows_of(folder, world))
    reader = Reader(folder, folder.figures())
    counts = whole(folder, world)
    for place, n in {**counts, **world.older}.items():
        assert place in reader.hidden or not 1 <= n <= THRESHOLD, f"{place} is shown"
    assert not reader.works_out()
    for place, (low, high) in reader.learns().items():
        assert low <= counts[place] <= high
        assert high - low >= THRESHOLD - 1, f"{place} is known to lie from {low} to {high}"
    assert len(reader.ranges) < 0.3 * len(counts), "so much is hidden that nothing is shown"


def test_a_reader_does_work_out_what_is_hidden_badly(folder: PrivateFolder) -> None:
    """The attack is a real one: with only the small count hidden, it finds it."""
    world = World({(m, c, y): 30 for m in COUNTS for c in WATCHED for y in YEARS})
    counts = {**world.counts, (POLICE, CLACKS, YEARS[0]): 2}
    with decided([(POLICE, CLACKS, YEARS[0])]):
        folder.publish(rows_of(folder, World(counts)))
        reader = Reader(folder, folder.figures())
    assert reader.works_out() == {(POLICE, CLACKS, YEARS[0])}
    assert reader.learns()[POLICE, CLACKS, YEARS[0]] == (2, 2)


# Nothing else is shown


@contextmanager
def decided(cells: Sequence[Place] | frozenset[Place]) -> Iterator[None]:
    """Hide given cells, whatever the figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "decision", lambda *_: lambda _: cells)
        yield


def with_other_numbers(rows: Sequence[Observation], hidden: frozenset[Place]) -> list[Observation]:
    """Give the same figures, with quite different ones in the place of those that are hidden."""
    return [
        replace(o, value=7_000_000.0 + n, note=f"It was {7_000_000 + n}") if o.cell in hidden else o
        for n, o in enumerate(rows)
    ]


@given(world=worlds())
@settings(max_examples=10)
def test_no_answer_depends_on_a_hidden_figure(folder: PrivateFolder, world: World) -> None:
    rows = rows_of(folder, world)
    folder.publish(rows)
    figures = folder.figures()
    given_answers, hidden = list(answers(figures)), figures.database.hidden
    folder.publish(with_other_numbers(rows, hidden))
    with decided(hidden):
        assert list(answers(folder.figures())) == given_answers


def test_nothing_in_any_view_file_or_command_depends_on_the_few_of_a_small_council(
    folder: PrivateFolder,
) -> None:
    nothing_depends_on_what_is_hidden(folder, few_in_clackmannanshire())


@pytest.mark.long
@given(world=worlds())
@settings(max_examples=4, phases=[Phase.generate])
def test_nothing_in_any_view_file_or_command_depends_on_a_hidden_figure(
    folder: PrivateFolder, world: World
) -> None:
    nothing_depends_on_what_is_hidden(folder, world)


def nothing_depends_on_what_is_hidden(folder: PrivateFolder, world: World) -> None:
    counts = {**world.counts, (POLICE, CLACKS, YEARS[1]): 3, (COMPLETED, FALKIRK, YEARS[1]): 2}
    rows = rows_of(folder, replace(world, counts=counts))
    folder.publish(rows)
    hidden = folder.figures().database.hidden
    told = list(all_outputs(folder))
    folder.publish(with_other_numbers(rows, hidden))
    with decided(hidden):
        assert list(all_outputs(folder)) == told


def all_outputs(folder: PrivateFolder) -> Iterator[str]:
    figures = folder.figures()
    for view in views(figures, (CLACKS, SCOTLAND), PAGES):
        for text in outputs(view):
            yield timeless(text, folder)
    for text in commands(str(folder.folder)):
        yield timeless(text, folder)


def test_nothing_in_any_file_to_take_along_depends_on_a_hidden_figure(
    folder: PrivateFolder,
) -> None:
    rows = rows_of(folder, few_in_clackmannanshire())
    folder.publish(rows)
    hidden = folder.figures().database.hidden
    told = [timeless(text, folder) for text in files(folder.figures(), CLACKS)]
    folder.publish(with_other_numbers(rows, hidden))
    with decided(hidden):
        again = [timeless(text, folder) for text in files(folder.figures(), CLACKS)]
    assert again == told


def test_no_id_that_a_reader_sees_is_found_by_trying_counts(
    folder: PrivateFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the program and all other figures knows the bytes that an id is made of."""
    rows = rows_of(folder, few_in_clackmannanshire())
    folder.publish(rows)
    seen = folder.figures().snapshot_id
    folder.publish(rows)
    assert folder.figures().snapshot_id == seen, "an id tells whether figures changed"
    attacker = PrivateFolder(tmp_path, folder.folder / "reference", folder.catalogue, folder.areas)
    place, tried = (POLICE, CLACKS, YEARS[1]), set()
    for has_key in (True, False):
        if not has_key:
            monkeypatch.setattr("cjdata.store.snapshot_ids.key_of_supplied", lambda _: b"")
        for count in range(THRESHOLD + 1):
            guess = [replace(o, value=float(count)) if o.cell == place else o for o in rows]
            attacker.publish(guess)
            tried.add(current_ids(attacker.folder / "extracts")["published"])
    assert len(tried) == 2 * (THRESHOLD + 1)
    assert seen not in tried


@given(
    world=worlds(),
    again=worlds(),
    kept=st.sets(st.sampled_from([(m, c) for m in COUNTS for c in WATCHED])),
)
@settings(max_examples=10)
def test_no_hidden_count_follows_from_two_loads_together(
    folder: PrivateFolder, world: World, again: World, kept: set[tuple[str, str]]
) -> None:
    """A reader who kept the first figures knows what did not change, and every sum of both."""
    folder.publish(rows_of(folder, world))
    first = Reader(folder, folder.figures())
    mixed = {p: world.counts[p] if p[:2] in kept else n for p, n in again.counts.items()}
    for code in WATCHED:  # what is a part of another goes on to be one
        for year in YEARS:
            parts = sum(mixed[part, code, year] for part in PARTS)
            mixed[ENDED, code, year] = max(mixed[ENDED, code, year], parts)
    folder.publish(rows_of(folder, World(mixed)), remembers=True)
    second = Reader(folder, folder.figures())
    assert first.hidden <= second.hidden
    counts = whole(folder, World(mixed))
    for place, n in counts.items():
        was_known = first.shown.get(place) == n
        assert was_known or place in second.hidden or not 1 <= n <= THRESHOLD, place
    before = whole(folder, world)
    same = {p for p in second.hidden if p in counts and counts[p] == before[p]}
    for place in same & first.shown.keys():  # known all along
        second.ranges[place] = (counts[place], counts[place])
    learnt = second.learns()
    for place in same - first.shown.keys():
        low, high = learnt[place]
        assert high - low >= THRESHOLD - 1, f"{place} is known to lie from {low} to {high}"


def test_nothing_on_any_page_depends_on_a_hidden_figure(folder: PrivateFolder) -> None:
    world = few_in_clackmannanshire()
    rows = rows_of(folder, world)
    folder.publish(rows)
    hidden = folder.figures().database.hidden
    assert {(POLICE, CLACKS, YEARS[1]), (SHARE, CLACKS, YEARS[1])} <= hidden
    pages = {page: drawn(page, folder) for page in (*PAGES, "at-a-glance", "data-notes")}
    assert any("to protect individuals" in text for text in pages.values())
    folder.publish(with_other_numbers(rows, hidden))
    with decided(hidden):
        for page, text in pages.items():
            assert drawn(page, folder) == text, page


def timeless(text: str, folder: PrivateFolder) -> str:
    """Take out when it was made, and the id of the figures: nothing else may tell them apart."""
    return re.sub(r"[0-9]{2}(:[0-9]{2})+", "", text.replace(folder.figures().snapshot_id, "ID"))


def few_in_clackmannanshire() -> World:
    counts = {(m, c, y): 3 if c == CLACKS else 30 for m in COUNTS for c in WATCHED for y in YEARS}
    return World(counts | {(ENDED, c, y): 120 for c in WATCHED for y in YEARS})


def drawn(path: str, folder: PrivateFolder) -> str:
    """Give all that a page sends to the browser, but for the moment at which it was built."""
    page = open_page(path, {"compare": "Scotland,Forth Valley"})
    text = "\n".join([page.html, *(str(chart.proto) for chart in page.charts)])
    return timeless(text, folder)


def test_the_data_notes_say_that_nothing_is_shown_without_a_rule(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.publish([folder.row(POLICE, CLACKS, YEARS[1], 30)])
    said = "are not shown, because no disclosure rule is set"
    assert said not in open_page("data-notes").html
    monkeypatch.delenv("CJDATA_DISCLOSURE_THRESHOLD")
    assert said in open_page("data-notes").html
    assert "30 referrals" not in open_page("police-custody").html
    monkeypatch.setenv("CJDATA_SUPPLIED", "off")
    assert said not in open_page("data-notes").html


# Groups


def test_a_group_with_a_hidden_council_has_no_figure_and_says_why(folder: PrivateFolder) -> None:
    world = few_in_clackmannanshire()
    folder.publish(rows_of(folder, world))
    figures = folder.figures()
    with_clacks = [g for g in figures.areas.all_groups if CLACKS in g.members]
    picked = figures.areas.pick([figures.areas.by_code[c] for c in (CLACKS, "S12000033")])
    assert picked
    assert len(with_clacks) > 4
    for measure in (POLICE, SHARE, RATE):
        assembler = Assembler(figures, [measure])
        for group in (*with_clacks, picked):
            one = figures.catalogue.measures[measure]
            [figure] = assembler.series(one, group, [YEARS[0]]).figures
            assert (figure.value, figure.status) == (None, "suppressed"), group.name
            assert "not shown, to protect individuals" in figure.reason
