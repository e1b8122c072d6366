"""The columns of a person or an organisation in contexts (cột của hồ sơ), as papers print them.

Whoever stands in a list of a paper has all columns of their row in the workbook there,
so that a keeper adds a card number to any list without asking for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..data.grading.grades import given
from ..data.grading.subjects import person_of
from ..data.models import Collective, Leader, Member, Organisation
from ..data.models.fields import Record, fields_of
from ..data.party_posts import held_posts
from .office import Office
from .own_fields import own_fields
from .plan import Context
from .values import template_values


def person(office: Office, member: Member, cell: Organisation) -> dict[str, str]:
    """A member as papers print them (đảng viên): every column, posts and cell as written there."""
    return {
        **template_values(member),
        "chuc_vu_dang": office.spell(held_posts(member.party_post)),
        "chuc_vu_chinh_quyen": office.spell(member.state_post),
        "chuc_vu_doan_the": office.spell(member.union_post),
        "don_vi": office.typed(member.workplace),
        "chi_bo": office.cell_name(cell),
    }


def organisation(office: Office, body: Organisation) -> dict[str, str]:
    """An organisation as papers print it (tổ chức đảng): every column, its name as written."""
    return {**template_values(body), "ten": office.spell(body.name)}


def graded_name(office: Office, body: Organisation) -> str:
    """What is graded where a body is (tổ chức được xếp loại): a cell, a committee's whole body."""
    return office.spell(office.organisation(body))


def collective(office: Office, row: Collective) -> dict[str, str]:
    """A leadership collective as papers print it (tập thể): every column, its name as written."""
    said = given(office.ward, row)
    return {
        **template_values(row),
        "ten": office.spell(row.name),
        "tu_xep_loai": said.self_grade,
        "de_nghi_xep_loai": said.proposed,
    }


def graded_body(office: Office, body: Organisation | Collective) -> dict[str, str]:
    """A body in a list that grades organisations and collectives: "" for columns of the other."""
    if isinstance(body, Collective):
        return {**blank_columns(Organisation), **collective(office, body)}
    said = given(office.ward, body)
    return {
        **blank_columns(Collective),
        **organisation(office, body),
        "ten": graded_name(office, body),
        "tu_xep_loai": said.self_grade,
        "de_nghi_xep_loai": said.proposed,
    }


def leader(office: Office, row: Leader) -> dict[str, str]:
    """A leading individual as papers print them (cán bộ): every column.

    What the row leaves open is taken from the person's row as a member.
    """
    ward = office.ward
    member, body = person_of(ward, row), ward.collective(row.collective)
    post = office.spell(row.post) or (posts(member, office) if member is not None else "")
    return {
        **template_values(row),
        "ho_ten": member.full_name if member is not None else row.name or row.person,
        "chuc_vu": post,
        "tap_the": office.spell(body.name if body is not None else row.collective),
        "tu_xep_loai": given(ward, row).self_grade,
    }


def listed_leader(office: Office, row: Leader) -> dict[str, str]:
    """A leading individual in a line of a list: every column, and those of the person's row.

    The line's own note and grade are the leader's.
    """
    ward = office.ward
    member = person_of(ward, row)
    cell = ward.organisation(member.cell) if member is not None else None
    return {
        **listed_person(office, member if cell is not None else None, cell or office.unit),
        **own_fields(ward, ("dang_vien", [member]), ("can_bo", [row])),
        **leader(office, row),
        "nam_sinh": birth_year(member),
        "ghi_chu": office.typed(row.note),
    }


def birth_year(member: Member | None) -> str:
    """The year of birth in lists (năm sinh); "" while unknown, and for nobody."""
    return str(member.birth.year) if member is not None and member.birth else ""


def numbered(rows: Iterable[Context]) -> list[Context]:
    """The lines of a list with their numbers, ``tt`` (số thứ tự)."""
    return [{**row, "tt": str(number)} for number, row in enumerate(rows, start=1)]


def posts(member: Member, office: Office) -> str:
    """All posts of a member as a list prints them: of the Party, the state, unions (chức vụ)."""
    party = held_posts(member.party_post).replace(", ", "; ")
    return "; ".join(office.spell(p) for p in (party, member.state_post, member.union_post) if p)


def listed_person(office: Office, member: Member | None, cell: Organisation) -> dict[str, str]:
    """A member's columns in a line of a list, but for the name: the list gives that itself.

    "" throughout for somebody whom the workbook does not have.
    """
    columns = dict(blank_columns(Member)) if member is None else person(office, member, cell)
    del columns["ho_ten"]
    return columns


def listed_either(office: Office, member: Member | None, body: Organisation) -> dict[str, str]:
    """The columns in a list that names members and organisations: "" for those of the other.

    ``member`` ``None``: the line is about the organisation ``body``, else about a member of it.
    """
    if member is None:
        return {**listed_person(office, None, body), **organisation(office, body)}
    return {**blank_columns(Organisation), **listed_person(office, member, body)}


@cache
def blank_columns(model: type[Record]) -> dict[str, str]:
    """Every column of a sheet, each "": for a line about somebody of another sheet."""
    return {spec.key: "" for spec in fields_of(model)}
