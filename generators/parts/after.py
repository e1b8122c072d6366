"""What follows the grading (sau xếp loại): notice, remedies, re-grading."""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.spelling import sentence
from ...data import results
from ...data.grading.authority import decided_above
from ...data.grading.grades import given
from ...data.grading.subjects import Graded, name_of, person_of
from ...data.models import Collective, Leader, Member, Organisation, Regrade, Remedy
from ...data.party_posts import held_posts
from ...data.reference import choice, paper_words
from ..deciding import carried_out, decides
from ..declared.needs import about
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import graded_name, numbered
from ..values import template_values
from ..voting import agreed_on


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
            "ten": _called(office, one),
            "chuc_vu": office.spell(_post(office, one)),
            "muc": grade,
            "tieu_bieu": "x" if getattr(one, "exemplary", False) else "",
        }
        for one in subjects
        if (grade := given(ward, one).grade)
    )


def _called(office: Office, one: Graded) -> str:
    """The name, spelt as papers are but for a person's; a committee is its đảng bộ."""
    if isinstance(one, Organisation):
        return graded_name(office, one)
    name = name_of(office.ward, one)
    return name if isinstance(one, Member | Leader) else office.spell(name)


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
                "nguoi_phu_trach": _charged(office, row.responsible),
            }
            for row in rows
        ),
    }


def _texts(row: Remedy) -> dict[str, str]:
    return {"han_che": row.defect, "bien_phap": row.measure, "ket_qua": row.result}


def _charged(office: Office, handle: str) -> str:
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
            "ten": regraded(office, row),
            "la_dang_vien": member is not None,
            "la_to_chuc": isinstance(one, Organisation),
            "chi_bo": "" if cell is None else office.spell(cell.name),
            "chuc_vu": post,
            "huy_bo": row.action == choice("regrade_action", "cancel"),
            "cac_ly_do": [sentence(reason) for reason in office.told(row.reason)],
        },
        **decides(office),
        **carried_out(office),
        # A single result is taken up again: the cells have proposed nothing.
        **office.bases.part(
            "quyet-dinh-xep-loai-dang-vien",
            agreed_on(office, [row.agreed], "agreed"),
            of_cells=False,
        ),
    }


def regraded(office: Office, row: Regrade) -> str:
    """Whose result is taken up again (ai được xếp loại lại), as papers call them."""
    one = office.ward.subject(row.subject)
    return row.subject if one is None else _called(office, one)
