"""``giayto mau``: the group of the commands on masters (nhóm lệnh mẫu Word)."""

from __future__ import annotations

from ..base import Entry, LazyGroup

masters_group = LazyGroup(
    "mau",
    help="Mẫu Word: xem, chép ra sửa, kiểm tra, xem thử, so với mẫu mới.",
    entries=(
        Entry("moi", "new", ".masters.begin", "begin", "Bắt đầu một giấy tờ riêng của cơ quan"),
        Entry(
            "danh-sach", "list", ".masters.listing", "list_masters", "Mẫu nào đang dùng, từ đâu."
        ),
        Entry("sao-chep", "copy", ".masters.copying", "copy_masters", "Chép mẫu có sẵn ra để sửa."),
        Entry(
            "so-sanh",
            "compare",
            ".masters.comparing",
            "compare_masters",
            "Mẫu của cơ quan khác mẫu có sẵn ở đâu.",
        ),
    ),
)
