"""Words of the grid of years: what moved, what breaks, and why a cell has no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import PANDEMIC
from cjdata.series import Figure
from cjdata.statistics import Comparison
from cjdata.text import join_and, upper_first
from cjdata.views.profile.words import PROFILE_TITLE
from cjdata.wording.absences import absence_short, subject_of
from cjdata.wording.findings import Finding
from cjdata.wording.standing import ILLUSTRATIVE, ILLUSTRATIVE_SENTENCE

MOVED_UP, MOVED_DOWN = "▲", "▼"
BREAK_MARK = "[b]"
BREAK_WORDS = "After a break: "
_NAMED = 3
"""So many measures that moved are named; of more the number is said."""

_GRID_SHORT = {
    "suppressed": "Hidden",
    "low": "Above 0",
    "group_incomplete": "Incomplete",
    "counted_together": "Together",
    "newer_edition": "Newer",
    "not_loaded": "Not loaded",
}


def grid_absence(figure: Figure) -> str:
    """Say in a word or two why a cell of the grid has no figure."""
    return _GRID_SHORT.get(figure.status) or upper_first(absence_short(figure))


def moved_words(found: Comparison) -> str:
    """Say that a figure clearly moved against the year before; nothing where it did not."""
    if found.standing not in ("higher", "lower"):
        return ""
    return f"clearly {found.standing} than the year before"


def moved_symbol(found: Comparison) -> str:
    """Give the symbol of a clear move; nothing where there is none."""
    return {"higher": MOVED_UP, "lower": MOVED_DOWN}.get(found.standing, "")


def paper_line(area: Area, *, illustrative: bool) -> str:
    """Name the paper at the head of its second page."""
    mark = f" · {ILLUSTRATIVE}" if illustrative else ""
    return f"{PROFILE_TITLE}: {area.name}{mark} · Context is on the page, not on this paper"


def years_heading(years: Sequence[str]) -> str:
    """Name the grid of years with the span it covers."""
    return f"What moved, {years[0]} to {years[-1]}" if years else "What moved"


def years_finding(
    area: Area, moved: Sequence[tuple[Measure, str, str]], shown: int, *, illustrative: bool
) -> Finding:
    """Say what clearly moved into the newest years: measure, “higher” or “lower”, and year."""
    caveats = (ILLUSTRATIVE_SENTENCE,) if illustrative else ()
    if not shown:
        return Finding(f"No figure for {area.name} is held for these years.", (), caveats)
    if not moved:
        return Finding(
            "No measure clearly moved in its newest year.",
            ("Small numbers rise and fall by chance, so most moves are not clear.",),
            caveats,
        )
    many = "1 measure" if len(moved) == 1 else f"{len(moved)} measures"
    lead = f"{many} clearly moved in the newest year."
    if len(moved) <= _NAMED:
        named = (
            f"{subject_of(measure)} clearly {standing} in {year} than the year before."
            for measure, standing, year in moved
        )
        return Finding(lead, tuple(named), caveats)
    counted = Counter(standing for _, standing, _ in moved)
    said = join_and([f"{_are(counted[s])} {s}" for s in ("higher", "lower") if counted[s]])
    rest = f"Of these, {said} than the year before: the table marks them."
    return Finding(lead, (rest,), caveats)


def _are(many: int) -> str:
    return f"{many} {'is' if many == 1 else 'are'}"


def years_legend(years: Sequence[str], *, has_breaks: bool) -> tuple[str, ...]:
    """Explain the marks in the grid of years."""
    lines = [
        f"{MOVED_UP} clearly higher, {MOVED_DOWN} clearly lower than the year before. "
        "No mark: the difference could be chance, or there is nothing to compare with.",
    ]
    if has_breaks:
        lines.append(
            f"{BREAK_MARK} and a rule: a break. Figures before and after are not comparable."
        )
    if set(PANDEMIC) & set(years):
        lines.append("The pandemic affected courts and services in 2020-21 and 2021-22.")
    return tuple(lines)


def years_description(area: Area, measures: int, years: Sequence[str]) -> str:
    """Describe the grid of years in words."""
    span = f", {years[0]} to {years[-1]}" if years else ""
    return (
        f"Table of {measures} measures by year for {area.name}{span}. "
        "Each cell holds the printed figure, or a word that says why there is none."
    )
