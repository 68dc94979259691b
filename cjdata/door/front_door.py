"""What stands at the front door, in the order in which a request meets it."""

from __future__ import annotations

from starlette.middleware import Middleware

from cjdata import settings
from cjdata.dashboard import html
from cjdata.dashboard.pack import keyboard_focus
from cjdata.dashboard.sign_in import serving
from cjdata.door.cookies import ShortCookies
from cjdata.door.limits import Limits, Most
from cjdata.door.machine_link import MachineLink
from cjdata.door.own_names import OwnNames
from cjdata.door.security_headers import SecurityHeaders, content_policy, streamlit_page
from cjdata.guard.upload_rights import OF_THIS_PROCESS


def middleware() -> list[Middleware]:
    """Give what a request meets before Streamlit does.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    place = serving.place()
    is_behind_tls = place.public.startswith("https:")
    return [
        Middleware(SecurityHeaders, policy=_policy(), is_behind_tls=is_behind_tls),
        Middleware(ShortCookies, is_behind_tls=is_behind_tls),
        Middleware(OwnNames, place=place),
        Middleware(Limits, most=Most(*settings.most_connections()), rights=OF_THIS_PROCESS),
        Middleware(MachineLink, place=place, key=serving.key() if place.is_own_machine else None),
    ]


def _policy() -> str:
    """Give the content security policy: it names every script that a page of ours holds."""
    return content_policy([streamlit_page(), html.TO_THE_PLACE, keyboard_focus.SCRIPT])
