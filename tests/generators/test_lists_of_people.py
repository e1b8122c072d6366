"""Whoever stands in a list of a paper has all columns of their row in the workbook there."""

from __future__ import annotations

import pytest

from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.generators.plan import Context
from giayto.rendering.reading.spoken import Spoken

CONTEXTS = PaperContexts(None, 2026)
PEOPLE = {
    "quyet-dinh-xep-loai-dang-vien": "danh_sach",
    "quyet-dinh-khen-thuong": "danh_sach",
    "to-trinh-khen-thuong": "de_nghi[].danh_sach",
    "danh-sach-khen-thuong": "ca_nhan",
    "bien-ban-kiem-diem": "nguoi",
}
BODIES = {
    "quyet-dinh-xep-loai-to-chuc": "danh_sach",
    "quyet-dinh-khen-thuong": "danh_sach",
    "danh-sach-khen-thuong": "tap_the",
    "bien-ban-kiem-diem": "phieu_to_chuc",
}


def _rows(context: Context, path: str) -> list[Context]:
    head, item, tail = path.partition("[].")
    below = context[head]
    return [row for each in below for row in each[tail]] if item else below


def _all_rows(master: str, path: str) -> list[Context]:
    return [row for context in CONTEXTS.of(master) for row in _rows(context, path)]


@pytest.mark.parametrize(("master", "path"), [*PEOPLE.items(), ("bien-ban-kiem-diem", "phieu")])
def test_the_card_number_is_in_every_list_of_people(master: str, path: str) -> None:
    said = Spoken(CONTEXTS.labels(master)).keys(f"{path}[]", "Số thẻ đảng viên")
    assert said == (f"{path}[].so_the",)
    rows = _all_rows(master, path)
    assert all("so_the" in row and "ngay_vao_dang" in row for row in rows)
    assert any(row["so_the"] for row in rows)


@pytest.mark.parametrize(("master", "path"), BODIES.items())
def test_the_secretary_is_in_every_list_of_organisations(master: str, path: str) -> None:
    said = Spoken(CONTEXTS.labels(master)).keys(f"{path}[]", "Bí thư")
    assert said == (f"{path}[].bi_thu",)
    rows = _all_rows(master, path)
    assert any(row["bi_thu"] for row in rows) and all("ky_hieu" in row for row in rows)


@pytest.mark.parametrize(
    ("behind", "words", "key"),
    [
        ("", "Địa danh", "dau.dia_danh"),
        ("", "Cấp trên", "dau.cap_tren"),
        ("", "Loại văn bản", "ten.loai"),
        ("danh_sach[]", "Tên tổ chức đảng", "danh_sach[].ten"),
    ],
)
def test_words_of_the_paper_stay_sure_beside_the_columns_of_a_list(
    behind: str, words: str, key: str
) -> None:
    spoken = Spoken(CONTEXTS.labels("quyet-dinh-xep-loai-to-chuc"))
    assert spoken.keys(behind, words) == (key,)
