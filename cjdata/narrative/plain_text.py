"""What words may hold: plain text in paragraphs and bullets. Nothing in it is ever run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cjdata.errors import CjdataError, Mistake

LIMIT = 20_000
"""Characters of one text: about eight printed pages."""
NAME_LIMIT = 200
"""Characters of the name of who wrote."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML 1.0 and PostgreSQL refuse these, so that no report could hold them; none can be seen.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"\s*[-*•]\s+(?=\S)")


class WordsError(CjdataError):
    """Words were refused, or could not be read or kept."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph and its lines, or a list and its bullets without their marks."""

    kind: Literal["paragraph", "bullets"]
    lines: tuple[str, ...]


def tidy(text: str) -> str:
    r"""Give a text as it is kept: one sort of line end, no invisible control characters.

    Everything that can be seen stays, leading and trailing spaces too.

    >>> tidy("  One\r\ntwo\x00 ")
    '  One\ntwo '
    """
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def tidy_name(name: str) -> str:
    r"""Give the name of who wrote, in one line.

    >>> tidy_name("  Ada \n Coordinator ")
    'Ada Coordinator'
    """
    return in_one_line(name)[:NAME_LIMIT].rstrip() or "someone"


def in_one_line(text: str) -> str:
    r"""Give a name in one line, without spaces around it.

    >>> in_one_line("  For the \n board ")
    'For the board'
    """
    return " ".join(tidy(text).split())


def check_length(text: str, where: str) -> None:
    """Refuse a text that is longer than ``LIMIT``.

    Raises
    ------
    WordsError
        Saying by how much it is too long.
    """
    if len(text) > LIMIT:
        what = f"the text has {len(text):,} characters, and {LIMIT:,} is the most"
        raise WordsError(Mistake(where, what, f"Shorten it by {len(text) - LIMIT:,}."))


def blocks_of(text: str) -> tuple[TextBlock, ...]:
    r"""Split a text into paragraphs and lists, as reports and pages lay it out.

    A blank line ends a paragraph; a line that begins with a hyphen, an asterisk or a bullet, and
    a space, is a bullet. Any other mark stays as it was typed.

    >>> [block.kind for block in blocks_of("Two partners:\n- health\n- police")]
    ['paragraph', 'bullets']
    """
    blocks: list[TextBlock] = []
    joins = False
    for line in text.split("\n"):
        mark = _BULLET.match(line)
        kind: Literal["paragraph", "bullets"] = "bullets" if mark else "paragraph"
        said = line[mark.end() :] if mark else line
        if not said.strip():
            joins = False
        elif joins and blocks[-1].kind == kind:
            blocks[-1] = TextBlock(kind, (*blocks[-1].lines, said.strip()))
        else:
            blocks.append(TextBlock(kind, (said.strip(),)))
            joins = True
    return tuple(blocks)
