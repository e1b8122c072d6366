"""The bounds of rendering (giới hạn): every number that stops a hostile or mistaken template.

Each bound has a name; the error :class:`~giayto.errors.TemplateLimit` says which
one was exceeded, by that name, and what its value is.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import TemplateLimit
from ..i18n import tr


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


def exceeded(name: str, allowed: float, *, where: str | None = None) -> TemplateLimit:
    """The error for a bound that was exceeded; ``name`` is a field of :class:`Limits`."""
    return TemplateLimit(
        tr("Mẫu vượt giới hạn «{ten}» ({muc}).").format(ten=name, muc=f"{allowed:,}"),
        where=where,
        fix=tr(
            "Xem lại vòng lặp, độ dài giá trị hoặc dung lượng tệp mẫu; nếu mẫu đúng là cần thế,"
            " người lập trình nâng giới hạn này trong Limits."
        ),
    )
