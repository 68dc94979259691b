"""Compares two versions of words, line by line and then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A stretch of text that both versions have, or only the earlier, or only the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


def compare(before: str, after: str) -> tuple[ComparedText, ...]:
    """Give what was taken away and what was added, in the order of the text.

    The pieces that are not ``added`` make up ``before``; those not ``removed`` make up ``after``.

    >>> [(p.kind, p.text) for p in compare("28 referrals", "31 referrals")]
    [('removed', '28 '), ('added', '31 '), ('same', 'referrals')]
    """
    pieces: list[ComparedText] = []
    for old, new in _steps(_lines(before), _lines(after)):
        if old == new:
            _add(pieces, "same", old)
            continue
        for words, others in _steps(_WORD.findall(old), _WORD.findall(new)):
            if words == others:
                _add(pieces, "same", words)
            else:
                _add(pieces, "removed", words)
                _add(pieces, "added", others)
    return tuple(pieces)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the stretches of two sequences that belong to each other, each joined."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        yield "".join(old[from_old:to_old]), "".join(new[from_new:to_new])


def _add(pieces: list[ComparedText], kind: Literal["same", "removed", "added"], text: str) -> None:
    if text and pieces and pieces[-1].kind == kind:
        pieces[-1] = ComparedText(kind, pieces[-1].text + text)
    elif text:
        pieces.append(ComparedText(kind, text))
