"""Knows the lines that say in which order rows stand, and so nothing of their figures."""

from __future__ import annotations

import re

_ORDER = re.compile(
    r"\W*(?:(?:rows|areas|councils|local authorities|table|data|figures)\s+(?:are\s+|is\s+)?)?"
    r"(?:sort(?:ed|ing)?\s*(?:by\b|order\b|from\b|alphabetically\b|:|\W*$)"
    r"|(?:ordered|ranked)\s+(?:by|from|alphabetically)\b|listed\s+(?:by|alphabetically)\b"
    r"|(?:sorted|ordered|ranked|listed)\s+in\s+(?:(?:ascending|descending|alphabetical)\b|order\b)"
    r"|order\s+of\s+(?:rows|areas|councils|local authorities)\b|alphabetical\s+order\b)",
    re.IGNORECASE,
)


def says_order_of_rows(text: str) -> bool:
    """Whether a line, or the first cell of one, begins by saying how rows are ordered.

    >>> says_order_of_rows("Sorted by: Rate"), says_order_of_rows("Order type")
    (True, False)
    """
    return bool(_ORDER.match(text))
