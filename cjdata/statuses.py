"""Statuses: what kind of figure an observation is, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """A status and its words.

    Attributes
    ----------
    id
        As stored.
    short
        In a table cell in place of a missing value, or after a value that needs a word.
    meaning
        A sentence that explains it.
    marker
        The shorthand of the Government Analysis Function for spreadsheets and CSV.
    has_value
        Whether observations of this status hold a value: yes, no, or either (None).
    """

    id: str
    short: str
    meaning: str
    marker: str = ""
    has_value: bool | None = True

    @property
    def spelt(self) -> str:
        """The id as files print it: words in place of a programmer’s underlines."""
        return self.id.replace("_", " ")


_ALL = (
    Status("published", "", "As printed in the publication named as its source."),
    Status(
        "revised",
        "revised",
        "Differs from an older edition of the publication, by more than rounding, or the publisher "
        "says that it was revised.",
        "[r]",
    ),
    Status("provisional", "provisional", "The publisher says that it will change.", "[p]"),
    Status("estimated", "estimated", "Estimated by the publisher, not counted.", "[e]"),
    Status(
        "secondary",
        "quoted",
        "Quoted from official tables by the press or another body, not read in the tables.",
    ),
    Status(
        "local_evidence",
        "local evidence",
        "Counted by a local service or council. Not an official statistic, and not the "
        "national indicator.",
    ),
    Status(
        "supplied",
        "supplied to the partnership",
        "Supplied to the partnership by the data owner, and not published. Shown only where the "
        "settings allow it.",
    ),
    Status(
        "too_short_for_trend",
        "first year",
        "The first year of a series: a level, but no trend.",
        "",
        None,
    ),
    Status(
        "commentary_only",
        "in words only",
        "Printed without saying what it measures, so it is never drawn.",
    ),
    Status(
        "computed",
        "computed here",
        "Computed by this dashboard from published figures; not itself an official statistic.",
    ),
    Status("illustrative", "illustrative", "Made by a generator. Not a real figure."),
    Status(
        "restricted",
        "Restricted",
        "The publisher or the data owner says that the figure may not be published.",
        "[c]",
        False,
    ),
    Status(
        "suppressed", "Not shown, to protect individuals", "Hidden to protect people.", "[c]", False
    ),
    Status("low", "Above 0, rounds to 0", "More than nothing, but it rounds to 0.", "[low]", False),
    Status(
        "not_applicable",
        "Not applicable",
        "No value is possible, such as a completion rate when no order ended.",
        "[z]",
        False,
    ),
    Status("not_collected", "Not collected", "Not collected for that year.", "[x]", False),
    Status(
        "not_available",
        "Not available",
        "The publication has no figure here, and gives no other reason.",
        "[x]",
        False,
    ),
    Status(
        "scotland_only", "Scotland only", "Measured for Scotland as a whole only.", "[x]", False
    ),
    Status(
        "not_loaded",
        "Not loaded yet",
        "It may be published, but it has not been loaded into this dashboard.",
        "[x]",
        False,
    ),
    Status(
        "none_held",
        "None held",
        "No figure for Scotland was found in the publications loaded so far.",
        "[x]",
        False,
    ),
    Status(
        "newer_edition",
        "In a newer edition",
        "Printed only in editions newer than the one chosen.",
        "[x]",
        False,
    ),
    Status(
        "held_elsewhere",
        "For all Scotland",
        "Scotland’s figure for the year is held under another measure, which is named beside it. "
        "The two are not compared.",
        "[x]",
        False,
    ),
    Status(
        "not_computed",
        "Not computed",
        "The figure of a group cannot be worked out: what is behind the figures of its councils is "
        "not all held.",
        "[x]",
        False,
    ),
    Status(
        "counted_together",
        "Counted together",
        "Published only for several councils that are counted together, so the council has no "
        "figure of its own. Where a figure is named, it is that of all of them.",
        "[x]",
        False,
    ),
    Status(
        "not_a_court_area",
        "Not a court area",
        "In that year the councils were not counted together, or were counted with others.",
        "[z]",
        False,
    ),
    Status(
        "group_incomplete",
        "Not all councils",
        "A council of the group has no figure, so the group has none.",
        "[x]",
        False,
    ),
)

STATUSES = {status.id: status for status in _ALL}
ALWAYS_MARKED = ("supplied", "local_evidence", "secondary")
"""Those whose figures are never shown without the words of the status."""
PRIVATE = ("supplied",)
"""Those whose figures may be seen here, and never go into what is shared as an address or note."""
UNPUBLISHED = ("supplied", "local_evidence")
"""Those whose figures are no published statistics, and are not quoted from any."""
SOURCE_STATUSES = tuple(
    s.id
    for s in _ALL
    if s.id
    not in (
        "illustrative",
        "computed",
        "not_loaded",
        "none_held",
        "newer_edition",
        "held_elsewhere",
        "not_computed",
        "counted_together",
        "not_a_court_area",
        "group_incomplete",
    )
)
"""Those that a row of the reviewed figures may carry."""
