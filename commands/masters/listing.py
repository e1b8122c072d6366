"""``giayto mau danh-sach``: which master is in force for which paper, built-in or own."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json
from ..register_options import day_option

if TYPE_CHECKING:
    from ...workspace.masters.listing import Listed, OwnFile

_HELP = """Mẫu nào đang dùng cho giấy tờ nào: mẫu có sẵn, hay tệp của cơ quan trong thư mục mau.

Mỗi mẫu riêng kể dùng cho giấy tờ ngày nào, mẫu có sẵn đã đổi từ khi chép hay chưa. Tệp
trong thư mục mau mà không được dùng thì kể vì sao. Bản kiểm điểm tính theo năm kiểm điểm.

\b
Ví dụ:
  giayto mau danh-sach -C dang-bo-phuong
  giayto mau danh-sach --ngay 20/11/2024
"""


@command("danh-sach", _HELP)
@workspace_option
@day_option("--ngay", "day", "Mẫu cho giấy tờ của ngày này, dd/mm/yyyy (mặc định: hôm nay).")
@json_option
def list_masters(folder: str, day: dt.date | None, as_json: bool) -> int:
    from ...workspace import Workspace, here
    from ...workspace.masters.listing import list_masters

    listing = list_masters(Workspace(folder), day or dt.date.today())
    if as_json:
        masters = [_as_dict(listed) for listed in listing.masters]
        ignored = [finding.as_dict() for finding in listing.ignored]
        papers = [{"label": label, "file": str(path)} for label, path in listing.papers.items()]
        say_json({"day": listing.day, "masters": masters, "papers": papers, "ignored": ignored})
        return 0
    say(tr("Mẫu Word cho giấy tờ ngày {ngay}").format(ngay=f"{listing.day:%d/%m/%Y}"))
    for label, group in groupby(listing.masters, key=lambda listed: listed.known.label):
        say()
        say(tr(label), bold=True)
        for listed in group:
            _say_master(listed)
    if listing.papers:
        say()
        say(tr("Giấy tờ riêng của cơ quan"), bold=True)
    for label, path in listing.papers.items():
        say(tr("  {ten}: tệp {tep}").format(ten=label, tep=path.name), fg="green")
    for finding in listing.ignored:
        say()
        say(finding.lines())
    say()
    if any(file.outdated for file in listing.own):
        compare = here("giayto mau so-sanh", folder)
        say(tr("Xem mẫu có sẵn đã đổi những gì: {lenh}").format(lenh=compare))
    if not listing.own and not listing.papers:
        copy = here("giayto mau sao-chep LOẠI", folder)
        say(tr("Chưa có mẫu riêng. Muốn sửa một mẫu: {lenh}").format(lenh=copy))
    return 0


def _say_master(listed: Listed) -> None:
    known = listed.known
    name = f"{known.master} ({known.about})" if known.about else known.master
    if not listed.used:
        line = tr("  {mau}: chỉ dùng cho năm kiểm điểm {nam}")
        say(line.format(mau=name, nam=_years(listed)))
    elif listed.in_force is None:
        say(tr("  {mau}: mẫu có sẵn").format(mau=name))
    else:
        line = tr("  {mau}: mẫu riêng {tep}")
        say(line.format(mau=name, tep=listed.in_force.path.name), fg="green")
    for file in listed.own:
        if file is not listed.in_force or file.season.told():
            days = file.season.told() or tr("mọi ngày")
            line = tr("    {tep}: dùng cho giấy tờ {ngay}")
            say(line.format(tep=file.path.name, ngay=days))
        _say_remarks(file)


def _years(listed: Listed) -> str:
    since, until = listed.known.season.since, listed.known.season.until
    return "–".join(dict.fromkeys(str(side.year) for side in (since, until) if side))


def _say_remarks(file: OwnFile) -> None:
    if file.outdated:
        say(tr("      Mẫu có sẵn đã đổi từ khi chép."), fg="yellow")
    if file.origin is None:
        say(tr("      Tệp không ghi chép từ bản nào: không biết mẫu có sẵn đã đổi chưa."))
    for finding in file.findings:
        say(f"      {finding.one_line()}", fg="red" if finding.severity == "error" else "yellow")


def _as_dict(listed: Listed) -> dict[str, object]:
    known = listed.known
    return {
        "master": known.master,
        "paper": known.key,
        "label": known.label,
        "about": known.about,
        "rules": listed.rules,
        "since": known.season.since,
        "until": known.season.until,
        "used": listed.used,
        "in_force": str(listed.in_force.path) if listed.in_force else None,
        "own": [
            {
                "file": str(file.path),
                "since": file.season.since,
                "until": file.season.until,
                "origin": str(file.origin) if file.origin else None,
                "built_in_changed": file.outdated if file.origin else None,
                "findings": [finding.as_dict() for finding in file.findings],
            }
            for file in listed.own
        ],
    }
