"""The door's limits: nobody takes the dashboard from the others by what they send or keep open."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cjdata import settings
from cjdata.door import limits
from cjdata.door.limits import (
    LARGEST_BODY,
    NO_FILES,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
    Limits,
    Most,
)
from cjdata.errors import CjdataError
from cjdata.guard.upload_rights import COUNTS_FOR, UploadRights
from tests.knocking import knock

HERE = "http://localhost:8501"


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the door: it reads all that is sent, or listens until somebody leaves."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    length = 0
    while True:
        message = await receive()
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    await PlainTextResponse(f"{message['type']} {length}")(scope, receive, send)


def door(rights: UploadRights | None = None, most: Most | None = None) -> Limits:
    return Limits(_inside, most=most or Most(3, 2), rights=rights or UploadRights())


def test_an_address_longer_than_any_of_ours_is_refused() -> None:
    assert knock(door(), f"{HERE}/?compare={'x' * 4000}").status == 200
    answer = knock(door(), f"{HERE}/?compare={'x' * 9000}")
    assert (answer.status, answer.text.strip()) == (414, TOO_LONG)
    assert knock(door(), f"ws://localhost:8501/s?{'x' * 9000}").status == 403


def test_what_is_sent_is_short_whatever_its_length_is_said_to_be() -> None:
    for said in (str(LARGEST_BODY + 1), "9" * 5_000, "-1", "many", "１"):
        headers = {"content-length": said} if said.isascii() else {"content-length": "x"}
        answer = knock(door(), f"{HERE}/a", "POST", headers)
        assert (answer.status, answer.text.strip()) == (413, TOO_LARGE)
    silent = knock(door(), f"{HERE}/a", "POST", body=b"x" * (LARGEST_BODY + 1))
    assert silent.text == "http.disconnect 0"
    assert knock(door(), f"{HERE}/a", "POST", body=b"x" * 10).text == "http.request 10"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_files_are_taken_only_from_a_visit_whose_page_asks_for_them(method: str) -> None:
    rights = UploadRights()
    rights.grant("a-visit")
    for base in ("", "/justice"):
        path = f"{HERE}{base}/_stcore/upload_file"
        large = b"x" * (LARGEST_BODY * 2)
        taken = knock(door(rights), f"{path}/a-visit/1", method, body=large)
        assert taken.text == f"http.request {len(large)}"
        refused = knock(door(rights), f"{path}/another/1", method, body=large)
        assert (refused.status, refused.text.strip()) == (403, NO_FILES)


def test_the_rights_of_long_ago_are_forgotten_first() -> None:
    rights = UploadRights()
    for number in range(2_001):
        rights.grant(str(number))
        rights.grant("0")
    assert not rights.are_granted("1")
    assert rights.are_granted("0")
    assert rights.are_granted("2000")


def test_a_right_ends_a_working_day_after_the_page_asked_last() -> None:
    now = [0.0]
    rights = UploadRights(clock=lambda: now[0])
    rights.grant("a-visit")
    now[0] = COUNTS_FOR - 1.0
    assert rights.are_granted("a-visit")
    rights.grant("another")
    now[0] = float(COUNTS_FOR)
    assert not rights.are_granted("a-visit")
    assert rights.are_granted("another")


class Visitor:
    """Somebody who opens a connection and keeps it until told to leave."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "query_string": b"",
            "headers": [],
            "client": (address, 1),
        }
        self._app = app
        self._says: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def come(self) -> str:
        self._says.put_nowait({"type": "websocket.connect"})
        self._stay = asyncio.create_task(self._app(self._scope, self._says.get, self._hear))
        return await self.answer

    async def leave(self) -> None:
        self._says.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self.gone()

    async def gone(self) -> None:
        await self._stay

    async def _hear(self, message: Message) -> None:
        if not self.answer.done():
            self.answer.set_result(message["type"])


def test_so_many_are_let_in_from_one_address_and_in_all_and_others_once_they_leave() -> None:
    async def story() -> None:
        app = door()
        visitors = [Visitor(app, f"10.0.0.{n}") for n in (1, 1, 1, 2, 3)]
        came = [await visitor.come() for visitor in visitors]
        opened, closed = "websocket.accept", "websocket.close"
        assert came == [opened, opened, closed, opened, closed]
        await visitors[0].leave()
        assert await Visitor(app, "10.0.0.1").come() == opened

    asyncio.run(story())


def test_behind_a_proxy_that_names_nobody_the_limit_of_one_address_is_no_limit() -> None:
    async def story() -> None:
        app = door()
        assert {await Visitor(app, "127.0.0.1").come() for _ in range(3)} == {"websocket.accept"}

    asyncio.run(story())


def test_who_opens_a_connection_and_says_nothing_is_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "FIRST_WORD_WITHIN", 0.01)

    async def story() -> None:
        visitor = Visitor(door(), "10.0.0.1")
        await visitor.come()
        await visitor.gone()

    asyncio.run(story())


# --- Requests that are under way ---


class Asker:
    """Somebody who asks for a page and sends the end of it only when told to."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._scope = {
            "type": "http",
            "method": "POST",
            "path": "/",
            "query_string": b"",
            "headers": [],
            "client": (address, 1),
        }
        self._app = app
        self._sends: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._is_in = asyncio.Event()
        self.heard: list[Message] = []

    async def ask(self) -> None:
        self._sends.put_nowait({"type": "http.request", "body": b"x", "more_body": True})
        self.asked = asyncio.create_task(self._app(self._scope, self._send, self._hear))
        await self._is_in.wait()

    async def end(self) -> str:
        self._sends.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        await self.asked
        return "".join(m.get("body", b"").decode() for m in self.heard).strip()

    async def _send(self) -> dict[str, Any]:
        self._is_in.set()
        return await self._sends.get()

    async def _hear(self, message: Message) -> None:
        self._is_in.set()
        self.heard.append(message)


def test_so_many_requests_are_under_way_from_one_address_and_in_all() -> None:
    async def story() -> None:
        app = door(most=Most(2, 1))
        each = limits.REQUESTS_EACH
        askers = [Asker(app, "10.0.0.1") for _ in range(each + 1)]
        askers += [Asker(app, f"10.0.1.{n}") for n in range(each + 1)]
        for asker in askers:
            await asker.ask()
        said = [await asker.end() for asker in askers]
        taken, refused = "http.request 1", TOO_MANY
        assert said == [*[taken] * each, refused, *[taken] * each, refused]
        later = Asker(app, "10.0.0.1")
        await later.ask()
        assert await later.end() == taken

    asyncio.run(story())


def test_requests_take_no_place_from_pages_that_are_connected() -> None:
    async def story() -> None:
        app = door(most=Most(1, 1))
        for _ in range(limits.REQUESTS_EACH):
            await Asker(app, "10.0.0.1").ask()
        assert await Visitor(app, "10.0.0.1").come() == "websocket.accept"

    asyncio.run(story())


def test_who_stops_midway_is_let_go_and_who_waits_for_an_answer_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "NEXT_PART_WITHIN", 0.01)

    async def story() -> None:
        stopped = Asker(door(), "10.0.0.1")
        await stopped.ask()
        await stopped.asked
        assert b"http.disconnect" in stopped.heard[-1]["body"]
        left: list[str] = []

        async def waits(scope: Scope, receive: Receive, send: Send) -> None:
            while True:
                message = await receive()
                if not message.get("more_body"):
                    break
            left.append("waits")
            left.append((await receive())["type"])

        asker = Asker(Limits(waits, most=Most(1, 1), rights=UploadRights()), "10.0.0.1")
        await asker.ask()
        asker._sends.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        await asyncio.wait([asker.asked], timeout=0.05)
        assert left == ["waits"]
        asker.asked.cancel()

    asyncio.run(story())


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "1000000"])
def test_a_limit_that_is_no_number_is_said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert settings.most_connections() == (200, 150)
    monkeypatch.setenv("CJDATA_CONNECTIONS", text)
    with pytest.raises(CjdataError, match="CJDATA_CONNECTIONS"):
        settings.most_connections()
