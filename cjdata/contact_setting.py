"""Who keeps the dashboard and can be asked, from the settings."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from cjdata.errors import CjdataError, Mistake

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?(?=(?:\D*\d){5})[\d ()/-]+(?: ?(?:ext\.?|x) ?\d+)?")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ask; what is not known of them is empty, but one of the last two is there."""

    name: str
    email: str
    phone: str


def contact() -> Contact | None:
    """Give who can be asked; None, the default, where nobody is named.

    ``CJDATA_CONTACT`` is their name or office, ``CJDATA_CONTACT_EMAIL`` and
    ``CJDATA_CONTACT_PHONE`` are ways to reach them, of which one is needed.

    Raises
    ------
    CjdataError
        When an address or a number is none, or a name has no way to reach it.
    """
    name, email, phone = (
        " ".join(os.environ.get(f"CJDATA_CONTACT{part}", "").split())
        for part in ("", "_EMAIL", "_PHONE")
    )
    if email and not _EMAIL.fullmatch(email):
        raise _wrong(
            "CJDATA_CONTACT_EMAIL",
            f"“{email}” is not an e-mail address",
            "Set it to one address, such as justice@clacks.gov.uk, or leave it out.",
        )
    if phone and not _PHONE.fullmatch(phone):
        raise _wrong(
            "CJDATA_CONTACT_PHONE",
            f"“{phone}” is not a telephone number",
            "Set it to digits and spaces, such as 01259 450000, or leave it out.",
        )
    if name and not (email or phone):
        raise _wrong(
            "CJDATA_CONTACT",
            f"nothing says how “{name}” can be reached",
            "Set CJDATA_CONTACT_EMAIL or CJDATA_CONTACT_PHONE too, or leave it out.",
        )
    return Contact(name, email, phone) if email or phone else None


def _wrong(name: str, what: str, fix: str) -> CjdataError:
    return CjdataError(Mistake(f"setting {name}", what, fix))
