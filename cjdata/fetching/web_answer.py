"""What a site answers, by its headers; whatever stands in them does no harm."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_VALIDATOR = 1_000
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Validators:
    """What a site gave to ask by whether something has changed."""

    etag: str = ""
    modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """Give them as the headers of a request; what no header may hold is left out."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if _may_be_sent(value)}


@dataclass(frozen=True)
class WebAnswer:
    """What came: where it stands after all redirects, its headers, and its size in bytes.

    ``is_same`` says that it has not changed since what is held of it; then nothing more came.
    ``has_length`` says that the site told where it ends, so that a part is not taken for all.
    """

    address: str
    kind: str
    size: int
    validators: Validators
    is_same: bool = False
    has_length: bool = True

    @property
    def modified_day(self) -> str:
        """The day on which the site says that it was changed; empty where it does not."""
        moment = _moment(self.validators.modified)
        return moment.date().isoformat() if moment else ""


def answer_of(address: str, headers: Mapping[str, str], *, is_same: bool) -> WebAnswer:
    """Read the headers of an answer; nothing of the answer itself has come yet."""
    validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    has_length = (
        "content-length" in headers
        or "chunked" in headers.get("transfer-encoding", "").lower()
        or packing_of(headers) != ""
    )
    return WebAnswer(address, kind, 0, validators, is_same, has_length)


def packing_of(headers: Mapping[str, str]) -> str:
    """Give how an answer is packed, such as “gzip”; empty where it is not."""
    said = headers.get("content-encoding", "").strip().lower()
    return "" if said == "identity" else said


def length_of(headers: Mapping[str, str]) -> int:
    """Give how many bytes a site says that it will send; 0 where it does not say it."""
    return _number(headers.get("content-length", "").strip())


def seconds_to_wait(headers: Mapping[str, str]) -> int:
    """Give how long a site asks to wait, in whole seconds; 0 where it does not say it."""
    text = headers.get("retry-after", "").strip()
    if seconds := _number(text):
        return seconds
    moment = _moment(text)
    if moment is None:
        return 0
    return max(0, math.ceil((moment - datetime.now(UTC)).total_seconds()))


def _number(text: str) -> int:
    """Read a whole number; one with more digits than make sense is as large as they allow."""
    if not (text.isascii() and text.isdecimal()):
        return 0
    digits = text.lstrip("0") or "0"
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _may_be_sent(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
