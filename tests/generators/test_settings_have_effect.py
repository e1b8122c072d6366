"""No row of Căn cứ and Nơi nhận is silently without effect: a paper prints it or a finding says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import LegalBasis, Recipient
from giayto.data.models.fields import fields_of
from giayto.data.ward import Ward
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Scope
from tests.season_rows import season_dataset
from tests.wards import small_dataset


def _groups() -> list[str]:
    """What the column "Dùng cho" offers, and what it offered once."""
    offered = {
        group
        for model in (LegalBasis, Recipient)
        for spec in fields_of(model)
        if spec.attribute == "papers"
        for group in (*spec.choices, *spec.retired)
    }
    return sorted(offered)


def test_the_column_offers_its_groups() -> None:
    assert len(_groups()) == 8


@pytest.mark.parametrize("group", _groups())
@pytest.mark.parametrize(
    ("sheet", "row", "printed"),
    [
        ("legal_bases", LegalBasis(row=2, wording="Căn cứ Điều lệ thử"), "Điều lệ thử"),
        ("recipients", Recipient(row=2, text="Ban Thử nghiệm"), "Ban Thử nghiệm"),
        ("recipients", Recipient(row=2, text="Lưu Văn phòng thử", archive=True), "Văn phòng thử"),
    ],
)  # fmt: skip
def test_every_group_reaches_a_paper_or_draws_a_finding(
    group: str, sheet: str, row: LegalBasis | Recipient, printed: str
) -> None:
    data = season_dataset(2026).model_copy(
        update={
            "legal_bases": [],
            "recipients": [],
            sheet: [row.model_copy(update={"papers": group})],
        }
    )
    # The committee passes on what only the level above may decide, so its proposal is there too.
    data.awards[0] = data.awards[0].model_copy(update={"decider": "Cấp trên"})
    plan = plan_papers(Ward(data), PAPERS, Scope())
    reached = {j.paper for j in plan.jobs if printed in json.dumps(j.context, ensure_ascii=False)}
    told = [f for f in check(data) if f.code == "KT-705"]
    assert bool(reached) is not bool(told)
    assert [f.cell for f in told] == ["2"] * len(told)


def test_a_row_for_minutes_is_refused_with_the_reason_because_they_end_in_two_signatures() -> None:
    row = Recipient(row=5, papers="Biên bản", text="Lưu Chi bộ", archive=True)
    data = small_dataset().model_copy(update={"recipients": [row]})
    (finding,) = [f for f in check(data) if f.sheet == "Nơi nhận"]
    assert (finding.code, finding.severity, finding.read) == ("KT-705", "note", "Biên bản")
    assert "không được in" in finding.why


def test_a_workbook_made_before_is_still_read(tmp_path: Path) -> None:
    row = Recipient(papers="Biên bản", text="Lưu Chi bộ", archive=True)
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path, small_dataset().model_copy(update={"recipients": [row]}), example=False)
    result = read_workbook(path)
    assert [r.papers for r in result.dataset.recipients] == ["Biên bản"]
    assert [f for f in result.findings if f.severity == "error"] == []


def test_an_archive_line_that_a_later_one_replaces_is_named() -> None:
    lines = [
        Recipient(row=2, text="Lưu Văn thư", archive=True),
        Recipient(row=3, papers="Tờ trình khen thưởng", text="Lưu Ban Xây dựng Đảng", archive=True),
        Recipient(row=4, papers="Tờ trình khen thưởng", text="Lưu Văn phòng", archive=True),
    ]
    data = small_dataset().model_copy(update={"recipients": lines})
    (finding,) = [f for f in check(data) if f.sheet == "Nơi nhận"]
    assert (finding.code, finding.severity, finding.read) == (
        "KT-706", "warning", "Lưu Ban Xây dựng Đảng",
    )  # fmt: skip


def test_a_new_workbook_holds_no_row_without_effect() -> None:
    assert {f.code for f in check(small_dataset())} & {"KT-705", "KT-706"} == set()
