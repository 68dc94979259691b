"""Loading: read, checked, published at a word; twice is once, any order is one, old stays old."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small_files import changed, councils_rows, of, payback_file
from some import long, some
from workbook_builders.older import revision_case

from cjdata import queries
from cjdata.changes.change_report import from_json
from cjdata.errors import CjdataError, SnapshotError
from cjdata.ingest.remarks import LoadRefused
from cjdata.library import Library
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_files, publish_files
from cjdata.reference.areas import Areas
from cjdata.store.load_folders import loads_folder
from cjdata.store.loads import load_ids
from cjdata.store.loads_in_force import loads_in_force
from cjdata.store.lock import loading_lock
from cjdata.store.snapshot_history import rollback
from cjdata.store.snapshots import Snapshot, current_ids, read_snapshot

CPO = "cpo_commenced"


def load(
    home: Path,
    *files: Upload,
    accept: bool = True,
    edition: str = "",
    published: str = "",
) -> Snapshot | None:
    checked = check_files(home, files, edition=edition, published=published)
    return publish_files(home, checked, by="Jo Reid", accept=accept)


def current(home: Path) -> Snapshot:
    extracts = home / "extracts"
    return read_snapshot(extracts, current_ids(extracts)["published"], verify=True)


def values(home: Path, measure: str, area: str, period: str) -> dict[str, float | None]:
    """Give what each edition prints of a cell."""
    database = Library(home).figures("published").database
    rows = queries.editions_of(database, [measure], [area])
    return {row["edition"]: row["value"] for row in rows if row["period"] == period}


def value_now(home: Path, measure: str, area: str, period: str) -> float | None:
    database = Library(home).figures("published").database
    (row,) = queries.observations(database, [measure], [area], [period])
    return None if row["value"] is None else float(row["value"])


def kinds(checked: CheckedUpload) -> set[str]:
    return {remark.kind for remark in checked.remarks}


@pytest.fixture(scope="module")
def bare(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without reviewed figures of community payback orders."""
    folder = Path(shutil.copytree(home, tmp_path_factory.mktemp("bare") / "data"))
    text = folder / "published" / "observations.csv"
    lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
    text.write_text("".join(line for line in lines if not line.startswith("cpo_")), "utf-8")
    build(folder)
    return folder


@pytest.fixture
def folder(bare: Path, tmp_path: Path) -> Path:
    """A data folder to load into."""
    return Path(shutil.copytree(bare, tmp_path / "data"))


# What is loaded is what is shown


def test_sound_figures_load_without_a_question(folder: Path, areas: Areas) -> None:
    checked = check_files(folder, [payback_file(councils_rows(areas))])
    assert checked.remarks == ()
    snapshot = publish_files(folder, checked, by="Jo Reid", accept=False)
    assert snapshot is not None
    assert current(folder).id == snapshot.id
    assert value_now(folder, "cpo_completed", "S12000005", "2024-25") == 65.0


def test_every_figure_carries_its_edition_its_source_and_its_cell(
    folder: Path, areas: Areas
) -> None:
    load(folder, payback_file(councils_rows(areas)))
    figures = Library(folder).figures("published")
    (row,) = queries.observations(figures.database, ["cpo_completed"], ["S12000005"], ["2024-25"])
    assert row["edition"] == "2024-25 part 2"
    source = figures.sources[row["source_id"]]
    assert source.title.startswith("Justice Social Work Statistics in Scotland")
    assert source.url.startswith("https://www.gov.scot/")
    table = pq.read_table(current(folder).path("observations")).to_pylist()
    (stored,) = [
        o
        for o in table
        if (o["measure"], o["area_code"], o["period"]) == ("cpo_completed", "S12000005", "2024-25")
    ]
    assert stored["origin"] == "payback.csv, payback, D141"


def test_the_snapshot_says_who_loaded_what(folder: Path, areas: Areas) -> None:
    before = current(folder).id
    load(folder, payback_file(councils_rows(areas)))
    manifest = current(folder).manifest
    assert (manifest.by, manifest.what) == ("Jo Reid", "Loaded payback.csv")
    assert manifest.previous == before
    assert list(manifest.loads) == list(load_ids(loads_folder(folder)))


def test_the_report_is_kept_with_the_snapshot(folder: Path, areas: Areas) -> None:
    checked = check_files(folder, [payback_file(councils_rows(areas))])
    snapshot = publish_files(folder, checked, by="Jo Reid", accept=False)
    assert snapshot is not None
    import json  # noqa: PLC0415

    kept = json.loads(snapshot.extra("changes.json") or b"{}")
    assert from_json(kept) == checked.report
    assert kept["files"][0]["file"] == "payback.csv"


def test_a_dry_check_writes_nothing(folder: Path, areas: Areas) -> None:
    before = sorted(p.as_posix() for p in folder.rglob("*"))
    check_files(folder, [payback_file(councils_rows(areas))])
    assert sorted(p.as_posix() for p in folder.rglob("*")) == before


# Refusals


def test_an_error_refuses_everything(folder: Path, areas: Areas) -> None:
    rows = changed(councils_rows(areas), of("Fife", "2023-24"), area="Fyfe")
    checked = check_files(folder, [payback_file(rows), payback_file(councils_rows(areas))])
    before = current(folder).id
    with pytest.raises(LoadRefused):
        publish_files(folder, checked, by="Jo Reid", accept=True)
    assert current(folder).id == before
    assert load_ids(loads_folder(folder)) == ()


def test_a_warning_asks_for_a_yes(folder: Path, areas: Areas) -> None:
    rows = [row for row in councils_rows(areas) if row["area"] != "Fife"]
    checked = check_files(folder, [payback_file(rows)])
    assert {"councils missing"} == kinds(checked)
    with pytest.raises(LoadRefused):
        publish_files(folder, checked, by="Jo Reid", accept=False)
    assert publish_files(folder, checked, by="Jo Reid", accept=True)


def test_an_unknown_workbook_is_refused_with_what_was_seen(folder: Path) -> None:
    crimes = Upload("crimes.csv", b"Recorded crime\nYear,Local authority,Crimes\n2024-25,Fife,9\n")
    checked = check_files(folder, [crimes])
    (error,) = checked.errors
    assert error.kind == "unknown workbook"
    assert "Recorded crime" in error.found


def test_one_bad_file_among_good_ones_refuses_all_and_names_itself(
    folder: Path, areas: Areas
) -> None:
    checked = check_files(folder, [payback_file(councils_rows(areas)), Upload("b.pdf", b"%PDF-1")])
    assert [error.file for error in checked.errors] == ["b.pdf"]
    assert checked.report is None


# Twice, in any order, and of several editions


def test_the_same_file_twice_changes_nothing_and_says_so(folder: Path, areas: Areas) -> None:
    file = payback_file(councils_rows(areas))
    load(folder, file)
    before = current(folder).id
    again = check_files(folder, [Upload("copy.csv", file.content)])
    assert again.changes_nothing
    assert again.repeated == ("copy.csv",)
    assert publish_files(folder, again, by="Jo Reid", accept=False) is None
    assert current(folder).id == before


def test_the_same_file_twice_in_one_go_counts_once(folder: Path, areas: Areas) -> None:
    file = payback_file(councils_rows(areas))
    checked = check_files(folder, [file, Upload("copy.csv", file.content)])
    assert (len(checked.loads), checked.repeated) == (1, ("copy.csv",))


def three_editions(areas: Areas) -> list[Upload]:
    old = changed(councils_rows(areas, with_rate=False), of("Fife", "2020-21"), cpo_completed=7)
    middle = changed(old, of("Fife", "2021-22"), cpo_completed=8)
    return [
        payback_file([r for r in old if str(r["year"]) <= "2022-23"], "2022-23", part=""),
        payback_file([r for r in middle if str(r["year"]) <= "2023-24"], "2023-24"),
        payback_file(councils_rows(areas, with_rate=False), "2024-25"),
    ]


@pytest.mark.parametrize("one_in", [3, long(1)])
def test_any_order_gives_the_same_data(
    bare: Path, areas: Areas, tmp_path: Path, one_in: int
) -> None:
    seen = set()
    for number, order in enumerate(list(permutations(three_editions(areas)))[::one_in]):
        home = Path(shutil.copytree(bare, tmp_path / str(number)))
        for file in order:
            load(home, file)
        seen.add(
            tuple(
                sorted(
                    (k, v) for k, v in current(home).manifest.sha256.items() if k != "changes.json"
                )
            )
        )
    assert len(seen) == 1


@pytest.mark.parametrize("order", some([list(one) for one in permutations(range(3))], 3))
def test_orders_commenced_in_2016_17_stand_at_19_202_in_whatever_order_editions_come(
    folder: Path, order: Sequence[int]
) -> None:
    made = revision_case()
    for number in order:
        load(folder, Upload(made[number].name, made[number].content))
    assert value_now(folder, CPO, "S92000003", "2016-17") == 19_202.0
    assert list(values(folder, CPO, "S92000003", "2016-17").values()) == [19_202, 19_206, 19_136]


def test_a_reviewed_figure_of_a_newer_edition_stays_in_force(data_folder: Path) -> None:
    made = revision_case()[-1]
    load(data_folder, Upload(made.name, made.content))
    assert value_now(data_folder, CPO, "S92000003", "2016-17") == 19_200.0
    assert 19_202.0 in values(data_folder, CPO, "S92000003", "2016-17").values()


def test_an_older_edition_is_kept_and_never_stands_before_a_newer_one(
    folder: Path, areas: Areas
) -> None:
    old, _, new = three_editions(areas)
    load(folder, new)
    checked = check_files(folder, [old])
    assert [note.kind for note in checked.notes] == ["older edition"]
    publish_files(folder, checked, by="Jo Reid", accept=True)
    assert value_now(folder, "cpo_completed", "S12000047", "2020-21") != 7
    assert values(folder, "cpo_completed", "S12000047", "2020-21")["2022-23"] == 7


def test_a_newer_edition_that_moves_a_year_asks_and_says_from_what_to_what(
    folder: Path, areas: Areas
) -> None:
    old, _, new = three_editions(areas)
    load(folder, old)
    checked = check_files(folder, [new])
    (moved,) = [r for r in checked.warnings if r.kind == "revised"]
    assert "Fife, 2020-21: 7 (2022-23 edition) to" in moved.found
    publish_files(folder, checked, by="Jo Reid", accept=True)
    database = Library(folder).figures("published").database
    (row,) = queries.observations(database, ["cpo_completed"], ["S12000047"], ["2020-21"])
    assert row["status"] == "revised"


def test_two_councils_exchanged_pass_in_a_first_file_and_are_told_beside_the_edition_before(
    folder: Path, areas: Areas
) -> None:
    """What docs/recipes.md says nothing in a file can tell, and what can."""
    others = {"Fife": "Moray", "Moray": "Fife"}
    rows = councils_rows(areas, with_rate=False)
    exchanged = payback_file([r | {"area": others.get(str(r["area"]), r["area"])} for r in rows])
    assert check_files(folder, [exchanged]).remarks == ()
    load(folder, payback_file(rows, "2023-24", name="before.csv"))
    told = [r.found for r in check_files(folder, [exchanged]).warnings if r.kind == "revised"]
    assert told
    assert all("Fife, " in text or "Moray, " in text for text in told), told


def test_a_contradiction_of_the_same_edition_needs_a_name_of_its_own(
    folder: Path, areas: Areas
) -> None:
    rows = councils_rows(areas, with_rate=False)
    load(folder, payback_file(rows))
    corrected = payback_file(
        changed(rows, of("Fife", "2024-25"), cpo_early_discharge=2), name="new.csv"
    )
    checked = check_files(folder, [corrected])
    assert [e.kind for e in checked.errors] == ["contradicts the same edition"]
    load(folder, corrected, edition="2024-25 part 2 updated", published="2026-03")
    assert value_now(folder, "cpo_early_discharge", "S12000047", "2024-25") == 2.0


# Beside the reviewed text, builds, and going back


def test_a_build_keeps_what_was_loaded(folder: Path, areas: Areas) -> None:
    load(folder, payback_file(councils_rows(areas)))
    before = current(folder).id
    assert not build(folder).changed
    assert current(folder).id == before
    shutil.rmtree(folder / "extracts")
    build(folder)
    assert value_now(folder, "cpo_completed", "S12000005", "2024-25") == 65.0


def test_going_back_takes_a_load_out_for_good_until_it_is_loaded_again(
    folder: Path, areas: Areas
) -> None:
    before = current(folder).id
    file = payback_file(councils_rows(areas))
    load(folder, file)
    rollback(folder, before)
    assert loads_in_force(folder) == ()
    build(folder)
    assert value_now_is_none(folder)
    load(folder, file)
    assert value_now(folder, "cpo_completed", "S12000005", "2024-25") == 65.0


def rebuilt(home: Path) -> Snapshot:
    """Build again where nothing is left but the text."""
    shutil.rmtree(home / "extracts")
    build(home)
    return current(home)


def test_what_was_taken_back_stays_out_when_all_is_built_anew(folder: Path, areas: Areas) -> None:
    before = current(folder)
    load(folder, payback_file(councils_rows(areas)))
    rollback(folder, before.id)
    assert load_ids(loads_folder(folder))
    assert rebuilt(folder).id == before.id
    assert value_now_is_none(folder)


def test_what_was_refused_stays_out_when_all_is_built_anew(folder: Path, areas: Areas) -> None:
    before = current(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cjdata.store.snapshots.pq.write_table", full)
        with pytest.raises(SnapshotError, match="No space left on device"):
            load(folder, payback_file(councils_rows(areas)))
    assert len(load_ids(loads_folder(folder))) == 1
    assert rebuilt(folder).id == before.id
    assert value_now_is_none(folder)


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_of_three_loads_with_the_middle_one_taken_back_two_are_built_anew(
    folder: Path, areas: Areas
) -> None:
    old, middle, new = three_editions(areas)
    load(folder, old)
    first = current(folder)
    load(folder, middle)
    rollback(folder, first.id)
    load(folder, new)
    before = current(folder)
    assert len(load_ids(loads_folder(folder))) == 3
    assert values(folder, "cpo_completed", "S12000047", "2020-21").keys() == {
        "2022-23",
        "2024-25 part 2",
    }
    assert rebuilt(folder).id == before.id


def test_a_fresh_clone_of_the_text_builds_the_same(
    folder: Path, areas: Areas, tmp_path: Path
) -> None:
    old, middle, _ = three_editions(areas)
    load(folder, old)
    before = current(folder)
    load(folder, middle)
    rollback(folder, before.id)
    clone = tmp_path / "clone"
    for name in ("published", "reference"):
        shutil.copytree(folder / name, clone / name)
    build(clone)
    assert current(clone).id == before.id
    assert loads_in_force(clone) == loads_in_force(folder) != ()


def test_the_advice_after_a_damaged_manifest_loses_no_load(folder: Path, areas: Areas) -> None:
    old, middle, _ = three_editions(areas)
    load(folder, old)
    load(folder, middle)
    before = current(folder).id
    (folder / "extracts" / before / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(SnapshotError, match="Run: python -m cjdata build"):
        Library(folder).figures("published")
    build(folder)
    assert current(folder).id == before
    assert len(current(folder).manifest.loads) == 2


def test_a_load_in_force_that_is_gone_refuses_the_build_and_what_is_published_stays(
    folder: Path, areas: Areas
) -> None:
    load(folder, payback_file(councils_rows(areas)))
    before = current(folder).id
    (load_id,) = load_ids(loads_folder(folder))
    shutil.rmtree(loads_folder(folder) / load_id)
    with pytest.raises(CjdataError, match=rf"journal\.csv, line 2: {load_id} is in force, and"):
        build(folder)
    assert current(folder).id == before


def test_the_same_file_loads_again_after_its_damaged_load_was_withdrawn_by_hand(
    folder: Path, areas: Areas
) -> None:
    file = payback_file(councils_rows(areas))
    load(folder, file)
    (load_id,) = load_ids(loads_folder(folder))
    shutil.rmtree(loads_folder(folder) / load_id)
    with (loads_folder(folder) / "journal.csv").open("a", encoding="utf-8") as journal:
        journal.write(f"withdrawn,{load_id},,,\n")
    build(folder)
    assert value_now_is_none(folder)
    load(folder, file)
    assert value_now(folder, "cpo_completed", "S12000005", "2024-25") == 65.0


def value_now_is_none(home: Path) -> bool:
    database = Library(home).figures("published").database
    return not queries.observations(database, ["cpo_completed"], ["S12000005"], ["2024-25"])


def test_a_load_changed_by_hand_is_refused_by_name(folder: Path, areas: Areas) -> None:
    load(folder, payback_file(councils_rows(areas)))
    (load_id,) = load_ids(loads_folder(folder))
    path = loads_folder(folder) / load_id / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",65,", ",66,", 1), "utf-8")
    with pytest.raises(CjdataError, match=load_id):
        check_files(folder, [payback_file(councils_rows(areas), "2025-26")])


# Two at once


def test_a_second_load_is_told_who_is_loading(folder: Path, areas: Areas) -> None:
    checked = check_files(folder, [payback_file(councils_rows(areas))])
    with (
        loading_lock(folder / "extracts", "Ann Other", "Loading x.xlsx"),
        pytest.raises(SnapshotError, match="Ann Other"),
    ):
        publish_files(folder, checked, by="Jo Reid", accept=True)


def test_what_was_loaded_in_between_is_checked_against(folder: Path, areas: Areas) -> None:
    rows = councils_rows(areas, with_rate=False)
    mine = check_files(folder, [payback_file(rows, name="mine.csv")])
    load(folder, payback_file(changed(rows, of("Fife", "2024-25"), cpo_early_discharge=2)))
    before = current(folder).id
    with pytest.raises(LoadRefused, match=r"mine\.csv"):
        publish_files(folder, mine, by="Jo Reid", accept=True)
    assert current(folder).id == before
