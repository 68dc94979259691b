"""The typeface of pictures and of the site: registered, measured, and carried inside files."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

import vl_convert
from PIL import ImageFont

FAMILY = "Community Justice Sans"
FONTS = Path(__file__).parent / "fonts"
_WEIGHTS = {"Regular": "normal", "Bold": "bold"}


@cache
def register_fonts() -> None:
    """Let the typeface be found where charts are drawn, once."""
    vl_convert.register_font_directory(str(FONTS))


@cache
def font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Give the typeface in a size, to measure text with."""
    return ImageFont.truetype(str(_file("Bold" if bold else "Regular")), size)


@cache
def font_faces() -> str:
    """Give the style that carries the typeface inside a file, so that text fits anywhere."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{b64encode(_file(name).read_bytes()).decode()}"); }}\n'
        for name, weight in _WEIGHTS.items()
    )


def wrap(text: str, size: int, width: float, *, bold: bool) -> list[str]:
    """Break a text into lines no wider than ``width`` pixels."""
    measured = font(size, bold=bold)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _file(weight: str) -> Path:
    return FONTS / f"CommunityJusticeSans-{weight}.ttf"
