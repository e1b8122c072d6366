"""``giayto so sao-luu`` and ``khoi-phuc``: the register's backup on the command line."""

from __future__ import annotations

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json


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
    from ... import Workspace

    path, count = Workspace(folder).register().backup(target)
    if as_json:
        say_json({"file": str(path), "rows": count})
    else:
        say(tr("Đã sao lưu {n} dòng ra {tep}").format(n=count, tep=path))
    return 0


@command(
    "khoi-phuc",
    """Lấy lại sổ từ bản sao lưu. Tệp sổ đang có được giữ lại bên cạnh, không xoá.

Các số đã cấp sau ngày sao lưu không có trong bản sao lưu: ghi lại bằng
giayto so cap --loai LOẠI --so SỐ hoặc giayto so nhap trước khi cấp số mới, nếu không sẽ
trùng số.

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
    from ... import Workspace
    from ...workspace.register.desk import series_name

    kept, positions = Workspace(folder).register().restore(source, force=force)
    if as_json:
        last = [
            {"body": p.body_code, "term": p.term, "series": p.series, "last": p.last_number}
            for p in positions
        ]
        say_json({"kept": str(kept) if kept else None, "series": last})
        return 0
    say(tr("Đã khôi phục sổ từ {tep}").format(tep=source))
    if kept:
        say(tr("Tệp sổ trước đó giữ ở {tep}").format(tep=kept))
    say(tr("Số cuối trong bản sao lưu; so với văn bản giấy trước khi cấp số mới:"))
    for position in positions:
        name = series_name(position.series)
        where = f"{position.body_name} · {name} · {position.term}"
        say(f"  {where}: {position.last_number:02d}")
    return 0
