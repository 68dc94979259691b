"""Tells browsers what a page of the dashboard may load, and that no other site may frame it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.+?)</script>", re.DOTALL)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TLS_FOR_A_YEAR = "max-age=31536000"


def content_policy(pages: Iterable[str]) -> str:
    """Give the content security policy that the pages need.

    Scripts come from this server alone. Of those that stand inside a page only the ones in
    ``pages`` run, each known by its hash. Streamlit gives its components' scripts as blobs,
    which only a script that runs already can make.
    """
    hashes = sorted({hash_of(script) for page in pages for script in inline_scripts(page)})
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", *hashes],
        # Streamlit and the charts write styles into the page.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in policy.items())


def streamlit_page() -> str:
    """Give the page of Streamlit's own into which every page is drawn."""
    index = Path(streamlit.__file__).with_name("static") / "index.html"
    return index.read_text(encoding="utf-8")


def inline_scripts(page: str) -> Sequence[str]:
    """Give the scripts that stand inside a page, as a browser would run them."""
    return _INLINE.findall(page)


def hash_of(script: str) -> str:
    """Give a script's hash as a source of a policy (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp, *, policy: str, is_behind_tls: bool) -> None:
        self._app = app
        self._headers = {"content-security-policy": policy, **_HEADERS}
        if is_behind_tls:
            self._headers["strict-transport-security"] = _TLS_FOR_A_YEAR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request, and the answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, with_headers)
