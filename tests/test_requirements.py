"""Every package that is installed is locked by its version and by the hashes of its files."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from project_files import PROJECT

from taskrunner import environment

_ENTRY = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z]+\])?==(?P<version>\S+)(?P<marker> ; [^\\\n]+)?")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}")
FILES = ("requirements", "requirements-dev")


def lines_of(name: str) -> list[str]:
    text = (PROJECT / name).read_text(encoding="utf-8")
    return [line.removesuffix(" \\") for line in text.splitlines() if not line.startswith("#")]


def locked(file: str) -> dict[str, tuple[str, list[str]]]:
    """Give the version and the hashes of each package of a lock."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in lines_of(f"{file}.txt"):
        if entry := _ENTRY.fullmatch(line.rstrip()):
            name = entry["name"]
            assert name not in found
            found[name] = (entry["version"], [])
        else:
            assert _HASH.fullmatch(line), line  # nothing else: no address, no option
            found[name][1].append(line)
    return found


def named(file: str) -> dict[str, Requirement]:
    """Give what a person has named in a short list."""
    entries = [Requirement(line) for line in lines_of(f"{file}.in") if line and line[0] != "-"]
    return {canonicalize_name(entry.name): entry for entry in entries}


@pytest.mark.parametrize("file", FILES)
def test_each_package_has_one_version_and_a_hash_of_each_of_its_files(file: str) -> None:
    lock = locked(file)
    assert len(lock) > 50
    assert [name for name, (_, hashes) in lock.items() if not hashes] == []


@pytest.mark.parametrize("file", FILES)
def test_what_is_named_is_locked_as_it_is_named(file: str) -> None:
    lock = locked(file)
    for name, entry in named(file).items():
        assert str(entry.specifier) == f"=={lock[name][0]}", name


def test_the_tools_come_on_top_of_the_same_packages() -> None:
    run, dev = locked("requirements"), locked("requirements-dev")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("file", FILES)
def test_all_that_the_packages_need_here_is_locked_too(file: str) -> None:
    lock = locked(file)
    waiting = [*named("requirements").values(), *named(file).values()]
    seen: set[tuple[str, str]] = set()
    while waiting:
        entry = waiting.pop()
        name = canonicalize_name(entry.name)
        assert name in lock, f"{name} is needed and not locked"
        for extra in ("", *entry.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for text in _needs(name):
                needed = Requirement(text)
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    waiting.append(needed)


def _needs(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def test_this_environment_holds_the_versions_of_the_lock() -> None:
    wrong = {}
    for name, (wanted, _) in locked("requirements-dev").items():
        try:
            held = version(name)
        except PackageNotFoundError:  # of another system
            continue
        if held != wanted:
            wrong[name] = held
    assert wrong == {}


def test_packages_are_installed_by_their_hashes_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("docs/server.md", "deploy/Containerfile"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        asked = re.findall(r"pip install[^`\n]*", text)
        assert asked
        assert [one for one in asked if "--require-hashes" not in one] == []
    ran: list[list[str]] = []
    monkeypatch.setattr(environment, "captured", lambda command: (1, str(ran.append(command))))
    with pytest.raises(environment.TaskFailed):
        environment.install(tmp_path, PROJECT, dev=True)
    assert "--require-hashes" in ran[0]
