"""What the programmed papers lack (chưa có dữ liệu gì): one sentence, "" where they can be made."""

from __future__ import annotations

from ..data.models import SHEETS
from ..data.ward import Ward
from ..i18n import tr


def lacks_rows(rows: str, ward: Ward) -> str:
    """Which sheet has no row yet; ``rows`` is the name of its list in the data."""
    if getattr(ward.data, rows):
        return ""
    sheet = next(sheet for sheet in SHEETS if sheet.list == rows)
    return tr("chưa có dòng ở trang {trang}").format(trang=sheet.name)


def lacks_meeting(kind: str, ward: Ward) -> str:
    """That no meeting of a kind stands on its sheet."""
    if any(ward.meetings_of(body, kind) for body in ward.data.organisations):
        return ""
    return tr("chưa có cuộc họp loại “{loai}” ở trang Cuộc họp").format(loai=kind)
