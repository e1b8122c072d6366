"""Number and symbol: every printed number, made and read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.numbering import (
    ParsedNumber,
    body_symbol,
    document_number,
    parse_number,
    series_key,
    type_symbol,
)
from giayto.conventions.ruleset import RuleSet, load_rules
from giayto.errors import ConventionValue

PRINTED = [
    ("2026", 6, "chi_thi", ["tinh_uy"], "Số 06-CT/TU"),
    ("2026", 23, "quyet_dinh", ["uy_ban_kiem_tra_trung_uong"], "Số 23-QĐ/UBKTTW"),
    ("2026", 138, "cong_van", ["ban_tuyen_giao_va_dan_van_tinh_uy"], "Số 138-CV/BTGDVTU"),
    ("2026", 5, "huong_dan", ["van_phong_trung_uong"], "Số 05-HD/VPTW"),
    (
        "2026",
        5,
        "quy_che",
        ["ban_to_chuc_tinh_uy", "ban_noi_chinh_tinh_uy"],
        "Số 05-QC/BTCTU-BNCTU",
    ),
    ("2026", 686, "cong_van", ["van_phong_tinh_uy"], "Số 686-CV/VPTU"),
    ("2026", 20, "bien_ban", ["dai_hoi"], "Số 20-BB/ĐH"),
    ("2026", 1, "bao_cao", ["dai_hoi"], "Số 01-BC/ĐH"),
    ("2026", 10, "bien_ban", ["chi_bo"], "Số 10-BB/CB"),
    ("2026", 8, "bien_ban", ["chi_bo"], "Số 08-BB/CB"),
    ("2026", 1, "quyet_dinh", ["dang_uy"], "Số 01-QĐ/ĐU"),
    ("2026", 15, "quyet_dinh", ["dang_uy"], "Số 15-QĐ/ĐU"),
    ("2026", 15, "nghi_quyet", ["dang_uy"], "Số 15-NQ/ĐU"),
    ("2026", 3, "nghi_quyet", ["chi_bo"], "Số 03-NQ/CB"),
    ("2026", 127, "quyet_dinh", ["trung_uong"], "Số 127-QĐ/TW"),
    ("2026", 399, "quy_dinh", ["trung_uong"], "Số 399-QĐ/TW"),
    ("2026", 259, "quyet_dinh", ["trung_uong"], "Số 259-QĐ/TW"),
    ("2026", 294, "quy_dinh", ["trung_uong"], "Số 294-QĐ/TW"),
    ("2026", 296, "quy_dinh", ["trung_uong"], "Số 296-QĐ/TW"),
    ("2026", 9, "quy_che", ["trung_uong"], "Số 09-QC/TW"),
    ("2026", 20, "thong_bao", ["uy_ban_kiem_tra_dang_uy"], "Số 20-TB/UBKTĐU"),
    ("2026", 12, "thong_bao", ["ban_xay_dung_dang"], "Số 12-TB/BXDĐ"),
    ("2018", 36, "huong_dan", ["van_phong_trung_uong"], "Số 36-HD/VPTW"),
    ("2018", 76, "bao_cao", ["huyen_uy"], "Số 76-BC/HU"),
    ("2018", 24, "ban_sao", ["UBKTTU"], "Số 24-BS/UBKTTU"),
    ("2018", 159, "ke_hoach", ["quan_uy"], "Số 159-KH/QU"),
    ("state", 15, "quyet_dinh", ["UBND"], "Số: 15/QĐ-UBND"),
]


@pytest.mark.parametrize(("rule_set", "number", "type_key", "bodies", "printed"), PRINTED)
def test_printed_number(
    rule_set: str,
    number: int,
    type_key: str,
    bodies: list[str],
    printed: str,
    rule_sets: dict[str, RuleSet],
) -> None:
    rules = rule_sets[rule_set]
    symbols = [rules.body_symbols.get(body, body) for body in bodies]
    assert document_number(number, type_key, symbols, rules) == printed
    parsed = parse_number(printed)
    assert parsed is not None
    assert parsed.number == number
    assert parsed.type_symbol == type_symbol(type_key, rules)
    assert parsed.bodies == tuple(symbols)


def test_a_letter_of_the_state_has_no_type_symbol(rule_sets: dict[str, RuleSet]) -> None:
    assert document_number(12, "cong_van", "UBND-VX", rule_sets["state"]) == "Số: 12/UBND-VX"


def test_one_body_is_a_plain_string(party: RuleSet) -> None:
    assert document_number(15, "quyet_dinh", "ĐU", party) == "Số 15-QĐ/ĐU"


@pytest.mark.parametrize(
    ("type_key", "body", "printed"),
    [("nghi_quyet", "ĐU", "Số       -NQ/ĐU"), ("bao_cao", "VPĐU", "Số       -BC/VPĐU")],
)
def test_blank_number(type_key: str, body: str, printed: str, party: RuleSet) -> None:
    line = document_number(None, type_key, body, party)
    assert line.replace("\u00a0", " ") == printed
    # Ordinary spaces would be squeezed when Word justifies or a template is re-read.
    assert " " not in line
    assert parse_number(line) == ParsedNumber(None, party.type_symbols[type_key], (body,))


TYPE_SYMBOLS = {
    "nghi_quyet": "NQ",
    "quyet_dinh": "QĐ",
    "quy_dinh": "QĐ",
    "chi_thi": "CT",
    "ket_luan": "KL",
    "quy_che": "QC",
    "thong_tri": "TT",
    "bao_cao": "BC",
    "chuong_trinh": "CTr",
    "to_trinh": "TTr",
    "cong_van": "CV",
    "bien_ban": "BB",
    "huong_dan": "HD",
    "thong_bao": "TB",
    "thong_cao": "TC",
    "ke_hoach": "KH",
    "quy_hoach": "QH",
    "de_an": "ĐA",
    "phuong_an": "PA",
    "du_an": "DA",
    "chien_luoc": "CL",
    "tuyen_bo": "TB",
    "loi_keu_goi": "LKG",
    "giay_gioi_thieu": "GGT",
    "giay_moi": "GM",
    "giay_chung_nhan": "GCN",
    "giay_di_duong": "GĐĐ",
    "giay_nghi_phep": "GNP",
    "phieu_chuyen": "PC",
    "phieu_gui": "PG",
}
BODY_SYMBOLS = {
    "dai_hoi": "ĐH",
    "trung_uong": "TW",
    "tinh_uy": "TU",
    "quan_uy_trung_uong": "QUTW",
    "dang_uy_quan_su": "ĐUQS",
    "dang_uy_cong_an": "ĐUCA",
    "dang_uy_bien_phong": "ĐUBP",
    "dang_uy": "ĐU",
    "chi_bo": "CB",
    "uy_ban_kiem_tra": "UBKT",
    "co_quan_uy_ban_kiem_tra": "CQUBKT",
    "uy_ban_kiem_tra_trung_uong": "UBKTTW",
    "ban_tuyen_giao_va_dan_van": "BTGDV",
    "ban_tuyen_giao_va_dan_van_tinh_uy": "BTGDVTU",
    "ban_xay_dung_dang": "BXDĐ",
    "van_phong_trung_uong": "VPTW",
    "van_phong_tinh_uy": "VPTU",
    "ban_to_chuc_tinh_uy": "BTCTU",
    "ban_noi_chinh_tinh_uy": "BNCTU",
    "ban_chi_dao": "BCĐ",
    "tieu_ban": "TB",
    "hoi_dong": "HĐ",
    "bao_nhan_dan": "BND",
    "tap_chi_cong_san": "TCCS",
    "hoc_vien_chinh_tri_quoc_gia": "HVCTQGHCM",
    "dai_truyen_hinh": "ĐTHVN",
    "dai_tieng_noi": "ĐTNVN",
    "thong_tan_xa": "TTXVN",
    "vien_khoa_hoc_xa_hoi": "VHLKHXHVN",
    "vien_khoa_hoc_va_cong_nghe": "VHLKHCNVN",
    "truong_chinh_tri": "TCT",
    "trung_tam_chinh_tri": "TTCT",
    "co_quan_bao_va_phat_thanh_truyen_hinh": "CQBPTTH",
    "van_phong_dang_uy": "VPĐU",
    "uy_ban_kiem_tra_dang_uy": "UBKTĐU",
}
LEGACY_SYMBOLS = {
    "huyen_uy": "HU",
    "quan_uy": "QU",
    "thi_uy": "ThU",
    "dang_uy_khoi": "ĐUK",
    "dang_doan": "ĐĐ",
    "ban_can_su_dang": "BCSĐ",
}
STATE_SYMBOLS = [
    "NQ",
    "QĐ",
    "CT",
    "QC",
    "QyĐ",
    "TC",
    "TB",
    "HD",
    "CTr",
    "KH",
    "PA",
    "ĐA",
    "DA",
    "BC",
    "BB",
    "TTr",
    "HĐ",
    "CĐ",
    "BGN",
    "BTT",
    "GUQ",
    "GM",
    "GGT",
    "GNP",
    "PG",
    "PC",
    "PB",
    "SY",
    "TrS",
    "SL",
]


@pytest.mark.parametrize(("key", "symbol"), TYPE_SYMBOLS.items())
def test_type_symbol(key: str, symbol: str, party: RuleSet) -> None:
    assert type_symbol(key, party) == symbol


@pytest.mark.parametrize(("key", "symbol"), BODY_SYMBOLS.items())
def test_body_symbol(key: str, symbol: str, party: RuleSet) -> None:
    assert body_symbol(key, party) == symbol


@pytest.mark.parametrize(("key", "symbol"), LEGACY_SYMBOLS.items())
def test_legacy_body_symbol(key: str, symbol: str, party: RuleSet, party_2018: RuleSet) -> None:
    assert body_symbol(key, party_2018) == symbol
    with pytest.raises(ConventionValue):
        body_symbol(key, party)


@pytest.mark.parametrize("symbol", STATE_SYMBOLS)
def test_state_symbol(symbol: str, state: RuleSet) -> None:
    assert symbol in state.type_symbols.values()


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("5053-CV/VPTW/nb", ParsedNumber(5053, "CV", ("VPTW",), "nb")),
        ("3294-CV/VPTW/nb", ParsedNumber(3294, "CV", ("VPTW",), "nb")),
        ("16915-CV/VPTW", ParsedNumber(16915, "CV", ("VPTW",))),
        ("4148-QĐ/VPTW", ParsedNumber(4148, "QĐ", ("VPTW",))),
        ("03-HD/VPTW", ParsedNumber(3, "HD", ("VPTW",))),
        ("66-QĐ/TW", ParsedNumber(66, "QĐ", ("TW",))),
        ("223-QĐ/TW", ParsedNumber(223, "QĐ", ("TW",))),
        ("Số: 223-QĐ/TW", ParsedNumber(223, "QĐ", ("TW",))),
        ("Số 12-QĐi/TU", ParsedNumber(12, "QĐi", ("TU",))),
        ("30/2020/NĐ-CP", ParsedNumber(30, "NĐ", ("CP",))),
    ],
)
def test_reading_cited_numbers(text: str, parsed: ParsedNumber) -> None:
    assert parse_number(text) == parsed


@pytest.mark.parametrize("text", ["", "Số", "15 QĐ ĐU", "về việc họp", "12/2026", "QĐ/ĐU"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_series(party: RuleSet, party_2018: RuleSet) -> None:
    assert series_key("quyet_dinh", party) == series_key("quy_dinh", party)
    assert series_key("quyet_dinh", party_2018) != series_key("quy_dinh", party_2018)
    assert series_key("bao_cao", party) != series_key("ke_hoach", party)
    assert series_key("bao_cao", party, congress=True) == series_key(
        "bien_ban", party, congress=True
    )


def test_refusals_say_what_to_do(party: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="nghi_quyet"):
        type_symbol("nghi_quyett", party)
    with pytest.raises(ConventionValue, match="từ 1"):
        document_number(0, "bao_cao", "ĐU", party)
    with pytest.raises(ConventionValue, match="ký hiệu cơ quan"):
        document_number(1, "bao_cao", " ", party)
    with pytest.raises(ConventionValue, match="bodies"):
        body_symbol("khong_co", party)


# The pattern of the domain file, section 6.1.
PARTY_NUMBER = re.compile(
    r"^Số\s+(?:\d{2,}|[\s…._]*)-(?:NQ|QĐ|CT|KL|QC|TT|HD|TB|TC|BC|KH|QH|CTr|ĐA|PA|DA|TTr|CV|BB|"
    r"[A-ZĐ]{2,4}r?)/[A-ZĐ]+(?:-[A-ZĐ]+)*$"
)


@given(
    st.integers(1, 99999),
    st.sampled_from(sorted(TYPE_SYMBOLS)),
    st.lists(st.sampled_from(sorted(BODY_SYMBOLS.values())), min_size=1, max_size=3),
)
def test_every_number_fits_the_pattern_and_reads_back(
    number: int, type_key: str, bodies: list[str]
) -> None:
    rules = load_rules("party-2026")
    line = document_number(number, type_key, bodies, rules)
    assert PARTY_NUMBER.match(line)
    assert parse_number(line) == ParsedNumber(number, TYPE_SYMBOLS[type_key], tuple(bodies))
