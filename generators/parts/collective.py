"""The collective that reports on itself (tập thể báo cáo kiểm điểm): whose, and who signs."""

from __future__ import annotations

from ...data.models import Collective
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context


def collective(office: Office, subject: Subject) -> Context:
    """The signature of a leadership collective: its head's, on behalf of it.

    A party body signs as its other papers do.
    """
    record = subject.record
    if not isinstance(record, Collective):
        return {}
    head = office.ward.member(record.head)
    name = head.full_name if head is not None else record.head
    return {"ky": office.collective(office.spell(record.name), record.head_post, name)}
