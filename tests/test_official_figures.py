"""Figures as the official workbooks print them, copied out of these by hand.

Of each measure that was read in a workbook or an open-data download there are some. The workbooks
are no part of the project, so they are not opened here.
"""

import pytest

from cjdata.library import FigureSet
from cjdata.queries import observations

PRISON, CRIME = "2023-24", "2024-25"
RECONVICTION, PROCEEDINGS, OLDER_PROCEEDINGS = "2017-18", "2022-23", "2013-14"

PRINTED = (
    # Scottish Prison Population Statistics 2023-24: tables C2, A1, M1, E1
    ("prison_arrivals", "Scotland", "2023-24", 11104, PRISON),
    ("prison_arrivals", "Aberdeen City", "2009-10", 931, PRISON),
    ("prison_arrivals", "Stirling", "2015-16", 214, PRISON),
    ("prison_arrivals", "East Lothian", "2009-10", 179, PRISON),
    ("prison_arrivals", "Argyll and Bute", "2022-23", 72, PRISON),
    ("prison_arrivals_per_1000", "Scotland", "2009-10", 3.9, PRISON),
    ("prison_arrivals_per_1000", "Aberdeen City", "2016-17", 2.9, PRISON),
    ("prison_arrivals_per_1000", "Midlothian", "2016-17", 1.9, PRISON),
    ("prison_arrivals_per_1000", "Aberdeenshire", "2020-21", 0.7, PRISON),
    ("prison_average_daily_population", "Scotland", "2022-23", 7427.5, PRISON),
    ("prison_average_daily_population", "Scotland", "2021-22", 7506.9, PRISON),
    ("prison_average_daily_population_remand", "Scotland", "2010-11", 1363.5, PRISON),
    ("prison_average_daily_population_remand", "Scotland", "2023-24", 1795.8, PRISON),
    ("prison_average_daily_population_sentenced", "Scotland", "2018-19", 6342.0, PRISON),
    ("prison_average_daily_population_sentenced", "Scotland", "2023-24", 6016.7, PRISON),
    ("prison_individuals_sentenced_in_year", "Scotland", "2010-11", 14858, PRISON),
    ("prison_individuals_sentenced_in_year", "Scotland", "2023-24", 10713, PRISON),
    ("prison_departures", "Scotland", "2017-18", 15358, PRISON),
    ("prison_individuals_any_time_in_year", "Scotland", "2009-10", 21164, PRISON),
    ("prison_individuals_departing", "Scotland", "2022-23", 8567, PRISON),
    # Recorded Crime in Scotland 2024-25: tables 1 and 4
    ("recorded_crimes", "Scotland", "2024-25", 299111, CRIME),
    ("recorded_crimes", "Fife", "2021-22", 19154, CRIME),
    ("recorded_crimes", "Inverclyde", "2017-18", 4237, CRIME),
    ("recorded_crimes_per_10000", "Scotland", "2015-16", 572, CRIME),
    ("recorded_crimes_per_10000", "East Renfrewshire", "2017-18", 312, CRIME),
    ("recorded_crimes_per_10000", "Perth and Kinross", "2022-23", 391, CRIME),
    # Reconviction Rates in Scotland, 2017-18 cohort: tables 1, 9, 10b, 12 and 13
    ("reconviction_rate_one_year", "Scotland", "1998-99", 31.8, RECONVICTION),
    ("reconviction_rate_one_year", "Scotland", "2012-13", 28.9, RECONVICTION),
    ("average_reconvictions_per_offender", "Scotland", "2001-02", 0.63, RECONVICTION),
    ("reconviction_cohort_size", "Scotland", "2014-15", 43614, RECONVICTION),
    ("reconviction_rate_one_year_released_from_custody", "Scotland", "1998-99", 49.2, RECONVICTION),
    ("reconviction_rate_one_year_cpo", "Scotland", "2012-13", 32.6, RECONVICTION),
    ("reconviction_rate_one_year_dtto", "Scotland", "2017-18", 57.5, RECONVICTION),
    ("reconviction_rate_one_year_rlo", "Scotland", "2017-18", 33.1, RECONVICTION),
    (
        "reconviction_rate_one_year_custody_one_year_or_less",
        "Scotland",
        "2017-18",
        48.8,
        RECONVICTION,
    ),
    ("reconviction_rate_one_year_court_area", "Falkirk", "2017-18", 30.0, RECONVICTION),
    ("reconviction_rate_one_year_court_area", "Clackmannanshire", "2017-18", 31.6, RECONVICTION),
    ("average_reconvictions_per_offender_court_area", "Moray", "2017-18", 0.41, RECONVICTION),
    ("reconviction_cohort_size_court_area", "Perth and Kinross", "2017-18", 758, RECONVICTION),
    (
        "reconviction_cohort_size_court_area",
        "Edinburgh, Midlothian and East Lothian",
        "2017-18",
        3913,
        RECONVICTION,
    ),
    ("reconviction_rate_one_year_home_area", "Clackmannanshire", "2017-18", 27.5, RECONVICTION),
    ("reconviction_rate_one_year_home_area", "Angus", "2017-18", 24.3, RECONVICTION),
    ("average_reconvictions_per_offender_home_area", "Aberdeen City", "2017-18", 0.66, "2017-18"),
    ("reconviction_cohort_size_home_area", "Inverclyde", "2017-18", 375, RECONVICTION),
    # statistics.gov.scot, the revised run
    ("reconviction_rate_one_year_court_area", "Dundee City", "2016-17", 25.4, RECONVICTION),
    (
        "reconviction_rate_one_year_court_area",
        "Edinburgh, Midlothian and East Lothian",
        "2016-17",
        27.1,
        RECONVICTION,
    ),
    ("reconviction_rate_one_year_court_area", "Scotland", "2014-15", 28.4, RECONVICTION),
    ("average_reconvictions_per_offender_court_area", "Stirling", "2015-16", 0.51, RECONVICTION),
    # Criminal Proceedings 2022-23, tables 7a and 7b; 2013-14, table 7
    ("people_convicted_total", "Scotland", "2017-18", 83177, PROCEEDINGS),
    ("people_convicted_custody", "Scotland", "2019-20", 11122, PROCEEDINGS),
    ("people_convicted_extended_sentence", "Scotland", "2022-23", 200, PROCEEDINGS),
    ("people_convicted_supervised_release_order", "Scotland", "2015-16", 351, PROCEEDINGS),
    ("people_convicted_compensation_order", "Scotland", "2020-21", 463, PROCEEDINGS),
    ("custody_percent", "Scotland", "2020-21", 17.0, PROCEEDINGS),
    ("people_convicted_fine", "Scotland", "2005-06", 80723, OLDER_PROCEEDINGS),
    ("people_convicted_order_for_lifelong_restriction", "Scotland", "2009-10", 9, "2013-14"),
    ("people_convicted_community_payback_order", "Scotland", "2010-11", 461, OLDER_PROCEEDINGS),
)


def test_there_are_enough_of_them() -> None:
    """At least forty, so that a slip of a column or a row would be seen."""
    assert len(PRINTED) >= 40
    assert len({row[0] for row in PRINTED}) >= 30


@pytest.mark.parametrize(("measure", "area", "period", "value", "edition"), PRINTED, ids=str)
def test_a_figure_is_as_the_workbook_prints_it(
    published: FigureSet, measure: str, area: str, period: str, value: float, edition: str
) -> None:
    known = published.areas.get(area)
    rows = observations(
        published.database, [measure], [known.code if known else area], [period], edition
    )
    assert [row["value"] for row in rows] == [value]
