"""Signing in at the foot of the meeting pack, as Streamlit runs it, without a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from known_pages import HOME
from read_pages import PROJECT, Page
from streamlit.auth_util import validate_auth_credentials
from streamlit.testing.v1 import AppTest

from cjdata.dashboard.sign_in import access, openid, return_to_page
from cjdata.dashboard.sign_in.access import Caller
from cjdata.dashboard.sign_in.openid import SignInSetup
from cjdata.guard.server_place import ServerPlace
from cjdata.wording import meeting

DASHBOARD = str(PROJECT / "dashboard.py")
HERE = Caller(
    headers={"host": "localhost:8501", "origin": "http://localhost:8501"},
    place=ServerPlace("127.0.0.1", 8501),
    has_pass=True,
)
ELSEWHERE = Caller("10.1.2.3", {"host": "justice.example", "origin": "https://justice.example"})
SHARED = {
    "redirect_uri": "https://justice.example/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
CLIENT = {"client_id": "a", "client_secret": "b", "server_metadata_url": "https://id.example/x"}
WHOLE = {**SHARED, **CLIENT}
LABELS = {meeting.TEXTS.sign_in_label, meeting.TEXTS.sign_out_label}


@pytest.fixture(autouse=True)
def _surroundings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page with nothing on it but its foot."""
    monkeypatch.setattr(
        "cjdata.dashboard.meeting_page._DRAW",
        dict.fromkeys(meeting.TEXTS.by_key("parts"), lambda here: None),
    )
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON", "CJDATA_EDITING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(access, "caller", lambda: ELSEWHERE)
    monkeypatch.setenv("CJDATA_HOME", str(home))
    monkeypatch.setenv("CJDATA_EDITORS", "@clacks.gov.uk")


def person(email: str = "ann@clacks.gov.uk") -> dict[str, Any]:
    now = int(time.time())
    return {"is_logged_in": True, "iat": now, "name": "Ann Example", "email": email}


def foot(
    auth: dict[str, Any] | None = None, user: dict[str, Any] | None = None
) -> tuple[str, list[str]]:
    """What the foot of the page says, and its buttons."""
    at = AppTest.from_file(DASHBOARD, default_timeout=60)
    at.secrets = {"auth": auth} if auth is not None else {}
    at.user = user or {}
    page = Page(at.switch_page("pages/meeting-pack.py").run())
    buttons = [button.label for button in page.at.main.button if button.label in LABELS]
    notes = [node.text for node in page.root.all("p", "cj-note")]
    return " ".join(notes), buttons


def test_somebody_at_the_machine_is_asked_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "caller", lambda: HERE)
    for auth in (None, WHOLE):
        said, buttons = foot(auth)
        assert buttons == []
        assert "sign" not in said.lower()


def test_a_viewer_can_sign_in_where_it_is_set_up() -> None:
    said, buttons = foot(WHOLE)
    assert buttons == [meeting.TEXTS.sign_in_label]
    assert "sign" not in said.lower()


def test_a_named_editor_is_told_who_is_signed_in_and_can_sign_out() -> None:
    said, buttons = foot(WHOLE, person())
    assert "Signed in as Ann Example." in said
    assert buttons == [meeting.TEXTS.sign_out_label]


def test_somebody_not_named_is_told_whom_to_ask() -> None:
    said, buttons = foot(WHOLE, person("ann@elsewhere.example"))
    assert meeting.not_named("Ann Example", "ann@elsewhere.example") in said
    assert buttons == [meeting.TEXTS.sign_out_label]


def test_a_sign_in_of_yesterday_is_asked_for_again() -> None:
    said, buttons = foot(WHOLE, {**person(), "iat": int(time.time()) - 24 * 3600})
    assert buttons == [meeting.TEXTS.sign_in_label]
    assert "Signed in" not in said


def test_where_sign_in_is_not_set_up_a_viewer_is_told_where_words_are_written() -> None:
    said, buttons = foot()
    assert meeting.TEXTS.sign_in_not_set_up in said
    assert buttons == []


@pytest.mark.parametrize("auth", [{"redirect_uri": "x"}, {**WHOLE, "cookie_secret": "short"}])
def test_sign_in_set_up_in_part_is_not_offered(auth: dict[str, Any]) -> None:
    said, buttons = foot(auth, person())
    assert meeting.TEXTS.sign_in_in_part in said
    assert buttons == []


@pytest.mark.parametrize("caller", [HERE, ELSEWHERE])
def test_where_writing_is_off_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, caller: Caller
) -> None:
    monkeypatch.setattr(access, "caller", lambda: caller)
    monkeypatch.setenv("CJDATA_EDITING", "off")
    said, buttons = foot(WHOLE)
    assert meeting.TEXTS.writing_off in said
    assert buttons == []


def test_a_wrong_setting_leaves_the_foot_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_EDITORS", "everybody")
    assert foot(WHOLE) == (foot()[0], [])
    assert "sign" not in foot(WHOLE)[0].lower()


def test_names_and_addresses_of_a_provider_are_shown_as_plain_text() -> None:
    said, _ = foot(WHOLE, {**person("<b>x</b>@evil.example"), "name": "<script>1</script>"})
    assert "Signed in as <script>1</script> (<b>x</b>@evil.example)." in said


# --- What is set up ---


def test_without_the_packages_sign_in_is_set_up_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openid, "_section", lambda: WHOLE)
    assert openid.setup() is SignInSetup.WHOLE
    monkeypatch.setattr(openid, "find_spec", lambda name: None if name == "authlib" else name)
    assert openid.setup() is SignInSetup.IN_PART
    assert openid.claims() == {}


@pytest.mark.parametrize("content", [None, "[auth", "auth = 3", "[other]\nx = 1", "[auth]", "\xff"])
def test_a_file_of_secrets_that_says_nothing_of_sign_in_sets_nothing_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "secrets.toml"
    if content is not None:
        file.write_text(content, encoding="latin-1")
    secrets = type(st.secrets)()
    monkeypatch.setattr(openid.st, "secrets", secrets)
    option = st.get_option
    monkeypatch.setattr(
        "streamlit.config.get_option",
        lambda key: [str(file)] if key == "secrets.files" else option(key),
    )
    assert openid.setup() is SignInSetup.NONE
    assert access.editor() is None


@pytest.mark.parametrize("name", [None, "entra"])
def test_what_counts_as_whole_is_enough_for_streamlit(
    monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    """The page offers no button that ends in an error of Streamlit's."""
    section = {**SHARED, name: CLIENT} if name else WHOLE
    secrets = type(st.secrets)()
    secrets._secrets = {"auth": section}
    monkeypatch.setattr("streamlit.auth_util.secrets_singleton", secrets)
    assert openid.is_complete(section)
    validate_auth_credentials(openid.provider_of(section) or "default")


# --- Back to where one was ---


def cookie(token: bytes, mask: bytes) -> str:
    masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(token))
    return f"2|{mask.hex()}|{masked.hex()}|1800000000"


def test_a_browser_is_known_again_however_its_token_is_masked() -> None:
    token = bytes(range(16))
    known = {
        return_to_page.browser_of(cookie(token, mask)) for mask in (b"abcd", b"\0\0\0\0", b"wxyz")
    }
    assert known == {token.hex()}


@pytest.mark.parametrize(
    "text", ["", "2", "2|x|y|1", "1|61626364|00|1", "2|6162|" + "00" * 16 + "|1", "2|61626364||1"]
)
def test_a_cookie_that_says_something_else_leads_nowhere(text: str) -> None:
    assert return_to_page.browser_of(text) == ""


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Open the first page in a browser; another one left the meeting pack a while ago."""

    def opened(browser: str, seconds_ago: float = 0.0, **parameters: str) -> Page:
        then = time.time() - seconds_ago
        left = return_to_page.PageToReturnTo(
            "meeting-pack", {"area": "Falkirk"}, {"_pack": "kept"}, then
        )
        monkeypatch.setattr(return_to_page, "_left", {"ann": left})
        monkeypatch.setattr(return_to_page, "this_browser", lambda: browser)
        at = AppTest.from_file(DASHBOARD, default_timeout=60)
        for key, value in parameters.items():
            at.query_params[key] = value
        return Page(at.run())

    return opened


def test_whoever_comes_back_is_where_they_were_with_what_they_had(
    visit: Callable[..., Page],
) -> None:
    page = visit("ann")
    assert (page.title, page.area) == (f"{meeting.TEXTS.title}: Falkirk", "Falkirk")
    assert page.at.session_state["_pack"] == "kept"
    assert return_to_page._left == {}


def test_nobody_else_is_led_away_from_the_first_page(visit: Callable[..., Page]) -> None:
    for page in (visit("bob"), visit(""), visit("ann", 3600), visit("ann", area="Fife")):
        assert page.title.endswith("at a glance")


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_to_page, "_left", {})
    for number in range(return_to_page._MOST + 5):
        monkeypatch.setattr(return_to_page, "this_browser", lambda number=number: str(number))
        return_to_page.remember(HOME, {})
    assert len(return_to_page._left) == return_to_page._MOST
    assert "0" not in return_to_page._left
