"""Tears of the structure, told (lời báo thẻ xé cấu trúc): where it begins, where it ends, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...errors import TemplateSyntax
from ...i18n import tr
from ..quoting import quoted
from .lines import BlockLines, Lines
from .torn import Tear


class TornBlock(TemplateSyntax):
    """A block that begins and ends on different levels (khối khác cấp).

    ``ends`` is the place of its last tag, ``None`` where that is the place of the first;
    ``tags`` are what the two say; ``nth`` and ``ends_nth`` count from nought the places with
    the same words before each.
    """

    ends: str | None = None
    tags: tuple[str, str] = ("", "")
    nth = 0
    ends_nth = 0


def torn_faults(
    tears: Iterable[Tear], lines: Lines, where: Callable[[int], str]
) -> list[TornBlock]:
    """The error for each tear of a part; ``where`` turns a line of its source into a place."""
    blocks = lines.blocks()
    tagged = sorted({line for block in blocks for line in (block.line, block.end)})
    faults: list[TornBlock] = []

    def nth(line: int) -> int:
        words = lines.typed(line)
        return sum(lines.typed(other) == words for other in tagged if other < line)

    for tear in tears:
        fault = _fault(tear, where(tear.line))
        fault.nth = nth(tear.line)
        block = _block(tear, blocks)
        if block is not None:
            fault.tags = (block.said, f" end{block.word} ")
        if block is not None and (end := block.end) != tear.line:
            fault.ends, fault.ends_nth = where(end), nth(end)
            closing = tr("Thẻ đóng của nó ở chỗ «{doan}».")
            fault.details = (closing.format(doan=quoted(lines.typed(end))),)
        faults.append(fault)
    return faults


def _block(tear: Tear, blocks: list[BlockLines]) -> BlockLines | None:
    """The block to blame; of several that begin in one line the first that ends in another."""
    alike = [block for block in blocks if (block.word, block.line) == (tear.word, tear.line)]
    return next((b for b in alike if b.end != tear.line), alike[0] if alike else None)


def _fault(tear: Tear, where: str) -> TornBlock:
    if not tear.word:
        return TornBlock(
            tr("Thẻ trong mẫu làm vỡ cấu trúc văn bản."),
            where=where,
            fix=tr("Gõ lại các thẻ của đoạn đó, mỗi thẻ nằm gọn trong một đoạn."),
        )
    if tear.word == "for":
        what, why = tr("Vòng lặp mở và đóng ở hai chỗ không cùng cấp."), ""
    elif tear.word == "if":
        what, why = tr("Điều kiện mở và đóng ở hai chỗ không cùng cấp."), _when(tear)
    else:
        what = tr("Khối {{% {lenh} %}} mở và đóng ở hai chỗ không cùng cấp.")
        what, why = what.format(lenh=tear.word), ""
    fix = tr(
        "Đặt {{%tr {lenh} %}} và {{%tr end{lenh} %}} ở hai hàng riêng của cùng một bảng, hoặc"
        " {{%p {lenh} %}} và {{%p end{lenh} %}} ở hai đoạn riêng, cùng trong hoặc cùng ngoài một"
        " ô bảng, khung chữ, khung nội dung (Content Control)."
    )
    return TornBlock(what, where=where, why=why or None, fix=fix.format(lenh=tear.word))


def _when(tear: Tear) -> str:
    if tear.holds is None:
        why = tr("Dù «{dieu_kien}» đúng hay không, văn bản đều vỡ.")
    elif tear.holds:
        why = tr("Khi «{dieu_kien}» đúng thì văn bản vỡ.")
    else:
        why = tr("Khi «{dieu_kien}» không đúng thì văn bản vỡ.")
    return why.format(dieu_kien=tear.condition)
