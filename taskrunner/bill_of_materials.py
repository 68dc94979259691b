"""Prints a bill of materials: every package that runs, by version, licence and hashes.

``.venv/bin/python -m taskrunner.bill_of_materials`` writes JSON in the form of CycloneDX 1.6, which
scanners for known faults read. What is in it comes from the lock, licences from the packages.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from taskrunner.programs import PROJECT

LOCK = PROJECT / "requirements.txt"
_ENTRY = re.compile(r"([a-z0-9-]+)(?:\[[a-z]+\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def packages(lock: Path = LOCK) -> "list[dict[str, object]]":
    """Read each package of a lock: its name, version and the hashes of its files."""
    found: list[dict[str, object]] = []
    hashes: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        entry, digest = _ENTRY.match(line), _HASH.search(line)
        if entry:
            hashes = []
            found.append({"name": entry[1], "version": entry[2], "hashes": hashes})
        elif digest:
            hashes.append(digest[1])
    return found


def licence_of(name: str) -> str:
    """Give a package's licence as the package itself says it; empty where it is not installed."""
    try:
        said = metadata(name)
    except PackageNotFoundError:  # of another system
        return ""
    if "License-Expression" in said:
        return said["License-Expression"]
    classes = [
        text.rpartition(" :: ")[2]
        for text in said.get_all("Classifier") or []
        if text.startswith("License ::") and not text.endswith("OSI Approved")
    ]
    [named, *_] = said.get_all("License") or [""]
    return " and ".join(classes) or named.strip().partition("\n")[0]


def component(package: "dict[str, object]") -> "dict[str, object]":
    """Give a package as the bill lists it."""
    licence = licence_of(str(package["name"]))
    return {
        "type": "library",
        "name": package["name"],
        "version": package["version"],
        "purl": f"pkg:pypi/{package['name']}@{package['version']}",
        "licenses": [{"license": {"name": licence}}] if licence else [],
        "properties": [
            {"name": "sha256 of a file", "value": digest}
            for digest in package["hashes"]  # type: ignore[attr-defined]
        ],
    }


def bill(lock: Path = LOCK) -> "dict[str, object]":
    """Give the bill of materials."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [component(package) for package in packages(lock)],
    }


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=2)
    sys.stdout.write("\n")
