"""Checks the clerk's own Word masters (kiểm tra mẫu riêng) before papers are made with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from ...data.models import Member
from ...data.models.fields import fields_of
from ...errors import GiaytoError
from ...findings import Finding, found
from ...i18n import tr
from ...rendering import CompiledTemplate
from ...templates.store import built_in_names, find_master


def check_own_masters(folder: Path, rules_id: str) -> list[Finding]:
    """Findings on every ``.docx`` in the folder ``mau``; empty when all is well or there is none.

    A file whose name is no master's is never used, so it is named; a file
    that cannot be compiled, or names a field that its paper does not have,
    would fail later for every document.
    """
    known = built_in_names(rules_id)
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.docx")):
        if path.name.startswith("~$"):
            continue  # Word's own lock file beside an open document
        if path.stem not in known:
            findings.append(_unused(path, known))
        else:
            findings.extend(_check(path, rules_id))
    return findings


def _unused(path: Path, known: list[str]) -> Finding:
    close = difflib.get_close_matches(path.stem, known, n=1)
    fix = tr("Đổi tên thành một trong: {ds}.").format(ds=", ".join(known))
    if close:
        fix = tr("Có phải “{ten}”?").format(ten=f"{close[0]}.docx")
    why = tr("Không có mẫu nào tên này nên tệp không được dùng.")
    return found("KT-902", "", read=path.name, why=why, fix=fix)


def _check(path: Path, rules_id: str) -> Iterable[Finding]:
    labels = {spec.label: f"dang_vien.{spec.key}" for spec in fields_of(Member)}
    try:
        own = CompiledTemplate.load(path.read_bytes(), labels=labels)
    except GiaytoError as error:
        why = " ".join(part for part in (error.what, error.where, error.why) if part)
        return [found("KT-901", "", read=path.name, why=why, fix=error.fix or "")]
    built_in = CompiledTemplate.load(find_master(path.stem, rules_id).content)
    allowed = set(built_in.fields) | {f"dang_vien.{spec.key}" for spec in fields_of(Member)}
    strange = sorted(own.fields - allowed)
    return [_unknown(path, name, allowed) for name in strange]


def _unknown(path: Path, name: str, allowed: set[str]) -> Finding:
    close = difflib.get_close_matches(name, sorted(allowed), n=1)
    fix = tr("Xem các tên dùng được trong tài liệu “mau-va-ngu-canh”.")
    if close:
        fix = tr("Có phải “{ten}”?").format(ten=close[0])
    why = tr("Mẫu dùng tên “{ten}” mà giấy tờ này không có.").format(ten=name)
    return found("KT-903", "", read=path.name, why=why, fix=fix)
