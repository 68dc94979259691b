"""Words for two measures of every council against each other."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.reference.catalogue import Measure
from cjdata.series import Figure
from cjdata.text import lower_first
from cjdata.views.comparison.words import quoted
from cjdata.wording.figures import UNIT_WORDS

SCATTER_NAME, SCATTER_HEADING = "Two measures", "Two measures of every council"
SCATTER_TABLE = "The figures of both measures"
SCATTER_CAVEAT = (
    "Councils that lie close on a chart of two measures may be there by chance: the chart does "
    "not show that one causes the other."
)


def scatter_heading(one: Measure, other: Measure, period: str) -> str:
    """Name a chart of two measures."""
    return f"{SCATTER_HEADING}, {period}: {_in_line(one)}; and {_in_line(other)}"


def axis_title(measure: Measure) -> str:
    """Name what an axis measures, with its unit."""
    return f"{measure.name.replace(': ', ', ')}, {UNIT_WORDS[measure.unit]}"


def point_words(name: str, named: Sequence[tuple[Measure, str]]) -> str:
    """Describe a dot of two measures."""
    return f"{name}: {'; '.join(f'{_in_line(measure)} {text}' for measure, text in named)}."


def gaps_of(measure: Measure, gaps: str) -> str:
    """Say of which measure councils have no figure."""
    return f"{measure.name.replace(': ', ', ')}: {lower_first(gaps)}"


def _in_line(measure: Measure) -> str:
    return lower_first(measure.name.replace(": ", ", "))


def scatter_lead(
    name: str, period: str, one: Measure, first: Figure, other: Measure, second: Figure
) -> str:
    """Say what the area has in each of two measures; why where it has none."""
    if first.value is None or second.value is None:
        missing = first if first.value is None else second
        return missing.reason
    return (
        f"In {name} in {period}: {_in_line(one)} {quoted(one, first)}; "
        f"{_in_line(other)} {quoted(other, second)}."
    )
