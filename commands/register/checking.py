"""``giayto so kiem-tra``: looking the register over on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json

if TYPE_CHECKING:
    from ...workspace.register.desk import Finding


@command(
    "kiem-tra",
    """Kiểm tra sổ: tệp có hỏng không, số thiếu, số trùng, ngày không theo thứ tự số.

Thư mục có sổ dữ liệu thì so thêm: giấy tờ đã có số nay có khác sổ văn bản không.
Mã thoát 3 khi có lỗi (số thiếu, số trùng).

\b
Ví dụ:
  giayto so kiem-tra
""",
)
@workspace_option
@json_option
def check(folder: str, as_json: bool) -> int:
    from ... import Workspace

    findings = Workspace(folder).register().check()
    if as_json:
        say_json({"findings": [finding.as_dict() for finding in findings]})
    else:
        say_findings(findings)
        if not findings:
            say(tr("Sổ tốt: không thiếu số, không trùng số, ngày đúng thứ tự."))
    return 3 if any(finding.severity == "error" for finding in findings) else 0


def say_findings(findings: Sequence[Finding]) -> None:
    """Print findings of the register, one cause once, the next step under each."""
    from ...workspace.causes import by_cause

    colours = {"error": "red", "warning": "yellow", "note": None}
    for cause in by_cause(findings):
        first = cause.findings[0]
        head = f"{first.severity_word} {first.code}, {cause.place}:"
        single = len(cause.findings) == 1
        say(f"{head} {first.why}" if single else head, fg=colours[first.severity])
        for case in () if single else cause.cases():
            say(f"  - {case}")
        if cause.fix:
            say(f"    {cause.fix}")
