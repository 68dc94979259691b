"""What must hold of every sentence, found out from the sentence and the figures alone.

Nothing here asks the wording engine: the checks read the text as a person would, and hold what
they read against the figures as printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from cjdata.series import Figure
from cjdata.statistics import Evidence, Interval, Trend
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
        if counts := evidence.counts.get(figure.period):
            yield number(counts.count)
            yield number(counts.out_of or 0)


def as_number(text: str) -> float:
    """Read a number as it is printed."""
    return float(text.replace(",", "").replace("−", "-").rstrip("%"))


CHANGE = re.compile(
    rf"(?P<size>{N}) (?:percentage points? )?(?P<way>more|fewer|higher|lower) than "
    rf"(?:the year before|in \d{{4}}-\d{{2}}) \((?P<before>{N})%?[^)]*\)"
    r"(?:, (?P<turn>up|down) (?P<percent>\d+)%)?"
)
FROM_TO = re.compile(
    rf"from (?:about )?(?P<before>{N})(?: \([^)]*\))? to (?:about )?(?P<after>{N}) since"
)
TURN = re.compile(rf"\b(?P<turn>up|down) from (?:about )?(?P<before>{N}) ")


def faults_of_change(
    text: str, evidence: Evidence, before: Figure | None, after: Figure
) -> Iterator[str]:
    """Hold the words of a change against the two figures as printed."""
    changes = list(CHANGE.finditer(text))
    turns = list(TURN.finditer(text))
    spans = list(FROM_TO.finditer(text))
    if not (changes or turns or spans):
        return
    if before is None or before.value is None or after.value is None:
        yield "a change without two figures"
        return
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
    for found in turns:
        if found["before"] != printed_before or (found["turn"] == "up") != (new > old):
            yield f"{found[0]}, though {old} became {new}"
    for found in spans:
        if (found["before"], found["after"]) != (
            printed_before,
            number(after.value, after.decimals),
        ):
            yield f"{found[0]}, though {old} became {new}"


BESIDE = re.compile(
    r"^That is (?P<way>higher than|lower than|similar to) (?P<names>.+?)"
    r"(?:, which is (?P<judged>better|worse))?"
    rf"(?:: the 95% (?:interval,? (?:is )?(?P<low>{N})%?"
    rf" to (?P<high>{N})%?"
    r"(?P<holds>, holds .+)?|intervals do not overlap))?\.$"
)
NO_DIFFERENCE = re.compile(
    r"^There is no clear difference from (?P<names>.+?)(?:: the 95% intervals overlap)?\.$"
)


def faults_of_comparison(
    text: str, main: Evidence, beside: Iterable[Evidence], period: str
) -> Iterator[str]:
    """Hold a sentence that compares against both figures and both intervals, as printed."""
    found = BESIDE.match(text) or NO_DIFFERENCE.match(text)
    if found is None:
        if text.startswith(("That is ", "There is no clear difference")):
            yield "a comparison that cannot be read"
        return
    groups = found.groupdict()
    way = groups.get("way", "")
    named = 0
    here = main.series.by_period[period]
    for other in beside:
        there = other.series.by_period.get(period)
        if there is None or there.value is None:
            continue
        told = f"{other.series.area.name} ({value_text(other.measure, there.value, there.decimals)}"
        if told not in found["names"]:
            continue
        named += 1
        decimals = min(here.decimals, there.decimals)
        mine, theirs = (as_number(number(f.value or 0.0, decimals)) for f in (here, there))
        if way == "higher than" and not mine > theirs:
            yield f"higher, though {mine} and {theirs}"
        if way == "lower than" and not mine < theirs:
            yield f"lower, though {mine} and {theirs}"
        own = main.interval(period)
        if own is None:
            yield "compared without an interval"
            continue
        yield from _faults_of_limits(found, main, other, period, decimals)
    if not named:
        yield "compared with a figure that is not the printed one"
    yield from _faults_of_judgement(way, groups.get("judged"), main.direction)


def _faults_of_limits(
    found: re.Match[str], main: Evidence, other: Evidence, period: str, decimals: int
) -> Iterator[str]:
    groups, own = found.groupdict(), main.interval(period)
    assert own is not None
    low, high = (as_number(number(limit, decimals)) for limit in (own.lower, own.upper))
    there = other.series.by_period[period]
    if groups.get("low"):
        told = as_number(str(groups["low"])), as_number(str(groups["high"]))
        if told != (low, high):
            yield f"the interval is {low} to {high}"
        theirs = as_number(number(there.value or 0.0, decimals))
        holds = low <= theirs <= high
        if holds != bool(groups["holds"]):
            yield f"{found['way']}, though {low} to {high} and {theirs}"
    elif "intervals" in found[0]:
        their = other.interval(period)
        assert their is not None
        first, last = (as_number(number(limit, decimals)) for limit in (their.lower, their.upper))
        overlap = low <= last and high >= first
        if overlap != ("intervals overlap" in found[0]):
            yield f"overlap, though {low} to {high} and {first} to {last}"


def _faults_of_judgement(way: str, judged: str | None, direction: str) -> Iterator[str]:
    if direction == "none" or not way or way == "similar to":
        if judged:
            yield "judged where nothing may be"
        return
    is_wanted = (way == "higher than") == (direction == "up")
    if judged != ("better" if is_wanted else "worse"):
        yield f"{way}, {judged}, though {direction} is desired"


TREND = re.compile(
    r"(?:^|^Even so, )[oO]ver the five years to (?P<year>\d{4}-\d{2}) "
    r"(?:there is (?P<none>no clear change)|the (?:share|rate).*? has been "
    r"(?P<way>increasing|decreasing)(?:: it has been getting (?P<judged>better|worse))?)"
)


def faults_of_trend(text: str, main: Evidence, last_change: float | None) -> Iterator[str]:
    """Hold the words of a trend against the trend, the direction and the last change told."""
    found = TREND.match(text)
    if found is None:
        if "five years to" in text and "cannot be calculated" not in text:
            yield "a trend that cannot be read"
        return
    trend: Trend = main.trend
    if found["year"] != trend.periods[-1]:
        yield "the trend of other years"
    if (found["way"] or found["none"]) != trend.result:
        yield f"{found['way'] or found['none']}, though {trend.result}"
    if found["way"]:
        goes_up = found["way"] == "increasing"
        slope = trend.slope or 0.0
        if goes_up != (slope > 0):
            yield f"{found['way']}, though the slope is {slope}"
        is_against = bool(last_change) and (last_change > 0) != goes_up
        if is_against != text.startswith("Even so, "):
            yield "a trend against the last change without a word"
        wanted = "better" if goes_up == (main.direction == "up") else "worse"
        if (found["judged"] or "") != ("" if main.direction == "none" else wanted):
            yield f"{found['judged']}, though {main.direction} is desired"
