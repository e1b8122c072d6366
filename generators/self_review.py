"""Self-review forms of the members (bản kiểm điểm cá nhân), of the year under review."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from ..conventions.spelling import file_slug
from ..data.membership import not_reviewed
from ..data.models import Member, Review
from ..data.reference import table
from ..data.ward import Ward
from ..i18n import tr
from .grades import score_text, ticks, total_score
from .office import Office
from .plan import Context, Job, Plan, Scope, Skipped, merged, paragraphs
from .values import template_values

PAPER = "kiem-diem"
_DOTS = "…" * 12

_TEXTS = {
    "pham_chat": "virtue",
    "nhiem_vu": "duty",
    "lanh_dao": "leadership",
    "trach_nhiem": "responsibility",
    "neu_guong": "example_setting",
    "cam_ket": "commitment",
    "han_che": "shortcomings",
    "nguyen_nhan": "causes",
    "khac_phuc": "remedied",
    "giai_trinh": "explanation",
    "trach_nhiem_tap_the": "collective_duty",
    "phuong_huong": "plan",
}
"""Template key → attribute of the review row."""


def plan(ward: Ward, scope: Scope) -> Plan:
    """One form for each member who is reviewed; the others are listed with the reason."""
    result = Plan()
    if ward.issuer is not None and scope.wants(ward.issuer):
        result.skipped = homeless(ward, PAPER)
    for cell in scope.cells(ward):
        day = ward.review_day(cell)
        office = Office(ward, cell, day)
        frame = cache(partial(_frame, office))  # at its first form: the year may have no rule set
        for member in ward.members_of(cell):
            reason = not_reviewed(member, day)
            key = record_key(member, ward.settings.year)
            if reason is not None:
                result.skipped.append(Skipped(PAPER, cell.name, member.full_name, tr(reason), key))
                continue
            master = form_of(member, ward)
            if master is None:
                reason = f"chưa có mẫu bản kiểm điểm của năm {ward.settings.year}"
                result.skipped.append(Skipped(PAPER, cell.name, member.full_name, reason, key))
                continue
            result.jobs.append(_job(office, frame, member, master))
    return result


def homeless(ward: Ward, paper: str) -> list[Skipped]:
    """Members whose cell the workbook does not have: nobody may vanish unsaid."""
    cells = {id(cell) for cell in ward.cells}
    return [
        Skipped(
            paper,
            "",
            member.full_name,
            tr("chi bộ “{ten}” không có ở trang Tổ chức đảng").format(ten=member.cell),
            record_key(member, ward.settings.year),
        )
        for member in ward.data.members
        if id(ward.organisation(member.cell)) not in cells
    ]


def form_of(member: Member, ward: Ward) -> str | None:
    """The master of the form the member fills in; ``None`` for a year without known forms.

    Which form goes with which category changed with the years: see
    ``reference/review-forms.toml``.
    """
    category = member.category or ward.settings.default_category
    year = ward.settings.year
    for forms in table("review-forms")["forms"]:
        if forms["from_year"] <= year <= forms.get("until_year", year):
            found = forms.get(category)
            return None if found is None else str(found)
    return None


def record_key(member: Member, year: int) -> str:
    """The form's name for good: code, card, or cell and name; and the year under review."""
    who = member.code or member.card or f"{file_slug(member.cell)}-{file_slug(member.full_name)}"
    return f"{who}-{year}"


def _job(office: Office, frame: Callable[[], Context], member: Member, master: str) -> Job:
    def build(_: int | None) -> Context:
        review = office.ward.review_of(member)
        return merged(frame(), _person(office, member), _content(review), _comments(review))

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        key=record_key(member, office.ward.settings.year),
        master=master,
        unit=office.unit,
        stem=file_slug(member.full_name, accents=office.ward.settings.accented_files),
        title=f"Bản kiểm điểm – {member.full_name}",
        build=build,
    )


def _person(office: Office, member: Member) -> Context:
    values = template_values(member)
    return {
        "dang_vien": {
            **values,
            "ngay_sinh": values["ngay_sinh"] or "…………………",
            "chuc_vu_dang": member.party_post or _DOTS,
            "chuc_vu_chinh_quyen": member.state_post or _DOTS,
            "chuc_vu_doan_the": member.union_post or _DOTS,
            "don_vi": member.workplace or _DOTS,
            "chi_bo": office.cell_name(office.unit),
        },
    }


def _content(review: Review | None) -> Context:
    texts = {
        key: paragraphs(getattr(review, attribute)) if review else []
        for key, attribute in _TEXTS.items()
    }
    return {
        "kiem_diem": texts,
        "diem": {
            "chung": score_text(review.general_score if review else None),
            "nhiem_vu": score_text(review.task_score if review else None),
            "tong": score_text(total_score(review)),
        },
        "muc": ticks(review.self_grade if review else ""),
    }


def _comments(review: Review | None) -> Context:
    return {
        "nhan_xet": {
            "chi_uy": paragraphs(review.committee_comment) if review else [],
            "chi_bo_de_xuat": review.proposed_grade if review else "",
            "muc_xep_loai": review.grade if review else "",
        },
    }


def _frame(office: Office) -> Context:
    """What the forms of a cell have in common: letterhead, who signs, how to print."""
    settings = office.ward.settings
    return merged(
        office.undated_head,
        {
            "co_chi_uy": office.unit.has_committee,
            "ky_dang_uy": office.collective(office.grading_organ, "", ""),
            "in_nhan_xet": settings.comment_parts,
            "so_dong_ke": settings.writing_lines,
        },
    )
