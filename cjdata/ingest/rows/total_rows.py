"""Tells the rows that are of everyone from those of a part, such as one gender or age."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.recipes.recipe import BREAKDOWNS
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.table_shape import TableShape

_WHOLES = frozenset(
    words(text)
    for text in (
        "total",
        "total persons",
        "persons",
        "total ages",
        "total genders",
        "total sexes",
        "total nationalities",
        "both sexes",
        "both genders",
        "any",
        "everyone",
    )
)
_PARTS = words(
    f"{' '.join(BREAKDOWNS)} young youth minority domestic quintile girl boy child adult juvenile "
    "sexual violent drug"
) - words("age aged gender sex ethnicity")
SPLITTING = ("gender", "sex", "age", "age group", "age band", "ethnicity", "ethnic group")
"""Headings of columns that always split a count into parts."""


DIMENSIONS = (
    "court", "court type", "type of court", "sheriff", "gender", "sex", "age", "aged", "age group",
    "age band", "ethnicity", "ethnic", "ethnic group", "employment", "employment status", "reason",
    "outcome", "offence", "crime", "main crime", "requirement", "length", "disposal",
)  # fmt: skip
"""By what a table may split figures; its column of totals is of everybody all the same."""


_OF_SCOPES = (
    "coverage", "scope", "population", "subset", "series", "level", "basis", "unit", "measure",
    "geography", "area", "council", "local authority", "procedure", "filter", "selection", "period",
    "year", "date", "quarter", "month", "group", "category", "snapshot", "region", "police force",
    "household", "counting unit", "counts", "applicants", "collection period", "substance",
    "prison", "sentence", "accused", "nationality", "disability", "tenure", "legal status",
    "establishment", "follow-up period", "data up to", "data as at", "religion", "risk",
)  # fmt: skip
_AROUND_SCOPES = words(
    "time reference reporting covered coverage type main data figures table the of for range "
    "geographic applied selected chosen filtered level"
)
"""Words that stand beside those of a scope, and add nothing to it."""


def says_a_scope(key: str) -> bool:
    """Whether a line that begins so says of what its figures are: “Court: JP”, “Time period: …”.

    >>> says_a_scope("Reporting period"), says_a_scope("Contact"), says_a_scope("Filtered")
    (True, False, True)
    """
    said = words(key)
    scopes = (words(one) for one in (*SPLITTING, *DIMENSIONS, *_OF_SCOPES))
    is_filtered = bool(said) and said <= words("filtered filters applied selected")
    return is_filtered or any(one <= said <= one | _AROUND_SCOPES for one in scopes)


_BY = re.compile(r"\bby\b([^:;()]*)", re.IGNORECASE)
"""By what a table splits its figures."""


def dimensions_in(text: str) -> tuple[str, ...]:
    """Give by what a title says that its table splits figures: their total is of everybody.

    >>> dimensions_in("Orders for sex offences, by gender and age")
    ('gender', 'age')
    """
    said = words(" ".join(_BY.findall(text)))
    return tuple(one for one in DIMENSIONS if words(one) <= said)


def says_total(heading: str) -> bool:
    """Whether a heading says that its figures are of everybody: “Total number of orders”."""
    return bool(words("total") & words(heading))


def is_whole(text: str) -> bool:
    """Whether a text stands for everyone or everything in a column that splits a count.

    >>> is_whole("All people"), is_whole("Total orders"), is_whole("Females")
    (True, False, False)
    """
    return words(text) in _WHOLES


def chooses_all(text: str) -> bool:
    """Whether a text says of each thing that it chooses that all of it is chosen.

    >>> chooses_all("Age = All; Gender = All"), chooses_all("Age = All; Gender = Female")
    (True, False)
    """
    parts = [part.rpartition("=")[::2] for part in re.split(r"[;,]", text.replace(":", "="))]
    return all(key.strip() and is_whole(chosen) for key, chosen in parts)


def wholes_of(texts: Iterable[str]) -> frozenset[str]:
    """Give which of a column's texts stand for the whole: “All”, or else the one “Total …”.

    >>> sorted(wholes_of(["Total orders ended", "Completed", "Breached"]))
    ['Total orders ended']
    """
    kept = list(texts)
    exact = frozenset(text for text in kept if is_whole(text))
    begun = frozenset(t for t in kept if t.casefold().split()[:1] in (["total"], ["all"]))
    begun = frozenset(text for text in begun if not says_a_part(text))
    return exact or (begun if len(begun) == 1 else frozenset())


def says_a_part(text: str) -> bool:
    """Whether a text speaks of some people or things only, though it begins with “All”.

    >>> says_a_part("All under 21"), says_a_part("All females"), says_a_part("Total orders")
    (True, True, False)
    """
    return bool(words(text) & _PARTS) or any(map(str.isdigit, text))


def whole_rows(shape: TableShape, used: Iterable[int]) -> list[int]:
    """Give the rows that are of everyone.

    Where an area and year stand in several rows, a column besides the ``used`` ones that says
    “All”, “Total” or “Persons” in some rows splits them: the other rows are parts.
    """
    keys = list(zip(*(down.values() for down in shape.labels.values()), strict=True))
    keys = [key for key in keys if any(value != "" for value in key)]
    if len(set(keys)) == len(keys):
        return shape.rows
    splits = [c for c in shape.value_columns if c not in used and _has_whole(shape, c)]
    return [row for row in shape.rows if all(_is_of_everyone(shape, row, c) for c in splits)]


def _has_whole(shape: TableShape, column: int) -> bool:
    values = shape.counts(column)
    return not any(map(is_figure, values)) and any(is_whole(text_of(value)) for value in values)


def _is_of_everyone(shape: TableShape, row: int, column: int) -> bool:
    text = text_of(shape.block.value(row, column))
    return not text or is_whole(text)
