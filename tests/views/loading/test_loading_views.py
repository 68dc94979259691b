"""What the pages say of loads: what changed, what is due, what was loaded and by whom."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_files import councils_rows, payback_file

from cjdata.ingest.remarks import Remark
from cjdata.library import FigureSet, Library
from cjdata.publishing.load_workbooks import check_files, publish_files
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Publication
from cjdata.store.load_folders import loads_folder
from cjdata.store.loads import load_ids
from cjdata.store.snapshot_history import rollback
from cjdata.store.snapshots import Snapshot
from cjdata.views.loading.changes import last_change
from cjdata.views.loading.checks import checked_view, expected_view
from cjdata.views.loading.history import history_view
from cjdata.views.notes.data import notes_view
from cjdata.wording import loading

PRIVATE = {"file": "secret.xlsx", "publication": "P", "edition": "E", "published": "", "tables": []}
WARNING = Remark("warning", "k", "secret.xlsx", "One", "B2", "it says 7", "another", "Look.")


@pytest.fixture(autouse=True)
def _nothing_supplied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CJDATA_SUPPLIED", raising=False)


@pytest.fixture
def loaded(data_folder: Path, areas: Areas) -> Path:
    """A data folder into which a workbook was loaded."""
    checked = check_files(data_folder, [payback_file(councils_rows(areas))])
    publish_files(data_folder, checked, by="Jo Example", accept=True)
    return data_folder


def figures_of(folder: Path) -> FigureSet:
    return Library(folder).figures("published")


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Callable[[FigureSet, dict[str, Any]], None]:
    """Put something else into the record of what changed."""

    def put(figures: FigureSet, changed: dict[str, Any]) -> None:
        raw = figures.database.snapshot.extra("changes.json")
        content = json.dumps({**json.loads(raw or b"{}"), **changed}).encode()
        monkeypatch.setattr(Snapshot, "extra", lambda _self, _name: content)

    return put


# --- What changed ---


def test_what_changed_says_what_was_loaded_and_not_to_everybody_by_whom(loaded: Path) -> None:
    change = last_change(figures_of(loaded), "Falkirk")
    assert change.happened.startswith("Loaded ")
    assert "Jo Example" not in change.happened
    [file] = change.files
    assert "Justice Social Work Statistics" in file
    assert [section.title for section in change.sections][:2] == ["Falkirk", "Scotland"]
    assert not change.trouble


def test_without_a_record_the_notes_say_so(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "extra", lambda _self, _name: None)
    change = last_change(figures_of(loaded), "Fife")
    assert change.trouble == loading.TEXTS.no_report
    assert "Jo Example" not in change.happened


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        b"{}",
        b'{"version": 99}',
        b'{"version": 1, "changes": 3}',
    ],
)
def test_a_record_that_cannot_be_read_harms_nothing(
    content: bytes, loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Snapshot, "extra", lambda _self, _name: content)
    change = last_change(figures_of(loaded), "Fife")
    assert change.trouble == loading.TEXTS.broken_report
    assert (change.files, change.sections, change.warnings) == ((), (), ())
    assert "Jo Example" not in change.happened


def test_accepted_warnings_are_kept_with_what_changed(
    loaded: Path, recorded: Callable[[FigureSet, dict[str, Any]], None]
) -> None:
    figures = figures_of(loaded)
    file = {**PRIVATE, "file": "open.xlsx", "status": "published"}
    warning = asdict(replace(WARNING, file="open.xlsx"))
    recorded(figures, {"files": [file], "warnings": [warning]})
    assert last_change(figures, "Fife").warnings == ("open.xlsx, sheet One, cell B2: it says 7.",)


def test_files_that_are_not_published_are_not_named_and_their_warnings_not_quoted(
    loaded: Path,
    recorded: Callable[[FigureSet, dict[str, Any]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figures = figures_of(loaded)
    file = {**PRIVATE, "status": "supplied"}
    recorded(figures, {"files": [file], "warnings": [asdict(WARNING)]})
    change = last_change(figures, "Fife")
    assert (change.files, change.warnings) == ((), ())
    assert change.happened.startswith("Loaded workbooks, ")
    monkeypatch.setenv("CJDATA_SUPPLIED", "on")
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-01")
    assert last_change(figures, "Fife") == change


def test_the_notes_count_the_loads_and_name_none(loaded: Path) -> None:
    view = notes_view(figures_of(loaded), date(2026, 11, 22))
    assert "and 1 loaded workbook" in view.made_from
    assert "loads/" not in view.made_from


# --- What is due, and what was loaded ---


def publication(title: str, due: str | None) -> Publication:
    record = {"id": "p", "title": title, "publisher": "P", "frequency": "f", "next_due": due}
    return Publication(**record, designation="d", council_table="t")


def test_what_should_be_out_is_said_before_what_comes_next() -> None:
    given = [
        publication("Later", "2027-03"),
        publication("Out", "2026-09"),
        publication("Next", "2027-01"),
        publication("Some day", None),
    ]
    assert loading.due_sentence(given, "2026-11") == (
        "New editions should be out of Out (September 2026). Next: Next (January 2027)."
    )
    assert loading.due_sentence(given[3:], "2026-11") == ""


def test_the_editions_loaded_stand_beside_their_publication(loaded: Path) -> None:
    view = expected_view(figures_of(loaded), loaded, "2026-11")
    held = {row[0].text: row[2].text for row in view.table.rows}
    assert [text for text in held.values() if text != "None yet"] == ["2024-25 part 2"]
    assert all(row[0].link.startswith("https://") for row in view.table.rows)


def test_a_load_without_its_record_is_passed_over(loaded: Path) -> None:
    figures = figures_of(loaded)
    [load_id] = figures.database.snapshot.manifest.loads
    (loads_folder(loaded) / load_id / "load.json").write_text("{", encoding="utf-8")
    view = expected_view(figures, loaded, "2026-11")
    assert {row[2].text for row in view.table.rows} == {"None yet"}


def test_the_history_marks_what_is_current_and_leads_back(loaded: Path) -> None:
    view = history_view(loaded, with_names=True)
    assert [row[4].text for row in view.table.rows] == ["Current", ""]
    assert view.table.rows[0][2].text == "Jo Example"
    [past] = view.ways_back
    rollback(loaded, past.id)
    after = history_view(loaded, with_names=True)
    assert [row[4].text for row in after.table.rows] == ["", "Current"]
    assert after.ways_back[0].what.startswith("Loaded ")


def test_loads_that_are_not_in_force_are_listed_with_their_reason(loaded: Path) -> None:
    assert history_view(loaded, with_names=True).not_in_force is None
    [past] = history_view(loaded, with_names=True).ways_back
    rollback(loaded, past.id)
    [load_id] = load_ids(loads_folder(loaded))
    shutil.copytree(loads_folder(loaded) / load_id, loads_folder(loaded) / "supplied-one")
    table = history_view(loaded, with_names=True).not_in_force
    assert table is not None
    back, private = ([cell.text for cell in row] for row in table.rows)
    assert "taken back" in back[1]
    assert private[0] == loading.TEXTS.private_load
    assert "the journal does not name it" in private[1]


def test_a_repeated_file_is_told_as_such(loaded: Path, areas: Areas) -> None:
    checked = check_files(loaded, [payback_file(councils_rows(areas))])
    view = checked_view(checked, "Fife")
    assert view.verdict == loading.TEXTS.nothing_new
    assert view.repeated == (view.files[0].name,)
    assert (view.sections, view.pages) == ((), ())
