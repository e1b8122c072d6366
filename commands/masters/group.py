"""``giayto mau``: the group of the commands on masters (nhóm lệnh mẫu Word)."""

from __future__ import annotations

from ..base import Entry, LazyGroup

masters_group = LazyGroup(
    "mau",
    help="Mẫu Word: xem, chép ra sửa, kiểm tra, xem thử, so với mẫu mới.",
    entries=(
        Entry("danh-sach", "list", ".masters.listing", "list_masters", "Mẫu nào đang dùng."),
        Entry("sao-chep", "copy", ".masters.copying", "copy_masters", "Chép mẫu có sẵn ra để sửa."),
        Entry("moi", "new", ".masters.begin", "begin", "Bắt đầu một giấy tờ riêng của cơ quan."),
        Entry("truong", "fields", ".masters.fields", "fields", "Trường dùng được trong một mẫu."),
        Entry("kiem-tra", "check", ".masters.checking", "check_masters", "Soát mẫu, chỉ chỗ sai."),
        Entry("xem-thu", "preview", ".masters.preview", "preview", "Điền thử: Word, PDF và ảnh."),
        Entry(
            "so-sanh", "compare", ".masters.comparing", "compare_masters", "So với mẫu có sẵn mới."
        ),
    ),
)
