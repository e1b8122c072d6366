"""Parting a column with several facts: told from the header, and nothing of a cell is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.member_list.columns.facts import Fact, parted

NAME, BIRTH, CARD = (
    Fact("full_name", "Họ và tên"),
    Fact("birth", "Ngày sinh"),
    Fact("card", "Số thẻ"),
)
SEX, HOME, POST = Fact("sex", "Giới tính"), Fact("", "Quê quán"), Fact("state_post", "Chức vụ")

_WORDS = st.sampled_from(
    ["Lê Văn An", "Nam", "Nữ", "03/02/1970", "2/1970", "1970", "001070000001", "12 345 678", "Huế",
     "xã A, huyện B", "(Hà Nam)", "PBT", "-", "/", "\n", ";", ", ", " - ", "Tổ 5"]
)  # fmt: skip
_FACTS = st.lists(
    st.sampled_from([NAME, BIRTH, CARD, SEX, HOME, POST]), min_size=2, max_size=4, unique=True
)


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


@given(st.lists(_WORDS, max_size=7).map(" ".join), _FACTS)
def test_no_letter_and_no_figure_is_lost(text: str, facts: list[Fact]) -> None:
    values, left = parted(text, facts)
    assert len(values) == len(facts)
    assert letters(" ".join([*map(str, values), left])) == letters(text)


@pytest.mark.parametrize(
    ("raw", "facts", "values", "left"),
    [
        (1970.0, [BIRTH, SEX], [1970.0, ""], ""),
        ("1970 (Nữ)", [BIRTH, SEX], ["1970", "Nữ"], ""),
        ("Lê Văn Nam", [NAME, SEX], ["Lê Văn Nam", ""], ""),
        ("Lê An, 1970, Huế", [NAME, BIRTH], ["Lê An", "1970"], "Huế"),
        ("", [NAME, HOME], ["", ""], ""),
    ],
)
def test_facts_of_a_cell(raw: object, facts: list[Fact], values: list[object], left: str) -> None:
    assert parted(raw, facts) == (values, left)
