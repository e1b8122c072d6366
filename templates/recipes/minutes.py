"""Recipe of the minutes of a party cell's review conference (biên bản hội nghị kiểm điểm)."""

from __future__ import annotations

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .form_blocks import Block
from .script import play

_APART = (
    "{% if p.rieng.co %} (phát ra: {{ p.rieng.phat_ra or 'không' }}; "
    "thu về: {{ p.rieng.thu_ve or 'không' }}; hợp lệ: {{ p.rieng.hop_le or 'không' }}; "
    "không hợp lệ: {{ p.rieng.khong_hop_le or 'không' }}){% endif %}"
)
"""A person's own numbers of ballots, where they differ from those of the others."""

_LEVELS = (
    ("xuat_sac", "Hoàn thành xuất sắc", 18),
    ("tot", "Hoàn thành tốt", 14.5),
    ("hoan_thanh", "Hoàn thành", 14.5),
    ("khong_hoan_thanh", "Không hoàn thành", 15),
)
_PROPOSED = "".join(f"{{% if p.muc == '{key}' %}}{head}{{% endif %}}" for key, head, _ in _LEVELS)

# A cell's ballots have no column for no grade yet: it is printed only where somebody wrote so.
_UNGRADED = Column("Chưa xếp loại", "{{ p.chua_xep_loai }}", 13, centred=True)


def _ballot_columns(*more: Column) -> tuple[Column, ...]:
    """The columns of the vote on members; ``more`` stand behind the levels."""
    return (
        Column("TT", "{{ p.tt }}", 9, centred=True),
        Column("Họ và tên", "{{ p.ten }}" + _APART, 43),
        *(Column(head, f"{{{{ p.{key} }}}}", wide, centred=True) for key, head, wide in _LEVELS),
        *more,
        Column("Mức đề nghị", _PROPOSED, 38),
    )


def build_review(rules: RuleSet) -> Master:
    """Minutes of the yearly review conference (biên bản hội nghị kiểm điểm)."""
    table: dict[str, Block] = {
        "ballot_table": lambda m: m.list_table("p in phieu", _ballot_columns()),
        "ballot_table_ungraded": lambda m: m.list_table("p in phieu", _ballot_columns(_UNGRADED)),
    }
    return play(Master.start(rules), "bien-ban-kiem-diem", table)
