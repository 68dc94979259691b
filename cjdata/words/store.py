"""The store of the coordinator's words: every save is a new version, and none is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, select

from cjdata.outline import ANNUAL_REPORT
from cjdata.words.database import PATIENCE, in_transaction, open_engine, place_of, words_url
from cjdata.words.plain import check_length, tidy
from cjdata.words.schema import versions
from cjdata.words.troubles import told
from cjdata.words.versions import Conflict, Slot, State, Version, sittings
from cjdata.words.writing import WORDS, Writing, is_in, newest_of, numbered, version_of

T = TypeVar("T")


def now() -> datetime:
    """Give this moment in UTC."""
    return datetime.now(UTC)


class Words:
    """The words of a database. It can be shared by threads.

    Every method raises WordsError, saying what happened and what to do, when the database is
    locked, full, broken, or does not answer. What was saved before is then as it was.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._clock = clock
        self.where = place_of(engine.url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def save(
        self, slot: Slot, body: str, *, by: str, base_version: int, choice: str = ""
    ) -> Version | Conflict:
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
        self, slot: Slot, body: str, *, by: str, base_version: int, choice: str = ""
    ) -> Version | Conflict:
        """Save words and show them to viewers; otherwise as ``save``.

        Published words without any text are no longer shown: so a text is taken back.
        """
        return self._put(slot, body, by, base_version, choice, "published")

    def current(self, slot: Slot, *, drafts: bool = True) -> Version | None:
        """Give the newest words of a slot; without ``drafts`` those that viewers see."""
        states = WORDS if drafts else ("published",)
        return self._read(lambda connection: newest_of(connection, slot, states))

    def version(self, slot: Slot, number: int) -> Version | None:
        """Give one version of a slot."""
        return self._read(lambda connection: numbered(connection, slot, number))

    def history(self, slot: Slot, *, every: bool = False) -> tuple[Version, ...]:
        """Give the versions of a slot, the newest first.

        Of the drafts of one sitting only the last is given, unless ``every`` is asked for.
        """
        asked = select(versions).where(is_in(slot)).order_by(versions.c.number.desc())
        rows = self._read(lambda connection: connection.execute(asked).all())
        found = tuple(map(version_of, rows))
        return found if every else sittings(found)

    def written(
        self, area: str, year: str, *, outline: str = ANNUAL_REPORT, drafts: bool = False
    ) -> Mapping[tuple[str, str], Version]:
        """Give the newest words of a report by section and outcome.

        Published ones only, unless ``drafts`` are asked for; those without text or choice are
        left out.
        """
        of_report = and_(
            versions.c.area == area, versions.c.year == year, versions.c.outline == outline
        )
        newest = self._newest_of_all(of_report, WORDS if drafts else ("published",))
        return {
            (version.slot.section, version.slot.outcome): version
            for version in newest
            if version.body.strip() or version.choice
        }

    def everything(self, *, drafts: bool) -> tuple[Version, ...]:
        """Give the newest words of every slot, in the order of the slots."""
        found = self._newest_of_all(None, WORDS if drafts else ("published",))
        return tuple(sorted(found, key=lambda version: version.slot))

    def together(self, work: Callable[[Writing], T]) -> T:
        """Do several saves as one: all of them or none.

        Raises
        ------
        WordsError
            When the database refuses; nothing is saved then.
        """
        with told(self.where):
            return in_transaction(
                self._engine, lambda c: work(Writing(c, self._clock)), writes=True
            )

    def _put(
        self, slot: Slot, body: str, by: str, base_version: int, choice: str, state: State
    ) -> Version | Conflict:
        body = tidy(body)
        check_length(body, str(slot))
        return self.together(
            lambda writing: writing.put(
                slot, body, by=by, base_version=base_version, choice=choice, state=state
            )
        )

    def _read(self, work: Callable[[Connection], T]) -> T:
        with told(self.where):
            return in_transaction(self._engine, work, writes=False)

    def _newest_of_all(
        self, within: ColumnElement[bool] | None, states: Iterable[State]
    ) -> list[Version]:
        names = ("area", "year", "outline", "section", "outcome")
        slots = [versions.c[name] for name in names]
        newest = select(*slots, func.max(versions.c.number).label("number")).group_by(*slots)
        newest = newest.where(versions.c.state.in_(tuple(states)))
        last = (newest if within is None else newest.where(within)).subquery()
        same = and_(*(versions.c[name] == last.c[name] for name in (*names, "number")))
        rows = self._read(lambda c: c.execute(select(versions).join(last, same)).all())
        return [version_of(row) for row in rows]


def open_words(
    home: Path,
    url: str | None = None,
    *,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = now,
) -> Words:
    """Open the words of a data folder, or of the database that ``url`` names.

    The database is made, and brought up to date, where that is needed.

    Raises
    ------
    WordsError
        When it cannot be opened, is newer than this program, or ``url`` is no address.
    """
    return Words(open_engine(words_url(home, url), patience), clock)
