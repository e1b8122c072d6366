"""Findings of one cause are told as one, the most important first."""

from __future__ import annotations

from giayto.findings import Finding, found
from giayto.workspace.causes import by_cause, ranges

WHY = "Không có chi bộ nào mang mã hoặc tên này."


def cell(address: str, read: str = "", why: str = WHY, code: str = "KT-311") -> Finding:
    return found(code, "Đảng viên", address, read, why, "Sửa lại.")


def test_one_code_one_column_one_sentence_is_one_cause() -> None:
    (cause,) = by_cause([cell(f"B{row}", f"CB{row}") for row in range(3, 27)])
    assert len(cause.findings) == 24
    assert cause.place == "trang Đảng viên, B3:B26 (24 ô)"
    assert cause.examples == "CB3 (B3); CB4 (B4); CB5 (B5); …"


def test_the_column_is_called_by_its_header() -> None:
    (cause,) = by_cause([cell("B3"), cell("B9")], {("Đảng viên", "B"): "Chi bộ"})
    assert cause.place == "trang Đảng viên, cột Chi bộ, B3, B9 (2 ô)"


def test_names_and_figures_in_a_sentence_make_no_other_cause() -> None:
    told = ["Không có tháng 27.", "Không có tháng 31.", "“An” không có tháng 13."]
    causes = by_cause([cell(f"F{n}", why=why, code="KT-203") for n, why in enumerate(told, 2)])
    assert [len(cause.findings) for cause in causes] == [2, 1]
    assert "Vì sao (F2): Không có tháng 27." in causes[0].lines()


def test_another_column_another_code_another_sentence_is_another_cause() -> None:
    findings = [
        cell("B3"),
        cell("C3"),
        cell("B4", why="Mã này là của đảng uỷ."),
        cell("B5", code="KT-312"),
        found("KT-311", "Cuộc họp", "B3", why=WHY, fix="Sửa lại."),
    ]
    assert len(by_cause(findings)) == 5


def test_items_of_the_settings_are_told_one_by_one() -> None:
    findings = [found("KT-201", "Thiết lập", f"B{n}", why=f"Mục “{n}” bắt buộc.") for n in (3, 4)]
    assert len(by_cause(findings)) == 2


def test_one_finding_is_told_as_ever() -> None:
    single = cell("B3", "CB9")
    (cause,) = by_cause([single])
    assert (cause.lines(), cause.one_line()) == (single.lines(), single.one_line())


def test_rows_of_the_register_are_gathered_by_what_they_say() -> None:
    findings = [
        found("SO-105", where=f"dãy {n}-QĐ/ĐU", why=f"Ngày {n}/12/2026 chưa đến.", fix="Xem lại.")
        for n in range(1, 10)
    ]
    (cause,) = by_cause(findings)
    assert cause.lines().splitlines() == [
        "Cảnh báo SO-105, 9 chỗ",
        *(f"  - dãy {n}-QĐ/ĐU: Ngày {n}/12/2026 chưa đến." for n in range(1, 6)),
        "  - … và 4 chỗ nữa",
        "  Cần làm: Xem lại.",
    ]


def test_of_errors_without_cells_every_one_is_told() -> None:
    findings = [found("SO-102", where="dãy QĐ", why=f"Thiếu số {n:02d}.") for n in range(1, 10)]
    (cause,) = by_cause(findings)
    assert [case[-3:-1] for case in cause.cases()] == [f"{n:02d}" for n in range(1, 10)]


def test_errors_come_first_then_what_others_follow_from_then_the_many() -> None:
    findings = [
        cell("A2", code="KT-105"),
        cell("B2", code="KT-322"),
        *(found("KT-318", "Đảng viên", f"F{n}", why="Ngày này chưa đến.") for n in range(2, 40)),
        cell("C2", code="KT-316"),
        cell("C3", code="KT-316"),
        cell("D2", code="KT-208"),
        found("KT-103", "Đảng viên", why="Không có cột."),
    ]
    assert [cause.code for cause in by_cause(findings)] == [
        "KT-103",
        "KT-208",
        "KT-316",
        "KT-322",
        "KT-318",  # many, but on no paper
        "KT-105",
    ]


def test_ranges_are_written_as_a_person_writes_them() -> None:
    assert ranges(["C3", "C4", "C5", "C9"]) == "C3:C5, C9"
    assert ranges(["C9", "D2", "C8"]) == "C8:C9, D2"
    assert ranges(["15", "16"]) == "15:16"
    assert ranges(["B3:B27"]) == "B3:B27"
    assert ranges(["B3:B5", "B6", "C1:D2"]) == "B3:B6, C1:D2"
    assert ranges([f"F{n}" for n in range(2, 30, 2)]) == "F2, F4, F6 … F28"


def test_a_few_remedies_are_all_told_with_their_cells() -> None:
    fixes = ["Chọn “Từ trần”.", "Chọn “Đã chuyển đi”.", "Chọn “Từ trần”."]
    found_ones = [
        found("KT-341", "Đảng viên", f"S{row}", "", WHY, fix) for row, fix in enumerate(fixes, 5)
    ]
    (cause,) = by_cause(found_ones)
    assert "Cần làm (S5, S7): Chọn “Từ trần”." in cause.lines()
    assert "Cần làm (S6): Chọn “Đã chuyển đi”." in cause.lines()


def test_one_sentence_for_many_places_is_said_once() -> None:
    findings = [
        found("KT-813", "DS", f"{n}", "An", "Không rõ chi bộ.", "Điền.", where=f"a.xlsx, dòng {n}")
        for n in range(5, 35)
    ]
    (cause,) = by_cause(findings)
    assert cause.lines().count("Không rõ chi bộ.") == 1
    assert "a.xlsx, dòng 5; a.xlsx, dòng 6;" in cause.lines()


def test_a_list_that_stands_there_twice_is_no_matter_of_each_person() -> None:
    def repeated(n: int) -> list[Finding]:
        return [
            found("KT-812", "2025", f"B{row}", "", f"Cùng một người với “An {row}”.", "Xem.")
            for row in range(n)
        ]

    assert len(by_cause(repeated(12))[0].cases()) == 12
    assert len(by_cause(repeated(180))[0].cases()) == 6
