"""Snapshots: the same figures give the same files, and nobody ever sees half of one."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from build_snapshots import current_value, make, names, publish
from killing import (
    killed_at_every_point,
    killed_by_the_clock,
    on_a_small_disk,
    refused_at_every_write,
    unix_only,
)
from some import long

from cjdata import queries
from cjdata.errors import CjdataError, SnapshotError
from cjdata.library import FigureSet, Library
from cjdata.publishing.build_snapshots import build
from cjdata.store import snapshots
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import history
from cjdata.store.snapshots import (
    ROW_GROUP_ROWS,
    SCHEMA_VERSION,
    TABLES,
    current_ids,
    point_to,
    read_snapshot,
)

Edit = Callable[[Path, str, str], None]
OLD_VALUE = "Clackmannanshire,2023-24,25,count"
NEW_VALUE = "Clackmannanshire,2023-24,24,count"


@pytest.fixture
def extracts(data_folder: Path) -> Path:
    return data_folder / "extracts"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def change_a_figure(data_folder: Path, edit: Edit) -> None:
    edit(data_folder / "published" / "observations.csv", OLD_VALUE, NEW_VALUE)


def housing(home: Path) -> float:
    figures = Library(home).figures("published")
    (row,) = queries.observations(
        figures.database, ["homelessness_applications_from_prison"], ["S12000005"], ["2023-24"]
    )
    return float(row["value"])


# The same again


def test_building_the_same_again_changes_nothing(data_folder: Path, extracts: Path) -> None:
    before = files_of(extracts)
    built = build(data_folder)
    assert built.changed is False
    assert files_of(extracts) == before


def test_the_same_figures_give_the_same_bytes_in_a_new_folder(
    data_folder: Path, home: Path
) -> None:
    shutil.rmtree(data_folder / "extracts")
    build(data_folder)
    here, there = files_of(data_folder / "extracts"), files_of(home / "extracts")
    parquet = [name for name in there if name.endswith(".parquet")]
    assert len(parquet) == 2 * len(TABLES)
    assert here["current.json"] == there["current.json"]
    assert all(here[name] == there[name] for name in parquet)


def test_the_order_of_the_rows_makes_no_difference(data_folder: Path, extracts: Path) -> None:
    before = current_ids(extracts)
    for name in ("observations.csv", "sources.csv", "breaks.csv"):
        path = data_folder / "published" / name
        head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(7).shuffle(lines)
        path.write_text(head + "".join(lines), encoding="utf-8")
    assert build(data_folder).changed is False
    assert current_ids(extracts) == before


def test_a_changed_figure_gives_a_new_snapshot_and_keeps_the_old_one(
    data_folder: Path, extracts: Path, edit: Edit
) -> None:
    old = current_ids(extracts)
    change_a_figure(data_folder, edit)
    built = build(data_folder)
    assert built.changed is True
    new = current_ids(extracts)
    assert new["published"] != old["published"]
    assert housing(data_folder) == 24
    kept = read_snapshot(extracts, old["published"], verify=True)
    assert kept.manifest.rows["observations"] > 700


def test_going_back_is_moving_the_pointer(data_folder: Path, extracts: Path, edit: Edit) -> None:
    old = current_ids(extracts)
    change_a_figure(data_folder, edit)
    build(data_folder)
    assert point_to(extracts, {"published": old["published"]}) is True
    assert housing(data_folder) == 25
    assert current_ids(extracts)["illustrative"] == old["illustrative"]


def test_the_manifest_counts_the_rows_and_names_what_they_came_from(published: FigureSet) -> None:
    snapshot = published.database.snapshot
    assert snapshot.manifest.id == snapshot.folder.name
    assert snapshot.manifest.figures_set == "published"
    for table in TABLES:
        held = pq.ParquetFile(snapshot.path(table)).metadata.num_rows
        assert snapshot.manifest.rows[table] == held
    assert "published/observations.csv" in snapshot.manifest.made_from
    assert "T" in snapshot.manifest.built
    assert snapshot.manifest.what == "Built from the reviewed text"
    assert (snapshot.manifest.loads, snapshot.manifest.previous) == ((), "")


def test_a_snapshot_says_who_made_it_how_and_out_of_which(
    data_folder: Path, extracts: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = current_ids(extracts)["published"]
    change_a_figure(data_folder, edit)
    monkeypatch.setenv("CJDATA_USER", "Anna Brown")
    built = build(data_folder).snapshots["published"]
    read = read_snapshot(extracts, built.id, verify=True)
    assert read.manifest == built.manifest
    assert (read.manifest.by, read.manifest.previous) == ("Anna Brown", old)


# What makes a snapshot another one


def test_other_loads_make_another_snapshot_of_the_same_tables(tmp_path: Path) -> None:
    one, two = make(tmp_path, 1, loads=["a"]), make(tmp_path, 1, loads=["a", "b"])
    assert len({one.id, two.id, make(tmp_path, 1).id}) == 3
    assert read_snapshot(tmp_path, two.id, verify=True).manifest.loads == ("a", "b")


def test_the_order_of_the_loads_makes_no_difference(tmp_path: Path) -> None:
    assert make(tmp_path, 1, loads=["a", "b"]).id == make(tmp_path, 1, loads=["b", "a"]).id


def test_the_same_again_is_given_back_as_it_is(tmp_path: Path) -> None:
    first = make(tmp_path, 1, by="Anna", what="Loaded a.xlsx", extras={"changes.md": b"one"})
    before = files_of(tmp_path)
    again = make(tmp_path, 1, by="Bo", what="Loaded b.xlsx", extras={"changes.md": b"two"})
    assert again == first
    assert again.extra("changes.md") == b"one"
    assert files_of(tmp_path) == before


def test_a_snapshot_made_anew_does_not_come_from_itself(tmp_path: Path) -> None:
    first = make(tmp_path, 1)
    (first.folder / "breaks.parquet").write_bytes(b"gone")
    assert make(tmp_path, 1, previous=first.id).manifest.previous == ""


def test_further_files_are_kept_and_checked_with_the_tables(tmp_path: Path) -> None:
    snapshot = make(tmp_path, 1, extras={"changes.json": b"[]", "changes.md": b"None"})
    assert snapshot.extra("changes.json") == b"[]"
    assert snapshot.extra("changes.txt") is None
    (snapshot.folder / "changes.md").write_bytes(b"Some")
    with pytest.raises(SnapshotError, match=r"changes\.md: the file is damaged"):
        read_snapshot(tmp_path, snapshot.id, verify=True)
    (snapshot.folder / "changes.json").unlink()
    with pytest.raises(SnapshotError, match=r"changes\.json: the file cannot be read"):
        snapshot.extra("changes.json")


# Trouble on the disk


class Broken(OSError):
    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "No space left on device")


def _refuse(*_: object, **__: object) -> None:
    raise Broken


def break_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots.pq, "write_table", _refuse)


def break_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots.os, "fsync", _refuse)


def break_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots.Path, "replace", _refuse)


def break_pointer(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        return whole(self, target) if target.name != "current.json" else _refuse() or target

    monkeypatch.setattr(snapshots.Path, "replace", replace)


@pytest.mark.parametrize("trouble", [break_parquet, break_sync, break_moves, break_pointer])
def test_a_disk_that_refuses_leaves_the_old_figures_current_and_no_litter(
    data_folder: Path,
    extracts: Path,
    edit: Edit,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[pytest.MonkeyPatch], None],
) -> None:
    before = files_of(extracts)
    change_a_figure(data_folder, edit)
    with monkeypatch.context() as patch:
        trouble(patch)
        with pytest.raises(SnapshotError, match="No space left on device"):
            build(data_folder)
    after = files_of(extracts)
    assert {name: after[name] for name in before} == before
    assert not [name for name in names(extracts) if name.startswith(".")]
    assert housing(data_folder) == 25


def test_the_pointer_moves_for_both_sets_at_once(
    data_folder: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (extracts / "current.json").unlink()
    seen: list[dict[str, str]] = []
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "current.json":
            seen.append(json.loads(self.read_text(encoding="utf-8")))
        return whole(self, target)

    monkeypatch.setattr(snapshots.Path, "replace", replace)
    build(data_folder)
    assert [sorted(content) for content in seen] == [["illustrative", "published"]]


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(data_folder: Path) -> None:
    shutil.rmtree(data_folder / "extracts")
    (data_folder / "extracts").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(SnapshotError) as refused:
        build(data_folder)
    assert "extracts: the figures cannot be written" in str(refused.value)
    assert "Make room" in refused.value.findings[0].fix


def load_b(folder: Path) -> None:
    """Load as the import does: under the lock, one snapshot, and then the pointer."""
    with loading_lock(folder, "Bo", "Loading b.xlsx"):
        publish(folder, 2, by="Bo", loads=["b"], extras={"changes.json": b"[]"})


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Extracts with one snapshot, of which the figure is 1."""
    publish(tmp_path / "template", 1)
    return tmp_path / "template"


@unix_only
@pytest.mark.parametrize("every", [3, long(1)])
def test_a_load_that_is_killed_leaves_the_old_or_the_new_figures_whole(
    template: Path, tmp_path: Path, every: int
) -> None:
    trials = killed_at_every_point(load_b, template, tmp_path, every=every)
    assert len(trials) > 100 // every
    assert {trial.ended for trial in trials[:-1]} == {"killed"}
    assert {current_value(trial.folder) for trial in trials} == {1, 2}
    *killed, finished = trials
    for trial in killed:
        assert all(entry.readable for entry in history(trial.folder, verify=True)), trial.point
        load_b(trial.folder)
        assert current_value(trial.folder) == 2, trial.point
        assert names(trial.folder) == names(finished.folder), trial.point


@unix_only
@pytest.mark.parametrize("kills", [6, long(20)])
def test_a_load_that_is_killed_in_the_middle_of_a_write_leaves_whole_figures(
    template: Path, tmp_path: Path, kills: int
) -> None:
    trials = killed_by_the_clock(load_b, template, tmp_path, times=kills)
    assert "killed" in {trial.ended for trial in trials}
    assert {current_value(trial.folder) for trial in trials} <= {1, 2}
    for trial in trials:
        load_b(trial.folder)
        assert current_value(trial.folder) == 2, trial.point


@unix_only
def test_a_disk_that_is_full_at_any_write_changes_nothing(template: Path, tmp_path: Path) -> None:
    before = files_of(template)
    trials = refused_at_every_write(load_b, template, tmp_path)
    refused = [trial for trial in trials if trial.ended == "refused"]
    assert len(refused) > 25
    for trial in refused:
        assert "No space left on device" in trial.words
        assert current_value(trial.folder) == 1
        after = files_of(trial.folder)
        assert {name: after.get(name) for name in before} == before
        assert not [name for name in names(trial.folder) if name.startswith(".")], trial.point
    for trial in set(trials) - set(refused):
        assert current_value(trial.folder) == 2, trial.point


@unix_only
def test_a_disk_that_takes_part_of_a_file_changes_nothing(template: Path, tmp_path: Path) -> None:
    sizes = [0, 1, 50, 500, 1500, 1_000_000]
    *refused, through = on_a_small_disk(load_b, template, tmp_path, sizes)
    assert current_value(through.folder) == 2
    for trial in refused:
        assert (trial.ended, current_value(trial.folder)) == ("refused", 1)
        assert "the figures cannot be written" in trial.words
        assert names(trial.folder) == names(template)


def test_everything_is_on_the_disk_before_the_pointer_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    moved: list[list[int]] = []
    whole_sync, whole_move = os.fsync, Path.replace

    def fsync(opened: int) -> None:
        synced.append(os.fstat(opened).st_ino)
        whole_sync(opened)

    def replace(self: Path, target: Path) -> Path:
        moved.append(synced.copy())
        return whole_move(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    snapshot = publish(tmp_path, 1, extras={"changes.json": b"[]"})
    before_its_name, before_the_pointer = moved
    inside = [snapshot.folder, *snapshot.folder.iterdir()]
    assert {path.stat().st_ino for path in inside} <= set(before_its_name)
    assert tmp_path.stat().st_ino in before_the_pointer[len(before_its_name) :]
    assert (tmp_path / "current.json").stat().st_ino in before_the_pointer
    assert synced[-1] == tmp_path.stat().st_ino


def test_a_folder_that_cannot_be_synced_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.fsync

    def fsync(opened: int) -> None:
        if os.fstat(opened).st_mode & 0o40000:
            raise OSError(errno.EINVAL, "Invalid argument")
        whole(opened)

    monkeypatch.setattr(os, "fsync", fsync)
    publish(tmp_path, 1)
    assert current_value(tmp_path) == 1


# Damage


def test_a_damaged_file_is_named(extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    path = extracts / snapshot_id / "observations.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(SnapshotError, match=r"observations\.parquet: the file is damaged"):
        read_snapshot(extracts, snapshot_id, verify=True)


def test_every_damaged_or_missing_file_is_listed(extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    (extracts / snapshot_id / "sources.parquet").unlink()
    (extracts / snapshot_id / "breaks.parquet").write_bytes(b"")
    with pytest.raises(SnapshotError) as refused:
        read_snapshot(extracts, snapshot_id, verify=True)
    assert sorted(Path(f.where).name for f in refused.value.findings) == [
        "breaks.parquet",
        "sources.parquet",
    ]


def test_a_damaged_snapshot_is_built_anew_and_set_aside(data_folder: Path, extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    (extracts / snapshot_id / "observations.parquet").write_bytes(b"gone")
    build(data_folder)
    assert housing(data_folder) == 25
    aside = extracts / f"{snapshot_id}.damaged-1" / "observations.parquet"
    assert aside.read_bytes() == b"gone"


def test_a_file_that_is_no_parquet_is_named_even_with_the_right_hash(extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    folder = extracts / snapshot_id
    (folder / "breaks.parquet").write_bytes(b"not Parquet")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"]["breaks.parquet"] = snapshots.sha256_of(folder / "breaks.parquet")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"breaks\.parquet: the file cannot be read as Parq"):
        Library(extracts.parent).figures("published")


def test_another_schema_version_is_refused_with_both_numbers(extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    path = extracts / snapshot_id / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"schema_version": 99}), encoding="utf-8")
    with pytest.raises(SnapshotError) as refused:
        read_snapshot(extracts, snapshot_id, verify=False)
    words = f"schema version 99, and this program reads {SCHEMA_VERSION}"
    assert words in str(refused.value)
    assert "Run: python -m cjdata build" in str(refused.value)


@pytest.mark.parametrize("change", ["older", "newer"])
def test_a_manifest_of_another_shape_is_refused_by_its_version(extracts: Path, change: str) -> None:
    snapshot_id = current_ids(extracts)["published"]
    path = extracts / snapshot_id / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if change == "older":
        manifest = {"id": snapshot_id, "schema_version": 2}
    else:
        manifest |= {"schema_version": 77, "colour": "red"}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"has schema version (2|77), and this program reads"):
        read_snapshot(extracts, snapshot_id, verify=True)


def test_a_folder_under_another_name_is_refused(extracts: Path) -> None:
    snapshot_id = current_ids(extracts)["published"]
    shutil.copytree(extracts / snapshot_id, extracts / "published-000000000000")
    with pytest.raises(SnapshotError, match=r"manifest\.json: the manifest is not whole"):
        read_snapshot(extracts, "published-000000000000", verify=True)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"id": "x"}', '"text"'],
)
def test_a_broken_manifest_is_refused_by_name(extracts: Path, text: str) -> None:
    snapshot_id = current_ids(extracts)["published"]
    (extracts / snapshot_id / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"manifest\.json: the manifest cannot be read"):
        read_snapshot(extracts, snapshot_id, verify=True)


@pytest.mark.parametrize("key", ["sha256", "rows", "loads"])
def test_a_manifest_of_the_wrong_shape_is_refused(extracts: Path, key: str) -> None:
    snapshot_id = current_ids(extracts)["published"]
    path = extracts / snapshot_id / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {key: None}), encoding="utf-8")
    with pytest.raises(SnapshotError):
        read_snapshot(extracts, snapshot_id, verify=True)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"published": 7}', "\udcff"])
def test_a_broken_pointer_is_refused_by_name(extracts: Path, text: str) -> None:
    (extracts / "current.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SnapshotError, match=r"current\.json: the pointer"):
        current_ids(extracts)


def test_a_broken_pointer_is_mended_by_building(data_folder: Path, extracts: Path) -> None:
    (extracts / "current.json").write_text("{", encoding="utf-8")
    build(data_folder)
    assert housing(data_folder) == 25


def test_figures_that_were_never_built_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError) as refused:
        current_ids(tmp_path)
    assert "no figures have been built yet. Run: python -m cjdata build" in str(refused.value)


@pytest.mark.parametrize("snapshot_id", ["gone-123", "../published", ""])
def test_a_pointer_to_a_snapshot_that_is_not_there_is_refused(
    extracts: Path, snapshot_id: str
) -> None:
    with pytest.raises(CjdataError):
        read_snapshot(extracts, snapshot_id, verify=True)


# What is inside


def test_one_measure_of_a_few_areas_lies_in_few_row_groups(illustrative: FigureSet) -> None:
    file = pq.ParquetFile(illustrative.database.snapshot.path("observations"))
    names = [column.name for column in file.schema]
    measure, area = names.index("measure"), names.index("area_code")

    def touched(wanted: str, code: str) -> int:
        count = 0
        for n in range(file.metadata.num_row_groups):
            group = file.metadata.row_group(n)
            one, two = group.column(measure).statistics, group.column(area).statistics
            fits = one.min <= wanted <= one.max
            if fits and (one.min != one.max or two.min <= code <= two.max):
                count += 1
        return count

    assert file.metadata.num_row_groups > 100
    assert all(
        file.metadata.row_group(n).num_rows <= ROW_GROUP_ROWS
        for n in range(file.metadata.num_row_groups)
    )
    for name in ("cpo_commenced", "people_convicted_total", "diversion_cases_commenced"):
        groups = touched(name, "S12000005") + touched(name, "S92000003")
        assert groups <= 6


@pytest.mark.parametrize("name", ["published", "illustrative"])
def test_observations_are_sorted_by_measure_area_and_period(home: Path, name: str) -> None:
    snapshot = read_snapshot(home / "extracts", current_ids(home / "extracts")[name], verify=True)
    rows = pq.read_table(snapshot.path("observations")).to_pylist()
    keys = [
        (r["measure"], r["area_code"] or "", r["area_name"], r["period"], r["edition"])
        for r in rows
    ]
    assert keys == sorted(keys)


def test_each_cell_has_exactly_one_current_edition(published: FigureSet) -> None:
    rows = pq.read_table(published.database.snapshot.path("observations")).to_pylist()
    current: dict[tuple[str, ...], int] = {}
    for row in rows:
        cell = (row["measure"], row["area_code"] or row["area_name"], row["period"])
        current[cell] = current.get(cell, 0) + row["is_current"]
    assert set(current.values()) == {1}


def test_the_published_snapshot_holds_nothing_illustrative(published: FigureSet) -> None:
    snapshot = published.database.snapshot
    rows = pq.read_table(snapshot.path("observations")).to_pylist()
    for row in rows:
        assert row["status"] != "illustrative"
        assert (row["status"] == "computed") <= (row["origin"] == "computed")
        assert "illustrative" not in row["edition"].lower()
        assert "illustrative" not in row["source_id"]
        assert "not real" not in row["note"].lower()
    sources = pq.read_table(snapshot.path("sources")).to_pylist()
    assert not [s for s in sources if "illustrative" in f"{s['source_id']} {s['title']}".lower()]


def test_the_illustrative_snapshot_holds_nothing_published(illustrative: FigureSet) -> None:
    snapshot = illustrative.database.snapshot
    table = pq.read_table(snapshot.path("observations"))
    assert table["edition"].unique().to_pylist() == ["illustrative"]
    assert table["source_id"].unique().to_pylist() == ["illustrative-generator"]
    assert all("Not real" in note for note in table["note"].unique().to_pylist())
    for row in table.to_pylist():
        assert (row["value"] is None) == (row["status"] != "illustrative")


def test_the_two_sets_share_no_file(home: Path) -> None:
    ids = current_ids(home / "extracts")
    assert ids["published"] != ids["illustrative"]
    files = [files_of(home / "extracts" / i) for i in ids.values()]
    assert files[0]["observations.parquet"] != files[1]["observations.parquet"]
    usual = {"manifest.json", *(f"{t}.parquet" for t in TABLES)}
    assert {name: set(f) - usual for name, f in zip(ids, files, strict=True)} == {
        "published": {"changes.json"},
        "illustrative": set(),
    }
