"""``giayto mau danh-sach``: which master is in force for which paper, built-in or own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from ...i18n import tr
from ..base import command, day_option, json_option, workspace_option
from ..console import say, say_json

if TYPE_CHECKING:
    from ...workspace.masters.listing import Listed, OwnFile

_HELP = """Mẫu nào đang dùng cho giấy tờ nào: mẫu có sẵn, hay tệp của cơ quan trong thư mục mau.

Mỗi mẫu riêng kể dùng cho giấy tờ ngày nào, mẫu có sẵn đã đổi từ khi chép hay chưa. Tệp
trong thư mục mau mà không được dùng thì kể vì sao. Bản kiểm điểm tính theo năm kiểm điểm.
Với --chi-tiet, mỗi giấy tờ thêm lời văn lấy từ đâu: mẫu của Trung ương, hay lời của chương trình,
sửa được trong Word.

\b
Ví dụ:
  giayto mau danh-sach -C dang-bo-phuong
  giayto mau danh-sach --ngay 20/11/2024
  giayto mau danh-sach --chi-tiet
"""


@command("danh-sach", _HELP)
@workspace_option
@day_option("--ngay", "day", "Mẫu cho giấy tờ của ngày này, dd/mm/yyyy (mặc định: hôm nay).")
@click.option("--chi-tiet", "detailed", is_flag=True, help="Thêm lời văn lấy từ đâu.")
@json_option
def list_masters(folder: str, day: dt.date | None, detailed: bool, as_json: bool) -> int:
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
    for family, of_family in listing.by_family():
        say()
        say(tr(family).upper(), bold=True)
        for label, group in groupby(of_family, key=lambda listed: listed.known.label):
            _say_paper(label, [*group], detailed=detailed)
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
    if not detailed:
        more = here("giayto mau danh-sach --chi-tiet", folder)
        say(tr("Lời văn của từng giấy tờ lấy từ đâu: {lenh}").format(lenh=more))
    if not listing.own and not listing.papers:
        copy = here("giayto mau sao-chep LOẠI", folder)
        say(tr("Chưa có mẫu riêng. Muốn sửa một mẫu: {lenh}").format(lenh=copy))
    return 0


def _say_paper(label: str, masters: Sequence[Listed], *, detailed: bool) -> None:
    """What a paper is called and its master, in a line; several masters below it."""
    first = masters[0].known
    if len(masters) == 1 and not first.about:
        _say_master(masters[0], f"  {tr(label)} ({first.master})")
    else:
        say(f"  {tr(label)}")
        for listed in masters:
            known = listed.known
            about = f" ({known.about})" if known.about else ""
            _say_master(listed, f"    {known.master}{about}")
    if detailed and first.paper is not None:
        say(tr("      Lời văn: {nguon}").format(nguon=first.paper.origin))


def _say_master(listed: Listed, name: str) -> None:
    if not listed.used:
        line = tr("{mau}: chỉ dùng cho năm kiểm điểm {nam}")
        say(line.format(mau=name, nam=_years(listed)))
    elif listed.in_force is None:
        say(tr("{mau}: mẫu có sẵn").format(mau=name))
    else:
        line = tr("{mau}: mẫu riêng {tep}")
        say(line.format(mau=name, tep=listed.in_force.path.name), fg="green")
    for file in listed.own:
        if file is not listed.in_force or file.season.told():
            days = file.season.told() or tr("mọi ngày")
            line = tr("      {tep}: dùng cho giấy tờ {ngay}")
            say(line.format(tep=file.path.name, ngay=days))
        _say_remarks(file)


def _years(listed: Listed) -> str:
    since, until = listed.known.season.since, listed.known.season.until
    return "–".join(dict.fromkeys(str(side.year) for side in (since, until) if side))


def _say_remarks(file: OwnFile) -> None:
    if file.outdated:
        say(tr("        Mẫu có sẵn đã đổi từ khi chép."), fg="yellow")
    if file.origin is None:
        say(tr("        Tệp không ghi chép từ bản nào: không biết mẫu có sẵn đã đổi chưa."))
    for finding in file.findings:
        say(f"        {finding.one_line()}", fg="red" if finding.severity == "error" else "yellow")


def _as_dict(listed: Listed) -> dict[str, object]:
    known = listed.known
    return {
        "master": known.master,
        "paper": known.key,
        "label": known.label,
        "family": known.paper.family if known.paper is not None else "",
        "origin": known.paper.origin if known.paper is not None else "",
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
