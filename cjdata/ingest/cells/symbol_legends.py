"""Reads what a table says itself of its symbols: “[x] = not available; * = fewer than five”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjdata.ingest.cells.cell_symbols import NIL

_ENTRY = re.compile(
    r"(?<![\w\]])[\"“'‘]?(\[[a-z]{1,3}\]|\*{1,2}|\.{2,3}|[-\u2013~])[\"”'’]?"
    r"\s*(?:=|:|\bmeans?\b|\bindicates?\b|\bdenotes?\b)\s*([a-z][^;,\n\[*]*)",
    re.IGNORECASE,
)
_MEANINGS = (
    (re.compile(r"\b(?:nil|zero|none|nought)\b", re.IGNORECASE), NIL),
    (re.compile(r"\b(?:suppress\w*|disclos\w*|confidential\w*|withheld)\b", re.IGNORECASE),
     "suppressed"),
    (re.compile(r"\b(?:less|fewer) than\b|\bbelow\b|\blow\b", re.IGNORECASE), "low"),
    (re.compile(r"\bnot applicable\b", re.IGNORECASE), "not_applicable"),
    (re.compile(r"\bnot collected\b", re.IGNORECASE), "not_collected"),
    (re.compile(r"\bnot available\b|\bunavailable\b|\bmissing\b", re.IGNORECASE), "not_available"),
)  # fmt: skip


def legend_in(texts: Iterable[str]) -> dict[str, str]:
    """Give what symbols mean as texts say it: a status, or “nil”; one with no such word is left.

    >>> legend_in(["[x] = not available; * = nil", "[p] = provisional"])
    {'[x]': 'not_available', '*': 'nil'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for symbol, said in _ENTRY.findall(text):
            meaning = next((m for pattern, m in _MEANINGS if pattern.search(said)), None)
            if meaning:
                found.setdefault(symbol.casefold().replace("\u2013", "-"), meaning)
    return found
