"""The dashboard's own version, as ``pyproject.toml`` says it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[1]


@cache
def own_version() -> str:
    """Give the version, such as 0.1.0."""
    content = tomllib.loads((_PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(content["project"]["version"])
