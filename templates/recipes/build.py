"""Builds all masters from their recipes (dựng mẫu): ``python -m giayto.templates.recipes.build``.

The files are committed; a test builds them again and compares, so that a
master never drifts from its recipe or its rule set.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ...conventions.ruleset import RuleSet, load_rules
from ..store import MASTERS_DIR
from . import commendation, decisions, minutes, self_review
from .blocks import Master

Recipe = Callable[[RuleSet], Master]

RECIPES: dict[str, Recipe] = {
    **{name: partial(self_review.build, name=name) for name in self_review.FORMS},
    "bien-ban-kiem-diem": minutes.build_review,
    "bien-ban-sinh-hoat": minutes.build_ordinary,
    "quyet-dinh-xep-loai-to-chuc": decisions.build_organisations,
    "quyet-dinh-xep-loai-dang-vien": decisions.build_members,
    "to-trinh-khen-thuong": commendation.build_proposal,
    "danh-sach-khen-thuong": commendation.build_list,
    "quyet-dinh-khen-thuong": commendation.build_decision,
}
"""Master name → its recipe."""

BUILT_FOR = ("party-2026", "party-2018")
"""Rule sets that have masters."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_bytes(name: str, rules: RuleSet) -> bytes:
    """The master ``name`` under a rule set, as the same bytes on every machine."""
    document = RECIPES[name](rules).document
    properties = document.core_properties
    properties.title = name
    properties.author = "giayto"
    properties.comments = ""
    properties.language = "vi-VN"
    stamp = properties.created
    if stamp is not None:
        properties.modified = stamp
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


def _repacked(package: bytes) -> bytes:
    """The package with fixed times: zip members carry the clock of the build otherwise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(member.filename))
    return out.getvalue()


def build_all(folder: Path) -> list[Path]:
    """Write all masters under ``folder/<rule set>/``; gives the files written."""
    written = []
    for rule_id in BUILT_FOR:
        rules = load_rules(rule_id)
        for name in RECIPES:
            path = folder / rule_id / f"{name}.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(build_bytes(name, rules))
            written.append(path)
    return written


if __name__ == "__main__":
    for built in build_all(MASTERS_DIR):
        sys.stdout.write(f"{built.name}\n")
