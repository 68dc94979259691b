"""What was supplied privately is kept where neither a repository nor another account takes it."""

from __future__ import annotations

import json
import pickle
import shutil
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from filling import check, filled, publish
from killing import killed_at_every_point, unix_only
from some import long
from test_loads import figure

from cjdata.backup.restore_backup import restore_backup
from cjdata.backup.write_backup import write_backup
from cjdata.cli.data_tool import main
from cjdata.exports.template import write_template
from cjdata.ingest.remarks import LoadRefused
from cjdata.library import Library
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.load_workbooks import publish_files
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.store.journal import NAME
from cjdata.store.load_folders import keep_load, loads_folder, supplied_loads_folder
from cjdata.store.loads import (
    Load,
    LoadOrigin,
    _observations_text,
    _sources_text,
    load_ids,
    read_load,
)
from cjdata.store.loads_in_force import begin, doubts, loads_in_force, read_loads_in_force
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import history, rollback
from cjdata.store.snapshots import current_ids, read_snapshot

POLICE = "police_custody_referrals"
NAMED = "three people of Falkirk.xlsx"
"""The name of a file may itself say what is hidden."""


def supplied_load(value: float = 3.0) -> Load:
    """Give a load as figures that were supplied privately make one."""
    edition = "(supplied) 2024-25"
    about = LoadOrigin(NAMED, "0" * 64, "xlsx", "supplied", "supplied", edition, "", ())
    one = figure(value, edition, measure=POLICE, status="supplied", origin=f"{NAMED}, Figures, C6")
    return Load((one,), (), about)


def load_supplied(folder: Path, catalogue: Catalogue, areas: Areas, value: float = 3) -> None:
    template = write_template("supplied", catalogue, areas, areas.find("Falkirk"))
    name = catalogue.measures[POLICE].name
    publish(folder, filled(template, [[name, "2024-25", value, "number", "Police", ""]]), NAMED)


@pytest.fixture
def loaded(data_folder: Path, catalogue: Catalogue, areas: Areas) -> Path:
    """A data folder into which a supplied figure was loaded."""
    load_supplied(data_folder, catalogue, areas)
    return data_folder


def modes(folder: Path) -> set[tuple[bool, int]]:
    return {(p.is_dir(), stat.S_IMODE(p.stat().st_mode)) for p in (folder, *folder.rglob("*"))}


CLOSED = {(True, 0o700), (False, 0o600)}


# Where it is written


@unix_only
def test_what_was_supplied_is_open_to_the_own_account_alone(loaded: Path) -> None:
    assert modes(loaded / "supplied") == CLOSED
    current = loaded / "extracts" / current_ids(loaded / "extracts")["published"]
    assert modes(current) == CLOSED


def test_no_other_file_of_the_data_folder_holds_it(loaded: Path) -> None:
    current = current_ids(loaded / "extracts")["published"]
    for path in loaded.rglob("*"):
        parts = path.relative_to(loaded).parts
        if path.is_file() and parts[0] != "supplied" and current not in parts:
            content = path.read_bytes()
            assert b"(supplied)" not in content, path
            assert NAMED.encode() not in content, path


def test_a_repository_takes_none_of_it_whatever_its_own_rules(loaded: Path) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=loaded, capture_output=True, check=True)
        return done.stdout.decode()

    git("init", "--quiet")
    git("add", "--all")
    current = current_ids(loaded / "extracts")["published"]
    taken = git("ls-files").splitlines()
    assert "published/loads/journal.csv" in taken
    assert not [path for path in taken if path.startswith("supplied") or current in path]


def test_the_same_figures_are_the_same_load_and_another_folder_calls_it_otherwise(
    tmp_path: Path,
) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    first = keep_load(here, supplied_load())
    assert keep_load(here, supplied_load()).id == first.id
    assert keep_load(elsewhere, supplied_load()).id != first.id
    assert read_load(supplied_loads_folder(here), first.id) == first


def test_ids_and_hashes_that_are_told_cannot_be_found_by_trying_counts(loaded: Path) -> None:
    told = CliRunner(env={"CJDATA_HOME": str(loaded)}).invoke(main, ["history", "--json"]).stdout
    told += CliRunner(env={"CJDATA_HOME": str(loaded)}).invoke(main, ["build", "--json"]).stdout
    (load,) = [load for load in read_loads_in_force(loaded) if load.is_supplied]
    assert load.id in told
    for value in range(20):
        guess = replace(load, observations=(replace(load.observations[0], value=float(value)),))
        plain = write_and_hash(guess)
        assert plain[:12] not in told
    current_id = current_ids(loaded / "extracts")["published"]
    current = read_snapshot(loaded / "extracts", current_id, verify=True)
    for sha in current.manifest.sha256.values():
        assert sha not in told


def write_and_hash(load: Load) -> str:
    """Hash a load as versions did that made no secret of it."""
    text = _observations_text(load) + "\0" + _sources_text(load)
    return sha256(text.encode()).hexdigest()


def test_published_figures_have_the_same_id_in_every_folder(
    home: Path, loaded: Path, tmp_path: Path
) -> None:
    current = current_ids(home / "extracts")["published"]
    assert current_ids(loaded / "extracts")["published"] != current
    [*_, first] = history(loaded / "extracts")
    assert first.id == current
    copy = Path(shutil.copytree(home, tmp_path / "copy", ignore=shutil.ignore_patterns("extracts")))
    assert build(copy).snapshots["published"].id == current


def test_histories_and_the_lock_do_not_name_the_files(loaded: Path) -> None:
    entries = history(loaded / "extracts")
    assert entries[0].what == "Loaded figures supplied to the partnership"
    assert "three people" not in (loads_folder(loaded) / NAME).read_text("utf-8")


def test_a_load_that_gives_away_what_is_hidden_is_refused_with_why_and_changes_nothing(
    data_folder: Path, catalogue: Catalogue, areas: Areas, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = (POLICE, "S12000005", "2023-24")
    monkeypatch.setattr("cjdata.publishing.load_workbooks.given_away", lambda *_: [cell])
    template = write_template("supplied", catalogue, areas, areas.find("Falkirk"))
    name = catalogue.measures[POLICE].name
    content = filled(template, [[name, "2024-25", 40, "number", "Police", ""]])
    checked = check(data_folder, content)
    [error] = checked.errors
    assert "Clackmannanshire, 2023-24 is hidden, and could be worked out" in str(error)
    before = current_ids(data_folder / "extracts")
    with pytest.raises(LoadRefused):
        publish_files(data_folder, checked, by="Jo", accept=True)
    assert current_ids(data_folder / "extracts") == before


PREPARED = "checked.pickle"


def publish_prepared(folder: Path) -> None:
    """Publish a file of supplied figures that was checked before."""
    checked = pickle.loads((folder / PREPARED).read_bytes())
    here = replace(checked, held=replace(checked.held, home=folder))
    publish_files(folder, here, by="Jo", accept=True)


@unix_only
@pytest.mark.parametrize("every", [47, long(7)])
def test_a_load_that_is_killed_anywhere_leaves_the_old_or_the_new_and_nothing_open(
    data_folder: Path, catalogue: Catalogue, areas: Areas, tmp_path: Path, every: int
) -> None:
    template = write_template("supplied", catalogue, areas, areas.find("Falkirk"))
    name = catalogue.measures[POLICE].name
    content = filled(template, [[name, "2024-25", 3, "number", "Police", ""]])
    (data_folder / PREPARED).write_bytes(pickle.dumps(check(data_folder, content)))
    trials = killed_at_every_point(publish_prepared, data_folder, tmp_path / "trials", every=every)
    assert len(trials) > 100 // every
    for number, trial in enumerate(trials):
        current = current_ids(trial.folder / "extracts")["published"]
        shown = read_snapshot(trial.folder / "extracts", current, verify=True).manifest
        assert shown.has_supplied == bool(value_of(trial.folder)), trial.point
        assert list(shown.loads) == list(loads_in_force(trial.folder)), trial.point
        if number % 3 == 0:
            build(trial.folder)
        publish_prepared(trial.folder)
        assert value_of(trial.folder) == [3.0], trial.point
        assert modes(trial.folder / "supplied") == CLOSED, trial.point
        assert len(load_ids(supplied_loads_folder(trial.folder))) == 1, trial.point


# A copy without it


@pytest.fixture
def clone(loaded: Path, tmp_path: Path) -> Path:
    """What a repository has of the data folder."""
    left = shutil.ignore_patterns("extracts", "supplied")
    return Path(shutil.copytree(loaded, tmp_path / "clone", ignore=left))


def test_a_clone_builds_without_it_and_says_so(clone: Path, home: Path) -> None:
    assert build(clone).snapshots["published"].id == current_ids(home / "extracts")["published"]
    (doubt,) = doubts(clone)
    assert "not in this copy" in doubt.what
    assert "backup" in doubt.fix
    told = CliRunner(env={"CJDATA_HOME": str(clone)}).invoke(main, ["status"])
    assert (told.exit_code, "not in this copy" in told.stderr) == (0, True)


def test_what_a_clone_does_withdraws_nothing(
    clone: Path, catalogue: Catalogue, areas: Areas
) -> None:
    before = loads_in_force(clone)
    build(clone)
    load_supplied(clone, catalogue, areas)
    assert set(before) < set(loads_in_force(clone))
    *_, first = history(clone / "extracts")  # Both may be built in the same second.
    rollback(clone, first.id)
    assert loads_in_force(clone) == before


def test_a_backup_brings_it_back_closed(loaded: Path, tmp_path: Path) -> None:
    when = datetime(2026, 12, 1, tzinfo=UTC)
    file = write_backup(loaded, None, tmp_path / "kept", by="Jo", when=when)
    empty = tmp_path / "empty"
    restore_backup(file, empty, lambda _: pytest.fail("there are no words"))
    assert modes(empty / "supplied") == CLOSED
    build(empty)
    ids = current_ids(empty / "extracts")
    assert ids == current_ids(loaded / "extracts")


# What older versions left


@pytest.fixture
def older(home: Path, data_folder: Path, loaded: Path) -> Path:
    """A data folder as versions left it that kept all loads together."""
    (new_id,) = load_ids(supplied_loads_folder(loaded))
    load = replace(read_load(supplied_loads_folder(loaded), new_id), id="")
    old = f"supplied-supplied-2024-25-{write_and_hash(load)[:12]}"
    shutil.move(supplied_loads_folder(loaded) / new_id, loads_folder(loaded) / old)
    shutil.rmtree(loaded / "supplied")
    journal = loads_folder(loaded) / NAME
    text = journal.read_text("utf-8").replace(new_id, old)
    journal.write_text(text.replace("figures supplied to the partnership", NAMED), "utf-8")
    extracts = loaded / "extracts"
    now = current_ids(extracts)["published"]
    plain = "published-0123456789ab"
    manifest = json.loads((extracts / now / "manifest.json").read_text("utf-8"))
    del manifest["has_supplied"]
    manifest |= {"id": plain, "loads": [old], "what": f"Loaded {NAMED}"}
    manifest["made_from"][f"published/loads/{old}/observations.csv"] = "0" * 64
    (extracts / now / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (extracts / now / ".gitignore").unlink()
    (extracts / now).rename(extracts / plain)
    (extracts / plain).chmod(0o755)
    pointer = json.loads((extracts / "current.json").read_text("utf-8"))
    (extracts / "current.json").write_text(json.dumps(pointer | {"published": plain}), "utf-8")
    return loaded


def moves(folder: Path) -> None:
    """Do what every build and load begins with."""
    with loading_lock(folder / "extracts", "Jo", "Moving"):
        begin(folder, by="Jo")


def value_of(folder: Path) -> list[float | None]:
    return [
        o.value
        for load in read_loads_in_force(folder)
        for o in load.observations
        if o.measure == POLICE
    ]


def is_moved(folder: Path) -> None:
    assert load_ids(loads_folder(folder)) == ()
    assert value_of(folder) == [3.0]
    assert doubts(folder) == []
    assert modes(folder / "supplied") == CLOSED
    entries = history(folder / "extracts", verify=True)
    assert [e.readable for e in entries] == [True, True]
    assert (entries[0].is_current, entries[0].what) == (
        True,
        "Loaded figures supplied to the partnership",
    )
    assert entries[0].id != "published-0123456789ab"
    assert NAMED not in (loads_folder(folder) / NAME).read_text("utf-8")
    assert modes(folder / "extracts" / entries[0].id) == CLOSED


def test_what_older_versions_kept_together_is_moved_with_nothing_lost(older: Path) -> None:
    assert value_of(older) == [3.0]
    moves(older)
    is_moved(older)
    current = current_ids(older / "extracts")
    assert not build(older).changed
    assert current_ids(older / "extracts") == current
    assert Library(older).figures("published").snapshot_id == current["published"]


@unix_only
@pytest.mark.parametrize("every", [41, long(7)])
def test_a_move_that_is_killed_anywhere_loses_nothing_and_is_taken_up_again(
    older: Path, tmp_path: Path, every: int
) -> None:
    for trial in killed_at_every_point(moves, older, tmp_path / "trials", every=every):
        assert value_of(trial.folder) == [3.0], trial.point
        current = current_ids(trial.folder / "extracts")["published"]
        read_snapshot(trial.folder / "extracts", current, verify=True)
        moves(trial.folder)
        is_moved(trial.folder)
