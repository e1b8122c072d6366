"""One spelling through a whole paper: what the program writes follows the setting."""

from __future__ import annotations

import re

import pytest

from giayto.data.models import Dataset
from giayto.generators.papers import PAPERS
from giayto.generators.plan import Scope
from tests.busy import lines_of, ward_of

NAME = "Nguyễn Thuỷ Ủy"  # stays as its bearer writes it
OTHER = {"ủy": re.compile(r"\buỷ\b", re.IGNORECASE), "uỷ": re.compile(r"\bủy\b", re.IGNORECASE)}
EVERY = [(paper.key, spelling) for paper in PAPERS for spelling in OTHER]


@pytest.mark.parametrize(("key", "spelling"), EVERY)
def test_every_block_follows_the_setting(key: str, spelling: str) -> None:
    ward = ward_of(
        spelling=spelling,
        # As the clerk typed them, in the other spelling of the two.
        superior="Thành uỷ Hà Nội" if spelling == "ủy" else "Thành ủy Hà Nội",
        signer_position="Uỷ viên thường trực" if spelling == "ủy" else "Ủy viên thường trực",
    )
    paper = next(paper for paper in PAPERS if paper.key == key)
    jobs = paper.plan(ward, Scope()).jobs
    lines = {line.replace(NAME, "…") for job in jobs for line in lines_of(job, spelling)}
    assert [line for line in sorted(lines) if OTHER[spelling].search(line)] == []
    headed = any("ĐẢNG CỘNG SẢN" in line for line in lines)  # under a letterhead
    named = any(
        word in line.casefold()
        for line in lines
        for word in ("đảng bộ", "đảng uỷ", "đảng ủy", "chi bộ")
    )
    assert named or not headed


def test_what_a_clerk_typed_of_committees_is_spelt_as_the_rest() -> None:
    def change(data: Dataset) -> None:
        for meeting in data.meetings:
            meeting.place, meeting.guests = "Trụ sở Ủy ban", "Lê Văn Ủy, Phó Bí thư Đảng ủy"
            meeting.conclusion = meeting.remedies = meeting.next = "Chi ủy tiếp thu, hòa giải."
        for review in data.reviews:
            review.duty = review.committee_comment = "Cấp ủy ghi nhận."
        for person in data.members:
            person.workplace = "Văn phòng Đảng ủy"
        for row in data.attendance:
            row.reason = row.opinion = "Họp Ủy ban"

    ward = ward_of(change)
    papers = [
        p for p in PAPERS if p.key in ("kiem-diem", "bien-ban-kiem-diem", "bien-ban-sinh-hoat")
    ]
    lines = {
        line for paper in papers for job in paper.plan(ward, Scope()).jobs for line in lines_of(job)
    }
    assert [line for line in sorted(lines) if OTHER["uỷ"].search(line.replace(NAME, "…"))] == [
        "- Đồng chí Lê Văn Ủy, Phó Bí thư Đảng uỷ."
    ]
    text = "\n".join(lines)
    assert "Chi uỷ tiếp thu, hòa giải." in text
    assert "Cấp uỷ ghi nhận." in text
