"""Tells the rows that are of everyone from those of a part, such as one gender or age."""

from __future__ import annotations

from collections.abc import Iterable

from cjdata.ingest.cells import is_figure, text_of
from cjdata.ingest.headings import words
from cjdata.ingest.shape import Shape

_WHOLES = frozenset(
    words(text)
    for text in (
        "total",
        "total persons",
        "persons",
        "total ages",
        "total genders",
        "total sexes",
        "both sexes",
        "both genders",
        "any",
        "everyone",
    )
)
SPLITTING = ("gender", "sex", "age", "age group", "age band", "ethnicity", "ethnic group")
"""Headings of columns that always split a count into parts."""


DIMENSIONS = (
    "court", "court type", "type of court", "sheriff", "gender", "sex", "age", "aged", "age group",
    "age band", "ethnicity", "ethnic", "ethnic group", "employment", "employment status", "reason",
    "outcome", "offence", "crime", "main crime", "requirement", "length", "disposal",
)  # fmt: skip
"""By what a table may split figures; its column of totals is of everybody all the same."""


def says_total(heading: str) -> bool:
    """Whether a heading says that its figures are of everybody: “Total number of orders”."""
    return bool(words("total") & words(heading))


def is_whole(text: str) -> bool:
    """Whether a text stands for everyone or everything in a column that splits a count.

    >>> is_whole("All people"), is_whole("Total orders"), is_whole("Females")
    (True, False, False)
    """
    return words(text) in _WHOLES


def wholes_of(texts: Iterable[str]) -> frozenset[str]:
    """Give which of a column's texts stand for the whole: “All”, or else the one “Total …”.

    >>> sorted(wholes_of(["Total orders ended", "Completed", "Breached"]))
    ['Total orders ended']
    """
    kept = list(texts)
    exact = frozenset(text for text in kept if is_whole(text))
    begun = frozenset(t for t in kept if t.casefold().split()[:1] in (["total"], ["all"]))
    return exact or (begun if len(begun) == 1 else frozenset())


def whole_rows(shape: Shape, used: Iterable[int]) -> list[int]:
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


def _has_whole(shape: Shape, column: int) -> bool:
    values = shape.counts(column)
    return not any(map(is_figure, values)) and any(is_whole(text_of(value)) for value in values)


def _is_of_everyone(shape: Shape, row: int, column: int) -> bool:
    text = text_of(shape.block.value(row, column))
    return not text or is_whole(text)
