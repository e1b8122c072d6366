"""The face for programs (mặt ngoài cho chương trình): a workspace, and all that is done in it.

The commands use this and nothing else of the library. It prints nothing and
asks nothing: what went wrong is raised (see `giayto.errors`), what a person
should know is in the results.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import DataError, RegisterError, UsageError, WorkspaceExists
from ..i18n import tr
from .places import Places, here
from .results import Checked, Produced

if TYPE_CHECKING:
    from ..batch.report import Made
    from ..data.member_list.takeover.outcome import TakeOver
    from ..data.models import Dataset
    from ..data.workbook.fill import Filled
    from ..files.held import Held
    from .bodies import Ownership
    from .commending import Commendable
    from .grading import Grading
    from .loading import Loaded
    from .new_year import NewYear, Upgraded
    from .overview import Overview
    from .register.desk import WorkspaceRegister
    from .repaired_copy import Repaired
    from .safe_copy import Restored, SafeCopy

__all__ = ["Checked", "Produced", "Workspace", "here"]


class Workspace(Places):
    """A folder with a workbook, own templates, papers and register (thư mục làm việc).

    ``Workspace(folder)`` takes any folder, for work on its register alone;
    `open` one with a workbook, `create` and `sample` make a new one.
    """

    __slots__ = ()

    @classmethod
    def open(cls, folder: str | Path) -> Workspace:
        """The workspace in a folder. Raises :class:`WorkspaceMissing` when it has no workbook."""
        workspace = cls(folder)
        workspace.need_workbook()
        return workspace

    @classmethod
    def create(cls, folder: str | Path) -> Workspace:
        """A new workspace with an empty workbook, which has an example row on each sheet.

        Raises :class:`WorkspaceExists` when there is a workbook, :class:`UsageError` for a
        file or another workspace's own folder, and :class:`CannotWrite`.
        """
        from ..data.workbook.defaults import starting_dataset
        from ..files.whole import make_folder
        from .outputs import apart

        workspace = cls(folder)
        apart(workspace.folder)
        if os.path.lexists(workspace.workbook):
            raise WorkspaceExists(
                tr("Thư mục này đã có sổ dữ liệu, chương trình không ghi đè."),
                where=str(workspace.workbook),
                fix=tr("Chọn thư mục khác, hoặc đổi tên sổ cũ trước."),
            )
        make_folder(workspace.own_masters)
        workspace._fill(starting_dataset(), example=True)
        return workspace

    @classmethod
    def sample(cls, folder: str | Path) -> Workspace:
        """A new workspace with the invented ward (phường mẫu): one committee, ten cells.

        Raises as `samples`.
        """
        (workspace,) = cls.samples(folder)
        return workspace

    @classmethod
    def samples(cls, folder: str | Path, season: int = 2026) -> list[Workspace]:
        """New workspaces of an invented season (mùa mẫu): 2026 one ward, 2023 a district.

        The ward lies in the folder itself; the district's committee and its wards in a
        folder each within it. Raises :class:`WorkspaceExists` for a folder that somebody
        works in, :class:`UsageError` for a season there is none of, and
        :class:`CannotWrite`.
        """
        from ..data.sample.seasons import SEASONS, sample_books
        from .outputs import new_workspace

        if season not in SEASONS:
            raise UsageError(
                tr("Không có mùa mẫu {nam}.").format(nam=season),
                fix=tr("Chọn một trong: {ds}.").format(ds=", ".join(map(str, SEASONS))),
            )
        again = tr(
            "Đặt tên khác: giayto dung-thu TEN-KHAC; hoặc lập lại giấy tờ: giayto tao -C {thu_muc}"
        )
        books = {cls(Path(folder) / name): data for name, data in sample_books(season).items()}
        for place in (Path(folder), *(workspace.folder for workspace in books)):
            new_workspace(place, again.format(thu_muc=place))
        for workspace, dataset in books.items():
            workspace._fill(dataset, example=False)
        return list(books)

    @classmethod
    def next_year(cls, folder: str | Path, previous: str | Path) -> NewYear:
        """Begin the next year with last year's workspace; see `new_year.begin_year`."""
        from .new_year import begin_year

        return begin_year(cls(previous), cls(folder))

    def upgrade(self) -> Upgraded:
        """Bring the workbook up to date (nâng cấp); see `new_year.bring_up_to_date`."""
        from .new_year import bring_up_to_date

        return bring_up_to_date(self)

    def before_next_year(self) -> tuple[Dataset, list[tuple[str, int]]]:
        """This year's data, and what the next year begins without: (sheet, rows)."""
        from .new_year import preview

        return preview(self)

    def _fill(self, dataset: Dataset, *, example: bool) -> None:
        from ..data.identity import make_identity
        from ..data.workbook.write import create_workbook

        identity = make_identity(self.folder)
        create_workbook(self.workbook, dataset, example=example, identity=identity.id)

    def import_list(
        self, *sources: str | Path, on_conflict: Literal["keep", "take"] = "keep"
    ) -> TakeOver:
        """Take member lists, in whatever shape, over into the workbook (nhập danh sách).

        ``sources`` are files, folders with lists in them, or names with ``*``. The
        workbook is made when there is none, else copied beside itself first; a
        report on every row and column is left there as well. Where both
        disagree the workbook's value stays (``"take"``: the list's is written),
        and the result reports it. Raises :class:`WorkbookUnreadable`,
        :class:`ListNotRecognised`, :class:`DataRejected`, :class:`UsageError` and
        :class:`CannotWrite`, which is also for a workbook that is open elsewhere.
        """
        from ..batch.guard import only_run
        from ..data.member_list.takeover.whole import import_into_workspace
        from ..files.held import refuse_held
        from ..files.whole import make_folder

        self.refuse_half_restored()
        refuse_held(self.workbook)
        make_folder(self.folder)
        with only_run(self.lock):
            return import_into_workspace(
                list(map(Path, sources)), self.workbook, on_conflict=on_conflict
            )

    def save(self, target: str | Path | None = None, *, papers: bool = False) -> SafeCopy:
        """Put the whole workspace into one file (sao lưu); see `safe_copy.save_workspace`."""
        from .safe_copy import save_workspace

        return save_workspace(self, target, papers=papers)

    def restore(self, source: str | Path, *, force: bool = False) -> Restored:
        """Put a backup in this workspace's place (khôi phục); see `safe_copy.restore_workspace`."""
        from .safe_copy import restore_workspace

        return restore_workspace(self, source, force=force)

    def support_file(self, target: str | Path | None = None) -> Path:
        """Write what whoever helps must know, without personal data (gói hỗ trợ); its path.

        Raises :class:`WorkspaceExists` and :class:`CannotWrite`.
        """
        from .support import write_support_file

        try:
            checked = self.check()
        except (DataError, UsageError):
            checked = None  # the file itself says what is wrong with the workbook
        return write_support_file(self, checked, target)

    def fill(self, *sheets: str) -> Filled:
        """Fill the sheets that repeat others (điền sổ): ``kiem-diem``, ``du-hop``, ``kiem-phieu``.

        No sheet means all three. What is there stays; the workbook is copied
        beside itself first. Raises :class:`WorkspaceMissing`,
        :class:`WorkbookUnreadable`, :class:`DataRejected` and :class:`CannotWrite`.
        """
        from ..batch.guard import only_run
        from ..data.workbook.fill import FILLED, fill_workbook

        self.need_workbook()
        wanted = {name.replace("-", "_") for name in sheets} or set(FILLED)
        with only_run(self.lock):
            return fill_workbook(self.workbook, [key for key in FILLED if key in wanted])

    def overview(self, *units: str) -> Overview:
        """How far the season is (tổng quan): what is done, due and missing, per unit.

        ``units`` are codes or names of organisations, none for all. Nothing is written.
        Raises as `commendable`.
        """
        from .loading import read_ward
        from .overview import overview

        self.need_workbook()
        return overview(self, read_ward(self), units)

    def write_overview(self, found: Overview, out: str | Path, *, overwrite: bool = False) -> Path:
        """Write an overview as an Excel workbook; its path. Raises as `mark`."""
        from .books.overview import overview_workbook

        return self._write_book(overview_workbook(found), out, overwrite)

    def write_commendable(
        self, found: Commendable, out: str | Path, *, overwrite: bool = False
    ) -> Path:
        """Write who may be commended as an Excel workbook; its path. Raises as `mark`."""
        from .books.commending import commendable_workbook

        return self._write_book(commendable_workbook(found), out, overwrite)

    def grade(
        self,
        *kinds: str,
        units: Iterable[str] = (),
        excel: str | Path | None = None,
        overwrite: bool = False,
        write: bool = False,
    ) -> Grading:
        """Work out which grades the rules allow (xếp loại); nothing is decided by it.

        ``kinds`` are of ``members``, ``organisations``, ``collectives``, ``leaders``,
        ``units`` organisations by code or name; none of each means all. ``excel`` is
        where a report goes, replaced only with ``overwrite``. ``write`` puts level and
        reason into their own two columns of the workbook, which is copied beside
        itself first. Raises :class:`WorkspaceMissing`, :class:`WorkbookUnreadable`,
        :class:`UnknownUnit`, :class:`DataRejected` (a workbook without those columns),
        :class:`UsageError`, :class:`WorkspaceExists` and :class:`CannotWrite`.
        """
        from .grading import grade

        return grade(self, kinds, tuple(units), excel=excel, overwrite=overwrite, write=write)

    def commendable(self, *units: str, write: bool = False) -> Commendable:
        """Who may be proposed for a commendation (diện khen thưởng), on which evidence.

        ``units`` are organisations by code or name, none for all. ``write`` adds those
        proven and not there yet to the sheet ``Khen thưởng``, after a copy. Raises as `grade`.
        """
        from .commending import commendable

        return commendable(self, units, write=write)

    def read(self) -> Loaded:
        """Read and check the workbook (đọc sổ dữ liệu); findings are collected, not raised.

        Raises :class:`WorkspaceMissing` and :class:`WorkbookUnreadable`.
        """
        from .loading import load

        self.need_workbook()
        return load(self)

    def check(self) -> Checked:
        """Check workbook, own templates, and the papers against the register (kiểm tra).

        Raises as `read`; a register that cannot be asked is no reason to.
        """
        return self.look_over(self.read())

    def look_over(self, loaded: Loaded) -> Checked:
        """What `check` finds in a workbook that is read already."""
        from ..checking.masters.own import check_own_masters
        from ..templates.store import OwnMasters
        from .numbering import against_register
        from .own_papers import papers_of

        ward = loaded.ward
        own = OwnMasters.of(self.own_masters)
        papers = papers_of(own, loaded.dataset.source.own)
        findings = loaded.findings + check_own_masters(
            own,
            loaded.rules_id,
            ward.settings.year,
            ward,
            papers.own,
            papers.faults,
            sound=not loaded.errors,
        )
        try:
            return Checked(loaded, findings + against_register(self, loaded))
        except RegisterError as error:
            return Checked(loaded, findings, error)

    def mark(self, checked: Checked, out: str | Path, *, overwrite: bool = False) -> Path:
        """Write a copy of the workbook with its findings marked (đánh dấu lỗi).

        Cells are coloured and have notes, a first sheet lists all; nothing else
        in it changes. Raises :class:`UsageError`, :class:`WorkspaceExists` where
        there is a file (without ``overwrite``), :class:`WorkbookUnreadable` and
        :class:`CannotWrite`.
        """
        from .marked_copy import write_marked

        target = self._copy_at(out, overwrite)
        write_marked(self.workbook, checked.causes, target)
        return target

    def repair(self, out: str | Path | None = None, *, overwrite: bool = False) -> Repaired:
        """Write a repaired copy of the workbook (sửa giúp), only what needs no judgement.

        ``out`` is where, ``None`` for ``du-lieu-da-sua.xlsx`` beside the workbook, or
        the next free name of that kind. The workbook stays as it is. Raises as `mark`.
        """
        from ..files.outputs import free_name
        from .repaired_copy import write_repaired

        self.need_workbook()
        named = out or free_name(self.workbook.with_stem(f"{self.workbook.stem}-da-sua"))
        return write_repaired(self.workbook, self._copy_at(named, overwrite))

    def repairable(self) -> int:
        """How many cells `repair` would change now."""
        from .repaired_copy import repairable

        return repairable(self.workbook)

    def _write_book(self, content: bytes, out: str | Path, overwrite: bool) -> Path:
        from ..files.whole import write_bytes

        target = self._copy_at(out, overwrite)
        write_bytes(target, content)
        return target

    def _copy_at(self, out: str | Path, overwrite: bool) -> Path:
        from .outputs import output_file

        return output_file(
            out, ".xlsx", folder=self.folder, inputs=[self.workbook], overwrite=overwrite
        )

    def make(
        self,
        *papers: str,
        units: Iterable[str] = (),
        records: Iterable[str] = (),
        out: str | Path | None = None,
        archive: str | Path | None = None,
        overwrite: bool = False,
        redo: bool = False,
        numbers: bool = False,
        print_files: bool = False,
        two_sided: bool = False,
        pdf: bool = False,
        despite_errors: bool = False,
        processes: int | None = None,
        cluster: str | None = None,
        loaded: Loaded | None = None,
        progress: Callable[[int, int], None] | None = None,
        on_made: Callable[[Made], None] | None = None,
    ) -> Produced:
        """Make papers (lập giấy tờ): all that are due, of some kinds, units or records.

        ``papers`` are kinds or families (see `giayto.PAPERS`), ``units``
        organisations by code or name, ``records`` members by code, card number
        or name, or documents by their keys; none of each means all. What is
        unchanged since it was made stays as it is, unless ``redo``.

        ``out`` is another folder than the workspace's own, or an address of
        fsspec; ``archive`` puts all into this zip instead, which is replaced
        only with ``overwrite``. ``numbers`` gives numbers from the register.
        ``print_files`` adds a file to print per unit and template, for both sides
        of the sheet with ``two_sided``. ``pdf`` finds out which documents lack a
        PDF, for `make_pdfs`. ``processes`` is how many may work at once (``None``:
        up to the computer's cores), ``cluster`` the address of a Dask scheduler
        (``None``: none).
        ``loaded`` is what `read` gave, ``None`` to read now. ``on_made`` gets
        every document that is there; ``None`` collects the fresh ones in the report.
        ``progress`` is called with how many are done, and how many there are.

        The failure of one document stands in the report, and so does, once, an own
        master with faults: none of its documents is begun. Raises
        :class:`DataRejected` for errors in the data (not with
        ``despite_errors``), :class:`UnknownPaper`, :class:`UnknownUnit`,
        :class:`UnknownRecord`, :class:`UsageError` for wishes that exclude one
        another, :class:`WorkspaceExists` where a result would replace
        something, :class:`CannotWrite`, and :class:`BatchInterrupted` after Ctrl-C.
        """
        from ..batch.orders import Delivery
        from .making import Wish, make_papers

        wish = Wish(
            papers,
            tuple(units),
            tuple(records),
            numbers=numbers,
            pdf=pdf,
            despite_errors=despite_errors,
        )
        how = Delivery(
            out or self.output,
            archive=Path(archive) if archive else None,
            replace=overwrite,
            redo=redo,
            print_files=print_files,
            two_sided=two_sided,
            processes=processes,
            cluster=cluster,
            progress=progress,
            on_made=on_made,
        )
        return make_papers(self, wish, how, loaded)

    def open_files(self, out: str | Path | None = None) -> list[Held]:
        """The workbook and the papers that Word, Excel or LibreOffice have open (tệp đang mở).

        ``out`` is another folder with the papers, as for `make`.
        """
        from ..files.held import held, held_below

        if isinstance(out, str) and "://" in out:
            out = None
        workbook = held(self.workbook)
        return ([] if workbook is None else [workbook]) + held_below(Path(out or self.output))

    def register(self) -> WorkspaceRegister:
        """The register of outgoing documents (sổ văn bản đi), opened when it is first asked."""
        from .register.desk import WorkspaceRegister

        self.refuse_half_restored()
        return WorkspaceRegister(self)

    def ownership(self) -> Ownership:
        """Whose numbers this workspace gives (định danh). Raises :class:`WorkspaceMissing`."""
        from .bodies import Ownership

        return Ownership(self)
