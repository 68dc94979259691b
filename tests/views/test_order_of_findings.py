"""What is clear comes before what is not, in the finding of every measure."""

from __future__ import annotations

import pytest

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.statistics import Evidence
from cjdata.views.shared.beside import beside_scotland

AREAS = ("Scotland", "Fife", "Glasgow City")


def findings(figures: FigureSet, area: Area) -> list[tuple[Evidence, tuple[str, ...]]]:
    """The sentences of each measure of an area that has a figure."""
    return [
        (one.evidence, (found.lead, *found.rest))
        for one in beside_scotland(figures, area).values()
        if one.latest
        if (
            found := wording.finding(
                one.evidence, [one.scotland] if one.scotland else [], illustrative=False
            )
        )
    ]


@pytest.mark.parametrize("name", AREAS)
def test_a_clear_trend_is_told_before_a_change_that_could_be_chance(
    illustrative: FigureSet, name: str
) -> None:
    tried = 0
    for evidence, said in findings(illustrative, illustrative.areas.find(name)):
        trend = [n for n, text in enumerate(said) if text.startswith("Over the five years")]
        unclear = [n for n, text in enumerate(said) if "the difference could be chance" in text]
        if evidence.trend.is_clear and unclear and unclear != [0]:
            assert trend < unclear, said
            tried += 1
    assert tried
