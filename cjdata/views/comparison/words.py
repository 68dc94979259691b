"""Words for all councils side by side: sentences, descriptions, captions, choices, absence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cjdata.formats import span
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Form, Measure, Publication, Theme
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure
from cjdata.statistics import Comparison, Interval, NoInterval
from cjdata.text import join_and, lower_first, upper_first
from cjdata.views.comparison.standings import is_well_held
from cjdata.wording.captions import chart_heading
from cjdata.wording.comparisons import DOWN, ROUND, UP, interval_words, standing_words
from cjdata.wording.figures import about_text, figure_text, mark_of, marked, quoted_text
from cjdata.wording.named import place
from cjdata.wording.publications import AbsenceNote, where_published

COMPARE_TITLE = "Compare areas"
SORTS = {
    "figure": "By figure, highest first",
    "name": "By name",
    "change": "By change, largest rise first",
}
NO_GROUP = "No group"
READ_WITH_CARE = "What to know of these figures"
NO_COUNCIL = "Why each council has no figure"
CAN_BE_COMPARED = "What can be compared now"
COUNTED_TOGETHER = "Counted together with others"
"""Of a tile on the map, which has no room for more."""
PART_WORDS: dict[str, str] = {
    "area": "chosen",
    "group": "in the group",
    "scotland": "",
    "other": "",
}
NO_OTHER_MEASURE = "No second measure"
SIZE_SENTENCE = (
    "Numbers grow with the size of an area: a large council has more of most things. So they are "
    "not compared with Scotland, and have no rank."
)
FORM_OFFERS: dict[Form, str] = {
    "rate": "Compare the rate instead, which allows for size",
    "percent": "Compare the percentage instead, which allows for size",
    "number": "Compare the numbers instead",
}
_WORDS = ("better", "worse", "higher", "lower", "similar")
_TELLING_APART = ("by home area", "by court area", "older basis")
_FEW_NAMES = 5
_MISSING = {"low": "above nil but rounds to nil"}


def measure_label(theme: Theme, measure: Measure) -> str:
    """Name a measure among those of all themes, what tells it from its neighbours first.

    What it is about is said once, by its own name or by the theme; what is counted by home or by
    court area stands before what is counted, where a narrow screen cuts no word of it.
    """
    about, joint, what = measure.name.partition(": ")
    if not joint:
        about, what = theme.short_name, measure.name
    told = next((end for end in _TELLING_APART if what.endswith(f", {end}")), "")
    if told:
        about, what = f"{about}, {told}", what.removesuffix(f", {told}")
    return f"{about}: {what}"


def view_heading(councils: str, measure: Measure, period: str, *, with_unit: bool) -> str:
    """Name what a view shows: the councils, the year, the measure and, if asked for, its unit."""
    named = chart_heading(measure).removesuffix(" a year") if with_unit else measure.name
    return f"{councils}, {period}: {lower_first(named.replace(': ', ', '))}"


def short_name(heading: str) -> str:
    """Say in a few words what a view with a heading shows: of all councils, which measure."""
    _, _, after = heading.partition(": ")
    return f"Councils {re.split('[:,;]', after)[0]}"


def against_scotland(found: Sequence[Comparison], scotland: str) -> str:
    """Say how many councils are better, worse or similar beside Scotland’s figure.

    Empty where no council can be compared.
    """
    counts = {word: sum(one.word == word for one in found) for word in _WORDS}
    held = [(many, word) for word, many in counts.items() if many]
    if not held:
        return ""
    (first, word), *others = held
    if not others and first == len(found) > 1:
        said = f"all {first} councils are {word}"
    else:
        said = join_and([f"{_councils(first)} {word}", *(f"{n} {w}" for n, w in others)])
    rest = len(found) - sum(many for many, _ in held)
    left_out = f", and {rest} cannot be compared" if rest else ""
    return f"Beside Scotland ({scotland}), {said}{left_out}."


def verdict_words(found: Comparison, name: str) -> str:
    """Say how a figure stands beside that of an area, for its mark."""
    return f"{upper_first(standing_words(found))} {name}."


def verdict_labels(name: str) -> dict[str, str]:
    """Name in a key how areas stand beside one: the first says beside which."""
    return {
        "higher": f"Clearly higher than {name}",
        "lower": f"Clearly lower than {name}",
        "similar": f"Similar to {name}",
    }


SIGNS = {"higher": UP, "lower": DOWN, "similar": ROUND, "": ""}
"""How areas stand beside one, where text stands in place of a drawing."""


def signs_key(labels: Mapping[str, str]) -> str:
    """Say what the signs mean; empty where there is none."""
    said = [f"{SIGNS[way]} {lower_first(text)}" for way, text in labels.items()]
    return f"Behind a name: {', '.join(said)}." if said else ""


def beside_sentence(found: Sequence[Comparison], name: str, figure: str) -> str:
    """Say how many councils stand clearly above or below an area; empty where none is compared."""
    counts = {way: sum(one.standing == way for one in found) for way in ("higher", "lower")}
    similar = sum(one.standing == "similar" for one in found)
    if not similar and not any(counts.values()):
        return ""
    clear = [f"{many} clearly {way}" for way, many in counts.items() if many]
    alike = [f"{similar} similar"] if similar else []
    return f"Beside {name} ({figure}), the other councils are: {join_and([*clear, *alike])}."


def chosen_label(area: Area, *, is_together: bool) -> str:
    """Name the area chosen in a key; where only all it is counted with have a figure, say so."""
    return f"{area.name} (counted with others)" if is_together else area.name


def others_label(measure: Measure) -> str:
    """Name in a key the areas that do not stand out."""
    return "Other court areas" if measure.is_by_court else "Other councils"


def range_sentence(
    measure: Measure, figures: Mapping[str, Figure], every: int, *, own: bool = False
) -> str:
    """Say from what to what the figures run; names give the councils, or the court areas.

    Of one figure it says whose it is, and where fewer than nearly ``every`` one has a figure, of
    how many they are. With ``own`` they are those that councils have by themselves, without court
    areas.
    """
    areas = "court areas" if measure.is_by_court and not own else "councils"
    held = {name: f for name, f in figures.items() if f.value is not None}
    if not held:
        return ""
    if len(held) == 1:
        [(name, one)] = held.items()
        return f"{name} is the only one of the {areas} with a figure: {quoted_text(measure, one)}."
    low = min(held.values(), key=lambda f: f.value or 0.0)
    high = max(held.values(), key=lambda f: f.value or 0.0)
    if low.value == high.value:
        return f"All {len(held)} {areas} with a figure have {quoted_text(measure, low)}."
    ends = [
        _end(measure, end, [n for n, f in held.items() if f.value == end.value])
        for end in (low, high)
    ]
    is_own = measure.is_by_court and own
    if not is_well_held(len(held), every):
        figure = "a figure of their own" if is_own else "a figure"
        return f"Of the {len(held)} {areas} with {figure}, figures run from {ends[0]} to {ends[1]}."
    whose = "own figures" if is_own else "figures"
    return f"The {areas}’ {whose} run from {ends[0]} to {ends[1]}."


def _end(measure: Measure, figure: Figure, names: Sequence[str]) -> str:
    """Write an end of a range with whose it is and, in the same brackets, its mark."""
    told = ", ".join(text for text in (_named(names), mark_of(figure)) if text)
    return f"{about_text(measure, figure)} ({told})"


def missing_sentence(missing: Mapping[str, Figure], total: int) -> str:
    """Say how many councils have no figure and why; empty where none is missing."""
    if not missing:
        return ""
    together = {name: f for name, f in missing.items() if f.status == "counted_together"}
    if together:
        others = {name: f for name, f in missing.items() if name not in together}
        said = (_together_sentence(together), missing_sentence(others, total))
        return " ".join(text for text in said if text)
    by_status: dict[str, list[str]] = {}
    for name, figure in missing.items():
        by_status.setdefault(figure.status, []).append(name)
    if len(missing) == total and len(by_status) == 1:
        return f"No council has a figure: {_missing_word(*by_status)}."
    if len(by_status) == 1 and len(missing) > _FEW_NAMES:
        return f"{_lacking(len(missing))}: {_missing_word(*by_status)}."
    reasons = [
        f"{_missing_word(status)} for {_names_or_number(names)}"
        for status, names in by_status.items()
    ]
    many = "Every council lacks a figure" if len(missing) == total else _lacking(len(missing))
    return f"{many}: {join_and(reasons)}."


def newer_sentence(newer: Mapping[str, int]) -> str:
    """Say how many councils have a figure of each later year; empty where there is none."""
    if not newer:
        return ""
    said = join_and([f"{many} for {year}" for year, many in sorted(newer.items())])
    return f"Newer figures are held of few councils: {said}."


def _together_sentence(together: Mapping[str, Figure]) -> str:
    """Say which councils are counted together, and that their figure stands under one name."""
    names = list(together)
    if len(names) == 1:
        return f"{names[0]} is counted together with others, under one name."
    named = f": {join_and(names)}" if len(names) <= _FEW_NAMES else ""
    said = f"{len(names)} councils are counted together with others, each group under one name"
    return f"{said}{named}."


def group_sentence(measure: Measure, group: Area, figure: Figure) -> str:
    """Say what the councils of a group have, taken as one."""
    if figure.value is None:
        return figure.reason
    said = quoted_text(measure, figure)
    amount = f"{said} {measure.many}" if measure.unit == "count" else said
    return f"The councils of {place(group)}, taken as one, had {amount}."


def benchmark_label(measure: Measure, scotland: Figure) -> str:
    """Label the line of Scotland’s figure in a chart."""
    return f"Scotland {quoted(measure, scotland)}"


def class_label(measure: Measure, low: Figure, high: Figure) -> str:
    """Write from what to what a class of a map runs, both as printed."""
    lower, upper = (figure_text(measure, end) for end in (low, high))
    return lower if lower == upper else span(lower, upper)


def mark_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a chart of many areas has room for: not with whom it is shared."""
    if figure.together and figure.together.figure.value is not None:
        return f"{quoted(measure, figure.together.figure)} shared"
    return quoted(measure, figure)


def mark_words(
    measure: Measure, name: str, figure: Figure, interval: Interval | NoInterval, found: Comparison
) -> str:
    """Describe one area’s mark: its figure, interval and how it stands beside Scotland."""
    parts = [f"{name}: {quoted_text(measure, figure)}"]
    if isinstance(interval, Interval):
        parts.append(interval_words(measure, interval, figure.decimals))
    if found.why is None:
        parts.append(_beside(found))
    return f"{', '.join(parts)}."


BARS = "Bars, one for each council"
STRIP = "A strip with a dot for each council"


def bars_words(measure: Measure) -> str:
    """Say what the bars of a measure are."""
    return BARS + _or_court_area(measure)


def strip_words(measure: Measure) -> str:
    """Say what the dots of a strip are."""
    return STRIP + _or_court_area(measure)


def _or_court_area(measure: Measure) -> str:
    return " or court area" if measure.is_by_court else ""


def areas_description(kind: str, heading: str, sentences: Sequence[str]) -> str:
    """Describe a drawing of all councils in words, from the figures that it draws."""
    return " ".join((f"{kind}. {heading}.", *filter(None, sentences)))


def shown_sentence(measure: Measure, named: Mapping[str, Figure]) -> str:
    """Give the figures of the areas that stand out, for a description."""
    return "; ".join(f"{n}: {quoted_text(measure, f)}" for n, f in named.items()) + "."


def offer_label(label: str, councils: int, period: str) -> str:
    """Label a link to a measure that councils have figures of."""
    return f"{label} ({councils} councils, {period})"


def indicative_note(group: Area) -> str:
    """Say in short that a sheriffdom is no more than a rough group of councils."""
    return f"{group.name} is indicative only: court areas do not match councils."


def year_label(period: str, held: int, total: int) -> str:
    """Label a year in the list of years, with how many councils have a figure."""
    return period if held == total else f"{period} ({held} of {total})"


def councils_absence(
    measure: Measure,
    period: str,
    held: Sequence[str],
    missing: Mapping[str, Figure],
    publication: Publication,
    *,
    illustrative: bool,
) -> AbsenceNote:
    """Say how few councils have a figure, which, what is missing and where it is published."""
    total = len(held) + len(missing)
    sentences = [
        f"{'They are' if len(held) > 1 else 'It is'} {join_and(held)}." if held else "",
        missing_sentence(missing, total),
    ]
    is_waiting = not illustrative and any(f.status == "not_loaded" for f in missing.values())
    if is_waiting:
        sentences.append(where_published(publication))
    link = (publication.url or "") if is_waiting else ""
    return AbsenceNote(
        f"{measure.name}: {_have_figure(len(held), total)} for {period}",
        tuple(sentence for sentence in sentences if sentence),
        publication.title if link else "",
        link,
        not illustrative,
    )


def _have_figure(held: int, total: int) -> str:
    if not held:
        return f"none of the {total} councils has a figure"
    return f"{held} of {total} councils {'has' if held == 1 else 'have'} a figure"


def _councils(many: int) -> str:
    return "1 council is" if many == 1 else f"{many} councils are"


def _lacking(many: int) -> str:
    return "1 council has no figure" if many == 1 else f"{many} councils have no figure"


def _missing_word(status: str) -> str:
    return _MISSING.get(status) or lower_first(STATUSES[status].short)


def _names_or_number(names: Sequence[str]) -> str:
    return join_and(names) if len(names) <= _FEW_NAMES else f"{len(names)} councils"


def _named(names: Sequence[str]) -> str:
    if len(names) <= 2:
        return join_and(names)
    return f"{names[0]} and {len(names) - 1} others"


def quoted(measure: Measure, figure: Figure) -> str:
    """Write a figure with the mark that it is never shown without."""
    return marked(figure_text(measure, figure), figure)


def _beside(found: Comparison) -> str:
    if found.standing == "similar":
        return "similar to Scotland"
    return f"{found.word} than Scotland"
