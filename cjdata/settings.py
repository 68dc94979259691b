"""Settings, all from the environment, each with a default that suits a laptop."""

from __future__ import annotations

import getpass
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cjdata.errors import CjdataError, Mistake

PROJECT = Path(__file__).resolve().parents[1]

PUBLISHED = "published"
ILLUSTRATIVE = "illustrative"
SETS = (PUBLISHED, ILLUSTRATIVE)

Loading = Literal["local", "signed-in", "on", "off"]
Editing = Literal["local", "signed-in", "off"]

_YES = {"1", "on", "yes", "true"}
_NO = {"0", "off", "no", "false"}

_DOMAIN = r"@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_EDITOR = re.compile(rf"(?:[a-z0-9._'+-]+)?{_DOMAIN}")
"""An e-mail address, or a whole domain: small letters without accents, and one @."""


def home() -> Path:
    """Give the data folder: ``CJDATA_HOME``, or ``data/`` of the project."""
    return Path(os.environ.get("CJDATA_HOME") or PROJECT / "data").resolve()


def current_user() -> str:
    """Give who is at work: ``CJDATA_USER``, or else the name of the account, in one line."""
    try:
        name = os.environ.get("CJDATA_USER", "").strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "someone"
    return " ".join(name.split())


def illustrative_allowed() -> bool:
    """Say whether the illustrative figures may be shown (``CJDATA_ILLUSTRATIVE``, default on)."""
    return _switch("CJDATA_ILLUSTRATIVE", default=True)


def supplied_asked_for() -> bool:
    """Say whether figures supplied to the partnership are to be shown (``CJDATA_SUPPLIED``).

    They are shown by a rule alone: see ``cjdata.supplied_setting``.
    """
    return _switch("CJDATA_SUPPLIED", default=False)


def local_is_under_the_rule() -> bool:
    """Say whether the rule holds for all local evidence (``CJDATA_DISCLOSURE_LOCAL``)."""
    return _switch("CJDATA_DISCLOSURE_LOCAL", default=False)


def loading() -> Loading:
    """Give who may load figures on the page (``CJDATA_LOADING``, default local).

    ``local``: whoever sits at the machine that serves the dashboard. ``signed-in``: editors who
    have signed in. ``on``: whoever can open it. ``off``: nobody; then the command alone loads.
    """
    text = os.environ.get("CJDATA_LOADING", "").strip().lower()
    if text in ("", "local"):
        return "local"
    if text == "signed-in":
        return "signed-in"
    if text in _YES or text in _NO:
        return "on" if text in _YES else "off"
    raise CjdataError(
        Mistake(
            "setting CJDATA_LOADING",
            f"“{text}” does not say who may load figures",
            "Set it to local, signed-in, on or off, or leave it out.",
        )
    )


def editing() -> Editing:
    """Give who may write words and save packs on the page (``CJDATA_EDITING``, default local).

    ``local``: whoever sits at the machine that serves the dashboard, and whoever has signed in
    and is named in ``CJDATA_EDITORS``. ``signed-in``: only the latter. ``off``: nobody.
    """
    text = os.environ.get("CJDATA_EDITING", "").strip().lower()
    if text in ("", "local"):
        return "local"
    if text == "signed-in":
        return "signed-in"
    if text in _NO:
        return "off"
    raise _wrong(
        "CJDATA_EDITING",
        f"“{text}” does not say who may write on the page",
        "Set it to local, signed-in or off, or leave it out.",
    )


def editors() -> frozenset[str]:
    """Give who may edit after signing in (``CJDATA_EDITORS``); by default nobody.

    A comma list of e-mail addresses and of whole domains such as ``@clacks.gov.uk``, given here
    in small letters.
    """
    found = set()
    for entry in os.environ.get("CJDATA_EDITORS", "").split(","):
        text = entry.strip()
        if text and not _is_editor(text):
            raise _wrong(
                "CJDATA_EDITORS",
                f"“{text}” is neither an e-mail address nor a whole domain",
                "Set it to a comma list such as ann@clacks.gov.uk, @falkirk.gov.uk.",
            )
        found.add(text.lower())
    return frozenset(found - {""})


def is_among(email: str, named: frozenset[str]) -> bool:
    """Say whether an e-mail address is one of those named, by itself or by its whole domain.

    Anything but one plain address is not: look-alike letters, two @, a part of a domain.
    """
    if email.startswith("@") or not _is_editor(email):
        return False
    address = email.lower()
    return address in named or address[address.index("@") :] in named


def _is_editor(text: str) -> bool:
    # Asked before letters are made small: some that are not Latin would turn into Latin ones.
    return text.isascii() and _EDITOR.fullmatch(text.lower()) is not None


def public_address() -> str:
    """Give the address under which readers reach a server (``CJDATA_PUBLIC_ADDRESS``).

    Empty, the default, is somebody's own machine, or a server whose name nobody has said. It has
    no slash at its end.
    """
    text = os.environ.get("CJDATA_PUBLIC_ADDRESS", "").strip().rstrip("/")
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_plain = not (parts.query or parts.fragment or "@" in parts.netloc) and parts.port != 0
    except ValueError:
        is_address = is_plain = False
    if not (is_address and is_plain):
        raise _wrong(
            "CJDATA_PUBLIC_ADDRESS",
            f"“{text}” is not the address of a site",
            "Set it to what readers open, such as https://justice.example.gov.uk.",
        )
    return text


def most_connections() -> tuple[int, int]:
    """Give how many readers may be connected at once, in all and from one address.

    ``CJDATA_CONNECTIONS`` (default 200) and ``CJDATA_CONNECTIONS_PER_ADDRESS`` (default 150: a
    whole council may stand behind one address).
    """
    return (
        _whole_number("CJDATA_CONNECTIONS", 200, "how many readers may be connected at once"),
        _whole_number(
            "CJDATA_CONNECTIONS_PER_ADDRESS",
            150,
            "how many readers may be connected from one address",
        ),
    )


def _whole_number(name: str, default: int, what: str) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= 100_000):
        raise _wrong(name, f"“{text}” is not a whole number from 1", f"Set it to {what}.")
    return int(text)


def logs_requests() -> bool:
    """Say whether each request is logged besides the events (``CJDATA_LOG``, default events)."""
    text = os.environ.get("CJDATA_LOG", "").strip().lower() or "events"
    if text not in ("events", "requests"):
        raise _wrong(
            "CJDATA_LOG",
            f"“{text}” does not say what is logged",
            "Set it to events, or to requests for each request besides.",
        )
    return text == "requests"


def upload_limit() -> int:
    """Give the size in MB up to which the page takes a file (``CJDATA_UPLOAD_MB``)."""
    text = os.environ.get("CJDATA_UPLOAD_MB", "").strip() or "50"
    if not text.isdecimal() or int(text) < 1:
        raise CjdataError(
            Mistake(
                "setting CJDATA_UPLOAD_MB",
                f"“{text}” is not a whole number from 1",
                "Set it to the size in MB up to which files are taken, such as 50.",
            )
        )
    return int(text)


def opening_set() -> str:
    """Give the set that a new visit opens on (``CJDATA_OPEN_ON``, default published)."""
    name = os.environ.get("CJDATA_OPEN_ON", PUBLISHED).strip().lower() or PUBLISHED
    if name not in SETS:
        raise CjdataError(
            Mistake(
                "setting CJDATA_OPEN_ON",
                f"“{name}” is not a set of figures",
                f"Set it to {PUBLISHED} or {ILLUSTRATIVE}, or leave it out.",
            )
        )
    return name if name == PUBLISHED or illustrative_allowed() else PUBLISHED


def database_url() -> str | None:
    """Give where the coordinator's words are kept (``CJDATA_DATABASE_URL``).

    None, the default, is a file of the data folder.
    """
    return os.environ.get("CJDATA_DATABASE_URL", "").strip() or None


def duckdb_memory() -> str:
    """Give the memory limit of one DuckDB database (``CJDATA_DUCKDB_MEMORY``)."""
    return os.environ.get("CJDATA_DUCKDB_MEMORY", "512MB")


def duckdb_threads() -> int:
    """Give the number of threads a query may use (``CJDATA_DUCKDB_THREADS``)."""
    text = os.environ.get("CJDATA_DUCKDB_THREADS", "2")
    if not text.isdigit() or int(text) < 1:
        raise CjdataError(
            Mistake(
                "setting CJDATA_DUCKDB_THREADS",
                f"“{text}” is not a whole number from 1",
                "Set it to the number of threads that a query may use, such as 2.",
            )
        )
    return int(text)


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """Which counts are hidden of figures that are not published, as agreed with their owner.

    Attributes
    ----------
    threshold
        Counts from 1 up to this are hidden.
    hides_zeros
        Whether nil is hidden too, because it would itself say something of people.
    agreed
        The day on which the owner of the figures agreed.
    """

    threshold: int
    hides_zeros: bool = False
    agreed: date | None = None

    def is_small(self, count: int) -> bool:
        """Whether a count is hidden for its own sake."""
        return 1 <= count <= self.threshold or (count == 0 and self.hides_zeros)


def disclosure_rule() -> DisclosureRule | None:
    """Give the rule for figures that are not published; None, the default, where none is agreed.

    It is set with ``CJDATA_DISCLOSURE_THRESHOLD`` (a whole number from 1),
    ``CJDATA_DISCLOSURE_ZEROS`` (show or hide) and ``CJDATA_DISCLOSURE_AGREED`` (a day). Figures
    that are published already are shown as published, whatever the rule.
    """
    text = os.environ.get("CJDATA_DISCLOSURE_THRESHOLD", "").strip().lower()
    if text in ("", "off"):
        return None
    if not text.isdecimal() or int(text) < 1:
        raise _wrong(
            "CJDATA_DISCLOSURE_THRESHOLD",
            f"“{text}” is not a whole number from 1",
            "Set it to the highest count to hide, such as 4, or to off.",
        )
    zeros = os.environ.get("CJDATA_DISCLOSURE_ZEROS", "show").strip().lower() or "show"
    if zeros not in ("show", "hide"):
        raise _wrong(
            "CJDATA_DISCLOSURE_ZEROS",
            f"“{zeros}” is neither show nor hide",
            "Set it to show or hide.",
        )
    return DisclosureRule(int(text), zeros == "hide", _day("CJDATA_DISCLOSURE_AGREED"))


def _day(name: str) -> date:
    text = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _wrong(
            name,
            f"“{text}” is not a day",
            "Set it to the day on which the owner of the figures agreed, such as 2026-11-22.",
        ) from error


def _wrong(name: str, what: str, fix: str) -> CjdataError:
    return CjdataError(Mistake(f"setting {name}", what, fix))


def _switch(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CjdataError(
        Mistake(f"setting {name}", f"“{text}” is neither on nor off", "Set it to on or off.")
    )
