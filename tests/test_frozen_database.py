"""A database of words that is frozen costs a page a few seconds once, and readers of figures none.

The stand-in takes connections and answers nothing. Limits are short here; the product's own are
five seconds in all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from frozen_server import FrozenServer, before
from postgres import Server
from read_pages import Page, open_page, use_own

from cjdata import events
from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import access, signed_in
from cjdata.dashboard.sign_in.signed_in import User
from cjdata.door import health
from cjdata.narrative import ReportSlot, WordsError, WordsStore, open_words
from cjdata.narrative.away_memory import AwayMemory
from cjdata.narrative.words_database import open_database, words_url
from cjdata.wording import writing

SHORT = 0.2
LIMIT = 1.2
"""Seconds within which all that is asked is answered, of such a database."""
SLACK = 2.0
"""Seconds that a busy machine may take besides."""
SLOT = ReportSlot("S12000005", "2023-24", "introduction")
AWAY = "does not answer"


@pytest.fixture
def silent() -> Iterator[FrozenServer]:
    """A server that never says a word."""
    with before() as server:
        yield server


@pytest.fixture
def real(postgres: Server) -> Iterator[tuple[FrozenServer, str]]:
    """A real PostgreSQL with a stand-in before it that can freeze, and its address."""
    with before(postgres.port) as server:
        yield server, server.url(postgres.new_database())


def refused(ask: Callable[[], object]) -> float:
    """Ask what must be refused; give the seconds that it took."""
    began = time.monotonic()
    with pytest.raises(WordsError, match=AWAY):
        ask()
    return time.monotonic() - began


def opened(folder: Path, url: str) -> WordsStore:
    return open_words(folder, url, patience=SHORT)


# --- The database ---


def test_the_limits_of_the_product_let_nobody_wait_longer_than_five_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "cjdata.narrative.words_database.WordsDatabase.bring_up_to_date", lambda _: None
    )
    database = open_database(words_url(Path(), "postgresql://a:b@192.0.2.1/words"))
    assert database.limit <= 5
    assert database.engine.pool._timeout < database.limit


def test_a_server_that_never_answers_is_waited_for_once_and_not_by_everybody(
    silent: FrozenServer, tmp_path: Path
) -> None:
    assert refused(lambda: opened(tmp_path, silent.url())) < LIMIT + SLACK
    for _ in range(20):
        refused(lambda: opened(tmp_path, silent.url()))
    assert silent.taken == 1


def test_a_server_that_freezes_in_the_middle_is_told_in_time_and_found_again(
    real: tuple[FrozenServer, str], tmp_path: Path
) -> None:
    server, url = real
    with opened(tmp_path, url) as words:
        words.save(SLOT, "Before.", by="Ada", base_version=0)
        server.freeze()
        assert refused(lambda: words.current(SLOT)) < LIMIT + SLACK
        made = server.taken
        for _ in range(20):
            refused(lambda: words.save(SLOT, "Lost?", by="Ada", base_version=1))
        assert server.taken == made
        server.thaw()
        end = time.monotonic() + 30
        while True:
            try:
                found = words.current(SLOT)
            except WordsError:
                assert time.monotonic() < end
                time.sleep(0.05)
            else:
                break
        assert found is not None
        assert found.body == "Before."


def test_a_save_that_freezes_before_it_is_kept_is_told_and_can_be_saved_again(
    real: tuple[FrozenServer, str], tmp_path: Path
) -> None:
    server, url = real
    with opened(tmp_path, url) as words:
        words.save(SLOT, "Before.", by="Ada", base_version=0)

        def freeze_and_ask(writing: object) -> None:
            server.freeze()
            writing.current(SLOT)  # type: ignore[attr-defined]

        assert refused(lambda: words.together(freeze_and_ask)) < LIMIT + SLACK


def test_many_who_come_at_once_to_a_frozen_server_all_wait_beside_each_other(
    silent: FrozenServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    monkeypatch.setenv("CJDATA_DATABASE_URL", silent.url())
    monkeypatch.setattr(open_words_store, "open_words", partial(open_words, patience=SHORT))
    took: list[float] = []
    visits = [
        threading.Thread(target=lambda: took.append(refused(open_words_store.words)))
        for _ in range(8)
    ]
    for visit in visits:
        visit.start()
    for visit in visits:
        visit.join()
    assert max(took) < LIMIT + SLACK


# --- What is remembered ---


def test_after_a_while_one_visitor_asks_again_and_the_others_are_told_at_once() -> None:
    now = [0.0]
    memory = AwayMemory(lambda: now[0])
    assert memory.may_be_asked("here", 10)
    memory.note_lost("here", 10)
    assert not memory.may_be_asked("here", 10)
    assert memory.may_be_asked("elsewhere", 10)
    now[0] = 10
    assert memory.may_be_asked("here", 10)
    assert not memory.may_be_asked("here", 10)
    memory.note_back("here")
    assert memory.may_be_asked("here", 10)
    assert memory.may_be_asked("here", 10)


def test_what_is_refused_at_once_may_be_asked_at_once() -> None:
    memory = AwayMemory(lambda: 0.0)
    memory.note_lost("here", 0)
    assert memory.may_be_asked("here", 10)


def test_the_log_says_once_that_it_is_lost_and_once_that_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(events, "record", lambda event, **_: said.append(event))
    memory = AwayMemory(lambda: 0.0)
    memory.note_back("here")
    memory.note_lost("here", 10)
    memory.note_lost("here", 10)
    memory.note_back("here")
    memory.note_back("here")
    assert said == ["words database lost", "words database back"]


# --- The pages ---


@pytest.fixture
def frozen_words(
    silent: FrozenServer, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> FrozenServer:
    """A dashboard whose words are in a database that says nothing."""
    use_own(data_folder, monkeypatch)
    monkeypatch.setenv("CJDATA_DATABASE_URL", silent.url())
    monkeypatch.setattr(open_words_store, "open_words", partial(open_words, patience=SHORT))
    return silent


@pytest.mark.parametrize(
    "path", ["at-a-glance", "bail", "area-profile", "compare-areas", "local-plan", "data-notes"]
)
def test_no_page_of_figures_asks_the_database_of_words(
    frozen_words: FrozenServer, path: str
) -> None:
    assert open_page(path, {"area": "Falkirk"}).problems == ""
    assert frozen_words.taken == 0


def test_a_page_of_words_is_drawn_in_time_and_says_what_is_wrong(
    frozen_words: FrozenServer,
) -> None:
    def drawn() -> Page:
        return open_page("meeting-pack", {"part": "words", "area": "Falkirk"})

    began = time.monotonic()
    page = drawn()
    assert writing.TEXTS.readers_not_opened in page.problems
    first = time.monotonic() - began
    asked = frozen_words.taken
    began = time.monotonic()
    drawn()
    assert time.monotonic() - began < max(first, SLACK)
    assert frozen_words.taken == asked == 1


def test_an_editor_who_reads_figures_is_not_kept_from_them(
    frozen_words: FrozenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> User | None:
        open_words_store.words()
        return None

    monkeypatch.setenv("CJDATA_LOADING", "signed-in")
    monkeypatch.setattr(access, "signed_in_user", gone)
    page = open_page("local-plan", {"area": "Fife"})
    assert page.problems == ""
    assert signed_in.signed_in_user() is None


def test_health_says_that_the_words_do_not_answer(frozen_words: FrozenServer) -> None:
    assert health.words_answer() == "The database of words does not answer."
