"""Reads a page of a publisher's site: its links, its files, and when it was published.

What is looked for are links and dates, wherever they stand: small changes of markup do not matter.
What the sites' own templates mark is used where it is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit, urlunsplit

import lxml.html
from lxml import etree

FILE_KINDS = (".xlsx", ".xls", ".ods", ".csv")
_DATE_TERMS = {
    "published": ("published", "date published", "publication date", "issued", "date issued"),
    "updated": ("last updated", "updated", "modified", "date modified", "last modified"),
}
_LD_DATES = {"published": "datePublished", "updated": "dateModified"}
_MONTH_FORMS = ("%B %Y", "%b %Y")
_DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", *_MONTH_FORMS)
_DAY_IN_TEXT = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}")
_SEPT = re.compile(r"\bSept\b")
_DOT = re.compile(r"(?<=[a-z]{2})\.(?= \d{4})")
_NEXT = re.compile(r"next(?: page)?", re.IGNORECASE)


@dataclass(frozen=True)
class PageLink:
    """A link: where it leads, without what stands behind “#”, and what it is called."""

    address: str
    text: str


@dataclass(frozen=True)
class PageFile:
    """A file that a page offers: its address, its title and its own name."""

    address: str
    title: str
    name: str


class PublisherPage:
    """A page of a publisher's site."""

    def __init__(self, address: str, content: bytes) -> None:
        self.address = address
        self._root = _parsed(content)

    @cached_property
    def title(self) -> str:
        """Its heading, or else its title."""
        for path in ("//h1", "//title"):
            for element in self._root.xpath(path):
                if text := _text(element):
                    return text
        return ""

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        """Its links to other pages and files, each once: by the most that a link is called."""
        found: dict[str, str] = {}
        for element in self._root.xpath("//a[@href]"):
            address = _absolute(self._base, element.get("href", ""))
            text = _text(element) or element.get("title", "") or element.get("aria-label", "")
            if address and len(text) >= len(found.get(address, "")):
                found[address] = text
        return tuple(PageLink(address, text) for address, text in found.items())

    @cached_property
    def files(self) -> tuple[PageFile, ...]:
        """The workbooks and CSV files that it offers, each once."""
        found: dict[str, PageFile] = {}
        for link in self.links:
            name = file_name(link.address)
            if name.lower().endswith(FILE_KINDS):
                bare = bare_address(link.address)
                before = found.get(bare) or PageFile(link.address, "", name)
                title = max(link.text, before.title, key=len)
                address = min(link.address, before.address, key=len)
                found[bare] = replace(before, title=title, address=address)
        return tuple(replace(one, title=one.title or one.name) for one in found.values())

    @cached_property
    def documents(self) -> str:
        """The address of the page that lists its files; empty where no link leads there."""
        own = urlsplit(self.address).path.rstrip("/")
        ends = (f"{own}/documents", f"{own.removesuffix('/documents')}/documents")
        paths = ((link.address, urlsplit(link.address).path.rstrip("/")) for link in self.links)
        return next((address for address, path in paths if path in ends and path != own), "")

    @cached_property
    def next_page(self) -> str:
        """The address of the next page of a list; empty on the last."""
        for element in self._root.xpath("//a[@href]"):
            is_next = "next" in element.get("rel", "").split() or _NEXT.fullmatch(_text(element))
            address = _absolute(self._base, element.get("href", "")) if is_next else ""
            if address and urlsplit(address).path == urlsplit(self.address).path:
                return address if address != self.address else ""
        return ""

    @cached_property
    def published(self) -> str:
        """The day or month on which it was published; empty where it does not say it."""
        return self._date("published")

    @cached_property
    def updated(self) -> str:
        """The day or month on which it was changed last; empty where it does not say it."""
        return self._date("updated")

    def outline(self) -> list[str]:
        """Give its elements with classes and links, without its words: for whoever mends this."""
        return list(_outline(self._root))

    @property
    def _base(self) -> str:
        base = next((str(e.get("href")) for e in self._root.xpath("//base[@href]")), "")
        try:
            return urljoin(self.address, base)
        except ValueError:
            return self.address

    def _date(self, which: str) -> str:
        for found in (*self._linked_data(_LD_DATES[which]), *self._terms(_DATE_TERMS[which])):
            if day := day_of(found):
                return day
        return ""

    def _linked_data(self, key: str) -> Iterator[str]:
        for element in self._root.xpath("//script[@type='application/ld+json']"):
            try:
                yield from _values(json.loads(element.text_content()), key)
            except (ValueError, RecursionError):
                continue

    def _terms(self, terms: tuple[str, ...]) -> Iterator[str]:
        """Give what stands beside a term, such as “Published”, in a list or a table."""
        for element in self._root.xpath("//dt | //th"):
            if _text(element).rstrip(":").casefold() in terms:
                yield from (_text(one) for one in element.xpath("following-sibling::*[1]"))


def bare_address(address: str) -> str:
    """Give the address of a file without what follows “?”: it says how to hand it over."""
    return urlunsplit((*urlsplit(address)[:3], "", ""))


def file_name(address: str) -> str:
    """Give the own name of a file: the last part of its address, unquoted twice.

    >>> file_name("https://www.gov.scot/x/govscot%3Adocument/Part%2B1%2Btables.xlsx?forceDownload=1")
    'Part 1 tables.xlsx'
    """
    last = PurePosixPath(urlsplit(address).path).name
    return PurePosixPath(unquote_plus(unquote(last))).name


def day_of(text: str) -> str:
    """Give the first day or month that a text names, as it is kept; empty where it names none.

    >>> day_of("10 September 2025"), day_of("2025-09-10T09:30:00+01:00"), day_of("Sept. 2025")
    ('2025-09-10', '2025-09-10', '2025-09')
    """
    spelt = _DOT.sub("", _SEPT.sub("Sep", " ".join(text.split())))
    for found in _DAY_IN_TEXT.findall(spelt):
        for form in _DAY_FORMS:
            try:
                day = datetime.strptime(found, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            return f"{day:%Y-%m}" if form in _MONTH_FORMS else day.isoformat()
    return ""


def _parsed(content: bytes) -> Any:
    try:
        return lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):  # nothing in it
        return lxml.html.document_fromstring("<html><body></body></html>")


def _text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def _absolute(base: str, href: str) -> str:
    """Give where a link leads; empty where that is no page, or the address makes no sense."""
    try:
        parts = urlsplit(urljoin(base, href.strip()))
    except ValueError:
        return ""
    return urlunsplit((*parts[:4], "")) if parts.scheme in ("http", "https") else ""


def _values(data: Any, key: str) -> Iterator[str]:
    """Give the texts of a key, wherever it stands in data."""
    if isinstance(data, dict):
        if isinstance(data.get(key), str):
            yield data[key]
        for value in data.values():
            yield from _values(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key)


def _outline(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        told = [element.tag]
        if element.get("class"):
            told.append("." + ".".join(element.get("class").split()))
        if element.tag == "a" and element.get("href"):
            told.append(f" → {element.get('href').partition('?')[0]}")
        yield "".join(told)
