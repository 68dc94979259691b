"""Statistics on numbers and series: pure functions, no words and no data access.

Every function that may have no answer gives the reason instead: a value that says why there is
no interval, no change, no rank, no index, no comparison, no trend. Wrong numbers raise
``ValueError``; no limits are to be shown then.
"""

from cjdata.statistics.change import (
    FLOOR,
    Change,
    NoChange,
    change_between,
    change_since_year_before,
    floor_of,
)
from cjdata.statistics.groups import group_ratio, group_sum
from cjdata.statistics.rounding import printed

__all__ = [
    "FLOOR",
    "Change",
    "NoChange",
    "change_between",
    "change_since_year_before",
    "floor_of",
    "group_ratio",
    "group_sum",
    "printed",
]
