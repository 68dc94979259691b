"""The rates of counts for which no publication prints one: their records, made from those of the
counts. A number grows with the size of an area, and a rate can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Record = dict[str, Any]

_AMONG = {"16 to 70": "people aged 16 to 70", "all ages": "people of all ages"}
_ALIKE = (
    "role",
    "direction",
    "judged",
    "unit_of_count",
    "counted_by",
    "publication",
    "caveats",
    "period_type",
    "areas_counted",
    "independent",
    "first_period",
    "last_period",
    "geography",
    "floor",
    "note",
    "notes_of_areas",
)
"""What a rate has as its count has it."""


def with_rates(record: Record) -> Record:
    """Add to the record of a page the rate of each count that names the people it is among.

    The choice that offers the number offers the rate too.
    """
    counts = [one for one in record.get("measure", ()) if _wants_rate(one)]
    rates = {count["id"]: _rate_of(count) for count in counts}
    if not rates:
        return record
    return {
        **record,
        "measure": list(_each_followed_by_its_rate(record["measure"], rates)),
        "choice": [_with_rate(choice, rates) for choice in record.get("choice", ())],
    }


def _each_followed_by_its_rate(
    measures: Sequence[Any], rates: Mapping[str, Record]
) -> Iterator[Any]:
    for one in measures:
        yield one
        if _wants_rate(one):
            yield rates[one["id"]]


def _wants_rate(measure: Any) -> bool:
    is_whole = isinstance(measure, dict) and all(
        isinstance(measure.get(key), str) for key in ("id", "name", "label", "many")
    )
    return is_whole and measure.get("rate_among") in _AMONG


def _rate_of(count: Record) -> Record:
    among = _AMONG[count["rate_among"]]
    return {
        **{key: count[key] for key in _ALIKE if key in count},
        "id": f"{count['id']}_per_10000",
        "name": f"{count['name']} (rate)",
        "label": f"{count['label']} per 10,000",
        "unit": "per_10000",
        "subject": f"the rate of {count.get('rate_of', count['many'])}",
        "numerator": [count["id"]],
        "population": count["rate_among"],
        "basis": f"Per 10,000 {among}, computed here",
        **_definition(count, among),
    }


def _definition(count: Record, among: str) -> Record:
    """Say what is counted, where the count does in a sentence, and among how many."""
    said = count.get("definition")
    is_said = isinstance(said, str) and bool(said)
    return {"definition": f"{str(said).rstrip('.')}, per 10,000 {among}."} if is_said else {}


def _with_rate(choice: Any, rates: dict[str, Record]) -> Any:
    rate = rates.get(choice.get("number", "")) if isinstance(choice, dict) else None
    return {**choice, "rate": rate["id"]} if rate else choice
