"""What a list comes to on the page of an own paper is shown, though none of its items is."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.workspace import Workspace
from giayto.workspace.masters.checking import MasterChecks
from tests.workspace.test_own_papers import letter


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace.sample(tmp_path_factory.mktemp("sample") / "w")
    workspace.own_masters.mkdir(exist_ok=True)
    return workspace


def told(ward: Workspace, *lines: str) -> list[str]:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi chi bộ", *lines)
    path: Path = ward.own_masters / "Thư ngỏ.docx"
    (checked,) = MasterChecks(ward).files([path])
    return [f.code for f in checked.findings if f.code != "KT-930"]  # fonts of this computer


@pytest.mark.parametrize(
    "line",
    [
        "Có {{ cac_chi_bo|length }} chi bộ.",
        "Có {{ danh_sach|length }} đảng viên.",
        "{{ noi_nhan|length }} nơi nhận",
        "{% for d in danh_sach %}{{ loop.index }}. {% endfor %}",
        "{% for d in cac_chi_bo %}{{ loop.revindex }}/{{ loop.length }} {% endfor %}",
        "{% set so = danh_sach|length %}Có {{ so }} người",
    ],
)
def test_a_list_that_is_only_counted_reaches_the_page(ward: Workspace, line: str) -> None:
    assert told(ward, line) == []


def test_a_count_that_is_never_printed_is_told(ward: Workspace) -> None:
    line = "Thư {% if to_chuc.ten == 'X' %}{{ cac_chi_bo|length }}{% endif %}"

    assert told(ward, line) == ["KT-941"]
