"""``giayto mau so-sanh``: what differs between the office's masters and the built-in ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json

if TYPE_CHECKING:
    from ...workspace.masters.comparing import Compared, Difference

_HELP = """Mẫu của cơ quan khác mẫu có sẵn ở đâu: từng đoạn chữ, từng trường, định dạng.

LOẠI là tên giấy tờ, tên mẫu, hoặc một tệp Word; bỏ trống thì so mọi mẫu riêng. Khi mẫu
có sẵn đã đổi từ lúc chép, chương trình kể riêng: mẫu mới đổi gì, cơ quan đã sửa gì, chỗ
nào cả hai cùng sửa. Với --nhan, chương trình ghi một tệp mới: mẫu của cơ quan, thêm những
câu mới ở chỗ cơ quan chưa sửa; chỗ nào không chắc thì kể ra để tự sửa trong Word.

\b
Ví dụ:
  giayto mau so-sanh -C dang-bo-phuong
  giayto mau so-sanh 02c
  giayto mau so-sanh kiem-diem-02c.docx --nhan kiem-diem-02c-moi.docx
"""
_AROUND = 40
"""Letters of a paragraph shown before and behind what differs in it."""


@command("so-sanh", _HELP)
@click.argument("typed", metavar="[LOẠI|TỆP]", required=False)
@workspace_option
@click.option(
    "--nhan",
    "out",
    type=click.Path(dir_okay=False),
    metavar="TỆP.docx",
    help="Ghi một tệp mới: mẫu của cơ quan, thêm câu mới ở chỗ cơ quan chưa sửa.",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --nhan: thay tệp đã có cùng tên.")
@json_option
def compare_masters(
    typed: str | None, folder: str, out: str | None, overwrite: bool, as_json: bool
) -> int:
    from ...workspace import Workspace
    from ...workspace.masters.comparing import compare_masters, take_over

    workspace, today, written = Workspace(folder), dt.date.today(), None
    if out is None:
        compared = compare_masters(workspace, typed, today)
    else:
        one, written = take_over(workspace, typed, today, out, overwrite=overwrite)
        compared = [one]
    if as_json:
        say_json(
            {
                "masters": [_as_dict(each) for each in compared],
                "written": str(written) if written else None,
            }
        )
        return 0
    for number, each in enumerate(compared):
        if number:
            say()
        _say_compared(each, folder, offer=out is None)
    if written is not None:
        say()
        say(tr("Đã ghi {tep}").format(tep=written), fg="green")
        said = tr("Mở bằng Word xem lại; vừa ý thì chép đè lên {tep}. Chỗ phải tự sửa kể ở trên.")
        say(said.format(tep=compared[0].path))
    return 0


def _say_compared(compared: Compared, folder: str, *, offer: bool) -> None:
    found = compared.found
    say(
        tr("{tep} so với mẫu có sẵn {mau}").format(tep=compared.path.name, mau=compared.master),
        bold=True,
    )
    say(f"  {_basis(compared)}")
    taken = [difference for difference in found.words if difference.takeable]
    left = [difference for difference in found.by("built-in") if not difference.takeable]
    head = tr("Mẫu có sẵn đã đổi, chỗ cơ quan chưa sửa: lấy sang được")
    _say_part(head if offer else tr("Đã lấy sang"), taken)
    _say_part(tr("Mẫu có sẵn đã đổi, phải tự sửa trong Word"), left)
    _say_part(tr("Cả hai cùng sửa, phải tự chọn trong Word"), found.by("both"))
    if not offer:
        return
    _say_part(tr("Cơ quan đã sửa"), found.by("own"))
    _say_names(tr("Trường mẫu mới có thêm"), found.fresh)
    _say_names(tr("Trường cơ quan thêm"), found.added)
    _say_names(tr("Trường mẫu có sẵn có mà mẫu của cơ quan không còn"), found.dropped)
    _say_names(tr("Khác định dạng"), found.looks)
    _say_names(tr("Mẫu mới đổi định dạng"), found.new_looks)
    if not (found.words or found.looks or found.new_looks):
        say(tr("  Chữ, trường, định dạng như nhau."))
    if taken:
        from ...workspace import here

        file = f'"{compared.path.name}"' if " " in compared.path.name else compared.path.name
        command = here(f"giayto mau so-sanh {file} --nhan mau-moi.docx", folder)
        say()
        say(tr("  Muốn lấy {so} chỗ sang: {lenh}").format(so=len(taken), lenh=command))


def _basis(compared: Compared) -> str:
    if compared.basis == "same":
        return tr("Mẫu có sẵn vẫn như lúc chép.")
    if compared.basis == "three":
        return tr("Mẫu có sẵn đã đổi từ khi chép.")
    return tr(
        "Không còn bản gốc lúc chép nên chỉ so được với mẫu có sẵn bây giờ: chỗ khác có thể do cơ"
        " quan sửa, cũng có thể do mẫu có sẵn đã đổi."
    )


def _say_part(head: str, differences: Sequence[Difference]) -> None:
    if not differences:
        return
    say()
    say(f"  {head} ({len(differences)})", bold=True)
    for difference in differences:
        say(f"    {difference.place}")
        for label, text in _shown(difference):
            say(f"      {label}: {text}")
        if difference.obstacle and difference.who == "built-in":
            say(tr("      Không tự lấy: {vi_sao}.").format(vi_sao=difference.obstacle))


def _shown(difference: Difference) -> list[tuple[str, str]]:
    """The texts that differ, each with whose it is."""
    was, own, new = difference.was, difference.own, difference.new
    if difference.who == "built-in":
        pairs = [(tr("Trước"), was), (tr("Nay"), new)]
    elif difference.who == "own":
        pairs = [(tr("Mẫu có sẵn"), was), (tr("Cơ quan"), own)]
    else:
        pairs = [(tr("Lúc chép"), was), (tr("Cơ quan"), own), (tr("Mẫu mới"), new)]
    texts = [" / ".join(lines) for _, lines in pairs]
    shown = _focused(texts)
    missing = tr("(không có)")
    return [(label, f"“{text}”" if text else missing)
            for (label, _), text in zip(pairs, shown, strict=True)]  # fmt: skip


def _focused(texts: list[str]) -> list[str]:
    """The texts without what they have in common at both ends, but for some words of it."""
    if not all(texts):
        return texts
    shortest = min(map(len, texts))
    first = next((i for i in range(shortest) if len({t[i] for t in texts}) > 1), shortest)
    rest = shortest - first
    last = next((i for i in range(rest) if len({t[-1 - i] for t in texts}) > 1), rest)
    start, end = max(0, first - _AROUND), max(0, last - _AROUND)
    start = texts[0].rfind(" ", 0, start) + 1 if start else 0
    cut = [text[start : len(text) - end] for text in texts]
    return [f"{'…' * bool(start)}{text}{'…' * bool(end)}" for text in cut]


def _say_names(head: str, names: Sequence[str]) -> None:
    if names:
        say()
        say(f"  {head} ({len(names)})", bold=True)
        for name in names:
            say(f"    {name}")


def _as_dict(compared: Compared) -> dict[str, object]:
    found = compared.found
    return {
        "file": str(compared.path),
        "master": compared.master,
        "basis": compared.basis,
        "words": [asdict(difference) for difference in found.words],
        "fields": {"added": found.added, "dropped": found.dropped, "new": found.fresh},
        "looks": found.looks,
        "new_looks": found.new_looks,
    }
