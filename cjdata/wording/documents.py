"""Words that slides and reports share: language, mark, dates, spans of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cjdata.reference.periods import first_year, in_words, joined, last_year, month_in_words
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and
from cjdata.wording.standing import ILLUSTRATIVE

TEXTS = StandingWords("documents")
"""The words that stand as they are, from ``cjdata/texts/documents.toml``."""
MEASURE = TEXTS.measure
NOT_KNOWN = TEXTS.not_known
SOURCES_HEADER = TEXTS.listed("sources_header")

LANGUAGE = "en-GB"


def with_mark(text: str, *, illustrative: bool) -> str:
    """Begin a text with the mark of figures that are not real, where they are not."""
    return f"{ILLUSTRATIVE}. {text}" if illustrative else text


def day_words(day: date) -> str:
    """Write a day out."""
    return in_words(day.isoformat())


def published_words(published: str) -> str:
    """Write when a source was published."""
    return month_in_words(published) if published else TEXTS.not_known


def span(years: Sequence[str]) -> str:
    """Give the first and the last of some years; one year alone as it is.

    >>> span(["2019-20", "2020-21", "2023-24"]), span(["2018-19 to 2020-21", "2019-20 to 2021-22"])
    ('2019-20 to 2023-24', '2018-19 to 2021-22')
    """
    if not years:
        return ""
    first, last = first_year(years[0]), last_year(years[-1])
    return first if first == last else joined(first, last)


def years_words(years: Sequence[str]) -> str:
    """List years, three and more that follow one another as a span.

    >>> years_words(["2015-16", "2019-20", "2020-21", "2021-22"])
    '2015-16 and 2019-20 to 2021-22'
    """
    return join_and([text for run in _runs(years) for text in _said(run)])


def _said(run: Sequence[str]) -> Sequence[str]:
    return [span(run)] if len(run) > 2 else run


def _runs(years: Sequence[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for year in years:
        if run and int(year[:4]) != int(run[-1][:4]) + 1:
            yield run
            run = []
        run.append(year)
    if run:
        yield run
