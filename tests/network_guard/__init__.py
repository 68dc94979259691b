"""Lets nothing leave the machine: a connection to anywhere but here fails, and is remembered.

``sitecustomize`` beside this brings the guard into the programs that tests and bench start.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LOG = "NETWORK_GUARD_LOG"
"""The setting that names the file into which a guarded program writes what it tried."""

tried: list[str] = []
"""What was tried, by whoever was guarded in this process."""
_HERE = ("localhost", "localhost.localdomain", "")


class LeavesTheMachine(AssertionError):
    """Something asks the network."""


def is_here(host: object) -> bool:
    """Whether a host is this machine; a name that is none of its own is not."""
    text = host.decode(errors="replace") if isinstance(host, bytes) else host
    if text is None or text in _HERE or text == socket.gethostname():
        return True
    try:
        address = ip_address(str(text).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    elif event == "socket.getnameinfo":
        host = arguments[0][0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]  # of what is connected already, none
        if not isinstance(address, tuple) or arguments[0].family == getattr(socket, "AF_UNIX", -1):
            return
        host = address[0]
    else:
        return
    if not is_here(host):
        said = f"{event} {host}"
        tried.append(said)
        if log := os.environ.get(LOG):
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{said}\n")
        raise LeavesTheMachine(f"A connection that leaves the machine was tried: {said}")


def guard() -> None:
    """Guard this process from now on, once."""
    if not getattr(sys, "_network_guarded", False):
        sys._network_guarded = True  # type: ignore[attr-defined]
        sys.addaudithook(_hear)


def guard_with_children() -> None:
    """Guard this process, and every Python that it starts from now on.

    Each process that asks for this hears its own programs alone: of several that run tests at once,
    none takes what is told to another.
    """
    guard()
    if LOG in os.environ:
        folder = Path(os.environ[LOG]).parent
    else:
        folder = Path(tempfile.mkdtemp(prefix="network-guard-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        paths = [str(FOLDER), os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    log = folder / f"{os.getpid()}.txt"
    log.touch()
    os.environ[LOG] = str(log)


def take_tried() -> list[str]:
    """Give what was tried here and by the programs started, and forget it."""
    log = Path(os.environ[LOG])
    found = [*tried, *(log.read_text(encoding="utf-8").splitlines() if log.stat().st_size else ())]
    tried.clear()
    if found:
        log.write_text("", encoding="utf-8")
    return list(dict.fromkeys(found))
