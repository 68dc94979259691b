"""Lets in who asks for the dashboard under its own name, and pages of the dashboard itself.

Under another name a browser may have been led here by a page elsewhere. A WebSocket or a change
that is asked for by a page of somebody else is refused here, before Streamlit would ask the
internet for the address of this machine.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from cjdata.door.refusal import refuse
from cjdata.guard.server_place import ServerPlace

_READS = ("GET", "HEAD", "OPTIONS")

NOT_THIS_NAME = (
    "The dashboard does not answer under this name. Whoever looks after it sets "
    "CJDATA_PUBLIC_ADDRESS to the address that readers open."
)
NOT_FROM_THERE = "Another site's page may not use the dashboard."


class OwnNames:
    """Refuses other names of the host, and pages of other origins."""

    def __init__(self, app: ASGIApp, place: ServerPlace) -> None:
        self._app = app
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._place.answers_to(host):
            await refuse(scope, receive, send, 421, NOT_THIS_NAME)
        elif (
            origin is not None
            and (scope["type"] == "websocket" or scope["method"] not in _READS)
            and not self._place.is_own_origin(origin, host)
        ):
            await refuse(scope, receive, send, 403, NOT_FROM_THERE)
        else:
            await self._app(scope, receive, send)
