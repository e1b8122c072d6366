"""The clerk's own columns in contexts (cột riêng trong ngữ cảnh): beside the fields of a record."""

from __future__ import annotations

from collections.abc import Sequence

from ..data.models import Organisation
from ..data.models.fields import Record
from ..data.ward import Ward
from .plan import Context


def own_fields(ward: Ward, *told: tuple[str, Sequence[Record | None]]) -> dict[str, str]:
    """Every own column of some sheets, given by key with the records that a line is made of.

    "" where none of the records says anything, so that a line has all columns
    whatever it is about; different values of several records are joined.
    """
    own = ward.data.source.own
    if not own:
        return {}
    values: dict[str, str] = {}
    for sheet, records in told:
        for column in own.get(sheet, ()):
            said = [r.own.get(column.key, "") for r in records if r is not None]
            text = "; ".join(dict.fromkeys(filter(None, said)))
            values[column.key] = text or values.get(column.key, "")
    return values


def own_parts(ward: Ward, unit: Organisation) -> Context:
    """The parts ``thiet_lap`` and ``to_chuc`` of every paper: own items, own columns of the unit.

    None where the workbook has none.
    """
    own = ward.data.source.own
    parts: dict[str, Record] = {"thiet_lap": ward.settings, "to_chuc": unit}
    return {key: own_fields(ward, (key, [record])) for key, record in parts.items() if own.get(key)}
