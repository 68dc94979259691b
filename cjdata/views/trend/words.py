"""Words of the theme pages: their choices, intervals in a table, rings, and the index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from cjdata import formats
from cjdata.reference.catalogue import Measure, Theme
from cjdata.series import Elsewhere, Figure, Series
from cjdata.statistics import Evidence, IndexPoint, Interval
from cjdata.text import join_and, lower_first, value_text
from cjdata.wording.absences import absences, elsewhere_text, indicator_missing
from cjdata.wording.comparisons import interval_words, no_interval_reason
from cjdata.wording.findings import Finding
from cjdata.wording.standing import CONTEXT_SENTENCE, OF_THE_SET, is_context

INDEX_LABEL = "Index"
TOGETHER_LABEL = "Three years together"
TOGETHER_NOTE = "Each mark takes three years together, so neighbouring marks share two of them."
BASE_LABEL = "Base year, as 100"
SINCE_LABEL = "Compare with another year"
NO_OTHER_YEAR = "No other year"
SPAN_LABEL = "Look across breaks"
SPAN_HELP = (
    "Draws lines and gives changes across breaks. Figures on the two sides of a break are not "
    "comparable, so this is off unless you ask. The five-year trend never crosses one."
)
INTERVAL_HEADER = "95% interval"
INDEX_COLUMNS = ("index_base", "index")
"""Of a file that holds an index."""
SPAN_NOTICE = (
    "You are looking across breaks: figures on the two sides of a break are not comparable."
)
AS_AT_COLUMN = "as_published_up_to_edition"
"""Of a file that leaves newer editions out."""
EARLIER_EDITIONS = "Earlier editions"
BACK_TO_NEWEST = f"To see newer figures, choose “newest” under “{EARLIER_EDITIONS}”."
OTHER_FIGURES = "Other figures for context"
OF_OTHERS = f"Of “{OTHER_FIGURES}” besides"
CONTEXT_FIGURES = "Context, not the indicator: the newest figures held"
LOCAL_FIGURES = "Local evidence, not the indicator: the newest figures held"
EVERY_COUNCIL = "Every council: the figures, and how to read the strip"
NO_BASE = "No other year can be the base either."
RUNS_ON = "Scotland’s figures to {period}"
"""A link to the measure under which they are."""
SCOTLAND_WITHOUT_INTERVAL = (
    "Scotland’s figure rests on many cases, so it is shown without an interval."
)
WITHOUT_INDEX = "No index"
NO_INDEX_SHORT = {"break": "Across a break", "rounded": "Rounded"}
"""In a table cell in place of an index; where the figure itself is missing, its own words."""
NO_BASE_YEAR = "no base"
INDEX_LEGEND = {
    "break": "Across a break: the year lies on the other side of a break from the base "
    "year, so the two are not comparable.",
    NO_BASE_YEAR: "No index: the figure of the base year cannot be taken as 100; the notes "
    "under the chart say why.",
}
"""What explains under the table why there is no index, by the reason."""
_METHODS = {
    "Wilson": "Wilson’s method for proportions",
    "Byar": "Byar’s method for counts of 10 or more",
    "exact": "exact Poisson limits for counts under 10",
}
_NO_INDEX = {
    "break": "The year is on the other side of a break from the base year.",
    "rounded": "The figure is rounded by the publisher.",
}


def runs_on_sentence(other: Elsewhere) -> str:
    """Say that Scotland’s figures run on to a later year, and under which measure."""
    return (
        f"Scotland’s figures run on to {other.figure.period} under “{other.measure.name}”: "
        f"{elsewhere_text(other)}."
    )


def other_edition_note(measure: Measure, here: Figure, other: Elsewhere) -> str:
    """Say of Scotland’s figure of a year that another measure prints another, and the editions."""
    text = value_text(measure, here.value or 0.0, here.decimals)
    return (
        f"Scotland’s figure for {here.period} is {text} here{_from_edition(here)}. It is "
        f"{elsewhere_text(other)} under “{other.measure.name}”{_from_edition(other.figure)}."
    )


def _from_edition(figure: Figure) -> str:
    return "" if figure.status == "illustrative" else f", from the edition {figure.edition}"


def known_first(known: Finding, found: Finding, own: Series) -> Finding:
    """Say what is known of an area as context, beside Scotland, before what is not.

    That the page’s own figure is missing, and why, follows at once. Of the context no more is told
    than its level and the first sentence after it: its own page says all. What must be known of its
    figures stands before those that come after; what is true of the whole set comes last.
    ``own`` is the area’s series of the page’s own measure.
    """
    caveats = [caveat for caveat in known.caveats if caveat not in OF_THE_SET]
    [waiting] = absences([own], after_level=True)
    is_told_later = waiting in found.rest
    first = [
        CONTEXT_SENTENCE,
        *([indicator_missing(own)] if is_told_later else []),
        *known.rest[:1],
        *(caveat for caveat in caveats if caveat != CONTEXT_SENTENCE),
    ]
    last = dict.fromkeys((*found.caveats, *(c for c in known.caveats if c in OF_THE_SET)))
    rest = (found.lead, *(sentence for sentence in found.rest if sentence != waiting))
    return Finding(known.lead, (*first, *rest), tuple(c for c in last if c != CONTEXT_SENTENCE))


def untold(texts: Iterable[str], told: Collection[str]) -> tuple[str, ...]:
    """Leave out of some texts what has been told on the page already."""
    return tuple(text for text in texts if text not in told)


def other_figures(theme: Theme, measure: Measure) -> str:
    """Head the list in which the newest figure of another measure stands: say what it is of.

    On a page of context all that is no local evidence is of the page itself.
    """
    if measure.role == "local":
        return LOCAL_FIGURES
    is_beside = measure.id not in theme.measures or is_context(theme, measure)
    if theme.is_national and is_beside:
        return CONTEXT_FIGURES
    return f"{theme.name}: other figures, the newest held"


def more_of(theme: Theme) -> str:
    """Name the link that leads to a theme's page."""
    return f"More: {theme.name}"


def interval_and_method(measure: Measure, interval: Interval, figure: Figure) -> str:
    """Write an interval with its level and its method: “95% interval 20.8 to 31.5, Byar”."""
    return f"{interval_words(measure, interval, figure.decimals)}, {interval.method}"


def methods_note(methods: Iterable[str]) -> str:
    """Name the methods of the intervals that a table holds; empty for none."""
    held = set(methods)
    named = [words for method, words in _METHODS.items() if method in held]
    return f"{INTERVAL_HEADER}: by {join_and(named)}." if named else ""


def without_interval_note(reasons: Iterable[str]) -> str:
    """Say why figures of a table have no interval; empty for none."""
    said = " ".join(no_interval_reason(why) for why in dict.fromkeys(reasons))
    return f"No interval: {lower_first(said)}" if said else ""


def base_text(shown: Evidence, figure: Figure) -> str:
    """Say how many cases a figure under the floor rests on; empty for a number."""
    base, counts = shown.base(figure), shown.counts.get(figure.period)
    if base is None or shown.measure.unit == "count":
        return ""
    if shown.measure.form == "percent":
        return (
            formats.share(formats.number(counts.count), formats.number(counts.out_of))
            if counts and counts.out_of
            else f"out of {formats.number(base)}"
        )
    return f"based on {formats.number(base)}"


def together_heading(heading: str) -> str:
    """Say behind the heading of a chart that each of its marks takes three years together."""
    return f"{heading}, three years together"


def together_sentence(evidence: Evidence, *, is_small: bool) -> str:
    """Say that three years are taken together, and why where a single year is small."""
    why = f", because a single year rests on few {evidence.counted[1]}" if is_small else ""
    return f"Three years are taken together{why}."


def index_heading(measure: Measure, base: str) -> str:
    """Name what a chart of an index shows; without a base only that it is one."""
    return f"{measure.name}, index: {base} is 100" if base else f"{measure.name}, index"


def table_caption(measure: Measure, base: str = "", *, is_together: bool = False) -> str:
    """Title the table of figures by year, of three years together each, or that of an index."""
    if is_together:
        return f"{measure.name}: three years together"
    return f"{measure.name}: figures by year{f', {base} as 100' if base else ''}"


def index_description(heading: str, lines: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Describe a chart of an index in words: of every area the first and the last year."""
    parts = [f"Line chart. {heading}."]
    for name, points in lines:
        ends = dict.fromkeys((points[0], points[-1]))
        parts.append(f"{name}: {', '.join(f'{text} in {year}' for year, text in ends)}.")
    if not lines:
        parts.append("No area has an index from that year.")
    return " ".join(parts)


def no_index_reason(point: IndexPoint, figure: Figure) -> str:
    """Say in a sentence why a year has no index."""
    return _NO_INDEX.get(point.why) or figure.reason


def short_name(heading: str) -> str:
    """Say in a few words what a chart with a heading shows: its measure, without the unit."""
    return heading.partition(": ")[0]


def title_of_absence(theme: Theme, measure: Measure, lead: str) -> str:
    """Say in a title that a figure is missing, and of what, as short as the first page does."""
    label = lower_first(measure.label)
    is_named = label.startswith(lower_first(theme.short_name))
    named = measure.label if is_named else f"{theme.short_name}: {label}"
    return f"{named}. {lead}"
