"""The command that loads workbooks: what it prints, refuses, and leaves as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from add_data_files import of_the_young
from small_files import changed, councils_rows, of, payback_file
from test_cli import run_in

from cjdata.cli.data_tool import main
from cjdata.ingest.questions.answers import read_answers
from cjdata.publishing.load_workbooks import Upload
from cjdata.reference.areas import Areas
from cjdata.store.snapshots import current_ids

YEARS = ("2023-24", "2024-25", "2025-26")
Save = Callable[[Upload], str]


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return data_folder


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Put a file on disk, and give its path."""

    def saved(file: Upload) -> str:
        path = tmp_path / file.name
        path.write_bytes(file.content)
        return str(path)

    return saved


@pytest.fixture
def sound(areas: Areas) -> Upload:
    """Figures of Clackmannanshire's neighbours and all others, with nothing to be said of them."""
    rows = councils_rows(areas, YEARS, with_rate=False)
    return payback_file([r for r in rows if r["year"] == "2025-26"], "2025-26")


def current(folder: Path) -> str:
    return current_ids(folder / "extracts")["published"]


def printed(folder: Path, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(run_in(folder, *arguments, "--json").stdout))


def test_a_sound_file_is_loaded_and_the_report_begins_with_clackmannanshire(
    folder: Path, save: Save, sound: Upload
) -> None:
    result = run_in(folder, "import", save(sound))
    assert result.exit_code == 0, result.output
    assert "payback.csv: Justice Social Work Statistics in Scotland" in result.stdout
    assert "edition 2025-26 part 2" in result.stdout
    assert result.stdout.index("\nClackmannanshire\n") < result.stdout.index("\nScotland\n")
    assert f"Snapshot {current(folder)} is current now." in result.stdout
    asked = json.loads(
        run_in(folder, "query", "--measure", "cpo_completed", "--area", "Clackmannanshire",
               "--period", "2025-26", "--format", "json").stdout
    )  # fmt: skip
    assert [(row["value"], row["edition"]) for row in asked] == [(65, "2025-26 part 2")]


def test_the_way_back_that_it_prints_leads_back(folder: Path, save: Save, sound: Upload) -> None:
    before = current(folder)
    result = run_in(folder, "import", save(sound))
    assert f"python -m cjdata rollback {before}" in result.stdout
    assert run_in(folder, "rollback", before).exit_code == 0
    assert current(folder) == before


def test_a_dry_run_says_all_and_loads_nothing(folder: Path, save: Save, sound: Upload) -> None:
    before = current(folder)
    result = run_in(folder, "import", save(sound), "--dry-run")
    assert result.exit_code == 0
    assert "What" not in result.stderr
    assert "this was a dry run" in result.stdout
    assert current(folder) == before


def test_errors_exit_with_1_a_line_each_and_nothing_loaded(
    folder: Path, save: Save, areas: Areas
) -> None:
    rows = councils_rows(areas, ("2025-26",), with_rate=False)
    rows = changed(rows, of("Fife", "2025-26"), cpo_completed="sixty", cpo_early_discharge=-1)
    before = current(folder)
    result = run_in(folder, "import", save(payback_file(rows, "2025-26")), "--accept")
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith("payback.csv, sheet")]
    assert [line.split(": ")[0].rsplit(" ", 1)[1] for line in lines] == ["D17", "E17"]
    assert "sixty" in lines[0]
    assert current(folder) == before


def test_warnings_exit_with_1_until_they_are_accepted(
    folder: Path, save: Save, areas: Areas
) -> None:
    rows = councils_rows(areas, ("2025-26",), with_rate=False)
    path = save(payback_file([r for r in rows if r["area"] != "Moray"], "2025-26"))
    refused = run_in(folder, "import", path)
    assert refused.exit_code == 1
    assert "missing: Moray" in refused.stderr
    assert "--accept" in refused.stderr
    assert run_in(folder, "import", path, "--accept").exit_code == 0


def test_the_same_file_again_changes_nothing_and_says_so(
    folder: Path, save: Save, sound: Upload
) -> None:
    run_in(folder, "import", save(sound))
    before = current(folder)
    result = run_in(folder, "import", save(sound))
    assert result.exit_code == 0
    assert "Nothing has changed: these figures were loaded before." in result.stdout
    assert current(folder) == before


def test_json_tells_programs_the_same(folder: Path, save: Save, sound: Upload) -> None:
    answer = printed(folder, "import", save(sound))
    assert answer["published"]
    assert answer["snapshot"] == current(folder)
    assert answer["files"][0]["edition"] == "2025-26 part 2"
    assert (answer["errors"], answer["warnings"]) == ([], [])
    assert answer["report"]["counts"]["new"] == 33 * 4
    again = printed(folder, "import", save(sound))
    assert (again["published"], again["changes_nothing"]) == (False, True)


def test_json_of_a_refusal_names_file_sheet_and_cell(
    folder: Path, save: Save, areas: Areas
) -> None:
    rows = councils_rows(areas, ("2025-26",), with_rate=False)
    file = payback_file(changed(rows, of("Fife", "2025-26"), area="Fyfe"), "2025-26")
    answer = printed(folder, "import", save(file))
    (error,) = answer["errors"]
    assert (error["file"], error["sheet"], error["cell"]) == ("payback.csv", "payback", "B17")
    assert {"found", "expected", "fix"} <= set(error)


def test_the_report_can_be_kept_as_markdown(
    folder: Path, save: Save, sound: Upload, tmp_path: Path
) -> None:
    target = tmp_path / "report.md"
    run_in(folder, "import", save(sound), "--report", str(target), "--area", "Fife")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# What changes with payback.csv")
    assert "## Fife" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.xlsx", None), ("empty.csv", b""), ("letter.docx", b"PK\x03\x04broken")],
)
def test_what_is_no_workbook_is_refused_by_name(
    folder: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run_in(folder, "import", str(path))
    assert result.exit_code == 1
    assert result.stderr.startswith(name)


def test_the_history_names_the_load_and_who_made_it(
    folder: Path, save: Save, sound: Upload
) -> None:
    run_in(folder, "import", save(sound), "--by", "Jo Reid")
    shown = run_in(folder, "history").stdout.splitlines()
    assert "by Jo Reid" in shown[0]
    assert "Loaded payback.csv" in shown[0]
    assert "(current)" in shown[0]


def test_a_folder_that_was_never_built_can_be_loaded_into(
    folder: Path, save: Save, sound: Upload
) -> None:
    shutil.rmtree(folder / "extracts")
    assert run_in(folder, "import", save(sound)).exit_code == 0
    assert run_in(folder, "query", "--measure", "cpo_completed").exit_code == 0


# What is in force


def journal(folder: Path) -> Path:
    return folder / "published" / "loads" / "journal.csv"


def test_a_mistake_in_the_journal_is_named_by_every_command_that_needs_it(
    folder: Path, save: Save, sound: Upload
) -> None:
    first = current(folder)
    run_in(folder, "import", save(sound))
    before = current(folder)
    with journal(folder).open("a", encoding="utf-8") as file:
        file.write("taken back,payback,,,\n")
    for command in (["build"], ["rollback", first], ["import", save(sound), "--dry-run"]):
        result = run_in(folder, *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "published/loads/journal.csv, line 3: “taken back” is not a known" in result.stderr
    for command in (["status"], ["history"]):
        told = run_in(folder, *command)
        assert told.exit_code == 0
        assert "published/loads/journal.csv, line 3: " in told.stderr
    assert current(folder) == before


def test_a_load_that_is_there_without_being_in_force_is_told(
    folder: Path, save: Save, sound: Upload
) -> None:
    run_in(folder, "import", save(sound))
    assert run_in(folder, "status").stderr == ""
    journal(folder).write_text("event,load,at,by,what\n", "utf-8")
    assert run_in(folder, "build").exit_code == 0
    (line,) = run_in(folder, "status").stderr.splitlines()
    assert line.startswith("published/loads/jsw-part-2-2025-26")
    assert "this load is not in force" in line
    assert run_in(folder, "history").stderr.splitlines() == [line]
    assert run_in(folder, "history", "--set", "illustrative").stderr == ""


def test_where_nothing_tells_what_is_in_force_the_build_asks_and_a_word_takes_all(
    folder: Path, save: Save, sound: Upload
) -> None:
    run_in(folder, "import", save(sound))
    before = current(folder)
    journal(folder).unlink()
    shutil.rmtree(folder / "extracts")
    result = run_in(folder, "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "python -m cjdata build --all-loads" in result.stderr
    assert run_in(folder, "build", "--all-loads").exit_code == 0
    assert current(folder) == before


def test_going_back_over_a_change_of_the_text_says_that_the_text_stays(
    folder: Path, save: Save, sound: Upload, edit: Callable[[Path, str, str], None]
) -> None:
    before = current(folder)
    run_in(folder, "import", save(sound))
    assert run_in(folder, "rollback", before).stderr == ""
    text = folder / "published" / "observations.csv"
    edit(text, "Clackmannanshire,2023-24,25,count", "Clackmannanshire,2023-24,24,count")
    run_in(folder, "build")
    told = run_in(folder, "rollback", before)
    assert told.exit_code == 0
    assert "The reviewed text has changed since those figures were built" in told.stderr


# Templates and recipes


def test_a_template_is_written_for_the_area(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "local.xlsx"
    result = run_in(folder, "template", "--local", "--area", "Fife", "-o", str(target))
    assert result.exit_code == 0
    assert target.read_bytes().startswith(b"PK")
    assert "python -m cjdata import" in result.stdout


def test_a_template_must_be_named(folder: Path) -> None:
    result = run_in(folder, "template")
    assert result.exit_code == 2
    assert "--local or --supplied" in result.stderr


def test_a_place_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    result = run_in(folder, "template", "--local", "-o", str(tmp_path / "no" / "t.xlsx"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_an_unknown_workbook_is_described_with_a_recipe_to_start_from(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "crimes.csv"
    rows = "".join(f"2024-25,{name},9\n" for name in ("Fife", "Moray", "Angus", "Falkirk"))
    path.write_text(f"Recorded crime by council\nYear,Local authority,Crimes\n{rows}", "utf-8")
    refused = run_in(folder, "import", str(path))
    assert refused.exit_code == 1
    assert "python -m cjdata recipe" in refused.stderr
    shown = run_in(folder, "recipe", str(path))
    assert shown.exit_code == 0
    assert "Recorded crime by council" in shown.stdout
    assert "[[table]]" in shown.stdout


# --- Questions ---


def test_a_question_is_asked_once_for_all_tables_that_say_the_same(
    folder: Path, save: Save, areas: Areas
) -> None:
    path = save(Upload("young.xlsx", of_the_young(areas, sheets=2)))
    result = run_in(folder, "import", path)
    assert result.exit_code == 1
    assert result.stderr.count("Is it of everybody and everything all the same") == 1
    assert "sheet DFP_1, cell A1" in result.stderr
    assert "so does sheet DFP_2, cell A1" in result.stderr
    assert "Answer this question" in result.stderr
    tried = run_in(folder, "import", path, "--dry-run")
    assert tried.exit_code == 0
    assert "--yes “young people” where they change nothing" in tried.stdout
    assert tried.stdout.endswith("Nothing was loaded: this was a dry run.\n")
    [question] = printed(folder, "import", path, "--dry-run")["questions"]
    assert (question["says"], question["tables"]) == (
        "young people",
        ["Diversion from prosecution"],
    )


def test_a_no_that_leaves_nothing_to_load_is_kept_and_counts_for_the_next_edition(
    folder: Path, save: Save, areas: Areas
) -> None:
    before = current(folder)
    path = save(Upload("young.xlsx", of_the_young(areas)))
    result = run_in(folder, "import", path, "--no", "young people", "--by", "Ann Example")
    assert result.exit_code == 0, result.output
    assert "Nothing is left to load of young.xlsx" in result.stdout
    assert "The answers are kept." in result.stdout
    assert "is left out, as was answered" in result.stdout
    [kept] = read_answers(folder / "reference").kept.values()
    assert (kept.says, kept.is_whole, kept.by) == ("young people", False, "Ann Example")
    assert current(folder) == before
    newer = save(Upload("newer.xlsx", of_the_young(areas, 1, edition=2025)))
    again = run_in(folder, "import", newer)
    assert (again.exit_code, "answers are kept" in again.stdout) == (0, False)
    assert run_in(folder, "import", newer, "--yes", "young people", "--accept").exit_code == 0
    [kept] = read_answers(folder / "reference").kept.values()
    assert kept.is_whole
    assert current(folder) != before


def test_a_dry_run_keeps_no_answer(folder: Path, save: Save, areas: Areas) -> None:
    path = save(Upload("young.xlsx", of_the_young(areas)))
    result = run_in(folder, "import", path, "--no", "young people", "--dry-run")
    assert result.exit_code == 0
    assert "answers are kept" not in result.stdout
    assert not read_answers(folder / "reference").kept


def test_import_and_fetch_take_the_same_answers_and_say_the_same_of_them() -> None:
    shared = ("--yes", "--no", "--area", "--by", "--report")
    said = [
        {option.opts[0]: option.to_info_dict() for option in main.commands[name].params}
        for name in ("import", "fetch")
    ]
    assert all(
        of_import[name] == of_fetch[name] for of_import, of_fetch in [said] for name in shared
    )
