"""Reads XML as a stream of starts, ends and texts."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cjdata.ingest.spreadsheets.refusals import refused

Attributes = dict[str, str]
Start = Callable[[str, Attributes], object]
End = Callable[[str], object]
Text = Callable[[str], object]


def parse(part: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Tell of every element, by its name as written.

    The part must have been checked for document types: see ``xml_declarations.check_xml``.

    Raises
    ------
    LoadRefused
        Not readable, where it is no sound XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
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
