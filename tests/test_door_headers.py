"""What the door says to browsers: which scripts may run, who may frame a page, for how long."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cjdata.door import front_door
from cjdata.door.cookies import COUNTS_FOR, ShortCookies, short_cookie
from cjdata.door.security_headers import (
    SecurityHeaders,
    content_policy,
    hash_of,
    inline_scripts,
    streamlit_page,
)
from tests.knocking import knock

ROOT = Path(__file__).resolve().parents[1]
URL = "http://localhost:8501/"


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse("the page")
    answer.set_cookie("_streamlit_user", "somebody", max_age=30 * 24 * 3600)
    await answer(scope, receive, send)


def door(*, is_behind_tls: bool = True) -> ASGIApp:
    inner = ShortCookies(_inside, is_behind_tls=is_behind_tls)
    return SecurityHeaders(inner, policy="the policy", is_behind_tls=is_behind_tls)


def test_every_answer_says_what_a_browser_may_do_with_it() -> None:
    headers = knock(door(), URL).headers
    assert headers["content-security-policy"] == "the policy"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in knock(door(is_behind_tls=False), URL).headers


def test_only_scripts_of_this_server_and_the_known_ones_inside_its_pages_run() -> None:
    [script] = inline_scripts(streamlit_page())
    policy = dict(p.split(" ", 1) for p in content_policy([streamlit_page()]).split("; "))
    assert hash_of(script) in policy["script-src"]
    assert "unsafe" not in policy["script-src"]
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


def test_the_hash_of_a_script_is_the_one_that_browsers_work_out() -> None:
    # The example of the specification: Content Security Policy Level 3, 8.3.
    assert hash_of("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_every_script_that_a_page_of_ours_holds_is_named_at_the_door() -> None:
    named = re.findall(r"(\w+)\.(\w+)\b", Path(front_door.__file__).read_text("utf-8"))
    drawn = [
        path
        for path in (ROOT / "cjdata" / "dashboard").rglob("*.py")
        if "unsafe_allow_javascript" in path.read_text("utf-8")
    ]
    holding = [
        path
        for path in (ROOT / "cjdata" / "dashboard").rglob("*.py")
        if "<script>" in path.read_text("utf-8")
    ]
    assert len(drawn) == len(holding) == 2
    assert [p.stem for p in holding if p.stem not in {module for module, _ in named}] == []


@pytest.mark.parametrize("is_behind_tls", [True, False])
def test_a_cookie_counts_for_a_working_day_and_no_script_reads_it(is_behind_tls: bool) -> None:
    [cookie] = SimpleCookie(
        knock(door(is_behind_tls=is_behind_tls), URL).headers["set-cookie"]
    ).values()
    assert cookie.value == "somebody"
    assert cookie["max-age"] == str(COUNTS_FOR)
    assert cookie["httponly"]
    assert bool(cookie["secure"]) is is_behind_tls


def test_a_cookie_is_never_made_to_last_longer_and_one_taken_away_stays_away() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(days=30), usegmt=True)
    past = "Thu, 01 Jan 1970 00:00:00 GMT"

    def short(text: str) -> str:
        return short_cookie(text, is_behind_tls=True)

    assert "Max-Age=60;" in short("a=b; Max-Age=60; Path=/")
    assert f"Max-Age={COUNTS_FOR};" in short(f"a=b; expires={later}; Path=/")
    assert later not in short(f"a=b; expires={later}; Path=/")
    assert "Max-Age" not in short("a=b; Path=/")  # until the browser is closed
    gone = short(f'a=""; expires={past}; Max-Age=0; Path=/')
    assert past in gone
    assert "Max-Age=0;" in gone
    assert "HttpOnly" not in short("_streamlit_xsrf=2|ab; Path=/")
    assert short("no cookie") == "no cookie"
