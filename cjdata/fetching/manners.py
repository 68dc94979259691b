"""How often publishers’ sites are asked, and how long: one request at a time, then a pause."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Manners:
    """How often and how long is asked.

    Attributes
    ----------
    pause
        Seconds between the end of a request and the next.
    tries
        Seconds to wait before each further try.
    patience
        Seconds until a connection or the next part of an answer must have come.
    whole
        Seconds until an answer must be here whole.
    longest_wait
        The longest time, in seconds, that a site may ask to wait before the next try.
    now, sleep
        The clock; tests have one of their own.
    """

    pause: float = 1.0
    tries: tuple[float, ...] = (2.0, 8.0)
    patience: float = 20.0
    whole: float = 300.0
    longest_wait: float = 60.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _ended: float | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn: one request at a time, and a pause after each."""
        with self._turn:
            if self._ended is not None:
                left = self._ended + self.pause - self.now()
                if left > 0:
                    self.sleep(left)
            try:
                yield
            finally:
                self._ended = self.now()


MANNERS = Manners()
"""Those of this process: all who fetch in it wait for each other."""
