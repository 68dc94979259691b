"""Where this server listens, as Streamlit was told, and the key of the machine that it runs on."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import streamlit as st

from cjdata import settings
from cjdata.dashboard.sign_in import openid
from cjdata.guard import machine_key
from cjdata.guard.server_place import ServerPlace, is_local_name

_OF_SERVERS = ("server.baseUrlPath", "server.sslCertFile", "server.trustedUserHeaders")
"""Settings of Streamlit that nobody needs on a machine of their own."""


def place() -> ServerPlace:
    """Give where this server listens.

    Raises
    ------
    CjdataError
        When the setting of the public address makes no sense.
    """
    return ServerPlace(
        bind=st.get_option("server.address") or "",
        port=int(st.get_option("server.port")),
        public=settings.public_address(),
        is_published=any(st.get_option(name) for name in _OF_SERVERS) or _signs_in_elsewhere(),
    )


def _signs_in_elsewhere() -> bool:
    try:
        name = urlsplit(openid.comes_back_to()).hostname
    except ValueError:
        return True
    return name is not None and not is_local_name(name)


def key() -> str | None:
    """Give the key of the machine; None where it can be neither read nor written."""
    try:
        return machine_key.key_of(settings.home())
    except OSError:
        return None


def has_pass() -> bool:
    """Say whether the browser holds a pass of this machine that still counts."""
    shown = st.context.cookies.to_dict().get(machine_key.COOKIE)
    if not isinstance(shown, str):
        return False
    found = key()
    return found is not None and machine_key.is_pass(shown, found, time.time())
