"""Dashboards in processes of their own, and pages drawn over a bare connection."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from taskrunner.programs import child
from taskrunner.said import log_tail
from taskrunner.server import is_healthy

PATIENCE = 120.0
"""Seconds until something that should have come is missed, on a machine that is busy as well."""

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(holds: Callable[[], bool], what: str = "This") -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} has not come about."
        time.sleep(0.05)


def is_taken(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def dashboard(
    home: Path, log: Path, port: int, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a data folder as the unit of systemd does, from when it draws pages on.

    The port is taken long before the first answer, and a server that answers has drawn nothing
    yet: whoever comes then would wait for what it reads first.
    """
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port)]
    environment = {"CJDATA_HOME": str(home), **settings}

    def answers() -> bool:
        assert process.poll() is None, f"The server has ended. {log_tail(log)}"
        return is_healthy(f"http://127.0.0.1:{port}")

    with log.open("ab") as output, child(command, environment, output) as process:
        wait_for(answers, "The first answer of the server")
        here = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
        page(f"ws://127.0.0.1:{port}", "data-notes", here)
        yield process


def page(url: str, path: str, headers: Mapping[str, str], query: str = "") -> bytes:
    """Draw a page over a connection with just these headers; give all that came."""
    named = dict(headers)
    host, origin = named.pop("Host"), named.pop("Origin", None)
    parts = urlsplit(url)
    with connect(
        f"{parts.scheme}://{host}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", parts.port or 0), PATIENCE),
        ssl=TRUSTING if parts.scheme == "wss" else None,
        origin=origin,  # type: ignore[arg-type]
        additional_headers=named,
        subprotocols=[Subprotocol("streamlit")],
        open_timeout=PATIENCE,
        max_size=None,
    ) as talk:
        asked = ClientState(page_name=path, query_string=query)
        talk.send(BackMsg(rerun_script=asked).SerializeToString())
        came = b""
        while True:
            data = talk.recv(timeout=PATIENCE, decode=False)
            came += data
            message = ForwardMsg()
            message.ParseFromString(data)
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY and (
                message.WhichOneof("type") == "script_finished"
            ):
                return came
