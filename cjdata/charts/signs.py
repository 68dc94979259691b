"""What the signs of a drawing mean: one list, of which every key holds those that are drawn.

The words stand in ``cjdata/texts/signs.toml``; how a sign looks in a key stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import quote

from cjdata.charts import style
from cjdata.standing_texts import records

WIDTH, HEIGHT = 26, 14
"""Of a sign in a key, in pixels on a page."""

_AREA = style.AREA.colour
_DRAWN = {
    "band": f'<rect y="1" width="26" height="12" fill="{_AREA}" fill-opacity="0.2"/>'
    f'<path d="M0 7H26" stroke="{_AREA}" stroke-width="2.5"/>',
    "thin-line": f'<rect y="1.5" x="0.5" width="17" height="11" fill="{style.CONTEXT}" '
    f'stroke="{style.FAINT}"/><path d="M10 7H25" stroke="{style.TEXT}" stroke-width="1.75"/>',
    "open-mark": f'<circle cx="13" cy="7" r="4.5" fill="{style.WHITE}" stroke="{_AREA}" '
    'stroke-width="1.75"/>',
    "dashed-line": f'<path d="M0 7H26" stroke="{_AREA}" stroke-width="2.5" '
    'stroke-dasharray="6 4"/>',
    "ring": f'<circle cx="13" cy="7" r="6.2" fill="none" stroke="{_AREA}" stroke-width="1.5"/>'
    f'<circle cx="13" cy="7" r="3" fill="{_AREA}"/>',
    "level": f'<path d="M0 7H26" stroke="{style.SECONDARY}" stroke-width="1.5"/>',
    "break": f'<path d="M13 0V14" stroke="{style.RULE}" stroke-width="1.5" '
    'stroke-dasharray="2 3"/>',
    "grey-years": f'<rect y="0.5" x="0.5" width="25" height="13" fill="{style.PANDEMIC}" '
    f'stroke="{style.CONTEXT}"/>',
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of charts, as the list has it: see the head of its file."""

    id: str
    text: str
    native: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A sign that a drawing uses, and what it means there."""

    sign: str
    text: str

    @property
    def svg(self) -> str:
        """How the sign looks, in a box of ``WIDTH`` by ``HEIGHT``."""
        return _DRAWN[self.sign]


@cache
def signs() -> dict[str, Sign]:
    """Give every sign by its id, in the order of keys."""
    return {sign.id: sign for sign in records("signs", "sign", Sign)}


def key_of(used: Iterable[str], **said: str) -> tuple[KeyEntry, ...]:
    """Give the key of a drawing that uses some signs, in the order of the list.

    ``said`` fills in the words in braces.
    """
    drawn = set(used)
    return tuple(
        KeyEntry(sign.id, sign.text.format(**said)) for sign in signs().values() if sign.id in drawn
    )


def native_key(key: Sequence[KeyEntry]) -> tuple[KeyEntry, ...]:
    """Give the key of the same chart drawn by a program for slides, which draws fewer signs."""
    instead = ((entry, signs()[entry.sign].native) for entry in key)
    drawn = (
        entry if native == entry.sign else KeyEntry(native, signs()[native].text)
        for entry, native in instead
        if native
    )
    return tuple({entry.sign: entry for entry in drawn}.values())


def as_list(key: Sequence[KeyEntry], css: str, *, as_images: bool = False) -> str:
    """Give a key as a list in HTML; nothing where there is none.

    Signs are SVG inside it. Streamlit takes that out of what it is given, so there they are images,
    which the site in turn may not load.
    """
    items = "".join(
        f"<li>{_image(entry) if as_images else _svg(entry)}{escape(entry.text)}</li>"
        for entry in key
    )
    return f'<ul class="{css}">{items}</ul>' if items else ""


def _svg(entry: KeyEntry) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{entry.svg}</svg>'
    )


def _image(entry: KeyEntry) -> str:
    address = f"data:image/svg+xml,{quote(_svg(entry))}"
    return f'<img src="{address}" width="{WIDTH}" height="{HEIGHT}" alt="" />'
