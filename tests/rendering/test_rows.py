"""A long list is printed many rows at once, and nobody can tell from the document."""

from __future__ import annotations

from typing import Any

import pytest
from docxtpl import RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from giayto.errors import GiaytoError, IllegalCharacter, MissingValue, TemplateLimit, UnknownField
from giayto.rendering import CompiledTemplate
from giayto.rendering.limits import Limits
from giayto.rendering.printing.printer import Missing
from tests.rendering.word_papers import body_text, canonical, p, paper, tbl, tr, unzipped
from tests.rendering.word_validity import problems

CELLS = (
    "{{ loop.index }}",
    "{{ d.ten }}",
    "{{ d.so }}{{ d.ten }}",
    "({{ loop.index0 }}) & {{ d.so }}.",
)
LIST = tbl(
    tr("TT", "Tên", "Số", "Thêm"),
    tr("{%tr for d in ds %}", "", "", ""),
    tr(*CELLS),
    tr("{%tr endfor %}", "", "", ""),
    columns=4,
)
# The same words behind a filter, a test or a block: each prevents printing many rows at once.
SINGLY = LIST.replace("{%tr for d in ds %}", "{%tr for d in ds if true %}")
SLOWLY = SINGLY.replace("TT", "{% block k %}TT{% endblock %}")


def template(body: str, **options: Any) -> CompiledTemplate:
    return CompiledTemplate.load(paper(body, p("hết")), **options)


def rows(count: int) -> list[dict[str, Any]]:
    return [{"ten": f"Người {n} & <b>", "so": n * 7} for n in range(count)]


def outcome(body: str, ds: Any, missing: Missing = "stop") -> bytes | tuple[Any, ...]:
    """The body without its tail of blocks, or the error as it is shown."""
    try:
        xml = template(body, missing=missing).render({"ds": ds})
    except GiaytoError as error:
        return type(error), error.what, error.why
    return canonical(unzipped(xml)["word/document.xml"])


ORDINARY = st.one_of(
    st.text(max_size=12).filter(str.isprintable),
    st.sampled_from(
        ["Nguyễn Thị Ả", "a & <b> \"c\" 'd'", "\u00a0", "\u200b", "😀", "", "ꙮ", "\u2028"]
    ),
    st.integers(),
)
ODD = st.one_of(
    st.sampled_from(
        ["một\nhai", "a\tb", "x\ay", "\x0b", "\ufffe", "\ud800", None, 1.5, True, 10**5000]
    ),
    st.sampled_from([Markup("<b>"), RichText("đậm", bold=True), [], {}, "w" * 600]),
)
ITEMS = st.lists(
    st.fixed_dictionaries({"so": ORDINARY}, optional={"ten": st.one_of(*[ORDINARY] * 9, ODD)}),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(
    before=ITEMS,
    after=ITEMS,
    count=st.integers(0, 90),
    missing=st.sampled_from(["stop", "dots", "mark"]),
)
def test_many_rows_at_once_are_the_rows_one_by_one(
    before: list[dict[str, Any]], after: list[dict[str, Any]], count: int, missing: Missing
) -> None:
    ds = [*before, *rows(count), *after, *rows(count // 2)]
    assert outcome(LIST, ds, missing) == outcome(SINGLY, ds, missing)


@settings(max_examples=25, deadline=None)
@given(odd=st.lists(st.tuples(st.integers(0, 149), ORDINARY), max_size=5))
def test_many_rows_at_once_are_those_of_the_slow_path(odd: list[tuple[int, Any]]) -> None:
    ds = rows(150)
    for number, value in odd:
        ds[number] = {"ten": value, "so": "dòng\nhai\tcột"}
    document = template(LIST).render({"ds": ds})
    assert problems(document) == []
    assert body_text(document) == body_text(template(SLOWLY).render({"ds": ds}))


@pytest.mark.parametrize("every", [2, 7, 40, 400])
def test_the_numbers_of_rows_go_on_behind_an_odd_one(every: int) -> None:
    ds = rows(500)
    for item in ds[::every]:
        item["ten"] = "một\nhai"
    lines = body_text(template(LIST).render({"ds": ds})).split("\n")[4:-1]
    assert lines[::4] == [str(number) for number in range(1, 501)]
    assert [line.split(")")[0] for line in lines[3::4]] == [f"({number}" for number in range(500)]


@pytest.mark.parametrize(
    "items",
    [(), ({"ten": "a", "so": 1},), tuple(rows(9)), range(0), {}, "", [], rows(1), rows(4)],
    ids=["none", "tuple", "tuple of nine", "range", "dict", "text", "list", "one", "four"],
)
def test_any_kind_of_list_is_printed(items: Any) -> None:
    assert outcome(LIST, items) == outcome(SINGLY, items)


def test_an_error_names_the_field_and_the_paragraph() -> None:
    ds = rows(70)
    del ds[50]["ten"]
    with pytest.raises(UnknownField) as unknown:
        template(LIST).render({"ds": ds})
    assert "d.ten" in unknown.value.what
    assert "{{ d.ten }}" in (unknown.value.where or "")
    ds[50]["ten"] = None
    with pytest.raises(MissingValue) as none:
        template(LIST).render({"ds": ds})
    assert "d.ten" in none.value.what
    ds[50]["ten"] = "a\x0bb"
    with pytest.raises(IllegalCharacter) as illegal:
        template(LIST).render({"ds": ds})
    assert "d.ten" in illegal.value.what
    with pytest.raises(UnknownField) as whole:
        template(LIST).render({})
    assert "ds" in whole.value.what


def test_a_key_in_decomposed_letters_is_found() -> None:
    body = LIST.replace("d.ten", "d.tên")
    ds = [{"te\u0302n": f"Người {n}", "so": n} for n in range(20)]
    assert "Người 19" in body_text(template(body).render({"ds": ds}))


def test_the_bounds_hold_for_many_rows_at_once() -> None:
    with pytest.raises(TemplateLimit, match="chạy quá 99 lượt"):
        template(LIST, limits=Limits(loop_steps=99)).render({"ds": rows(100)})
    assert template(LIST, limits=Limits(loop_steps=100)).render({"ds": rows(100)})
    with pytest.raises(TemplateLimit, match="Văn bản làm ra lớn quá"):
        template(LIST, limits=Limits(output_bytes=200_000)).render({"ds": rows(20_000)})
    # Each value is allowed, all together are more than one may be.
    long = [{"ten": "x" * 90, "so": 1} for _ in range(100)]
    assert template(LIST, limits=Limits(value_chars=100)).render({"ds": long})
    with pytest.raises(TemplateLimit, match="dài quá 100 ký tự"):
        template(LIST, limits=Limits(value_chars=100)).render(
            {"ds": [*long, {"ten": "x" * 101, "so": 1}]}
        )


def test_a_list_of_the_same_long_value_costs_no_memory_of_its_own() -> None:
    body = p("{%p for d in ds %}") + p("{{ d.a }}" * 400) + p("{%p endfor %}")
    with pytest.raises(TemplateLimit, match="Văn bản làm ra lớn quá"):
        template(body, limits=Limits(output_bytes=20_000_000)).render(
            {"ds": [{"a": "ằ" * 400_000}] * 200}
        )


def test_lists_in_lists() -> None:
    inner = p("{%p for d in ds %}") + p("{{ loop.index }}. {{ d.ten }}") + p("{%p endfor %}")
    body = p("{%p for ds in nhom %}") + inner + p("{%p endfor %}")
    found = body_text(template(body).render({"nhom": [rows(6), rows(5)]})).split("\n")
    assert [line.split(".")[0] for line in found[:-1]] == [*"123456", *"12345"]
