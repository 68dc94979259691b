"""What stands at the front door, in the order in which a request meets it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware

from cjdata import events, settings
from cjdata.dashboard import html
from cjdata.dashboard.pack import keyboard_focus
from cjdata.dashboard.sign_in import serving
from cjdata.door import health, script_error
from cjdata.door.cookies import ShortCookies
from cjdata.door.limits import Limits, Most
from cjdata.door.machine_link import MachineLink
from cjdata.door.own_names import OwnNames
from cjdata.door.request_log import RequestLog
from cjdata.door.security_headers import SecurityHeaders, content_policy, streamlit_page
from cjdata.door.sign_out import SignOut
from cjdata.guard.upload_rights import OF_THIS_PROCESS
from cjdata.own_version import own_version


def opening() -> dict[str, Any]:
    """Give how Streamlit is opened: what ``streamlit.starlette.App`` takes besides the script.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    return {
        "middleware": _middleware(),
        "routes": health.routes(),
        "lifespan": _while_serving,
        "on_script_error": script_error.show,
    }


def _middleware() -> list[Middleware]:
    """Give what a request meets before Streamlit does."""
    place = serving.place()
    is_behind_tls = place.public.startswith("https:")
    key = serving.key() if place.is_own_machine else None
    return [
        *([Middleware(RequestLog)] if settings.logs_requests() else []),
        Middleware(SecurityHeaders, policy=_policy(), is_behind_tls=is_behind_tls),
        Middleware(ShortCookies, is_behind_tls=is_behind_tls),
        Middleware(OwnNames, place=place),
        Middleware(Limits, most=Most(*settings.most_connections()), rights=OF_THIS_PROCESS),
        Middleware(MachineLink, place=place, key=key),
        Middleware(SignOut),
    ]


def _policy() -> str:
    """Give the content security policy: it names every script that a page of ours holds."""
    return content_policy([streamlit_page(), html.TO_THE_PLACE, keyboard_focus.SCRIPT])


@asynccontextmanager
async def _while_serving(_: object) -> AsyncIterator[None]:
    events.start()
    events.record("started", version=own_version())
    yield
    events.record("stopped")
