"""Why two files cannot be one (khác nhau ở đâu)."""

from __future__ import annotations

from ...errors import MergeFailed
from ...i18n import tr


def unlike(why: str, *, first: str = "", other: str = "") -> MergeFailed:
    """The error for two documents that differ in what one file has once.

    ``why`` is in the words of the reader; ``first`` and ``other`` are the names of the
    files, "" where they are not known yet.
    """
    what = tr("Các bản khác nhau nên không thành một tệp Word được.")
    if other == first and other:
        what = tr("Không gộp được tệp «{ten}».").format(ten=other)
    elif other:
        what = tr("Không gộp được tệp «{hai}» với tệp «{mot}».").format(mot=first, hai=other)
    return MergeFailed(
        what,
        why=why,
        fix=tr("Gộp riêng từng loại giấy tờ, hoặc gộp thành PDF (giayto gop … -o in.pdf)."),
    )
