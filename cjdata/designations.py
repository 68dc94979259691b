"""What a source calls itself: which designations are official statistics, and which are not."""

from __future__ import annotations

OFFICIAL = (
    "accredited official statistics",
    "official statistics in development",
    "management information",
    "other official publication",
)
"""What the designation of an official source begins with; more may follow, as of one table."""


def is_official(designation: str) -> bool:
    """Whether a designation is that of an official source; an unknown one is not.

    >>> is_official("official statistics in development"), is_official("council paper")
    (True, False)
    """
    return designation.startswith(OFFICIAL)
