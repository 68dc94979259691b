"""A group’s share is on the basis of its councils’ shares, or there is none."""

from __future__ import annotations

import pytest

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.series import Figure, Series
from cjdata.views.shared.assemble import Assembler

SHARE, COMPLETED, ENDED = "dtto_completion_percent", "dtto_completed", "dtto_terminated"
YEAR = "2022-23"


def group_of(figures: FigureSet, ended: int, printed: float) -> Series:
    """Forth Valley, each council of which completed 13 orders of so many, printed as a share."""
    group, measure = figures.areas.groups[0], figures.catalogue.measures[SHARE]
    values = {COMPLETED: 13.0, ENDED: float(ended), SHARE: printed}
    assembler = Assembler(figures, [SHARE])
    assembler.__dict__["_cells"] = {
        one: {code: {YEAR: Figure(YEAR, value, 0, "published")} for code in group.members}
        for one, value in values.items()
    }
    return assembler.series(measure, group, [YEAR])


def test_a_group_is_the_ratio_of_sums_that_make_its_councils_shares(published: FigureSet) -> None:
    [figure] = group_of(published, ended=20, printed=65.0).figures
    assert (figure.value, figure.status) == (65.0, "computed")


@pytest.mark.parametrize("ended", [29, 22])
def test_a_group_has_no_share_where_its_councils_leave_transfers_out_of_the_base(
    published: FigureSet, ended: int
) -> None:
    """65% in each council, and “45%” in the group: 9 of the 29 orders were transferred."""
    series = group_of(published, ended, printed=65.0)
    [figure] = series.figures
    assert (figure.value, figure.status) == (None, "other_basis")
    assert figure.reason == (
        "Forth Valley has no figure for 2022-23: its councils’ figures are printed on another "
        "basis than the counts that are held."
    )
    assert wording.area_absence(series).startswith("Forth Valley has no figure: its councils’ ")
