"""Who may load figures on the page."""

from __future__ import annotations

import pytest

from cjdata.dashboard.access import Caller, is_at_this_machine, may_load

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
REMOTE = Caller("10.1.2.3", {"Host": "justice.example", "Origin": "https://justice.example"})


def caller(address: str | None = None, **headers: str) -> Caller:
    """Somebody at this machine, but for what is said otherwise."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Caller(address, {**HERE, **named})


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
@pytest.mark.parametrize("port", ["", ":8501"])
def test_whoever_opened_a_local_address_is_at_this_machine(name: str, port: str) -> None:
    assert is_at_this_machine(caller(Host=name + port, Origin=f"http://{name}{port}"))


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


@pytest.mark.parametrize("origin", ["", "null", "localhost:8501", "file://localhost/page.html"])
def test_a_page_that_is_not_the_dashboard_s_is_not_this_machine(origin: str) -> None:
    assert not is_at_this_machine(caller(Origin=origin))


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "Forwarded", "X-Real-IP", "Via"],
)
def test_a_proxy_on_the_machine_lets_nobody_in(header: str) -> None:
    assert not is_at_this_machine(Caller(None, {**HERE, header: "127.0.0.1"}))


def test_without_headers_nobody_is_at_this_machine() -> None:
    assert not is_at_this_machine(Caller())


def test_the_setting_decides() -> None:
    assert may_load("on", REMOTE)
    assert may_load("on", Caller())
    assert may_load("local", caller())
    assert not may_load("local", REMOTE)
    assert not may_load("off", caller())
