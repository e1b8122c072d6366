"""Grading decisions of a committee (quyết định công nhận kết quả xếp loại), with their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..conventions.words import padded_count
from ..data.membership import belongs, not_reviewed
from ..data.models import Member, Organisation, Review
from ..data.party_posts import held_posts
from ..data.reference import choice
from ..data.ward import Ward
from ..i18n import tr
from .deciding import carried_out, decides, executors
from .grades import counts
from .office import DECISION, Office, issue_day
from .own_fields import own_fields
from .plan import Context, Job, Plan, Scope, Skipped, merged, named_or_counted, planned
from .record_columns import listed_person, organisation
from .self_review import homeless, record_key

ORGANISATIONS = "quyet-dinh-xep-loai-to-chuc"
MEMBERS = "quyet-dinh-xep-loai-dang-vien"


def recognising_body(ward: Ward, scope: Scope) -> Organisation | None:
    """The issuing body, if its decisions are wanted and it may make them (công nhận).

    A committee within a grassroots organisation and a cell under a committee
    only propose. Rule: Hướng dẫn 43-HD/BTCTW, mục 3.
    """
    issuer = ward.issuer
    if issuer is None or not scope.wants(issuer) or not ward.kind(issuer)["recognises"]:
        return None
    return issuer


def plan_organisations(ward: Ward, scope: Scope) -> Plan:
    """The decision on party organisations; those without a grade are left out."""
    issuer = recognising_body(ward, scope)
    result = Plan()
    if issuer is None:
        return result
    graded = []
    for body in ward.data.organisations:
        if body is issuer:
            continue
        if body.grade:
            graded.append(body)
        else:
            reason = tr("chưa ghi mức xếp loại")
            result.skipped.append(Skipped(ORGANISATIONS, body.name, body.name, reason))
    if graded:
        make = partial(_organisation_job, ward, issuer, graded)
        result.jobs.append(_planned(make, ward, issuer, ORGANISATIONS))
    return result


def _planned(make: Callable[[], Job], ward: Ward, issuer: Organisation, paper: str) -> Job:
    title = f"{choice('paper_group', paper)} – {issuer.name}"
    key = f"{issuer.code}-{ward.settings.year}"
    return planned(make, paper=paper, key=key, unit=issuer, title=title)


def _organisation_job(ward: Ward, issuer: Organisation, graded: list[Organisation]) -> Job:
    office = Office(ward, issuer, issue_day(ward))
    exemplary = sum(o.exemplary for o in graded)
    rows = [
        {
            **organisation(office, o),
            **own_fields(ward, ("to_chuc", [o]), ("kiem_diem", [ward.review_of(o)])),
            "tt": str(number),
            "ten": office.spell(office.organisation(o)),
            "tu_xep_loai": o.self_grade,
            "de_nghi": o.proposed_grade,
            "muc": o.grade,
            "tieu_bieu": "x" if o.exemplary else "",
            "ghi_chu": office.typed(o.note),
        }
        for number, o in enumerate(graded, start=1)
    ]
    tally = _tally(o.grade for o in graded)
    tally["tieu_bieu"] = padded_count(exemplary) if exemplary else ""
    named = named_or_counted(
        [office.spell(office.organisation(o)) for o in graded], "organisations"
    )
    return _job(office, ORGANISATIONS, "tổ chức đảng", {"so": tally, "danh_sach": rows}, named)


def plan_members(ward: Ward, scope: Scope) -> Plan:
    """The decision on members; those not reviewed or without a grade are left out."""
    issuer = recognising_body(ward, scope)
    result = Plan()
    if issuer is None:
        return result
    result.skipped = homeless(ward, MEMBERS)
    graded: list[tuple[Organisation, Member, Review]] = []
    for cell in ward.cells:
        day = ward.review_day(cell)
        for member in ward.members_of(cell):
            if not belongs(member, day):
                continue
            review = ward.review_of(member)
            reason = not_reviewed(member, day)
            if reason is None and (review is None or not review.grade):
                reason = "chưa ghi mức xếp loại"
            if reason is not None:
                key = record_key(member, ward.settings.year)
                result.skipped.append(
                    Skipped(MEMBERS, cell.name, member.full_name, tr(reason), key)
                )
            elif review is not None:
                graded.append((cell, member, review))
    if graded:
        make = partial(_member_job, ward, issuer, graded)
        result.jobs.append(_planned(make, ward, issuer, MEMBERS))
    return result


def _member_job(
    ward: Ward,
    issuer: Organisation,
    graded: list[tuple[Organisation, Member, Review]],
) -> Job:
    office = Office(ward, issuer, issue_day(ward))
    by_cell = ward.settings.lists_by_cell
    position = {id(cell): number for number, cell in enumerate(ward.cells)}

    def order(item: tuple[Organisation, Member, Review]) -> tuple[object, ...]:
        cell, member, _ = item
        name = ward.list_key(member)
        return (position[id(cell)] if by_cell else 0, name)

    rows = [
        {
            **listed_person(office, member, cell),
            **own_fields(ward, ("dang_vien", [member]), ("kiem_diem", [review])),
            "tt": str(number),
            "ho_ten": member.full_name,
            "nam_sinh": str(member.birth.year) if member.birth else "",
            "chuc_vu": posts(member, office),
            "chi_bo": office.cell_name(cell),
            "muc": review.grade,
            "ghi_chu": office.typed(review.note),
        }
        for number, (cell, member, review) in enumerate(sorted(graded, key=order), start=1)
    ]
    tally = _tally(review.grade for _, _, review in graded)
    cells = list(dict.fromkeys(office.spell(cell.name) for cell, _, _ in graded))
    named = named_or_counted(cells, "organisations")
    named += named_or_counted([member for _, member, _ in graded], "members", ward.called)
    return _job(office, MEMBERS, "đảng viên", {"so": tally, "danh_sach": rows}, named)


def posts(member: Member, office: Office) -> str:
    """The posts of a member as a list prints them, party post first (chức vụ)."""
    return "; ".join(
        office.spell(p) for p in (held_posts(member.party_post), member.state_post) if p
    )


def _tally(grades: Iterable[str]) -> dict[str, str]:
    """How many of each level and in all; "" for a level that nobody has."""
    number = counts(grades)
    return {
        "tong": padded_count(sum(number.values())),
        **{key: padded_count(value) if value else "" for key, value in number.items()},
    }


def _job(office: Office, paper: str, whom: str, part: Context, named: list[str]) -> Job:
    """The job of one decision; ``whom`` it is about, for the register and for people.

    ``named`` are those whom the article on execution charges beside the offices.
    """
    year = office.ward.settings.year
    abstract = f"công nhận kết quả đánh giá, xếp loại chất lượng {whom} năm {year}"

    def build(number: int | None) -> Context:
        return merged(
            office.frame(DECISION, number, paper),
            office.attached(number, DECISION),
            decides(office),
            carried_out(office),
            part,
        )

    return Job(
        paper=paper,
        rules=office.rules.id,
        day=office.known_day,
        key=f"{office.unit.code}-{year}",
        master=paper,
        unit=office.unit,
        stem=f"quyet-dinh-xep-loai-{'to-chuc-dang' if paper == ORGANISATIONS else 'dang-vien'}",
        title=f"Quyết định {abstract}",
        build=build,
        number=office.register_facts(DECISION, abstract, paper, [*executors(office), *named]),
    )
