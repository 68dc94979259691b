"""Names of downloaded files: what is in them, readable, and safe on every system."""

from __future__ import annotations

import re

from cjdata.views.view import View


def file_name(view: View, ending: str) -> str:
    """Name a file by what is in it; an illustrative one says so first."""
    parts = list(view.file_stem)
    if view.is_illustrative:
        parts.insert(0, "illustrative-not-real")
    slugs = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return f"{'_'.join(filter(None, slugs))}.{ending}"
