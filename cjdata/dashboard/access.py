"""Who may load figures on the page: whoever the setting lets, judged anew at every click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from cjdata import settings
from cjdata.settings import Loading

_NAMES = ("localhost", "127.0.0.1", "::1")
_OF_PROXIES = (
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
)
"""Headers that a proxy adds, besides those that begin with ``x-forwarded``."""


@dataclass(frozen=True)
class Caller:
    """Who asks: the address of the connection, None for this machine, and the headers."""

    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def may_load(rule: Loading, caller: Caller) -> bool:
    """Say whether somebody may load figures."""
    return rule == "on" or (rule == "local" and is_at_this_machine(caller))


def is_at_this_machine(caller: Caller) -> bool:
    """Say whether somebody sits at the machine that serves the dashboard.

    The connection alone does not tell: through a proxy on the machine, every reader's comes
    from it. So the browser must have been given a local address, and no proxy may have said
    a word.
    """
    headers = {name.lower(): text for name, text in caller.headers.items()}
    origin = headers.get("origin", "")
    return (
        _is_loopback(caller.address)
        and _names_this_machine(f"//{headers.get('host', '')}")
        and origin.startswith(("http://", "https://"))
        and _names_this_machine(origin)
        and not any(name in _OF_PROXIES or name.startswith("x-forwarded") for name in headers)
    )


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)


def _names_this_machine(url: str) -> bool:
    try:
        return urlsplit(url).hostname in _NAMES
    except ValueError:
        return False


def caller() -> Caller:
    """Give who the page is being drawn for."""
    return Caller(st.context.ip_address, st.context.headers.to_dict())


def is_allowed() -> bool:
    """Say whether the reader may load figures.

    Raises
    ------
    CjdataError
        When the setting makes no sense.
    """
    return may_load(settings.loading(), caller())
