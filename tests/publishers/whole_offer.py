"""All that the ten indicators and the population need, as the stand-in's sites offer it."""

from __future__ import annotations

from functools import cache

from workbook_builders.front import Made
from workbook_builders.jsw_one import jsw_part_1
from workbook_builders.jsw_two import jsw_part_2_cpo, jsw_part_2_dtto, jsw_part_2_reports
from workbook_builders.others import homelessness, no_one_left_behind, scjs
from workbook_builders.population import population
from workbook_builders.proceedings import criminal_proceedings

from publishers.pages import GOV, NRS, SiteEdition, SiteFile, collection, publish, put_page, search
from publishers.stand_in import StandIn

JSW = "Justice Social Work Statistics in Scotland"


def _files(*books: Made) -> tuple[SiteFile, ...]:
    return tuple(SiteFile(book.name.rpartition(".")[0], book.name, book.content) for book in books)


@cache
def part_1(year: str = "2024-25", day: str = "2025-09-10") -> SiteEdition:
    """Part 1 of Justice Social Work Statistics."""
    slug = f"justice-social-work-statistics-in-scotland-{year}-part-1"
    return SiteEdition(f"{JSW}: {year} - Part 1", slug, day, _files(jsw_part_1(year)))


@cache
def part_2(year: str = "2024-25", day: str = "2026-01-13") -> SiteEdition:
    """Part 2, with its three workbooks."""
    slug = f"justice-social-work-statistics-in-scotland-{year}-part-2"
    books = (jsw_part_2_cpo(year), jsw_part_2_dtto(year), jsw_part_2_reports(year))
    return SiteEdition(f"{JSW}: {year} - Part 2", slug, day, _files(*books))


@cache
def others() -> tuple[SiteEdition, ...]:
    """The newest editions of all other publications, in the order of their addresses below."""
    return (
        SiteEdition(
            "Criminal Proceedings in Scotland: 2022-23",
            "criminal-proceedings-scotland-2022-23",
            "2024-10-28",
            _files(criminal_proceedings("2022-23")),
        ),
        SiteEdition(
            "Homelessness in Scotland: 2024-25",
            "homelessness-in-scotland-2024-25",
            "2025-09-16",
            _files(homelessness("2024-25")),
        ),
        SiteEdition(
            "Scotland's Devolved Employment Services: No One Left Behind Statistical Summary "
            "- May 2026",
            "scotlands-devolved-employment-services-no-one-left-behind-statistical-summary-may-2026",
            "2026-05-27",
            _files(no_one_left_behind()),
        ),
        SiteEdition(
            "Scottish Crime and Justice Survey 2023/24: Main Findings",
            "scottish-crime-and-justice-survey-2023-24-main-findings",
            "2025-11-25",
            _files(scjs("2023-24")),
        ),
        SiteEdition(
            "Mid-2024 Population Estimates",
            "mid-2024-population-estimates",
            "2025-08-14",
            _files(population(2024)),
            site=NRS,
        ),
    )


_ESTIMATES = (
    f"{NRS}/statistics-and-data/statistics/statistics-by-theme/population/population-estimates/"
    "mid-year-population-estimates"
)
LISTS = (
    f"{GOV}/publications/?q=criminal+proceedings+in+scotland",
    f"{GOV}/collections/homelessness-statistics/",
    f"{GOV}/publications/?q=no+one+left+behind+statistical+summary",
    f"{GOV}/publications/?q=scottish+crime+and+justice+survey+main+findings",
    _ESTIMATES,
)
JSW_LIST = f"{GOV}/collections/criminal-justice-social-work/"


def offer_all(sites: StandIn) -> None:
    """Put everything on the sites: older editions beside the newest, and the way to them."""
    old = SiteEdition(
        f"{JSW}: 2022-23", "justice-social-work-statistics-scotland-2022-23", "2024-01-16"
    )
    parts = [part_2(), part_1(), part_1("2023-24", "2024-09-24"), part_2("2023-24", "2025-01-21")]
    put_page(sites, JSW_LIST, collection("Justice social work", [*parts, old]))
    for edition in parts:
        publish(sites, edition)
    for address, edition in zip(LISTS, others(), strict=True):
        lists = search if "?q=" in address else collection
        put_page(sites, address, lists("Statistics", [edition]))
        publish(sites, edition)
