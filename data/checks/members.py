"""Checks of members (kiểm tra đảng viên): cell, numbers, dates, who may be entered twice."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict

from ...conventions.spelling import fold
from ...i18n import tr
from ..cells.identity_numbers import is_identity
from ..cells.person_names import bare_name
from ..cells.syllables import is_syllable
from ..member_list.category_hints import sure_category
from ..models import Member
from ..models.partial_date import PartialDate
from ..name_keys import name_key
from ..reference import table
from .context import CheckContext, duplicates

_ODD_NAME = re.compile(r"[0-9@#$%^&*_=+<>{}\[\]|\\/;:!?]")
_UNIQUE = (("code", "KT-313"), ("card", "KT-314"), ("national_id", "KT-315"))


def check_members(context: CheckContext) -> None:
    """Every member's cell, numbers and dates, and people entered twice."""
    for member in context.data.members:
        _check_cell(context, member)
        _check_numbers(context, member)
        _check_dates(context, member)
        name = bare_name(member.full_name)
        # Names of the highlands may be one word, which is no Vietnamese syllable: Brơi.
        odd = _ODD_NAME.search(name) or (name and " " not in name and is_syllable(name))
        if odd and name == member.full_name:
            why = tr("Họ tên chỉ có một tiếng, hoặc có chữ số hay ký hiệu lạ.")
            fix = tr("Xem lại; nếu đúng thì không phải làm gì.")
            context.report("KT-324", member, "full_name", read=member.full_name, why=why, fix=fix)
        _check_category(context, member)
    for attribute, code in _UNIQUE:
        for later, first in duplicates(context.data.members, attribute):
            # Words in place of a number, or one figure throughout, belong to nobody.
            if attribute != "code" and not is_identity(getattr(later, attribute)):
                continue
            why = tr("Đã có ở {dong}.").format(dong=context.place(first))
            fix = tr("Một trong hai dòng ghi nhầm, hoặc là dòng thừa; sửa hoặc xoá.")
            read = getattr(later, attribute)
            context.report(code, later, attribute, read=read, why=why, fix=fix)
    _check_ways_of_writing(context)
    _check_same_person(context)


def _check_cell(context: CheckContext, member: Member) -> None:
    if not member.cell:
        return
    cell = context.ward.organisation(member.cell)
    if cell is None:
        return  # told once for all who are written so
    if not context.ward.kind(cell)["cell"]:
        why = tr("“{ten}” là đảng uỷ; đảng viên phải thuộc một chi bộ.").format(ten=cell.name)
        fix = tr("Ghi mã chi bộ nơi người này sinh hoạt.")
        context.report("KT-312", member, "cell", read=member.cell, why=why, fix=fix)


def _check_ways_of_writing(context: CheckContext) -> None:
    """Each way in which a cell is written, once: unknown, or understood though shortened."""
    ways: dict[str, list[Member]] = defaultdict(list)
    for member in context.data.members:
        if member.cell:
            ways[member.cell].append(member)
    for written, members in ways.items():
        cell = context.ward.organisation(written)
        if cell is None:
            _report_unknown_cell(context, written, members)
        elif context.ward.is_shortened(written):
            why = tr("{n} dòng ghi “{viet}”; đã hiểu là “{ten}” ({ma}).").format(
                n=len(members), viet=written, ten=cell.name, ma=cell.code
            )
            fix = tr("Nếu đúng thì không phải làm gì; nếu sai thì ghi mã chi bộ.")
            context.report("KT-347", members[0], "cell", read=written, why=why, fix=fix)


def _report_unknown_cell(context: CheckContext, written: str, members: list[Member]) -> None:
    why = tr("Không có chi bộ nào mang mã hoặc tên này ở trang Tổ chức đảng.")
    hint = context.nearest_organisation(written)
    fix = f"{hint} {tr('Sửa lại, hoặc thêm chi bộ vào trang Tổ chức đảng.')}".strip()
    for member in members:
        context.report("KT-311", member, "cell", read=written, why=why, fix=fix)


def _check_numbers(context: CheckContext, member: Member) -> None:
    for attribute, code, lengths in (
        ("card", "KT-316", (8, 12)),
        ("national_id", "KT-317", (9, 12)),
    ):
        number = getattr(member, attribute)
        if number and not (number.isdecimal() and len(number) in lengths):
            why = tr("Cần {a} hoặc {b} chữ số, ở đây có {n} ký tự.")
            context.report(
                code,
                member,
                attribute,
                read=number,
                why=why.format(a=lengths[0], b=lengths[1], n=len(number)),
                fix=tr("So lại với thẻ hoặc căn cước."),
            )
    if len(member.card) == len(member.national_id) == 12 and member.card != member.national_id:
        why = tr("Thẻ 12 số phải trùng số căn cước {so}.").format(so=member.national_id)
        context.report(
            "KT-323", member, "card", read=member.card, why=why, fix=tr("So lại với thẻ.")
        )


def _check_dates(context: CheckContext, member: Member) -> None:
    for attribute in ("birth", "joined", "official"):
        date: PartialDate | None = getattr(member, attribute)
        if date is not None and date.earliest() > context.today:
            why = tr("Ngày này chưa đến.")
            fix = tr("Xem lại năm.")
            context.report("KT-318", member, attribute, read=date, why=why, fix=fix)
    _check_order(context, member, "birth", "joined", tr("ngày vào Đảng"), tr("ngày sinh"))
    _check_order(context, member, "joined", "official", tr("ngày chính thức"), tr("ngày vào Đảng"))
    if member.joined is None:
        _check_order(context, member, "birth", "official", tr("ngày chính thức"), tr("ngày sinh"))
    age: int = table("member-status")["age_of_admission"]
    if member.birth is None or member.joined is None:
        return
    if member.birth.earliest() < member.joined.latest() < _birthday(member.birth.earliest(), age):
        why = tr("Sinh {sinh}, vào Đảng {vao}: chưa đủ {tuoi} tuổi.").format(
            sinh=member.birth, vao=member.joined, tuoi=age
        )
        fix = tr("Xem lại hai ngày; nếu đúng theo lý lịch thì không phải làm gì.")
        context.report("KT-320", member, "joined", read=member.joined, why=why, fix=fix)


def _check_order(
    context: CheckContext, member: Member, first: str, second: str, later: str, earlier: str
) -> None:
    a: PartialDate | None = getattr(member, first)
    b: PartialDate | None = getattr(member, second)
    # Both in one vaguely known year is no contradiction; being equal is one for full dates of
    # birth only, since an official date may be that of admission under old statutes.
    if a is None or b is None:
        return
    if b.latest() < a.earliest() or (first == "birth" and a == b and a.full()):
        why = tr("{sau} ({b}) đứng trước hoặc trùng {truoc} ({a}).").format(
            sau=later.capitalize(), truoc=earlier, a=a, b=b
        )
        fix = tr("Xem lại hai ngày; có thể đã gõ đổi chỗ.")
        context.report("KT-319", member, second, read=b, why=why, fix=fix)


def _birthday(birth: dt.date, age: int) -> dt.date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:  # 29 February
        return dt.date(birth.year + age, 3, 1)


def _check_same_person(context: CheckContext) -> None:
    seen: dict[tuple[str, str], Member] = {}
    for member in context.present_members:
        if member.birth is None:
            continue
        key = (name_key(member.full_name), str(member.birth))
        first = seen.setdefault(key, member)
        if first is not member:
            why = tr("Cùng họ tên và ngày sinh với {dong}.").format(dong=context.place(first))
            fix = tr("Nếu là một người thì xoá một dòng; nếu là hai người thì không phải làm gì.")
            context.report("KT-322", member, "full_name", read=member.full_name, why=why, fix=fix)
    names = Counter((fold(m.cell), name_key(m.full_name)) for m in context.present_members)
    for member in context.present_members:
        nameless = not member.code and not member.card
        if nameless and names[fold(member.cell), name_key(member.full_name)] > 1:
            why = tr("Chi bộ có người trùng họ tên mà dòng này không có mã, không có số thẻ.")
            fix = tr("Điền mã đảng viên để các trang khác gọi đúng người.")
            context.report("KT-325", member, "code", read=member.full_name, why=why, fix=fix)


def _check_category(context: CheckContext, member: Member) -> None:
    if member.status in context.gone:
        return
    if member.category:
        _check_form(context, member)
        return
    # A cell that is not known, or a category that could not be read, is an error of its own.
    known = context.ward.organisation(member.cell) is not None
    if known and not context.was_rejected(member, "category"):
        why = tr("Chưa ghi đối tượng kiểm điểm.")
        fix = tr("Chọn ở cột Đối tượng; để trống thì dùng mẫu cho “{doi_tuong}”.").format(
            doi_tuong=context.data.settings.default_category
        )
        context.report("KT-321", member, "category", why=why, fix=fix)


def _check_form(context: CheckContext, member: Member) -> None:
    """The category that chooses the form, against the post (Hướng dẫn 43-HD/BTCTW, điểm 2.1.b)."""
    sure = sure_category(member)
    if sure is None or sure.category == member.category:
        return
    why = tr("Chữ “{chu}” ở chức vụ, nơi công tác thường là của “{doi_tuong}”.").format(
        chu=sure.word, doi_tuong=sure.category
    )
    fix = tr("Chọn lại cột Đối tượng, vì mẫu bản kiểm điểm theo cột này; đúng rồi thì để nguyên.")
    context.report("KT-361", member, "category", read=member.category, why=why, fix=fix)
