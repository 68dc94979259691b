"""Getting official workbooks on the page, as Streamlit runs it, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from publishers.pages import SiteFile, publish
from publishers.small_offer import part_1
from publishers.stand_in import Answer, StandIn
from read_pages import Page, open_page, use_own

from cjdata import queries, settings
from cjdata.dashboard.sign_in import access
from cjdata.library import library
from cjdata.store.snapshots import current_ids

LOOK, FETCH = "Look at the publishers’ sites", "Fetch and check them"
PUBLISH, AWAY = "Publish these figures", "Put the fetched workbooks away"
PART_1 = "Justice Social Work Statistics in Scotland, part 1"


@pytest.fixture(autouse=True)
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch, sites: StandIn) -> Path:
    """A data folder of the test's own, on a server where everybody may load."""
    use_own(data_folder, monkeypatch)
    monkeypatch.setenv("CJDATA_LOADING", "on")
    return data_folder


def current(folder: Path) -> str:
    return current_ids(folder / "extracts")[settings.PUBLISHED]


def button(page: Page, label: str) -> Any:
    [found] = [one for one in page.at.button if one.label == label]
    return found


def labels(page: Page) -> list[str]:
    return [one.label for one in page.at.button]


def press(page: Page, label: str) -> Page:
    return Page(button(page, label).click().run())


def looked(*publications: str) -> Page:
    """The page after somebody has looked for publications."""
    page = open_page("add-data")
    page.at.multiselect(key="fetching/publications").set_value(list(publications or (PART_1,)))
    return press(Page(page.at.run()), LOOK)


def published(page: Page) -> Page:
    for box in page.at.checkbox:
        if "I have looked at" in box.label:
            box.check()
    page.at.text_input(key="loading/name").input("Ann Example")
    return press(Page(page.at.run()), PUBLISH)


def test_nothing_is_asked_before_the_button_is_pressed(sites: StandIn) -> None:
    page = open_page("add-data")
    assert LOOK in labels(page)
    assert FETCH not in labels(page)
    page.at.run()
    assert sites.asked == []


def test_the_publications_of_the_indicators_and_the_population_are_chosen() -> None:
    chosen = open_page("add-data").at.multiselect(key="fetching/publications").value
    assert PART_1 in chosen
    assert "Mid-year Population Estimates" in chosen
    assert "Recorded Crime in Scotland" not in chosen


def test_a_look_says_what_is_there_and_fetches_no_file(sites: StandIn) -> None:
    page = looked()
    text = page.root.text
    assert "1 edition found; 1 of them with workbooks" in text
    for said in ("2024-25 part 1", "10 September 2025", "Part 1 tables.xlsx", "Not loaded yet"):
        assert said in text
    assert "Referrals from police custody centres: not published" in text
    assert not any("binaries" in address for address in sites.addresses)


def test_what_is_fetched_goes_the_way_of_a_dropped_file(folder: Path) -> None:
    before = current(folder)
    page = press(looked(), FETCH)
    assert "Fetched 1 workbook: Part 1 tables.xlsx." in page.root.text
    assert "edition 2024-25 part 1, published 10 September 2025." in page.root.text
    assert current(folder) == before
    page = published(page)
    assert "Published by Ann Example: Part 1 tables.xlsx." in page.messages
    assert current(folder) != before
    rows = queries.observations(
        library().figures(settings.PUBLISHED).database, ["diversion_cases_commenced"], ["S12000005"]
    )
    assert [row["value"] for row in rows if row["period"] == "2024-25"] == [30]
    assert PUBLISH not in labels(page)
    assert "Loaded" in looked().root.text


def test_fetched_workbooks_can_be_put_away(folder: Path) -> None:
    before = current(folder)
    page = press(press(looked(), FETCH), AWAY)
    assert PUBLISH not in labels(page)
    assert FETCH in labels(page)
    assert current(folder) == before


def test_what_could_not_be_got_is_listed_with_its_address(
    folder: Path,
    sites: StandIn,
) -> None:
    address = part_1().file_address(part_1().files[0])
    sites.put(address, Answer(b"", 403))
    page = press(looked(), FETCH)
    links = {a.text: a.attributes["href"] for a in page.root.all("a")}
    assert links["Part 1 tables.xlsx, www.gov.scot"] == address
    assert "Refuses to give it (403)." in page.root.text
    assert PUBLISH not in labels(page)


def test_a_file_that_no_recipe_reads_is_set_aside_and_the_rest_published(
    folder: Path,
    sites: StandIn,
) -> None:
    strange = SiteFile("Attendance", "attendance.csv", b"Room,People\nA,4\nB,5\n")
    publish(sites, part_1(0, strange))
    page = press(looked(), FETCH)
    assert "Fetched, but not read" in page.root.text
    links = {a.text: a.attributes["href"] for a in page.root.all("a")}
    assert links["attendance.csv"] == part_1().file_address(strange)
    assert "Published by Ann Example: Part 1 tables.xlsx." in published(page).messages


@pytest.mark.parametrize("rule", ["local", "off"])
def test_whoever_may_not_load_may_not_fetch(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_LOADING", rule)
    monkeypatch.setattr(access, "is_allowed", lambda: False)
    page = open_page("add-data")
    assert LOOK not in labels(page)


def test_a_click_is_refused_where_loading_is_no_longer_allowed(
    sites: StandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page("add-data")
    answers = iter([True, False])
    monkeypatch.setattr(access, "is_allowed", lambda: next(answers, True))
    page = press(page, LOOK)
    assert "You may not load figures from here." in page.problems
    assert sites.asked == []
