"""Names of downloaded files: what is in them, readable, and safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cjdata.views.view import View

_LONGEST = 60
"""Letters of one part of a name: Windows takes about 250 for a file and its folders."""


def file_name(view: View, ending: str) -> str:
    """Name a file by what is in it; an illustrative one says so first."""
    return safe_name(view.file_stem, ending, is_illustrative=view.is_illustrative)


def safe_name(parts: Iterable[str], ending: str, *, is_illustrative: bool = False) -> str:
    """Name a file by its parts, in letters and digits that every system takes.

    >>> safe_name(["Spring: meeting?", "Na h-Eileanan Siar", "2026-11-22"], "pptx")
    'spring-meeting_na-h-eileanan-siar_2026-11-22.pptx'
    """
    marks = ["illustrative-not-real"] if is_illustrative else []
    return f"{'_'.join(filter(None, map(_slug, [*marks, *parts])))}.{ending}"


def _slug(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].rstrip("-")
