"""The bounds of rendering (giới hạn): every number that stops a hostile or mistaken template.

Each bound has a name; the error :class:`~giayto.errors.TemplateLimit` says what is too
much in a keeper's words, how much is allowed, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import TemplateLimit
from ..i18n import later, tr


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one template (bộ giới hạn).

    The defaults are far above any paper of an office (the longest list, 7,000
    rows, is about 30 MB of XML) and far below what would exhaust a clerk's PC.
    Sizes are in bytes unless the name says otherwise.
    """

    package_bytes: int = 50_000_000
    """Size of the .docx file itself."""
    package_entries: int = 2_000
    """Number of files inside the .docx."""
    part_bytes: int = 30_000_000
    """Unpacked size of one part."""
    total_bytes: int = 200_000_000
    """Unpacked size of all parts together."""
    template_tags: int = 20_000
    """Number of tags in one part."""
    tag_chars: int = 4_000
    """Length of one tag, in characters."""
    nesting: int = 40
    """Depth of loops and conditions within each other, and of brackets in a tag."""
    loop_steps: int = 1_000_000
    """Turns of all loops, and calls, in one rendering of one part."""
    value_chars: int = 500_000
    """Length of one value, in characters."""
    collection_items: int = 200_000
    """Items of a list that a template itself makes (``range``, ``*``, ``slice``)."""
    output_bytes: int = 200_000_000
    """Size of one rendered part."""
    render_seconds: float = 60.0
    """Time for one rendering of one part, in seconds."""


DEFAULT_LIMITS = Limits()


_TOO_MUCH = later(
    {
        "package_bytes": "Tệp mẫu nặng quá {muc}.",
        "package_entries": "Tệp mẫu gồm quá {muc} phần.",
        "part_bytes": "Một phần của tệp mẫu lớn quá {muc}.",
        "total_bytes": "Nội dung của tệp mẫu lớn quá {muc}.",
        "template_tags": "Mẫu có quá {muc} thẻ.",
        "tag_chars": "Một thẻ dài quá {muc} ký tự.",
        "nesting": "Vòng lặp, điều kiện, dấu ngoặc hay dữ liệu lồng nhau quá {muc} lớp.",
        "loop_steps": "Các vòng lặp trong mẫu chạy quá {muc} lượt.",
        "value_chars": "Một giá trị trong mẫu dài quá {muc} ký tự.",
        "collection_items": "Một danh sách làm ra trong mẫu dài quá {muc} mục.",
        "output_bytes": "Văn bản làm ra lớn quá {muc}.",
        "render_seconds": "Điền mẫu lâu quá {muc} giây.",
    }
)
_OF_FILE = frozenset({"package_bytes", "package_entries", "part_bytes", "total_bytes"})
_REMEDIES = later(
    {
        "file": "Giảm cỡ ảnh, bỏ tệp nhúng trong mẫu, rồi lưu lại.",
        "template_tags": "Dùng vòng lặp thay các thẻ gõ lặp lại, hoặc chia mẫu làm nhiều tệp.",
        "tag_chars": "Xem thẻ đã đóng đúng chỗ chưa; thẻ dài thì chia làm nhiều thẻ.",
        "nesting": "Bớt vòng lặp, điều kiện, dấu ngoặc nằm trong nhau.",
        "value_chars": "Bớt số lần lặp chữ (dấu *) hay phép tính ra số quá lớn trong thẻ, hoặc rút"
        " ngắn ô quá dài trong sổ.",
        "loops": "Xem lại vòng lặp và phép tính trong mẫu; bớt vòng lặp trong vòng lặp.",
    }
)
_AS_WRITTEN_HERE = str.maketrans(",.", ".,")


def exceeded(name: str, allowed: float, *, where: str | None = None) -> TemplateLimit:
    """The error for a bound that was exceeded; ``name`` is a field of :class:`Limits`."""
    amount = f"{allowed / 1e6:g} MB" if name.endswith("_bytes") else f"{allowed:,.12g}"
    remedy = "file" if name in _OF_FILE else name if name in _REMEDIES else "loops"
    return TemplateLimit(
        tr(_TOO_MUCH[name]).format(muc=amount.translate(_AS_WRITTEN_HERE)),
        where=where,
        fix=tr(_REMEDIES[remedy]),
    )
