"""Who receives a body's papers (nơi nhận), and where the copy on file stays (lưu)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..conventions.recipients import archive_place, recipient_lines, refers_back
from ..conventions.spelling import bare_item
from ..data.models import Recipient
from ..data.models.commendation import serves
from .plan import Context

if TYPE_CHECKING:
    from .office import Office


class Receivers:
    """The rows of the sheet ``Nơi nhận`` for the papers of one office."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def part(self, group: str) -> Context:
        """The part ``noi_nhan``: recipients of a paper group, the archive line last."""
        lines = recipient_lines(self.written(group), self.archive(group), self._office.rules)
        return {"noi_nhan": lines}

    def written(self, group: str) -> list[str]:
        """Who receives the papers of a group, as the sheet names them (nơi nhận)."""
        named = [self._office.filled(r.text) for r in self._rows(group) if not r.archive]
        return [self._office.spell(text) for text in named if text]

    def archive(self, group: str) -> str:
        """Where the copy on file stays (nơi lưu).

        What the sheet says is said for the issuing committee; others keep their own.
        """
        office, written = self._office, [r.text for r in self._rows(group) if r.archive]
        if office.is_cell or office.unit is not office.ward.issuer or not written:
            return office.spell(str(office.kind["archive"]))
        return office.spell(archive_place(written[-1]))

    def _rows(self, group: str) -> list[Recipient]:
        rows = self._office.ward.data.recipients
        return [r for r in rows if serves(r.papers, group) and r.text]

    def named(self, group: str, named: Sequence[str]) -> tuple[str, ...]:
        """The recipients by name, each once."""
        names: list[str] = []
        for item in self.written(group):
            back = named and refers_back(item, self._office.rules)
            names += named if back else [bare_item(item)]
        return tuple(dict.fromkeys(names))
