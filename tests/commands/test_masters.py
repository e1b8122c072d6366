"""`giayto mau danh-sach`, `sao-chep`, `so-sanh` as a keeper of templates works with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from giayto import cli, i18n
from giayto.data.workbook.write import create_workbook
from giayto.generators.papers import PAPERS
from giayto.templates.properties import read_properties
from giayto.templates.store import MASTERS_DIR, find_master
from giayto.workspace import Workspace
from tests.checking.masters.keeper import (
    copied,
    copy_of_an_older_one,
    master,
    paragraphs,
    remove,
    retype,
)
from tests.reading import visible_lines, visible_text
from tests.rendering.word_validity import problems
from tests.wards import small_dataset

DECISION = "quyet-dinh-xep-loai-dang-vien"
DAY = ("--ngay", "20/12/2026")


class Keeper:
    """Somebody who types commands in a workspace; ``out`` is what the last one said."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place = place
        self.mau = place / "mau"
        self._capsys = capsys
        self.out = self.err = ""

    def types(self, *words: object) -> int:
        code = cli.main([*map(str, words), "-C", str(self.place)])
        self.out, self.err = self._capsys.readouterr()
        return code

    def edits(self, name: str, old: str, new: str) -> None:
        """Open a file of ``mau`` and type other words over some."""
        path = self.mau / f"{name}.docx"
        document = Document(str(path))
        retype(document, old, new)
        document.save(str(path))


@pytest.fixture
def keeper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Keeper]:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    yield Keeper(tmp_path, capsys)
    i18n.use("vi")


def after(text: str, head: str) -> list[str]:
    """The lines of the part under a head, up to the next blank line."""
    lines = text.partition(head)[2].splitlines()[1:]
    return [line.strip() for line in lines[: [*map(str.strip, lines), ""].index("")]]


def test_the_list_says_of_each_paper_which_master_is_in_force(keeper: Keeper) -> None:
    assert keeper.types("mau", "danh-sach", *DAY) == 0
    assert after(keeper.out, "  Bản kiểm điểm cá nhân")[2] == (
        "kiem-diem-02c (Không làm việc trong hệ thống chính trị): mẫu có sẵn"
    )
    assert "kiem-diem-2023-02b (Giữ chức vụ lãnh đạo, quản lý): chỉ dùng cho năm kiểm điểm"
    assert "giayto mau sao-chep" in keeper.out
    keeper.types("mau", "sao-chep", "02c", *DAY)
    (keeper.mau / "kiem-diem-02a.doc").write_bytes(b"")
    keeper.types("mau", "danh-sach", *DAY)
    assert "kiem-diem-02c.docx" in after(keeper.out, "  Bản kiểm điểm cá nhân")[2]
    assert "kiem-diem-02c.docx: dùng cho giấy tờ từ 27/5/2026" in keeper.out
    assert "KT-902" in keeper.out and "kiem-diem-02a.doc" in keeper.out
    assert "ban-goc" not in keeper.out
    keeper.types("mau", "danh-sach", "--ngay", "20/11/2024")
    lines = after(keeper.out, "  Bản kiểm điểm cá nhân")
    assert any("kiem-diem-2023-02b" in line and "mẫu có sẵn" in line for line in lines)
    assert any("kiem-diem-02c" in line and "chỉ dùng cho năm kiểm điểm 2025" in line
               for line in lines)  # fmt: skip


def test_the_list_is_grouped_and_says_where_the_words_come_from_if_asked(keeper: Keeper) -> None:
    keeper.types("mau", "danh-sach", *DAY)
    heads = [line for line in keeper.out.splitlines() if line and line == line.upper()]
    assert heads.index("BẢN KIỂM ĐIỂM") < heads.index("XẾP LOẠI") < heads.index("KHEN THƯỞNG")
    assert len(heads) == len(set(heads))
    assert f"\n  Quyết định xếp loại đảng viên ({DECISION}): mẫu có sẵn\n" in keeper.out
    assert "Trung ương không có mẫu" not in keeper.out
    keeper.types("mau", "danh-sach", "--chi-tiet", *DAY)
    assert keeper.out.count("Lời văn: ") == len(PAPERS)


def test_the_list_for_a_machine(keeper: Keeper) -> None:
    keeper.types("mau", "sao-chep", "02c", *DAY)
    copy_of_an_older_one(keeper.mau, DECISION, "Điều 3.", "Điều 4.")
    assert keeper.types("mau", "danh-sach", "--json", *DAY) == 0
    listed = {each["master"]: each for each in json.loads(keeper.out)["masters"]}
    assert set(listed) == {path.stem for path in (MASTERS_DIR / "party").glob("*.docx")}
    assert "Trung ương không có mẫu" in listed[DECISION]["origin"]
    form, decision = listed["kiem-diem-02c"], listed[DECISION]
    assert form["in_force"].endswith("kiem-diem-02c.docx") and form["rules"] == "party-2026"
    (own,) = form["own"]
    assert (own["since"], own["until"], own["built_in_changed"]) == ("2026-05-27", None, False)
    assert decision["own"][0]["built_in_changed"] is True
    assert listed["kiem-diem-02b"]["in_force"] is None


def test_a_paper_is_copied_with_all_its_masters_and_is_used_from_then_on(keeper: Keeper) -> None:
    assert keeper.types("mau", "sao-chep", "Kiểm điểm", *DAY) == 0
    names = [f"kiem-diem-02{letter}.docx" for letter in "abc"]
    assert sorted(p.name for p in keeper.mau.glob("*.docx")) == names
    assert "giayto mau kiem-tra" in keeper.out and "giayto mau xem-thu" in keeper.out
    copied = (keeper.mau / names[1]).read_bytes()
    built_in = find_master("kiem-diem-02b", "party-2026").content
    words, plain = visible_lines(copied), visible_lines(built_in)
    assert words[: len(plain)] == plain and problems(copied) == []
    assert "KHÔNG IN" in words[len(plain)] and "{{ dang_vien.so_the }}" in " ".join(words)
    about = read_properties(copied, "a.docx")
    assert about["Áp dụng từ"] == "27/5/2026" and "Áp dụng đến" not in about
    assert about["Bản gốc"].startswith("kiem-diem-02b party-2026 ")
    assert keeper.types("kiem-tra") == 0 and "KT-9" not in keeper.out
    keeper.edits("kiem-diem-02b", "BẢN KIỂM ĐIỂM", "BẢN TỰ KIỂM ĐIỂM")
    assert keeper.types("tao", "kiem-diem") == 0
    texts = [visible_text(p.read_bytes()) for p in keeper.place.rglob("kiem-diem/*.docx")]
    assert sum("BẢN TỰ KIỂM ĐIỂM" in text for text in texts) == 1


def test_what_the_office_has_is_not_copied_over_but_for_the_asking(keeper: Keeper) -> None:
    keeper.types("mau", "sao-chep", "02b", *DAY)
    keeper.edits("kiem-diem-02b", "BẢN KIỂM ĐIỂM", "BẢN TỰ KIỂM ĐIỂM")
    mine = (keeper.mau / "kiem-diem-02b.docx").read_bytes()
    assert keeper.types("mau", "sao-chep", "02b", *DAY) == 2
    assert "GT104" in keeper.err and "--ghi-de" in keeper.err
    assert "mở tệp ấy bằng Word" in keeper.err and "Chọn tên khác" not in keeper.err
    assert keeper.types("mau", "sao-chep", "kiem-diem", *DAY) == 0
    assert "Đã có, giữ nguyên: kiem-diem-02b.docx" in keeper.out
    assert (keeper.mau / "kiem-diem-02b.docx").read_bytes() == mine
    assert keeper.types("mau", "sao-chep", "02b", "--ghi-de", *DAY) == 0
    assert (keeper.mau / "kiem-diem-02b.docx").read_bytes() != mine
    (kept,) = (keeper.place / "sao-luu").iterdir()
    assert kept.read_bytes() == mine and kept.name in keeper.out


def test_a_copy_for_another_season_stands_beside_the_first(keeper: Keeper) -> None:
    assert keeper.types("mau", "sao-chep", DECISION, *DAY) == 0
    assert keeper.types("mau", "sao-chep", DECISION, "--ngay", "20/11/2023") == 0
    about = read_properties((keeper.mau / f"{DECISION} (2018-2026).docx").read_bytes(), "a.docx")
    assert (about["Áp dụng từ"], about["Áp dụng đến"]) == ("03/4/2018", "26/5/2026")
    keeper.types("mau", "danh-sach", "--ngay", "20/11/2023")
    assert f"mẫu riêng {DECISION} (2018-2026).docx" in keeper.out
    assert keeper.types("mau", "sao-chep", "kiem-diem", "--ngay", "20/11/2024") == 0
    about = read_properties((keeper.mau / "kiem-diem-2023-02a.docx").read_bytes(), "a.docx")
    assert (about["Áp dụng từ"], about["Áp dụng đến"]) == ("01/01/2023", "31/12/2024")


def test_a_copy_is_spelt_as_the_office_spells(keeper: Keeper) -> None:
    book = load_workbook(keeper.place / "du-lieu.xlsx")
    sheet = book["Thiết lập"]
    row = next(r for r in sheet.iter_rows() if str(r[0].value).startswith("Cách viết"))
    row[1].value = "ủy"
    book.save(keeper.place / "du-lieu.xlsx")
    keeper.types("mau", "sao-chep", DECISION, *DAY)
    text = visible_text((keeper.mau / f"{DECISION}.docx").read_bytes())
    assert "Chi ủy" in text and "Chi uỷ" not in text
    keeper.types("mau", "so-sanh")
    assert "Chữ, trường, định dạng như nhau." in keeper.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [("quyet dinh khen thuogn", "Có phải “quyet-dinh-khen-thuong”?"),
     ("lich-tuan", "giayto mau danh-sach"), ("kiem-diem-02d", "“kiem-diem-02d”")],
)  # fmt: skip
def test_a_master_that_there_is_not_is_asked_back(keeper: Keeper, typed: str, said: str) -> None:
    assert keeper.types("mau", "sao-chep", typed) == 2
    assert "GT101" in keeper.err and said in keeper.err
    assert not list(keeper.mau.glob("*"))


def test_what_the_office_changed_is_told_with_its_place(keeper: Keeper) -> None:
    keeper.types("mau", "sao-chep", DECISION, *DAY)
    keeper.edits(DECISION, "{{ d.ghi_chu }}", "{{ d.so_the }}")
    keeper.edits(DECISION, "(Có danh sách kèm theo).", "(Danh sách gửi kèm).")
    assert keeper.types("mau", "so-sanh", DECISION) == 0
    assert "Mẫu có sẵn vẫn như lúc chép." in keeper.out
    part = after(keeper.out, "  Cơ quan đã sửa (2)")
    assert part[0].startswith("đoạn ") and part[1:3] == [
        "Mẫu có sẵn: “(Có danh sách kèm theo).”", "Cơ quan: “(Danh sách gửi kèm).”",
    ]  # fmt: skip
    assert part[3].startswith("bảng 3, hàng 4, cột 7")
    assert after(keeper.out, "  Trường cơ quan thêm (1)") == [
        "so_the (của từng mục trong danh_sach)"
    ]
    assert "--nhan" not in keeper.out


def test_a_newer_built_in_master_is_told_apart_from_the_offices_own_changes(
    keeper: Keeper, tmp_path: Path
) -> None:
    copy_of_an_older_one(keeper.mau, DECISION, "có hiệu lực kể từ ngày ký", "có hiệu lực từ ngày")
    keeper.edits(DECISION, "(Có danh sách kèm theo).", "(Danh sách gửi kèm).")
    assert keeper.types("mau", "so-sanh") == 0
    assert "Mẫu có sẵn đã đổi từ khi chép." in keeper.out
    (place, before, now) = after(keeper.out, "chỗ cơ quan chưa sửa: lấy sang được (1)")
    assert place.startswith("đoạn ")
    assert "có hiệu lực từ ngày.”" in before and "có hiệu lực kể từ ngày ký.”" in now
    assert "(Danh sách gửi kèm)" in after(keeper.out, "  Cơ quan đã sửa (1)")[2]

    moved = tmp_path / "moi.docx"
    assert keeper.types("mau", "so-sanh", f"{DECISION}.docx", "--nhan", moved) == 0
    text = visible_text(moved.read_bytes())
    assert "(Danh sách gửi kèm)." in text and "có hiệu lực kể từ ngày ký." in text
    assert problems(moved.read_bytes()) == []
    moved.replace(keeper.mau / f"{DECISION}.docx")
    keeper.types("mau", "so-sanh")
    assert "Mẫu có sẵn vẫn như lúc chép." in keeper.out and "Cơ quan đã sửa (1)" in keeper.out
    assert keeper.types("tao", DECISION) == 0
    (made,) = keeper.place.rglob("xep-loai/*.docx")
    assert "(Danh sách gửi kèm)." in visible_text(made.read_bytes())


def test_what_both_changed_is_left_to_the_keeper(keeper: Keeper, tmp_path: Path) -> None:
    copy_of_an_older_one(keeper.mau, DECISION, "có hiệu lực kể từ ngày ký", "có hiệu lực từ ngày")
    keeper.edits(DECISION, "có hiệu lực từ ngày", "có hiệu lực ngay từ hôm nay")
    keeper.types("mau", "so-sanh")
    part = after(keeper.out, "Cả hai cùng sửa, phải tự chọn trong Word (1)")
    assert [line.partition(":")[0] for line in part[1:]] == ["Lúc chép", "Cơ quan", "Mẫu mới"]
    assert keeper.types("mau", "so-sanh", "--nhan", tmp_path / "moi.docx") == 2
    assert "lấy sang" in keeper.err and not (tmp_path / "moi.docx").exists()


def test_words_are_taken_over_in_the_look_that_the_office_gave_them(
    keeper: Keeper, tmp_path: Path
) -> None:
    path = copy_of_an_older_one(keeper.mau, DECISION, "(Có danh sách kèm theo)", "(Có danh sách)")
    document = Document(str(path))
    old = next(p for p in paragraphs(document) if "(Có danh sách)" in p.text)
    old.runs[0].bold = True
    document.save(str(path))
    keeper.types("mau", "so-sanh", "--nhan", tmp_path / "moi.docx")
    taken = Document(str(tmp_path / "moi.docx"))
    new = next(p for p in paragraphs(taken) if "(Có danh sách kèm theo)" in p.text)
    assert new.runs[0].bold is True


def test_a_condition_that_the_new_one_lays_around_a_paragraph_is_taken_over_whole(
    keeper: Keeper, tmp_path: Path
) -> None:
    older = master(DECISION)
    remove(older, "{%p if ky.chuc_vu %}", "{%p endif %}")
    copied(older, keeper.mau, DECISION)
    assert keeper.types("mau", "so-sanh", "--nhan", tmp_path / "moi.docx") == 0
    now = [p.text for p in paragraphs(master(DECISION))]
    assert _body(tmp_path / "moi.docx")[: len(now)] == now


def test_half_a_condition_is_not_taken_over(keeper: Keeper) -> None:
    older = master(DECISION)
    retype(older, "{%p if ky.chuc_vu %}", "Ký:")
    retype(older, "(Có danh sách kèm theo).", "(Có danh sách).")
    remove(older, "{%p endif %}", after="Ký:")
    path = copied(older, keeper.mau, DECISION)
    document = Document(str(path))
    retype(document, "Ký:", "Người ký:")
    document.save(str(path))
    keeper.types("mau", "so-sanh")
    assert "lấy sang được (1)" in keeper.out and "(Có danh sách kèm theo)." in keeper.out
    assert "Không tự lấy: thẻ mở ở đây đóng ở chỗ khác." in keeper.out


def _body(path: Path) -> list[str]:
    return [p.text for p in paragraphs(Document(str(path)))]


def test_tracked_changes_are_to_be_settled_first(keeper: Keeper) -> None:
    path = copy_of_an_older_one(keeper.mau, DECISION, "có hiệu lực kể từ ngày ký", "có hiệu lực")
    document = Document(str(path))
    run = next(p for p in paragraphs(document) if "DANH SÁCH" in p.text).runs[0]._r
    deleted = run.makeelement(run.tag.replace("}r", "}ins"), {})
    run.addprevious(deleted)
    deleted.append(run)
    document.save(str(path))
    keeper.types("mau", "so-sanh")
    assert "Không tự lấy: mẫu của cơ quan còn sửa đổi đang theo dõi" in keeper.out


def test_a_copy_of_unknown_origin_is_compared_with_what_there_is(keeper: Keeper) -> None:
    keeper.mau.mkdir()
    document = master(DECISION)
    retype(document, "(Có danh sách kèm theo).", "(Danh sách gửi kèm).")
    document.save(str(keeper.mau / f"{DECISION}.docx"))
    keeper.types("mau", "so-sanh", "--json")
    (told,) = json.loads(keeper.out)["masters"]
    assert told["basis"] == "two"
    assert [(d["who"], d["own"]) for d in told["words"]] == [("own", ["(Danh sách gửi kèm)."])]
    path = copy_of_an_older_one(keeper.mau, DECISION, "Điều 3.", "Điều 4.")
    next((path.parent / "ban-goc").iterdir()).unlink()
    keeper.types("mau", "so-sanh")
    assert "Không còn bản gốc lúc chép" in keeper.out and "lấy sang" not in keeper.out


def test_without_own_masters_there_is_nothing_to_compare(keeper: Keeper) -> None:
    assert keeper.types("mau", "so-sanh") == 2
    assert "giayto mau sao-chep" in keeper.err
    keeper.types("mau", "sao-chep", "kiem-diem", *DAY)
    assert keeper.types("mau", "so-sanh", "--nhan", keeper.place / "moi.docx") == 2
    assert "kiem-diem-02a.docx" in keeper.err


def test_upgrading_and_checking_tell_of_masters_whose_built_in_changed(keeper: Keeper) -> None:
    keeper.types("mau", "sao-chep", "02b", *DAY)
    copy_of_an_older_one(keeper.mau, DECISION, "Điều 3.", "Điều 4.")
    assert keeper.types("nang-cap") == 0
    assert f"Mẫu có sẵn của {DECISION}.docx đã đổi" in keeper.out
    assert "giayto mau so-sanh" in keeper.out and "02b" not in keeper.out
    assert keeper.types("kiem-tra") == 0
    assert keeper.out.count("KT-953") == 1


def test_the_next_year_can_still_compare(keeper: Keeper, tmp_path: Path) -> None:
    copy_of_an_older_one(keeper.mau, DECISION, "Điều 3.", "Điều 4.")
    Workspace.next_year(tmp_path / "2027", keeper.place)
    assert cli.main(["mau", "so-sanh", "-C", str(tmp_path / "2027")]) == 0
    keeper.types("mau", "so-sanh", f"{DECISION}.docx", "-C", tmp_path / "2027")
    assert list((tmp_path / "2027" / "mau" / "ban-goc").iterdir())


def test_the_list_names_own_papers_and_those_that_are_not_understood(keeper: Keeper) -> None:
    keeper.types("mau", "moi", "Giấy mời họp", "--lap-cho", "mỗi chi bộ")
    for name, line in (("Thư", "Lập cho: mỗi xóm"), ("Thư cũ", "Kính gửi")):
        document = Document()
        document.add_paragraph(line)
        document.save(str(keeper.mau / f"{name}.docx"))

    assert keeper.types("mau", "danh-sach", *DAY) == 0

    assert after(keeper.out, "\nGiấy tờ riêng của cơ quan") == [
        "Giấy mời họp: tệp Giấy mời họp.docx"
    ]
    assert "KT-954, tệp mẫu Thư.docx" in keeper.out and "KT-902, tệp mẫu Thư cũ.docx" in keeper.out
    assert keeper.out.count("KT-9") == 2
