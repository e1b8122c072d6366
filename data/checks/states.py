"""Checks of what people are (kiểm tra tình trạng): words of state, standing, who has gone."""

from __future__ import annotations

import re
from collections import defaultdict

from ...conventions.spelling import fold
from ...i18n import tr
from ..cells.person_names import bare_name, beside_name
from ..cells.state_words import StateMeant, ended_organisation, state_in
from ..membership import standing
from ..models import Member, Organisation, Settings
from ..models.fields import Record
from ..name_keys import name_key
from ..party_posts import ended_post, post_rank
from ..reference import choice
from .context import CheckContext

_RANKED = re.compile("|".join(fold(word) for word in ("bí thư", "uỷ viên")))
_OF_WORK = ("state_post", "union_post", "workplace")
_EXEMPT = choice("status", "exempt")
# Why somebody was absent once says nothing of later, except these.
_FOR_GOOD = tuple(choice("status", key) for key in ("dead", "moved", "left"))
_WORDED = ("note", "party_post", "state_post", "union_post", "workplace", "full_name")


def check_states(context: CheckContext) -> None:
    """Notes and posts that say somebody has left, unknown standing, officers who have gone."""
    active = choice("status", "active")
    for member in context.data.members:
        if member.status == active:
            _check_words(context, member)
        _check_name(context, member, "full_name", member.full_name)
    _check_words_elsewhere(context)
    _check_standing(context)
    for organisation in context.data.organisations:
        _check_officers(context, organisation)
        _check_dissolved(context, organisation)
    _check_signer(context)


def _check_words(context: CheckContext, member: Member) -> None:
    for attribute in _WORDED:
        text = getattr(member, attribute)
        if not text:
            continue
        ended = _ended_rank(text) if attribute == "party_post" else ""
        said = beside_name(text) if attribute == "full_name" else text
        meant = None if ended and post_rank(text) == "" else state_in(said)
        if meant is not None and attribute in _OF_WORK and meant.status == _EXEMPT:
            continue  # "đã nghỉ" there is from work
        if ended:
            why = tr("Chữ “{chu}” nói chức vụ này đã thôi giữ; chương trình không tính chức vụ ấy.")
            fix = tr("Đã thôi thì xoá chức vụ; còn giữ thì bỏ chữ ấy đi.")
            context.report(
                "KT-342", member, attribute, read=text, why=why.format(chu=ended), fix=fix
            )
            meant = state_in(text)
            if meant is not None and meant.status not in _FOR_GOOD:
                meant = None  # "thôi", "nghỉ" there is from the post
        if meant is not None:
            _report_state(context, member, attribute, text, meant)


def _check_words_elsewhere(context: CheckContext) -> None:
    """What the sheets of reviews and attendance say of members whose state says nothing."""
    texts: list[tuple[Record, str, str, str]] = [
        (review, "note", review.subject, review.note) for review in context.data.reviews
    ]
    texts += [(row, "reason", row.member, row.reason) for row in context.data.attendance]
    for record, attribute, handle, text in texts:
        meant = state_in(text) if text else None
        member = context.ward.member(handle) if meant is not None else None
        if meant is None or member is None or member.status != choice("status", "active"):
            continue
        if attribute == "note" or meant.status in _FOR_GOOD:
            _report_state(context, record, attribute, text, meant)


def _report_state(
    context: CheckContext, record: Record, attribute: str, text: str, meant: StateMeant
) -> None:
    why = tr(
        "Chữ “{chu}” nói người này không còn sinh hoạt như thường, mà cột Tình trạng không ghi."
    ).format(chu=meant.word)
    fix = tr("Nếu đúng thì chọn “{tt}” ở cột Tình trạng của người này, trang Đảng viên.").format(
        tt=meant.status
    )
    context.report("KT-341", record, attribute, read=text, why=why, fix=fix)


def _ended_rank(posts: str) -> str:
    """The word that ends a post which would give a rank in the cell, "" for none."""
    for part in re.split(r"[,;/\n]", posts):
        word = ended_post(part)
        if word and _RANKED.search(fold(part)):
            return word
    return ""


def _check_name(context: CheckContext, record: Record, attribute: str, written: str) -> None:
    name = bare_name(written)
    if name != written:
        why = tr("Họ tên có kèm chữ khác; giấy tờ sẽ in nguyên cả ô.")
        fix = tr("Ghi riêng họ tên: “{ten}”; chức vụ, ghi chú chuyển sang cột của nó.")
        fix = fix.format(ten=name)
        context.report("KT-346", record, attribute, read=written, why=why, fix=fix)


def _check_standing(context: CheckContext) -> None:
    """Members of whom nobody can say it, with the cause."""
    unknown: dict[str, list[Member]] = defaultdict(list)
    for member in context.present_members:
        cell = context.ward.organisation(member.cell)
        day = context.ward.review_day(cell) if cell else context.issue_day
        if standing(member, day) == "unknown" and _was_read(context, member):
            cause = "joined" if member.joined is None else "official"
            unknown[cause].append(member)
    causes = {
        "joined": tr("Không có ngày vào Đảng, ngày chính thức"),
        "official": tr("Vào Đảng đã quá 12 tháng mà không có ngày chính thức"),
    }
    for cause, members in unknown.items():
        why = tr(
            "{vi_sao}: {n} đảng viên chưa biết là chính thức hay dự bị, giấy tờ chừa chỗ ở các số "
            "đếm theo tư cách."
        ).format(vi_sao=causes[cause], n=len(members))
        fix = tr(
            "Điền Ngày chính thức (chỉ biết năm thì ghi năm); hoặc ghi Chính thức, Dự bị ở cột "
            "Tư cách."
        )
        for member in members:
            context.report("KT-345", member, "official", why=why, fix=fix)


def _was_read(context: CheckContext, member: Member) -> bool:
    """A date that could not be read is reported as that."""
    return not any(
        context.was_rejected(member, attribute) for attribute in ("joined", "official", "standing")
    )


def _check_officers(context: CheckContext, organisation: Organisation) -> None:
    gone = {
        name_key(member.full_name): member
        for member in context.ward.members_of(organisation)
        if member.status in context.gone
    }
    for attribute in ("secretary", "deputies", "signer"):
        for name in str(getattr(organisation, attribute)).split(";"):
            member = context.all_gone.get(name_key(name))
            if member is None and context.ward.has_left(name, organisation):
                member = gone.get(name_key(name))
            if member is not None:
                _report_gone(context, organisation, attribute, member)
            _check_name(context, organisation, attribute, name.strip())
            _check_post_for_name(context, organisation, attribute, name.strip())
    officers = f"{organisation.secretary};{organisation.deputies};{organisation.signer}"
    named = ";".join(map(name_key, officers.split(";")))
    for name, member in gone.items():
        if name not in named and post_rank(member.party_post):
            _report_gone(context, member, "party_post", member)


def _report_gone(context: CheckContext, record: Record, attribute: str, member: Member) -> None:
    why = tr(
        "“{ten}” có tình trạng “{tt}” ở trang Đảng viên (dòng {n}); giấy tờ không ghi người này "
        "chủ trì, ký."
    )
    if attribute == "signer":
        why = tr("“{ten}” có tình trạng “{tt}” ở trang Đảng viên (dòng {n}) mà vẫn là người ký.")
    why = why.format(ten=member.full_name, tt=member.status, n=member.row)
    fix = tr("Ghi người đang giữ chức vụ; nếu người này vẫn sinh hoạt thì sửa cột Tình trạng.")
    read = getattr(record, attribute)
    context.report("KT-343", record, attribute, read=read, why=why, fix=fix)


def _check_signer(context: CheckContext) -> None:
    settings = context.data.settings
    _check_name(context, settings, "signer", settings.signer)
    _check_post_for_name(context, settings, "signer", settings.signer)
    gone = context.all_gone.get(name_key(settings.signer))
    if gone is not None:
        _report_gone(context, settings, "signer", gone)


def _check_post_for_name(
    context: CheckContext, record: Organisation | Settings, attribute: str, name: str
) -> None:
    if not name or not post_rank(name):
        return
    why = tr("Ô này cần họ tên, không phải chức vụ; giấy tờ sẽ in “đồng chí {chu}”.")
    fix = tr("Ghi họ và tên người ấy, hoặc để trống để lấy theo trang Đảng viên.")
    context.report("KT-348", record, attribute, read=name, why=why.format(chu=name), fix=fix)


def _check_dissolved(context: CheckContext, organisation: Organisation) -> None:
    word = ended_organisation(organisation.note)
    if word and (context.ward.members_of(organisation) or organisation.grade):
        why = tr("Chữ “{chu}” nói tổ chức này không còn, mà vẫn có đảng viên hoặc mức xếp loại.")
        why = why.format(chu=word)
        fix = tr("Đã thôi hoạt động thì chuyển đảng viên sang chi bộ mới rồi xoá dòng này.")
        context.report(
            "KT-350",
            organisation,
            "note",
            read=organisation.note,
            why=why.format(chu=word),
            fix=fix,
        )
