"""Who may load figures and write words on the page: judged anew at every click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from ipaddress import ip_address

import streamlit as st

from cjdata import settings
from cjdata.dashboard.sign_in import openid, serving
from cjdata.dashboard.sign_in.openid import SignInSetup
from cjdata.dashboard.sign_in.signed_in import User, signed_in_user
from cjdata.errors import CjdataError
from cjdata.guard.server_place import ServerPlace
from cjdata.narrative import WordsError
from cjdata.settings import Editing, Loading

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
    """Who asks: the address of the connection, None for this machine, and the headers.

    Attributes
    ----------
    place
        Where the server listens; None where nothing is known of it, and then nobody sits there.
    has_pass
        Whether the browser has shown the key of the machine within this working day.
    account
        The name that whoever sits at this machine goes by.
    """

    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    place: ServerPlace | None = None
    has_pass: bool = False
    account: str = "someone"


def may_load(rule: Loading, caller: Caller, *, is_editor: bool = False) -> bool:
    """Say whether somebody may load figures. An editor here is one who has signed in."""
    return (
        rule == "on"
        or (rule == "local" and is_at_this_machine(caller))
        or (rule == "signed-in" and is_editor)
    )


def is_at_this_machine(caller: Caller) -> bool:
    """Say whether somebody sits at the machine that serves the dashboard.

    What comes with a connection does not tell: through a proxy on the machine every reader's
    comes from it, with the headers that the reader chose. So this must be plainly somebody's own
    machine, and the browser must have shown its key, which only its account can read. That the
    address was a local one, and that no proxy said a word, is asked besides.
    """
    return caller.has_pass and could_be_at_this_machine(caller)


def could_be_at_this_machine(caller: Caller) -> bool:
    """Say whether all but the pass is as it is for somebody at the machine."""
    headers = {name.lower(): text for name, text in caller.headers.items()}
    place = caller.place
    return (
        place is not None
        and place.is_own_machine
        and _is_loopback(caller.address)
        and place.is_opened_here(headers.get("host", ""), headers.get("origin", ""))
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


def caller() -> Caller:
    """Give who the page is being drawn for.

    Raises
    ------
    CjdataError
        When the setting of the public address makes no sense.
    """
    return Caller(
        st.context.ip_address,
        st.context.headers.to_dict(),
        serving.place(),
        serving.has_pass(),
        settings.current_user(),
    )


def is_allowed() -> bool:
    """Say whether the reader may load figures.

    Raises
    ------
    CjdataError
        When the setting makes no sense.
    """
    rule = settings.loading()
    signed_in = rule == "signed-in" and _signed_in_editor() is not None
    return may_load(rule, caller(), is_editor=signed_in)


def may_be_offered_loading() -> bool:
    """Say whether a page of figures leads the reader to loading; where it cannot be told, not.

    Such a page is drawn also while the database that knows of ended sign-ins is away.

    Raises
    ------
    CjdataError
        When the setting makes no sense.
    """
    try:
        return is_allowed()
    except WordsError:
        return False


@dataclass(frozen=True)
class Editor:
    """Somebody who may write words and save packs. ``name`` goes into the history."""

    name: str
    is_signed_in: bool = False


class WritingRight(Enum):
    """How a reader stands towards writing on the page."""

    AT_THE_MACHINE = auto()
    SIGNED_IN = auto()
    NOT_NAMED = auto()
    SIGNED_OUT = auto()
    KEY_NOT_SHOWN = auto()
    NOT_SET_UP = auto()
    SET_UP_IN_PART = auto()
    SWITCHED_OFF = auto()


@dataclass(frozen=True)
class SignIn:
    """Whether sign-in is set up, who is signed in, and whether they may edit."""

    standing: WritingRight
    user: User | None = None


def who_edits(
    rule: Editing, caller: Caller, user: User | None, editors: frozenset[str]
) -> Editor | None:
    """Say who may edit: who has signed in and is named, or who sits at the machine."""
    if rule == "off":
        return None
    if user is not None and settings.is_among(user.email, editors):
        return Editor(user.name, is_signed_in=True)
    if rule == "signed-in":
        return None
    return Editor(caller.account) if is_at_this_machine(caller) else None


def standing_of(
    rule: Editing, caller: Caller, user: User | None, editors: frozenset[str], setup: SignInSetup
) -> WritingRight:
    """Say how a reader stands towards writing on the page."""
    if rule == "off":
        return WritingRight.SWITCHED_OFF
    editor = who_edits(rule, caller, user, editors)
    if editor is not None:
        return WritingRight.SIGNED_IN if editor.is_signed_in else WritingRight.AT_THE_MACHINE
    if rule == "local" and setup is SignInSetup.NONE and could_be_at_this_machine(caller):
        return WritingRight.KEY_NOT_SHOWN
    if setup is not SignInSetup.WHOLE:
        return WritingRight.NOT_SET_UP if setup is SignInSetup.NONE else WritingRight.SET_UP_IN_PART
    return WritingRight.SIGNED_OUT if user is None else WritingRight.NOT_NAMED


def editor() -> Editor | None:
    """Give who may edit, None for a viewer. Ask anew before every save.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    return who_edits(settings.editing(), caller(), signed_in_user(), settings.editors())


def account() -> str:
    """Give the account that the history of loads records; empty where none is known.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    signed_in = _signed_in_editor()
    if signed_in is not None:
        return signed_in.name
    found = caller()
    return found.account if is_at_this_machine(found) else ""


def _signed_in_editor() -> User | None:
    user = signed_in_user()
    return user if user and settings.is_among(user.email, settings.editors()) else None


def may_edit(messages: list[str]) -> bool:
    """Say whether the reader may edit; where a setting makes no sense, it says so, and no."""
    try:
        return editor() is not None
    except CjdataError as error:
        messages += map(str, error.findings)
        return False


def sign_in() -> SignIn:
    """Give how the reader stands towards writing on the page, and who is signed in.

    Raises
    ------
    CjdataError
        When a setting makes no sense.
    """
    user = signed_in_user()
    rule, editors = settings.editing(), settings.editors()
    return SignIn(standing_of(rule, caller(), user, editors, openid.setup()), user)
