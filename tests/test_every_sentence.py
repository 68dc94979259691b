"""Every sentence that can be made of the figures held, read and held against those figures.

All measures, every council, Scotland and a group of each sort, a group picked by hand, and every
year as the last one shown, of both sets. That takes long; of the councils, every run of the tests
takes Clackmannanshire and one in six, with the smallest and some that courts count with others;
and as the last years shown the first, the two newest and one in three of those between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, partial

import pytest
from checking_sentences import (
    CHANCE,
    as_number,
    differs,
    faults_of_change,
    faults_of_comparison,
    faults_of_form,
    faults_of_record,
    faults_of_trend,
    moved,
    numbers_in,
    tellable,
)

from cjdata import wording
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import CLACKMANNANSHIRE, Area
from cjdata.reference.catalogue import Measure
from cjdata.series import SPLITTING_KINDS, Figure, Series
from cjdata.statistics import (
    ChangeBetweenYears,
    Evidence,
    Rank,
    RankingEntry,
    can_be_together,
    change_between,
    change_since_year_before,
    floor_of,
    index_of,
    is_clear_difference,
    printed,
    rank_of,
)
from cjdata.text import number, upper_first
from cjdata.views.shared.assemble import Assembler, together_of, years_of

SETS = ("published", "illustrative")
ALL, SOME = "all", "some"


class Held:
    """All evidence of a set, made once, and cut at any year."""

    def __init__(self, figures: FigureSet, which: str) -> None:
        self.figures, self.areas, self.which = figures, figures.areas, which
        self.measures = [m for m in figures.catalogue.measures.values() if years_of(figures, m)]
        self.assembler = Assembler(figures, [m.id for m in self.measures])
        self._cuts: dict[tuple[str, str, int], Evidence] = {}
        self._together: dict[tuple[str, str, int], Evidence] = {}

    @property
    def groups(self) -> list[Area]:
        by_sort = {group.sort: group for group in reversed(self.areas.all_groups)}
        picked = self.areas.pick(self.areas.councils[3:8])
        assert picked is not None
        return [*by_sort.values(), picked]

    @cached_property
    def councils(self) -> list[Area]:
        if self.which == ALL:
            return list(self.areas.councils)
        return [self.areas.by_code[CLACKMANNANSHIRE], *self.areas.councils[4::6]]

    @cached_property
    def shown(self) -> list[Area]:
        return [*self.councils, self.areas.scotland, *self.groups]

    def ends(self, measure: Measure) -> list[int]:
        """How many years are shown, from one to all."""
        years = len(years_of(self.figures, measure))
        if self.which == ALL:
            return list(range(1, years + 1))
        return sorted({*range(years, 0, -3), years - 1, 1} - {0})

    def cut(self, measure: Measure, area: Area, end: int) -> Evidence:
        """The evidence of an area with so many years shown."""
        key = measure.id, area.code, end
        if key not in self._cuts:
            years = years_of(self.figures, measure)
            if end == len(years):
                self._cuts[key] = self.assembler.evidence(measure, area, years)
            else:
                self._cuts[key] = _shortened(self.cut(measure, area, len(years)), end)
        return self._cuts[key]

    def together(self, measure: Measure, area: Area, end: int) -> Evidence:
        """Three years together each, of as many years."""
        key = measure.id, area.code, end
        if key not in self._together:
            self._together[key] = together_of(self.cut(measure, area, end))
        return self._together[key]

    def beside(self, area: Area) -> list[Area]:
        """What an area is laid beside: Scotland, Forth Valley and the council listed after it."""
        councils = self.areas.councils
        after = councils[(councils.index(area) + 1) % 32] if area in councils else councils[4]
        return [self.areas.scotland, self.areas.groups[0], after]

    def known(self, measure: Measure) -> list[str]:
        """Texts with digits that are no figures."""
        return _known(self, measure)


def _shortened(whole: Evidence, end: int) -> Evidence:
    series = whole.series
    cut = Evidence(
        Series(series.area, series.measure, series.figures[:end], series.breaks),
        whole.behind,
        whole.direction,
    )
    # Worked out year by year, so the same.
    cut.__dict__["intervals"] = whole.intervals
    cut.__dict__["counts"] = whole.counts
    cut.__dict__["tellable"] = whole.__dict__.setdefault("tellable", {})
    return cut


def _known(held: Held, measure: Measure) -> list[str]:
    breaks = held.cut(measure, held.areas.scotland, len(years_of(held.figures, measure))).series
    texts = {b.text for area in held.shown for b in held.assembler._breaks_for(measure, area)}
    names = [g.name for g in held.groups if any(c.isdigit() for c in g.name)]
    nouns = [measure.one, measure.many, measure.subject]
    assert breaks
    return [*texts, *names, *(noun for noun in nouns if any(c.isdigit() for c in noun))]


@cache
def held_of(library: Library, name: str, which: str) -> Held:
    return Held(library.figures(name), which)


@pytest.fixture(
    scope="module",
    params=[
        *((name, SOME) for name in SETS),
        *(pytest.param((name, ALL), marks=pytest.mark.long) for name in SETS),
    ],
    ids="-".join,
)
def held(request: pytest.FixtureRequest, library: Library) -> Held:
    return held_of(library, *request.param)


def told(faults: Iterable[tuple[str, str]]) -> str:
    """The first faults, for a person to read."""
    return "\n".join(f"{fault}: {text}" for fault, text in list(faults)[:15])


def all_years(held: Held, measure: Measure, area: Area) -> Evidence:
    return held.cut(measure, area, len(years_of(held.figures, measure)))


def test_no_finding_contradicts_the_figures_it_tells(held: Held) -> None:
    found = []
    for measure in held.measures:
        known = held.known(measure)
        for end in held.ends(measure):
            for area in held.shown:
                main = held.cut(measure, area, end)
                others = [held.cut(measure, other, end) for other in held.beside(area)]
                found += _faults_of_finding(main, others, known, held.figures.is_illustrative)
    assert not found, told(found)


def test_no_finding_on_three_years_together_contradicts_their_sums(held: Held) -> None:
    found, told_of = [], 0
    for measure in filter(can_be_together, held.measures):
        known = held.known(measure)
        years = len(years_of(held.figures, measure))
        for end in sorted({years, years - 3, 4} & set(range(3, years + 1))):
            for area in held.shown:
                main = held.together(measure, area, end)
                others = [held.together(measure, other, end) for other in held.beside(area)]
                found += _faults_of_sums(held.cut(measure, area, end), main)
                found += _faults_of_finding(main, others, known, held.figures.is_illustrative)
                text = wording.finding(main, others, illustrative=False).text
                found += [(fault, text) for fault in _faults_of_three_years(text, main)]
                told_of += main.series.latest is not None
    assert not found, told(found)
    assert told_of > 20


def _faults_of_sums(single: Evidence, main: Evidence) -> Iterator[tuple[str, str]]:
    """Each is the sum of three years in a row, none without a figure and none behind a break."""
    for shown in main.series.with_values:
        years = [
            f for f in single.series.figures if shown.period[:7] <= f.period <= shown.period[11:]
        ]
        held = [single.counts.get(year.period) for year in years]
        if len(years) != 3 or any(one is None for one in held):
            yield "a sum of other years", shown.period
            continue
        count = sum(one.count for one in held if one)
        bases = [one.out_of for one in held if one and one.out_of]
        rate = {"percent": 100, "per_1000": 1_000, "per_10000": 10_000, "per_100000": 100_000}
        exact = count / sum(bases) * rate[main.measure.unit] if bases else count
        if abs(exact - (shown.value or 0)) > 0.5 * 10**-shown.decimals + 1e-9:
            yield f"it is {exact}", f"{shown.period}: {shown.value}"
        parts = [b for b in single.series.breaks if b.kind in SPLITTING_KINDS]
        if any(years[0].period < b.period <= years[-1].period for b in parts):
            yield "a sum over a break", shown.period


def _faults_of_three_years(text: str, main: Evidence) -> Iterator[str]:
    """No trend, no long record and no single year before is told beside three years together."""
    for words in ("five years", " risen", " fallen", " years, clearly", "the year before", "trend"):
        if words in text:
            yield f"“{words}” beside three years together"
    latest = main.series.latest
    if latest and latest.period not in text:
        yield "the years are not named"


def _faults_of_finding(
    main: Evidence, others: list[Evidence], known: list[str], illustrative: bool
) -> Iterator[tuple[str, str]]:
    finding = wording.finding(main, others, illustrative=illustrative)
    latest = main.series.latest
    text = finding.text
    sentences = (finding.lead, *finding.rest, *finding.caveats)
    yield from ((fault, text) for fault in faults_of_form(sentences))
    if latest is None:
        first = next(
            (o for o in others if o.series.latest and o.series.area != main.series.area), None
        )
        yield from (
            (fault, text)
            for fault in _faults_of_numbers(text, main, [first] if first else [], known)
        )
        return
    before = main.series.before(latest)
    yield from (
        (fault, finding.lead) for fault in faults_of_change(finding.lead, main, before, latest)
    )
    yield from ((fault, finding.lead) for fault in _faults_of_floor(finding.lead, main, latest))
    change = change_since_year_before(main.series, latest)
    for sentence in (finding.lead, *finding.rest):
        yield from (
            (f, sentence) for f in faults_of_comparison(sentence, main, others, latest.period)
        )
        yield from ((f, sentence) for f in faults_of_trend(sentence, main))
        yield from ((f, sentence) for f in faults_of_record(sentence, main, others[0]))
        yield from ((f, sentence) for f in faults_of_change(sentence, main, before, latest))
    yield from ((fault, text) for fault in _faults_of_numbers(text, main, others, known))
    yield from ((fault, text) for fault in _faults_of_caveats(finding, main, latest, change))


def _faults_of_floor(lead: str, main: Evidence, latest: Figure) -> Iterator[str]:
    """Under the floor the counts of a percentage are told, and not the percentage."""
    counts = main.counts.get(latest.period)
    if counts is None or counts.out_of is None or main.measure.form != "percent":
        return
    few = f"{number(counts.count)} of {number(counts.out_of)}"
    level = lead.split(" Scotland (", maxsplit=1)[0]
    if counts.out_of < floor_of(main.measure) and ("%" in level or few not in level):
        yield "a percentage of few cases"


def _faults_of_numbers(
    text: str, main: Evidence, others: list[Evidence], known: list[str]
) -> Iterator[str]:
    latest = main.series.latest
    period = latest.period if latest else ""
    allowed = set().union(*(_tellable_in(one, period) for one in (main, *others)))
    if "five years" in text:
        allowed |= {"1", "2", "3", "4"}
    if "a figure of 100%" in text:
        allowed.add("100")
    if wrong := numbers_in(text, known) - allowed:
        yield f"numbers from nowhere: {sorted(wrong)}"


def _tellable_in(evidence: Evidence, period: str) -> set[str]:
    """The numbers that may be told of an area: of that year, of its newest and the one before."""
    kept = evidence.__dict__.setdefault("tellable in", {})
    if period not in kept:
        series, latest = evidence.series, evidence.series.latest
        figures = [series.by_period.get(period), latest, series.before(latest) if latest else None]
        allowed = tellable(evidence, [figure for figure in figures if figure])
        change = change_since_year_before(series, latest)
        if isinstance(change, ChangeBetweenYears):
            allowed.add(number(abs(change.difference), change.decimals))
            allowed.add(str(abs(change.percent or 0)))
        kept[period] = {*allowed, str(len(series.area.members))}
    return kept[period]


def _faults_of_caveats(
    finding: wording.Finding, main: Evidence, latest: Figure, change: object
) -> Iterator[str]:
    """A small number, a small base, an estimate and a group are never told without a caveat."""
    caveats = " ".join(finding.caveats)
    floor, base = floor_of(main.measure), main.base(latest)
    if main.measure.unit == "count" and (latest.value or 0) < floor and "are small" not in caveats:
        yield "a small number without a caveat"
    is_few = base is not None and main.measure.unit != "count" and base < floor
    is_by_chance = "t can change a lot by chance" in caveats
    if is_few and "t can change a lot " not in caveats:
        yield "a small base without a caveat"
    if is_by_chance and not main.measure.independent:
        yield "chance is spoken of where no difference is tested for it"
    if main.series.area.kind == "group" and "The figure" not in caveats:
        yield "a group without a word on it"
    if any(
        word in " ".join((finding.lead, *finding.rest)) for word in ("illustrative", "change a lot")
    ):
        yield "a caveat that does not come last"
    if "about " in finding.lead.replace("about the same", "") and "are rounded" not in caveats:
        yield "a rounded figure without a caveat"


def test_no_sentence_on_two_years_contradicts_them(held: Held) -> None:
    found = []
    for measure in held.measures:
        known = held.known(measure)
        for area in held.shown:
            evidence = all_years(held, measure, area)
            figures = evidence.series.figures
            for end in held.ends(measure):
                later = figures[end - 1]
                for earlier in {figures[0], figures[max(0, end - 4)]} - {later}:
                    found += _faults_of_years(evidence, earlier, later, known)
    assert not found, told(found)


def _faults_of_years(
    evidence: Evidence, earlier: Figure, later: Figure, known: list[str]
) -> Iterator[tuple[str, str]]:
    breaks = evidence.series.breaks_between(earlier, later)
    counts = evidence.counts.get(later.period)
    level = wording.level_sentence(evidence.measure, evidence.series.area, later, counts)
    for across, after in {(False, False), (False, True), (bool(breaks), bool(breaks))}:
        text = wording.years_sentence(
            evidence, earlier, later, across_breaks=across, after_level=after
        )
        text = f"{level} {text}" if after else text
        faults = list(faults_of_form([text]))
        if earlier.value is not None and later.value is not None:
            faults += faults_of_change(text, evidence, earlier, later)
            faults += _faults_of_two(evidence, earlier, later, text, refused=bool(breaks) > across)
            if any(b.period not in text or (not across and b.text not in text) for b in breaks):
                faults.append("a break without a name")
        allowed = _tellable_of_two(evidence, earlier, later)
        if wrong := numbers_in(text, known) - allowed:
            faults.append(f"numbers from nowhere: {sorted(wrong)}")
        yield from ((fault, text) for fault in faults)


def _faults_of_two(
    evidence: Evidence, earlier: Figure, later: Figure, text: str, *, refused: bool
) -> Iterator[str]:
    """A difference is called clear only where the counts say so, and chance only where they do."""
    if earlier.period not in text or later.period not in text:
        yield "a year without a name"
    ways = (" more than in ", " fewer than in ", " higher than ", " lower than ", " clear")
    has_way = any(way in text for way in ways)
    found = None if refused else moved(evidence, earlier, later)
    if found is None:
        if has_way or CHANCE in text:
            yield "compared all the same"
        return
    is_same = "the same" in text
    if has_way != found or (CHANCE in text) == (found or is_same):
        yield f"{'clear' if found else 'not clear'} by its counts"
    if evidence.direction == "none" and (" better" in text or " worse" in text):
        yield "judged where nothing may be"


def _tellable_of_two(evidence: Evidence, earlier: Figure, later: Figure) -> set[str]:
    allowed = {*tellable(evidence, [earlier, later]), str(len(evidence.series.area.members))}
    change = change_between(evidence.series, earlier, later, across_breaks=True)
    if isinstance(change, ChangeBetweenYears):
        allowed.add(number(abs(change.difference), change.decimals))
        allowed.add(str(abs(change.percent or 0)))
    return allowed


PLACES = re.compile(r"(?:between (\d+)\w\w and|is) (\d+)\w\w of (\d+)")
SHARED = re.compile(r"shares (\d+)\w\w place")
SIMILAR = re.compile(r"similar to (?:those|that) of (\d+) |(clearly apart) from every other")


def test_no_rank_is_told_without_its_uncertainty_and_none_is_wrong(held: Held) -> None:
    found, ranked = [], 0
    councils = held.areas.councils
    names = {council.code: council.name for council in councils}
    for measure in held.measures:
        shown = [all_years(held, measure, council) for council in councils]
        for period in years_of(held.figures, measure):
            decimals = max(e.series.by_period[period].decimals for e in shown)
            entries = {e.series.area.code: e.entry(period) for e in shown}
            for council in held.councils:
                rank = rank_of(
                    council.code,
                    entries,
                    is_clear=partial(is_clear_difference, measure),
                    allowed=True,
                    decimals=decimals,
                )
                text = wording.rank_sentence(council, rank, names)
                faults = [*faults_of_form([text])]
                if isinstance(rank, Rank):
                    ranked += 1
                    faults += _faults_of_rank(text, shown[0], council.code, entries, decimals)
                elif PLACES.search(text):
                    faults.append("a rank where there is none")
                found += [(fault, text) for fault in faults]
    assert not found, told(found)
    assert ranked or held.figures.name == "published"


def _faults_of_rank(
    text: str, any_of: Evidence, code: str, entries: Mapping[str, RankingEntry], decimals: int
) -> Iterator[str]:
    own = entries[code]
    others = [e for c, e in entries.items() if c != code and e.value is not None and e.counts]
    assert own.counts is not None
    mine = printed(own.value or 0, decimals)
    values = [printed(e.value or 0, decimals) for e in others]
    clear = [
        value
        for e, value in zip(others, values, strict=True)
        if value != mine and e.counts and differs(any_of, own.counts, e.counts)
    ]
    above, same = sum(v > mine for v in values), values.count(mine)
    places, shared, similar = (p.search(text) for p in (PLACES, SHARED, SIMILAR))
    if places is None or similar is None:
        yield "a bare rank"
        return
    first, last = int(places[1] or places[2]), int(places[2])
    surely_above, surely_below = sum(v > mine for v in clear), sum(v < mine for v in clear)
    if (first, last) != (1 + surely_above, len(others) + 1 - surely_below):
        yield f"it may lie between {1 + surely_above} and {len(others) + 1 - surely_below}"
    if not first <= above + 1 <= last <= int(places[3]) == len(others) + 1:
        yield f"its place is {above + 1} of {len(others) + 1}"
    if int(similar[1] or 0) != len(others) - len(clear):
        yield f"it is similar to {len(others) - len(clear)}"
    if bool(shared) != bool(same) or (shared and int(shared[1]) != above + 1):
        yield f"{same} share its place {above + 1}"


def test_no_index_contradicts_the_two_figures_it_stands_for(held: Held) -> None:
    found, told_of = [], 0
    for measure in held.measures:
        for area in held.shown:
            evidence = all_years(held, measure, area)
            series = evidence.series
            for base in {series.figures[0], series.figures[len(series.figures) // 2]}:
                index = index_of(series, base.period, evidence.counts)
                for figure in series.figures:
                    text = wording.index_sentence(area, index, figure.period)
                    faults = list(faults_of_form([text]))
                    if at := re.search(r" (?:is|are) at (\d[\d,]*) in ", text):
                        told_of += 1
                        exact = 100 * _printed(figure) / _printed(base)
                        if abs(exact - as_number(at[1])) > 0.5 + 1e-9:
                            faults.append(f"it is {exact}")
                        if base.period not in text:
                            faults.append("no base year")
                    found += [(fault, text) for fault in faults]
    assert not found, told(found)
    assert told_of > 20


def _printed(figure: Figure) -> float:
    return as_number(number(figure.value or 0.0, figure.decimals))


def test_every_description_of_a_chart_tells_only_figures_of_it(held: Held) -> None:
    found = []
    for measure in held.measures:
        known = [*held.known(measure), wording.chart_heading(measure)]
        for end in held.ends(measure):
            scotland = held.cut(measure, held.areas.scotland, end)
            for area in held.shown:
                found += _faults_of_description(held.cut(measure, area, end), scotland, known)
    assert not found, told(found)


def _faults_of_description(
    main: Evidence, scotland: Evidence, known: list[str]
) -> Iterator[tuple[str, str]]:
    heading = wording.chart_heading(main.measure)
    text = wording.chart_description([main.series, scotland.series], heading)
    yield from ((fault, text) for fault in faults_of_form([text]))
    held = {
        number(f.value or 0.0, f.decimals)
        for one in (main, scotland)
        for f in one.series.with_values
    }
    apart = [f.elsewhere.figure for f in scotland.series.figures if f.elsewhere]
    held |= {number(f.value or 0.0, f.decimals) for f in apart}
    gaps = {
        str(sum(f.value is None and not f.elsewhere for f in one.series.figures))
        for one in (main, scotland)
    }
    if wrong := numbers_in(text, known) - held - gaps - {str(len(main.series.area.members))}:
        yield f"numbers from nowhere: {sorted(wrong)}", text


def test_every_sentence_on_its_own_is_sound(held: Held) -> None:
    found = []
    for measure in held.measures:
        years = years_of(held.figures, measure)
        for end in held.ends(measure):
            period = years[end - 1]
            scotland = held.cut(measure, held.areas.scotland, end)
            for area in held.shown:
                main = held.cut(measure, area, end)
                beside = wording.comparison_sentence(main, scotland, period)
                trend = wording.trend_sentence(main)
                change = change_since_year_before(main.series, main.series.by_period[period])
                changed = upper_first(wording.change_words(main, change))
                changed = changed and f"{changed}."
                faults = [
                    *faults_of_form([beside, trend, changed]),
                    *faults_of_comparison(beside, main, [scotland], period),
                    *faults_of_trend(trend, main),
                ]
                found += [(fault, f"{beside} {trend} {changed}") for fault in faults]
    assert not found, told(found)
