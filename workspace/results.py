"""What work in a workspace comes to (kết quả): of a check, of making papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.models import SHEETS
from ..errors import GiaytoError, RegisterError
from ..findings import Finding

if TYPE_CHECKING:
    from ..batch.booking import Booking
    from ..batch.report import Report
    from ..generators.plan import Paper
    from .causes import Cause
    from .loading import Loaded


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found (kết quả kiểm tra).

    ``findings`` are those of ``loaded``, then of the clerk's own templates and
    of papers that differ from the register. ``trouble`` says why the register
    could not be asked; ``None`` when it could, or there is none.
    """

    loaded: Loaded
    findings: list[Finding]
    trouble: RegisterError | None = None

    @property
    def errors(self) -> list[Finding]:
        """Findings that forbid making papers."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def causes(self) -> list[Cause]:
        """The findings with one cause told as one, the most important first."""
        from .causes import by_cause
        from .loading import column_labels

        return by_cause(self.findings, column_labels(self.loaded.dataset))

    @property
    def rows_missing(self) -> int:
        """How many members due for review have no row of their own yet; see `Workspace.fill`."""
        from ..data.workbook.fill import REVIEWS, missing_rows

        return missing_rows(self.loaded.ward, (REVIEWS,)).count(REVIEWS)


@dataclass(slots=True)
class Produced:
    """What making papers came to (kết quả lập giấy tờ).

    ``place`` is the folder, archive or address they went to. ``booking`` are
    the numbers given, ``None`` where none were asked for; ``remark`` is what
    the clerk should be told about them, "" for nothing. ``without_pdf`` are
    documents that have no PDF as new as they are, known only if asked for,
    ``outdated_pdf`` PDFs older than a document made now, ``outdated_print``
    the files to print of a unit some of whose records alone were made now.
    ``summary`` is where a new summary was left (``tong-ket.xlsx``), "" for
    none; ``summary_remark`` why not, "" for nothing to say. ``papers`` are all that can be
    made here, in their order; ``not_understood`` says of files in ``mau`` why they are none
    of them, where all were asked for; ``lacking`` of papers, by key, which data there are none
    of for any document.
    """

    loaded: Loaded
    place: Path | str
    report: Report
    booking: Booking | None = None
    remark: str = ""
    without_pdf: list[Path] = field(default_factory=list)
    outdated_pdf: list[Path] = field(default_factory=list)
    outdated_print: list[Path] = field(default_factory=list)
    summary: str = ""
    summary_remark: str = ""
    papers: Sequence[Paper] = ()
    not_understood: Sequence[GiaytoError] = ()
    lacking: Mapping[str, str] = field(default_factory=dict)

    @property
    def sheets_missing(self) -> list[str]:
        """The sheets that the workbook lacks altogether, of those that ``lacking`` names."""
        there = self.loaded.dataset.source.columns
        absent = [sheet.name for sheet in SHEETS if there and not there.get(sheet.key)]
        # Such a sentence ends with the sheet's name.
        return [n for n in absent if any(why.endswith(f" {n}") for why in self.lacking.values())]
