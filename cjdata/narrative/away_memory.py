"""Remembers which databases gave no answer, so that not every page waits for them anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from cjdata import events


class AwayMemory:
    """The databases of a process that did not answer when they were asked last.

    One that made somebody wait in vain is left alone for a while. Then one visitor asks it again,
    while the others are still told at once.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._lost: set[str] = set()
        self._asked_again: dict[str, float] = {}

    def may_be_asked(self, where: str, pause: float) -> bool:
        """Say whether a database may be asked now; if so, others leave it alone for the pause."""
        with self._lock:
            at = self._asked_again.get(where)
            if at is None:
                return True
            if self._clock() < at:
                return False
            self._asked_again[where] = self._clock() + pause
            return True

    def note_lost(self, where: str, pause: float) -> None:
        """Note that a database is gone, and leave it alone for the pause, in seconds."""
        with self._lock:
            if pause:
                self._asked_again[where] = self._clock() + pause
            else:
                self._asked_again.pop(where, None)
            is_new = where not in self._lost
            self._lost.add(where)
        if is_new:
            events.record("words database lost")

    def note_back(self, where: str) -> None:
        """Note that a database has answered."""
        with self._lock:
            self._asked_again.pop(where, None)
            was_lost = where in self._lost
            self._lost.discard(where)
        if was_lost:
            events.record("words database back")


OF_THIS_PROCESS = AwayMemory()
