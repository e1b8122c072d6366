"""Numbers, marks, identifiers, choices and texts of single cells."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.cells.normalise import match_choice, read_value
from giayto.data.cells.numbers import parse_decimal, parse_int, parse_mark, parse_number_text
from giayto.data.models import Attendance, Member, Organisation, Review
from giayto.data.models.fields import FieldSpec, fields_of
from giayto.data.reference import choices


def spec(model: type, attribute: str) -> FieldSpec:
    return next(s for s in fields_of(model) if s.attribute == attribute)


CARD = (8, 12)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.518.000", "1518000"),
        ("3,510,000", "3510000"),
        ("1 518 000", "1518000"),
        ("450.000 đồng", "450000"),
        ("2.530.000 đồng/tháng", "2530000"),
        ("0,6", "0.6"),
        ("0.6", "0.6"),
        ("27,5", "27.5"),
        ("1.234,5", "1234.5"),
        ("1.518", "1518"),
        (27.5, "27.5"),
        (2530000.0, "2530000"),
        ("08", "8"),
        ("0", "0"),
    ],
)
def test_numbers_with_vietnamese_separators(written: object, number: str) -> None:
    assert parse_decimal(written).value == Decimal(number)


@pytest.mark.parametrize("written", ["mười", "-3", -3.0, "1.5.2", "12a", float("nan"), True])
def test_what_is_no_number_is_reported(written: object) -> None:
    reading = parse_decimal(written)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == "KT-207"


def test_a_whole_number_may_not_have_a_fraction() -> None:
    assert parse_int("12").value == 12
    assert parse_int("1.518.000 đồng").value == 1518000
    problem = parse_int("12,5").problem
    assert problem is not None
    assert problem.code == "KT-207"


@given(st.integers(0, 10**12))
def test_grouped_thousands_come_back(number: int) -> None:
    assert parse_int(f"{number:,}").value == number
    assert parse_int(f"{number:,}".replace(",", ".")).value == number


@pytest.mark.parametrize("written", ["x", "X", "có", "CÓ", "✓", "1", 1.0, True, "true"])
def test_marks_that_mean_yes(written: object) -> None:
    assert parse_mark(written).value is True


@pytest.mark.parametrize("written", ["0", "không", "KHÔNG", 0.0, False, "-"])
def test_marks_that_mean_no(written: object) -> None:
    assert parse_mark(written).value is False


def test_a_strange_mark_is_reported() -> None:
    problem = parse_mark("Nữ").problem
    assert problem is not None
    assert problem.code == "KT-209"


@pytest.mark.parametrize(
    ("written", "number", "code"),
    [
        ("079262098695", "079262098695", None),
        (99167419849.0, "099167419849", "KT-210"),
        (3670126186.0, "003670126186", "KT-210"),
        ("99167419849", "099167419849", "KT-210"),
        ("001 163479545", "001163479545", "KT-211"),
        ("001.163.479.545", "001163479545", "KT-211"),
        ("12345678", "12345678", None),
        (1234567.0, "01234567", "KT-210"),
        ("000001 HN", "000001 HN", None),
        ("123456789", "123456789", None),
    ],
)
def test_card_numbers_keep_their_digits(written: object, number: str, code: str | None) -> None:
    reading = parse_number_text(written, CARD)
    assert reading.value == number
    assert (reading.problem.code if reading.problem else None) == code


def test_a_number_rounded_by_excel_is_not_invented() -> None:
    reading = parse_number_text("9,9167E+10", CARD)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == "KT-212"


@given(st.from_regex(r"0?[1-9][0-9]{10}", fullmatch=True))
def test_a_card_typed_as_a_number_is_the_card_again(card: str) -> None:
    assert parse_number_text(float(card), CARD).value == card.zfill(12)


@pytest.mark.parametrize(
    ("name", "written", "choice"),
    [
        ("grade", "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"),
        ("grade", "htxs", "Hoàn thành xuất sắc nhiệm vụ"),
        ("grade", "HTTNV", "Hoàn thành tốt nhiệm vụ"),
        ("grade", "HTT", "Hoàn thành tốt nhiệm vụ"),
        ("grade", "HTNV", "Hoàn thành nhiệm vụ"),
        ("grade", "KHTNV", "Không hoàn thành nhiệm vụ"),
        ("grade", "KHT", "Không hoàn thành nhiệm vụ"),
        ("grade", "hoàn  thành TỐT nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
        ("grade", "Hoan thanh tot nhiem vu", "Hoàn thành tốt nhiệm vụ"),
        ("status", "Đang sinh hoạt Đảng", "Đang sinh hoạt"),
        ("status", "Miễn sinh hoạt", "Miễn công tác và sinh hoạt đảng"),
        ("status", "Rời khỏi Đảng", "Ra khỏi Đảng"),
        ("status", "Dự bị", "Đang sinh hoạt"),
        ("category", "02A", "Giữ chức vụ lãnh đạo, quản lý"),
        ("category", "2c", "Không làm việc trong hệ thống chính trị"),
        ("organisation_kind", "Đảng ủy xã, phường, đặc khu", "Đảng uỷ xã, phường, đặc khu"),
        ("presence", "Vắng CLD", "Vắng có lý do"),
        ("spelling", "ủy", "ủy"),
        ("spelling", "uỷ", "uỷ"),
    ],
)
def test_choices_by_abbreviation_and_spelling(name: str, written: str, choice: str) -> None:
    assert match_choice(choices(name), written).value == choice


def test_an_unknown_choice_is_answered_with_the_nearest() -> None:
    problem = match_choice(choices("grade"), "Hoàn thành tôt nhiệm vu ạ").problem
    assert problem is not None
    assert problem.code == "KT-208"
    assert "Hoàn thành tốt nhiệm vụ" in problem.fix


def test_absence_without_saying_which_is_not_decided() -> None:
    assert read_value(spec(Attendance, "presence"), "Vắng").value is None


@pytest.mark.parametrize("name", ["Đặng Thuỷ", "Đặng Thủy", "Hoà", "Hòa", "Mỹ Lí", "Brơi"])
def test_names_are_never_respelled(name: str) -> None:
    written = unicodedata.normalize("NFD", f"  {name.replace(' ', '  ')} ")
    assert read_value(spec(Member, "full_name"), written).value == name


@pytest.mark.parametrize("name", ["İ劀", "ẞ劀", "A B"])
def test_capitals_that_have_no_small_letters_are_nothing_to_tell(name: str) -> None:
    reading = read_value(spec(Member, "full_name"), name)
    assert (reading.value, reading.problem) == (name, None)


def test_line_breaks_stay_in_long_texts_only() -> None:
    long = read_value(spec(Review, "duty"), "Một\r\n\r\n  Hai\x0b Ba _x000D_\nBốn").value
    assert long == "Một\nHai\nBa\nBốn"
    assert read_value(spec(Organisation, "name"), "Chi bộ\n Tổ 1\u00a0").value == "Chi bộ Tổ 1"


def test_characters_no_document_can_hold_are_dropped() -> None:
    assert read_value(spec(Member, "note"), "a\x00b\u200bc\ufeff\x07").value == "abc"


def test_text_in_an_old_font_is_an_error_with_a_way_out() -> None:
    reading = read_value(spec(Member, "full_name"), "NguyÔn V¨n §øc")
    assert reading.problem is not None
    assert reading.problem.code == "KT-215"
