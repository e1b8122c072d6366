"""Letterhead and date line side by side: for every ward and commune of the country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giayto.conventions.dates import blank_date_line, date_line, place_name
from giayto.conventions.fitting import text_width_mm
from giayto.conventions.letterhead import BodyKind, Letterhead, letterhead
from giayto.conventions.page_head import fitted_head
from giayto.conventions.ruleset import RuleSet, load_rules

UNITS_FILE = Path(__file__).with_name("administrative_units.tsv")
KINDS = {"Phường": "phuong", "Xã": "xa", "Đặc khu": "dac_khu"}
NBSP = "\u00a0"
LONG_DAY = date(2026, 12, 20)  # no day of the year is wider than another of this shape
PARTY = ("2026", "2018")
WORDS = ("ĐẢNG BỘ", "ĐẢNG UỶ", "THÀNH PHỐ", "ĐẶC KHU", "CHI BỘ", "TỔ DÂN PHỐ SỐ 12")


class Unit(NamedTuple):
    """A ward, commune or special zone; ``kind`` as written, ``province`` with its type."""

    province: str
    kind: str
    name: str


def units() -> list[Unit]:
    """Every one of the country, as the dated table has them."""
    lines = UNITS_FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Unit(row[0], row[1], name) for row in rows for name in row[2].split("; ")]


def heads_of(unit: Unit, rules: RuleSet) -> Iterator[tuple[Letterhead, str]]:
    """Letterheads of its committee and of a cell below it, with a full and a blank date line."""
    kind, province = unit.kind.lower(), unit.province[:1].lower() + unit.province[1:]
    committee = (BodyKind.COMMUNE_COMMITTEE, f"Đảng uỷ {kind} {unit.name}", f"Đảng bộ {province}")
    cell = (BodyKind.CELL, "Chi bộ Tổ dân phố số 12", f"Đảng bộ {kind} {unit.name}")
    # The rule of 2018 knows no special zone: its name is written as a commune's.
    key = KINDS[unit.kind] if KINDS[unit.kind] in rules.place.kinds else "xa"
    place = place_name(unit.name, key, rules)
    for date_text in (date_line(place, LONG_DAY, rules), blank_date_line(place, 2026)):
        for body, name, superior in (committee, cell):
            yield letterhead(body, name, superior, rules=rules, place_date=date_text), date_text


def whole_names(unit: Unit) -> list[str]:
    """What of a unit's names must stand on one line; a double name may part at its dash.

    A number at its beginning goes with the type: PHƯỜNG 2 / BẢO LỘC.
    """
    province = unit.province.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    parts = [*unit.name.split(" - "), province]
    return [part.lstrip("0123456789 ").upper() for part in parts]


def test_the_table_is_the_country_after_july_2025() -> None:
    assert len(units()) == 3321
    assert len({unit.province for unit in units()}) == 34


@pytest.mark.parametrize("rule_set", PARTY)
def test_no_line_of_the_country_breaks_inside_a_word(
    rule_set: str, rule_sets: dict[str, RuleSet], capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rule_sets[rule_set]
    means: Counter[str] = Counter()
    for unit in units():
        names = [*whole_names(unit), *WORDS]
        for head, date_text in heads_of(unit, rules):
            _check_letterhead(head, names, rules)
            _check_date(head, date_text, rules)
            means[_means(head, rules)] += 1
    assert sum(means.values()) == 4 * 3321
    assert means["date broken behind the comma"] == 0
    with capsys.disabled():
        print(f"\nparty-{rule_set}: {dict(means.most_common())}")


def _check_letterhead(head: Letterhead, names: list[str], rules: RuleSet) -> None:
    fit = head.fit
    most = rules.letterhead.condensed_max_pt
    sides = ((head.superior, False, fit.superior_pt), (head.issuing, True, fit.issuing_pt))
    for lines, bold, condensed in sides:
        assert 0 <= condensed <= most, head
        assert lines and names
        for line in lines:
            assert text_width_mm(line, 14, bold, condensed_pt=condensed) <= fit.left_mm, head
        printed = [line.replace(NBSP, " ") for line in lines]
        for name in names:
            assert name not in " ".join(printed) or any(name in line for line in printed), head
    assert fit.left_mm + fit.gap_mm + fit.right_mm == pytest.approx(rules.page.text_width_mm)
    assert fit.gap_mm >= rules.letterhead.gap_mm - 1e-6, head


def _check_date(head: Letterhead, date_text: str, rules: RuleSet) -> None:
    fit = head.fit
    assert 0 <= fit.place_date_pt <= rules.letterhead.condensed_max_pt, head
    assert head.place_date.replace(NBSP, " ") == date_text.replace(NBSP, " ")
    one_line = text_width_mm(head.place_date, 14, italic=True, condensed_pt=fit.place_date_pt)
    # Where it must break, the only ordinary space is the one behind the comma.
    breakable = head.place_date.count(" ") > 1 or ", " not in head.place_date
    assert not (one_line > fit.right_mm and breakable), head
    title = text_width_mm(rules.phrases["title"], 15, bold=True)
    assert title <= fit.right_mm


def _means(head: Letterhead, rules: RuleSet) -> str:
    """The strongest means that the letterhead needed."""
    fit, columns = head.fit, rules.letterhead
    if " " in head.place_date and head.place_date.count(" ") == 1 and fit.place_date_pt == 0:
        date_width = text_width_mm(head.place_date, 14, italic=True)
        if date_width > fit.right_mm:
            return "date broken behind the comma"
    if len(head.superior) + len(head.issuing) > 2:
        return "letterhead broken between words"
    if max(fit.superior_pt, fit.issuing_pt, fit.place_date_pt) > 0:
        return "condensed"
    wide = fit.left_mm > columns.left_column_mm or fit.right_mm > columns.right_column_mm
    return "one side widened" if wide else "fits the plain columns"


def test_the_title_stands_at_the_right_margin_where_the_date_is_short(party: RuleSet) -> None:
    date_text = date_line("Hà Nội", date(2026, 5, 27), party)
    head = letterhead(
        BodyKind.CENTRAL_AGENCY,
        "Văn phòng",
        "Ban Chấp hành Trung ương",
        rules=party,
        place_date=date_text,
    )
    columns = party.letterhead
    assert columns.left_centre_mm is not None and columns.right_centre_mm is not None
    # As on page 1 of the rule: centres measured on the scan.
    left_centre = party.page.left_mm + head.fit.left_mm / 2
    right_centre = party.page.width_mm - party.page.right_mm - head.fit.right_mm / 2
    assert left_centre == pytest.approx(columns.left_centre_mm, abs=2)
    assert right_centre == pytest.approx(columns.right_centre_mm, abs=2)


def test_what_fits_no_line_is_broken_between_syllables(party: RuleSet) -> None:
    name = "Đảng uỷ phường " + " ".join(["Nghiêng"] * 12)
    head = letterhead(BodyKind.COMMUNE_COMMITTEE, name, "Đảng bộ tỉnh Mẫu", rules=party)
    assert " ".join(head.issuing).replace(NBSP, " ") == name.upper()
    for line in head.issuing:
        needed = text_width_mm(line, 14, True, condensed_pt=head.fit.issuing_pt)
        assert needed <= head.fit.left_mm


def test_a_date_breaks_behind_its_comma_at_last(party: RuleSet) -> None:
    place = "Thị trấn Nông trường Việt Trung Mẫu Thượng"
    head = letterhead(
        BodyKind.COMMUNE_COMMITTEE,
        "Đảng uỷ phường Mường Mẫu",
        "Đảng bộ thành phố Hồ Chí Minh",
        rules=party,
        place_date=date_line(place, LONG_DAY, party),
    )
    first, second = head.place_date.split(" ")
    assert first.replace(NBSP, " ") == f"{place},"
    assert second.replace(NBSP, " ") == "ngày 20 tháng 12 năm 2026"
    assert text_width_mm(head.place_date, 14, italic=True) > head.fit.right_mm


def test_state_papers_are_fitted_by_their_own_measures(state: RuleSet) -> None:
    head = letterhead(
        BodyKind.STATE_BODY,
        "Ủy ban nhân dân phường Văn Miếu - Quốc Tử Giám",
        "Ủy ban nhân dân thành phố Hà Nội",
        rules=state,
        place_date=date_line("Văn Miếu - Quốc Tử Giám", LONG_DAY, state),
    )
    style = state.styles["title"]
    assert text_width_mm(state.phrases["title"], style.size_pt, True) <= head.fit.right_mm
    assert any("NHÂN DÂN" in line.replace(NBSP, " ") for line in head.issuing)
    assert any("QUỐC TỬ GIÁM" in line.replace(NBSP, " ") for line in head.issuing)


def test_a_title_wider_than_its_column_leaves_the_letterhead_its_own(tmp_path: Path) -> None:
    own = tmp_path / "the-thuc.toml"
    longer = "ĐẢNG CỘNG SẢN VIỆT NAM QUANG VINH MUÔN NĂM " * 3
    own.write_text(f'[phrases]\ntitle = "{longer}"\n', encoding="utf-8")
    rules = load_rules("party-2026", own)
    head = fitted_head(
        "Đảng bộ tỉnh Mẫu", "Đảng uỷ xã Mẫu", date_line("Mẫu", LONG_DAY, rules), rules
    )
    assert head.issuing == ("ĐẢNG UỶ XÃ MẪU",)
    assert head.fit.left_mm > 40
    assert head.fit.gap_mm >= 0


TYPED = st.lists(
    st.sampled_from(
        [
            "đảng",
            "uỷ",
            "Phường",
            "xã",
            "Hội",
            "An",
            "thành",
            "phố",
            "Bản",
            "-",
            "12",
            "Cổ",
            "phần",
            ",",
            "Xuất",
            "khẩu",
            "NGHIÊNG",
        ]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TYPED, TYPED, st.sampled_from(["", "Mẫu", "Phường Nghiêng Nghiêng", "X " * 30]))
def test_any_names_keep_their_words_and_fit(name: str, superior: str, place: str) -> None:
    rules = load_rules("party-2026")
    date_text = date_line(place, LONG_DAY, rules) if place else ""
    head = fitted_head(superior, name, date_text, rules)
    assert " ".join(head.issuing).replace(NBSP, " ") == name.upper()
    assert " ".join(head.superior).replace(NBSP, " ") == superior.upper()
    assert head.place_date.replace(NBSP, " ") == date_text
    sides = [*((line, False, head.fit.superior_pt) for line in head.superior)]
    sides += [*((line, True, head.fit.issuing_pt) for line in head.issuing)]
    assert sides
    for line, bold, condensed in sides:
        assert text_width_mm(line, 14, bold, condensed_pt=condensed) <= head.fit.left_mm
    assert head.fit.left_mm + head.fit.gap_mm + head.fit.right_mm == pytest.approx(165)
