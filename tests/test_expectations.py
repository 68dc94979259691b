"""Every expectation of a test says what is expected: without that, it asserts nothing."""

from __future__ import annotations

import ast
from pathlib import Path

from taskrunner.programs import PROJECT


def without_a_matcher(path: Path) -> list[str]:
    """List the places where ``expect(…)`` stands as a line of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "expect"
    ]


def test_every_expectation_says_what_is_expected(tmp_path: Path) -> None:
    empty = tmp_path / "empty.py"
    empty.write_text("expect(box)\nexpect(box).to_be_visible()\n", encoding="utf-8")
    assert without_a_matcher(empty) == ["empty.py:1"]
    tests = sorted((PROJECT / "tests").rglob("*.py"))
    assert [place for path in tests for place in without_a_matcher(path)] == []
