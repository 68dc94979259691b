"""The environment in ``.venv``: made where it is not whole, its packages kept up to date."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from taskrunner.programs import PROJECT, VENV, WINDOWS, captured, python_of
from taskrunner.said import Progress, TaskFailed, tail

OLDEST_PYTHON = (3, 11)


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
    command.append("--require-hashes")  # what was reviewed, and nothing else
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
