"""One address means one thing: pages say what packs and commands refuse, in the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs

import pytest
from read_pages import open_page

from cjdata.errors import CjdataError
from cjdata.library import Library
from cjdata.views.addressed import read_view_address, view_address, view_at

SHARE = "cpo_completion_percent"


@dataclass(frozen=True)
class Row:
    """An address, what is wrong with it (nothing where empty), and what its page goes on with."""

    text: str
    wrong: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    figures: str = "illustrative"


ROWS = (
    # Case is ignored.
    Row("diversion/trend?show=NUMBER", shown={"show": "number"}),
    Row("diversion/trend?show=Rate"),
    Row("community-sentences/trend?measure=CPO_COMPLETION_PERCENT"),
    Row("community-sentences/trend?span=NONE&since=None&edition=Newest&compare=SCOTLAND"),
    Row("compare-areas/bars?sort=NAME&group=Forth-Valley", shown={"sort": "name"}),
    # A measure is named by any of its forms, which is then shown.
    Row("diversion/trend?measure=diversion_rate_per_10000"),
    Row("diversion/trend?measure=diversion_cases_commenced", shown={"show": "number"}),
    Row("diversion/trend?measure=diversion_rate_per_10000&show=number", shown={"show": "number"}),
    # Years are read however they are written.
    Row("compare-areas/bars?year=2019/20", shown={"year": "2019-20"}),
    Row("diversion/trend?since=2019/2020", shown={"since": "2019-20"}),
    Row("diversion/trend?from=2018–19&to=2022/23", shown={"from": "2018-19", "to": "2022-23"}),
    Row("diversion/trend?show=index&base=2017/18", shown={"show": "index", "base": "2017-18"}),
    # A year that is not offered: the nearest.
    Row("diversion/trend?to=2050-51", "there are no figures of 2050-51. The nearest year is "),
    Row(
        "compare-areas/bars?year=1999-00",
        "there are no figures of 1999-00. The nearest year is 2015-16.",
        {"year": "2015-16"},
    ),
    Row("diversion/trend?since=2022-2", "“2022-2” is not a financial year. Did you mean “2022-23”"),
    Row("diversion/trend?from=soon", "“soon” is not a financial year. Write it like 2023-24."),
    # The years offered are those of the areas that are shown, and not of all.
    Row(
        "housing/trend?area=Falkirk&to=2023-24",
        "there are no figures of 2023-24. The nearest year is 2011-12.",
        {"area": "Falkirk"},
        "published",
    ),
    Row(
        "housing/trend?area=Falkirk&compare=Clackmannanshire&to=2022-23",
        shown={"to": "2022-23"},
        figures="published",
    ),
    Row(
        "diversion/trend?from=2020-21&to=2015-16",
        "“from” (2020-21) is after “to” (2015-16). Exchange from and to.",
    ),
    # An index needs a base, and a base an index.
    Row(
        "attitudes/trend?area=Scotland&show=index",
        "“index” is not a known way to show this measure",
        {"area": "Scotland"},
        "published",
    ),
    Row("attitudes/trend?show=index&base=2019-20", "“index” is not", figures="published"),
    Row("diversion/trend?base=2017-18", "only an index takes a year as 100. Add show=index, or"),
    Row(
        "diversion/trend?show=index&base=1999-00",
        "no index can start from 1999-00. The nearest year is ",
        {"show": "index"},
    ),
    # What is chosen of another name than there is.
    Row("diversion/trend?show=rat", "“rat” is not a known way to show this measure. Did you mean"),
    Row("diversion/trend?measure=luck", "“luck” is not a known measure of this page. Choose one"),
    Row("diversion/trend?edition=2023-4", "“2023-4” is not a known edition of this measure."),
    Row("diversion/trend?span=break", "“break” is not a known value of span. Did you mean"),
    Row("compare-areas/bars?sort=nam", "“nam” is not a known order. Did you mean “name”?"),
    Row("compare-areas/bars?group=forth-vally", "“forth-vally” is not a known group. Did you"),
    Row(f"compare-areas/scatter?versus={SHARE}", f"“{SHARE}” is not a known second measure."),
    Row("local-plan/plan?edition=2018-2024", "“2018-2024” is not a known plan. Did you mean"),
    Row(
        "local-plan/plan?area=Fife&edition=2018-2023",
        "no plan of Fife is held. Leave out edition.",
        {"area": "Fife"},
    ),
    # A key that there is not, or twice.
    Row("diversion/trend?shwo=rate", "“shwo” is no choice here. Did you mean “show”?"),
    Row("diversion/trend?sort=name", "“sort” is no choice here."),
    Row(
        "diversion/trend?show=rate&show=number", "“show” is said twice. Say it", {"show": "number"}
    ),
    Row("diversion/trend?utm_source=newsletter&show=number", shown={"show": "number"}),
    # Areas.
    Row("diversion/trend?area=WESTERN isles", shown={"area": "Na h-Eileanan Siar"}),
    Row("diversion/trend?area=Falkrik", "“Falkrik” is not a known area. Did you mean “Falkirk”?"),
    Row("diversion/trend?compare=Fyfe", "“Fyfe” is not a known area. Did you mean “Fife”?"),
    Row(
        "diversion/trend?compare=Fife,Moray,Angus,Stirling,Falkirk,Highland",
        "6 areas are compared with, and 5 can be. Leave out Highland.",
        {"compare": "Fife,Moray,Angus,Stirling,Falkirk"},
    ),
)
every_row = pytest.mark.parametrize("row", ROWS, ids=[row.text for row in ROWS])


@every_row
def test_a_page_says_what_is_wrong_and_goes_on(row: Row) -> None:
    place, _, query = row.text.partition("?")
    sets = {} if row.figures == "published" else {"set": row.figures}
    seen = open_page(place.partition("/")[0], parse_qs(query) | sets)
    said = seen.messages.count("The address says")
    assert said == (1 if row.wrong else 0)
    assert f", but {row.wrong}" in seen.messages or not row.wrong
    assert {key: seen.address.get(key) for key in row.shown} == row.shown
    if row.wrong:
        assert seen.address == row.shown | sets


@every_row
def test_packs_and_commands_refuse_what_is_wrong(library: Library, today: date, row: Row) -> None:
    figures = library.figures(row.figures)
    if row.wrong:
        with pytest.raises(CjdataError) as refusal:
            view_at(figures, read_view_address(row.text), today)
        assert len(refusal.value.findings) == 1
        assert row.wrong in str(refusal.value)
        return
    address = read_view_address(row.text)
    as_written = address.chosen | row.shown
    meant = view_address(address.page, address.kind, as_written)
    assert view_at(figures, address, today) == view_at(figures, meant, today)


def test_all_that_is_wrong_is_told_at_once_in_the_same_words(library: Library, today: date) -> None:
    text = "diversion/trend?area=Atlantis&compare=Fyfe&measure=luck&show=odds&from=never&base=1"
    seen = open_page("diversion", parse_qs(text.partition("?")[2]))
    with pytest.raises(CjdataError) as refusal:
        view_at(library.figures("published"), read_view_address(text), today)
    assert len(refusal.value.findings) == 6
    for finding in refusal.value.findings:
        assert f"but {finding.what}. {finding.fix}" in seen.messages
