"""The address: what is chosen is in it, a wrong value is named, and the page still draws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.areas import Area, Areas
from cjdata.catalogue import Catalogue
from cjdata.dashboard import address
from cjdata.periods import financial_years
from cjdata.views.selection import choice_for, form_for

YEARS = financial_years("2010-11", "2024-25")
DEFAULT = "Clackmannanshire"


@pytest.fixture(scope="module")
def default(areas: Areas) -> Area:
    return areas.find(DEFAULT)


def picked_groups(areas: Areas) -> list[Area]:
    """A few groups picked by hand: of two councils, of four, and of all."""
    groups = [areas.pick(areas.councils[:n]) for n in (2, 4, 32)]
    return [group for group in groups if group]


# There and back


@given(st.data())
def test_any_selection_survives_the_address(
    areas: Areas, catalogue: Catalogue, default: Area, data: st.DataObject
) -> None:
    area = data.draw(st.sampled_from(areas.single))
    every = (*areas.all, *areas.all_groups, *picked_groups(areas))
    others = [a for a in every if not address.is_same(a, area)]
    compared = data.draw(st.lists(st.sampled_from(others), max_size=5, unique_by=lambda a: a.code))
    theme = data.draw(st.sampled_from(catalogue.indicators))
    choice = data.draw(st.sampled_from(theme.choice))
    form = data.draw(st.sampled_from(list(choice.forms)))
    first, last = sorted(data.draw(st.lists(st.sampled_from(YEARS), min_size=2, max_size=2)))
    figures_set = data.draw(st.sampled_from(["published", "illustrative"]))
    chosen = {
        "area": area.name,
        "compare": address.comparators_text(compared),
        "measure": choice.key,
        "show": form,
        "from": first,
        "to": last,
        "set": figures_set,
    }
    defaults = {
        "area": default.name,
        "compare": address.comparators_text(address.default_comparators(areas, area)),
        "measure": theme.opening_choice_of(area.kind).key,
        "show": choice.default,
        "from": YEARS[0],
        "to": YEARS[-1],
        "set": "published",
    }
    written = address.write_address(chosen, defaults)
    assert list(written) == [key for key in address.KEYS if key in written]
    assert not [key for key, value in written.items() if value == defaults[key]]

    read_area, message = address.read_area(written.get("area", default.name), areas, default)
    assert (read_area, message) == (area, "")
    text = written.get("compare", defaults["compare"])
    assert address.read_comparators(text, areas, read_area) == (compared, [])
    read_choice = choice_for(theme, written.get("measure"), area)
    assert read_choice == choice
    assert form_for(read_choice, written.get("measure"), written.get("show")) == form
    years = address.read_years(written.get("from"), written.get("to"), YEARS)
    assert years == (first, last, [])
    options = ["published", "illustrative"]
    assert address.read_option("set", written.get("set", "published"), options, "published") == (
        figures_set,
        "",
    )


def test_an_address_of_defaults_is_empty() -> None:
    same = {"area": DEFAULT, "compare": "Scotland", "set": "published"}
    assert address.write_address(same, same) == {}
    assert address.write_address({"area": "", "from": ""}, {}) == {}


def test_an_address_keeps_the_order_of_its_keys() -> None:
    chosen = {"set": "illustrative", "to": "2023-24", "area": "Falkirk", "other": "x"}
    assert list(address.write_address(chosen, {})) == ["area", "to", "set"]


# Areas


@pytest.mark.parametrize(
    "text", ["Clackmannanshire", "clackmannanshire council", "S12000005", " CLACKMANNAN "]
)
def test_an_area_is_read_by_any_of_its_names(areas: Areas, text: str) -> None:
    area, message = address.read_area(text, areas, areas.scotland)
    assert (area.name, message) == ("Clackmannanshire", "")


def test_a_misspelt_area_is_named_with_the_nearest_and_what_is_shown(
    areas: Areas, default: Area
) -> None:
    area, message = address.read_area("Falkrik", areas, default)
    assert area == default
    assert "area=Falkrik" in message
    assert "Did you mean “Falkirk”?" in message
    assert "Showing Clackmannanshire." in message


def test_an_area_like_no_other_is_named_without_a_guess(areas: Areas, default: Area) -> None:
    area, message = address.read_area("zzzzzz", areas, default)
    assert area == default
    assert "area=zzzzzz" in message
    assert "Did you mean" not in message


@pytest.mark.parametrize("text", ["Forth Valley", "forth-valley", "forth  valley"])
def test_a_group_as_the_area_is_refused_without_suggesting_itself(
    areas: Areas, default: Area, text: str
) -> None:
    area, message = address.read_area(text, areas, default)
    assert area == default
    assert f"area={text}" in message
    assert "Did you mean “Forth Valley”" not in message


def test_a_misspelt_group_is_not_suggested_as_the_area(areas: Areas, default: Area) -> None:
    _, message = address.read_area("Forth Vally", areas, default)
    assert "Did you mean “Forth Valley”" not in message


# Comparison


def test_a_comma_list_is_read_in_its_order_each_once(areas: Areas, default: Area) -> None:
    found, messages = address.read_comparators(
        " Forth Valley, scotland ,Glasgow,Glasgow City,", areas, default
    )
    assert [a.name for a in found] == ["Forth Valley", "Scotland", "Glasgow City"]
    assert messages == []


def test_an_area_is_never_compared_with_itself(areas: Areas, default: Area) -> None:
    found, messages = address.read_comparators("S12000005,Falkirk", areas, default)
    assert [a.name for a in found] == ["Falkirk"]
    assert messages == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("family-people-2", "Family group 2 (people)"),
        ("Family group 2 (people)", "Family group 2 (people)"),
        ("forth-valley", "Forth Valley"),
        ("NHS Fife", "NHS Fife"),
        ("police-fife", "Fife police division"),
        ("Fife", "Fife"),
        ("Sheriffdom of Tayside, Central and Fife", "Sheriffdom of Tayside, Central and Fife"),
        (
            "sheriffdom of south strathclyde, dumfries & galloway",
            "Sheriffdom of South Strathclyde, Dumfries and Galloway",
        ),
        ("picked-S12000014-S12000030", "Falkirk with Stirling"),
        ("PICKED-s12000030-s12000014", "Falkirk with Stirling"),
    ],
)
def test_a_group_is_read_by_its_id_or_its_whole_name(
    areas: Areas, default: Area, text: str, name: str
) -> None:
    found, messages = address.read_comparators(f"Scotland,{text},Moray", areas, default)
    assert [a.name for a in found] == ["Scotland", name, "Moray"]
    assert messages == []


def test_groups_are_written_by_their_id_and_all_others_by_name(areas: Areas, default: Area) -> None:
    written = "Scotland,Na h-Eileanan Siar,forth-valley,picked-S12000014-S12000030"
    found, _ = address.read_comparators(written, areas, default)
    assert address.comparators_text(found) == written


def test_no_id_of_a_group_has_a_comma_and_no_name_too_many(areas: Areas) -> None:
    groups = (*areas.all_groups, *picked_groups(areas))
    assert not [g.code for g in groups if "," in g.code]
    for group in areas.all_groups:
        found, messages = address.read_comparators(group.name, areas, areas.scotland)
        assert ([a.code for a in found], messages) == ([group.code], [])


def test_a_group_of_the_area_alone_is_the_area_itself(areas: Areas) -> None:
    fife = areas.find("Fife")
    assert address.read_comparators("nhs-fife,police-fife,Falkirk", areas, fife) == (
        [areas.find("Falkirk")],
        [],
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("famly-people-2", "“Family group 2 (people)”"),
        ("NHS Fyfe", "“NHS Fife”"),
        ("Forth Vally", "“Forth Valley”"),
        ("Sherifdom of Lothian and Borders", "“Sheriffdom of Lothian and Borders”"),
        ("picked-S12000014-S12999999-S12000030", "“Falkirk with Stirling”"),
    ],
)
def test_a_wrong_group_is_named_with_the_nearest(
    areas: Areas, default: Area, text: str, nearest: str
) -> None:
    found, [message] = address.read_comparators(text, areas, default)
    assert found == [areas.scotland]
    assert message == (
        f"The address says compare={text}, which is not known here. Did you mean {nearest}? "
        "Showing Scotland."
    )


@pytest.mark.parametrize(
    "text", ["picked-S12000014", "picked-S12000014-S12000014", "picked-S92000003-S12000014"]
)
def test_a_picked_group_that_is_none_is_named(areas: Areas, default: Area, text: str) -> None:
    found, [message] = address.read_comparators(f"Falkirk,{text}", areas, default)
    assert [a.name for a in found] == ["Falkirk"]
    assert f"compare={text}" in message


def test_no_more_than_a_few_comparators_are_read(areas: Areas, default: Area) -> None:
    text = "Scotland,forth-valley,family-people-3,Moray,Fife,nhs-lothian,Angus"
    found, messages = address.read_comparators(text, areas, default)
    assert len(found) == address.MOST_COMPARATORS
    assert [m.rsplit("Leaving out ")[1] for m in messages] == ["NHS Lothian.", "Angus."]


@pytest.mark.parametrize("text", ["none", "None", ""])
def test_comparing_with_nothing_can_be_said(areas: Areas, default: Area, text: str) -> None:
    assert address.read_comparators(text, areas, default) == ([], [])
    assert address.comparators_text([]) == "none"


def test_every_wrong_comparator_is_named_and_the_right_ones_stay(
    areas: Areas, default: Area
) -> None:
    found, messages = address.read_comparators("Falkrik,Scotland,zzzzzz", areas, default)
    assert [a.name for a in found] == ["Scotland"]
    assert len(messages) == 2
    assert "compare=Falkrik" in messages[0]
    assert "“Falkirk”" in messages[0]
    assert "compare=zzzzzz" in messages[1]


def test_a_council_is_compared_with_scotland_and_scotland_with_nothing(
    areas: Areas, default: Area
) -> None:
    assert address.default_comparators(areas, default) == [areas.scotland]
    assert address.default_comparators(areas, areas.scotland) == []


# Options


def test_an_option_is_read_whatever_its_case(areas: Areas) -> None:
    assert address.read_option("show", " Percent ", ["number", "percent"], "number") == (
        "percent",
        "",
    )


def test_a_wrong_option_is_named_with_the_nearest_and_what_is_shown() -> None:
    value, message = address.read_option("show", "precent", ["number", "percent"], "number")
    assert value == "number"
    assert message == (
        "The address says show=precent, which is not known here. "
        "Did you mean “percent”? Showing number."
    )


# Years


def test_no_years_asked_for_are_all_years() -> None:
    assert address.read_years(None, None, YEARS) == ("2010-11", "2024-25", [])


def test_a_measure_without_years_reads_none() -> None:
    assert address.read_years("2010-11", "2012-13", []) == ("", "", [])


@pytest.mark.parametrize("text", ["2019/20", "2019-2020", "2019–20", " 2019-20 "])
def test_a_year_is_read_in_any_form(text: str) -> None:
    assert address.read_years(text, None, YEARS) == ("2019-20", "2024-25", [])
    assert address.read_years(None, text, YEARS) == ("2010-11", "2019-20", [])


@pytest.mark.parametrize(
    ("first", "last", "read", "words"),
    [
        ("1999-00", None, ("2010-11", "2024-25"), "from=1999-00"),
        (None, "2030-31", ("2010-11", "2024-25"), "to=2030-31"),
        ("2030-31", None, ("2024-25", "2024-25"), "Showing 2024-25."),
        (None, "1999-00", ("2010-11", "2010-11"), "Showing 2010-11."),
        ("soon", None, ("2010-11", "2024-25"), "from=soon"),
        (None, "2023-25", ("2010-11", "2024-25"), "to=2023-25"),
        ("2020-21", "2015-16", ("2010-11", "2024-25"), "“from” (2020-21) is after “to” (2015-16)"),
    ],
)
def test_a_wrong_year_is_named_and_a_right_one_shown(
    first: str | None, last: str | None, read: tuple[str, str], words: str
) -> None:
    start, end, messages = address.read_years(first, last, YEARS)
    assert (start, end) == read
    assert len(messages) == 1
    assert words in messages[0]
    assert "Showing" in messages[0]


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_gives_years_that_can_be_drawn(first: str, last: str) -> None:
    start, end, messages = address.read_years(first, last, YEARS)
    assert start in YEARS
    assert end in YEARS
    assert start <= end
    assert all(message.endswith(".") for message in messages)


@given(st.text(max_size=12))
def test_any_text_gives_an_area_that_can_be_drawn(areas: Areas, default: Area, text: str) -> None:
    area, message = address.read_area(text, areas, default)
    assert area in areas.single
    assert message == "" or text in message
    found, _ = address.read_comparators(text, areas, default)
    assert default not in found
