"""Reads XML as a stream of starts, ends and texts."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cjdata.ingest.spreadsheets.refusals import refused

Attributes = dict[str, str]
Start = Callable[[str, Attributes], object]
End = Callable[[str], object]
Text = Callable[[str], object]

LONGEST_TEXT = 100_000
"""Letters of a text after which no more are gathered: a cell holds 32,767 at most."""
MAX_DEPTH = 200
"""How deep elements may stand in each other; those of figures reach about 20."""
MAX_MARKS = 2_000_000
"""Marks that begin or end an element, of one part."""


def parse(part: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Tell of every element, by its name as written.

    The part must have been checked for document types: see ``xml_declarations.check_xml``.

    Raises
    ------
    LoadRefused
        Not readable, where it is no sound XML, or nested far too deep; or too large.
    """
    run(expat.ParserCreate(), part, start, end, text)


def run(
    parser: expat.XMLParserType,
    part: bytes,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
) -> None:
    """Do as ``parse`` with a parser of one's own, which says where in the part it is."""
    if part.count(b"<") > MAX_MARKS:
        raise refused("too large", "a part of the file has too many marks to be read")
    depth = 0

    def deeper(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refused("not readable", "the file's markup is nested far too deep")
        start(tag, attributes)

    def back(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(tag)

    parser.buffer_text = True
    parser.StartElementHandler = deeper
    parser.EndElementHandler = back
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError) as error:
        raise refused("not readable", f"the file's markup is damaged ({error})") from error


def local(name: str) -> str:
    """Give a name without its prefix.

    >>> local("x:row")
    'row'
    """
    return name[name.find(":") + 1 :]
