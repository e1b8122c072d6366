"""The masters: built from their recipes, ready for Word, refusing nothing they should hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from giayto.conventions.ruleset import load_rules
from giayto.errors import TemplateUnreadable
from giayto.rendering import CompiledTemplate
from giayto.templates.recipes.build import BUILT_FOR, RECIPES, build_bytes
from giayto.templates.store import MASTERS_DIR, built_in_names, find_master

EVERY = [(rules, name) for rules in BUILT_FOR for name in RECIPES]


def _contents(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("rules", "name"), EVERY)
def test_a_master_is_what_its_recipe_builds(rules: str, name: str) -> None:
    committed = (MASTERS_DIR / rules / f"{name}.docx").read_bytes()
    assert _contents(committed) == _contents(build_bytes(name, load_rules(rules))), (
        "dựng lại bằng: python -m giayto.templates.recipes.build"
    )


def test_building_twice_gives_the_same_bytes() -> None:
    rules = load_rules("party-2026")
    assert build_bytes("kiem-diem-02b", rules) == build_bytes("kiem-diem-02b", rules)


def test_no_master_is_left_without_a_recipe() -> None:
    assert BUILT_FOR
    for rules in BUILT_FOR:
        assert built_in_names(rules) == sorted(RECIPES)


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_master_opens_and_is_slim(name: str) -> None:
    content = (MASTERS_DIR / "party-2026" / f"{name}.docx").read_bytes()
    document = Document(io.BytesIO(content))
    assert document.paragraphs
    assert len(content) < 16_000
    parts = _contents(content)
    assert "docProps/thumbnail.jpeg" not in parts
    assert b"Mincho" not in parts["word/styles.xml"]


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_master_compiles(name: str) -> None:
    content = (MASTERS_DIR / "party-2026" / f"{name}.docx").read_bytes()
    assert "dau.cap_tren[]" in CompiledTemplate.load(content).fields


def test_a_clerks_own_master_takes_the_place_of_the_built_in(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Mẫu riêng của phường")
    document.save(str(tmp_path / "kiem-diem-02b.docx"))
    found = find_master("kiem-diem-02b", "party-2026", own_folder=tmp_path)
    assert found.own
    assert b"kiem-diem" not in found.content[:40]
    assert find_master("kiem-diem-02a", "party-2026", own_folder=tmp_path).own is False


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
