"""Leadership collectives and leading individuals: who is in their decisions, by which grade."""

from __future__ import annotations

from collections.abc import Callable

from giayto.data.models import Collective, Dataset, Leader, LegalBasis
from giayto.data.ward import Ward
from giayto.generators import decisions
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Plan, Scope
from tests.busy import job_of, lines_of, ward_of
from tests.season_rows import season_dataset
from tests.season_rows.leadership import rows
from tests.wards import DONE, EXCELLENT, GOOD

KEY = "DU-2026"
Change = Callable[[Dataset], None]


def season(*changes: Change) -> Ward:
    data = season_dataset(2026)
    for name, own in rows(2026).items():  # the other families' rows are not told of here
        setattr(data, name, [*own])
    for change in changes:
        change(data)
    return Ward(data)


def listed(plan: Plan) -> list[str]:
    lines = lines_of(job_of(plan, KEY))
    return [line for line in lines if line.startswith("| ")][1:]


def test_a_member_who_leads_stands_in_both_lists_each_with_its_own_grade() -> None:
    ward = season()
    as_member = listed(decisions.plan_members(ward, Scope()))
    as_leader = listed(decisions.plan_leaders(ward, Scope()))
    assert any("Đỗ Văn Ánh" in row and GOOD in row for row in as_member)
    assert any("Đỗ Văn Ánh" in row and f"| {DONE} |" in row for row in as_leader)


def test_a_post_that_the_row_leaves_open_is_that_of_the_member() -> None:
    assert listed(decisions.plan_leaders(season(), Scope())) == [
        f"| 1 | Nguyễn Thuỷ Ủy | 1970 | Phó Chủ tịch Uỷ ban nhân dân phường | {EXCELLENT} |  |",
        f"| 2 | Đỗ Văn Ánh | 1970 | Phó Bí thư chi bộ | {DONE} |  |",
    ]


def test_nobody_decides_on_the_committee_itself_nor_on_its_head() -> None:
    """Quy định 366-QĐ/TW, Điều 13; Hướng dẫn 43-HD/BTCTW, mục 3: the level above decides."""
    collectives = decisions.plan_collectives(season(), Scope())
    leaders = decisions.plan_leaders(season(), Scope())
    assert [(s.subject, s.reason) for s in (*collectives.skipped, *leaders.skipped)] == [
        ("Ban Thường vụ Đảng uỷ phường", "cấp trên quyết định xếp loại"),
        ("Trần Thị Ban", "cấp trên quyết định xếp loại"),
        ("Nguyễn Văn Ngoài Đảng", "chưa ghi mức xếp loại"),
    ]


def test_the_sheet_says_on_whom_the_level_above_decides() -> None:
    def above(data: Dataset) -> None:
        data.leaders[1].decider = "Cấp trên"
        data.collectives[0].decider = "Đảng uỷ"

    ward = season(above)
    assert not any("Nguyễn Thuỷ" in row for row in listed(decisions.plan_leaders(ward, Scope())))
    named = listed(decisions.plan_collectives(ward, Scope()))
    assert [row.split(" | ")[1] for row in named] == [
        "Ban Thường vụ Đảng uỷ phường",
        "Uỷ ban nhân dân phường",
    ]


def test_the_committee_is_known_however_much_of_its_name_is_written() -> None:
    names = (
        "BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG MƯỜNG MẪU",
        "Ban Chấp hành Đảng bộ phường",
        "Ban Chấp hành Đảng bộ phường Mường Mẫu",
        "Đảng uỷ phường",
    )

    def named(data: Dataset) -> None:
        data.collectives = [
            Collective(code=f"T{n}", name=name, grade=GOOD) for n, name in enumerate(names)
        ]

    plan = decisions.plan_collectives(ward_of(named), Scope())
    assert plan.jobs == []
    assert [skipped.subject for skipped in plan.skipped] == list(names)


def test_cells_propose_on_none_of_them() -> None:
    """An older workbook has no rows for these decisions: those of its others serve."""

    def own(data: Dataset) -> None:
        basis = LegalBasis(
            papers="Quyết định xếp loại cán bộ", wording="Xét đề nghị của Ban Xây dựng Đảng"
        )
        data.legal_bases.append(basis)

    lines = lines_of(job_of(decisions.plan_leaders(season(own), Scope()), KEY))
    assert not any("của các chi bộ" in line for line in lines)
    assert any("366-QĐ/TW" in line for line in lines)
    assert "- Xét đề nghị của Ban Xây dựng Đảng." in lines
    assert "- Như Điều 2;" in lines
    on_members = lines_of(job_of(decisions.plan_members(season(own), Scope()), KEY))
    assert "- Xét đề nghị của Ban Xây dựng Đảng." not in on_members


def test_many_leaders_are_counted_in_the_register_and_all_on_the_list() -> None:
    long = "Nguyễn Phước Công Huyền Tôn Nữ Thị Hoàng Quyên"

    def many(data: Dataset) -> None:
        data.leaders = [
            Leader(person=f"C{n}", name=f"{long} {n}", post="Trưởng phòng", grade=GOOD)
            for n in range(60)
        ]

    job = job_of(decisions.plan_leaders(season(many), Scope()), KEY)
    assert len([line for line in lines_of(job) if long in line]) == 60
    assert job.number is not None
    assert "60 cán bộ có tên trong văn bản" in job.number.recipients


# --- lists of proposals and of results ---------------------------------------------------


def printed(paper: str, ward: Ward) -> list[str]:
    return lines_of(plan_papers(ward, find_papers([paper]), Scope()).jobs[0])


def test_the_list_of_proposals_tells_each_step_and_leaves_room_for_what_nobody_wrote() -> None:
    lines = printed("danh-sach-de-xuat-can-bo", season())
    title = "ĐỐI VỚI CÁN BỘ THUỘC DIỆN BAN THƯỜNG VỤ ĐẢNG UỶ PHƯỜNG MƯỜNG MẪU"
    assert any(title in line for line in lines)
    assert [row for row in lines if row.startswith(("| 1 |", "| 2 |", "| 3 |"))] == [
        "| 1 | Nguyễn Thuỷ Ủy | Phó Chủ tịch Uỷ ban nhân dân phường | M26 | 28,5 | 66 | HTXSNV | "
        "HTXSNV | HTXSNV |  | HTXSNV | Hoàn thành 12/12 nhiệm vụ, 05 nhiệm vụ vượt mức. |  |",
        "| 2 | Đỗ Văn Ánh | Phó Bí thư chi bộ |  | 27,0 | 55 | HTTNV |  | HTNV |  | HTNV |  |  |",
        "| 3 | Nguyễn Văn Ngoài Đảng | Phó Trưởng phòng Văn hoá - Xã hội |  |  |  |  |  |  |  |  |"
        "  |  |",
    ]
    assert not any("Trần Thị Ban |" in row for row in lines if row.startswith("| 1"))
    assert any("NGƯỜI LẬP" in line and "T/M BAN THƯỜNG VỤ" in line for line in lines)


def test_results_are_counted_by_similar_group_and_add_up() -> None:
    lines = printed("tong-hop-ket-qua-can-bo", season())
    assert [line for line in lines if line.startswith("| ")][1:] == [
        "| 1 | Cán bộ chủ chốt | M26 | 2 | 1 | 1 | 0 | 0 | 0 | 50,00 "
        "| Gồm 01 do cấp trên quyết định |",
        "| 2 | Trưởng phòng, Phó Trưởng phòng |  | 2 | 0 | 0 | 1 | 0 | 1 |  |  |",
        "|  | Cộng |  | 4 | 1 | 1 | 1 | 0 | 1 | 50,00 |  |",
    ]


def test_leaders_without_a_group_are_one_group_and_a_third_is_rounded() -> None:
    def one_group(data: Dataset) -> None:
        data.leaders = [
            Leader(person=f"C{n}", name=f"Lê {n}", grade=grade)
            for n, grade in enumerate((EXCELLENT, GOOD, GOOD))
        ]

    lines = printed("tong-hop-ket-qua-can-bo", season(one_group))
    assert "| 1 | Cá nhân lãnh đạo, quản lý |  | 3 | 1 | 2 | 0 | 0 | 0 | 33,33 |  |" in lines


def test_without_leaders_neither_list_is_made_and_the_sheet_is_named() -> None:
    def nobody(data: Dataset) -> None:
        data.leaders = []

    ward = season(nobody)
    papers = find_papers(["danh-sach-de-xuat-can-bo", "tong-hop-ket-qua-can-bo"])
    assert len(papers) == 2
    for paper in papers:
        assert paper.plan(ward, Scope()).jobs == []
        assert paper.lacks is not None and paper.lacks(ward) == "chưa có dòng ở trang Cán bộ"
