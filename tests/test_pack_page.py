"""The pack on the pages, as Streamlit runs them, without a browser: added, ordered, shared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from known_pages import CATALOGUE
from read_pages import Page, open_page, share_no_more, use_shared

from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.pack import pack_address, remembered_pack, view_rows
from cjdata.dashboard.pack.keyboard_focus import marker
from cjdata.dashboard.pack.remembered_pack import RememberedPack
from cjdata.dashboard.pack.share_pack import read_pack
from cjdata.dashboard.sign_in import access, return_to_page
from cjdata.dashboard.sign_in.access import Editor
from cjdata.errors import CjdataError, Mistake
from cjdata.library import FigureSet, library
from cjdata.narrative import SavedPack, WordsError
from cjdata.pack import (
    Item,
    Noted,
    Pack,
    Shown,
    from_json,
    from_link,
    merge,
    opened,
    ready_made_pack,
    to_json,
    to_link,
)
from cjdata.pack.model import MOST_ITEMS
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.views.addressed import read_view_address
from cjdata.views.view_address import view_address
from cjdata.wording import pack_page as words

TREND = "diversion/trend?area=Clackmannanshire&measure=diversion_rate_per_10000"
PROFILE, GLANCE = (
    "area-profile/profile?area=Clackmannanshire",
    "at-a-glance/glance?area=Clackmannanshire",
)
THREE = (("diversion", "trend"), ("area-profile", "profile"), ("at-a-glance", "glance"))
HOMELESS = "homelessness_applications_from_prison"
HOUSING = f"housing/trend?area=Clackmannanshire&measure={HOMELESS}"
NAME = "Clackmannanshire: meeting pack"


@pytest.fixture(autouse=True)
def viewer(data_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who reads, where no words and no packs are held yet."""
    use_shared(data_folder, home, monkeypatch)
    monkeypatch.setattr(access, "editor", lambda: None)


Become = Callable[[str | None], None]


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch) -> Become:
    """Be an editor of this name from now on, or a viewer."""

    def change(name: str | None) -> None:
        monkeypatch.setattr(access, "editor", lambda: Editor(name) if name else None)

    return change


# --- What a person does ---


def go(page: Page, path: str) -> Page:
    """Follow the navigation."""
    return Page(page.at.switch_page(f"pages/{path}.py").run())


def button(page: Page, key: str) -> Any:
    [found] = [one for one in page.at.button if one.key == key]
    return found


def has(page: Page, key: str) -> bool:
    return any(one.key == key for one in page.at.button)


def press(page: Page, key: str) -> Page:
    return Page(button(page, key).click().run())


def collected(views: Iterable[tuple[str, str]] = THREE, **address: str) -> Page:
    """The page of the pack after views were added on their pages."""
    page: Page | None = None
    for path, kind in views:
        page = open_page(path, address) if page is None else go(page, path)
        page = press(page, f"pack/{path}/{kind}")
    assert page is not None
    return go(page, "meeting-pack")


def held(page: Page) -> Pack:
    found = page.at.session_state["_pack"]
    assert isinstance(found, Pack)
    return found


def texts(page: Page) -> list[str]:
    return [address.text for address in held(page).addresses]


def listed(page: Page) -> list[str]:
    """The headings of the list, without their numbers."""
    headings = [node.all("h3")[0].text for node in page.root.all(css="cj-pack-item")]
    assert [one.split(". ")[0] for one in headings] == [str(n) for n in range(1, len(headings) + 1)]
    return [one.split(". ", 1)[1] for one in headings]


def control(page: Page, name: str, at: int) -> str:
    """The key of a button of one view of the list."""
    return f"pack/{name}/{view_rows.key_of(held(page).addresses[at])}"


def link_labels(page: Page) -> list[str]:
    return [link.proto.label for link in page.at.get("page_link")]


# --- Adding ---


def test_a_view_is_added_on_its_page_and_taken_out_again() -> None:
    page = press(open_page("diversion"), "pack/diversion/trend")
    assert texts(page) == [TREND]
    assert button(page, "pack/diversion/trend").label == "Remove from pack"
    assert link_labels(page).count("Meeting pack (1 view)") == 1
    page = press(page, "pack/diversion/trend")
    assert texts(page) == []
    assert button(page, "pack/diversion/trend").label == "Add to pack"
    assert "Meeting pack (1 view)" not in link_labels(page)


def test_another_choice_on_the_page_is_another_view() -> None:
    page = press(open_page("diversion", {"area": "Fife"}), "pack/diversion/trend")
    page.at.selectbox(key="area").set_value("Stirling")
    page = page.run()
    assert button(page, "pack/diversion/trend").label == "Add to pack"
    page = press(page, "pack/diversion/trend")
    assert [address.chosen["area"] for address in held(page).addresses] == ["Fife", "Stirling"]
    assert held(page).area == library().figures("published").areas.find("Fife").code


def test_three_views_of_three_pages_stand_in_the_order_in_which_they_were_added() -> None:
    page = collected()
    assert texts(page) == [TREND, PROFILE, GLANCE]
    assert len(listed(page)) == 3
    assert listed(page)[0].startswith("Diversion from prosecution: rate of cases commenced")
    figures = library().figures("published")
    for row, node in zip(
        (view_rows.row_of(item, figures, date.today()) for item in held(page).items),
        page.root.all(css="cj-pack-item"),
        strict=True,
    ):
        assert row.said in node.text
        assert row.area in node.text
    assert held(page).name == NAME
    assert NAME in [node.text for node in page.root.all("h2")]


def test_each_view_of_the_list_leads_back_to_where_it_was_seen() -> None:
    page = collected([("diversion", "trend")], area="Fife", set="illustrative")
    [link] = [one for one in page.at.get("page_link") if "See it on" in one.proto.label]
    assert link.proto.page == "diversion"
    assert link.proto.query_string == (
        "area=Fife&measure=diversion_rate_per_10000&set=illustrative"
    )


def test_a_full_pack_says_so_where_somebody_adds_one_more() -> None:
    page = open_page("diversion")
    many = [view_address("housing", "trend", {"area": str(n)}) for n in range(MOST_ITEMS)]
    page.at.session_state["_pack"] = Pack("Full", CLACKMANNANSHIRE, tuple(map(Item, many)))
    page = press(page, "pack/diversion/trend")
    assert "it holds 60 views, and no more can be added" in page.problems
    assert len(held(page).items) == MOST_ITEMS
    assert button(page, "pack/diversion/trend").label == "Add to pack"


# --- The list ---


def test_views_are_moved_and_taken_out_and_the_page_says_so() -> None:
    page = collected()
    first, second, third = listed(page)
    page = press(page, control(page, "down", 0))
    assert listed(page) == [second, first, third]
    assert f"“{first}” is view 2 of 3 now." in page.messages
    page = press(page, control(page, "up", 2))
    assert listed(page) == [second, third, first]
    page = press(page, control(page, "up", 0))
    assert f"“{second}” is the first view already." in page.messages
    page = press(page, control(page, "out", 1))
    assert listed(page) == [second, first]
    assert f"“{third}” was taken out." in page.messages
    page = press(page, "pack/back")
    assert listed(page) == [second, third, first]
    assert words.TEXTS.brought_back in page.messages


def test_a_moved_view_keeps_its_buttons_and_the_keyboard_stays_there() -> None:
    page = collected()
    keys = {control(page, name, at) for name in ("up", "down", "out") for at in range(3)}
    pressed = control(page, "down", 0)
    page = press(page, pressed)
    assert keys <= {one.key for one in page.at.button}
    assert f'data-cj-focus="{pressed.replace("/", "-")}"' in page.html


def test_every_button_says_to_which_view_it_belongs() -> None:
    page = collected()
    for at, heading in enumerate(listed(page)):
        label = button(page, control(page, "up", at)).label
        assert label.replace("\\", "") == f"Move up *: {heading}, Clackmannanshire*"


def test_the_pack_is_renamed_in_place() -> None:
    page = collected()
    page.at.text_input(key="pack/name").input("  December   meeting ")
    page = page.run()
    assert held(page).name == "December meeting"
    assert "The pack is called “December meeting” now." in page.messages
    page.at.text_input(key="pack/name").input("  ")
    page = page.run()
    assert "it has no name" in page.problems
    assert page.at.text_input(key="pack/name").value == held(page).name == "December meeting"


def test_the_pack_is_titled_for_another_area_only_when_somebody_says_so() -> None:
    page = collected()
    assert not has(page, "pack/area")
    page.at.selectbox(key="area").set_value("Fife")
    page = page.run()
    assert "Slides are titled for Clackmannanshire." in page.root.text
    page = press(page, "pack/area")
    assert "Slides are titled for Fife." in page.root.text
    assert not has(page, "pack/area")


def test_emptying_asks_first_and_can_be_undone() -> None:
    page = press(collected(), "pack/empty")
    assert "Take out all 3 views?" in page.messages
    page = press(page, "pack/empty/no")
    assert len(listed(page)) == 3
    page = press(press(page, "pack/empty"), "pack/empty/yes")
    assert words.TEXTS.empty_heading in page.root.text
    assert words.TEXTS.emptied in page.messages
    assert "pack" not in page.address
    page = press(page, "pack/back")
    assert texts(page) == [TREND, PROFILE, GLANCE]


def test_an_empty_pack_says_how_to_fill_it_and_starts_with_the_indicators() -> None:
    page = open_page("meeting-pack", {"area": "Falkirk"})
    assert words.TEXTS.how_to_add in page.root.text
    assert (
        button(page, "pack/start").label
        == "Start with the indicators and context of Falkirk: 13 views"
    )
    page = press(page, "pack/start")
    figures = library().figures("published")
    falkirk = figures.areas.find("Falkirk").code
    assert held(page) == ready_made_pack(figures, falkirk, date.today())
    assert len(listed(page)) == len(CATALOGUE.themes)


def test_the_indicators_are_added_to_what_there_is_and_none_twice() -> None:
    page = press(collected(), "pack/indicators")
    assert texts(page)[:3] == [TREND, PROFILE, GLANCE]
    assert len(texts(page)) == 15
    assert "12 views added." in page.messages
    assert "They are all in the pack already." in press(page, "pack/indicators").messages


# --- What has changed ---


def noted(text: str, value: float, figures_set: str = "published") -> Item:
    """A view as somebody saw it long ago."""
    figures = (Noted(HOMELESS, CLACKMANNANSHIRE, "2023-24", value, 0, "published", ""),)
    return Item(read_view_address(text), Shown(figures_set, "published-long-ago", "", figures))


def with_pack(pack: Pack) -> Page:
    page = open_page("meeting-pack")
    page.at.session_state["_pack"] = pack
    return page.run()


def test_what_has_changed_is_said_until_somebody_has_seen_it() -> None:
    page = with_pack(Pack("Old", CLACKMANNANSHIRE, (noted(HOUSING, 9999),)))
    assert words.TEXTS.changed_title in page.messages
    assert "2023-24, from 9,999 to 25" in page.messages
    assert words.TEXTS.newest in page.messages
    page = press(page, "pack/note")
    assert words.TEXTS.changed_title not in page.root.text
    assert words.TEXTS.noted in page.messages
    assert held(page).items[0].shown.snapshot_id != "published-long-ago"  # type: ignore[union-attr]


def test_figures_of_the_other_set_are_named_and_not_compared() -> None:
    page = with_pack(Pack("Old", CLACKMANNANSHIRE, (noted(TREND, 1, "illustrative"),)))
    assert "added from the illustrative figures" in page.root.all(css="cj-pack-item")[0].text


def test_a_view_that_there_is_no_longer_says_why_and_can_be_taken_out() -> None:
    lost = Item(read_view_address("diversion/trend?area=Atlantis"))
    page = with_pack(Pack("Old", CLACKMANNANSHIRE, (lost, noted(TREND, 9999))))
    first, _ = page.root.all(css="cj-pack-item")
    assert "This can no longer be shown: “Atlantis” is not a known area." in first.text
    page = press(page, control(page, "out", 0))
    assert texts(page) == [TREND]


def test_rows_are_made_once_as_long_as_nothing_changes(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_no_more(data_folder, monkeypatch)
    made: list[str] = []
    row_of = view_rows.row_of

    def counted(item: Item, figures: FigureSet, today: date) -> view_rows.PackRow:
        made.append(item.address.text)
        return row_of(item, figures, today)

    monkeypatch.setattr(view_rows, "row_of", counted)
    page = collected()
    assert made == [TREND, PROFILE, GLANCE]
    page = press(page, control(page, "down", 0)).run()
    assert len(made) == 3
    page.at.radio(key="set").set_value("illustrative")
    page.run()
    assert len(made) == 6


# --- Links ---


def test_the_address_carries_the_pack_to_somebody_else() -> None:
    page = collected(area="Fife")
    assert [a.text for a in from_link(page.address["pack"]).addresses] == texts(page)
    code = page.at.code[0].value
    assert f"area=Fife&pack={page.address['pack']}" in code
    theirs = open_page("meeting-pack", page.address)
    assert listed(theirs) == listed(page)
    assert held(theirs).name == held(page).name
    assert theirs.address == page.address


def test_the_pack_stays_when_the_reader_looks_at_other_parts_and_pages() -> None:
    page = collected()
    address = page.address["pack"]
    page = go(go(page, "diversion"), "meeting-pack")
    assert page.address["pack"] == address
    part = open_page("meeting-pack", {"part": "files", "pack": address})
    assert texts(part) == [TREND, PROFILE, GLANCE]
    assert part.address == {"part": "files", "pack": address}


def come_to(page: Page, **address: str) -> Page:
    """Open an address in the same visit, as Back and links do."""
    page.at.query_params.clear()
    for key, value in address.items():
        page.at.query_params[key] = value
    return page.run()


def test_back_never_brings_an_older_pack_over_a_newer_one() -> None:
    page = collected()
    older = page.address["pack"]
    page = press(page, control(page, "out", 0))
    newer = page.address["pack"]
    page = come_to(page, pack=older)
    assert texts(page) == [PROFILE, GLANCE]
    assert page.address["pack"] == newer


OTHER = Pack(
    "Their pack",
    CLACKMANNANSHIRE,
    tuple(
        Item(read_view_address(text)) for text in (GLANCE, "local-plan/plan?area=Clackmannanshire")
    ),
)


def test_another_pack_in_a_link_asks_before_anything_is_lost() -> None:
    page = come_to(collected(), pack=to_link(OTHER))
    assert "This link holds another pack: “Their pack”, 2 views." in page.messages
    assert texts(page) == [TREND, PROFILE, GLANCE]
    kept = press(page, "pack/link/keep")
    assert texts(kept) == [TREND, PROFILE, GLANCE]
    assert "another pack" not in kept.messages


def test_the_pack_of_a_link_is_opened_on_a_yes_and_mine_comes_back() -> None:
    page = press(come_to(collected(), pack=to_link(OTHER)), "pack/link/open")
    assert held(page).name == "Their pack"
    assert len(listed(page)) == 2
    page = press(page, "pack/back")
    assert texts(page) == [TREND, PROFILE, GLANCE]


def test_the_views_of_a_link_are_added_to_mine() -> None:
    page = press(come_to(collected(), pack=to_link(OTHER)), "pack/link/add")
    assert texts(page)[:3] == [TREND, PROFILE, GLANCE]
    assert len(texts(page)) == 4
    assert held(page).name == NAME


@pytest.mark.parametrize("text", ["x", "../..", to_link(OTHER)[:-4], "a" * 7000])
def test_a_damaged_link_says_so_and_the_page_draws(text: str) -> None:
    page = open_page("meeting-pack", {"pack": text})
    assert words.TEXTS.damaged_link in page.messages
    assert "it does not hold one" in page.messages
    assert words.TEXTS.empty_heading in page.root.text
    mine = come_to(collected(), pack=text)
    assert texts(mine) == [TREND, PROFILE, GLANCE]


def test_a_link_of_an_area_that_is_not_known_is_refused() -> None:
    page = open_page("meeting-pack", {"pack": to_link(Pack("X", "S99", OTHER.items))})
    assert "is not a known single area" in page.messages


def test_a_pack_too_long_for_a_link_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjdata.pack.links.MOST_LETTERS", 50)
    page = collected()
    assert words.TEXTS.too_long in page.messages
    assert "pack" not in page.address


@pytest.mark.parametrize(
    ("mark", "written", "mine", "step"),
    [
        ("", set(), None, "keep"),
        ("a", {"a"}, OTHER, "keep"),
        ("a", {"b"}, None, "open"),
        ("a", {"b"}, Pack("Empty", CLACKMANNANSHIRE), "open"),
        ("a", {"b"}, OTHER, "ask"),
    ],
)
def test_what_becomes_of_the_pack_in_an_address(
    mark: str, written: set[str], mine: Pack | None, step: str
) -> None:
    assert pack_address.step_for(mark, written, mine) == step


# --- From visit to visit ---


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> str:
    """Every page is opened by one browser, in a visit of its own."""
    monkeypatch.setattr(return_to_page, "this_browser", lambda: "one")
    monkeypatch.setattr(remembered_pack, "_left", {})
    return "one"


def test_a_new_visit_of_the_same_browser_goes_on_with_the_pack(
    browser: str, become: Become, monkeypatch: pytest.MonkeyPatch
) -> None:
    become("Ann")
    first = press(collected(), "pack/save")
    again = open_page("meeting-pack")
    assert held(again) == held(first)
    assert "Saved by Ann at" in again.root.text
    press(again, control(again, "out", 0))
    third = open_page("meeting-pack", first.address)
    assert texts(third) == [PROFILE, GLANCE]  # the link is one of its own, and older
    assert words.TEXTS.changed_since in third.root.text
    monkeypatch.setattr(return_to_page, "this_browser", lambda: "another")
    assert words.TEXTS.empty_heading in open_page("meeting-pack").root.text


def test_a_pack_is_let_go_of_after_a_day_and_where_too_many_are_held(
    browser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered_pack.remember(RememberedPack(OTHER))
    assert remembered_pack.recall() == RememberedPack(OTHER)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 13 * 60 * 60)
    assert remembered_pack.recall() is None
    remembered_pack.remember(RememberedPack(OTHER))
    monkeypatch.setattr(remembered_pack, "_MOST", 1)
    monkeypatch.setattr(return_to_page, "this_browser", lambda: "another")
    remembered_pack.remember(RememberedPack(None))
    monkeypatch.setattr(return_to_page, "this_browser", lambda: "one")
    assert remembered_pack.recall() is None


# --- Opened, merged, as a file ---


def test_an_opened_pack_names_its_views_as_pages_do(published: FigureSet, today: date) -> None:
    bare = Item(read_view_address("diversion/trend"), Shown("published", published.snapshot_id))
    twice = Item(read_view_address("diversion/trend?area=Clackmannanshire"))
    pack = opened(Pack("X", CLACKMANNANSHIRE, (bare, twice)), published, today)
    assert [address.text for address in pack.addresses] == [TREND]
    again = opened(Pack("X", CLACKMANNANSHIRE, (bare,)), published, today)
    assert again.items[0].shown is not None
    assert again.items[0].shown.figures  # noted now, as the snapshot is the same
    assert opened(again, published, today) == again


def test_merging_keeps_the_order_of_both_and_stops_when_full() -> None:
    pack = merge(Pack("X", CLACKMANNANSHIRE, OTHER.items[:1]), OTHER)
    assert pack == Pack("X", CLACKMANNANSHIRE, OTHER.items)
    many = [view_address("housing", "trend", {"area": str(n)}) for n in range(MOST_ITEMS)]
    full = Pack("Full", CLACKMANNANSHIRE, tuple(map(Item, many)))
    with pytest.raises(CjdataError, match="no more can be added"):
        merge(full, OTHER)


def test_the_file_of_a_pack_reads_back_whole_and_no_other_does() -> None:
    pack = held(collected())
    assert read_pack("pack.json", to_json(pack).encode()) == pack
    for content in (b"\xff\xfe\x00", b"[]", b"{", to_json(pack).encode()[:-9]):
        with pytest.raises(CjdataError):
            read_pack("pack.json", content)


def test_whoever_may_edit_opens_a_pack_from_a_file(become: Become) -> None:
    become("Ann")
    page = collected()
    page.at.file_uploader[0].set_value([("p.json", to_json(OTHER).encode(), "application/json")])
    page = page.run()
    assert held(page).name == "Their pack"
    assert "“Their pack” is open now." in page.messages
    page.at.file_uploader[0].set_value([("p.json", b"no pack", "application/json")])
    page = page.run()
    assert words.TEXTS.damaged_file in page.problems
    assert held(page).name == "Their pack"


def test_the_marker_of_the_keyboard_holds_nothing_but_a_name() -> None:
    assert marker('pack/up/a"><b>', 3) == (
        '<div data-cj-focus="pack-up-a---b-" data-cj-count="3"></div>'
    )


# --- Saved packs ---


def saved() -> tuple[SavedPack, ...]:
    return open_words_store.words().packs.listed()


def with_list(page: Page) -> Page:
    """The page with the list of the saved packs open."""
    page.at.session_state["pack/saved"] = True
    return page.run()


def test_a_viewer_sees_nothing_of_saving() -> None:
    page = collected()
    assert not any(
        (one.key or "").startswith(("pack/save", "pack/version")) for one in page.at.button
    )
    assert words.TEXTS.saved_title not in [one.label for one in page.at.expander]
    assert not page.at.file_uploader
    assert words.TEXTS.kept_by_link in page.root.text


def test_an_editor_saves_the_pack_and_is_told_what_is_not_saved(become: Become) -> None:
    become("Ann Example")
    page = collected()
    assert words.TEXTS.not_saved in page.root.text
    page = press(page, "pack/save")
    [one] = saved()
    assert (one.name, one.area, one.by) == (NAME, CLACKMANNANSHIRE, "Ann Example")
    assert from_json(one.body) == held(page)
    assert f"Saved by Ann Example at {one.saved.astimezone():%H:%M}." in page.root.text
    assert not has(page, "pack/save")
    page = press(page, control(page, "down", 0))
    assert words.TEXTS.changed_since in page.root.text
    page = press(page, "pack/save")
    [two] = saved()
    assert (two.id, two.number) == (one.id, one.number + 1)


def test_who_is_no_longer_an_editor_saves_nothing(become: Become) -> None:
    become("Ann")
    page = collected()
    become(None)
    page = press(page, "pack/save")
    assert words.TEXTS.no_editor in page.problems
    become("Ann")
    assert saved() == ()


def test_saved_packs_are_listed_opened_removed_and_brought_back(become: Become) -> None:
    become("Ann")
    page = press(collected(), "pack/save")
    [one] = saved()
    page = with_list(press(press(page, "pack/empty"), "pack/empty/yes"))
    assert "Clackmannanshire, 3 views. Saved by Ann, " in page.root.text
    page = with_list(press(page, f"pack/saved/open/{one.id}"))
    assert texts(page) == [TREND, PROFILE, GLANCE]
    assert "Saved by Ann at" in page.root.text
    page = with_list(press(page, f"pack/saved/remove/{one.id}"))
    assert saved() == ()
    assert f"“{NAME}” is no longer in the list." in page.messages
    assert words.TEXTS.not_saved in page.root.text
    page = with_list(press(page, "pack/saved/back"))
    assert [back.body for back in saved()] == [one.body]
    assert f"“{NAME}” is in the list again." in page.messages


def test_an_earlier_version_is_opened_and_saved_on_top(become: Become) -> None:
    become("Ann")
    page = press(collected(), "pack/save")
    page = press(press(page, control(page, "out", 0)), "pack/save")
    page = press(with_list(page), "pack/version/1")
    assert texts(page) == [TREND, PROFILE, GLANCE]
    assert words.TEXTS.changed_since in page.root.text
    press(page, "pack/save")
    assert [one.number for one in saved()] == [3]


def by_another(page: Page) -> SavedPack:
    """Save the pack as somebody else does meanwhile."""
    [now] = saved()
    pack = Pack("December", CLACKMANNANSHIRE, held(page).items[:1])
    answer = open_words_store.words().packs.save(
        to_json(pack),
        name=pack.name,
        area=pack.area,
        by="Bob",
        pack_id=now.id,
        base_version=now.number,
    )
    assert isinstance(answer, SavedPack)
    return answer


def two_savers(become: Become) -> Page:
    become("Ann")
    page = press(collected(), "pack/save")
    by_another(page)
    return press(press(page, control(page, "down", 0)), "pack/save")


def test_two_savers_are_both_shown_and_nothing_is_lost(become: Become) -> None:
    page = two_savers(become)
    assert "Somebody else saved “December” while you had it open." in page.problems
    assert "Theirs: saved by Bob" in page.problems
    assert "Yours: by Ann" in page.problems
    assert not has(page, "pack/save")
    [head] = saved()
    states = [one.state for one in open_words_store.words().packs.history(head.id)]
    assert sorted(states) == ["aside", "saved", "saved"]


def test_mine_is_saved_on_top(become: Become) -> None:
    page = press(two_savers(become), "pack/save/top")
    [head] = saved()
    assert from_json(head.body) == held(page)
    assert head.by == "Ann"
    assert "Saved by Ann at" in page.root.text


def test_theirs_is_opened_and_mine_can_be_brought_back(become: Become) -> None:
    page = two_savers(become)
    mine = held(page)
    page = press(page, "pack/save/theirs")
    assert held(page).name == "December"
    assert "Saved by Bob at" in page.root.text
    page = press(page, "pack/back")
    assert held(page) == mine


def test_mine_is_saved_as_another_pack(become: Become) -> None:
    page = press(two_savers(become), "pack/save/apart")
    assert {one.name for one in saved()} == {"December", f"{NAME} (Ann)"}
    assert held(page).name == f"{NAME} (Ann)"
    assert "Saved by Ann at" in page.root.text


def test_a_pack_that_was_removed_meanwhile_can_still_be_saved(become: Become) -> None:
    become("Ann")
    page = press(collected(), "pack/save")
    [one] = saved()
    open_words_store.words().packs.remove(one.id, by="Bob", base_version=one.number)
    page = press(press(page, control(page, "down", 0)), "pack/save")
    assert words.TEXTS.removed_meanwhile in page.problems
    press(page, "pack/save/top")
    assert len(saved()) == 1


def test_a_pack_that_somebody_saved_meanwhile_is_not_removed_unseen(become: Become) -> None:
    become("Ann")
    page = with_list(press(collected(), "pack/save"))
    by_another(page)
    page = press(page, f"pack/saved/remove/{saved()[0].id}")
    assert "was not removed: Bob saved it meanwhile" in page.problems
    assert len(saved()) == 1


def test_a_locked_database_says_so_and_the_pack_stays(
    become: Become, monkeypatch: pytest.MonkeyPatch
) -> None:
    become("Ann")
    page = collected()
    packs = open_words_store.words().packs
    monkeypatch.setattr(type(packs), "save", locked)
    monkeypatch.setattr(type(packs), "listed", locked)
    page = press(page, "pack/save")
    assert "words: is locked. Wait a moment." in page.problems
    assert words.TEXTS.still_here in page.problems
    assert texts(page) == [TREND, PROFILE, GLANCE]
    assert has(page, "pack/save")
    assert words.TEXTS.still_here in with_list(page).problems


def locked(*_: Any, **__: Any) -> Any:
    raise WordsError(Mistake("words", "is locked", "Wait a moment."))


def test_what_is_said_of_saving_names_the_day_unless_it_is_today() -> None:
    moment = datetime(2026, 11, 3, 14, 3, tzinfo=UTC).astimezone()
    day = f"{moment.day} {moment:%B %Y}"
    said = words.saved_by("Ann", moment.isoformat(), day)
    assert said == f"Saved by Ann at {moment:%H:%M}."
    other = words.saved_by("Ann", moment.isoformat(), "4 November 2026")
    assert other == f"Saved by Ann on {day} at {moment:%H:%M}."


def test_the_name_of_a_pack_kept_apart_is_never_too_long() -> None:
    assert words.apart("December", "Ann") == "December (Ann)"
    assert len(words.apart("x" * 120, "Ann")) == 120
