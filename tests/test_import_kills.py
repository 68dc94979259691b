"""Loads that are killed, that meet a full disk, or that come two at a time: never a mix."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from killing import (
    Trial,
    killed_at_every_point,
    killed_by_the_clock,
    on_a_small_disk,
    refused_at_every_write,
    unix_only,
)
from small_files import Row, changed, councils_rows, of, payback_file

from cjdata import queries
from cjdata.library import Library
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_files, publish_files
from cjdata.publishing.published_state import published_tables, read_held
from cjdata.reference.areas import Areas
from cjdata.store.load_folders import loads_folder
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import history
from cjdata.store.snapshots import current_ids, read_snapshot

PREPARED = "checked.pickle"
TURNED_AWAY = ("changing the figures", "moved since the edition before")
"""A second one waits for nobody; or it finds figures that it was not checked against."""
MEASURE, FIFE, YEAR = "cpo_completed", "S12000047", "2021-22"


def editions(areas: Areas) -> list[Upload]:
    """Give three editions: each corrects the one before, and has a year more."""
    newest = councils_rows(areas, with_rate=False)
    middle = changed(newest, of("Fife", YEAR), cpo_completed=11)
    oldest = changed(newest, of("Fife", YEAR), cpo_completed=9)
    return [
        payback_file(_until(oldest, "2022-23"), "2022-23", name="first.csv", part=""),
        payback_file(_until(middle, "2023-24"), "2023-24", name="second.csv"),
        payback_file(newest, "2024-25", name="third.csv"),
    ]


def _until(rows: Sequence[Row], year: str) -> list[Row]:
    return [row for row in rows if str(row["year"]) <= year]


def load(folder: Path, *files: Upload) -> None:
    """Load with a yes to whatever is asked."""
    publish_files(folder, check_files(folder, files), by="Jo Reid", accept=True)


def publish_prepared(folder: Path) -> None:
    """Publish two files that were checked before: this is what the trials kill."""
    checked: CheckedUpload = pickle.loads((folder / PREPARED).read_bytes())
    here = replace(checked, held=replace(checked.held, home=folder))
    publish_files(folder, here, by="Jo Reid", accept=True)


@pytest.fixture(scope="module")
def files(areas: Areas) -> list[Upload]:
    return editions(areas)


@pytest.fixture(scope="module")
def template(home: Path, files: list[Upload], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one load in it, and two more files that are ready to be published."""
    folder = Path(shutil.copytree(home, tmp_path_factory.mktemp("kills") / "data"))
    load(folder, files[0])
    checked = check_files(folder, files[1:])
    (folder / PREPARED).write_bytes(pickle.dumps(checked))
    return folder


def served(folder: Path) -> pa.Table:
    """Give every figure that the dashboard serves, after checking each file of the snapshot."""
    current = current_ids(folder / "extracts")["published"]
    snapshot = read_snapshot(folder / "extracts", current, verify=True)
    return pq.read_table(snapshot.path("observations"))


@pytest.fixture(scope="module")
def old(template: Path) -> pa.Table:
    return served(template)


@pytest.fixture(scope="module")
def new(template: Path, tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("new") / "data"))
    publish_prepared(folder)
    return served(folder)


def value_shown(folder: Path) -> float:
    """Give a figure that each edition corrects, as a page asks for it."""
    database = Library(folder).figures("published").database
    (row,) = queries.observations(database, [MEASURE], [FIFE], [YEAR])
    return float(row["value"])


def leftovers(folder: Path) -> list[str]:
    """List what only a writer at work may have there."""
    places = (folder / "extracts", loads_folder(folder))
    hidden = [path.name for place in places for path in place.glob(".*")]
    return [name for name in hidden if name != ".lock"]


def from_text(folder: Path) -> pa.Table:
    """Give the figures that the text alone leads to, the built folder being gone."""
    shutil.rmtree(folder / "extracts")
    held = read_held(folder)
    return published_tables(held, held.figures)["observations"]


def is_whole(trial: Trial, old: pa.Table, new: pa.Table, *, anew: bool = True) -> bool:
    """Whether a trial left the old figures or the new ones, all of one; give which.

    With ``anew`` the built folder is removed, and the text alone must lead to the same.
    """
    table, shown = served(trial.folder), value_shown(trial.folder)
    assert table.equals(old) or table.equals(new), trial.point
    is_new = table.equals(new)
    assert shown == (new_value(new) if is_new else new_value(old)), trial.point
    assert not anew or from_text(trial.folder).equals(table), trial.point
    return is_new


def new_value(table: pa.Table) -> float:
    """Give the newest edition's value of the figure that each edition corrects."""
    rows = [
        row
        for row in table.to_pylist()
        if (row["measure"], row["area_code"], row["period"]) == (MEASURE, FIFE, YEAR)
    ]
    return float(max(rows, key=lambda row: row["edition"])["value"])


# Kills


def one_in(some: int, many: int) -> pytest.MarkDecorator:
    """Try one point in ``some``; and as a test that takes long, one in ``many``."""
    return pytest.mark.parametrize("every", [some, pytest.param(many, marks=pytest.mark.long)])


kills = pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.long)])


@unix_only
@one_in(47, 5)
def test_a_load_of_two_files_killed_anywhere_leaves_the_old_or_the_new_whole(
    template: Path, old: pa.Table, new: pa.Table, tmp_path: Path, every: int
) -> None:
    trials = killed_at_every_point(publish_prepared, template, tmp_path, every=every)
    *killed, finished = trials
    assert len(killed) > 350 // every
    assert {trial.ended for trial in killed} == {"killed"}
    are_new = [is_whole(t, old, new, anew=n % 4 == 0) for n, t in enumerate(killed)]
    assert are_new.count(False) > len(killed) // 2
    assert are_new == sorted(are_new)
    assert is_whole(finished, old, new)


@unix_only
@one_in(113, 23)
def test_after_any_kill_the_same_load_works_and_nothing_is_left_behind(
    template: Path, new: pa.Table, tmp_path: Path, every: int
) -> None:
    trials = killed_at_every_point(publish_prepared, template, tmp_path, every=every)
    assert any(leftovers(trial.folder) for trial in trials)
    for number, trial in enumerate(trials[:-1]):
        if number % 3 == 0:  # a build may come first, as at the start of the dashboard
            build(trial.folder)
            assert leftovers(trial.folder) == [], trial.point
        publish_prepared(trial.folder)
        assert served(trial.folder).equals(new), trial.point
        assert leftovers(trial.folder) == [], trial.point
        assert all(entry.readable for entry in history(trial.folder / "extracts", verify=True))


@unix_only
@kills
def test_a_load_killed_in_the_middle_of_a_write_leaves_the_old_or_the_new_whole(
    template: Path, old: pa.Table, new: pa.Table, tmp_path: Path, kills: int
) -> None:
    trials = killed_by_the_clock(publish_prepared, template, tmp_path, times=kills)
    assert "killed" in {trial.ended for trial in trials}
    for number, trial in enumerate(trials):
        is_whole(trial, old, new, anew=number % 3 == 0)


def command(folder: Path, *paths: Path) -> list[str]:
    names = [str(path) for path in paths]
    return [
        sys.executable,
        "-m",
        "cjdata",
        "import",
        *names,
        "--accept",
        "--by",
        folder.parent.name,
    ]


def started(folder: Path, *paths: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(folder, *paths),
        env=os.environ | {"CJDATA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def saved(files: list[Upload], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The three editions on disk."""
    place = tmp_path_factory.mktemp("files")
    paths = [place / file.name for file in files]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.content)
    return paths


@pytest.fixture
def copies(template: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a fresh copy of the data folder each time."""
    return (Path(shutil.copytree(template, tmp_path / str(n) / "data")) for n in range(1000))


@unix_only
@kills
def test_the_command_killed_at_any_moment_leaves_the_old_or_the_new_whole(
    copies: Iterator[Path], saved: list[Path], old: pa.Table, new: pa.Table, kills: int
) -> None:
    folder = next(copies)
    begun = time.perf_counter()
    process = started(folder, *saved[1:])
    process.communicate()
    assert process.returncode == 0
    whole = time.perf_counter() - begun
    assert served(folder).equals(new)
    ends = set()
    for n in range(kills):
        folder = next(copies)
        process = started(folder, *saved[1:])
        with suppress(subprocess.TimeoutExpired):  # the second half, when it has been imported
            process.wait(whole * (0.5 + 0.5 * n / kills))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ends.add(process.returncode)
        is_whole(Trial(folder, f"kill {n}", "killed", ""), old, new, anew=n % 4 == 0)
        if n % 4 == 0:
            build(folder)
            publish_prepared(folder)
            assert served(folder).equals(new)
            assert leftovers(folder) == []
    assert -signal.SIGKILL in ends


# A full disk


@unix_only
@one_in(61, 7)
def test_a_disk_full_at_any_write_is_told_and_loading_works_once_there_is_room(
    template: Path, old: pa.Table, new: pa.Table, tmp_path: Path, every: int
) -> None:
    trials = refused_at_every_write(publish_prepared, template, tmp_path, every=every)
    refused = [trial for trial in trials if trial.ended == "refused"]
    assert len(refused) > 70 // every
    for number, trial in enumerate(refused):
        assert "No space left on device" in trial.words, trial.point
        assert served(trial.folder).equals(old), trial.point
        assert leftovers(trial.folder) == [], trial.point
        if number % 4 == 0:
            publish_prepared(trial.folder)
            assert served(trial.folder).equals(new), trial.point
        elif number % 4 == 1:
            assert from_text(trial.folder).equals(old), trial.point
    for trial in set(trials) - set(refused):
        assert served(trial.folder).equals(new), trial.point


@unix_only
def test_a_disk_that_takes_part_of_a_file_is_told_and_changes_nothing(
    template: Path, old: pa.Table, new: pa.Table, tmp_path: Path
) -> None:
    sizes = [0, 1, 100, 5_000, 20_000, 100_000_000]
    *refused, through = on_a_small_disk(publish_prepared, template, tmp_path, sizes)
    assert served(through.folder).equals(new)
    for trial in refused:
        assert trial.ended == "refused", trial.point
        assert "the figures cannot be written" in trial.words
        assert served(trial.folder).equals(old)
        assert leftovers(trial.folder) == []
        assert from_text(trial.folder).equals(old), trial.point


# Two at a time


def test_a_second_load_is_told_who_is_loading_and_since_when(
    copies: Iterator[Path], saved: list[Path], old: pa.Table
) -> None:
    folder = next(copies)
    with loading_lock(folder / "extracts", "Ann Other", "Loading homelessness.xlsx"):
        process = started(folder, saved[2])
        _, told = process.communicate()
    assert process.returncode == 1
    assert "Ann Other has been changing the figures since" in told
    assert "Loading homelessness.xlsx" in told
    assert "Traceback" not in told
    assert served(folder).equals(old)


@pytest.mark.parametrize("times", [1, pytest.param(5, marks=pytest.mark.long)])
def test_two_loads_started_together_both_count_or_one_is_turned_away(
    copies: Iterator[Path], saved: list[Path], files: list[Upload], tmp_path: Path, times: int
) -> None:
    for _ in range(times):
        folder = next(copies)
        pair = [started(folder, saved[1]), started(folder, saved[2])]
        told = [process.communicate()[1] for process in pair]
        ends = [process.returncode for process in pair]
        assert 0 in ends
        for end, words in zip(ends, told, strict=True):
            assert end == 0 or any(reason in words for reason in TURNED_AWAY), words
        won = [file for end, file in zip(ends, files[1:], strict=True) if end == 0]
        alone = next(copies)
        for file in won:
            load(alone, file)
        assert served(folder).equals(served(alone))


def test_a_load_that_was_checked_before_another_is_checked_again(
    copies: Iterator[Path], files: list[Upload], saved: list[Path], areas: Areas
) -> None:
    folder = next(copies)
    other = changed(councils_rows(areas, with_rate=False), of("Fife", "2024-25"), cpo_completed=1)
    mine = check_files(folder, [payback_file(other, name="mine.csv")])
    theirs = started(folder, saved[2])
    theirs.communicate()
    assert theirs.returncode == 0
    between = served(folder)
    with pytest.raises(Exception, match=r"mine\.csv.*loaded as the same edition"):
        publish_files(folder, mine, by="Jo Reid", accept=True)
    assert served(folder).equals(between)
