"""The store of the coordinator's words: every save is a new version, and none is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, and_, text

from cjdata.narrative.begun import WordsBegun
from cjdata.narrative.ended_sign_ins import EndedSignIns
from cjdata.narrative.plain_text import WordsError, check_length, tidy
from cjdata.narrative.saved_packs import SavedPacks
from cjdata.narrative.table_definitions import versions
from cjdata.narrative.words_database import PATIENCE, WordsDatabase, open_database, words_url
from cjdata.narrative.words_transaction import LEDGER, WORDS, WordsTransaction
from cjdata.narrative.words_versions import ReportSlot, State, WordsConflict, WordsVersion, sittings
from cjdata.reference.report_outlines import ANNUAL_REPORT

T = TypeVar("T")


def now() -> datetime:
    """Give this moment in UTC."""
    return datetime.now(UTC)


class WordsStore:
    """The words of a database. It can be shared by threads.

    Every method raises WordsError, saying what happened and what to do, when the database is
    locked, full, broken, or does not answer. What was saved before is then as it was.

    Attributes
    ----------
    database
        Where they are kept.
    packs
        The saved packs, which are kept in the same database.
    ended_sign_ins
        The sign-ins that open nothing any more.
    """

    def __init__(self, database: WordsDatabase, clock: Callable[[], datetime] = now) -> None:
        self.database = database
        self._clock = clock
        self.where = database.where
        self.packs = SavedPacks(database, clock)
        self.ended_sign_ins = EndedSignIns(database, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def check(self) -> None:
        """Ask the database for an answer."""
        self.database.read(lambda connection: connection.execute(text("SELECT 1")))

    def save(
        self, slot: ReportSlot, body: str, *, by: str, base_version: int, choice: str = ""
    ) -> WordsVersion | WordsConflict:
        """Save words as a draft, on top of the version that they were changed from.

        Words that are there already are not saved again.

        Parameters
        ----------
        base_version
            The number of the version that the person had before them; 0 where there was none.

        Returns
        -------
        Version | Conflict
            The version saved; or the conflict, where somebody saved since ``base_version``.

        Raises
        ------
        WordsError
            When the text is too long, or the database refuses.
        """
        return self._put(slot, body, by, base_version, choice, "draft")

    def publish(
        self, slot: ReportSlot, body: str, *, by: str, base_version: int, choice: str = ""
    ) -> WordsVersion | WordsConflict:
        """Save words and show them to viewers; otherwise as ``save``.

        Published words without any text are no longer shown: so a text is taken back.
        """
        return self._put(slot, body, by, base_version, choice, "published")

    def current(self, slot: ReportSlot, *, drafts: bool = True) -> WordsVersion | None:
        """Give the newest words of a slot; without ``drafts`` those that viewers see."""
        states = WORDS if drafts else ("published",)
        return self.database.read(lambda connection: LEDGER.newest(connection, slot, states))

    def version(self, slot: ReportSlot, number: int) -> WordsVersion | None:
        """Give one version of a slot."""
        return self.database.read(lambda connection: LEDGER.numbered(connection, slot, number))

    def history(self, slot: ReportSlot, *, every: bool = False) -> tuple[WordsVersion, ...]:
        """Give the versions of a slot, the newest first.

        Of the drafts of one sitting only the last is given, unless ``every`` is asked for.
        """
        found = self.database.read(lambda connection: LEDGER.history(connection, slot))
        return found if every else sittings(found)

    def written(
        self, area: str, year: str, *, outline: str = ANNUAL_REPORT, drafts: bool = False
    ) -> Mapping[tuple[str, str], WordsVersion]:
        """Give the newest words of a report by section and outcome.

        Published ones only, unless ``drafts`` are asked for; those without text or choice are
        left out.
        """
        of_report = and_(
            versions.c.area == area, versions.c.year == year, versions.c.outline == outline
        )
        newest = self._newest_of_each(of_report, WORDS if drafts else ("published",))
        return {
            (version.slot.section, version.slot.outcome): version
            for version in newest
            if version.body.strip() or version.choice
        }

    def everything(self, *, drafts: bool) -> tuple[WordsVersion, ...]:
        """Give the newest words of every slot, in the order of the slots."""
        found = self._newest_of_each(None, WORDS if drafts else ("published",))
        return tuple(sorted(found, key=lambda version: version.slot))

    def together(self, work: Callable[[WordsTransaction], T]) -> T:
        """Do several saves as one: all of them or none.

        Raises
        ------
        WordsError
            When the database refuses; nothing is saved then.
        """
        return self.database.write(lambda c: work(WordsTransaction(c, self._clock)))

    def _put(
        self, slot: ReportSlot, body: str, by: str, base_version: int, choice: str, state: State
    ) -> WordsVersion | WordsConflict:
        body = tidy(body)
        check_length(body, str(slot))
        return self.together(
            lambda writing: writing.put(
                slot, body, by=by, base_version=base_version, choice=choice, state=state
            )
        )

    def _newest_of_each(
        self, within: ColumnElement[bool] | None, states: Iterable[State]
    ) -> tuple[WordsVersion, ...]:
        asked = LEDGER.newest_of_each_sql(states, within)
        return self.database.read(lambda connection: LEDGER.all(connection, asked))


def open_words(
    home: Path,
    url: str | None = None,
    *,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = now,
) -> WordsStore:
    """Open the words of a data folder, or of the database that ``url`` names.

    The database is made, and brought up to date, where that is needed.

    Raises
    ------
    WordsError
        When it cannot be opened, is newer than this program, or ``url`` is no address; and when
        words were saved from this data folder, and the database is empty or gone.
    """
    at, begun = words_url(home, url), WordsBegun(home)
    begun.refuse_if_missing(at)
    database = open_database(at, patience)
    try:
        begun.refuse_if_emptied(database)
    except WordsError:
        database.close()
        raise
    database.on_write = begun.note
    return WordsStore(database, clock)
