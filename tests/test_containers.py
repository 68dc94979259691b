"""The container files name what there is: paths, commands, ports, settings, and the guide's words.

They are checked as text: building them needs a builder, and the network.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from project_files import PROJECT

from cjdata.cli.data_tool import main

DEPLOY = PROJECT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
GUIDE = (PROJECT / "docs" / "server.md").read_text(encoding="utf-8")
PUBLISHED, SUPPLIED = "published", "supplied"
"""The folders of the data folder that cannot be built anew."""
KNOWN = {
    "FROM",
    "RUN",
    "WORKDIR",
    "COPY",
    "USER",
    "ENV",
    "EXPOSE",
    "HEALTHCHECK",
    "CMD",
}


def instructions() -> list[tuple[str, str]]:
    """Give the instructions of the Containerfile, those over several lines in one."""
    text = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line]


def values(key: str) -> list[str]:
    return [said for name, said in instructions() if name == key]


def compose_lines(key: str) -> list[str]:
    """Give the values of a key of the compose file, wherever it stands."""
    return re.findall(rf"^\s*(?:- )?{re.escape(key)}:[ ]*(\S.*)$", COMPOSE, flags=re.MULTILINE)


def test_the_containerfile_holds_instructions_alone_and_begins_with_its_base() -> None:
    keys = [key for key, _ in instructions()]
    assert keys[0] == "FROM"
    assert set(keys) <= KNOWN
    assert keys.index("USER") > keys.index("RUN")
    for said in [*values("CMD"), *re.findall(r"CMD (\[.*\])", values("HEALTHCHECK")[0])]:
        assert all(isinstance(word, str) for word in json.loads(said))


def test_it_is_built_on_a_python_that_the_dashboard_runs_with() -> None:
    [version] = re.findall(r"python:3\.(\d+)-", CONTAINERFILE)
    needed = re.search(r'requires-python = ">=3\.(\d+)"', (PROJECT / "pyproject.toml").read_text())
    assert needed
    assert int(version) >= int(needed[1])


def test_what_is_copied_into_it_is_there() -> None:
    for said in values("COPY"):
        *sources, _ = [word for word in shlex.split(said) if not word.startswith("--")]
        assert [source for source in sources if not (PROJECT / source).exists()] == []
    for said in values("RUN"):
        for file in re.findall(r"-r (\S+)", said):
            assert (PROJECT / file).is_file()


def test_its_command_builds_the_figures_and_serves_the_file_that_the_units_serve() -> None:
    [command] = values("CMD")
    _, _, script = json.loads(command)
    build, serve = script.split(" && ")
    assert shlex.split(build)[:3] == ["python", "-m", "cjdata"]
    assert shlex.split(build)[3] in main.commands
    words = shlex.split(serve)
    file = words[words.index("run") + 1]
    assert (PROJECT / file).is_file()
    unit = (DEPLOY / "community-justice@.service").read_text(encoding="utf-8")
    assert f"-m streamlit run {file}" in unit


def test_one_port_goes_through_all_files() -> None:
    [port] = values("EXPOSE")
    assert f"http://127.0.0.1:{port}/healthz" in values("HEALTHCHECK")[0]
    assert f'"127.0.0.1:{port}:{port}"' in COMPOSE
    assert f"server 127.0.0.1:{port}" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"community-justice@{port}" in GUIDE
    settings = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"| `PORT` | {port} |" in settings


def test_the_compose_file_builds_the_containerfile_and_keeps_what_cannot_be_built_anew() -> None:
    [context], [dockerfile] = compose_lines("context"), compose_lines("dockerfile")
    assert (DEPLOY / context).resolve() == PROJECT
    assert (PROJECT / dockerfile).is_file()
    [home] = values("WORKDIR")
    mounts = re.findall(r"^\s+- (\w+):(/\S+)$", COMPOSE, flags=re.MULTILINE)
    declared = set(
        re.findall(r"^  (\w+):$", COMPOSE.partition("\nvolumes:\n")[2], flags=re.MULTILINE)
    )
    assert {name for name, _ in mounts} == declared
    within = [Path(path).relative_to(home) for _, path in mounts if path.startswith(home)]
    made = " ".join(values("RUN"))
    assert [p for p in within if not (PROJECT / p).is_dir() and f" {p}" not in made] == []
    assert {path.name for path in within} == {PUBLISHED, SUPPLIED}


def test_no_image_takes_in_keys_words_or_private_figures_of_this_machine() -> None:
    kept_out = (PROJECT / ".gitignore").read_text(encoding="utf-8").split()
    lines = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    ignored = {line.removeprefix("**/") for line in lines if not line.startswith("#")}
    assert set(kept_out) | {".git"} <= ignored


def test_the_two_services_speak_of_one_database() -> None:
    [url] = compose_lines("CJDATA_DATABASE_URL")
    account, _, place = url.removeprefix("postgresql://").partition("@")
    service, _, database = place.partition("/")
    assert re.search(rf"^  {service}:$", COMPOSE, flags=re.MULTILINE)
    assert compose_lines("POSTGRES_USER") == [account.partition(":")[0]]
    assert compose_lines("POSTGRES_DB") == [database]
    assert "${POSTGRES_PASSWORD" in account


def test_the_indentation_of_the_compose_file_is_even_and_has_no_tab() -> None:
    for line in COMPOSE.splitlines():
        assert "\t" not in line
        assert (len(line) - len(line.lstrip(" "))) % 2 == 0


def test_the_guide_names_every_file_for_a_server() -> None:
    assert [file.name for file in DEPLOY.iterdir() if _stem(file) not in GUIDE] == []


def _stem(file: Path) -> str:
    return ".timer" if file.suffix == ".timer" else file.name
