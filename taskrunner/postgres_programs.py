"""PostgreSQL's programs for the tests: found, or got where there are none."""

import os
import shutil
from pathlib import Path

from taskrunner.programs import WINDOWS, captured
from taskrunner.said import TaskFailed, say, tail

NO_POSTGRES = (
    "The tests of the words' database need the programs of PostgreSQL (initdb and postgres), and "
    "none were found. Install it (https://www.postgresql.org/download/, or on Debian: apt-get "
    "install postgresql), or set POSTGRES_BIN to the folder of its programs, then try again."
)


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
