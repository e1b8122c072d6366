"""Builds all masters from their recipes (dựng mẫu): ``python -m giayto.templates.recipes.build``.

The files are committed; a test builds them again and compares, so that a
master never drifts from its recipe or its rule set.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Callable, Iterable
from functools import partial

from ...conventions.ruleset import RuleSet, load_rules
from ...files.whole import write_bytes
from ..read_words import WORDS_FILE, read_words
from ..store import MASTERS_DIR
from . import commendation, minutes, register, self_review
from .blocks import Master
from .script import build_scripted, play, scripted

Recipe = Callable[[RuleSet], Master]

RECIPES: dict[str, Recipe] = {
    **{name: partial(self_review.build, name=name) for name in self_review.FORMS},
    "bien-ban-kiem-diem": minutes.build_review,
    "danh-sach-khen-thuong": commendation.build_list,
    "so-van-ban-di": register.build,
    **{
        name: partial(build_scripted, name=name, landscape=turned)
        for name, turned in scripted().items()
    },
}
"""Master name → its recipe."""

STARTERS: dict[str, Recipe] = {
    "own-paper": lambda rules: play(Master.start(rules), "giay-to-rieng"),
}
"""Where a keeper's own papers start from (khung bắt đầu), of the first rule set alone."""

BUILT_FOR = ("party-2026", "party-2018")
"""Rule sets that have masters; the first of a family gives the masters all of it share."""

_TITLES = {"so-van-ban-di": "Sổ văn bản đi"}
"""Titles in the properties of masters that are no paper's."""
_MADE = dt.datetime.combine(load_rules(BUILT_FOR[0]).valid_from, dt.time())
_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_bytes(name: str, rules: RuleSet) -> bytes:
    """The master ``name`` under a rule set, as the same bytes on every machine."""
    document = {**RECIPES, **STARTERS}[name](rules).document
    properties = document.core_properties
    properties.title = _TITLES.get(name, "{{ van_ban.ten }}")
    properties.author = "giayto"
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = _MADE
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


def build_all(rule_sets: Iterable[RuleSet] | None = None) -> dict[str, bytes]:
    """All masters by their place under ``templates``; ``None`` is for :data:`BUILT_FOR`.

    A paper has one master, ``<family>/<paper>.docx``; a rule set that makes it
    look otherwise has one of its own as well, ``<rule set>/<paper>.docx``.
    """
    built: dict[str, bytes] = {}
    for rules in rule_sets or map(load_rules, BUILT_FOR):
        for name in RECIPES:
            content = build_bytes(name, rules)
            if built.setdefault(f"{rules.family}/{name}.docx", content) != content:
                built[f"{rules.id}/{name}.docx"] = content
    first = load_rules(BUILT_FOR[0])
    return built | {f"starters/{name}.docx": build_bytes(name, first) for name in STARTERS}


if __name__ == "__main__":
    masters = build_all()
    for place, content in {**masters, WORDS_FILE: read_words(masters)}.items():
        write_bytes(MASTERS_DIR / place, content)
        sys.stdout.write(f"{place}\n")
