"""A real PostgreSQL for the tests: its own, in a temporary folder, on this machine alone."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from taskrunner import postgres_programs

try:
    import pwd
except ImportError:  # Windows, where PostgreSQL minds no administrator
    pwd = None  # type: ignore[assignment]

PATIENCE = 60.0
_NUMBERS = count(1)


@dataclass
class Server:
    """A running server. Databases of it are made for a test and go with the server."""

    port: int
    password: str
    process: subprocess.Popen[bytes]
    start: Callable[[], subprocess.Popen[bytes]]

    def url(self, database: str, password: str | None = None) -> str:
        secret = self.password if password is None else password
        return f"postgresql://tester:{secret}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make a database and give its address."""
        name = f"words_{next(_NUMBERS)}"
        self.run(f"create database {name}")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run a statement as the owner of the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def crash(self) -> None:
        """End it without a goodbye, as ``pg_ctl stop -m immediate`` does: what it did is redone."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=PATIENCE)

    def start_again(self) -> None:
        """Start it on the same port, with what it held."""
        self.process = self.start()
        assert _answers(self)


@contextmanager
def running_postgres() -> Iterator[Server]:
    """Start a server for as long as the block lasts.

    It fails, saying how to get PostgreSQL, where there is none: a test that is passed over in
    silence says nothing of the product.
    """
    programs = postgres_programs.find_postgres()
    if programs is None:
        raise RuntimeError(postgres_programs.NO_POSTGRES)
    folder = Path(tempfile.mkdtemp(prefix="words-postgres-"))
    try:
        account = _account_for(folder)
        password = secrets.token_hex(16)
        _make_cluster(programs, folder, password, account)
        server = _started(programs, folder, password, account)
        try:
            yield server
        finally:
            _stop(server.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account_for(folder: Path) -> dict[str, Any]:
    """Give the account to run it as: PostgreSQL refuses the administrator's."""
    if pwd is None or os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    chosen = accounts.get("postgres") or accounts["nobody"]
    os.chown(folder, chosen.pw_uid, chosen.pw_gid)
    return {"user": chosen.pw_uid, "group": chosen.pw_gid, "extra_groups": []}


def _make_cluster(programs: Path, folder: Path, password: str, account: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    if account:
        os.chown(secret, account["user"], account["group"])
    secret.chmod(0o600)
    options = ["--username=tester", "--auth=scram-sha-256", f"--pwfile={secret}"]
    options += ["--encoding=UTF8", "--no-locale", "--no-sync", f"--pgdata={folder / 'data'}"]
    done = subprocess.run(
        [str(programs / "initdb"), *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **account,
    )
    assert done.returncode == 0, done.stderr


def _started(programs: Path, folder: Path, password: str, account: dict[str, Any]) -> Server:
    """Start it on a free port; another program may take the port first, so more than once."""
    for _ in range(5):
        port = _free_port()
        asked = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": "",
            "fsync": "off",  # no test cuts the power
            "max_connections": 40,
        }
        start = partial(_start, programs, folder, asked, account)
        server = Server(port, password, start(), start)
        if _answers(server):
            return server
    raise AssertionError((folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])


def _start(
    programs: Path, folder: Path, asked: dict[str, Any], account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    options = [part for key, value in asked.items() for part in ("-c", f"{key}={value}")]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(programs / "postgres"), "-D", str(folder / "data"), *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            **account,
        )


def _answers(server: Server) -> bool:
    """Wait until the server lets us in; say no where it has ended."""
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None:
        try:
            server.run("select 1")
        except psycopg.OperationalError:
            if time.monotonic() > end:
                _stop(server.process)
                return False
            time.sleep(0.05)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server, and wait until it has ended."""
    if os.name != "nt" and process.poll() is None:
        process.send_signal(signal.SIGINT)  # at once, its connections cut
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
    if process.poll() is None:
        process.kill()
    process.wait()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
