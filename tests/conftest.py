"""What the tests share: one built data folder, and fresh copies of it to damage."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import drawn_before
import network_guard
import pytest
from hypothesis import settings as hypothesis_settings
from made_up import MadeUp
from postgres import Server, running_postgres
from project_files import copy_sources
from read_before import ReadBefore

from cjdata.ingest.population_file import load_populations
from cjdata.ingest.published import load_published
from cjdata.library import FigureSet, Library
from cjdata.library import library as process_library
from cjdata.publishing.build_snapshots import build
from cjdata.reference.areas import Areas, load_areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.catalogue_files import load_catalogue, load_sound_part

# Thousands of views are remembered. Python would go through them all again and again, for a sixth
# of the time that the tests take, and find next to nothing to let go of.
gc.set_threshold(50_000, 20, 100)

hypothesis_settings.register_profile("quick", max_examples=60, deadline=None)
hypothesis_settings.load_profile("quick")


network_guard.guard_with_children()


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine() -> Iterator[None]:
    """A connection that leaves the machine fails the test, even where the product gets over it."""
    yield
    assert network_guard.take_tried() == []


@pytest.fixture(autouse=True)
def years_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tests load editions of years to come: the day on which they are judged is later."""
    monkeypatch.setattr("cjdata.reference.editions.today", lambda: date(2035, 1, 1))


@pytest.fixture(scope="session", autouse=True)
def made_up_once() -> Iterator[None]:
    """Made-up figures are most of the work of a build: of the same input they are made once.

    Only builds within the tests' own process are spared it; ``test_illustrative`` asks whoever
    makes them. What is read and checked, written and moved is as in any build.
    """
    with pytest.MonkeyPatch.context() as patch:
        made_up = MadeUp()
        patch.setattr("cjdata.publishing.build_snapshots.make_illustrative", made_up.figures)
        patch.setattr("cjdata.publishing.build_snapshots.tables_of", made_up.tables)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """The catalogue, the areas and the reviewed text are read once, as long as they are equal.

    Only within the tests' own process, and only where the product asks: the tests of what reads
    them ask it themselves.
    """
    catalogue = ReadBefore(load_sound_part, ("**/*",))
    with pytest.MonkeyPatch.context() as patch:
        for module in ("publishing.published_state", "library"):
            patch.setattr(f"cjdata.{module}.load_sound_part", catalogue)
            patch.setattr(f"cjdata.{module}.load_areas", ReadBefore(load_areas, ("*.csv",)))
        people = ReadBefore(load_populations, ("population.csv",))
        for module in ("publishing.published_state", "library", "ingest.illustrative"):
            patch.setattr(f"cjdata.{module}.load_populations", people)
        text = ReadBefore(load_published, ("*.csv",))
        patch.setattr("cjdata.publishing.published_state.load_published", text)
        yield


@pytest.fixture(scope="session", autouse=True)
def charts_drawn_once() -> Iterator[None]:
    """Of the same chart one drawing is made, and of the same drawing one picture.

    Only within the tests' own process; what asks whether drawings are the same each time has them
    ``drawn_anew``.
    """
    with drawn_before.drawn_once():
        yield


@pytest.fixture
def drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart is drawn each time, as in the product."""
    drawn_before.draw_anew(monkeypatch)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built data folder. Nobody changes it."""
    folder = copy_sources(tmp_path_factory.mktemp("home"))
    build(folder)
    return folder


@pytest.fixture
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands share what they make, as pages of one server do, for tests that run many."""
    monkeypatch.setattr("cjdata.cli.shared_by_commands.Library", process_library)


@pytest.fixture
def data_folder(home: Path, tmp_path: Path) -> Path:
    """A built data folder of the test's own, to damage."""
    return Path(shutil.copytree(home, tmp_path / "data"))


@pytest.fixture(scope="session")
def library(home: Path) -> Library:
    """The library that pages of the same folder show too."""
    return process_library(home)


@pytest.fixture(scope="session")
def published(library: Library) -> FigureSet:
    return library.figures("published")


@pytest.fixture(scope="session")
def illustrative(library: Library) -> FigureSet:
    return library.figures("illustrative")


@pytest.fixture(scope="session")
def catalogue(home: Path) -> Catalogue:
    return load_catalogue(home / "reference" / "catalogue")


@pytest.fixture(scope="session")
def areas(home: Path) -> Areas:
    return load_areas(home / "reference")


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of the tests' own."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The publishers' sites with the newest edition of part 1, stood in for on loopback."""
    from publishers.fixtures import small_sites  # noqa: PLC0415 - few tests need it

    with small_sites(tmp_path, monkeypatch) as stand_in:
        yield stand_in


@pytest.fixture(params=["sqlite", "postgresql"])
def words_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database for words, once of each sort."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres").new_database())
    return f"sqlite:///{tmp_path / 'words.sqlite'}"


@pytest.fixture
def edit() -> Iterator[Callable[[Path, str, str], None]]:
    """Replace a text that a file must hold by another."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path.name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
