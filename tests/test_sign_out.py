"""Signing out by the bare address, without the button: the door ends the sign-in on the server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from cjdata import events
from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import access, openid
from cjdata.door import front_door
from cjdata.door.sign_out import SignOut
from tests.knocking import knock

SECRET = "s" * 40
SECTION = {
    "redirect_uri": "https://justice.example/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "its own",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}
URL = "https://justice.example/auth/logout"


def ann(**more: str) -> dict[str, Any]:
    return {
        "is_logged_in": True,
        "iss": "https://id.example",
        "sub": "1234",
        "email": "ann@clacks.gov.uk",
        "iat": int(time.time()),
        **more,
    }


def cookies_of(claims: dict[str, Any], secret: str = SECRET) -> dict[str, str]:
    """Give the header that a browser sends after Streamlit has signed somebody in."""
    made: dict[str, str] = {}

    def signed(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    set_cookie_with_chunks(
        lambda name, value: made.update({name: signed(name, value).decode()}),
        signed,
        "_streamlit_user",
        claims,
        cookie_attr_size=60,
    )
    return {"cookie": "; ".join(f"{name}={value}" for name, value in made.items())}


async def _streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("signed out in the browser")(scope, receive, send)


@pytest.fixture(autouse=True)
def sign_in_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    monkeypatch.setenv("CJDATA_EDITORS", "@clacks.gov.uk")
    monkeypatch.setattr(openid, "_section", lambda: SECTION)
    monkeypatch.setattr(openid, "get_cookie_secret", lambda: SECRET)


def still_writes(monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]) -> bool:
    """Whether somebody who kept the cookie may go on writing."""
    monkeypatch.setattr(openid, "claims", lambda: claims)
    return access.editor() is not None


@pytest.mark.parametrize("more", [{}, {"picture": "x" * 6_000}], ids=["one cookie", "split"])
@pytest.mark.parametrize("url", [URL, "https://justice.example/cj/auth/logout?x=1"])
def test_the_bare_address_ends_writing_also_for_a_cookie_that_was_kept(
    monkeypatch: pytest.MonkeyPatch, url: str, more: dict[str, str]
) -> None:
    claims = ann(**more)
    assert still_writes(monkeypatch, claims)
    answer = knock(SignOut(_streamlit), url, headers=cookies_of(claims))
    assert (answer.status, answer.text) == (200, "signed out in the browser")
    assert not still_writes(monkeypatch, claims)


def test_no_other_address_ends_a_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = ann()
    for path in ("", "auth/login", "oauth2callback", "meeting-pack", "auth/logout/x"):
        knock(SignOut(_streamlit), f"https://justice.example/{path}", headers=cookies_of(claims))
    assert still_writes(monkeypatch, claims)


def test_a_cookie_that_this_server_has_not_signed_ends_nobodys_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = ann()
    forged = [cookies_of(claims, "f" * 40), {"cookie": "_streamlit_user=ÿ"}, {"cookie": "=;"}, {}]
    for headers in forged:
        assert knock(SignOut(_streamlit), URL, headers=headers).status == 200
    assert still_writes(monkeypatch, claims)


def test_where_no_database_keeps_it_the_browser_is_signed_out_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr(events, "record", lambda event, **_: said.append(event))
    monkeypatch.setenv("CJDATA_DATABASE_URL", f"sqlite:///{tmp_path}/none/words.sqlite")
    answer = knock(SignOut(_streamlit), URL, headers=cookies_of(ann()))
    assert answer.status == 200
    assert "sign-out not kept" in said


def test_without_sign_in_the_address_makes_no_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(openid, "_section", dict)
    knock(SignOut(_streamlit), URL, headers=cookies_of(ann()))
    assert open_words_store.words_if_any() is None
    assert list(tmp_path.iterdir()) == []


def test_the_door_of_the_dashboard_does_so() -> None:
    assert SignOut in [part.cls for part in front_door.opening()["middleware"]]
