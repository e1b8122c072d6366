"""``giayto so …``: the register of outgoing documents on the command line (sổ văn bản đi)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..i18n import later, tr
from .base import Entry as Listed
from .base import LazyGroup, command, json_option, workspace_option

if TYPE_CHECKING:
    from ..register import Entry, Finding
    from ..register.book import Register

_F = TypeVar("_F", bound=Callable[..., Any])

register_group = LazyGroup(
    "so",
    help="Sổ đăng ký văn bản đi: cấp số, tra cứu, huỷ số, in sổ, sao lưu.",
    entries=(
        Listed("cap", "issue", ".register", "issue", "Cấp số cho một văn bản, hoặc ghi số đã có"),
        Listed("xem", "list", ".register", "show", "Xem, lọc, tìm trong sổ"),
        Listed("huy", "cancel", ".register", "cancel", "Huỷ một số, có lý do"),
        Listed("xuat", "export", ".register", "export", "Xuất sổ ra Word, Excel để in, đóng quyển"),
        Listed("nhap", "import", ".register", "take_over", "Nhập sổ cũ đang ghi trên Excel"),
        Listed("kiem-tra", "check", ".register", "check", "Tìm số thiếu, số trùng, ngày lộn xộn"),
        Listed("sao-luu", "backup", ".register", "backup", "Sao lưu sổ ra một tệp"),
        Listed("khoi-phuc", "restore", ".register", "restore", "Lấy lại sổ từ bản sao lưu"),
    ),
)


def _body_options(function: _F) -> _F:
    """Whose number it is; what is left out comes from the workbook or the register."""
    for option in (
        click.option("--nhiem-ky", "term", default=None, help="Nhiệm kỳ, ví dụ 2025-2030."),
        click.option("--ky-hieu", "symbol", default=None, help="Ký hiệu cơ quan, ví dụ ĐU."),
        click.option("--ten-co-quan", "body_name", default=None, help="Tên cơ quan ban hành."),
        click.option("--co-quan", "body_code", default=None, help="Mã cơ quan ban hành."),
    ):
        function = option(function)
    return function


def _filter_options(function: _F) -> _F:
    for option in (
        click.option("--den", "until", default=None, help="Đến ngày (dd/mm/yyyy)."),
        click.option("--tu", "since", default=None, help="Từ ngày (dd/mm/yyyy)."),
        click.option("--nhiem-ky", "term", default=None, help="Chỉ nhiệm kỳ này."),
        click.option("--loai", "kind", default=None, help="Chỉ loại văn bản này."),
        click.option("--co-quan", "body_code", default=None, help="Chỉ cơ quan có mã này."),
    ):
        function = option(function)
    return function


@command(
    "cap",
    """Cấp số tiếp theo cho một văn bản.

Mỗi loại văn bản của mỗi cơ quan có một dãy số, chạy liên tục hết nhiệm kỳ. Số đã cấp
không cấp lại cho văn bản khác, kể cả khi đã huỷ. Thêm --so để ghi vào sổ một số đã
dùng từ trước; thêm cả --huy để ghi số bỏ.

\b
Ví dụ:
  giayto so cap --loai "Thông báo" --trich-yeu "kết luận phiên họp tháng 12" \\
    --nguoi-ky "Nguyễn Văn An" --noi-nhan "Các chi bộ"
  giayto so cap --loai TB --so 45 --huy "ghi nhầm, chưa ban hành"
""",
)
@workspace_option
@_body_options
@click.option("--loai", "kind", required=True, help="Loại văn bản: tên hoặc ký hiệu.")
@click.option("--trich-yeu", "abstract", default="", help="Trích yếu nội dung.")
@click.option("--ngay", "day", default=None, help="Ngày văn bản, dd/mm/yyyy (mặc định: hôm nay).")
@click.option("--nguoi-ky", "signer", default="", help="Người ký.")
@click.option("--noi-nhan", "recipients", multiple=True, help="Nơi nhận; ghi được nhiều lần.")
@click.option("--luu", "keeper", default="", help="Nơi giữ bản lưu.")
@click.option("--so-ban", "copies", type=click.IntRange(min=0), default=None, help="Số bản.")
@click.option("--ghi-chu", "note", default="", help="Ghi chú.")
@click.option("--tep", "file", type=click.Path(exists=True, dir_okay=False), help="Tệp văn bản.")
@click.option("--dai-hoi", "congress", is_flag=True, help="Văn bản của đại hội (một dãy số chung).")
@click.option(
    "--so", "number", type=click.IntRange(1, 99_999), default=None, help="Ghi số đã có này."
)
@click.option("--huy", "cancelled", default="", help="Cùng --so: ghi thành số huỷ, với lý do này.")
@json_option
def issue(
    folder: str,
    kind: str,
    day: str | None,
    recipients: tuple[str, ...],
    file: str | None,
    number: int | None,
    cancelled: str,
    body_code: str | None,
    body_name: str | None,
    symbol: str | None,
    term: str | None,
    as_json: bool,
    **described: Any,
) -> int:
    from datetime import date

    from ..register import IssueRequest
    from .register_facts import body_facts, file_hash, open_here, read_day, rules_here, types_of

    if cancelled and number is None:
        raise click.UsageError(tr("--huy chỉ dùng cùng --so."))
    issued_on = read_day(day) or date.today()
    facts = body_facts(folder, body_code, body_name, symbol, term, issued_on)
    congress = described["congress"]
    rules = rules_here(folder, issued_on)
    request = IssueRequest(
        body_code=facts.code,
        body_name=facts.name,
        body_symbol=facts.congress_symbol if congress and not symbol else facts.symbol,
        type_key=types_of(kind, rules)[0],
        term=facts.term,
        document_date=issued_on,
        recipients="; ".join(recipients),
        file=file or "",
        file_hash=file_hash(file),
        rules=rules,
        **described,
    )
    register = open_here(folder, create=True)
    if number is None:
        entry = register.issue(request)
    else:
        entry = register.take(request, number, cancelled_reason=cancelled)
    if as_json:
        _say_json(entry.as_dict())
    else:
        click.secho(tr("Số {so}").format(so=entry.symbol), bold=True)
        click.echo(f"{entry.body_name} · {tr('nhiệm kỳ')} {entry.term} · {_day(entry)}")
        if entry.cancelled:
            click.echo(tr("Đã huỷ: {ly_do}").format(ly_do=entry.cancel_reason))
    return 0


@command(
    "xem",
    """Xem sổ, mới nhất ở trên; có thể lọc và tìm theo chữ.

Chữ cần tìm không phân biệt hoa thường, có dấu hay không dấu. Ghi đúng một số và
ký hiệu cùng --lich-su thì xem được mọi lần thay đổi của số đó.

\b
Ví dụ:
  giayto so xem giay khen
  giayto so xem --loai QĐ --tu 01/01/2026 --den 31/12/2026
  giayto so xem 137-TB/ĐU --lich-su
""",
)
@click.argument("words", nargs=-1, metavar="[CHỮ CẦN TÌM]...")
@workspace_option
@_filter_options
@click.option("--da-huy", "only_cancelled", is_flag=True, help="Chỉ các số đã huỷ.")
@click.option("--nhieu-nhat", "limit", type=click.IntRange(min=1), default=50, help="Số dòng.")
@click.option("--lich-su", "with_history", is_flag=True, help="Các lần thay đổi của một số.")
@json_option
def show(
    folder: str,
    words: tuple[str, ...],
    only_cancelled: bool,
    limit: int,
    with_history: bool,
    as_json: bool,
    **filters: str | None,
) -> int:
    from ..register import State
    from .console import say_table
    from .register_facts import open_here, query_of

    register = open_here(folder, create=False)
    text = " ".join(words)
    if with_history:
        return _show_history(register, text, filters, as_json)
    query = query_of(
        text=text,
        state=State.CANCELLED if only_cancelled else None,
        limit=limit,
        newest_first=True,
        **filters,
    )
    rows = register.find(query)
    if as_json:
        _say_json([entry.as_dict() for entry in rows])
        return 0
    if not rows:
        click.echo(tr("Không có văn bản nào khớp."))
        return 0
    heads = ("Số và ký hiệu", "Ngày", "Trích yếu", "Người ký", "Ghi chú")
    say_table(tr("Sổ văn bản đi"), [tr(head) for head in heads], [_line(entry) for entry in rows])
    if len(rows) == limit:
        click.echo(tr("Chỉ in {n} dòng mới nhất; thêm --nhieu-nhat để xem nữa.").format(n=limit))
    return 0


_COLUMNS = later(
    {
        "symbol": "Số và ký hiệu",
        "body_name": "Cơ quan ban hành",
        "document_date": "Ngày văn bản",
        "abstract": "Trích yếu",
        "recipients": "Nơi nhận",
        "signer": "Người ký",
        "keeper": "Nơi giữ bản lưu",
        "copies": "Số bản",
        "note": "Ghi chú",
        "file": "Tệp",
        "file_hash": "Mã kiểm của tệp",
        "cancel_reason": "Lý do huỷ",
    }
)


def _show_history(
    register: Register, text: str, filters: dict[str, str | None], as_json: bool
) -> int:
    from datetime import datetime

    entry = register.locate(text, body_code=filters["body_code"], term=filters["term"])
    changes = register.history(entry.id)
    if as_json:
        _say_json(
            {
                "entry": entry.as_dict(),
                "history": [
                    {"action": str(c.action), "who": c.who, "at": c.at, "details": c.details}
                    for c in changes
                ],
            }
        )
        return 0
    names = later(
        {"issue": "cấp số", "take": "ghi số đã có", "remake": "làm lại", "cancel": "huỷ số"}
    )
    click.secho(f"{entry.symbol} · {entry.body_name} · {entry.term}", bold=True)
    for change in changes:
        at = datetime.fromisoformat(change.at).astimezone()
        click.echo(f"{at:%d/%m/%Y %H:%M}  {change.who}  {tr(names[str(change.action)])}")
        for column, (before, after) in change.details.items():
            if column != "state":  # the action has said so
                old = f"{before} → " if before not in (None, "") else ""
                click.echo(f"    {tr(_COLUMNS[column])}: {old}{after}")
    return 0


@command(
    "huy",
    """Huỷ một số. Dòng vẫn nằm trong sổ cùng lý do; số đó không bao giờ cấp lại.

\b
Ví dụ:
  giayto so huy 137-TB/ĐU --ly-do "cấp nhầm loại văn bản"
""",
)
@click.argument("number", metavar="SỐ-VÀ-KÝ-HIỆU")
@workspace_option
@click.option("--ly-do", "reason", required=True, help="Vì sao huỷ.")
@click.option("--co-quan", "body_code", default=None, help="Mã cơ quan, khi nhiều nơi trùng số.")
@click.option("--nhiem-ky", "term", default=None, help="Nhiệm kỳ, khi nhiều nhiệm kỳ trùng số.")
@json_option
def cancel(
    folder: str, number: str, reason: str, body_code: str | None, term: str | None, as_json: bool
) -> int:
    from .register_facts import open_here

    register = open_here(folder, create=False)
    entry = register.cancel(register.locate(number, body_code=body_code, term=term).id, reason)
    if as_json:
        _say_json(entry.as_dict())
    else:
        click.echo(tr("Đã huỷ số {so}: {ly_do}").format(so=entry.symbol, ly_do=entry.cancel_reason))
    return 0


@command(
    "xuat",
    """Xuất sổ ra tệp Word (.docx) hoặc Excel (.xlsx), khổ A4 ngang, in được ngay.

Các cột lấy theo mau/cot-so-van-ban.toml nếu có, không thì theo mẫu có sẵn.

\b
Ví dụ:
  giayto so xuat so-van-ban-di.docx so-van-ban-di.xlsx
  giayto so xuat so-quyet-dinh-2026.docx --loai QĐ --tu 01/01/2026 --den 31/12/2026
""",
)
@click.argument("targets", nargs=-1, required=True, metavar="TỆP...", type=click.Path())
@workspace_option
@_filter_options
@click.option(
    "--theo-ngay", "by_date", is_flag=True, help="Một danh sách theo ngày, không chia loại."
)
@click.option(
    "--dong-dau", "letterhead", multiple=True, help="Dòng tên cơ quan ở đầu; ghi nhiều lần."
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Ghi đè tệp đã có.")
@json_option
def export(
    folder: str,
    targets: tuple[str, ...],
    by_date: bool,
    letterhead: tuple[str, ...],
    overwrite: bool,
    as_json: bool,
    **filters: str | None,
) -> int:
    from .outputs import output_file
    from .register_facts import open_here, query_of, write_export

    files = [
        output_file(target, ".docx", ".xlsx", folder=folder, overwrite=overwrite)
        for target in targets
    ]
    rows = open_here(folder, create=False).find(query_of(**filters))
    for file in files:
        write_export(rows, file, folder, letterhead, by_date=by_date)
    if as_json:
        _say_json({"rows": len(rows), "files": list(targets)})
    else:
        for target in targets:
            click.echo(tr("Đã xuất {n} dòng ra {tep}").format(n=len(rows), tep=target))
    return 0


@command(
    "nhap",
    """Nhập sổ văn bản đi đang ghi trên Excel, để dùng tiếp từ giữa nhiệm kỳ.

Chương trình đọc cả tệp, báo từng dòng có vấn đề. Còn dòng lỗi thì không ghi gì, trừ
khi thêm --bo-dong-loi. Sau khi nhập, số tiếp theo nối theo số lớn nhất của từng loại.

\b
Ví dụ:
  giayto so nhap so-cu.xlsx --thu
  giayto so nhap so-cu.xlsx --co-quan DU --nhiem-ky 2025-2030
""",
)
@click.argument("source", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@workspace_option
@_body_options
@click.option("--trang", "sheet", default=None, help="Tên trang tính (mặc định: tự tìm).")
@click.option("--thu", "dry_run", is_flag=True, help="Chỉ đọc và báo, không ghi.")
@click.option(
    "--bo-dong-loi", "skip_errors", is_flag=True, help="Bỏ các dòng lỗi, ghi phần còn lại."
)
@json_option
def take_over(
    folder: str,
    source: str,
    body_code: str | None,
    body_name: str | None,
    symbol: str | None,
    term: str | None,
    sheet: str | None,
    dry_run: bool,
    skip_errors: bool,
    as_json: bool,
) -> int:
    from datetime import date

    from ..register.columns import workspace_layout
    from ..register.old_register import OldBody, compare, read_old_register
    from .register_facts import body_facts, open_here, open_if_there

    facts = body_facts(folder, body_code, body_name, symbol, term, date.today())
    body = OldBody(facts.code, facts.name, facts.symbol, facts.term)
    old = read_old_register(Path(source), body, workspace_layout(Path(folder)), sheet=sheet)
    present = open_if_there(folder)
    if present is not None:
        old = compare(present, old)
    write = not dry_run and (skip_errors or not old.rejected)
    if write:
        open_here(folder, create=True).take_many([taken for _line, taken in old.rows])
    if as_json:
        found = [finding.as_dict() for finding in old.findings]
        _say_json({"written": write, "rows": len(old.rows), "findings": found})
    else:
        _say_findings(old.findings)
        done = tr("Đã nhập {n} số.") if write else tr("Nhập được {n} số; chưa ghi gì vào sổ.")
        click.echo(done.format(n=len(old.rows)))
    return 3 if old.rejected and not skip_errors else 0


@command(
    "kiem-tra",
    """Kiểm tra sổ: tệp có hỏng không, số thiếu, số trùng, ngày không theo thứ tự số.

Mã thoát 3 khi có lỗi (số thiếu, số trùng).

\b
Ví dụ:
  giayto so kiem-tra
""",
)
@workspace_option
@json_option
def check(folder: str, as_json: bool) -> int:
    from ..register import Level
    from .register_facts import open_here

    findings = open_here(folder, create=False).check()
    if as_json:
        _say_json({"findings": [finding.as_dict() for finding in findings]})
    else:
        _say_findings(findings)
        if not findings:
            click.echo(tr("Sổ tốt: không thiếu số, không trùng số, ngày đúng thứ tự."))
    return 3 if any(finding.level is Level.ERROR for finding in findings) else 0


@command(
    "sao-luu",
    """Sao lưu sổ ra một tệp; làm được cả khi người khác đang cấp số.

Không ghi tên tệp thì tệp nằm trong thư mục sao-luu của nơi làm việc.

\b
Ví dụ:
  giayto so sao-luu
  giayto so sao-luu E:/so-van-ban-2026-12-05.db
""",
)
@click.argument("target", required=False, metavar="[TỆP]", type=click.Path())
@workspace_option
@json_option
def backup(folder: str, target: str | None, as_json: bool) -> int:
    from .outputs import output_file
    from .register_facts import backup_name, open_here

    path = output_file(target or backup_name(folder), folder=folder)
    register = open_here(folder, create=False)
    count = register.backup(path)
    if as_json:
        _say_json({"file": str(path), "rows": count})
    else:
        click.echo(tr("Đã sao lưu {n} dòng ra {tep}").format(n=count, tep=path))
    return 0


@command(
    "khoi-phuc",
    """Lấy lại sổ từ bản sao lưu. Tệp sổ đang có được giữ lại bên cạnh, không xoá.

Các số đã cấp sau ngày sao lưu không có trong bản sao lưu: ghi lại bằng so cap --so
hoặc so nhap trước khi cấp số mới, nếu không sẽ trùng số.

\b
Ví dụ:
  giayto so khoi-phuc sao-luu/so-van-ban-20261205-160000.db
""",
)
@click.argument("source", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@workspace_option
@click.option(
    "--chap-nhan-mat-so", "force", is_flag=True, help="Thay cả khi sổ đang dùng có số mới hơn."
)
@json_option
def restore(folder: str, source: str, force: bool, as_json: bool) -> int:
    from ..register import register_address, restore_register
    from .register_facts import open_here

    kept = restore_register(Path(source), register_address(Path(folder)), force=force)
    positions = open_here(folder, create=False).positions()
    if as_json:
        last = [
            {"body": p.body_code, "term": p.term, "series": p.series, "last": p.last_number}
            for p in positions
        ]
        _say_json({"kept": str(kept) if kept else None, "series": last})
        return 0
    click.echo(tr("Đã khôi phục sổ từ {tep}").format(tep=source))
    if kept:
        click.echo(tr("Tệp sổ trước đó giữ ở {tep}").format(tep=kept))
    click.echo(tr("Số cuối trong bản sao lưu; so với văn bản giấy trước khi cấp số mới:"))
    from ..register.audit import series_name

    for position in positions:
        name = series_name(position.series)
        where = f"{position.body_name} · {name} · {position.term}"
        click.echo(f"  {where}: {position.last_number:02d}")
    return 0


def _say_findings(findings: list[Finding]) -> None:
    colours = {"error": "red", "warning": "yellow", "note": None}
    names = later({"error": "Lỗi", "warning": "Xem lại", "note": "Ghi chú"})
    for finding in findings:
        level = str(finding.level)
        head = f"{tr(names[level])}: {finding.where}: {finding.what}"
        click.secho(head, fg=colours[level])
        if finding.fix:
            click.echo(f"    {finding.fix}")


def _line(entry: Entry) -> tuple[str, ...]:
    from ..register.columns import cell

    fields = ("symbol", "date", "type_and_abstract", "signer", "note")
    return tuple(cell(entry, name) for name in fields)


def _day(entry: Entry) -> str:
    return f"{entry.document_date:%d/%m/%Y}" if entry.document_date else ""


def _say_json(data: object) -> None:
    from .console import say_json

    say_json(data)
