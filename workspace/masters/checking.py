"""Checking Word masters (kiểm tra mẫu), those of the workspace and any other file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...checking.masters.comments import commented
from ...checking.masters.one_file import where
from ...checking.masters.own import check_file, check_own_masters, not_understood
from ...checking.masters.paper_contexts import PaperContexts
from ...checking.masters.repair import repaired
from ...conventions.ruleset import rules_for
from ...data.ward import Ward
from ...errors import DataError, UsageError
from ...files.outputs import free_name, same_file
from ...files.whole import write_bytes
from ...findings import Finding
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS
from ...rendering.package.reading import read_source
from ...templates.store import OwnMasters, own_files
from ..loading import Loaded, load
from ..outputs import output_file
from ..own_papers import Papers, papers_for, papers_of
from ..places import Places
from .meant import file_named, master_meant, master_of_file
from .reading import own_columns, season_of


@dataclass(frozen=True, slots=True)
class CheckedMaster:
    """One file with what was found in it (một mẫu đã soát).

    ``master`` is the master it stands for, "" where that is unknown; ``contexts`` are those it
    was checked by.
    """

    path: Path
    master: str
    findings: list[Finding]
    contexts: PaperContexts = field(repr=False, compare=False)

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop every paper made with it."""
        return [finding for finding in self.findings if finding.severity == "error"]


@dataclass(frozen=True, slots=True)
class MendedCopy:
    """A copy that was mended (bản đã sửa): what was changed, and what is found in it still."""

    path: Path
    changes: list[str]
    left: list[Finding]


class MasterChecks:
    """Checks masters by the data of a workspace (phép soát mẫu), else by the sample ward.

    There need be no workspace, and its data may have errors: the sample stands in.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._ward: Ward | None = None
        self._sound = False
        self._rules = rules_for(dt.date.today()).id
        loaded = _loaded(places)
        self._day = season_of(loaded)
        if loaded is not None:
            self._rules = loaded.rules_id
            self._ward, self._sound = loaded.ward, not loaded.errors
        self._own = OwnMasters.of(places.own_masters)
        self._columns = own_columns(loaded)
        self._papers = papers_of(self._own, self._columns)
        self._contexts = self._contexts_of(self._papers)

    @property
    def by_sample(self) -> bool:
        """Whether the sample ward stands in for data of one's own."""
        return not self._sound

    def own(self) -> list[Finding]:
        """What is found in the folder ``mau``, files that are not used among it."""
        return check_own_masters(
            self._own,
            self._rules,
            self._day.year,
            self._ward,
            self._papers.own,
            self._papers.faults,
            sound=self._sound,
            proof=True,
        )

    def files(self, files: Sequence[str | Path], kind: str = "") -> list[CheckedMaster]:
        """Each file checked; ``kind`` is the paper or master they are, "" to go by their names.

        Raises :class:`UsageError` for a file that is not there, :class:`UnknownPaper`.
        """
        paths = [file_named(self._places, file) or Path(file) for file in files]
        gone = next((path for path in paths if not path.exists()), None)
        if gone is not None:
            raise UsageError(
                tr("Không có tệp này."),
                where=str(gone),
                fix=tr("Xem lại tên tệp, thư mục; tên có dấu cách thì đặt trong ngoặc kép."),
            )
        chosen = master_meant(kind, self._day, self._papers).master if kind else ""
        return [self._checked(path, chosen) for path in paths]

    def own_files(self) -> list[Path]:
        """The files of the folder ``mau`` that may be masters."""
        return list(own_files(self._places.own_masters).values())

    def comment(
        self, checked: CheckedMaster, out: str | Path | None = None, *, overwrite: bool = False
    ) -> Path | None:
        """Write a copy with the findings as comments of Word; ``None`` for nothing to say.

        ``out`` is where, ``None`` for a name beside the file that nothing has yet.
        Raises template errors for a file that cannot be read, and :class:`CannotWrite`.
        """
        if not checked.findings:
            return None
        data, name = read_source(checked.path, DEFAULT_LIMITS)
        content = commented(data, name, checked.findings, where(checked.path))
        return self._written(checked.path, "chu-thich", content, out, overwrite)

    def repair(
        self, checked: CheckedMaster, out: str | Path | None = None, *, overwrite: bool = False
    ) -> MendedCopy | None:
        """Write a copy mended where there is one way; ``None`` where there is no such place.

        Raises as `comment`.
        """
        data, name = read_source(checked.path, DEFAULT_LIMITS)
        by = checked.contexts
        contexts = by.of(checked.master) if checked.master else []
        mended = repaired(data, name, contexts, by.labels(checked.master))
        if not mended.changes:
            return None
        path = self._written(checked.path, "da-sua", mended.data, out, overwrite)
        left = check_file(path, checked.master, by)
        return MendedCopy(path, mended.changes, left)

    def _written(
        self, path: Path, what: str, content: bytes, out: str | Path | None, overwrite: bool
    ) -> Path:
        """Writes a copy beside the file, of one in ``mau`` beside that folder."""
        beside = path.with_name(f"{path.stem}-{what}.docx")
        if same_file(path.parent, self._places.own_masters):
            beside = self._places.folder / beside.name
        target = output_file(
            out or free_name(beside),
            ".docx",
            folder=self._places.folder,
            inputs=[path],
            overwrite=overwrite,
        )
        write_bytes(target, content)
        return target

    def _checked(self, path: Path, chosen: str) -> CheckedMaster:
        papers, contexts = self._papers, self._contexts
        if not chosen:
            papers = papers_for(path, self._own, self._papers, self._columns)
        if papers is not self._papers:
            contexts = self._contexts_of(papers)
        fault = papers.fault_of(path)
        declared = [] if fault is None else [not_understood(path, fault)]
        master = chosen or master_of_file(path, papers)
        return CheckedMaster(
            path, master, [*declared, *check_file(path, master, contexts)], contexts
        )

    def _contexts_of(self, papers: Papers) -> PaperContexts:
        asked = (*papers.own, *papers.unsure)
        return PaperContexts(self._ward, self._day.year, asked, sound=self._sound)


def _loaded(places: Places) -> Loaded | None:
    """The workspace's data; ``None`` where there are none to go by."""
    if not places.workbook.is_file():
        return None
    try:
        return load(places)
    except DataError:
        return None
