"""Loads rank by the date published, are asked for it, and are named after their own edition."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reading_sheets import DIVERSION, recipe
from small_files import changed, councils_rows, of, payback_file
from test_cli import run_in
from test_load_workbooks import load, value_now, values

from cjdata.errors import CjdataError
from cjdata.ingest.checking.compare_with_published import load_of
from cjdata.ingest.edition_dates import NOT_DATED, Edition, StatedEdition, issue_of, title_of
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.workbook_reading import Reader
from cjdata.library import FigureSet, Library, Source
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.load_workbooks import Upload, check_files
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue, Publication, PublishedEdition
from cjdata.store.load_folders import loads_folder
from cjdata.store.loads import Load, load_ids, read_load, write_load
from cjdata.store.loads_in_force import loads_in_force
from cjdata.store.snapshot_history import rollback
from cjdata.store.snapshots import current_ids
from cjdata.views.notes.status import status_view

FIFE, COMPLETED = "S12000047", "cpo_completed"
LABEL, PAGE = "2027-28 part 2", "https://www.gov.scot/publications/statistics-2027-28-part-2/"


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return data_folder


@pytest.fixture
def undated(areas: Areas) -> Upload:
    """The workbook of an edition that no catalogue knows, without a date on its cover."""
    return payback_file(councils_rows(areas, ("2027-28",)), "2027-28", published="")


def know(folder: Path, label: str = LABEL, published: str = "2029-01-09", url: str = PAGE) -> None:
    """Give an edition of part 2 a record in the catalogue."""
    path = folder / "reference" / "catalogue" / "publications.toml"
    record = f'[[publication.edition]]\nlabel = "{label}"\npublished = "{published}"\nurl = "{url}"'
    mark = '[[publication]]\nid = "criminal-proceedings"'
    text = path.read_text("utf-8")
    assert mark in text
    path.write_text(text.replace(mark, f"{record}\n\n{mark}"), "utf-8")


def figures(folder: Path) -> FigureSet:
    return Library(folder).figures("published")


def source_now(folder: Path, edition: str = "2027-28") -> Source:
    """Give the source that was loaded of an edition of part 2."""
    sources = figures(folder).sources.values()
    (found,) = [s for s in sources if f"{edition}: " in s.title and s.title.endswith("(tables)")]
    return found


# The date is known, or asked for


def test_an_official_edition_without_a_date_is_refused_with_what_to_do(
    folder: Path, undated: Upload
) -> None:
    before = current_ids(folder / "extracts")
    (error,) = check_files(folder, [undated]).errors
    assert error.kind == NOT_DATED
    assert "2027-28 part 2, was published" in error.found
    assert "--published 2025-09-10" in error.fix
    assert "publications.toml" in error.fix
    assert current_ids(folder / "extracts") == before


@pytest.mark.parametrize("published", ["2029-01-09", "2029-01"])
def test_a_date_that_is_given_is_kept_with_the_edition(
    folder: Path, undated: Upload, published: str
) -> None:
    assert load(folder, undated, published=published)
    assert source_now(folder).published == published


def test_the_catalogue_knows_the_date_and_the_address(folder: Path, undated: Upload) -> None:
    know(folder)
    assert load(folder, undated)
    source = source_now(folder)
    assert (source.published, source.url) == ("2029-01-09", PAGE)


def test_the_date_on_the_cover_goes_before_that_of_the_catalogue(
    folder: Path, areas: Areas
) -> None:
    know(folder)
    rows = councils_rows(areas, ("2027-28",))
    assert load(folder, payback_file(rows, "2027-28", published="10 January 2029"))
    source = source_now(folder)
    assert (source.published, source.url) == ("2029-01-10", PAGE)


def test_a_day_to_come_on_the_cover_is_refused(folder: Path, areas: Areas) -> None:
    """As of the next edition, perhaps: this one would stand before all others until then."""
    rows = councils_rows(areas, ("2027-28",))
    file = payback_file(rows, "2027-28", published="10 January 2036")
    (error,) = check_files(folder, [file]).errors
    assert error.kind == "published in the future"
    assert "2036-01-10, which has not come yet" in error.found


def test_a_month_on_the_cover_is_a_date(folder: Path, areas: Areas) -> None:
    rows = councils_rows(areas, ("2027-28",))
    assert load(folder, payback_file(rows, "2027-28", published="January 2029"))
    assert source_now(folder).published == "2029-01"


def test_a_date_that_is_not_needed_is_not_used_and_that_is_told(folder: Path, areas: Areas) -> None:
    file = payback_file(councils_rows(areas, ("2027-28",)), "2027-28")
    checked = check_files(folder, [file], published="2031-01-01")
    assert not checked.errors
    (note,) = [remark for remark in checked.notes if remark.kind == "date given not used"]
    assert "published on 2029-01-13" in note.found
    assert checked.reads[0].published == "2029-01-13"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"published": "last autumn"}, "“last autumn” is no date"),
        ({"published": "2025-13"}, "“2025-13” is no date"),
        ({"published": "0202-01"}, "“0202-01” is no date"),
        ({"published": "2035-02"}, "“2035-02” has not come yet"),
        ({"url": "gov.scot"}, "“gov.scot” is no web address"),
        ({"url": "javascript:alert(1)"}, "is no web address"),
    ],
)
def test_what_is_no_date_or_no_address_is_refused(
    folder: Path, undated: Upload, said: dict[str, str], words: str
) -> None:
    with pytest.raises(CjdataError, match=words.replace("(", r"\(").replace(")", r"\)")):
        check_files(folder, [undated], **said)


def test_the_command_asks_for_the_date_and_takes_it(
    folder: Path, undated: Upload, tmp_path: Path
) -> None:
    path = tmp_path / undated.name
    path.write_bytes(undated.content)
    refused = run_in(folder, "import", str(path), "--accept")
    assert refused.exit_code == 1
    assert "nothing says when" in refused.stderr
    assert "--published" in refused.stderr
    wrong = run_in(folder, "import", str(path), "--accept", "--published", "soon")
    assert (wrong.exit_code, "is no date" in wrong.stderr) == (1, True)
    given = ("--published", "2029-01", "--url", PAGE)
    done = run_in(folder, "import", str(path), "--accept", *given)
    assert done.exit_code == 0, done.output
    assert "edition 2027-28 part 2, published 2029-01" in done.stdout
    assert source_now(folder).url == PAGE


# The address is that of the edition


def test_an_edition_nobody_knows_the_page_of_has_no_address(folder: Path, undated: Upload) -> None:
    assert load(folder, undated, published="2029-01")
    source = source_now(folder)
    assert source.url == ""
    assert source.title.startswith("Justice Social Work Statistics in Scotland, part 2, 2027-28: ")


def test_no_edition_has_the_address_of_another(folder: Path, areas: Areas) -> None:
    know(folder)
    for year in ("2026-27", "2028-29"):
        assert load(folder, payback_file(councils_rows(areas, (year,)), year))
        assert source_now(folder, year).url == ""


def said_of(known: tuple[PublishedEdition, ...], label: str, **said: str) -> Edition:
    publication = Publication.model_construct(title="Orders (open data)", name=None, edition=known)
    return issue_of(label, "", StatedEdition(**said), publication)


def test_the_catalogue_goes_before_the_address_that_is_given() -> None:
    known = (PublishedEdition(label="2023-24", published="2025-01-21", url="https://own.org/"),)
    given = {"url": "https://given.org/"}
    assert said_of(known, "2023-24 part 2", **given).url == "https://own.org/"
    assert said_of(known, "2024-25 part 2", **given).url == "https://given.org/"
    assert said_of((), "2023-24").url == ""


def test_an_edition_of_another_day_has_not_the_address_of_one_that_is_known() -> None:
    known = (PublishedEdition(label="2024-25 part 1", published="2025-09-10", url="https://own/"),)
    for published, url in {"2025-10-01": "", "2025-09": "https://own/"}.items():
        assert said_of(known, "2024-25", edition="2024-25", published=published).url == url


@pytest.mark.parametrize(
    ("label", "edition", "is_known"),
    [
        ("2024-25 part 1", "2024-25 part 1", True),
        ("2024-25", "2024-25 part 1", True),
        ("2024-25 Part 1", "2024-25", True),
        ("2023-24", "2023-24 open data", True),
        ("2024-25 part 1", "2024-25 part 2", False),
        ("2023-24", "2023-24 updated", False),
        ("2023-24", "updated 2023-24", False),
        ("2023-24", "2024-25", False),
    ],
)
def test_an_edition_is_known_by_its_label_with_or_without_its_part(
    label: str, edition: str, is_known: bool
) -> None:
    known = (PublishedEdition(label=label, published="2025-01", url="https://own.org/"),)
    publication = Publication.model_construct(title="Orders (open data)", name=None, edition=known)
    assert (publication.edition_called(edition) == known[0]) is is_known


# The name is that of the publication


@pytest.mark.parametrize(
    ("publication", "edition", "title"),
    [
        ("jsw-one-part", "2017-18", "Justice Social Work Statistics in Scotland, 2017-18"),
        (
            "jsw-part-1",
            "2024-25 part 1",
            "Justice Social Work Statistics in Scotland, part 1, 2024-25",
        ),
        (
            "social-work-orders-open-data",
            "2023-24 open data",
            "Social Work Orders (open data on statistics.gov.scot), 2023-24 open data",
        ),
    ],
)
def test_a_source_is_named_by_publication_edition_and_table(
    catalogue: Catalogue, publication: str, edition: str, title: str
) -> None:
    named = title_of(catalogue.publication_by_id[publication], edition, "Orders by council")
    assert named == f"{title}: orders by council (tables)"


def test_no_text_of_a_file_names_its_sources(areas: Areas, catalogue: Catalogue) -> None:
    own = recipe(DIVERSION.replace("Justice Social Work Statistics in Scotland, part 1", "Tables"))
    lines = (
        "Justice Social Work Statistics: All tables 2017-18",
        "Diversion from prosecution",
        "Local authority,Year,Referrals,Cases commenced,Cases completed",
        "Clackmannanshire,2017-18,30,20,10",
    )
    book = open_book("\n".join(lines).encode(), "all-tables.csv")
    made = load_of(Reader([own], areas, catalogue).read(book), catalogue)
    (source,) = made.sources
    assert source["title"].startswith("Justice Social Work Statistics in Scotland, part 1, 2017-18")
    assert "All tables" not in source["title"]


# Which is newer


def test_an_updated_older_edition_stays_behind_a_newer_one(folder: Path, areas: Areas) -> None:
    newer = councils_rows(areas, ("2022-23", "2023-24"), with_rate=False)
    older = changed(newer, of("Fife", "2022-23"), cpo_completed=1)
    load(folder, payback_file(newer, "2023-24", name="newer.csv"))
    load(folder, payback_file(older, "2022-23"), edition="updated 2022-23", published="2024-11")
    held = values(folder, COMPLETED, FIFE, "2022-23")
    assert held["updated 2022-23"] == 1
    assert value_now(folder, COMPLETED, FIFE, "2022-23") == held["2023-24 part 2"]


def test_two_editions_of_one_day_are_refused_and_both_are_named(folder: Path, areas: Areas) -> None:
    rows = councils_rows(areas, ("2027-28",), with_rate=False)
    load(folder, payback_file(rows, "2027-28"))
    again = payback_file(changed(rows, of("Fife", "2027-28"), cpo_completed=1), "2027-28")
    for published in ("2029-01-13", "2029-01", "2029"):
        named = {"edition": "2027-28 corrected", "published": published}
        (error,) = check_files(folder, [again], **named).errors
        assert error.kind == "editions without an order"
        assert "2027-28 corrected, published 2029" in error.found
        assert "edition 2027-28 part 2, published 2029-01-13" in error.found
        assert "rank_date" in error.fix
    assert load(folder, again, edition="2027-28 corrected", published="2029-02")
    assert value_now(folder, COMPLETED, FIFE, "2027-28") == 1


def test_what_a_newer_edition_says_already_did_not_move(folder: Path, areas: Areas) -> None:
    rows = councils_rows(areas, ("2022-23",), with_rate=False)
    first = changed(rows, of("Fife", "2022-23"), cpo_completed=7)
    between = payback_file(rows, "2024-25", name="between.csv")
    load(folder, payback_file(first, "2023-24", name="first.csv"))
    assert "revised" in {r.kind for r in check_files(folder, [between]).warnings}
    load(folder, payback_file(rows, "2025-26", name="last.csv"))
    assert "revised" not in {r.kind for r in check_files(folder, [between]).warnings}
    other = payback_file(changed(rows, of("Fife", "2022-23"), cpo_completed=8), "2024-25")
    assert "revised" in {r.kind for r in check_files(folder, [other]).warnings}


# Loads of older versions


@pytest.fixture
def old(folder: Path, undated: Upload) -> Load:
    """A load as an older version wrote it: no date, the latest edition's page, another name."""
    load(folder, undated, published="2029-01")
    (load_id,) = load_ids(loads_folder(folder))
    kept = read_load(loads_folder(folder), load_id)
    latest = "https://www.gov.scot/publications/statistics-2024-25-part-2/"
    sources = [
        {**s, "title": f"All tables, {LABEL}: orders", "published": "", "url": latest}
        for s in kept.sources
    ]
    about = replace(kept.about, published="", version=1)
    shutil.rmtree(loads_folder(folder))
    shutil.rmtree(folder / "extracts")
    older = Load(kept.observations, tuple(sources), about)
    write_load(loads_folder(folder), older)
    path = loads_folder(folder) / older.id / "load.json"
    content = json.loads(path.read_text("utf-8"))
    del content["version"]
    path.write_text(json.dumps(content), "utf-8")
    return older


def test_an_old_load_is_dated_named_and_sourced_by_the_catalogue(folder: Path, old: Load) -> None:
    know(folder)
    before = {p.name: p.read_bytes() for p in (loads_folder(folder) / old.id).iterdir()}
    build(folder, all_loads=True)
    source = source_now(folder)
    assert source.title.startswith("Justice Social Work Statistics in Scotland, part 2, 2027-28: ")
    assert (source.url, source.rank_date) == (PAGE, "2029-01-09")
    assert "catalogue" in source.rank_reason
    after = {p.name: p.read_bytes() for p in (loads_folder(folder) / old.id).iterdir()}
    assert after == before


def test_an_old_load_that_nothing_dates_works_and_status_says_so(folder: Path, old: Load) -> None:
    build(folder, all_loads=True)
    assert value_now(folder, COMPLETED, FIFE, "2027-28") is not None
    assert source_now(folder).url == ""
    view = status_view(figures(folder), date(2029, 1, 1))
    (measure,) = [m for m in view.measures if m.measure == COMPLETED]
    assert measure.undated == (old.about.edition,)
    said = run_in(folder, "status").stdout
    assert f"no date: edition {LABEL} ranks as the oldest" in said


def test_an_old_load_that_nothing_dates_ranks_as_the_oldest(
    folder: Path, old: Load, areas: Areas
) -> None:
    build(folder, all_loads=True)
    rows = councils_rows(areas, ("2027-28",), with_rate=False)
    other = payback_file(changed(rows, of("Fife", "2027-28"), cpo_completed=2), "2027-28")
    load(folder, other, edition="2023-24 special", published="2012-01")
    assert values(folder, COMPLETED, FIFE, "2027-28").keys() == {LABEL, "2023-24 special"}
    assert value_now(folder, COMPLETED, FIFE, "2027-28") == 2
    assert old.id in loads_in_force(folder)


def test_what_was_taken_out_stays_out_when_the_program_is_newer(
    folder: Path, undated: Upload
) -> None:
    before = current_ids(folder / "extracts")["published"]
    load(folder, undated, published="2029-01")
    rollback(folder, before)
    (loads_folder(folder) / "journal.csv").unlink()  # which that version did not keep
    for path in (folder / "extracts").glob("*/manifest.json"):
        content = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(content | {"schema_version": 3}), "utf-8")
    assert load_ids(loads_folder(folder))
    assert loads_in_force(folder) == ()
    build(folder)
    assert loads_in_force(folder) == ()
