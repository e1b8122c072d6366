"""Who may be commended (diện đề nghị khen thưởng), shown, and put into the sheet when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ..batch.guard import only_run
from ..conventions.words import number_vi
from ..data.grading.awarding import way_up
from ..data.grading.commendation import Basis, basis_on
from ..data.grading.eligible import Eligible, LeftOut, proposable
from ..data.models import Member, Organisation
from ..data.ward import Ward
from ..data.workbook.edit import OpenWorkbook, WorkbookEdits
from ..errors import DataRejected
from ..findings import Finding
from ..i18n import tr
from .loading import find_units, read_ward
from .places import Places

_AWARDS = "khen_thuong"


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal as a clerk reads it (một dòng đề nghị).

    ``unit`` is the code of the member's cell, "" for an organisation; ``amount`` in đồng, ``None``
    where no rule is known; ``listed`` whether the sheet ``Khen thưởng`` has it.
    """

    name: str
    unit: str
    form: str
    period: str
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    decider: str
    amount: int | None
    listed: bool
    proven: bool

    @property
    def money(self) -> str:
        """The amount in figures, "" for none known."""
        return "" if self.amount is None else number_vi(self.amount)


class Sum(NamedTuple):
    """How many there are of one form and period, and the money they take in đồng (cộng)."""

    form: str
    period: str
    number: int
    amount: int

    @property
    def money(self) -> str:
        """The amount in figures."""
        return number_vi(self.amount)


@dataclass(slots=True)
class Added:
    """What was put into the workbook (đã ghi): how many rows; ``backup`` is ``None`` for none.

    ``nameless`` are those whom nothing tells from a namesake, so that no row can call them.
    """

    workbook: Path
    rows: int
    nameless: tuple[str, ...]
    backup: Path | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Commendable:
    """Who may be proposed (diện đề nghị), who is not and why: (name, reason).

    ``gaps`` are those with the top grade in every year known, of whom too few years
    are known. ``basis`` is the rule of the day, ``None`` where the table knows none;
    ``added`` what was written, ``None`` where nothing was to be.
    """

    lines: tuple[Line, ...]
    left_out: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    basis: Basis | None
    added: Added | None = None

    @property
    def sums(self) -> list[Sum]:
        """How many of each form and period, and the money they take (cộng)."""
        kinds = dict.fromkeys((line.form, line.period) for line in self.lines)
        alike = {kind: [n for n in self.lines if (n.form, n.period) == kind] for kind in kinds}
        return [
            Sum(form, period, len(lines), sum(line.amount or 0 for line in lines))
            for (form, period), lines in alike.items()
        ]

    @property
    def to_write(self) -> int:
        """How many could be put into the sheet ``Khen thưởng`` now."""
        return sum(line.proven and not line.listed for line in self.lines)


def commendable(places: Places, units: Iterable[str] = (), *, write: bool = False) -> Commendable:
    """All who may be proposed, or those of some units; ``write`` also adds the rows that lack.

    Raises :class:`WorkspaceMissing`, :class:`WorkbookUnreadable`, :class:`UnknownUnit`; to
    write, also :class:`DataRejected` (no sheet, or no column of codes) and :class:`CannotWrite`.
    """
    places.need_workbook()
    if not write:
        ward = read_ward(places)
        return _found(ward, find_units(ward, units))
    with only_run(places.lock):
        book = OpenWorkbook(places.workbook)
        ward = Ward(book.dataset, overlay=places.own_rules)
        wanted = find_units(ward, units)
        return _found(ward, wanted, _add_rows(book, ward, wanted))


def _found(ward: Ward, wanted: tuple[Organisation, ...], added: Added | None = None) -> Commendable:
    found = proposable(ward)
    return Commendable(
        tuple(_line(ward, one) for one in found.eligible if _within(ward, one.subject, wanted)),
        tuple(_told(ward, one) for one in found.left_out if _within(ward, one.subject, wanted)),
        tuple(_called(ward, one) for one in found.gaps if _within(ward, one, wanted)),
        basis_on(ward.issue_day),
        added,
    )


def _add_rows(book: OpenWorkbook, ward: Ward, wanted: tuple[Organisation, ...]) -> Added:
    """Add what is proven for every year that counts; no row of the sheet is changed."""
    new = [
        one
        for one in proposable(ward).eligible
        if one.row is None and one.proven and _within(ward, one.subject, wanted)
    ]
    nameless = tuple(one.name for one in new if not one.handle)
    rows: list[dict[str, Any]] = [
        {"subject": one.handle, "form": one.form, "period": one.period} for one in new if one.handle
    ]
    if not rows:
        return Added(book.path, 0, nameless)
    if _AWARDS not in book.places or "subject" not in book.places[_AWARDS].columns:
        raise DataRejected(
            tr("Sổ thiếu trang “{trang}” hoặc cột mã của trang ấy.").format(trang="Khen thưởng"),
            where=str(book.path),
            fix=tr("Gõ giayto nang-cap để thêm, rồi gõ lại lệnh này."),
        )
    edits = WorkbookEdits(rows={_AWARDS: list(book.editor.below(_AWARDS, rows))})
    backup = book.write(edits, "de-nghi-khen")
    return Added(book.path, len(rows), nameless, backup, tuple(book.editor.findings))


def _within(ward: Ward, subject: Member | Organisation, units: tuple[Organisation, ...]) -> bool:
    body = ward.organisation(subject.cell) if isinstance(subject, Member) else subject
    way = way_up(ward, body) if body is not None else []
    return not units or any(step is unit for step in way for unit in units)


def _line(ward: Ward, one: Eligible) -> Line:
    above = ward.settings.superior_committee or tr("cấp trên")
    return Line(
        name=_called(ward, one.subject),
        unit=(one.cell.code or one.cell.name) if isinstance(one.subject, Member) else "",
        form=one.form,
        period=one.period,
        evidence=one.evidence,
        missing=tuple(map(str, one.missing)),
        decider=one.decider.name if one.decider is not None else above,
        amount=one.amount,
        listed=one.row is not None,
        proven=one.proven,
    )


def _told(ward: Ward, one: LeftOut) -> tuple[str, str]:
    return _called(ward, one.subject), one.reason


def _called(ward: Ward, subject: Member | Organisation) -> str:
    return ward.called(subject) if isinstance(subject, Member) else subject.name
