"""Names: their parts, and the order of Vietnamese lists."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.names import NameParts, sort_key, sorted_names, split_name


@pytest.mark.parametrize(
    ("full", "given_part", "parts"),
    [
        ("Nguyễn Văn Hùng", None, NameParts("Nguyễn", "Văn", "Hùng")),
        ("Trần Thị Minh Mẫu", None, NameParts("Trần", "Thị Minh", "Mẫu")),
        ("  Lê   Mẫu ", None, NameParts("Lê", "", "Mẫu")),
        ("Mẫu", None, NameParts("", "", "Mẫu")),
        ("", None, NameParts("", "", "")),
        ("Trần Thị Minh Mẫu", "Minh Mẫu", NameParts("Trần", "Thị", "Minh Mẫu")),
        ("Trần Thị Minh Mẫu", "MINH MẪU", NameParts("Trần", "Thị", "Minh Mẫu")),
        ("Trần Thị Minh Mẫu", "Hoa", NameParts("Trần", "Thị Minh", "Mẫu")),
        ("Minh Mẫu", "Minh Mẫu", NameParts("", "", "Minh Mẫu")),
    ],
)
def test_split(full: str, given_part: str | None, parts: NameParts) -> None:
    assert split_name(full, given_part) == parts


def ordered(names: list[str], tone_order: str = "cldr") -> list[str]:
    keys = {name: sort_key(name, tone_order=tone_order, given=name) for name in names}  # type: ignore[arg-type]
    return sorted(names, key=keys.__getitem__)


def test_the_alphabet() -> None:
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert ordered(alphabet[::-1]) == alphabet


def test_letters_before_tones() -> None:
    order = list("aàảãáạăằẳẵắặâầẩẫấậ")
    assert ordered(order[::-1]) == order


def test_the_other_tone_order() -> None:
    assert ordered(list("aáàảãạ"), "huyen-sac") == list("aàáảãạ")


def test_syllable_by_syllable() -> None:
    names = ["Ba An", "Bà An", "Bá An", "Ba Bình", "Bà Bình"]
    assert ordered(names) == ["Ba An", "Ba Bình", "Bà An", "Bà Bình", "Bá An"]


def test_code_point_order_is_not_used() -> None:
    assert ordered(["Zung", "Đạt", "Ánh", "Dung"]) == ["Ánh", "Dung", "Đạt", "Zung"]


def test_given_then_middle_then_family() -> None:
    names = ["Vũ An Bình", "Lê Văn An", "Lê Thị An", "Bùi Văn An", "An", "Đỗ An"]
    assert sorted_names(names) == [
        "An",
        "Đỗ An",
        "Lê Thị An",
        "Bùi Văn An",
        "Lê Văn An",
        "Vũ An Bình",
    ]


def test_both_tone_placements_stand_together() -> None:
    names = ["Lê Thuý", "Bùi Thủy", "An Thuỷ", "Cao Thùy", "Hà Thúy"]
    assert sorted_names(names) == ["Cao Thùy", "An Thuỷ", "Bùi Thủy", "Hà Thúy", "Lê Thuý"]


def test_case_and_composition_decide_only_at_last() -> None:
    names = ["NGUYỄN VĂN AN", "Trần Bình An", "Nguyễn Văn An"]
    assert sorted_names(names) == ["Trần Bình An", "Nguyễn Văn An", "NGUYỄN VĂN AN"]
    loose = unicodedata.normalize("NFD", "Nguyễn Văn An")
    assert sort_key(loose) == sort_key("Nguyễn Văn An")


def test_records_by_their_name() -> None:
    members = [{"ten": "Lê Bình"}, {"ten": "Lê An"}]
    assert sorted_names(members, lambda member: member["ten"])[0] == {"ten": "Lê An"}


SYLLABLES = st.sampled_from(
    [
        "An",
        "Ân",
        "Ánh",
        "Bình",
        "Bích",
        "Đạt",
        "Dung",
        "Dũng",
        "Hòa",
        "Hoà",
        "Thuỷ",
        "Thủy",
        "Thuý",
        "Hà",
        "Hạ",
        "Nguyễn",
        "Lê",
        "Trần",
        "y",
        "Blim",
        "H'Hen",
        "A1",
    ]
)
NAMES = st.lists(SYLLABLES, min_size=0, max_size=4).map(" ".join)


@given(st.lists(NAMES | st.text(max_size=12), max_size=12))
def test_the_order_is_total_and_does_not_hang_on_the_input(names: list[str]) -> None:
    once = sorted_names(names)
    assert once == sorted_names(once)
    keys = [sort_key(name) for name in once]
    assert all(one <= other for one, other in pairwise(keys))
    again = [sort_key(name) for name in sorted_names(reversed(names))]
    assert again == keys


@given(NAMES, NAMES)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)
