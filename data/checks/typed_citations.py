"""Documents cited in typed texts after their end (trích dẫn văn bản đã hết hiệu lực)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ...i18n import tr
from ..law import in_force_on, known_documents
from ..models import LegalBasis, Meeting
from ..models.fields import Record, fields_of
from ..models.partial_date import PartialDate
from .context import CheckContext

_NUMBER = re.compile(r"\b(\d{1,4}-[^\W\d_]{2,3}/[^\W\d_]{2,8})\b")


def check_typed_citations(context: CheckContext) -> None:
    """Rules that were no longer in force on the day of the paper that names them.

    Looks into the long texts of meetings, reviews and commendations, and into
    the rows of bases that a paper prints; each document is told of once a row.
    """
    for record, day in _texts(context):
        told: set[str] = set()
        for spec in fields_of(type(record)):
            if spec.kind == "long" or (isinstance(record, LegalBasis) and spec.kind == "ident"):
                for number in _NUMBER.findall(getattr(record, spec.attribute)):
                    if number not in told:
                        told.add(number)
                        _check(context, record, spec.attribute, number, day)


def _texts(context: CheckContext) -> Iterator[tuple[Record, dt.date]]:
    data, issued = context.data, context.issue_day
    for meeting in data.meetings:
        yield meeting, _day(meeting, issued)
    for record in [*data.reviews, *data.awards]:
        yield record, issued
    for basis in data.legal_bases:
        if basis.valid_until is None or basis.valid_until.latest() >= issued:
            yield basis, issued


def _day(meeting: Meeting, otherwise: dt.date) -> dt.date:
    return meeting.date.latest() if meeting.date is not None else otherwise


def _check(
    context: CheckContext, record: Record, attribute: str, number: str, day: dt.date
) -> None:
    known = known_documents(number)
    ended = [row for row in known if row.get("valid_until", dt.date.max) < day]
    if not ended or (len(ended) < len(known) and any(in_force_on(row, day) for row in known)):
        return
    last = max(ended, key=lambda row: row["valid_until"])
    why = tr("“{so}” hết hiệu lực ngày {het}; văn bản ghi ngày {ngay}.").format(
        so=number, het=PartialDate.of(last["valid_until"]), ngay=PartialDate.of(day)
    )
    new = last.get("replaced_by", "")
    fix = tr("Dẫn văn bản đang có hiệu lực{thay}.").format(
        thay=tr(": {so}").format(so=new) if new else ""
    )
    context.report("KT-709", record, attribute, read=number, why=why, fix=fix)
