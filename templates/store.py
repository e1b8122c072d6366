"""Where masters are found (kho mẫu): a clerk's own file first, then the built-in one."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..conventions.ruleset import load_rules
from ..conventions.spelling import set_tone_placement
from ..errors import TemplateUnreadable
from ..i18n import os_reason, tr

MASTERS_DIR = Path(__file__).resolve().parent
_STATIC_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})")


@dataclass(frozen=True, slots=True)
class MasterFile:
    """A master's bytes and where they come from; ``own`` when it is the clerk's file."""

    name: str
    path: Path
    content: bytes
    own: bool


def find_master(
    name: str,
    rules_id: str,
    *,
    own_folder: Path | None = None,
    spelling: Literal["uỷ", "ủy"] = "uỷ",
) -> MasterFile:
    """The master ``name`` of a rule set: its own if the rule differs there, else its family's.

    ``own_folder`` is the clerk's folder ``mau``: a file of the same name there
    takes the built-in one's place. ``spelling`` is laid over the fixed words of
    built-in masters; a clerk's own words are never changed. Raises
    :class:`TemplateUnreadable` when there is no such master or it cannot be read.
    """
    own = own_folder / f"{name}.docx" if own_folder else None
    is_own = own is not None and own.is_file()
    path = own if own is not None and is_own else _built_in(name, rules_id)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise TemplateUnreadable(
            tr("Không có mẫu “{ten}” cho bộ quy tắc {bo}.").format(ten=name, bo=rules_id),
            why=tr("Ngày của văn bản chọn bộ quy tắc {bo}.").format(bo=rules_id),
            fix=tr(
                "Xem lại Ngày ban hành ở trang Thiết lập, hoặc đặt tệp {tep} vào thư mục mau."
            ).format(tep=f"{name}.docx"),
        ) from error
    except OSError as error:
        raise TemplateUnreadable(
            tr("Không đọc được mẫu “{ten}”.").format(ten=path.name),
            where=str(path),
            why=os_reason(error),
            fix=tr("Nếu tệp đang mở trong Word thì đóng lại rồi chạy lại."),
        ) from error
    if not is_own and spelling != "uỷ":
        content = _respelled(content, spelling)
    return MasterFile(name, path, content, is_own)


def built_in_names(rules_id: str) -> list[str]:
    """The names of the built-in masters of a rule set, sorted."""
    return sorted({path.stem for folder in _folders(rules_id) for path in folder.glob("*.docx")})


def _built_in(name: str, rules_id: str) -> Path:
    own, common = (folder / f"{name}.docx" for folder in _folders(rules_id))
    return own if own.is_file() else common


def _folders(rules_id: str) -> tuple[Path, Path]:
    return MASTERS_DIR / rules_id, MASTERS_DIR / load_rules(rules_id).family


def _respelled(package: bytes, spelling: Literal["uỷ", "ủy"]) -> bytes:
    """The package with its fixed words in another tone placement; tags stay as they are."""

    def words(match: re.Match[str]) -> str:
        parts = _TAG.split(match[2])
        text = "".join(p if _TAG.fullmatch(p) else set_tone_placement(p, spelling) for p in parts)
        return f"{match[1]}{text}{match[3]}"

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "word/document.xml":
                data = _STATIC_TEXT.sub(words, data.decode("utf-8")).encode("utf-8")
            target.writestr(member, data)
    return out.getvalue()
