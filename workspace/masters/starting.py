"""A new own paper (giấy tờ riêng mới): a Word file to write in, with head and end of the rule."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from docx import Document

from ...conventions.ruleset import rules_for
from ...data.reference import table
from ...errors import PaperDeclaration, UsageError, WorkspaceExists
from ...files.whole import make_folder, write_bytes
from ...generators.declared.declaration import type_key
from ...generators.declared.spoken import understand
from ...i18n import tr
from ...templates.heading import item_name
from ...templates.store import starter
from ..places import Places

_FORBIDDEN = '<>:"/\\|?*'


def start_own_paper(places: Places, name: str, per: str, type_name: str = "") -> Path:
    """Write a new own paper into ``mau`` and give its place; nothing there is replaced.

    ``name`` is what the paper is called, ``per`` what one document is for, as a person
    says it (``mỗi chi bộ``), ``type_name`` the document type that it is numbered as, ""
    without number. Raises :class:`PaperDeclaration` for a type that the rules of today do
    not have, :class:`UsageError` for a name that no file can have and words that say of
    nobody whom it is for, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    places.need_workbook()
    stem = " ".join(name.split())
    if not stem or any(sign in _FORBIDDEN for sign in stem) or stem.endswith("."):
        raise UsageError(
            tr("Tên giấy tờ không đặt làm tên tệp được: “{ten}”.").format(ten=name),
            fix=tr("Bỏ các dấu {dau} và dấu chấm ở cuối.").format(dau=" ".join(_FORBIDDEN)),
        )
    said = {"per": per, "type": type_name}
    try:
        declared = understand({item: text for item, text in said.items() if text}, stem)
    except PaperDeclaration as fault:
        raise UsageError(
            tr("Không hiểu “{chu}” sau --lap-cho.").format(chu=per), fix=fault.fix
        ) from fault
    type_key(declared, rules_for(dt.date.today(), overlay=places.own_rules))
    target = places.own_masters / f"{stem}.docx"
    files = places.own_masters.glob("*")
    there = next((path for path in files if path.stem.lower() == stem.lower()), None)
    if there is not None:
        raise WorkspaceExists(
            tr("Thư mục mau đã có tệp tên này."),
            where=str(there),
            fix=tr("Muốn viết tiếp thì mở tệp ấy bằng Word; muốn giấy tờ khác thì đặt tên khác."),
        )
    words = table("own-papers")
    document = Document(io.BytesIO(starter()))
    first = document.element.body[0]
    for item, text in said.items():
        if text:
            line = document.add_paragraph(f"{item_name(item)}: {text}")
            first.addprevious(line._p)
    for paragraph in document.paragraphs:
        if paragraph.text == words["start"]["place"]:
            for example in words["example"][declared.per]:
                paragraph.insert_paragraph_before(example, paragraph.style)
    stream = io.BytesIO()
    document.save(stream)
    make_folder(places.own_masters)
    write_bytes(target, stream.getvalue())
    return target
