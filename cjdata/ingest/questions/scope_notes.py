"""Finds the sentences of a note that say of what all figures of a table are.

“These figures cover sheriff court cases”, “Data for 2024-25”, “Values are averages over three
years”: each changes what every figure above it means, though it has none of the words that tell a
part by themselves. What such a sentence says must be explained as a title must. Other sentences,
of rounding, of a pandemic or of one council, are remarks.
"""

from __future__ import annotations

import re

from cjdata.ingest.cells.note_signs import is_footnote
from cjdata.ingest.tables.surrounding_lines import is_of_the_sheet

_FIGURES = (
    r"(?:figures?|data|numbers?|values?|tables?|charts?|sheets?|worksheets?|statistics|rates?|"
    r"counts?|totals?|percentages?|information|cases|orders|reports?|people|individuals|referrals|years?"
    r"|columns?|rows?|amounts?|units?|results?|workbook|publication|spreadsheet|release|file"
    r"|local authority|area)"
)
_OTHERS = r"(?:additional|supplementary|other|further|following|next|previous|earlier)\b"
"""What says that a sentence is of other tables than the one it stands by."""

_SUBJECT = (
    rf"(?:(?:all|both|the|this|these|those|our|each|every)\s+){{0,2}}"
    rf"(?:most\s+recent\s+|(?!{_OTHERS})[a-z]+\s+)?{_FIGURES}"
    r"(?:\s+(?:here|shown|above|below|presented|given|reported|counted|available|held"
    r"|in this (?:table|workbook|publication|release|file|spreadsheet|sheet)))*"
)
_SAYS = (
    r"(?:only\s+|all\s+|also\s+)?(?:covers?|counts?|shows?|excludes?|omits?|represents?|run\s+from|runs\s+from|comprises?|"
    r"concerns?|describes?|relates?\s+(?:only\s+)?to|refers?\s+(?:only\s+)?to(?!\s+(?:the\s+)?notes?\b)|includes?\s+only|"
    r"do(?:es)?\s+not\s+(?:include|show|cover|count)|gives?\b|lists?\b|presents?\b|ranks?\b|combines?\b|"
    r"adds?\b|compares?\b|tracks?\b|sets?\s+out\b|splits?\b|(?:is|are|was|were)\s+(?:only\s+|all\s+)?"
    r"(?:[a-z]+ly\s+)?(?:for|of|in|per|rates?|an?|limited\s+to|restricted\s+to|expressed|weighted|projected|targets?|"
    r"averages?|means?|medians?|estimates?|estimated|indexed|indices|cumulative))\b"
)
_SENTENCE_SAYS = re.compile(rf"(?:note\s*\d*\s*[:.]?\s*)?{_SUBJECT}\s+{_SAYS}", re.IGNORECASE)
_OF_THE_TABLE = re.compile(
    r"(?:note\s*\d*\s*[:.]?\s*)?(?:(?:all|both|the|this|these|those|our|each|every)\s+){0,2}"
    r"(?:figures?|data|numbers?|values?|tables?|sheets?|worksheets?|statistics|rates?|counts?|totals?"
    r"|percentages?|columns?|rows?|amounts?|units?|results?|workbook|spreadsheet|release|file"
    r"|local authority|areas?)"
    r"(?:\s+(?:here|shown|above|below|presented|given|reported|counted"
    r"|in this (?:table|workbook|publication|release|file|spreadsheet|sheet)))*\s+"
    r"(?:is|are|was|were|has|have|had|should|must)\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence about the whole table, and what it says of it."""

_REMARKS = re.compile(
    r"(?:(?:also|all|not|only|be|been|now|still|largely|mainly|primarily|directly|currently|seen|yet"
    r"|always|therefore|to|previously|first)\s+){0,3}(?:publish|updat|calculat|deriv|bas|round|sort|compil|class"
    r"|revis|supersed|supercede|compara|incomplete|underestimat|affect|available|found|provided"
    r"|estimat|provision|accredit|official|badg|designat|subject|suppress|disclos|protect|taken"
    r"|extract|collect|sourc|suppli|obtain|produc|quality|check|valid|correct\b|consist|not seen"
    r"|from\b|seen as|treat|interpret|caution|approximat|filter|used on|available|accurate|complete"
    r"|known|includ|shown in|listed|in the|reconstruct|develop|rebas)",
    re.IGNORECASE,
)
"""What may be said of a whole table without a change of what its figures are."""

_OF_PLACES = re.compile(
    r"\b(?:in|at|from|for|by)\s+(?:[\w-]+\s+){0,3}?(?:courts?|prisons?|divisions?|sheriffdoms?"
    r"|establishments?)(?=\W*$|\s+(?:only|in|across)\b)",
    re.IGNORECASE,
)
"""What says at which places figures were collected: they may be of these alone."""

_LIMITS = re.compile(
    r"(?:cover(?:s|ing|age)?|exclud\w+|includ\w+|do(?:es)? not include|not including"
    r"|limited to|restricted to)\b",
    re.IGNORECASE,
)
_FRAGMENT_SAYS = re.compile(
    rf"(?:{_FIGURES}\s+(?:for|of|from|in|where|which|that|with|without|who|between|relating)\b"
    r"|cover(?:s|ing|age)?\b|counts?\b|excludes?\b|excluding\b|includes?\b"
    r"|do(?:es)? not include\b|not including\b|weighted\b|index\b|averages?\b"
    r"|as\s+at\b|at\s+(?=\d)|base\b|limited\s+to\b|restricted\s+to\b|estimates?\W*$)",
    re.IGNORECASE,
)
_OF_A_TABLE = re.compile(
    r"(?:this\s+is|these\s+are)\s+(?P<rest>.*\b(?:tables?|figures|data|statistics|numbers|values)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that says which table this is: “This is last year’s table.”"""

SAYING = (
    "cover", "coverage", "covering", "count", "show", "shown", "represent", "comprise", "concern",
    "describe", "give", "list", "present", "set out", "relate", "relating", "refer",
    "express", "figures", "values", "results", "here",
    "above", "below", "presented", "given", "reported", "information", "we", "our", "both",
    "using", "based on", "population estimates", "mid-year", "NRS", "National Records of Scotland",
)  # fmt: skip
"""Words by which such a sentence says it, and which by themselves limit nothing."""

_SENTENCES = re.compile(r"(?<=[a-z\d)\]][.])\s+(?=[A-Z\d(\[])|\n+")
_SAYS_NOTHING = re.compile(
    r"(?:for )?(?:more|further) information\b|financial years? runs?\b"
    r"|tables? (?:have|has) been designed\b|(?:the |all )?(?:tables|worksheets) are marked up\b"
    r"|\[low\]\s|(?:gender|sex|age|ethnicity) is (?:as )?(?:recorded|reported|calculated) "
    r"(?:by|at|on|in)\b|(?:rates? (?:use|are based on) )?(?:NRS |National Records of Scotland )?"
    r"(?:mid-year )?population estimates?\b\W*(?:NRS |National Records of Scotland )?"
    r"(?:mid-)?\d{4}\W*$"
    r"|(?:there (?:is|are) )?(?:an? )?filters? (?:(?:is|are) )?available\b(?!.*\bonly\b)"
    r"|(?:figures|data|numbers|counts)(?: for the (?:latest|most recent) year)? should be "
    r"(?:compared|treated|interpreted|used|read)\b[^.]*\bcaution\b"
    r"|(?:all )?(?:figures|numbers|counts|data) (?:are |have been )?rounded to (?:the )?nearest "
    r"\d+\b",
    re.IGNORECASE,
)
"""How sentences begin that limit no figure, though they have words that may."""

_DEFINES = re.compile(r"[A-Z][\w%,() -]{1,40}:\s+(?:The|A|An|People|Those)\b")
"""How a note begins that says what a word of the table means."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|might|can|cannot|could|should|must|will|would|do"
    r"|does|did|shows?|includes?|excludes?|refers?|relates?|covers?|differs?|changed|means?|see|contains?"
    r"|contact|note|makes?|made|accounts?|opened|closed|rose|fell|replaced|replaces|extended|came|became|began)\b|[:=@]|https?|www\.",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\W*(?:opened|closed|extended|replaced|changed)\s+(?=\w+\W*$)", re.IGNORECASE
)
"""A word that is a verb elsewhere, and before one other says which things are meant."""
_BEGINS_SENTENCE = re.compile(
    r"(?:this|these|the|some|each|any|an?|it|they|from|based on|taken from|derived from)\s",
    re.IGNORECASE,
)
_LONGEST_FRAGMENT = 8


def is_fragment(note: str) -> bool:
    """Whether a note is a few words with no verb, as titles are: “Aged 16 and 17.”"""
    return (
        len(note.split()) <= _LONGEST_FRAGMENT
        and not _BEGINS_SENTENCE.match(note)
        and not _VERB.search(_PARTICIPLE.sub("", note))
        and not is_of_the_sheet(note)
    )


def is_scope(text: str) -> bool:
    """Whether a few words say of what figures are.

    >>> is_scope("Excludes Glasgow City"), is_scope("Glasgow City")
    (True, False)
    """
    return len(text.split()) <= _LONGEST_FRAGMENT and bool(_LIMITS.match(text))


def remarks_on_figures(text: str) -> bool:
    """Whether a line is a sentence that remarks on all figures, be there a full stop or none.

    >>> remarks_on_figures("Data were collected on a new system")
    True
    >>> remarks_on_figures("Cases that were proved"), remarks_on_figures("Data for women")
    (False, False)
    """
    about = _OF_THE_TABLE.match(_OF_SOME.sub(r"\1 ", text, count=1))
    return about is not None and _is_remark(about["rest"])


def _is_remark(rest: str) -> bool:
    """Whether what a sentence says of a whole table changes none of its figures."""
    return bool(_REMARKS.match(rest)) and not _OF_PLACES.search(rest)


def says_something_happens(said: str) -> bool:
    """Whether a sentence has a verb, and is no mere list of what figures are of."""
    return bool(_VERB.search(said) or _BEGINS_SENTENCE.match(said))


_NUMBER = re.compile(r"^\W*(?:\d{1,2}\s*[.):]|\[?notes?\s*\d*\]?\s*[:.]?)\s*", re.IGNORECASE)


_OF_SOME = re.compile(
    rf"({_FIGURES})\s+(?:for|of|from|in|before|after|since|prior\s+to|up\s+to)\s+"
    r"(?:(?!where|which|that|who|with|without)[\w,()&'’/–-]+\s+){1,10}?"
    r"(?=(?:were|was|are|is|may|have|has|had|should|cannot|can|could|will|would|do|does|did|differ"
    r"|includes?|excludes?|refers?|relates?|covers?)\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence about some of the figures: “Figures for 2020-21 were affected”."""


def sentences_of(note: str) -> list[str]:
    """Give the sentences of a note that may say something, each without its number."""
    said = (_NUMBER.sub("", sentence).strip() for sentence in _SENTENCES.split(note))
    return [sentence for sentence in said if not _SAYS_NOTHING.match(sentence)]


def scopes_in(note: str, *, of_a_cell: bool | None = None) -> list[str]:
    """Give the sentences of a note that say of what all figures are.

    Of a note that is ``of_a_cell`` or a name, whole sentences count alone.

    >>> scopes_in("Figures are rounded. These figures cover sheriff court cases.")
    ['These figures cover sheriff court cases.']
    >>> scopes_in("Data for 2024-25"), scopes_in("2. Cases in which the age is not known.")
    (['Data for 2024-25'], [])
    """
    of_a_cell = is_footnote(note) if of_a_cell is None else of_a_cell
    found = []
    for said in sentences_of(note):
        bare = _OF_SOME.sub(r"\1 ", said, count=1)
        if _DEFINES.match(bare):
            continue
        about = _OF_THE_TABLE.match(bare) or _OF_A_TABLE.match(bare)
        says_it = _SENTENCE_SAYS.match(bare) or (about and not _is_remark(about["rest"]))
        if says_it or (not of_a_cell and (_FRAGMENT_SAYS.match(bare) or is_fragment(bare))):
            found.append(said)
    return found
