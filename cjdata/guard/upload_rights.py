"""Which visits may hand over files: those on whose page there is a place for them.

Streamlit takes a file for any visit that is open, whatever its page shows, and keeps it in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

_MOST = 2_000
"""Visits that are remembered; the one that was longest without a place is forgotten first."""


class UploadRights:
    """The visits of one process that may hand over files."""

    def __init__(self) -> None:
        self._visits: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def grant(self, visit: str) -> None:
        """Let a visit hand over files, because its page asks for some."""
        with self._lock:
            self._visits[visit] = None
            self._visits.move_to_end(visit)
            while len(self._visits) > _MOST:
                self._visits.popitem(last=False)

    def are_granted(self, visit: str) -> bool:
        """Say whether a visit may hand over files."""
        with self._lock:
            return visit in self._visits


OF_THIS_PROCESS = UploadRights()
