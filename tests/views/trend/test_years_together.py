"""Three years together on the page of an indicator: chosen, opened on, linked, drawn and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from build_series import break_at
from read_pages import Page, open_page, use_own
from sums_of_years import sums_of_three_years

from cjdata.errors import CjdataError
from cjdata.exports.figures_csv import figures_csv
from cjdata.library import FigureSet
from cjdata.pack import from_link, pack_of, to_link
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND, Area
from cjdata.reference.catalogue import Theme
from cjdata.statistics import can_be_together, floor_of
from cjdata.views.addressed import (
    address_from_page,
    read_view_address,
    ready_made,
    settled,
    view_at,
)
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.shared.assemble import Assembler, together_of, years_of
from cjdata.views.shared.opening import POOLED, comparable, opening_of, said_by_figures
from cjdata.views.short_lists.short_list import page_parameters
from cjdata.views.trend import words
from cjdata.views.trend.data import ThemeView, theme_view, years_offered
from cjdata.views.trend.lines import TrendChart
from cjdata.views.trend.selection import Selection

TODAY = date(2026, 11, 29)
SHETLAND = "S12000027"
COUNT, RATE = "bail_supervision_cases_commenced", "bail_supervision_cases_commenced_per_10000"
NEWEST = "2022-23 to 2024-25"


def at(figures: FigureSet, address: str) -> ThemeView:
    view = view_at(figures, read_view_address(address), TODAY)
    assert isinstance(view, ThemeView)
    return view


def small_opening(figures: FigureSet) -> list[tuple[Theme, Area]]:
    """The councils whose page opens on figures of which the newest year is under the floor."""
    found = []
    for theme in figures.catalogue.themes:
        for area in figures.areas.councils:
            measure = comparable(figures, theme.opening_choice_of(area.kind))
            assembler = Assembler(figures, [measure.id])
            single = assembler.evidence(measure, area, years_of(figures, measure))
            newest = single.series.latest
            base = single.base(newest) if newest else None
            if newest and base is not None and base < floor_of(measure):
                last = single.series.figures.index(newest)
                run = single.series.figures[max(last - 2, 0) : last + 1]
                whole = len(run) == 3 and all(one.period in single.counts for one in run)
                beside = assembler.evidence(
                    measure, figures.areas.scotland, years_of(figures, measure)
                )
                theirs = [beside.series.by_period[one.period] for one in run]
                held = all(one.period in beside.counts for one in theirs)
                parted = beside.series.breaks_between(theirs[0], theirs[-1])
                beside_it = theirs[-1].value is None or (held and not parted)
                if whole and beside_it and not single.series.breaks_between(run[0], run[-1]):
                    found.append((theme, area))
    return found


def test_pages_open_on_three_years_where_the_newest_year_is_small_and_on_single_years_elsewhere(
    published: FigureSet, illustrative: FigureSet
) -> None:
    for figures, least in ((published, 1), (illustrative, 10)):
        small = small_opening(figures)
        assert len(small) >= least
        for theme in figures.catalogue.themes:
            for area in (*figures.areas.councils, figures.areas.scotland):
                address = address_from_page(theme.page, "trend", {"area": area.name})
                view = view_at(figures, address, TODAY)
                assert isinstance(view, ThemeView)
                assert view.selection.is_together == ((theme, area) in small)


def test_a_copied_link_and_a_pack_say_what_the_page_opened_on(illustrative: FigureSet) -> None:
    opened = settled(illustrative, address_from_page("bail", "trend", {}))
    assert opened.chosen == {"area": "Clackmannanshire", "measure": RATE, "show": POOLED}
    pack = pack_of(illustrative, CLACKMANNANSHIRE, "A pack", [opened], TODAY)
    assert from_link(to_link(pack)).addresses == (opened,)


def test_links_and_packs_that_name_a_measure_keep_its_single_years(
    illustrative: FigureSet,
) -> None:
    for measure, form in ((RATE, "rate"), (COUNT, "number")):
        view = at(illustrative, f"bail/trend?area=Clackmannanshire&measure={measure}")
        assert (view.selection.form, view.selection.is_together) == (form, False)
        assert (
            "show"
            not in settled(
                illustrative,
                read_view_address(f"bail/trend?area=Clackmannanshire&measure={measure}"),
            ).chosen
        )


def test_the_ready_made_pack_holds_what_the_pages_open_on(illustrative: FigureSet) -> None:
    [bail] = [one for one in ready_made(illustrative, CLACKMANNANSHIRE) if one.page == "bail"]
    assert bail.chosen["show"] == POOLED
    [bail] = [one for one in ready_made(illustrative, SCOTLAND) if one.page == "bail"]
    assert "show" not in bail.chosen


def test_a_list_leads_to_the_single_years_that_it_tells(illustrative: FigureSet) -> None:
    theme = illustrative.catalogue.theme_by_page["bail"]
    area = illustrative.areas.by_code[CLACKMANNANSHIRE]
    assert page_parameters(illustrative, theme, RATE, area) == {"show": "rate"}
    together = page_parameters(illustrative, theme, RATE, area, is_together=True)
    assert together == said_by_figures(illustrative, theme, area) == {"show": POOLED}
    glasgow = illustrative.areas.find("Glasgow City")
    assert said_by_figures(illustrative, theme, glasgow) == {}


def test_three_years_are_told_with_their_sum_beside_scotlands_same_years(
    illustrative: FigureSet,
) -> None:
    view = at(illustrative, "bail/trend?area=Clackmannanshire")
    latest = view.series[0].latest
    assert latest is not None
    assert latest.period == NEWEST
    assert view.finding.lead.startswith(f"In Clackmannanshire over {NEWEST}, the rate of ")
    counts = view.evidence[0].counts[NEWEST]
    assert "per 10,000 people a year" in view.finding.lead
    assert f"{counts.count} in all" in view.finding.text
    scotland = view.series[1].by_period[NEWEST]
    assert f"Scotland ({scotland.value:.1f})" in view.finding.lead
    assert "because a single year rests on few bail supervision cases" in view.finding.text
    assert "three years together" in view.heading
    assert words.TOGETHER_NOTE in view.drawing_notes


def test_chosen_three_years_say_no_reason(illustrative: FigureSet) -> None:
    view = at(illustrative, "custody-community/trend?area=Glasgow City&show=pooled")
    assert "Three years are taken together." in view.finding.text
    assert view.selection.form == "percent"


def test_every_sum_is_that_of_the_years_that_the_query_answers(
    published: FigureSet, illustrative: FigureSet
) -> None:
    checked = 0
    for figures in (published, illustrative):
        answers = {
            (row["measure"], row["area_code"], row["period"]): row["value"]
            for row in sums_of_three_years(figures)
        }
        measures = [m for m in figures.catalogue.measures.values() if can_be_together(m)]
        assembler = Assembler(figures, [m.id for m in measures])
        for measure in measures:
            for area in (*figures.areas.councils[::5], figures.areas.scotland):
                single = assembler.evidence(measure, area, years_of(figures, measure))
                for shown in together_of(single).series.with_values:
                    assert answers[measure.id, area.code, shown.period] == shown.value
                    checked += 1
    assert checked > 2000


def test_no_trend_is_told_of_three_years(illustrative: FigureSet) -> None:
    view = at(illustrative, "custody-community/trend?area=Clackmannanshire&show=pooled")
    assert "trend" not in view.finding.text
    assert "Five-year trend" not in [fact.label for fact in view.facts]
    assert not any("trend" in note for note in view.reading_notes if "grey band" not in note)


def test_a_change_is_since_the_three_years_before(illustrative: FigureSet) -> None:
    view = at(illustrative, "custody-community/trend?area=Clackmannanshire&show=pooled")
    before = view.series[0].by_period["2019-20 to 2021-22"]
    assert f"{before.value:.1f}%" in view.facts[0].detail
    assert "the three years before" in view.facts[0].detail


def test_the_years_compared_with_share_none_with_the_newest(illustrative: FigureSet) -> None:
    address = "custody-community/trend?area=Clackmannanshire&show=pooled&since="
    view = at(illustrative, f"{address}2015-16+to+2017-18")
    assert "In 2015-16 to 2017-18 it was" in view.finding.text
    with pytest.raises(CjdataError, match="Did you mean “2019-20 to 2021-22”"):
        at(illustrative, f"{address}2020-21+to+2022-23")


def test_the_file_says_which_years_a_figure_takes_together(illustrative: FigureSet) -> None:
    view = at(illustrative, "bail/trend?area=Clackmannanshire")
    rows = [row for row in view.download.named_rows if row["area"] == "Clackmannanshire"]
    assert [row["period"] for row in rows][-1] == NEWEST
    assert rows[-1]["interval_method"] == "Byar"
    over = next(row for row in rows if row["period"] == "2020-21 to 2022-23")
    assert over["reason_if_missing"].of_years([over["period"]]) == (
        "Clackmannanshire’s figures for 2020-21 to 2022-23 are not taken together: a break lies "
        "between them."
    )
    assert f",{NEWEST}," in figures_csv(view).decode("utf-8-sig")
    assert "three-years-together" in view.file_stem


def test_a_sum_of_published_figures_is_computed_here_and_names_all_sources(
    published: FigureSet,
) -> None:
    [(theme, area), *_] = [one for one in small_opening(published) if one[1].code == SHETLAND]
    view = at(published, f"{theme.page}/trend?area={area.name}")
    latest = view.series[0].latest
    assert latest is not None
    assert latest.status == "computed"
    assert view.source_line.startswith("Source: computed here")
    assert {s.source_id for s in view.sources} >= set(latest.source_ids)
    assert latest.note in " ".join(view.notes)


def test_averages_and_hours_are_not_offered_together(illustrative: FigureSet) -> None:
    area = illustrative.areas.by_code[CLACKMANNANSHIRE]
    measures = illustrative.catalogue.measures.values()
    kept_out = [m for m in measures if m.average or m.unit in ("hours", "mean")]
    assert kept_out
    assert not any(opening_of(illustrative, m, area).can_be_together for m in kept_out)


def test_years_shorter_than_three_show_the_three_to_their_last(illustrative: FigureSet) -> None:
    address = "custody-community/trend?area=Clackmannanshire&show=pooled&from={}&to={}"
    view = at(illustrative, address.format("2021-22", "2021-22"))
    assert view.years == ("2019-20 to 2021-22",)
    view = at(illustrative, address.format("2018-19", "2021-22"))
    assert view.years == ("2018-19 to 2020-21", "2019-20 to 2021-22")


def test_no_year_is_offered_as_the_last_that_has_too_few_before_it() -> None:
    offered = years_offered(["2019-20", "2020-21", "2021-22", "2022-23"], []).of_together
    assert offered.first == ("2019-20", "2020-21")
    assert offered.last == ("2021-22", "2022-23")
    assert years_offered(["2022-23"], []).of_together.whole == ("", "")


def test_the_strip_of_all_councils_stays_one_of_single_years(illustrative: FigureSet) -> None:
    view = at(illustrative, "bail/trend?area=Clackmannanshire")
    strip = theme_peers(illustrative, view, TODAY)
    assert strip is not None
    assert "2024-25" in strip.heading
    assert "2022-23" not in strip.heading


def test_breaks_and_notes_have_their_place_on_an_axis_of_three_years() -> None:
    years = ("2018-19 to 2020-21", "2019-20 to 2021-22", "2020-21 to 2022-23")
    chart = TrendChart((), years, breaks=(break_at("2020-21"),))
    assert chart.is_joined
    assert chart.starting("2020-21") == years[2]
    assert chart.holding("2020-21") == years[0]
    single = TrendChart((), ("2019-20", "2020-21"))
    assert not single.is_joined
    assert single.starting("2020-21") == single.holding("2020-21") == "2020-21"
    assert single.starting("2021-22") == single.holding("2021-22") == ""


def test_the_axis_writes_its_years_in_two_lines_and_the_break_is_drawn(
    illustrative: FigureSet,
) -> None:
    view = at(illustrative, "bail/trend?area=Clackmannanshire")
    [panel] = view.panels
    assert [row["period"] for row in panel.rows["breaks"]] == [NEWEST]
    axes = [layer["encoding"]["x"].get("axis", {}) for layer in panel.spec["layer"]]
    assert any("to " in axis.get("labelExpr", "") for axis in axes)


def test_groups_are_taken_together_as_councils_are(illustrative: FigureSet) -> None:
    selection = Selection(
        CLACKMANNANSHIRE, (SCOTLAND, "forth-valley"), RATE, "rate", is_together=True
    )
    groups = [area.code for area in illustrative.areas.groups]
    selection = replace(selection, comparators=(SCOTLAND, groups[0]))
    view = theme_view(illustrative, "bail", selection, TODAY)
    latest = view.series[2].latest
    assert latest is not None
    assert latest.period == NEWEST


Opened = Callable[..., Page]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page of the illustrative set, with what its address says."""
    use_own(home, monkeypatch)
    return lambda page, **address: open_page(page, {"set": "illustrative", **address})


def test_the_page_offers_three_years_and_its_address_names_what_is_not_the_default(
    opened: Opened,
) -> None:
    page = opened("bail")
    show = page.at.segmented_control(key="bail/show")
    assert show.value == POOLED
    assert words.TOGETHER_LABEL in show.options
    assert page.address["show"] == POOLED  # A copied link keeps it after a later load.
    page = Page(show.set_value("rate").run())
    assert page.address["show"] == "rate"
    assert "three years together" not in page.html


def test_picking_another_small_measure_opens_on_three_years_and_the_address_says_so(
    opened: Opened,
) -> None:
    page = opened("bail", area="Orkney Islands")
    measure = page.at.segmented_control(key="bail/measure")
    page = Page(measure.set_value("bail_supervision_cases_completed").run())
    assert page.at.segmented_control(key="bail/show").value == POOLED
    assert page.address["show"] == POOLED
    again = opened("bail", **{k: v for k, v in page.address.items() if k != "set"})
    assert again.at.segmented_control(key="bail/show").value == POOLED


def test_another_area_opens_on_single_years_where_its_own_are_not_small(opened: Opened) -> None:
    page = opened("bail")
    page = Page(page.at.selectbox(key="area").set_value("Glasgow City").run())
    assert page.at.segmented_control(key="bail/show").value == "rate"
    page = Page(page.at.selectbox(key="area").set_value("Clackmannanshire").run())
    assert page.at.segmented_control(key="bail/show").value == POOLED


def test_a_copied_link_keeps_three_years_where_single_years_are_small_no_more(
    opened: Opened,
) -> None:
    copied = opened("bail").address
    later = opened("bail", **{**copied, "area": "Glasgow City"})
    assert later.at.segmented_control(key="bail/show").value == POOLED
