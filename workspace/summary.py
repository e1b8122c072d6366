"""Leaving a summary beside the papers (``tong-ket.xlsx``): what there is, what is left out, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..batch.manifest import NAME, Entry, all_on_file
from ..batch.orders import Delivery
from ..batch.placing import Name
from ..batch.run import sink_of
from ..batch.sinks import Folder, Sink
from ..batch.summary import Ran, summarise
from ..errors import CannotWrite
from ..i18n import tr
from ..templates.store import OwnMasters
from .places import SUMMARY

if TYPE_CHECKING:
    from ..batch.booking import Booking
    from ..batch.report import Report
    from ..data.models import Organisation
    from ..data.ward import Ward
    from ..generators.plan import Paper

MOST = 20_000
"""Members of whom each one is listed: what is larger is summarised by parts."""
_LOCKS = (f"~${SUMMARY}", f".~lock.{SUMMARY}#")
"""What Excel and LibreOffice leave beside a file that they have open."""


class Summariser:
    """Writes the summary after a run (người lập tổng kết); knows what was made in it."""

    def __init__(
        self,
        ward: Ward,
        units: Sequence[Organisation],
        papers: Sequence[Paper],
        own: OwnMasters,
    ) -> None:
        self._ward = ward
        self._papers = papers
        self._own = own
        self._units = ward.data.organisations
        if len(ward.data.members) > MOST and units:
            self._units = list(units)
        self.too_large = sum(len(ward.members_of(unit)) for unit in self._units) > MOST
        self._fresh: set[Name] = set()

    def note(self, paper: str, key: str) -> None:
        """Remember a document made in this run."""
        if not self.too_large:
            self._fresh.add((paper, key))

    def leave(
        self, how: Delivery, report: Report, booking: Booking | None, workbook: Path
    ) -> tuple[str, str]:
        """Write the summary if anything is new; where it is ("" if not written), and a remark.

        It is new also when the workbook or the papers changed since the last one. No
        trouble with it is raised: the papers are there.
        """
        sink = sink_of(how)
        if sink is None:
            return "", ""
        manifest = how.manifest or Path(how.out) / NAME
        local = Path(sink.shown(SUMMARY)) if isinstance(sink, Folder) else None
        changed = report.changed_files or bool(booking and (booking.given or booking.updated))
        if not changed and (local is None or not _older(local, manifest, workbook)):
            return "", ""
        if self.too_large:
            return "", tr(
                "Quá {so} đảng viên nên không lập {tep}; lập cho từng đơn vị bằng --don-vi."
            ).format(so=MOST, tep=SUMMARY)
        try:
            if local is not None and any(local.with_name(lock).exists() for lock in _LOCKS):
                raise CannotWrite(tr("Tệp đang mở trong Excel hoặc LibreOffice."), where=str(local))
            data = self._workbook(report, booking, all_on_file(manifest, self._year), sink)
            if data:
                sink.write(SUMMARY, data)
        except CannotWrite as error:
            return "", tr(
                "Giấy tờ đã xong, riêng bản tổng kết chưa ghi được ({tep}): {vi_sao} Đóng tệp ấy"
                " nếu đang mở rồi gõ lại lệnh."
            ).format(tep=sink.shown(SUMMARY), vi_sao=error.why or error.what)
        return (sink.shown(SUMMARY) if data else ""), ""

    @property
    def _year(self) -> int:
        return self._ward.settings.year

    def _workbook(
        self,
        report: Report,
        booking: Booking | None,
        on_file: Mapping[str, Mapping[Name, Entry]],
        sink: Sink,
    ) -> bytes:
        """The workbook as bytes; none while there is nothing to tell."""
        from .books.summary import summary_workbook

        given = {g.job.name: g.entry.symbol for g in booking.given} if booking else {}

        def lies(path: str) -> bool:
            # Asking a storage elsewhere for each file would take longer than the run.
            return not isinstance(sink, Folder) or sink.stamp(path) is not None

        ran = Ran(report, on_file, frozenset(self._fresh), given, sink.shown, lies, self._own)
        summary = summarise(self._ward, self._papers, self._units, ran)
        if not summary.counts:
            return b""
        title = tr("TỔNG KẾT GIẤY TỜ NĂM {nam}").format(nam=self._year)
        if self._ward.issuer is not None:
            title += f" – {self._ward.issuer.name}"
        return summary_workbook(summary, title=title, moment=dt.datetime.now())


def _older(summary: Path, *others: Path) -> bool:
    """Whether the summary is older than any of these, or not there at all."""
    try:
        written = summary.stat().st_mtime_ns
    except OSError:
        return True
    return any(path.is_file() and path.stat().st_mtime_ns > written for path in others)
