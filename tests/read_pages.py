"""Opens pages as Streamlit runs them, without a browser, and reads what they drew."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit.testing.v1.app_test
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

import cjdata.library

PROJECT = Path(__file__).resolve().parents[1]

# Every run of a page has Streamlit read what each installed package says of itself, to find
# components of others; here it does so once. It was more than half of a run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@dataclass
class Node:
    """An HTML element."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self._pieces()).split())

    @property
    def css(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, tag: str = "", css: str = "") -> list[Node]:
        return [
            node
            for node in self._below()
            if (not tag or node.tag == tag) and (not css or css in node.css)
        ]

    def without(self, tag: str) -> str:
        kept = [c for c in self.children if isinstance(c, str) or c.tag != tag]
        return Node(self.tag, {}, kept).text

    def _below(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._below()

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._pieces()
                if child.tag not in ("a", "strong") and "cj-year" not in child.css:
                    yield " "


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def finished(self) -> Node:
        self.close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> is not closed"
        return self.root


def parse(html: str) -> Node:
    builder = _Builder()
    builder.feed(html)
    return builder.finished()


class Page:
    """What one run of a page drew."""

    def __init__(self, at: AppTest) -> None:
        assert not at.exception, [element.message for element in at.exception]
        self.at = at
        bodies = [element.proto.body for element in at.get("html")]
        self.html = "".join(body for body in bodies if not body.startswith("<style>"))
        self.root = parse(self.html)

    @property
    def address(self) -> dict[str, str]:
        return {
            key: value if isinstance(value, str) else value[-1]
            for key, value in self.at.query_params.items()
        }

    @property
    def title(self) -> str:
        [title] = self.root.all("h1")
        return title.text

    @property
    def finding(self) -> str:
        [finding] = self.root.all(css="cj-finding")
        return finding.text

    @property
    def messages(self) -> str:
        return " ".join(node.text for node in self.root.all(css="cj-notice"))

    @property
    def problems(self) -> str:
        return " ".join(node.text for node in self.root.all(css="cj-problem"))

    @property
    def area(self) -> str:
        return self.at.selectbox(key="area").value

    @property
    def figures(self) -> Node:
        """The table of figures by year."""
        [table] = [
            table
            for table in self.root.all("table", "cj-numbers")
            if table.all("caption")[0].text.endswith(
                (": figures by year", ": three years together")
            )
        ]
        return table

    @property
    def charts(self) -> list[Any]:
        return self.at.get("vega_lite_chart")

    def run(self) -> Page:
        return Page(self.at.run())


def open_page(path: str, address: Mapping[str, str] | None = None) -> Page:
    """Open a page in a new session, by its address."""
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    for key, value in (address or {}).items():
        at.query_params[key] = value
    return Page(at.switch_page(f"pages/{path}.py").run())


class AskedBefore(PagesManager):
    """Streamlit on a server that somebody has opened before: a click is not lost."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        PagesManager.uses_pages_directory = False


def use_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages show a data folder of the test's own, with every setting as it comes."""
    for name in [name for name in os.environ if name.startswith("CJDATA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CJDATA_HOME", str(folder))
    monkeypatch.setattr(streamlit.testing.v1.app_test, "PagesManager", AskedBefore)


def use_shared(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages show a copy of the folder that nobody changes, and share what is made of it.

    Words and packs are of the copy; figures are not read from it, so that their views are made
    once for all tests. One that changes what is read goes back to it by ``share_no_more``.
    """
    use_own(folder, monkeypatch)
    monkeypatch.setitem(cjdata.library._libraries, folder, cjdata.library.library(home))


def share_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages read the figures of the copy itself, of which nothing has been made yet."""
    monkeypatch.delitem(cjdata.library._libraries, folder)
