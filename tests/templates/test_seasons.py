"""Own masters for a season: which file is in force on a day, and how its days may be written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from giayto.templates.properties import with_properties
from giayto.templates.seasons import read_day
from giayto.templates.store import OwnMasters, find_master

FORM = "kiem-diem-02c"
MASTER = find_master(FORM, "party-2026").content


def own(folder: Path, **files: dict[str, str | None]) -> OwnMasters:
    """Files with these properties; ``_2025`` behind the form's name is ``(2025)``."""
    for name, properties in files.items():
        suffix = f" ({name[1:]})" if len(name) > 1 else ""
        path = folder / f"{FORM}{suffix}.docx"
        path.write_bytes(with_properties(MASTER, properties, path.name))
    return OwnMasters.of(folder)


def on(masters: OwnMasters, day: str) -> str:
    """The file in force on a day; "" for the built-in."""
    name = masters.in_force(FORM, dt.date.fromisoformat(day))
    file = find_master(name, "party-2026", own=masters)
    return file.path.name if file.own else ""


@pytest.mark.parametrize(
    "written",
    ["01/02/2026", "1/2/2026", "1-2-2026", "01.02.2026", "ngày 01 tháng 02 năm 2026",
     "NGÀY 1 THÁNG 2 NĂM 2026", "2026-02-01", "2026-01-31T17:00:00Z", "2026-02-01T10:00:00Z",
     "2026-02-01T00:00:00Z", "1\u200b/2/2026 "],
)  # fmt: skip
def test_a_day_may_be_typed_or_be_a_date_of_words_own(written: str) -> None:
    assert read_day(written) == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "2/2026", "2026", "mai", "1/2/26", "9999-99-99", "", "31.12.9999T"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_day(written) is None


@pytest.mark.parametrize(
    ("since", "until"),
    [("Áp dụng từ", "Áp dụng đến"), ("ap dung tu", "AP DUNG DEN"),
     ("Áp dụng từ ngày:", "Áp  dụng đến hết ngày"), ("A\u0301p dụng từ", "Áp_dụng_đến")],
)  # fmt: skip
def test_outside_its_days_the_built_in_master_is_used(
    tmp_path: Path, since: str, until: str
) -> None:
    masters = own(tmp_path, _={since: "01/01/2026", until: "31/12/2026"})
    days = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"]
    assert [on(masters, day) for day in days] == ["", f"{FORM}.docx", f"{FORM}.docx", ""]


def test_without_bounds_an_own_master_is_used_always_and_one_bound_is_enough(
    tmp_path: Path,
) -> None:
    assert on(own(tmp_path, _={"Người sửa": "An"}), "1990-01-01") == f"{FORM}.docx"
    bounded = own(tmp_path, _={"Áp dụng từ": "27/05/2026"})
    assert (on(bounded, "2026-05-26"), on(bounded, "2099-01-01")) == ("", f"{FORM}.docx")


def test_of_several_files_the_one_that_begins_later_counts(tmp_path: Path) -> None:
    masters = own(
        tmp_path,
        _={},
        _2025={"Áp dụng từ": "01/01/2025", "Áp dụng đến": "31/12/2025"},
        _moi={"Áp dụng từ": "01/07/2025"},
    )
    days = ["2024-06-01", "2025-06-01", "2025-08-01", "2026-08-01"]
    found = [on(masters, day) for day in days]
    assert found == [f"{FORM}{suffix}.docx" for suffix in ("", " (2025)", " (moi)", " (moi)")]


def test_a_file_with_brackets_that_says_no_days_is_not_used(tmp_path: Path) -> None:
    assert on(own(tmp_path, _1={"Người sửa": "An"}), "2026-06-01") == ""


def test_nobody_takes_the_place_of_the_built_in_master_by_a_name(tmp_path: Path) -> None:
    (tmp_path / f"{FORM}-co-san.docx").write_bytes(b"not even a zip")
    masters = own(tmp_path, _={"Áp dụng từ": "01/01/2027"})
    assert on(masters, "2026-06-01") == ""
