"""An OpenID Connect provider for tests: signs in whoever the test has chosen, without asking."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dashboard", "the-dashboard-s-own-secret"


@dataclass
class Provider:
    """A provider that runs. ``person`` holds the claims of whoever signs in next."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "tests"}))
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each code was given for."""
    visits: list[str] = field(default_factory=list)

    def secrets(self, dashboard: str) -> str:
        """Write the file of secrets of a dashboard under an address."""
        return f"""[auth]
redirect_uri = "{dashboard}/oauth2callback"
cookie_secret = "{secrets.token_hex(32)}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{self.url}/.well-known/openid-configuration"
"""

    def discovery(self) -> dict[str, Any]:
        """Say what there is, as the standard has it."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign the chosen person in; give where the browser goes."""
        assert asked["client_id"] == CLIENT
        code = secrets.token_urlsafe(16)
        self.asked[code] = {**asked, "person": json.dumps(self.person)}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, given: dict[str, str], authorization: str) -> dict[str, Any]:
        """Give the tokens for a code, once, to the dashboard alone."""
        asked = self.asked.pop(given["code"])
        own = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        assert authorization == f"Basic {own}"
        challenge = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert _unpadded(challenge) == asked["code_challenge"]
        assert given["redirect_uri"] == asked["redirect_uri"]
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": self.id_token(asked["nonce"], json.loads(asked["person"])),
        }

    def id_token(self, nonce: str, person: dict[str, Any]) -> str:
        """Sign who somebody is."""
        now = int(time.time())
        usual = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 3600}
        header = {"alg": "RS256", "kid": "tests"}
        return jwt.encode(header, {**usual, "nonce": nonce, **person}, self.key)


def _unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = _single(parts.query)
        self.provider.visits.append(parts.path)
        if parts.path == "/authorize":
            self._send_on(self.provider.authorize(asked))
        elif parts.path == "/logout":
            self._send_on(asked["post_logout_redirect_uri"])
        elif parts.path == "/jwks":
            self._answer({"keys": [self.provider.key.as_dict(private=False)]})
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(self.provider.discovery())
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.provider.visits.append(self.path)
        given = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._answer(self.provider.tokens(given, self.headers.get("Authorization", "")))

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def _send_on(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _single(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query).items()}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on 127.0.0.1 for as long as the block lasts."""
    provider = Provider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
