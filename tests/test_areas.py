from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import SourceError, UnknownName
from cjdata.reference.area_groups import SORTS, UNKNOWN_SHERIFFDOMS, picked_codes
from cjdata.reference.areas import Area, Areas, fold, load_areas, read_csv

PROJECT = Path(__file__).resolve().parents[1]
ALIASES = [
    (row["alias"], row["gss_code"])
    for row in read_csv(PROJECT / "data/reference/area_aliases.csv", {"alias", "gss_code"})
]
Edit = Callable[[Path, str, str], None]

COMBINED = [
    "Forth Valley (Falkirk custody centre)",
    "Ayrshire (East, North and South)",
    "Ayrshire",
    "Clackmannanshire and Stirling",
    "Stirling & Clackmannanshire",
    "Falkirk, Stirling",
    "Lanarkshire",
    "Tayside",
]


def test_there_are_thirty_two_councils_scotland_and_forth_valley(areas: Areas) -> None:
    assert len(areas.councils) == 32
    assert len({a.code for a in areas.councils}) == 32
    assert areas.scotland.name == "Scotland"
    assert [group.name for group in areas.groups] == ["Forth Valley"]
    assert len(areas.single) == 33


def test_councils_stand_in_the_order_of_their_names(areas: Areas) -> None:
    names = [a.name for a in areas.councils]
    assert names == sorted(names)


def test_forth_valley_is_three_councils(areas: Areas) -> None:
    (group,) = areas.groups
    members = {areas.by_code[code].name for code in group.members}
    assert members == {"Clackmannanshire", "Falkirk", "Stirling"}
    assert group.kind == "group"
    assert all(name in group.rule for name in members)


# Further groups


def names(areas: Areas, codes: tuple[str, ...]) -> set[str]:
    return {areas.by_code[code].name for code in codes}


def of_sort(areas: Areas, sort: str) -> list[Area]:
    return [group for group in areas.all_groups if group.sort == sort]


@pytest.mark.parametrize(
    ("sort", "number"),
    [
        ("local", 1),
        ("health_board", 14),
        ("police_division", 13),
        ("sheriffdom", 4),
        ("family_people", 4),
        ("family_other", 4),
        ("partnership", 1),
        ("court_area", 7),
    ],
)
def test_there_are_so_many_groups_of_each_sort(areas: Areas, sort: str, number: int) -> None:
    assert len(of_sort(areas, sort)) == number
    assert sort in SORTS


@pytest.mark.parametrize("sort", ["health_board", "police_division"])
def test_every_council_lies_in_one_health_board_and_one_police_division(
    areas: Areas, sort: str
) -> None:
    members = [code for group in of_sort(areas, sort) for code in group.members]
    assert sorted(members) == sorted(council.code for council in areas.councils)


@pytest.mark.parametrize("sort", ["family_people", "family_other"])
def test_the_family_groups_are_four_of_eight(areas: Areas, sort: str) -> None:
    groups = of_sort(areas, sort)
    assert [len(set(group.members)) for group in groups] == [8] * 4
    assert len({code for group in groups for code in group.members}) == 32


def test_clackmannanshire_s_family_is_that_of_the_notes(areas: Areas) -> None:
    people = areas.get_group("family-people-3")
    other = areas.get_group("family-other-3")
    assert people is not None
    assert other is not None
    assert names(areas, people.members) & names(areas, other.members) == {
        "Clackmannanshire",
        "Renfrewshire",
        "South Lanarkshire",
        "West Lothian",
    }


def test_the_three_ayrshires_share_a_partnership(areas: Areas) -> None:
    (group,) = of_sort(areas, "partnership")
    assert names(areas, group.members) == {"East Ayrshire", "North Ayrshire", "South Ayrshire"}


def test_a_sheriffdom_says_that_it_is_indicative_and_one_that_is_not_known_is_left_out(
    areas: Areas,
) -> None:
    groups = of_sort(areas, "sheriffdom")
    assert all("indicative" in group.rule for group in groups)
    assert all("Court areas do not match councils" in group.rule for group in groups)
    assert not {f"Sheriffdom of {name}" for name in UNKNOWN_SHERIFFDOMS} & {g.name for g in groups}
    unknown = {"East Dunbartonshire", "East Renfrewshire", "North Ayrshire", "Glasgow City"}
    assert not unknown & {n for group in groups for n in names(areas, group.members)}


def test_every_group_has_an_id_a_rule_and_members_of_its_own(areas: Areas) -> None:
    ids = [group.code for group in areas.all_groups]
    assert len(set(ids)) == len(ids)
    councils = {council.code for council in areas.councils}
    for group in areas.all_groups:
        assert group.kind == "group"
        assert set(group.members) <= councils
        assert len(set(group.members)) == len(group.members) > 0
        assert all(name in group.rule for name in names(areas, group.members))
        assert ("the mean" in group.rule) == (len(group.members) > 1)
        assert areas.get_group(group.code) is group
        assert areas.get_group(group.name.upper()) is group
        assert areas.by_code[group.code] is group


def test_the_ids_of_groups_stay_as_they_are_because_links_hold_them(areas: Areas) -> None:
    ids = [group.code for group in areas.groups_of(areas.find("Clackmannanshire"))]
    assert ids == [
        "forth-valley",
        "nhs-forth-valley",
        "police-forth-valley",
        "sheriffdom-tayside-central-and-fife",
        "family-people-3",
        "family-other-3",
    ]


def test_the_groups_of_a_council_are_those_it_shares_with_others(areas: Areas) -> None:
    for council in areas.councils:
        groups = areas.groups_of(council)
        assert all(council.code in group.members and len(group.members) > 1 for group in groups)
    fife = [group.name for group in areas.groups_of(areas.find("Fife"))]
    assert "NHS Fife" not in fife
    assert areas.groups_of(areas.scotland) == ()


def test_r25_further_groups_never_answer_to_the_name_of_an_area(areas: Areas) -> None:
    further = [group for group in areas.all_groups if group not in areas.groups]
    assert all(areas.get(group.name) is None for group in further)
    assert all(areas.get(group.code) is None for group in further)
    assert areas.get_group("Fife") is None
    assert areas.get_group("Tayside") is None


def test_councils_picked_by_hand_make_a_group_that_its_id_gives_again(areas: Areas) -> None:
    stirling, falkirk, fife = map(areas.find, ("Stirling", "Falkirk", "Fife"))
    group = areas.pick([stirling, fife, falkirk, fife])
    assert group is not None
    assert group.code == "picked-S12000014-S12000047-S12000030"
    assert (group.kind, group.sort) == ("group", "picked")
    assert names(areas, group.members) == {"Falkirk", "Fife", "Stirling"}
    assert areas.get_group(group.code) == group == areas.pick([fife, stirling, falkirk])
    assert picked_codes(group.code) == list(group.members)


@given(st.data())
def test_any_councils_can_be_picked_and_found_again(areas: Areas, data: st.DataObject) -> None:
    councils = data.draw(
        st.lists(st.sampled_from(areas.councils), min_size=2, unique_by=lambda a: a.code)
    )
    group = areas.pick(councils)
    assert group is not None
    assert "," not in group.code
    assert set(group.members) == {council.code for council in councils}
    assert areas.get_group(group.code) == group


def test_scotland_a_group_or_one_council_cannot_be_picked_into_a_group(areas: Areas) -> None:
    stirling = areas.find("Stirling")
    assert areas.pick([stirling]) is None
    assert areas.pick([stirling, stirling]) is None
    assert areas.pick([stirling, areas.scotland]) is None
    assert areas.pick([stirling, areas.groups[0]]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "picked",
        "picked-",
        "picked-S12000014",
        "picked-S12999999-S12000014",
        "picked-forth-valley",
    ],
)
def test_an_id_that_picks_nothing_is_no_group(areas: Areas, text: str) -> None:
    assert areas.get_group(text) is None


@pytest.mark.parametrize(
    ("old", "new", "council", "words"),
    [
        (",3,3,true,false,", ",3,3,yes,false,", "Clackmannanshire", "forth_valley is “yes”"),
        (",3,3,true,", ",3,5,true,", "Clackmannanshire", "lgbf_family_group_other is “5”"),
        ("NHS Fife", "", "Fife", "health_board is empty"),
    ],
)
def test_a_wrong_membership_is_refused_with_its_line(
    data_folder: Path, edit: Edit, old: str, new: str, council: str, words: str
) -> None:
    path = data_folder / "reference" / "areas.csv"
    edit(path, old, new)
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, text in enumerate(lines, start=1) if f",{council}," in text)
    with pytest.raises(SourceError, match=f"areas.csv, line {number}: {words}"):
        load_areas(data_folder / "reference")


@given(
    st.sampled_from(ALIASES),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase, str]),
    st.sampled_from(["", " ", "  ", "\t"]),
    st.sampled_from([" ", "  ", " \t "]),
    st.booleans(),
)
def test_an_alias_is_found_whatever_its_case_and_spaces(
    areas: Areas,
    alias: tuple[str, str],
    case: Callable[[str], str],
    around: str,
    between: str,
    swap_ampersand: bool,
) -> None:
    text, code = alias
    if swap_ampersand:
        text = text.replace("&", "and") if "&" in text else text.replace(" and ", " & ")
    written = around + between.join(case(text).split()) + around
    assert areas.find(written).code == code


def test_every_alias_and_every_code_leads_to_its_area(areas: Areas) -> None:
    assert [areas.find(alias).code for alias, _ in ALIASES] == [code for _, code in ALIASES]
    assert all(areas.find(a.code) is a and areas.find(a.name) is a for a in areas.all)


@pytest.mark.parametrize("name", COMBINED)
def test_a_combined_area_is_never_taken_for_one_council(areas: Areas, name: str) -> None:
    assert areas.get(name) is None
    with pytest.raises(UnknownName, match="is not a known area"):
        areas.find(name)


def test_a_misspelt_area_is_answered_with_the_right_one(areas: Areas) -> None:
    with pytest.raises(UnknownName, match="Did you mean “Clackmannanshire”"):
        areas.find("Clackmananshire", "--area")
    nearest = areas.nearest("Clackmananshire")
    assert nearest is not None
    assert nearest.name == "Clackmannanshire"
    assert areas.nearest("qqqqqq") is None


@pytest.mark.parametrize(
    "text", ["Perth & Kinross", "PERTH AND  KINROSS", "perth&kinross", "Perth-and-Kinross "]
)
def test_an_ampersand_is_an_and(areas: Areas, text: str) -> None:
    assert fold(text) == "perth and kinross"
    assert areas.find(text).name == "Perth and Kinross"


@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_any_text_is_either_an_area_or_refused_with_a_hint(areas: Areas, text: str) -> None:
    found = areas.get(text)
    if found is None:
        with pytest.raises(UnknownName) as refused:
            areas.find(text)
        assert refused.value.findings[0].fix.startswith(("Did you mean", "Choose one of"))
    else:
        assert areas.find(text) is found


def test_a_missing_council_and_a_code_that_leads_nowhere_are_reported_together(
    data_folder: Path, edit: Edit
) -> None:
    folder = data_folder / "reference"
    path = folder / "areas.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if "S12000014" not in x), encoding="utf-8")
    edit(folder / "area_aliases.csv", "Borders,S12000026", "Borders,S12000027")
    with pytest.raises(SourceError) as refused:
        load_areas(folder)
    text = str(refused.value)
    assert "there are 31 different councils in 31 rows" in text
    assert "S12000014 is no area" in text
    lines = (folder / "area_aliases.csv").read_text(encoding="utf-8").splitlines()
    places = {
        f"reference/area_aliases.csv, line {n}"
        for n, line in enumerate(lines, start=1)
        if "S12000014" in line
    }
    assert places <= {f.where for f in refused.value.findings}


def test_an_alias_that_leads_to_two_areas_is_refused(data_folder: Path) -> None:
    path = data_folder / "reference" / "area_aliases.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("CLACKMANNAN,S12000014\n")
    with pytest.raises(SourceError, match="“CLACKMANNAN” leads to two areas"):
        load_areas(data_folder / "reference")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda p: p.unlink(), "cannot be read"),
        (lambda p: p.write_bytes(b"alias,gss_code\n\xff\xfe,S12000005\n"), "cannot be read"),
        (lambda p: p.write_text("alias,code\nA,S12000005\n"), "the column gss_code is missing"),
        (lambda p: p.write_text("alias,gss_code\nA,B,C\n"), "line 2: has too many or too few"),
        (lambda p: p.write_text("alias,gss_code\nA\n"), "line 2: has too many or too few"),
    ],
)
def test_an_unreadable_list_of_aliases_is_refused_by_name(
    data_folder: Path, damage: Callable[[Path], object], words: str
) -> None:
    damage(data_folder / "reference" / "area_aliases.csv")
    with pytest.raises(SourceError) as refused:
        load_areas(data_folder / "reference")
    assert "reference/area_aliases.csv" in str(refused.value)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "before", ["", "\n", '"two\nlines",S12000005\n'], ids=["plain", "blank line", "line break"]
)
def test_a_mistake_is_reported_at_the_line_an_editor_shows(tmp_path: Path, before: str) -> None:
    path = tmp_path / "aliases.csv"
    text = f"alias,gss_code\n{before}one,two,three\n"
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("one,two,three") + 1
    with pytest.raises(SourceError, match=f"line {line}: "):
        read_csv(path, {"alias", "gss_code"})
