"""Stands in for the publishers' sites as the filter of a council does that looks into https.

It is a proxy on loopback: it takes the place of every site that is asked for by its name, with
certificates of its own authority. So the dashboard is tested as it ships, with its real addresses,
and needs no door for tests; nothing leaves the machine, for no site is ever called.
"""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

from publishers.certificates import SOUND, chains

IN_PARTS, UNTOLD = -1, -2
_MOMENT = 0.005


@dataclass(frozen=True)
class Answer:
    """What a site answers.

    ``cut`` ends the connection after so many bytes; ``hold`` keeps it open then, and sends no
    more; ``length`` is what the answer says of its length: its own, another, none but that the
    parts tell where it ends (``IN_PARTS``), or nothing at all (``UNTOLD``). ``trickle`` sends so
    many bytes at once, with a moment between them.
    """

    content: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    hold: bool = False
    length: int | None = None
    trickle: int = 0


@dataclass(frozen=True)
class Asked:
    """A request as it came: the site and the path, and its headers in small letters."""

    address: str
    headers: Mapping[str, str]


Route = Answer | Callable[[Asked], Answer]


class StandIn:
    """The sites: what stands at each address, and what has been asked of them."""

    def __init__(self, folder: Path) -> None:
        self.store, chain_files = chains(folder)
        self.contexts = {}
        for kind, path in chain_files.items():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(path)
            self.contexts[kind] = context
        self.routes: dict[str, list[Route]] = {}
        self.asked: list[Asked] = []
        self.sent: list[int] = []
        """How many bytes of each answer were sent, as far as they were taken."""
        self.certificate = SOUND
        self.password = ""
        self.released = threading.Event()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.port = 0

    @property
    def proxy(self) -> str:
        """The address of the proxy, as HTTPS_PROXY has it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What leads a program here: its proxy and its store of certificates."""
        quiet = dict.fromkeys(("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"), "")
        proxy = dict.fromkeys(
            ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), self.proxy
        )
        return {**quiet, **proxy, "SSL_CERT_FILE": str(self.store)}

    def put(self, address: str, *answers: Route) -> None:
        """Let answers stand at an address: one after the other, the last for good."""
        self.routes[address.removeprefix("https://")] = list(answers)

    def change(self, address: str, **changes: Any) -> None:
        """Change the last answer of an address."""
        *before, last = self.routes[address.removeprefix("https://")]
        assert isinstance(last, Answer)
        self.put(address, *before, replace(last, **changes))

    @property
    def addresses(self) -> list[str]:
        """The addresses that were asked, in order."""
        return [one.address for one in self.asked]

    def answer(self, asked: Asked) -> Answer:
        """Give what stands at an address."""
        self.asked.append(asked)
        found = self.routes.get(asked.address)
        if not found:
            return Answer(b"<html><h1>Not found</h1></html>", 404)
        route = found.pop(0) if len(found) > 1 else found[0]
        answer = route if isinstance(route, Answer) else route(asked)
        etag = answer.headers.get("ETag")
        if etag and asked.headers.get("if-none-match") == etag:
            return Answer(b"", 304, headers=answer.headers)
        return answer


class _Site(BaseHTTPRequestHandler):
    """Speaks for a site inside a tunnel."""

    protocol_version = "HTTP/1.1"
    site = ""
    stand_in: StandIn

    def do_GET(self) -> None:
        with self.stand_in.lock:
            self.stand_in.at_once += 1
            self.stand_in.most_at_once = max(self.stand_in.most_at_once, self.stand_in.at_once)
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            self._send(self.stand_in.answer(Asked(f"{self.site}{self.path}", headers)))
        finally:
            with self.stand_in.lock:
                self.stand_in.at_once -= 1

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        length = len(answer.content) if answer.length is None else answer.length
        told = {"Content-Type": answer.kind, **answer.headers}
        if length >= 0:
            told.setdefault("Content-Length", str(length))
        elif length == IN_PARTS:
            told["Transfer-Encoding"] = "chunked"
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.stand_in.sent.append(0)
        content = answer.content if answer.cut is None else answer.content[: answer.cut]
        for start in range(0, len(content), answer.trickle or 65536):
            block = content[start : start + (answer.trickle or 65536)]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block) if length == IN_PARTS else block)
            self.stand_in.sent[-1] += len(block)
            if answer.trickle:
                self.wfile.flush()
                self.stand_in.released.wait(_MOMENT)
        if length == IN_PARTS and answer.cut is None:
            self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()
        if answer.hold:
            self.stand_in.released.wait(60)
        if answer.hold or answer.cut is not None or length == UNTOLD:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Proxy(StreamRequestHandler):
    """Takes the place of whatever site a tunnel is asked for."""

    stand_in: StandIn

    def handle(self) -> None:
        line, headers = self._head()
        if not line.startswith("CONNECT "):
            self.wfile.write(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
            return
        wanted = self.stand_in.password
        given = headers.get("proxy-authorization", "")
        if wanted and given != f"Basic {base64.b64encode(wanted.encode()).decode()}":
            self.wfile.write(
                b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                b'Proxy-Authenticate: Basic realm="council"\r\nContent-Length: 0\r\n\r\n'
            )
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        site = line.split()[1].removesuffix(":443")
        with suppress(OSError):
            context = self.stand_in.contexts[self.stand_in.certificate]
            with context.wrap_socket(self.connection, server_side=True) as tunnel:
                kind = type("Site", (_Site,), {"site": site, "stand_in": self.stand_in})
                kind(tunnel, self.client_address, self.server)

    def _head(self) -> tuple[str, dict[str, str]]:
        line, headers = self.rfile.readline().decode("latin-1"), {}
        while (row := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = row.partition(":")
            headers[name.lower()] = value.strip()
        return line, headers


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def shutdown_request(self, request: Any) -> None:
        """Close without asking whether the other side still listens."""
        with suppress(OSError):
            request.shutdown(socket.SHUT_WR)
        self.close_request(request)

    def handle_error(self, *_: object) -> None:
        """Say nothing: whoever was cut off asks no more."""


@contextmanager
def standing_in(folder: Path) -> Iterator[StandIn]:
    """Stand in for the sites as long as the block lasts."""
    stand_in = StandIn(folder)
    handler = type("Proxy", (_Proxy,), {"stand_in": stand_in})
    with _Server(("127.0.0.1", 0), handler) as server:
        stand_in.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield stand_in
        finally:
            stand_in.released.set()
            server.shutdown()
            thread.join()
