"""What watches a server is told the truth, quickly, and nothing that is not for everybody."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette

from cjdata import events
from cjdata.dashboard import html
from cjdata.dashboard.narrative import open_words_store
from cjdata.door import health, request_log, script_error
from cjdata.door.health import CHECKS, Health
from cjdata.own_version import own_version
from tests.knocking import knock

URL = "http://localhost:8501"


def answer(checks: dict[str, Callable[[], str]]) -> tuple[int, dict[str, str]]:
    found = knock(Starlette(routes=health.routes(Health(checks))), f"{URL}/healthz")
    return found.status, json.loads(found.text)


def test_a_dashboard_that_can_do_its_work_is_well() -> None:
    assert answer({"figures": str, "words": str}) == (
        200,
        {"status": "ok", "figures": "ok", "words": "ok"},
    )


def test_one_that_cannot_says_what_is_wrong() -> None:
    status, said = answer({"figures": str, "words": lambda: "It does not answer."})
    assert status == 503
    assert said == {"status": "failing", "figures": "ok", "words": "It does not answer."}


def test_a_check_that_hangs_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    ends = threading.Event()

    def hangs() -> str:
        ends.wait()
        return ""

    status, said = answer({"words": hangs, "figures": str})
    ends.set()
    assert (status, said["figures"]) == (503, "ok")
    assert "No answer" in said["words"]


def test_however_many_ask_the_work_is_done_once_and_again_after_a_while() -> None:
    asked, now = [], [0.0]

    def check() -> str:
        asked.append(1)
        return ""

    async def ask() -> None:
        kept = Health({"figures": check}, clock=lambda: now[0])
        await asyncio.gather(*(kept.found() for _ in range(50)))
        assert len(asked) == 1
        now[0] = health.KEPT_FOR
        await kept.found()
        assert len(asked) == 2

    asyncio.run(ask())


def test_without_figures_or_with_a_broken_database_the_dashboard_is_not_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    assert CHECKS["figures"]() == "The published figures cannot be shown."
    assert CHECKS["words"]() == ""  # nobody has written yet
    assert CHECKS["disk"]() == ""
    (tmp_path / "words.sqlite").write_bytes(b"no database" * 100)
    said = CHECKS["words"]()
    assert said == "The database of words does not answer."
    assert str(tmp_path) not in said
    monkeypatch.setattr(health, "LEAST_SPACE", 1 << 62)
    assert CHECKS["disk"]() == "The disk is nearly full."


def test_with_figures_and_words_it_is(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    open_words_store.words()
    assert {name: check() for name, check in CHECKS.items()} == dict.fromkeys(CHECKS, "")


def test_the_version_is_told_and_nothing_of_the_figures() -> None:
    found = knock(Starlette(routes=health.routes()), f"{URL}/version")
    assert set(json.loads(found.text)) == {"dashboard", "streamlit"}
    assert json.loads(found.text)["dashboard"] == own_version()


# --- The log ---


@pytest.fixture
def log() -> io.StringIO:
    """What the log of events says from now on."""
    stream = io.StringIO()
    events.start(stream)
    return stream


@pytest.fixture(autouse=True)
def _silent_again() -> object:
    before = list(events._LOG.handlers)
    yield
    events._LOG.handlers[:] = before


def test_an_event_is_one_line_of_json(log: io.StringIO) -> None:
    events.record("published", by="Ann\nExample", files=2)
    [line] = log.getvalue().splitlines()
    said = json.loads(line)
    assert (said["event"], said["by"], said["files"]) == ("published", "Ann\nExample", 2)


def test_an_event_is_written_once_however_often_the_log_is_begun(log: io.StringIO) -> None:
    events.start(io.StringIO())
    events.record("stopped")
    assert len(log.getvalue().splitlines()) == 1


def test_a_request_is_logged_without_what_may_be_secret_in_its_address(log: io.StringIO) -> None:
    app = request_log.RequestLog(Starlette(routes=health.routes(Health({}))))
    knock(app, f"{URL}/healthz?key=the-key-of-this-machine")
    said = json.loads(log.getvalue())
    assert (said["path"], said["status"]) == ("/healthz", 200)
    assert "the-key" not in log.getvalue()
    assert "127.0.0.1" not in log.getvalue()


def test_a_file_that_is_sent_is_logged_without_the_id_of_the_visit(log: io.StringIO) -> None:
    app = request_log.RequestLog(Starlette())
    for base in ("", "/justice"):
        knock(app, f"{URL}{base}/_stcore/upload_file/the-visit/1", "PUT")
        said = json.loads(log.getvalue().splitlines()[-1])
        assert said["path"] == f"{base}/_stcore/upload_file/…"
    assert "the-visit" not in log.getvalue()


def test_a_page_that_fails_gives_the_reader_the_number_under_which_the_log_has_it(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(script_error.st, "html", shown.append)
    with pytest.raises(ValueError, match="not for readers") as failed:
        int("not for readers")
    assert script_error.show(failed.value)
    said = json.loads(log.getvalue())
    assert said["event"] == "error"
    assert "not for readers" in said["trace"]
    assert said["number"] in shown[0]
    assert "not for readers" not in shown[0]
    assert html.notice([""], "cj-problem").split(">")[0] in shown[0]
