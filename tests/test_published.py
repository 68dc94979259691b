"""The reviewed figures: read whole, every mistake found, nothing overwritten when refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from cjdata.errors import SourceError
from cjdata.ingest.measures_without_record import without_record
from cjdata.ingest.published import OBSERVATION_COLUMNS, CheckedFigures, load_published
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.published_state import read_held
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.designations import SOURCE_DESIGNATIONS

GOOD = {
    "measure": "cpo_commenced",
    "area_code": "S12000005",
    "area": "Clackmannanshire",
    "period": "2023-24",
    "value": "120",
    "unit": "count",
    "precision": "exact",
    "status": "published",
    "edition": "2023-24",
    "source_id": "a-source",
    "note": "",
}
SOURCE = {
    "source_id": "a-source",
    "title": "A publication, with a comma",
    "publisher": "Someone",
    "published": "2024-09",
    "url": "https://example.org/",
    "licence": "OGL v3.0",
    "designation": "accredited official statistics",
    "rank_date": "",
    "rank_reason": "",
    "read_at": "",
}
BREAK = {
    "measure": "cpo_commenced",
    "area_code": "",
    "period": "2019-20",
    "kind": "collection",
    "text": "The collection changed.",
    "source_id": "a-source",
}
KEPT_OUT = {"figure": "Orders, 2023-24", "why": "Two reports differ.", "to_settle": "The tables"}
PERCENT = {"measure": "cpo_completion_percent", "unit": "percent"}
MISSING = {"value": "", "precision": "not_printed"}

Reader = Callable[..., CheckedFigures]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def read(tmp_path: Path, catalogue: Catalogue, areas: Areas) -> Reader:
    def reader(
        *changes: dict[str, str],
        sources: tuple[dict[str, str], ...] = (SOURCE,),
        breaks: tuple[dict[str, str], ...] = (BREAK,),
    ) -> CheckedFigures:
        folder = tmp_path / "published"
        folder.mkdir(exist_ok=True)
        write(folder / "observations.csv", [GOOD | c for c in changes] or [GOOD])
        write(folder / "sources.csv", list(sources))
        write(folder / "breaks.csv", list(breaks))
        write(folder / "kept_out.csv", [KEPT_OUT])
        return load_published(folder, catalogue, areas)

    return reader


def mistakes_of(read: Reader, *changes: dict[str, str], **others: object) -> list[str]:
    with pytest.raises(SourceError) as refused:
        read(*changes, **others)
    return [str(finding) for finding in refused.value.findings]


def test_a_sound_row_is_read_as_it_stands(read: Reader) -> None:
    (row,) = read({"note": "A note,\nof “two” lines"}).observations
    assert (row.measure, row.area_code, row.period, row.value) == (
        "cpo_commenced",
        "S12000005",
        "2023-24",
        120.0,
    )
    assert row.note == "A note,\nof “two” lines"


@pytest.mark.parametrize(("text", "decimals"), [("71", 0), ("71.0", 1), ("0.70", 2), ("0", 0)])
def test_a_value_keeps_the_decimals_it_was_printed_with(
    read: Reader, text: str, decimals: int
) -> None:
    (row,) = read(PERCENT | {"value": text}).observations
    assert (row.value, row.decimals) == (float(text), decimals)


def test_a_missing_value_is_none_and_never_zero(read: Reader) -> None:
    rows = read({"status": "restricted", **MISSING}, {"value": "0", "period": "2022-23"})
    assert [row.value for row in rows.observations] == [None, 0.0]


@pytest.mark.parametrize("word", ["None", "NA", "N/A", "nan", "null"])
def test_a_text_that_looks_like_missing_survives_as_text(read: Reader, word: str) -> None:
    (row,) = read({"note": word, "edition": word}).observations
    assert (row.note, row.edition) == (word, word)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"measure": "cpo_commensed"}, "“cpo_commensed” is not a known measure. Did you mean"),
        ({"source_id": "no-source"}, "“no-source” is not in sources.csv"),
        ({"area_code": "S12000099"}, "S12000099 is no area"),
        ({"area": "Falkirk"}, "S12000005 is Clackmannanshire, not “Falkirk”"),
        ({"area_code": ""}, "“Clackmannanshire” has no code"),
        ({"area_code": "", "area": ""}, "the area has neither a code nor a name"),
        ({"area_code": "", "area": "A place"}, "“A place” has no code and is no court area"),
        ({"area_code": "forth-valley", "area": "Forth Valley"}, "forth-valley"),
        ({"period": "2023-25"}, "“2023-25” is not a financial year"),
        ({"period": "2023/24"}, "“2023/24” is not a period"),
        ({"unit": "percent"}, "the unit is percent, but cpo_commenced is in count"),
        ({"precision": "roughly"}, "“roughly” is no precision"),
        ({"edition": " "}, "the edition is missing"),
        ({"status": "guessed"}, "“guessed” is no status"),
        ({"status": "illustrative"}, "“illustrative” is no status"),
        ({"status": "computed"}, "“computed” is no status"),
        ({"status": "restricted"}, "must not have a value"),
        (MISSING, "needs a value"),
        ({"precision": "not_printed"}, "the value and its precision contradict"),
        ({"status": "restricted", "value": ""}, "the value and its precision contradict"),
        ({"value": "twelve"}, "“twelve” is not a number"),
        ({"value": "1,200"}, "“1,200” is not a number"),
        ({"value": "-3"}, "“-3” is not a number from zero up"),
        ({"value": "inf"}, "“inf” is not a number from zero up"),
        ({"value": "nan"}, "“nan” is not a number from zero up"),
        (PERCENT | {"value": "100.1"}, "100.1 per cent is above 100"),
    ],
)
def test_a_mistake_in_a_row_is_found_at_its_line(
    read: Reader, change: dict[str, str], words: str
) -> None:
    found = mistakes_of(read, {"period": "2021-22"}, change)
    assert any(
        text.startswith("published/observations.csv, line 3: ") and words in text for text in found
    ), found


@pytest.mark.parametrize("text", ["1_200", "1e3", " 12", "12 ", "+12", "١٢"])
def test_a_value_is_digits_with_a_decimal_point_and_nothing_else(read: Reader, text: str) -> None:
    assert any("is not a number" in words for words in mistakes_of(read, {"value": text}))


def test_a_count_that_is_no_whole_number_is_refused(read: Reader) -> None:
    found = mistakes_of(read, {"value": "12.5"})
    assert any("12.5" in words for words in found)


def test_the_same_cell_twice_in_an_edition_is_refused_with_both_lines(read: Reader) -> None:
    (found,) = mistakes_of(read, {}, {"period": "2022-23"}, {"value": "121"})
    assert found.startswith("published/observations.csv, line 4: ")
    assert "stand in line 2" in found


def test_two_editions_of_a_cell_are_both_read(read: Reader) -> None:
    later = {"edition": "2024-25", "status": "revised", "value": "121", "source_id": "later"}
    dated = SOURCE | {"source_id": "later", "published": "2025-09"}
    rows = read({}, later, sources=(SOURCE, dated)).observations
    assert [(r.edition, r.value) for r in rows] == [("2023-24", 120), ("2024-25", 121)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "earthquake"}, "“earthquake” is no kind of break"),
        ({"measure": "cpo_comenced"}, "“cpo_comenced” is not a known measure"),
        ({"area_code": "S1"}, "S1 is no area"),
        ({"period": "soon"}, "“soon” is not a period"),
        ({"source_id": "nowhere"}, "“nowhere” is not in sources.csv"),
        ({"text": ""}, "text"),
    ],
)
def test_a_mistake_in_a_break_is_found_at_its_line(
    read: Reader, change: dict[str, str], words: str
) -> None:
    found = mistakes_of(read, breaks=(BREAK, BREAK | {"period": "2020-21"} | change))
    assert any(
        text.startswith("published/breaks.csv, line 3: ") and words in text for text in found
    ), found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source_id": "a-source"}, "“a-source” stands twice"),
        ({"title": "  "}, "the source has no title"),
        ({"licence": " "}, "the source has no licence"),
        ({"publisher": " "}, "the source has no publisher"),
        ({"source_id": ""}, "the source has no source_id"),
        ({"url": "https://docplayer.org/1"}, "docplayer.org holds copies"),
        ({"url": "https://WWW.DocsLib.org./doc"}, "www.docslib.org holds copies"),
        ({"url": "https://docslib.org:443/doc"}, "docslib.org holds copies"),
        ({"url": "https://reader.scribd.co.uk/doc"}, "reader.scribd.co.uk holds copies"),
        ({"published": "2035-01-02"}, "“2035-01-02” in published has not come yet"),
        ({"published": "0001"}, "“0001” in published is no date"),
        ({"url": "C:\\report.pdf"}, "the source has no public address"),
        ({"url": "javascript:alert(1)"}, "the source has no public address"),
        ({"read_at": "a library"}, "“a library” is no web address"),
        ({"url": "https://www.docslib.org/doc/1"}, "www.docslib.org holds copies"),
        ({"designation": "newspaper's account"}, "Did you mean “newspaper’s account”?"),
        (
            {"designation": "press"},
            "“press” is no designation of a source. Choose one of: accredited",
        ),
        ({"designation": ""}, "“” is no designation"),
        ({"url": "", "read_at": ""}, "the source has no public address"),
        ({"published": "2024-13"}, "“2024-13” in published is no date"),
        ({"published": "September 2024"}, "“September 2024” in published is no date"),
        ({"rank_date": "24", "rank_reason": "r"}, "“24” in rank_date is no date"),
        ({"rank_date": "2024-09", "rank_reason": " "}, "the rank_date has no reason"),
    ],
)
def test_a_mistake_in_a_source_is_found_at_its_line(
    read: Reader, change: dict[str, str], words: str
) -> None:
    found = mistakes_of(read, sources=(SOURCE, SOURCE | {"source_id": "other"} | change))
    assert any(
        text.startswith("published/sources.csv, line 3: ") and words in text for text in found
    ), found


OFFICIAL = SOURCE | {"designation": "accredited official statistics"}
UNDATED = OFFICIAL | {"published": ""}


def test_an_official_edition_without_a_date_is_refused_with_both_lines(read: Reader) -> None:
    found = mistakes_of(read, {}, sources=(SOURCE | {"source_id": "other"}, UNDATED))
    (text,) = found
    assert text.startswith("published/sources.csv, line 3: “a-source” has no date")
    assert "edition 2023-24, published/observations.csv, line 2" in text
    assert "rank_date" in text


@pytest.mark.parametrize(
    ("source", "change"),
    [
        (UNDATED | {"rank_date": "2024", "rank_reason": "Its year."}, {}),
        (UNDATED | {"published": "2024"}, {}),
        (UNDATED | {"designation": "newspaper’s account"}, {}),
        (UNDATED, {"status": "secondary"}),
    ],
)
def test_a_year_or_a_reviewed_date_is_enough_and_accounts_need_none(
    read: Reader, source: dict[str, str], change: dict[str, str]
) -> None:
    assert read(change, sources=(source,))


def two(read: Reader, first: str, second: str, **change: str) -> CheckedFigures:
    """Read one cell of two official editions, published then."""
    sources = (
        OFFICIAL | {"published": first},
        OFFICIAL | {"source_id": "b", "published": second, **change},
    )
    return read({}, {"edition": "2024-25", "source_id": "b"}, sources=sources)


@pytest.mark.parametrize(
    ("first", "second"), [("2024", "2025"), ("2024-09", "2024-10-01"), ("2024-09-01", "2024-09-02")]
)
def test_editions_that_their_dates_put_in_order_are_read(
    read: Reader, first: str, second: str
) -> None:
    assert len(two(read, first, second).observations) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [("2024", "2024-09-01"), ("2024-09-01", "2024-09"), ("2024-09", "2024-09"), ("2024", "2024")],
)
def test_editions_that_their_dates_put_in_no_order_are_refused(
    read: Reader, first: str, second: str
) -> None:
    with pytest.raises(SourceError) as refused:
        two(read, first, second)
    (text,) = map(str, refused.value.findings)
    assert text.startswith("published/observations.csv, line 2: the edition 2023-24")
    assert "2024-25 (b, dated " in text
    assert "published/observations.csv, line 3" in text
    assert "rank_date" in text


def test_a_reviewed_date_puts_editions_in_order(read: Reader) -> None:
    assert two(read, "2024", "2024-09", rank_date="2025", rank_reason="It names the other.")


def test_an_account_may_have_the_date_of_an_official_edition(read: Reader) -> None:
    assert two(read, "2024", "2024-09", designation="council paper")


@pytest.mark.parametrize("designation", SOURCE_DESIGNATIONS)
def test_a_source_has_one_of_eight_designations(read: Reader, designation: str) -> None:
    (source,) = read(sources=(SOURCE | {"designation": designation},)).sources
    assert source["designation"] == designation


def test_a_source_that_was_read_in_a_copy_needs_no_address_of_its_own(read: Reader) -> None:
    copy = "https://docslib.org/doc/1"
    (source,) = read(sources=(SOURCE | {"url": "", "read_at": copy},)).sources
    assert (source["url"], source["read_at"]) == ("", copy)


def test_all_mistakes_of_all_files_are_listed_at_once(read: Reader) -> None:
    found = mistakes_of(
        read,
        {"value": "x"},
        {"unit": "hours", "period": "2022"},
        {"area_code": "S1", "status": "guessed", "period": "2021-22"},
        sources=(SOURCE, SOURCE | {"source_id": "b", "title": ""}),
        breaks=(BREAK | {"kind": "leap"},),
    )
    lines = [text.split(": ")[0] for text in found]
    assert {line for line in lines if "observations" in line} == {
        f"published/observations.csv, line {n}" for n in (2, 3, 4)
    }
    assert "published/sources.csv, line 3" in lines
    assert "published/breaks.csv, line 2" in lines


def test_a_row_with_too_few_values_hides_no_other_mistake(
    read: Reader, tmp_path: Path, catalogue: Catalogue, areas: Areas
) -> None:
    folder = tmp_path / "published"
    read()
    for name in ("observations", "sources", "breaks", "kept_out"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8") + "one,two\n", encoding="utf-8")
    path = folder / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",count,", ",hours,"), "utf-8")
    with pytest.raises(SourceError) as refused:
        load_published(folder, catalogue, areas)
    found = [str(finding) for finding in refused.value.findings]
    ragged = [text for text in found if "has too many or too few values" in text]
    assert [text.split(",")[0].split("/")[1] for text in ragged] == [
        "sources.csv",
        "breaks.csv",
        "kept_out.csv",
        "observations.csv",
    ]
    assert [text for text in found if "the unit is hours" in text]
    assert len(found) == 5, found


def test_mistakes_of_areas_and_populations_are_told_with_those_of_figures(
    data_folder: Path,
) -> None:
    for name in ("reference/areas", "reference/court_areas", "reference/population"):
        path = data_folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8") + "one,two\n", encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_held(data_folder)
    assert [finding.where.split(",")[0] for finding in refused.value.findings] == [
        "reference/areas.csv",
        "reference/court_areas.csv",
        "reference/population.csv",
    ]


def test_a_missing_column_is_named(
    read: Reader, tmp_path: Path, catalogue: Catalogue, areas: Areas
) -> None:
    read()
    path = tmp_path / "published" / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("edition", "issue", 1), "utf-8")
    with pytest.raises(SourceError, match=r"observations\.csv: the column edition is missing"):
        load_published(path.parent, catalogue, areas)


def state_of(extracts: Path) -> dict[str, bytes]:
    return {
        p.relative_to(extracts).as_posix(): p.read_bytes()
        for p in sorted(extracts.rglob("*"))
        if p.is_file()
    }


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("observations.csv", "cpo_commenced,S12000005,Clackmannanshire,2023-24,x,,,,,,\n"),
        ("sources.csv", "x,,,,,,\n"),
        ("breaks.csv", "cpo_comenced,,2023-24,definition,Text,nowhere\n"),
        ("kept_out.csv", "only one value\n"),
    ],
)
def test_refused_figures_overwrite_nothing(data_folder: Path, name: str, line: str) -> None:
    before = state_of(data_folder / "extracts")
    with (data_folder / "published" / name).open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(SourceError):
        build(data_folder)
    assert state_of(data_folder / "extracts") == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("population.csv", "population_16_70", "population_16_to_70"),
        ("population.csv", ",48140,", ",many,"),
        ("population.csv", "Clackmannanshire,2002,", "Clackmannanshire,MMII,"),
    ],
    ids=["missing column", "no number", "no year"],
)
def test_broken_populations_are_refused_with_a_reason(
    data_folder: Path, edit: Callable[[Path, str, str], None], name: str, old: str, new: str
) -> None:
    edit(data_folder / "reference" / name, old, new)
    with pytest.raises(SourceError, match=name):
        build(data_folder)


def test_a_build_lists_the_mistakes_of_records_and_of_figures_together(
    data_folder: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(data_folder / "reference/catalogue/indicators/06-housing.toml", "number = ", "numbre = ")
    edit(data_folder / "published/sources.csv", "OGL v3.0", "")
    with pytest.raises(SourceError) as refused:
        build(data_folder)
    places = {finding.where.partition(",")[0] for finding in refused.value.findings}
    # Measures of the record that cannot be read are no mistakes of the figures.
    assert places == {"indicators/06-housing.toml", "published/sources.csv"}


def test_the_reviewed_figures_of_the_project_have_no_mistake(
    home: Path, catalogue: Catalogue, areas: Areas
) -> None:
    figures = load_published(home / "published", catalogue, areas)
    assert len(figures.observations) > 700
    assert set(GOOD) == set(OBSERVATION_COLUMNS)
    assert {o.source_id for o in figures.observations} <= {s["source_id"] for s in figures.sources}


def test_rows_of_a_measure_that_no_record_names_are_left_out_and_said(
    data_folder: Path, catalogue: Catalogue, areas: Areas
) -> None:
    before = load_published(data_folder / "published", catalogue, areas)
    row = "remand_releases,S12000005,Clackmannanshire,2023-24,5,count,exact,published,2024,none,\n"
    for name, line in (
        ("observations.csv", row + row.replace("2023-24", "2022-23")),
        ("breaks.csv", "remand_releases,,2023-24,definition,Text,none\n"),
    ):
        with (data_folder / "published" / name).open("a", encoding="utf-8") as file:
            file.write(line)
    assert load_published(data_folder / "published", catalogue, areas) == before
    assert [(one.where, one.what) for one in without_record(data_folder, catalogue)] == [
        (
            f"published/{name}",
            f"{rows} of measures that no record names are left out: remand_releases",
        )
        for name, rows in (("observations.csv", "2 rows"), ("breaks.csv", "1 row"))
    ]
