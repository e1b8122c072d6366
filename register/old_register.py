"""Taking over an old register from Excel (nhập sổ cũ), with a finding for every doubtful row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..conventions.spelling import fold
from ..data.member_list.source import read_source
from ..errors import ListNotRecognised, SheetMissing
from ..files.spreadsheet import SourceSheet
from ..findings import found
from ..i18n import tr
from ..suggestions import did_you_mean
from .columns import Layout
from .entries import Entry, IssueRequest, Query
from .old_rows import OldBody, OldRegister, SheetReader, find_header
from .printed import Place, bare_abstract, place_of
from .series import clean

if TYPE_CHECKING:
    from .book import Register

__all__ = ["OldBody", "OldRegister", "compare", "read_old_register"]


def read_old_register(
    path: Path, body: OldBody, layout: Layout, *, sheet: str | None = None
) -> OldRegister:
    """Read an outgoing register kept in Excel (.xlsx, .xls, .ods).

    The heading row is found by the column names; ``sheet=None`` takes the
    first sheet that has one. Nothing is written.

    Raises `WorkbookUnreadable`, `SheetMissing`, and `ListNotRecognised` when no
    sheet has a column of numbers beside a date or an abstract.
    """
    for source in _sheets(path, sheet):
        start, columns = find_header(source.rows, layout)
        if columns:
            return SheetReader(source, columns, body).read(start)
    raise ListNotRecognised(
        tr("Không nhận ra sổ văn bản trong tệp."),
        where=str(path),
        why=tr("Không thấy dòng tên cột có Số và ký hiệu cùng với Ngày hoặc Trích yếu."),
        fix=tr("Đặt tên cột như trong sổ xuất ra bằng giayto so xuat, hoặc chỉ đúng trang tính."),
    )


def compare(register: Register, old: OldRegister, *, identified: bool = False) -> OldRegister:
    """What is left to enter: rows the register has already are noted or refused.

    ``identified`` says that the body has an identity, or gets one with its
    first number: a row of no identity is then its own only under its name.
    """
    result = OldRegister(sheet=old.sheet, findings=list(old.findings))
    known: dict[tuple[str, str], dict[Place, dict[int, Entry]]] = {}
    for line, taken in old.rows:
        place = place_of(taken.request)
        body_term = (place.body_code, place.term)
        if body_term not in known:
            rows = register.find(Query(body_code=place.body_code, term=place.term))
            own = [row for row in rows if _may_be_own(row, taken.request, identified)]
            known[body_term] = _by_place(own, place.body_id)
        present = known[body_term].get(place, {}).get(taken.number)
        if present is None:
            result.rows.append((line, taken))
        elif present.symbol == taken.symbol and present.abstract == bare_abstract(
            taken.request.abstract, taken.request.type_key
        ):
            why = tr("{so} đã có trong sổ, bỏ qua.").format(so=present.symbol)
            ids = (present.id,)
            result.findings.append(found("SO-401", old.sheet, str(line), why=why, entry_ids=ids))
        else:
            why = tr("{so} trong sổ là văn bản khác: {trich_yeu}").format(
                so=present.symbol, trich_yeu=present.abstract or "…"
            )
            fix = tr("So lại số trên văn bản giấy; số đã cấp không ghi đè được.")
            ids = (present.id,)
            result.findings.append(
                found("SO-402", old.sheet, str(line), why=why, fix=fix, entry_ids=ids)
            )
    return result


def _may_be_own(row: Entry, request: IssueRequest, identified: bool) -> bool:
    """Whether a row under a body's code is this body's, see `compare`."""
    same_name = fold(row.body_name) == fold(clean(request.body_name))
    if row.body_id:
        return row.body_id == request.body_id or (not identified and same_name)
    return not identified or same_name


def _by_place(rows: Iterable[Entry], body_id: str) -> dict[Place, dict[int, Entry]]:
    """The rows by place and number, unclaimed ones among the body's own."""
    found: dict[Place, dict[int, Entry]] = {}
    for entry in rows:
        place = Place(entry.body_code, entry.term, entry.series, body_id)
        found.setdefault(place, {})[entry.number] = entry
    return found


def _sheets(path: Path, wanted: str | None) -> list[SourceSheet]:
    sheets = read_source(path).sheets
    if wanted is None:
        return sheets
    chosen = [sheet for sheet in sheets if sheet.name == wanted]
    if not chosen:
        names = [sheet.name for sheet in sheets]
        raise SheetMissing(
            tr("Tệp không có trang tính {ten}.").format(ten=wanted),
            where=str(path),
            details=[tr("Các trang tính: {ten}").format(ten=", ".join(names))],
            fix=did_you_mean(wanted, names),
        )
    return chosen
