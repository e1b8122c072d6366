"""The folder a clerk works in (nơi làm việc): what lies where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..conventions.spelling import fold_plain
from ..errors import WorkspaceMissing
from ..files.small import read_small
from ..i18n import tr

WORKBOOK = "du-lieu.xlsx"
_NAMED = 30
"""How many workspaces within a folder a message names."""
OWN_MASTERS = "mau"
PICTURES = "anh"
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
    def pictures(self) -> Path:
        """The pictures that the workbook names, for the clerk's own templates."""
        return self.folder / PICTURES

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

    @property
    def restoring(self) -> Path:
        """Stands there while a backup is put in place; holds the names of it and of the one before.

        Left behind by a restoration that was killed: workbook and register may not fit together.
        """
        return self.folder / ".khoi-phuc.do-dang"

    def refuse_half_restored(self) -> None:
        """Raise :class:`WorkspaceMissing` while a restoration that was killed is not done again.

        Raises :class:`CannotWrite` while one is at work right now.
        """
        if self.restoring.is_file():
            from ..batch.guard import refuse_while_held

            refuse_while_held(self.lock, tr("Đang có một lần khôi phục thư mục này."))
        if self.restoring.is_file():  # it may just have ended
            source = read_small(self.restoring).decode(errors="replace").partition("\n")[0]
            again = here(f"giayto khoi-phuc {source}", self.folder)
            raise WorkspaceMissing(
                tr("Lần khôi phục trước dừng giữa chừng, các tệp có thể chưa khớp nhau."),
                where=str(self.folder.resolve()),
                fix=tr("Gõ lại: {lenh}").format(lenh=again),
            )

    def need_workbook(self) -> None:
        """Raise :class:`WorkspaceMissing` when there is no workbook, or only half restored."""
        self.refuse_half_restored()
        if not self.workbook.is_file():
            fix = tr("Gõ “giayto khoi-tao TEN-THU-MUC” để tạo, hoặc chỉ thư mục bằng -C.")
            near = self._workbooks_misnamed()
            if near:
                fix = tr("Ở đây có “{ten}”; nếu đó là sổ dữ liệu thì đổi tên thành {tep}.").format(
                    ten="”, “".join(near), tep=WORKBOOK
                )
            elif within := self._workspaces_within():
                fix = tr("Mỗi lần một nơi làm việc: ghi -C và tên thư mục. Ở đây có: {ds}.").format(
                    ds=", ".join(str(self.folder / name) for name in within)
                )
            raise WorkspaceMissing(
                tr("Thư mục này chưa có sổ dữ liệu {tep}.").format(tep=WORKBOOK),
                where=str(self.folder.resolve()),
                fix=fix,
            )

    def _workspaces_within(self) -> list[str]:
        """Folders here that are workspaces: this one holds several (quận và các phường)."""
        try:
            return sorted(path.parent.name for path in self.folder.glob(f"*/{WORKBOOK}"))[:_NAMED]
        except OSError:
            return []

    def _workbooks_misnamed(self) -> list[str]:
        """Files that a browser or a copy gave nearly the workbook's name: ``du-lieu (1).xlsx``."""
        stem = WORKBOOK.partition(".")[0]
        try:
            names = [path.name for path in self.folder.iterdir() if path.is_file()]
        except OSError:
            return []
        return sorted(
            name
            for name in names
            if fold_plain(name).replace(" ", "-").startswith(stem)
            and name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods"))
        )


def here(command: str, folder: str | Path) -> str:
    """The command as the clerk must type it for this workspace."""
    return command if str(folder) in (".", "") else f"{command} -C {folder}"
