"""What is of a measure that no record of the catalogue names any more: left out, and said.

A record can be taken away. What else is of its measures stays where it is: reviewed figures,
breaks, loads, tables of recipes, and other records that read it beside their own. None of that is
a mistake; it is left out until the record is back. An id within a letter or two of a known one is
a slip of the pen, and refused where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cjdata.errors import CjdataError, Mistake
from cjdata.reference.areas import read_csv
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.page_list import page_findings
from cjdata.store.loads_in_force import read_loads_in_force
from cjdata.text import join_and, number

_FIX = "Bring the record back, or remove them too."
_TEXTS = ("observations.csv", "breaks.csv")


def left_out(home: Path, catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Say what the catalogue leaves without a page or without a record, a finding each file."""
    return (*page_findings(catalogue), *without_record(home, catalogue))


def without_record(home: Path, catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Say what is of measures that no record names any more."""
    return (*_rows(home, catalogue), *_beside(catalogue))


def _rows(home: Path, catalogue: Catalogue) -> Iterator[Mistake]:
    for name in _TEXTS:
        where = f"published/{name}"
        try:
            rows = read_csv(home / where, {"measure"})
        except CjdataError:  # It is refused elsewhere, with what is wrong.
            continue
        yield from _finding(where, "row", catalogue, (row["measure"] for row in rows))
    try:
        loads = read_loads_in_force(home)
    except CjdataError:
        return
    for load in loads:
        named = (one.measure for one in load.observations)
        yield from _finding(load.where, "figure", catalogue, named)


def _finding(
    where: str, noun: str, catalogue: Catalogue, named: Iterable[str]
) -> Iterator[Mistake]:
    counted = Counter(filter(catalogue.lacks_record_of, named))
    if counted:
        total = counted.total()
        rows = f"{number(total)} {noun}{'' if total == 1 else 's'}"
        what = f"{rows} of measures that no record names are left out: {join_and(sorted(counted))}"
        yield Mistake(where, what, _FIX)


def _beside(catalogue: Catalogue) -> Iterator[Mistake]:
    """Find what a record reads beside its own measures, and no record has."""
    for theme in catalogue.themes:
        named = (*theme.beside, *filter(None, [theme.leads_with]))
        gone = dict.fromkeys(filter(catalogue.lacks_record_of, named))
        if gone:
            what = f"no record has what it reads beside its own measures: {join_and(list(gone))}"
            yield Mistake(f"record {theme.id}", what, "Bring the record back, or name another.")
