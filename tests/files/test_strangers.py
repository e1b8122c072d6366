"""Files of other kinds, whatever their ending: each gives its cause, to lists and registers alike."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from giayto.data.member_list.source import read_source
from giayto.errors import WorkbookUnreadable

TABLE = "STT;Họ và tên;Ngày sinh;Chi bộ\n1;Nguyễn Văn Tạo;12/03/1970;Chi bộ 1\n2;Lê Thị Hoè;01/02/1980;CB 2\n"
MEMBERS = ["Nguyễn Văn Tạo", "Lê Thị Hoè"]


def zipped(name: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(name, "x")
    return saved.getvalue()


STRANGERS = {
    "a.csv": (b"<html><table><tr><td>STT</td></tr></table>", "trang web"),
    "b.txt": (b"\xef\xbb\xbf <!DOCTYPE html><table>", "trang web"),
    "c.xls": ("<html><table>".encode("utf-16"), "trang web"),
    "d.mht": (b"From: <Saved by Blink>\nContent-Type: multipart/related\n", "trang web"),
    "e.csv": (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 2003"),
    "f.csv": (b"%PDF-1.7", "PDF"),
    "g.xlsx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "ảnh"),
    "h.csv": (b"\xff\xd8\xff\xe0" + b"\0" * 40, "ảnh"),
    "i.numbers": (zipped("Index/Document.iwa"), "Numbers"),
    "k.xlsx": (zipped("ppt/presentation.xml"), "PowerPoint"),
    "l.docx": (zipped("a.txt"), "Word"),
    "m.csv": (b"", "trống"),
    "n.csv": ("STT;Họ và tên\n".encode(), "CSV"),
    "o.xlsx": (b"{\\rtf1", "Word"),
    "p.csv": (b"x" * 300_000, "một dòng dài"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_each_stranger_has_its_cause(tmp_path: Path, name: str) -> None:
    content, word = STRANGERS[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkbookUnreadable, match=word) as caught:
        read_source(tmp_path / name)
    assert caught.value.fix


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes by name")
def test_a_pipe_and_a_broken_link_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(WorkbookUnreadable, match="đường ống"):
        read_source(tmp_path / "a.csv")
    (tmp_path / "b.xlsx").symlink_to("khong-co.xlsx")
    with pytest.raises(WorkbookUnreadable, match="liên kết"):
        read_source(tmp_path / "b.xlsx")


TEXTS = {
    "a.xlsx": TABLE.encode(),
    "b.xls": TABLE.replace(";", "\t").encode("utf-16"),
    "c.csv": TABLE.encode("utf-16-le"),
    "d.csv": TABLE.replace("Tạo", "Tạo\0").encode(),
    "e.csv": TABLE.replace("Nguyễn", '"Nguyễn').encode(),
    "f.csv": TABLE.replace("\n", ";;;\n").encode(),
    "g.csv": TABLE.encode().decode("latin-1").encode(),
    "h.docx": TABLE.replace(";", "|").encode(),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_table_of_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXTS[name])
    rows = read_source(tmp_path / name).sheets[0].rows
    assert [row[1] for row in rows[1:]] == MEMBERS


def test_what_was_put_right_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXTS["g.csv"])
    (tmp_path / "b.csv").write_bytes(TEXTS["e.csv"])
    assert [f.code for f in read_source(tmp_path / "a.csv").findings] == ["KT-130"]
    assert [f.code for f in read_source(tmp_path / "b.csv").findings] == ["KT-131"]


def test_a_quote_closed_rows_later_swallows_nobody(tmp_path: Path) -> None:
    people = "".join(f"{n};Trần Văn Sáu;1/1/1970;CB 1\n" for n in range(3, 8))
    text = TABLE.replace("Nguyễn", '"Nguyễn') + people + '8;"Đỗ Thị Lan";1/1/1971;CB 3\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    names = [row[1] for row in read_source(tmp_path / "a.csv").sheets[0].rows[1:]]
    assert names == [*MEMBERS, *["Trần Văn Sáu"] * 5, "Đỗ Thị Lan"]


def test_a_cell_may_have_lines_of_its_own(tmp_path: Path) -> None:
    text = TABLE.replace("Chi bộ 1", '"Chi bộ 1\nTổ 2"')
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert read_source(tmp_path / "a.csv").sheets[0].rows[1][3] == "Chi bộ 1\nTổ 2"


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"
 xmlns:calcext="c" xmlns:dc="d"><office:automatic-styles><style:style style:name="k">
<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="DS"><table:table-row>{cells}
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_open_document_tells_formulas_errors_and_struck_cells() -> None:
    from giayto.files.ods_xml import scan_ods

    cells = (
        '<table:table-cell table:formula="of:=[.B1]+1"/>'
        '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"'
        ' office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=X"><text:p>Err:508</text:p></table:table-cell>'
        '<table:table-cell table:style-name="k"><office:annotation><dc:creator>Lan</dc:creator>'
        "<text:p>đã mất</text:p></office:annotation><text:p>Tạo</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=A1" office:value-type="string"/>'
    )
    scan, looks = scan_ods(ODS.format(cells=cells).encode())["DS"]
    assert scan.troubles == {
        "A1": ("formula", "=[.B1]+1"),
        "B1": ("error", "#DIV/0!"),
        "C1": ("error", "Err:508"),
    }
    assert looks.struck == {"D1"}
    assert looks.notes == {"D1": ("Lan", "đã mất")}


def test_an_unclosed_row_of_an_open_document_is_refused(tmp_path: Path) -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(
            "content.xml", ODS.split("{cells}", maxsplit=1)[0] + "<table:table-row " * 9
        )
    (tmp_path / "a.ods").write_bytes(saved.getvalue())
    with pytest.raises(WorkbookUnreadable, match="hỏng"):
        read_source(tmp_path / "a.ods")
