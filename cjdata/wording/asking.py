"""Words on whom to ask, under every page and in every file."""

from __future__ import annotations

from urllib.parse import quote

from cjdata.contact_setting import Contact
from cjdata.wording.standing import TEXTS


def help_line(asked: Contact | None) -> str:
    """Say where to turn with a question."""
    if asked is None:
        return TEXTS.help
    return TEXTS.help_from.format(who=_who(asked))


def questions(asked: Contact | None) -> str:
    """Say in a line of a slide whom to ask; empty where nobody is named."""
    return TEXTS.questions.format(who=_who(asked)) if asked else ""


def _who(asked: Contact) -> str:
    ways = ", ".join(way for way in (asked.email, asked.phone) if way)
    return f"{asked.name or TEXTS.coordinator} ({ways})"


def report_address(asked: Contact, page: str, address: str) -> str:
    """Give the address that opens a message on a page; empty where there is no e-mail address."""
    if not asked.email:
        return ""
    subject = TEXTS.report_subject.format(page=page)
    body = TEXTS.report_body.format(address=address)
    return f"mailto:{quote(asked.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"
