"""Where masters are found (kho mẫu): a clerk's own file first, then the built-in one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..conventions.ruleset import load_rules
from ..conventions.spelling import set_tone_placement
from ..errors import TemplateUnreadable
from ..files.faults import os_reason
from ..files.small import read_small
from ..i18n import tr

LARGEST_MASTER = 64 << 20
"""More than the Word engine takes, which says so."""
MASTER_ENDINGS = (".docx", ".dotx")
"""Files of Word that may be masters: documents, and templates without macros."""
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


@dataclass(frozen=True, slots=True)
class OwnMasters:
    """The clerk's own masters (mẫu riêng), read once: name → bytes, or why they cannot be read.

    Plain values, so that they reach processes and computers that do not see the folder.
    """

    files: Mapping[str, bytes | TemplateUnreadable] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path | None) -> OwnMasters:
        """The masters in the folder ``mau``; ``None`` for none."""
        files: dict[str, bytes | TemplateUnreadable] = {}
        paths = own_files(folder) if folder is not None else {}
        for name, path in paths.items():
            try:
                files[name] = read_small(path, LARGEST_MASTER)
            except OSError as error:
                files[name] = _unreadable(path, error)
        return cls(files, paths)


NONE_OWN = OwnMasters()
"""Nothing but the built-in masters."""


def own_files(folder: Path) -> dict[str, Path]:
    """The files of a clerk's folder that may be masters, by name: ``KIEM-DIEM-02C.DOCX`` as well.

    Of two that differ only in capitals the one in small letters counts, of a document
    and a template (``.dotx``) the document.
    """
    found: dict[str, Path] = {}
    files = sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []
    # Small letters sort last, so of two they come first here; ".dotx" sorts behind ".docx".
    for path in sorted(files, key=lambda path: path.suffix.lower()):
        if path.suffix.lower() in MASTER_ENDINGS and not path.name.startswith("~$"):
            found.setdefault(path.stem.lower(), path)
    return dict(sorted(found.items()))


def find_master(
    name: str,
    rules_id: str,
    *,
    own: OwnMasters = NONE_OWN,
    spelling: Literal["uỷ", "ủy"] = "uỷ",
) -> MasterFile:
    """The master ``name`` of a rule set: its own if the rule differs there, else its family's.

    One of the same name among ``own`` takes the built-in one's place.
    ``spelling`` is laid over the fixed words of built-in masters; a clerk's own
    words are never changed. Raises :class:`TemplateUnreadable` when there is no
    such master or it cannot be read.
    """
    content = own.files.get(name)
    if isinstance(content, TemplateUnreadable):
        raise content
    if content is not None:
        return MasterFile(name, own.paths[name], content, own=True)
    path = _built_in(name, rules_id)
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
        raise _unreadable(path, error) from error
    if spelling != "uỷ":
        content = _respelled(content, spelling)
    return MasterFile(name, path, content, own=False)


def _unreadable(path: Path, error: OSError) -> TemplateUnreadable:
    fix = tr("Nếu tệp đang mở trong Word thì đóng lại rồi chạy lại.")
    if path.is_dir():
        fix = tr("Đây là một thư mục: đổi tên nó, hoặc bỏ đuôi .docx.")
    return TemplateUnreadable(
        tr("Không đọc được mẫu “{ten}”.").format(ten=path.name),
        where=str(path),
        why=os_reason(error),
        fix=fix,
    )


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
