"""The history: what there is, going back and forward again, and removing what nobody needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from build_snapshots import current_value, make, names, publish, publish_load, small_load
from killing import killed_at_every_point, refused_at_every_write, unix_only

from cjdata.errors import CjdataError, SnapshotError, UnknownName
from cjdata.store.manifest import SCHEMA_VERSION
from cjdata.store.snapshot_history import SnapshotEntry, history, prune, rollback
from cjdata.store.snapshots import Snapshot, current_ids, read_snapshot


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of the test's own, with nothing in it."""
    return tmp_path / "data"


@pytest.fixture
def extracts(home: Path) -> Path:
    (home / "extracts").mkdir(parents=True)
    return home / "extracts"


@pytest.fixture
def four(home: Path, extracts: Path) -> list[Snapshot]:
    """Four loads within a second or so, the figure counting them; the fourth is current."""
    return [publish_load(home, n) for n in (1, 2, 3, 4)]


def ids(entries: list[SnapshotEntry]) -> list[str]:
    return [entry.id for entry in entries]


def current(entries: list[SnapshotEntry]) -> list[str]:
    return [entry.id for entry in entries if entry.is_current]


def edit_manifest(snapshot: Snapshot, **changes: object) -> None:
    path = snapshot.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | changes), encoding="utf-8")


def as_version_2(snapshot: Snapshot, built: str) -> None:
    """Make a manifest what the program before this one wrote."""
    path = snapshot.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name in ("built_ns", "by", "what", "loads", "previous"):
        del manifest[name]
    path.write_text(json.dumps(manifest | {"schema_version": 2, "built": built}), encoding="utf-8")


def damage(snapshot: Snapshot) -> None:
    (snapshot.folder / "observations.parquet").write_bytes(b"gone")


# The list


def test_the_list_says_who_made_what_when_and_out_of_which(four: list[Snapshot]) -> None:
    newest, *_, oldest = history(four[0].folder.parent)
    assert newest == SnapshotEntry(
        id=four[3].id,
        figures_set="published",
        built=four[3].manifest.built,
        by="person 4",
        what="Loaded 4.xlsx",
        rows=1,
        loads=tuple(sorted(small_load(n).id for n in (1, 2, 3, 4))),
        previous=four[2].id,
        schema_version=SCHEMA_VERSION,
        is_current=True,
        readable=True,
        trouble="",
    )
    assert (oldest.id, oldest.previous, oldest.is_current) == (four[0].id, "", False)


def test_the_newest_comes_first_even_within_one_second(
    four: list[Snapshot], extracts: Path
) -> None:
    assert ids(history(extracts)) == [s.id for s in reversed(four)]


def test_each_set_has_its_own_list(four: list[Snapshot], extracts: Path) -> None:
    other = publish(extracts, 1, "illustrative")
    assert ids(history(extracts, "illustrative")) == [other.id]
    assert other.id not in ids(history(extracts))


def test_a_folder_without_snapshots_has_an_empty_list(extracts: Path) -> None:
    (extracts / "loads").mkdir()
    assert history(extracts) == []
    assert history(extracts / "nowhere") == []


def test_the_current_one_is_marked_wherever_it_stands(four: list[Snapshot], extracts: Path) -> None:
    rollback(extracts.parent, four[1].id)
    entries = history(extracts)
    assert ids(entries) == [s.id for s in reversed(four)]
    assert current(entries) == [four[1].id]


def test_a_damaged_one_is_listed_with_its_trouble(four: list[Snapshot], extracts: Path) -> None:
    damage(four[1])
    (four[2].folder / "manifest.json").write_text("{", encoding="utf-8")
    entries = {entry.id: entry for entry in history(extracts, verify=True)}
    assert len(entries) == 4
    assert entries[four[1].id].trouble == "observations.parquet: the file is damaged"
    assert entries[four[1].id].by == "person 2"
    assert entries[four[2].id].trouble == "manifest.json: the manifest cannot be read"
    assert [entries[s.id].readable for s in four] == [True, False, False, True]


def test_without_a_check_the_manifests_alone_are_read(four: list[Snapshot], extracts: Path) -> None:
    damage(four[1])
    assert all(entry.readable for entry in history(extracts))


def test_an_older_version_is_listed_in_its_place(four: list[Snapshot], extracts: Path) -> None:
    as_version_2(four[2], "2020-01-01T00:00:00+00:00")
    entries = history(extracts, verify=True)
    assert ids(entries) == [four[3].id, four[1].id, four[0].id, four[2].id]
    words = f"the snapshot has schema version 2, and this program reads {SCHEMA_VERSION}"
    assert entries[-1].trouble == words
    assert (entries[-1].built, entries[-1].rows) == ("2020-01-01T00:00:00+00:00", 1)


def test_one_that_was_set_aside_says_so(four: list[Snapshot], extracts: Path) -> None:
    damage(four[3])
    again = make(extracts, 4, loads=four[3].manifest.loads)
    entries = {entry.id: entry for entry in history(extracts, verify=True)}
    assert entries[again.id].readable
    assert "set aside" in entries[f"{again.id}.damaged-1"].trouble


def test_a_current_one_that_is_gone_is_still_listed(four: list[Snapshot], extracts: Path) -> None:
    four[3].folder.rename(extracts / "elsewhere")
    (entry,) = [entry for entry in history(extracts) if entry.is_current]
    assert (entry.id, entry.trouble) == (four[3].id, "its folder is missing")


def test_a_broken_pointer_leaves_the_list_without_a_current_one(
    four: list[Snapshot], extracts: Path
) -> None:
    (extracts / "current.json").write_text("{", encoding="utf-8")
    assert current(history(extracts)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": 3, "loads": "a", "by": None, "built": 4, "built_ns": "soon"},
        {"rows": {"observations": "many"}, "loads": {"a": 1}, "schema_version": "three"},
        {"built": "", "built_ns": 0},
        {"built": "0001-01-01", "built_ns": None},
    ],
)
def test_a_manifest_of_wrong_kinds_is_listed_all_the_same(
    four: list[Snapshot], extracts: Path, changes: dict[str, object]
) -> None:
    edit_manifest(four[1], **changes)
    assert set(ids(history(extracts, verify=True))) == {s.id for s in four}


# Going back


def test_going_back_serves_the_older_figures_and_the_way_forward_is_known(
    four: list[Snapshot], extracts: Path
) -> None:
    done = rollback(extracts.parent, four[0].id)
    assert (done.snapshot, done.left, done.changed) == (four[0], four[3].id, True)
    assert current_value(extracts) == 1
    rollback(extracts.parent, done.left)
    assert current_value(extracts) == 4


def test_going_back_leaves_the_other_set(four: list[Snapshot], extracts: Path) -> None:
    other = publish(extracts, 7, "illustrative")
    rollback(extracts.parent, four[0].id)
    assert current_ids(extracts) == {"published": four[0].id, "illustrative": other.id}


def test_going_to_where_one_is_changes_nothing_and_says_so(
    four: list[Snapshot], extracts: Path
) -> None:
    assert rollback(extracts.parent, four[3].id).changed is False
    assert current_value(extracts) == 4


@pytest.mark.parametrize("shorten", [lambda i: i[:-2], lambda i: i[10:], lambda i: f" {i[10:20]} "])
def test_a_beginning_of_the_id_is_enough(
    four: list[Snapshot], extracts: Path, shorten: Callable[[str], str]
) -> None:
    assert rollback(extracts.parent, shorten(four[1].id)).snapshot == four[1]


def test_a_beginning_that_several_have_is_refused_with_their_ids(
    four: list[Snapshot], extracts: Path
) -> None:
    with pytest.raises(UnknownName, match="“published” is the beginning of 4 snapshots") as refused:
        rollback(extracts.parent, "published")
    assert all(s.id in str(refused.value) for s in four)
    assert current_value(extracts) == 4


@pytest.mark.parametrize("given", ["zzz", "", "  ", ".", "../published", "published-", "current"])
def test_an_unknown_id_is_refused_with_a_hint(extracts: Path, given: str) -> None:
    one = publish(extracts, 1)
    publish(extracts, 2)
    with pytest.raises(UnknownName) as refused:
        rollback(extracts.parent, given)
    assert f"rollback: “{given}” is" in str(refused.value)
    assert "published-" in refused.value.findings[0].fix
    assert current_ids(extracts)["published"] != one.id


def test_a_slip_of_the_pen_is_answered_with_the_nearest_id(
    four: list[Snapshot], extracts: Path
) -> None:
    slip = four[1].id[:-1] + "x"
    with pytest.raises(UnknownName, match=f"Did you mean “{four[1].id}”"):
        rollback(extracts.parent, slip)


def test_nobody_goes_back_to_damaged_figures(four: list[Snapshot], extracts: Path) -> None:
    damage(four[1])
    with pytest.raises(SnapshotError) as refused:
        rollback(extracts.parent, four[1].id)
    assert "observations.parquet: the file is damaged. Choose another snapshot" in str(
        refused.value
    )
    assert "python -m cjdata history" in str(refused.value)
    assert current_value(extracts) == 4


def test_nobody_goes_back_to_another_version(four: list[Snapshot], extracts: Path) -> None:
    as_version_2(four[1], "2020-01-01T00:00:00+00:00")
    with pytest.raises(SnapshotError, match="schema version 2"):
        rollback(extracts.parent, four[1].id)
    assert current_value(extracts) == 4


def test_nobody_goes_back_to_what_was_set_aside(four: list[Snapshot], extracts: Path) -> None:
    damage(four[3])
    make(extracts, 4, loads=four[3].manifest.loads)
    with pytest.raises(UnknownName):
        rollback(extracts.parent, f"{four[3].id}.damaged-1")


def test_going_back_mends_a_broken_pointer(four: list[Snapshot], extracts: Path) -> None:
    (extracts / "current.json").write_text("{", encoding="utf-8")
    done = rollback(extracts.parent, four[1].id)
    assert (done.left, done.changed) == ("", True)
    assert current_value(extracts) == 2


@pytest.mark.parametrize(
    "change", [lambda h: rollback(h, "published-1"), lambda h: prune(h / "extracts")]
)
def test_where_nothing_was_built_nothing_is_made(
    home: Path, change: Callable[[Path], object]
) -> None:
    with pytest.raises(SnapshotError, match="no figures have been built yet"):
        change(home)
    assert not home.exists()


# Removing


def test_the_newest_others_are_kept_to_go_back_to(four: list[Snapshot], extracts: Path) -> None:
    assert prune(extracts, keep=2) == [four[0].id]
    assert ids(history(extracts)) == [four[3].id, four[2].id, four[1].id]


def test_three_are_kept_unless_told_otherwise(four: list[Snapshot], extracts: Path) -> None:
    assert prune(extracts) == []
    publish(extracts, 5)
    assert prune(extracts) == [four[0].id]


def test_the_current_one_is_never_removed_however_old(four: list[Snapshot], extracts: Path) -> None:
    rollback(extracts.parent, four[0].id)
    assert prune(extracts, keep=0) == [s.id for s in reversed(four[1:])]
    assert ids(history(extracts)) == [four[0].id]
    assert current_value(extracts) == 1


def test_each_set_keeps_its_own(four: list[Snapshot], extracts: Path) -> None:
    others = [publish(extracts, n, "illustrative") for n in (1, 2, 3)]
    removed = prune(extracts, keep=1)
    assert set(removed) == {four[0].id, four[1].id, others[0].id}
    assert current_value(extracts, "illustrative") == 3


def test_a_dry_run_names_the_same_and_removes_nothing(four: list[Snapshot], extracts: Path) -> None:
    before = names(extracts)
    named = prune(extracts, keep=1, dry_run=True)
    assert names(extracts) == before
    assert prune(extracts, keep=1) == named == [four[1].id, four[0].id]


def test_what_cannot_be_read_is_no_place_to_go_back_to(
    four: list[Snapshot], extracts: Path
) -> None:
    damage(four[2])
    as_version_2(four[1], "2020-01-01T00:00:00+00:00")
    assert set(prune(extracts, keep=1)) == {four[2].id, four[1].id}
    assert rollback(extracts.parent, four[0].id).changed


def test_what_a_newer_program_wrote_is_left_to_it(four: list[Snapshot], extracts: Path) -> None:
    edit_manifest(four[1], schema_version=SCHEMA_VERSION + 1)
    assert set(prune(extracts, keep=0)) == {four[2].id, four[0].id}


def test_damaged_current_figures_are_left_for_whoever_mends_them(
    four: list[Snapshot], extracts: Path
) -> None:
    damage(four[3])
    prune(extracts, keep=0)
    assert four[3].folder.exists()


def test_what_is_no_snapshot_is_left_alone(four: list[Snapshot], extracts: Path) -> None:
    for name in ("loads", "published-notes", "published", "Published-0123456789AB"):
        (extracts / name).mkdir()
    (extracts / "published-0123456789ab").write_text("a file", encoding="utf-8")
    before = names(extracts)
    prune(extracts, keep=0)
    assert names(extracts) == before - {s.id for s in four[:3]}


def test_with_a_broken_pointer_nothing_is_removed(four: list[Snapshot], extracts: Path) -> None:
    (extracts / "current.json").write_text("{", encoding="utf-8")
    for dry_run in (True, False):
        with pytest.raises(SnapshotError, match="the pointer to the figures cannot be read"):
            prune(extracts, keep=0, dry_run=dry_run)
    assert len(history(extracts)) == 4


def test_a_folder_in_use_is_named_and_the_others_go(
    four: list[Snapshot], extracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self == four[1].folder:
            raise PermissionError(13, "The file is used by another process")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(SnapshotError, match="cannot be removed") as refused:
        prune(extracts, keep=0)
    assert [Path(f.where).name for f in refused.value.findings] == [four[1].id]
    assert ids(history(extracts)) == [four[3].id, four[1].id]


# Killed, and a full disk


def go_back(home: Path) -> None:
    rollback(home, history(home / "extracts")[-1].id)


def keep_one(home: Path) -> None:
    prune(home / "extracts", keep=1)


@unix_only
def test_going_back_and_being_killed_leaves_one_or_the_other(
    four: list[Snapshot], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trials = killed_at_every_point(go_back, home, tmp_path_factory.mktemp("work"), every=2)
    assert {current_value(trial.folder / "extracts") for trial in trials} == {1, 4}
    for trial in trials:
        go_back(trial.folder)
        assert current_value(trial.folder / "extracts") == 1, trial.point
        assert names(trial.folder / "extracts") == names(home / "extracts"), trial.point


@unix_only
def test_removing_and_being_killed_leaves_every_snapshot_whole_or_gone(
    four: list[Snapshot], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trials = killed_at_every_point(keep_one, home, tmp_path_factory.mktemp("work"), every=2)
    assert {len(history(trial.folder / "extracts")) for trial in trials} == {4, 3, 2}
    for trial in trials:
        for entry in history(trial.folder / "extracts", verify=True):
            assert entry.readable, (trial.point, entry)
        assert current_value(trial.folder / "extracts") == 4
        keep_one(trial.folder)
        left = {"current.json", four[3].id, four[2].id}
        assert names(trial.folder / "extracts") == left, trial.point


@unix_only
def test_a_full_disk_while_going_back_leaves_the_pointer(
    four: list[Snapshot], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trials = refused_at_every_write(go_back, home, tmp_path_factory.mktemp("work"))
    assert {trial.ended for trial in trials} == {"refused", "finished"}
    for trial in trials:
        expected = 4 if trial.ended == "refused" else 1
        assert current_value(trial.folder / "extracts") == expected, trial.point
        assert names(trial.folder / "extracts") == names(home / "extracts"), trial.point


def test_every_refusal_is_one_of_the_program_s_own(four: list[Snapshot], home: Path) -> None:
    for given in ("", "x", four[0].id[:3], "published-" + "0" * 12, "\x00", "a" * 5000):
        with pytest.raises(CjdataError):
            rollback(home, given)
    assert read_snapshot(home / "extracts", four[3].id, verify=True) == four[3]
