"""Finds what a survey says of whom it asked a question: “Asked of those who had heard of it.”"""

from __future__ import annotations

import re

_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r".*\basked\s+(?:only\s+)?(?:of|to)\s+(?P<whom>.+)",
        r".*\bquestions?\b.*\bput\s+(?:only\s+)?to\s+(?P<whom>.+)",
        r"(?P<whom>.+?)\s+(?:were|was)\s+(?:only\s+)?asked\s+(?:this|the|these)\s+questions?\b.*",
        r"(?:the\s+)?respondents\s+(?:were|are|who)\s+(?P<whom>.+)",
        r"(?P<whom>(?:all\s+)?those\s+(?:who|aware|in|with)\b.+)",
    )
)
_EVERYBODY = re.compile(
    r"(?:only\s+)?(?:all\s+)?(?:the\s+)?"
    r"(?:respondents|adults|people|participants|everyone|everybody|those\s+interviewed)"
    r"(?:\s+(?:who\s+took\s+part|(?:aged\s+)?16\s+(?:and|or)\s+over|living\s+in\s+private\s+households"
    r"|in\s+(?:the\s+)?(?:full\s+|whole\s+)?(?:sample|survey|scotland)))*\W*",
    re.IGNORECASE,
)


def asked_of(said: str) -> str:
    """Give of whom a sentence says that they were asked; empty where it says nothing of that.

    >>> asked_of("Asked of those who had heard of it."), asked_of("Respondents were victims.")
    ('those who had heard of it.', 'victims.')
    >>> asked_of("Figures are rounded.")
    ''
    """
    found = next(filter(None, (pattern.fullmatch(said.strip()) for pattern in _ASKED)), None)
    return found["whom"] if found else ""


def is_everybody(whom: str) -> bool:
    """Whether those who were asked are all whom the survey asked at all.

    >>> is_everybody("all respondents"), is_everybody("victims")
    (True, False)
    """
    return bool(_EVERYBODY.fullmatch(whom.strip()))
