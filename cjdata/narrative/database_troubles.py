"""What a person is told when the words' database refuses: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from cjdata.errors import Mistake
from cjdata.narrative.answer_in_time import NoAnswerInTime
from cjdata.narrative.away_memory import OF_THIS_PROCESS
from cjdata.narrative.plain_text import WordsError

_KEPT = "Everything saved before is as it was."
_ON_SCREEN = f"Leave what you did on the screen, or copy it elsewhere. {_KEPT}"
_FULL = ("the disk is full", f"Make room, then save again. {_ON_SCREEN}")
_BUSY = ("the database is in use by another program", f"Try again in a moment. {_ON_SCREEN}")
_RIGHTS = (
    "the database cannot be written",
    f"Ask for the right to write there, then save again. {_ON_SCREEN}",
)
_DISK = (
    "the disk did not take or give what was asked",
    f"See whether it is full, failing or no longer connected, then try again. {_ON_SCREEN}",
)
_BROKEN = ("is no sound database", "Put a copy of it in its place; do not write to this one.")
_NO_PLACE = (
    "the database cannot be opened",
    "See whether its folder is there and may be read and written, then try again.",
)
_NO_ANSWER = (
    "the database does not answer",
    f"See whether it runs, and whether CJDATA_DATABASE_URL is right. {_ON_SCREEN}",
)

_PAUSES = 2
"""For how many times as long as it was waited for a silent database is left alone."""

_BY_CODE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_PROTOCOL": _BUSY,
    "SQLITE_CONSTRAINT": _BUSY,  # a program that keeps to none of the locks was first
    "SQLITE_READONLY": _RIGHTS,
    "SQLITE_PERM": _RIGHTS,
    "SQLITE_AUTH": _RIGHTS,
    "SQLITE_IOERR": _DISK,
    "SQLITE_CANTOPEN": _NO_PLACE,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
    "53100": _FULL,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "53300": _BUSY,
    "23505": _BUSY,
    "25006": _RIGHTS,
    "42501": _RIGHTS,
    "58030": _DISK,
}
"""By SQLite's names of errors, without what follows the second part, and PostgreSQL's states."""


def as_words_error(error: DBAPIError | PoolTimeout, where: str) -> WordsError:
    """Put an error of the database into words."""
    what, fix = _BY_CODE.get(_code(error), _NO_ANSWER if _is_silent(error) else _DISK)
    reason = _reason(error)
    return WordsError(Mistake(where, f"{what} ({reason})" if reason else what, fix))


@contextmanager
def told(where: str, limit: float) -> Iterator[None]:
    """Put what the database refuses during a block into words.

    A database that let the whole limit pass, in seconds, is left alone for twice as long.

    Raises
    ------
    WordsError
        In place of the database's error; and at once, where it has just not answered.
    """
    if not OF_THIS_PROCESS.may_be_asked(where, _PAUSES * limit):
        what, fix = _NO_ANSWER
        raise WordsError(Mistake(where, f"{what} (it was asked a moment ago)", fix))
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        if _is_gone(error):
            is_silent = isinstance(getattr(error, "orig", None), NoAnswerInTime)
            OF_THIS_PROCESS.note_lost(where, _PAUSES * limit if is_silent else 0)
        raise as_words_error(error, where) from error
    OF_THIS_PROCESS.note_back(where)


def _is_gone(error: DBAPIError | PoolTimeout) -> bool:
    return not isinstance(error, PoolTimeout) and _code(error) not in _BY_CODE


def _code(error: DBAPIError | PoolTimeout) -> str:
    if isinstance(error, PoolTimeout):
        return "SQLITE_BUSY"
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2]) or getattr(error.orig, "sqlstate", None) or ""


def _is_silent(error: DBAPIError | PoolTimeout) -> bool:
    """Whether it comes from a server that cannot be reached, or will not let us in."""
    state = getattr(getattr(error, "orig", None), "sqlstate", "")
    return state is None or str(state)[:2] in {"08", "28", "3D", "57"}


def _reason(error: DBAPIError | PoolTimeout) -> str:
    """Give the database's own words, on one line."""
    orig = getattr(error, "orig", None)
    lines = str(orig).strip().splitlines() if orig else []
    return lines[0].strip().rstrip(".") if lines else ""
