"""A paper that its own workbook cites (văn bản được chính sổ này dẫn làm căn cứ).

The plan of the season is a basis of the decisions after it. On its own page it is none: it
bears the number and the day that the others cite.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from ...conventions.spelling import fold
from ...data.models import LegalBasis, Organisation
from ...data.reference import choice, choices
from ...data.ward import Ward
from .declaration import Declaration


class Itself(NamedTuple):
    """The row of the sheet ``Căn cứ`` that is the paper itself; ``None`` for what it lacks."""

    row: LegalBasis
    number: int | None
    day: dt.date | None


def cited_itself(declared: Declaration, ward: Ward, unit: Organisation) -> Itself | None:
    """How the sheet cites the paper of a body; ``None`` where it does not."""
    if declared.dated != "cited":
        return None
    group, year = choice("paper_group", declared.group), ward.settings.year
    whose = (unit.name, unit.party_body)
    own = {
        fold(f"{organ} {name}") for organ in ("", *choices("decision_authority")) for name in whose
    }
    for row in ward.data.legal_bases:
        ours = fold(row.kind) == fold(declared.type_name) and fold(row.body) in own
        if ours and row.papers == group and row.date is not None and row.date.year == year:
            number = re.match(r"\d+", row.number)
            return Itself(row, int(number[0]) if number else None, row.date.full())
    return None
