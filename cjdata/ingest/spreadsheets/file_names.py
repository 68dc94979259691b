"""Names of files as they can be shown, kept and hashed, whatever bytes they are made of."""

from __future__ import annotations

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_OLD_ENCODING = "cp1252"


def shown_name(name: str) -> str:
    r"""Give a file's name in letters alone: nothing that ends a line, or moves a cursor.

    A name that is not in UTF-8, as old archives leave behind, is taken for one in the encoding
    of Windows. Python holds each such byte as half of a letter, which cannot be written anywhere.

    >>> shown_name("caf\udce9.xlsx"), shown_name("a\x1b[31m.csv")
    ('café.xlsx', 'a�[31m.csv')
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(map(_shown, name))


def _shown(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":
        letter = bytes([ord(letter) - 0xDC00]).decode(_OLD_ENCODING, "replace")
    if letter.isspace():
        return " "
    return letter if letter.isprintable() else _UNKNOWN
