"""What follows the grading (sau xếp loại): notice, remedies, re-grading, the statistic 6F."""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.letterhead import BodyKind
from ...conventions.spelling import fold
from ...data import results
from ...data.grading.authority import decided_above
from ...data.grading.grades import given
from ...data.grading.subjects import Graded, name_of, person_of
from ...data.models import Collective, Leader, Member, Organisation, Regrade, Remedy
from ...data.party_posts import held_posts
from ...data.reference import choice, paper_words
from ..deciding import carried_out, decides, executors
from ..declared.needs import about
from ..declared.subjects import Subject
from ..minutes import some
from ..office import Office
from ..plan import Context
from ..record_columns import numbered
from ..values import template_values


def notice(office: Office, subject: Subject) -> Context:
    """Who was recognised as what: organisations, collectives, leaders; a cell's own members."""
    ward = office.ward
    data = ward.data
    bodies = [body for body in data.organisations if body is not subject.unit]
    people = results.states(ward, subject.unit) if office.is_cell else []
    return {
        "to_chuc_dang": _recognised(office, bodies),
        "tap_the": _recognised(office, [c for c in data.collectives if not decided_above(ward, c)]),
        "can_bo": _recognised(
            office, [one for one in data.leaders if not decided_above(ward, one)]
        ),
        "dang_vien_xep_loai": _recognised(office, [state.member for state in people]),
    }


def _recognised(office: Office, subjects: Sequence[Graded]) -> list[Context]:
    """One line for each that has a grade: name, post, level; exemplary cells are marked."""
    ward = office.ward
    return numbered(
        {
            "ten": _whose(office, one),
            "chuc_vu": office.spell(_post(office, one)),
            "muc": grade,
            "tieu_bieu": "x" if getattr(one, "exemplary", False) else "",
        }
        for one in subjects
        if (grade := given(ward, one).grade)
    )


def _post(office: Office, one: Graded) -> str:
    member = person_of(office.ward, one) if isinstance(one, Leader) else one
    post = one.post if isinstance(one, Leader) else ""
    if post or not isinstance(member, Member):
        return post
    return held_posts(member.party_post) or member.state_post


def remedies(office: Office, subject: Subject) -> Context:
    """The defects of a body, how and by whom each is remedied, until when (khắc phục)."""
    body = about(office.ward, subject)
    rows = [] if body is None else office.ward.rows_about(Remedy, body)
    record = subject.record
    name = record.name if isinstance(record, Collective) else office.author
    return {
        "tap_the_khac_phuc": office.spell(name),
        "khac_phuc": numbered(
            {
                **template_values(row),
                **{key: "\n".join(office.told(text)) for key, text in _texts(row).items()},
                "nguoi_phu_trach": _called(office, row.responsible),
            }
            for row in rows
        ),
    }


def _texts(row: Remedy) -> dict[str, str]:
    return {"han_che": row.defect, "bien_phap": row.measure, "ket_qua": row.result}


def _called(office: Office, handle: str) -> str:
    member = office.ward.member(handle)
    if member is None:
        return handle
    named = f"{paper_words('receivers', 'person')} {office.ward.called(member)}"
    leaders = (row for row in office.ward.data.leaders if person_of(office.ward, row) is member)
    post = next((row.post for row in leaders if row.post), "") or _post(office, member)
    return ", ".join(filter(None, (named, office.spell(post))))


def regrade(office: Office, subject: Subject) -> Context:
    """A published result that is adjusted or cancelled: of whom, from what, to what."""
    row = subject.record
    if not isinstance(row, Regrade):
        return {}
    one = office.ward.subject(row.subject)
    member = one if isinstance(one, Member) else None
    cell = office.ward.organisation(member.cell) if member is not None else None
    post = "" if member is None else office.post_in(held_posts(member.party_post), cell)
    own = template_values(row)
    return {
        "xep_loai_lai": {
            **own,
            "nam": own["nam"] or str(office.ward.settings.year - 1),
            "ten": _whose(office, one) if one is not None else row.subject,
            "la_dang_vien": member is not None,
            "la_to_chuc": isinstance(one, Organisation),
            "chi_bo": "" if cell is None else office.spell(cell.name),
            "chuc_vu": post,
            "huy_bo": row.action == choice("regrade_action", "cancel"),
            "cac_ly_do": office.told(row.reason),
        },
        **decides(office),
        **carried_out(office),
        # A single result is taken up again: the cells have proposed nothing.
        **office.legal_bases("quyet-dinh-xep-loai-dang-vien", of_cells=False),
    }


def _whose(office: Office, one: Graded) -> str:
    """The name, spelt as papers are but for a person's; a committee is its đảng bộ."""
    if isinstance(one, Organisation):
        return office.spell(office.organisation(one))
    name = name_of(office.ward, one)
    return name if isinstance(one, Member | Leader) else office.spell(name)


def statistic_6f(office: Office, subject: Subject) -> Context:
    """The statistic 6F: who was to review themselves, who did, who did not and why.

    Of units that only reported figures, those graded were reviewed; why others are exempt
    nobody knows then, and the three lines stay open.
    """
    ward, body = office.ward, subject.unit
    people = results.states(ward, body)
    bodies, reviewed = results.reviewing(ward, body)
    told = results.from_reports(ward, "members", body)
    grounds = [state.ground for state in people if state.exempt]
    total = len(people) + told.total
    done = sum(state.reviewed for state in people) + told.graded
    suggested = [review for review in ward.data.reviews if review.suggested]
    members = sum(isinstance(ward.subject(review.subject), Member) for review in suggested)
    exempt = len(grounds) + told.exempt
    return {
        **_of_its_office(office),
        "bieu": {
            "tap_the": {
                "phai": str(bodies),
                "da": str(reviewed),
                "chua": str(bodies - reviewed),
                "goi_y": str(len(suggested) - members),
            },
            "dang_vien": {
                "phai": str(total),
                "da": str(done),
                "chua": str(total - done),
                "khong_thuoc_dien": some(exempt),
                "ly_do_khac": some(total - done - exempt),
                **{
                    key: "" if told.exempt else str(grounds.count(ground))
                    for ground, key in _GROUNDS.items()
                },
                "goi_y": str(members),
            },
        },
    }


def _of_its_office(office: Office) -> Context:
    """The letterhead of the board that advises the committee (ban tham mưu), as the form has it.

    The first of the offices that carry decisions out; the committee's own where that is no board.
    """
    board = next(iter(executors(office)), "").split(",")[0].strip()
    if not fold(board).startswith(f"{fold(paper_words('office', 'board'))} "):
        return {}
    speaker = (office.name, board, office.place)
    return office.head(None, speaker=speaker, speaks_as=BodyKind.COMMUNE_AGENCY)


_GROUNDS = {"new": "moi", "exempt": "mien", "suspended": "dinh_chi"}
