"""What stands at the front door, in the order in which a request meets it."""

from __future__ import annotations

from starlette.middleware import Middleware

from cjdata.dashboard.sign_in import serving
from cjdata.door.machine_link import MachineLink
from cjdata.door.own_names import OwnNames


def middleware() -> list[Middleware]:
    """Give what a request meets before Streamlit does.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    place = serving.place()
    return [
        Middleware(OwnNames, place=place),
        Middleware(MachineLink, place=place, key=serving.key() if place.is_own_machine else None),
    ]
