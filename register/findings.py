"""What a check or a takeover has to say about a row (phát hiện)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs (mức độ)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a clerk should look at (một phát hiện).

    ``kind`` is a stable word for machines, ``where`` names the series or the
    row of a sheet, ``fix`` is the next step ("" when there is none).
    ``entry_ids`` are the rows of the register concerned, if any.
    """

    level: Level
    kind: str
    where: str
    what: str
    fix: str = ""
    entry_ids: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The finding as plain data for ``--json``."""
        return {
            "level": str(self.level),
            "kind": self.kind,
            "where": self.where,
            "what": self.what,
            "fix": self.fix,
            "entry_ids": list(self.entry_ids),
        }
