"""Lists of dossiers (danh mục hồ sơ): which of the nine pieces each has, which are missing."""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.words import padded_count
from ...data import dossiers, results
from ...data.grading.subjects import Graded, name_of
from ...data.models import Collective, Member
from ...data.reference import paper_words
from ..declared.needs import about
from ..declared.subjects import Subject, collective_name
from ..minutes.shared import some
from ..office import Office
from ..plan import Context
from ..record_columns import posts


def dossier(office: Office, subject: Subject) -> Context:
    """The pieces of the body's own dossier, and of each person's who is in it.

    What the workbook cannot know stays open, to be ticked by hand.
    """
    body = about(office.ward, subject)
    if body is None or isinstance(body, Member):
        return {}
    rows = [
        {"tt": str(n), "ten": name_of(office.ward, one), **_pieces(office, one), "chuc_vu": post}
        for n, (one, post) in enumerate(_people(office, subject), start=1)
    ]
    lacking = sum(bool(row["thieu"]) for row in rows)
    named = body.name if isinstance(body, Collective) else collective_name(office, body)
    return {
        "ho_so": {"ten": office.spell(named), **_pieces(office, body)},
        "ho_so_ca_nhan": rows,
        "so_ho_so": {
            "tong": padded_count(len(rows)),
            "thieu": some(lacking),
        },
    }


def _people(office: Office, subject: Subject) -> Sequence[tuple[Graded, str]]:
    """Whose dossiers lie with the body's: a cell's members due, a collective's leaders."""
    ward = office.ward
    if isinstance(subject.record, Collective):
        led = ((one, ward.collective(one.collective)) for one in ward.data.leaders)
        return [(one, office.spell(one.post)) for one, body in led if body is subject.record]
    if not ward.kind(subject.unit)["cell"]:
        return []
    due = [state.member for state in results.states(ward, subject.unit) if not state.exempt]
    return [(member, posts(member, office)) for member in due]


def _pieces(office: Office, one: Graded) -> Context:
    """``(1)`` to ``(9)`` by name, and how many are missing, "" for none."""
    standing = dossiers.pieces(office.ward, one)
    marks = {
        piece: "" if state == "open" else paper_words("dossier", state)
        for piece, state in standing.items()
    }
    lacking = list(standing.values()).count("missing")
    named = zip(_NAMES, marks.values(), strict=True)
    return {**dict(named), "thieu": str(lacking) if lacking else ""}


_NAMES = (
    "ban_kiem_diem",
    "nhan_xet_cu_tru",
    "bien_ban",
    "tham_dinh",
    "ket_luan",
    "goi_y",
    "gop_y",
    "khieu_nai",
    "khac",
)
"""Template names of the pieces, in the order of the rule."""
