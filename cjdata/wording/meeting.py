"""Words of the page of the meeting pack that are of none of its parts."""

from __future__ import annotations

from cjdata.standing_texts import StandingWords

TEXTS = StandingWords("meeting")
"""The words that stand as they are, from ``cjdata/texts/meeting.toml``."""


# Signing in, at the foot of the page.


def signed_in_as(name: str) -> str:
    """Say who is signed in."""
    return f"Signed in as {name}."


def not_named(name: str, email: str) -> str:
    """Say that somebody who has signed in may not write, and whom to ask."""
    who = f"Signed in as {name}" + (f" ({email})" if email not in ("", name) else "")
    if not email:
        return (
            f"{who}. You cannot write here, because the sign-in gave no confirmed e-mail address: "
            "ask whoever looks after your account."
        )
    return (
        f"{who}. You cannot write here yet: ask whoever looks after this dashboard to name your "
        "e-mail address or your organisation’s (setting CJDATA_EDITORS)."
    )
