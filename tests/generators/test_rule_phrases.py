"""What an office writes into ``the-thuc.toml`` reaches its papers: a phrase, a finished paper."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from giayto.conventions.ruleset import load_rules
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_lines
from tests.wards import small_dataset

FORM, MINUTES, DECISION, PROPOSAL = (
    "kiem-diem",
    "bien-ban-kiem-diem",
    "quyet-dinh-xep-loai-dang-vien",
    "to-trinh-khen-thuong",
)

PHRASES = [
    ("title", "ĐẢNG TA", FORM, "ĐẢNG TA"),
    ("title", "ĐẢNG TA", DECISION, "ĐẢNG TA"),
    ("star", "**", MINUTES, "**"),
    ("dashes", "=====", MINUTES, "====="),
    ("cell_word", "Chi đoàn", FORM, "Chi bộ Chi bộ Tổ dân phố 1"),
    ("basis_prefix", "+ ", DECISION, "+ Căn cứ Điều lệ Đảng;"),
    ("basis_word", "Theo đúng", DECISION, "- Theo đúng Quy định số 366-QĐ/TW"),
    ("basis_end", ",", DECISION, "- Căn cứ Điều lệ Đảng,"),
    ("basis_last_end", "./.", DECISION, "các chi bộ./."),
    ("citation_number", " mang số {so}", DECISION, "Quy định mang số 366-QĐ/TW, ngày 30/8/2025"),
    ("citation_day", " ban hành {ngay_dai}", DECISION, "366-QĐ/TW ban hành ngày 30 tháng 8 năm"),
    ("citation_body", " do {co_quan} ban hành", DECISION, "ngày 30/8/2025 do Bộ Chính trị ban"),
    ("citation_about", "quy định", DECISION, "của Bộ Chính trị quy định "),
    ("on_behalf", "TM.", DECISION, "TM. BAN THƯỜNG VỤ"),
    ("on_behalf", "TM.", FORM, "TM. CHI UỶ"),
    ("on_behalf", "TM.", FORM, "TM. ĐẢNG UỶ"),
    ("minutes_secretary", "THƯ KÝ", MINUTES, "THƯ KÝ"),
    ("minutes_chair", "CHỦ TOẠ", MINUTES, "CHỦ TOẠ"),
    ("recipients_word", "Nơi gửi", DECISION, "Nơi gửi:"),
    ("submit", "Kính đề nghị", PROPOSAL, "Kính đề nghị: Ban Thường vụ Đảng uỷ phường Mường Mẫu;"),
    ("word_end", " -", PROPOSAL, "Kính trình - Ban Thường vụ Đảng uỷ phường Mường Mẫu;"),
    ("word_end", " -", DECISION, "Nơi nhận -"),
    ("item_prefix", "* ", PROPOSAL, "* Như trên;"),
    ("recipient_end", ",", PROPOSAL, "- Như trên,"),
    ("addressee_last_end", ".", PROPOSAL, "Kính trình: Ban Thường vụ Đảng uỷ phường Mường Mẫu."),
    ("archive_word", "Lưu tại ", PROPOSAL, "- Lưu tại Chi bộ."),
    ("archive_end", "./.", PROPOSAL, "- Lưu Chi bộ./."),
    ("appendix_reference", "(Đính kèm {van_ban})", DECISION, "(Đính kèm Quyết định số"),
]

# No paper of today holds these: a letter, a list of addressees, regulations with chapters,
# other ways to sign, urgent and draft papers, congresses, copies, appendices with numbers. By
# "as_above" and "as_article" the register understands what the sheet Nơi nhận says.
FOR_PAPERS_TO_COME = {
    "acting", "addressee_end", "appendix_word", "article", "as_above", "as_article", "author_word", "by_order",
    "certify", "chapter", "circulation_internal", "circulation_recall", "circulation_return",
    "clause_end", "concurrently", "congress_cell", "congress_delegates", "congress_ordinal",
    "congress_plenary", "congress_term", "contact_email", "contact_fax", "contact_phone",
    "contact_separator", "content_end", "copy_mark", "dear", "draft", "drafter_code", "for_head",
    "heading_mark", "letter_abstract_word", "not_for_media", "part", "point_end", "presidium",
    "secretariat", "secretariat_head", "section", "signature_hint", "theme_note", "urgency_1",
    "urgency_2", "urgency_3",
}  # fmt: skip


@cache
def _template(master: str, rules: str) -> CompiledTemplate:
    return CompiledTemplate.load(find_master(master, rules).content)


def lines(tmp_path: Path, overlay: str, paper: str) -> list[str]:
    """The first paper of this kind of the small ward, under the office's own rules."""
    own = tmp_path / "the-thuc.toml"
    own.write_text(overlay, encoding="utf-8")
    job = find_papers([paper])[0].plan(Ward(small_dataset(), overlay=own), Scope()).jobs[0]
    return visible_lines(_template(job.master, job.rules).render(job.context))


@pytest.mark.parametrize(("phrase", "wording", "paper", "expected"), PHRASES)
def test_a_phrase_of_the_office_stands_on_its_paper(
    tmp_path: Path, phrase: str, wording: str, paper: str, expected: str
) -> None:
    assert expected not in "\n".join(lines(tmp_path, "", paper))
    overlay = f"[phrases]\n{phrase} = {json.dumps(wording, ensure_ascii=False)}\n"
    assert expected in "\n".join(lines(tmp_path, overlay, paper))


def test_every_phrase_is_proved_on_a_paper_or_waits_for_one() -> None:
    proved = {phrase for phrase, *_ in PHRASES}
    assert proved | FOR_PAPERS_TO_COME == set(load_rules("party-2026").phrases)
    assert not proved & FOR_PAPERS_TO_COME


@pytest.mark.parametrize(
    ("kind", "paper", "expected"),
    [
        ("quyet_dinh", DECISION, "NGHỊ ĐỊNH RIÊNG"),
        ("quyet_dinh", "quyet-dinh-khen-thuong", "NGHỊ ĐỊNH RIÊNG"),
        ("quyet_dinh", DECISION, "(Kèm theo Nghị định riêng số"),
        ("to_trinh", PROPOSAL, "NGHỊ ĐỊNH RIÊNG"),
        ("bien_ban", MINUTES, "NGHỊ ĐỊNH RIÊNG"),
        ("bien_ban", "bien-ban-sinh-hoat", "NGHỊ ĐỊNH RIÊNG"),
    ],
)
def test_a_type_name_of_the_office_stands_on_its_paper(
    tmp_path: Path, kind: str, paper: str, expected: str
) -> None:
    assert expected in "\n".join(
        lines(tmp_path, f'[types.{kind}]\nname = "Nghị định riêng"\n', paper)
    )


def test_the_offices_way_to_write_numbers_and_dates_stands_on_its_paper(tmp_path: Path) -> None:
    overlay = (
        '[number]\nword = "Số hiệu"\npattern = "{so}/{loai}-{co_quan}"\n'
        '[place]\npattern = "{dia_danh}, {ngay}-{thang}-{nam}"\n'
    )
    shown = lines(tmp_path, overlay, MINUTES)
    assert "Số hiệu 08/BB-CB" in shown
    assert "Mường Mẫu, 05-12-2026" in shown
    blank = lines(tmp_path, overlay, DECISION)
    room = "\u00a0" * 7
    assert f"Số hiệu{room}/QĐ-ĐU" in blank
    assert any(line.startswith(f"(Kèm theo Quyết định số{room}/QĐ-ĐU") for line in blank)


def test_the_spelling_of_the_settings_holds_for_every_generated_word(tmp_path: Path) -> None:
    data = small_dataset()
    data.settings = data.settings.model_copy(update={"spelling": "ủy"})
    for name, word in ((DECISION, "T/M BAN"), (DECISION, "ĐẢNG ỦY"), (FORM, "CHI ỦY")):
        job = find_papers([name])[0].plan(Ward(data), Scope()).jobs[0]
        master = find_master(job.master, job.rules, spelling="ủy")
        shown = "\n".join(visible_lines(CompiledTemplate.load(master.content).render(job.context)))
        assert "Uỷ" not in shown.replace("Nguyễn Thuỷ Ủy", "")
        assert "UỶ" not in shown
        assert word in shown
