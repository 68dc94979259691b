"""Asks publishers' sites, one request at a time: the one place that opens a connection.

Only https, only the publishers' hosts, no more than the limit, a pause after every request, and
two tries more where it may go better. The proxy and the certificates are those of the machine.
"""

from __future__ import annotations

import math
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import BinaryIO, Self
from urllib.parse import urljoin, urlsplit

import httpx
import truststore

from cjdata import settings
from cjdata.fetching import fetch_errors
from cjdata.fetching.fetch_errors import MEGABYTE, NotFetched
from cjdata.fetching.fetch_trace import FetchTrace
from cjdata.fetching.manners import MANNERS, Manners
from cjdata.own_version import own_version

PAGE_LIMIT = 5 * MEGABYTE
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_BLOCK = 64 * 1024


@dataclass(frozen=True)
class Validators:
    """What a site gave to ask by whether something has changed."""

    etag: str = ""
    modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """Give them as the headers of a request."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class WebAnswer:
    """What came: where it stands after all redirects, its headers, and its size in bytes.

    ``is_same`` says that it has not changed since what is held of it; then nothing more came.
    """

    address: str
    kind: str
    size: int
    validators: Validators
    is_same: bool = False

    @property
    def modified_day(self) -> str:
        """The day on which the site says that it was changed; empty where it does not."""
        try:
            return parsedate_to_datetime(self.validators.modified).date().isoformat()
        except (ValueError, TypeError):
            return ""


def user_agent() -> str:
    """Name the dashboard and its version."""
    product = f"CommunityJusticeDashboard/{own_version()}"
    return f"{product} (fetches official statistics when asked to)"


class PoliteWeb:
    """The publishers' sites.

    Parameters
    ----------
    hosts
        The only ones that are asked.
    limit
        The largest file, in bytes.
    """

    def __init__(
        self,
        hosts: Collection[str],
        limit: int,
        *,
        manners: Manners = MANNERS,
        trace: FetchTrace | None = None,
    ) -> None:
        self._hosts = frozenset(hosts)
        self._limit = limit
        self._manners = manners
        self.trace = trace or FetchTrace()
        self._client = httpx.Client(
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
            timeout=manners.patience,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of all connections."""
        self._client.close()

    def allows(self, address: str) -> bool:
        """Whether an address may be asked."""
        try:
            parts = urlsplit(address)
            is_usual = parts.port in (None, 443) and not parts.username and not parts.password
        except ValueError:
            return False
        return parts.scheme == "https" and is_usual and parts.hostname in self._hosts

    def fetch(
        self, address: str, to: BinaryIO, held: Validators | None = None, limit: int = 0
    ) -> WebAnswer:
        """Fetch what stands at an address, into a file that is open for writing.

        ``held`` are the validators of what is held of it; ``limit`` a lower one in bytes.

        Raises
        ------
        NotFetched
            With what happened, where, and what to do. Then nothing in the file counts.
        """
        waits = iter(self._manners.tries)
        while True:
            try:
                return self._follow(address, to, held, limit or self._limit)
            except _AskedToWait as asked:
                wait = next(waits, None)
                if wait is None or asked.seconds > self._manners.longest_wait:
                    raise self._told(asked.trouble) from asked
                self._manners.sleep(max(wait, asked.seconds))
            except NotFetched as trouble:
                wait = next(waits, None) if trouble.again else None
                if wait is None:
                    raise self._told(trouble) from trouble
                self._manners.sleep(wait)

    def _told(self, trouble: NotFetched) -> NotFetched:
        self.trace.add("not fetched", trouble.address, why=trouble.findings[0].what)
        return trouble

    def _follow(self, address: str, to: BinaryIO, held: Validators | None, limit: int) -> WebAnswer:
        """Follow redirects by hand, as far as they stay with the publishers."""
        place = address
        for _ in range(_MOST_REDIRECTS + 1):
            if not self.allows(place):
                raise fetch_errors.not_allowed(address, place)
            found = self._ask(place, to, held, limit)
            if isinstance(found, WebAnswer):
                return found
            place = urljoin(place, found)
        raise fetch_errors.turns_in_circles(address)

    def _ask(
        self, address: str, to: BinaryIO, held: Validators | None, limit: int
    ) -> WebAnswer | str:
        """Ask once; give the answer, or where it leads."""
        headers = held.as_headers() if held else {}
        try:
            with (
                self._manners.turn(),
                self._client.stream("GET", address, headers=headers) as response,
            ):
                self.trace.answer(address, response.status_code, response.headers)
                if response.status_code in _REDIRECTS and response.headers.get("location"):
                    return str(response.headers["location"])
                answer = _answer(address, response)
                if response.status_code == _NOT_MODIFIED and held:
                    return answer
                self._check(address, response)
                return self._read(answer, response, to, limit)
        except httpx.HTTPError as error:
            self.trace.add("no answer", address, why=type(error).__name__)
            raise fetch_errors.not_reached(address, error) from error
        except httpx.InvalidURL as error:
            raise fetch_errors.not_allowed(address, address) from error

    def _check(self, address: str, response: httpx.Response) -> None:
        status = response.status_code
        if status == httpx.codes.OK:
            return
        seconds = _seconds(response.headers)
        if status in (429, 503) and seconds:
            raise _AskedToWait(seconds, fetch_errors.refused(address, status, wait=seconds))
        raise fetch_errors.refused(address, status)

    def _read(
        self, answer: WebAnswer, response: httpx.Response, to: BinaryIO, limit: int
    ) -> WebAnswer:
        """Read an answer as far as it may be long, and no longer than one waits for it."""
        said = response.headers.get("content-length", "")
        if said.isdecimal() and int(said) > limit:
            raise fetch_errors.too_large(answer.address, limit, int(said))
        to.seek(0)
        to.truncate()
        size, begun = 0, self._manners.now()
        for block in response.iter_bytes(_BLOCK):
            size += len(block)
            if size > limit:
                raise fetch_errors.too_large(answer.address, limit)
            if self._manners.now() - begun > self._manners.whole:
                raise fetch_errors.too_slow(answer.address, self._manners.whole)
            to.write(block)
        self.trace.add("came whole", answer.address, size=size)
        return WebAnswer(answer.address, answer.kind, size, answer.validators)


class _AskedToWait(Exception):
    """A site asks to wait before the next try."""

    def __init__(self, seconds: int, trouble: NotFetched) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.trouble = trouble


def _answer(address: str, response: httpx.Response) -> WebAnswer:
    headers = response.headers
    validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_same = response.status_code == _NOT_MODIFIED
    return WebAnswer(address, kind, 0, validators, is_same)


def _seconds(headers: Mapping[str, str]) -> int:
    """Give how long a site asks to wait, in whole seconds; 0 where it does not say it."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return int(text)
    try:
        left = parsedate_to_datetime(text) - datetime.now(UTC)
    except (ValueError, TypeError):
        return 0
    return max(0, math.ceil(left.total_seconds()))


def hosts_of(addresses: Collection[str]) -> frozenset[str]:
    """Give the hosts of addresses, each with and without its “www.”."""
    names = {urlsplit(address).hostname or "" for address in addresses} - {""}
    bare = {name.removeprefix("www.") for name in names}
    return frozenset(bare | {f"www.{name}" for name in bare})


def file_limit() -> int:
    """Give the largest file that is fetched, in bytes: that of uploads."""
    return settings.upload_limit() * MEGABYTE
