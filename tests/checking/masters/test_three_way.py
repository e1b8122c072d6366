"""Who changed what: nothing is lost, nothing is told of the wrong side."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.checking.masters.comparing.three_way import hunks, stretches

texts = st.lists(
    st.sampled_from(["một", "hai", "ba", "bốn", "một hai ba", "một hai bốn"]), max_size=8
)

calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calmly
@given(texts, texts, texts)
def test_with_all_that_is_told_taken_over_the_offices_becomes_the_new_one(
    base: list[str], own: list[str], new: list[str]
) -> None:
    result, at = [], 0
    for stretch in stretches(base, own, new):
        first, last = stretch.own
        result += own[at:first] + new[slice(*stretch.new)]
        at = last
    assert result + own[at:] == new


@calmly
@given(texts, texts, texts)
def test_who_changed_nothing_is_not_told_to_have(
    base: list[str], own: list[str], new: list[str]
) -> None:
    found = [
        (s.who, base[slice(*s.base)], own[slice(*s.own)], new[slice(*s.new)])
        for s in stretches(base, own, new)
    ]
    assert [was for who, was, _, new in found if who == "own" and new != was] == []
    assert [was for who, was, own, _ in found if who == "built-in" and own != was] == []
    assert [was for _, was, own, new in found if own == new] == []
    assert {s.who for s in stretches(base, base, new)} <= {"built-in"}
    assert {s.who for s in stretches(base, own, base)} <= {"own"}


def test_a_reworded_paragraph_is_told_apart_from_one_put_in_before_it() -> None:
    old = ["Điều 1. Công nhận kết quả năm nay.", "Điều 2. Các chi bộ thi hành."]
    new = ["Căn cứ mới.", "Điều 1. Công nhận kết quả năm trước.", "Điều 2. Các chi bộ thi hành."]
    assert [tuple(hunk) for hunk in hunks(old, new)] == [(0, 0, 0, 1), (0, 1, 1, 2)]


def test_what_both_changed_alike_is_no_change_any_more() -> None:
    assert stretches(["một"], ["hai"], ["hai"]) == []
    (both,) = stretches(["một"], ["hai"], ["ba"])
    assert both.who == "both"
