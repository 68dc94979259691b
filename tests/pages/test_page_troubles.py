"""A page without figures says why; what is broken is named, and costs no other page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from known_pages import THEME_PATHS
from pages_shown import AREA_PATHS, PATHS, offers
from read_pages import Page, open_page
from some import some

from cjdata.library import library
from cjdata.store.snapshots import current_ids


def snapshot_file(folder: Path, figures_set: str, table: str = "observations") -> Path:
    extracts = folder / "extracts"
    return extracts / current_ids(extracts)[figures_set] / f"{table}.parquet"


def test_a_page_without_figures_says_what_is_missing_where_it_is_and_what_to_do() -> None:
    page = open_page("diversion")
    catalogue = library().reference().catalogue
    theme = catalogue.theme_by_page["diversion"]
    publication = catalogue.publication_by_id[theme.publication]
    [box] = page.root.all(css="cj-absence")
    assert box.all("h2")[0].text == "Clackmannanshire’s figures are not loaded yet."
    assert page.finding.startswith("In Scotland in ")
    assert "No such figure is loaded yet for Clackmannanshire." in page.finding
    assert publication.title.casefold() in box.text.casefold()
    assert publication.council_table in box.text
    assert [a.attributes["href"] for a in box.all("a")] == [publication.url]
    [offer] = offers(page)
    assert "set=illustrative" in offer.proto.query_string


def test_restricted_figures_are_said_to_be_restricted() -> None:
    page = open_page("police-custody")
    [box] = page.root.all(css="cj-absence")
    assert "is restricted: it may not be published" in box.text
    assert "Restricted" in page.figures.text


def test_a_measure_of_scotland_alone_says_so() -> None:
    page = open_page("attitudes")
    [box] = page.root.all(css="cj-absence")
    assert box.all("h2")[0].text == (
        "This is measured for Scotland as a whole only: no council has a figure."
    )
    own = [row.all("td")[0].text for row in page.figures.all("tbody")[0].all("tr")]
    assert set(own) == {"Scotland only"}


def test_housing_shows_the_figures_of_clackmannanshire() -> None:
    page = open_page("housing", {"show": "number"})
    own = [row.all("td")[0].without("small") for row in page.figures.all("tbody")[0].all("tr")]
    assert own[:2] == ["25", "35"]
    assert "there were 25" in page.finding
    assert not page.root.all(css="cj-absence")


def without_extracts(folder: Path) -> str:
    shutil.rmtree(folder / "extracts")
    return "current.json: no figures have been built yet. Run: python -m cjdata build"


def damaged_parquet(folder: Path) -> str:
    snapshot_file(folder, "published").write_bytes(b"PAR1 but no more")
    return "observations.parquet: the file is damaged. Run: python -m cjdata build"


def lost_parquet(folder: Path) -> str:
    snapshot_file(folder, "published", "breaks").unlink()
    return "breaks.parquet: the file cannot be read. Run: python -m cjdata build"


def broken_pointer(folder: Path) -> str:
    (folder / "extracts" / "current.json").write_text('{"published": ')
    return "current.json: the pointer to the figures cannot be read. Run: python -m cjdata build"


def pointer_to_nothing(folder: Path) -> str:
    (folder / "extracts" / "current.json").write_text('{"published": "published-0"}')
    return "manifest.json: the manifest cannot be read. Run: python -m cjdata build"


def pointer_to_made_up_figures(folder: Path) -> str:
    pointer = folder / "extracts" / "current.json"
    made_up = json.loads(pointer.read_text("utf-8"))["illustrative"]
    pointer.write_text(json.dumps({"published": made_up, "illustrative": made_up}))
    return "which is no snapshot of the published figures. Run: python -m cjdata build"


def no_areas(folder: Path) -> str:
    (folder / "reference" / "areas.csv").unlink()
    return "areas.csv: cannot be read"


def broken_framework(folder: Path) -> str:
    (folder / "reference" / "catalogue" / "framework.toml").write_text("[[aim]\n")
    return "framework.toml: is not valid TOML"


@pytest.mark.parametrize("path", ["at-a-glance", "housing", "data-notes"])
@pytest.mark.parametrize(
    "break_it",
    [
        without_extracts,
        damaged_parquet,
        lost_parquet,
        broken_pointer,
        pointer_to_nothing,
        pointer_to_made_up_figures,
        no_areas,
        broken_framework,
    ],
)
def test_broken_data_is_named_on_the_page_with_what_to_do(
    break_it: Any, path: str, own_folder: Path
) -> None:
    said = break_it(own_folder)
    page = open_page(path)
    assert page.title
    assert said in page.problems


def break_a_record(folder: Path) -> None:
    record = folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    record.write_text(record.read_text(encoding="utf-8") + "\n[[choice\n", encoding="utf-8")


def test_a_mistake_in_one_record_is_named_on_its_page(own_folder: Path) -> None:
    break_a_record(own_folder)
    page = open_page("diversion")
    assert page.title == "Diversion from prosecution"
    assert "indicators/01-diversion.toml: is not valid TOML" in page.problems
    assert "line " in page.problems
    assert "Correct the text at that place." in page.problems


@pytest.mark.parametrize("path", [path for path in PATHS if path != "diversion"])
def test_a_mistake_in_one_record_leaves_the_other_pages_working(
    path: str, own_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_record(own_folder)
    page = open_page(path)
    if path in THEME_PATHS:
        assert not page.problems
        monkeypatch.setenv("CJDATA_HOME", str(home))
        assert page.html == open_page(path).html
    else:
        assert "indicators/01-diversion.toml" in page.problems
        parts = page.root.all("section" if path == "at-a-glance" else "h2")
        assert len(parts) > 5 or path in ("add-data", "meeting-pack", *AREA_PATHS)


def test_a_mistake_made_while_the_dashboard_runs_is_seen_and_its_correction_too(
    own_folder: Path,
) -> None:
    record = own_folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    sound = record.read_text(encoding="utf-8")
    assert not open_page("at-a-glance").problems
    break_a_record(own_folder)
    assert "indicators/01-diversion.toml: is not valid TOML" in open_page("at-a-glance").problems
    record.write_text(sound, encoding="utf-8")
    assert not open_page("at-a-glance").problems
    assert not open_page("diversion").problems


@pytest.mark.parametrize("path", some(PATHS, 5))
def test_broken_illustrative_figures_leave_published_pages_working(
    path: str, own_folder: Path
) -> None:
    snapshot_file(own_folder, "illustrative").write_bytes(b"")
    assert not open_page(path).problems
    broken = open_page(path, {"set": "illustrative"})
    assert "the file is damaged" in broken.problems
    assert broken.at.radio(key="set").value == "illustrative"


def test_from_broken_figures_the_way_back_is_one_click(own_folder: Path) -> None:
    snapshot_file(own_folder, "illustrative").write_bytes(b"")
    at = open_page("housing", {"set": "illustrative"}).at
    page = Page(at.radio(key="set").set_value("published").run())
    assert not page.problems
    assert page.address == {}
