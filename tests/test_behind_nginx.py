"""The server guide, followed: a real nginx with TLS before two processes, and strangers at it.

What a stranger can send is everything but the key of the machine. ``deploy/nginx.conf`` is used as
it is printed, but for the name, the ports and the certificate.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from project_files import PROJECT
from served_pages import PATIENCE, TRUSTING, dashboard, free_port, is_taken, page, wait_for
from websockets.exceptions import InvalidStatus

from cjdata.guard import machine_key
from cjdata.wording import loading
from taskrunner.programs import child

pytestmark = pytest.mark.long

NAME = "justice.example.gov.uk"
CONF = PROJECT / "deploy" / "nginx.conf"
NO_NGINX = (
    "These tests need nginx, and none was found. Install it (on Debian: apt-get install "
    "nginx-light), or set NGINX to its path, then try again."
)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for the name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "justice.pem", folder / "justice.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


@contextmanager
def nginx(folder: Path, listens: int, *behind: int) -> Iterator[None]:
    """Run nginx with the configuration of the guide, on ports that are free here."""
    program = os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        pytest.fail(NO_NGINX)
    pem, key = certificate(folder)
    text = CONF.read_text(encoding="utf-8")
    for old, new in {
        "server 127.0.0.1:8501": f"server 127.0.0.1:{behind[0]}",
        "server 127.0.0.1:8502": f"server 127.0.0.1:{behind[-1]}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{listens} ssl;",
        "/etc/ssl/certs/justice.pem": str(pem),
        "/etc/ssl/private/justice.key": str(key),
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    whole = folder / "nginx.conf"
    places = "".join(
        f"{name}_temp_path {folder / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off; pid {folder / 'nginx.pid'}; error_log {folder / 'error.log'};\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{text}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(whole), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with child(command, {}, subprocess.DEVNULL):
        wait_for(lambda: is_taken(listens))
        yield


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Ask nginx for an address over TLS."""
    asked = urllib.request.Request(
        f"https://127.0.0.1:{port}/{path}", headers={"Host": NAME, **headers}
    )
    try:
        with urllib.request.urlopen(asked, context=TRUSTING, timeout=PATIENCE) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


MAY_LOAD = loading.TEXTS.drop_label.encode()


def strangers(port: int) -> list[dict[str, str]]:
    """What strangers sent in the attack, and what else they might."""
    found = []
    for host in ("localhost", f"localhost:{port}", "127.0.0.1", f"127.0.0.1:{port}", "[::1]", NAME):
        for origin in (f"http://{host}", f"https://{host}"):
            found.append({"Host": host, "Origin": origin})
            found.append({"Host": host, "Origin": origin, "X-Forwarded-For": "127.0.0.1"})
            found.append({"Host": host, "Origin": origin, "Forwarded": "for=127.0.0.1"})
            found.append({"Host": host, "Origin": origin, "Cookie": f"{machine_key.COOKIE}=x.y"})
    return found


def drawn(url: str, stranger: Mapping[str, str]) -> bytes:
    """Give what a stranger got; nothing where the door stayed shut."""
    try:
        return page(url, "add-data", stranger)
    except InvalidStatus:
        return b""


def test_the_guide_followed_serves_readers_lets_no_stranger_write_and_survives_a_restart(
    data_folder: Path, tmp_path: Path
) -> None:
    one, other, port = free_port(), free_port(), free_port()
    settings = {
        "CJDATA_PUBLIC_ADDRESS": f"https://{NAME}",
        "CJDATA_ILLUSTRATIVE": "off",
        "CJDATA_LOADING": "local",
        "CJDATA_EDITING": "local",
    }
    with ExitStack() as running:
        logs = {one: tmp_path / "1.log", other: tmp_path / "2.log"}
        serving = {
            at: running.enter_context(dashboard(data_folder, log, at, **settings))
            for at, log in logs.items()
        }
        running.enter_context(nginx(tmp_path, port, one, other))
        reader = {"Host": NAME, "Origin": f"https://{NAME}"}
        url = f"wss://127.0.0.1:{port}"

        status, headers, body = get(port, "")
        assert (status, b"<html" in body) == (200, True)
        assert headers["strict-transport-security"]
        assert "script-src 'self'" in headers["content-security-policy"]
        assert json.loads(get(port, "healthz")[2])["status"] == "ok"
        assert get(port, "_stcore/metrics")[0] == 404
        assert get(port, "x?" + "a" * 9000)[0] in (414, 400)
        assert get(port, "", Host="evil.example")[0] == 421
        assert b"Bail supervision" in page(url, "bail", reader)

        got = [drawn(url, stranger) for stranger in strangers(one)]
        assert any(got)
        assert [stranger for stranger in got if MAY_LOAD in stranger] == []

        # Either process can go: nginx leads readers to the other, and back once it is there again.
        for at, log in logs.items():
            serving[at].terminate()
            wait_for(lambda at=at: not is_taken(at))  # type: ignore[misc]
            assert b"Bail supervision" in page(url, "bail", reader)
            running.enter_context(dashboard(data_folder, log, at, **settings))
            assert b"Bail supervision" in page(url, "bail", reader)
    events = [json.loads(line) for log in logs.values() for line in _lines(log)]
    assert {event["event"] for event in events} >= {"started", "refused", "stopped"}


def test_also_without_its_public_address_no_stranger_behind_a_proxy_writes(
    data_folder: Path, tmp_path: Path
) -> None:
    one, port = free_port(), free_port()
    with (
        dashboard(data_folder, tmp_path / "1.log", one, CJDATA_LOADING="local"),
        nginx(tmp_path, port, one),
    ):
        got = [drawn(f"wss://127.0.0.1:{port}", stranger) for stranger in strangers(one)]
        assert any(got)
        assert [answer for answer in got if MAY_LOAD in answer] == []
        # Somebody who sits there and has opened the link with its key is let in, as a control.
        shown = machine_key.pass_until(time.time() + 60, machine_key.key_of(data_folder))
        here = {"Host": f"localhost:{one}", "Origin": f"http://localhost:{one}"}
        seen = page(
            f"ws://127.0.0.1:{one}", "add-data", {**here, "Cookie": f"{machine_key.COOKIE}={shown}"}
        )
        assert MAY_LOAD in seen


def _lines(log: Path) -> list[str]:
    text = log.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("{")]
