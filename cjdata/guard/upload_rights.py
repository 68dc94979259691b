"""Which visits may hand over files: those on whose page there is a place for them.

Streamlit takes a file for any visit that is open, whatever its page shows, and keeps it in memory.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

UPLOADS = "/_stcore/upload_file/"
"""Where Streamlit takes files; the id of the visit follows, and whoever knows it may send some."""
COUNTS_FOR = 12 * 60 * 60
"""In seconds: a working day after its page last asked for files, as a sign-in lasts no longer."""
_MOST = 2_000
"""Visits that are remembered; the one that was longest without a place is forgotten first."""


class UploadRights:
    """The visits of one process that may hand over files."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def grant(self, visit: str) -> None:
        """Let a visit hand over files, because its page asks for some."""
        with self._lock:
            self._ends[visit] = self._clock() + COUNTS_FOR
            self._ends.move_to_end(visit)
            while len(self._ends) > _MOST:
                self._ends.popitem(last=False)

    def are_granted(self, visit: str) -> bool:
        """Say whether a visit may hand over files."""
        with self._lock:
            return self._clock() < self._ends.get(visit, float("-inf"))


OF_THIS_PROCESS = UploadRights()
