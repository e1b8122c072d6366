"""Words that belong together: where names may break."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from giayto.conventions.binding import BOUND_FILE, unbroken_groups
from giayto.conventions.letterhead import BodyKind, letterhead
from giayto.conventions.ruleset import load_rules
from giayto.conventions.spelling import fold

NAMES = [
    "Đảng bộ thành phố | Hồ Chí Minh",
    "Đảng bộ Thành phố | Hồ Chí Minh",
    "ĐẢNG BỘ THÀNH PHỐ | HỒ CHÍ MINH",
    "đảng bộ thành phố | hồ chí minh",
    "Đảng ủy phường | Hai Bà Trưng",
    "Đảng uỷ phường | Văn Miếu - | Quốc Tử Giám",
    "Đảng uỷ xã | Bản Bo",
    "Đảng uỷ xã | Hội An",
    "ĐẢNG UỶ XÃ | HỘI AN",
    "Đảng uỷ xã | An Lạc Thôn",
    "Đảng uỷ phường | Ô Chợ Dừa",
    "Chi bộ | Công ty | Cổ phần | May | Xuất khẩu | Hà Phong",
    "CHI BỘ | CÔNG TY | CỔ PHẦN | MAY | XUẤT KHẨU | HÀ PHONG",
    "Chi bộ | Trung tâm | Phục vụ | hành chính công",
    "Chi bộ | Trường | Trung học cơ sở | Nguyễn Thị Minh Khai",
    "Chi bộ | Trường | THPT | Nguyễn Bỉnh Khiêm 2",
    "Chi bộ | Trường | Tiểu học | Lê Văn Tám | Phường | Bạch Mai",
    "Chi bộ | Tổ dân phố số 5",
    "Chi bộ | Phòng | Hành chính - | Quản trị",
    "Chi bộ | Hợp tác xã | Dịch vụ | Nông nghiệp | Phú Lương",
    "Đảng uỷ | Bảo hiểm xã hội | thành phố | Hà Nội",
    "Đại hội | Chi bộ | Tổ 16 | nhiệm kỳ 2025-2030",
    "Đảng bộ tỉnh | Nghệ An | lần thứ XV",
    "Ban Chỉ đạo | về | phát triển | khoa học, | công nghệ | và | chuyển đổi số",
    # No list knows these: capitals followed by small letters are one word.
    "Chi bộ | Đội | Bốc xếp | Vạn Lý",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_breaks_only_between_its_words(name: str) -> None:
    assert " | ".join(unbroken_groups(name.replace(" | ", " "))) == name


def test_nothing_is_lost_and_spaces_do_not_matter() -> None:
    assert unbroken_groups("") == ()
    assert unbroken_groups("  Chi   bộ\n thôn\tĐông ") == ("Chi bộ", "thôn", "Đông")
    assert " ".join(unbroken_groups("- (x), 12 …")) == "- (x), 12 …"


def test_an_office_adds_words_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text('[letterhead]\nbound_words = ["bốc dỡ hàng"]\n', encoding="utf-8")
    rules = load_rules("party-2026", own)
    name, above = "Chi bộ đội bốc dỡ hàng rời khu vực cảng sông", "Đảng bộ phường Hồng Gai"
    place_date = "Phường Hồng Gai Đông, ngày 20 tháng 12 năm 2026"
    head = letterhead(BodyKind.CELL, name, above, rules=rules, place_date=place_date)
    lines = [line.replace("\u00a0", " ") for line in head.issuing]
    assert len(lines) > 1
    assert any("BỐC DỠ HÀNG" in line for line in lines)
    assert unbroken_groups("đội bốc dỡ hàng", rules.letterhead.bound_words)[1] == "bốc dỡ hàng"
    assert unbroken_groups("đội bốc dỡ hàng") == ("đội", "bốc", "dỡ", "hàng")


def test_the_list_is_dated_and_says_each_word_once() -> None:
    raw = tomllib.loads(BOUND_FILE.read_text(encoding="utf-8"))
    assert isinstance(raw["as_of"], dt.date)
    for key in ("before_name", "keeps_next", "words"):
        folded = [fold(word) for word in raw[key]]
        assert len(folded) == len(set(folded)), key
    # A syllable alone is nothing to keep together, unless a name follows it.
    assert [word for word in raw["words"] if " " not in word] == []
