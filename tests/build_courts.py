"""A data folder in which figures are counted by court area, on a page of their own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from project_files import copy_sources

from cjdata.publishing.build_snapshots import build

PAGE = "courts"
RATE, PEOPLE = "again_by_court_percent", "people_by_court"
EARLIER, LATER = "Edinburgh and Midlothian", "Edinburgh, Midlothian and East Lothian"
AYRSHIRE = "Ayrshire (East, North and South)"
EDINBURGH, MIDLOTHIAN, EAST_LOTHIAN = "S12000036", "S12000019", "S12000010"
FIFE, ANGUS, WEST_LOTHIAN, EAST_AYRSHIRE = "S12000047", "S12000041", "S12000040", "S12000008"
NAMES = {
    EDINBURGH: "City of Edinburgh",
    MIDLOTHIAN: "Midlothian",
    EAST_LOTHIAN: "East Lothian",
    FIFE: "Fife",
    ANGUS: "Angus",
    WEST_LOTHIAN: "West Lothian",
    EAST_AYRSHIRE: "East Ayrshire",
}

RATES: dict[str, Mapping[str, float | None]] = {
    EARLIER: {"2013-14": 29.0, "2014-15": 29.3, "2015-16": 26.8},
    LATER: {"2016-17": 27.1, "2017-18": 26.0},
    EAST_LOTHIAN: {"2013-14": 29.0, "2014-15": 23.5, "2015-16": 26.2, "2016-17": None},
    FIFE: {"2013-14": 28.1, "2014-15": 27.5, "2015-16": 26.9, "2016-17": 27.0, "2017-18": 25.4},
    ANGUS: {"2013-14": 27.0, "2014-15": 26.1, "2015-16": 25.0, "2016-17": 25.2, "2017-18": 24.7},
    WEST_LOTHIAN: {"2016-17": 23.0, "2017-18": 22.0},
    AYRSHIRE: {"2016-17": 28.8},
}
"""Of every area its figures by year; None for one that is suppressed."""
COUNTS: dict[str, Mapping[str, float | None]] = {
    EARLIER: {"2013-14": 4173},
    LATER: {"2016-17": 4310, "2017-18": 3913},
    EAST_LOTHIAN: {"2013-14": 483},
    FIFE: {"2013-14": 2600, "2016-17": 2431, "2017-18": 2166},
    ANGUS: {"2016-17": 702, "2017-18": 629},
    WEST_LOTHIAN: {"2016-17": 1059, "2017-18": 998},
}

_CONTEXT = f"""
id = "{PAGE}"
number = 90
page = "{PAGE}"
name = "Convicted again"
short_name = "Convicted again"
definition = "People convicted again within a year."
unit_of_count = "people"
counted_by = "the area of the court"
direction = "none"
direction_note = "None is stated."
geography = "council"
publication = "reconviction"
rank_allowed = true
headline = ["{RATE}"]

[[measure]]
id = "{RATE}"
name = "People convicted again, by court area"
label = "Convicted again"
unit = "percent"
subject = "the share of people convicted again"
basis = "People sentenced in the year"
areas_counted = "court areas"
period_type = "cohort"

[measure.illustrative]
level = 27

[[measure]]
id = "{PEOPLE}"
name = "People followed, by court area"
label = "People followed"
unit = "count"
one = "person followed"
many = "people followed"
areas_counted = "court areas"
period_type = "cohort"

[measure.illustrative]
level = 40000

[[choice]]
label = "Convicted again"
percent = "{RATE}"
default = "percent"

[[choice]]
label = "People followed"
number = "{PEOPLE}"
default = "number"
"""


def court_sources(target: Path, more: Iterable[Mapping[str, str]] = ()) -> Path:
    """Copy the sources, with the page, its figures and more rows of them; nothing is built."""
    folder = copy_sources(target)
    contexts = folder / "reference" / "catalogue" / "context"
    contexts.mkdir(exist_ok=True)
    (contexts / f"{PAGE}.toml").write_text(_CONTEXT, encoding="utf-8")
    path = folder / "published" / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = list(csv.DictReader(file).fieldnames or ())
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writerows([*_rows(RATE, RATES), *_rows(PEOPLE, COUNTS), *more])
    return folder


def court_folder(target: Path) -> Path:
    """Build such a data folder."""
    folder = court_sources(target)
    build(folder)
    return folder


def row(measure: str, area: str, period: str, value: float | None) -> dict[str, str]:
    """Give a row of the reviewed figures; an area without a code is given by its name."""
    is_rate = measure == RATE
    return {
        "measure": measure,
        "area_code": area if area in NAMES else "",
        "area": NAMES.get(area, area),
        "period": period,
        "value": "" if value is None else f"{value:.1f}" if is_rate else f"{value:.0f}",
        "unit": "percent" if is_rate else "count",
        "precision": "not_printed" if value is None else "rounded" if is_rate else "exact",
        "status": "suppressed" if value is None else "published",
        "edition": "2017-18",
        "source_id": "reconviction-2017-18-table-12",
        "note": "By court area",
    }


def _rows(
    measure: str, figures: Mapping[str, Mapping[str, float | None]]
) -> Iterable[dict[str, str]]:
    for area, years in figures.items():
        for period, value in years.items():
            yield row(measure, area, period, value)
