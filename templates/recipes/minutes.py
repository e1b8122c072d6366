"""Recipes of the minutes of a party cell (biên bản): review conference, ordinary meeting."""

from __future__ import annotations

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .script import play

_BALLOT_COLUMNS = (
    Column("TT", "{{ p.tt }}", 9, centred=True),
    Column("Họ và tên, tên tổ chức", "{{ p.ten }}", 44),
    Column("Phát ra", "{{ p.phat_ra }}", 13, centred=True),
    Column("Thu về", "{{ p.thu_ve }}", 12, centred=True),
    Column("Hợp lệ", "{{ p.hop_le }}", 12, centred=True),
    Column("HT xuất sắc", "{{ p.xuat_sac }}", 14, centred=True),
    Column("HT tốt", "{{ p.tot }}", 12, centred=True),
    Column("HT nhiệm vụ", "{{ p.hoan_thanh }}", 15, centred=True),
    Column("Không HT", "{{ p.khong_hoan_thanh }}", 15, centred=True),
    Column("Tỷ lệ %", "{{ p.ty_le }}", 14, centred=True),
)


def build_review(rules: RuleSet) -> Master:
    """Minutes of the yearly review conference (biên bản hội nghị kiểm điểm)."""
    return play(
        Master.start(rules),
        "bien-ban-kiem-diem",
        {
            "ballot_table": lambda m: m.list_table("p in phieu", _BALLOT_COLUMNS),
            "two_signatures": _sign,
        },
    )


def build_ordinary(rules: RuleSet) -> Master:
    """Minutes of an ordinary cell meeting (biên bản sinh hoạt định kỳ)."""
    return play(Master.start(rules), "bien-ban-sinh-hoat", {"two_signatures": _sign})


def _sign(master: Master) -> None:
    master.two_signatures("ky_trai", "ky_phai")
