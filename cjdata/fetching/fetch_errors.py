"""What goes wrong on the way to a publisher's site: what, at which address, and what to do."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from cjdata.errors import CjdataError, Mistake
from cjdata.text import number

MEGABYTE = 1024 * 1024
_HOST = re.compile(r"[a-z0-9.:-]{1,253}")


class NotFetched(CjdataError):
    """An address that could not be fetched; ``address`` is where a person may do it by hand."""

    def __init__(self, address: str, what: str, fix: str, *, again: bool = False) -> None:
        super().__init__(Mistake(address, what, fix))
        self.address = address
        self.again = again
        """Whether it may go better the next time."""

    def of_page(self, page: str) -> NotFetched:
        """Add the page on which a file is offered."""
        [mistake] = self.findings
        fix = f"{mistake.fix} Its page: {page}"
        return NotFetched(self.address, mistake.what, fix, again=self.again)


_BY_HAND = (
    "Or do it by hand: open the address in a browser, save the workbook, and drop it on “Add "
    "official workbooks”."
)


def stranger(address: str) -> str:
    """Name a stranger's address by its site alone: what follows may say who asked.

    >>> stranger("https://sign-in.example/start?ticket=secret"), stranger("http://[")
    ('https://sign-in.example/…', 'an address that cannot be read')
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    return (
        f"{parts.scheme}://{host}/…" if _HOST.fullmatch(host) else "an address that cannot be read"
    )


def not_allowed(address: str, target: str) -> NotFetched:
    """Refuse an address that is not of a publisher's site in the catalogue."""
    return NotFetched(
        address,
        f"leads to {stranger(target)}, which is no https address of a publisher in the catalogue, "
        "and was not followed",
        "If the publisher has moved there, give the new address under [publication.fetch] in "
        f"reference/catalogue/publications.toml. {_BY_HAND}",
    )


def proxy_setting() -> CjdataError:
    """Say that the machine's setting of a proxy makes no sense; it is not repeated."""
    return CjdataError(
        Mistake(
            "setting HTTPS_PROXY",
            "is no address of a proxy that can be used; ALL_PROXY, HTTP_PROXY and NO_PROXY may be "
            "wrong too",
            "Set it to http://NAME:PASSWORD@HOST:PORT. Ask whoever looks after the network.",
        )
    )


def turns_in_circles(address: str) -> NotFetched:
    """Give up on redirects that do not end."""
    return NotFetched(
        address,
        "leads from one address to the next without end",
        f"Try again later. {_BY_HAND}",
    )


_STATUSES = {
    401: ("asks for a name and a password", "The file may not be public yet; look on the page."),
    403: (
        "refuses to give it (403)",
        "The site, or the filter of your network, does not let programs in.",
    ),
    404: (
        "has nothing there (404)",
        "The page may have moved: look for it on the publisher’s site.",
    ),
    407: (
        "cannot be reached: the proxy of your network asks for a password (407)",
        "Ask whoever looks after the network how programs get through, and set HTTPS_PROXY to the "
        "address of the proxy with name and password.",
    ),
    410: ("has taken it away (410)", "Look on the publisher’s site for what took its place."),
    429: ("says that it is asked too often (429)", "Try again in an hour."),
}


def refused(address: str, status: int, *, wait: int = 0) -> NotFetched:
    """Say what an answer other than the thing itself means."""
    if wait:
        what = f"asks to wait for {number(wait)} seconds before the next try ({status})"
        return NotFetched(address, what, f"Try again then. {_BY_HAND}")
    what, fix = _STATUSES.get(status, (f"answers with an error ({status})", "Try again later."))
    is_passing = status == 429 or status in (500, 502, 503, 504)
    return NotFetched(address, what, f"{fix} {_BY_HAND}", again=is_passing)


def too_large(address: str, limit: int, size: int = 0) -> NotFetched:
    """Refuse a file over the limit of uploads, as soon as that is known."""
    said = f"is {number(size / MEGABYTE, 0)} MB" if size else "is longer than it may be"
    return NotFetched(
        address,
        f"{said}, and files are taken up to {number(limit / MEGABYTE, 0)} MB; it was not fetched",
        "If the file is right, raise CJDATA_UPLOAD_MB.",
    )


def too_slow(address: str, seconds: float) -> NotFetched:
    """Give up on an answer that trickles in."""
    return NotFetched(
        address,
        f"is still not here whole after {number(seconds, 0)} seconds",
        f"Try again when the line is quicker. {_BY_HAND}",
        again=True,
    )


def cut_off(address: str, why: str) -> NotFetched:
    """Say that only a part of a file came."""
    return NotFetched(
        address,
        f"came only in part ({why}); nothing of it was kept",
        f"Try again. {_BY_HAND}",
        again=True,
    )


def end_not_told(address: str) -> NotFetched:
    """Refuse a file of which nobody can tell whether it came whole."""
    return NotFetched(
        address,
        "came without its length, so that nobody can tell whether it is whole; it was not kept",
        _BY_HAND,
    )


def packed(address: str) -> NotFetched:
    """Refuse an answer that is packed in a way that was not asked for."""
    return NotFetched(
        address, "came packed in a way that was not asked for, and was not read", _BY_HAND
    )


def a_page_came(address: str, title: str) -> NotFetched:
    """Say that a web page came where a workbook should."""
    called = f" (“{title}”)" if title else ""
    return NotFetched(
        address,
        f"gave a web page{called} instead of a workbook",
        "A filter or a sign-in of your network may stand before the site, or the file has moved. "
        f"{_BY_HAND}",
    )


def no_page_came(address: str, kind: str) -> NotFetched:
    """Say that something else came where a page should."""
    return NotFetched(
        address,
        f"gave no web page ({kind or 'of no kind'})",
        f"Look at it in a browser: {address}",
    )


def page_changed(address: str, looked_for: str) -> NotFetched:
    """Say that a page was read, and what is looked for is not on it any more."""
    return NotFetched(
        address,
        f"was read, but {looked_for} on it: the page may have changed",
        "Write what was seen to a file (fetch --trace FILE) and send it to whoever looks after "
        f"the dashboard. {_BY_HAND}",
    )


def not_whole(address: str, why: str) -> NotFetched:
    """Say that a workbook came that cannot be opened."""
    return NotFetched(
        address,
        f"gave a workbook that is damaged ({why}); nothing of it was kept",
        f"Try again. {_BY_HAND}",
        again=True,
    )


def not_reached(address: str, error: httpx.HTTPError) -> NotFetched:
    """Say in words why there was no answer at all.

    Nothing of the error itself is repeated: a proxy's address may have a password in it.
    """
    causes = list(_causes(error))
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        why = next(one for one in causes if isinstance(one, ssl.SSLCertVerificationError))
        return NotFetched(
            address,
            f"shows a certificate that this machine does not trust ({_reason(why)}), and was not "
            "read",
            "If your network looks into encrypted traffic, its certificate must be in the trust "
            "store of this machine: ask whoever looks after it (on Linux, SSL_CERT_FILE may name "
            f"it). {_BY_HAND}",
        )
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return not_allowed(address, "")
    if isinstance(error, httpx.ProxyError):
        return refused(address, 407) if "407" in str(error) else _proxy(address)
    if isinstance(error, httpx.TimeoutException):
        return NotFetched(
            address, "did not answer in time", f"Try again later. {_BY_HAND}", again=True
        )
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.DecodingError):
        return cut_off(address, "the connection ended early")
    if any(isinstance(one, socket.gaierror) for one in causes):
        what, fix = (
            "cannot be found: this machine does not know the name",
            "Look whether it is on the network. If a browser here needs a proxy, set HTTPS_PROXY "
            "to its address.",
        )
        return NotFetched(address, what, f"{fix} {_BY_HAND}", again=True)
    return NotFetched(
        address,
        "cannot be reached",
        "Look whether this machine is on the network. If a browser here needs a proxy, set "
        f"HTTPS_PROXY to its address. {_BY_HAND}",
        again=True,
    )


def _proxy(address: str) -> NotFetched:
    return NotFetched(
        address,
        "cannot be reached: the proxy of your network does not let this program through",
        f"Ask whoever looks after the network to let it reach the publisher’s site. {_BY_HAND}",
    )


def _reason(error: ssl.SSLCertVerificationError) -> str:
    return (error.verify_message or "it cannot be checked").strip().rstrip(".")


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__
