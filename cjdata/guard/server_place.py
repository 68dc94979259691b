"""Where the server listens, and the names and origins under which it answers."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class ServerPlace:
    """Where the server listens, and where people find it.

    Attributes
    ----------
    bind
        The address that it listens on; empty is every address of the machine.
    port
        The port that it listens on.
    public
        The address under which people reach it (``CJDATA_PUBLIC_ADDRESS``), empty where none is
        set.
    is_published
        Whether another setting says that it is served to others: a path of its own below a
        host, a certificate, or a sign-in that comes back to an address elsewhere.
    """

    bind: str
    port: int
    public: str = ""
    is_published: bool = False

    @property
    def is_own_machine(self) -> bool:
        """Whether this is plainly somebody's own machine, and not a server for others."""
        return _is_local(self.bind) and not self.public and not self.is_published

    def answers_to(self, host: str) -> bool:
        """Say whether the dashboard answers under a name, as the header ``Host`` gives it.

        Where it listens to this machine alone, it answers to the machine's own names: another
        name that leads here may be a trap for a browser. A name below ``localhost`` leads to the
        reader's own machine in every browser.
        """
        asked = _split(f"//{host}")
        if asked is None or not asked.hostname:
            return False
        if self.public:
            return asked.hostname == _host_of(self.public) or asked.hostname in LOCAL_NAMES
        if not _is_local(self.bind):
            return True
        return is_local_name(asked.hostname)

    def is_own_origin(self, origin: str, host: str) -> bool:
        """Say whether a page of this origin is one of the dashboard's own.

        It is where it names the host that was asked, port and all, or the public address.
        """
        page = _split(origin)
        if page is None or page.scheme not in _PORTS or not page.hostname:
            return False
        if self.public and _place(page) == _place(urlsplit(self.public)):
            return True
        asked = _split(f"{page.scheme}://{host}")
        return asked is not None and _place(page) == _place(asked)

    def is_opened_here(self, host: str, origin: str) -> bool:
        """Say whether a browser was given an address of this machine, with this server's port."""
        asked = _split(f"//{host}")
        return (
            asked is not None
            and asked.hostname in LOCAL_NAMES
            and (asked.port or _PORTS["http"]) == self.port
            and origin.lower() == f"http://{host}".lower()
        )


def is_local_name(name: str) -> bool:
    """Say whether a name leads a browser to its own machine: also one below ``localhost``."""
    return name in LOCAL_NAMES or name.endswith(".localhost")


def _is_local(address: str) -> bool:
    if address in LOCAL_NAMES:
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    """Take an address apart; None where it is none, or hides a name of a user before the host."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # asked for, so that a wrong one is found
    except ValueError:
        return None
    return None if "@" in parts.netloc or parts.path or parts.query or parts.fragment else parts


def _place(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _host_of(url: str) -> str | None:
    return urlsplit(url).hostname
