"""Asks publishers' sites, one request at a time: the one place that opens a connection.

Only https, only the publishers' hosts, no more than the limit, a pause after every request, and
two tries more where it may go better. The proxy and the certificates are those of the machine.
"""

from __future__ import annotations

import math
import ssl
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
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
from cjdata.fetching.packed_answer import NotUnpacked, is_known, unpacked
from cjdata.fetching.web_answer import (
    Validators,
    WebAnswer,
    answer_of,
    length_of,
    packing_of,
    seconds_to_wait,
)
from cjdata.own_version import own_version

PAGE_LIMIT = 5 * MEGABYTE
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304


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

    Raises
    ------
    CjdataError
        When the machine's setting of a proxy makes no sense.
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
        self._closed: dict[str, tuple[float, int]] = {}
        """Until when each host asked not to be asked again, and with which status it did."""
        self._client = _client(manners)

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
                if asked.seconds > self._manners.longest_wait:
                    self._close(asked)
                    wait = None
                if wait is None:
                    raise self._told(asked.trouble) from asked
                self._manners.sleep(max(wait, asked.seconds))
            except NotFetched as trouble:
                wait = next(waits, None) if trouble.again else None
                if wait is None:
                    raise self._told(trouble) from trouble
                self._manners.sleep(wait)

    def _close(self, asked: _AskedToWait) -> None:
        """Leave a host alone for as long as it asks to be."""
        host = urlsplit(asked.trouble.address).hostname or ""
        self._closed[host] = (self._manners.now() + asked.seconds, asked.status)

    def _refuse_if_closed(self, address: str) -> None:
        until, status = self._closed.get(urlsplit(address).hostname or "", (0.0, 0))
        left = math.ceil(until - self._manners.now()) if status else 0
        if left > 0:
            raise fetch_errors.refused(address, status, wait=left)

    def _told(self, trouble: NotFetched) -> NotFetched:
        self.trace.add("not fetched", trouble.address, why=trouble.findings[0].what)
        return trouble

    def _follow(self, address: str, to: BinaryIO, held: Validators | None, limit: int) -> WebAnswer:
        """Follow redirects by hand, as far as they stay with the publishers."""
        place = address
        for _ in range(_MOST_REDIRECTS + 1):
            if not self.allows(place):
                raise fetch_errors.not_allowed(address, place)
            self._refuse_if_closed(place)
            found = self._ask(place, to, held, limit)
            if isinstance(found, WebAnswer):
                return found
            place = found
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
                place = self._place_of(address, response)
                if place and response.status_code in _REDIRECTS:
                    return place
                is_same = response.status_code == _NOT_MODIFIED and bool(headers)
                answer = answer_of(address, response.headers, is_same=is_same)
                if not is_same:
                    self._check(address, response)
                    answer = self._read(answer, response, to, limit)
                return answer
        except httpx.HTTPError as error:
            self.trace.add("no answer", address, why=type(error).__name__)
            raise fetch_errors.not_reached(address, error) from error
        except httpx.InvalidURL as error:
            raise fetch_errors.not_allowed(address, address) from error

    def _place_of(self, address: str, response: httpx.Response) -> str:
        """Give where an answer leads, if anywhere, and note the answer.

        Of a stranger's address not all is noted: it may hold who asked.
        """
        headers = dict(response.headers)
        place = headers.get("location", "")
        with suppress(ValueError):  # no address at all: it is refused as a stranger's
            place = place and urljoin(address, place)
        if place and not self.allows(place):
            headers["location"] = fetch_errors.stranger(place)
        self.trace.answer(address, response.status_code, headers)
        return place

    def _check(self, address: str, response: httpx.Response) -> None:
        status = response.status_code
        if status == httpx.codes.OK:
            if not is_known(packing_of(response.headers)):
                raise fetch_errors.packed(address)
            return
        seconds = seconds_to_wait(response.headers)
        if status in (429, 503) and seconds:
            trouble = fetch_errors.refused(address, status, wait=seconds)
            raise _AskedToWait(seconds, status, trouble)
        raise fetch_errors.refused(address, status)

    def _read(
        self, answer: WebAnswer, response: httpx.Response, to: BinaryIO, limit: int
    ) -> WebAnswer:
        """Read an answer as far as it may be long, and no longer than one waits for it."""
        said = length_of(response.headers)
        if said > limit:
            raise fetch_errors.too_large(answer.address, limit, said)
        to.seek(0)
        to.truncate()
        size, begun = 0, self._manners.now()
        try:
            # Each piece as it arrives, so that the clock is looked at however slowly they come.
            for piece in unpacked(response.iter_raw(), packing_of(response.headers)):
                size += len(piece)
                if size > limit:
                    raise fetch_errors.too_large(answer.address, limit)
                if self._manners.now() - begun > self._manners.whole:
                    raise fetch_errors.too_slow(answer.address, self._manners.whole)
                to.write(piece)
        except NotUnpacked as error:
            raise fetch_errors.cut_off(answer.address, str(error)) from error
        self.trace.add("came whole", answer.address, size=size)
        return replace(answer, size=size)


class _AskedToWait(Exception):
    """A site asks to wait before the next try."""

    def __init__(self, seconds: int, status: int, trouble: NotFetched) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.status = status
        self.trouble = trouble


def _client(manners: Manners) -> httpx.Client:
    """Make what asks, with the machine's own proxy and certificates."""
    certificates = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx.Client(
            verify=certificates,
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
            timeout=manners.patience,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
    except (httpx.InvalidURL, ValueError, ImportError):  # a kind of proxy that is not known
        # Without its cause, which quotes the setting: there may be a password in it.
        raise fetch_errors.proxy_setting() from None


def hosts_of(addresses: Collection[str]) -> frozenset[str]:
    """Give the hosts of addresses, each with and without its “www.”."""
    names = {urlsplit(address).hostname or "" for address in addresses} - {""}
    bare = {name.removeprefix("www.") for name in names}
    return frozenset(bare | {f"www.{name}" for name in bare})


def file_limit() -> int:
    """Give the largest file that is fetched, in bytes: that of uploads."""
    return settings.upload_limit() * MEGABYTE
