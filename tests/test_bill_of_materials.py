"""What runs is listed with its licence, by a command and in a file, and the two are true."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from project_files import PROJECT

from taskrunner import bill_of_materials
from taskrunner.bill_of_materials import licence_of, packages

TABLE = re.compile(r"^\| ([a-z0-9-]+) \| (\S[^|]*) \|$", flags=re.MULTILINE)


def test_the_file_lists_the_licence_of_every_package_that_runs() -> None:
    text = (PROJECT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(TABLE.findall(text.partition("|---|---|")[2]))
    assert list(listed) == [package["name"] for package in packages()]
    here = {name: licence for name in listed if (licence := licence_of(name))}
    assert len(here) > 50
    assert {name: listed[name] for name in here} == here


def test_the_command_prints_a_bill_that_scanners_read() -> None:
    command = [sys.executable, "-m", "taskrunner.bill_of_materials"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    lock = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    for part in bill["components"]:
        assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
        assert part["properties"]
        assert all(f"sha256:{said['value']}" in lock for said in part["properties"])
    assert len(bill["components"]) == lock.count("==")


def test_a_package_of_another_system_is_listed_without_a_licence_of_its_own() -> None:
    assert licence_of("a-package-that-is-not-there") == ""
    assert bill_of_materials.bill()["components"]
