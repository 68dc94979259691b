"""Covers, notes and labels that say how old, how coarse, how firm or of which months figures are.

Each is asked about, or read where it says no more than a status; its harmless likeness is not.
"""

from __future__ import annotations

import pytest
from reading_sheets import book, read, sheet
from test_official_layouts import HEADS, RECONVICTION
from test_tidy_tables import HEADS as COLUMNS
from test_tidy_tables import OPEN_DATA, row
from test_unseen_layouts import CASES, HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets
from test_unseen_reconvictions import COVER

from cjdata.ingest.remarks import of_level
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

__all__ = ["held"]


def covered(held: PublishedState, areas: Areas, *cover: Line) -> CheckedUpload:
    return check_sheets(
        held, {"Cover": [ONE, *cover], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    )


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Nationality", "Scottish"),
        ("Data as at", "30 September 2025"),
        ("Figures as at", "30/09/2025"),
        ("Rounded to", "nearest thousand"),
        ("Rounding", "Figures are rounded to the nearest 1,000"),
    ],
)
def test_a_pair_of_a_part_an_early_day_or_coarse_rounding_is_asked_about(
    held: PublishedState, areas: Areas, key: str, said: str
) -> None:
    assert is_asked(covered(held, areas, (key, said)))
    assert is_asked(covered(held, areas, f"{key}: {said}"))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Nationality", "All nationalities"),
        ("Data as at", "31 March 2026"),
        ("Data as at", "30 June 2026"),
        ("Rounded to", "nearest 5"),
        ("Rounding", "Figures are rounded to the nearest 10"),
    ],
)
def test_a_pair_of_all_a_later_day_or_fine_rounding_is_no_question(
    held: PublishedState, areas: Areas, key: str, said: str
) -> None:
    assert not is_asked(covered(held, areas, (key, said)))
    assert not is_asked(covered(held, areas, f"{key}: {said}"))


def test_a_numbered_note_on_a_cover_says_how_firm_the_figures_of_an_area_are(
    held: PublishedState, areas: Areas
) -> None:
    checked = covered(held, areas, "1. Figures for Fife are provisional.")
    assert not is_asked(checked)
    (table,) = checked.reads
    firm = {figure.area.name: figure.status for figure in table.data}
    assert [name for name, status in firm.items() if status == "provisional"] == ["Fife"]
    assert is_asked(covered(held, areas, "1. Figures for Fife are estimated from nine returns."))


def noted(held: PublishedState, areas: Areas, note: str, heading: str = CASES) -> CheckedUpload:
    lines = [TITLE, (HEADINGS[0], heading), *councils(areas), "", note]
    return check_sheets(held, {"Cover": [ONE], "Table 1": lines})


@pytest.mark.parametrize("note", ["April to December.", "April to December only.", "Nine months."])
def test_some_months_of_a_year_are_asked_about_wherever_they_are_said(
    held: PublishedState, areas: Areas, note: str
) -> None:
    assert is_asked(covered(held, areas, note))
    assert is_asked(noted(held, areas, note))
    assert is_asked(noted(held, areas, f"[note 1] {note}"))
    assert is_asked(noted(held, areas, f"[note 1] {note}", f"{CASES} [note 1]"))


def test_the_months_of_a_whole_year_are_no_question(held: PublishedState, areas: Areas) -> None:
    for note in ("April to March.", "[note 1] April 2025 to March 2026."):
        assert not is_asked(covered(held, areas, note))
        assert not is_asked(noted(held, areas, note))
    rows = [[f"{name} [note 1]" if name == "Fife" else name, n] for name, n in councils(areas)]
    for note, asks in (("April to March.", False), ("April to December.", True)):
        lines = [TITLE, HEADINGS, *rows, "", f"[note 1] {note}"]
        assert is_asked(check_sheets(held, {"Cover": [ONE], "Table 1": lines})) == asks


@pytest.mark.parametrize(
    ("label", "asks"), [("Women", 1), ("Under 21", 1), ("Council areas", 0), ("Scotland", 0)]
)
def test_a_label_among_the_rows_of_a_download_is_explained_or_asked_about(
    areas: Areas, catalogue: Catalogue, label: str, asks: int
) -> None:
    rows = [row(area.code, value=str(9 + n)) for n, area in enumerate(areas.councils)]
    for at in (0, 5):
        for cells in ((label,), ("", label)):
            lines = [COLUMNS, *rows[:at], cells, *rows[at:]]
            table = sheet(lines, "social-work-orders-commenced")
            found = read(book(table, cover=""), areas, catalogue, OPEN_DATA)
            assert len(of_level(found.remarks, "question")) == asks
            assert len(found.data) == len(rows)


@pytest.mark.parametrize(("names", "asks"), [(["All"], False), (["All", "Scotland"], True)])
def test_scotland_beside_a_row_of_all_is_asked_about(
    held: PublishedState, areas: Areas, names: list[str], asks: bool
) -> None:
    title = f"Table 13: {RECONVICTION}, by local authority based on residence: 2017-18 cohort"
    rows = [[a.name, 400 + n, 20 + n / 4, 0.4] for n, a in enumerate(areas.councils)]
    lines = [title, ("Local Authority", *HEADS), *([n, 17_000, 24.1, 0.4] for n in names), *rows]
    assert is_asked(check_sheets(held, {"Cover": [COVER], "Table 13": lines})) == asks


@pytest.mark.parametrize("heading", ["2030 (projected)", "2030 projection", "Forecast for 2030"])
def test_a_year_to_come_is_no_figure(held: PublishedState, heading: str) -> None:
    rows = [
        (area.name, *(_people(held, area.code) + year for year in range(2)))
        for area in held.areas.councils
    ]
    total = ("Scotland", *(sum(row[n] for row in rows) for n in (1, 2)))
    title = "Table 1: Estimated population by council area, mid-2025"
    heads = ("Council area", "All ages", heading)
    checked = check_sheets(
        held,
        {"Cover": ["Mid-2025 Population Estimates Scotland"], "T1": [title, heads, total, *rows]},
    )
    assert {d.period for read in checked.reads for d in read.data} == {"2025"}
    assert checked.reads[0].tables[0].left == (heading,)


@pytest.mark.parametrize(("year", "asked"), [("2025", False), ("2030", True)])
def test_a_year_over_the_figures_that_is_not_that_of_the_title_is_asked_about(
    held: PublishedState, year: str, *, asked: bool
) -> None:
    rows = [(area.name, _people(held, area.code)) for area in held.areas.councils]
    total = ("Scotland", sum(row[1] for row in rows))
    title = "Table 1: Estimated population by council area, mid-2025"
    cover = ["Mid-2025 Population Estimates Scotland"]
    table = [title, ("Council area", year), total, *rows]
    assert bool(check_sheets(held, {"Cover": cover, "T1": table}).questions) is asked


@pytest.mark.parametrize("text", ["mid-2019 to mid-2020", "2019 to 2020"])
def test_a_change_between_two_years_is_no_population_wherever_a_table_says_so(
    held: PublishedState, text: str
) -> None:
    areas = (held.areas.scotland, *held.areas.councils)
    rows = [(area.name, _people(held, area.code)) for area in areas]
    title = "Table 1: Estimated population by council area"
    heads, own = ("Council area", "All ages"), "mid-2020"
    for said, asks in ((text, True), (own, False)):
        tables: list[list[Line]] = [
            [f"{title}, {said}", heads, *rows],
            [f"{title}, {own}", said, heads, *rows],
            [f"{title}, {own}", heads, (said, ""), *rows],
            [title, ("Council area", said), *rows],
        ]
        for table in tables:
            cover = ["Mid-2020 Population Estimates Scotland"]
            assert is_asked(check_sheets(held, {"Cover": cover, "T1": table})) is asks


def _people(held: PublishedState, code: str) -> int:
    by_year = held.populations["all ages", code]
    return by_year[max(by_year)]
