"""The log of what happened: one line an event, for whoever runs the server.

JSON where a program reads it, plain text on a terminal. No personal data but the account of an
editor: no address of a reader, nothing that was typed, no name of a file that is not published.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TextIO

_LOG = logging.getLogger("cjdata.events")
_LOG.addHandler(logging.NullHandler())


def record(event: str, **details: str | float) -> None:
    """Record an event; nothing is written before ``start``."""
    _LOG.info(event, extra={"details": details})


def start(stream: TextIO | None = None) -> None:
    """Write events from now on, to standard error if not told otherwise."""
    if any(isinstance(handler.formatter, _EventLines) for handler in _LOG.handlers):
        return
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(_EventLines(as_text=out.isatty()))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


class _EventLines(logging.Formatter):
    """Writes an event as a line."""

    def __init__(self, *, as_text: bool) -> None:
        super().__init__()
        self._as_text = as_text

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        details = getattr(record, "details", {})
        written = _text if self._as_text else _json
        return written(moment, record.getMessage(), details)


def _json(moment: str, event: str, details: Mapping[str, object]) -> str:
    return json.dumps({"time": moment, "event": event, **details}, ensure_ascii=False)


def _text(moment: str, event: str, details: Mapping[str, object]) -> str:
    said = (f"{name}: {value}" for name, value in details.items())
    return "  ".join([moment, event, *said])
