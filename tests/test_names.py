"""One name a meaning: no two classes of the product have one name."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import cjdata

PACKAGE = Path(cjdata.__file__).parent


def classes() -> dict[str, list[str]]:
    """Give the names of all classes, each with the modules that define it."""
    found = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(PACKAGE).as_posix())
    return found


def test_no_two_classes_have_one_name() -> None:
    assert {name: places for name, places in classes().items() if len(places) > 1} == {}
