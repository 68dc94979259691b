"""The dashboard, served: its figures built, its pages shown to answer, until it is stopped."""

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from taskrunner.environment import prepare
from taskrunner.programs import PROJECT, VENV, WINDOWS, call, child, python_of, wait
from taskrunner.said import Progress, TaskFailed, log_tail, say

DEFAULT_PORT = 8501
PATIENCE = 120  # seconds until a new server's pages must have answered
# A page without and one with its own path are two ways in; the others compile other charts.
WARM_UP = ("/", "/diversion", "/compare-areas", "/area-profile")


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


def build(progress: Progress) -> None:
    """Build the figures that the dashboard shows."""
    progress.step("Building the figures …")
    if call(["-m", "cjdata", "build"]):
        raise TaskFailed("The figures could not be built: the lines above say why.")


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
