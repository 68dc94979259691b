"""Remembers what was drawn of charts: hundreds of files of the same views draw them once."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
import vl_convert

KEPT = 400
DRAW = ("chart_svg", "picture", "drawing_picture")
"""The modules of ``cjdata.exports`` that ask vl-convert."""


@dataclass
class DrawnBefore:
    """Gives what was drawn before, where all that it is drawn of is equal."""

    draw: Callable[..., Any]
    before: OrderedDict[bytes, Any] = field(default_factory=OrderedDict)

    def __call__(self, *given: object, **named: object) -> Any:
        """Stand in for a function of vl-convert."""
        key = sha256(json.dumps([given, named]).encode()).digest()
        if key in self.before:
            self.before.move_to_end(key)
            return self.before[key]
        drawn = self.before[key] = self.draw(*given, **named)
        while len(self.before) > KEPT:
            self.before.popitem(last=False)
        return drawn


@contextmanager
def drawn_once() -> Iterator[None]:
    """Let the files of this process share their charts and pictures."""
    names = ("vegalite_to_svg", "svg_to_png")
    shared = SimpleNamespace(**{name: DrawnBefore(getattr(vl_convert, name)) for name in names})
    with pytest.MonkeyPatch.context() as patch:
        for module in DRAW:
            patch.setattr(f"cjdata.exports.{module}.vl_convert", shared)
        yield


def draw_anew(patch: pytest.MonkeyPatch) -> None:
    """Let every chart be drawn again, for tests of whether it is the same each time."""
    for module in DRAW:
        patch.setattr(f"cjdata.exports.{module}.vl_convert", vl_convert)
