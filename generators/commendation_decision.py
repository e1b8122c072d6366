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
from .plan import Context, Job, Plan, Scope, Skipped, merged, named_or_counted

PAPER = "quyet-dinh-khen-thuong"
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
    if candidate.decided_above:
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
            office.frame(_TYPE, number, PAPER),
            office.attached(number, _TYPE),
            {
                "chu_the": office.decider_upper(),
                "la_to_chuc": organisations,
                "tang": _awards(awarded),
                "muc_thuong": _steps(awarded),
                "nguon_thuong": office.spell(office.ward.settings.award_fund),
                "thi_hanh": office.spell(office.ward.settings.executors),
                "danh_sach": [_row(office, n, c) for n, c in enumerate(awarded, start=1)],
                "tong": {
                    "so": number_vi(total),
                    "tien": money(total),
                    "chu": uncapitalised(money_in_words(total)),
                },
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
        number=office.register_facts(_TYPE, abstract, PAPER, _named(office, awarded)),
    )


def _awards(awarded: Sequence[Candidate]) -> list[Context]:
    """What is awarded to how many for meeting which standard (tặng gì, cho bao nhiêu)."""

    def key(candidate: Candidate) -> tuple[str, str]:
        return (candidate.award.form, candidate.criterion)

    return [
        {"hinh_thuc": form, "so": padded_count(len(list(group))), "tieu_chuan": criterion}
        for (form, criterion), group in groupby(sorted(awarded, key=key), key=key)
    ]


def _steps(awarded: Sequence[Candidate]) -> list[Context]:
    """Each amount in figures and words; its multiple where it is one exactly (mức tiền thưởng)."""
    salary = awarded[0].base_salary
    steps = sorted({(c.award.form, c.amount or 0, c.multiple) for c in awarded}, key=str)
    return [
        {
            "hinh_thuc": uncapitalised(form),
            "tien": money(amount),
            "chu": uncapitalised(money_in_words(amount)),
            "he_so": decimal_vi(multiple)
            if multiple is not None and multiple * salary == amount
            else "",
            "luong_co_so": money(salary),
        }
        for form, amount, multiple in steps
    ]


def _named(office: Office, awarded: Sequence[Candidate]) -> list[str]:
    """Those whom the last article charges (thi hành), for the register."""
    bodies = list(dict.fromkeys(office.spell(c.cell.name) for c in awarded))
    members = [c.name for c in awarded if c.member is not None]
    return [
        office.spell(office.ward.settings.executors),
        *named_or_counted(bodies, "tổ chức đảng"),
        *named_or_counted(members, "đảng viên"),
    ]


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
