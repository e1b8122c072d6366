"""An own paper without programming: a Word file in ``mau`` that says what it is for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from giayto.errors import PaperDeclaration
from giayto.workspace import Workspace
from tests.reading import visible_text
from tests.templates.test_mail_merge import field

LINES = ("Kính mời: {{ to_chuc.ten }}", "{{ dau.so_ky_hieu }}", "{{ ky.ho_ten }}")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Workspace.sample(tmp_path_factory.mktemp("sample") / "w").folder


@pytest.fixture
def ward(tmp_path: Path, sample: Path) -> Workspace:
    workspace = Workspace.open(shutil.copytree(sample, tmp_path / "w"))
    workspace.own_masters.mkdir(exist_ok=True)
    return workspace


def letter(workspace: Workspace, name: str, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(workspace.own_masters / f"{name}.docx"))


def texts(workspace: Workspace) -> dict[str, str]:
    folder = workspace.output
    return {
        p.stem: visible_text(p.read_bytes()) for p in sorted(folder.rglob("giay-to-rieng/*.docx"))
    }


def test_one_for_each_cell_with_its_number(ward: Workspace) -> None:
    letter(ward, "Giấy mời họp", "Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mời", *LINES)

    made = ward.make("giay-moi-hop", numbers=True)

    written = texts(ward)
    cells = made.loaded.ward.cells
    assert len(written) == len(cells) == 10
    for number, cell in enumerate(cells, start=1):
        (text,) = [t for t in written.values() if f"Kính mời: {cell.name}\n" in f"{t}\n"]
        assert f"Số {number:02}-GM/ĐU" in text
        assert "Lập cho" not in text and "Loại văn bản" not in text


def test_only_those_meant_under_the_names_wished_for(ward: Workspace) -> None:
    letter(
        ward, "thu-8-3", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Giới tính = Nữ",
        "Tên tệp: Thư {Họ và tên}", "Gửi {{ dang_vien.ho_ten }}",
    )  # fmt: skip

    made = ward.make("thu-8-3")

    women = {m.full_name for m in ward.read().ward.data.members if m.sex == "Nữ"}
    written = {text.removeprefix("Gửi ") for text in texts(ward).values()}
    gone = {skipped.subject for skipped in made.report.skipped}
    assert written and written | gone == women and not written & gone
    assert all("Thu-" in name for name in texts(ward))


def test_names_too_long_for_a_file_end_with_what_tells_them_apart(ward: Workspace) -> None:
    words = "Giấy mời dự hội nghị tổng kết công tác xây dựng Đảng và hệ thống chính trị gửi"
    name = f"Tên tệp: {words} {{Tên tổ chức đảng}}"
    letter(ward, "giay-moi", "Lập cho: mỗi chi bộ", name, *LINES)

    made = ward.make("giay-moi")

    written = texts(ward)
    codes = {cell.code: cell.name for cell in made.loaded.ward.cells}
    assert {name.rpartition("-")[2] for name in written} == set(codes)
    for name, text in written.items():
        assert len(name) <= 80
        assert f"Kính mời: {codes[name.rpartition('-')[2]]}\n" in text


@pytest.mark.parametrize("called", ["CB01", "Chi bộ Tổ dân phố 1"])
def test_a_cell_is_meant_by_its_code_or_name(ward: Workspace, called: str) -> None:
    letter(
        ward,
        "Thư",
        "Lập cho: mỗi đảng viên",
        f"Chỉ lập khi: Chi bộ = {called}",
        "{{ to_chuc.ten }}",
    )
    letter(
        ward,
        "Bản khác",
        "Lập cho: mỗi cuộc họp",
        f"Chỉ lập khi: Chi bộ khác {called}",
        "{{ to_chuc.ten }}",
    )

    ward.make("thu")
    written = set(texts(ward).values())
    ward.make("ban-khac")

    assert written == {"Chi bộ Tổ dân phố 1"}
    assert list(texts(ward).values()).count("Chi bộ Tổ dân phố 1") == len(
        [text for name, text in texts(ward).items() if "thu-" in name]
    )


def test_it_is_made_again_only_when_something_changed(ward: Workspace) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: cả đảng bộ", "Có {{ cac_chi_bo|length }} chi bộ.")
    first = ward.make("thu-ngo").report

    again = ward.make("thu-ngo").report
    letter(ward, "Thư ngỏ", "Lập cho: cả đảng bộ", "Nay có {{ cac_chi_bo|length }} chi bộ.")
    changed = ward.make("Thư ngỏ").report

    assert (first.done, again.done, changed.done) == (1, 0, 1)
    assert list(texts(ward).values()) == ["Nay có 10 chi bộ."]


def test_all_papers_are_made_with_the_own_ones(ward: Workspace) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: cả đảng bộ", "Kính gửi các đồng chí.")

    made = ward.make()

    assert made.report.fresh["thu-ngo"] == 1
    assert "Thư ngỏ" in [paper.label for paper in made.papers]


def test_words_not_understood_are_a_finding_at_the_file(ward: Workspace) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi xóm", "Kính gửi.")

    (finding,) = [f for f in ward.check().findings if f.code == "KT-954"]

    assert "Thư ngỏ.docx" in finding.where and "mỗi xóm" in (finding.why or "")
    with pytest.raises(PaperDeclaration):
        ward.make("thu-ngo")


def test_faults_of_its_tags_are_told_at_the_place_word_shows(ward: Workspace) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi chi bộ", "", "Gửi {{ to_chuc.kyhieu }}")

    (finding,) = [f for f in ward.check().errors if "Thư ngỏ" in f.where]

    assert finding.code == "KT-903" and "đoạn 3" in finding.where
    assert "to_chuc.ky_hieu" in (finding.fix or "")


def test_a_document_type_that_no_rule_has_costs_this_paper_alone(ward: Workspace) -> None:
    letter(ward, "Giấy mời", "Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mờ", *LINES)
    letter(ward, "Thư ngỏ", "Lập cho: cả đảng bộ", "Kính gửi các đồng chí.")

    (finding,) = ward.check().errors
    report = ward.make().report

    assert finding.code == "KT-954" and "Giấy mời.docx" in finding.where
    assert "“Giấy mời”" in (finding.fix or "")
    assert report.fresh["thu-ngo"] == 1 and not report.fresh["giay-moi"]


def test_a_paper_whose_name_begins_like_anothers_has_its_own_names(ward: Workspace) -> None:
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", "Gửi {{ Họ và tên }}")
    letter(ward, "Thư chi bộ", "Lập cho: mỗi chi bộ", "Gửi {{ Tên tổ chức đảng }}")

    assert [f for f in ward.check().errors if "Thư" in f.where] == []


def test_labels_of_cells_show_every_cell_once(ward: Workspace) -> None:
    document = Document()
    document.add_paragraph("Lập cho: mỗi chi bộ")
    for number, cell in enumerate(document.add_table(1, 2).rows[0].cells):
        if number:
            field(cell.paragraphs[0], " NEXT ")
        field(cell.paragraphs[0], " MERGEFIELD Tên_tổ_chức_đảng ")
    document.save(str(ward.own_masters / "Nhãn.docx"))

    ward.make("nhan")

    printed = [line for text in texts(ward).values() for line in text.split("\n") if line]
    cells = [cell.name for cell in ward.read().ward.cells]
    assert sorted(printed) == sorted(cells)


@pytest.mark.parametrize("accents", [False, True])
def test_the_files_to_print_are_named_as_the_documents(ward: Workspace, *, accents: bool) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi đảng viên", "Gửi {{ Họ và tên }}")
    if accents:
        book = load_workbook(ward.workbook)
        for name, value, *_ in book["Thiết lập"].iter_rows(max_col=2):
            if name.value == "Tên tệp có dấu":
                value.value = "x"
        book.save(ward.workbook)

    ward.make("thu-ngo", print_files=True)

    named = {path.name for path in ward.output.rglob("in-*.docx") if "hai-mat" not in path.name}
    assert named == {"in-thư-ngỏ.docx" if accents else "in-thu-ngo.docx"}
