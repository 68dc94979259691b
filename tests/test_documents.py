"""What the documents promise holds: links, files, commands and settings that they name."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cjdata.cli import data_tool

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "data" / "published" / "README.md",
]
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"python -m cjdata ([a-z]+)((?: [^`\n|]*)?)")
_OPTION = re.compile(r"(?<!\w)--[a-z][a-z-]+")
_PATH = re.compile(r"`((?:cjdata|data|pages|tests|docs|bench|deploy)/[\w./-]+)`")
_MADE = ("data/extracts/", "data/supplied/", "data/published/loads", "data/reference/answers.toml")
"""What is made as the dashboard is used."""

_SETTING = re.compile(r"\bCJDATA_[A-Z_]+\b")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    missing = [to for to in _LINK.findall(text_of(document)) if not (document.parent / to).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_are_there(document: Path) -> None:
    named = [n for n in _PATH.findall(text_of(document)) if not n.startswith(_MADE)]
    missing = [n for n in named if not list(ROOT.glob(n)) and not list(ROOT.glob(f"{n}.py"))]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_are_written_as_they_are(document: Path) -> None:
    for name, rest in _COMMAND.findall(text_of(document)):
        command = data_tool.main.commands.get(name)
        assert command is not None, name
        every = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
        options = {o for c in every for p in c.params for o in (*p.opts, *p.secondary_opts)}
        assert set(_OPTION.findall(rest)) <= options, (name, rest)


def test_every_setting_is_in_the_guide_and_the_guide_names_no_other() -> None:
    read = {
        name
        for folder in ("cjdata", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for name in _SETTING.findall(text_of(path))
    }
    table = text_of(ROOT / "docs" / "settings.md").partition("## Addresses")[0]
    assert set(_SETTING.findall(table)) == read


def test_the_files_for_a_server_name_settings_that_there_are() -> None:
    named = {n for f in (ROOT / "deploy").iterdir() for n in _SETTING.findall(text_of(f))}
    assert named - set(_SETTING.findall(text_of(ROOT / "docs" / "settings.md"))) == set()
    assert {"CJDATA_PUBLIC_ADDRESS", "CJDATA_DATABASE_URL"} <= named


def test_the_layers_of_the_guide_are_those_that_are_checked() -> None:
    guide = text_of(ROOT / "docs" / "developing.md").partition("## How the code is laid out")[2]
    checked = set(re.findall(r"cjdata\.(\w+)", text_of(ROOT / "pyproject.toml")))
    packages = {path.parent.name for path in (ROOT / "cjdata").glob("*/__init__.py")}
    assert packages - {"fonts"} <= checked | {"dashboard"}
    assert [name for name in packages if f"`{name}`" not in guide and f"/{name}" not in guide] == []


def test_every_package_that_is_required_has_its_reason_in_the_readme() -> None:
    required = [
        line.partition("==")[0].partition("[")[0].removesuffix("-python")
        for name in ("requirements.in", "requirements-dev.in")
        for line in text_of(ROOT / name).splitlines()
        if "==" in line
    ]
    readme = text_of(ROOT / "README.md").casefold()
    assert [package for package in required if package.casefold() not in readme] == []
