"""A selection: what a reader has chosen, in the terms of the field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cjdata.reference.catalogue import Form

Show = Form | Literal["index", "pooled"]
INDEX: Literal["index"] = "index"


@dataclass(frozen=True)
class Selection:
    """What a theme page shows.

    Attributes
    ----------
    area, comparators
        Codes of areas or groups.
    measure, form
        The id of the measure drawn, and whether it is a number, a rate or a percent.
    first, last
        The financial years from and to; None for as far as figures go.
    as_at
        An edition: newer ones are left out. None for now.
    since
        An earlier year that the newest is compared with; None for no other than the year before.
    is_together
        Whether each figure takes three years together.
    is_index, base
        Whether the measure is shown as an index, and the year that is 100; None for the first
        that can be.
    across_breaks
        Whether lines, changes and the index cross breaks, because the reader asked for it.
    """

    area: str
    comparators: tuple[str, ...]
    measure: str
    form: Form
    first: str | None = None
    last: str | None = None
    as_at: str | None = None
    since: str | None = None
    is_together: bool = False
    is_index: bool = False
    base: str | None = None
    across_breaks: bool = False

    @property
    def of_figures(self) -> Selection:
        """The part that says which figures are shown, without how they are looked at."""
        return replace(self, since=None, is_index=False, base=None, across_breaks=False)
