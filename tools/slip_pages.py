"""The keeper's page on each finding code of a master (trang của từng mã lỗi mẫu), as text.

Made from ``tests/checking/masters/slips.toml`` and from what the check really says of the
examples in it; written by ``tools/generate_docs.py``. Their pictures are taken by
``tools/slip_pictures.py``.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from giayto.finding_codes import CODES

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.checking.masters.slips import SIDES, Slip, slips, symptoms

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "nguoi-dung" / "loi-mau"
PICTURES = FOLDER / "anh"
INDEX = "README.md"
_NOTICE = "<!-- Trang tự sinh, đừng sửa tay: python tools/generate_docs.py -->\n"
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"}
_MEANS = {
    "error": "Giấy tờ dùng mẫu này chưa lập được cho đến khi sửa xong.",
    "warning": "Giấy tờ vẫn lập, nhưng có thể không ra như bạn muốn.",
    "note": "Chỉ để biết; giấy tờ vẫn lập.",
}
# Which font stands in for one that is lacking depends on the machine.
_STAND_IN = re.compile(r"(dùng “)[^”]+(” thay vào)")


def pages() -> dict[str, str]:
    """The text of each page by its file's name, the index among them."""
    return {INDEX: index()} | {f"{code}.md": page(slip) for code, slip in slips().items()}


def picture(slip: Slip, side: str) -> str:
    """The file name of the picture of one side of a slip."""
    return f"{slip.code}-{side}.png"


def fingerprint(slip: Slip) -> str:
    """What the pictures of a slip show, in short: another once its examples are others."""
    return hashlib.sha256(repr((slip.wrong, slip.right)).encode()).hexdigest()[:16]


def index() -> str:
    """The page that leads to the others, by what a keeper sees and by code."""
    lines = [
        _NOTICE,
        "# Lỗi mẫu Word: từng mã",
        "",
        "`giayto mau kiem-tra` soát mẫu trước khi lập giấy tờ. Mỗi điều tìm thấy có một mã; trang",
        "của mã ấy nói vì sao, cho xem trang sai và trang đúng, và cách sửa trong Word.",
        "",
        *(f"- **{_SEVERITIES[severity]}**: {means}" for severity, means in _MEANS.items()),
        "",
        "## Tìm theo điều bạn thấy",
        "",
        "| Bạn thấy | Xem |",
        "|---|---|",
        *(f"| {seen} | {', '.join(map(_link, codes))} |" for seen, codes in symptoms()),
        "",
        "## Tìm theo mã",
        "",
        "Cột `--sua`: lệnh `giayto mau kiem-tra TỆP --sua` ghi một bản sao đã sửa chỗ ấy.",
        "",
        "| Mã | Mức | Gặp khi | `--sua` |",
        "|---|---|---|---|",
        *(
            f"| {_link(code)} | {_SEVERITIES[CODES[code].severity]} | {_cell(slip.when)}"
            f" | {'sửa giúp' if _checked(code)[1] else ''} |"
            for code, slip in slips().items()
        ),
        "",
        "Về [sửa mẫu Word](../mau-word.md).",
        "",
    ]
    return "\n".join(lines)


def page(slip: Slip) -> str:
    """The page on one code."""
    kind = CODES[slip.code]
    message, mended = _checked(slip.code)
    lines = [
        _NOTICE,
        f"# {slip.code} ({_SEVERITIES[kind.severity]}): {kind.meaning.rstrip('.')}",
        "",
        f"**Gặp khi:** {slip.when}",
        "",
        f"**Vì sao:** {slip.why} {_MEANS[kind.severity]}",
        "",
        "## Sai",
        "",
        *_shown(slip, "sai"),
        "`giayto mau kiem-tra` nói:",
        "",
        *_block(message),
        "## Đúng",
        "",
        *_shown(slip, "dung"),
        "## Cách sửa",
        "",
        *(f"{number}. {step}" for number, step in enumerate(slip.do, start=1)),
        "",
        *_repaired(mended),
        "[Mọi mã lỗi mẫu](README.md) · [Sửa mẫu Word](../mau-word.md)",
        "",
    ]
    return "\n".join(lines)


def _shown(slip: Slip, name: str) -> Iterator[str]:
    side = slip.side(name)
    if side.shown:
        yield from _block(side.shown.strip("\n"))
    else:
        yield f"![Trang mẫu viết {SIDES[name]}](anh/{picture(slip, name)})"
        yield ""


def _repaired(mended: tuple[str, ...]) -> Iterator[str]:
    if not mended:
        yield "`--sua` không sửa giúp chỗ này."
    else:
        yield "`giayto mau kiem-tra TỆP --sua` ghi một bản sao đã sửa giúp:"
        yield ""
        yield from _block("\n".join(mended))[:-1]
    yield ""


@cache
def _checked(code: str) -> tuple[str, tuple[str, ...]]:
    """What the check says of the wrong side, and what ``--sua`` mends in it."""
    wrong = slips()[code].wrong
    with tempfile.TemporaryDirectory() as scratch:
        told = "\n\n".join(f.lines() for f in wrong.found(Path(scratch, "a", "mau")))
        mended = wrong.mended(Path(scratch, "b", "mau"))
    return _STAND_IN.sub(r"\1DejaVu Sans\2", told), tuple(mended)


def _block(text: str) -> list[str]:
    return ["```text", *text.split("\n"), "```", ""]


def _link(code: str) -> str:
    return f"[{code}]({code}.md)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
