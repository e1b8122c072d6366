"""Who gets an invitation (giấy mời): a page for each delegate, or one to write the name on."""

from __future__ import annotations

from ...data.delegates import Delegates
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..values import BLANK
from .conference import delegate


def invited(office: Office, subject: Subject) -> Context:
    """The part ``moi``: those called and the guests, without the chair and who signs."""
    assert subject.meeting is not None
    known = Delegates(office.ward, subject.meeting)
    hosts = [known.named(handle) for handle in (subject.meeting.chair, office.signer)]
    rows = [r for r in (*known.called, *known.guests) if not any(r is host for host in hosts)]
    nobody = {"ten": BLANK, "dong_chi": True, "chuc_vu_don_vi": ""}
    return {"moi": [delegate(office, n, row) for n, row in enumerate(rows, start=1)] or [nobody]}
