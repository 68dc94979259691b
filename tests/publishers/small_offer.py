"""A small offer: editions of part 1 with one small workbook each."""

from __future__ import annotations

from add_data_files import COVER, HEADER, TABLE, YEARS, rows_of, workbook

from cjdata.reference.areas import load_areas
from publishers.pages import GOV, SiteEdition, SiteFile
from taskrunner.programs import PROJECT

JSW_LIST = f"{GOV}/collections/criminal-justice-social-work/"
JSW_SEARCH = f"{GOV}/publications/?q=justice+social+work+statistics"
AREAS = load_areas(PROJECT / "data" / "reference")


def tables(year: str = "2024-25", more: int = 0, published: str = "10 September 2025") -> bytes:
    """Diversion up to a year; ``more`` is added to what was referred and commenced."""
    rows = [row for row in rows_of(AREAS, more) if row[0] <= year]
    title = TABLE.replace(f"{YEARS[0]} to {YEARS[1]}", f"{YEARS[0]} to {year}")
    cover = COVER.replace(YEARS[1], year)
    return workbook(
        ("Cover", [[cover], [f"Published {published}"]]), ("DFP_1", [[title], [], HEADER, *rows])
    )


def part_1(more: int = 0, *further: SiteFile, updated: str = "") -> SiteEdition:
    """The newest edition."""
    file = SiteFile("Local authority tables", "Part 1 tables.xlsx", tables(more=more))
    title = "Justice Social Work Statistics in Scotland: 2024-25 - Part 1"
    slug = "justice-social-work-statistics-in-scotland-2024-25-part-1"
    return SiteEdition(title, slug, "2025-09-10", (file, *further), updated)


def older() -> SiteEdition:
    """The edition before it."""
    content = tables("2023-24", published="24 September 2024")
    title = "Justice Social Work Statistics in Scotland: 2023-24 - Part 1"
    slug = "justice-social-work-statistics-scotland-2023-24-part-1"
    return SiteEdition(
        title, slug, "2024-09-24", (SiteFile("Tables", "Part 1 tables.xlsx", content),)
    )


def newer() -> SiteEdition:
    """An edition that comes out after all that is known."""
    title = "Justice Social Work Statistics in Scotland: 2025-26 - Part 1"
    slug = "justice-social-work-statistics-in-scotland-2025-26-part-1"
    return SiteEdition(title, slug, "2026-09-15", (SiteFile("Tables", "tables.xlsx", b"PK"),))
