"""The values where a rule of writing changes: the last day padded, the last number in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from giayto.conventions.dates import (
    clock,
    date_line,
    long_date,
    months_later,
    place_name,
    short_date,
)
from giayto.conventions.fitting import balanced_lines, text_width_mm
from giayto.conventions.headings import abstract, appendix_title, author_line, letter_abstract
from giayto.conventions.legal_basis import citation, legal_basis_lines
from giayto.conventions.letterhead import (
    BodyKind,
    committee_name,
    congress_name,
    letterhead,
    organisation_name,
)
from giayto.conventions.marks import contact_line, draft_mark, urgency_mark
from giayto.conventions.names import sort_key, sorted_names, split_name
from giayto.conventions.numbering import document_number, parse_number, series_key
from giayto.conventions.recipients import recipient_lines
from giayto.conventions.ruleset import RuleSet, load_rules, rules_for
from giayto.conventions.signature import (
    SignatureBlock,
    signature_collective,
    signature_head,
    signer_name,
)
from giayto.conventions.spelling import file_slug, uncapitalised
from giayto.conventions.words import (
    money,
    money_in_words,
    number_in_words,
    padded_count,
    point_letter,
    roman,
)
from giayto.errors import ConventionValue


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 1, 9), "09/01/2026", "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "10/02/2026", "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 11), "11/3/2026", "ngày 11 tháng 3 năm 2026"),
        (date(2026, 12, 31), "31/12/2026", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_months_below_three_have_a_zero(
    day: date, short: str, long: str, rule_sets: dict[str, RuleSet]
) -> None:
    assert short_date(day) == short
    assert long_date(day) == long
    printed = {date_line("Hà Nội", day, rules) for rules in rule_sets.values()}
    assert printed == {f"Hà Nội, {long}"}


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [(0, 0, "00 giờ 00 phút"), (23, 59, "23 giờ 59 phút"), (24, 0, "24 giờ 00 phút")],
)
def test_the_first_and_the_last_minute_of_a_day(hour: int, minute: int, printed: str) -> None:
    assert clock(hour, minute) == printed


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 11, date(2026, 12, 15)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 6, 1), 30, date(2028, 12, 1)),
    ],
)
def test_so_many_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("rule_set", "name", "kind", "printed"),
    [
        # The type is there already, although the name alone would ask for it.
        ("2026", "Phường 7", "phuong", "Phường 7"),
        ("2026", "phường Ngô Quyền", "phuong", "phường Ngô Quyền"),
        ("2026", "Xã Huế", "phuong", "Xã Huế"),
        ("2018", "Q. 1", "quan", "Q. 1"),
        # A name that only begins with the letters of a type.
        ("2026", "Xãlũ", "xa", "Xã Xãlũ"),
        ("2026", "Số 7 Mẫu", "phuong", "Phường Số 7 Mẫu"),
        ("2026", "Tân Mẫu", "phuong", "Tân Mẫu"),
        # A province of its time only: Hà Tây was none in 2026.
        ("2026", "Huế", "tinh", "Tỉnh Huế"),
        ("2026", "Đà Nẵng", "thanh_pho", "Đà Nẵng"),
        ("2026", "Đà Nẵng", "phuong", "Phường Đà Nẵng"),
        ("2026", "ĐÀ NẴNG", "phuong", "Phường ĐÀ NẴNG"),
        ("state", "Điện Biên Phủ", "phuong", "Phường Điện Biên Phủ"),
        ("2026", "Điện Biên Phủ", "phuong", "Điện Biên Phủ"),
    ],
)
def test_when_a_place_carries_its_type(
    rule_set: str, name: str, kind: str, printed: str, rule_sets: dict[str, RuleSet]
) -> None:
    assert place_name(name, kind, rule_sets[rule_set]) == printed


def test_provinces_of_ones_own_are_matched_by_name_not_by_letters(party: RuleSet) -> None:
    for typed in ("BA ĐÌNH", unicodedata.normalize("NFD", "Ba  Đình")):
        assert place_name("Ba Đình", "phuong", party, provinces=[typed]) == "Phường Ba Đình"
    assert place_name("Phú Thọ", "phuong", party, provinces=[]) == "Phú Thọ"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-15, "âm mười lăm"),
        (19, "mười chín"),
        (31, "ba mươi mốt"),
        (111, "một trăm mười một"),
        (110, "một trăm mười"),
        (1_000, "một nghìn"),
        (1_010, "một nghìn không trăm mười"),
        (1_001_000, "một triệu không trăm linh một nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (10**9 + 10**6, "một tỷ không trăm linh một triệu"),
        (-(10**15), "âm một triệu tỷ"),
    ],
)
def test_readings_at_the_edges(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_negative_number_keeps_the_words_of_the_region() -> None:
    words = number_in_words(-1_104_024, zero_tens="lẻ", four="tư", thousand="ngàn")
    assert words == "âm một triệu một trăm lẻ bốn ngàn không trăm hai mươi tư"


def test_small_letter_after_a_capital_word_of_one_letter() -> None:
    assert uncapitalised("Ý kiến") == "ý kiến"
    assert uncapitalised("ĐU mới") == "ĐU mới"
    assert money_in_words(15) == "Mười lăm đồng"
    assert money(1_000_000) == "1.000.000 đồng"


def test_counts_below_ten_have_a_zero() -> None:
    assert [padded_count(n) for n in (9, 10, -1, 999, 1000)] == ["09", "10", "-1", "999", "1.000"]


def test_points_after_the_last_letter() -> None:
    assert [point_letter(n) for n in (23, 24, 25, 46, 47)] == ["y", "aa", "ab", "ay", "ba"]


@pytest.mark.parametrize(("number", "figure"), [(1, "01"), (9, "09"), (10, "10"), (100, "100")])
def test_numbers_below_ten_have_a_zero(number: int, figure: str, party: RuleSet) -> None:
    assert document_number(number, "bao_cao", "ĐU", party) == f"Số {figure}-BC/ĐU"


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("Số 07-CV/VPTW/nb", 7, "nb"),
        ("số:12-CV/VPTW", 12, ""),
        ("Số … -CV/VPTW", None, ""),
        ("Số ___-CV/VPTW", None, ""),
        ("-CV/VPTW", None, ""),
    ],
)
def test_a_number_is_read_back_with_what_follows(
    text: str, number: int | None, suffix: str
) -> None:
    parsed = parse_number(text)
    assert parsed is not None
    assert (parsed.number, parsed.type_symbol, parsed.bodies, parsed.suffix) == (
        number,
        "CV",
        ("VPTW",),
        suffix,
    )


@pytest.mark.parametrize(
    "text", ["7-C/ĐU", "7-CVCVCV/ĐU", "7-C1/ĐU", "a7-CV/ĐU", "7-CV/ĐU ngày 5", "7-CV/ĐU/n b"]
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert parse_number(text) is None


def test_a_congress_has_one_series_where_the_rule_says_so(party: RuleSet, state: RuleSet) -> None:
    assert series_key("bao_cao", party) == "bao_cao"
    assert series_key("bao_cao", party, congress=True) == "*"
    assert series_key("bao_cao", state, congress=True) == "bao_cao"
    assert series_key("quy_dinh", party) == "quyet_dinh"


def test_a_set_is_in_force_on_its_first_and_its_last_day(
    party: RuleSet, party_2018: RuleSet
) -> None:
    assert party.in_force(date(2026, 5, 27)) and not party.in_force(date(2026, 5, 26))
    assert party_2018.in_force(date(2018, 4, 3)) and not party_2018.in_force(date(2018, 4, 2))
    assert party_2018.in_force(date(2026, 5, 26)) and not party_2018.in_force(date(2026, 5, 27))
    assert rules_for(date(2026, 6, 1)).family == "party"


@pytest.mark.parametrize("level", [0, 4, -1])
def test_there_are_three_levels_of_urgency(level: int, party: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="1, 2 hoặc 3"):
        urgency_mark(level, party)


def test_the_contact_line_holds_what_is_known(party: RuleSet) -> None:
    assert contact_line("", party, email=" a@b.vn ") == "email: a@b.vn"
    assert contact_line("Số 1", party, phone="12", fax="") == "Số 1; điện thoại: 12"
    assert contact_line("Số 1", party, fax=" 34 ") == "Số 1; fax: 34"


def test_which_words_a_name_of_a_congress_gets(party: RuleSet) -> None:
    assert congress_name("Đảng bộ xã Mẫu", party) == "Đại hội đại biểu\nĐảng bộ xã Mẫu"
    assert congress_name("Chi bộ", party) == "Đại hội đại biểu\nChi bộ"
    assert congress_name("CHI BỘ 1", party, ordinal="II", term="2025-2030") == (
        "Đại hội CHI BỘ 1 lần thứ II"
    )


def test_an_agency_keeps_its_name_where_nothing_is_repeated(party: RuleSet) -> None:
    def issuing(name: str, superior: str) -> str:
        return " ".join(letterhead(BodyKind.COMMUNE_AGENCY, name, superior, rules=party).issuing)

    assert issuing("Đảng uỷ", "Đảng uỷ xã Mẫu") == "ĐẢNG UỶ"
    assert issuing("Ban Tổ chức", "Đảng uỷ xã Mẫu") == "BAN TỔ CHỨC"
    assert issuing("Ban Tổ chức Đảng uỷ xã Mẫu", "Đảng uỷ xã Mẫu") == "BAN TỔ CHỨC"
    assert issuing("Văn phòng đảng ủy", "Đảng uỷ xã Mẫu") == "VĂN PHÒNG"
    assert issuing("Đảng uỷ xã Mẫu", "Đảng uỷ xã Mẫu") == "ĐẢNG UỶ XÃ MẪU"


def test_a_joint_letterhead_trims_each_name(party: RuleSet) -> None:
    head = letterhead(BodyKind.JOINT, [" Ban A ", "Ban B"], rules=party)
    assert head.issuing == ("BAN A - BAN B",)


def test_a_long_date_line_takes_room_from_the_letterhead(party: RuleSet) -> None:
    name, superior = "Đảng uỷ phường Hai Bà Trưng", "Đảng bộ tỉnh X"
    alone = letterhead(BodyKind.COMMUNE_COMMITTEE, name, superior, rules=party)
    beside = letterhead(
        BodyKind.COMMUNE_COMMITTEE,
        name,
        superior,
        rules=party,
        place_date="Phường Hai Bà Trưng, ngày 20 tháng 12 năm 2026",
    )
    assert len(alone.issuing) < len(beside.issuing)
    fit = beside.fit
    for line in beside.issuing:
        assert text_width_mm(line, 14, bold=True, condensed_pt=fit.issuing_pt) <= fit.left_mm


def test_an_author_that_begins_like_the_word_gets_the_word(party: RuleSet) -> None:
    assert author_line("Củaấy", party) == "CỦA CỦAẤY"


def test_a_letter_about_about(party: RuleSet) -> None:
    assert letter_abstract("việc về nhà", party) == "về việc việc về nhà"
    assert letter_abstract("TDP số 1 họp", party) == "về việc TDP số 1 họp"


def test_appendix_titles_stay_small_where_the_rule_has_them_so(party: RuleSet) -> None:
    small = party.model_copy(
        update={"appendix": party.appendix.model_copy(update={"title_caps": False})}
    )
    loose = unicodedata.normalize("NFD", " Biểu  mẫu ")
    assert appendix_title(loose, small) == "Biểu mẫu"


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("", ("Trần", "Thị Minh", "Mẫu")),
        (" ", ("Trần", "Thị Minh", "Mẫu")),
        ("Thị Minh Mẫu", ("Trần", "", "Thị Minh Mẫu")),
        ("Minh", ("Trần", "Thị Minh", "Mẫu")),
        ("Hoa Lan", ("Trần", "Thị Minh", "Mẫu")),
    ],
)
def test_the_given_part_is_heeded_only_at_the_end(given: str, parts: tuple[str, ...]) -> None:
    assert tuple(split_name("Trần Thị Minh Mẫu", given)) == parts


def test_what_stands_where_letters_and_figures_meet() -> None:
    order = ["Tổ 1", "Tổ 2", "Tổ 9", "Tổ a", "Tổ z", "Tổ *", "Tổ 漢"]
    assert sorted_names(order[::-1]) == order
    assert sorted_names(["Lê Thuý", "Lê Thuỷ"], tone_order="huyen-sac") == ["Lê Thuý", "Lê Thuỷ"]
    assert sorted_names(["Lê Thuý", "Lê Thuỷ"]) == ["Lê Thuỷ", "Lê Thuý"]


def test_the_given_part_moves_a_name_in_the_list() -> None:
    assert sort_key("Lê Mỹ Hạnh", given="Mỹ Hạnh") > sort_key("Lê Hạnh Mai")
    assert sort_key("Lê Mỹ Hạnh") < sort_key("Lê Hạnh Mai")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("com1", "com1_"),
        ("LPT9.txt", "LPT9_.txt"),
        ("con.a.b", "con_.a.b"),
        ("a\u200bb", "ab"),
        ("a - - b", "a-b"),
        (" -a.- ", "a"),
        ("com10", "com10"),
        ("conin$", "conin$_"),
    ],
)
def test_names_of_devices_and_marks_at_the_ends(text: str, name: str) -> None:
    assert file_slug(text) == name


def test_a_long_name_is_cut_without_a_mark_at_its_end() -> None:
    assert file_slug("a" * 100) == "a" * 80
    assert file_slug("ab cd", max_length=3) == "ab"
    assert file_slug("ab cd", max_length=4) == "ab-c"


def test_lines_are_fewest_then_even() -> None:
    text = "MỘT HAI BA BỐN NĂM SÁU"
    whole = text_width_mm(text, 14)
    words = tuple(text.split())
    assert balanced_lines(words, whole, 14) == (text,)
    assert balanced_lines(words, whole - 0.01, 14) == ("MỘT HAI BA", "BỐN NĂM SÁU")
    assert balanced_lines(("A\u00a0B", "C"), 1, 14) == ("A\u00a0B", "C")


def test_bold_and_slanted_lines_are_measured_as_they_are_set() -> None:
    text = "Ban Chấp hành Trung ương"
    faces = [(False, False), (True, False), (False, True), (True, True)]
    widths = [text_width_mm(text, 14, *face) for face in faces]
    assert len(set(widths)) == 4
    for face, width in zip(faces, widths, strict=True):
        assert balanced_lines(tuple(text.split()), width + 0.01, 14, *face) == (text,)
        assert len(balanced_lines(tuple(text.split()), width - 0.01, 14, *face)) == 2


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")],
)
def test_every_letter_of_roman_numerals(number: int, letters: str) -> None:
    assert roman(number) == letters


@pytest.mark.parametrize(
    "device",
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"],
)
def test_no_file_is_named_like_a_device(device: str) -> None:
    assert file_slug(device, accents=True) == f"{device}_"
    assert file_slug(f"{device.upper()}.docx", accents=True) == f"{device.upper()}_.docx"


@pytest.mark.parametrize(
    ("tone_order", "tones"),
    [("cldr", "aàảãáạ"), ("huyen-sac", "aàáảãạ")],
)
def test_each_tone_is_before_the_next_whatever_the_rest_of_the_name(
    tone_order: Literal["cldr", "huyen-sac"], tones: str
) -> None:
    pairs = [(f"An M{later}", f"Vũ M{earlier}") for earlier, later in pairwise(tones)]
    kept = [pair for pair in pairs if sorted_names(pair, tone_order=tone_order) == list(pair)]
    assert (len(pairs), kept) == (5, [])


def test_a_sign_that_is_no_letter_stands_behind_by_its_code() -> None:
    names = ["Vũ *", "Vũ +", "An 漢"]
    assert sorted_names(names[::-1]) == names
    assert sort_key("A ²") > sort_key("A z")
    assert sort_key("An²") != sort_key("An2")


@pytest.mark.parametrize(
    ("printed", "result"),
    [
        (lambda r: abstract("Khoá XX."), "khoá XX"),
        (lambda r: letter_abstract("Nhiệm kỳ XX;", r), "về việc nhiệm kỳ XX"),
        (lambda r: citation("Nghị quyết", None, None, None, "về khoá XX.", r), "Nghị quyết về khoá XX"),
        (lambda r: legal_basis_lines(["Nghị quyết XX;"], r), ["- Căn cứ Nghị quyết XX."]),
        (lambda r: recipient_lines(["Xã Mẫu XX;"], "", r), ["- Xã Mẫu XX."]),
        (lambda r: recipient_lines([], "Kho XX.", r), ["- Lưu Kho XX."]),
        (lambda r: signer_name("TS. Xuân Mẫu"), ("Xuân Mẫu", ["Đã bỏ “TS” trước họ tên người ký."])),
        (lambda r: signer_name("TSX Mẫu"), ("TSX Mẫu", [])),
        (lambda r: file_slug(" X-quang X "), "X-quang-X"),
        (lambda r: file_slug("aX" * 3, max_length=2), "aX"),
    ],
)  # fmt: skip
def test_marks_are_taken_off_letters_are_not(
    printed: Callable[[RuleSet], object], result: object, party: RuleSet
) -> None:
    assert printed(party) == result


def test_an_office_that_writes_tones_first_reads_them_everywhere(
    party: RuleSet, tmp_path: Path
) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text('[spelling]\ntone_placement = "ủy"\n', "utf-8")
    rules = load_rules("party-2026", own)
    assert urgency_mark(3, rules) == "HỎA TỐC"
    block = signature_collective("Đảng uỷ", "Bí thư", "Lê Thuý", rules)
    assert (block.authority, block.name) == ("T/M ĐẢNG ỦY", "Lê Thuý")
    assert signature_head("Uỷ viên", "Lê Thuý", rules).authority == "ỦY VIÊN"
    head = letterhead("cell", "Chi bộ Hoà Mẫu", "Đảng uỷ xã Mẫu", rules=rules)
    assert head.issuing == ("CHI BỘ HÒA MẪU",)
    assert author_line("Đảng uỷ", rules) == "CỦA ĐẢNG ỦY"
    # Whatever the office writes, a body's name is known in either spelling.
    assert letterhead("commune_agency", "Văn phòng Đảng ủy", "Đảng ủy xã", rules=party).issuing == (
        "VĂN PHÒNG",
    )


def test_a_unit_that_is_a_joint_of_one_word_names(party: RuleSet) -> None:
    assert organisation_name("đảng ủy", party) == "Đảng bộ"
    assert committee_name("ĐẢNG BỘ", party) == "Đảng uỷ"
    assert committee_name("Đảng bộ tỉnh", party) == "Tỉnh uỷ"
    assert committee_name("Đảng bộ thành phố Mẫu", party) == "Thành uỷ Mẫu"


def test_a_draft_and_its_number(party: RuleSet, tmp_path: Path) -> None:
    assert draft_mark(None, party) == "Dự thảo"
    assert draft_mark(1, party) == "Dự thảo lần 1"
    own = tmp_path / "the-thuc.toml"
    own.write_text('[phrases]\ndraft = "Dự thảo lần {lan} lần cuối"\n', "utf-8")
    assert draft_mark(None, load_rules("party-2026", own)) == "Dự thảo"


def test_words_of_an_offices_file_are_matched_whatever_their_capitals(tmp_path: Path) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text(
        '[phrases]\nauthor_word = "Của"\ncitation_about = "Về"\ncell_word = "CHI BỘ"\n'
        '[legal_basis]\nopening_words = ["Chiếu Theo"]\n'
        '[organisation_words]\n"Thị Uỷ" = "Đảng bộ Thị xã"\n'
        '[signature]\npositions = ["Trưởng Phòng"]\n'
        '[signature.organ_positions]\n"Tổ Thư ký" = ["Tổ Trưởng"]\n'
        '[short_names]\ntails = ["Thị Uỷ"]\n',
        "utf-8",
    )
    rules = load_rules("party-2026", own)
    assert author_line("của Thành uỷ", rules) == "CỦA THÀNH UỶ"
    assert citation("Quy định", None, None, None, "về thi đua", rules) == "Quy định về thi đua"
    assert legal_basis_lines(["chiếu theo Luật"], rules) == ["- Chiếu theo Luật."]
    assert organisation_name("thị ủy Mẫu", rules) == "Đảng bộ Thị xã Mẫu"
    assert committee_name("đảng bộ thị xã Mẫu", rules) == "Thị Uỷ Mẫu"
    assert signature_head("trưởng phòng Mẫu", "A", rules).authority == "TRƯỞNG PHÒNG"
    assert signature_collective("tổ thư ký", "tổ trưởng", "A", rules).position == "TỔ TRƯỞNG"
    assert congress_name("Chi bộ 1", rules) == "Đại hội Chi bộ 1"
    head = letterhead("commune_agency", "Văn phòng thị ủy", "Đảng uỷ xã", rules=rules)
    assert head.issuing == ("VĂN PHÒNG",)


def test_a_block_without_lines_has_no_authority() -> None:
    empty = SignatureBlock((), "Trần Văn Mẫu")
    assert (empty.authority, empty.position) == ("", "")
