"""Settings, all from the environment, each with a default that suits a laptop."""

from __future__ import annotations

import os
from pathlib import Path

from cjdata.errors import CjdataError, Finding

PROJECT = Path(__file__).resolve().parents[1]

PUBLISHED = "published"
ILLUSTRATIVE = "illustrative"
SETS = (PUBLISHED, ILLUSTRATIVE)

_YES = {"1", "on", "yes", "true"}
_NO = {"0", "off", "no", "false"}


def home() -> Path:
    """Give the data folder: ``CJDATA_HOME``, or ``data/`` of the project."""
    return Path(os.environ.get("CJDATA_HOME") or PROJECT / "data").resolve()


def illustrative_allowed() -> bool:
    """Say whether the illustrative figures may be shown (``CJDATA_ILLUSTRATIVE``, default on)."""
    return _switch("CJDATA_ILLUSTRATIVE", default=True)


def opening_set() -> str:
    """Give the set that a new visit opens on (``CJDATA_OPEN_ON``, default published)."""
    name = os.environ.get("CJDATA_OPEN_ON", PUBLISHED).strip().lower() or PUBLISHED
    if name not in SETS:
        raise CjdataError(
            Finding(
                "setting CJDATA_OPEN_ON",
                f"“{name}” is not a set of figures",
                f"Set it to {PUBLISHED} or {ILLUSTRATIVE}, or leave it out.",
            )
        )
    return name if name == PUBLISHED or illustrative_allowed() else PUBLISHED


def duckdb_memory() -> str:
    """Give the memory limit of one DuckDB database (``CJDATA_DUCKDB_MEMORY``)."""
    return os.environ.get("CJDATA_DUCKDB_MEMORY", "512MB")


def duckdb_threads() -> int:
    """Give the number of threads a query may use (``CJDATA_DUCKDB_THREADS``)."""
    text = os.environ.get("CJDATA_DUCKDB_THREADS", "2")
    if not text.isdigit() or int(text) < 1:
        raise CjdataError(
            Finding(
                "setting CJDATA_DUCKDB_THREADS",
                f"“{text}” is not a whole number from 1",
                "Set it to the number of threads that a query may use, such as 2.",
            )
        )
    return int(text)


def _switch(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CjdataError(
        Finding(f"setting {name}", f"“{text}” is neither on nor off", "Set it to on or off.")
    )
