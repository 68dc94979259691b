from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.areas import Areas, fold, load_areas, read_csv
from cjdata.errors import SourceError, UnknownName

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
