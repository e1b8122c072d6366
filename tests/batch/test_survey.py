"""The hash of a context: what decides whether a document is made again."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.batch.said import context_hash, what_is_read
from giayto.rendering import CompiledTemplate
from tests.batch.cases import jobs, small_ward
from tests.rendering.word_papers import p, paper

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


def test_what_a_master_does_not_read_is_no_part_of_what_its_paper_says() -> None:
    master = paper(p("{{ ten }}{% for d in ds %}{{ d['ho_ten'] }}{% endfor %}"))
    words = CompiledTemplate.load(master).words
    read = what_is_read({**PLAIN, "cot_rieng": "x"}, words)
    assert read == {"ten": "Lò Văn Đức", "ds": [{"ho_ten": "A\u00a0B"}, {}]}


@pytest.mark.parametrize(
    "tag",
    [
        "{{ d[ten] }}",
        "{{ d.items()|list|length }}",
        "{{ d|dictsort|length }}",
        "{{ d.get(ten) }}",
        "{{ ds|map(attribute='ho_' ~ 'ten')|join }}",
        "{{ ds|sum(attribute=ten) }}",
        "{{ ds|unique|list|length }}",
        "{% for d in ds %}{% if loop.changed(d) %}a{% endif %}{% endfor %}",
    ],
)
def test_a_master_that_may_read_anything_says_all(tag: str) -> None:
    words = CompiledTemplate.load(paper(p(tag))).words
    assert words is None
    assert what_is_read(PLAIN, words) is PLAIN


def test_a_name_in_a_text_is_read() -> None:
    tag = "{{ ds|map(attribute='to_chuc.ten')|join }}{{ ds|selectattr('tt')|list|length }}"
    words = CompiledTemplate.load(paper(p(tag))).words
    assert words is not None
    assert {"to_chuc", "ten", "tt", "ds"} <= words
