"""Recipients and addressees."""

from __future__ import annotations

import pytest

from giayto.conventions.recipients import (
    addressees,
    archive_place,
    recipient_lines,
    refers_back,
)
from giayto.conventions.ruleset import RuleSet

# The list on page 29 of HD05.
SPECIMEN = [
    "- Các đồng chí Uỷ viên Trung ương Đảng;",
    "- Các tỉnh uỷ, thành uỷ;",
    "- Văn phòng Trung ương Đảng và các cơ quan chuyên trách tham mưu, giúp việc; đảng uỷ, ban chỉ đạo, tiểu ban, hội đồng trực thuộc Trung ương;",
    "- Các đảng uỷ bộ, ngành ở Trung ương;",
    "- Các đơn vị sự nghiệp trực thuộc Trung ương;",
    "- Các đơn vị trực thuộc Văn phòng Trung ương Đảng;",
    "- Lưu Văn phòng Trung ương Đảng.",
]


def test_the_specimen_comes_out_as_printed(party: RuleSet) -> None:
    bare = [line[2:-1] for line in SPECIMEN[:-1]]
    assert recipient_lines(bare, "Văn phòng Trung ương Đảng", party) == SPECIMEN
    # What a clerk copies from an old file, marks and all, gives the same.
    assert recipient_lines(SPECIMEN[:-1], SPECIMEN[-1], party) == SPECIMEN


@pytest.mark.parametrize(
    ("archive", "printed"),
    [
        ("Văn phòng Đảng uỷ", "- Lưu Văn phòng Đảng uỷ."),
        ("Văn phòng Tỉnh uỷ", "- Lưu Văn phòng Tỉnh uỷ."),
        ("Chi bộ", "- Lưu Chi bộ."),
        ("Lưu: Chi bộ", "- Lưu Chi bộ."),
        ("- Lưu Chi bộ.", "- Lưu Chi bộ."),
    ],
)
def test_archive_line(archive: str, printed: str, party: RuleSet) -> None:
    assert recipient_lines([], archive, party) == [printed]
    assert archive_place(archive) == printed.removeprefix("- Lưu ").removesuffix(".")


def test_a_letter_begins_with_as_above(party: RuleSet, party_2018: RuleSet) -> None:
    first = party.phrases["as_above"]
    assert recipient_lines(["Chi bộ 1"], "Chi bộ", party, first)[0] == "- Như trên;"
    assert recipient_lines(["Chi bộ 1", ""], "Văn phòng", party_2018, first) == [
        "- Như trên,",
        "- Chi bộ 1,",
        "- Lưu Văn phòng.",
    ]


def test_without_archive_the_list_still_ends_with_a_stop(party: RuleSet) -> None:
    assert recipient_lines(["Như Điều 2", "Chi bộ 1"], "", party) == [
        "- Như Điều 2;",
        "- Chi bộ 1.",
    ]
    assert recipient_lines([], "", party) == []


def test_state_archive(state: RuleSet) -> None:
    assert recipient_lines(["Như trên"], "VT, VP", state) == ["- Như trên;", "- Lưu: VT, VP."]


@pytest.mark.parametrize(
    ("rule_set", "word_key", "items", "printed"),
    [
        (
            "2026",
            "dear",
            ["Ban Bí thư Trung ương", "ban Tổ chức"],
            ("Kính gửi:", ("- Ban Bí thư Trung ương;", "- Ban Tổ chức;")),
        ),
        ("2026", "submit", ["Thành uỷ Hà Nội"], ("Kính trình:", ("Thành uỷ Hà Nội;",))),
        ("2018", "submit", ["Thành uỷ Hà Nội"], ("Kính gửi:", ("Thành uỷ Hà Nội,",))),
        ("state", "dear", ["Sở A", "Sở B"], ("Kính gửi:", ("- Sở A;", "- Sở B."))),
        ("2026", "dear", [], ("Kính gửi:", ())),
    ],
)
def test_addressees(
    rule_set: str,
    word_key: str,
    items: list[str],
    printed: tuple[str, tuple[str, ...]],
    rule_sets: dict[str, RuleSet],
) -> None:
    assert addressees(word_key, items, rule_sets[rule_set]) == printed


def test_which_types_are_addressed(party: RuleSet) -> None:
    assert party.types["cong_van"].addressed == "dear"
    assert party.types["to_trinh"].addressed == "submit"
    assert party.types["bao_cao"].addressed is None


@pytest.mark.parametrize(
    ("item", "back"),
    [
        ("Như trên", True),
        ("- như  Điều 2;", True),
        ("Như Điều 12 (để thực hiện)", True),
        ("Như trên, để báo cáo", True),
        ("Như Điều lệ Đảng", False),
        ("Huỳnh Như Trên", False),
        ("Các chi bộ", False),
    ],
)
def test_a_recipient_that_only_points_at_names_in_the_text(
    item: str, back: bool, party: RuleSet
) -> None:
    assert refers_back(item, party) is back


def test_a_short_note_goes_to_the_next_line_as_a_whole(party: RuleSet) -> None:
    lines = recipient_lines(["Ban Thường vụ Thành uỷ (để báo cáo)"], "", party)
    assert lines == ["- Ban Thường vụ Thành uỷ (để\u00a0báo\u00a0cáo)."]
