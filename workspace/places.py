"""The folder a clerk works in (nơi làm việc): what lies where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import WorkspaceMissing
from ..i18n import tr

WORKBOOK = "du-lieu.xlsx"
OWN_MASTERS = "mau"
OUTPUT = "van-ban"
SUMMARY = "tong-ket.xlsx"
BACKUPS = "sao-luu"
OWN_RULES = "the-thuc.toml"


@dataclass(frozen=True, slots=True, init=False)
class Places:
    """A folder with a workbook, own templates and output; none of them need exist."""

    folder: Path

    def __init__(self, folder: str | Path) -> None:
        object.__setattr__(self, "folder", Path(folder))

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

    @property
    def lock(self) -> Path:
        """Held while the workbook is being changed: a folder may be shared by several people."""
        return self.folder / f".{WORKBOOK}.khoa"

    def need_workbook(self) -> None:
        """Raise :class:`WorkspaceMissing` when there is no workbook."""
        if not self.workbook.is_file():
            raise WorkspaceMissing(
                tr("Thư mục này chưa có sổ dữ liệu {tep}.").format(tep=WORKBOOK),
                where=str(self.folder.resolve()),
                fix=tr("Gõ “giayto khoi-tao TEN-THU-MUC” để tạo, hoặc chỉ thư mục bằng -C."),
            )


def here(command: str, folder: str | Path) -> str:
    """The command as the clerk must type it for this workspace."""
    return command if str(folder) in (".", "") else f"{command} -C {folder}"
