"""The address: what is chosen is in it, a wrong value is named, and the page still draws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata import addresses
from cjdata.addresses.address_reader import (
    AddressReader,
    Choices,
    read_area,
    read_choice,
    read_comparators,
    read_keys,
    read_span,
    refuse,
    year_choices,
)
from cjdata.errors import CjdataError
from cjdata.library import FigureSet
from cjdata.reference.areas import Area, Areas
from cjdata.reference.periods import financial_years
from cjdata.views.shared.opening import unsaid_show
from cjdata.views.trend.choices import trend_selection

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
    published: FigureSet, default: Area, data: st.DataObject
) -> None:
    areas, catalogue = published.areas, published.catalogue
    area = data.draw(st.sampled_from(areas.single))
    every = (*areas.all, *areas.all_groups, *picked_groups(areas))
    others = [a for a in every if not addresses.is_same(a, area)]
    compared = data.draw(st.lists(st.sampled_from(others), max_size=5, unique_by=lambda a: a.code))
    theme = data.draw(st.sampled_from(catalogue.indicators))
    choice = data.draw(st.sampled_from(theme.choice))
    form = data.draw(st.sampled_from(list(choice.forms)))
    first, last = sorted(data.draw(st.lists(st.sampled_from(YEARS), min_size=2, max_size=2)))
    figures_set = data.draw(st.sampled_from(["published", "illustrative"]))
    chosen = {
        "area": area.name,
        "compare": addresses.comparators_text(compared),
        "measure": choice.key,
        "show": form,
        "from": first,
        "to": last,
        "set": figures_set,
    }
    defaults = {
        "area": default.name,
        "compare": addresses.comparators_text(addresses.default_comparators(areas, area)),
        "measure": theme.opening_choice_of(area.kind).key,
        "show": unsaid_show(published, theme, choice, area),
        "from": YEARS[0],
        "to": YEARS[-1],
        "set": "published",
    }
    written = addresses.write_address(chosen, defaults)
    assert list(written) == [key for key in addresses.KEYS if key in written]
    assert not [key for key, value in written.items() if value == defaults[key]]

    assert read_area(written.get("area"), areas, default) == (area, ())
    text = written.get("compare", defaults["compare"])
    assert read_comparators(text, areas, area) == (tuple(compared), ())
    reader = AddressReader({k: v for k, v in written.items() if k in ("measure", "show")})
    selection = trend_selection(published, theme, area, (), reader)
    assert (selection.measure, selection.form) == (choice.forms[form], form)
    assert not reader.problems
    assert read_span(written, YEARS, YEARS) == ((first, last), ())
    sets = Choices("set", {"published": "", "illustrative": ""}, "published")
    assert read_choice(sets, written.get("set")) == (figures_set, ())


def test_an_address_of_defaults_is_empty() -> None:
    same = {"area": DEFAULT, "compare": "Scotland", "set": "published"}
    assert addresses.write_address(same, same) == {}
    assert addresses.write_address({"area": "", "from": ""}, {}) == {}


def test_an_address_keeps_the_order_of_its_keys() -> None:
    chosen = {"set": "illustrative", "to": "2023-24", "area": "Falkirk", "other": "x"}
    assert list(addresses.write_address(chosen, {})) == ["area", "to", "set"]


# Areas


@pytest.mark.parametrize(
    "text", ["Clackmannanshire", "clackmannanshire council", "S12000005", " CLACKMANNAN "]
)
def test_an_area_is_read_by_any_of_its_names(areas: Areas, text: str) -> None:
    area, problems = read_area(text, areas, areas.scotland)
    assert (area.name, problems) == ("Clackmannanshire", ())


def test_a_misspelt_area_is_named_with_the_nearest_and_what_is_shown(
    areas: Areas, default: Area
) -> None:
    area, [problem] = read_area("Falkrik", areas, default)
    assert area == default
    assert problem.message == (
        "The address says area=Falkrik, but “Falkrik” is not a known area. "
        "Did you mean “Falkirk”? Showing Clackmannanshire."
    )


def test_an_area_like_no_other_is_named_without_a_guess(areas: Areas, default: Area) -> None:
    area, [problem] = read_area("zzzzzz", areas, default)
    assert area == default
    assert "area=zzzzzz" in problem.message
    assert problem.fix.startswith("Choose one of: Aberdeen City, ")


@pytest.mark.parametrize("text", ["Forth Valley", "forth-valley", "forth  valley"])
def test_a_group_as_the_area_is_refused_without_suggesting_itself(
    areas: Areas, default: Area, text: str
) -> None:
    area, [problem] = read_area(text, areas, default)
    assert area == default
    assert f"area={text}" in problem.message
    assert "Did you mean “Forth Valley”" not in problem.message


def test_a_misspelt_group_is_not_suggested_as_the_area(areas: Areas, default: Area) -> None:
    _, [problem] = read_area("Forth Vally", areas, default)
    assert "Did you mean “Forth Valley”" not in problem.message


# Comparison


def test_a_comma_list_is_read_in_its_order_each_once(areas: Areas, default: Area) -> None:
    found, problems = read_comparators(
        " Forth Valley, scotland ,Glasgow,Glasgow City,", areas, default
    )
    assert [a.name for a in found] == ["Forth Valley", "Scotland", "Glasgow City"]
    assert problems == ()


def test_an_area_is_never_compared_with_itself(areas: Areas, default: Area) -> None:
    found, problems = read_comparators("S12000005,Falkirk", areas, default)
    assert [a.name for a in found] == ["Falkirk"]
    assert problems == ()


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
    found, problems = read_comparators(f"Scotland,{text},Moray", areas, default)
    assert [a.name for a in found] == ["Scotland", name, "Moray"]
    assert problems == ()


def test_groups_are_written_by_their_id_and_all_others_by_name(areas: Areas, default: Area) -> None:
    written = "Scotland,Na h-Eileanan Siar,forth-valley,picked-S12000014-S12000030"
    found, _ = read_comparators(written, areas, default)
    assert addresses.comparators_text(found) == written


def test_no_id_of_a_group_has_a_comma_and_no_name_too_many(areas: Areas) -> None:
    groups = (*areas.all_groups, *picked_groups(areas))
    assert not [g.code for g in groups if "," in g.code]
    for group in areas.all_groups:
        found, problems = read_comparators(group.name, areas, areas.scotland)
        assert ([a.code for a in found], problems) == ([group.code], ())


def test_a_group_of_the_area_alone_is_the_area_itself(areas: Areas) -> None:
    fife = areas.find("Fife")
    found, problems = read_comparators("nhs-fife,police-fife,Falkirk", areas, fife)
    assert (found, problems) == ((areas.find("Falkirk"),), ())


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
    found, [problem] = read_comparators(text, areas, default)
    assert found == (areas.scotland,)
    assert problem.message == (
        f"The address says compare={text}, but “{text}” is not a known area. "
        f"Did you mean {nearest}? Showing Scotland."
    )


@pytest.mark.parametrize(
    "text", ["picked-S12000014", "picked-S12000014-S12000014", "picked-S92000003-S12000014"]
)
def test_a_picked_group_that_is_none_is_named(areas: Areas, default: Area, text: str) -> None:
    found, [problem] = read_comparators(f"Falkirk,{text}", areas, default)
    assert [a.name for a in found] == ["Falkirk"]
    assert f"compare={text}" in problem.message


def test_no_more_than_a_few_comparators_are_read(areas: Areas, default: Area) -> None:
    text = "Scotland,forth-valley,family-people-3,Moray,Fife,nhs-lothian,Angus"
    found, [problem] = read_comparators(text, areas, default)
    assert len(found) == addresses.MOST_COMPARATORS
    assert problem.what == "7 areas are compared with, and 5 can be"
    assert problem.fix == "Leave out NHS Lothian and Angus."


@pytest.mark.parametrize("text", ["none", "None", ""])
def test_comparing_with_nothing_can_be_said(areas: Areas, default: Area, text: str) -> None:
    assert read_comparators(text, areas, default) == ((), ())
    assert addresses.comparators_text([]) == "none"


def test_every_wrong_comparator_is_named_and_the_right_ones_stay(
    areas: Areas, default: Area
) -> None:
    found, [one, other] = read_comparators("Falkrik,Scotland,zzzzzz", areas, default)
    assert [a.name for a in found] == ["Scotland"]
    assert (one.given, one.fix) == ("Falkrik", "Did you mean “Falkirk”?")
    assert other.given == "zzzzzz"


def test_a_council_is_compared_with_scotland_and_scotland_with_nothing(
    areas: Areas, default: Area
) -> None:
    assert addresses.default_comparators(areas, default) == [areas.scotland]
    assert addresses.default_comparators(areas, areas.scotland) == []


# Options

SHOWS = Choices("show", {"number": "Number", "percent": "Per cent"}, "number", "way to show it")


def test_an_option_is_read_whatever_its_case() -> None:
    assert read_choice(SHOWS, " Percent ") == ("percent", ())


def test_an_option_is_read_by_any_of_its_names() -> None:
    assert read_choice(replace(SHOWS, also={"share": "percent"}), "Share") == ("percent", ())


def test_a_wrong_option_is_named_with_the_nearest_and_what_is_shown() -> None:
    value, [problem] = read_choice(SHOWS, "precent")
    assert value == "number"
    assert problem.message == (
        "The address says show=precent, but “precent” is not a known way to show it. "
        "Did you mean “percent”? Showing number."
    )


def test_problems_are_refused_all_at_once() -> None:
    reader = AddressReader({"show": "precent", "base": "2019-20", "from": "never"})
    reader.choose(SHOWS)
    reader.span(YEARS, YEARS)
    reader.rule_out("base", "only an index takes a year as 100", "Leave out base.")
    reader.rule_out("since", "there is none", "Leave it out.")
    with pytest.raises(CjdataError) as refusal:
        refuse(reader.problems, "view")
    assert [finding.where for finding in refusal.value.findings] == [
        "view, show",
        "view, from",
        "view, base",
    ]
    refuse([], "view")


# Years


def test_no_years_asked_for_are_all_years() -> None:
    assert read_span({}, YEARS, YEARS) == (("2010-11", "2024-25"), ())


def test_a_measure_without_years_has_none_and_asking_for_one_is_told() -> None:
    assert read_span({}, [], []) == (("", ""), ())
    _, [problem] = read_span({"from": "2010-11"}, [], [])
    assert problem.message == (
        "The address says from=2010-11, but there are no figures of 2010-11. Leave out the year."
    )


@pytest.mark.parametrize("text", ["2019/20", "2019-2020", "2019–20", " 2019-20 "])
def test_a_year_is_read_in_any_form(text: str) -> None:
    assert read_choice(year_choices("year", YEARS, "2024-25"), text) == ("2019-20", ())


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
    given = {key: year for key, year in (("from", first), ("to", last)) if year is not None}
    years, [problem] = read_span(given, YEARS, YEARS)
    assert years == read
    assert words in problem.message
    assert "Showing" in problem.message


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_gives_years_that_can_be_drawn(first: str, last: str) -> None:
    (start, end), problems = read_span({"from": first, "to": last}, YEARS, YEARS)
    assert start in YEARS
    assert end in YEARS
    assert start <= end
    assert all(one.message.endswith(".") for one in problems)


@given(st.text(max_size=12))
def test_any_text_gives_an_area_that_can_be_drawn(areas: Areas, default: Area, text: str) -> None:
    area, problems = read_area(text, areas, default)
    assert area in areas.single
    assert all(text in one.message for one in problems)
    found, _ = read_comparators(text, areas, default)
    assert default not in found


def test_an_address_that_somebody_made_endless_is_passed_over_and_told_in_a_few_words() -> None:
    reading = read_keys([("compare", "Fife," * 1_700), ("area", "Falkirk")], ("area", "compare"))
    assert reading.value == {"area": "Falkirk"}
    [problem] = reading.problems
    assert "longer than 8,000 characters" in problem.message
    assert len(problem.message) < 200


def test_of_many_names_that_are_no_areas_a_few_are_told_and_the_rest_counted(areas: Areas) -> None:
    fife = areas.get("Fife")
    assert fife is not None
    names = ",".join(f"Nowhere {number}" for number in range(400))
    found = read_comparators(names, areas, fife)
    assert found.value == tuple(addresses.default_comparators(areas, fife))
    assert len(found.problems) == 6
    assert "395 more names are no known areas" in found.problems[-1].message
