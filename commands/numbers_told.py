"""What ``tao`` says about numbers (báo số văn bản): given, followed, differing, sent out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..i18n import tr
from .console import say, say_table

if TYPE_CHECKING:
    from .. import Booking, Report

_MOST = 60
"""More numbers than these are looked up in the register."""
_NAMED = 8


def numbers_as_data(booking: Booking | None, report: Report) -> dict[str, object]:
    """The part of ``--json`` on numbers; ``numbers`` is empty where none were asked for."""
    return {
        "numbers": [given.as_dict() for given in booking.given] if booking else [],
        "register_updated": [told.as_dict() for told in booking.updated] if booking else [],
        "register_differs": [told.as_dict() for told in report.changed],
        "sent": [
            {
                "paper": s.paper,
                "key": s.key,
                "title": s.title,
                "symbol": s.symbol,
                "sent_on": s.sent_on.isoformat(),
            }
            for s in report.sent
        ],
    }


def tell_numbers(booking: Booking) -> None:
    """The numbers given in this run, and the rows that followed their papers."""
    if booking.given:
        say_table(
            tr("Đã cấp {so} số").format(so=len(booking.given)),
            [tr("Số và ký hiệu"), tr("Ngày"), tr("Văn bản"), tr("Cơ quan")],
            [
                (
                    given.entry.symbol,
                    f"{given.entry.document_date:%d/%m/%Y}" if given.entry.document_date else "",
                    given.job.title,
                    given.entry.body_name,
                )
                for given in booking.given[:_MOST]
            ],
        )
        if len(booking.given) > _MOST:
            say(tr("… và {so} số nữa: giayto so xem").format(so=len(booking.given) - _MOST))
    if booking.updated:
        say(tr("Sổ văn bản đã ghi lại theo giấy tờ (lịch sử của số còn giữ điều cũ):"))
        for told in booking.updated[:_NAMED]:
            moves = "; ".join(d.moved() for d in told.differences)
            say(f"- {told.symbol} – {told.title}: {moves}")
        _tell_more(len(booking.updated))


def tell_register(report: Report) -> None:
    """The papers that are out and stay, and those that differ from the register."""
    if report.sent:
        say(tr("Đã phát hành, giữ nguyên:"))
        for sent in report.sent[:_NAMED]:
            day = f"{sent.sent_on:%d/%m/%Y}"
            say(f"- {sent.symbol} – {sent.title} ({tr('phát hành')} {day})")
        _tell_more(len(report.sent))
    if report.changed:
        say(tr("Những văn bản đã có số sau nay khác sổ văn bản hoặc khác bản đã lập:"))
        for told in report.changed[:_NAMED]:
            say(f"- {told.symbol} – {told.title}: {told.told()}.")
            say(f"  {told.remedy}")
        _tell_more(len(report.changed))


def _tell_more(number: int) -> None:
    if number > _NAMED:
        say(tr("… và {so} văn bản nữa").format(so=number - _NAMED))
