"""The key of this machine: whoever can read it sits at the machine, as nobody behind a proxy can.

A connection, a host name and every header can be those of a proxy on the machine, which passes
on what a stranger sends. So the server keeps a key in a file that only its own account can read,
prints a link with it where it was started, and whoever opens that link gets a pass for a working
day: a cookie signed with the key.
"""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

KEY_FILE = "machine.key"
COOKIE = "cjdata_at_this_machine"
"""The name of the cookie that holds a pass."""
COUNTS_FOR = 12 * 60 * 60
"""In seconds: a working day."""
_BYTES = 24


def key_of(folder: Path) -> str:
    """Give the key that is kept in a data folder; it is made when there is none.

    Raises
    ------
    OSError
        When it can neither be read nor written.
    """
    path = folder / KEY_FILE
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        found = None
    if found is not None and found.isascii() and len(found) >= _BYTES:
        return found.decode("ascii")
    if found is not None:
        path.unlink(missing_ok=True)  # emptied or damaged
    made = secrets.token_urlsafe(_BYTES)
    beside = path.with_name(f"{KEY_FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    try:
        path.hardlink_to(beside)  # whole or not at all: the first of several processes wins
    except FileExistsError:
        return key_of(folder)
    except OSError:  # a file system without links
        beside.replace(path)
        return made
    finally:
        beside.unlink(missing_ok=True)
    return made


def is_key(text: str, key: str) -> bool:
    """Say whether a text is the key."""
    return _is_same(text, key)


def pass_until(end: float, key: str) -> str:
    """Give a pass that counts until a moment, in seconds of the clock."""
    text = str(int(end))
    return f"{text}.{_signed(text, key)}"


def is_pass(text: str, key: str, now: float) -> bool:
    """Say whether a text is a pass that still counts."""
    end, _, signature = text.partition(".")
    if not (end.isascii() and end.isdigit() and len(end) <= len("9999999999")):
        return False
    return _is_same(signature, _signed(end, key)) and now <= int(end) <= now + COUNTS_FOR


def _signed(text: str, key: str) -> str:
    return hmac.new(key.encode(), f"at this machine until {text}".encode(), sha256).hexdigest()


def _is_same(text: str, secret: str) -> bool:
    return text.isascii() and hmac.compare_digest(text.encode("ascii"), secret.encode("ascii"))
