"""``giayto mau kiem-tra``: Word masters checked, each finding with its place as Word shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import UsageError
from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json

if TYPE_CHECKING:
    from ... import Finding
    from ...workspace.masters.checking import CheckedMaster, MasterChecks

_HELP = """Kiểm tra mẫu Word: một lần kể hết lỗi, mỗi lỗi có chỗ như thấy trong Word và cách sửa.

Không ghi tệp nào thì soát mọi mẫu trong thư mục mau. Tệp ở chỗ khác cũng soát được;
giấy tờ của tệp biết theo tên tệp, hoặc theo --loai. Có sổ dữ liệu thì soát theo sổ, không
thì theo phường mẫu. Mã thoát 3 khi có lỗi: giấy tờ dùng mẫu ấy không lập được.

Với --chu-thich, chương trình ghi một bản sao có chú thích ở từng chỗ sai, mở bằng Word để
sửa. Với --sua, ghi một bản sao đã sửa những chỗ chỉ có một cách hiểu, và nói từng chỗ.
Tệp được soát không bao giờ bị đổi. Bản sao nằm cạnh tệp; của tệp trong thư mục mau thì ở
thư mục làm việc, để không thành một mẫu nữa.

\b
Ví dụ:
  giayto mau kiem-tra -C dang-bo-phuong
  giayto mau kiem-tra mau/kiem-diem-02c.docx
  giayto mau kiem-tra "Tải về/kiểm điểm.docx" --loai kiem-diem-02c
  giayto mau kiem-tra mau/kiem-diem-02c.docx --sua
"""


@command("kiem-tra", _HELP)
@click.argument("files", nargs=-1, metavar="[TỆP …]", type=click.Path())
@workspace_option
@click.option(
    "--loai", "kind", default="", metavar="LOẠI", help="Tệp là mẫu của giấy tờ nào (kiem-diem-02c)."
)
@click.option("--chu-thich", "comment", is_flag=True, help="Ghi bản sao có chú thích của Word.")
@click.option("--sua", "repair", is_flag=True, help="Ghi bản sao đã sửa chỗ chỉ có một cách hiểu.")
@click.option(
    "--ra",
    "out",
    type=click.Path(dir_okay=False),
    metavar="TỆP.docx",
    help="Tên của bản sao (mặc định: tên chưa có, cạnh tệp hoặc ở thư mục làm việc).",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --ra: thay tệp đã có cùng tên.")
@json_option
def check_masters(
    files: tuple[str, ...],
    folder: str,
    kind: str,
    comment: bool,
    repair: bool,
    out: str | None,
    overwrite: bool,
    as_json: bool,
) -> int:
    from ...workspace import Workspace
    from ...workspace.masters.checking import MasterChecks

    workspace = Workspace(folder)
    checks = MasterChecks(workspace)
    if not files and not (comment or repair):
        findings = checks.own()
        if as_json:
            say_json({"findings": [finding.as_dict() for finding in findings]})
        else:
            _tell_own(findings, workspace.own_masters)
        return _code(findings)
    named = files or tuple(map(str, checks.own_files()))
    if out is not None and (len(named) != 1 or comment == repair):
        raise UsageError(
            tr("--ra là tên của một bản sao."),
            fix=tr("Ghi một tệp, và một trong hai: --chu-thich, --sua."),
        )
    checked = checks.files(named, kind)
    told: list[dict[str, object]] = []
    for one in checked:
        copies = _copies(checks, one, out, comment=comment, repair=repair, overwrite=overwrite)
        told.append(
            {
                "file": str(one.path),
                "master": one.master,
                "findings": [finding.as_dict() for finding in one.findings],
                **copies,
            }
        )
        if not as_json:
            _tell(one, copies)
    if as_json:
        say_json({"files": told, "by_sample": checks.by_sample})
    elif checks.by_sample:
        say(tr("Đã soát theo phường mẫu, vì không có sổ dữ liệu hoặc sổ còn lỗi."))
    return _code([finding for one in checked for finding in one.findings])


def _copies(
    checks: MasterChecks,
    one: CheckedMaster,
    out: str | None,
    *,
    comment: bool,
    repair: bool,
    overwrite: bool,
) -> dict[str, object]:
    """The copies that are wished for, by what they are; written now."""
    copies: dict[str, object] = {}
    if repair:
        repaired = checks.repair(one, out, overwrite=overwrite)
        copies["repaired"] = None if repaired is None else str(repaired.path)
        copies["changes"] = [] if repaired is None else repaired.changes
        copies["left"] = None if repaired is None else len(repaired.left)
    if comment:
        commented = checks.comment(one, out, overwrite=overwrite)
        copies["commented"] = None if commented is None else str(commented)
    return copies


def _code(findings: list[Finding]) -> int:
    return 3 if any(finding.severity == "error" for finding in findings) else 0


def _tell_own(findings: list[Finding], folder: Path) -> None:
    if not folder.is_dir():
        say(tr("Chưa có thư mục {thu_muc}; giấy tờ dùng mẫu có sẵn.").format(thu_muc=folder))
        return
    _tell_findings(findings)
    say(_summary(findings))


def _tell(one: CheckedMaster, copies: dict[str, object]) -> None:
    name = one.path.name
    head = tr("{tep}: mẫu {mau}").format(tep=name, mau=one.master) if one.master else name
    say(head, bold=True)
    _tell_findings(one.findings)
    say(_summary(one.findings))
    if "repaired" in copies:
        _tell_repaired(copies)
    if "commented" in copies:
        commented = copies["commented"]
        said = tr("Bản sao có chú thích: {tep}").format(tep=commented)
        say(said if commented else tr("Không có gì để chú thích."))
    say()


def _tell_repaired(copies: dict[str, object]) -> None:
    if copies["repaired"] is None:
        say(tr("Không có chỗ nào chỉ có một cách hiểu để sửa giúp."))
        return
    say(tr("Bản sao đã sửa: {tep}").format(tep=copies["repaired"]))
    changes = copies["changes"]
    for change in changes if isinstance(changes, list) else ():
        say(f"  - {change}")
    say(tr("Bản sao còn {so} điều phải xem.").format(so=copies["left"]))


def _tell_findings(findings: list[Finding]) -> None:
    for finding in findings:
        say()
        say(finding.lines())
    if findings:
        say()


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        return tr("Còn {so} lỗi phải sửa; giấy tờ dùng mẫu có lỗi chưa lập được.").format(so=errors)
    if findings:
        return tr("Không có lỗi; {so} điều nên xem lại.").format(so=len(findings))
    return tr("Không có lỗi.")
