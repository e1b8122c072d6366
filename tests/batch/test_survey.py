"""The hash of a context: what decides whether a document is made again."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.batch.survey import context_hash
from tests.batch.cases import jobs, small_ward

PLAIN = {
    "ten": "Lò Văn Đức",
    "so": [1, 2**40, -3],
    "diem": 9.5,
    "co": True,
    "khong": None,
    "ds": [{"tt": 1, "ho_ten": "A\u00a0B"}, {}],
}


def test_the_hash_is_the_same_on_every_machine_and_python() -> None:
    # A clerk who gets a newer Python must not find every document made again.
    assert context_hash(PLAIN) == "ad78b4afd3625636378177d888bb0f26b3545bde19be5fedc4d139498b5c5544"


def test_equal_data_built_anew_have_the_same_hash() -> None:
    first, second = (jobs(small_ward())[0].build(None) for _ in range(2))
    assert first is not second
    assert context_hash(first) == context_hash(second)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ten", "Lò Văn Đức "),
        ("so", [1, 2**40, 3]),
        ("diem", 9),
        ("co", 1),
        ("khong", ""),
        ("ds", [{"tt": 1, "ho_ten": "A B"}, {}]),
    ],
)
def test_other_data_have_another_hash(key: str, value: object) -> None:
    assert context_hash({**PLAIN, key: value}) != context_hash(PLAIN)


class Text(str):
    """What libraries give instead of plain text."""


def test_text_of_another_type_is_hashed_by_what_it_says() -> None:
    assert context_hash({"ten": Text("a")}) == context_hash({"ten": Text("a")})
    assert context_hash({"ten": Text("a")}) != context_hash({"ten": Text("b")})


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError):
        context_hash({"ngay": dt.date(2026, 12, 5)})
