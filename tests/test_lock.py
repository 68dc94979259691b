"""The lock: one writer at a time, and the second one is told who is at work."""

from __future__ import annotations

import getpass
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from build_snapshots import current_value, names, publish

from cjdata import settings
from cjdata.errors import CjdataError, SnapshotError
from cjdata.publishing.build_snapshots import build
from cjdata.store import lock
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import prune, rollback

HOLD = """
import sys
from pathlib import Path
from cjdata.store.lock import loading_lock

with loading_lock(Path(sys.argv[1]), "Anna", "Loading a.xlsx and b.xlsx"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    publish(tmp_path / "extracts", 1)
    return tmp_path / "extracts"


@pytest.fixture
def anna(extracts: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, in which Anna loads two files until she is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(extracts)],
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with process:
        yield process
        process.kill()


def refusal(extracts: Path) -> str:
    with pytest.raises(SnapshotError) as refused, loading_lock(extracts, "Bo", "Loading c.xlsx"):
        pytest.fail("two at once")
    return str(refused.value)


# Two at once


def test_the_second_is_told_who_loads_what_and_since_when(
    extracts: Path, anna: subprocess.Popen[str]
) -> None:
    words = refusal(extracts)
    assert words.startswith(f"{extracts}: Anna has been changing the figures since ")
    assert re.search(r"since [0-2]\d:[0-5]\d on \d+ [A-Z][a-z]+ 20\d\d", words)
    assert "(Loading a.xlsx and b.xlsx). Wait until that is done and try again" in words
    assert f"process {anna.pid} on " in words


@pytest.mark.parametrize(
    "change",
    [
        build,
        lambda folder: rollback(folder, "published"),
        lambda folder: prune(folder / "extracts", 0),
    ],
    ids=["build", "rollback", "prune"],
)
def test_nobody_else_changes_anything_meanwhile(
    extracts: Path,
    anna: subprocess.Popen[str],
    change: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cjdata.publishing.build_snapshots.PATIENCE", 0.2)
    before = names(extracts)
    with pytest.raises(SnapshotError, match="Anna has been changing the figures"):
        change(extracts.parent)
    assert names(extracts) == before
    assert current_value(extracts) == 1


def test_a_dry_run_and_a_reader_need_no_lock(extracts: Path, anna: subprocess.Popen[str]) -> None:
    assert prune(extracts, 0, dry_run=True) == []
    assert current_value(extracts) == 1


def test_two_threads_of_one_program_are_two(extracts: Path) -> None:
    with loading_lock(extracts, "Anna", "Loading a.xlsx"), ThreadPoolExecutor(1) as pool:
        words = pool.submit(refusal, extracts).result()
    assert "Anna has been changing the figures" in words
    assert f"process {os.getpid()} on " in words


def test_the_lock_does_not_nest(extracts: Path) -> None:
    with loading_lock(extracts, "Bo", "Loading c.xlsx"):
        assert "Bo has been changing the figures" in refusal(extracts)


def test_of_many_at_once_exactly_one_gets_it(extracts: Path) -> None:
    refused: list[str] = []
    everyone_tried = threading.Event()

    def attempt(n: int) -> bool:
        try:
            with loading_lock(extracts, f"person {n}", "Loading"):
                return everyone_tried.wait(30)
        except SnapshotError as error:
            refused.append(str(error))
            if len(refused) == 7:
                everyone_tried.set()
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [False] * 7 + [True]


# Afterwards


def test_the_lock_is_free_after_use_and_after_an_error(extracts: Path) -> None:
    with pytest.raises(ZeroDivisionError), loading_lock(extracts, "Anna", "Loading a.xlsx"):
        raise ZeroDivisionError
    with loading_lock(extracts, "Bo", "Loading c.xlsx"):
        pass
    assert not [name for name in names(extracts) if name.startswith(".")]


def test_a_killed_holder_frees_the_lock_and_its_name_misleads_nobody(
    extracts: Path, anna: subprocess.Popen[str]
) -> None:
    anna.kill()
    anna.wait()
    assert (extracts / lock.HOLDER).exists(), "she had no time to tidy up"
    with loading_lock(extracts, "Bo", "Loading c.xlsx"):
        words = refusal(extracts)
    assert "Bo has been changing" in words
    assert "Anna" not in words


def test_what_killed_writers_left_is_removed_and_nothing_else(extracts: Path) -> None:
    before = names(extracts)
    for folder in (".building-abc", ".pruned-published-0123456789ab"):
        (extracts / folder).mkdir()
        (extracts / folder / "observations.parquet").write_bytes(b"half")
    for file in (".current-12.json", ".loading-12.json", ".loading.json"):
        (extracts / file).write_text("{", encoding="utf-8")
    (extracts / "notes.txt").write_text("mine", encoding="utf-8")
    with loading_lock(extracts, "Bo", "Loading c.xlsx"):
        assert names(extracts) == {*before, "notes.txt", lock.HOLDER}
    assert names(extracts) == {*before, "notes.txt"}


# What is said


@pytest.mark.parametrize("text", ["", "{", "[]", '{"by": "Anna"}', '{"since": 3}'])
def test_a_broken_note_of_the_holder_is_not_shown(extracts: Path, text: str) -> None:
    with loading_lock(extracts, "Anna", "Loading a.xlsx"):
        (extracts / lock.HOLDER).write_text(text, encoding="utf-8")
        words = refusal(extracts)
    assert "someone else is changing the figures at this moment. Wait a minute" in words


def test_a_holder_whose_clock_says_nonsense_is_not_shown(extracts: Path) -> None:
    with loading_lock(extracts, "Anna", "Loading a.xlsx"):
        path = extracts / lock.HOLDER
        note = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(note | {"since": "noon"}), encoding="utf-8")
        assert "someone else is changing" in refusal(extracts)


def test_a_full_disk_does_not_keep_anyone_from_making_room(
    extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with loading_lock(extracts, "Carol", "Loading d.xlsx"):
        note = (extracts / lock.HOLDER).read_bytes()
    (extracts / lock.HOLDER).write_bytes(note)  # as if she had been killed
    monkeypatch.setattr(lock, "write_durably", refuse)
    with loading_lock(extracts, "Anna", "Removing old snapshots"):
        assert "someone else is changing" in refusal(extracts)


def test_names_of_several_lines_are_said_in_one(extracts: Path) -> None:
    with loading_lock(extracts, "Anna\nBrown", "Loading a\r\nb.xlsx."):
        words = refusal(extracts)
    assert len(words.splitlines()) == 1
    assert "Anna Brown has been" in words
    assert "(Loading a b.xlsx)" in words


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path / "no" / "extracts", tmp_path / "file"):
        (tmp_path / "file").write_text("in the way", encoding="utf-8")
        with pytest.raises(SnapshotError) as refused, loading_lock(folder, "Anna", "Loading"):
            pytest.fail("nothing to lock")
        assert f"{folder}: the figures cannot be written (" in str(refused.value)
    assert not (tmp_path / "no").exists()


# Who is at work


def test_the_setting_names_who_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_USER", "  Anna\n Brown ")
    assert settings.current_user() == "Anna Brown"


def test_the_account_is_who_is_at_work_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_USER", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    assert settings.current_user() == "anna"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_account_without_a_name_is_someone(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse() -> str:
        raise error

    monkeypatch.delenv("CJDATA_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", refuse)
    assert settings.current_user() == "someone"


def test_a_build_that_finds_mistakes_lets_go_of_the_lock(data_folder: Path) -> None:
    areas = data_folder / "reference" / "areas.csv"
    kept = areas.read_bytes()
    areas.unlink()
    with pytest.raises(CjdataError):
        build(data_folder)
    areas.write_bytes(kept)
    assert build(data_folder).changed is False
