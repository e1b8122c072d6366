"""Reading a workspace's data (đọc sổ dữ liệu), and finding in them whom a person names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..checking.pictures import check_pictures
from ..conventions.ruleset import rules_for
from ..data.checks.dataset import check
from ..data.models import SHEETS, Dataset, Organisation
from ..data.models.fields import fields_of
from ..data.models.order import in_book_order
from ..data.ward import Ward
from ..data.workbook.read import read_workbook
from ..errors import DataRejected, NoRuleSet, UnknownUnit
from ..findings import Finding
from ..i18n import tr
from ..rendering.picture_folder import PictureFolder
from ..suggestions import asked, same_spelt
from .causes import by_cause
from .places import Places

_SHOWN = 12
_STRUCTURE = ("KT-101", "KT-103", "KT-107", "KT-110")


def rules_id_of(ward: Ward) -> str:
    """The rule set of the committee's papers (bộ quy tắc).

    For a day that none covers, which is an error in the findings, that of today.
    """
    settings = ward.settings
    day = settings.date.latest() if settings.date else dt.date(settings.year, 12, 31)
    try:
        return rules_for(day).id
    except NoRuleSet:
        return rules_for(dt.date.today()).id


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workspace's data with everything found in reading and checking it."""

    dataset: Dataset
    ward: Ward
    findings: list[Finding]

    @property
    def rules_id(self) -> str:
        """The rule set of the committee's papers, which chooses the masters."""
        return rules_id_of(self.ward)

    @property
    def errors(self) -> list[Finding]:
        """Findings that forbid making papers."""
        return [f for f in self.findings if f.severity == "error"]


def read_ward(places: Places) -> Ward:
    """The workbook's data, read without checking them."""
    return Ward(read_workbook(places.workbook).dataset, overlay=places.own_rules)


def load(places: Places) -> Loaded:
    """Read and check the workbook; findings are collected, not raised."""
    return load_file(places, places.workbook)


def load_file(places: Places, workbook: Path) -> Loaded:
    """The same for another workbook, a copy say, with the rules of the workspace."""
    result = read_workbook(workbook)
    findings = list(result.findings)
    if not any(f.severity == "error" and f.code in _STRUCTURE for f in findings):
        # A missing sheet or column would draw hundreds of findings that mean only that.
        findings += check(result.dataset)
    findings += check_pictures(result.dataset, PictureFolder(places.pictures))
    ward = Ward(result.dataset, overlay=places.own_rules)
    return Loaded(result.dataset, ward, in_book_order(findings))


def reject_errors(loaded: Loaded) -> None:
    """Raise :class:`DataRejected` when papers cannot be made rightly from the data."""
    errors = loaded.errors
    if not errors:
        return
    causes = by_cause(errors, column_labels(loaded.dataset))
    shown = [cause.one_line() for cause in causes[:_SHOWN]]
    if len(causes) > _SHOWN:
        left = sum(len(cause.findings) for cause in causes[_SHOWN:])
        shown.append(tr("… và {so} lỗi khác").format(so=left))
    raise DataRejected(
        tr("Sổ dữ liệu còn {so} lỗi, chưa thể lập giấy tờ cho đúng.").format(so=len(errors)),
        details=shown,
        fix=tr(
            "Gõ “giayto kiem-tra” để xem hết và cách sửa; hoặc thêm --van-tao để làm phần còn lại."
        ),
    )


def column_labels(dataset: Dataset) -> dict[tuple[str, str], str]:
    """The header of each column as we call it, by sheet name and column letter."""
    return {
        (sheet.name, column): spec.label
        for sheet in SHEETS
        for spec in fields_of(sheet.model)
        if (column := dataset.source.columns.get(sheet.key, {}).get(spec.attribute, ""))
    }


def find_units(ward: Ward, names: Iterable[str]) -> tuple[Organisation, ...]:
    """The organisations meant by codes or names. Raises :class:`UnknownUnit`."""
    units = []
    for name in names:
        unit = ward.organisation(name)
        if unit is None:
            known = [h for o in ward.data.organisations for h in (o.code, o.name)]
            raise UnknownUnit(
                tr("Không có tổ chức đảng “{ten}” trong sổ.").format(ten=name),
                fix=asked(same_spelt(name, known)),
                details=[
                    tr("Các mã: {ds}.").format(
                        ds=", ".join(o.code for o in ward.data.organisations[:40])
                    )
                ],
            )
        units.append(unit)
    return tuple(units)
