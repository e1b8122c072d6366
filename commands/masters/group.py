"""``giayto mau``: the group of the commands on masters (nhóm lệnh mẫu Word)."""

from __future__ import annotations

from ..base import Entry, LazyGroup

masters_group = LazyGroup(
    "mau",
    help="Mẫu Word: xem, chép ra sửa, kiểm tra, xem thử, so với mẫu mới.",
    entries=(
        Entry(
            "truong",
            "fields",
            ".masters.fields",
            "fields",
            "Các trường dùng được trong một mẫu, ví dụ, lấy từ cột nào.",
        ),
        Entry(
            "xem-thu",
            "preview",
            ".masters.preview",
            "preview",
            "Điền thử một mẫu: Word, PDF và ảnh từng trang.",
        ),
    ),
)
