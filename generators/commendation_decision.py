"""Commendation decisions with list and amounts (quyết định khen thưởng).

One decision for members, one for organisations: their amounts differ, and
each is filed with its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..conventions.spelling import uncapitalised
from ..conventions.words import decimal_vi, money, money_in_words, number_vi, padded_count
from ..data.ward import Ward
from ..i18n import tr
from .awards import Candidate, candidates
from .office import Office, issue_day
from .plan import Context, Job, Plan, Scope, Skipped, join_list, merged

PAPER = "quyet-dinh-khen-thuong"
_GROUP = "Quyết định khen thưởng"
_TYPE = "quyet_dinh"


def plan(ward: Ward, scope: Scope) -> Plan:
    """The committee's decisions on what it may award itself."""
    issuer = ward.issuer
    result = Plan()
    if issuer is None or not scope.wants(issuer):
        return result
    office = Office(ward, issuer, issue_day(ward))
    for organisations in (False, True):
        awarded = []
        for candidate in candidates(ward):
            if (candidate.member is None) is not organisations:
                continue
            reason = _left_out(candidate)
            if reason is None:
                awarded.append(candidate)
            else:
                result.skipped.append(Skipped(PAPER, candidate.cell.name, candidate.name, reason))
        if awarded:
            result.jobs.append(_job(office, awarded, organisations))
    return result


def _left_out(candidate: Candidate) -> str | None:
    if candidate.decider != "Đảng uỷ":
        return tr("do cấp trên quyết định, đã đưa vào tờ trình của đảng uỷ")
    if candidate.amount is None:
        return tr(
            "bảng quy định không có mức tiền thưởng cho hình thức này; hãy ghi cột Tiền thưởng"
        )
    return None


def _job(office: Office, awarded: Sequence[Candidate], organisations: bool) -> Job:
    year = office.ward.settings.year
    noun = "tổ chức đảng" if organisations else "đảng viên"
    abstract = f"khen thưởng {noun} năm {year}"
    total = sum(c.amount or 0 for c in awarded)

    def build(number: int | None) -> Context:
        return merged(
            office.frame(_TYPE, number, _GROUP),
            {
                "ten": {"loai": "QUYẾT ĐỊNH", "trich_yeu": [abstract]},
                "chu_the": office.decider_upper(),
                "dieu_1": _awards(awarded, noun),
                "dieu_2": _money(office, awarded, total),
                "dieu_3": _executors(office, organisations),
                "phu_luc": {
                    "loai": "DANH SÁCH",
                    "trich_yeu": [f"{noun} được khen thưởng năm {year}"],
                    "kem_theo": office.reference(number, _TYPE, "Quyết định"),
                },
                "danh_sach": [_row(office, n, c) for n, c in enumerate(awarded, start=1)],
                "tong": {"so": number_vi(total), "chu": uncapitalised(money_in_words(total))},
            },
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        key=f"{office.unit.code}-{year}-{'to-chuc' if organisations else 'dang-vien'}",
        master=PAPER,
        unit=office.unit,
        stem=f"quyet-dinh-khen-thuong-{'to-chuc-dang' if organisations else 'dang-vien'}",
        title=f"Quyết định {abstract}",
        build=build,
        number=office.register_facts(_TYPE, abstract, _GROUP),
    )


def _by_rule(awarded: Sequence[Candidate]) -> list[tuple[str, str, list[Candidate]]]:
    def key(candidate: Candidate) -> tuple[str, str]:
        return (candidate.award.form, candidate.criterion)

    return [(*k, list(group)) for k, group in groupby(sorted(awarded, key=key), key=key)]


def _awards(awarded: Sequence[Candidate], noun: str) -> str:
    parts = [
        f"Tặng {form} cho {padded_count(len(group))} {noun} đạt tiêu chuẩn {criterion}"
        for form, criterion, group in _by_rule(awarded)
    ]
    return f"{'; '.join([parts[0], *(uncapitalised(p) for p in parts[1:])])}."


def _money(office: Office, awarded: Sequence[Candidate], total: int) -> str:
    """The article on money: each amount in figures and words, its multiple, the fund, the total."""
    steps = sorted({(c.award.form, c.amount or 0, c.multiple) for c in awarded}, key=str)
    parts = []
    for form, amount, multiple in steps:
        how = ""
        exact = multiple is not None and multiple * awarded[0].base_salary == amount
        if exact and multiple is not None:
            how = (
                f", bằng {decimal_vi(multiple)} lần mức lương cơ sở {money(awarded[0].base_salary)}"
            )
        words = uncapitalised(money_in_words(amount))
        parts.append(f"{money(amount)}/{uncapitalised(form)} (bằng chữ: {words}){how}")
    fund = office.spell(office.ward.settings.award_fund)
    return (
        f"Mức tiền thưởng kèm theo là {'; '.join(parts)}, trích từ {fund}. "
        f"Tổng số tiền thưởng: {money(total)} (bằng chữ: {uncapitalised(money_in_words(total))})."
    )


def _executors(office: Office, organisations: bool) -> str:
    who = [office.spell(office.ward.settings.executors)]
    who.append(
        "các tổ chức đảng có tên tại Điều 1"
        if organisations
        else "các chi bộ và đảng viên có tên tại Điều 1"
    )
    joined = join_list(who) if organisations else ", ".join(who)
    return f"{joined} chịu trách nhiệm thi hành Quyết định này."


def _row(office: Office, number: int, candidate: Candidate) -> Context:
    post = office.spell(candidate.member.party_post) if candidate.member else ""
    place = office.spell(candidate.cell.name) if candidate.member else ""
    return {
        "tt": str(number),
        "ten": candidate.name if candidate.member else office.spell(candidate.name),
        "don_vi": ", ".join(part for part in (post, place) if part),
        "hinh_thuc": candidate.award.form,
        "tien": number_vi(candidate.amount or 0),
        "ghi_chu": candidate.award.note,
    }
