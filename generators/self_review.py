"""Self-review forms of the members (bản kiểm điểm cá nhân), of the year under review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from ..conventions.dates import blank_date_line
from ..conventions.fitting import text_width_mm
from ..conventions.ruleset import RuleSet
from ..conventions.spelling import file_slug
from ..data.membership import not_reviewed
from ..data.models import Member, Organisation, Review
from ..data.reference import table
from ..data.ward import REVIEW_CONFERENCE, Ward
from ..i18n import tr
from .keys import member_key, season_day
from .office import Office
from .parts.review import TEXTS, review_texts
from .plan import Context, Form, Job, Plan, Scope, Skipped, merged, planned
from .record_columns import person

PAPER = "kiem-diem"
_TITLE = "Bản kiểm điểm"
_USUAL_LINES = 4
"""Most letterheads have no more lines than these."""


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
            key = member_key(member, ward.settings.year)
            if reason is not None:
                result.skipped.append(Skipped(PAPER, cell.name, member.full_name, tr(reason), key))
                continue
            master = form_of(member, ward)
            if master is None:
                reason = f"chưa có mẫu bản kiểm điểm của năm {ward.settings.year}"
                result.skipped.append(Skipped(PAPER, cell.name, member.full_name, reason, key))
                continue
            job = partial(_job, office, frame, member, master)
            title = f"{_TITLE} – {member.full_name}"
            result.jobs.append(planned(job, paper=PAPER, key=key, unit=cell, title=title))
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
            member_key(member, ward.settings.year),
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
    for forms in _forms()["forms"]:
        if forms["from_year"] <= year <= forms.get("until_year", year):
            found = forms.get(category)
            return None if found is None else str(found)
    return None


def forms_of_members() -> tuple[Form, ...]:
    """The forms of all seasons, each with the categories of members that fill it in."""
    found = []
    for forms in _forms()["forms"]:
        since, until = forms["from_year"], forms.get("until_year")
        masters = {key: str(value) for key, value in forms.items() if isinstance(value, str)}
        for master in sorted(set(masters.values())):
            whom = "; ".join(key for key, value in masters.items() if value == master)
            found.append(Form(master, whom, since, until))
    return tuple(found)


def with_form_years(year: int) -> Iterator[int]:
    """A year under review, then the first year of every season's forms (năm của từng bộ mẫu)."""
    yield year
    yield from (int(forms["from_year"]) for forms in _forms()["forms"])


def _job(office: Office, frame: Callable[[], Context], member: Member, master: str) -> Job:
    def build(_: int | None) -> Context:
        review = office.ward.review_of(member)
        printed = office.ward.settings.verdict_parts
        return merged(
            frame(),
            _person(office, member),
            _content(office, member, master),
            _comments(office, review if printed else None),
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        day=season_day(office.ward.settings.year),
        key=member_key(member, office.ward.settings.year),
        master=master,
        unit=office.unit,
        stem=file_slug(member.full_name, accents=office.ward.settings.accented_files),
        title=f"{_TITLE} – {member.full_name}",
        build=build,
    )


def _person(office: Office, member: Member) -> Context:
    own = person(office, member, office.unit)
    rules, name, born = office.rules, member.full_name, own["ngay_sinh"]
    return {
        "dang_vien": own,
        "cung_dong": {
            "ngay_sinh": _fits(f"Họ và tên: {name}", f"Ngày sinh: {born}", rules),
            "chi_bo": _fits(f"Đơn vị công tác: {own['don_vi']}", f"Chi bộ: {own['chi_bo']}", rules),
        },
    }


def _fits(left: str, right: str, rules: RuleSet) -> bool:
    """Whether both parts of a line, as the forms label them, leave a gap between them."""
    width = text_width_mm(f"{left}{' ' * 4}{right}", rules.body.size_pt)
    return width <= rules.page.text_width_mm


def _content(office: Office, member: Member, master: str) -> Context:
    elsewhere = () if master in _forms()["leader_forms"] else _forms()["leader_texts"]
    told = review_texts(office, member)
    written = any(told["kiem_diem"][key] for key in TEXTS if key not in elsewhere)
    return {**told, "bo_trong": not written}


def _comments(office: Office, review: Review | None) -> Context:
    """What the levels above said; ``None`` leaves it to be written by hand."""
    return {
        "nhan_xet": {
            "chi_uy": office.told(review.committee_comment) if review else [],
            "chi_bo_de_xuat": review.proposed_grade if review else "",
            "muc_xep_loai": review.grade if review else "",
        },
    }


def _frame(office: Office) -> Context:
    """What the forms of a cell have in common: letterhead, who signs, how to print."""
    settings = office.ward.settings
    parent = office.ward.parent(office.unit)
    above = office if parent is None else Office(office.ward, parent, office.day)
    head = office.undated_head
    date = blank_date_line(office.place, _signing_year(office.ward, office.unit))
    tall = len(head["dau"]["cap_tren"] + head["dau"]["co_quan"]) > _USUAL_LINES
    fewer = 2 if tall else 1
    return {
        **head,
        "dau": {**head["dau"], "dia_danh_ngay": date},
        "co_chi_uy": office.unit.has_committee,
        "ky_dang_uy": office.collective(office.grading_organ, "", ""),
        # Of a cell of its own, its committee grades (chi uỷ cơ sở).
        "chi_uy_xep_loai": above.is_cell and above.unit.has_committee,
        "in_nhan_xet": settings.comment_parts,
        "so_dong_ke": settings.writing_lines,
        # Fewer where most write "Không có.": the blank form is to stay on three pages, also
        # under a letterhead that takes more lines than most.
        "so_dong_ke_neu_co": min(settings.writing_lines, max(1, settings.writing_lines - fewer)),
    }


def _signing_year(ward: Ward, cell: Organisation) -> int | None:
    """The year in which the cell's members sign; ``None`` while it may be this or the next.

    They sign before the cell's conference, and that is before the committee's
    decision: if one of the two days lies in the year under review, so does theirs.
    """
    year = ward.settings.year
    held = [meeting.date for meeting in ward.meetings_of(cell, REVIEW_CONFERENCE)]
    days = [day.latest() for day in (*held, ward.settings.date) if day is not None]
    return year if any(day.year == year for day in days) else None


def _forms() -> dict[str, Any]:
    return table("review-forms")
