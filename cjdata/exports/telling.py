"""Where the making of a file is: told bit by bit, so that a person who waits sees it move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from cjdata.wording import files as words

T = TypeVar("T")

Tell = Callable[[str, float], None]
"""Takes what is being done, and the share of the whole that is done, from 0 to 1."""


def silent(text: str, share: float) -> None:
    """Tell nobody."""
    del text, share


def counted(items: Sequence[T], what: str, tell: Tell) -> Iterator[T]:
    """Give items one by one, telling before each what is done with it and how many there are."""
    for number, item in enumerate(items):
        tell(words.at(what, number + 1, len(items)), number / len(items))
        yield item


def between(tell: Tell, first: float, last: float) -> Tell:
    """Tell of a part of the work as the shares of the whole that it takes."""

    def told(text: str, share: float) -> None:
        tell(text, first + share * (last - first))

    return told
