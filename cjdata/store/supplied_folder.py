"""Where figures that were supplied privately are kept: apart from all else, for one account alone.

::

    supplied/               mode 0700; a .gitignore of its own keeps it out of any repository
        key                 the secret with which all is hashed that comes from these figures
        loads/<id>/         the loads, as those in ``published/loads``: ``cjdata.store.loads``
        answers.toml        what was answered to questions about their files
        told.csv            what was shown of them and what was not: ``cjdata.hiding``

Whoever knows a hash of a few small counts finds them in as many guesses as there are counts. So
the ids of such loads, and of snapshots that hold their figures, are made with the key.
"""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from pathlib import Path

from cjdata.guard.secret_file import secret_of
from cjdata.store.durable_writes import sync_folder, write_durably

FOLDER, KEY = "supplied", "key"
IN_WORDS = "figures supplied to the partnership"
"""What a history says in place of the names of files, which may themselves say too much."""
_ALL_OF_IT = b"# What was supplied privately belongs in no repository.\n*\n"


def supplied_folder(home: Path) -> Path:
    """Give the folder, whether it is there or not."""
    return home / FOLDER


def make_private_folder(folder: Path) -> None:
    """Make a folder that no other account can open and no repository takes in.

    Raises
    ------
    OSError
        When it can be neither made nor closed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "nt" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists() or ignore.read_bytes() != _ALL_OF_IT:  # half-written by one killed
        write_durably(ignore, _ALL_OF_IT)
    if os.name != "nt" and ignore.stat().st_mode & 0o077:
        close_to_others(ignore)


def close_to_others(path: Path) -> None:
    """Let only the own account read a file, or a folder with all the files in it."""
    if path.is_dir():
        path.chmod(0o700)
        for file in path.iterdir():
            file.chmod(0o700 if file.is_dir() else 0o600)
    else:
        path.chmod(0o600)


def key_of_supplied(home: Path) -> bytes:
    """Give the key of a data folder; it is made when there is none.

    Raises
    ------
    OSError
        When it can neither be read nor written.
    """
    folder = supplied_folder(home)
    make_private_folder(folder)
    is_new = not (folder / KEY).exists()
    key = secret_of(folder / KEY).encode()
    if is_new:
        sync_folder(folder)
    return key


def key_beside(folder: Path) -> bytes:
    """Give the key in the folder above a folder of loads; none where those are for everybody."""
    try:
        return (folder.parent / KEY).read_bytes()
    except FileNotFoundError:
        return b""


def digest(text: str, key: bytes) -> str:
    """Hash a text, with a key so that nobody without it can try texts out."""
    content = text.encode()
    made = hmac.new(key, content, sha256) if key else sha256(content)
    return made.hexdigest()[:12]
