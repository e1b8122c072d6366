"""Commendation decisions with list and amounts (quyết định khen thưởng).

One decision for members, one for organisations: their amounts differ, and
each is filed with its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from ...conventions.spelling import uncapitalised
from ...conventions.words import decimal_vi, money, money_in_words, number_vi, padded_count
from ...data.models import Organisation
from ...data.party_posts import held_posts
from ...data.reference import paper_words
from ...data.ward import Ward
from ...i18n import tr
from ..deciding import carried_out, decides, executors
from ..office import DECISION, Office
from ..plan import Context, Job, Plan, Scope, Skipped, merged, named_or_counted, planned
from ..record_columns import birth_year, listed_either
from ..voting import agreed_on
from .candidates import Candidate, Decision, by_subject, candidates, decisions, own_of
from .proposal import decision_day

PAPER = "quyet-dinh-khen-thuong"
_OPEN = str.maketrans("", "", "()")
"""Without brackets: the amount in words follows in its own."""


def plan(ward: Ward, scope: Scope) -> Plan:
    """The decisions of each body on what it may award itself.

    The issuing committee's, and those of the bodies below it that give
    certificates of their own. Rule: Quy định 294-QĐ/TW, điểm 28.2.
    """
    result = Plan()
    bodies = [body for body in ward.data.organisations if scope.wants(body)]
    for body in bodies if ward.issuer is not None else ():
        for candidate in candidates(ward):
            if (reason := _left_out(candidate, body)) is not None:
                unit, name = candidate.cell.name, candidate.called
                result.skipped.append(Skipped(PAPER, unit, name, reason))
    for decision in decisions(ward):
        if scope.wants(decision.body):
            job = planned(
                partial(_job, decision),
                paper=PAPER,
                key=decision.key,
                unit=decision.body,
                title=f"Quyết định khen thưởng – {decision.body.name}",
            )
            result.jobs.append(job)
    return result


def _left_out(candidate: Candidate, body: Organisation) -> str | None:
    """Why a proposal is in none of this body's decisions, if it is this body's to say so."""
    if candidate.decider is None:
        above = tr("do cấp trên quyết định, đã đưa vào tờ trình của {ten}")
        last = candidate.way[-1]
        return above.format(ten=last.name) if body is last else None
    if candidate.decider is body and candidate.amount is None:
        return tr(
            "bảng quy định không có mức tiền thưởng cho hình thức này; hãy ghi cột Tiền thưởng"
        )
    return None


def _job(decision: Decision) -> Job:
    ward, body, awarded = decision.ward, decision.body, decision.awarded
    office = Office(ward, body, decision_day(ward, body))
    year, organisations = ward.settings.year, decision.of_organisations
    noun = "tổ chức đảng" if organisations else "đảng viên"
    abstract = f"khen thưởng {noun} năm {year}"
    total = sum(c.amount or 0 for c in awarded)
    rows = by_subject(awarded)
    vote = agreed_on(office, (one.agreed(body) for one in awarded))

    def build(number: int | None) -> Context:
        return merged(
            office.frame(DECISION, number, PAPER, vote),
            office.attached(number, DECISION),
            decides(office),
            carried_out(office),
            {
                "la_to_chuc": organisations,
                "tang": _awards(awarded),
                "muc_thuong": _steps(awarded),
                "nguon_thuong": fund(office),
                "danh_sach": [_row(office, n, own) for n, own in enumerate(rows, start=1)],
                "so": {"nguoi": padded_count(len(rows))},
                "tong": {
                    "so": number_vi(total),
                    "tien": money(total),
                    "chu": money_in_words(total),
                },
            },
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        day=office.known_day,
        key=decision.key,
        master=PAPER,
        unit=office.unit,
        stem=f"quyet-dinh-khen-thuong-{'to-chuc-dang' if organisations else 'dang-vien'}",
        title=f"Quyết định {abstract}",
        build=build,
        number=office.register_facts(DECISION, abstract, PAPER, _named(office, awarded)),
    )


def fund(office: Office) -> str:
    """Where the money comes from; a cell's own fund where the settings name the committee's."""
    fund = office.spell(office.ward.settings.award_fund)
    if not office.is_cell:
        return fund
    return fund.replace(paper_words("award_fund", "whose"), office.rules.phrase("cell_word"))


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
    kinds = {(c.award.form, c.award.period) for c in awarded}
    twofold = {form for form, _ in kinds if len([f for f, _ in kinds if f == form]) > 1}
    steps = sorted(
        {
            (
                c.form.translate(_OPEN) if c.award.form in twofold else c.award.form,
                c.amount or 0,
                c.multiple,
            )
            for c in awarded
        },
        key=str,
    )
    return [
        {
            "hinh_thuc": uncapitalised(form),
            "tien": money(amount),
            "chu": money_in_words(amount),
            "he_so": decimal_vi(multiple)
            if multiple is not None and multiple * salary == amount
            else "",
            "luong_co_so": money(salary),
        }
        for form, amount, multiple in steps
    ]


def _named(office: Office, awarded: Sequence[Candidate]) -> list[str]:
    """Those whom the last article charges (thi hành), for the register."""
    bodies = list(dict.fromkeys(office.spell(office.organisation(c.cell)) for c in awarded))
    members = list(dict.fromkeys(c.called for c in awarded if c.member is not None))
    return [
        *executors(office),
        *named_or_counted(bodies, "organisations"),
        *named_or_counted(members, "members"),
    ]


def _row(office: Office, number: int, own: Sequence[Candidate]) -> Context:
    """One person or organisation with all that is awarded, each with its amount."""
    first = own[0]
    member = first.member
    return {
        **listed_either(office, member, first.cell),
        **own_of(own),
        "tt": str(number),
        "ten": first.name if member else office.spell(office.organisation(first.cell)),
        "nam_sinh": birth_year(member),
        "don_vi": office.post_in(held_posts(member.party_post), first.cell) if member else "",
        "hinh_thuc": "; ".join(c.form for c in own),
        "tien": "; ".join(number_vi(c.amount or 0) for c in own),
        "ghi_chu": office.typed("; ".join(c.award.note for c in own if c.award.note)),
    }
