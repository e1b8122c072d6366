"""Rule sets: which one governs a day, what stands in them, what a wrong file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from giayto.conventions.rule_models import Sourced
from giayto.conventions.ruleset import RuleSet, available_rules, load_rules, rules_for
from giayto.errors import ConventionValue, NoRuleSet, RuleSetInvalid

STYLE_KEYS = [
    "title",
    "superior_body",
    "issuing_body",
    "star",
    "number",
    "place_date",
    "type_name",
    "abstract",
    "letter_abstract",
    "dashes",
    "body",
    "part",
    "part_title",
    "section",
    "section_title",
    "article",
    "clause",
    "point",
    "authority",
    "position",
    "signer",
    "dear_word",
    "dear_list",
    "recipients_word",
    "recipients_list",
    "urgency",
    "circulation",
    "draft",
    "drafter",
    "contact",
    "page_number",
    "appendix",
]


@pytest.mark.parametrize(
    ("day", "family", "expected"),
    [
        (date(2018, 4, 3), "party", "party-2018"),
        (date(2023, 11, 20), "party", "party-2018"),
        (date(2026, 5, 26), "party", "party-2018"),
        (date(2026, 5, 27), "party", "party-2026"),
        (date(2026, 12, 5), "party", "party-2026"),
        (date(2026, 12, 5), "state", "state-2020"),
    ],
)
def test_the_date_of_a_paper_chooses_its_rules(day: date, family: str, expected: str) -> None:
    assert rules_for(day, family).id == expected


def test_a_date_before_every_rule_is_refused_with_the_spans_there_are() -> None:
    with pytest.raises(NoRuleSet) as caught:
        rules_for(date(2010, 1, 1))
    assert "party-2018: từ 03/04/2018 đến 26/05/2026" in str(caught.value)
    assert "party-2026: từ 27/05/2026 đến nay" in str(caught.value)


def test_an_unknown_name_says_which_was_meant() -> None:
    with pytest.raises(NoRuleSet, match="party-2026"):
        load_rules("party-2206")


def test_rules_travel_to_worker_processes(party: RuleSet) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(party))
    assert again == party and again.phrases == party.phrases


def test_available() -> None:
    assert available_rules() == ["party-2018", "party-2026", "state-2020"]


@pytest.mark.parametrize("rule_id", ["party-2018", "party-2026"])
def test_party_sets_have_every_component(rule_id: str) -> None:
    rules = load_rules(rule_id)
    assert set(STYLE_KEYS) <= set(rules.styles)
    assert rules.styles["recipients_word"].underline and not rules.styles["recipients_word"].bold


@pytest.mark.parametrize("rule_id", ["party-2018", "party-2026", "state-2020"])
def test_every_value_names_its_source(rule_id: str) -> None:
    rules = load_rules(rule_id)
    values: list[Sourced] = [*rules.styles.values(), *rules.phrase_table.values()]
    values += [*rules.types.values(), *rules.bodies.values(), *rules.kinds.values()]
    assert len(values) > 50
    assert [value for value in values if not value.source.strip()] == []
    for part in (rules.page, rules.body, rules.number, rules.place, rules.signature):
        assert part.source.strip()


# Section 3 of the domain file: size, upper size, bold, italic, underline, caps.
FONT_TABLE = [
    ("title", 15, 15, "b", True),
    ("superior_body", 14, 14, "", True),
    ("issuing_body", 14, 14, "b", True),
    ("number", 14, 14, "", False),
    ("place_date", 14, 14, "i", False),
    ("type_name", 15, 16, "b", True),
    ("abstract", 14, 15, "b", False),
    ("letter_abstract", 12, 12, "i", False),
    ("body", 14, 15, "", False),
    ("part", 14, 15, "b", False),
    ("part_title", 14, 15, "b", True),
    ("section", 14, 15, "b", False),
    ("section_title", 14, 15, "b", True),
    ("article", 14, 15, "b", False),
    ("clause", 14, 15, "", False),
    ("point", 14, 15, "", False),
    ("authority", 14, 14, "b", True),
    ("position", 14, 14, "", True),
    ("signer", 14, 14, "b", False),
    ("dear_word", 14, 14, "i", False),
    ("dear_list", 14, 14, "", False),
    ("recipients_word", 14, 14, "u", False),
    ("recipients_list", 12, 12, "", False),
    ("urgency", 14, 14, "b", True),
    ("circulation", 12, 12, "b", True),
    ("draft", 14, 14, "i", False),
    ("drafter", 8, 8, "", True),
    ("contact", 10, 10, "", False),
    ("page_number", 14, 14, "", False),
]


@pytest.mark.parametrize(("key", "size", "size_max", "marks", "caps"), FONT_TABLE)
@pytest.mark.parametrize("rule_id", ["party-2018", "party-2026"])
def test_font_table(
    rule_id: str, key: str, size: float, size_max: float, marks: str, caps: bool
) -> None:
    style = load_rules(rule_id).styles[key]
    assert (style.size_pt, style.size_max_pt) == (size, size_max)
    assert (style.bold, style.italic, style.underline) == tuple(m in marks for m in "biu")
    assert style.caps is caps


def test_page_and_paragraph(party: RuleSet, party_2018: RuleSet, state: RuleSet) -> None:
    page = party.page
    assert (page.width_mm, page.height_mm) == (210, 297)
    assert (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm) == (20, 20, 30, 15)
    assert (page.back_left_mm, page.back_right_mm) == (15, 30)
    assert page.page_number_from_top_mm == 10
    assert page.font == "Times New Roman"
    assert page.text_width_mm == 165
    body = party.body
    assert body.align == "justify" and body.line_rule == "exact"
    assert body.line_spacing_min_pt <= body.line_spacing_pt <= (body.line_spacing_max_pt or 0)
    assert (body.line_spacing_min_pt, body.line_spacing_max_pt) == (18, 22)
    assert (body.first_line_indent_mm, body.first_line_indent_max_mm) == (10, 12.7)
    assert party_2018.body.line_spacing_max_pt is None
    assert (state.page.left_mm, state.page.left_max_mm) == (30, 35)


# Section 19: what changed from 2018 to 2026.
def test_what_changed_between_the_rules(party: RuleSet, party_2018: RuleSet) -> None:
    assert (party_2018.type_symbols["quy_dinh"], party.type_symbols["quy_dinh"]) == ("QĐi", "QĐ")
    assert "BXDĐ" in party.body_symbols.values()
    assert "BXDĐ" not in party_2018.body_symbols.values()
    assert (party_2018.phrases["submit"], party.phrases["submit"]) == ("Kính gửi", "Kính trình")
    assert (party_2018.phrases["recipient_end"], party.phrases["recipient_end"]) == (",", ";")
    assert (party_2018.phrases["basis_last_end"], party.phrases["basis_last_end"]) == (",", ".")
    assert party_2018.number.term_starts == "day_after_closing"
    assert party.number.term_starts == "closing_day"
    assert party.marks and party.marks.not_for_media_from_bottom_mm == 10
    assert party_2018.marks and party_2018.marks.not_for_media_from_bottom_mm is None
    assert "district_committee" in party_2018.kinds and "district_committee" not in party.kinds
    for same in ("title", "star", "dashes", "on_behalf", "for_head", "by_order", "acting"):
        assert party_2018.phrases[same] == party.phrases[same]


@pytest.mark.parametrize(
    ("rule_id", "key", "text"),
    [
        ("party-2026", "title", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("party-2026", "star", "*"),
        ("party-2026", "dashes", "-----"),
        ("party-2026", "recipients_word", "Nơi nhận"),
        ("party-2026", "minutes_secretary", "NGƯỜI GHI BIÊN BẢN"),
        ("party-2026", "minutes_chair", "CHỦ TRÌ HỘI NGHỊ"),
        ("party-2026", "not_for_media", "Không phổ biến trên phương tiện thông tin đại chúng"),
        ("party-2018", "not_for_media", "Không phổ biến trên các phương tiện thông tin đại chúng"),
        ("party-2026", "circulation_internal", "LƯU HÀNH NỘI BỘ"),
        ("party-2018", "circulation_conference_return", "XONG HỘI NGHỊ TRẢ LẠI"),
        ("party-2018", "copy_true", "SAO Y BẢN CHÍNH"),
        ("party-2026", "copy_mark", "Bản sao văn bản"),
        ("state-2020", "motto", "Độc lập - Tự do - Hạnh phúc"),
        ("party-2026", "on_behalf", "T/M"),
        ("party-2026", "for_head", "K/T"),
        ("party-2026", "by_order", "T/L"),
        ("party-2026", "acting", "Q."),
        ("state-2020", "on_behalf", "TM."),
        ("state-2020", "for_head", "KT."),
        ("state-2020", "by_order", "TL."),
        ("state-2020", "by_delegation", "TUQ."),
    ],
)
def test_printed_wordings(rule_id: str, key: str, text: str) -> None:
    assert load_rules(rule_id).phrases[key] == text


def test_state_title_keeps_its_own_spelling(state: RuleSet) -> None:
    assert state.phrases["title"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_wording_that_a_rule_set_lacks_is_refused_in_words(state: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="minutes_chair"):
        state.phrase("minutes_chair")


def overlay(folder: Path, text: str) -> Path:
    path = folder / "quy-tac.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_office_lays_its_own_values_over(tmp_path: Path, party: RuleSet) -> None:
    path = overlay(
        tmp_path,
        """
        [bodies]
        ban_xay_dung_dang = "BXDĐĐU"
        to_giup_viec = { symbol = "TGV", name = "Tổ giúp việc" }

        [number]
        shared_series = []

        [spelling]
        tone_placement = "ủy"
        """,
    )
    rules = load_rules("party-2026", path)
    assert rules.body_symbols["ban_xay_dung_dang"] == "BXDĐĐU"
    assert rules.bodies["ban_xay_dung_dang"].name == "Ban xây dựng đảng"
    assert rules.bodies["ban_xay_dung_dang"].confidence == "own"
    assert "quy-tac.toml" in rules.bodies["to_giup_viec"].source
    assert rules.number.shared_series == ()
    assert rules.number.pad_below == party.number.pad_below
    assert rules.body_symbols["chi_bo"] == "CB"
    assert rules.bodies["chi_bo"].source == party.bodies["chi_bo"].source
    assert rules.spelled("Đảng uỷ") == "Đảng ủy"


def test_an_overlay_written_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "quy-tac.toml"
    path.write_bytes('\ufeff[bodies]\r\nban_chi_dao = "BCĐĐU"\r\n'.encode())
    assert load_rules("party-2026", path).body_symbols["ban_chi_dao"] == "BCĐĐU"


def test_an_edited_overlay_is_read_again(tmp_path: Path) -> None:
    import os

    path = overlay(tmp_path, '[bodies]\nban_chi_dao = "A"\n')
    assert load_rules("party-2026", path).body_symbols["ban_chi_dao"] == "A"
    overlay(tmp_path, '[bodies]\nban_chi_dao = "B"\n')
    os.utime(path, ns=(1, 1))
    assert load_rules("party-2026", path).body_symbols["ban_chi_dao"] == "B"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[page]\ntop_mm = 'hai mươi'", "page.top_mm", "phải là một số"),
        ("[page]\ntop_mm = -1", "page.top_mm", "số quá nhỏ"),
        ("[page]\ntop_cm = 2.0", "page.top_cm", "không có mục tên này"),
        ("[styles.body]\nalign = 'giua'", "styles.body.align", "phải là một trong"),
        ("[styles.body]\nbold = 'co'", "styles.body.bold", "true hoặc false"),
        ("[styles.body]\nsize_max_pt = 9", "styles.body", "nhỏ hơn"),
        ("[styles.moi]\nbold = true", "styles.moi.size_pt", "thiếu mục này"),
        ("[phrases]\ncertify = 'Xác nhận {nguoi}'", "phrases.certify", "{ten}"),
        ("[phrases]\ndraft = 'Dự thảo {lan'", "phrases.draft", "ngoặc"),
        ("[number]\npattern = '{x}'", "number.pattern", "{x}"),
        ("[spelling]\ntone_placement = 'uy'", "spelling.tone_placement", "uỷ"),
        ("valid_from = 'mai'", "valid_from", "một ngày"),
        ("types = 3", "types", "bảng"),
    ],
)
def test_a_wrong_file_names_key_and_remedy(
    tmp_path: Path, text: str, key: str, reason: str
) -> None:
    with pytest.raises(RuleSetInvalid) as caught:
        load_rules("party-2026", overlay(tmp_path, text))
    message = str(caught.value)
    assert key in message and reason in message and "Cần làm" in message
    assert "quy-tac.toml" in message


def test_a_file_that_is_no_toml_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleSetInvalid, match="TOML"):
        load_rules("party-2026", overlay(tmp_path, "ban_chi_dao = = 1"))
    (tmp_path / "x.toml").write_bytes(b"a = '\xff\xfe'")
    with pytest.raises(RuleSetInvalid, match="UTF-8"):
        load_rules("party-2026", tmp_path / "x.toml")
    with pytest.raises(RuleSetInvalid, match="Không đọc được"):
        load_rules("party-2026", tmp_path / "khong-co.toml")


@pytest.mark.parametrize(
    ("text", "named"), [('[types]\nto_trinhh = "ZZ"', "types.to_trinhh"),
                        ('[phrases]\nrecipient_word = "x"', "phrases.recipient_word")],
)  # fmt: skip
def test_an_own_word_that_nothing_asks_for_is_named(tmp_path: Path, text: str, named: str) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(RuleSetInvalid) as caught:
        load_rules("party-2026", own)
    assert named in caught.value.what
    assert caught.value.fix is not None
