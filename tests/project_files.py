"""The project's own files, and copies of its data to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def copy_sources(target: Path) -> Path:
    """Copy the reviewed figures and the reference files, without what was built from them."""
    for folder in ("published", "reference"):
        shutil.copytree(PROJECT / "data" / folder, target / folder)
    return target
