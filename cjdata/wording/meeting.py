"""Words of the page of the meeting pack that are of none of its parts."""

from __future__ import annotations

TITLE = "Meeting pack"
LEAD = (
    "Collect views for a meeting, write the words of the annual report, and take all of it along "
    "as slides, a report, a workbook, pictures or one file for an e-mail."
)
PART_LABEL = "Part of the page"
PARTS = {"views": "The pack", "words": "The words", "files": "The files"}
"""By what the address says."""


# Signing in, at the foot of the page.

SIGN_IN_LABEL = "Sign in to write"
SIGN_OUT_LABEL = "Sign out"
SIGN_IN_NOT_SET_UP = (
    "Words are written on the computer that serves this dashboard, or after signing in, which is "
    "not set up here."
)
SIGN_IN_IN_PART = (
    "Words are written on the computer that serves this dashboard, or after signing in. Sign-in is "
    "set up only in part: whoever looks after the dashboard finds what it needs in docs/sign-in.md."
)
WRITING_OFF = "Writing on this page is switched off (setting CJDATA_EDITING)."


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
