"""A visitor without a browser: opens pages of a running dashboard and changes their controls.

It speaks what the browser speaks, Streamlit's own messages over one websocket, so it meets the
server, the router, the page script and the address as a reader's browser does. It draws nothing:
what a script sent is given back as text, controls and mistakes. ``tasks.py`` warms up and checks a
new server with it, and ``bench`` takes its times with it.

    python -m bench.visitor http://localhost:8501/diversion?area=Fife
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.error import URLError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import ProxyHandler, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

USAGE = "usage: python -m bench.visitor URL [URL ...]"

_DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
_ONE_OF = {"selectbox", "radio"}
_SOME_OF = {"multiselect", "button_group"}
_WORDS = {"alert", "heading", "html", "markdown", "text"}
_HEALTH = "/_stcore/health"


@dataclass(frozen=True, slots=True)
class Widget:
    """A control for choosing among options, as the page last drew it.

    Attributes
    ----------
    values
        The options chosen now: at most one where the control takes one.
    parameter
        The name under which the control is bound to the address, empty when it is not.
    fragment
        The fragment that draws the control, empty when the page's own script does.
    """

    kind: str
    id: str
    label: str
    options: tuple[str, ...]
    values: tuple[str, ...]
    defaults: tuple[str, ...]
    parameter: str
    fragment: str

    def state(self) -> WidgetState:
        """Give the choice in the form in which a browser sends it."""
        state = WidgetState(id=self.id)
        if self.kind in _SOME_OF:
            state.string_array_value.data.extend(self.values)
        elif self.values:
            state.string_value = self.values[0]
        return state


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of a page gave.

    Attributes
    ----------
    ok
        Whether the script came to its end and drew no exception.
    seconds
        From sending the request to hearing that the script finished.
    query
        The query of the address afterwards, as a reader would copy it.
    texts
        The bodies of headings, paragraphs, HTML and messages, in page order.
    exceptions
        The messages of the exceptions drawn on the page, and any other reason for failure.
    """

    ok: bool
    seconds: float
    query: str
    texts: tuple[str, ...]
    exceptions: tuple[str, ...]
    widgets: tuple[Widget, ...]


class PageFailed(Exception):
    """A page did not answer, or answered with a mistake. ``answer`` is what was seen, if any."""

    def __init__(self, url: str, reasons: Sequence[str], answer: Answer | None = None) -> None:
        # One failure is one line, whatever line breaks a message brings.
        super().__init__(f"{url}: {' '.join('; '.join(reasons).split())}")
        self.answer = answer


class Visit:
    """One reader's session, from opening a page to leaving it.

    Parameters
    ----------
    base_url
        Where the dashboard is served, its base path included: ``https://host/justice``.
    timeout
        The longest a page may take to answer, in seconds.

    Examples
    --------
    >>> with Visit("http://localhost:8501") as visit:  # doctest: +SKIP
    ...     visit.open("diversion", "set=illustrative")
    ...     fife = visit.choose("Local authority", "Fife")
    """

    def __init__(self, base_url: str, timeout: float = 60.0) -> None:
        self._base = base_url.rstrip("/")
        self._timeout = timeout
        self._socket: ClientConnection | None = None
        self._leaving = ExitStack()
        self._screen = _Screen()
        self._path = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the page."""
        self._socket = None
        self._leaving.close()

    @property
    def url(self) -> str:
        """The address as the browser would show it now."""
        query = self._screen.query
        return f"{self._base}/{self._path}" + (f"?{query}" if query else "")

    def open(self, path: str = "", query: str = "") -> Answer:
        """Open a page in a new session, as following a link does.

        Raises
        ------
        PageFailed
            If there is no such page, the script failed, or nothing answered in time.
        """
        self.close()
        self._path = path.strip("/")
        self._screen = _Screen(query=query.removeprefix("?"))
        self._socket = self._connect()
        return self._run(ClientState(page_name=self._path))

    def choose(self, label: str, *values: str) -> Answer:
        """Set the control with this label, as a click does, and run the page.

        Controls in a form are set at once, too: there is no pressing of its button.

        Raises
        ------
        LookupError
            If the page has no such control, or the control no such option.
        PageFailed
            If the script failed or did not finish in time.
        """
        widget = self._screen.widget(label)
        strange = [value for value in values if value not in widget.options]
        if strange:
            raise LookupError(f"{self.url}: “{label}” has no option {', '.join(strange)}")
        self._screen.keep(replace(widget, values=values))
        return self._run(ClientState(fragment_id=widget.fragment))

    def rerun(self) -> Answer:
        """Run the page again with nothing changed."""
        return self._run(ClientState())

    def _connect(self) -> ClientConnection:
        parts = urlsplit(self._base)
        scheme = "wss" if parts.scheme == "https" else "ws"
        try:
            return self._leaving.enter_context(
                connect(
                    f"{scheme}://{parts.netloc}{parts.path}/_stcore/stream",
                    sock=_PromptSocket.to(self._base, self._timeout),
                    origin=Origin(f"{parts.scheme}://{parts.netloc}"),
                    subprotocols=[Subprotocol("streamlit")],
                    open_timeout=self._timeout,
                    close_timeout=1,
                    max_size=None,
                )
            )
        except (OSError, WebSocketException) as error:
            raise PageFailed(self.url, [f"no server answers there ({error})"]) from error

    def _run(self, request: ClientState) -> Answer:
        screen = self._screen
        request.query_string = screen.query
        request.page_script_hash = screen.page_hash
        request.widget_states.widgets.extend(widget.state() for widget in screen.widgets())
        request.context_info.url = self.url
        request.context_info.locale = "en-GB"
        request.context_info.timezone = "Europe/London"
        started = time.perf_counter()
        try:
            self._talk(BackMsg(rerun_script=request), until=started + self._timeout)
        except TimeoutError as error:
            reason = f"did not finish within {self._timeout:g} s after {screen.size} elements"
            raise self._failure(time.perf_counter() - started, reason) from error
        except (OSError, WebSocketException) as error:
            reason = f"the server closed the connection ({error})"
            raise self._failure(time.perf_counter() - started, reason) from error
        answer = screen.answer(time.perf_counter() - started)
        if not answer.ok:
            raise PageFailed(self.url, answer.exceptions, answer)
        return answer

    def _failure(self, seconds: float, reason: str) -> PageFailed:
        """Say why a run did not come to its end, with whatever had been drawn by then."""
        self._screen.mistakes.append(reason)
        answer = self._screen.answer(seconds)
        return PageFailed(self.url, answer.exceptions, answer)

    def _talk(self, request: BackMsg, until: float) -> None:
        """Send a request and take messages until the script has finished."""
        if self._socket is None:
            raise RuntimeError("open a page first")
        self._socket.send(request.SerializeToString())
        while True:
            message = self._receive(until)
            self._screen.take(message)
            if message.WhichOneof("type") != "script_finished":
                continue
            if message.script_finished in _DONE:
                return
            # After an early end Streamlit runs the script again by itself, as st.rerun() asks.
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self._screen.take(self._receive(until))
                return

    def _receive(self, until: float) -> ForwardMsg:
        if self._socket is None:
            raise RuntimeError("open a page first")
        data = self._socket.recv(timeout=max(0.0, until - time.perf_counter()), decode=False)
        message = ForwardMsg()
        message.ParseFromString(data)
        return message


class _PromptSocket(socket.socket):
    """A connection that acknowledges what arrives at once.

    Streamlit's server leaves TCP_NODELAY off: it may hold back the end of an answer until its
    beginning is acknowledged, which Linux does up to 40 ms late. Whether that happens hangs on the
    rhythm of earlier messages, so it would drown the time that a page takes.
    """

    @classmethod
    def to(cls, url: str, timeout: float) -> _PromptSocket:
        """Connect to the server of an address, and not through a proxy of the environment."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        plain = socket.create_connection((parts.hostname, port), timeout)
        plain.settimeout(None)
        return cls(fileno=plain.detach())

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        data = super().recv(size, flags)
        if hasattr(socket, "TCP_QUICKACK"):  # the system forgets it after every answer
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return data


class _Screen:
    """What a browser would hold: the elements drawn, the controls' values and the address."""

    def __init__(self, query: str = "") -> None:
        self.query = query
        self.page_hash = ""
        self.mistakes: list[str] = []
        self._elements: dict[tuple[int, ...], tuple[Element, str]] = {}
        self._widgets: dict[str, Widget] = {}

    @property
    def size(self) -> int:
        """The number of elements drawn."""
        return len(self._elements)

    def take(self, message: ForwardMsg) -> None:
        """Let one message of the server change what is held."""
        match message.WhichOneof("type"):
            case "new_session":
                self._begin(message)
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found":
                self.mistakes.append("there is no page of that name")
            case "session_event" if message.session_event.HasField("script_compilation_exception"):
                error = message.session_event.script_compilation_exception
                self.mistakes.append(f"{error.type}: {error.message}")
            case "delta":
                self._draw(message)
            case "script_finished" if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._forget_undrawn()

    def widget(self, label: str) -> Widget:
        """Give the control with this label."""
        for widget in self._widgets.values():
            if widget.label == label:
                return widget
        labels = ", ".join(f"“{widget.label}”" for widget in self._widgets.values())
        raise LookupError(f"no control is labelled “{label}”; there are: {labels or 'none'}")

    def widgets(self) -> tuple[Widget, ...]:
        """Give the controls."""
        return tuple(self._widgets.values())

    def keep(self, widget: Widget) -> None:
        """Hold a new choice and, where the control is bound to it, write it in the address."""
        self._widgets[widget.id] = widget
        if not widget.parameter:
            return
        pairs = parse_qsl(self.query, keep_blank_values=True)
        rest = [pair for pair in pairs if pair[0] != widget.parameter]
        if widget.values != widget.defaults:
            rest += [(widget.parameter, value) for value in widget.values or ("",)]
        self.query = urlencode(rest)

    def answer(self, seconds: float) -> Answer:
        """Sum up what is drawn."""
        exceptions = (*self.mistakes, *self._exceptions())
        return Answer(
            ok=not exceptions,
            seconds=seconds,
            query=self.query,
            texts=tuple(self._texts()),
            exceptions=exceptions,
            widgets=self.widgets(),
        )

    def _begin(self, message: ForwardMsg) -> None:
        """Make room for a run: all of the page, or the fragments that are to run."""
        running = set(message.metadata.run.fragment_ids) if message.metadata.HasField("run") else ()
        self.page_hash = message.new_session.page_script_hash
        self.mistakes.clear()
        self._elements = {
            path: (element, fragment)
            for path, (element, fragment) in self._elements.items()
            if running and fragment not in running
        }

    def _draw(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element, fragment = message.delta.new_element, message.delta.fragment_id
        # A later element takes the place of an earlier one at the same path, as in the browser.
        self._elements[tuple(message.metadata.delta_path)] = (element, fragment)
        kind = element.WhichOneof("type") or ""
        if kind in _ONE_OF | _SOME_OF:
            widget = _widget(kind, getattr(element, kind), fragment)
            known = self._widgets.get(widget.id)
            sent = getattr(element, kind).set_value
            self._widgets[widget.id] = (
                widget if known is None or sent else replace(widget, values=known.values)
            )

    def _forget_undrawn(self) -> None:
        """Drop the values of controls that the page no longer has, as the browser does."""
        drawn = {part.id for kind, part in self._parts() if kind in _ONE_OF | _SOME_OF}
        self._widgets = {id_: widget for id_, widget in self._widgets.items() if id_ in drawn}

    def _parts(self) -> Iterator[tuple[str, Any]]:
        for _, (element, _) in sorted(self._elements.items()):
            kind = element.WhichOneof("type")
            if kind:
                yield kind, getattr(element, kind)

    def _texts(self) -> Iterator[str]:
        return (part.body for kind, part in self._parts() if kind in _WORDS)

    def _exceptions(self) -> Iterator[str]:
        for kind, part in self._parts():
            if kind == "exception":
                yield f"{part.type}: {part.message}" if part.type else part.message


def _widget(kind: str, part: Any, fragment: str) -> Widget:
    """Read a control from the message that draws it."""
    options = tuple(_option(option) for option in part.options)
    if kind in _SOME_OF:
        defaults = tuple(options[index] for index in part.default)
        given = tuple(part.raw_values)
    else:
        defaults = (options[part.default],) if options and part.HasField("default") else ()
        given = (part.raw_value,) if part.HasField("raw_value") else ()
    return Widget(
        kind=kind,
        id=part.id,
        label=part.label,
        options=options,
        values=given if part.set_value else defaults,
        defaults=defaults,
        parameter=part.query_param_key,
        fragment=fragment,
    )


def _option(option: Any) -> str:
    """Give an option as it goes over the wire: segmented controls keep an icon apart."""
    return option if isinstance(option, str) else f"{option.content_icon} {option.content}".strip()


def visit(url: str, timeout: float = 60.0) -> Answer:
    """Open one address in a session of its own.

    Raises
    ------
    PageFailed
        If the page does not answer, or answers with a mistake.
    """
    base, path, query = _locate(url)
    with Visit(base, timeout) as session:
        return session.open(path, query)


def _locate(url: str) -> tuple[str, str, str]:
    """Tell the server's base, the page and the query of an address apart.

    A path alone does not say where the base ends and the page begins. Like the browser's script,
    ask at each level, the deepest first, whether a server is there.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise PageFailed(url, ["is not an http or https address"])
    steps = [step for step in parts.path.split("/") if step]
    reason = ""
    for depth in range(len(steps), -1, -1):
        path = "".join(f"/{step}" for step in steps[:depth])
        base = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
        reason = _unwell(base)
        if not reason:
            return base, "/".join(steps[depth:]), parts.query
    raise PageFailed(url, [f"no server answers there ({reason})"])


def _unwell(base: str) -> str:
    """Say why no server answers for health at this base, or nothing when one does."""
    try:
        # The proxies of the environment are for the world outside, not for a server of one's own.
        with build_opener(ProxyHandler({})).open(base + _HEALTH, timeout=10) as response:
            return "" if response.read().strip() == b"ok" else "something else is served there"
    except (URLError, OSError) as error:
        return str(getattr(error, "reason", error))


def main(arguments: Sequence[str]) -> int:
    """Visit each address: silence and 0 when all answered, else a line per failure and 1."""
    if not arguments or arguments[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    failures = 0
    for url in arguments:
        try:
            visit(url)
        except PageFailed as failure:
            print(failure, file=sys.stderr)
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
