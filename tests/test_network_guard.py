"""Nothing is asked of any network unless a person says so: neither here nor by what is started."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import network_guard
import pytest
from killing import on_a_small_disk, unix_only
from network_guard import LeavesTheMachine
from read_pages import open_page

from cjdata.reference.catalogue import Catalogue
from taskrunner.programs import PROJECT


def tried_by(script: str) -> list[str]:
    """Run a script of its own, which must end well, and give what it tried."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return network_guard.take_tried()


@pytest.mark.parametrize("host", ["192.0.2.1", "www.gov.scot", "2001:db8::1"])
def test_a_connection_that_leaves_the_machine_fails_and_is_remembered(host: str) -> None:
    with pytest.raises(LeavesTheMachine):
        socket.create_connection((host, 443), timeout=1)
    assert any(host in said for said in network_guard.take_tried())


def test_one_that_is_caught_by_the_product_fails_the_test_all_the_same() -> None:
    with contextlib.suppress(Exception):  # as a product may
        socket.getaddrinfo("www.gov.scot", 443)
    assert network_guard.take_tried() == ["socket.getaddrinfo www.gov.scot"]


def test_what_stays_on_the_machine_is_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()
    assert network_guard.take_tried() == []


ELSEWHERE = ("192.0.2.1", 9)


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.sendto(b"x", ELSEWHERE),
        lambda one: one.sendmsg([b"x"], [], 0, ELSEWHERE),
        lambda one: one.connect(ELSEWHERE),
        lambda one: one.connect_ex(ELSEWHERE),
        lambda _: socket.gethostbyaddr(ELSEWHERE[0]),
        lambda _: socket.getnameinfo(ELSEWHERE, 0),
        lambda _: socket.gethostbyname_ex(ELSEWHERE[0]),
    ],
    ids=["sendto", "sendmsg", "connect", "connect_ex", "name of", "name and port of", "address"],
)
def test_whichever_way_the_network_is_asked(ask: Callable[[socket.socket], object]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, pytest.raises(LeavesTheMachine):
        ask(one)
    [said] = network_guard.take_tried()
    assert said.endswith(ELSEWHERE[0])


def test_what_two_processes_say_to_each_other_is_let_through() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendmsg([b"x"])
        assert other.recv(1) == b"x"
    assert network_guard.take_tried() == []


def test_a_script_that_fails_is_no_proof_of_anything() -> None:
    with pytest.raises(AssertionError, match="no_such_module"):
        tried_by("import no_such_module")


def asks_the_network(_: Path) -> None:
    """A job for the tests of kills."""
    socket.getaddrinfo("www.gov.scot", 443)


@unix_only
def test_jobs_that_are_killed_are_guarded_too(tmp_path: Path) -> None:
    template, work = tmp_path / "template", tmp_path / "work"
    template.mkdir()
    work.mkdir()
    with pytest.raises(AssertionError, match="LeavesTheMachine"):
        on_a_small_disk(asks_the_network, template, work, [1_000_000])
    assert network_guard.take_tried() == ["socket.getaddrinfo www.gov.scot"]


def test_programs_that_are_started_are_guarded_too() -> None:
    script = (
        "import contextlib, socket\n"
        "with contextlib.suppress(AssertionError):\n"
        "    socket.getaddrinfo('www.gov.scot', 443)"
    )
    assert tried_by(script) == ["socket.getaddrinfo www.gov.scot"]
    assert os.environ["PYTHONPATH"].split(os.pathsep)[0] == str(network_guard.FOLDER)


def test_of_several_processes_that_run_tests_none_takes_what_is_told_to_another() -> None:
    script = (
        "import contextlib, network_guard, socket\n"
        "network_guard.guard_with_children()\n"
        "with contextlib.suppress(AssertionError):\n"
        "    socket.getaddrinfo('www.gov.scot', 443)\n"
        "assert network_guard.tried"
    )
    assert tried_by(script) == []


@pytest.mark.parametrize("command", ["status", "history", "build"])
def test_commands_ask_nobody(command: str, data_folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "cjdata", command],
        cwd=PROJECT,
        env=os.environ | {"CJDATA_HOME": str(data_folder)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    assert network_guard.take_tried() == []


def test_no_page_asks_anybody(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_LOADING", "on")
    pages = sorted(path.stem for path in (PROJECT / "pages").glob("*.py"))
    assert {theme.page for theme in catalogue.themes} <= set(pages)
    for page in pages:
        assert open_page(page).title
        assert network_guard.take_tried() == [], page


def test_nothing_is_asked_when_what_can_fetch_is_imported() -> None:
    script = (
        "import cjdata.fetching.sitting, cjdata.cli.data_tool, cjdata.dashboard.loading."
        "add_data_page"
    )
    assert tried_by(script) == []
