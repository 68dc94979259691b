"""Records each request in the log of events, where a setting asks for it."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cjdata import events
from cjdata.guard.upload_rights import UPLOADS


class RequestLog:
    """Records what was asked for, how it ended, and how long it took; not by whom."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and record it when its answer is through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            took = round((time.monotonic() - began) * 1000)
            path = told_path(scope["path"])
            events.record("request", method=scope["method"], path=path, status=status, ms=took)


def told_path(path: str) -> str:
    """Give of a path what the log may hold: not the id of a visit, with which files are sent.

    What follows a question mark is left out with the query: it may hold the key of the machine.

    >>> told_path("/justice/_stcore/upload_file/a-visit/1"), told_path("/bail")
    ('/justice/_stcore/upload_file/…', '/bail')
    """
    before, uploads, rest = path.partition(UPLOADS)
    return f"{before}{uploads}…" if rest else path
