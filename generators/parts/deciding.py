"""What every decision says (quyết định): who decides, and who carries it out."""

from __future__ import annotations

from ..deciding import carried_out, decides
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context


def deciding(office: Office, subject: Subject) -> Context:
    """The parts ``chu_the`` and ``thi_hanh`` of a decision."""
    return {**decides(office), **carried_out(office)}
