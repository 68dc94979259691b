"""Disclosure control: what is hidden, and attempts to work it out all the same."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from build_series import CLACKS, ORDERS, RATE, SHARE, VALLEY, series
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cjdata.settings import DisclosureRule
from cjdata.statistics import (
    CellTotal,
    CountTable,
    Mask,
    cell_of,
    cross,
    mask_series,
    possible_range,
    protect,
    suppressed,
)
from cjdata.statistics.disclosure.range_check import RangeCheck

UNDER_FIVE = DisclosureRule(threshold=4)
TOTAL = "total"
Counts = dict[Hashable, int | None]


def row(*counts: int, public: bool = True) -> CountTable:
    """One row and its total, which everybody knows unless told otherwise."""
    cells: Counts = dict(enumerate(counts))
    total = {TOTAL: sum(counts)}
    return CountTable(
        {**cells, **total}, (CellTotal(TOTAL, tuple(cells)),), frozenset(total if public else ())
    )


def grid(rows: list[list[int]], public: frozenset[Hashable] = frozenset()) -> CountTable:
    """A table of rows and columns, with all totals."""
    height, width = len(rows), len(rows[0])
    downs, acrosses = [f"row {n}" for n in range(height)], [f"column {n}" for n in range(width)]
    cells: Counts = {
        (d, a): rows[i][j] for i, d in enumerate(downs) for j, a in enumerate(acrosses)
    }
    cells |= {(d, TOTAL): sum(rows[i]) for i, d in enumerate(downs)}
    cells |= {(TOTAL, a): sum(r[j] for r in rows) for j, a in enumerate(acrosses)}
    cells[TOTAL, TOTAL] = sum(map(sum, rows))
    return CountTable(cells, cross({TOTAL: downs}, {TOTAL: acrosses}), public)


# The worked example of standards.md, section 9


def test_the_worked_example_comes_out() -> None:
    table = row(3, 14, 9, 0)
    mask = protect(table, UNDER_FIVE)
    assert (mask.primary, mask.secondary) == ({0}, {2})
    assert mask.is_safe
    assert mask.shown(table.counts) == {0: None, 1: 14, 2: None, 3: 0, TOTAL: 26}


def test_the_reader_of_the_worked_example_knows_only_what_the_two_add_up_to() -> None:
    table = row(3, 14, 9, 0)
    mask = protect(table, UNDER_FIVE)
    assert possible_range(table, UNDER_FIVE, mask, 0) == (1, 11)
    assert possible_range(table, UNDER_FIVE, mask, 2) == (1, 11)


# One row at a time


def test_figures_published_already_are_shown_as_published() -> None:
    table = row(3, 14, 9, 0)
    mask = protect(table, None)
    assert mask == Mask()
    assert mask.shown(table.counts) == table.counts


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert protect(row(5, 14, 9, 0), UNDER_FIVE).hidden == set()


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((3, 14, 9, 0), {0, 2}),
        ((3, 2, 14, 9), {0, 1}),
        ((1, 1, 14, 9), {0, 1, 3}),
        ((1, 2, 30, 0), {0, 1, 2}),
        ((1, 1, 1, 9, 40), {0, 1, 2, 3}),
        ((1, 2, 3, 40), {0, 1, 2}),
        ((4, 20, 20, 20), {0, 1}),
    ],
)
def test_as_many_are_hidden_as_it_takes_and_the_lowest_first(
    counts: tuple[int, ...], hidden: set[int]
) -> None:
    mask = protect(row(*counts), UNDER_FIVE)
    assert mask.hidden == hidden
    assert mask.is_safe


def test_two_ones_that_add_up_to_two_are_not_hidden_by_each_other() -> None:
    # The range check: two cells are hidden, and yet both could be worked out.
    table = row(1, 1, 14, 9)
    alone = Mask(primary=frozenset({0, 1}))
    assert possible_range(table, UNDER_FIVE, alone, 0) == (1, 1)
    low, high = possible_range(table, UNDER_FIVE, protect(table, UNDER_FIVE), 0)
    assert high - low >= 3


def test_nil_stays_unless_the_rule_hides_it() -> None:
    table = row(0, 14, 9, 6)
    assert protect(table, UNDER_FIVE).hidden == set()
    hides_zeros = DisclosureRule(threshold=4, hides_zeros=True)
    mask = protect(table, hides_zeros)
    assert (mask.primary, mask.secondary) == ({0}, {3})
    assert possible_range(table, hides_zeros, mask, 0) == (0, 6)


def test_nil_is_hidden_as_a_last_resort() -> None:
    table = row(3, 0, 0)
    mask = protect(table, UNDER_FIVE)
    assert mask.primary == {0}
    assert len(mask.secondary) == 1
    assert mask.is_safe
    assert possible_range(table, UNDER_FIVE, mask, 0) == (0, 3)


def test_a_total_that_is_not_public_may_be_hidden_too() -> None:
    mask = protect(row(3, 0, 0, public=False), UNDER_FIVE)
    assert mask.hidden == {0, TOTAL}
    assert mask.is_safe


@pytest.mark.parametrize("counts", [(3,), (1, 1), (1, 1, 0, 0)])
def test_what_no_hiding_can_protect_is_named_so_that_it_is_not_shown(
    counts: tuple[int, ...],
) -> None:
    mask = protect(row(*counts), UNDER_FIVE)
    assert not mask.is_safe
    assert mask.exposed >= mask.primary


def test_a_public_cell_is_never_hidden_and_its_neighbour_is() -> None:
    table = row(3, 14, 9, 0)
    known = CountTable(table.counts, table.sums, table.public | {2})
    mask = protect(known, UNDER_FIVE)
    assert mask.hidden == {0, 1}


def test_parts_that_nobody_holds_leave_room_and_need_no_protection() -> None:
    counts: Counts = {"C": 3, "others": 2, "Scotland": 900, "held": 895}
    total = CellTotal("Scotland", ("C", "held", "others"))
    mask = protect(CountTable(counts, (total,), slack=frozenset({"others"})), UNDER_FIVE)
    assert mask.primary == {"C"}
    assert mask.is_safe
    assert "others" in mask.withheld


def test_slack_leaves_no_more_room_than_there_is() -> None:
    counts: Counts = {"first": 2, "second": 9, "rest": 0, "all": 11}
    table = CountTable(
        counts,
        (CellTotal("all", ("first", "second", "rest")),),
        frozenset({"all"}),
        slack=frozenset({"rest"}),
    )
    low, high = possible_range(table, UNDER_FIVE, protect(table, UNDER_FIVE), "first")
    assert low <= 2 <= high
    assert high - low >= 3


# Levels, overlaps, editions


def test_a_cell_is_hidden_in_every_table_that_it_stands_in() -> None:
    # Clackmannanshire is in Forth Valley and, with all others, in Scotland.
    counts: Counts = {"C": 3, "F": 40, "S": 30, "FV": 73, "other": 900, "Scotland": 973}
    levels = (CellTotal("FV", ("C", "F", "S")), CellTotal("Scotland", ("C", "F", "S", "other")))
    mask = protect(CountTable(counts, levels, frozenset({"FV", "Scotland"})), UNDER_FIVE)
    assert mask.hidden == {"C", "S"}


def test_scotland_less_the_other_councils_does_not_give_a_council() -> None:
    counts: Counts = {f"council {n}": 50 + n for n in range(31)}
    counts["Clackmannanshire"] = 2
    table = CountTable(
        {**counts, "Scotland": sum(c or 0 for c in counts.values())},
        (CellTotal("Scotland", tuple(counts)),),
        frozenset({"Scotland"}),
    )
    assert protect(table, UNDER_FIVE).hidden == {"Clackmannanshire", "council 0"}


def test_years_are_tied_to_totals_of_several_years() -> None:
    years = {"three years": ["2021-22", "2022-23", "2023-24"]}
    counts: Counts = {
        ("2021-22", "men"): 2,
        ("2022-23", "men"): 8,
        ("2023-24", "men"): 9,
        ("three years", "men"): 19,
    }
    mask = protect(CountTable(counts, cross(years, {"men": []})), UNDER_FIVE)
    assert mask.hidden == {("2021-22", "men"), ("2022-23", "men")}


def test_overlapping_categories_do_not_give_what_lies_between() -> None:
    # 16 to 17 and 16 to 20 are shown; the 2 people of 18 to 20 must not follow from them.
    counts: Counts = {"16-17": 11, "18-20": 2, "16-20": 13}
    table = CountTable(
        counts, (CellTotal("16-20", ("16-17", "18-20")),), implied=frozenset({"18-20"})
    )
    mask = protect(table, UNDER_FIVE)
    assert mask.hides("18-20")
    assert mask.secondary == {"16-17"}
    large = CountTable(
        {"16-17": 11, "18-20": 9, "16-20": 20}, table.sums, implied=frozenset({"18-20"})
    )
    assert protect(large, UNDER_FIVE).secondary == set()


def test_a_count_that_the_publisher_withheld_stays_withheld() -> None:
    counts: Counts = {"a": None, "b": 14, "c": 9, TOTAL: 26}
    mask = protect(CountTable(counts, (CellTotal(TOTAL, ("a", "b", "c")),)), UNDER_FIVE)
    assert mask.withheld == {"a"}
    assert mask.secondary == {"c"}
    assert protect(CountTable(counts, ()), None).hides("a")


def test_cells_that_are_the_same_are_hidden_together() -> None:
    # A sum of one part: the council's own table and the national one print the same count.
    counts: Counts = {"ours": 3, "theirs": 3, "b": 14, TOTAL: 17}
    same = CellTotal("theirs", ("ours",)), CellTotal(TOTAL, ("ours", "b"))
    mask = protect(CountTable(counts, same, frozenset({TOTAL})), UNDER_FIVE)
    assert mask.hidden == {"ours", "theirs", "b"}


def test_a_table_of_three_dimensions_has_every_sum() -> None:
    sums = cross({"all": ["a", "b"]}, {"both": ["m", "w"]}, {"years": ["1", "2"]})
    assert len(sums) == 3 * 9
    assert CellTotal(("all", "m", "2"), (("a", "m", "2"), ("b", "m", "2"))) in sums
    assert CellTotal(("a", "m", "years"), (("a", "m", "1"), ("a", "m", "2"))) in sums


def test_levels_within_a_dimension_are_sums_as_well() -> None:
    councils = {"Scotland": ["Forth Valley", "other"], "Forth Valley": ["C", "F", "S"]}
    sums = cross(councils, {"all": ["x"]})
    assert CellTotal(("Forth Valley", "x"), (("C", "x"), ("F", "x"), ("S", "x"))) in sums
    assert CellTotal(("Scotland", "x"), (("Forth Valley", "x"), ("other", "x"))) in sums


@pytest.mark.parametrize(
    ("counts", "sums", "words"),
    [
        ({"a": -1}, (), "not a whole number"),
        ({"a": 1.5}, (), "not a whole number"),
        ({"a": True}, (), "not a whole number"),
        ({"a": 1, "b": 2, "t": 4}, (CellTotal("t", ("a", "b")),), "add up to 3, not 4"),
        ({"a": 1, "t": 4}, (CellTotal("t", ("a", "b")),), "No count is given for b"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    counts: Counts, sums: tuple[CellTotal, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        CountTable(counts, sums)


def test_withheld_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to 14, not 9"):
        CountTable({"a": None, "b": 14, "t": 9}, (CellTotal("t", ("a", "b")),))
    # Each sum may be right by itself, and yet no two counts fit them both.
    counts: Counts = {"a": None, "b": None, "s": 9, "t": 8}
    table = CountTable(
        counts, (CellTotal("s", ("a", "b")), CellTotal("t", ("a", "b"))), frozenset("st")
    )
    with pytest.raises(ValueError, match="not the sum of its parts"):
        protect(table, UNDER_FIVE)


# What is worked out from a hidden count is hidden with it


def test_r1_every_derived_figure_is_hidden_by_the_one_decision() -> None:
    mask = Mask(primary=frozenset({"a"}), secondary=frozenset({"c"}))
    assert mask.hides("a")
    assert mask.hides("b", "a")
    assert mask.hides("c")
    assert not mask.hides("b")
    assert not mask.hides()


def test_r2_a_planted_rate_without_its_count_makes_the_check_fail() -> None:
    mask = protect(row(3, 14, 9, 0), UNDER_FIVE)
    outputs = {"rate of 1": [1], "rate of 0": [0], "share of 2": [2, TOTAL], "total": [TOTAL]}
    assert mask.leaks(outputs) == ("rate of 0", "share of 2")


def test_r3_a_series_loses_its_hidden_figures_with_their_notes() -> None:
    one = series([12, 3, 9])
    figures = tuple(
        f.__class__(f.period, f.value, note=f"{f.value} of 60", decimals=0, status=f.status)
        for f in one.figures
    )
    one = one.__class__(one.area, one.measure, figures)
    mask = Mask(primary=frozenset({cell_of(ORDERS.id, CLACKS.code, "2016-17")}))
    seen = mask_series(one, mask)
    assert [f.value for f in seen.figures] == [12, None, 9]
    assert seen.figures[1].status == "suppressed"
    assert "3" not in seen.figures[1].note
    assert seen.figures[0] == one.figures[0]


def test_r1_a_rate_and_a_share_are_hidden_with_the_count_behind_them() -> None:
    mask = Mask(primary=frozenset({cell_of(ORDERS.id, CLACKS.code, "2016-17")}))
    for measure in (RATE, SHARE):
        seen = mask_series(series([12, 3, 9], measure), mask, [ORDERS.id])
        assert [f.value for f in seen.figures] == [12, None, 9]
        other = mask_series(series([12, 3, 9], measure), mask, ["something_else"])
        assert [f.value for f in other.figures] == [12, 3, 9]


def test_a_group_is_hidden_with_any_of_its_councils() -> None:
    mask = Mask(secondary=frozenset({cell_of(ORDERS.id, VALLEY.members[1], "2016-17")}))
    seen = mask_series(series([12, 30, 9], area=VALLEY), mask)
    assert [f.value for f in seen.figures] == [12, None, 9]


def test_a_suppressed_figure_keeps_its_year_and_nothing_of_its_value() -> None:
    (figure,) = series([3.25], RATE, decimals=2).figures
    hidden = suppressed(figure)
    assert (hidden.period, hidden.value, hidden.decimals) == (figure.period, None, 0)
    assert hidden.edition == figure.edition


# Attempts to recover what is hidden


def unknowns(
    table: CountTable, known: Mapping[Hashable, int]
) -> Iterator[tuple[dict[Hashable, int], int]]:
    """Every total as an equation: what is not known with its signs, and what that must make."""
    for one in table.sums:
        signs: dict[Hashable, int] = {}
        makes = 0
        for key, sign in (*((part, 1) for part in one.parts), (one.total, -1)):
            if key in known:
                makes -= sign * known[key]
            else:
                signs[key] = signs.get(key, 0) + sign
        if signs:
            yield signs, makes


def found_by_elimination(table: CountTable, known: Mapping[Hashable, int]) -> dict[Hashable, int]:
    """All that follows from the totals by adding and subtracting them in any way (Gauss)."""
    equations = list(unknowns(table, known))
    keys = list(dict.fromkeys(key for signs, _ in equations for key in signs))
    rows = [[Fraction(signs.get(key, 0)) for key in keys] + [Fraction(m)] for signs, m in equations]
    done = 0
    for column in range(len(keys)):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [a / rows[done][column] for a in rows[done]]
        for r in range(len(rows)):
            if r != done and rows[r][column]:
                rows[r] = [
                    a - rows[r][column] * b for a, b in zip(rows[r], rows[done], strict=True)
                ]
        done += 1
    return {
        keys[next(iter(cells))]: int(r[-1])
        for r in rows[:done]
        if len(cells := [j for j, a in enumerate(r[:-1]) if a]) == 1
    }


def bounds_by_propagation(
    table: CountTable, known: Mapping[Hashable, int], least: int
) -> dict[Hashable, tuple[float, float]]:
    """Ranges that follow from each total by itself, again and again until none gets narrower."""
    equations = list(unknowns(table, known))
    bounds = {key: (float(least), math.inf) for signs, _ in equations for key in signs}
    changed = True
    while changed:
        changed = False
        for signs, makes in equations:
            for key in signs:
                others = [(sign, bounds[k]) for k, sign in signs.items() if k != key]
                least_rest = sum(s * (b[0] if s > 0 else b[1]) for s, b in others)
                most_rest = sum(s * (b[1] if s > 0 else b[0]) for s, b in others)
                low, high = makes - most_rest, makes - least_rest
                if signs[key] < 0:
                    low, high = -high, -low
                narrower = max(bounds[key][0], low), min(bounds[key][1], high)
                if narrower != bounds[key]:
                    bounds[key], changed = narrower, True
    return bounds


def everything_shown(table: CountTable, mask: Mask) -> dict[Hashable, int]:
    """What a reader has: counts, rates with known populations, shares, and changes."""
    counts = {key: count for key, count in table.counts.items() if count is not None}
    people = {key: 1_000 + 37 * n for n, key in enumerate(counts)}
    known = {key: count for key, count in mask.shown(counts).items() if count is not None}
    rates = {k: counts[k] / people[k] * 10_000 for k in counts if not mask.hides(k)}
    shares = {
        (k, one.total): counts[k] / counts[one.total]
        for one in table.sums
        for k in one.parts
        if counts[one.total] and not mask.hides(k, one.total)
    }
    changes = {
        (a, b): counts[a] - counts[b]
        for one in table.sums
        for a, b in zip(one.parts, one.parts[1:], strict=False)
        if not mask.hides(a, b)
    }
    known |= {key: round(rate * people[key] / 10_000) for key, rate in rates.items()}
    for (part, total), share in shares.items():
        if total in known:
            known[part] = round(share * known[total])
        if part in known and share:
            known[total] = round(known[part] / share)
    for (a, b), change in changes.items():
        if a in known:
            known[b] = known[a] - change
        if b in known:
            known[a] = known[b] + change
    return known


def width_of(rule: DisclosureRule) -> int:
    return max(1, rule.threshold - (0 if rule.hides_zeros else 1))


small_counts = st.one_of(st.integers(0, 6), st.integers(0, 40))
rules = st.builds(DisclosureRule, st.integers(1, 6), st.booleans())


@st.composite
def grids(draw: st.DrawFn, most: int = 5) -> CountTable:
    width = draw(st.integers(2, most))
    line = st.lists(small_counts, min_size=width, max_size=width)
    rows = draw(st.lists(line, min_size=2, max_size=most))
    public = draw(st.sampled_from(["none", "corner", "margins"]))
    table = grid(rows)
    margins = frozenset(key for key in table.counts if TOTAL in key)  # type: ignore[operator]
    corner = frozenset({(TOTAL, TOTAL)})
    return grid(rows, {"none": frozenset(), "corner": corner, "margins": margins}[public])


@st.composite
def cubes(draw: st.DrawFn) -> CountTable:
    """Ages by areas with two levels, by years."""
    ages = {"all ages": ["young", "old"]}
    places = {"Scotland": ["Forth Valley", "other"], "Forth Valley": ["C", "F"]}
    years = {"both years": ["1", "2"]}
    cells: Counts = {
        cell: draw(small_counts)
        for cell in product(["young", "old"], ["C", "F", "other"], ["1", "2"])
    }
    sums = cross(ages, places, years)
    while any(one.total not in cells for one in sums):
        for one in sums:
            if one.total not in cells and all(part in cells for part in one.parts):
                cells[one.total] = sum(cells[part] or 0 for part in one.parts)
    return CountTable(cells, sums)


def check_nothing_is_recovered(table: CountTable, rule: DisclosureRule) -> Mask:
    mask = protect(table, rule)
    assert all(
        key in mask.primary
        for key, count in table.counts.items()
        if count is not None and rule.is_small(count) and key not in table.public
    )
    assert not mask.hidden & table.public
    known = everything_shown(table, mask)
    assert not mask.hidden & set(known)
    assert {key: table.counts[key] for key in known} == known
    recovered = set(found_by_elimination(table, known)) & mask.hidden
    assert recovered <= mask.exposed
    least = 0 if rule.hides_zeros or any(table.counts[key] == 0 for key in mask.hidden) else 1
    for key, (low, high) in bounds_by_propagation(table, known, least).items():
        assert low <= (table.counts[key] or 0) <= high
        assert high - low >= width_of(rule) or key in mask.exposed
    return mask


@given(grids(), rules)
@settings(max_examples=150)
def test_r4_no_hidden_cell_of_a_grid_can_be_recovered(
    table: CountTable, rule: DisclosureRule
) -> None:
    mask = check_nothing_is_recovered(table, rule)
    if not table.public:
        assert mask.is_safe


@given(cubes(), rules)
def test_r4_no_hidden_cell_of_a_cube_with_levels_can_be_recovered(
    table: CountTable, rule: DisclosureRule
) -> None:
    assert check_nothing_is_recovered(table, rule).is_safe


def solutions(
    table: CountTable, known: Mapping[Hashable, int], least: int, most: int
) -> Iterator[dict[Hashable, int]]:
    """Every table in whole numbers that fits what is shown, by trying them all."""
    equations = list(unknowns(table, known))
    keys = list(dict.fromkeys(key for signs, _ in equations for key in signs))

    def fits(tried: dict[Hashable, int]) -> bool:
        for signs, makes in equations:
            left = [key for key in signs if key not in tried]
            total = sum(sign * tried[key] for key, sign in signs.items() if key in tried)
            if not left and total != makes:
                return False
            if all(sign > 0 for sign in signs.values()) and total + least * len(left) > makes:
                return False
        return True

    def extend(tried: dict[Hashable, int]) -> Iterator[dict[Hashable, int]]:
        if len(tried) == len(keys):
            yield dict(tried)
            return
        key = keys[len(tried)]
        for value in range(least, most + 1):
            tried[key] = value
            if fits(tried):
                yield from extend(tried)
            del tried[key]

    return extend({})


@given(st.data())
def test_the_ranges_are_those_of_all_tables_that_fit(data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 3))
    line = st.lists(st.integers(0, 7), min_size=width, max_size=width)
    rows = data.draw(st.lists(line, min_size=2, max_size=3))
    table = grid(rows)
    table = grid(rows, frozenset(key for key in table.counts if TOTAL in key))  # type: ignore[operator]
    rule = DisclosureRule(data.draw(st.integers(1, 4)), data.draw(st.booleans()))
    mask = protect(table, rule)
    assume(mask.hidden)
    known = everything_shown(table, mask)
    # Nil is hidden at most as a last resort: then a reader may take anything hidden to be nil.
    if not rule.hides_zeros and any(table.counts[key] == 0 for key in mask.hidden):
        return
    least = 0 if rule.hides_zeros else 1
    values: dict[Hashable, set[int]] = {key: set() for key in mask.hidden}
    for solution in solutions(table, known, least, most=21):
        for key, value in solution.items():
            values[key].add(value)
    for key, possible in values.items():
        assert possible_range(table, rule, mask, key) == (min(possible), max(possible))
        if mask.is_safe:
            assert len(possible) > width_of(rule)


sparse = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 9]), min_size=3, max_size=3)


@given(st.lists(sparse, min_size=3, max_size=4), st.sets(st.integers(0, 30)), st.integers(1, 4))
@settings(max_examples=150)
def test_looked_at_afresh_every_hidden_cell_has_a_wide_range(
    rows: list[list[int]], public: set[int], threshold: int
) -> None:
    # Sparse tables with some public cells, where nil must often be hidden and then shown again.
    keys = list(grid(rows).counts)
    table = grid(rows, frozenset(keys[n] for n in public if n < len(keys)))
    rule = DisclosureRule(threshold)
    mask = protect(table, rule)
    for key in mask.hidden - mask.exposed:
        low, high = possible_range(table, rule, mask, key)
        assert high - low >= width_of(rule)


@given(st.lists(sparse, min_size=3, max_size=3), st.data(), st.integers(1, 4))
@settings(max_examples=150)
def test_what_was_found_before_does_not_change_what_is_found(
    rows: list[list[int]], data: st.DataObject, threshold: int
) -> None:
    table, rule = grid(rows), DisclosureRule(threshold)
    remembering = RangeCheck(table, rule)
    cells = st.sets(st.sampled_from(list(table.counts)), min_size=2)
    hidden = data.draw(cells)
    for change in data.draw(st.lists(cells, min_size=1, max_size=4)):
        assert set(remembering.narrow(hidden)) == set(RangeCheck(table, rule).narrow(hidden))
        hidden = hidden ^ change if len(change) < 4 else hidden - change


@given(grids(most=4), rules)
def test_nothing_more_is_hidden_than_it_takes(table: CountTable, rule: DisclosureRule) -> None:
    mask = protect(table, rule)
    assume(mask.is_safe)
    for key in mask.secondary:
        fewer = Mask(mask.primary, mask.secondary - {key}, mask.withheld)
        too_narrow = [
            other
            for other in fewer.hidden
            for low, high in [possible_range(table, rule, fewer, other)]
            if high - low < width_of(rule)
        ]
        assert too_narrow, f"{key} need not be hidden"


@given(grids(), rules)
def test_the_same_table_is_always_hidden_alike(table: CountTable, rule: DisclosureRule) -> None:
    assert protect(table, rule) == protect(table, rule)


@given(grids(), st.integers(1, 5))
def test_more_is_small_under_a_higher_threshold(table: CountTable, threshold: int) -> None:
    lower, higher = (protect(table, DisclosureRule(t)) for t in (threshold, threshold + 1))
    assert lower.primary <= higher.primary
