"""The first page's lists and marks: what is on them, what is not, the words where nothing is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from build_series import CLACKS, SCOTLAND, SHARE, break_at, series
from known_pages import PAGES
from read_pages import Page, open_page
from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep

from cjdata import queries
from cjdata.exports.figures_csv import figures_csv
from cjdata.library import FigureSet, library
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Direction, Measure
from cjdata.reference.editions import PUBLIC_BODY
from cjdata.reference.periods import PANDEMIC, financial_years, kind_of
from cjdata.series import Break, Series
from cjdata.statistics import (
    Counts,
    Evidence,
    weighted_trend,
    wilson_interval,
)
from cjdata.views.glance.data import glance_view
from cjdata.views.shared.beside import Beside, beside_scotland, listed_measures, told_once
from cjdata.views.short_lists import words
from cjdata.views.short_lists.data import highlights, is_worse_and_worsening
from cjdata.views.short_lists.new_figures import new_figures, newest_editions
from cjdata.views.short_lists.short_list import ListView

BOTH = pytest.mark.parametrize("figures_set", ["published", "illustrative"])
SPLITTING = ("definition", "collection", "area")
JUDGED = ("better", "worse")


@pytest.fixture(autouse=True)
def _usual_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(home))


@pytest.fixture(params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest) -> FigureSet:
    held: FigureSet = request.getfixturevalue(request.param)
    return held


def lists(figures: FigureSet, area: Area, today: date) -> dict[str, ListView]:
    return {view.kind: view for view in highlights(figures, area.code, today)}


def listed(view: ListView) -> list[str]:
    return [entry.label for entry in view.entries]


# --- Worked out again, straight from the snapshot ---


class Raw:
    """The current figures of a set by measure, area and year, without any view."""

    def __init__(self, figures: FigureSet) -> None:
        self.figures = figures
        self.listed = listed_measures(figures.catalogue)
        ids = {
            part
            for m in map(figures.catalogue.measures.__getitem__, self.listed)
            for part in (m.id, *m.numerator, *m.denominator, *m.minus)
        }
        codes = [area.code for area in figures.areas.single]
        rows = queries.current_figures(figures.database, sorted(ids), codes)
        self.rows = {
            (row["measure"], row["area_code"], row["period"]): row
            for row in rows
            if kind_of(row["period"]) == "financial_year"
        }
        self.breaks = queries.breaks_of(figures.database, list(self.listed))

    def years(self, measure: str, code: str) -> list[str]:
        """The years in which an area has a value, oldest first."""
        return sorted(
            period
            for (m, c, period), row in self.rows.items()
            if (m, c) == (measure, code) and row["value"] is not None
        )

    def value(self, measure: str, code: str, period: str) -> float | None:
        row = self.rows.get((measure, code, period))
        return None if row is None else row["value"]

    def is_broken(self, measure: str, code: str, first: str, last: str) -> bool:
        return any(
            b["measure"] == measure
            and b["area_code"] in ("", code)
            and b["kind"] in SPLITTING
            and first < b["period"] <= last
            for b in self.breaks
        )

    def counts(self, measure: Measure, code: str, period: str) -> tuple[int, int] | None:
        """The counts behind a percentage, where they make the one that is printed."""

        def total(ids: Sequence[str]) -> float:
            held = [self.value(m, code, period) for m in ids]
            return float("nan") if None in held else sum(map(float, filter(None, held)))

        top, base = total(measure.numerator), total(measure.denominator) - total(measure.minus)
        if not measure.numerator or not base > 0 or not 0 <= top <= base:
            return None
        row = self.rows[measure.id, code, period]
        if row["value"] is None or abs(100 * top / base - row["value"]) > 10 ** -row["decimals"]:
            return None
        return int(top), int(base)

    def share(self, measure: Measure, code: str, period: str) -> tuple[float, float, float] | None:
        """A percentage and its limits, in per cent, from the counts behind it."""
        held = self.counts(measure, code, period) if self.value(measure.id, code, period) else None
        if held is None:
            return None
        lower, upper = wilson_interval(*held)
        return 100 * held[0] / held[1], 100 * lower, 100 * upper


@cache
def raw_of(figures: FigureSet) -> Raw:
    return Raw(figures)


def before(period: str) -> str:
    return financial_years("2000-01", period)[-2]


def worse_and_worsening(raw: Raw, measure: Measure, direction: str, code: str) -> bool:
    """Work out again whether a percentage is worse than Scotland and getting worse."""
    mine, theirs = raw.years(measure.id, code), raw.years(measure.id, SCOTLAND.code)
    common = [year for year in mine if year in theirs]
    if not common:
        return False
    rows = [raw.rows[measure.id, c, common[-1]] for c in (code, SCOTLAND.code)]
    decimals = min(row["decimals"] for row in rows)
    here, there = (round(row["value"], decimals) for row in rows)
    own, whole = (raw.counts(measure, c, common[-1]) for c in (code, SCOTLAND.code))
    if own is None or here == there:
        return False
    if whole and 0 <= whole[0] - own[0] <= whole[1] - own[1]:
        rest = whole[0] - own[0], whole[1] - own[1]
        low, high = confint_proportions_2indep(*own, *rest, method="newcomb", compare="diff")
        is_clear = not low <= 0 <= high
    else:
        low, high = (100 * limit for limit in wilson_interval(*own))
        is_clear = not low <= rows[1]["value"] <= high
    is_worse = is_clear and (here < there if direction == "up" else here > there)
    five = [y for y in financial_years("2000-01", mine[-1]) if y not in PANDEMIC][-5:]
    held = [share for year in five if (share := raw.share(measure, code, year))]
    if len(held) < 5 or raw.is_broken(measure.id, code, five[0], five[-1]):
        return False
    times = [float(year[:4]) for year in five]
    trend = weighted_trend(*map(list, zip(*held, strict=True)), times).result
    return is_worse and trend == ("decreasing" if direction == "up" else "increasing")


def test_worse_and_getting_worse_holds_what_the_rule_says(
    illustrative: FigureSet, today: date
) -> None:
    raw, catalogue = raw_of(illustrative), illustrative.catalogue
    measures = catalogue.measures
    judged = [
        m
        for m in raw.listed
        if catalogue.judged_direction_of(m) != "none"
        and measures[m].form == "percent"
        and is_told(illustrative, m, "council")
    ]
    assert judged
    shares = {measures[m].name for m in judged}
    anywhere = 0
    for area in illustrative.areas.councils:
        expected = [
            catalogue.measures[m].name
            for m in judged
            if worse_and_worsening(
                raw, catalogue.measures[m], catalogue.judged_direction_of(m), area.code
            )
        ]
        shown = listed(lists(illustrative, area, today)["worse"])
        assert [name for name in shown if name in shares] == expected
        anywhere += len(shown)
    assert anywhere


def test_what_moved_holds_every_number_that_chance_seldom_moves_so_far(
    figures: FigureSet, today: date
) -> None:
    raw = raw_of(figures)
    national = {m for theme in figures.catalogue.indicators for m in theme.measures}
    measures = figures.catalogue.measures
    numbers = [m for m in raw.listed if m in national and measures[m].unit == "count"]
    for area in figures.areas.single:
        expected = [
            measures[m].name
            for m in numbers
            if is_told(figures, m, area.kind) and number_moved(raw, m, area.code)
        ]
        names = {figures.catalogue.measures[m].name for m in numbers}
        shown = listed(lists(figures, area, today)["moved"])
        assert [name for name in shown if name in names] == expected


def is_told(figures: FigureSet, measure: str, kind: str) -> bool:
    """Whether it is the form of its events that lists tell: a number and its rate are one event."""
    theme = figures.catalogue.theme_of(measure)
    choice = theme.choice_of(measure) if theme else None
    return choice is None or choice.opening_measure(kind) == measure


def number_moved(raw: Raw, measure: str, code: str) -> bool:
    years = raw.years(measure, code)
    if len(years) < 2 or years[-2] != before(years[-1]):
        return False
    rows = [raw.rows[measure, code, year] for year in years[-2:]]
    if raw.is_broken(measure, code, *years[-2:]) or any(r["precision"] != "exact" for r in rows):
        return False
    old, new = (int(row["value"]) for row in rows)
    both = old + new
    return bool(both) and 2 * min(binom.cdf(old, both, 0.5), binom.sf(old - 1, both, 0.5)) < 0.05


def test_what_is_new_is_of_a_year_that_no_earlier_edition_reaches(published: FigureSet) -> None:
    """No figure of an older year is new because the edition that printed it first is not held."""
    rows = [
        row
        for row in queries.editions_of(
            published.database,
            list(listed_measures(published.catalogue)),
            [area.code for area in published.areas.single],
        )
        if row["value"] is not None and row["standing"] >= PUBLIC_BODY
    ]
    newest = newest_editions(published)
    found = {
        (f.measure_id, f.area_code, f.period, f.edition)
        for area in published.areas.single
        for f in new_figures(published, area)
    }
    assert found
    for measure, _, period, edition in found:
        assert edition in newest.values()
        printed = [r for r in rows if r["measure"] == measure]
        assert period == max(r["period"] for r in printed if r["edition"] == edition)
        earlier = [r["period"] for r in printed if r["edition"] != edition]
        assert all(old < period for old in earlier), measure
    assert {period for measure, _, period, _ in found if measure == "custody_percent"} == {
        "2022-23"
    }


# --- The rule, by small series ---


def evidence(
    counts: Sequence[tuple[int, int] | None],
    area: Area = CLACKS,
    direction: Direction = "up",
    breaks: Sequence[Break] = (),
) -> Evidence:
    """Percentages with the counts that give them."""
    values = [None if pair is None else 100 * pair[0] / pair[1] for pair in counts]
    one: Series = series(values, SHARE, area, 2012, breaks, decimals=1)
    pairs = zip(one.figures, counts, strict=True)
    behind = {f.period: Counts(*pair) for f, pair in pairs if pair is not None}
    return Evidence(one, behind, direction)


def beside(mine: Evidence, theirs: Evidence | None, published: FigureSet) -> Beside:
    return Beside(published.catalogue.indicators[0], mine, theirs)


FALLING = [(900, 1000), (850, 1000), (800, 1000), (750, 1000), (600, 1000)]
RISING = FALLING[::-1]
LEVEL = [(600, 1000)] * 5
HIGH, LOW = [(9000, 10000)] * 5, [(1000, 10000)] * 5


@pytest.mark.parametrize(
    ("mine", "theirs", "direction", "on_the_list"),
    [
        (FALLING, HIGH, "up", True),
        (RISING, LOW, "down", True),
        (LEVEL, HIGH, "up", False),
        (FALLING, LOW, "up", False),
        (RISING, HIGH, "up", False),
        (FALLING, HIGH, "down", False),
        (FALLING, HIGH, "none", False),
        (FALLING[:4], HIGH[:4], "up", False),
    ],
    ids=[
        "worse and falling",
        "worse and rising where lower is wanted",
        "worse only",
        "getting worse only",
        "better",
        "wanted",
        "no direction",
        "four years",
    ],
)
def test_a_measure_must_be_worse_and_getting_worse(
    published: FigureSet,
    mine: Sequence[tuple[int, int]],
    theirs: Sequence[tuple[int, int]],
    direction: Direction,
    on_the_list: bool,
) -> None:
    one = beside(
        evidence(mine, direction=direction), evidence(theirs, SCOTLAND, direction), published
    )
    assert is_worse_and_worsening(one) == on_the_list


def test_nothing_is_on_the_list_without_counts_or_across_a_break(published: FigureSet) -> None:
    whole = evidence(FALLING)
    theirs = evidence(HIGH, SCOTLAND)
    assert is_worse_and_worsening(beside(whole, theirs, published))
    bare = Evidence(whole.series, {}, "up")
    assert not is_worse_and_worsening(beside(bare, theirs, published))
    assert beside(bare, theirs, published).since.why
    broken = evidence(FALLING, breaks=[break_at("2016-17")])
    assert not is_worse_and_worsening(beside(broken, theirs, published))
    assert beside(broken, theirs, published).since.why == "a break lies between"


def test_scotland_stands_beside_nothing(published: FigureSet) -> None:
    one = beside(evidence(FALLING, SCOTLAND), None, published)
    assert one.comparison.why == "same area"
    assert one.shared is None
    assert not is_worse_and_worsening(one)


def test_two_areas_are_compared_in_the_newest_year_that_both_have(published: FigureSet) -> None:
    theirs = evidence([*HIGH[:3], None, None], SCOTLAND)
    one = beside(evidence(FALLING), theirs, published)
    assert one.shared
    assert [figure.period for figure in one.shared] == ["2014-15", "2014-15"]
    assert one.comparison == one.evidence.against(theirs, "2014-15")
    early = evidence([HIGH[0], *[None] * 4], SCOTLAND)
    apart = beside(evidence([None, *FALLING[1:]]), early, published)
    assert apart.shared is None
    assert apart.comparison.why == "no benchmark"


# --- New since the last edition, by a few rows ---


def set_of_rows(
    published: FigureSet, rows: Sequence[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> FigureSet:
    """Published figures with these rows as all that editions printed."""
    names = ("measure", "area_code", "period", "edition", "value", "status")
    held: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    for row in held:
        row["edition_date"] = f"{int(row['edition'][:4]) + 2}-01"
        row["newest_period"] = row["period"] if row["value"] is not None else None
    editions = [r for r in held if r["status"] not in ("local_evidence", "supplied")]
    monkeypatch.setattr(queries, "editions_by_measure", lambda _: editions)
    printed: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in editions:
        if row["value"] is not None:
            cell = row["measure"], row["area_code"], row["period"]
            printed.setdefault(cell, []).append(row)
    once = [rows[0] for rows in printed.values() if len(rows) == 1]
    monkeypatch.setattr(
        queries, "printed_once", lambda _, measures: [r for r in once if r["measure"] in measures]
    )
    return FigureSet("published", published.database, published.reference)


CASES, BAIL = "diversion_cases_commenced", "bail_supervision_cases_commenced"
OLD, NEW = "2025-26 part 1", "2026-27 part 1"


def test_a_figure_is_new_where_no_earlier_edition_reaches_its_year(
    published: FigureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        (CASES, CLACKS.code, "2025-26", OLD, 30.0, "published"),
        (CASES, CLACKS.code, "2025-26", NEW, 31.0, "revised"),
        (CASES, CLACKS.code, "2026-27", NEW, 40.0, "published"),
        (CASES, SCOTLAND.code, "2026-27", NEW, 4000.0, "published"),
        (CASES, SCOTLAND.code, "2024-25", OLD, 3900.0, "published"),
        (CASES, SCOTLAND.code, "2019-20", NEW, 3500.0, "published"),
        (CASES, "S12000015", "2026-27", NEW, 50.0, "published"),
        (BAIL, CLACKS.code, "2026-27", NEW, None, "restricted"),
        (BAIL, CLACKS.code, "2025-26", "2026-27", 5.0, "local_evidence"),
    ]
    figures = set_of_rows(published, rows, monkeypatch)
    found = new_figures(figures, CLACKS)
    assert [(f.measure_id, f.area_code, f.period, f.edition) for f in found] == [
        (CASES, CLACKS.code, "2026-27", NEW),
        (CASES, SCOTLAND.code, "2026-27", NEW),
    ]


def test_the_list_of_what_is_new_says_of_how_many_and_counts_an_event_once(
    published: FigureSet, today: date
) -> None:
    """A number and its rate are one event; of some figures nobody can tell whether they are new."""
    for area in (CLACKS, SCOTLAND, published.areas.find("Orkney Islands")):
        found = new_figures(published, area)
        events = {
            (choice.key if choice else one.measure_id, one.area_code)
            for one in found
            for choice in [one.theme.choice_of(one.measure_id)]
        }
        assert len(events) == len(found)
        finding = lists(published, area, today)["new"].finding
        counted = re.match(r"(\d+) of the (\d+) newest figures for ", finding.lead)
        assert counted
        more = re.match(r"(\d+) more cannot be judged: ", finding.rest[0])
        assert more
        held = [
            side
            for one in told_once(beside_scotland(published, area).values())
            for side in (one.evidence, one.scotland)
            if side and side.series.latest
        ]
        assert int(counted[1]) == len(found)
        assert int(counted[2]) + int(more[1]) >= len(held)


def test_nothing_is_new_where_a_newer_edition_is_known_or_one_alone_is_held(
    published: FigureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = published.catalogue.publication_by_id["jsw-part-1"].newest_known
    assert known > "2020-21"
    rows = [
        (CASES, CLACKS.code, "2018-19", "2018-19", 30.0, "published"),
        (CASES, CLACKS.code, "2019-20", "2019-20", 31.0, "published"),
        ("cpo_completion_percent", CLACKS.code, "2029-30", "2029-30 part 2", 70.0, "published"),
    ]
    figures = set_of_rows(published, rows, monkeypatch)
    assert newest_editions(figures) == {}
    assert new_figures(figures, CLACKS) == ()
    finding = lists(figures, CLACKS, date(2030, 1, 1))["new"].finding
    assert finding.lead == "The figures held have no editions, so nothing is new."


# --- Every area of both sets ---


def test_better_and_worse_are_said_of_nothing_without_a_desired_direction(
    figures: FigureSet, today: date
) -> None:
    catalogue = figures.catalogue
    wanted = {
        catalogue.measures[m].name
        for m in listed_measures(catalogue)
        if catalogue.judged_direction_of(m) != "none"
    }
    judged = 0
    for area in figures.areas.single:
        for view in lists(figures, area, today).values():
            for entry in view.entries:
                roles = {mark.role for mark in entry.marks}
                judged += bool(roles & set(JUDGED))
                assert not roles & set(JUDGED) or entry.label in wanted
                assert not re.search(r"\b(better|worse)\b", entry.text)
        for line in (x for e in glance_view(figures, area.code, today).entries for x in e.lines):
            marks = [mark for mark in (line.comparison, line.trend) if mark]
            name = catalogue.measures[line.measure_id].name
            assert name in wanted or not {mark.role for mark in marks} & set(JUDGED)
    assert judged or not figures.is_illustrative


def test_scotland_is_never_held_against_itself(figures: FigureSet, today: date) -> None:
    shown = lists(figures, figures.areas.scotland, today)
    assert not shown["worse"].entries
    assert shown["worse"].finding.lead.startswith("Scotland is not compared with itself")
    view = glance_view(figures, SCOTLAND.code, today)
    for line in (x for e in view.entries for x in e.lines):
        assert line.scotland is None
        assert line.comparison is None
        assert not line.year_note
    assert "Beside Scotland" not in view.table.header


def test_scotlands_figure_on_the_first_page_is_of_the_same_year_or_says_which(
    figures: FigureSet, today: date
) -> None:
    raw = raw_of(figures)
    for area in figures.areas.councils:
        for line in (x for e in glance_view(figures, area.code, today).entries for x in e.lines):
            mine = raw.years(line.measure_id, area.code)
            theirs = raw.years(line.measure_id, SCOTLAND.code)
            common = [year for year in mine if year in theirs]
            assert line.scotland
            if mine and line.year_note.startswith("Held as "):
                assert mine[-1] not in theirs
                assert mine[-1] in line.scotland.detail
            elif common:
                assert common[-1] in line.scotland.detail
                assert (line.year_note != "") == (common[-1] != mine[-1])
                assert common[-1] in line.year_note or not line.year_note
            else:
                assert line.comparison is None
                says = "No year in common" if mine and theirs else ""
                assert line.year_note == says


def test_numbers_have_no_comparison_and_hours_no_trend_on_the_first_page(
    figures: FigureSet, today: date
) -> None:
    for area in figures.areas.single:
        for line in (x for e in glance_view(figures, area.code, today).entries for x in e.lines):
            unit = figures.catalogue.measures[line.measure_id].unit
            if unit in ("count", "hours"):
                assert line.comparison is None
            if unit == "hours":
                assert line.trend is None


def views_of(figures: FigureSet, area: Area, today: date) -> list[Any]:
    return [
        glance_view(figures, area.code, today),
        *highlights(figures, area.code, today),
    ]


def test_every_list_has_words_even_with_nothing_on_it(figures: FigureSet, today: date) -> None:
    spoilt = re.compile(r"\bnan\b|\bNone\b(?! (of|in|held))|\bnull\b|\(\)|  |\.\.|, \.")
    for area in figures.areas.single:
        for view in views_of(figures, area, today):
            said = [view.finding.text, view.description, view.source_line, view.heading, view.name]
            said += [text for e in getattr(view, "shown", ()) for text in (e.label, e.text)]
            for text in said:
                assert text.strip()
                assert not spoilt.search(text), text
            assert len(view.how_to_read) == 2
            assert all(len(re.findall(r"\.(?= |$)", s)) == 1 for s in view.how_to_read)
            assert view.drawing is None
            assert all(len(row) == len(view.table.header) for row in view.table.rows)


def test_the_illustrative_mark_is_in_every_finding_and_source(
    illustrative: FigureSet, published: FigureSet, today: date
) -> None:
    for view in views_of(illustrative, CLACKS, today):
        assert "illustrative, not real" in view.finding.text
        assert view.source_line.startswith("Illustrative figures: not real")
    for view in views_of(published, CLACKS, today):
        assert "llustrative" not in view.finding.text + view.source_line


def test_no_percentage_is_given_under_the_floor(illustrative: FigureSet, today: date) -> None:
    seen = 0
    for area in illustrative.areas.single:
        for entry in lists(illustrative, area, today)["moved"].entries:
            numbers = re.search(r" from ([\d,]+) in \S+ to ([\d,]+) in ", entry.text)
            if numbers:
                seen += 1
                ends = [int(text.replace(",", "")) for text in numbers.groups()]
                assert (min(ends) >= 20) == ("%" in entry.text)
    assert seen


def test_rose_and_fell_agree_with_the_figures_and_the_mark(figures: FigureSet, today: date) -> None:
    pattern = re.compile(r"(Rose|Fell) from (?:about )?([\d,.]+).* to (?:about )?([\d,.]+)")
    for area in figures.areas.single:
        for entry in lists(figures, area, today)["moved"].entries:
            match = pattern.match(entry.text)
            assert match
            old, new = (float(text.replace(",", "").rstrip(".")) for text in match.groups()[1:])
            assert (match[1] == "Rose") == (new > old)
            [mark] = entry.marks
            assert mark.symbol == ("▲" if new > old else "▼")
            if "down" in entry.text or "up" in entry.text:
                assert (" up " in entry.text) == (new > old)


def test_the_file_of_a_list_holds_what_the_list_tells(illustrative: FigureSet, today: date) -> None:
    area = illustrative.areas.find("South Lanarkshire")
    shown = lists(illustrative, area, today)
    rows = list(read(shown["worse"]))
    assert {row["comparison"] for row in rows} <= {"better", "worse", "similar", "not compared"}
    worse = [r["measure"] for r in rows if r["comparison"] == "worse"]
    worsening = [r["measure"] for r in rows if r["trend"] == "getting worse"]
    assert [name for name in worse if name in worsening] == listed(shown["worse"])
    moved = [r["measure"] for r in read(shown["moved"]) if r["comparison"] in ("higher", "lower")]
    judged = [r["measure"] for r in read(shown["moved"]) if r["comparison"] in JUDGED]
    assert sorted(moved + judged) == sorted(listed(shown["moved"]))


def read(view: Any) -> csv.DictReader[str]:
    text = figures_csv(view).decode("utf-8-sig")
    return csv.DictReader(io.StringIO(text, newline=""))


def test_the_file_of_the_first_page_holds_every_headline_of_area_and_scotland(
    figures: FigureSet, today: date
) -> None:
    for area in (figures.areas.find("Fife"), figures.areas.scotland):
        view = glance_view(figures, area.code, today)
        rows = list(read(view))
        for line in (x for e in view.entries for x in e.lines):
            mine = [r for r in rows if (r["measure_id"], r["area"]) == (line.measure_id, area.name)]
            held = [r for r in mine if r["value"]]
            assert bool(held) != line.area.is_missing
            values = {float(r["value"]) for r in held}
            shown = line.area.value.removeprefix("about ").rstrip("%").replace(",", "")
            assert not held or float(shown) in values


# --- The sentences ---


def test_a_list_of_nothing_says_so_honestly() -> None:
    def said(listed: int, judged: int, undecided: Sequence[str]) -> str:
        return words.worse_finding(CLACKS, listed, judged, undecided, illustrative=False).text

    gap, breaks = "There is no figure.", "A break lies within the five years."
    assert said(0, 4, []) == (
        "None of the 4 measures that can be judged is worse than Scotland and getting worse."
    )
    assert said(1, 4, []) == (
        "1 of the 4 measures that can be judged is worse than Scotland and getting worse."
    )
    assert said(0, 4, [gap, gap]) == (
        "None of the 2 measures that can be judged is worse than Scotland and getting worse. "
        "2 more cannot be judged: there is no figure."
    )
    assert said(0, 4, [gap] * 4) == (
        "None of the 4 measures that may be called worse can be judged: there is no figure."
    )
    assert said(0, 1, [gap]) == (
        "The only measure that may be called worse cannot be judged: there is no figure."
    )
    assert said(2, 4, [gap, breaks]).endswith(
        "2 more cannot be judged. For 1, there is no figure. "
        "For 1, a break lies within the five years."
    )


def test_only_what_the_record_judges_is_counted_among_those_that_can_be_worse(
    published: FigureSet, today: date
) -> None:
    """A direction is desired of others too, as the page says beside each of them."""
    by_name = {m.name: m for m in published.catalogue.measures.values()}
    worse = lists(published, published.areas.find("Clackmannanshire"), today)["worse"]
    assert worse.table.rows
    for row in worse.table.rows:
        measure = by_name[row[0].text]
        assert measure.judged
        assert not measure.grows_with_size
    assert f"the {len(worse.table.rows)} measures that may be called worse" in worse.finding.text


def test_where_one_half_is_known_not_to_be_so_the_other_does_not_matter(
    published: FigureSet,
) -> None:
    def reason(mine: Evidence, theirs: Evidence) -> str:
        one = beside(mine, theirs, published)
        return words.undecided_reason(one.comparison, one.evidence.trend)

    high, low = evidence(HIGH, SCOTLAND), evidence(LOW, SCOTLAND)
    none = evidence([None] * 5, SCOTLAND)
    assert reason(evidence(FALLING), high) == ""
    assert reason(evidence(FALLING[1:]), low) == ""
    assert reason(evidence(FALLING[1:]), high) == "It takes five years of figures."
    assert reason(evidence(LEVEL), none) == ""
    assert reason(evidence(FALLING), none) == "Scotland’s figure is not held for the same year."


# --- On the page ---


def sections(page: Page) -> Mapping[str, Any]:
    grids = page.root.all("div", "cj-lists")
    return {part.all("h2")[0].text: part for grid in grids for part in grid.all("section")}


@BOTH
@pytest.mark.parametrize("area", ["Clackmannanshire", "Scotland", "Fife", "South Lanarkshire"])
def test_the_first_page_shows_the_lists_that_hold_something_and_their_links_lead_to_the_measure(
    figures_set: str, area: str, request: pytest.FixtureRequest, today: date
) -> None:
    figures: FigureSet = request.getfixturevalue(figures_set)
    page = open_page("at-a-glance", {"area": area, "compare": "Stirling", "set": figures_set})
    shown = highlights(figures, figures.areas.find(area).code, date.today())
    parts = sections(page)
    assert list(parts) == [view.heading for view in shown if view.entries]
    paths = {entry.path for entry in PAGES}
    for view in shown:
        assert view.finding.lead in page.root.text  # Of an empty list, in the closed part.
        if not view.entries:
            continue
        part = parts[view.heading]
        assert view.finding.lead in part.text
        items = part.all("li")
        assert len(items) == min(len(view.entries), 5)
        for entry, item in zip(view.shown, items, strict=True):
            [link] = item.all("a")
            address = urlsplit(link.attributes["href"])
            assert link.text == entry.label
            assert entry.text.replace(" ", "") in item.text.replace(" ", "")
            assert address.path == entry.page
            assert address.path in paths
            asked = dict(parse_qsl(address.query))
            kept = {"compare": "Stirling"} | ({} if area == "Clackmannanshire" else {"area": area})
            assert kept.items() <= asked.items()
            assert asked.get("set", "published") == figures_set
        assert (f"and {view.more} more" in part.text) == (view.more > 0)


@pytest.mark.parametrize("area", ["South Lanarkshire", "Falkirk"])
def test_a_link_of_a_list_opens_its_measure_under_the_very_address(area: str) -> None:
    page = open_page("at-a-glance", {"area": area, "set": "illustrative"})
    links = [item.all("a")[0] for part in sections(page).values() for item in part.all("li")]
    assert links, area
    for link in links:
        address = urlsplit(link.attributes["href"])
        asked = dict(parse_qsl(address.query))
        opened = open_page(address.path, asked)
        assert not opened.messages
        assert opened.address == asked  # Else going back from there would not lead back here.
        assert opened.area == area
        assert opened.figures.all("caption")[0].text.startswith(link.text)


@BOTH
def test_each_list_and_the_table_can_be_taken_away_as_figures_alone(figures_set: str) -> None:
    page = open_page("at-a-glance", {"set": figures_set})
    labels = [button.proto.label for button in page.at.get("download_button")]
    assert labels == [
        f"{name}: figures (CSV)"
        for name in (words.WORSE, words.MOVED, words.NEW, words.GLANCE_NAME)
    ]


def test_marks_on_the_first_page_have_a_symbol_and_a_word(today: date) -> None:
    figures = library().figures("illustrative")
    worse = next(
        area for area in figures.areas.councils if lists(figures, area, today)["worse"].entries
    )
    page = open_page("at-a-glance", {"area": worse.name, "set": "illustrative"})
    marks = [
        m for table in page.root.all("table", "cj-glance") for m in table.all("span", "cj-mark")
    ]
    assert {mark.text.partition(" ")[2] for mark in marks} >= {
        "Worse than Scotland",
        "Similar to Scotland",
        "Getting worse",
    }
    assert all(re.fullmatch(r"[▲▼○–] \w[\w ,:’]+", mark.text) for mark in marks)
