"""Writes down what was seen on the way, to send to whoever looks after the dashboard.

No secrets: neither cookies, nor what the machine sends of itself, nor the address of a proxy, nor
the names of files here. Of a page that stays the outline: its elements, their classes and links.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_TOLD = (
    "content-type",
    "content-length",
    "content-disposition",
    "etag",
    "last-modified",
    "location",
    "retry-after",
    "server",
)
"""The headers of an answer that say something of it and nothing of who asked."""


@dataclass
class FetchTrace:
    """What was asked and what came, in order."""

    seen: list[dict[str, Any]] = field(default_factory=list)

    def add(self, what: str, address: str, **details: object) -> None:
        """Note one thing that was seen."""
        self.seen.append({"what": what, "address": address, **details})

    def answer(self, address: str, status: int, headers: Mapping[str, str]) -> None:
        """Note an answer, by those of its headers that are told."""
        told = {name: headers[name] for name in _TOLD if name in headers}
        self.add("answer", address, status=status, headers=told)

    def text(self) -> str:
        """Give it all, one thing a line."""
        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in self.seen)
