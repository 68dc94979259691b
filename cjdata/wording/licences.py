"""Words on licences: what is said of a source depends on its own licence, never on another’s."""

from __future__ import annotations

from collections.abc import Iterable

from cjdata.library import Source
from cjdata.reference.designations import ILLUSTRATIVE as GENERATED
from cjdata.standing_texts import StandingWords

TEXTS = StandingWords("licences")
"""The words that stand as they are, from ``cjdata/texts/licences.toml``."""
NAME = TEXTS.name
NOT_REAL = TEXTS.not_real
OTHERS = TEXTS.others

ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_OPEN = ("OGL", "Open Government Licence")
"""How the licence of a source begins that is under it."""

_STATEMENT = f"Contains public sector information licensed under the {TEXTS.name}"
STATEMENT = f"{_STATEMENT}."


def is_open(licence: str) -> bool:
    """Whether a licence is the Open Government Licence.

    >>> is_open("OGL v3.0"), is_open("Open Scottish Parliament Licence (to be confirmed)")
    (True, False)
    """
    return licence.startswith(_OPEN)


def has_open(sources: Iterable[Source]) -> bool:
    """Whether any of the sources is under the Open Government Licence."""
    return any(is_open(source.licence) for source in sources)


def licence_words(sources: Iterable[Source], more: str = "") -> str:
    """Say under which licences sources stand; empty where there is none but the generator.

    ``more`` ends the statement on the Open Government Licence.
    """
    licences = [s.licence for s in sources if s.designation != GENERATED]
    open_ones = [licence for licence in licences if is_open(licence)]
    if not licences:
        return ""
    if not open_ones:
        return TEXTS.none_open
    statement = f"{_STATEMENT}{more}."
    return statement if len(open_ones) == len(licences) else f"{statement} {TEXTS.others}"


def page_foot(sources: Iterable[Source], *, illustrative: bool) -> str:
    """Say under every page of the dashboard under which licences its figures stand."""
    if illustrative:
        return TEXTS.not_real
    said = licence_words(sources, ": the figures whose source is under it")
    return f"{said} {_WHERE_LISTED}".strip()


def notes_lines(sources: Iterable[Source], *, illustrative: bool) -> tuple[str, ...]:
    """Say at length, for the data notes, under which licences all figures stand."""
    if illustrative:
        return TEXTS.not_real, _OWN
    said = licence_words(sources, f" ({ADDRESS})")
    return tuple(line for line in (said, _WHAT_SOURCES_ARE, _OWN) if line)


_WHERE_LISTED = (
    "Each figure’s source is named beside it; all are listed, each with its licence, in the data "
    "notes."
)
_WHAT_SOURCES_ARE = (
    "A source says what it is: a newspaper’s account, a council paper or a freedom of information "
    "answer is not official statistics, even where it quotes them. Some sources were read in a "
    "copy: the original is named, and the address of the copy is told but not linked."
)
_OWN = (
    "Calculations by this dashboard are marked as computed here and are not official statistics. "
    "Chart text is set in Source Sans (SIL Open Font License 1.1)."
)
