"""The options that the commands which load figures share: answers, who loads, and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from cjdata import settings
from cjdata.ingest.questions.answers import Answer
from cjdata.reference.areas import CLACKMANNANSHIRE

_OPTIONS = (
    click.option(
        "--yes",
        "whole",
        multiple=True,
        metavar="WORDS",
        help="Answer a question: these words change nothing.",
    ),
    click.option(
        "--no",
        "part",
        multiple=True,
        metavar="WORDS",
        help="Answer a question: leave out the table that says these words.",
    ),
    click.option("--area", default=CLACKMANNANSHIRE, help="Whose changes the report tells first."),
    click.option("--by", default="", help="Who loads the figures; by default the user logged in."),
    click.option(
        "--report",
        "report_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the report of what changes to this file, as Markdown.",
    ),
)


@dataclass(frozen=True)
class LoadingOptions:
    """How figures are loaded.

    Attributes
    ----------
    answers
        What was answered beforehand to questions that a file may raise.
    area
        The name of the area whose changes are told first.
    by
        Who loads the figures.
    report_file
        Where the report of what changes is written, if anywhere.
    """

    answers: tuple[Answer, ...]
    area: str
    by: str
    report_file: Path | None


def loading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, as its parameter ``loading``."""

    @wraps(command)
    def with_loading(
        *arguments: Any,
        whole: tuple[str, ...],
        part: tuple[str, ...],
        area: str,
        by: str,
        report_file: Path | None,
        **others: Any,
    ) -> None:
        answers = (
            *(Answer(says, is_whole=True) for says in whole),
            *(Answer(says, is_whole=False) for says in part),
        )
        options = LoadingOptions(answers, area, by or settings.current_user(), report_file)
        command(*arguments, loading=options, **others)

    decorated: Callable[..., None] = with_loading
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
