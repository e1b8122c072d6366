"""However an old register is laid out, the same numbers come out of it and the series go on."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.register.taking_over import next_number, read

TYPES = {
    "quyet_dinh": ("Quyết định", "QĐ"),
    "thong_bao": ("Thông báo", "TB"),
    "bao_cao": ("Báo cáo", "BC"),
    "to_trinh": ("Tờ trình", "TTr"),
}
DASHES = ["-", "–", "−", "‑", " - "]
NUMBER_HEADS = ["Số", "Số văn bản", "Số VB", "Số đi"]
SYMBOL_HEADS = ["Số và ký hiệu", "Số, ký hiệu VB", "SỐ KÝ HIỆU\nVĂN BẢN", "Số hiệu"]
DATE_HEADS = ["Ngày tháng", "Ngày, tháng, năm", "Ngày ban hành", "Ngày VB"]
ABSTRACT_HEADS = ["Trích yếu", "Tên loại và trích yếu nội dung", "Nội dung văn bản"]

Paper = tuple[str, int, dt.date, str, bool]
Sheets = dict[str, list[list[Any]]]
Cell = Callable[[Paper], Any]


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    made: list[Paper] = []
    for key in draw(st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=3, unique=True)):
        first = draw(st.integers(1, 120))
        days = draw(st.lists(st.integers(0, 300), min_size=1, max_size=4))
        for number, day in enumerate(sorted(days), start=first):
            date = dt.date(2026, 1, 5) + dt.timedelta(days=day)
            abstract = draw(st.sampled_from(["về lịch họp", "công tác cán bộ", "kết quả quý I"]))
            made.append((key, number, date, abstract, draw(st.booleans())))
    return made


def _whole(dash: str) -> Cell:
    return lambda p: f"{p[1]:02d}{dash}{TYPES[p[0]][1]}/ĐU"


@st.composite
def layouts(draw: st.DrawFn) -> Callable[[Sequence[Paper]], Sheets]:
    """A way to keep a register: its columns, their order and names, and what is on which sheet."""
    kind = draw(st.sampled_from(["one column", "two columns", "type column", "sheet says type"]))
    sheets = "by type" if kind == "sheet says type" else draw(st.sampled_from(["one", "by type"]))
    dash = draw(st.sampled_from(DASHES))
    named = draw(st.booleans())
    figure = draw(st.sampled_from([int, float, str]))
    columns: list[tuple[str, Cell]] = []
    if kind == "one column":
        columns.append((draw(st.sampled_from(SYMBOL_HEADS)), _whole(dash)))
    else:
        columns.append((draw(st.sampled_from(NUMBER_HEADS)), lambda p: figure(p[1])))
    if kind == "two columns":
        columns.append(("Ký hiệu", lambda p: f"{TYPES[p[0]][1]}/ĐU"))
    if kind == "type column":
        columns.append(("Loại văn bản", lambda p: TYPES[p[0]][0 if named else 1]))
    written = draw(st.sampled_from(["date", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]))
    columns.append(
        (
            draw(st.sampled_from(DATE_HEADS)),
            lambda p: p[2] if written == "date" else p[2].strftime(written),
        )
    )
    prefix = kind == "one column" and named
    columns.append(
        (
            draw(st.sampled_from(ABSTRACT_HEADS)),
            lambda p: f"{TYPES[p[0]][0]} {p[3]}" if prefix else p[3],
        )
    )
    cancelled = draw(st.sampled_from(["Huỷ", "Đã hủy: ghi nhầm", "Số huỷ", "HỦY do trùng"]))
    columns.append(("Ghi chú", lambda p: cancelled if p[4] else ""))
    columns = list(draw(st.permutations(columns)))
    if draw(st.booleans()):
        columns.insert(0, ("STT", lambda p: p[1] + 1000))
    title = draw(st.booleans())
    numbered = draw(st.booleans())

    def lay_out(listed: Sequence[Paper]) -> Sheets:
        made: Sheets = {}
        for paper in listed:
            name = TYPES[paper[0]][0 if named else 1] if sheets == "by type" else "Sổ đi"
            rows = made.setdefault(name, [])
            if not rows:
                rows += [["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026"], []] if title else []
                rows.append([head for head, _cell in columns])
                rows += [[f"({n})" for n in range(1, len(columns) + 1)]] if numbered else []
            rows.append([cell(paper) for _head, cell in columns])
        return made

    return lay_out


@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(papers(), layouts())
def test_every_layout_gives_the_same_numbers(
    listed: list[Paper], lay_out: Callable[[Sequence[Paper]], Sheets]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old = read(Path(folder), sheets=lay_out(listed))
        assert not old.rejected, [finding.one_line() for finding in old.findings]
        got = {
            (
                t.request.type_key,
                t.number,
                t.symbol,
                t.request.document_date,
                t.request.abstract,
                bool(t.cancelled_reason),
            )
            for _spot, t in old.rows
        }
        assert got == {
            (key, number, f"{number:02d}-{TYPES[key][1]}/ĐU", day, abstract, cancelled)
            for key, number, day, abstract, cancelled in listed
        }
        key = listed[-1][0]
        last = max(number for other, number, *_rest in listed if other == key)
        assert next_number(Path(folder), old, key).number == last + 1
