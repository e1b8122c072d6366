"""The masters: built from their recipes, ready for Word, refusing nothing they should hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from giayto.conventions.fitting import text_width_mm
from giayto.conventions.ruleset import load_rules
from giayto.errors import TemplateUnreadable
from giayto.rendering import CompiledTemplate
from giayto.templates import store
from giayto.templates.recipes.build import BUILT_FOR, RECIPES, STARTERS, build_all, build_bytes
from giayto.templates.store import MASTERS_DIR, OwnMasters, built_in_names, find_master
from tests.office_validity import complaints

EVERY = [(rules, name) for rules in BUILT_FOR for name in RECIPES]


def _contents(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("rules", "name"), EVERY)
def test_a_master_is_what_its_recipe_builds(rules: str, name: str) -> None:
    found = find_master(name, rules).content
    assert _contents(found) == _contents(build_bytes(name, load_rules(rules))), (
        "dựng lại bằng: python -m giayto.templates.recipes.build"
    )


def test_building_twice_gives_the_same_bytes() -> None:
    rules = load_rules("party-2026")
    assert build_bytes("kiem-diem-02b", rules) == build_bytes("kiem-diem-02b", rules)


def test_there_is_one_master_a_paper_and_none_without_a_recipe() -> None:
    there = {path.relative_to(MASTERS_DIR).as_posix() for path in MASTERS_DIR.rglob("*.docx")}
    # More only where a rule set makes a paper look otherwise; today none does.
    starters = {f"starters/{name}.docx" for name in STARTERS}
    assert there == starters | {f"party/{name}.docx" for name in RECIPES}
    assert BUILT_FOR
    for rules in BUILT_FOR:
        assert built_in_names(rules) == sorted(RECIPES)


def test_a_rule_set_gets_masters_of_its_own_where_it_looks_otherwise_not_where_it_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = {name: RECIPES[name] for name in ("kiem-diem-02b", "bao-cao-ket-qua")}
    monkeypatch.setattr("giayto.templates.recipes.build.RECIPES", some)
    common = load_rules("party-2026")
    smaller = common.styles["recipients_list"].model_copy(update={"size_pt": 11.0})
    looks = {"styles": {**common.styles, "recipients_list": smaller}}
    says = {"phrases": {**common.phrases, "recipients_word": "Nơi gửi"}}
    built = build_all(
        [
            common,
            common.model_copy(update={"id": "party-2031", **looks}),
            common.model_copy(update={"id": "party-2032", **says}),
        ]
    )
    assert {place for place in built if place.startswith("party-203")} == {
        f"party-2031/{name}.docx" for name in some
    }


def test_a_rule_sets_own_master_goes_before_the_common_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("party/a.docx", "party/b.docx", "party-2018/b.docx"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(place.encode())
    monkeypatch.setattr(store, "MASTERS_DIR", tmp_path)
    found = {(name, rules): find_master(name, rules).content.decode()
             for name in "ab" for rules in ("party-2018", "party-2026")}  # fmt: skip
    assert found == {
        ("a", "party-2018"): "party/a.docx", ("a", "party-2026"): "party/a.docx",
        ("b", "party-2018"): "party-2018/b.docx", ("b", "party-2026"): "party/b.docx",
    }  # fmt: skip
    assert built_in_names("party-2018") == ["a", "b"]


def test_another_family_is_not_served_with_the_partys_masters() -> None:
    assert built_in_names("state-2020") == []
    with pytest.raises(TemplateUnreadable, match="state-2020"):
        find_master("bien-ban-sinh-hoat", "state-2020")


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_master_is_valid_for_word(name: str) -> None:
    assert complaints(find_master(name, "party-2026").path) == []


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_master_opens_and_is_slim(name: str) -> None:
    content = find_master(name, "party-2026").content
    document = Document(io.BytesIO(content))
    assert document.paragraphs
    assert len(content) < 12_000
    parts = _contents(content)
    assert "docProps/thumbnail.jpeg" not in parts
    assert b"Mincho" not in parts["word/styles.xml"]


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_master_compiles(name: str) -> None:
    file = find_master(name, "party-2026")
    template = CompiledTemplate.load(file.content)
    fields = template.fields
    assert file.words is not None and file.words == template.words, (
        "ghi lại bằng: python -m giayto.templates.recipes.build"
    )
    assert "dau.cap_tren[]" in fields or name.startswith(("giay-khen", "phieu-", "phu-luc-"))


def test_a_clerks_own_master_takes_the_place_of_the_built_in(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Mẫu riêng của phường")
    document.save(str(tmp_path / "kiem-diem-02b.docx"))
    found = find_master("kiem-diem-02b", "party-2026", own=OwnMasters.of(tmp_path))
    assert found.own
    assert b"kiem-diem" not in found.content[:40]
    assert find_master("kiem-diem-02a", "party-2026", own=OwnMasters.of(tmp_path)).own is False


def test_spelling_changes_fixed_words_but_no_tag() -> None:
    plain = find_master("kiem-diem-02b", "party-2026")
    other = find_master("kiem-diem-02b", "party-2026", spelling="ủy")
    before = _contents(plain.content)["word/document.xml"].decode()
    after = _contents(other.content)["word/document.xml"].decode()
    assert "cấp uỷ" in before
    assert "cấp uỷ" not in after
    assert "cấp ủy" in after
    assert before.count("{{") == after.count("{{")


def test_an_unknown_master_is_named_in_vietnamese() -> None:
    with pytest.raises(TemplateUnreadable) as caught:
        find_master("khong-co", "party-2026")
    assert "khong-co" in caught.value.what
    assert caught.value.fix


def _words_of_heads(document: DocumentObject) -> Iterator[tuple[str, float]]:
    """Each word of a column's head, and the room that its cell leaves (mm)."""
    for table in document.tables:
        for row in table.rows:
            if not row._tr.xpath("./w:trPr/w:tblHeader"):
                break
            for cell in row._tr.tc_lst:
                words = re.sub(r"\{[%{].*?[%}]\}", " ", "".join(cell.xpath(".//w:t/text()")))
                sides = table._tbl.tblPr.xpath("./w:tblCellMar/*[self::w:left or self::w:right]")
                margins = sum(int(side.get(qn("w:w"))) for side in sides) or _USUAL_MARGINS
                width = cell.width
                if width is not None:
                    yield from ((word, width.mm - margins * _TWIP_MM) for word in words.split())


_TWIP_MM = 25.4 / 1440
_USUAL_MARGINS = 216
"""Left and right together where a table says nothing, in twentieths of a point."""


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_no_word_of_a_columns_head_breaks(name: str) -> None:
    document = Document(io.BytesIO(find_master(name, "party-2026").content))
    size = document.styles["GT Ô đầu bảng"].font.size
    points = 12.0 if size is None else size.pt
    broken = [
        word
        for word, room in _words_of_heads(document)
        if text_width_mm(word, points, bold=True) > room
    ]
    assert broken == []
