"""Keeps any one visitor from taking the dashboard from all the others.

Counted here is what costs memory or time before a page is drawn: the length of an address, the
size of what is sent, files from who may hand over none, and open connections.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cjdata.door.refusal import CLOSED_BY_RULE, refuse
from cjdata.guard.upload_rights import UploadRights

LONGEST_ADDRESS = 8_192
"""In bytes: what proxies pass on by default."""
LARGEST_BODY = 65_536
"""In bytes, of anything sent but a file."""
FIRST_WORD_WITHIN = 30.0
"""In seconds: a browser says at once which page it wants; one that stays silent is let go."""
_UPLOADS = "/_stcore/upload_file/"

TOO_LONG = "This address is too long. Open the page from the menu, and choose again."
TOO_LARGE = "What was sent is too large."
NO_FILES = "Files are taken only on a page that asks for them, from those who may load."
TOO_MANY = "Too many people are here at this moment. Please come back in a minute."


@dataclass(frozen=True)
class Most:
    """How many connections may be open at once: in all, and from one address."""

    in_all: int
    per_address: int


class Limits:
    """Refuses what is too long, too large, too many, or from who may not send it."""

    def __init__(self, app: ASGIApp, *, most: Most, rights: UploadRights) -> None:
        self._app = app
        self._most = most
        self._rights = rights
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > (
            LONGEST_ADDRESS
        ):
            await refuse(scope, receive, send, 414, TOO_LONG)
        elif scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, is_upload, rest = scope["path"].partition(_UPLOADS)
        if is_upload:
            asks = scope["method"] == "OPTIONS"
            if not asks and not self._rights.are_granted(rest.partition("/")[0]):
                await refuse(scope, receive, send, 403, NO_FILES)
                return
            await self._app(scope, receive, send)  # Streamlit holds files to their own limit
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdecimal() or int(said) > LARGEST_BODY:
            await refuse(scope, receive, send, 413, TOO_LARGE)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                return {"type": "http.disconnect"}
            return message

        await self._app(scope, receive_some, send)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = _address_of(scope)
        if self._open.total() >= self._most.in_all or (
            address and self._open[address] >= self._most.per_address
        ):
            await refuse(scope, receive, send, 503, TOO_MANY)
            return
        self._open[address] += 1
        try:
            await self._app(scope, _speaking(receive), send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets the addresses that have none


def _address_of(scope: Scope) -> str:
    """Give the address of a visitor; empty where it is this machine's, as behind a proxy."""
    client = scope.get("client")
    if not client:
        return ""
    try:
        return "" if ip_address(client[0]).is_loopback else str(client[0])
    except ValueError:
        return str(client[0])


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
