"""The message catalogue: complete, compiled, honest about placeholders; papers stay Vietnamese."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import giayto
from giayto import errors, i18n
from giayto.data.models import SHEETS
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Scope
from tests.wards import small_ward

ROOT = Path(giayto.__file__).resolve().parent
TOOL = "cập nhật bằng: python tools/catalogue.py"
VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I
)

# Where a text comes from data or from the caller, so that tr() gets no literal.
_TEXT_FROM_ELSEWHERE = {
    "commands/base.py",  # entries of a group; collected by the tool itself
    "commands/wording.py",  # help texts; collected by the tool itself
    "commands/making.py",  # names of papers
    "commands/masters/copying.py",
    "commands/masters/listing.py",
    "workspace/masters/field_book.py",
    "rendering/part_names.py",  # names of parts, marked in their table
    "rendering/reading/elsewhere.py",
    "generators/graded.py",  # reasons in member-status.toml
    "generators/self_review.py",
}
# Calls whose text reaches the user.
_SAYING = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.GiaytoError)
} | {"found", "say", "echo", "secho", "UsageError", "BadParameter", "fail", "Skipped"}


@cache
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def vietnamese_again() -> Iterator[None]:
    yield
    i18n.use("vi")


def _names(message: str) -> set[str]:
    """The placeholders of a message with their formats; tags of Word templates are none."""
    try:
        parsed = list(string.Formatter().parse(message))
    except ValueError:  # a tag such as {%p for %}, in a message that is never formatted
        return set()
    return {f"{name}:{how}" for _, name, how, _ in parsed if name and name.isidentifier()}


def test_every_message_has_english() -> None:
    tool = catalogue()
    english = tool.load(tool.ENGLISH)
    said = tool.collect()
    assert len(said) > 500
    missing = [m for m in said if english.get(m) is None or not english.get(m).string]
    assert missing == [], TOOL


def test_english_names_the_same_values() -> None:
    tool = catalogue()
    wrong = [
        m.id
        for m in tool.load(tool.ENGLISH)
        if m.id and m.string and _names(m.id) != _names(m.string)
    ]
    assert wrong == []


def test_english_is_english() -> None:
    """A sentence left in Vietnamese shows by its share of accented letters."""
    tool = catalogue()
    copied = [
        m.id
        for m in tool.load(tool.ENGLISH)
        if m.id and m.id == m.string and VIETNAMESE.search(m.id)
    ]
    assert copied == []


@pytest.mark.parametrize("name", ["ENGLISH", "CLICK"])
def test_compiled_file_is_fresh(name: str) -> None:
    tool = catalogue()
    path = getattr(tool, name)
    source = tool.load(path)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [
        message.id
        for message in source
        if message.id
        and message.string
        and (
            compiled.ngettext(message.id[0], message.id[1], 1) != message.string[0]
            if isinstance(message.id, tuple)
            else compiled.gettext(message.id) != message.string
        )
    ]
    assert stale == [], TOOL
    kept = [key for key in vars(compiled)["_catalog"] if key]
    assert len(kept) == len([m for m in source if m.id and m.string]), TOOL


def test_one_language_is_chosen_for_all() -> None:
    text = "Không ghi được tệp."
    i18n.use("en")
    assert (i18n.language(), i18n.tr(text)) == ("en", "The file could not be written.")
    i18n.use("klingon")
    assert (i18n.language(), i18n.tr(text)) == ("vi", text)


def test_no_message_passes_on_the_systems_english() -> None:
    passing = [
        p.name for p in catalogue().sources() if ".strerror" in p.read_text(encoding="utf-8")
    ]
    assert passing == []


def test_both_catalogues_are_in_the_wheel() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = config["tool"]["setuptools"]["package-data"]["giayto"]
    shipped = {path.parent.parent.name for pattern in patterns for path in ROOT.glob(pattern)}
    assert shipped >= {"vi", "en"}


def test_later_changes_nothing() -> None:
    table = {"a": "Lỗi"}
    assert i18n.later(table) is table


def test_the_tool_sees_texts_and_tables() -> None:
    code = 'tr("một " "câu"); later({"khoá": "giá trị"}); later(("a", "b")); tr(x); other("không")'
    assert list(catalogue().messages_in(ast.parse(code))) == ["một câu", "giá trị", "a", "b"]


def test_nothing_is_said_past_the_catalogue() -> None:
    """Vietnamese handed to an error, a finding or the screen is always wrapped in tr()."""
    past = []
    for path in catalogue().sources():
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in _SAYING:
                given = [*node.args, *(k.value for k in node.keywords)]
                past += [
                    f"{place}:{text.lineno} {text.value!s}" for a in given for text in _bare(a)
                ]
    # A finding's sheet is named as the workbook names it.
    sheets = {sheet.name for sheet in SHEETS}
    assert [line for line in past if line.split(" ", 1)[1] not in sheets] == []


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _bare(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Call) and _called(node) in ("tr", "later"):
        return
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VIETNAMESE.search(node.value)
    ):
        yield node
    for below in ast.iter_child_nodes(node):
        yield from _bare(below)


def test_translated_texts_are_known_to_the_tool() -> None:
    """tr() of a variable is only for tables marked with later(), and the places listed above."""
    unknown = []
    for path in catalogue().sources():
        place = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        marked = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and _called(node.value) == "later"
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and _called(node) == "tr") or isinstance(
                node.args[0], ast.Constant
            ):
                continue
            table = node.args[0].value if isinstance(node.args[0], ast.Subscript) else None
            from_table = isinstance(table, ast.Name) and table.id in marked
            loops = bool(marked) and isinstance(node.args[0], ast.Name)
            if not (from_table or loops or place in _TEXT_FROM_ELSEWHERE):
                unknown.append(f"{place}:{node.lineno}")
    assert unknown == []


def test_papers_are_the_same_in_every_language() -> None:
    def contexts() -> list[object]:
        return [
            (j.paper, j.key, j.stem, j.context)
            for j in plan_papers(small_ward(), PAPERS, Scope()).jobs
        ]

    i18n.use("vi")
    vietnamese = contexts()
    i18n.use("en")
    assert contexts() == vietnamese
