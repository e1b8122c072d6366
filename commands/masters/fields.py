"""``giayto mau truong``: the names that a paper gives to its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json

if TYPE_CHECKING:
    from ...workspace.masters.fields import PaperField, PaperFields

_HELP = """Các trường dùng được trong mẫu: gõ gì, ra chữ gì, lấy từ cột nào của sổ.

LOẠI là tên giấy tờ như ở lệnh tao (kiem-diem, biên bản kiểm điểm), hoặc tên một mẫu
(kiem-diem-02c). Ví dụ lấy từ dòng đầu tiên của sổ; chỗ sổ còn trống thì lấy của
phường mẫu, ghi trong ngoặc vuông.

Với --ra, ghi ra tệp Excel (.xlsx) để lọc, hoặc tệp Word (.docx) để in ra đặt bên cạnh.

\b
Ví dụ:
  giayto mau truong kiem-diem
  giayto mau truong bien-ban-kiem-diem --tim "biểu quyết"
  giayto mau truong xep-loai --ra truong.xlsx
"""


@command("truong", _HELP)
@click.argument("papers", nargs=-1, required=True, metavar="LOẠI...")
@workspace_option
@click.option("--tim", "words", metavar="CHỮ", help="Chỉ những trường có chữ này.")
@click.option(
    "--ra",
    "out",
    type=click.Path(dir_okay=False),
    metavar="TỆP",
    help="Ghi ra tệp Excel (.xlsx) hoặc Word (.docx).",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --ra: thay tệp đã có cùng tên.")
@json_option
def fields(
    papers: tuple[str, ...],
    folder: str,
    words: str | None,
    out: str | None,
    overwrite: bool,
    as_json: bool,
) -> int:
    from ...workspace.masters.fields import search
    from ...workspace.masters.reading import fields_of, write_fields
    from ...workspace.places import Places

    places = Places(folder)
    found = fields_of(places, papers)
    if words:
        found = search(found, words)
    written = None
    if out is not None:
        written = write_fields(places, found, out, overwrite=overwrite)
    if as_json:
        told: dict[str, object] = {"papers": [paper.as_dict() for paper in found]}
        if written is not None:
            told["written"] = str(written)
        say_json(told)
    elif written is not None:
        number = sum(len(paper.fields) for paper in found)
        say(tr("Đã ghi {so} trường: {tep}").format(so=number, tep=written))
    else:
        for paper in found:
            _tell(paper)
    return 0


def _tell(paper: PaperFields) -> None:
    from ...workspace.masters.help import families, how_to_use

    say(
        tr("{ten}: {so} trường, dùng trong mẫu {mau}").format(
            ten=paper.label, so=len(paper.fields), mau=", ".join(paper.masters)
        ),
        bold=True,
    )
    for line in how_to_use():
        say(f"  {line}")
    group = loop = ""
    for family in families(paper.fields):
        first = family[0]
        if first.group != group:
            say()
            say(first.group.upper(), bold=True)
            group, loop = first.group, ""
        if first.loop != loop and first.loop and first.use != "paragraphs":
            opening = " ".join(first.around)
            within = tr("Danh sách {ten}: các trường sau dùng trong {the}")
            say("  " + within.format(ten=first.loop, the=opening))
        loop = first.loop
        _tell_field(family, paper.masters)
    say()


def _tell_field(family: list[PaperField], masters: tuple[str, ...]) -> None:
    from ...workspace.masters.help import about

    first = family[0]
    say(f"- {first.label}")
    # A tag is copied from the screen: a line of its own keeps it whole.
    typed = [*first.around[-1:], first.typed] if first.use == "paragraphs" else [first.typed]
    also = [tr("hoặc {the}").format(the=first.also)] if first.also else []
    for line in typed + also:
        say(f"    {line}")
    if len(family) > 1:
        names = ", ".join(field.name for field in family[1:])
        say("    " + tr("và {so} ô cùng dạng: {ds}").format(so=len(family) - 1, ds=names))
    if first.example:
        say("    " + tr("Ví dụ: {gia_tri}").format(gia_tri=first.shown))
    only = ""
    if first.masters != masters:
        only = " " + tr("Chỉ ở mẫu {ds}.").format(ds=", ".join(first.masters))
    say(f"    {about(first)}{only}")
