"""Refuses at the door in plain words, on both kinds of connection."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from cjdata import events

CLOSED_BY_RULE = 1008
"""The code with which a WebSocket is closed whose opening breaks a rule (RFC 6455, 7.4.1)."""


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, says: str, **headers: str
) -> None:
    """Answer with a status of HTTP and a sentence; a WebSocket is not opened."""
    events.record("refused", status=status, asked=scope["type"], why=says)
    if scope["type"] == "websocket":
        await receive()  # the request to open it
        await send({"type": "websocket.close", "code": CLOSED_BY_RULE, "reason": says[:120]})
        return
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    await PlainTextResponse(f"{says}\n", status, named)(scope, receive, send)
