"""Statistics on numbers and series: pure functions, no words and no data access.

Every function that may have no answer gives the reason instead: a value that says why there is
no interval, no change, no rank, no index, no comparison, no trend. Wrong numbers raise
``ValueError``; no limits are to be shown then.
"""

from cjdata.statistics.change_between_years import (
    FLOOR,
    ChangeBetweenYears,
    NoChange,
    change_between,
    change_since_year_before,
    floor_of,
)
from cjdata.statistics.comparison import (
    Comparison,
    compare,
    compare_areas,
    compare_years,
    is_clear_difference,
)
from cjdata.statistics.counts import (
    Counts,
    NoInterval,
    agreeing,
    counts_of,
    figure_interval,
    interval_of,
)
from cjdata.statistics.differences import RatioTest, ratio_limits, ratio_test, share_difference
from cjdata.statistics.disclosure.count_tables import CellTotal, CountTable, cross
from cjdata.statistics.disclosure.masking import (
    Mask,
    cell_of,
    mask_series,
    possible_range,
    protect,
    suppressed,
)
from cjdata.statistics.funnel import (
    ACTION,
    LEAST_AREAS,
    WARNING,
    Funnel,
    FunnelPoint,
    NoFunnel,
    funnel_of,
    outside_by_chance,
)
from cjdata.statistics.group_figures import group_ratio, group_sum
from cjdata.statistics.indexing import Index, IndexPoint, NoIndex, index_of, possible_bases
from cjdata.statistics.intervals import (
    Interval,
    count_interval,
    crude_rate_interval,
    poisson_interval,
    proportion_interval,
    rate_interval,
    wilson_interval,
)
from cjdata.statistics.long_record import LongRecord
from cjdata.statistics.ranking import NoRank, Rank, RankingEntry, rank_of
from cjdata.statistics.rounding import printed
from cjdata.statistics.series_evidence import Evidence
from cjdata.statistics.slopes import (
    Slope,
    TrendClass,
    least_visible_count,
    least_visible_share,
    poisson_trend,
    proportions_trend,
    recent_trend,
    weighted_trend,
)
from cjdata.statistics.trend import NOT_SOUGHT, Trend, judgement_of, least_visible_move, trend_of
from cjdata.statistics.years_together import (
    YEARS_TOGETHER,
    can_be_together,
    joined_periods,
    taken_together,
)

__all__ = [
    "ACTION",
    "FLOOR",
    "LEAST_AREAS",
    "NOT_SOUGHT",
    "WARNING",
    "YEARS_TOGETHER",
    "CellTotal",
    "ChangeBetweenYears",
    "Comparison",
    "CountTable",
    "Counts",
    "Evidence",
    "Funnel",
    "FunnelPoint",
    "Index",
    "IndexPoint",
    "Interval",
    "LongRecord",
    "Mask",
    "NoChange",
    "NoFunnel",
    "NoIndex",
    "NoInterval",
    "NoRank",
    "Rank",
    "RankingEntry",
    "RatioTest",
    "Slope",
    "Trend",
    "TrendClass",
    "agreeing",
    "can_be_together",
    "cell_of",
    "change_between",
    "change_since_year_before",
    "compare",
    "compare_areas",
    "compare_years",
    "count_interval",
    "counts_of",
    "cross",
    "crude_rate_interval",
    "figure_interval",
    "floor_of",
    "funnel_of",
    "group_ratio",
    "group_sum",
    "index_of",
    "interval_of",
    "is_clear_difference",
    "joined_periods",
    "judgement_of",
    "least_visible_count",
    "least_visible_move",
    "least_visible_share",
    "mask_series",
    "outside_by_chance",
    "poisson_interval",
    "poisson_trend",
    "possible_bases",
    "possible_range",
    "printed",
    "proportion_interval",
    "proportions_trend",
    "protect",
    "rank_of",
    "rate_interval",
    "ratio_limits",
    "ratio_test",
    "recent_trend",
    "share_difference",
    "suppressed",
    "taken_together",
    "trend_of",
    "weighted_trend",
    "wilson_interval",
]
