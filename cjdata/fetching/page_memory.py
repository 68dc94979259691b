"""Remembers pages with what their sites gave to ask by whether they have changed.

It stands in ``extracts/publishers`` of the data folder and can be removed at any time.
"""

from __future__ import annotations

import hashlib
import io
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cjdata.fetching import fetch_errors
from cjdata.fetching.polite_web import PAGE_LIMIT, PoliteWeb
from cjdata.fetching.publisher_page import PublisherPage
from cjdata.fetching.web_answer import Validators

_KINDS = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True)
class _Kept:
    address: str
    etag: str
    modified: str
    text: str


class PublisherPages:
    """The pages of publishers' sites: each is asked for once while this lasts."""

    def __init__(self, web: PoliteWeb, home: Path) -> None:
        self.web = web
        self._folder = home / "extracts" / "publishers"
        self._read: dict[str, PublisherPage] = {}

    def read(self, address: str) -> PublisherPage:
        """Give a page.

        Raises
        ------
        NotFetched
            When it cannot be had, or is no page.
        """
        if address not in self._read:
            self._read[address] = self._fetch(address)
        return self._read[address]

    def _fetch(self, address: str) -> PublisherPage:
        kept = self._kept(address)
        held = Validators(kept.etag, kept.modified) if kept else None
        to = io.BytesIO()
        answer = self.web.fetch(address, to, held, limit=PAGE_LIMIT)
        if kept and answer.is_same:
            return PublisherPage(kept.address, kept.text.encode())
        if answer.kind not in _KINDS:
            raise fetch_errors.no_page_came(address, answer.kind)
        text = to.getvalue().decode("utf-8", errors="replace")
        if answer.has_length:  # else it may be half a page, which the next look would trust
            validators = answer.validators
            self._keep(address, _Kept(answer.address, validators.etag, validators.modified, text))
        return PublisherPage(answer.address, text.encode())

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.json"

    def _kept(self, address: str) -> _Kept | None:
        with suppress(OSError, ValueError, TypeError):
            return _Kept(**json.loads(self._path(address).read_text(encoding="utf-8")))
        return None

    def _keep(self, address: str, page: _Kept) -> None:
        """Keep a page where that can be asked for again; a full disk costs only the memory."""
        if not (page.etag or page.modified):
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._path(address)
            temporary = path.with_suffix(".part")
            temporary.write_text(json.dumps(asdict(page)), encoding="utf-8")
            temporary.replace(path)
