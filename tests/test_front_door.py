"""The front door: who is let in, under which names, and who is taken to sit at the machine."""

from __future__ import annotations

import os
import re
import stat
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cjdata.door.machine_link import MachineLink, link_with_key
from cjdata.door.own_names import NOT_FROM_THERE, NOT_THIS_NAME, OwnNames
from cjdata.guard import machine_key, secret_file
from cjdata.guard.server_place import ServerPlace
from tests.knocking import knock

OWN = ServerPlace("127.0.0.1", 8501)
PUBLIC = ServerPlace("127.0.0.1", 8501, public="https://justice.example")
NOW = 1_800_000_000.0


# --- The key of the machine ---


def test_the_key_can_be_read_by_its_own_account_alone_and_stays_the_same(tmp_path: Path) -> None:
    key = machine_key.key_of(tmp_path)
    assert machine_key.key_of(tmp_path) == key
    assert len(key) >= 32
    assert stat.S_IMODE((tmp_path / machine_key.KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [machine_key.KEY_FILE]


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    found: set[str] = set()
    ready = threading.Barrier(8)

    def ask() -> None:
        ready.wait()
        found.add(machine_key.key_of(tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"\xff\xfe\x00", b"x" * 24, b"x" * 33, b"x" * 32 + b"\n", b"x y" + b"z" * 29],
)
def test_a_damaged_key_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / machine_key.KEY_FILE
    path.write_bytes(content)
    path.chmod(0o600)
    key = machine_key.key_of(tmp_path)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", key)
    assert path.read_text("ascii") == key != content.decode("latin-1")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610])
def test_a_key_that_others_could_read_or_write_is_made_anew(tmp_path: Path, mode: int) -> None:
    path = tmp_path / machine_key.KEY_FILE
    path.write_text("x" * 32, "ascii")
    path.chmod(0o600)
    assert machine_key.key_of(tmp_path) == "x" * 32
    path.chmod(mode)
    key = machine_key.key_of(tmp_path)
    assert key != "x" * 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert machine_key.key_of(tmp_path) == key


def test_a_key_of_another_account_is_made_anew_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = machine_key.key_of(tmp_path)
    monkeypatch.setattr(secret_file, "_MADE_HERE", {})
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    made = machine_key.key_of(tmp_path)
    assert made != before
    # Also where the file system gives every file to the same account.
    assert machine_key.key_of(tmp_path) == made == (tmp_path / machine_key.KEY_FILE).read_text()


def test_the_key_is_on_the_disk_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[bool] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        brought.append((tmp_path / machine_key.KEY_FILE).exists())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    machine_key.key_of(tmp_path)
    assert brought == [False]


def test_a_pass_counts_for_a_working_day() -> None:
    shown = machine_key.pass_until(NOW + machine_key.COUNTS_FOR, "a key")
    assert machine_key.is_pass(shown, "a key", NOW)
    assert machine_key.is_pass(shown, "a key", NOW + machine_key.COUNTS_FOR - 1)
    assert not machine_key.is_pass(shown, "a key", NOW + machine_key.COUNTS_FOR + 1)
    assert not machine_key.is_pass(shown, "another key", NOW)


@given(st.text(), st.integers(0, 100), st.characters())
def test_no_made_up_or_changed_pass_counts(text: str, at: int, letter: str) -> None:
    assert not machine_key.is_pass(text, "a key", NOW)
    shown = machine_key.pass_until(NOW + 60, "a key")
    changed = shown[:at] + letter + shown[at + 1 :]
    assert machine_key.is_pass(changed, "a key", NOW) == (changed == shown)


# --- Names and origins ---


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "a.localhost"])
def test_a_dashboard_on_one_s_own_machine_answers_to_the_machine_s_names(host: str) -> None:
    assert OWN.answers_to(host)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example:8501", "localhost@evil.example", "[", "a b"],
)
def test_and_to_no_other_name_that_leads_there(host: str) -> None:
    assert not OWN.answers_to(host)


def test_a_server_for_others_answers_to_its_public_name() -> None:
    assert PUBLIC.answers_to("justice.example")
    assert PUBLIC.answers_to("127.0.0.1:8501")  # a proxy that does not pass the name on
    assert not PUBLIC.answers_to("evil.example")
    assert ServerPlace("", 8501).answers_to("council-pc:8501")


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("http://localhost:8502", "localhost:8501", False),
        ("http://localhost", "localhost:8501", False),
        ("https://justice.example", "127.0.0.1:8501", True),
        ("https://justice.example:443", "127.0.0.1:8501", True),
        ("http://justice.example", "127.0.0.1:8501", False),
        ("https://justice.example.evil.example", "127.0.0.1:8501", False),
        ("https://justice.example@evil.example", "127.0.0.1:8501", False),
        ("null", "localhost:8501", False),
        ("", "localhost:8501", False),
    ],
)
def test_only_pages_of_the_dashboard_itself_may_use_it(origin: str, host: str, own: bool) -> None:
    assert PUBLIC.is_own_origin(origin, host) is own


# --- At the door ---


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the door."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    await PlainTextResponse("the page")(scope, receive, send)


KEY = "the-key-of-this-machine"


def door(place: ServerPlace = OWN) -> ASGIApp:
    """The door of a server somewhere."""
    return OwnNames(MachineLink(_inside, place=place, key=KEY), place=place)


def test_the_link_with_the_key_gives_a_pass_and_leaves_the_address() -> None:
    link = link_with_key("http://localhost:8501", KEY, "set=illustrative")
    answer = knock(door(), link.replace("8501/?", "8501/add-data?"))
    assert answer.status == 303
    assert answer.headers["location"] == "/add-data?set=illustrative"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age=43200" in cookie


@pytest.mark.parametrize(
    ("place", "url", "key"),
    [
        (OWN, "http://localhost:8501", "another"),
        (OWN, "http://localhost:8501", ""),
        (OWN, "http://localhost:8502", KEY),
        (PUBLIC, "http://localhost:8501", KEY),
        (ServerPlace("", 8501), "http://localhost:8501", KEY),
    ],
)
def test_no_pass_is_given_for_another_key_or_on_a_server_for_others(
    place: ServerPlace, url: str, key: str
) -> None:
    answer = knock(door(place), f"{url}/?area=Fife&key={key}")
    assert answer.status == 303
    assert parse_qs(urlsplit(answer.headers["location"]).query) == {"area": ["Fife"]}
    assert "set-cookie" not in answer.headers


def test_a_link_with_a_key_leads_to_no_other_host() -> None:
    answer = knock(door(), "http://localhost:8501//evil.example/?key=x")
    assert answer.headers["location"] == "/evil.example/"


def test_another_name_or_another_site_s_page_is_refused_in_words() -> None:
    led_here = knock(door(), "http://evil.example:8501/")
    assert (led_here.status, led_here.text.strip()) == (421, NOT_THIS_NAME)
    asked = "http://localhost:8501/add-data"
    posted = knock(door(), asked, "POST", {"origin": "http://evil.example"})
    assert (posted.status, posted.text.strip()) == (403, NOT_FROM_THERE)
    own = knock(door(), asked, "POST", {"origin": "http://localhost:8501"})
    assert (own.status, own.text) == (200, "the page")


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:9999", "null"])
def test_no_page_of_another_origin_opens_a_connection(origin: str) -> None:
    asked = "ws://localhost:8501/stream"
    assert knock(door(), asked, headers={"origin": "http://localhost:8501"}).status == 101
    assert knock(door(), asked, headers={"origin": origin}).status == 403
