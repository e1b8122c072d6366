"""What templates may call the fields of each paper, beside their keys."""

from __future__ import annotations

import pytest

from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.rendering.reading.spoken import Spoken

_CONTEXTS = PaperContexts(None, 2026)


def _meant(master: str, words: str, behind: str = "") -> tuple[str, ...]:
    return Spoken(_CONTEXTS.labels(master)).keys(behind, words)


@pytest.mark.parametrize(
    ("master", "words", "key"),
    [
        ("kiem-diem-02c", "Họ và tên", "dang_vien.ho_ten"),
        ("kiem-diem-02c", "ho_ten", "dang_vien.ho_ten"),
        ("kiem-diem-02c", "Số thẻ đảng viên", "dang_vien.so_the"),
        ("kiem-diem-02c", "địa danh", "dau.dia_danh"),
        ("kiem-diem-02c", "Năm", "nam"),
        ("bien-ban-kiem-diem", "Giờ bắt đầu", "hop.bat_dau"),
        ("bien-ban-kiem-diem", "Chủ trì", "hop.chu_tri"),
        ("quyet-dinh-khen-thuong", "Số và ký hiệu", "dau.so_ky_hieu"),
        ("quyet-dinh-khen-thuong", "Danh sách", "danh_sach"),
    ],
)
def test_words_that_mean_one_field(master: str, words: str, key: str) -> None:
    assert _meant(master, words) == (key,)


def test_words_that_may_mean_several_are_not_decided() -> None:
    posts = _meant("kiem-diem-02c", "Chức vụ")
    assert {"dang_vien.chuc_vu_dang", "dang_vien.chuc_vu_chinh_quyen"} <= set(posts)
    signer_or_listed = _meant("quyet-dinh-xep-loai-dang-vien", "Họ và tên")
    assert signer_or_listed == ("danh_sach[].ho_ten", "ky.ho_ten")


@pytest.mark.parametrize(
    ("master", "behind", "words", "key"),
    [
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[]", "Họ và tên", "danh_sach[].ho_ten"),
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[]", "STT", "danh_sach[].tt"),
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[]", "Chức vụ", "danh_sach[].chuc_vu"),
        ("quyet-dinh-khen-thuong", "danh_sach[]", "Họ và tên", "danh_sach[].ten"),
        ("kiem-diem-02c", "dang_vien", "Họ tên", "dang_vien.ho_ten"),
    ],
)
def test_words_behind_a_group_or_a_list(master: str, behind: str, words: str, key: str) -> None:
    assert _meant(master, words, behind) == (key,)
