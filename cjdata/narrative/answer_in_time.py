"""Limits how long PostgreSQL is waited for: a server that is frozen says nothing at all.

Limits of its own do not help then, nor those of the network, which is sound: a clock here decides.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

A = TypeVar("A")
Y = TypeVar("Y")
S = TypeVar("S")

_CHECKED_EVERY = 0.05
"""In seconds."""


class NoAnswerInTime(psycopg.OperationalError):
    """A server was waited for as long as it may take, and said nothing."""


class _Deadline(threading.local):
    """When the work of this thread must be done, by ``time.monotonic``."""

    at = float("inf")


_deadline = _Deadline()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give all that is asked of servers in a block so long, in all."""
    before = _deadline.at
    _deadline.at = min(before, time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.at = before


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits no longer than ``within`` says, to connect and for each answer."""

    def wait(
        self,
        gen: PQGen[A],
        interval: float = _CHECKED_EVERY,
        timeout: float | None = None,
    ) -> A:
        """Wait for an answer; a connection whose server gives none is closed.

        Raises
        ------
        NoAnswerInTime
            When none came in time.
        """
        try:
            return super().wait(_limited(gen), interval, timeout)
        except NoAnswerInTime:
            self.pgconn.finish()  # what was asked may still be done: nobody asks on top of it
            raise

    @classmethod
    def _connect_gen(cls, *given: Any, **named: Any) -> Any:
        return _limited(super()._connect_gen(*given, **named))


def _limited(waiting: Generator[Y, S, A]) -> Generator[Y, S, A]:
    """Pass on what the driver waits for, until the time is over."""
    _refuse_if_late()
    try:
        wanted = next(waiting)
        while True:
            came = yield wanted
            if not came:  # the driver looks up now and then, whether or not something came
                _refuse_if_late()
            wanted = waiting.send(came)
    except StopIteration as done:
        answer: A = done.value
        return answer
    finally:
        waiting.close()


def _refuse_if_late() -> None:
    if time.monotonic() >= _deadline.at:
        raise NoAnswerInTime("it gave no answer in time")
