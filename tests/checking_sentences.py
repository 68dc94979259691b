"""What must hold of every sentence, found out from the sentence and the figures alone.

Nothing here asks the wording engine: the checks read the text as a person would, and hold what
they read against the figures as printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep

from cjdata.reference.areas import Area
from cjdata.reference.periods import PANDEMIC
from cjdata.series import Figure
from cjdata.statistics import Counts, Evidence, Interval, Trend
from cjdata.text import number, value_text

SPOILT = (
    *("  ", "[", "]", "{", "}", "()", "( ", "..", ",,", "::", ",.", ":."),
    *(" .", " ,", " ;", " :", " )", " nan", "(nan", "NaN", " None", "(None", " null", "(null"),
    *(" inf ", "(inf", "−0 ", "-0 ", "significan", "improv", "deteriorat"),
)
YEAR = re.compile(r"\b\d{4}-\d{2}\b")
N = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
NUMBER = re.compile(N)
SHARED = re.compile(rf": {N}%?[^.:]* for the (?:two|three) together in (?=\d{{4}}-\d{{2}}\.)")
"""A figure of several councils, told of one that is counted with the others, and never as its own:
``test_court_areas`` holds it against theirs."""
ELSEWHERE = re.compile(rf"(is held as “[^”]+”): {N}%?(?=\.)")
"""A figure of Scotland that is held under another measure, which is named with it."""
OVER_YEARS = re.compile(r" in \d+ of \d+ years(?:, clearly in [^.]*)?\.")
"""How an area stood over the years: ``faults_of_record`` holds it against each."""
STANDING_NUMBERS = re.compile(r"95% intervals?|per 1,000|per 10,000|per 100,000")
COUNTED = re.compile(
    r"(\d[\d,.]*) (?:other )?(?:(percentage points|cases|years|councils)|"
    r"(?:percentage point|case|year|council))\b"
)


def faults_of_form(sentences: Iterable[str]) -> Iterator[str]:
    """Find what no text may hold, whatever it tells of."""
    told = [sentence for sentence in sentences if sentence]
    for sentence in told:
        if not sentence.endswith("."):
            yield f"no full stop: “{sentence}”"
        if not (sentence[0].isupper() or sentence[0].isdigit()):
            yield f"no capital: “{sentence}”"
        if sentence.count("(") != sentence.count(")"):
            yield f"a bracket stays open: “{sentence}”"
    text = " ".join(told)
    for bad in SPOILT:
        if bad in text:
            yield f"spoilt by “{bad}”"
    for found in COUNTED.finditer(text):
        if (found[1] == "1") == bool(found[2]):
            yield f"singular and plural: “{found[0]}”"


def bare(text: str, known: Iterable[str]) -> str:
    """Take out of a text what holds digits that are no figures: names, years, texts of breaks."""
    for words in known:
        text = text.replace(words, " ")
    return STANDING_NUMBERS.sub(" ", YEAR.sub(" ", text))


def numbers_in(text: str, known: Iterable[str]) -> set[str]:
    """List the numbers that a text tells, without names, years and standing words."""
    text = OVER_YEARS.sub(".", text)
    return set(NUMBER.findall(bare(SHARED.sub(" ", ELSEWHERE.sub(r"\1", text)), known)))


def tellable(evidence: Evidence, figures: Collection[Figure]) -> set[str]:
    """List the numbers that may be told of figures: values, counts behind them, limits."""
    kept = evidence.__dict__.setdefault("tellable", {})
    for figure in figures:
        if figure.period not in kept:
            kept[figure.period] = set(_tellable(evidence, figure))
    return set().union(*(kept[figure.period] for figure in figures))


def _tellable(evidence: Evidence, figure: Figure) -> Iterator[str]:
    if figure.value is not None:
        for decimals in {figure.decimals, 0, 1}:
            if decimals <= figure.decimals:
                yield number(figure.value, decimals)
                interval = evidence.intervals.get(figure.period)
                if isinstance(interval, Interval):
                    yield number(interval.lower, decimals)
                    yield number(interval.upper, decimals)
        if (base := evidence.base(figure)) is not None:
            yield number(base)
        behind = evidence.behind.get(figure.period)
        if isinstance(behind, Counts):
            yield number(behind.count)
            yield number(behind.out_of or 0)
        elif behind and behind.about is not None and evidence.measure.form == "rate":
            yield number(behind.about)


def as_number(text: str) -> float:
    """Read a number as it is printed."""
    return float(text.replace(",", "").replace("−", "-").rstrip("%"))


@cache
def is_clear(form: str, count: int, base: int | None, other: int, other_base: int | None) -> bool:
    """Whether two figures differ by more than chance at 95%, by SciPy and statsmodels."""
    if form == "percent":
        low, high = confint_proportions_2indep(
            count, base, other, other_base, method="newcomb", compare="diff"
        )
        return bool(not low <= 0 <= high)
    total, share = count + other, (base or 1) / ((base or 1) + (other_base or 1))
    tails = binom.cdf(count, total, share), binom.sf(count - 1, total, share)
    return total > 0 and bool(2 * min(tails) < 0.05)


def differs(evidence: Evidence, one: Counts, other: Counts) -> bool:
    """Whether the counts behind two figures of a measure make them differ clearly."""
    form = evidence.measure.form
    return is_clear(form, one.count, one.out_of, other.count, other.out_of)


def moved(evidence: Evidence, before: Figure, after: Figure) -> bool | None:
    """Whether a figure clearly moved from one year to another; None where that is not tested."""
    held = evidence.counts.get(before.period), evidence.counts.get(after.period)
    if not evidence.measure.independent or held[0] is None or held[1] is None:
        return None
    decimals = min(before.decimals, after.decimals)
    if number(before.value or 0.0, decimals) == number(after.value or 0.0, decimals):
        return False
    return differs(evidence, *held)


SPAN = r"\d{4}-\d{2}(?: to \d{4}-\d{2})?"
BEFORE = r"the (?:year|three years) before"
CHANGE = re.compile(
    rf"(?P<size>{N}) (?:percentage points? )?(?P<way>more|fewer|higher|lower) than "
    rf"(?:{BEFORE}|in {SPAN}) \((?P<before>{N})%?[^)]*\)"
    r"(?:, (?P<turn>up|down) (?P<percent>\d+)%)?(?P<clear>, a clear change)?"
)
UP_FROM = re.compile(
    rf"(?P<way>up|down) from (?:about )?(?P<before>{N})(?: \([^)]*\))? "
    rf"(?:{BEFORE}|in {SPAN})(?P<clear>, a clear change)?"
)
CHANCE = "; the difference could be chance"


def faults_of_change(
    text: str, evidence: Evidence, before: Figure | None, after: Figure
) -> Iterator[str]:
    """Hold the words of a change against the two figures as printed."""
    changes = list(CHANGE.finditer(text))
    spans = list(UP_FROM.finditer(text))
    is_chance = CHANCE in text
    if not (changes or spans or is_chance):
        return
    if before is None or before.value is None or after.value is None:
        yield "a change without two figures"
        return
    found_moved = moved(evidence, before, after)
    if any(not found["clear"] for found in (*changes, *spans)):
        yield "a change that is not called clear"
    if (changes or spans) and not found_moved:
        yield "a change that chance explains, or that is not tested"
    if is_chance and found_moved is not False:
        yield "chance, though it is clear or not tested"
    decimals = min(before.decimals, after.decimals)
    old, new = (as_number(number(f.value or 0.0, decimals)) for f in (before, after))
    printed_before = number(before.value, before.decimals)
    for found in changes:
        if found["before"] != printed_before:
            yield f"the figure before is {printed_before}, not {found['before']}"
        if round(abs(new - old), decimals) != as_number(found["size"]):
            yield f"the change is {abs(new - old)}, not {found['size']}"
        if (found["way"] in ("more", "higher")) != (new > old):
            yield f"{found['way']}, though {old} became {new}"
        if (found["way"] in ("more", "fewer")) != evidence.measure.is_count:
            yield f"{found['way']} of a {evidence.measure.form}"
        if found["turn"] and (
            (found["turn"] == "up") != (new > old)
            or abs(int(found["percent"]) - 100 * abs(new - old) / old) > 0.5 + 1e-9
            or min(old, new) < (evidence.measure.floor or 20)
        ):
            yield f"{found['turn']} {found['percent']}%, though {old} became {new}"
        if evidence.measure.is_count and min(old, new) < (evidence.measure.floor or 20):
            yield "a difference under the floor"
    for found in spans:
        if found["before"] != printed_before or (found["way"] == "up") != (new > old):
            yield f"{found[0]}, though {old} became {new}"


WAY = r"(?P<way>clearly higher than|clearly lower than|similar to)"
JUDGED = r"(?:, which is (?P<judged>better|worse))?"
BESIDE = re.compile(rf"^(?:That|\S.*’s? figure) is {WAY} (?P<names>.+?){JUDGED}\.$")
OTHER_BESIDE = re.compile(r"’s? figure is similar to ")
LEAD = re.compile(rf", {WAY} (?P<names>Scotland \([^)]*\)){JUDGED}\.$")


def faults_of_comparison(
    text: str, main: Evidence, beside: Iterable[Evidence], period: str
) -> Iterator[str]:
    """Hold a sentence that compares against both figures and the counts behind them."""
    found = BESIDE.match(text) or LEAD.search(text)
    if found is None:
        if COUNTED_APART.match(text):
            yield from _faults_of_counts(text, main, period)
        elif text.startswith("That is ") or OTHER_BESIDE.search(text) or " than Scotland" in text:
            yield "a comparison that cannot be read"
        return
    named = 0
    for other in beside:
        there = other.series.by_period.get(period)
        if there is None or there.value is None:
            continue
        told = f"{other.series.area.name} ({value_text(other.measure, there.value, there.decimals)}"
        if told not in found["names"]:
            continue
        named += 1
        expected = standing(main, other, period)
        if found["way"] != expected:
            yield f"{found['way']} {other.series.area.name}, though {expected}"
    if not named:
        yield "compared with a figure that is not the printed one"
    yield from _faults_of_judgement(found["way"], found["judged"], main.direction)


COUNTED_APART = re.compile(
    rf"^In .+ that is (?P<about>about )?(?P<count>{N})(?: of (?P<base>{N})| in all)\.$"
)


def _faults_of_counts(text: str, main: Evidence, period: str) -> Iterator[str]:
    """Hold the counts that are told behind a rate or a percentage against those that are held."""
    found, held = COUNTED_APART.match(text), main.behind.get(period)
    assert found is not None
    if isinstance(held, Counts):
        expected = (number(held.count), number(held.out_of or 0) if found["base"] else None)
    else:
        events = held.about if held and found["about"] else held and held.base
        expected = (number(events or 0), None)
    if (found["count"], found["base"]) != expected:
        yield f"it is {expected}"


def standing(main: Evidence, other: Evidence, period: str) -> str:
    """Work out how an area stands beside another, which is told without what they share."""
    here, there = (one.series.by_period[period] for one in (main, other))
    mine, theirs = main.counts.get(period), other.counts.get(period)
    if not main.measure.independent or mine is None:
        return "not compared"
    decimals = min(here.decimals, there.decimals)
    printed = [as_number(number(f.value or 0.0, decimals)) for f in (here, there)]
    rest = _without(theirs, mine) if theirs and _holds(other, main) else theirs
    if theirs and _holds(main, other):
        mine = _without(mine, theirs) or mine
    if rest is None and other.series.area.kind == "scotland":
        own = main.interval(period)
        clear = own is not None and not own.lower <= (there.value or 0.0) <= own.upper
    else:
        clear = rest is not None and differs(main, mine, rest)
    if not clear or printed[0] == printed[1]:
        return "similar to"
    return "clearly higher than" if printed[0] > printed[1] else "clearly lower than"


LONG_RECORD = re.compile(
    r"^\S.* (?:was|were) (?P<way>above|below) Scotland in (?P<many>\d+) of (?P<years>\d+) years"
    r"(?:, clearly in (?P<clear>\d+|none)(?: of the (?P<tested>\d+) that can be tested)?)?\.$"
)


def faults_of_record(text: str, main: Evidence, scotland: Evidence) -> Iterator[str]:
    """Hold what is said of many years against the figures and the counts of each."""
    found = LONG_RECORD.match(text)
    if found is None:
        if " Scotland in " in text and " years" in text:
            yield "a record that cannot be read"
        return
    sides, standings = [], []
    for mine in main.series.with_values:
        there = scotland.series.by_period.get(mine.period)
        if there is None or there.value is None:
            continue
        decimals = min(mine.decimals, there.decimals)
        here, other = (as_number(number(f.value or 0.0, decimals)) for f in (mine, there))
        sides.append((here > other) - (here < other))
        tested = standing(main, scotland, mine.period)
        standings.append(tested)
    sign = 1 if found["way"] == "above" else -1
    if sides.count(sign) < sides.count(-sign):
        yield "the smaller side is told"
    if (int(found["many"]), int(found["years"])) != (sides.count(sign), len(sides)):
        yield f"{sides.count(sign)} of {len(sides)}"
    word = "clearly higher than" if sign > 0 else "clearly lower than"
    clear = standings.count(word)
    if found["clear"] and (0 if found["clear"] == "none" else int(found["clear"])) != clear:
        yield f"clearly in {clear}"
    held = len(standings) - standings.count("not compared")
    told = int(found["tested"] or (len(sides) if found["clear"] else 0))
    if told != held:
        yield f"{held} can be tested"


def _holds(whole: Evidence, part: Evidence) -> bool:
    """Whether one area holds another, and more."""
    area, inside = whole.series.area, part.series.area
    if area.kind == "scotland" or inside.kind == "scotland":
        return area.kind == "scotland"
    return _members(inside) < _members(area)


def _members(area: Area) -> set[str]:
    return set(area.members) or {area.code}


def _without(whole: Counts, part: Counts) -> Counts | None:
    count = whole.count - part.count
    base = None if whole.out_of is None else whole.out_of - (part.out_of or 0)
    return Counts(count, base) if count >= 0 and (base is None or base >= max(count, 1)) else None


def _faults_of_judgement(way: str, judged: str | None, direction: str) -> Iterator[str]:
    if direction == "none" or not way or way == "similar to":
        if judged:
            yield "judged where nothing may be"
        return
    is_wanted = (way == "clearly higher than") == (direction == "up")
    if judged != ("better" if is_wanted else "worse"):
        yield f"{way}, {judged}, though {direction} is desired"


TREND = re.compile(
    r"^Over the five years to (?P<year>\d{4}-\d{2})(?P<apart>, those of the pandemic left out,)? "
    r"(?:there is (?P<none>no clear change)|the (?:share|rate|number).*? has (?P<way>risen|fallen)"
    r"(?:: it is getting (?P<judged>better|worse))?)"
)
RESULTS = {"risen": "increasing", "fallen": "decreasing", "no clear change": "no clear change"}


def faults_of_trend(text: str, main: Evidence) -> Iterator[str]:
    """Hold the words of a trend against the trend, its years and the direction."""
    found = TREND.match(text)
    if found is None:
        if "five years to" in text and "cannot be calculated" not in text:
            yield "a trend that cannot be read"
        return
    trend: Trend = main.trend
    if found["year"] != trend.periods[-1] or len(trend.periods) < 5:
        yield "the trend of other years"
    if set(PANDEMIC) & set(trend.periods):
        yield "a trend through the pandemic"
    spanned = int(trend.periods[-1][:4]) - int(trend.periods[0][:4]) + 1
    if bool(found["apart"]) != (spanned > len(trend.periods)):
        yield f"years left out: {trend.left_out}"
    if RESULTS[found["way"] or found["none"]] != trend.result:
        yield f"{found['way'] or found['none']}, though {trend.result}"
    if found["way"]:
        goes_up = found["way"] == "risen"
        ends = [main.counts[p].value_in(main.measure) for p in trend.periods]
        if goes_up != (sum(ends[-2:]) > sum(ends[:2])):
            yield f"{found['way']}, though it went from {ends[:2]} to {ends[-2:]}"
        wanted = "better" if goes_up == (main.direction == "up") else "worse"
        if (found["judged"] or "") != ("" if main.direction == "none" else wanted):
            yield f"{found['judged']}, though {main.direction} is desired"
