"""The change report in words and JSON: said so that one knows what to do."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest
from change_rows import (
    DIVERSION,
    FALKIRK,
    ORDERS,
    SHARE,
    STIRLING,
    Row,
    report,
    row,
    states,
)
from hypothesis import given
from hypothesis import strategies as st

from cjdata.changes.change_lines import counts_text, spans
from cjdata.changes.change_report import NOTHING_CHANGED, as_json, as_markdown, from_json, sections
from cjdata.changes.figure_changes import ChangeReport
from cjdata.errors import SnapshotError, UnknownName
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.periods import financial_years

SPOILT = re.compile(r"  |\bNone\b|\bnan\b|\bnull\b|\[\]|\(\)|\.\.| \.| ,|\b1 (years|councils)\b")


@pytest.fixture
def told(catalogue: Catalogue, areas: Areas) -> Any:
    """Give the sections of a report as title and lines of text."""

    def tell(made: ChangeReport, chosen: str = CLACKMANNANSHIRE, **rest: Any) -> dict[str, Any]:
        given_sections = sections(made, catalogue, areas, chosen, **rest)
        return {s.title: [line.text for line in s.lines] for s in given_sections}

    return tell


def several_new(count: int) -> list[Row]:
    return [row(1, measure=f"measure_{n}") for n in range(count)]


# The words


def test_new_years_are_told_in_one_line_with_the_page_to_look_at(
    catalogue: Catalogue, areas: Areas
) -> None:
    years = financial_years("2015-16", "2024-25")
    made = report([], [row(20, y, area=CLACKMANNANSHIRE, measure=DIVERSION) for y in years])
    own = sections(made, catalogue, areas, CLACKMANNANSHIRE)[0]
    name = catalogue.measures[DIVERSION].name
    (line,) = own.lines
    assert own.title == "Clackmannanshire"
    assert line.text == f"{name}, Clackmannanshire: new for 2015-16 to 2024-25 (10 years)."
    assert line.todo == "Look at the page on diversion from prosecution."


def test_a_revision_names_both_figures_and_both_editions(
    catalogue: Catalogue, areas: Areas
) -> None:
    older = row(19206, edition="2017-18")
    made = report([older], [older, row(19202)])
    scotland = sections(made, catalogue, areas, CLACKMANNANSHIRE)[1]
    (line,) = scotland.lines
    assert scotland.title == "Scotland"
    assert line.text == (
        f"{catalogue.measures[ORDERS].name}, Scotland, 2016-17: revised from 19,206 "
        "(2017-18 edition) to 19,202 (2018-19 edition), 4 fewer."
    )
    assert line.todo == "Check slides and reports that quote the old figure."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            row(26, edition="2017-18"),
            row(None, status="suppressed"),
            ": withdrawn for 2016-17 by the 2018-19 edition (hidden to protect people): "
            "it was 26 (2017-18 edition).",
        ),
        (row(26), None, ": no longer held for 2016-17: it was 26 (2018-19 edition)."),
        (None, row(26), ": new for 2016-17: 26 (2018-19 edition)."),
        (None, row(None), ": no figure for 2016-17 (not collected)."),
        (
            row(26, edition="2017-18"),
            row(26),
            ": confirmed by the 2018-19 edition for 2016-17: 26.",
        ),
        (
            row(26),
            row(25),
            ", 2016-17: corrected from 26 to 25 within the 2018-19 edition, 1 fewer.",
        ),
        (
            row(26),
            row(27, edition="2017-18"),
            ", 2016-17: gone back from 26 (2018-19 edition) to 27 (2017-18 edition), 1 more.",
        ),
        (
            row(26),
            row(26, edition="2017-18"),
            ": again given by the 2017-18 edition for 2016-17: 26.",
        ),
        (
            row(19200, edition="2017-18", precision="rounded"),
            row(19202),
            ": given more exactly for 2016-17: 19,202 (2018-19 edition); before, about 19,200 "
            "(2017-18 edition).",
        ),
        (
            row(19202, edition="2017-18"),
            row(19200, precision="rounded"),
            ": confirmed by the 2018-19 edition for 2016-17: 19,202, printed there as about "
            "19,200.",
        ),
        (
            row(26, status="provisional"),
            row(26),
            ": the same for 2016-17, but marked “published”, before “provisional”.",
        ),
    ],
)
def test_each_kind_has_its_words(
    told: Any, catalogue: Catalogue, old: Row | None, new: Row | None, said: str
) -> None:
    made = report([old] if old else [], [new] if new else [])
    assert told(made)["Scotland"] == [f"{catalogue.measures[ORDERS].name}, Scotland{said}"]


def test_an_older_edition_is_told_as_kept_and_not_shown(told: Any) -> None:
    newer, older = row(19202), row(19206, edition="2017-18")
    (line,) = told(report([newer], [older, newer]))["Scotland"]
    assert line.endswith(
        ": the 2017-18 edition is kept for 2016-17 (19,206); 19,202 (2018-19 edition) stays shown."
    )
    (line,) = told(report([older, newer], [newer]))["Scotland"]
    assert line.endswith(": the 2017-18 edition is no longer kept for 2016-17.")


def test_several_years_of_a_kind_are_one_line(told: Any) -> None:
    years = ["2015-16", "2016-17", "2017-18"]
    before = [row(2600, y, edition="2017-18", precision="rounded") for y in years]
    after = [row(2601, y) for y in years]
    (line,) = told(report(before, after))["Scotland"]
    assert ": given more exactly for 2015-16 to 2017-18 (3 years); the rounded" in line
    gone = [row(None, y, edition="2019-20", status="suppressed") for y in years]
    (line,) = told(report(after, gone))["Scotland"]
    assert line.endswith(
        ": withdrawn for 2015-16 to 2017-18 (3 years) by the 2019-20 edition "
        "(hidden to protect people)."
    )


def test_no_difference_is_stated_between_rounded_counts_or_percentages(told: Any) -> None:
    rounded = {"precision": "rounded"}
    before, after = row(19200, edition="2017-18", **rounded), row(19400, **rounded)
    (line,) = told(report([before], [after]))["Scotland"]
    assert "from about 19,200 (2017-18 edition) to about 19,400 (2018-19 edition)." in line
    before, after = (row(value, measure=SHARE, **rounded) for value in (70, 72))
    (line,) = told(report([before], [after]))["Scotland"]
    assert "from 70% to 72% within the 2018-19 edition." in line


def test_values_that_print_alike_are_told_apart_by_more_decimals(told: Any) -> None:
    made = report([row(70.8138, measure=SHARE)], [row(70.8442, measure=SHARE)])
    (line,) = told(made)["Scotland"]
    assert "from 70.81% to 70.84%" in line


def test_an_area_goes_by_its_official_name(told: Any) -> None:
    made = report([], [row(26, area=CLACKMANNANSHIRE, area_name="Clacks")])
    assert ", Clackmannanshire: new for" in told(made)["Clackmannanshire"][0]


def test_words_never_give_a_figure_that_was_supplied_privately(told: Any) -> None:
    private = {"status": "supplied"}
    first, second = row(4711, edition="2017-18", **private), row(4721, **private)
    public = row(4731, edition="2019-20")
    states_in_turn = ([], [first], [first, second], [first, second, public], [second], [])
    for old, new in itertools.pairwise(states_in_turn):
        text = str(told(report(old, new)))
        assert "a supplied figure" in text
        assert not re.search(r"47[12]1|4,7[12]1|10 more|10 fewer", text), text


def test_a_label_with_brackets_is_told_without_them(told: Any) -> None:
    made = report([], [row(26, edition="2019-20 (National Care Service overview)")])
    (line,) = told(made)["Scotland"]
    assert "26 (2019-20, National Care Service overview edition)." in line


def test_a_measure_that_the_catalogue_does_not_know_goes_by_its_id(
    catalogue: Catalogue, areas: Areas
) -> None:
    made = report([], [row(71, measure="share_of_a_stranger")])
    line = sections(made, catalogue, areas, SCOTLAND)[0].lines[0]
    assert line.text.startswith("share_of_a_stranger, Scotland: new for 2016-17: 71% (")
    assert line.todo == "Print it with “python -m cjdata query”: no page shows it."


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["2016-17"], "2016-17"),
        (["2016-17", "2015-16"], "2015-16 and 2016-17 (2 years)"),
        (["1998-99", "1999-00", "2000-01"], "1998-99 to 2000-01 (3 years)"),
        (["2018-19", "2015-16", "2020-21"], "2015-16, 2018-19 and 2020-21 (3 years)"),
        (["2019", "2020", "2021", "2021"], "2019 to 2021 (3 years)"),
        (["2024-03-31", "2023-03-31"], "31 March 2023 and 31 March 2024 (2 dates)"),
        (["2024-03-31", "2023-24"], "31 March 2024 and 2023-24 (2 periods)"),
        (["2024-02-29", "2025-02-28"], "29 February 2024 and 28 February 2025 (2 dates)"),
    ],
)
def test_periods_are_told_as_spans(periods: list[str], said: str) -> None:
    assert spans(periods) == said


# The order: what concerns the reader first


def test_the_chosen_area_comes_first_then_scotland_then_the_councils_summed_up(
    told: Any, areas: Areas
) -> None:
    codes = [area.code for area in areas.councils]
    new = [row(20, area=code, measure=DIVERSION) for code in [*codes, SCOTLAND]]
    old_orders = [row(30, area=code, edition="2017-18") for code in codes]
    new_orders = [row(31, area=code) for code in codes]
    made = report(old_orders, [*new, *new_orders])
    titles = told(made)
    assert list(titles) == ["Clackmannanshire", "Scotland", "Other councils", "In all"]
    assert "revised" in titles["Clackmannanshire"][0]
    assert "new for" in titles["Clackmannanshire"][1]
    assert titles["Other councils"][0] == "31 other councils: 31 revised, 31 new."
    assert len(titles["Other councils"]) == 1 + 31
    assert titles["In all"] == ["32 revised, 33 new."]


def test_more_lines_than_asked_for_are_counted(told: Any, areas: Areas) -> None:
    codes = [area.code for area in areas.councils]
    made = report([row(30, area=c) for c in codes], [row(31, area=c) for c in codes])
    lines = told(made, most=5)["Other councils"]
    assert len(lines) == 1 + 5 + 1
    assert lines[-1] == "And 26 more: see the JSON."
    assert told(made, most=30)["Other councils"][-1] == "And 1 more: see the JSON."
    assert told(made, most=31)["Other councils"][-1].startswith(lines[1][:20])
    years = financial_years("2000-01", "2009-10")
    mixed = report([row(30, y) for y in years], [row(31, y) for y in years] + several_new(8))
    lines = told(mixed, most=5)["Scotland"]
    assert [line.startswith("And") for line in lines].count(True) == 2
    assert (lines[5], lines[-1]) == ("And 5 more: see the JSON.", "And 3 more: see the JSON.")


def test_one_council_is_one_council(told: Any) -> None:
    made = report([row(1)], [row(1), row(26, area=FALKIRK)])
    titles = told(made)
    assert titles["Other councils"] == ["1 other council: 1 new."]
    assert titles["In all"] == ["1 new; 1 figure unchanged."]
    assert titles["Clackmannanshire"] == ["Nothing has changed for Clackmannanshire."]


def test_a_group_and_scotland_can_be_chosen(told: Any) -> None:
    made = report([], [row(26, area=c) for c in (CLACKMANNANSHIRE, STIRLING, SCOTLAND, "")])
    assert len(told(made, "Forth Valley")["Forth Valley"]) == 2
    assert "Other councils" not in told(made, "forth-valley")
    chosen = told(made, "Scotland")
    assert list(chosen) == ["Scotland", "Councils", "Other areas", "In all"]
    assert chosen["Councils"] == ["2 councils: 2 new."]


def test_an_area_that_is_none_is_refused(told: Any) -> None:
    with pytest.raises(UnknownName, match="Clackmannanshire"):
        told(report([], [row(1)]), "Clackmananshire")


def test_no_change_is_one_sentence(catalogue: Catalogue, areas: Areas) -> None:
    made = report([row(1)], [row(1)])
    (section,) = sections(made, catalogue, areas, CLACKMANNANSHIRE)
    assert [line.text for line in section.lines] == [NOTHING_CHANGED]
    markdown = as_markdown(made, catalogue, areas, CLACKMANNANSHIRE)
    assert markdown == f"# What changed\n\n- {NOTHING_CHANGED}\n"


def test_counts_of_nothing_are_left_out() -> None:
    assert counts_text({"revised": 1, "new": 0, "confirmed": 1200}) == "1 revised, 1,200 confirmed"


# Markdown and JSON


def test_markdown_says_what_the_sections_say(catalogue: Catalogue, areas: Areas) -> None:
    made = report([row(30)], [row(31), row(26, area=FALKIRK), row(5, area=CLACKMANNANSHIRE)])
    markdown = as_markdown(made, catalogue, areas, CLACKMANNANSHIRE, title="What changed today")
    plain = markdown.replace("\\", "")
    assert markdown.startswith("# What changed today\n\n## Clackmannanshire\n\n- ")
    for section in sections(made, catalogue, areas, CLACKMANNANSHIRE):
        assert f"## {section.title}\n" in plain
        for line in section.lines:
            assert f"- {line.text}" in plain
            assert line.todo in plain


def test_a_label_cannot_break_out_of_the_markdown(catalogue: Catalogue, areas: Areas) -> None:
    made = report([], [row(1, edition="2018\n# <b>[x](http://x)*", measure="a_b*c")])
    markdown = as_markdown(made, catalogue, areas, CLACKMANNANSHIRE)
    assert "\n# <b>" not in markdown
    assert "\\<b\\>\\[x\\]" in markdown
    assert "a\\_b\\*c" in markdown


def test_json_has_every_change_with_stable_keys_and_whole_numbers_as_such() -> None:
    made = report([row(30)], [row(31), row(70.5, measure=SHARE, decimals=1)])
    content = json.loads(json.dumps(as_json(made)))
    assert list(content) == ["version", "unchanged", "counts", "changes"]
    assert content["counts"] == {"revised": 1, "new": 1}
    revised, new = content["changes"]
    assert list(revised) == list(new)
    assert (revised["kind"], json.dumps(revised["new_value"])) == ("revised", "31")
    assert (new["old_value"], new["new_value"]) == (None, 70.5)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "text",
        {},
        {"version": 99, "unchanged": 0, "changes": []},
        {"version": 1, "unchanged": "many", "changes": []},
        {"version": 1, "unchanged": 0, "changes": [{}]},
        {"version": 1, "unchanged": 0, "changes": [None]},
    ],
)
def test_a_report_that_is_none_is_refused(content: Any) -> None:
    with pytest.raises(SnapshotError, match="the change report: it cannot be read"):
        from_json(content)


@pytest.mark.parametrize(
    "damage",
    [{"kind": "better"}, {"measure": 1}, {"new_value": "many"}, {"more": ""}, {"kind": []}],
)
def test_a_damaged_change_is_refused(damage: dict[str, Any]) -> None:
    content = as_json(report([], [row(1)]))
    content["changes"][0] |= damage
    with pytest.raises(SnapshotError):
        from_json(content)


def test_a_change_that_lacks_a_key_is_refused() -> None:
    content = as_json(report([], [row(1)]))
    del content["changes"][0]["unit"]
    with pytest.raises(SnapshotError):
        from_json(content)


# Whatever the figures


@given(states, states)
def test_a_report_comes_back_from_json_as_it_was(old: list[Row], new: list[Row]) -> None:
    made = report(old, new)
    assert from_json(json.loads(json.dumps(as_json(made), allow_nan=False))) == made


@given(old=states, new=states, chosen=st.sampled_from([CLACKMANNANSHIRE, SCOTLAND, "forth-valley"]))
def test_every_line_reads_well_whatever_changed(
    catalogue: Catalogue, areas: Areas, old: list[Row], new: list[Row], chosen: str
) -> None:
    made = report(old, new)
    for section in sections(made, catalogue, areas, chosen):
        assert section.lines
        for line in section.lines:
            assert not SPOILT.search(f"{line.text} {line.todo}"), line
            assert line.text.endswith(".")
            assert not line.todo or line.todo.endswith(".")
    assert not SPOILT.search(as_markdown(made, catalogue, areas, chosen))


@given(old=states, new=states)
def test_the_chosen_area_gets_each_of_its_revisions_and_each_of_its_measures(
    catalogue: Catalogue, areas: Areas, old: list[Row], new: list[Row]
) -> None:
    made = report(old, new)
    own = [c for c in made.changes if c.area_code == SCOTLAND]
    first = sections(made, catalogue, areas, SCOTLAND)[0]
    lines = [line.text for line in first.lines] if own else []
    revised = [text for text in lines if re.search(r": (revised|corrected|gone back) from ", text)]
    assert len(revised) == sum(c.kind == "revised" for c in own)
    known = {m: catalogue.measures[m].name for m in (ORDERS, SHARE)} | {"a_stranger": "a_stranger"}
    for measure, name in known.items():
        is_told = any(text.startswith(f"{name}, Scotland") for text in lines)
        assert is_told == any(c.measure == measure for c in own)
