"""What a body holds in a register (số của một cơ quan): to be read, claimed, decided upon."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from sqlalchemy import select

from .bodies import OldRows, assign, claim, decline, entry_of, identities_named, old_rows
from .entries import Body, Entry, State
from .series import normalise_term
from .spellings import body_key
from .store.schema import entries

if TYPE_CHECKING:
    from .book import Register


class Holdings:
    """The rows of one body in a register (số của cơ quan trong sổ)."""

    def __init__(self, register: Register, body: Body) -> None:
        self._database = register.database
        self._who = register.who
        self.body = body

    def in_force(self, term: str) -> list[Entry]:
        """The rows in force of the body's papers in one term.

        Those of its identity and, before it claims them, the old ones that are
        surely its own. Nothing is written.
        """
        body, term = self.body, normalise_term(term)
        codes = {body_key(code) for code, _name in (*body.units, (body.code, body.name))}
        with self._database.reading() as connection:
            rows = list(old_rows(connection, body).sure)
            if body.id:
                own = select(entries).where(entries.c.body_id == body.id, entries.c.term == term)
                rows += [dict(row._mapping) for row in connection.execute(own)]
        return [
            entry_of(row)
            for row in rows
            if row["state"] == State.ISSUED
            and row["term"] == term
            and body_key(row["body_code"]) in codes
        ]

    def doubtful(self) -> list[Entry]:
        """The rows of no identity that may be this body's or another's: a person must say."""
        with self._database.reading() as connection:
            return [entry_of(row) for row in old_rows(connection, self.body).doubtful]

    def namesakes(self) -> set[str]:
        """Other identities that hold numbers under this body's code and name."""
        with self._database.reading() as connection:
            found = identities_named(connection, self.body.code, self.body.name)
        return found - {self.body.id}

    def claim(self, *, mine: Container[int] = (), others: Container[int] = ()) -> OldRows:
        """Make the old rows that are surely the body's its own, and settle doubtful ones by id.

        ``mine`` become the body's; ``others`` are noted as not its own and no
        longer asked about. Gives what was found before it was settled.
        """
        with self._database.writing() as connection:
            found = claim(connection, self.body, self._who)
            accepted = [row for row in found.doubtful if row["id"] in mine]
            assign(connection, self.body.id, accepted, self._who)
            refused = [row for row in found.doubtful if row["id"] in others]
            decline(connection, self.body.id, refused, self._who)
            return found
