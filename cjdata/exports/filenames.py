"""Names of downloaded files: what is in them, readable, and safe on every system."""

from __future__ import annotations

import re

from cjdata.views.theme import ThemeView


def file_name(view: ThemeView, ending: str) -> str:
    """Name a file by measure, area and years; an illustrative one says so first."""
    years = f"{view.years[0]}-to-{view.years[-1]}" if view.years else "no-years"
    parts = [view.measure.id, view.area.name, years]
    if view.is_illustrative:
        parts.insert(0, "illustrative-not-real")
    slugs = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return f"{'_'.join(slugs)}.{ending}"
