"""Reading an old register (đọc sổ cũ): every sheet of a file, told apart and placed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from ...data.member_list.source import read_source
from ...errors import ListNotRecognised, SheetMissing
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ...suggestions import did_you_mean
from ..export.columns import Layout
from .drafts import Draft, OldBody, OldRegister
from .headings import HeadingFinder
from .place import Placer
from .sheet import SheetRead, SheetReader
from .side_by_side import tables_of
from .telling import line_list
from .terms import set_terms


def read_old_register(
    path: Path, body: OldBody, layout: Layout, *, sheet: str | None = None
) -> OldRegister:
    """Read an outgoing register kept in a spreadsheet (.xlsx, .xls, .ods, .csv) or a Word table.

    Every sheet with headings is read (``sheet`` ``None``), or that one alone; what
    comes in, and what other bodies issue, is told and not taken. Nothing is written.

    Raises `WorkbookUnreadable`, `SheetMissing`, and `ListNotRecognised` when no
    sheet has a column of numbers beside a date or an abstract, or all are of
    incoming papers.
    """
    finder = HeadingFinder(layout)
    sheets = [part for one in _sheets(path, sheet) for part in tables_of(one, finder)]
    read = [SheetReader(source, finder, body, path.stem).read() for source in sheets]
    tables = [one for one in read if one.table]
    own = [one for one in tables if not one.incoming]
    if not tables:
        raise ListNotRecognised(
            tr("Không nhận ra sổ văn bản trong tệp."),
            where=str(path),
            why=tr("Không thấy dòng tên cột có Số và ký hiệu cùng với Ngày hoặc Trích yếu."),
            details=[
                tr("Các trang tính: {ten}").format(
                    ten=", ".join(dict.fromkeys(s.name for s in sheets))
                )
            ],
            fix=tr(
                "Đặt tên cột như trong sổ xuất ra bằng giayto so xuat, hoặc chỉ đúng trang tính."
            ),
        )
    if not own:
        raise ListNotRecognised(
            tr("Đây là sổ văn bản đến, không phải sổ văn bản đi."),
            where=str(path),
            why=" ".join(_incoming(one).why for one in tables),
            fix=tr("Chọn tệp hoặc trang ghi văn bản do cơ quan mình ban hành (--trang)."),
        )
    result = OldRegister(sheet=own[0].name)
    for one in read:
        result.findings += one.findings + _of_sheet(one, any(o.drafts for o in own), body)
    drafts = [draft for one in own for draft in one.drafts]
    result.findings += set_terms(drafts, body.term)
    result.findings += _mended(drafts, body)
    Placer(body, result).place(drafts, [left for one in own for left in one.left_out])
    order = {name: rank for rank, name in enumerate(s.name for s in sheets)}
    result.findings.sort(key=lambda f: order.get(f.sheet, -1))
    return result


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


def _of_sheet(read: SheetRead, own_elsewhere: bool, body: OldBody) -> list[Finding]:
    """What is to be told of a sheet as a whole."""
    if not read.table:
        return _without_headings(read)
    if read.incoming:
        told = [_incoming(read)]
        if len(read.numbered) * 2 > read.filled and not read.certain:
            why = tr("Trang “{trang}” ghi là sổ đến, mà {n} dòng mang ký hiệu {ky_hieu} của mình.")
            fix = tr(
                "Nếu là sổ văn bản đi thì đổi tên trang, tên cột ấy; nếu là sổ đến thì bỏ trang ấy "
                "khỏi tệp."
            )
            why = why.format(trang=read.name, n=len(read.numbered), ky_hieu=body.symbol)
            told.append(found("SO-420", read.name, "", "", why, fix))
        return told
    alone = own_elsewhere and not read.drafts
    findings = [
        _of_others(read, name, lines, body, alone) for name, lines in read.elsewhere.items()
    ]
    for symbol, lines in read.others.items():
        why = tr("Dòng {dong} mang ký hiệu cơ quan khác ({ky_hieu}): không nhập vào số của {day}.")
        fix = tr(
            "Nếu là số của cơ quan khác thì nhập riêng với --co-quan MÃ --ky-hieu {ky_hieu}; nếu "
            "là ký hiệu khác của cơ quan mình thì nhập lại với --ky-hieu {ky_hieu}."
        ).format(ky_hieu=symbol)
        told_why = why.format(dong=line_list(lines), ky_hieu=symbol, day=body.symbol)
        code = "SO-444" if alone else "SO-420"
        cell = str(lines[0]) if len(lines) == 1 else ""
        findings.append(found(code, read.name, cell, "", told_why, fix))
    return findings


def _of_others(read: SheetRead, name: str, lines: list[int], body: OldBody, alone: bool) -> Finding:
    """Rows without a body's symbol, where the sheet or the group is called after another body."""
    why = tr(
        "Dòng {dong} thuộc phần “{ten}”, không ghi ký hiệu cơ quan: không nhập vào số của {day}."
    )
    fix = tr(
        "Nếu là số của cơ quan ấy thì nhập riêng với --co-quan, --ten-co-quan, --ky-hieu của họ; "
        "nếu là của cơ quan mình thì ghi đủ số và ký hiệu, hoặc bỏ tên ấy khỏi tên trang, tiêu đề."
    )
    told = why.format(dong=line_list(lines), ten=name, day=body.symbol)
    return found("SO-444" if alone else "SO-420", read.name, "", "", told, fix)


def _without_headings(read: SheetRead) -> list[Finding]:
    if read.numbered:
        why = tr("Dòng {dong} có số văn bản, mà trang không có dòng tên cột nên không đọc.").format(
            dong=line_list(read.numbered)
        )
        fix = tr("Chép dòng tên cột (Số và ký hiệu, Ngày tháng, Trích yếu…) lên đầu trang này.")
        return [found("SO-423", read.name, "", "", why, fix)]
    if read.filled:
        why = tr("Trang không có dòng tên cột của sổ văn bản nên không đọc.")
        fix = tr("Nếu trang có số văn bản đi thì chép dòng tên cột lên đầu trang rồi nhập lại.")
        return [found("SO-442", read.name, "", "", why, fix)]
    return []


def _incoming(read: SheetRead) -> Finding:
    why = tr("Trang “{trang}” là sổ văn bản đến (“{chu}”): {n} dòng không nhập.").format(
        trang=read.name, chu=read.incoming, n=read.filled
    )
    fix = tr("Nếu là sổ văn bản đi thì đổi tên trang hoặc tên cột ấy rồi nhập lại.")
    return found("SO-422", read.name, "", "", why, fix)


_SIGNS = (
    "dash",
    "slash",
    "eth",
    "fullwidth",
    "case",
    "accent",
    "order",
    "dot",
    "year",
    "pad",
    "joined",
)


def _mended(drafts: list[Draft], body: OldBody) -> list[Finding]:
    """What was written otherwise in numbers: one note for each kind of change and sheet."""
    changed: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        right = Placer.symbol_of(draft, body)
        if not draft.typed or right.replace(" ", "") == Placer.as_typed(draft):
            continue
        for kind in draft.changed:
            changed[draft.spot.sheet, kind].append(draft)
    findings = []
    for (sheet, kind), members in sorted(changed.items(), key=lambda i: _SIGNS.index(i[0][1])):
        first = members[0]
        why = tr("{viec}: {truoc} thành {sau} (dòng {dong}).").format(
            viec=_kind_words()[kind],
            truoc=first.typed,
            sau=Placer.symbol_of(first, body),
            dong=line_list([draft.spot.line for draft in members]),
        )
        findings.append(found("SO-428", sheet, "", "", why))
    return findings


def _kind_words() -> dict[str, str]:
    return {
        "dash": tr("Đã đổi dấu gạch dài, gạch lạ trong số thành gạch nối"),
        "slash": tr("Đã đổi dấu chéo ngược, dấu cách trong số thành dấu chéo"),
        "eth": tr("Đã đổi chữ Ð của bảng mã khác thành chữ Đ"),
        "fullwidth": tr("Đã đổi chữ và số khổ rộng thành chữ thường dùng"),
        "case": tr("Đã viết lại chữ hoa, chữ thường của ký hiệu"),
        "accent": tr("Đã thêm dấu cho ký hiệu"),
        "order": tr("Đã xếp lại ký hiệu theo thể thức của Đảng"),
        "dot": tr("Đã bỏ dấu chấm giữa các chữ của ký hiệu"),
        "year": tr("Đã bỏ năm ghi trong số"),
        "pad": tr("Đã thêm số 0 trước số nhỏ hơn 10"),
        "joined": tr("Đã thêm gạch nối sau số"),
    }
