"""Broken files through the real commands: told in the language in use, never in a library's words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from giayto import cli, i18n
from giayto.data.workbook.write import create_workbook
from tests.wards import small_dataset

VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩậắằẵặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳýàáãèéìíòóùúõũĩ]", re.I)
ENGLISH = re.compile(
    r"\b(the|not|could|cannot|invalid|expected|error|failed|file is|of|end of|unknown|unsupported"
    r"|missing|found|no such|object|detect|refused|connection)\b",
    re.I,
)
_QUOTED = re.compile(r"[«“][^»”]*[»”]|/\S+|\S+://\S+|\S+\.\w{2,5}\b|GT\d+|KT-\d+|SO-\d+|--\S+")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000


def _docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _zip(**parts: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return saved.getvalue()


SHEETS = {
    "rong.xlsx": b"",
    "zip-hong.xlsx": b"PK\x03\x04" + b"\0" * 200,
    "cut.xlsx": None,
    "xml-hong.xlsx": _zip(**{"xl__workbook.xml": "<workbook><sheets></workbook>"}),
    "web.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "csv.xlsx": "STT;Họ và tên;Ngày sinh\n".encode(),
    "mat-khau.xlsx": _ENCRYPTED,
    "ole-hong.xls": OLE + b"\0" * 600,
    "word.xlsx": _docx("chữ"),
    "van-ban.xlsx": b"%PDF-1.4",
}
MASTERS = {
    "zip": b"PK\x03\x04" + b"\0" * 200,
    "cut": _docx("Chữ " * 50)[:-400],
    "ole": _ENCRYPTED,
    "part": _zip(**{"word__document.xml": "<w:document>"}),
    "tag": _docx("{% for a in b %}"),
    "else": _docx("{% if nam %}{{ nam }}{% endfor %}"),
    "dot": _docx("{{ dang_vien. }}"),
    "token": _docx("{% for a b %}{% endfor %}"),
    "assign": _docx("{% set 1 = 2 %}"),
    "sum": _docx("{{ nam + dang_vien }}"),
    "less": _docx("{{ 1 < dang_vien }}"),
    "import": _docx("{% include 'a' %}"),
    "internal": _docx("{{ nam.__class__ }}"),
    "filter": _docx("{{ nam | khong_co }}"),
    "char": _docx("{{ nam ? 1 }}"),
}


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    yield str(request.param)
    i18n.use("vi")  # every command chooses anew, but what comes after may be no command


def in_one_language(said: str, language: str) -> None:
    foreign = VIETNAMESE if language == "en" else ENGLISH
    assert not foreign.search(_QUOTED.sub(" ", said)), said


def all_in_one_language(told: list[dict[str, Any]], language: str) -> None:
    for each in told:
        for part in ("where", "what", "why", "fix"):
            in_one_language(each[part] or "", language)


@pytest.fixture
def says(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Runs a command that must refuse; what it says, which must be in one language only."""
    monkeypatch.delenv("GIAYTO_DEBUG", raising=False)

    def run(*arguments: object, code: int | None = None) -> str:
        got = cli.main([*map(str, arguments), "--lang", language])
        read = capsys.readouterr()
        said = read.out + read.err
        assert got != 0 and (code is None or got == code), said
        assert said.strip()
        if "--json" not in arguments:  # there the whole data's findings stand
            in_one_language(said, language)
        return said

    return run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    create_workbook(tmp_path / "phuong" / "du-lieu.xlsx", small_dataset(), example=False)
    return tmp_path / "phuong"


def _sheet(name: str, place: Path) -> Path:
    content = SHEETS[name]
    whole = (place / "du-lieu.xlsx").read_bytes()
    path = place.parent / name
    path.write_bytes(whole[: len(whole) // 2] if content is None else content)
    return path


@pytest.mark.parametrize("name", SHEETS)
def test_a_broken_workbook(says: Callable[..., str], place: Path, name: str) -> None:
    told = {
        says("nhap", _sheet(name, place), "-C", place),
        says("so", "nhap", _sheet(name, place), "-C", place),
    }
    assert len(told) == 1, "one reader, one answer"
    (place / "du-lieu.xlsx").write_bytes(_sheet(name, place).read_bytes())
    says("kiem-tra", "-C", place, code=3)


@pytest.mark.parametrize("name", MASTERS)
def test_a_broken_master(says: Callable[..., str], place: Path, name: str, language: str) -> None:
    (place / "mau").mkdir()
    (place / "mau" / "kiem-diem-02b.docx").write_bytes(MASTERS[name])
    checked = json.loads(says("kiem-tra", "-C", place, "--json", code=3))["findings"]
    found = [f for f in checked if f["code"].startswith("KT-9")]
    assert {"kiem-diem-02b.docx" in f["where"] for f in found} == {True}
    made = json.loads(says("tao", "kiem-diem", "-C", place, "--van-tao", "--json"))
    assert made["refused"]
    all_in_one_language([*found, *made["refused"]], language)


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a = 1 b",
        "[phrases\n",
        "\udcff",
        "[phrases]\nla_lung = 'x'\n",
        "[fonts]\nname = 3\n",
    ],
)
def test_broken_rules_of_ones_own(
    says: Callable[..., str], place: Path, text: str, language: str
) -> None:
    (place / "the-thuc.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    made = json.loads(says("tao", "-C", place, "--van-tao", "--json"))
    assert made["failed"]
    all_in_one_language(made["failed"], language)


@pytest.mark.parametrize(
    "text",
    ["[[column]]\n", "title = ", "title = 'x'\ncolumn = 3\n", "title='x'\n[[column]]\nfield=1\n"],
)
def test_broken_columns_of_ones_own(says: Callable[..., str], place: Path, text: str) -> None:
    (place / "mau").mkdir()
    (place / "mau" / "cot-so-van-ban.toml").write_text(text, encoding="utf-8")
    says("so", "nhap", place / "du-lieu.xlsx", "-C", place)


@pytest.mark.parametrize(
    "content",
    [b"", b"xyz" * 100, b"SQLite format 3\0" + b"\0" * 84, b"SQLite format 3\0" + b"\1" * 5000],
)
def test_a_broken_register(says: Callable[..., str], place: Path, content: bytes) -> None:
    (place / "so-van-ban.db").write_bytes(content)
    says("so", "xem", "-C", place, code=3)
    says("so", "kiem-tra", "-C", place, code=3)
    says("tao", "-C", place, "--van-tao", "--cap-so")


def test_a_server_out_of_reach(
    says: Callable[..., str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", "postgresql+psycopg://a@127.0.0.1:1/b")
    says("so", "xem", "-C", place, code=3)
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", "postgresql+psycopg://a@khong-co.invalid/b")
    says("so", "xem", "-C", place, code=3)


@pytest.mark.parametrize("name", ["zip", "cut", "ole", "part"])
def test_a_broken_paper_is_not_merged(says: Callable[..., str], place: Path, name: str) -> None:
    folder = place / "in"
    folder.mkdir()
    (folder / "1.docx").write_bytes(_docx("một"))
    (folder / "2.docx").write_bytes(MASTERS[name])
    assert "2.docx" in says("gop", folder, "-o", place / "gop.docx")
    assert not (place / "gop.docx").exists()
