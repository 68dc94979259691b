"""Keeps cookies short and to this site: twelve hours, out of reach of scripts, over TLS only."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

COUNTS_FOR = 12 * 60 * 60
"""In seconds: a sign-in lasts a working day, where Streamlit would keep it for thirty."""
_READ_BY_SCRIPTS = "_streamlit_xsrf"
"""What a page shows again with a change, to prove that it is the dashboard's own."""
_NAME = b"set-cookie"


class ShortCookies:
    """Rewrites the cookies of every answer."""

    def __init__(self, app: ASGIApp, *, is_behind_tls: bool) -> None:
        self._app = app
        self._is_behind_tls = is_behind_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, and the answer with its cookies rewritten."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def with_short_cookies(message: Message) -> None:
            if "headers" in message:
                message["headers"] = [
                    (name, self._short(value) if name.lower() == _NAME else value)
                    for name, value in message["headers"]
                ]
            await send(message)

        await self._app(scope, receive, with_short_cookies)

    def _short(self, value: bytes) -> bytes:
        return short_cookie(value.decode("latin-1"), is_behind_tls=self._is_behind_tls).encode(
            "latin-1"
        )


def short_cookie(text: str, *, is_behind_tls: bool) -> str:
    """Give what sets a cookie, made to last twelve hours at most."""
    try:
        [cookie] = SimpleCookie(text).values()
    except (CookieError, ValueError):  # left as it is: a browser reads more forms than Python
        return text
    longest = str(COUNTS_FOR)
    age = cookie["max-age"]
    if age:
        cookie["max-age"] = min(age, longest, key=int) if age.isdecimal() else age
    elif cookie["expires"] and not _is_over(cookie["expires"]):
        cookie["max-age"] = longest
    if not _is_over(cookie["expires"]):
        cookie["expires"] = ""
    cookie["secure"] = is_behind_tls
    cookie["httponly"] = cookie.key != _READ_BY_SCRIPTS
    return cookie.OutputString()


def _is_over(moment: str) -> bool:
    """Say whether a date of HTTP lies in the past: so a cookie is taken away."""
    try:
        return parsedate_to_datetime(moment) <= datetime.now(UTC)
    except ValueError:
        return False
