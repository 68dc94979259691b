"""The small offer, stood in for as long as a test lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cjdata.fetching.manners import MANNERS
from publishers.pages import collection, publish, put_page
from publishers.small_offer import JSW_LIST, part_1
from publishers.stand_in import StandIn, standing_in


@contextmanager
def small_sites(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The sites with the newest edition of part 1; nobody waits between requests."""
    monkeypatch.setattr(MANNERS, "sleep", lambda _: None)
    monkeypatch.setattr(MANNERS, "patience", 5.0)
    with standing_in(folder) as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        put_page(stand_in, JSW_LIST, collection("Justice social work", [part_1()]))
        publish(stand_in, part_1())
        yield stand_in
