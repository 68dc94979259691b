"""The pages that the project's own catalogue makes."""

from __future__ import annotations

from project_files import PROJECT

from cjdata.reference.catalogue_files import load_catalogue
from cjdata.reference.page_list import HOME, page_entries
from cjdata.reference.standing_pages import STANDING
from cjdata.views.registry import VIEW_TYPES

__all__ = ["CATALOGUE", "HOME", "PAGES", "PLACES", "THEME_PATHS"]

CATALOGUE = load_catalogue(PROJECT / "data" / "reference" / "catalogue")
PAGES = page_entries(CATALOGUE)
THEME_PATHS = tuple(entry.path for entry in PAGES if entry not in STANDING)
PLACES = [(page, offer.kind) for offer in VIEW_TYPES for page in offer.places(CATALOGUE)]
"""Each page that has views, with each kind of view on it."""
