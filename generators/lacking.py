"""What the programmed papers lack (chưa có dữ liệu gì): one sentence, "" where they can be made."""

from __future__ import annotations

from ..data.models import SHEET_OF, SHEETS
from ..data.models.fields import Record
from ..data.ward import Ward
from ..i18n import tr


def lacks_rows(rows: str, ward: Ward) -> str:
    """Which sheet has no row yet; ``rows`` is the name of its list in the data."""
    if getattr(ward.data, rows):
        return ""
    return no_rows(next(sheet.model for sheet in SHEETS if sheet.list == rows))


def no_rows(model: type[Record]) -> str:
    """The sentence that a sheet has no row yet (chưa có dòng)."""
    return tr("chưa có dòng ở trang {trang}").format(trang=SHEET_OF[model].name)


def lacks_meeting(kind: str, ward: Ward) -> str:
    """That no meeting of a kind stands on its sheet."""
    if any(ward.meetings_of(body, kind) for body in ward.data.organisations):
        return ""
    return tr("chưa có cuộc họp loại “{loai}” ở trang Cuộc họp").format(loai=kind)
