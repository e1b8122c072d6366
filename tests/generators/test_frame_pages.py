"""What stands around the text of every paper: head, place, bases, recipients, signature."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pytest

from giayto.data.models import Dataset, LegalBasis, Recipient
from giayto.data.ward import Ward
from giayto.errors import UnknownPaper
from giayto.generators import decisions
from giayto.generators.commendations import proposal as commendation_proposal
from giayto.generators.declared.built_in import declarations
from giayto.generators.minutes import ordinary as minutes_ordinary
from giayto.generators.papers import FAMILIES, PAPERS, find_papers, plan_papers
from giayto.generators.plan import Scope
from giayto.generators.values import labels_of, template_values
from tests.busy import busy_dataset, job_of, lines_of, ward_of
from tests.wards import day, member

GROUP = "Quyết định xếp loại đảng viên"


def decision(ward: Ward) -> list[str]:
    return lines_of(job_of(decisions.plan_members(ward, Scope()), "DU-2026"))


def proposal(ward: Ward, key: str) -> list[str]:
    return lines_of(job_of(commendation_proposal.plan(ward, Scope()), key))


def bases(lines: list[str]) -> list[str]:
    start = lines.index("-----") + 1
    return lines[start : next(n for n, line in enumerate(lines) if "QUYẾT ĐỊNH:" in line)]


def recipients(lines: list[str]) -> list[str]:
    start = lines.index("Nơi nhận:") + 1
    return lines[start : next(n for n in range(start, len(lines)) if lines[n].startswith("T/M"))]


# --- head ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "printed"),
    [
        ("Ngô Quyền", "Phường", "Phường Ngô Quyền"),
        ("Ngô Quyền", "Xã", "Xã Ngô Quyền"),
        ("Phú Thọ", "Đặc khu", "Đặc khu Phú Thọ"),
        ("Ngô Quyền", "", "Phường Ngô Quyền"),
        ("Mường Mẫu", "Phường", "Mường Mẫu"),
    ],
)
def test_the_place_carries_its_type_where_the_rule_asks(name: str, kind: str, printed: str) -> None:
    lines = decision(ward_of(place=name, place_kind=kind))
    assert f"{printed}, ngày 20 tháng 12 năm 2026" in lines


def test_without_a_place_the_line_begins_with_the_day() -> None:
    assert ", ngày 20 tháng 12 năm 2026" in decision(ward_of(place=""))


def test_a_body_may_have_a_place_and_a_symbol_of_its_own() -> None:
    lines = proposal(ward_of(), "CB02-2026")
    assert "Mẫu Sơn, ngày 09 tháng 12 năm 2026" in lines
    assert "Số-TTr/CBP" in [line.replace("\u00a0", "") for line in lines]


def test_the_superior_is_of_the_settings_for_the_ward_and_of_the_sheet_below() -> None:
    assert decision(ward_of(superior="Thành uỷ Hà Nội"))[0] == "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI"
    assert proposal(ward_of(), "CB02-2026")[0] == "ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU"
    assert proposal(ward_of(), "CB03-2026")[0] == "ĐẢNG BỘ TRƯỜNG THPT MẪU"

    def no_body(data: Dataset) -> None:
        data.organisations[3].party_body = ""

    assert proposal(ward_of(no_body), "CB03-2026")[0] == "ĐẢNG BỘ TRƯỜNG MẪU"


def test_names_in_running_text_are_spelt_as_the_settings_say() -> None:
    def rename(data: Dataset) -> None:
        data.organisations[3].party_body = "Đảng bộ Trường Hoà Mẫu"

    lines = decision(ward_of(spelling="ủy"))
    assert any("của Ban Thường vụ Đảng ủy phường Mường Mẫu)" in line for line in lines)
    assert any(
        line.startswith("Ban Thường vụ Đảng ủy phường Mường Mẫu kính trình")
        for line in proposal(ward_of(rename, spelling="ủy"), "DU-2026")
    )


def test_a_long_name_breaks_inside_its_column() -> None:
    def rename(data: Dataset) -> None:
        data.organisations[0].name = "Đảng uỷ phường Mường Mẫu Thượng Hạ Đông Tây"

    lines = decision(ward_of(rename))
    head = lines[1 : lines.index("*")]
    assert " ".join(head) == "ĐẢNG UỶ PHƯỜNG MƯỜNG MẪU THƯỢNG HẠ ĐÔNG TÂY"
    assert len(head) == 2


# --- bases -----------------------------------------------------------------------------


def with_bases(*rows: LegalBasis) -> Ward:
    def change(data: Dataset) -> None:
        data.legal_bases = list(rows)

    return ward_of(change)


def test_a_basis_is_cited_from_its_columns_or_as_worded() -> None:
    lines = bases(
        decision(
            with_bases(
                LegalBasis(papers="Tất cả", wording="Xét đề nghị của Đảng uỷ"),
                LegalBasis(
                    papers=GROUP,
                    kind="Quy định",
                    number="9-QĐ/TW",
                    date=day("1/2/2025"),
                    body="Bộ Chính trị",
                    title="về kiểm điểm",
                ),
                LegalBasis(papers=GROUP, kind="Quy chế"),
                LegalBasis(papers=GROUP, number="8-QĐ/TW", date=day("2025")),
                LegalBasis(papers=GROUP, title="chỉ có trích yếu"),
                LegalBasis(papers="Tờ trình khen thưởng", wording="Không phải ở đây"),
            )
        )
    )
    assert lines == [
        "- Xét đề nghị của Đảng uỷ;",
        "- Căn cứ Quy định số 9-QĐ/TW, ngày 01/02/2025 của Bộ Chính trị về kiểm điểm;",
        "- Căn cứ Quy chế;",
        "- Căn cứ số 8-QĐ/TW.",
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "issued", "cited"),
    [
        ("20/12/2026", None, None, True),
        ("21/12/2026", None, None, False),
        ("12/2026", None, None, True),
        ("1/2027", None, None, False),
        (None, None, "21/12/2026", False),
        (None, None, "20/12/2026", True),
        ("20/12/2026", None, "21/12/2026", True),
        (None, "20/12/2026", None, True),
        (None, "19/12/2026", None, False),
        (None, "12/2026", None, True),
        (None, "11/2026", None, False),
        (None, None, None, True),
    ],
)
def test_a_basis_is_cited_while_it_is_in_force(
    begins: str | None, ends: str | None, issued: str | None, cited: bool
) -> None:
    row = LegalBasis(
        papers="Tất cả",
        wording="Căn cứ Mẫu",
        date=day(issued) if issued else None,
        valid_from=day(begins) if begins else None,
        valid_until=day(ends) if ends else None,
    )
    lines = bases(decision(with_bases(row)))
    assert lines == (["- Căn cứ Mẫu."] if cited else [])


def test_without_a_day_the_bases_are_those_of_the_years_end() -> None:
    def change(data: Dataset) -> None:
        data.legal_bases = [
            LegalBasis(papers="Tất cả", wording="Cuối năm", valid_from=day("31/12/2026")),
            LegalBasis(papers="Tất cả", wording="Năm sau", valid_from=day("1/1/2027")),
        ]

    lines = bases(decision(ward_of(change, date=None)))
    assert lines == ["- Căn cứ Cuối năm."]


def test_bases_are_spelt_as_the_settings_say() -> None:
    def change(data: Dataset) -> None:
        data.legal_bases = [LegalBasis(papers="Tất cả", wording="Xét đề nghị của Đảng uỷ")]

    assert bases(decision(ward_of(change, spelling="ủy"))) == ["- Xét đề nghị của Đảng ủy."]


# --- recipients ------------------------------------------------------------------------


def with_recipients(*rows: Recipient) -> Ward:
    def change(data: Dataset) -> None:
        data.recipients = list(rows)

    return ward_of(change)


def test_recipients_of_the_group_stand_in_sheet_order_the_archive_last() -> None:
    ward = with_recipients(
        Recipient(papers=GROUP, text="Lưu Kho cũ", archive=True),
        Recipient(papers=GROUP, text="Như Điều 2"),
        Recipient(papers="Tất cả", text="Các chi bộ"),
        Recipient(papers=GROUP, text=""),
        Recipient(papers="Biên bản", text="Không phải ở đây"),
        Recipient(papers="Tất cả", text="Kho mới", archive=True),
    )
    assert recipients(decision(ward)) == ["- Như Điều 2;", "- Các chi bộ;", "- Lưu Kho mới."]


def test_without_an_archive_row_the_bodys_own_is_printed() -> None:
    ward = with_recipients(Recipient(papers="Tất cả", text="Các chi bộ"))
    assert recipients(decision(ward)) == ["- Các chi bộ;", "- Lưu Văn phòng Đảng uỷ."]


def test_a_cell_keeps_its_own_archive() -> None:
    ward = with_recipients(Recipient(papers="Tất cả", text="Lưu Văn phòng", archive=True))
    assert recipients(proposal(ward, "CB02-2026")) == ["- Lưu Chi bộ."]
    assert recipients(proposal(ward, "DU-2026")) == ["- Lưu Văn phòng."]


def test_recipients_are_spelt_as_the_settings_say() -> None:
    def change(data: Dataset) -> None:
        data.recipients = [
            Recipient(papers="Tất cả", text="Các đảng uỷ"),
            Recipient(papers="Tất cả", text="Văn phòng Đảng uỷ", archive=True),
        ]

    assert recipients(decision(ward_of(change, spelling="ủy"))) == [
        "- Các đảng ủy;",
        "- Lưu Văn phòng Đảng ủy.",
    ]


# --- signature -------------------------------------------------------------------------


def signature(lines: list[str]) -> list[str]:
    start = next(n for n, line in enumerate(lines) if line.startswith("T/M"))
    return lines[start : start + 3]


@pytest.mark.parametrize(
    ("settings", "printed"),
    [
        ({}, ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Thị Ban"]),
        (
            {"decision_authority": "Ban Chấp hành", "signer_position": "Phó Bí thư"},
            ["T/M ĐẢNG UỶ", "PHÓ BÍ THƯ", "Trần Thị Ban"],
        ),
        (
            {"signer": "Hồ Phó", "decision_authority": "Ban Chấp hành"},
            ["T/M ĐẢNG UỶ", "BÍ THƯ", "Hồ Phó"],
        ),
    ],
)
def test_the_committees_papers_are_signed_as_the_settings_say(
    settings: dict[str, object], printed: list[str]
) -> None:
    assert signature(decision(ward_of(None, **settings))) == printed


def test_without_a_signer_the_secretary_of_the_sheet_signs() -> None:
    def another(data: Dataset) -> None:
        data.organisations[0].secretary = "Hồ Thư"

    assert signature(decision(ward_of(another, signer="")))[2] == "Hồ Thư"
    assert signature(decision(ward_of(another)))[2] == "Trần Thị Ban"


def test_a_cells_papers_are_signed_by_its_secretary_whatever_the_settings_say() -> None:
    settings = {"decision_authority": "Ban Chấp hành", "signer_position": "Phó Bí thư"}
    assert signature(proposal(ward_of(None, **settings), "CB03-2026")) == [
        "T/M CHI BỘ",
        "BÍ THƯ",
        "Phan Thầy",
    ]


def test_the_committee_decides_by_the_organ_of_the_settings() -> None:
    lines = decision(ward_of(decision_authority="Ban Chấp hành"))
    assert "BAN CHẤP HÀNH ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU QUYẾT ĐỊNH:" in " ".join(lines).replace(
        "\n", " "
    )
    assert any("của Ban Chấp hành Đảng bộ phường Mường Mẫu)" in line for line in lines)


# --- rules and the register ------------------------------------------------------------


def test_the_day_of_a_paper_chooses_its_rules_and_without_one_the_end_of_the_year() -> None:
    def rules(ward: Ward, paper: str) -> set[str]:
        return {j.rules for j in plan_papers(ward, find_papers([paper]), Scope()).jobs}

    assert rules(ward_of(), "quyet-dinh-xep-loai-dang-vien") == {"party-2026"}
    early = ward_of(date=day("1/2/2026"))
    assert rules(early, "quyet-dinh-xep-loai-dang-vien") == {"party-2018"}
    assert rules(ward_of(date=None), "quyet-dinh-xep-loai-dang-vien") == {"party-2026"}
    assert rules(ward_of(year=2025, date=None), "quyet-dinh-xep-loai-to-chuc") == {"party-2018"}


def test_an_offices_own_words_reach_its_papers(tmp_path: Path) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text(
        '[phrases]\nsubmit = "Kính mong"\nbasis_word = "Chiếu"\non_behalf = "TM"\n', "utf-8"
    )
    ward = Ward(busy_dataset(), overlay=own)
    lines = proposal(ward, "CB02-2026")
    assert "Kính mong: Ban Thường vụ Đảng uỷ phường Mường Mẫu;" in lines
    assert "TM CHI BỘ" in lines
    assert any(line.startswith("- Chiếu Quy định số 208") for line in lines)


def test_what_the_register_writes_down_of_a_paper() -> None:
    facts = job_of(decisions.plan_members(ward_of(), Scope()), "DU-2026").number
    assert facts is not None
    assert (facts.type_key, facts.body_symbol, facts.signer) == ("quyet_dinh", "ĐU", "Trần Thị Ban")
    assert facts.abstract == ("công nhận kết quả đánh giá, xếp loại chất lượng đảng viên năm 2026")
    assert facts.day == dt.date(2026, 12, 20)
    facts = job_of(commendation_proposal.plan(ward_of(), Scope()), "CB02-2026").number
    assert facts is not None
    assert (facts.type_key, facts.body_symbol, facts.signer) == ("to_trinh", "CBP", "Lê Mẫu")
    facts = job_of(minutes_ordinary.plan(ward_of(), Scope()), "CB02-H12-2026").number
    assert facts is not None
    assert (facts.type_key, facts.body_symbol, facts.signer) == ("bien_ban", "CBP", "")
    assert facts.abstract == "sinh hoạt chi bộ định kỳ tháng 11 năm 2026"


# --- names of papers and values --------------------------------------------------------


def test_every_paper_has_its_name_and_folder() -> None:
    declared = {declaration.key for declaration in declarations()}
    named = [(p.key, p.label, p.family, p.numbered) for p in PAPERS if p.key not in declared]
    assert named == [
        ("kiem-diem", "Bản kiểm điểm cá nhân", "kiem-diem", False),
        ("bien-ban-kiem-diem", "Biên bản hội nghị kiểm điểm", "bien-ban", True),
        ("bien-ban-sinh-hoat", "Biên bản sinh hoạt chi bộ", "bien-ban", True),
        ("quyet-dinh-xep-loai-to-chuc", "Quyết định xếp loại tổ chức đảng", "xep-loai", True),
        ("quyet-dinh-xep-loai-dang-vien", "Quyết định xếp loại đảng viên", "xep-loai", True),
        ("quyet-dinh-xep-loai-tap-the", "Quyết định xếp loại tập thể", "xep-loai", True),
        ("quyet-dinh-xep-loai-can-bo", "Quyết định xếp loại cán bộ", "xep-loai", True),
        ("to-trinh-khen-thuong", "Tờ trình đề nghị khen thưởng", "khen-thuong", True),
        ("danh-sach-khen-thuong", "Danh sách đề nghị khen thưởng", "khen-thuong", False),
        ("quyet-dinh-khen-thuong", "Quyết định khen thưởng", "khen-thuong", True),
    ]
    assert {p.family for p in PAPERS} <= set(FAMILIES)
    assert FAMILIES["kiem-diem"] == "Bản kiểm điểm"
    assert all(p.origin for p in PAPERS)


def test_papers_can_go_to_other_processes() -> None:
    sent = pickle.loads(pickle.dumps(PAPERS))
    assert [paper.key for paper in sent] == [paper.key for paper in PAPERS]
    jobs = [len(paper.plan(ward_of(), Scope()).jobs) for paper in sent]
    assert jobs == [len(paper.plan(ward_of(), Scope()).jobs) for paper in PAPERS]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (["BIEN_BAN"], [paper.key for paper in PAPERS if paper.family == "bien-ban"]),
        (["bien ban sinh hoat chi bo"], ["bien-ban-sinh-hoat"]),
        (["kiem-diem"], ["kiem-diem"]),
        (["Bản kiểm điểm"], ["kiem-diem"]),
        (["danh-sach-khen-thuong", "kiem-diem"], ["danh-sach-khen-thuong", "kiem-diem"]),
        (["quyet-dinh-xep-loai-to-chuc"], ["quyet-dinh-xep-loai-to-chuc"]),
    ],
)  # fmt: skip
def test_papers_meant_by_what_was_typed(typed: list[str], keys: list[str]) -> None:
    assert [paper.key for paper in find_papers(typed)] == keys


def test_an_unknown_paper_is_answered_with_the_nearest_and_the_whole_choice() -> None:
    with pytest.raises(UnknownPaper) as caught:
        find_papers(["bien-bann"])
    error = caught.value
    assert error.what == "Không có loại giấy tờ “bien-bann”."
    assert error.fix == "Có phải “bien-ban”?"
    (families,) = error.details
    assert families.startswith("Các nhóm: kiem-diem, bien-ban, ")
    with pytest.raises(UnknownPaper) as caught:
        find_papers(["zzzzz"])
    assert caught.value.fix == "Xem tên từng loại: giayto mau danh-sach"


def test_one_plan_holds_the_jobs_and_the_left_out_of_all_papers() -> None:
    ward = ward_of()
    whole = plan_papers(ward, PAPERS, Scope())
    parts = [paper.plan(ward, Scope()) for paper in PAPERS]
    assert [(j.paper, j.key) for j in whole.jobs] == [
        (j.paper, j.key) for part in parts for j in part.jobs
    ]
    assert whole.skipped == [s for part in parts for s in part.skipped]


def test_a_record_gives_every_column_as_papers_print_it() -> None:
    data = busy_dataset()
    person = template_values(member("A1", "Lê Mẫu", birth=day("2/1/1980"), joined=None))
    assert (person["ho_ten"], person["ngay_sinh"]) == ("Lê Mẫu", "02/01/1980")
    assert person["ngay_vao_dang"] == ""
    meeting = template_values(data.meetings[0])
    assert (meeting["gio_bat_dau"], meeting["so"]) == ("19 giờ 30 phút", "8")
    organisation = template_values(data.organisations[0])
    assert organisation["con_dau"] == "x"
    assert template_values(data.organisations[1])["con_dau"] == ""
    award = template_values(data.awards[3])
    assert award["tien_thuong"] == "500.000"
    review = template_values(data.reviews[0])
    assert "28,5" in review.values()


def test_labels_name_the_same_fields_as_keys() -> None:
    labels = labels_of(type(busy_dataset().members[0]), "dang_vien")
    assert labels["Họ và tên"] == "dang_vien.ho_ten"
    assert labels["Ngày sinh"] == "dang_vien.ngay_sinh"
