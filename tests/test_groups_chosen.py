"""Groups of councils as comparators: what is offered, made by hand, kept in the link, explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_pages import Page, open_page

from cjdata.addresses import MOST_COMPARATORS, is_same
from cjdata.dashboard.sidebar import comparators_offered, label_of
from cjdata.errors import UnknownName
from cjdata.reference import area_groups
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND, Area, Areas

FALKIRK, STIRLING, MORAY = "S12000014", "S12000030", "S12000020"
PAIR = f"picked-{FALKIRK}-{STIRLING}"
MEASURE = "diversion_cases_commenced"
ALL = {"area": "Clackmannanshire", "set": "illustrative"}


@pytest.fixture(autouse=True)
def _usual_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(home))


def compared(page: Page) -> list[str]:
    chosen: list[str] = page.at.multiselect(key="compare").value
    return chosen


def heads(page: Page) -> list[str]:
    """The headers of the table of figures; beside each area’s there may be one of its interval."""
    return [head.text for head in page.figures.all("thead")[0].all("th")]


def columns(page: Page, known: list[str]) -> list[str]:
    """The areas, of those known, that the table of figures has a column for, in its order."""
    return [name for head in heads(page) for name in known if head.split(" (comp")[0] == name]


def figures_in(page: Page, name: str) -> list[str]:
    """The texts of an area’s column."""
    [at] = [n for n, head in enumerate(heads(page)) if head.split(" (comp")[0] == name]
    rows = page.figures.all("tbody")[0].all("tr")
    return [row.all("td")[at - 1].without("small") for row in rows]


def make_group(page: Page, codes: list[str]) -> Page:
    """Pick councils and press the button that compares with them as a group."""
    page = Page(page.at.multiselect(key="_councils_picked").set_value(codes).run())
    [button] = [b for b in page.at.button if b.label == "Compare with this group"]
    assert not button.disabled
    return Page(button.click().run())


# What is offered


def test_scotland_comes_first_then_the_own_groups_the_councils_and_all_other_groups(
    areas: Areas,
) -> None:
    area = areas.by_code[CLACKMANNANSHIRE]
    offered = comparators_offered(areas, area, [])
    own = areas.groups_of(area)
    assert own
    assert offered[: 1 + len(own)] == [areas.scotland, *own]
    councils = offered[1 + len(own) : 1 + len(own) + 31]
    assert councils == [council for council in areas.councils if council != area]
    assert set(offered[1 + len(own) + 31 :]) == set(areas.all_groups) - set(own)


def test_every_area_is_offered_all_but_itself_once_under_a_name_of_its_own(areas: Areas) -> None:
    four = areas.pick(areas.councils[:4])
    other = areas.pick(areas.councils[4:8])
    assert four
    assert other
    assert four.name == other.name
    for area in areas.single:
        offered = comparators_offered(areas, area, [four, other])
        labels = [label_of(one, areas) for one in offered]
        assert len(set(labels)) == len(labels)
        assert not [one for one in offered if is_same(one, area)]
        alone = [group for group in areas.all_groups if group.members == (area.code,)]
        everything = {areas.scotland, *areas.councils, *areas.all_groups, four, other}
        assert set(offered) == everything - {area, *alone}


def test_a_label_says_what_sort_of_group_it_is(areas: Areas) -> None:
    said = {
        "health_board": "health board",
        "police_division": "police division",
        "sheriffdom": "Sheriffdom",
        "family_people": "Family group",
        "family_other": "Family group",
        "partnership": "partnership",
    }
    for group in areas.all_groups:
        assert said.get(group.sort, "") in label_of(group, areas)


def test_a_code_gives_the_area_the_group_or_the_picked_group(areas: Areas) -> None:
    for one in (*areas.all, *areas.all_groups):
        assert areas.resolve(one.code) is one
    assert areas.resolve(PAIR).name == "Falkirk with Stirling"
    with pytest.raises(UnknownName, match="picked-S12999999"):
        areas.resolve("picked-S12999999-S12000014")


# On a page


@pytest.mark.parametrize("sort", [sort for sort in area_groups.SORTS if sort != "picked"])
def test_every_sort_of_group_can_be_compared_and_its_rule_is_on_the_page(
    areas: Areas, sort: str
) -> None:
    group = next(group for group in areas.all_groups if group.sort == sort)
    page = open_page("diversion", ALL | {"area": "Moray", "compare": f"Scotland,{group.code}"})
    assert not page.messages
    names = ["Moray", "Scotland", group.name]
    assert columns(page, names) == names
    assert group.rule in page.root.text


def test_a_sheriffdom_is_never_shown_without_its_caveat() -> None:
    page = open_page("diversion", ALL | {"compare": "sheriffdom-tayside-central-and-fife"})
    assert "This is indicative only, and not a figure of the courts" in page.root.text


def test_a_picked_group_is_the_sum_of_its_councils() -> None:
    shown = ALL | {"show": "number"}
    page = open_page("diversion", shown | {"compare": PAIR})
    apart = open_page("diversion", shown | {"compare": "Falkirk,Stirling"})
    assert "The councils were chosen here." in page.root.text

    def numbers(page: Page, name: str) -> list[int]:
        return [int(text.replace(",", "")) for text in figures_in(page, name)]

    sums = zip(numbers(apart, "Falkirk"), numbers(apart, "Stirling"), strict=True)
    assert numbers(page, "Falkirk with Stirling") == [one + other for one, other in sums]


def test_old_links_with_names_keep_working() -> None:
    page = open_page("diversion", ALL | {"compare": "Scotland,Forth Valley"})
    assert compared(page) == [SCOTLAND, "forth-valley"]
    assert page.address["compare"] == "Scotland,forth-valley"


# By hand


def test_a_group_is_made_kept_in_the_address_and_taken_out_again() -> None:
    page = make_group(open_page("diversion", ALL), [STIRLING, FALKIRK])
    assert compared(page) == [SCOTLAND, PAIR]
    assert page.address == {"compare": f"Scotland,{PAIR}", "set": "illustrative"}
    names = ["Clackmannanshire", "Scotland", "Falkirk with Stirling"]
    assert columns(page, names) == names
    assert page.at.multiselect(key="_councils_picked").value == []
    opened = open_page("diversion", page.address)
    assert opened.figures.text == page.figures.text
    assert compared(opened) == compared(page)
    without = Page(page.at.multiselect(key="compare").set_value([SCOTLAND]).run())
    assert without.address == {"set": "illustrative"}


def test_a_group_of_many_says_how_many_and_which() -> None:
    codes = [STIRLING, FALKIRK, MORAY, "S12000041"]
    page = make_group(open_page("diversion", ALL), codes)
    assert "4 chosen councils: Angus, Falkirk, Moray, Stirling" in (
        page.at.multiselect(key="compare").options
    )
    assert columns(page, ["4 chosen councils"])
    assert "4 chosen councils: Angus, Falkirk, Moray, Stirling." in page.root.text


def test_one_council_alone_is_no_group() -> None:
    page = open_page("diversion", ALL)
    page = Page(page.at.multiselect(key="_councils_picked").set_value([FALKIRK]).run())
    [button] = [b for b in page.at.button if b.label == "Compare with this group"]
    assert button.disabled


def test_a_group_too_many_is_refused_with_words() -> None:
    full = ALL | {"compare": "Scotland,Fife,Moray,Angus,forth-valley"}
    page = make_group(open_page("diversion", full), [STIRLING, FALKIRK])
    assert "5 areas are compared already" in page.messages
    assert "Falkirk with Stirling" in page.messages
    assert len(compared(page)) == MOST_COMPARATORS
    assert PAIR not in compared(page)


def test_the_same_group_twice_is_there_once() -> None:
    page = open_page("diversion", ALL | {"compare": PAIR})
    assert compared(make_group(page, [FALKIRK, STIRLING])) == [PAIR]


def test_a_group_of_the_area_alone_is_left_out_when_the_area_changes() -> None:
    page = open_page("diversion", ALL | {"compare": "Scotland,nhs-fife"})
    assert compared(page) == [SCOTLAND, "nhs-fife"]
    page = Page(page.at.selectbox(key="area").set_value("Fife").run())
    assert compared(page) == [SCOTLAND]
    assert columns(page, ["Fife", "Scotland", "NHS Fife"]) == ["Fife", "Scotland"]


def test_published_figures_too_are_compared_with_groups() -> None:
    page = open_page("housing", {"compare": f"family-people-3,{PAIR}"})
    assert not page.messages
    for name in ("Family group 3 (people)", "Falkirk with Stirling"):
        assert set(figures_in(page, name)) == {"Not all councils"}


def test_an_area_is_no_group_of_itself(areas: Areas) -> None:
    fife = areas.find("Fife")
    alone = Area("x", "X", "X", "group", (fife.code,))
    assert is_same(alone, fife)
    assert not is_same(alone, areas.scotland)
