"""What is in force stands in the journal, and changes with the figures at one rename."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from build_snapshots import make, names, publish, publish_load, small_load
from killing import Job, killed_at_every_point, refused_at_every_write, unix_only
from some import long

from cjdata.errors import SnapshotError, SourceError
from cjdata.store.load_folders import loads_folder
from cjdata.store.loads import load_ids, write_load
from cjdata.store.loads_in_force import begin, commit, doubts, loads_in_force, read_loads_in_force
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import history, prune, rollback
from cjdata.store.snapshots import Snapshot, current_ids, current_ids_if_any, read_snapshot

ONE, TWO, THREE = (small_load(n).id for n in (1, 2, 3))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of the test's own, with nothing in it but a place for snapshots."""
    (tmp_path / "data" / "extracts").mkdir(parents=True)
    return tmp_path / "data"


@pytest.fixture
def two(home: Path) -> list[Snapshot]:
    """Two loads; the second is current."""
    return [publish_load(home, 1), publish_load(home, 2)]


def journal(home: Path) -> Path:
    return loads_folder(home) / "journal.csv"


def lines(home: Path) -> list[str]:
    """Give the event and the load of each line."""
    _, *rest = journal(home).read_text("utf-8").splitlines()
    return [",".join(line.split(",")[:2]) for line in rest]


def shown(home: Path) -> set[str] | None:
    """Give the loads in the figures that readers see, each file of them checked."""
    current = current_ids_if_any(home / "extracts").get("published")
    if current is None:
        return None
    return set(read_snapshot(home / "extracts", current, verify=True).manifest.loads)


def rebuilt(home: Path) -> set[str]:
    """Give the loads that are in force once the folder of the snapshots is gone."""
    shutil.rmtree(home / "extracts")
    (home / "extracts").mkdir()
    assert {load.id for load in read_loads_in_force(home)} == set(loads_in_force(home))
    return set(loads_in_force(home))


# What is in force


def test_the_journal_alone_says_what_is_in_force(home: Path, two: list[Snapshot]) -> None:
    assert loads_in_force(home) == (ONE, TWO)
    assert lines(home) == [f"published,{ONE}", f"published,{TWO}"]
    assert rebuilt(home) == {ONE, TWO}


def test_going_back_withdraws_and_going_forward_publishes_again(
    home: Path, two: list[Snapshot]
) -> None:
    rollback(home, two[0].id, by="Jo Reid")
    assert lines(home)[2:] == [f"withdrawn,{TWO}"]
    last = journal(home).read_text("utf-8").splitlines()[-1]
    assert last.endswith(f",Jo Reid,Back to {two[0].id}")
    assert (shown(home), rebuilt(home)) == ({ONE}, {ONE})


def test_rolling_forward_again_is_in_force_again(home: Path, two: list[Snapshot]) -> None:
    rollback(home, two[0].id)
    rollback(home, two[1].id)
    assert (shown(home), rebuilt(home)) == ({ONE, TWO}, {ONE, TWO})


def test_back_to_the_reviewed_text_alone_leaves_nothing_in_force(home: Path) -> None:
    text = publish(home / "extracts", 0)
    publish_load(home, 1)
    rollback(home, text.id)
    assert (shown(home), loads_in_force(home), rebuilt(home)) == (set(), (), set())


def test_the_middle_one_of_three_can_be_withdrawn(home: Path, two: list[Snapshot]) -> None:
    rollback(home, two[0].id)
    publish_load(home, 3)
    assert (shown(home), rebuilt(home)) == ({ONE, THREE}, {ONE, THREE})


def test_going_back_in_the_illustrative_set_touches_no_journal(
    home: Path, two: list[Snapshot]
) -> None:
    made_up = publish(home / "extracts", 5, "illustrative")
    publish(home / "extracts", 6, "illustrative")
    before = journal(home).read_bytes()
    assert rollback(home, made_up.id).changed
    assert journal(home).read_bytes() == before
    assert shown(home) == {ONE, TWO}


def test_the_same_loads_in_other_figures_write_no_line(home: Path, two: list[Snapshot]) -> None:
    before = journal(home).read_bytes()
    newer = make(home / "extracts", 9, loads=(ONE, TWO))
    assert commit(home, {"published": newer.id}, (ONE, TWO), by="Jo", what="Built")
    assert current_ids(home / "extracts")["published"] == newer.id
    assert journal(home).read_bytes() == before


def test_a_load_that_the_journal_does_not_name_is_not_in_force_and_is_told(
    home: Path, two: list[Snapshot]
) -> None:
    write_load(loads_folder(home), small_load(3))
    assert loads_in_force(home) == (ONE, TWO)
    (said,) = doubts(home)
    assert said.where == f"published/loads/{THREE}"
    assert "not in force" in said.what
    begin(home, by="Jo")
    assert THREE in load_ids(loads_folder(home))


def test_a_journal_that_was_changed_since_the_build_is_told(
    home: Path, two: list[Snapshot]
) -> None:
    assert doubts(home) == []
    with journal(home).open("a", encoding="utf-8") as file:
        file.write(f"withdrawn,{TWO},,,\n")
    (said,) = doubts(home)
    assert "other loads are in force than those in the figures shown" in said.what
    assert "python -m cjdata build" in said.fix


def test_a_load_in_force_that_is_missing_or_damaged_is_refused_by_the_line_that_names_it(
    home: Path, two: list[Snapshot]
) -> None:
    shutil.rmtree(loads_folder(home) / ONE)
    (loads_folder(home) / TWO / "load.json").write_text("{", "utf-8")
    with pytest.raises(SourceError) as refused:
        read_loads_in_force(home)
    found = {f.where: f.what for f in refused.value.findings}
    assert found == {
        "published/loads/journal.csv, line 2": f"{ONE} is in force, and the load is missing",
        "published/loads/journal.csv, line 3": f"{TWO} is in force, and the load cannot be read",
    }
    assert doubts(home) == list(refused.value.findings)
    assert shown(home) == {ONE, TWO}


def test_the_folder_of_a_withdrawn_load_may_be_removed_and_nobody_goes_back_to_it(
    home: Path, two: list[Snapshot]
) -> None:
    rollback(home, two[0].id)
    shutil.rmtree(loads_folder(home) / TWO)
    assert [load.id for load in read_loads_in_force(home)] == [ONE]
    with pytest.raises(SnapshotError, match=rf"{TWO}: the load is missing. Choose another"):
        rollback(home, two[1].id)
    assert (shown(home), loads_in_force(home)) == ({ONE}, (ONE,))


def test_a_damaged_load_can_be_left_behind_by_going_back(home: Path, two: list[Snapshot]) -> None:
    shutil.rmtree(loads_folder(home) / TWO)
    rollback(home, two[0].id)
    assert rebuilt(home) == {ONE}


def test_a_journal_with_a_mistake_refuses_going_back_and_what_is_published_stays(
    home: Path, two: list[Snapshot]
) -> None:
    with journal(home).open("a", encoding="utf-8") as file:
        file.write(f"withdrawn,{THREE},,,\n")
    before = journal(home).read_bytes()
    for change in (lambda: rollback(home, two[0].id), lambda: begin(home, by="Jo")):
        with pytest.raises(SourceError, match=r"journal\.csv, line 4"):
            change()
    assert (shown(home), journal(home).read_bytes()) == ({ONE, TWO}, before)


def test_removing_snapshots_leaves_what_is_in_force(home: Path, two: list[Snapshot]) -> None:
    rollback(home, two[0].id)
    assert prune(home / "extracts", keep=0) == [two[1].id]
    assert (shown(home), load_ids(loads_folder(home))) == ({ONE}, tuple(sorted((ONE, TWO))))
    assert rebuilt(home) == {ONE}


# Folders of versions that kept no journal


def test_without_a_journal_the_figures_shown_say_what_is_in_force(
    home: Path, two: list[Snapshot]
) -> None:
    rollback(home, two[0].id)
    journal(home).unlink()
    assert loads_in_force(home) == (ONE,)
    assert not journal(home).exists()
    begin(home, by="Jo Reid")
    assert lines(home) == [f"published,{ONE}"]
    assert "In force when this journal was begun" in journal(home).read_text("utf-8")
    assert rebuilt(home) == {ONE}


def test_that_nothing_was_in_force_is_kept_too(home: Path) -> None:
    text = publish(home / "extracts", 0)
    publish_load(home, 1)
    rollback(home, text.id)
    journal(home).unlink()
    begin(home, by="Jo")
    assert (lines(home), rebuilt(home)) == ([], set())


def broken_manifest(home: Path) -> None:
    (home / "extracts" / current_ids(home / "extracts")["published"] / "manifest.json").write_text(
        "{", "utf-8"
    )


def no_extracts(home: Path) -> None:
    shutil.rmtree(home / "extracts")
    (home / "extracts").mkdir()


@pytest.mark.parametrize("lose", [broken_manifest, no_extracts])
def test_where_nothing_tells_it_is_asked_and_no_load_is_lost_or_guessed(
    home: Path, two: list[Snapshot], lose: Job
) -> None:
    journal(home).unlink()
    lose(home)
    for ask in (lambda: loads_in_force(home), lambda: begin(home, by="Jo")):
        with pytest.raises(SourceError) as refused:
            ask()
        assert "2 loads are there and no journal" in str(refused.value)
        assert "python -m cjdata build --all-loads" in str(refused.value)
    assert (load_ids(loads_folder(home)), journal(home).exists()) == (
        tuple(sorted((ONE, TWO))),
        False,
    )
    begin(home, by="Jo", otherwise=load_ids(loads_folder(home)))
    assert rebuilt(home) == {ONE, TWO}


def test_where_nothing_tells_a_state_of_the_history_does(home: Path, two: list[Snapshot]) -> None:
    journal(home).unlink()
    broken_manifest(home)
    rollback(home, two[0].id)
    assert (shown(home), rebuilt(home)) == ({ONE}, {ONE})


def test_a_folder_without_loads_gets_no_journal_until_the_first(home: Path) -> None:
    publish(home / "extracts", 0)
    begin(home, by="Jo")
    assert (loads_in_force(home), loads_folder(home).exists()) == ((), False)


# The pointer


def point(home: Path, **ids: object) -> None:
    (home / "extracts" / "current.json").write_text(json.dumps(ids), "utf-8")


def test_made_up_figures_are_never_current_as_published(home: Path, two: list[Snapshot]) -> None:
    made_up = publish(home / "extracts", 5, "illustrative")
    point(home, published=made_up.id, illustrative=made_up.id)
    with pytest.raises(SnapshotError) as refused:
        current_ids(home / "extracts")
    assert f"“{made_up.id}”, which is no snapshot of the published figures" in str(refused.value)
    assert "python -m cjdata build" in str(refused.value)
    assert current_ids_if_any(home / "extracts") == {"illustrative": made_up.id}
    rollback(home, two[1].id)
    assert current_ids(home / "extracts") == {"published": two[1].id, "illustrative": made_up.id}


def test_a_snapshot_whose_manifest_says_another_set_is_refused(
    home: Path, two: list[Snapshot]
) -> None:
    path = two[1].folder / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(content | {"figures_set": "illustrative"}), "utf-8")
    with pytest.raises(SnapshotError, match="the manifest is not whole"):
        shown(home)


def test_a_pointer_with_something_else_in_it_is_refused_and_mended(
    home: Path, two: list[Snapshot]
) -> None:
    point(home, published=two[1].id, colour="red")
    with pytest.raises(SnapshotError, match="“red”, which is no snapshot of the colour figures"):
        current_ids(home / "extracts")
    assert commit(home, {"published": two[1].id}, (ONE, TWO), by="Jo", what="Built")
    assert current_ids(home / "extracts") == {"published": two[1].id}


@pytest.mark.parametrize(
    "promised", [3, {}, {"file": "\0"}, {"file": ".."}, {"file": 3, "published": "published-0"}]
)
def test_a_promise_that_cannot_be_read_holds_nothing(
    home: Path, two: list[Snapshot], promised: object
) -> None:
    point(home, published=two[0].id, next=promised)
    assert current_ids(home / "extracts") == {"published": two[0].id}


def test_a_lost_pointer_and_a_clock_that_went_back_bring_nothing_back(
    home: Path, two: list[Snapshot]
) -> None:
    rollback(home, two[0].id)
    (home / "extracts" / "current.json").unlink()
    for snapshot, year in zip(two, (2030, 1990), strict=True):
        path = snapshot.folder / "manifest.json"
        content = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(content | {"built": f"{year}-01-01", "built_ns": 0}), "utf-8")
    assert [entry.id for entry in history(home / "extracts")] == [two[0].id, two[1].id]
    assert loads_in_force(home) == (ONE,)


# Killed, and a full disk


def load_another(home: Path) -> None:
    with loading_lock(home / "extracts", "Jo", "Loading"):
        publish_load(home, 3)


def go_back(home: Path) -> None:
    rollback(home, history(home / "extracts")[-1].id)


@unix_only
@pytest.mark.parametrize(
    ("job", "after"), [(load_another, {ONE, TWO, THREE}), (go_back, {ONE})], ids=["load", "back"]
)
def test_killed_anywhere_a_rebuild_gives_what_readers_saw(
    home: Path, two: list[Snapshot], tmp_path: Path, job: Job, after: set[str]
) -> None:
    trials = killed_at_every_point(job, home, tmp_path / "work")
    assert len(trials) > 60
    seen = []
    for trial in trials:
        seen.append(shown(trial.folder))
        assert seen[-1] == set(loads_in_force(trial.folder)), trial.point
        assert rebuilt(trial.folder) == seen[-1], trial.point
    first_new = seen.index(after)
    assert seen[:first_new] == [{ONE, TWO}] * first_new
    assert seen[first_new:] == [after] * (len(seen) - first_new)
    assert 0 < first_new < len(seen) - 1


@unix_only
@pytest.mark.parametrize("job", [load_another, go_back])
def test_after_any_kill_the_next_change_works_and_clears_up(
    home: Path, two: list[Snapshot], tmp_path: Path, job: Job
) -> None:
    *killed, finished = killed_at_every_point(job, home, tmp_path / "work", every=5)
    for trial in killed:
        job(trial.folder)
        assert shown(trial.folder) == shown(finished.folder), trial.point
        assert set(loads_in_force(trial.folder)) == shown(finished.folder), trial.point
        assert names(trial.folder / "extracts") == names(finished.folder / "extracts"), trial.point
        assert not list(loads_folder(trial.folder).glob(".*")), trial.point


@unix_only
@pytest.mark.parametrize("every", [2, long(1)])
@pytest.mark.parametrize("job", [load_another, go_back])
def test_a_full_disk_refuses_and_changes_nothing_or_all_is_done(
    home: Path, two: list[Snapshot], tmp_path: Path, job: Job, every: int
) -> None:
    trials = refused_at_every_write(job, home, tmp_path / "work", every=every)
    assert {trial.ended for trial in trials} == {"refused", "finished"}
    for trial in trials:
        is_old = shown(trial.folder) == {ONE, TWO}
        assert is_old == (trial.ended == "refused"), trial.point
        assert rebuilt(trial.folder) == ({ONE, TWO} if is_old else shown_after(job)), trial.point
        assert not list(loads_folder(trial.folder).glob(".*")), trial.point


def shown_after(job: Job) -> set[str]:
    return {ONE, TWO, THREE} if job is load_another else {ONE}


@unix_only
def test_the_first_load_of_all_killed_anywhere_is_in_force_or_is_not(
    home: Path, tmp_path: Path
) -> None:
    trials = killed_at_every_point(load_another, home, tmp_path / "work", every=4)
    seen = set()
    for trial in trials:
        in_force = set(loads_in_force(trial.folder))
        seen.add(frozenset(in_force))
        assert in_force == (shown(trial.folder) or set()), trial.point
        assert rebuilt(trial.folder) == in_force, trial.point
    assert seen == {frozenset(), frozenset({THREE})}


def begin_a_journal(home: Path) -> None:
    begin(home, by="Jo")


@unix_only
def test_beginning_a_journal_and_being_killed_changes_nothing_that_is_in_force(
    home: Path, two: list[Snapshot], tmp_path: Path
) -> None:
    rollback(home, two[0].id)
    journal(home).unlink()
    for trial in killed_at_every_point(begin_a_journal, home, tmp_path / "work", every=2):
        assert loads_in_force(trial.folder) == (ONE,), trial.point
        begin(trial.folder, by="Jo")
        assert rebuilt(trial.folder) == {ONE}, trial.point
