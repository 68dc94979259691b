"""A backup brings everything back into an empty folder, and a lost database is never taken for new.

The drill is done as a person does it: by the commands, on a folder and a database of each sort.
"""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from cjdata.backup.restore_backup import restore_backup
from cjdata.backup.write_backup import ABOUT, kept_files, write_backup
from cjdata.cli.data_tool import main
from cjdata.dashboard.narrative import open_words_store
from cjdata.errors import CjdataError
from cjdata.narrative import ReportSlot, WordsError, WordsVersion, begun, open_words
from cjdata.narrative.ended_sign_ins import EndedSignIns
from cjdata.narrative.whole_database import all_rows
from cjdata.narrative.words_database import open_database, words_url

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SLOT = ReportSlot("S12000014", "2024-25", "introduction")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def written(home: Path, url: str | None) -> dict[str, Any]:
    """Write words in three versions and a pack in two, one of them taken away; give every row."""
    with open_words(home, url) as words:
        saved = 0
        for body in ("First.", "Second,\u2028with a line of its own.", "Third: “ö” 44²."):
            version = words.save(SLOT, body, by="Ann Example", base_version=saved)
            assert isinstance(version, WordsVersion)
            saved = version.number
        words.publish(SLOT, "Shown.", by="Ann Example", base_version=saved)
        pack = words.packs.save("{}", name="A pack", area="S12000014", by="Jo Example")
        words.packs.remove(pack.id, by="Jo Example", base_version=pack.number)
        words.ended_sign_ins.end("a mark")
        return all_rows(words.database)


@pytest.fixture
def home(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(data_folder, tmp_path / "here" / "data"))
    monkeypatch.setenv("CJDATA_HOME", str(folder))
    monkeypatch.delenv("CJDATA_DATABASE_URL", raising=False)
    return folder


def texts(home: Path) -> dict[str, bytes]:
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in kept_files(home)}


@pytest.mark.parametrize("sort", ["sqlite", "postgresql"])
def test_a_backup_brings_words_with_all_versions_packs_loads_and_records_back(
    home: Path,
    tmp_path: Path,
    sort: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def database() -> str | None:
        if sort == "sqlite":
            return None
        url = str(request.getfixturevalue("postgres").new_database())
        monkeypatch.setenv("CJDATA_DATABASE_URL", url)
        return url

    rows = written(home, database())
    before = texts(home)
    done = run("backup", "-o", str(tmp_path / "kept"), "--json")
    file = Path(json.loads(done.stdout)["file"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    empty = tmp_path / "elsewhere" / "data"
    empty.parent.mkdir()
    monkeypatch.setenv("CJDATA_HOME", str(empty))
    url = database()
    said = run("restore", str(file))
    assert said.exit_code == 0, said.output
    assert "python -m cjdata build" in said.stdout
    assert texts(empty) == before
    with open_words(empty, url) as words:
        assert all_rows(words.database) == rows
        assert len(rows["words_version"]) == 4
    assert [path.name for path in empty.parent.iterdir()] == ["data"]


def test_a_backup_holds_no_key_no_snapshot_and_no_password(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "machine.key").write_text("the-key-of-this-machine")
    monkeypatch.setenv("CJDATA_USER", "Ann Example")
    monkeypatch.setenv("CJDATA_DATABASE_URL", f"sqlite:///{tmp_path / 'hush.sqlite'}")
    file = json.loads(run("backup", "-o", str(tmp_path / "kept"), "--json").stdout)["file"]
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        settings = json.loads(archive.read("settings.json"))
        content = b"".join(map(archive.read, names))
    assert not [n for n in names if n.startswith(("data/extracts", "data/machine"))]
    assert settings["CJDATA_USER"] == "Ann Example"
    assert b"the-key-of-this-machine" not in content
    assert b"hush" not in content


def test_a_backup_into_the_data_folder_is_refused(home: Path) -> None:
    refused = run("backup", "-o", str(home / "backups"))
    assert refused.exit_code == 1
    assert "lies in the data folder" in refused.output


def test_nothing_is_restored_over_what_is_there(home: Path, tmp_path: Path) -> None:
    written(home, None)
    file = json.loads(run("backup", "-o", str(tmp_path / "kept"), "--json").stdout)["file"]
    before = texts(home)
    refused = run("restore", file)
    assert refused.exit_code == 1
    assert "holds something already" in refused.output
    assert texts(home) == before


def test_nothing_is_restored_into_a_database_that_holds_words(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home, None)
    file = json.loads(run("backup", "-o", str(tmp_path / "kept"), "--json").stdout)["file"]
    monkeypatch.setenv("CJDATA_DATABASE_URL", f"sqlite:///{home / 'words.sqlite'}")
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path / "new"))
    refused = run("restore", file)
    assert refused.exit_code == 1
    assert "holds words already" in refused.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("damage", ["cut", "changed", "added", "outside", "later", "text", "none"])
def test_a_damaged_backup_is_refused_whole(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    written(home, None)
    made = Path(json.loads(run("backup", "-o", str(tmp_path), "--json").stdout)["file"])
    with zipfile.ZipFile(made) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(contents[ABOUT])
    if damage == "changed":
        contents["data/published/observations.csv"] += b"x"
    elif damage == "added":
        contents["data/published/more.csv"] = b"x"
    elif damage == "outside":
        contents["data/../../out.txt"] = b"x"
        about["sha256"]["data/../../out.txt"] = (
            "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        )
    elif damage == "later":
        about["form"] = 2
    contents[ABOUT] = json.dumps(about).encode()
    file = tmp_path / "damaged.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif damage == "text":
        file.write_text("no backup")
    elif damage == "none":
        file.unlink()
    new = tmp_path / "new" / "data"
    new.parent.mkdir()
    monkeypatch.setenv("CJDATA_HOME", str(new))
    refused = run("restore", str(file))
    assert refused.exit_code == 1
    assert "damaged.zip" in refused.output
    assert list(new.parent.iterdir()) == []
    assert not (tmp_path / "out.txt").exists()


def test_what_is_restored_can_be_read_by_its_own_account_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home, None)
    file = json.loads(run("backup", "-o", str(tmp_path), "--json").stdout)["file"]
    new = tmp_path / "new" / "data"
    monkeypatch.setenv("CJDATA_HOME", str(new))
    assert run("restore", file).exit_code == 0
    places = [new, *new.rglob("*")]
    assert new / "words.sqlite" in places
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in places}
    assert modes == {(True, 0o700), (False, 0o600)}


@pytest.fixture(scope="module")
def small_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a folder with one text in it, long enough to be packed."""
    folder = tmp_path_factory.mktemp("small")
    home = folder / "home"
    (home / "published").mkdir(parents=True)
    (home / "published" / "one.csv").write_text("area,value\n" * 20)
    return write_backup(home, None, folder / "kept", by="Ann Example", when=NOON)


@settings(max_examples=300, deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_byte_that_changed_anywhere_is_told_or_changes_nothing(
    small_backup: Path, where: float, change: int
) -> None:
    content = bytearray(small_backup.read_bytes())
    content[int(where * len(content))] ^= change
    with TemporaryDirectory() as folder:
        file, home = Path(folder) / "flipped.zip", Path(folder) / "home"
        file.write_bytes(content)
        refused = ""
        try:
            restore_backup(file, home, lambda _: pytest.fail("there are no words"))
        except CjdataError as error:
            refused = str(error)
        if refused:
            assert "flipped.zip" in refused
            assert [path.name for path in Path(folder).iterdir()] == ["flipped.zip"]
        else:
            assert (home / "published" / "one.csv").read_text() == "area,value\n" * 20


# --- A database that is lost ---


def test_that_somebody_signed_out_is_no_word_whose_loss_is_told(home: Path) -> None:
    with open_words(home) as words:
        words.ended_sign_ins.end("a mark")
    with open_words(home):
        pass
    assert not (home / begun.FILE).exists()
    (home / "words.sqlite").unlink()
    with open_words(home) as words:
        assert not words.ended_sign_ins.has_ended("a mark")


def test_a_database_that_was_emptied_is_told_also_after_somebody_signed_out(home: Path) -> None:
    written(home, None)
    (home / "words.sqlite").unlink()
    with closing(open_database(words_url(home, None))) as database:
        EndedSignIns(database, lambda: NOON).end("a mark")
    with pytest.raises(WordsError, match="is empty, though words were saved"):
        open_words(home)


def test_words_are_restored_into_a_database_in_which_only_a_sign_in_has_ended(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = written(home, None)
    file = json.loads(run("backup", "-o", str(tmp_path / "kept"), "--json").stdout)["file"]
    other = tmp_path / "other"
    other.mkdir()
    with open_words(other) as words:
        words.ended_sign_ins.end("a mark")
    monkeypatch.setenv("CJDATA_DATABASE_URL", f"sqlite:///{other / 'words.sqlite'}")
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path / "new"))
    restored = run("restore", file)
    assert restored.exit_code == 0, restored.output
    with open_words(other) as words:
        assert all_rows(words.database)["words_version"] == rows["words_version"]
        assert len(all_rows(words.database)["words_ended_sign_in"]) == 1


def test_a_database_that_is_gone_or_emptied_is_told_and_not_begun_anew(home: Path) -> None:
    written(home, None)
    (home / "words.sqlite").unlink()
    with pytest.raises(WordsError, match=r"is not there, though words were saved from 20"):
        open_words(home)
    with pytest.raises(WordsError, match="restore a backup"):
        open_words_store.words_if_any()
    assert not (home / "words.sqlite").exists()
    (home / "words.sqlite").touch()
    with pytest.raises(WordsError, match="is empty, though words were saved"):
        open_words(home)
    (home / begun.FILE).unlink()
    with open_words(home) as words:
        assert words.current(SLOT, drafts=True) is None


def test_a_database_of_a_server_that_was_emptied_is_told(
    home: Path, postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home, postgres.new_database())
    with pytest.raises(WordsError, match="is empty, though words were saved"):
        open_words(home, postgres.new_database())


def test_a_dashboard_on_which_nobody_has_written_is_new(home: Path) -> None:
    with open_words(home) as words:
        assert words.current(SLOT, drafts=True) is None
    assert not (home / begun.FILE).exists()
    with open_words(home):
        pass


def test_words_of_before_the_mark_was_kept_are_noted_when_they_are_opened(home: Path) -> None:
    written(home, None)
    (home / begun.FILE).unlink()
    with open_words(home):
        pass
    assert (home / begun.FILE).exists()
