"""A server between a program and PostgreSQL that can freeze: it accepts, and says nothing more.

So a database looks whose machine has stopped, or that a proxy or a firewall has forgotten: the
connection is there, and no answer ever comes.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit


@dataclass
class FrozenServer:
    """What stands between. Frozen, it still takes connections, and what is sent."""

    behind: int | None
    listener: socket.socket
    frozen: threading.Event = field(default_factory=threading.Event)
    taken: int = 0
    """How many connections were made."""
    _open: list[socket.socket] = field(default_factory=list)

    def url(self, url: str = "postgresql://tester:secret@127.0.0.1/words") -> str:
        """Give a database's address as it is reached through here."""
        parts = urlsplit(url)
        account = parts.netloc.rpartition("@")[0]
        place = f"127.0.0.1:{self.listener.getsockname()[1]}"
        return urlunsplit(parts._replace(netloc=f"{account}@{place}"))

    def freeze(self) -> None:
        """Pass nothing on any more."""
        self.frozen.set()

    def thaw(self) -> None:
        """Answer again. What was open is cut, as when a machine comes back."""
        self.frozen.clear()
        self._cut()

    def accept(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                self.taken += 1
                self._open.append(near)
                if self.behind is not None and not self.frozen.is_set():
                    far = socket.create_connection(("127.0.0.1", self.behind))
                    self._open.append(far)
                    for one, other in ((near, far), (far, near)):
                        threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if not self.frozen.is_set():
                    other.sendall(data)
            if not self.frozen.is_set():
                other.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def close(self) -> None:
        """Let go of every connection."""
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self._cut()


@contextmanager
def before(port: int | None = None) -> Iterator[FrozenServer]:
    """Stand before a port; before none, it is frozen from the beginning."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = FrozenServer(port, listener)
    thread = threading.Thread(target=server.accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(10)
