"""Who signs a body's papers, and as what (người ký, chức vụ người ký).

Rule: Hướng dẫn 05-HD/VPTW, II.I.7.1.4 and 8.1.2: the secretary or a deputy
signs on behalf of the committee or the cell, under the post they hold.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ..conventions.spelling import fold
from .membership import belongs
from .models import Organisation
from .reference import choice
from .ward import Ward


@dataclass(frozen=True, slots=True)
class Signer:
    """A signer (người ký): ``name`` "" where it is to be written by hand.

    ``position`` is ``Bí thư`` or ``Phó Bí thư``. ``stands_in`` says that a
    deputy signs only because there is no secretary.
    """

    name: str
    position: str
    stands_in: bool = False


def signer_of(ward: Ward, unit: Organisation, day: dt.date) -> Signer:
    """Who signs the papers of a body on a day.

    The person named in the settings (for the issuing body) or on the sheet of
    organisations; else the secretary; else a deputy, who then signs as deputy.
    A position of deputy without a name means the first deputy.
    """
    secretary, deputies = secretary_on(ward, unit, day), deputies_on(ward, unit, day)
    head, deputy = choice("signer_position", "secretary"), choice("signer_position", "deputy")
    settings = ward.settings
    by_settings = unit is ward.issuer and bool(settings.signer)
    named = settings.signer if by_settings else unit.signer
    asked = unit.signer_position
    if unit is ward.issuer and (by_settings or not asked):
        asked = settings.signer_position
    if named:
        is_deputy = any(fold(named) == fold(name) for name in deputies)
        if by_settings or unit.signer_position:
            return Signer(named, asked)
        return Signer(named, deputy if is_deputy else head)
    if asked == deputy:
        return Signer(deputies[0] if deputies else "", deputy)
    if not secretary and deputies and not unit.signer_position:
        return Signer(deputies[0], deputy, stands_in=True)
    return Signer(secretary, head)


def secretary_on(ward: Ward, unit: Organisation, day: dt.date) -> str:
    """The secretary's name on a day, from the sheet, else by post; "" when the post is vacant.

    One who has left the cell is no longer its secretary, whatever a cell of the
    workbook still says.
    """
    if unit.secretary and _is_there(ward, unit, unit.secretary, day):
        return unit.secretary
    holders = ward.post_holders(unit, "secretary")
    return next((m.full_name for m in holders if belongs(m, day)), "")


def deputies_on(ward: Ward, unit: Organisation, day: dt.date) -> list[str]:
    """The deputies' names on a day, from the sheet, else by post (phó bí thư)."""
    written = [name.strip() for name in re.split(r"[;,\n]", unit.deputies) if name.strip()]
    if written:
        return [name for name in written if _is_there(ward, unit, name, day)]
    return [m.full_name for m in ward.post_holders(unit, "deputy") if belongs(m, day)]


def _is_there(ward: Ward, unit: Organisation, name: str, day: dt.date) -> bool:
    """Whether a named person is not known to have left; a stranger to the sheet may sign."""
    member = ward.member(name, unit)
    return member is None or belongs(member, day)
