"""``giayto mau``: the group of the commands on masters (nhóm lệnh mẫu Word)."""

from __future__ import annotations

from ..base import Entry, LazyGroup

masters_group = LazyGroup(
    "mau",
    help="Mẫu Word: xem, chép ra sửa, kiểm tra, xem thử, so với mẫu mới.",
    entries=(
        Entry("kiem-tra", "check", ".masters.checking", "check_masters", "Soát mẫu, chỉ chỗ sai."),
    ),
)
