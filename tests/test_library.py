"""The library: it gives what is current, without a restart, and lives with mistakes."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from cjdata import queries
from cjdata.errors import CatalogueError, CjdataError, SnapshotError
from cjdata.library import FigureSet, Library
from cjdata.library import library as process_library
from cjdata.publishing.build_snapshots import build
from cjdata.store.snapshots import current_ids

Edit = Callable[[Path, str, str], None]


@pytest.fixture
def books(data_folder: Path) -> Library:
    return Library(data_folder)


def housing(figures: FigureSet) -> float:
    (row,) = queries.observations(
        figures.database, ["homelessness_applications_from_prison"], ["S12000005"], ["2023-24"]
    )
    return float(row["value"])


def publish_a_change(folder: Path, edit: Edit) -> None:
    edit(
        folder / "published" / "observations.csv",
        "Clackmannanshire,2023-24,25,count",
        "Clackmannanshire,2023-24,24,count",
    )
    build(folder)


def touch_later(path: Path) -> None:
    """Give a file a later time, as a slow hand would."""
    at = path.stat().st_mtime_ns + 5_000_000_000
    os.utime(path, ns=(at, at))


def test_the_same_figures_are_given_twice(books: Library) -> None:
    assert books.figures("published") is books.figures("published")


def test_a_new_snapshot_is_picked_up_without_a_restart(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    before = books.figures("published")
    assert housing(before) == 25
    publish_a_change(data_folder, edit)
    after = books.figures("published")
    assert after.snapshot_id != before.snapshot_id
    assert housing(after) == 24
    assert housing(before) == 25, "a reader of the old figures may finish"


def test_the_old_database_is_let_go_of(books: Library, data_folder: Path, edit: Edit) -> None:
    watch = weakref.ref(books.figures("published").database)
    publish_a_change(data_folder, edit)
    books.figures("published")
    gc.collect()
    assert watch() is None


def test_a_new_snapshot_of_one_set_leaves_the_other_open(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    illustrative = books.figures("illustrative")
    before = current_ids(data_folder / "extracts")["illustrative"]
    publish_a_change(data_folder, edit)
    assert current_ids(data_folder / "extracts")["illustrative"] == before
    assert books.figures("illustrative") is illustrative


def test_what_was_worked_out_is_remembered_until_the_figures_change(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    figures = books.figures("published")
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [figures.remember("key", make) for _ in range(3)] == [1, 1, 1]
    assert figures.remember("other", make) == 2
    publish_a_change(data_folder, edit)
    assert books.figures("published").remember("key", make) == 3


def test_memory_is_bounded_and_forgets_the_oldest_first(books: Library) -> None:
    figures = books.figures("published")
    for n in range(600):
        figures.remember(n, lambda n=n: n)
    assert figures.remember(599, lambda: -1) == 599
    assert figures.remember(0, lambda: -1) == -1


def test_a_mistake_made_while_running_keeps_the_last_good_state(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    good = books.reference()
    path = data_folder / "reference" / "catalogue" / "framework.toml"
    edit(path, "[[aim]]", "[[aim]")
    touch_later(path)
    kept = books.reference()
    assert kept.catalogue == good.catalogue
    assert kept.areas is good.areas
    assert [m.where for m in kept.mistakes] == ["framework.toml"]
    assert housing(books.figures("published")) == 25
    edit(path, "[[aim]", "[[aim]]")
    touch_later(path)
    assert books.reference().mistakes == ()


def test_a_mistake_in_one_record_costs_one_page(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    assert len(books.reference().catalogue.indicators) == 10
    path = data_folder / "reference" / "catalogue" / "indicators" / "06-housing.toml"
    edit(path, 'direction = "down"', 'direction = "sideways"')
    touch_later(path)
    reference = books.reference()
    assert {m.where.split(",")[0] for m in reference.mistakes} == {"indicators/06-housing.toml"}
    assert {i.id for i in reference.catalogue.indicators} == {
        i.id for i in Library(data_folder).reference().catalogue.indicators
    }
    assert "housing" not in reference.catalogue.theme_by_page
    edit(path, 'direction = "sideways"', 'direction = "down"')
    touch_later(path)
    assert books.reference().mistakes == ()
    assert "housing" in books.reference().catalogue.theme_by_page


def test_a_corrected_record_is_picked_up_and_the_database_stays(
    books: Library, data_folder: Path, edit: Edit
) -> None:
    before = books.figures("published")
    path = data_folder / "reference" / "catalogue" / "indicators" / "06-housing.toml"
    edit(path, 'short_name = "Housing"', 'short_name = "A home"')
    touch_later(path)
    after = books.figures("published")
    assert after.catalogue.theme_by_page["housing"].short_name == "A home"
    assert after is not before
    assert after.database is before.database


def test_a_mistake_in_the_aliases_keeps_the_last_good_areas(
    books: Library, data_folder: Path
) -> None:
    good = books.reference().areas
    path = data_folder / "reference" / "area_aliases.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("Nowhere,S99\n")
    touch_later(path)
    assert books.reference().areas is good
    assert "S99 is no area" in str(books.reference().mistakes[0])


def test_a_mistake_at_the_start_is_refused_with_its_reasons(data_folder: Path, edit: Edit) -> None:
    edit(data_folder / "reference" / "catalogue" / "framework.toml", "[[aim]]", "[[aim]")
    with pytest.raises(CatalogueError, match=r"framework\.toml: is not valid TOML"):
        Library(data_folder).reference()


def test_broken_illustrative_figures_do_not_touch_the_published_ones(
    books: Library, data_folder: Path
) -> None:
    extracts = data_folder / "extracts"
    folder = extracts / current_ids(extracts)["illustrative"]
    (folder / "observations.parquet").write_bytes(b"broken")
    with pytest.raises(SnapshotError, match=r"observations\.parquet: the file is damaged"):
        books.figures("illustrative")
    assert housing(books.figures("published")) == 25


def test_a_set_that_was_not_built_is_asked_for(books: Library) -> None:
    with pytest.raises(SnapshotError, match="no imaginary figures have been built"):
        books.figures("imaginary")


def test_a_missing_data_folder_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(CjdataError) as refused:
        Library(tmp_path / "nowhere").figures("published")
    assert all(f.what and f.fix for f in refused.value.findings)


def test_one_library_serves_a_data_folder(data_folder: Path) -> None:
    assert process_library(data_folder) is process_library(data_folder)


def test_sources_are_known_by_id_with_address_and_licence(published: FigureSet) -> None:
    source = published.sources["cjsw-2019-20-table-2"]
    assert source.publisher == "Scottish Government"
    assert source.url.startswith("https://")
    assert source.licence == "OGL v3.0"
    assert published.is_illustrative is False
