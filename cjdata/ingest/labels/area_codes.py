"""Parts the code of an area from its name, where both stand in one cell."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?<![A-Za-z0-9])S\d{8}(?!\d)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:S(?!12|92)|[EWNK])\d{8}", re.IGNORECASE)
_ANY = re.compile(r"[SEWNK]\d{8}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S*/(?=S\d{8}$)", re.IGNORECASE)
"""What stands before a code in the address by which open data names an area."""

_BETWEEN = " \t-\u2010\u2011\u2012\u2013\u2014:;,/|()[]"


def parted(text: str) -> tuple[str, str]:
    """Give the one code in a text, and what else stands there; each may be empty.

    A note behind a code alone is no name, and neither is the address that ends in it.

    >>> parted("S12000005: Clackmannanshire"), parted("Falkirk (S12000014)"), parted("Falkirk")
    (('S12000005', 'Clackmannanshire'), ('S12000014', 'Falkirk'), ('', 'Falkirk'))
    """
    text = _ADDRESS.sub("", text)
    found = _CODE.findall(text)
    if len(found) != 1:
        return "", text
    before, after = _CODE.split(text)
    parts = before.strip(_BETWEEN), _without_opening(after)
    names = [part for part in parts if re.search(r"[^\W\d_]", part)]
    return found[0].upper(), " ".join(names)


def is_elsewhere(text: str) -> bool:
    """Whether a text is the code of an area that is neither a council nor Scotland.

    >>> is_elsewhere("S08000019"), is_elsewhere("S12000005"), is_elsewhere("Fife")
    (True, False, False)
    """
    return bool(_ELSEWHERE.fullmatch(_ADDRESS.sub("", text)))


_KINDS = {
    "S01": "a data zone",
    "S02": "an intermediate zone",
    "S08": "a health board",
    "S13": "a council ward",
    "S14": "a constituency of the UK Parliament",
    "S16": "a constituency of the Scottish Parliament",
    "S17": "a region of the Scottish Parliament",
    "S37": "an integration authority",
}
"""What codes that begin so are of: the register of geographic codes of Scotland."""


def kind_of_code(text: str) -> str:
    """Say of what a code is that is neither of a council nor of Scotland; empty for no such code.

    >>> kind_of_code("S08000029"), kind_of_code("E92000001"), kind_of_code("S12000029")
    ('a health board', 'an area outside Scotland', '')
    """
    code = _ADDRESS.sub("", text).upper()
    if not _ELSEWHERE.fullmatch(code):
        return ""
    elsewhere = "another kind of area" if code.startswith("S") else "an area outside Scotland"
    return _KINDS.get(code[:3], elsewhere)


def is_code(text: str) -> bool:
    """Whether a text is a code of an area, of whatever kind, and no name."""
    return bool(_ANY.fullmatch(_ADDRESS.sub("", text)))


def _without_opening(text: str) -> str:
    """Take off what only joins a name to the code before it; brackets of its own stay."""
    bare = text.strip(" \t-\u2010\u2011\u2012\u2013\u2014:;,/|")
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare
