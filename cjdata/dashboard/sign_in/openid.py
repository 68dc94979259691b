"""Sign-in with OpenID Connect as Streamlit offers it: what is set up, and who is in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum, auto
from importlib.util import find_spec
from typing import Any

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

_SHARED = ("redirect_uri", "cookie_secret")
_OF_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
_CALLBACK = "/oauth2callback"
_SECRET_LENGTH = 32
"""In characters. Whoever guesses the secret can make a cookie that says who they are."""


class SignInSetup(Enum):
    """How far sign-in is set up."""

    NONE = auto()
    IN_PART = auto()
    WHOLE = auto()


def setup() -> SignInSetup:
    """Say how far sign-in is set up."""
    section = _section()
    if not section:
        return SignInSetup.NONE
    installed = all(find_spec(name) for name in ("authlib", "httpx"))
    return SignInSetup.WHOLE if installed and is_complete(section) else SignInSetup.IN_PART


def is_complete(section: Mapping[str, Any]) -> bool:
    """Say whether a section ``[auth]`` holds all that sign-in needs."""
    name = provider_of(section)
    provider = section if name is None else section[name]
    return (
        all(_is_filled(section, key) for key in _SHARED)
        and all(_is_filled(provider, key) for key in _OF_PROVIDER)
        and section["redirect_uri"].endswith(_CALLBACK)
        and len(section["cookie_secret"]) >= _SECRET_LENGTH
    )


def provider_of(section: Mapping[str, Any]) -> str | None:
    """Give the name of the provider, such as entra in ``[auth.entra]``; None where it has none."""
    if "client_id" in section:
        return None
    named = [key for key, value in section.items() if isinstance(value, Mapping)]
    return next((key for key in named if "client_id" in section[key]), None)


def claims() -> dict[str, Any]:
    """Give what the provider says of whoever has signed in; nothing where nobody has."""
    return dict(st.user.to_dict()) if setup() is SignInSetup.WHOLE else {}


def claims_in(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Give what the provider said of whoever holds these cookies; nothing where none is sound.

    It is what ``claims`` gives on a page, for a request that is answered before any page.
    """
    if setup() is not SignInSetup.WHOLE:
        return {}

    def sound(name: str) -> bytes | None:
        # Cookies are bytes, which came as latin-1: so Streamlit takes them as well.
        given = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(get_cookie_secret(), name, given)

    try:
        said = json.loads(get_cookie_with_chunks(sound, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def log_in() -> None:
    """Send the reader to the provider."""
    st.login(provider_of(_section()))


def comes_back_to() -> str:
    """Give the address that sign-in comes back to; empty where none is set up."""
    address = _section().get("redirect_uri")
    return address if isinstance(address, str) else ""


def _section() -> Mapping[str, Any]:
    try:
        # Asking for a secret where there is no file of secrets is an error.
        found = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, Mapping) else {}


def _is_filled(section: Mapping[str, Any], key: str) -> bool:
    value = section.get(key)
    return isinstance(value, str) and bool(value.strip())
