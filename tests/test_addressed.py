"""Views by their address: every view of every page, and every wrong value refused by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_pages import PLACES, THEME_PATHS
from project_files import PROJECT
from read_pages import open_page

from cjdata import addresses
from cjdata.addresses import KEYS
from cjdata.errors import CjdataError, Mistake
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.catalogue import Form, MeasureChoice
from cjdata.views.addressed import (
    NothingToShow,
    ViewAddress,
    address_from_page,
    read_view_address,
    ready_made,
    settled,
    view_address,
    view_at,
)
from cjdata.views.comparison.choices import opening_measure
from cjdata.views.comparison.data import CompareSelection, compare_view
from cjdata.views.comparison.standings import opening_year
from cjdata.views.glance.data import glance_view
from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.plan.data import editions_of_plans, plan_view
from cjdata.views.profile.data import profile_view
from cjdata.views.registry import VIEW_TYPES
from cjdata.views.shared.assemble import years_of
from cjdata.views.shared.opening import comparable, opening_of
from cjdata.views.short_lists.data import highlights
from cjdata.views.trend.data import theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import View
from cjdata.views.view_address import keys_of
from cjdata.views.years.data import years_view

SETS = ("published", "illustrative")
GLASGOW = "S12000049"
OTHER = "custody_percent"
Make = Callable[[FigureSet, str, str, date], View | None]


# What each page makes, as its own code does


def trend(figures: FigureSet, page: str, area: str, today: date) -> View:
    shown = figures.areas.by_code[area]
    choice = figures.catalogue.theme_by_page[page].opening_choice_of(shown.kind)
    beside = () if area == SCOTLAND else (SCOTLAND,)
    opening = opening_of(figures, comparable(figures, choice), shown)
    selection = Selection(
        area, beside, *opens_in(choice, shown.kind), is_together=opening.is_together
    )
    return theme_view(figures, page, selection, today)


def opens_in(choice: MeasureChoice, kind: str) -> tuple[str, Form]:
    return choice.opening_measure(kind), choice.opening_form(kind)


def peers(figures: FigureSet, page: str, area: str, today: date) -> View | None:
    shown = trend(figures, page, area, today)
    return theme_peers(figures, shown, today)  # type: ignore[arg-type]


def compared(kind: str) -> Make:
    def make(figures: FigureSet, page: str, area: str, today: date) -> View | None:
        measure = opening_measure(figures)
        year = opening_year(figures, measure)
        selection = CompareSelection(area, measure, year, versus=OTHER if kind == "scatter" else "")
        views = compare_view(figures, selection, today).views
        return next((view for view in views if view.kind == kind), None)

    return make


def listed(kind: str) -> Make:
    return lambda f, _, a, t: next(one for one in highlights(f, a, t) if one.kind == kind)


MAKERS: dict[str, Make] = {
    "trend": trend,
    "peers": peers,
    "bars": compared("bars"),
    "funnel": compared("funnel"),
    "map": compared("map"),
    "scatter": compared("scatter"),
    "profile": lambda f, _, a, t: profile_view(f, a, t),
    "years": lambda f, _, a, t: years_view(f, a, t),
    "plan": lambda f, _, a, t: plan_view(f, a, t, next(iter(editions_of_plans(f, a)), None)),
    "local-evidence": lambda f, _, a, t: evidence_view(f, a, t),
    "glance": lambda f, _, a, t: glance_view(f, a, t),
    "worse": listed("worse"),
    "moved": listed("moved"),
    "new": listed("new"),
}


MADE_BY_PAGES = [place for place in PLACES if place[1] in MAKERS]
"""A page that is drawn by ``view_page`` makes its views from their addresses, as packs do."""


def test_every_view_that_a_page_makes_by_itself_has_its_test() -> None:
    by_address = {one.kind for one in VIEW_TYPES} - set(MAKERS)
    code = "".join(path.read_text("utf-8") for path in (PROJECT / "pages").glob("*.py"))
    pages = {page for one in VIEW_TYPES if one.kind in by_address for page in one.pages}
    assert all(f'view_page.draw("{page}")' in code for page in pages)
    assert set(MAKERS) <= {one.kind for one in VIEW_TYPES}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("page", "kind"), MADE_BY_PAGES, ids="/".join)
def test_an_address_gives_the_view_of_its_page(
    library: Library, today: date, page: str, kind: str, name: str
) -> None:
    figures = library.figures(name)
    for code in (CLACKMANNANSHIRE, GLASGOW, SCOTLAND):
        chosen = {"area": figures.areas.by_code[code].name}
        if kind == "scatter":
            chosen["versus"] = OTHER
        address = view_address(page, kind, chosen)
        made = MAKERS[kind](figures, page, code, today)
        if made is None:
            with pytest.raises(NothingToShow):
                view_at(figures, address, today)
        else:
            assert view_at(figures, address, today) == made


def test_an_address_without_an_area_is_of_the_area_that_pages_open_on(
    published: FigureSet, today: date
) -> None:
    bare = read_view_address("housing/trend")
    assert view_at(published, bare, today).area.code == CLACKMANNANSHIRE


def test_a_settled_address_names_what_its_page_opens_on(library: Library, today: date) -> None:
    for figures in map(library.figures, SETS):
        for page, kind in PLACES:
            bare = view_address(page, kind, {"versus": OTHER} if kind == "scatter" else {})
            whole = settled(figures, bare)
            assert whole.chosen["area"] == "Clackmannanshire"
            assert settled(figures, whole) == whole
            try:
                view = view_at(figures, bare, today)
            except NothingToShow:
                continue
            assert view_at(figures, whole, today) == view
        pack = ready_made(figures, CLACKMANNANSHIRE)
        assert {settled(figures, view_address(a.page, a.kind, {})) for a in pack} == set(pack)


def test_an_area_by_any_of_its_names_settles_to_one_address(published: FigureSet) -> None:
    one, other = (
        settled(published, read_view_address(f"housing/trend?area={name}&show=number"))
        for name in ("Western Isles", "Na h-Eileanan Siar")
    )
    assert one == other


def test_there_is_no_pack_of_a_group(published: FigureSet) -> None:
    with pytest.raises(CjdataError, match="“Forth Valley” is not a known single area"):
        ready_made(published, "forth-valley")


# Everything that can be chosen


def test_everything_chosen_of_a_trend_is_in_the_view(illustrative: FigureSet, today: date) -> None:
    text = (
        "community-sentences/trend?area=Falkirk&compare=Scotland,forth-valley,Stirling"
        "&measure=cpo_completion_percent&from=2017-18&to=2023-24&since=2018-19&span=breaks"
    )
    view = view_at(illustrative, read_view_address(text), today)
    assert view == theme_view(
        illustrative,
        "community-sentences",
        Selection(
            illustrative.areas.find("Falkirk").code,
            (SCOTLAND, "forth-valley", illustrative.areas.find("Stirling").code),
            "cpo_completion_percent",
            "percent",
            "2017-18",
            "2023-24",
            since="2018-19",
            across_breaks=view.selection.across_breaks,  # type: ignore[attr-defined]
        ),
        today,
    )


def test_an_index_has_its_base(illustrative: FigureSet, today: date) -> None:
    text = "community-sentences/trend?area=Falkirk&show=index&base=2017-18"
    view = view_at(illustrative, read_view_address(text), today)
    assert view.finding.lead.startswith("With 2017-18 as 100, Falkirk")


def test_an_edition_leaves_out_newer_ones(published: FigureSet, today: date) -> None:
    text = "custody-community/trend?area=Scotland&measure=people_convicted_custody&edition=2017-18"
    view = view_at(published, read_view_address(text), today)
    column = view.download.columns.index("edition")
    held = {row[column] for row in view.download.rows if row[column]}
    assert held
    assert max(held) <= "2017-18"


def test_year_order_group_and_second_measure_are_read(illustrative: FigureSet, today: date) -> None:
    text = (
        "compare-areas/scatter?area=Falkirk&measure=custody_percent&year=2020-21"
        "&versus=cpo_completion_percent&sort=name&group=forth-valley"
    )
    selection = CompareSelection(
        illustrative.areas.find("Falkirk").code,
        "custody_percent",
        "2020-21",
        "name",
        "forth-valley",
        "cpo_completion_percent",
    )
    made = compare_view(illustrative, selection, today).scatter
    assert view_at(illustrative, read_view_address(text), today) == made


def test_a_plan_is_read_by_its_edition(published: FigureSet, today: date) -> None:
    for edition in editions_of_plans(published, CLACKMANNANSHIRE):
        address = view_address("local-plan", "plan", {"edition": edition})
        made = plan_view(published, CLACKMANNANSHIRE, today, edition)
        assert view_at(published, address, today) == made


# What the page shows at an address is what the address of its view gives

PAGES = (
    ("community-sentences", "trend", {"area": "Falkirk", "show": "index", "set": "illustrative"}),
    ("custody-community", "trend", {"from": "2016-17", "to": "2019-20", "set": "illustrative"}),
    ("housing", "trend", {"area": "Glasgow City", "compare": "none"}),
    (
        "compare-areas",
        "bars",
        {"measure": "custody_percent", "year": "2019-20", "set": "illustrative"},
    ),
    ("area-profile", "profile", {"area": "Fife", "set": "illustrative"}),
    ("local-plan", "plan", {}),
    ("at-a-glance", "glance", {"area": "Scotland"}),
)


@pytest.mark.parametrize(("page", "kind", "query"), PAGES)
def test_a_page_says_what_the_view_at_its_address_says(
    home: object,
    monkeypatch: pytest.MonkeyPatch,
    library: Library,
    page: str,
    kind: str,
    query: dict[str, str],
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(home))
    shown = open_page(page, query)
    address = address_from_page(page, kind, query)
    view = view_at(library.figures(query.get("set", "published")), address, date.today())
    assert view.finding.lead in shown.root.text
    assert kind == "glance" or view.heading in shown.root.text


def test_what_a_view_does_not_hang_on_is_left_out_of_its_address() -> None:
    query = {"area": "Fife", "compare": "Moray", "set": "illustrative", "span": "breaks"}
    assert address_from_page("at-a-glance", "glance", query).text == "at-a-glance/glance?area=Fife"
    assert address_from_page("housing", "trend", query).text == (
        "housing/trend?area=Fife&compare=Moray&span=breaks"
    )


# There and back

VALUES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30)


@st.composite
def any_address(draw: st.DrawFn) -> ViewAddress:
    page, kind = draw(st.sampled_from(PLACES))
    keys = draw(st.sets(st.sampled_from(keys_of(page, kind))))
    return view_address(page, kind, {key: draw(VALUES) for key in keys})


def advice_of(make: Callable[[], object]) -> bool:
    """Say whether something can be made, or is refused with what to do for each reason."""
    findings: tuple[Mistake, ...] = ()
    try:
        make()
    except CjdataError as error:
        findings = error.findings
    return all(finding.fix.endswith((".", "?")) for finding in findings)


@given(any_address())
def test_an_address_survives_as_text(address: ViewAddress) -> None:
    assert read_view_address(address.text) == address
    assert [key for key, _ in address.parameters] == [k for k in KEYS if k in address.chosen]
    assert address.text.isascii()


@given(st.text(max_size=60))
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    assert advice_of(lambda: read_view_address(text))


@given(any_address())
def test_no_address_does_worse_than_be_refused(published: FigureSet, address: ViewAddress) -> None:
    assert advice_of(lambda: view_at(published, address, date(2026, 11, 22)))


# Wrong values

WRONG = {
    "hosing/trend": "“hosing” is no page with views. Did you mean “housing”?",
    "data-notes/trend": "is no page with views",
    "housing/trnd": "“trnd” is no view of the page housing. Did you mean “trend”?",
    "housing/map": "“map” is no view of the page housing",
    "housing": "this names no view. Write it like community-sentences/trend?area=Falkirk.",
    "housing/trend?arae=Fife": "“arae” is no choice here. Did you mean “area”?",
    "housing/trend?sort=name": "“sort” is no choice here",
    "housing/trend?area=Fife&area=Moray": "“area” is said twice",
    "housing/trend?area=Falkrik": "“Falkrik” is not a known area. Did you mean “Falkirk”?",
    "housing/trend?area=forth-valley": "“forth-valley” is not a known area",
    "housing/trend?compare=Scotlnd": "“Scotlnd” is not a known area. Did you mean “Scotland”?",
    "housing/trend?compare=Fife,Moray,Angus,Stirling,Falkirk,Highland": "Leave out Highland.",
    "housing/trend?measure=homelessness_applications_from_prisons": (
        "Did you mean “homelessness_applications_from_prison”?"
    ),
    "housing/trend?show=percnt": "“percnt” is not a known way to show this measure",
    "housing/trend?from=soon": "“soon” is not a financial year. Write it like 2023-24.",
    "housing/trend?to=1999-00": "there are no figures of 1999-00. The nearest year is ",
    "custody-community/trend?from=2019-20&to=2016-17": (
        "“from” (2019-20) is after “to” (2016-17). Exchange from and to."
    ),
    "reoffending/trend?measure=reconviction_rate_one_year_home_area&edition=2022-23 part 2": (
        "is not a known edition of this measure"
    ),
    "housing/trend?edition=2023-25": "“2023-25” is not a known edition of this measure. Did you",
    "housing/trend?base=2019-20": "only an index takes a year as 100",
    "housing/trend?area=Scotland&since=1999-00": "there are no earlier figures of 1999-00",
    "housing/trend?span=break": "Did you mean “breaks”?",
    "compare-areas/bars?measure=custody_per_cent": "Did you mean “custody_percent”?",
    "compare-areas/bars?sort=nam": "Did you mean “name”?",
    "compare-areas/bars?group=forth-vally": "Did you mean “forth-valley”?",
    "compare-areas/bars?year=1999-00": "there are no figures of 1999-00",
    "compare-areas/scatter": "Add versus= and the id of a measure.",
    "compare-areas/scatter?versus=prison_arrivals_per_1000": "is not a known second measure",
    "local-plan/plan?edition=2018-2024": "is not a known plan",
    "local-plan/plan?area=Fife&edition=2018-2023": "no plan of Fife is held",
    "compare-areas/map?measure=custody_percent": "fewer than three councils have a figure",
    "housing/peers?show=number": "numbers grow with the size of an area",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_value_is_refused_with_the_nearest_right_one(
    published: FigureSet, today: date, text: str
) -> None:
    with pytest.raises(CjdataError) as refusal:
        view_at(published, read_view_address(text), today)
    assert WRONG[text] in str(refusal.value)
    assert str(refusal.value).startswith("view ")


def test_no_empty_name_is_offered(published: FigureSet, today: date) -> None:
    text = "compare-areas/bars?group=qqqqqqqq"
    with pytest.raises(CjdataError) as refusal:
        view_at(published, read_view_address(text), today)
    assert "Choose one of: none, " in str(refusal.value)
    assert ": ," not in str(refusal.value)


def test_every_wrong_part_of_an_address_is_named(published: FigureSet) -> None:
    with pytest.raises(CjdataError) as refusal:
        read_view_address("housing/trend?arae=Fife&mesure=x")
    assert len(refusal.value.findings) == 2


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(CjdataError, match="too long"):
        read_view_address("housing/trend?area=" + "x" * 5000)


def test_an_address_made_by_hand_is_checked_as_one_that_was_read(
    published: FigureSet, today: date
) -> None:
    with pytest.raises(CjdataError, match="is no choice here"):
        view_at(published, ViewAddress("housing", "trend", (("colour", "red"),)), today)


# The ready-made pack


@pytest.mark.parametrize("name", SETS)
def test_the_ready_made_pack_is_what_each_page_opens_on(
    library: Library, today: date, name: str
) -> None:
    figures = library.figures(name)
    for area in figures.areas.single:
        pack = ready_made(figures, area.code)
        assert {address.page for address in pack} == set(THEME_PATHS)
        assert len(pack) == len(THEME_PATHS)
    for address in ready_made(figures, GLASGOW):
        view = view_at(figures, address, today)
        assert view == trend(figures, address.page, GLASGOW, today)


def test_an_area_without_figures_gets_its_pack_with_the_reasons(
    published: FigureSet, today: date
) -> None:
    views = [view_at(published, a, today) for a in ready_made(published, "S12000013")]
    assert len(views) == len(THEME_PATHS)
    assert all(view.finding.text.endswith(".") for view in views)
    bare = [view for view in views if not any(row[7] for row in view.download.rows)]
    assert all(view.drawing is None for view in bare)


def test_pages_and_views_read_the_same_grammar(published: FigureSet) -> None:
    group = next(g for g in published.areas.all_groups if ", " in g.name)
    names = addresses.comparator_names(f"Fife,{group.name},Moray", published.areas)
    assert names == ["Fife", group.name, "Moray"]
    assert years_of(published, published.catalogue.measures[OTHER])
