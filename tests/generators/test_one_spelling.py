"""One spelling through a whole paper: what the program writes follows the setting."""

from __future__ import annotations

import re

import pytest

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
    assert any("đảng bộ" in line.casefold() for line in lines)
