"""Several processes serve one data folder and one PostgreSQL: all show the same, within seconds.

In one process two libraries and two stores stand for two processes; in the long test there are
two servers. Sessions stay with their process: what a reader sees is in the address.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from add_data_files import diversion
from postgres import Server
from served_pages import dashboard, free_port, is_taken, page, wait_for

from cjdata import queries
from cjdata.library import Library
from cjdata.narrative import ReportSlot, WordsStore, open_words
from cjdata.publishing.load_workbooks import Upload, check_files, publish_files
from cjdata.reference.areas import Areas

FALKIRK = "S12000014"
YEAR = "2025-26"
LAST = "2024-25"
SLOT = ReportSlot(FALKIRK, YEAR, "challenges")
WORDS = "Written on the other process."
PACK = "For the board in May"
FILE = "diversion-2024-25.xlsx"
COMMENCED = "diversion_cases_commenced"
MORE = 5_000
"""So many cases more than the file has of itself: a number that stands nowhere else."""


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.new_database()


def publish(home: Path, areas: Areas) -> None:
    """Load a workbook, as a command beside the servers or any of them does."""
    checked = check_files(home, [Upload(FILE, diversion(areas, MORE))])
    assert publish_files(home, checked, by="Jo Reid", accept=True)


def newest(home: Path) -> str:
    """Give the newest figure of an area as pages write it."""
    database = Library(home).figures("published").database
    *_, last = queries.observations(database, [COMMENCED], [FALKIRK], [LAST])
    return f"{last['value']:,.0f}"


def write(words: WordsStore, body: str) -> None:
    head = words.current(SLOT)
    words.publish(SLOT, body, by="Ann Example", base_version=head.number if head else 0)


def test_what_one_process_loads_and_writes_the_others_show_at_once(
    data_folder: Path, areas: Areas, url: str
) -> None:
    one, other = Library(data_folder), Library(data_folder)
    before = other.figures("published").snapshot_id
    assert one.figures("published").snapshot_id == before
    publish(data_folder, areas)
    after = one.figures("published")
    assert after.snapshot_id != before
    assert other.figures("published").snapshot_id == after.snapshot_id
    assert other.figures("published").sources == after.sources

    with open_words(data_folder, url) as mine, open_words(data_folder, url) as theirs:
        write(mine, WORDS)
        shown = theirs.current(SLOT, drafts=False)
        assert shown is not None
        assert shown.body == WORDS
        saved = mine.packs.save("{}", name=PACK, area=FALKIRK, by="Ann Example")
        assert [pack.id for pack in theirs.packs.listed()] == [saved.id]
        mine.ended_sign_ins.end("a mark")
        assert theirs.ended_sign_ins.has_ended("a mark")


@pytest.mark.long
def test_two_servers_show_the_same_and_either_can_go_without_a_view_or_a_word_lost(
    home: Path, tmp_path: Path, areas: Areas, url: str
) -> None:
    folder = Path(shutil.copytree(home, tmp_path / "data"))
    ports = free_port(), free_port()
    served = {
        port: partial(dashboard, folder, tmp_path / f"{port}.log", port, CJDATA_DATABASE_URL=url)
        for port in ports
    }

    def shown(port: int, path: str, query: str) -> bytes:
        """Draw an address for a reader."""
        here = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
        return page(f"ws://127.0.0.1:{port}", path, here, query)

    def everywhere(path: str, query: str, text: str) -> None:
        for port in ports:
            wait_for(partial(_holds, shown, port, path, query, text.encode()), text)

    with ExitStack() as running, open_words(folder, url) as words:
        serving = {port: running.enter_context(start()) for port, start in served.items()}
        view = f"area=Falkirk&set=published&measure={COMMENCED}&show=number"
        drawn = {port: shown(port, "diversion", view) for port in ports}

        write(words, WORDS)
        everywhere("meeting-pack", "area=Falkirk&part=words", WORDS)
        publish(folder, areas)
        loaded = newest(folder)
        assert [port for port in ports if loaded.encode() in drawn[port]] == []
        everywhere("diversion", view, loaded)

        for turn, port in enumerate(ports):
            serving[port].terminate()
            wait_for(lambda port=port: not is_taken(port), "The end of a server")  # type: ignore[misc]
            [left] = set(ports) - {port}
            write(words, f"{WORDS} {turn}")
            # Their reader is led to the server that is left: the address holds the view.
            assert loaded.encode() in shown(left, "diversion", view)
            words_now = f"{WORDS} {turn}".encode()
            assert words_now in shown(left, "meeting-pack", "area=Falkirk&part=words")
            serving[port] = running.enter_context(served[port]())
            everywhere("meeting-pack", "area=Falkirk&part=words", f"{WORDS} {turn}")
            everywhere("diversion", view, loaded)


def _holds(shown: object, port: int, path: str, query: str, text: bytes) -> bool:
    return text in shown(port, path, query)  # type: ignore[operator]
