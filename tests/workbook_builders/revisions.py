"""Editions that disagree: the same numbers as another edition printed them."""

from __future__ import annotations

import random
from collections.abc import Collection

from workbook_builders.known import Key, Numbers
from workbook_builders.made_up import RATES
from workbook_builders.places import ADULTS, COUNCILS, SCOTLAND
from workbook_builders.seeded import kept

FREE = ("diversion_referrals", "cpo_commenced", "cpo_in_force", "throughcare_caseload")
"""Counts that can rise in one council without breaking any part or sum that is held."""


def revised(
    numbers: Numbers,
    *,
    seed: int = 7,
    measures: Collection[str] = FREE,
    share: float = 0.03,
    periods: Collection[str] | None = None,
) -> tuple[Numbers, list[Key]]:
    """Raise some council counts by one to five, and Scotland with them.

    Gives the numbers and the keys that changed: counts, Scotland's, and rates per 10,000.
    """
    chance = random.Random(seed)
    result = Numbers(numbers)
    for measure, area, period in list(numbers):
        value = numbers[measure, area, period]
        free = measure in measures and area in COUNCILS and isinstance(value, int)
        if free and (periods is None or period in periods) and chance.random() < share:
            more = chance.randint(1, 5)
            for place in (area, SCOTLAND):
                result[measure, place, period] += more
    _follow(result, numbers)
    return result, [key for key in numbers if result[key] != numbers[key]]


def _follow(result: Numbers, before: Numbers) -> None:
    """Work out anew the rates of the counts that changed."""
    people = {area: adults for area, (_, adults) in ADULTS.items()}
    people[SCOTLAND] = sum(people.values())
    for rate, top in RATES.items():
        for (_, area, period), value in result.only([top]).items():
            if value != before[top, area, period]:
                result[rate, area, period] = kept(10_000 * value / people[area])
