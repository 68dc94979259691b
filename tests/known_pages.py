"""The pages that the project's own catalogue makes."""

from __future__ import annotations

from project_files import PROJECT

from cjdata.catalogue_files import load_catalogue
from cjdata.page_list import HOME, STANDING, page_entries

__all__ = ["HOME", "PAGES", "THEME_PATHS"]

CATALOGUE = load_catalogue(PROJECT / "data" / "reference" / "catalogue")
PAGES = page_entries(CATALOGUE)
THEME_PATHS = tuple(entry.path for entry in PAGES if entry not in STANDING)
