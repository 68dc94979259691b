"""The data tool: what it prints, what it refuses, and that it never shows a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from cjdata.cli.data_tool import main
from cjdata.cli.query_command import QUERY_FIELDS
from cjdata.store.lock import loading_lock
from cjdata.store.snapshots import current_ids

Run = Callable[..., Result]
Edit = Callable[[Path, str, str], None]
CONTRACT = {
    "measure",
    "area_code",
    "area_name",
    "period",
    "value",
    "unit",
    "status",
    "edition",
    "source_id",
}
HOUSING = "homelessness_applications_from_prison"


def run_in(folder: Path, *arguments: str) -> Result:
    environment = {"CJDATA_HOME": str(folder)}
    result = CliRunner().invoke(main, arguments, env=environment, prog_name="python -m cjdata")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def run(home: Path) -> Run:
    return lambda *arguments: run_in(home, *arguments)


def asked(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("query", *arguments, "--format", "json")
    assert result.exit_code == 0
    return list(json.loads(result.stdout))


# Help


def test_every_command_and_option_explains_itself(run: Run) -> None:
    assert main.help
    assert {"build", "status", "query", "history", "rollback", "prune"} <= set(main.commands)
    for name, command in main.commands.items():
        assert command.help, name
        shown = run(name, "--help")
        assert shown.exit_code == 0
        assert "Usage: python -m cjdata" in shown.output
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "form":
                assert option.help, (name, option.name)


def test_help_names_the_data_folder_s_setting(run: Run) -> None:
    assert "CJDATA_HOME" in run("--help").output


# Query


def test_a_query_gives_objects_with_the_promised_fields(run: Run) -> None:
    (row,) = asked(run, "--measure", HOUSING, "--area", "Clackmannanshire", "--period", "2023-24")
    assert set(row) >= CONTRACT
    assert {k: row[k] for k in CONTRACT} == {
        "measure": HOUSING,
        "area_code": "S12000005",
        "area_name": "Clackmannanshire",
        "period": "2023-24",
        "value": 25,
        "unit": "count",
        "status": "published",
        "edition": "2023-24",
        "source_id": "clackmannanshire-cjp-annual-report-2023-24",
    }
    assert row["source_address"].startswith("https://")


def test_a_missing_value_is_null_with_its_status(run: Run) -> None:
    (row,) = asked(run, "--measure", "police_custody_referrals", "--area", "Clackmannan")
    assert (row["value"], row["status"]) == (None, "restricted")


def test_measures_areas_and_periods_may_be_repeated(run: Run) -> None:
    rows = asked(
        run,
        *("--measure", "people_convicted_total", "--measure", HOUSING),
        *("--area", "scotland", "--area", "S12000005"),
        *("--period", "2022/23", "--period", "2019-2020"),
    )
    assert {(r["measure"], r["area_name"], r["period"], r["value"]) for r in rows} == {
        ("people_convicted_total", "Scotland", "2019-20", 75670),
        ("people_convicted_total", "Scotland", "2022-23", 68067),
        (HOUSING, "Clackmannanshire", "2022-23", 35),
    }


def test_what_is_left_out_asks_for_all(run: Run) -> None:
    everything = asked(run)
    assert len(everything) > 650
    assert len({r["measure"] for r in everything}) > 50
    cells = [(r["measure"], r["area_code"] or r["area_name"], r["period"]) for r in everything]
    assert len(cells) == len(set(cells)), "one current edition a cell"


def test_an_edition_gives_what_it_printed(run: Run) -> None:
    question = ("--measure", "people_convicted_total", "--period", "2017-18")
    (now,) = asked(run, *question)
    (then,) = asked(run, *question, "--edition", "2018-19")
    assert (now["value"], now["edition"]) == (83177, "2022-23")
    assert (then["value"], then["edition"]) == (83179, "2018-19")


def test_an_area_without_a_code_is_asked_for_by_its_name(run: Run) -> None:
    rows = asked(run, "--area", "Forth Valley (Falkirk custody centre)")
    assert {r["area_code"] for r in rows} == {None}
    assert {r["value"] for r in rows} >= {4370, 5057}


def test_json_is_the_same_by_either_option(run: Run) -> None:
    question = ("query", "--measure", HOUSING)
    assert run(*question, "--json").stdout == run(*question, "--format", "json").stdout


def test_csv_has_a_header_and_an_empty_value_where_there_is_none(run: Run) -> None:
    result = run("query", "--area", "Clackmannanshire", "--period", "2023-24", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == QUERY_FIELDS
    by_measure = {r["measure"]: r for r in rows}
    assert by_measure[HOUSING]["value"] == "25"
    restricted = by_measure["police_custody_referrals"]
    assert (restricted["value"], restricted["status"]) == ("", "restricted")


def test_a_table_names_the_status_in_place_of_a_missing_value(run: Run) -> None:
    result = run("query", "--area", "Clackmannanshire", "--period", "2023-24")
    lines = result.stdout.splitlines()
    (line,) = [x for x in lines if x.startswith("police_custody_referrals")]
    assert "  restricted  " in line
    assert "None" not in result.stdout


def test_illustrative_figures_are_asked_for_by_name_and_say_what_they_are(run: Run) -> None:
    rows = asked(run, "--set", "illustrative", "--measure", HOUSING, "--area", "Falkirk")
    assert rows
    assert {r["edition"] for r in rows} == {"illustrative"}
    assert all("not real" in r["note"].lower() for r in rows)


def test_a_question_without_an_answer_says_so_and_gives_an_empty_list(run: Run) -> None:
    result = run("query", "--measure", HOUSING, "--period", "1999-00", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []
    assert "No figures are held for that." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--measure", "cpo_commensed"), "“cpo_commensed” is not a known measure. Did you mean"),
        (("--area", "Falkrik"), "“Falkrik” is not a known area. Did you mean “Falkirk”?"),
        (("--area", "Forth Valley"), "“Forth Valley” is not a known single area"),
        (("--area", "Ayrshire"), "“Ayrshire” is not a known area"),
        (("--period", "2023-25"), "“2023-25” is not a"),
        (("--period", "last year"), "“last year” is not a period"),
        (("--edition", "1066-67"), "“1066-67” is not a known edition"),
    ],
)
def test_an_unknown_name_is_refused_with_one_line_and_a_hint(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    result = run("query", *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{arguments[0]}: ")
    assert words in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "--format", "xml"),
        ("query", "--set", "real"),
        ("query", "--colour", "red"),
        ("query", "--measure"),
        ("query", "left over"),
        ("fly",),
        ("build", "--now"),
        ("history", "--set", "real"),
        ("rollback",),
        ("rollback", "one", "two"),
        ("prune", "--keep", "-1"),
        ("prune", "--keep", "few"),
    ],
)
def test_wrong_usage_exits_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert result.stdout == ""


# Status


def test_the_status_says_what_is_loaded_what_is_missing_and_how_old(run: Run) -> None:
    result = run("status")
    assert result.exit_code == 0
    said = result.stdout
    assert "published figures, snapshot published-" in said
    assert "missing: " in said
    assert "source: " in said
    assert "next due" in said
    assert "None" not in said.replace("None held", "").replace("None of", "")


def test_the_status_says_which_recipes_have_read_a_real_file(run: Run) -> None:
    said = run("status").stdout
    assert "  reconvictions: has read a real file whole: 2017-18" in said
    assert "  scjs: a well-founded guess" in said
    recipes = json.loads(run("status", "--json").stdout)["recipes"]
    assert {r["recipe"]: r["read"] for r in recipes}["recorded-crime"] == "2024-25"


@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_the_status_is_there_for_programs_too(run: Run, figures_set: str) -> None:
    answer = json.loads(run("status", "--set", figures_set, "--json").stdout)
    assert answer["figures_set"] == figures_set
    assert answer["snapshot"].startswith(f"{figures_set}-")
    by_measure = {m["measure"]: m for m in answer["measures"]}
    assert by_measure["people_convicted_total"]["scotland_years"] >= 10
    assert by_measure[HOUSING]["observations"] >= 4


# Build


def test_a_build_says_what_it_made_and_whether_anything_changed(
    data_folder: Path, edit: Edit
) -> None:
    again = run_in(data_folder, "build")
    assert again.exit_code == 0
    assert "Nothing has changed." in again.stdout
    edit(
        data_folder / "published" / "observations.csv",
        "Clackmannanshire,2023-24,25,count",
        "Clackmannanshire,2023-24,24,count",
    )
    answer = json.loads(run_in(data_folder, "build", "--json").stdout)
    assert answer["changed"] is True
    assert answer["snapshots"]["published"]["rows"]["observations"] > 700
    (row,) = asked(
        lambda *a: run_in(data_folder, *a),
        *("--measure", HOUSING, "--area", "Clackmannanshire", "--period", "2023-24"),
    )
    assert row["value"] == 24


def test_a_build_in_another_process_gives_the_same_figures(home: Path, data_folder: Path) -> None:
    expected = current_ids(home / "extracts")
    (data_folder / "extracts" / "current.json").unlink()
    environment = os.environ | {"CJDATA_HOME": str(data_folder), "PYTHONHASHSEED": "271828"}
    done = subprocess.run(
        [sys.executable, "-m", "cjdata", "build", "--json"],
        cwd=Path(__file__).resolve().parents[1],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert {name: s["id"] for name, s in answer["snapshots"].items()} == expected


def test_every_mistake_of_the_figures_is_one_line_on_standard_error(data_folder: Path) -> None:
    with (data_folder / "published" / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("cpo_comenced,S12000005,Clackmannanshire,2023-24,5,count,exact,published,x,y,\n")
    result = run_in(data_folder, "build")
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("published/observations.csv, line ") for line in lines)
    assert run_in(data_folder, "query", "--measure", HOUSING).exit_code == 0


# History


@pytest.fixture
def two(data_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A data folder with two published snapshots, given newest first; Anna made the newer."""
    older = current_ids(data_folder / "extracts")["published"]
    edit(
        data_folder / "published" / "observations.csv",
        "Clackmannanshire,2023-24,25,count",
        "Clackmannanshire,2023-24,24,count",
    )
    monkeypatch.setenv("CJDATA_USER", "Anna Brown")
    assert run_in(data_folder, "build").exit_code == 0
    return [current_ids(data_folder / "extracts")["published"], older]


def housing_in(folder: Path) -> float:
    (row,) = asked(
        lambda *a: run_in(folder, *a),
        *("--measure", HOUSING, "--area", "Clackmannanshire", "--period", "2023-24"),
    )
    return float(row["value"])


def test_the_history_names_who_when_and_what_the_newest_first(
    data_folder: Path, two: list[str]
) -> None:
    newer, older = run_in(data_folder, "history").stdout.splitlines()
    assert newer.startswith(f"{two[0]}  (current)  20")
    assert re.search(r" UTC  by Anna Brown  4,\d\d\d observations  Built from the review", newer)
    assert older.startswith(f"{two[1]}  20")
    entries = json.loads(run_in(data_folder, "history", "--json").stdout)
    assert [(e["id"], e["is_current"]) for e in entries] == [(two[0], True), (two[1], False)]
    assert entries[0]["previous"] == two[1]
    assert entries[0]["by"] == "Anna Brown"


def test_the_history_of_the_other_set_is_its_own(data_folder: Path, two: list[str]) -> None:
    (line,) = run_in(data_folder, "history", "--set", "illustrative").stdout.splitlines()
    assert line.startswith("illustrative-")
    assert "Made up for show" in line


def test_the_history_says_what_cannot_be_read(data_folder: Path, two: list[str]) -> None:
    break_parquet(data_folder)
    result = run_in(data_folder, "history")
    assert result.exit_code == 0
    newer, older = result.stdout.splitlines()
    assert newer.endswith("(cannot be read: observations.parquet: the file is damaged)")
    assert "cannot" not in older


def test_going_back_and_forth_by_the_words_that_it_prints(
    data_folder: Path, two: list[str]
) -> None:
    assert housing_in(data_folder) == 24
    said, way = run_in(data_folder, "rollback", two[1]).stdout.splitlines()
    assert said == f"published: snapshot {two[1]} is current now."
    assert housing_in(data_folder) == 25
    newer, older = run_in(data_folder, "history").stdout.splitlines()
    assert "(current)" in older
    assert "(current)" not in newer
    back = way.partition("python -m cjdata ")[2].split()
    assert run_in(data_folder, *back, "--json").exit_code == 0
    assert housing_in(data_folder) == 24
    again = run_in(data_folder, *back)
    assert again.exit_code == 0
    assert again.stdout == f"Snapshot {two[0]} is current already. Nothing has changed.\n"


def test_going_back_answers_programs_too(data_folder: Path, two: list[str]) -> None:
    answer = json.loads(run_in(data_folder, "rollback", two[1][:16], "--json").stdout)
    assert (answer["changed"], answer["left"]) == (True, two[0])
    assert answer["snapshot"]["id"] == two[1]


def test_going_back_to_what_is_not_there_is_refused(data_folder: Path, two: list[str]) -> None:
    result = run_in(data_folder, "rollback", two[1][:-1] + "x")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Did you mean “{two[1]}”?" in result.stderr
    assert housing_in(data_folder) == 24


def test_pruning_names_what_goes_and_a_dry_run_names_the_same(
    data_folder: Path, two: list[str]
) -> None:
    assert run_in(data_folder, "prune").stdout == "Nothing to remove.\n"
    dry = run_in(data_folder, "prune", "--keep", "0", "--dry-run")
    assert dry.stdout == f"Would remove {two[1]}\n"
    answer = json.loads(run_in(data_folder, "prune", "--keep", "0", "--dry-run", "--json").stdout)
    assert answer == {"dry_run": True, "removed": [two[1]]}
    assert run_in(data_folder, "prune", "--keep", "0").stdout == f"Removed {two[1]}\n"
    assert len(run_in(data_folder, "history").stdout.splitlines()) == 1
    assert housing_in(data_folder) == 24


@pytest.mark.parametrize("command", ["build", "rollback published", "prune"])
def test_who_comes_second_is_told_in_one_line(
    data_folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjdata.publishing.build_snapshots.PATIENCE", 0.2)
    with loading_lock(data_folder / "extracts", "Anna", "Loading a.xlsx"):
        result = run_in(data_folder, *command.split())
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert "Anna has been changing the figures since" in line


# Trouble


def break_parquet(folder: Path) -> None:
    extracts = folder / "extracts"
    (extracts / current_ids(extracts)["published"] / "observations.parquet").write_bytes(b"x")


def break_manifest(folder: Path) -> None:
    extracts = folder / "extracts"
    (extracts / current_ids(extracts)["published"] / "manifest.json").write_text("{}")


def break_pointer(folder: Path) -> None:
    (folder / "extracts" / "current.json").write_text("{")


def remove_pointer(folder: Path) -> None:
    (folder / "extracts" / "current.json").unlink()


def remove_areas(folder: Path) -> None:
    (folder / "reference" / "areas.csv").unlink()


def break_catalogue(folder: Path) -> None:
    path = folder / "reference" / "catalogue" / "framework.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[[goal]\n", encoding="utf-8")


@pytest.mark.parametrize("command", [("status",), ("query",), ("query", "--json")])
@pytest.mark.parametrize(
    ("trouble", "file"),
    [
        (break_parquet, "observations.parquet"),
        (break_manifest, "manifest.json"),
        (break_pointer, "current.json"),
        (remove_pointer, "current.json"),
        (remove_areas, "areas.csv"),
        (break_catalogue, "framework.toml"),
    ],
)
def test_damage_is_named_and_what_to_do_about_it(
    data_folder: Path, trouble: Callable[[Path], None], file: str, command: tuple[str, ...]
) -> None:
    trouble(data_folder)
    result = run_in(data_folder, *command)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert any(file in line for line in result.stderr.splitlines())
    assert all(line.endswith((".", "build", "?")) for line in result.stderr.splitlines())


@pytest.mark.parametrize("trouble", [break_parquet, break_manifest, break_pointer, remove_pointer])
def test_building_again_mends_what_says_so(
    data_folder: Path, trouble: Callable[[Path], None]
) -> None:
    trouble(data_folder)
    advice = run_in(data_folder, "query", "--measure", HOUSING).stderr
    assert "Run: python -m cjdata build" in advice
    assert run_in(data_folder, "build").exit_code == 0
    assert run_in(data_folder, "query", "--measure", HOUSING).exit_code == 0


@pytest.mark.parametrize(
    "command", ["build", "status", "query", "history", "rollback published-1", "prune"]
)
def test_a_missing_data_folder_is_refused_and_not_made(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "nowhere"
    result = run_in(folder, *command.split())
    assert result.exit_code == 1
    assert result.stderr.strip()
    assert result.stdout == ""
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "value"), [("CJDATA_DUCKDB_THREADS", "many"), ("CJDATA_DUCKDB_MEMORY", "plenty")]
)
def test_a_wrong_setting_is_refused_with_a_reason(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = run_in(home, "status")
    assert result.exit_code == 1
    assert name in result.stderr


def test_broken_populations_are_refused_without_a_traceback(data_folder: Path, edit: Edit) -> None:
    edit(data_folder / "reference" / "population.csv", ",48140,", ",many,")
    result = run_in(data_folder, "build")
    assert result.exit_code == 1
    assert "population.csv" in result.stderr
