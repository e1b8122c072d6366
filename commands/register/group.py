"""``giayto so``: the group of the commands on the register (nhóm lệnh sổ văn bản)."""

from __future__ import annotations

from ..base import Entry, LazyGroup

register_group = LazyGroup(
    "so",
    help="Sổ đăng ký văn bản đi: cấp số, tra cứu, sửa, huỷ số, phát hành, in sổ, sao lưu.",
    entries=(
        Entry(
            "cap",
            "issue",
            ".register.numbers",
            "issue",
            "Cấp số cho một văn bản, hoặc ghi số đã có",
        ),
        Entry("xem", "list", ".register.showing", "show", "Xem, lọc, tìm trong sổ"),
        Entry("sua", "correct", ".register.amending", "amend", "Sửa một dòng của sổ, có lý do"),
        Entry("huy", "cancel", ".register.numbers", "cancel", "Huỷ một số, có lý do"),
        Entry("phat-hanh", "send", ".register.amending", "send", "Đánh dấu văn bản đã phát hành"),
        Entry("thay", "replace", ".register.amending", "replace", "Thay một văn bản đã phát hành"),
        Entry(
            "xuat",
            "export",
            ".register.files",
            "export",
            "Xuất sổ ra Word, Excel để in, đóng quyển",
        ),
        Entry("nhap", "import", ".register.files", "take_over", "Nhập sổ cũ đang ghi trên Excel"),
        Entry(
            "kiem-tra", "check", ".register.checking", "check", "Tìm số thiếu, trùng, ngày lộn xộn"
        ),
        Entry("sao-luu", "backup", ".register.backup", "backup", "Sao lưu sổ ra một tệp"),
        Entry(
            "co-quan",
            "body",
            ".register.bodies",
            "body",
            "Số của cơ quan nào: xem, trả lời khi hỏi",
        ),
        Entry("khoi-phuc", "restore", ".register.backup", "restore", "Lấy lại sổ từ bản sao lưu"),
    ),
)
