"""Guesses which measures headings stand for, to be looked at by a person."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.ingest.tables.lasting_titles import lasting_words
from cjdata.ingest.tables.phrase_matching import words
from cjdata.reference.catalogue import Catalogue, Measure


def likely_measures(texts: Sequence[str], title: str, catalogue: Catalogue) -> dict[str, str]:
    """Guess which measures headings stand for: few, since a wrong guess may go unseen.

    A heading must say nothing that the measure's name does not say, and heading and title
    together everything that it says. A measure is given once.
    """
    found: dict[str, str] = {}
    for text in texts:
        fitting = [m for m in catalogue.measures.values() if _is_likely(text, title, m)]
        best = max(fitting, key=lambda m: len(words(m.name)), default=None)
        if best and best.id not in found.values():
            found[text] = best.id
    return found


def _is_likely(text: str, title: str, measure: Measure) -> bool:
    given, above = words(text) - _SAYS_NOTHING, words(lasting_words(title))
    own = words(measure.name) - _SAYS_NOTHING
    is_share = "percent" in given | above and "number" not in title.casefold()
    return (
        measure.form == "number"
        and not is_share
        and measure.role != "local"
        and given <= own <= given | above
    )


_SAYS_NOTHING = words("total by local authority council area and")
