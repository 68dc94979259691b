"""The page that adds official workbooks, as Streamlit runs it, without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from add_data_files import (
    COVER,
    HEADER,
    TABLE,
    YEARS,
    diversion,
    of_the_young,
    rows_of,
    unknown,
    workbook,
    wrong,
)
from read_pages import Node, Page, open_page, use_own

from cjdata import queries, settings
from cjdata.dashboard.loading import visit_uploads
from cjdata.dashboard.sign_in import access
from cjdata.guard.server_place import ServerPlace
from cjdata.ingest.questions.answers import read_answers
from cjdata.library import library
from cjdata.publishing import load_workbooks
from cjdata.reference.areas import Areas
from cjdata.store.lock import loading_lock
from cjdata.store.snapshots import current_ids

COMMENCED = "diversion_cases_commenced"
CLACKS, FALKIRK = "S12000005", "S12000014"
DROP = "Workbooks to add (.xlsx, .xls, .ods or .csv)"
PUBLISH, BACK = "Publish these figures", "Go back to this one"


@pytest.fixture(autouse=True)
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, on a server where everybody may load."""
    use_own(data_folder, monkeypatch)
    monkeypatch.setenv("CJDATA_LOADING", "on")
    return data_folder


# --- What a person does ---


def drop(page: Page, *files: tuple[str, bytes]) -> Page:
    """Drop files on the page; none takes away those that are there."""
    given = [(name, content, "application/octet-stream") for name, content in files]
    page.at.file_uploader[0].set_value(given or None)
    return page.run()


def button(page: Page, label: str) -> Any:
    [found] = [one for one in page.at.button if one.label == label]
    return found


def labels(page: Page) -> list[str]:
    """The controls for dropped files; those of the sidebar stand on every page."""
    main = page.at.main
    widgets = (main.button, main.checkbox, main.text_input, main.file_uploader)
    every = [widget for group in widgets for widget in group]
    others = ("fetching/", "search/")
    return [one.label for one in every if not (one.key or "").startswith(others)]


def press(page: Page, label: str) -> Page:
    return Page(button(page, label).click().run())


def publish(page: Page, name: str = "Ann Example") -> Page:
    """Say yes to the warnings, give a name, and publish."""
    for box in page.at.checkbox:
        box.check()
    page.at.text_input(key="loading/name").input(name)
    return press(page.run(), PUBLISH)


def choose(page: Page, label: str, value: Any) -> Page:
    [box] = [one for one in page.at.selectbox if one.label == label]
    return Page(box.set_value(value).run())


def loaded(areas: Areas, more: int = 0) -> Page:
    """The page after a workbook was published."""
    return publish(drop(open_page("add-data"), ("diversion.xlsx", diversion(areas, more))))


def table(page: Page, caption: str) -> list[list[str]]:
    """Give the rows of a table as texts."""
    [found] = [
        node for node in page.root.all("table") if node.all("caption")[0].text.startswith(caption)
    ]
    return [
        [cell.text for cell in row.children if isinstance(cell, Node)] for row in found.all("tr")
    ]


def commenced(area: str) -> dict[str, float | None]:
    figures = library().figures(settings.PUBLISHED)
    rows = queries.observations(figures.database, [COMMENCED], [area])
    return {row["period"]: row["value"] for row in rows if row["period"] in YEARS}


def current(folder: Path) -> str:
    return current_ids(folder / "extracts")[settings.PUBLISHED]


# --- Who may load ---


@pytest.mark.parametrize("rule", ["local", "off", ""])
def test_whoever_may_not_load_sees_what_is_loaded_and_who_may(
    rule: str, areas: Areas, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(areas)
    monkeypatch.setenv("CJDATA_LOADING", rule)
    page = open_page("add-data")
    assert labels(page) == []
    assert [box.label for box in page.at.selectbox] == ["Local authority"]
    assert "python -m cjdata import" in page.finding
    assert "CJDATA_LOADING" in page.finding
    assert "Loaded diversion.xlsx" in page.root.text
    editions = {row[0]: row[2] for row in table(page, "Workbooks that can be added")}
    assert [e for t, e in editions.items() if "part 1" in t] == ["2024-25 part 1"]


def test_at_this_machine_the_name_of_the_account_is_there_already(
    areas: Areas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_LOADING", "local")
    monkeypatch.setenv("CJDATA_USER", "Jo Example")
    headers = {"host": "localhost:8501", "origin": "http://localhost:8501"}
    place = ServerPlace("127.0.0.1", 8501)
    here = access.Caller(None, headers, place, has_pass=True, account="Jo Example")
    monkeypatch.setattr(access, "caller", lambda: here)
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    assert page.at.text_input(key="loading/name").value == "Jo Example"


def test_a_reader_elsewhere_has_to_say_who_it_is(areas: Areas, folder: Path) -> None:
    before = current(folder)
    page = publish(drop(open_page("add-data"), ("diversion.xlsx", diversion(areas))), name="  ")
    assert "Say who you are" in page.problems
    assert current(folder) == before


def test_a_click_is_refused_where_loading_is_no_longer_allowed(
    areas: Areas, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(folder)
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    answers = iter([True, True, False])
    monkeypatch.setattr(access, "is_allowed", lambda: next(answers))
    page = publish(page)
    assert "You may not load figures from here." in page.problems
    assert current(folder) == before


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_LOADING", "everybody")
    assert "setting CJDATA_LOADING: “everybody”" in open_page("add-data").problems


# --- Dropping files ---


def test_the_page_says_what_it_is_for_and_what_is_due(catalogue: Any) -> None:
    page = open_page("add-data")
    assert page.title == "Add official workbooks"
    [uploader] = page.at.file_uploader
    assert (uploader.label, uploader.accept_multiple_files) == (DROP, True)
    assert sorted(uploader.allowed_type) == [".csv", ".ods", ".xls", ".xlsx"]
    assert uploader.proto.max_upload_size_mb == 50
    links = {a.text: a.attributes["href"] for a in page.root.all("a")}
    publication = catalogue.publication_by_id["jsw-part-2"]
    assert links[publication.title] == publication.url
    assert publication.title in page.root.text
    assert labels(page) == [DROP]


def test_a_smaller_limit_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_UPLOAD_MB", "7")
    assert open_page("add-data").at.file_uploader[0].proto.max_upload_size_mb == 7


def test_dropping_a_workbook_says_what_was_read_and_what_will_change(
    areas: Areas, folder: Path
) -> None:
    before = current(folder)
    page = drop(open_page("add-data", {"area": "Falkirk"}), ("diversion.xlsx", diversion(areas)))
    assert "part 1, edition 2024-25 part 1, published 10 September 2025." in page.root.text
    [_, row] = table(page, "Tables read from diversion.xlsx")
    assert row[1:] == ["DFP_1", "198"]
    assert "Cover: Justice Social Work Statistics" in page.root.text
    sections = [node.text for node in page.root.all("h3", "cj-panel-title")]
    assert sections[:2] == ["Falkirk", "Scotland"]
    changes = [node.text for node in page.root.all("ul", "cj-changes")]
    assert "Diversion from prosecution: cases commenced, Falkirk: new for 2023-24" in changes[0]
    assert all(
        "What to do:" in line.text for line in page.root.all("ul", "cj-changes")[0].all("li")
    )
    assert current(folder) == before


def test_warnings_must_be_looked_at_before_anything_is_published(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    head, *rows = table(page, "Warnings")
    assert head == ["Where", "Found", "Expected", "What to do"]
    assert rows
    assert all(cell for row in rows for cell in row)
    [box] = page.at.checkbox
    assert box.label.startswith("I have looked at th")
    assert button(page, PUBLISH).proto.disabled
    page = Page(box.check().run())
    assert not button(page, PUBLISH).proto.disabled


def test_errors_are_shown_with_their_place_and_nothing_can_be_published(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("wrong.xlsx", wrong(areas)))
    assert "nothing can be published" in page.problems
    _, *rows = table(page, "Errors")
    found = {row[0]: row[1:] for row in rows}
    assert "Clackmananshyre" in found["Sheet DFP_1, cell B9"][0]
    assert "Clackmannanshire" in found["Sheet DFP_1, cell B9"][2]
    assert "??" in found["Sheet DFP_1, cell D12"][0]
    assert "-4" in found["Sheet DFP_1, cell E13"][0]
    assert PUBLISH not in labels(page)


def test_with_several_files_each_error_names_its_own(areas: Areas) -> None:
    files = [("wrong.xlsx", wrong(areas)), ("torn.xlsx", diversion(areas)[:3000])]
    page = drop(open_page("add-data"), *files)
    _, *rows = table(page, "Errors")
    places = [row[0] for row in rows]
    assert "torn.xlsx" in places
    assert "wrong.xlsx, sheet DFP_1, cell B9" in places


def test_what_a_file_says_is_shown_as_text_and_never_as_html(areas: Areas) -> None:
    rows = rows_of(areas)
    rows[0][1] = "<script>alert(1)</script>"
    content = workbook(("<b>", [["<i>x</i>"]]), ("DFP_1", [[COVER], [TABLE], HEADER, *rows]))
    page = drop(open_page("add-data"), ("<img src=x>.xlsx", content))
    assert "<script>alert(1)</script>" in page.root.text
    assert not page.root.all("script") + page.root.all("img") + page.root.all("b")


# --- Publishing ---


def test_published_figures_are_seen_at_once_and_linked(areas: Areas, folder: Path) -> None:
    before = current(folder)
    reader = open_page("diversion")
    page = open_page("add-data", {"area": "Falkirk"})
    page = publish(drop(page, ("diversion.xlsx", diversion(areas))))
    assert current(folder) != before
    assert "Published by Ann Example: diversion.xlsx." in page.messages
    assert "go back" in page.messages
    assert commenced(FALKIRK) == {"2023-24": 37.0, "2024-25": 37.0}
    [link] = [one.proto for one in page.at.get("page_link") if "(198 figures)" in one.proto.label]
    assert link.label.startswith("Diversion from prosecution")
    assert dict(parse_qsl(link.query_string.lstrip("?"))) == {"area": "Falkirk"}
    assert page.at.file_uploader[0].value in (None, [])
    assert "loaded yet" in reader.finding
    assert "30" in reader.run().finding


def test_the_history_says_who_loaded_what_and_what_is_current(areas: Areas) -> None:
    page = loaded(areas)
    head, *rows = table(page, "Loads so far")
    assert head == ["When", "What", "Who", "Figures", "Now"]
    assert rows[0][1:3] == ["Loaded diversion.xlsx", "Ann Example"]
    assert [row[4] for row in rows] == ["Current", ""]


def test_the_data_notes_say_what_changed(areas: Areas) -> None:
    loaded(areas)
    page = open_page("data-notes", {"area": "Falkirk"})
    assert "Loaded diversion.xlsx, " in page.root.text
    assert "Ann Example" not in page.root.text
    assert "cases commenced, Falkirk: new for 2023-24 and 2024-25" in page.root.text
    assert "Warnings that were looked at and accepted" in next(e.label for e in page.at.expander)


def test_the_same_file_again_changes_nothing_and_the_page_says_so(
    areas: Areas, folder: Path
) -> None:
    loaded(areas)
    before = current(folder)
    page = drop(open_page("add-data"), ("again.xlsx", diversion(areas)))
    assert "Nothing has changed: all these figures were loaded before." in page.messages
    assert PUBLISH not in labels(page)
    assert current(folder) == before


def test_the_page_says_who_is_loading_and_a_second_try_works(areas: Areas, folder: Path) -> None:
    before = current(folder)
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    with loading_lock(folder / "extracts", "Jo Example", "Loading bail.xlsx"):
        page = publish(page)
    assert "Jo Example has been changing the figures since" in page.problems
    assert "Nothing has changed." in page.problems
    assert current(folder) == before
    page = press(page, PUBLISH)
    assert "Published by Ann Example" in page.messages


def test_a_disk_that_refuses_is_said_in_words(
    areas: Areas, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cjdata.store.loads.write_durably", full)
    page = publish(page)
    assert "No space left on device" in page.problems
    assert button(page, PUBLISH)


# --- Questions ---


YES, NO = True, False


def answer(page: Page, words: str, yes: bool) -> Page:
    [radio] = [one for one in page.at.main.radio if words in one.label]
    return Page(radio.set_value(yes).run())


def kept_answers(folder: Path) -> list[tuple[str, bool, str]]:
    kept = read_answers(folder / "reference").kept.values()
    return [(one.says, one.is_whole, one.by) for one in kept]


def test_a_question_has_its_place_two_answers_and_none_is_chosen(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    assert "1 question: nothing can be published until it is answered below." in page.messages
    [radio] = page.at.main.radio
    assert "Sheet DFP\\_1, cell A1: This table also says “young people”" in radio.label
    assert radio.options == [
        "Yes: the words change nothing, load the figures as they stand",
        "No: leave the figures out",
    ]
    assert radio.value is None
    assert "Nothing can be published until the question above has a yes or a no." in page.root.text
    assert PUBLISH not in labels(page)


def test_the_same_words_in_several_tables_are_asked_once(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas, sheets=2)))
    [radio] = page.at.main.radio
    assert "so does sheet DFP\\_2, cell A1" in radio.label
    page = answer(page, "young people", YES)
    assert "Questions (1, answered)" in page.root.text
    assert [row[1:] for row in table(page, "Tables read from")[1:]] == [
        ["DFP_1", "99"],
        ["DFP_2", "99"],
    ]


def test_after_a_no_the_table_is_named_as_left_out_and_the_answer_kept(
    areas: Areas, folder: Path
) -> None:
    before = current(folder)
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    page = answer(page, "young people", NO)
    assert "Nothing is left to load of young.xlsx" in page.messages
    assert "Sheet DFP_1: The table “Diversion from prosecution" in page.root.text
    assert "is left out, as was answered" in page.root.text
    assert PUBLISH not in labels(page)
    page.at.text_input(key="loading/name").input("Ann Example")
    page = press(page.run(), "Keep these answers")
    assert "The answers are kept. No figures have changed." in page.messages
    assert kept_answers(folder) == [("young people", False, "Ann Example")]
    assert current(folder) == before
    page = drop(page, ("young.xlsx", of_the_young(areas, 1)))
    assert "Nothing is left to load of young.xlsx" in page.messages
    assert "Questions" not in page.root.text


def test_an_answer_can_be_changed_while_the_files_are_there(areas: Areas, folder: Path) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    page = answer(answer(page, "young people", NO), "young people", YES)
    page = publish(page)
    assert "Published by Ann Example: young.xlsx." in page.messages
    assert kept_answers(folder) == [("young people", True, "Ann Example")]


def test_the_next_edition_does_not_ask_again_and_a_kept_answer_can_be_changed(
    areas: Areas, folder: Path
) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    publish(answer(page, "young people", YES))
    page = drop(open_page("add-data"), ("newer.xlsx", of_the_young(areas, 1, edition=2025)))
    assert "Questions" not in page.root.text
    assert "Answers kept from before (1)" in [one.label for one in page.at.expander]
    [radio] = page.at.main.radio
    assert (radio.value, "Answered by Ann Example" in radio.label) == (True, True)
    page = answer(page, "young people", NO)
    assert "Nothing is left to load of newer.xlsx" in page.messages
    page.at.text_input(key="loading/name").input("Jo Example")
    page = press(page.run(), "Keep these answers")
    assert kept_answers(folder) == [("young people", False, "Jo Example")]


def test_an_answer_does_not_count_for_another_file(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    page = answer(page, "young people", NO)
    page = drop(page, ("other.xlsx", of_the_young(areas, 1)))
    assert page.at.main.radio[0].value is None
    assert "1 question" in page.messages
    page = drop(page)
    page = drop(page, ("young.xlsx", of_the_young(areas)))
    assert page.at.main.radio[0].value is None


def test_an_answer_outlasts_a_mistake_in_another_field(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("young.xlsx", of_the_young(areas)))
    page = answer(page, "young people", YES)
    page = Page(page.at.text_input(key="loading/published").input("some day").run())
    assert not page.at.main.radio
    page = Page(page.at.text_input(key="loading/published").input("").run())
    assert page.at.main.radio[0].value is True
    assert PUBLISH in labels(page)


# --- When it was published ---


def test_a_date_that_nothing_says_is_asked_for_beside_the_edition(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas, published="")))
    page = Page(page.at.text_input(key="loading/edition").input("2024-25 reissued").run())
    assert "Nothing says when" in page.root.text
    assert "Say below when it was published" in page.root.text
    assert PUBLISH not in labels(page)
    page = Page(page.at.text_input(key="loading/published").input("some day").run())
    assert "“some day” is no date" in page.problems
    page = Page(page.at.text_input(key="loading/published").input("2025-12").run())
    assert "Nothing says when" not in page.root.text
    assert "edition 2024-25 reissued, published December 2025" in page.root.text
    assert PUBLISH in labels(page)


# --- Read once ---


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The edition given with every check that was made."""
    made: list[str] = []

    def check(*arguments: Any, **named: Any) -> load_workbooks.CheckedUpload:
        made.append(named["edition"])
        return load_workbooks.check_files(*arguments, **named)

    monkeypatch.setattr(visit_uploads, "check_files", check)
    return made


def test_a_file_is_read_once_and_again_when_the_edition_changes(
    areas: Areas, checks: list[str]
) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    page = Page(page.at.checkbox[0].check().run())
    page = Page(page.at.text_input(key="loading/name").input("Ann").run())
    assert checks == [""]
    page = Page(page.at.text_input(key="loading/edition").input(" 2024-25  updated ").run())
    assert checks == ["", "2024-25 updated"]
    assert "edition 2024-25 updated" in page.root.text
    assert "nobody can tell which is the newer" in page.root.text
    page = Page(page.at.text_input(key="loading/published").input("2025-12").run())
    assert len(checks) == 3
    assert not page.at.checkbox[0].value


def test_figures_that_somebody_else_loads_meanwhile_make_a_new_check(
    areas: Areas, checks: list[str]
) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    loaded(areas)
    page = page.run()
    assert len(checks) == 3
    assert "Nothing has changed" in page.messages


def test_taking_the_file_away_forgets_it(areas: Areas, checks: list[str]) -> None:
    page = drop(drop(open_page("add-data"), ("diversion.xlsx", diversion(areas))))
    assert labels(page) == [DROP]
    assert "_here/checked" not in page.at.session_state


def test_leaving_the_page_forgets_what_was_read(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    other = Page(page.at.switch_page("pages/diversion.py").run())
    assert other.title == "Diversion from prosecution"
    assert "_here/checked" not in other.at.session_state


# --- Going back ---


def test_going_back_asks_first_and_then_shows_the_earlier_figures(
    areas: Areas, folder: Path
) -> None:
    before = current(folder)
    page = loaded(areas)
    page = press(page, BACK)
    assert "Go back to the figures of" in page.messages
    assert current(folder) != before
    page = press(page, "Leave it as it is")
    assert "Yes, go back" not in labels(page)
    page = press(press(page, BACK), "Yes, go back")
    assert current(folder) == before
    assert "again" in page.messages
    assert commenced(CLACKS) == {}
    _, *rows = table(page, "Loads so far")
    assert [row[4] for row in rows] == ["", "Current"]


def test_what_was_gone_back_from_can_be_come_back_to(areas: Areas, folder: Path) -> None:
    page = loaded(areas)
    after = current(folder)
    page = press(press(page, BACK), "Yes, go back")
    page = press(press(page, BACK), "Yes, go back")
    assert current(folder) == after


def test_without_earlier_figures_there_is_no_way_back() -> None:
    assert BACK not in labels(open_page("add-data"))


# --- Pointing ---


def point(page: Page) -> Page:
    """Say what the two headings stand for, and of which publication."""
    page = choose(page, "“Joined” is", COMMENCED)
    page = choose(page, "“Left early” is", "diversion_cases_completed")
    return choose(page, "Publication", "jsw-part-1")


def test_a_workbook_that_no_recipe_knows_can_be_pointed_at(areas: Areas, folder: Path) -> None:
    page = drop(open_page("add-data"), ("gate.xlsx", unknown(areas)))
    [_, row] = table(page, "Errors")
    assert "Show below where its figures are." in row
    assert "Choose a measure" in page.messages
    page = point(page)
    assert "132 figures read: 33 areas, 2023-24 to 2024-25" in page.messages
    rows = table(page, "Some of the figures read")
    assert rows[1][:4] == [
        "Clackmannanshire",
        "2023-24",
        "Diversion from prosecution: cases commenced",
        "30",
    ]
    page = press(page, "Keep this as a recipe")
    assert (folder / "reference" / "recipes" / "own-meeting-people-at-the-gate.toml").exists()
    assert "Kept as own-meeting-people-at-the-gate.toml" in page.messages
    assert "Meeting people at the gate, edition 2024-25" in page.root.text
    publish(page)
    assert commenced(CLACKS) == {"2023-24": 30.0, "2024-25": 30.0}


def test_another_table_of_the_workbook_can_be_added(areas: Areas, folder: Path) -> None:
    rows = [[a.name, 5] for a in areas.councils]
    second = [["Table 2: People asked, 2024-25"], [], ["Partnership", "Asked"], *rows]
    file = ("gate.xlsx", unknown(areas, ("Asked", second)))
    page = press(point(drop(open_page("add-data"), file)), "Keep this as a recipe")
    page = press(page, "Add another table of it")
    page = choose(page, "Table", 1)
    page = choose(page, "“Asked” is", "diversion_referrals")
    assert "32 figures read" in page.messages
    page = press(page, "Add this table to the recipe")
    assert "The table is added to own-meeting-people-at-the-gate.toml." in page.messages
    assert [row[1:] for row in table(page, "Tables read from gate.xlsx")[1:]] == [
        ["Data", "132"],
        ["Asked", "32"],
    ]
    assert len(list((folder / "reference" / "recipes").glob("own-*.toml"))) == 1


def test_a_sign_that_is_not_known_is_asked_about(areas: Areas) -> None:
    page = point(drop(open_page("add-data"), ("gate.xlsx", unknown(areas, sign="n/k"))))
    assert "“n/k”" in table(page, "What is not understood")[1][1]
    page = choose(page, "“n/k”", "not_available")
    assert not [t for t in page.root.all("caption") if "not understood" in t.text]
    assert "132 figures read" in page.messages


def test_a_heading_is_shown_as_it_is_in_the_name_of_its_control(areas: Areas) -> None:
    page = drop(open_page("add-data"), ("gate.xlsx", unknown(areas, heading="_Joined_ [a]")))
    assert [box.label for box in page.at.selectbox if "Joined" in box.label] == [
        r"“\_Joined\_ \[a\]” is"
    ]


def test_a_recipe_made_by_pointing_can_be_forgotten(areas: Areas, folder: Path) -> None:
    page = point(drop(open_page("add-data"), ("gate.xlsx", unknown(areas))))
    page = press(page, "Keep this as a recipe")
    page = press(page, "Forget this recipe")
    assert "is put away" in page.messages
    assert not list((folder / "reference" / "recipes").glob("own-*.toml"))
    assert "No table of “gate.xlsx” is known" in page.root.text


def test_pointing_is_refused_where_loading_is_no_longer_allowed(
    areas: Areas, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = point(drop(open_page("add-data"), ("gate.xlsx", unknown(areas))))
    answers = iter([True, False])
    monkeypatch.setattr(access, "is_allowed", lambda: next(answers))
    page = press(page, "Keep this as a recipe")
    assert "You may not load figures from here." in page.problems
    assert not list((folder / "reference" / "recipes").glob("own-*.toml"))


# --- What can be wrong with the folder ---


def break_recipe(folder: Path) -> str:
    (folder / "reference" / "recipes" / "jsw-part-1.toml").write_text("title = ", encoding="utf-8")
    return "recipes/jsw-part-1.toml: the recipe cannot be read"


def break_catalogue(folder: Path) -> str:
    record = folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    record.write_text("[[choice\n", encoding="utf-8")
    return "indicators/01-diversion.toml: is not valid TOML"


@pytest.mark.parametrize("break_it", [break_recipe, break_catalogue])
def test_a_mistake_in_the_folder_is_named_and_the_page_stands(
    break_it: Callable[[Path], str], areas: Areas, folder: Path
) -> None:
    said = break_it(folder)
    page = drop(open_page("add-data"), ("diversion.xlsx", diversion(areas)))
    assert said in page.problems
    assert "Loads so far" in page.root.text
    assert PUBLISH not in labels(page)


def test_without_recipes_the_page_stands(areas: Areas, folder: Path) -> None:
    shutil.rmtree(folder / "reference" / "recipes")
    (folder / "reference" / "recipes").mkdir()
    page = drop(open_page("add-data"), ("gate.xlsx", unknown(areas)))
    page = press(point(page), "Keep this as a recipe")
    assert "Kept as" in page.messages


def questions(page: Page) -> list[Any]:
    return [one for one in page.at.radio if str(one.key).startswith("loading/answer/")]


def test_many_questions_are_answered_together(areas: Areas, folder: Path) -> None:
    names = ("young people", "care leavers", "students", "tenants")
    rows = rows_of(areas)
    titles = [TABLE.replace("by local", f"{name}, by local") for name in names]
    tables = [(f"DFP_{n}", [[t], [], HEADER, *rows]) for n, t in enumerate(titles, start=1)]
    book = workbook(("Cover", [[COVER], ["Published 10 September 2025"]]), *tables)
    page = drop(open_page("add-data"), ("diversion.xlsx", book))
    asked = questions(page)
    assert len(asked) > 3
    for field in asked:
        field.set_value(True)
    page = press(page, "Use these answers")
    assert all(field.value is True for field in questions(page))
    assert "Questions (" in page.root.text
    assert "answered)" in page.root.text
