"""What this project does, each with one command: run, demo, check, test, long, bench, lint.

    python tasks.py run

Standard library only, so that it works where nothing is installed yet, on Windows too. It makes its
own environment in ``.venv``; delete that folder to begin again.
"""

# An older Python must be able to read this file far enough to be told that it is too old. Hence
# newer annotations stand in quotes, and nothing newer than Python 3.6 stands outside them.

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
OLDEST_PYTHON = (3, 11)
NO_TESTS = 5  # what pytest answers when nothing fits its arguments
WINDOWS = os.name == "nt"

USAGE = """usage: python tasks.py TASK

  run    serve the dashboard on the published figures (PORT to change 8501)
  demo   the same, opening on illustrative figures for all councils
  check  say within a minute whether a change is sound: check the code, and run the first tests
  test   check the code and run all tests but the long ones
  long   run the tests that take long by nature
  bench  take the times of the pages
  lint   check the code alone

What follows check, test and long goes to pytest (-k NAME), what follows bench to bench
(--rounds N)."""

DEFAULT_PORT = 8501
PATIENCE = 120  # seconds until a new server's pages must have answered
# A page without and one with its own path are two ways in; the others compile other charts.
WARM_UP = ("/", "/diversion", "/compare-areas", "/area-profile")
TAIL = 25  # lines of a program's output that are shown when it fails

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
statistics_rank_index statistics_trend status_marks table_parts tasks text tidy_tables tile_grid
toml_lines unknown_workbook wording wording_comparisons wording_plain words_editing words_text
workbook_reading
""".split()  # noqa: SIM905 - one a line, they would hide the rest

BROWSERS = 3  # at most: each of them has a dashboard of its own to open


class TaskFailed(Exception):
    """A task cannot go on. The message says what happened and what to do."""


class Progress:
    """Says which step of how many is under way."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._step = 0

    def step(self, text: str) -> None:
        """Begin the next step."""
        self._step += 1
        say(f"{self._step}/{self._steps} {text}")


def say(text: str) -> None:
    """Print a line at once, also into a pipe, before any child prints its own."""
    print(text, flush=True)


# --- The tasks -----------------------------------------------------------------------------------


def run(_: "list[str]") -> int:
    """Serve the dashboard on the published figures."""
    return serve("run", {}, query="")


def demo(_: "list[str]") -> int:
    """Serve the dashboard, opening on illustrative figures."""
    return serve("demo", {"CJDATA_OPEN_ON": "illustrative"}, query="?set=illustrative")


def check(arguments: "list[str]") -> int:
    """Check the code, then run the first tests."""
    progress = Progress(4)
    prepare(progress, dev=True)
    progress.step("Checking the code …")
    failed = failing_checks()
    progress.step("Running the first tests …")
    modules = [path.relative_to(PROJECT).as_posix() for path in first_tests()]
    return verdict(failed + failing_tests({"first tests": modules}, arguments))


def first_tests() -> "list[Path]":
    """Find the modules of the first tests, which lie where what they test does."""
    return [next((PROJECT / "tests").rglob(f"test_{name}.py")) for name in FIRST]


def test(arguments: "list[str]") -> int:
    """Check the code, then run the tests. One failure does not hide the next."""
    progress = Progress(7)
    prepare(progress, dev=True)
    found = needs_of_tests(progress)
    progress.step("Checking the code …")
    failed = failing_checks()
    progress.step("Running the tests …")
    return verdict(failed + failing_tests(parts("not long"), arguments, found))


def long(arguments: "list[str]") -> int:
    """Run the tests that take long by nature."""
    progress = Progress(6)
    prepare(progress, dev=True)
    found = needs_of_tests(progress)
    progress.step("Running the long tests …")
    return verdict(failing_tests(parts("long"), arguments, found))


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
    with ExitStack() as stack:
        begun = {
            part: stack.enter_context(running(commands[part], settings or {})) for part in others
        }
        codes = {first: call(commands[first], settings)}
        codes.update({part: end() for part, end in begun.items()})
    if all(code == NO_TESTS for code in codes.values()):
        return ["pytest: no test of that name"]
    return [part for part, code in codes.items() if code not in (0, NO_TESTS)]


def bench(arguments: "list[str]") -> int:
    """Take the times of the pages."""
    progress = Progress(4)
    prepare(progress, dev=True)
    build(progress)
    progress.step("Measuring …")
    return call(["-m", "bench", *arguments])


def lint(_: "list[str]") -> int:
    """Check the code."""
    progress = Progress(3)
    prepare(progress, dev=True)
    progress.step("Checking the code …")
    return verdict(failing_checks())


def build(progress: Progress) -> None:
    """Build the figures that the dashboard shows."""
    progress.step("Building the figures …")
    if call(["-m", "cjdata", "build"]):
        raise TaskFailed("The figures could not be built: the lines above say why.")


def failing_checks() -> "list[str]":
    """Run every check of the code and name those that failed."""
    return [name for name, command in LINT.items() if call(command)]


def verdict(failed: "list[str]") -> int:
    """Say what failed, and give the exit code."""
    say(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return 1 if failed else 0


TASKS = {
    "run": run,
    "demo": demo,
    "check": check,
    "test": test,
    "long": long,
    "bench": bench,
    "lint": lint,
}
TAKES_ARGUMENTS = {"check", "test", "long", "bench"}


# --- The environment -----------------------------------------------------------------------------


def prepare(progress: Progress, dev: bool) -> None:
    """Have an environment with the packages that are asked for; a moment when nothing changed."""
    if is_whole(VENV):
        progress.step("The environment in .venv is there.")
    else:
        progress.step(f"Making the environment in .venv{' anew' if VENV.exists() else ''} …")
        make_environment(VENV)
    if is_current(VENV, PROJECT, dev):
        progress.step("Its packages are up to date.")
    else:
        progress.step("Installing the packages (the first time takes minutes) …")
        install(VENV, PROJECT, dev)


def python_of(venv: Path) -> Path:
    """Give the Python of an environment."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def is_whole(venv: Path) -> bool:
    """Say whether an environment runs, has pip, is of this Python and was not left half made."""
    if unfinished(venv).exists():
        return False
    question = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [str(python_of(venv)), "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.split() == [str(number) for number in sys.version_info[:2]]


def unfinished(venv: Path) -> Path:
    """Give the file that lies in an environment for as long as something is put in there."""
    return venv / "unfinished"


def make_environment(venv: Path) -> None:
    """Make an environment from nothing; what was there before is removed."""
    if Path(sys.prefix).resolve() == venv.resolve():
        raise TaskFailed(
            "The environment in .venv is not whole, and this command runs in it. "
            "Leave it (deactivate), then try again."
        )
    try:
        if venv.exists():
            shutil.rmtree(str(venv))
        venv.mkdir()
        unfinished(venv).touch()
    except OSError as error:
        raise TaskFailed(
            f"{venv.name} cannot be made anew: {error}.\n"
            "Close programs that use it, or delete the folder by hand, then try again."
        ) from error
    code, output = captured([sys.executable, "-m", "venv", str(venv)])
    if code:
        raise TaskFailed(f"{tail(output)}\nThe environment could not be made. {advice(output)}")
    unfinished(venv).unlink()


def install(venv: Path, project: Path, dev: bool) -> None:
    """Install the packages, and note down what was installed when all went well."""
    command = [str(python_of(venv)), "-m", "pip", "install", "--quiet", "--no-input"]
    command.append("--disable-pip-version-check")
    for path in requirement_files(project, dev):
        command += ["--requirement", str(path)]
    unfinished(venv).touch()
    code, output = captured(command)
    # Not in a ``finally``: after an interruption a package may be there by half, and only a new
    # environment is sure to be whole. A refusal by pip itself leaves nothing by half.
    unfinished(venv).unlink()
    if code:
        raise TaskFailed(f"{tail(output)}\nThe packages are not installed. {advice(output)}")
    note_installed(venv, project, dev)


def requirement_files(project: Path, dev: bool) -> "list[Path]":
    """Give the files that name the packages."""
    names = ["requirements.txt", "requirements-dev.txt"] if dev else ["requirements.txt"]
    return [project / name for name in names]


def fingerprint(project: Path, dev: bool, version: "tuple[int, ...]" = sys.version_info[:2]) -> str:
    """Give a digest that changes with the Python version and with any requirement."""
    digest = hashlib.sha256(repr(tuple(version)).encode())
    for path in requirement_files(project, dev):
        try:
            # Not the bytes: a checkout on Windows may end its lines in another way.
            digest.update(path.read_text(encoding="utf-8").encode())
        except OSError as error:
            raise TaskFailed(f"{path.name} cannot be read: {error}.") from error
    return digest.hexdigest()


def is_current(venv: Path, project: Path, dev: bool) -> bool:
    """Say whether the packages that are asked for now are those installed last."""
    return fingerprint(project, dev) in installed(venv)


def installed(venv: Path) -> "list[str]":
    """Give the fingerprints of what is installed; none when nobody noted them."""
    try:
        noted = json.loads(stamp(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return noted if isinstance(noted, list) else []


def note_installed(venv: Path, project: Path, dev: bool) -> None:
    """Note down what is installed now. The tools of developers come on top of what runs."""
    sets = [False, True] if dev else [False]
    stamp(venv).write_text(json.dumps([fingerprint(project, each) for each in sets]))


def stamp(venv: Path) -> Path:
    """Give the file that holds the fingerprints of what is installed."""
    return venv / "installed.json"


def advice(output: str) -> str:
    """Say what a person can do about an installation that failed, from what it printed."""
    text = output.lower()
    if "no space left" in text or "not enough space" in text:
        return "The disk is full: free about 2 GB, then try again."
    if "ensurepip" in text:
        return "Python came without venv: install it (on Debian and Ubuntu: python3-venv)."
    if "hashes" in text and "match" in text:
        return "A download differs from the one that was reviewed: do not use it; try again later."
    network = (
        "proxy",
        "connection",
        "timed out",
        "resolution",
        "getaddrinfo",
        "ssl",
        "certificate",
    )
    if any(word in text for word in network):
        return (
            "Packages could not be fetched: check the network, and behind a proxy set HTTPS_PROXY "
            "(or ask for the address of your organisation's package mirror), then try again."
        )
    if "no matching distribution" in text:
        return (
            "A package is not to be had for this Python: when it is a very new one, use an older "
            f"one (from {dotted(OLDEST_PYTHON)}); behind a package mirror, ask for the package."
        )
    return "Check the network, the proxy (HTTPS_PROXY) and the space on disk, then try again."


# --- The server ----------------------------------------------------------------------------------


def serve(task: str, settings: "dict[str, str]", query: str) -> int:
    """Build the figures, start the server, show that its pages answer, and stay until stopped."""
    port = chosen_port(os.environ.get("PORT", ""))
    check_port(port, task)
    progress = Progress(4)
    prepare(progress, dev=False)
    build(progress)
    progress.step("Starting …")
    address = f"http://localhost:{port}"
    command = [str(python_of(VENV)), "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port)]
    log = VENV / f"dashboard-{port}.log"
    try:
        with log.open("wb") as output, child(command, settings, output) as server:
            await_pages(server, address, query, log)
            say(f"Community justice dashboard: {address}{'/' + query if query else ''}")
            say_the_link_with_key(address, query)
            say("Press Ctrl-C to stop.")
            wait(server)
            raise TaskFailed(f"{log_tail(log)}\nThe dashboard stopped by itself: see above.")
    except KeyboardInterrupt:
        say("Stopped.")
        return 0


def say_the_link_with_key(address: str, query: str) -> None:
    """Say the link that lets whoever sits here load figures and write words."""
    folder = PROJECT / (os.environ.get("CJDATA_HOME") or "data")
    if os.environ.get("CJDATA_PUBLIC_ADDRESS", "").strip():
        return
    try:
        key = (folder / "machine.key").read_text("ascii").strip()
    except OSError:  # the data folder cannot be written: then nobody may write here
        return
    more = f"{query.lstrip('?')}&" if query else ""
    say(f"To load figures and write words, open: {address}/?{more}key={key}")


def chosen_port(text: str) -> int:
    """Read the port that PORT of the environment asks for; the default when it asks for none."""
    text = text.strip()
    if not text:
        return DEFAULT_PORT
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise TaskFailed(f"PORT is “{text}”; it must be a number from 1 to 65535, such as 8502.")
    return int(text)


def check_port(port: int, task: str) -> None:
    """Refuse a port that another program listens on, before a minute is spent on building."""
    other = port + 1 if port < 65535 else DEFAULT_PORT
    how = (
        f"set PORT={other}, then python tasks.py {task}" if WINDOWS else f"PORT={other} make {task}"
    )
    if someone_listens(port):
        raise TaskFailed(
            f"Port {port} is in use; perhaps the dashboard runs already: http://localhost:{port}\n"
            f"Stop what runs there, or choose another port: {how}"
        )
    try:
        with socket.socket() as trial:
            if not WINDOWS:  # there the option means sharing, here taking over from a closed one
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
    except OSError as error:
        raise TaskFailed(
            f"Port {port} cannot be used: {error.strerror}.\nChoose another port: {how}"
        ) from error


def someone_listens(port: int) -> bool:
    """Say whether a program on this machine answers on the port."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


def await_pages(server: "subprocess.Popen[bytes]", address: str, query: str, log: Path) -> None:
    """Wait until real pages have answered: a server that listens may still have a broken page."""
    end = time.monotonic() + PATIENCE
    pages = [address + page + query for page in WARM_UP]
    command = [str(python_of(VENV)), "-m", "bench.visitor", *pages]
    while not is_healthy(address):
        check_patience(server, end, log)
        time.sleep(0.1)
    with log.open("ab") as output, child(command, {}, output) as visitor:
        while visitor.poll() is None:
            check_patience(server, end, log)
            time.sleep(0.1)
        if visitor.returncode:
            raise TaskFailed(f"{log_tail(log)}\nA page does not work: see above.")


def check_patience(server: "subprocess.Popen[bytes]", end: float, log: Path) -> None:
    """Give up when the server has died or the time is over."""
    if server.poll() is not None:
        raise TaskFailed(f"{log_tail(log)}\nThe dashboard did not start: see above.")
    if time.monotonic() > end:
        raise TaskFailed(f"{log_tail(log)}\nNo page answered within {PATIENCE} seconds.")


def is_healthy(address: str) -> bool:
    """Say whether a Streamlit server answers."""
    # The proxies of the environment are for the world outside.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/_stcore/health", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


# --- The browser ---------------------------------------------------------------------------------


def ensure_browser() -> Path:
    """Give a browser for the tests, and get one where there is none."""
    browser = find_browser()
    tried = []
    for commands in () if browser else browser_installers():
        say(f"    None found. Trying: {' '.join(commands[-1])}")
        for command in commands:
            code, output = captured(command, {"DEBIAN_FRONTEND": "noninteractive"})
            if code:
                tried.append(tail(output, 8))
                break
        browser = find_browser()
        if browser:
            break
    if browser is None:
        raise TaskFailed(
            "\n".join(tried) + "\nThe browser tests need Chrome or Chromium, and none was found. "
            "Install one (https://www.google.com/chrome/, or on Debian: apt-get install chromium), "
            "or set CHROMIUM to its path, then try again."
        )
    return browser


def browser_installers() -> "list[list[list[str]]]":
    """Give the ways to get a browser on this machine, each a list of commands."""
    ways = []
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        ways.append([["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]])
    ways.append([[str(python_of(VENV)), "-m", "playwright", "install", "chromium"]])
    return ways


def find_browser() -> "Path | None":
    """Give a Chrome or Chromium that starts, or None: CHROMIUM, then what is installed."""
    for path in browser_places():
        if browser_starts(path):
            return path
    return None


def browser_places() -> "list[Path]":
    """Give the files that may be a browser, the most wanted first."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    on_path = [shutil.which(name) for name in [os.environ.get("CHROMIUM", ""), *names] if name]
    installed_at = [
        Path(os.environ.get(folder, "")) / "Google/Chrome/Application/chrome.exe"
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        if os.environ.get(folder)
    ]
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        installed_at.append(folder / "Google Chrome.app/Contents/MacOS/Google Chrome")
        installed_at.append(folder / "Chromium.app/Contents/MacOS/Chromium")
    places = [Path(found) for found in on_path if found] + installed_at + playwright_browsers()
    return [place for place in places if place.is_file()]


def playwright_browsers() -> "list[Path]":
    """Give the browsers that Playwright has downloaded, the newest first."""
    places = {
        "win32": Path(os.environ.get("LOCALAPPDATA", "")) / "ms-playwright",
        "darwin": Path.home() / "Library/Caches/ms-playwright",
    }
    usual = places.get(sys.platform, Path.home() / ".cache/ms-playwright")
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or usual)
    programs = ("chrome", "chrome.exe", "*.app/Contents/MacOS/*")
    found = [path for name in programs for path in folder.glob(f"chromium-*/chrome-*/{name}")]
    return sorted(found, key=lambda path: path.relative_to(folder).parts[0], reverse=True)


def browser_starts(path: Path) -> bool:
    """Say whether a browser runs: some systems have a stub that only tells how to install it."""
    if WINDOWS:  # where asking for the version opens a window
        return True
    try:
        answer = subprocess.run(
            [str(path), "--version"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0


# --- The database --------------------------------------------------------------------------------


def ensure_postgres() -> Path:
    """Give the folder of PostgreSQL's programs for the tests, and get them where there are none.

    Nothing is started here: the tests start a server of their own, on this machine alone.
    """
    programs = find_postgres()
    tried = []
    for command in () if programs else postgres_installers():
        say(f"    None found. Trying: {' '.join(command)}")
        code, output = captured(command, {"DEBIAN_FRONTEND": "noninteractive"})
        if code:
            tried.append(tail(output, 8))
            break
    programs = programs or find_postgres()
    if programs is None:
        raise TaskFailed("\n".join([*tried, NO_POSTGRES]))
    return programs


NO_POSTGRES = (
    "The tests of the words' database need the programs of PostgreSQL (initdb and postgres), and "
    "none were found. Install it (https://www.postgresql.org/download/, or on Debian: apt-get "
    "install postgresql), or set POSTGRES_BIN to the folder of its programs, then try again."
)


def postgres_installers() -> "list[list[str]]":
    """Give the commands that get PostgreSQL on this machine, one after the other."""
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        no_server = "s/^#*create_main_cluster.*/create_main_cluster = false/"
        return [
            ["apt-get", "update"],
            ["apt-get", "install", "-y", "postgresql-common"],
            # Otherwise Debian would start a server that nobody here asked for.
            ["sed", "-i", no_server, "/etc/postgresql-common/createcluster.conf"],
            ["apt-get", "install", "-y", "postgresql"],
        ]
    return [["brew", "install", "postgresql"]] if shutil.which("brew") else []


def find_postgres() -> "Path | None":
    """Give the folder of PostgreSQL's programs, or None: POSTGRES_BIN, then what is installed."""
    ending = ".exe" if WINDOWS else ""
    for folder in postgres_places():
        if all((folder / f"{name}{ending}").is_file() for name in ("initdb", "postgres")):
            return folder
    return None


def postgres_places() -> "list[Path]":
    """Give the folders that may hold PostgreSQL's programs, the most wanted first."""
    asked, on_path = os.environ.get("POSTGRES_BIN", ""), shutil.which("initdb")
    places = [Path(asked)] if asked else []
    places += [Path(on_path).resolve().parent] if on_path else []
    for root, pattern in (
        ("/usr/lib/postgresql", "*/bin"),  # Debian
        ("/usr", "pgsql-*/bin"),  # Red Hat
        ("/opt/homebrew/opt", "postgresql*/bin"),
        ("/usr/local/opt", "postgresql*/bin"),
        (os.environ.get("PROGRAMFILES") or "/Program Files", "PostgreSQL/*/bin"),
    ):
        places += sorted(Path(root).glob(pattern), key=str, reverse=True)
    return places


# --- Programs ------------------------------------------------------------------------------------


@contextmanager
def child(
    command: "list[str]",
    settings: "dict[str, str]",
    output: "IO[bytes] | None" = None,
    patience: float = 5,
) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a program for as long as the block lasts; whatever ends the block ends the program.

    It has a group of its own, so that Ctrl-C reaches it once, through this one, and so that its
    own children go with it. Asked to end, it has ``patience`` seconds until it is forced.
    """
    apart = (
        {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        if WINDOWS
        else {"start_new_session": True}
    )
    process = subprocess.Popen(
        command,
        cwd=str(PROJECT),
        env={**os.environ, "PYTHONUTF8": "1", **settings},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        **apart,
    )
    try:
        yield process
    finally:
        with deaf_to_signals():
            stop(process, patience)


def stop(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """End a program: ask first, force it when it does not hear."""
    if process.poll() is None:
        if WINDOWS:
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
    if WINDOWS:
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # and whatever it left behind
    process.wait()


def call(arguments: "list[str]", settings: "dict[str, str] | None" = None) -> int:
    """Run the environment's Python, which prints for itself, and give the exit code."""
    command = [str(python_of(VENV)), *arguments]
    # Tests and benchmarks have servers and browsers of their own to stop.
    with child(command, settings or {}, patience=20) as process:
        return wait(process)


@contextmanager
def running(arguments: "list[str]", settings: "dict[str, str]") -> "Iterator[Callable[[], int]]":
    """Run the environment's Python beside what the block does.

    What is given waits for it to end, prints what it said, and gives the exit code.
    """
    with tempfile.TemporaryFile() as output:
        command = [str(python_of(VENV)), *arguments]
        with child(command, settings, output, patience=20) as process:

            def end() -> int:
                code = wait(process)
                output.seek(0)
                say(output.read().decode("utf-8", "replace"))
                return code

            yield end


def captured(command: "list[str]", settings: "dict[str, str] | None" = None) -> "tuple[int, str]":
    """Run a program whose output matters only when it fails; give its exit code and output."""
    with tempfile.TemporaryFile() as output:
        with child(command, settings or {}, output) as process:
            code = wait(process)
        output.seek(0)
        return code, output.read().decode("utf-8", "replace")


def wait(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a program and give its exit code."""
    while True:
        # In short turns, as Windows hears no Ctrl-C during a long wait.
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=0.5)


def tail(output: str, lines: int = TAIL) -> str:
    """Give the last lines of an output."""
    return "\n".join(f"    {line[:240]}" for line in output.strip().splitlines()[-lines:])


def log_tail(log: Path) -> str:
    """Give the last lines of a file."""
    return tail(log.read_text(encoding="utf-8", errors="replace"))


# --- The command line ----------------------------------------------------------------------------


def end_signals() -> "list[int]":
    """Give the signals that ask this program to end, on this system."""
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")]
    return [number for number in numbers if number is not None]


def interrupt(*_: object) -> None:
    """Take any request to end as Ctrl-C."""
    raise KeyboardInterrupt


def listen_to_signals() -> None:
    """End in order on every request to end, so that no server is left behind."""
    for number in end_signals():
        # Under nohup, a closed terminal is to be outlived.
        if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)


@contextmanager
def deaf_to_signals() -> "Iterator[None]":
    """Let a block come to its end, however often somebody presses Ctrl-C."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in end_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def too_old(version: "tuple[int, ...]") -> str:
    """Say that a Python is too old, or nothing when it is not."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    return (
        f"This is Python {dotted(version[:3])}; the dashboard needs {dotted(OLDEST_PYTHON)} or "
        "newer. Get it from https://www.python.org/downloads/ and run this with it, such as: "
        f"{'py -3.11' if WINDOWS else 'python3.11'} tasks.py run"
    )


def dotted(version: "tuple[int, ...]") -> str:
    """Write a version."""
    return ".".join(str(number) for number in version)


def main(arguments: "list[str]") -> int:
    """Do a task. 0 when it was done, 1 when it failed, 2 on wrong usage."""
    refusal = too_old(sys.version_info[:3])
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    if arguments[:1] in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in TASKS or (rest and name not in TAKES_ARGUMENTS):
        print(USAGE, file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter is no failure
    listen_to_signals()
    try:
        return TASKS[name](rest)
    except TaskFailed as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
