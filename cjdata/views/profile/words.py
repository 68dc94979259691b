"""Words of the area profile: what it says in one sentence, and the short texts of its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from cjdata.amounts import Amount, Share
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Publication
from cjdata.series import Figure
from cjdata.statistics import Comparison, Counts, Trend
from cjdata.text import are_few_words, join_and, lower_first, upper_first
from cjdata.wording.absences import absence_short
from cjdata.wording.findings import Finding
from cjdata.wording.publications import AbsenceNote, where_published
from cjdata.wording.standing import ILLUSTRATIVE_SENTENCE, SUPPLIED_SENTENCE

PROFILE_TITLE = "Area profile"
PROFILE_KICKER = "The national indicators of the Community Justice Performance Framework"
PROFILE_HEADING = "The indicators beside Scotland, newest figures"
SCOTLAND_HEADING = "The indicators, newest figures"
MEASURE_HEADER = "Measure"
LATEST_HEADER = "Latest figure"
LINE_HEADER = "Over the years"
SCOTLAND_HEADER = "Scotland, same year"
COMPARED_HEADER = "Beside Scotland"
TREND_HEADER = "Five-year trend"
CHANGE_HEADER = "Change since the year before"
NOT_WITHOUT_FIGURE = "Not without a figure"
NOT_GIVEN = "Not given"


def profile_finding(
    area: Area,
    held: int,
    indicators: int,
    comparisons: Sequence[Comparison],
    trends: Sequence[Trend],
    *,
    illustrative: bool,
    supplied: bool = False,
) -> Finding:
    """Sum the profile up: what there is, how it stands beside Scotland, where it is going."""
    rest = [] if area.kind == "scotland" else [_compared(comparisons)]
    rest.append(_trending(trends))
    caveats = [SUPPLIED_SENTENCE] if supplied else []
    caveats += [ILLUSTRATIVE_SENTENCE] if illustrative else []
    return Finding(_held(area, held, indicators), tuple(rest), tuple(caveats))


_UNCLEAR = "no clear change"


def _held(area: Area, held: int, indicators: int) -> str:
    if held == indicators:
        return f"{area.name} has a figure for all {indicators} national indicators."
    count = held or "none"
    return f"{area.name} has a figure for {count} of the {indicators} national indicators."


def _compared(found: Sequence[Comparison]) -> str:
    done = [one for one in found if one.why is None]
    if not done:
        return f"No measure of its {len(found)} can be compared with Scotland."
    words = [one.word for one in done]
    order = ("better", "worse", "higher", "lower", "similar")
    told = f"{len(done)} of its {len(found)} measures can be compared with Scotland"
    tally = f"{_tally(words, order)}."
    whole = f"{told}: {tally}"
    return whole if are_few_words(whole) else f"{told}. {upper_first(tally)}"


def _trending(found: Sequence[Trend]) -> str:
    done = [one for one in found if one.result != "cannot be calculated"]
    if not done:
        return "No measure has a five-year trend."
    words = [one.word for one in done]
    order = ("getting better", "getting worse", "risen", "fallen", _UNCLEAR)
    have = "has" if len(done) == 1 else "have"
    return f"{len(done)} {have} a five-year trend: {_tally(words, order)}."


def _tally(words: Sequence[str], order: Sequence[str]) -> str:
    counted = Counter(words)
    present = [word for word in order if counted[word]]
    if len(present) == 1 and len(words) > 1:
        return f"all {_verb(present[0], len(words))} {present[0]}"
    return join_and([f"{counted[w]} {_verb(w, counted[w])} {w}" for w in present])


def _verb(word: str, count: int) -> str:
    """Give what stands before a word of so many measures: they are worse, and have no change."""
    one, many = ("has", "have") if word == _UNCLEAR else ("is", "are")
    return one if count == 1 else many


def profile_basis(
    editions: Sequence[str], snapshot_id: str, drawn_on: date, *, illustrative: bool
) -> str:
    """Say which figures a profile rests on (``editions``: the newest last), and when drawn."""
    held = editions
    drawn = f"{drawn_on.day} {drawn_on:%B %Y}"
    if illustrative:
        kind = "Made-up figures."
    elif not held:
        kind = "Published figures; none is held yet."
    elif len(held) == 1:
        kind = f"Published figures, edition {held[0]}."
    else:
        kind = f"Published figures, from {len(held)} editions: {held[0]} to {held[-1]}."
    return f"{kind} Snapshot {snapshot_id}, drawn on {drawn}."


def count_behind(counts: Counts | None) -> Share | None:
    """Give the cases behind a percentage, as in “6 of 8”; None for a number."""
    if counts is None or counts.out_of is None:
        return None
    return Share(Amount(counts.count), Amount(counts.out_of))


def newer_missing(figure: Figure | None) -> str:
    """Say of a year after the latest figure why it has none."""
    return f"{figure.period}: {lower_first(absence_short(figure))}" if figure else ""


def sparkline_note(years: Sequence[str], *, with_scotland: bool) -> str:
    """Explain the small drawings of a profile."""
    scotland = " The thin orange line is Scotland, drawn for percentages." if with_scotland else ""
    return (
        f"Small lines: every one runs from {years[0]} to {years[-1]}, and its height starts at "
        f"zero. A line stops where a year has no figure, and at a break; years before a new "
        f"definition are left out.{scotland}"
    )


def profile_notes(*, with_scotland: bool, has_other_years: bool) -> tuple[str, ...]:
    """Say by which rules the profile judges, and which years stand beside each other."""
    compared = (
        "Percentages are held against Scotland’s of the same year, as far as chance allows. "
        "Numbers are not, because they grow with the size of an area. "
    )
    lines = [
        f"{compared if with_scotland else ''}Better and worse are said only of measures "
        "whose record allows it. A trend needs five years outside the pandemic without a break.",
    ]
    if has_other_years:
        lines.append(
            "Scotland’s figure is for the same year. Where the area has no figure, it is "
            "Scotland’s newest, with its year, and the two are not compared."
        )
    return tuple(lines)


def profile_description(area: Area, measures: int, *, with_scotland: bool) -> str:
    """Describe the profile table in words."""
    beside = " beside Scotland’s of the same year" if with_scotland else ""
    return (
        f"Table of {measures} measures for {area.name}. It gives the newest figure{beside}, a "
        "small line of the years, the five-year trend and the change since the year before."
    )


def profile_absence(
    missing: Sequence[Publication], not_loaded: int, measures: int
) -> AbsenceNote | None:
    """Say where the figures are published that are not loaded; None where all are."""
    if not not_loaded:
        return None
    first = next((publication for publication in missing if publication.url), None)
    return AbsenceNote(
        f"{not_loaded} of the {measures} measures {'is' if not_loaded == 1 else 'are'} not loaded "
        "yet.",
        tuple(where_published(publication) for publication in missing),
        first.title if first else "",
        first.url or "" if first else "",
        offers_illustration=True,
    )
