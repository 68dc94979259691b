"""The key of this machine: whoever can read it sits at the machine, as nobody behind a proxy can.

A connection, a host name and every header can be those of a proxy on the machine, which passes
on what a stranger sends. So the server keeps a key in a file that only its own account can read,
prints a link with it where it was started, and whoever opens that link gets a pass for a working
day: a cookie signed with the key.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from pathlib import Path

from cjdata.guard.secret_file import secret_of

KEY_FILE = "machine.key"
COOKIE = "cjdata_at_this_machine"
"""The name of the cookie that holds a pass."""
COUNTS_FOR = 12 * 60 * 60
"""In seconds: a working day."""


def key_of(folder: Path) -> str:
    """Give the key that is kept in a data folder; it is made when there is none that counts.

    Raises
    ------
    OSError
        When it can neither be read nor written.
    """
    return secret_of(folder / KEY_FILE, must_be_own=True)


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
