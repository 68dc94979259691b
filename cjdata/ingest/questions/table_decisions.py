"""Decides about tables that say something unexplained: answered, passed over, or asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.ingest.questions.answers import Answer, Answers, folded
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.remarks import Question, Remark
from cjdata.ingest.spreadsheets.source_workbook import cell_name
from cjdata.text import join_and

NOT_EXPLAINED = "not explained"
PASSED_OVER = "passed over"
ANSWERED = "as was answered"
"""Why a table is not read."""

_MOST_NAMED = 3
_IS_OF_SCOTLAND = "Are its figures Scotland’s?"


@dataclass(frozen=True)
class QuestionedTable:
    """A table that is read, what it says that nothing explains, and the cells it has figures of.

    A cell is a measure, an area and a period.
    """

    number: int
    table: str
    sheet: str
    asks: tuple[UnexplainedText, ...]
    cells: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class TableDecisions:
    """What was decided: which tables are not read, what is said, and what was answered."""

    left_out: frozenset[int]
    remarks: tuple[Remark, ...]
    answers: tuple[Answer, ...]


def settle(
    tables: Sequence[QuestionedTable], recipe: Recipe, answers: Answers, file: str
) -> TableDecisions:
    """Decide about each table.

    What was answered stands. Where tables that are explained have all the cells of one that is
    not, it is passed over. All else is asked, each text once.
    """
    used: dict[tuple[str, str, str], Answer] = {}
    left: dict[int, list[UnexplainedText]] = {}
    out: set[int] = set()
    remarks: list[Remark] = []
    for one in tables:
        for ask in one.asks:
            answer = answers.of(recipe.id, one.table, ask.says)
            if answer is None:
                left.setdefault(one.number, []).append(ask)
            else:
                used[answer.key] = answer
                if not answer.is_whole and one.number not in out:
                    out.add(one.number)
                    remarks.append(_passed_over(one, ask, file, ANSWERED))
    explained = [t for t in tables if t.number not in left and t.number not in out]
    held = frozenset(cell for table in explained for cell in table.cells)
    open_ones: dict[tuple[str, str, str], list[tuple[QuestionedTable, UnexplainedText]]] = {}
    for one in tables:
        if one.number in out or one.number not in left:
            continue
        first = left[one.number][0]
        if one.cells and one.cells <= held:
            out.add(one.number)
            remarks.append(_passed_over(one, first, file, "for another table has the whole"))
            continue
        for ask in left[one.number]:
            year = ask.text if ask.asks in ("year", "years") else ""
            key = (ask.asks, folded(ask.says), year)
            open_ones.setdefault(key, []).append((one, ask))
    questions = [
        _question(found, recipe, file) for _, found in sorted(open_ones.items(), key=_kind)
    ]
    return TableDecisions(frozenset(out), (*remarks, *questions), tuple(used.values()))


def _kind(one: tuple[tuple[str, str, str], object]) -> int:
    """Order questions by what they ask, and so that those of one kind stand together."""
    return list(_WORDED).index(one[0][0])


def _cell(ask: UnexplainedText) -> str:
    return cell_name(*ask.cell) if ask.cell else ""


def _passed_over(one: QuestionedTable, ask: UnexplainedText, file: str, why: str) -> Remark:
    return Remark(
        "note",
        PASSED_OVER,
        file,
        one.sheet,
        _cell(ask),
        f"the table “{one.table}” is left out, {why}: {_why(ask)}",
        "",
        "If it is of the whole all the same, change the answer, here or in reference/answers.toml."
        if why == ANSWERED
        else "If it is wanted instead, its recipe must say so.",
    )


def _why(ask: UnexplainedText) -> str:
    return f"it says “{ask.says}” besides" if ask.asks == "words" else ask.text or ask.says


def _question(
    asked: Sequence[tuple[QuestionedTable, UnexplainedText]], recipe: Recipe, file: str
) -> Remark:
    """Ask about a text once, wherever it stands: the first place is told, the others named."""
    (one, ask), *others = asked
    tables = tuple(dict.fromkeys(table.table for table, _ in asked))
    found, fix = _WORDED[ask.asks](ask, tables)
    places = dict.fromkeys(_place(table, other) for table, other in others)
    if places:
        shown = list(places)[:_MOST_NAMED]
        more = len(places) - len(shown)
        found += f"; so does {join_and([*shown, *([f'{more} more'] if more else [])])}"
    question = Question(ask.says, recipe.id, tables, ask.asks)
    return Remark("question", NOT_EXPLAINED, file, one.sheet, _cell(ask), found, "", fix, question)


def _place(one: QuestionedTable, ask: UnexplainedText) -> str:
    return f"sheet {one.sheet}" + (f", cell {_cell(ask)}" if ask.cell else "")


def _of_words(ask: UnexplainedText, tables: Sequence[str]) -> tuple[str, str]:
    on = "on" if ask.what.startswith(("the cover", "the sheet “")) else "in"
    where = f", {on} {ask.what}" + (f" “{ask.text}”" if ask.text != ask.says else "")
    names = join_and([f"“{table}”" for table in tables])
    return (
        f"this table also says “{ask.says}”{where}",
        f"Is it of everybody and everything all the same, so that its figures are {names}?",
    )


def _of_year(ask: UnexplainedText, _: Sequence[str]) -> tuple[str, str]:
    return (
        f"the title is of {ask.text}, but {ask.what} says “{ask.says}”",
        f"Are the figures of {ask.text}?",
    )


def _of_area(ask: UnexplainedText, _: Sequence[str]) -> tuple[str, str]:
    if ask.text:
        return f"the table names no council, but beside it stands “{ask.text}”", _IS_OF_SCOTLAND
    return (
        "nothing in the table, or on the cover, says which area it is of",
        _IS_OF_SCOTLAND,
    )


def _of_shares(ask: UnexplainedText, _: Sequence[str]) -> tuple[str, str]:
    return ask.text, "Are these shares right under the years that they stand under?"


def _of_years(ask: UnexplainedText, _: Sequence[str]) -> tuple[str, str]:
    return (
        f"{ask.what} says “{ask.says}” over figures that are read as of {ask.text}",
        f"Are the figures of {ask.text}?",
    )


def _of_counts(ask: UnexplainedText, _: Sequence[str]) -> tuple[str, str]:
    return ask.text, "Are the figures counts, and no percentages?"


_WORDED = {
    "words": _of_words,
    "year": _of_year,
    "years": _of_years,
    "area": _of_area,
    "shares": _of_shares,
    "counts": _of_counts,
}
