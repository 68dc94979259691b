"""Who may load figures and who may write words on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.dashboard.sign_in.access import (
    Caller,
    Editor,
    WritingRight,
    is_at_this_machine,
    may_load,
    standing_of,
    who_edits,
)
from cjdata.dashboard.sign_in.openid import SignInSetup, is_complete, provider_of
from cjdata.dashboard.sign_in.signed_in import User, user_of
from cjdata.guard.server_place import ServerPlace

OWN = ServerPlace("127.0.0.1", 8501)
HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
REMOTE = Caller("10.1.2.3", {"Host": "justice.example", "Origin": "https://justice.example"})


def caller(address: str | None = None, **headers: str) -> Caller:
    """Somebody at this machine, but for what is said otherwise."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Caller(address, {**HERE, **named}, OWN, has_pass=True)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_whoever_opened_a_local_address_with_its_key_is_at_this_machine(name: str) -> None:
    assert is_at_this_machine(caller(Host=f"{name}:8501", Origin=f"http://{name}:8501"))


def test_whatever_the_headers_say_nobody_without_the_key_is_at_this_machine() -> None:
    assert not is_at_this_machine(replace(caller(), has_pass=False))


@pytest.mark.parametrize(
    "place",
    [
        None,
        ServerPlace("", 8501),
        ServerPlace("0.0.0.0", 8501),
        ServerPlace("10.0.0.7", 8501),
        ServerPlace("127.0.0.1", 8501, public="https://justice.example"),
        ServerPlace("127.0.0.1", 8501, is_published=True),
    ],
)
def test_on_a_server_for_others_nobody_is_at_this_machine(place: ServerPlace | None) -> None:
    assert not is_at_this_machine(replace(caller(), place=place))


@pytest.mark.parametrize("port", ["", ":8502", ":80"])
def test_a_page_of_another_port_is_not_this_machine(port: str) -> None:
    assert not is_at_this_machine(caller(Origin=f"http://localhost{port}"))
    assert not is_at_this_machine(caller(Host=f"localhost{port}", Origin=f"http://localhost{port}"))


@pytest.mark.parametrize("address", [None, "127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
def test_a_connection_from_the_machine_itself_is_local(address: str | None) -> None:
    assert is_at_this_machine(caller(address))


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.2", "2001:db8::1", "somewhere", ""])
def test_a_connection_from_elsewhere_is_not(address: str) -> None:
    assert not is_at_this_machine(caller(address))


@pytest.mark.parametrize(
    "host",
    [
        "justice.example",
        "localhost.example",
        "127.0.0.1.example:8501",
        "localhost@justice.example",
        "10.0.0.7:8501",
        "0.0.0.0:8501",
        "[::2]",
        "[",
        "",
    ],
)
def test_another_name_in_the_address_is_not_this_machine(host: str) -> None:
    assert not is_at_this_machine(caller(Host=host))
    assert not is_at_this_machine(caller(Origin=f"http://{host}"))
    assert not is_at_this_machine(caller(Host=host, Origin=f"http://{host}"))


@pytest.mark.parametrize("origin", ["", "null", "localhost:8501", "file://localhost/page.html"])
def test_a_page_that_is_not_the_dashboard_s_is_not_this_machine(origin: str) -> None:
    assert not is_at_this_machine(caller(Origin=origin))


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "Forwarded", "X-Real-IP", "Via"],
)
def test_a_proxy_on_the_machine_lets_nobody_in(header: str) -> None:
    assert not is_at_this_machine(replace(caller(), headers={**HERE, header: "127.0.0.1"}))


def test_without_headers_nobody_is_at_this_machine() -> None:
    assert not is_at_this_machine(Caller())


def test_the_setting_decides() -> None:
    assert may_load("signed-in", REMOTE, is_editor=True)
    assert not may_load("signed-in", caller())
    assert not may_load("local", REMOTE, is_editor=True)
    assert may_load("on", REMOTE)
    assert may_load("on", Caller())
    assert may_load("local", caller())
    assert not may_load("local", REMOTE)
    assert not may_load("off", caller())


# --- Who may write ---

EDITORS = frozenset({"@clacks.gov.uk", "ann@falkirk.gov.uk"})
ANN = User("Ann Example", "Ann@Falkirk.gov.uk")
BOB = User("Bob Other", "bob@elsewhere.example")
AT_THE_MACHINE = replace(caller(), account="someone here")
NOW = 1_800_000_000.0
CLAIMS = {
    "is_logged_in": True,
    "iat": int(NOW) - 60,
    "name": "Ann Example",
    "email": "ann@clacks.gov.uk",
    "email_verified": True,
}

callers = st.sampled_from([REMOTE, AT_THE_MACHINE, Caller()])
users = st.one_of(st.none(), st.builds(User, st.text(), st.one_of(st.text(), st.emails())))


def test_whoever_sits_at_the_machine_may_write_under_the_name_of_the_account() -> None:
    assert who_edits("local", AT_THE_MACHINE, None, frozenset()) == Editor("someone here")


@pytest.mark.parametrize("email", ["ann@falkirk.gov.uk", "ANN@FALKIRK.GOV.UK", "x@Clacks.gov.uk"])
def test_whoever_is_named_may_write_after_signing_in(email: str) -> None:
    editor = who_edits("local", REMOTE, User("Ann Example", email), EDITORS)
    assert editor == Editor("Ann Example", is_signed_in=True)


def test_where_only_editors_write_the_machine_alone_opens_nothing() -> None:
    assert who_edits("signed-in", AT_THE_MACHINE, None, EDITORS) is None
    assert who_edits("signed-in", REMOTE, ANN, EDITORS) == Editor(ANN.name, is_signed_in=True)


def test_whoever_sits_there_without_the_key_is_told_of_it() -> None:
    there = replace(AT_THE_MACHINE, has_pass=False)
    said = standing_of("local", there, None, EDITORS, SignInSetup.NONE)
    assert said is WritingRight.KEY_NOT_SHOWN


def test_a_name_signed_in_with_counts_before_the_account_of_the_machine() -> None:
    assert who_edits("local", AT_THE_MACHINE, ANN, EDITORS) == Editor(ANN.name, is_signed_in=True)
    assert who_edits("local", AT_THE_MACHINE, BOB, EDITORS) == Editor("someone here")


@pytest.mark.parametrize(
    "email",
    [
        "",
        "@clacks.gov.uk",
        "clacks.gov.uk",
        "bob@falkirk.gov.uk",
        "x@evil.com@clacks.gov.uk",
        "x@clacks.gov.uk@evil.com",
        "x@clacks.gov.uk.evil.com",
        "x@evil.clacks.gov.uk",
        "x@evilclacks.gov.uk",
        "x@clacks.gov.uk.",
        "x@.clacks.gov.uk",
        "x@clacks.gov.uk\n",
        "x@clacks.gov.uk ",
        " x@clacks.gov.uk",
        "x y@clacks.gov.uk",
        "x@clacks.gov.uk,y@evil.com",
        "*@clacks.gov.uk",
        '"x@evil.com"@clacks.gov.uk',
        "x <x@clacks.gov.uk>",
        "x@evil.com\x00@clacks.gov.uk",
        "x@cl\u0430cks.gov.uk",  # a Cyrillic a
        "x@clac\u212as.gov.uk",  # the sign for kelvin, a small k once it is made small
        "x@clac\u212aS.gov.uk",
        "x@clacks\uff0egov.uk",  # a wide full stop
        "x\uff20clacks.gov.uk",  # a wide @
        "\u00e1nn@falkirk.gov.uk",
        "ann@fal\u0131kirk.gov.uk",
    ],
)
def test_an_address_that_only_looks_like_a_named_one_opens_nothing(email: str) -> None:
    assert who_edits("local", REMOTE, User("Ann Example", email), EDITORS) is None


@given(st.text(), st.sampled_from(sorted(EDITORS)))
def test_whatever_stands_round_a_named_entry_only_a_whole_plain_address_opens(
    text: str, entry: str
) -> None:
    for email in (f"{text}{entry}", f"{entry}{text}", f"x@{text}{entry}", f"x{entry}{text}"):
        if who_edits("local", REMOTE, User("x", email), EDITORS):
            local, _, domain = email.lower().partition("@")
            assert email.isascii()
            assert local
            assert f"@{domain}" in EDITORS or email.lower() in EDITORS


@given(st.emails(), st.sampled_from(["local", "signed-in", "off"]))
def test_without_a_list_signing_in_opens_nothing(email: str, rule: Any) -> None:
    assert who_edits(rule, REMOTE, User("x", email), frozenset()) is None


@given(callers, users)
def test_where_writing_is_off_nobody_writes(caller: Caller, user: User | None) -> None:
    assert who_edits("off", caller, user, EDITORS) is None
    assert standing_of("off", caller, user, EDITORS, SignInSetup.WHOLE) is WritingRight.SWITCHED_OFF


@given(callers, users, st.sampled_from(["local", "signed-in", "off"]), st.sampled_from(SignInSetup))
def test_what_the_page_says_and_who_may_write_agree(
    caller: Caller, user: User | None, rule: Any, setup: SignInSetup
) -> None:
    editor = who_edits(rule, caller, user, EDITORS)
    standing = standing_of(rule, caller, user, EDITORS, setup)
    assert (standing in (WritingRight.AT_THE_MACHINE, WritingRight.SIGNED_IN)) == (
        editor is not None
    )
    assert (standing is WritingRight.SIGNED_IN) == (editor is not None and editor.is_signed_in)


@pytest.mark.parametrize(
    ("user", "setup", "standing"),
    [
        (None, SignInSetup.NONE, WritingRight.NOT_SET_UP),
        (None, SignInSetup.IN_PART, WritingRight.SET_UP_IN_PART),
        (None, SignInSetup.WHOLE, WritingRight.SIGNED_OUT),
        (BOB, SignInSetup.WHOLE, WritingRight.NOT_NAMED),
        (ANN, SignInSetup.WHOLE, WritingRight.SIGNED_IN),
    ],
)
def test_a_reader_elsewhere_is_told_what_is_missing(
    user: User | None, setup: SignInSetup, standing: WritingRight
) -> None:
    assert standing_of("local", REMOTE, user, EDITORS, setup) is standing


# --- What a provider says ---


def test_who_has_signed_in_is_known_by_name_and_address() -> None:
    assert user_of(CLAIMS, NOW) == User("Ann Example", "ann@clacks.gov.uk")


@pytest.mark.parametrize(
    "changes",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"is_logged_in": None},
        {"iat": None},
        {"iat": "now"},
        {"iat": int(NOW) - 13 * 3600},
        {"iat": int(NOW) + 3600},
        {"iat": float("nan")},
    ],
)
def test_nobody_is_in_without_a_sign_in_of_this_working_day(changes: dict[str, Any]) -> None:
    assert user_of({**CLAIMS, **changes}, NOW) is None
    assert user_of({}, NOW) is None


@pytest.mark.parametrize("verified", [False, "false", "False", "", None, 0, "no", [], "yes"])
def test_an_address_that_the_provider_does_not_vouch_for_counts_as_none(verified: object) -> None:
    user = user_of({**CLAIMS, "email_verified": verified}, NOW)
    assert user == User("Ann Example", "")
    assert who_edits("local", REMOTE, user, EDITORS) is None


@pytest.mark.parametrize("email", [None, 7, ["ann@clacks.gov.uk"], {"a": 1}, True])
def test_an_address_that_is_no_text_counts_as_none(email: object) -> None:
    assert user_of({**CLAIMS, "email": email}, NOW) == User("Ann Example", "")


def test_a_provider_that_does_not_speak_of_vouching_is_believed() -> None:
    silent = {key: value for key, value in CLAIMS.items() if key != "email_verified"}
    assert user_of(silent, NOW) == user_of(CLAIMS, NOW)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  Ann \n Example\t", "Ann Example"),
        ("Ann\u202eelpmaxE", "Ann elpmaxE"),
        ("", "ann@clacks.gov.uk"),
        (None, "ann@clacks.gov.uk"),
        (["Ann"], "ann@clacks.gov.uk"),
        ("x" * 500, "x" * 100),
    ],
)
def test_a_name_goes_into_the_history_in_one_short_line(name: object, shown: str) -> None:
    user = user_of({**CLAIMS, "name": name}, NOW)
    assert user is not None
    assert user.name == shown


@given(st.dictionaries(st.sampled_from(list(CLAIMS)), st.one_of(st.text(), st.none(), st.floats())))
def test_no_answer_of_a_provider_breaks_the_page(claims: dict[str, Any]) -> None:
    assert user_of(claims, NOW) is None
    user = user_of({**claims, "is_logged_in": True, "iat": NOW}, NOW)
    assert user is not None
    assert user.name


# --- What is set up ---

SHARED = {
    "redirect_uri": "https://justice.example/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
CLIENT = {"client_id": "a", "client_secret": "b", "server_metadata_url": "https://id.example/x"}


@pytest.mark.parametrize(
    ("section", "name"),
    [({**SHARED, **CLIENT}, None), ({**SHARED, "entra": CLIENT}, "entra")],
)
def test_a_whole_section_sets_sign_in_up(section: dict[str, Any], name: str | None) -> None:
    assert is_complete(section)
    assert provider_of(section) == name


@pytest.mark.parametrize("key", [*SHARED, *CLIENT])
@pytest.mark.parametrize("value", ["", " ", None, 5])
def test_a_section_with_a_gap_does_not(key: str, value: object) -> None:
    whole = {**SHARED, **CLIENT}
    assert not is_complete({**whole, key: value})
    assert not is_complete({name: text for name, text in whole.items() if name != key})


@pytest.mark.parametrize(
    "changes",
    [
        {"cookie_secret": "guessable"},
        {"redirect_uri": "https://justice.example/"},
        {"client_id": {"client_id": "a"}},
    ],
)
def test_a_section_that_could_not_work_safely_does_not(changes: dict[str, Any]) -> None:
    assert not is_complete({**SHARED, **CLIENT, **changes})


def test_an_empty_section_does_not() -> None:
    assert not is_complete({})
    assert not is_complete(SHARED)
