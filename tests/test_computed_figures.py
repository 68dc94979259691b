"""Rates and shares that no publication prints, worked out where a snapshot is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cjdata import queries
from cjdata.ingest.population_file import people_near
from cjdata.ingest.published import CheckedFigures
from cjdata.library import FigureSet, Library
from cjdata.observations import Observation
from cjdata.publishing.computed_figures import with_computed
from cjdata.publishing.published_state import compare, read_held
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.computed_rates import with_rates
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.comparison.data import CompareSelection, compare_view, council_measures
from cjdata.views.comparison.standings import opening_year
from cjdata.wording.rates import why_no_rate
from cjdata.wording.sources import COMPUTED

CLACKS, FALKIRK, STIRLING = "S12000005", "S12000014", "S12000030"
CASES, RATE = "bail_supervision_cases_commenced", "bail_supervision_cases_commenced_per_10000"
PRINTED_RATE, PRINTED_OF = "diversion_rate_per_10000", "diversion_cases_commenced"
SHARE = "homelessness_applications_from_prison_percent"
PEOPLE = {
    ("16 to 70", code): {2019: n, 2022: n} for code, n in ((CLACKS, 36_000), (FALKIRK, 113_000))
}


def count(
    value: float | None, area: str = CLACKS, period: str = "2022-23", **more: object
) -> Observation:
    given = {"measure": CASES, "status": "published", "precision": "exact"} | more
    return Observation(
        area_code=area,
        area="An area",
        period=period,
        value=value,
        decimals=0,
        unit="count",
        edition="2022-23",
        source_id="a-source",
        note="",
        **given,  # type: ignore[arg-type]
    )


def computed(catalogue: Catalogue, *held: Observation) -> list[Observation]:
    figures = CheckedFigures(held, (), ())
    return list(with_computed(figures, catalogue, PEOPLE).observations[len(held) :])


def test_a_count_has_a_rate_among_the_people_of_its_area(catalogue: Catalogue) -> None:
    [rate] = computed(catalogue, count(18))
    assert (rate.measure, rate.value, rate.decimals, rate.status) == (RATE, 5.0, 1, "computed")
    assert (rate.edition, rate.source_id, rate.unit) == ("2022-23", "a-source", "per_10000")
    assert rate.note == (
        "Worked out here from 18 bail supervision cases commenced and the mid-2022 estimate of "
        "36,000 people."
    )


def test_rates_can_reverse_the_order_of_numbers(catalogue: Catalogue) -> None:
    """55, 34 and 24 cases; per 10,000 people the smallest council has most."""
    clacks, falkirk = computed(catalogue, count(24), count(55, FALKIRK))
    assert (clacks.value, falkirk.value) == (6.7, 4.9)


def test_a_printed_rate_is_never_replaced(catalogue: Catalogue) -> None:
    printed = replace(count(4.2, measure=PRINTED_RATE), unit="per_10000", decimals=1)
    assert computed(catalogue, count(18, measure=PRINTED_OF), printed) == []
    [rate] = computed(catalogue, count(18, measure=PRINTED_OF))
    assert (rate.measure, rate.value) == (PRINTED_RATE, 5.0)


@pytest.mark.parametrize("status", ["restricted", "suppressed", "not_applicable"])
def test_what_is_not_shown_of_a_count_is_not_shown_of_its_rate(
    catalogue: Catalogue, status: str
) -> None:
    [rate] = computed(catalogue, count(None, status=status, precision="not_printed"))
    assert (rate.value, rate.status, rate.precision) == (None, status, "not_printed")


@pytest.mark.parametrize("status", ["provisional", "secondary", "supplied"])
def test_what_is_said_of_a_count_is_said_of_its_rate(catalogue: Catalogue, status: str) -> None:
    [rate] = computed(catalogue, count(18, status=status))
    assert (rate.value, rate.status) == (5.0, status)


def test_a_rounded_count_has_a_rounded_rate(catalogue: Catalogue) -> None:
    [rate] = computed(catalogue, count(20, precision="rounded"))
    assert rate.precision == "rounded"


def test_an_earlier_estimate_stands_in_for_three_years_and_is_named(catalogue: Catalogue) -> None:
    [rate] = computed(catalogue, count(18, period="2021-22"))
    assert "mid-2019 estimate" in rate.note
    assert people_near({2019: 5}, 2022) == (2019, 5)
    assert people_near({2019: 5}, 2023) is None
    assert people_near({2019: 5, 2023: 6}, 2022) == (2019, 5), "never a later one"
    assert computed(catalogue, count(18, period="2015-16")) == []


def test_without_people_there_is_no_rate(catalogue: Catalogue) -> None:
    assert computed(catalogue, count(18, STIRLING)) == []
    assert computed(catalogue, replace(count(18), area_code="")) == []


def test_a_loaded_estimate_stands_before_the_one_of_the_file(catalogue: Catalogue) -> None:
    people = count(37_000, measure="population_16_to_70", period="2022")
    [rate] = computed(catalogue, count(18), people)
    assert "37,000 people" in rate.note


def test_a_share_is_of_its_own_edition(catalogue: Catalogue) -> None:
    part = count(35, measure="homelessness_applications_from_prison")
    whole = count(593, measure="homelessness_applications_total")
    older = replace(count(600, measure="homelessness_applications_total"), edition="2021-22")
    shares = [o for o in computed(catalogue, part, whole, older) if o.measure == SHARE]
    assert [(o.value, o.decimals, o.status) for o in shares] == [(5.9, 1, "computed")]


def test_a_part_larger_than_its_whole_has_no_share(catalogue: Catalogue) -> None:
    part = count(35, measure="homelessness_applications_from_prison")
    whole = count(30, measure="homelessness_applications_total")
    assert not [o for o in computed(catalogue, part, whole) if o.measure == SHARE]


def test_every_number_that_a_page_offers_can_be_compared_in_some_form(
    catalogue: Catalogue,
) -> None:
    """But for what is counted by custody centre, and not for the people of an area."""
    lacking = {
        choice.number
        for theme in catalogue.indicators
        for choice in theme.choice
        if choice.number and not (choice.rate or choice.percent)
    }
    assert lacking == {"police_custody_referrals"}


def test_every_number_has_a_rate_or_a_share_or_says_why_it_has_none(catalogue: Catalogue) -> None:
    counts = [m for theme in catalogue.themes for m in theme.measure if m.is_count]
    lacking = {m.id: why_no_rate(catalogue, m) for m in counts if not catalogue.comparable_of(m.id)}
    assert all(lacking.values())
    assert not any(why_no_rate(catalogue, m) for m in counts if m.id not in lacking)
    assert "hours" in lacking["cpo_unpaid_work_hours_local"].lower()
    assert "custody centre" in lacking["police_custody_referrals"]
    of_councils = {
        m.id
        for m in counts
        if m.id in lacking and m.role != "local" and catalogue.geography_of(m.id) == "council"
    }
    assert of_councils == {m.id for m in counts if m.no_rate}


def test_other_figures_hold_the_rate_of_each_number_or_say_why_not(
    library: Library, today: date
) -> None:
    """A number that people of an area make has its rate in the next row, where it has a figure."""
    for name, area in (("published", "Scotland"), ("illustrative", "Clackmannanshire")):
        figures = library.figures(name)
        catalogue, told = figures.catalogue, 0
        by_name = {m.name: m for m in catalogue.measures.values()}
        for theme in catalogue.themes:
            address = read_view_address(f"{theme.page}/trend?area={area}")
            view = view_at(figures, address, today)
            for table in view.context.tables if view.context else ():
                rows = {row[0].text for row in table.rows}
                lacking = 0
                for measure in (by_name[row] for row in rows):
                    if not measure.is_count:
                        continue
                    comparable = catalogue.comparable_of(measure.id)
                    lacking += comparable is None
                    told += comparable is not None
                    if comparable and comparable.id not in view.choice.forms.values():
                        assert comparable.name in rows
                assert bool(lacking) == any(note.startswith("No rate: ") for note in table.notes)
        assert told > 10


def test_comparing_councils_in_a_number_leads_to_what_can_be_compared_or_says_why_not(
    illustrative: FigureSet, today: date
) -> None:
    catalogue = illustrative.catalogue
    numbers = [m for m in council_measures(illustrative) if catalogue.measures[m].is_count]
    for measure in (*numbers[::3], "police_custody_referrals"):
        year = opening_year(illustrative, measure)
        selection = CompareSelection(CLACKS, measure, year)
        view = compare_view(illustrative, selection, today)
        assert bool(view.other_forms) != bool(view.no_rate)


def test_a_record_that_asks_for_a_rate_gets_one_and_its_choice_offers_it() -> None:
    measure = {"id": "a", "name": "A", "label": "A", "unit": "count", "one": "x", "many": "xs"}
    record = {"measure": [measure | {"rate_among": "all ages"}], "choice": [{"number": "a"}]}
    made = with_rates(record)
    assert [one["id"] for one in made["measure"]] == ["a", "a_per_10000"]
    assert made["choice"] == [{"number": "a", "rate": "a_per_10000"}]
    assert with_rates({"measure": [measure]}) == {"measure": [measure]}


def test_a_rate_says_what_is_counted_where_its_count_does(catalogue: Catalogue) -> None:
    among = {"16 to 70": "people aged 16 to 70", "all ages": "people of all ages"}
    counts = [measure for measure in catalogue.measures.values() if measure.rate_among]
    for count in counts:
        said = catalogue.measures[f"{count.id}_per_10000"].definition
        whole = f"{count.definition[:-1]}, per 10,000 {among[count.rate_among]}."
        assert said == (whole if count.definition else "")
    assert any(count.definition for count in counts)


def test_what_is_computed_is_no_change_of_what_was_published(home: Path) -> None:
    held = read_held(home)
    assert compare(held, held.figures).changes == ()
    more = replace(held.figures, observations=(*held.figures.observations, count(18)))
    named = {change.measure for change in compare(held, more).changes}
    assert named == {CASES}


def test_no_computed_figure_is_without_its_note(published: FigureSet) -> None:
    codes = [area.code for area in published.areas.single]
    rows = queries.current_figures(published.database, list(published.catalogue.measures), codes)
    found = [row for row in rows if row["status"] == "computed"]
    assert len(found) > 80
    assert all(row["note"].startswith("Worked out here from ") for row in found)


def test_a_source_is_never_said_to_print_what_is_computed_from_it(
    published: FigureSet, today: date
) -> None:
    computed = view_at(published, read_view_address("housing/trend?area=Clackmannanshire"), today)
    assert COMPUTED in computed.source_line
    address = "housing/trend?area=Clackmannanshire&show=number"
    assert COMPUTED not in view_at(published, read_view_address(address), today).source_line
    # A rate that is printed in some years and computed in others is not headed as published.
    rate = view_at(published, read_view_address("diversion/trend?area=Scotland&show=rate"), today)
    assert COMPUTED in rate.source_line
    assert "as published" not in rate.heading
