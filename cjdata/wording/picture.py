"""The words that only pictures have: when one was drawn, and what it has no room for."""

from __future__ import annotations

from datetime import date


def drawn(day: date, snapshot: str) -> str:
    """Say when a picture was drawn, and from which figures."""
    return f"Drawn on {day.day} {day:%B %Y} from snapshot {snapshot}."


def more_notes(number: int) -> str:
    """Say how many notes a picture has no room for, and where they are.

    >>> more_notes(1)
    '1 more note stands with these figures on the dashboard.'
    """
    if number == 1:
        return "1 more note stands with these figures on the dashboard."
    return f"{number} more notes stand with these figures on the dashboard."
