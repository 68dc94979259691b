"""Damaged workbooks: each loads exactly right, or is refused or held back at the cell."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from damaging import cells, columns, layouts, rows, sheets
from damaging.frame import Damage, book_of
from damaging.outcome import (
    Folder,
    after,
    differences,
    news,
    points,
    read_book,
    told,
    without_figures,
)
from damaging.workbooks import SHEETS, workbook
from some import some
from test_cli import run_in
from workbook_builders.writing import KINDS, write_book

from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.publishing.load_workbooks import (
    Upload,
    check_against,
    check_files,
    check_reads,
    publish_files,
)
from cjdata.publishing.published_state import PublishedState
from cjdata.store.loads import load_ids

DAMAGES = [
    damage for module in (columns, rows, cells, sheets, layouts) for damage in module.DAMAGES
]
WORKBOOKS = list(SHEETS)


@pytest.fixture(scope="module")
def folder(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    """A data folder that every damaged file is tried on, and that none may change."""
    folder = Folder(Path(shutil.copytree(home, tmp_path_factory.mktemp("damaged") / "data")))
    before = folder.state()
    yield folder
    assert folder.state() == before


@pytest.fixture(scope="module")
def bare(folder: Folder) -> PublishedState:
    """A dashboard without figures: a damage must be seen from the file alone."""
    return without_figures(folder.home)


class Dashboards:
    """Dashboards that hold the edition before of a workbook, and what they say of a sound one."""

    def __init__(self, bare: PublishedState) -> None:
        self.bare = bare
        self.older = cache(self._older)
        self.usual = cache(self._usual)

    def _older(self, name: str) -> PublishedState:
        if name == "open data":  # has no editions: each download has all years
            return self.bare
        return after(self.bare, book_of(workbook(name, newer=False)))

    def _usual(self, name: str, *, alone: bool) -> tuple:
        held = self.bare if alone else self.older(name)
        return tuple(told(check_against(held, [book_of(workbook(name))])))


@pytest.fixture(scope="module")
def dashboards(bare: PublishedState) -> Dashboards:
    return Dashboards(bare)


# The sound workbooks


def test_there_are_more_than_two_hundred_damages_and_no_two_are_the_same() -> None:
    names = [str(damage) for damage in DAMAGES]
    assert len(set(names)) == len(names) > 200
    assert sum(1 for damage in DAMAGES if damage.why) < len(DAMAGES) / 10


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_sound_workbook_is_read_exactly(name: str, dashboards: Dashboards) -> None:
    sound = workbook(name)
    for held in (dashboards.bare, dashboards.older(name)):
        checked = check_against(held, [book_of(sound)])
        assert checked.errors == []
        assert list(differences(checked, sound.numbers)) == []


@pytest.mark.parametrize("name", ["diversion", "orders ended", "penalties"])
def test_a_workbook_as_described_is_what_comes_out_of_its_file(name: str) -> None:
    sound = workbook(name)
    read = open_book(write_book(sound.sheets), sound.name)
    for sheet, described in zip(read.sheets, book_of(sound).sheets, strict=True):
        assert (sheet.name, sheet.merged) == (described.name, described.merged)
        for row, cells_ in enumerate(described.rows):
            assert [sheet.at(row, column) for column in range(len(cells_))] == list(cells_)


# Damages to what a workbook says


@pytest.mark.parametrize("damage", some(DAMAGES, 5), ids=str)
def test_no_damage_passes_in_silence(
    damage: Damage, dashboards: Dashboards, folder: Folder
) -> None:
    sound = workbook(damage.workbook)
    damaged = damage.change(sound)
    reads, refused = read_book(dashboards.bare, book_of(damaged))
    states = [(dashboards.older(damage.workbook), False)]
    if not damage.why:  # where the file alone does not tell, the edition before must
        states.append((dashboards.bare, True))
    for held, alone in states:
        checked = check_reads(held, reads, refused)
        new = news(checked, dashboards.usual(damage.workbook, alone=alone))
        if new:
            assert any(points(remark, damage.place, damaged.name) for remark in new), new
            folder.refuses(checked)
        else:
            assert list(differences(checked, sound.numbers)) == []


# Damages to the bytes of a file


@cache
def content(kind: str) -> bytes:
    sound = workbook("diversion")
    return write_book([sound.table] if kind == "csv" else sound.sheets, kind)


def flipped(whole: bytes, seed: int) -> bytes:
    """Turn one to ten bits of a file, others for every seed."""
    chance = random.Random(seed)
    changed = bytearray(whole)
    for _ in range(chance.choice([1, 1, 1, 3, 10])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(whole: bytes, percent: int) -> bytes:
    """Keep the first part of a file."""
    return whole[: len(whole) * percent // 100]


FLIPS = [(kind, seed) for kind in KINDS for seed in range(25 if kind in ("xls", "csv") else 15)]
CUTS = [(kind, percent) for kind in KINDS for percent in (0, 1, 20, 50, 80, 97, 99)]


def holds(content_: bytes, kind: str, bare: PublishedState, folder: Folder) -> None:
    """Check that a damaged file of diversion is exactly right, or refused in words."""
    name = f"diversion.{kind}"
    checked = check_against(bare, [Upload(name, content_)])
    if told(checked):
        assert all(remark.file == name and remark.found for remark in told(checked))
        folder.refuses(checked)
    else:
        assert list(differences(checked, workbook("diversion").numbers)) == []


@pytest.mark.parametrize(("kind", "seed"), some(FLIPS, 6))
def test_a_file_with_turned_bits_is_exactly_right_or_refused(
    kind: str, seed: int, bare: PublishedState, folder: Folder
) -> None:
    holds(flipped(content(kind), seed), kind, bare, folder)


@pytest.mark.parametrize(("kind", "percent"), some(CUTS, 3))
def test_a_file_that_was_cut_short_is_exactly_right_or_refused(
    kind: str, percent: int, bare: PublishedState, folder: Folder
) -> None:
    holds(cut(content(kind), percent), kind, bare, folder)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv", "pdf"])
def test_the_ending_of_a_name_makes_no_difference(
    kind: str, ending: str, bare: PublishedState, folder: Folder
) -> None:
    checked = check_against(bare, [Upload(f"diversion.{ending}", content(kind))])
    is_named = kind != "csv"  # which has no cover
    assert {one.kind for one in told(checked)} == (set() if is_named else {"publication not named"})
    assert list(differences(checked, workbook("diversion").numbers)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_refuses_a_file_that_was_cut_short_in_words(
    kind: str, folder: Folder, tmp_path: Path
) -> None:
    path = tmp_path / f"diversion.{kind}"
    path.write_bytes(cut(content(kind), 60))
    result = run_in(folder.home, "import", str(path), "--accept")
    assert result.exit_code == 1
    assert path.name in result.stderr
    assert "Nothing was loaded" in result.stderr


# What is held back loads with a yes


def test_a_file_held_back_by_a_warning_loads_with_a_yes_and_is_then_what_it_says(
    home: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(home, tmp_path / "data"))
    sound = workbook("diversion")
    table = sound.table.copied()
    rows.deleted("2022-23", rows.FIFE)(table)
    checked = check_files(data, [book_of(sound.with_table(table))])
    assert "councils missing" in {remark.kind for remark in checked.warnings}
    assert publish_files(data, checked, by="Jo Reid", accept=True)
    assert len(load_ids(data / "published" / "loads")) == 1
    assert check_files(data, [book_of(sound.with_table(table))]).changes_nothing
