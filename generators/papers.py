"""The papers that can be made (danh mục giấy tờ), and finding one by what a person typed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..conventions.spelling import fold_plain
from ..data.models import Meeting, Member
from ..data.reference import choice
from ..data.ward import Ward
from ..errors import UnknownPaper
from ..i18n import tr
from ..suggestions import did_you_mean
from . import decisions, self_review
from .commendations import decision, listing, proposal
from .declared.built_in import built_in_papers
from .lacking import lacks_meeting, lacks_rows
from .minutes import ordinary, review
from .plan import OWN_FAMILY, Paper, Plan, Scope
from .values import labels_of

_PROGRAMMED: tuple[Paper, ...] = (
    Paper(
        "kiem-diem",
        "Bản kiểm điểm cá nhân",
        "kiem-diem",
        self_review.plan,
        lacks=partial(lacks_rows, "members"),
        ranked=True,
        labels=labels_of(Member, "dang_vien"),
        forms=self_review.forms_of_members(),
    ),
    Paper(
        "bien-ban-kiem-diem",
        "Biên bản hội nghị kiểm điểm",
        "bien-ban",
        review.plan,
        lacks=partial(lacks_meeting, review.KIND),
        numbered=True,
        labels=labels_of(Meeting, "hop"),
    ),
    Paper(
        "bien-ban-sinh-hoat",
        "Biên bản sinh hoạt chi bộ",
        "bien-ban",
        ordinary.plan,
        lacks=partial(lacks_meeting, ordinary.KIND),
        numbered=True,
        labels=labels_of(Meeting, "hop"),
    ),
    *decisions.PAPERS,
    Paper(
        "to-trinh-khen-thuong",
        "Tờ trình đề nghị khen thưởng",
        "khen-thuong",
        proposal.plan,
        lacks=partial(lacks_rows, "awards"),
        numbered=True,
        gathers=True,
    ),
    Paper(
        "danh-sach-khen-thuong",
        "Danh sách đề nghị khen thưởng",
        "khen-thuong",
        listing.plan,
        lacks=partial(lacks_rows, "awards"),
        gathers=True,
        goes_with=proposal.PROPOSAL,
    ),
    Paper(
        "quyet-dinh-khen-thuong",
        choice("paper_group", "quyet-dinh-khen-thuong"),
        "khen-thuong",
        decision.plan,
        lacks=partial(lacks_rows, "awards"),
        numbered=True,
        gathers=True,
    ),
)
_ORIGINS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("origins.toml").read_text(encoding="utf-8")
)
PAPERS = (*(replace(p, origin=_ORIGINS[p.key]) for p in _PROGRAMMED), *built_in_papers())
"""All papers there are, those of a module first."""

FAMILIES = {
    "kiem-diem": "Bản kiểm điểm",
    "phu-luc": "Phụ lục",
    "phieu": "Phiếu",
    "bien-ban": choice("paper_group", "bien-ban"),
    "bao-cao": "Báo cáo, tờ trình",
    "xep-loai": "Xếp loại",
    "khen-thuong": "Khen thưởng",
    "hoi-nghi": "Hội nghị, tổ chức thực hiện",
    OWN_FAMILY: "Giấy tờ riêng",
}
"""Family key (also the folder's name) → what a person calls it."""


def find_papers(names: Iterable[str], papers: Sequence[Paper] = PAPERS) -> list[Paper]:
    """The papers meant by names typed by a person; none means all.

    ``papers`` are those there are, with the clerk's own. A family name means all its
    papers. Accents, case and spaces do not matter. Raises :class:`UnknownPaper` with
    the nearest name.
    """
    wanted: list[Paper] = []
    for name in names:
        for paper in _meant(name, papers):
            if paper not in wanted:
                wanted.append(paper)
    return wanted or list(papers)


def _meant(name: str, papers: Sequence[Paper]) -> list[Paper]:
    typed = _handle(name)
    found = [p for p in papers if typed in (p.key, _handle(p.label))]
    if not found:
        found = [p for p in papers if typed in (p.family, _handle(FAMILIES[p.family]))]
    if found:
        return found
    known = [p.key for p in papers] + list(dict.fromkeys(p.family for p in papers))
    raise UnknownPaper(
        tr("Không có loại giấy tờ “{ten}”.").format(ten=name),
        fix=did_you_mean(typed, known) or tr("Xem tên từng loại: giayto mau danh-sach"),
        details=[
            tr("Các nhóm: {ds}.").format(ds=", ".join(dict.fromkeys(p.family for p in papers)))
        ],
    )


def _handle(name: str) -> str:
    return fold_plain(name).replace(" ", "-").replace("_", "-")


def plan_papers(ward: Ward, papers: Iterable[Paper], scope: Scope) -> Plan:
    """One plan for several papers."""
    result = Plan()
    for paper in papers:
        result.extend(paper.plan(ward, scope))
    return result
