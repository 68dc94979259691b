"""Small series for the tests, made by hand or by hypothesis."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Direction, Measure
from cjdata.reference.periods import financial_year, financial_years, start_year
from cjdata.series import Break, Figure, Series
from cjdata.statistics import Evidence, counts_of

CLACKS = Area("S12000005", "Clackmannanshire", "Clacks", "council")
FALKIRK = Area("S12000014", "Falkirk", "Falkirk", "council")
STIRLING = Area("S12000030", "Stirling", "Stirling", "council")
SCOTLAND = Area("S92000003", "Scotland", "Scotland", "scotland")
VALLEY = Area(
    "forth-valley",
    "Forth Valley",
    "Forth Valley",
    "group",
    (CLACKS.code, FALKIRK.code, STIRLING.code),
    "A rule.",
)

ORDERS = Measure(
    id="orders", name="Orders", label="Orders", unit="count", one="order", many="orders"
)
SHARE = Measure(id="share", name="Share", label="Share", unit="percent", subject="the share")
RATE = Measure(
    id="rate", name="Rate", label="Rate", unit="per_10000", subject="the rate", basis="People"
)
HOURS = Measure(id="hours", name="Hours", label="Hours", unit="hours", subject="the work done")


def figure(
    period: str,
    value: float | None,
    decimals: int = 0,
    status: str | None = None,
    precision: str = "exact",
    edition: str = "2023-24",
) -> Figure:
    given = status or ("not_loaded" if value is None else "published")
    return Figure(period, value, decimals, given, precision, edition, "a-source")


def series(
    values: Sequence[float | None],
    measure: Measure = ORDERS,
    area: Area = CLACKS,
    first: int = 2015,
    breaks: Sequence[Break] = (),
    decimals: int = 0,
    precision: str = "exact",
    editions: Sequence[str] | None = None,
) -> Series:
    years = [financial_year(first + n) for n in range(len(values))]
    labels = editions or ["2023-24"] * len(values)
    figures = tuple(
        figure(
            year,
            None if value is None else float(value),
            decimals,
            precision=precision,
            edition=label,
        )
        for year, value, label in zip(years, values, labels, strict=True)
    )
    return Series(area, measure, figures, tuple(breaks))


def bare(one: Series, direction: Direction = "none") -> Evidence:
    """A series with no counts behind it, but for a number, which is its own count."""
    if one.measure.unit != "count":
        return Evidence(one, {}, direction)
    return Evidence(one, {f.period: counts_of([(1, f)]) for f in one.with_values}, direction)


def break_at(period: str, kind: str = "collection", text: str = "A new return.") -> Break:
    return Break(period, kind, text, "a-source")


YEARS = financial_years("2010-11", "2024-25")
KINDS = ("definition", "collection", "area", "pandemic", "event", "reissue")
values = st.one_of(st.none(), st.integers(min_value=0, max_value=60).map(float))


@st.composite
def any_series(
    draw: st.DrawFn, measure: Measure = ORDERS, decimals: int = 0, area: Area = CLACKS
) -> Series:
    length = draw(st.integers(min_value=0, max_value=12))
    held = draw(st.lists(values, min_size=length, max_size=length))
    editions = draw(
        st.lists(st.sampled_from(["2019-20", "2020-21"]), min_size=length, max_size=length)
    )
    breaks = draw(
        st.lists(
            st.builds(break_at, st.sampled_from(YEARS), st.sampled_from(KINDS)),
            max_size=3,
        )
    )
    precision = draw(st.sampled_from(["exact", "rounded"]))
    return series(
        held,
        measure,
        area,
        2010,
        breaks,
        decimals,
        precision,
        editions,
    )


def following(period: str) -> str:
    """The financial year after."""
    return financial_year(start_year(period) + 1)
