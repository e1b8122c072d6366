"""Checks the clerk's own Word masters (kiểm tra mẫu riêng) before papers are made with them."""

from __future__ import annotations

import difflib
from pathlib import Path

from ...data.ward import Ward
from ...errors import GiaytoError, UnknownField
from ...findings import Finding, found
from ...generators.papers import PAPERS
from ...generators.plan import Context
from ...i18n import tr
from ...rendering import CompiledTemplate
from ...templates.store import built_in_names
from .field_names import in_words, is_missing, names_in, nearest_name
from .paper_contexts import PaperContexts

_LABELS = {label: key for paper in PAPERS for label, key in paper.labels.items()}
_WORD_FILES = (".docx", ".doc", ".docm", ".dotx", ".dotm", ".odt", ".rtf")


def check_own_masters(
    folder: Path, rules_id: str, year: int, ward: Ward | None = None
) -> list[Finding]:
    """Findings on every Word file in the folder ``mau``; empty when all is well or there is none.

    A file whose name is no master's is never used, so it is named; a file that
    cannot be compiled, asks for a name that its paper does not have, or cannot
    be filled in would fail for every paper. ``year`` is the year under review,
    ``ward`` the clerk's data, ``None`` when they are not fit for making papers.
    """
    known = built_in_names(rules_id)
    contexts = PaperContexts(ward, year)
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("~$") or path.suffix.lower() not in _WORD_FILES:
            continue  # Word's own lock file beside an open document, or nothing of Word
        if path.suffix != ".docx":
            findings.append(_other_kind(path))
        elif path.stem not in known:
            findings.append(_unused(path, known))
        elif path.is_dir():
            findings.append(_is_folder(path))
        else:
            findings.extend(_check(path, contexts))
    return findings


def _unused(path: Path, known: list[str]) -> Finding:
    close = difflib.get_close_matches(path.stem.lower(), known, n=1)
    fix = tr("Đổi tên thành một trong: {ds}.").format(ds=", ".join(known))
    if close:
        fix = tr("Có phải “{ten}”?").format(ten=f"{close[0]}.docx")
    why = tr("Không có mẫu nào tên này nên tệp không được dùng.")
    return found("KT-902", "", read=path.name, why=why, fix=fix)


def _other_kind(path: Path) -> Finding:
    why = tr("Chương trình chỉ dùng tệp có đuôi .docx (chữ thường) nên tệp này không được dùng.")
    fix = tr("Mở bằng Word, lưu thành “{ten}”.").format(ten=f"{path.stem.lower()}.docx")
    return found("KT-902", "", read=path.name, why=why, fix=fix)


def _is_folder(path: Path) -> Finding:
    why = tr("Đây là một thư mục, không phải tệp Word, nên mẫu này không đọc được.")
    fix = tr("Lấy tệp mẫu trong thư mục này đặt thẳng vào thư mục mau, rồi xoá thư mục.")
    return found("KT-901", "", read=path.name, why=why, fix=fix)


def _check(path: Path, contexts: PaperContexts) -> list[Finding]:
    try:
        # Labels of all papers, so that one which this paper lacks is told as a name it lacks.
        own = CompiledTemplate.load(path, labels=_LABELS)
    except GiaytoError as error:
        return [_unusable(path, error)]
    given = contexts.of(path.stem)
    if not given:
        return []
    unknown = _unknown_names(path, own, given)
    return unknown or _try_out(path, own, given)


def _unusable(path: Path, error: GiaytoError) -> Finding:
    why = " ".join(part for part in (error.what, _inside(path, error.where), error.why) if part)
    return found("KT-901", "", read=path.name, why=why, fix=error.fix or "")


def _inside(path: Path, where: str | None) -> str:
    """The place without the file's name, which the finding says already."""
    return (where or "").removeprefix(f"{path.name}: ")


def _unknown_names(path: Path, own: CompiledTemplate, given: list[Context]) -> list[Finding]:
    """One finding for each name that the master asks for and its paper does not give."""
    missing = [
        (name, _inside(path, place))
        for name, place in sorted(own.places.items())
        if name not in own.optional_fields and is_missing(name, given)
    ]
    known = names_in(given) if missing else set()
    return [_unknown(path, name, place, known) for name, place in missing]


def _unknown(path: Path, name: str, place: str, known: set[str]) -> Finding:
    close = nearest_name(name, known)
    fix = tr("Xem các tên dùng được trong tài liệu “mau-va-ngu-canh”.")
    if close is not None:
        fix = tr("Có phải “{ten}”?").format(ten=in_words(close))
    label = next((label for label, key in _LABELS.items() if key == name), None)
    shown = in_words(name) if label is None else f"{label} = {name}"
    why = tr("{noi}: giấy tờ này không có tên “{ten}”.").format(noi=place, ten=shown)
    return found("KT-903", "", read=path.name, why=why, fix=fix)


def _try_out(path: Path, own: CompiledTemplate, given: list[Context]) -> list[Finding]:
    """What filling the master in for the first paper runs into (điền thử)."""
    try:
        own.render(given[0])
    except UnknownField as error:
        why = " ".join(part for part in (_inside(path, error.where), error.what) if part)
        return [found("KT-903", "", read=path.name, why=why, fix=error.fix or "")]
    except GiaytoError as error:
        return [_unusable(path, error)]
    return []
