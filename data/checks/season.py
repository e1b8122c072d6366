"""Checks of papers around a season (kiểm tra đại biểu, chương trình, xếp loại lại, tổng hợp)."""

from __future__ import annotations

import re
from collections import Counter

from ...conventions.spelling import bare_item, fold
from ...i18n import tr
from ..grading.grades import given
from ..models import AgendaItem, Collective, Delegate, GroupMember, Regrade, Remedy, Totals
from ..name_keys import name_key
from ..reference import choice, choices
from .context import CheckContext, repeated
from .meetings import unknown_meeting

_LEVELS = ("excellent", "good", "done", "failed")


def check_season(context: CheckContext) -> None:
    """Delegates and agendas of known meetings, regrades that can be printed, totals that add up."""
    meetings = {fold(meeting.code) for meeting in context.data.meetings}
    rows: list[Delegate | AgendaItem] = [*context.data.delegates, *context.data.agenda]
    for row in rows:
        if row.meeting and fold(row.meeting) not in meetings:
            unknown_meeting(context, row)
    _check_delegates(context)
    _check_codes(context)
    _check_agenda(context)
    for regrade in context.data.regrades:
        _check_regrade(context, regrade)
    for totals in context.data.totals:
        _check_sum(context, totals)
        _check_counted(context, totals)
    for again, first in repeated(context.data.totals, lambda t: (fold(t.unit), t.subject)):
        why = tr("Đã có ở {dong}; cộng cả hai thì thừa.").format(dong=context.place(first))
        read = getattr(again, "unit", "")
        context.report("KT-517", again, "unit", read=read, why=why, fix=tr("Xoá một dòng."))


def _check_delegates(context: CheckContext) -> None:
    known: dict[tuple[str, str], list[Delegate]] = {}
    for row in context.data.delegates:
        if not row.name:
            continue
        earlier = known.setdefault((fold(row.meeting), _name_of(context, row)), [])
        first = next((one for one in earlier if _same_person(context, one, row)), None)
        if first is not None:
            why = tr("Đại biểu này đã có ở {dong}.").format(dong=context.place(first))
            context.report("KT-448", row, "name", read=row.name, why=why, fix=tr("Xoá một dòng."))
        earlier.append(row)


def _name_of(context: CheckContext, row: Delegate) -> str:
    member = context.ward.member(row.name)
    return name_key(row.name if member is None else member.full_name)


def _same_person(context: CheckContext, one: Delegate, other: Delegate) -> bool:
    """Whether two rows of one name call one person: namesakes differ in code, post or unit."""
    members = [context.ward.member(row.name) for row in (one, other)]
    if all(members) and members[0] is not members[1]:
        return False
    pairs = ((one.post, other.post), (one.unit, other.unit))
    return all(not a or not b or fold(a) == fold(b) for a, b in pairs)


_CODE = re.compile(r"[^\W\d_]{1,6}[-_.]?\d+")
"""What can only be a code: letters and a figure behind them, ``DV0999``."""


def _check_codes(context: CheckContext) -> None:
    """Codes of nobody where a name may stand as well: papers would print the code."""
    ward, data = context.ward, context.data
    people: list[tuple[Delegate | GroupMember | Remedy | Collective, str]] = [
        *((row, "name") for row in data.delegates),
        *((row, "name") for row in data.group_members),
        *((row, "responsible") for row in data.remedies),
        *((row, "head") for row in data.collectives),
    ]
    for row, attribute in people:
        written = getattr(row, attribute)
        if _CODE.fullmatch(written) and ward.subject(written) is None:
            why = tr("Không có đảng viên nào mang mã này; giấy tờ in mã.")
            fix = f"{context.nearest_member(written)} {tr('Sửa lại mã, hoặc ghi họ và tên.')}"
            context.report("KT-450", row, attribute, read=written, why=why, fix=fix.strip())
    for group in data.group_members:
        for unit in map(bare_item, re.split(r"[\n;,]", group.units)):
            if _CODE.fullmatch(unit) and ward.subject(unit) is None:
                why = tr("Không có tổ chức đảng, tập thể nào mang mã này; giấy tờ in mã.")
                fix = f"{context.nearest_organisation(unit)} {tr('Sửa lại mã, hoặc ghi tên.')}"
                context.report("KT-450", group, "units", read=unit, why=why, fix=fix.strip())


def _check_agenda(context: CheckContext) -> None:
    """Each item begins when the one before it is over, or later; and ends after it begins."""
    before: dict[str, AgendaItem] = {}
    for item in context.data.agenda:
        earlier = before.get(fold(item.meeting))
        if item.time is not None and item.until is not None and item.until < item.time:
            why = tr("Kết thúc lúc {den}, bắt đầu lúc {tu}.").format(
                den=f"{item.until:%H:%M}", tu=f"{item.time:%H:%M}"
            )
            read, fix = f"{item.until:%H:%M}", tr("Sửa giờ.")
            context.report("KT-447", item, "until", read=read, why=why, fix=fix)
        elif item.time is not None and earlier is not None and earlier.time is not None:
            over = max(filter(None, (earlier.time, earlier.until)))
            if item.time < over:
                why = tr("Mục ở {dong} đến {gio} mới xong.").format(
                    dong=context.place(earlier), gio=f"{over:%H:%M}"
                )
                read = f"{item.time:%H:%M}"
                fix = tr("Sửa giờ, hoặc xếp các mục theo thứ tự giờ.")
                context.report("KT-447", item, "time", read=read, why=why, fix=fix)
        if item.time is not None:
            before[fold(item.meeting)] = item


def _check_regrade(context: CheckContext, regrade: Regrade) -> None:
    """What a decision on grading again cannot do without (Quy định 366-QĐ/TW, điểm 15.3)."""
    missing = [
        (attribute, what)
        for attribute, what in (
            ("old_number", tr("số quyết định cũ")),
            ("old_date", tr("ngày quyết định cũ")),
            ("old_grade", tr("mức đã công bố")),
            ("reason", tr("lý do")),
        )
        if not getattr(regrade, attribute) and not context.was_rejected(regrade, attribute)
    ]
    adjusts = regrade.action == choice("regrade_action", "adjust")
    if adjusts and not regrade.grade and not context.was_rejected(regrade, "grade"):
        missing.append(("grade", tr("mức xếp loại lại")))
    if missing:
        why = tr("Chưa ghi {ds}; quyết định xếp loại lại chừa chỗ để điền tay.").format(
            ds=", ".join(what for _, what in missing)
        )
        context.report("KT-520", regrade, missing[0][0], why=why, fix=tr("Điền các ô ấy."))
    _check_regraded_year(context, regrade)
    if adjusts and regrade.grade and regrade.grade == regrade.old_grade:
        why = tr("Mức xếp loại lại bằng mức đã công bố.")
        fix = tr("Sửa mức; giữ nguyên mức cũ thì xoá dòng.")
        context.report("KT-520", regrade, "grade", read=regrade.grade, why=why, fix=fix)


def _check_regraded_year(context: CheckContext, regrade: Regrade) -> None:
    """What is taken up again was published: of a year before, on a day before the decision's."""
    this, year, old = context.data.settings.year, regrade.year, regrade.old_date
    if year is not None and year >= this:
        why = tr("Xếp loại lại là của một năm trước, mà năm đang kiểm điểm là {nam}.").format(
            nam=this
        )
        context.report("KT-520", regrade, "year", read=year, why=why, fix=tr("Sửa năm."))
    elif old is not None and (
        old.earliest() > context.issue_day or (year is not None and old.latest().year < year)
    ):
        why = tr("Ngày quyết định cũ không thể trước năm xếp loại, hay sau ngày ban hành.")
        context.report("KT-520", regrade, "old_date", read=old, why=why, fix=tr("Sửa ngày."))


def _check_sum(context: CheckContext, totals: Totals) -> None:
    """Graded, exempt and not yet graded together are all; none is less than nothing."""
    numbers = (totals.total, totals.exempt, totals.pending, *_levels(totals), totals.exemplary)
    if any(n is not None and n < 0 for n in numbers):
        why = tr("Có số nhỏ hơn 0.")
        context.report("KT-521", totals, "total", read=totals.total, why=why, fix=tr("Sửa số."))
        return
    levels = [n for n in _levels(totals) if n is not None]
    if totals.total is not None and levels:
        graded, exempt, pending = sum(levels), totals.exempt or 0, totals.pending or 0
        if graded + exempt + pending != totals.total:
            why = tr(
                "{da} đã xếp loại ({muc}) + {mien} được miễn + {chua} chưa đánh giá = {tong}, "
                "mà tổng số là {ghi}."
            ).format(
                da=graded,
                muc=" + ".join(map(str, levels)),
                mien=exempt,
                chua=pending,
                tong=graded + exempt + pending,
                ghi=totals.total,
            )
            fix = tr("Hỏi lại đơn vị, sửa số.")
            context.report("KT-521", totals, "total", read=totals.total, why=why, fix=fix)
    if totals.exemplary and totals.exemplary > (totals.excellent or 0):
        why = tr("Tiêu biểu là một phần của số xuất sắc ({n}).").format(n=totals.excellent or 0)
        fix = tr("Hỏi lại đơn vị, sửa số.")
        context.report("KT-521", totals, "exemplary", read=totals.exemplary, why=why, fix=fix)


def _levels(totals: Totals) -> list[int | None]:
    return [getattr(totals, level) for level in _LEVELS]


def _check_counted(context: CheckContext, totals: Totals) -> None:
    """Numbers of a cell whose members are in this very workbook, against its own rows."""
    unit = context.ward.organisation(totals.unit)
    if unit is None or totals.subject != choice("graded_subject", "members"):
        return
    grades = (given(context.ward, member).grade for member in context.ward.members_of(unit))
    counted = Counter(filter(None, grades))
    typed = {g: n for g, n in zip(choices("grade"), _levels(totals), strict=True) if n is not None}
    if not counted or all(counted[grade] == n for grade, n in typed.items()):
        return
    told = [
        tr("“{muc}”: ghi {n}, đếm được {m}").format(muc=grade, n=n, m=counted[grade])
        for grade, n in typed.items()
        if counted[grade] != n
    ]
    why = tr("Sổ này có đủ dòng của đơn vị ấy: {ds}.").format(ds="; ".join(told))
    fix = tr("Sửa số, hoặc xoá dòng: chương trình đếm từ sổ.")
    context.report("KT-522", totals, "unit", read=totals.unit, why=why, fix=fix)
