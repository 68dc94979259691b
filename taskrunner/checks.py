"""The checks of the code and the runs of the tests."""

from contextlib import ExitStack
from pathlib import Path

from taskrunner.browser_programs import ensure_browser
from taskrunner.postgres_programs import ensure_postgres
from taskrunner.programs import PROJECT, call, running
from taskrunner.said import Progress, say
from taskrunner.server import build

NO_TESTS = 5  # what pytest answers when nothing fits its arguments
LINT = {
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "ruff check": ["-m", "ruff", "check", "."],
    "mypy": ["-m", "mypy"],
    # import-linter has no ``python -m`` of its own.
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}
# The first tests: those modules that together need less than half a minute. They try functions that
# take a value and give one; none draws a page, writes a document or loads a workbook.
FIRST = """
absence_words address amounts area_charts area_names areas catalogue cell_texts chance change_report
chart_data charts csv_files editions errors examples hiding journal known_figures label_blocks loads
names official_figures official_layouts open_file periods phrase_matching plans published
raised_letters reading_damage reading_figures recipe_loading recipe_start recognise_publication
report_outlines series settings statistics statistics_comparison statistics_intervals
statistics_rank_index statistics_trend status_marks table_parts taskrunner_environment
taskrunner_programs tasks text tidy_tables tile_grid toml_lines unknown_workbook wording
wording_comparisons wording_plain words_editing words_text workbook_reading
""".split()  # noqa: SIM905 - one a line, they would hide the rest

# The tests start more than a hundred Pythons. Each would translate all modules for itself where
# nothing is to be kept, as the environment of many containers asks.
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}
BROWSERS = 3  # at most: each of them has a dashboard of its own to open


def first_tests() -> "list[Path]":
    """Find the modules of the first tests, which lie where what they test does."""
    return [next((PROJECT / "tests").rglob(f"test_{name}.py")) for name in FIRST]


def needs_of_tests(progress: Progress) -> "dict[str, str]":
    """Have what the tests need, and say where the programs are."""
    progress.step("Looking for a browser …")
    browser = ensure_browser()
    progress.step("Looking for PostgreSQL …")
    postgres = ensure_postgres()
    build(progress)
    return {"CHROMIUM": str(browser), "POSTGRES_BIN": str(postgres)}


def parts(which: str) -> "dict[str, list[str]]":
    """Give the two runs of pytest, which go on beside each other."""
    return {
        "tests without a browser": ["--ignore", "tests/browser", "-m", f"not browser and {which}"],
        # More than half of the time a page is waited for, and the other tests have the cores. Where
        # nothing else is asked for, those need not even be read.
        "tests in the browser": [
            *["-n", str(BROWSERS), "-o", "testpaths=tests/browser"],
            *["-m", f"browser and {which}"],
        ],
    }


def failing_tests(
    runs: "dict[str, list[str]]",
    arguments: "list[str]",
    settings: "dict[str, str] | None" = None,
) -> "list[str]":
    """Run tests side by side, and the parts of them too; name the parts that failed.

    Whoever has no tests left takes some of those that wait for another, so that no core is idle.
    The first part prints for itself, the others when all before them have ended.
    """
    side_by_side = ["-m", "pytest", "-n", "auto", "--dist", "worksteal"]
    commands = {part: [*side_by_side, *how, *arguments] for part, how in runs.items()}
    first, *others = commands
    settings = {**(settings or {}), **COMPILED_ONCE}
    with ExitStack() as stack:
        begun = {part: stack.enter_context(running(commands[part], settings)) for part in others}
        codes = {first: call(commands[first], settings)}
        codes.update({part: end() for part, end in begun.items()})
    if all(code == NO_TESTS for code in codes.values()):
        return ["pytest: no test of that name"]
    return [part for part, code in codes.items() if code not in (0, NO_TESTS)]


def failing_checks() -> "list[str]":
    """Run every check of the code and name those that failed."""
    return [name for name, command in LINT.items() if call(command)]


def verdict(failed: "list[str]") -> int:
    """Say what failed, and give the exit code."""
    say(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return 1 if failed else 0
