"""Keeps any one visitor from taking the dashboard from all the others.

Counted here is what costs memory or time before a page is drawn: the length of an address, the
size of what is sent, files from who may hand over none, open connections, and requests under way.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cjdata.door.refusal import CLOSED_BY_RULE, refuse
from cjdata.guard.upload_rights import UPLOADS, UploadRights

LONGEST_ADDRESS = 8_192
"""In bytes: what proxies pass on by default."""
LARGEST_BODY = 65_536
"""In bytes, of anything sent but a file."""
FIRST_WORD_WITHIN = 30.0
"""In seconds: a browser says at once which page it wants; one that stays silent is let go."""
NEXT_PART_WITHIN = 30.0
"""In seconds: what is sent comes part by part, and who stops midway is let go."""
_MOST_DIGITS = 9
REQUESTS_EACH = 6
"""Requests under way for every connection that may be open: what a browser asks for at once."""

TOO_LONG = "This address is too long. Open the page from the menu, and choose again."
TOO_LARGE = "What was sent is too large."
NO_FILES = "Files are taken only on a page that asks for them, from those who may load."
TOO_MANY = "Too many people are here at this moment. Please come back in a minute."


@dataclass(frozen=True)
class Most:
    """How many connections may be open at once: in all, and from one address."""

    in_all: int
    per_address: int


class _Places:
    """The places for what may be open at once."""

    def __init__(self, most: Most) -> None:
        self._most = most
        self._open: Counter[str] = Counter()

    @contextmanager
    def one_for(self, address: str) -> Iterator[bool]:
        """Take a place as long as the block lasts, and say whether one was free.

        Of an empty address any number has a place, as far as there are some in all.
        """
        if self._open.total() >= self._most.in_all or (
            address and self._open[address] >= self._most.per_address
        ):
            yield False
            return
        self._open[address] += 1
        try:
            yield True
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets the addresses that have none


class Limits:
    """Refuses what is too long, too large, too many, or from who may not send it."""

    def __init__(self, app: ASGIApp, *, most: Most, rights: UploadRights) -> None:
        self._app = app
        self._rights = rights
        self._places = {
            "websocket": _Places(most),
            "http": _Places(Most(most.in_all * REQUESTS_EACH, most.per_address * REQUESTS_EACH)),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > (
            LONGEST_ADDRESS
        ):
            await refuse(scope, receive, send, 414, TOO_LONG)
        else:
            with self._places[scope["type"]].one_for(_address_of(scope)) as is_free:
                if not is_free:
                    await refuse(scope, receive, send, 503, TOO_MANY, retry_after="60")
                elif scope["type"] == "websocket":
                    await self._app(scope, _speaking(receive), send)
                else:
                    await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, is_upload, rest = scope["path"].partition(UPLOADS)
        if is_upload:
            asks = scope["method"] == "OPTIONS"
            if not asks and not self._rights.are_granted(rest.partition("/")[0]):
                await refuse(scope, receive, send, 403, NO_FILES)
                return
            # Streamlit holds files to their own limit.
            await self._app(scope, _arriving(receive), send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdecimal() or len(said) > _MOST_DIGITS or int(said) > LARGEST_BODY:
            await refuse(scope, receive, send, 413, TOO_LARGE)
            return
        await self._app(scope, _arriving(receive, LARGEST_BODY), send)


def _address_of(scope: Scope) -> str:
    """Give the address of a visitor; empty where it is this machine's, as behind a proxy."""
    client = scope.get("client")
    if not client:
        return ""
    try:
        return "" if ip_address(client[0]).is_loopback else str(client[0])
    except ValueError:
        return str(client[0])


def _arriving(receive: Receive, largest: int | None = None) -> Receive:
    """Give what a visitor sends; one who sends too much, or stops midway, is taken to have left."""
    taken, is_whole = 0, False

    async def next_message() -> Message:
        nonlocal taken, is_whole
        if is_whole:  # from now on this only tells when the visitor leaves
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), NEXT_PART_WITHIN)
        except TimeoutError:
            return {"type": "http.disconnect"}
        taken += len(message.get("body", b""))
        is_whole = not message.get("more_body")
        if largest is not None and taken > largest:
            return {"type": "http.disconnect"}
        return message

    return next_message


def _speaking(receive: Receive) -> Receive:
    """Give what a visitor says; one who says nothing after the opening is taken to have left."""
    heard = 0

    async def next_message() -> Message:
        nonlocal heard
        if heard > 1:
            return await receive()
        heard += 1
        try:
            return await asyncio.wait_for(receive(), FIRST_WORD_WITHIN)
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": CLOSED_BY_RULE}

    return next_message
