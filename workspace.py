"""The workspace (thư mục làm việc): where a clerk's files are, and reading them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from .conventions.ruleset import rules_for
from .data.checks.dataset import check
from .data.models import Dataset, Organisation
from .data.models.order import in_book_order
from .data.ward import Ward
from .data.workbook.read import read_workbook
from .errors import DataRejected, UnknownUnit, WorkspaceMissing
from .findings import Finding
from .i18n import tr

WORKBOOK = "du-lieu.xlsx"
OWN_MASTERS = "mau"
OUTPUT = "van-ban"
BACKUPS = "sao-luu"
OWN_RULES = "the-thuc.toml"
_SHOWN = 12
_STRUCTURE = ("KT-101", "KT-103", "KT-107", "KT-110")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a workbook, own templates and output."""

    folder: Path

    @property
    def workbook(self) -> Path:
        """The one file a clerk edits."""
        return self.folder / WORKBOOK

    @property
    def own_masters(self) -> Path:
        """The clerk's own templates."""
        return self.folder / OWN_MASTERS

    @property
    def own_rules(self) -> Path | None:
        """The office's own rules of writing laid over the rule set; ``None`` without any."""
        path = self.folder / OWN_RULES
        return path if path.is_file() else None

    @property
    def output(self) -> Path:
        """Where documents are written."""
        return self.folder / OUTPUT


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workspace's data with everything found in reading and checking it."""

    dataset: Dataset
    ward: Ward
    findings: list[Finding]

    @property
    def rules_id(self) -> str:
        """The rule set of the committee's papers, which chooses the masters."""
        settings = self.ward.settings
        day = settings.date.latest() if settings.date else dt.date(settings.year, 12, 31)
        return rules_for(day).id

    @property
    def errors(self) -> list[Finding]:
        """Findings that forbid making papers."""
        return [f for f in self.findings if f.severity == "error"]


def here(command: str, folder: str | Path) -> str:
    """The command as the clerk must type it for this workspace."""
    return command if str(folder) in (".", "") else f"{command} -C {folder}"


def open_workspace(folder: str) -> Workspace:
    """The workspace in a folder. Raises :class:`WorkspaceMissing` when there is none."""
    workspace = Workspace(Path(folder))
    if not workspace.workbook.is_file():
        raise WorkspaceMissing(
            tr("Thư mục này chưa có sổ dữ liệu {tep}.").format(tep=WORKBOOK),
            where=str(workspace.folder.resolve()),
            fix=tr("Gõ “giayto khoi-tao TEN-THU-MUC” để tạo, hoặc chỉ thư mục bằng -C."),
        )
    return workspace


def load(workspace: Workspace) -> Loaded:
    """Read and check the workbook; findings are collected, not raised."""
    result = read_workbook(workspace.workbook)
    findings = list(result.findings)
    if not any(f.severity == "error" and f.code in _STRUCTURE for f in findings):
        # A missing sheet or column would draw hundreds of findings that mean only that.
        findings += check(result.dataset)
    ward = Ward(result.dataset, overlay=workspace.own_rules)
    return Loaded(result.dataset, ward, in_book_order(findings))


def reject_errors(loaded: Loaded) -> None:
    """Raise :class:`DataRejected` when papers cannot be made rightly from the data."""
    errors = loaded.errors
    if not errors:
        return
    shown = [f.one_line() for f in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(tr("… và {so} lỗi khác").format(so=len(errors) - _SHOWN))
    raise DataRejected(
        tr("Sổ dữ liệu còn {so} lỗi, chưa thể lập giấy tờ cho đúng.").format(so=len(errors)),
        details=shown,
        fix=tr(
            "Gõ “giayto kiem-tra” để xem hết và cách sửa; hoặc thêm --van-tao để làm phần còn lại."
        ),
    )


def find_units(ward: Ward, names: tuple[str, ...]) -> tuple[Organisation, ...]:
    """The organisations meant by codes or names. Raises :class:`UnknownUnit`."""
    import difflib

    units = []
    for name in names:
        unit = ward.organisation(name)
        if unit is None:
            known = [h for o in ward.data.organisations for h in (o.code, o.name)]
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            raise UnknownUnit(
                tr("Không có tổ chức đảng “{ten}” trong sổ.").format(ten=name),
                fix=tr("Có phải “{ten}”?").format(ten=close[0]) if close else None,
                details=[
                    tr("Các mã: {ds}.").format(
                        ds=", ".join(o.code for o in ward.data.organisations[:40])
                    )
                ],
            )
        units.append(unit)
    return tuple(units)
