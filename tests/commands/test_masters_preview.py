"""``giayto mau truong`` and ``mau xem-thu`` as a keeper of templates uses them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from giayto import Workspace, cli
from giayto.data.workbook.write import create_workbook
from giayto.rendering.pdf import find_libreoffice
from giayto.templates.store import find_master
from giayto.workspace.masters.help import with_help
from giayto.workspace.masters.reading import fields_of
from giayto.workspace.places import Places
from tests.checking.masters.keeper import master, retype, save
from tests.reading import visible_text
from tests.wards import small_dataset

FORM = "kiem-diem-02c"


class Keeper:
    """Somebody who types commands (người giữ mẫu); ``out`` is what the last one said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def types(self, *words: object) -> int:
        code = cli.main(["mau", *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return code


@pytest.fixture
def keeper(capsys: pytest.CaptureFixture[str]) -> Keeper:
    return Keeper(capsys)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace that one stands in, on a computer without LibreOffice."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GIAYTO_SOFFICE", raising=False)
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    yield tmp_path


def previews(place: Path, ending: str = ".docx") -> list[Path]:
    return sorted((place / "xem-thu").glob(f"*{ending}"))


# ------------------------------------------------------------------ truong


def test_a_form_is_meant_by_the_part_of_its_name_that_people_say(
    keeper: Keeper, place: Path
) -> None:
    assert keeper.types("truong", "02C", "--tim", "so the dang vien") == 0
    assert f"dùng trong mẫu {FORM}" in keeper.out and "{{ dang_vien.so_the }}" in keeper.out


def test_a_field_is_told_with_its_tag_its_column_and_the_clerks_own_example(
    keeper: Keeper, place: Path
) -> None:
    assert keeper.types("truong", "Bản kiểm điểm cá nhân", "--tim", "ho va ten") == 0
    first = Workspace.open(place).read().dataset.members[0].full_name
    assert "NGƯỜI" in keeper.out
    assert "    {{ dang_vien.ho_ten }}\n    hoặc {{ Họ và tên }}\n" in keeper.out
    assert f"    Ví dụ: {first}\n" in keeper.out
    assert "Trang Đảng viên, cột C “Họ và tên”." in keeper.out and "Luôn có." in keeper.out


def test_rows_of_a_list_are_told_with_their_loop(keeper: Keeper, place: Path) -> None:
    assert keeper.types("truong", "quyet-dinh-xep-loai-dang-vien", "--tim", "mức xếp loại") == 0
    assert "dùng trong {%tr for d in danh_sach %}" in keeper.out
    assert "    {{ d.muc }}\n" in keeper.out


def test_no_workbook_is_needed(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert keeper.types("truong", "bien-ban-sinh-hoat", "--json") == 0
    (paper,) = json.loads(keeper.out)["papers"]
    fields = {field["name"]: field for field in paper["fields"]}
    assert fields["y_kien[].noi_dung"]["around"] == ["{%tr for d in y_kien %}"]
    assert fields["de_trong"]["use"] == "condition"
    assert not any(field["own"] for field in fields.values())
    assert list(tmp_path.iterdir()) == []


def test_every_field_of_a_family_is_a_row_of_the_excel_file(keeper: Keeper, place: Path) -> None:
    assert keeper.types("truong", "xep-loai", "--ra", "truong.xlsx") == 0
    book = load_workbook("truong.xlsx")
    assert book.sheetnames[:2] == [
        "Quyết định xếp loại tổ chức đản",
        "Quyết định xếp loại đảng viên",
    ]
    rows = list(book["Quyết định xếp loại đảng viên"].values)
    assert rows[0][:3] == ("Nhóm", "Trường", "Gõ vào mẫu")
    tags = {row[2]: row for row in rows}
    assert (
        tags["{{ d.ho_ten }}\nhoặc {{ d.Họ và tên }}\ntrong {%tr for d in danh_sach %}"][1]
        == "Họ và tên"
    )
    assert tags["{{ nam }}\nhoặc {{ Năm kiểm điểm }}"][3:5] == ("2026", "luôn có")
    assert book["Quyết định xếp loại đảng viên"].auto_filter.ref == f"A1:H{len(rows)}"

    assert keeper.types("truong", "xep-loai", "--ra", "truong.xlsx") == 2
    assert keeper.types("truong", "xep-loai", "--ra", "truong.docx") == 0
    text = visible_text(Path("truong.docx").read_bytes())
    assert "{{ d.ho_ten }}" in text and "TRANG TRỢ GIÚP" not in text


def test_no_living_persons_data_go_into_a_copy_that_others_get(place: Path) -> None:
    (fields,) = fields_of(Places(place), [FORM])
    name = next(f for f in fields.fields if f.name == "dang_vien.ho_ten")
    assert name.own and name.example in {m.full_name for m in small_dataset().members}
    copy = visible_text(with_help(find_master(FORM, "party-2026").content, fields, "a.docx"))
    assert "cột C “Họ và tên”" in copy and name.sample in copy
    assert not any(m.full_name in copy for m in small_dataset().members)


def test_an_unknown_kind_of_paper_is_asked_back(keeper: Keeper, place: Path) -> None:
    assert keeper.types("truong", "kiem-die") == 2
    assert "Có phải “kiem-diem”?" in keeper.err


def test_a_search_without_a_hit_says_so_and_what_comes_near(keeper: Keeper, place: Path) -> None:
    both = ("truong", "kiem-diem", "bien-ban-sinh-hoat", "--tim")
    assert keeper.types(*both, "{{ dang_vien.ho_ten }}") == 0
    assert "Biên bản" not in keeper.out, "a paper without a hit is left out"
    for typed, fix in (("ho va tne", "Có phải “Họ và tên”?"), ("xyz", "bỏ --tim")):
        assert keeper.types(*both, typed, "--ra", "truong.xlsx") == 2
        assert f"Không có trường nào có chữ “{typed}”" in keeper.err and fix in keeper.err
        assert keeper.out == "" and not Path("truong.xlsx").exists()


# ------------------------------------------------------------------ xem-thu


def test_the_template_in_force_is_filled_in_beside_the_papers(keeper: Keeper, place: Path) -> None:
    document = master(FORM)
    retype(document, "BẢN KIỂM ĐIỂM", "BẢN KIỂM ĐIỂM CỦA PHƯỜNG")
    save(document, place / "mau", f"{FORM}.docx")
    member = next(m for m in small_dataset().members if m.full_name)

    assert keeper.types("xem-thu", FORM) == 0
    (shown,) = previews(place)
    assert shown.name.startswith(f"XEM-THU-{FORM}-")
    assert "BẢN KIỂM ĐIỂM CỦA PHƯỜNG" in visible_text(shown.read_bytes())
    assert "dữ liệu của sổ" in keeper.out
    assert "LibreOffice" in keeper.err  # and the Word file is there
    assert not (place / "van-ban").exists() and not list(place.glob("so-van-ban*"))

    assert keeper.types("xem-thu", FORM, "--nguoi", member.code) == 0
    assert any(member.full_name in visible_text(p.read_bytes()) for p in previews(place))


def test_a_template_with_errors_is_told_and_not_filled_in(keeper: Keeper, place: Path) -> None:
    document = master(FORM)
    retype(document, "dang_vien.ho_ten", "dang_vien.ho_tem")
    save(document, place / "tai-ve", f"{FORM} (bản của Lan).docx")

    assert keeper.types("xem-thu", place / "tai-ve" / f"{FORM} (bản của Lan).docx") == 3
    assert "KT-903" in keeper.out and "Có phải “{{ dang_vien.ho_ten }}”?" in keeper.out
    assert previews(place) == []


def test_a_file_that_does_not_say_what_it_is_for_needs_a_word(keeper: Keeper, place: Path) -> None:
    document = Document()
    document.add_paragraph("Họp lúc {{ hop.bat_dau }}")
    document.save("thu-moi.docx")

    assert keeper.types("xem-thu", "thu-moi.docx") == 2
    assert "--loai" in keeper.err
    assert keeper.types("xem-thu", "thu-moi.docx", "--loai", "bien-ban-sinh-hoat") == 0
    assert "Họp lúc " in visible_text(previews(place)[0].read_bytes())
    assert keeper.types("xem-thu", "thu-cu.docx") == 3
    assert "Không có tệp mẫu “thu-cu.docx”." in keeper.err


def test_numbers_stay_open_and_an_empty_book_shows_the_sample_ward(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert keeper.types("xem-thu", "bien-ban-kiem-diem") == 0
    assert "dữ liệu của phường mẫu" in keeper.out
    (shown,) = previews(tmp_path)
    head = " ".join(visible_text(shown.read_bytes()).split()[:40])
    assert "-BB/CB" in head and not any(f"{n}-BB/CB" in head for n in range(10))


def test_in_another_folder_nothing_is_replaced(keeper: Keeper, place: Path) -> None:
    assert keeper.types("xem-thu", FORM, "--ra", "cho-lan") == 0
    assert keeper.types("xem-thu", FORM, "--ra", "cho-lan") == 2
    assert "--ghi-de" in keeper.err
    assert keeper.types("xem-thu", FORM, "--ra", "cho-lan", "--ghi-de") == 0
    assert keeper.types("xem-thu", FORM, "--ra", "mau") == 2
    assert keeper.types("xem-thu", FORM, "--nguoi", "Không Ai Cả") == 2


@pytest.mark.parametrize(
    ("per", "field", "by"),
    [
        ("mỗi đảng viên", "dang_vien.ho_ten", "--nguoi"),
        ("mỗi chi bộ", "to_chuc.ten", "--nguoi"),
        ("mỗi chi bộ", "to_chuc.ten", "--chi-bo"),
    ],
)
def test_of_an_own_paper_the_one_about_the_person_or_the_cell_is_shown(
    keeper: Keeper, place: Path, per: str, field: str, by: str
) -> None:
    document = Document()
    for line in (f"Lập cho: {per}", "Cơ quan ban hành: đảng uỷ", f"Gửi {{{{ {field} }}}}"):
        document.add_paragraph(line)
    save(document, place / "mau", "Thư.docx")
    ward = Workspace.open(place).read().ward
    member = next(m for m in ward.data.members if m.code == "DV2")
    cell = next(c for c in ward.cells if member in ward.members_of(c))

    assert keeper.types("xem-thu", "Thư", by, cell.code if by == "--chi-bo" else "DV2") == 0
    (made,) = previews(place)
    name = member.full_name if field == "dang_vien.ho_ten" else cell.name
    assert visible_text(made.read_bytes()) == f"Gửi {name}"
    assert keeper.types("xem-thu", "Thư", "--nguoi", "Không Ai Cả") == 2


def test_a_person_without_a_form_is_not_shown_as_somebody_else(keeper: Keeper, place: Path) -> None:
    assert keeper.types("xem-thu", "quyet-dinh-xep-loai-dang-vien", "--nguoi", "DV2") == 2
    assert previews(place) == []


@pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftoppm") is None, reason="no LibreOffice, poppler"
)
def test_pdf_and_a_picture_of_each_page(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(find_master(FORM, "party-2026").path, tmp_path / f"{FORM}.docx")
    assert keeper.types("xem-thu", f"{FORM}.docx", "--json") == 0
    (told,) = json.loads(keeper.out)["previews"]
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF")
    assert [Path(picture).name[-5:] for picture in told["pictures"]] == ["1.png", "2.png", "3.png"]
    assert all(Path(picture).read_bytes().startswith(b"\x89PNG") for picture in told["pictures"])
