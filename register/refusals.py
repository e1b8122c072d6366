"""Why the register refuses a number (lý do từ chối): each refusal with what to do next."""

from __future__ import annotations

from typing import Any

from ..errors import NumberTaken, RegisterError
from ..i18n import tr
from .audit.words import entering
from .entries import IssueRequest, State
from .printed import Place
from .series import LARGEST, WIDEST_GAP, clean

_Values = dict[str, Any]


def need_date(request: IssueRequest) -> None:
    """Raise `RegisterError` for a paper without a date."""
    if request.document_date is None:
        raise RegisterError(
            tr("Chưa có ngày văn bản nên chưa cấp số được."),
            where=clean(request.abstract) or None,
            fix=tr("Ghi ngày ban hành rồi xin số lại."),
        )


def need_same_series(before: _Values, place: Place, request: IssueRequest) -> None:
    """Raise `NumberTaken` when a paper's number stands for another type or term."""
    same = (before["term"], before["type_key"], before["congress"])
    if same == (place.term, request.type_key, request.congress):
        return
    raise NumberTaken(
        tr("Văn bản này đã có số {so}, loại hoặc nhiệm kỳ khác với lần này.").format(
            so=before["symbol"]
        ),
        where=clean(request.abstract) or None,
        fix=tr("Nếu cấp nhầm: giayto so huy {so} --ly-do …, rồi xin số mới.").format(
            so=before["symbol"]
        ),
    )


def of_another(before: _Values, request: IssueRequest) -> NumberTaken:
    """A paper asks for a number that another body has."""
    return NumberTaken(
        tr("Số {so} trong sổ là của {co_quan}.").format(
            so=before["symbol"], co_quan=before["body_name"]
        ),
        where=clean(request.abstract) or None,
        why=tr("Văn bản này ghi tên cơ quan khác: {ten}.").format(ten=clean(request.body_name)),
        fix=tr(
            "Hai cơ quan chung một sổ thì mỗi cơ quan cấp số ở thư mục làm việc của mình, hoặc "
            "dùng hai mã khác nhau."
        ),
    )


def far_off(request: IssueRequest, number: int, last: int) -> NumberTaken | None:
    """The refusal of a number far behind the last of its series; ``None`` for one that may be.

    Entered by a slip it would stay, and all that follow would be as far off.
    """
    if number <= LARGEST and (not last or number - last <= WIDEST_GAP):
        return None
    fix = tr("Gõ nhầm thì sửa lại; đúng số ấy thì gõ {lenh} --cach-xa để ghi vào sổ.")
    if number > LARGEST:
        fix = tr("Sửa lại số ấy.")
    return NumberTaken(
        tr("Số {so} cách quá xa số cuối của dãy ({cuoi}).").format(so=number, cuoi=last),
        why=tr("Ghi vào thì mọi số sau đều nối theo số ấy, kể cả khi huỷ."),
        fix=fix.format(lenh=entering(number, [request.type_key], congress=request.congress)),
    )


def already_cancelled(row: _Values) -> RegisterError:
    """A cancelled row is to be changed."""
    return RegisterError(
        tr("Số {so} đã huỷ, không sửa được nữa.").format(so=row["symbol"]),
        why=tr("Lý do đã ghi: {ly_do}").format(ly_do=row["cancel_reason"]),
    )


def already_taken(present: _Values) -> NumberTaken:
    """Another document has the number."""
    what = tr("Số {so} đã cấp.") if present["state"] == State.ISSUED else tr("Số {so} đã huỷ.")
    return NumberTaken(
        what.format(so=present["symbol"]),
        where=f"{present['body_name']} · {present['term']}",
        why=tr("Trong sổ: {trich_yeu}").format(trich_yeu=present["abstract"] or "…"),
        fix=tr("Số đã cấp hay đã huỷ không dùng lại. Xin số mới, hoặc sửa số trong danh sách."),
    )


def already_sent(row: _Values) -> RegisterError:
    """The number of a paper that is out is to be cancelled."""
    return RegisterError(
        tr("Văn bản số {so} đã phát hành ngày {ngay:%d/%m/%Y}, không huỷ được.").format(
            so=row["symbol"], ngay=row["sent_on"]
        ),
        why=tr("Văn bản đã gửi đi; huỷ số trong sổ không thu hồi được nó."),
        fix=tr(
            "Ban hành văn bản mới với số mới: giayto so thay {so} --ly-do …; "
            "đánh dấu nhầm thì bỏ dấu: giayto so phat-hanh {so} --bo LÝ-DO."
        ).format(so=row["symbol"]),
    )
