"""Ends a sign-in on the server where somebody signs out by the bare address.

Streamlit's own route only takes the cookie from the browser; a copy of it would go on writing.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from cjdata.dashboard.sign_in import openid, signed_in

ADDRESS = "/auth/logout"


class SignOut:
    """Ends the sign-in of the cookies that come to the address, then lets Streamlit answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on every request."""
        if scope["type"] == "http" and scope["path"].endswith(ADDRESS):
            claims = openid.claims_in(Request(scope).cookies)
            await asyncio.to_thread(signed_in.end_sign_in, claims)
        await self._app(scope, receive, send)
