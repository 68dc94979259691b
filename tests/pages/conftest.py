"""Pages show the figures that all tests share, or a copy that a test may damage."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _usual_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(home))


@pytest.fixture
def own_folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built data folder that a test may damage."""
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    return data_folder
