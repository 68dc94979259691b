"""Knocks at an ASGI application as a browser does, without a server or a network."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    """What came back. ``status`` is 101 where a WebSocket was opened, 403 where it was refused."""

    status: int
    headers: MutableHeaders
    text: str


def knock(
    app: ASGIApp,
    url: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    client: str = "127.0.0.1",
) -> Answer:
    """Ask for an address; ``ws://`` opens a WebSocket."""
    parts = urlsplit(url)
    named = {"host": parts.netloc, **(headers or {})}
    scope: dict[str, Any] = {
        "type": "websocket" if parts.scheme == "ws" else "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": parts.scheme,
        "path": parts.path or "/",
        "raw_path": (parts.path or "/").encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in named.items()],
        "client": (client, 40_000),
        "server": ("127.0.0.1", 8501),
        "subprotocols": [],
    }
    sent: list[Mapping[str, Any]] = []
    waiting: list[dict[str, Any]] = (
        [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
        if parts.scheme == "ws"
        else [{"type": "http.request", "body": body, "more_body": False}]
    )

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return _answer(sent)


def _answer(sent: list[Mapping[str, Any]]) -> Answer:
    first = sent[0]
    if first["type"].startswith("websocket."):
        opened = first["type"] == "websocket.accept"
        return Answer(101 if opened else 403, MutableHeaders(), str(first.get("reason", "")))
    body = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    headers = MutableHeaders(raw=list(first["headers"]))
    return Answer(first["status"], headers, body.decode("utf-8", "replace"))
