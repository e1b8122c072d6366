"""The words of a paper stand in its master: there a clerk rewords them, in Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from giayto.batch.run import Assignment
from giayto.checking.masters.own import check_own_masters
from giayto.data.models import Award
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import OwnMasters, find_master
from tests.batch.cases import run
from tests.reading import visible_lines, visible_text
from tests.season_rows import season_ward
from tests.wards import small_dataset, small_ward

SENTENCES = [
    ("kiem-diem-02a", "NGƯỜI TỰ KIỂM ĐIỂM"),
    ("kiem-diem-02a", "CHI UỶ"),
    ("kiem-diem-2023-02a", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"),
    ("bien-ban-kiem-diem", "hội nghị kiểm điểm, đánh giá, xếp loại chất lượng"),
    ("bien-ban-kiem-diem", "trình bày bản kiểm điểm"),
    ("bien-ban-kiem-diem", "vắng mặt{% else %}không thuộc diện triệu tập{% endif %}, có gửi bản"),
    ("bien-ban-kiem-diem", "vắng mặt, chưa kiểm điểm tại hội nghị"),
    ("bien-ban-kiem-diem", "Không có lý do"),
    ("bien-ban-kiem-diem", "tiếp thu, giải trình"),
    ("bien-ban-kiem-diem", "đảng viên chính thức có mặt nhất trí"),
    ("bien-ban-sinh-hoat", "Không thuộc diện triệu tập"),
    ("bien-ban-kiem-diem", "(tổ trưởng)"),
    ("bien-ban-kiem-diem", "/100 điểm"),
    ("bien-ban-sinh-hoat", "sinh hoạt chi bộ định kỳ tháng"),
    ("bien-ban-sinh-hoat", "Thông tin thời sự, phổ biến, quán triệt các văn bản của cấp trên"),
    ("bien-ban-sinh-hoat", "Đánh giá kết quả thực hiện nhiệm vụ tháng qua"),
    ("bien-ban-sinh-hoat", "Triển khai nhiệm vụ tháng tới"),
    ("quyet-dinh-xep-loai-to-chuc", "tổ chức đảng được công nhận kết quả đánh giá,"),
    ("quyet-dinh-xep-loai-to-chuc", "trong đó tiêu biểu"),
    ("quyet-dinh-xep-loai-dang-vien", "đảng viên được công nhận kết quả đánh giá,"),
    ("quyet-dinh-xep-loai-dang-vien", "DANH SÁCH"),
    ("quyet-dinh-khen-thuong", "đạt tiêu chuẩn"),
    ("quyet-dinh-khen-thuong", "Mức tiền thưởng kèm theo là"),
    ("quyet-dinh-khen-thuong", "lần mức lương cơ sở"),
    ("quyet-dinh-khen-thuong", "có tên trong danh sách kèm theo"),
    ("quyet-dinh-khen-thuong", "chịu trách nhiệm thi hành"),
    ("to-trinh-khen-thuong", "Trên cơ sở kết quả kiểm điểm, đánh giá, xếp loại chất lượng"),
    ("to-trinh-khen-thuong", "về việc đề nghị khen thưởng"),
    ("to-trinh-khen-thuong", "xem xét, đề nghị cấp có thẩm quyền khen thưởng"),
    ("danh-sach-khen-thuong", "Danh sách này có"),
    ("danh-sach-khen-thuong", "DANH SÁCH"),
    ("danh-sach-khen-thuong", "đề nghị khen thưởng tổ chức đảng, đảng viên năm"),
    ("to-trinh-khen-thuong", "đề nghị khen thưởng tổ chức đảng, đảng viên năm"),
    ("to-trinh-khen-thuong", "bản thành tích của đảng viên được đề nghị"),
    ("to-trinh-khen-thuong", "xem xét, quyết định khen thưởng theo mục"),
]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def render(job: Job) -> str:
    return visible_text(
        CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)
    )


def jobs(paper: str, ward: Ward) -> list[Job]:
    return find_papers([paper])[0].plan(ward, Scope()).jobs


@pytest.mark.parametrize(("master", "words"), SENTENCES)
def test_the_words_stand_in_the_master(master: str, words: str) -> None:
    assert words in visible_text(find_master(master, "party-2026").content)


@pytest.mark.parametrize("words", sorted({words for _, words in SENTENCES}))
def test_the_words_stand_in_no_context(words: str) -> None:
    planned = plan_papers(small_ward(), PAPERS, Scope()).jobs
    assert len(planned) > 8
    # Who signs, and on whose behalf, the rule set says.
    said = {job.name: {**job.build(None), "ky": {}} for job in planned}
    assert [
        name for name, context in said.items() if any(words in t for t in _strings(context))
    ] == []


def reworded(master: str, words: dict[str, str]) -> bytes:
    """A copy of a master in which a keeper has replaced words, as Word's Replace does."""
    document = Document(io.BytesIO(find_master(master, "party-2026").content))
    runs = [piece for paragraph in document.paragraphs for piece in paragraph.runs]
    assert {old for old in words for piece in runs if old in piece.text} == set(words)
    for piece in runs:
        for old, new in words.items():
            piece.text = piece.text.replace(old, new)
    copy = io.BytesIO()
    document.save(copy)
    return copy.getvalue()


ARTICLES = [
    (
        "quyet-dinh-xep-loai-dang-vien",
        "chịu trách nhiệm thi hành Quyết định này",
        "có trách nhiệm tổ chức thực hiện",
        "Điều 2. Ban Xây dựng Đảng, Văn phòng Đảng uỷ, các chi bộ và đảng viên có tên trong danh"
        " sách kèm theo có trách nhiệm tổ chức thực hiện.",
    ),
    (
        "quyet-dinh-khen-thuong",
        "Mức tiền thưởng kèm theo là",
        "Thưởng mỗi suất",
        "Điều 2. Thưởng mỗi suất 759.000 đồng/giấy khen (bằng chữ:",
    ),
    (
        "to-trinh-khen-thuong",
        "bản thành tích của tổ chức đảng, đảng viên được đề nghị",
        "báo cáo thành tích của tập thể, cá nhân",
        "Hồ sơ kèm theo: danh sách đề nghị khen thưởng; báo cáo thành tích của tập thể, cá nhân.",
    ),
    ("bien-ban-kiem-diem", "Đồng chí {% endif %}", "Đ/c {% endif %}", "- Đ/c Lê A & B <C>"),
]


@pytest.mark.parametrize(("paper", "old", "new", "line"), ARTICLES)
def test_a_keeper_rewords_a_sentence_in_word(paper: str, old: str, new: str, line: str) -> None:
    own = CompiledTemplate.load(reworded(paper, {old: new}))
    pages = [visible_lines(own.render(job.context)) for job in jobs(paper, small_ward())]
    assert any(shown.startswith(line) for page in pages for shown in page)
    assert not any(old in shown for page in pages for shown in page)


def test_a_reworded_copy_among_the_offices_masters_is_what_papers_are_made_with(
    tmp_path: Path,
) -> None:
    paper, old, new, line = ARTICLES[0]
    own = tmp_path / "mau"
    own.mkdir()
    (own / f"{paper}.docx").write_bytes(reworded(paper, {old: new}))
    chosen = Assignment(small_ward(), find_papers([paper]))
    report = run(chosen, tmp_path / "van-ban", own_masters=own, processes=1)
    assert (report.failed, report.refused) == ([], [])
    (made,) = (tmp_path / "van-ban").rglob("*.docx")
    assert line in visible_lines(made.read_bytes())


BEFORE = {
    "bien-ban-kiem-diem": {
        "{% if y.dong_chi %}Đồng chí {% endif %}{{ y.ten }}": "{{ y.ho_ten }}",
        "dai_bieu_cap_tren": "dai_bieu",
        "{% if d.dong_chi %}Đồng chí {% endif %}{{ d.ten }}": "{{ d }}",
        "nguoi_kiem_phieu": "to_kiem_phieu",
        "{% if t.dong_chi %}đồng chí {% endif %}{{ t.ten }}": "{{ t }}",
    },
    "bien-ban-sinh-hoat": {
        "{% if y.dong_chi %}Đồng chí {% endif %}{{ y.ten }}": "{{ y.ho_ten }}",
        "dai_bieu_cap_tren": "dai_bieu",
        "{% if d.dong_chi %}Đồng chí {% endif %}{{ d.ten }}": "{{ d }}",
    },
    "to-trinh-khen-thuong": {
        f"khen thưởng {whom} năm": "khen thưởng {{ doi_tuong }} năm"
        for whom in ("tổ chức đảng, đảng viên", "tổ chức đảng", "đảng viên")
    },
}
"""Master → what it says today → what it said before: an office may have a copy of then."""


@pytest.mark.parametrize("paper", BEFORE)
def test_a_copy_of_an_earlier_master_prints_the_same_paper(tmp_path: Path, paper: str) -> None:
    data = small_dataset()
    data.meetings[0].guests = "Trần Thị Ban, Bí thư Đảng uỷ\nÔng Lê Mẫu"
    copy = tmp_path / f"{paper}.docx"
    copy.write_bytes(reworded(paper, BEFORE[paper]))
    assert check_own_masters(OwnMasters.of(tmp_path), "party-2026", 2026, Ward(data)) == []
    before = CompiledTemplate.load(copy.read_bytes())
    planned = jobs(paper, Ward(data))
    assert planned
    printed = [visible_text(before.render(job.context)) for job in planned]
    assert printed == [render(job) for job in planned]


@pytest.mark.parametrize("paper", [paper.key for paper in PAPERS if paper.numbered])
def test_the_register_notes_the_abstract_that_the_paper_bears(paper: str) -> None:
    planned = jobs(paper, season_ward(2026))
    assert planned
    noted = [job.number.abstract if job.number else "" for job in planned]
    borne = [render(job).replace("\n", " ") for job in planned]
    # A title may bear the first words in capitals.
    lost = [
        text for text, page in zip(noted, borne, strict=True) if text.lower() not in page.lower()
    ]
    assert lost == []
    assert "" not in noted


# --- what the words do with the data ----------------------------------------------------


def test_a_standard_that_no_table_knows_is_left_out_of_the_sentence() -> None:
    data = small_dataset()
    data.awards = [Award(subject="DV1", form="Cờ", period="Trong năm", decider="Đảng uỷ", amount=1)]
    assert "Tặng Cờ cho 01 đảng viên.\n" in render(jobs("quyet-dinh-khen-thuong", Ward(data))[0])
    assert "1. Tặng Cờ cho 01 đảng viên:\n" in render(jobs("to-trinh-khen-thuong", Ward(data))[0])


def test_more_than_one_form_makes_one_sentence() -> None:
    data = small_dataset()
    data.awards = [
        Award(subject="DV1"),
        Award(subject="DV2", form="Cờ", decider="Đảng uỷ", amount=500_000),
    ]
    text = render(jobs("quyet-dinh-khen-thuong", Ward(data))[0])
    assert "Điều 1. Tặng Cờ cho 01 đảng viên; tặng Giấy khen cho 01 đảng viên đạt" in text
    assert "500.000 đồng/cờ (bằng chữ: Năm trăm nghìn đồng); 759.000 đồng/giấy khen" in text
    assert "Tổng số tiền thưởng: 1.259.000 đồng" in text


def test_the_list_counts_and_heads_what_it_holds() -> None:
    data = small_dataset()
    both = render(jobs("danh-sach-khen-thuong", Ward(data))[0])
    assert "\nI. Tổ chức đảng\n" in both
    assert "\nII. Đảng viên\n" in both
    assert "Danh sách này có 01 tổ chức đảng và 01 đảng viên." in both
    data.awards = data.awards[:1]
    one = render(jobs("danh-sach-khen-thuong", Ward(data))[0])
    assert "\nĐảng viên\n" not in one
    assert "Danh sách này có 01 đảng viên." in one
    assert "đề nghị khen thưởng đảng viên năm 2026" in one


def test_marks_that_a_clerk_typed_are_not_printed_twice() -> None:
    data = small_dataset()
    data.meetings[0].guests = "- Đồng chí Trần Thị Ban, Bí thư Đảng uỷ;\nĐồng chí Lê Mẫu."
    data.meetings[0].tellers = "Đỗ Văn Ánh.\nLê A & B <C>;"
    data.attendance[0].reason = "Đi công tác."
    text = render(jobs("bien-ban-kiem-diem", Ward(data))[0])
    assert "\n- Đồng chí Trần Thị Ban, Bí thư Đảng uỷ.\n- Đồng chí Lê Mẫu.\n" in text
    assert "gồm: đồng chí Đỗ Văn Ánh (tổ trưởng), đồng chí Lê A & B <C>." in text
    assert "- Đi công tác: đồng chí Vũ Dự Bị." in text


def test_who_was_absent_says_why_or_that_there_was_a_reason() -> None:
    data = small_dataset()
    data.attendance[0].reason = ""
    text = render(jobs("bien-ban-kiem-diem", Ward(data))[0])
    assert "- Có lý do: đồng chí Vũ Dự Bị." in text


def test_members_not_summoned_are_named_with_their_status() -> None:
    data = small_dataset()
    data.members[1].status = "Đình chỉ sinh hoạt đảng"
    data.members[2].status = "Sinh hoạt tạm thời nơi khác"
    told = [
        "- Được miễn công tác và sinh hoạt đảng: đồng chí Hoàng Miễn.",
        "- Sinh hoạt tạm thời ở nơi khác: đồng chí Lê A & B <C>.",
        "- Bị đình chỉ sinh hoạt đảng: đồng chí Đỗ Văn Ánh.",
    ]
    ordinary = render(jobs("bien-ban-sinh-hoat", Ward(data))[0])
    assert "\n".join(told) in ordinary
    # Whoever spoke at the conference was there, called or not; the suspended never are.
    review = render(jobs("bien-ban-kiem-diem", Ward(data))[0])
    assert f"{told[0]}\n{told[2]}" in review


def test_a_cells_own_word_is_not_said_twice() -> None:
    data = small_dataset()
    data.organisations[1].name = "CHI BỘ Tổ dân phố 1"
    shown = render(jobs("kiem-diem", Ward(data))[0]).splitlines()
    assert "Đơn vị công tác: UBND phường\tChi bộ Tổ dân phố 1" in shown


def test_the_day_to_be_written_by_hand_leaves_room_in_the_reference_as_well() -> None:
    data = small_dataset()
    data.settings = data.settings.model_copy(update={"date": None})
    text = render(jobs("quyet-dinh-xep-loai-dang-vien", Ward(data))[0])
    gap = "\u00a0" * 5
    assert f"-QĐ/ĐU, ngày {gap}/{gap}/2026 của Ban Thường vụ" in text.replace("\n", " ")
