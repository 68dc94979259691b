"""Takes the link with the key of the machine, and gives a pass for it that lasts a working day."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cjdata.guard import machine_key
from cjdata.guard.server_place import ServerPlace

KEY = "key"
"""The key of the address, as in ``http://localhost:8501/?key=…``."""


def link_with_key(address: str, key: str, query: str = "") -> str:
    """Give the link that whoever sits at the machine opens."""
    return f"{address}/?{query + '&' if query else ''}{KEY}={key}"


class MachineLink:
    """Sends whoever comes with a key on to the same address without it, with a pass if it is right.

    The key never stays in the address, so that a copied link does not hold it.
    """

    def __init__(self, app: ASGIApp, place: ServerPlace, key: str | None) -> None:
        self._app = app
        self._place = place
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a link with a key; pass on all else."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        said = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = [text for name, text in said if name == KEY]
        if not shown:
            await self._app(scope, receive, send)
            return
        rest = urlencode([(name, text) for name, text in said if name != KEY])
        # A path that begins with two slashes would lead to another host.
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.headers["cache-control"] = "no-store"
        answer.headers["referrer-policy"] = "no-referrer"
        host = Headers(scope=scope).get("host", "")
        if (
            self._key is not None
            and self._place.is_own_machine
            and self._place.is_opened_here(host, f"http://{host}")
            and machine_key.is_key(shown[-1], self._key)
        ):
            answer.set_cookie(
                machine_key.COOKIE,
                machine_key.pass_until(time.time() + machine_key.COUNTS_FOR, self._key),
                max_age=machine_key.COUNTS_FOR,
                httponly=True,
                samesite="strict",
            )
        await answer(scope, receive, send)
