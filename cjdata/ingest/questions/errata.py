"""Finds what notes say of mistakes in the figures above them: “Corrigendum”, “counted twice”."""

from __future__ import annotations

import re

_ERRATA = re.compile(
    r"\bcorrigend(?:um|a)\b|\berrat(?:um|a)\b|\bknown (?:errors?|issues?|mistakes?|problems?)\b"
    r"|\bshould (?:have )?(?:read|be read|been read|say|state)\b"
    r"|\bshould (?:be|have been) [\d,.]+"
    r"|\bknown to be (?:too|wrong|incorrect|high|low|over|under)\w*"
    r"|\b(?:numbers?|figures?|values?|counts?|cells?)\s+(?:below|under|above|over|less than"
    r"|fewer than|smaller than|of)\s+\d+\b.*\b(?:set|changed|recoded|replaced)"
    r"\s+(?:to|by|with|as)\s+\d",
    re.IGNORECASE,
)
_MISCOUNTED = re.compile(
    r"\b(?:double[- ]count\w*|(?:under|over)[- ]?count(?:s|ed|ing)?|counted twice)\b", re.IGNORECASE
)
_IS_AVOIDED = re.compile(
    r"\b(?:no|not|never|avoid\w*|prevent\w*|remov\w*|without|eliminat\w*|none|minimis\w*)\b",
    re.IGNORECASE,
)


def says_an_error(said: str) -> bool:
    """Whether a sentence says that figures, or words over them, are wrong.

    >>> says_an_error("Cases commenced should read cases completed."), says_an_error("Undercount")
    (True, True)
    >>> says_an_error("To avoid double counting, each case is counted once.")
    False
    """
    return bool(_ERRATA.search(said)) or (
        bool(_MISCOUNTED.search(said)) and not _IS_AVOIDED.search(said)
    )
