"""Who may be proposed for a commendation: evidence, and what is missing of it, year by year."""

from __future__ import annotations

import pytest

from giayto.data.grading.eligible import Eligible, proposable
from giayto.data.models import Dataset, Review, YearResult
from giayto.data.ward import Ward
from tests.wards import EXCELLENT, GOOD, day, small_dataset

_EARLIER = (2022, 2023, 2024, 2025)


def ward_without_awards() -> Dataset:
    data = small_dataset()
    data.awards = []
    return data


def eligible(data: Dataset, name: str = "Nguyễn Thuỷ Ủy") -> list[Eligible]:
    return [one for one in proposable(Ward(data)).eligible if one.name == name]


def five_years(data: Dataset, name: str = "Nguyễn Thuỷ Ủy") -> Eligible:
    (one,) = [e for e in eligible(data, name) if e.period == "5 năm liền"]
    return one


def past(subject: str, *years: int, **more: object) -> list[YearResult]:
    values = {"subject": subject, "grade": EXCELLENT, "decision": "12-QĐ/ĐU", **more}
    return [YearResult.model_validate({"year": year, **values}) for year in years]


def test_a_member_with_the_top_grade_and_an_exemplary_cell_are_proposed() -> None:
    found = proposable(Ward(ward_without_awards()))
    assert [(e.name, e.form, e.period, e.amount, e.evidence) for e in found.eligible] == [
        ("Chi bộ Tổ dân phố 1", "Giấy khen", "Trong năm", 1_518_000, ("2026: HTXSNV tiêu biểu",)),
        ("Nguyễn Thuỷ Ủy", "Giấy khen", "Trong năm", 759_000, ("2026: HTXSNV",)),
    ]
    assert [e.decider and e.decider.code for e in found.eligible] == ["DU", "DU"]
    assert [lack for e in found.eligible for lack in e.missing] == []


def test_an_excellent_cell_that_is_not_exemplary_is_left_out_with_the_reason() -> None:
    data = ward_without_awards()
    data.organisations[1].exemplary = False
    found = proposable(Ward(data))
    assert "Chi bộ Tổ dân phố 1" not in [e.name for e in found.eligible]
    assert [one.reason for one in found.left_out] == ["chưa được công nhận tiêu biểu"]


def test_a_disciplined_member_is_not_proposed() -> None:
    data = ward_without_awards()
    data.reviews[0] = data.reviews[0].model_copy(update={"discipline": "Khiển trách"})
    found = proposable(Ward(data))
    assert eligible(data) == []
    assert [one.reason for one in found.left_out] == ["bị kỷ luật trong năm: Khiển trách"]


def test_a_grade_that_is_only_proposed_is_said_to_be_so() -> None:
    data = ward_without_awards()
    data.reviews[0] = data.reviews[0].model_copy(update={"grade": ""})
    (one,) = eligible(data)
    assert [lack.kind for lack in one.missing] == ["recognised"]
    assert one.proven


def test_five_years_with_all_decisions_lack_nothing() -> None:
    data = ward_without_awards()
    data.year_results = past("DV1", *_EARLIER, decided=day("20/12/2024"))
    one = five_years(data)
    assert (one.form, one.amount, one.missing) == ("Giấy khen", 2_530_000, ())
    assert one.evidence[0] == "2022: HTXSNV (12-QĐ/ĐU, 20/12/2024)"
    assert one.evidence[-1] == "2026: HTXSNV"


def test_the_missing_year_and_the_missing_decision_are_named() -> None:
    data = ward_without_awards()
    data.year_results = [*past("DV1", 2022, 2023), *past("DV1", 2025, decision="")]
    one = five_years(data)
    assert list(map(str, one.missing)) == [
        "chưa có kết quả năm 2024",
        "chưa ghi số quyết định năm 2025",
    ]
    assert not one.proven


def test_typed_results_stand_in_for_the_sheet_and_prove_no_decision() -> None:
    data = ward_without_awards()
    data.members[0].history = "2022: HTXSNV; 2023: HTXSNV; năm 2024: Hoàn thành xuất sắc nhiệm vụ"
    data.year_results = past("DV1", 2025)
    one = five_years(data)
    assert [str(lack) for lack in one.missing] == ["chưa ghi số quyết định năm 2022, 2023, 2024"]
    assert one.proven


@pytest.mark.parametrize("year", _EARLIER)
def test_one_year_of_another_level_ends_the_row(year: int) -> None:
    data = ward_without_awards()
    others = [y for y in _EARLIER if y != year]
    data.year_results = [*past("DV1", *others), *past("DV1", year, grade=GOOD)]
    assert [e.period for e in eligible(data)] == ["Trong năm"]


def test_too_little_known_of_the_years_is_a_gap_and_no_proposal() -> None:
    data = ward_without_awards()
    data.year_results = past("DV1", 2025)
    assert [e.period for e in eligible(data)] == ["Trong năm"]
    assert proposable(Ward(data)).gaps == (data.members[0],)


def test_a_cell_needs_to_have_been_exemplary_every_year() -> None:
    data = ward_without_awards()
    cell = "Chi bộ Tổ dân phố 1"
    data.year_results = past("CB01", *_EARLIER, exemplary=True)
    assert (five_years(data, cell).form, five_years(data, cell).amount) == ("Giấy khen", 3_795_000)
    data.year_results[1] = data.year_results[1].model_copy(update={"exemplary": False})
    assert [str(lack) for lack in five_years(data, cell).missing] == ["chưa ghi tiêu biểu năm 2023"]
    data.year_results = past("CB01", *_EARLIER)
    assert [e.period for e in eligible(data, cell)] == ["Trong năm"]


def test_what_the_sheet_proposes_already_keeps_its_form_and_amount() -> None:
    data = small_dataset()
    data.year_results = past("DV1", *_EARLIER)
    data.awards[0] = data.awards[0].model_copy(
        update={"subject": "DV1", "form": "Bằng khen", "period": "5 năm liền", "amount": 5}
    )
    one = five_years(data)
    assert (one.form, one.amount, one.decider, one.row) == ("Bằng khen", 5, None, data.awards[0])


def test_nobody_is_proposed_from_names_alone() -> None:
    data = ward_without_awards()
    data.reviews = [Review(subject=member.code) for member in data.members]
    data.organisations[1] = data.organisations[1].model_copy(
        update={"grade": "", "proposed_grade": "", "exemplary": False}
    )
    found = proposable(Ward(data))
    assert (found.eligible, found.left_out, found.gaps) == ((), (), ())
