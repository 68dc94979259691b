"""Who has signed in, for how long that counts, and how it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cjdata import events
from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import openid
from cjdata.errors import CjdataError

_COUNTS_FOR = 12 * 60 * 60
_CLOCKS_DIFFER = 5 * 60
"""In seconds."""
_LONGEST_NAME = 100


@dataclass(frozen=True)
class User:
    """Somebody who has signed in. ``email`` is empty where the provider does not vouch for it."""

    name: str
    email: str = ""


def user_of(claims: Mapping[str, Any], now: float) -> User | None:
    """Give who has signed in, from what the provider says; None where nobody has.

    Streamlit remembers a sign-in for 30 days. Here it counts for the length of a working day, so
    that whoever has left an organisation does not go on writing.
    """
    if claims.get("is_logged_in") is not True or not _is_recent(claims.get("iat"), now):
        return None
    email = claims.get("email")
    vouched = isinstance(email, str) and claims.get("email_verified", True) in (True, "true")
    address = str(email) if vouched else ""
    return User(_name_of(claims) or address or "someone", address)


def _is_recent(signed_in: object, now: float) -> bool:
    if not isinstance(signed_in, int | float):
        return False
    return -_CLOCKS_DIFFER <= now - signed_in <= _COUNTS_FOR


def _name_of(claims: Mapping[str, Any]) -> str:
    name = claims.get("name")
    text = "".join(c if c.isprintable() else " " for c in name) if isinstance(name, str) else ""
    return " ".join(text.split())[:_LONGEST_NAME]


def signed_in_user() -> User | None:
    """Give who has signed in; None where nobody has, or the sign-in was ended.

    Raises
    ------
    WordsError
        When the database that keeps which were ended refuses.
    """
    claims = openid.claims()
    user = user_of(claims, time.time())
    if user is None:
        return None
    words = open_words_store.words_if_any()
    has_ended = words is not None and words.ended_sign_ins.has_ended(mark_of(claims))
    return None if has_ended else user


def end_sign_in(claims: Mapping[str, Any]) -> None:
    """End a sign-in for good: a cookie that is kept opens nothing any more.

    Where the database that keeps it refuses, that is recorded: the browser is signed out all the
    same.
    """
    if user_of(claims, time.time()) is None:
        return
    try:
        open_words_store.words().ended_sign_ins.end(mark_of(claims))
    except CjdataError as error:
        events.record("sign-out not kept", why=str(error.findings[0]))


def mark_of(claims: Mapping[str, Any]) -> str:
    """Give what tells one sign-in from all others, and names nobody."""
    said = [str(claims.get(name, "")) for name in ("iss", "sub", "email", "iat")]
    return sha256(json.dumps(said).encode()).hexdigest()
