"""The lists that any paper about more than one person may print (danh sách, các chi bộ)."""

from __future__ import annotations

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import organisation, person


def around(office: Office, subject: Subject) -> Context:
    """The members of the subject's cell, of a committee those of all, and the cells."""
    if subject.member is not None:
        return {}
    ward = office.ward
    cells = [subject.unit] if ward.kind(subject.unit)["cell"] else ward.cells
    people = [(m, cell) for cell in cells for m in ward.members_of(cell)]
    return {
        "danh_sach": [
            {"tt": str(n), **person(office, member, cell)}
            for n, (member, cell) in enumerate(people, start=1)
        ],
        "cac_chi_bo": [
            {"tt": str(n), **organisation(office, cell)}
            for n, cell in enumerate(ward.cells, start=1)
        ],
    }
