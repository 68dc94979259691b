"""Pages in the form of the publishers' own templates, as far as that is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from publishers.stand_in import Answer, StandIn

GOV, NRS, OPEN = (
    "https://www.gov.scot",
    "https://www.nrscotland.gov.uk",
    "https://statistics.gov.scot",
)
_KINDS = {"csv": ("text/csv", "CSV file")}
_EXCEL = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel document")


@dataclass(frozen=True)
class SiteFile:
    """A file beside an edition: its title on the page, its own name, what is in it."""

    title: str
    name: str
    content: bytes


@dataclass(frozen=True)
class SiteEdition:
    """An edition on a site: its title, the last part of its address, when it came out, its files.

    ``day`` is the day published, as “2025-09-10”; ``updated`` the day of the last change.
    """

    title: str
    slug: str
    day: str
    files: tuple[SiteFile, ...] = ()
    updated: str = ""
    site: str = GOV

    @property
    def address(self) -> str:
        return f"{self.site}/publications/{self.slug}/"

    def file_address(self, file: SiteFile) -> str:
        """Give the address of a file: its name quoted twice, with “+” for spaces."""
        folder = f"/binaries/content/documents/govscot/publications/statistics/{self.day[:4]}"
        stem = file.name.rpartition(".")[0].lower().replace(" ", "-")
        name = quote(quote_plus(file.name), safe="")
        place = f"{folder}/{self.day[5:7]}/{self.slug}/documents/{stem}/{stem}"
        return f"{self.site}{place}/govscot%3Adocument/{name}"


def page(title: str, body: str, head: str = "") -> bytes:
    """Give a page with what stands on every page of the sites."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title} - gov.scot</title>{head}</head>
<body><header class="ds_site-header"><a href="/">Home</a><a href="/about/">About</a>
<form action="/search/"><input name="q"></form></header>
<main id="main-content"><h1 class="ds_page-header__title">{title}</h1>{body}</main>
<footer class="ds_site-footer"><a href="/privacy/">Privacy</a>
<a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/">OGL</a></footer>
</body></html>""".encode()


def collection(title: str, editions: Sequence[SiteEdition]) -> bytes:
    """Give the page of a collection, which links to every edition."""
    items = "".join(f'<li><a href="{one.address}">{one.title}</a></li>' for one in editions)
    return page(title, f'<div class="ds_layout__content"><ul>{items}</ul></div>')


def search(words: str, editions: Sequence[SiteEdition], more: str = "") -> bytes:
    """Give the results of a search; ``more`` is the address of its next page."""
    results = "".join(
        f'<li class="ds_search-result"><h3 class="ds_search-result__title">'
        f'<a class="ds_search-result__link" href="/publications/{one.slug}/">{one.title}</a></h3>'
        f'<p class="ds_search-result__summary">Statistics.</p></li>'
        for one in editions
    )
    onward = f'<a class="ds_pagination__link" href="{more}">Next</a>' if more else ""
    return page(f"Search: {words}", f"<ol class='ds_search-results__list'>{results}</ol>{onward}")


def edition_page(edition: SiteEdition) -> bytes:
    """Give the first page of an edition: its dates, and the way to its documents."""
    dates = {"datePublished": f"{edition.day}T09:30:00+01:00"}
    if edition.updated:
        dates["dateModified"] = f"{edition.updated}T12:00:00Z"
    data = json.dumps({"@context": "https://schema.org", "@type": "Report", **dates})
    head = f'<script type="application/ld+json">{data}</script>'
    body = f"""<dl class="ds_page-header__metadata ds_metadata"><div><dt>Published</dt>
<dd>{edition.day}</dd></div></dl><p>An accredited official statistics publication.</p>
<ul><li><a href="/publications/{edition.slug}/documents/">Supporting documents</a></li>
<li><a href="/publications/{edition.slug}/pages/2/">Next chapter</a></li></ul>"""
    return page(edition.title, body, head)


def documents_page(edition: SiteEdition) -> bytes:
    """Give the page that lists the files of an edition: the report as PDF, and its workbooks."""
    pdf = SiteFile("The bulletin", "bulletin.pdf", b"")
    files = "".join(_download(edition, one) for one in (pdf, *edition.files))
    return page(f"{edition.title}: documents", files)


def _download(edition: SiteEdition, file: SiteFile) -> str:
    address = edition.file_address(file)
    kind = _KINDS.get(file.name.rpartition(".")[2], _EXCEL)[1]
    return f"""<div class="ds_file-download"><div class="ds_file-download__thumbnail">
<a class="ds_file-download__thumbnail-link" href="{address}?forceDownload=true">
<img alt=""></a></div>
<div class="ds_file-download__content"><a class="ds_file-download__title" href="{address}">
{file.title}</a><div class="ds_file-download__details"><dl class="ds_metadata">
<div><dt class="hidden">File type</dt><dd>{kind}</dd></div>
<div><dt class="hidden">File size</dt><dd>{len(file.content) // 1024} kB</dd></div></dl></div>
</div></div>"""


def publish(sites: StandIn, edition: SiteEdition) -> None:
    """Put an edition with its pages and files on its site."""
    sites.put(edition.address, _html(edition_page(edition)))
    sites.put(f"{edition.address}documents/", _html(documents_page(edition)))
    for file in edition.files:
        put_file(sites, edition.file_address(file), file.name, file.content)


def put_file(sites: StandIn, address: str, name: str, content: bytes) -> None:
    """Put a file at an address, with what a site says to ask by whether it has changed."""
    kind = _KINDS.get(name.rpartition(".")[2], _EXCEL)[0]
    headers = {"ETag": f'"{hash(content)}"', "Last-Modified": "Wed, 10 Sep 2025 08:30:00 GMT"}
    sites.put(address, Answer(content, kind=kind, headers=headers))


def put_page(sites: StandIn, address: str, content: bytes) -> None:
    """Put a page at an address."""
    sites.put(address, _html(content))


def put_dataset(sites: StandIn, name: str, day: str, content: bytes) -> None:
    """Put a set of data on statistics.gov.scot."""
    facts = f"<dl class='metadata'><dt>Date modified</dt><dd>{day}</dd></dl>"
    sites.put(f"{OPEN}/data/{name}", _html(page(name.replace("-", " ").capitalize(), facts)))
    inner = quote(f"http://statistics.gov.scot/data/{name}", safe="")
    put_file(sites, f"{OPEN}/downloads/cube-table?uri={inner}", f"{name}.csv", content)


def _html(content: bytes) -> Answer:
    return Answer(content, headers={"ETag": f'"{hash(content)}"'})
