"""Answers whether the dashboard can do its work, to whatever watches a server.

The answers name no figure and no snapshot: they are open to everybody.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from cjdata import settings
from cjdata.dashboard.narrative import open_words_store
from cjdata.errors import CjdataError
from cjdata.library import library
from cjdata.own_version import own_version

KEPT_FOR = 5.0
"""In seconds: however often somebody asks, the work is done once in this time."""
PATIENCE = 5.0
"""In seconds that a check may take; longer is as good as no answer."""
LEAST_SPACE = 200 * 1024 * 1024
"""In bytes: less than a load and its snapshot may need."""

Check = Callable[[], str]
"""Gives what is wrong; empty where nothing is."""


def figures_are_current() -> str:
    """Say what keeps the published figures from being shown."""
    try:
        _ = library().figures(settings.PUBLISHED).sources
    except CjdataError:
        return "The published figures cannot be shown."  # the folder’s path is not for everybody
    return ""


def words_answer() -> str:
    """Say what keeps the words' database from answering; where there is none, nothing does."""
    try:
        words = open_words_store.words_if_any()
        if words is not None:
            words.check()
    except CjdataError:
        return "The database of words does not answer."  # its address is not for everybody
    return ""


def there_is_space() -> str:
    """Say whether space for the next load is lacking."""
    try:
        free = shutil.disk_usage(settings.home()).free
    except OSError:
        return "The data folder is not there."
    return "" if free >= LEAST_SPACE else "The disk is nearly full."


CHECKS: Mapping[str, Check] = {
    "figures": figures_are_current,
    "words": words_answer,
    "disk": there_is_space,
}


@dataclass
class Health:
    """What the checks found, kept for a moment."""

    checks: Mapping[str, Check]
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._found: dict[str, str] = {}
        self._until = float("-inf")
        self._lock = asyncio.Lock()

    async def found(self) -> dict[str, str]:
        """Give what is wrong, by check; those that wait for the same answer share it."""
        async with self._lock:
            if self.clock() >= self._until:
                answers = await asyncio.gather(*map(_in_time, self.checks.values()))
                self._found = dict(zip(self.checks, answers, strict=True))
                self._until = self.clock() + KEPT_FOR
            return self._found


async def _in_time(check: Check) -> str:
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str] = loop.create_future()

    def run() -> None:
        said = check()
        with suppress(RuntimeError):  # the server has stopped meanwhile
            loop.call_soon_threadsafe(tell, said)

    def tell(said: str) -> None:
        if not answer.done():
            answer.set_result(said)

    # A thread of its own: one that hangs must not use up those that draw pages.
    threading.Thread(target=run, daemon=True).start()
    try:
        return await asyncio.wait_for(answer, PATIENCE)
    except TimeoutError:
        return f"No answer within {PATIENCE:.0f} seconds."


def routes(health: Health | None = None) -> list[Route]:
    """Give the addresses ``/healthz`` and ``/version``."""
    kept = health or Health(CHECKS)

    async def healthz(_: Request) -> JSONResponse:
        found = await kept.found()
        is_well = not any(found.values())
        said = {name: what or "ok" for name, what in found.items()}
        answer = {"status": "ok" if is_well else "failing", **said}
        return JSONResponse(answer, 200 if is_well else 503, {"cache-control": "no-store"})

    async def version_of(_: Request) -> JSONResponse:
        said = {"dashboard": own_version(), "streamlit": version("streamlit")}
        return JSONResponse(said, headers={"cache-control": "no-store"})

    return [Route("/healthz", healthz), Route("/version", version_of)]
