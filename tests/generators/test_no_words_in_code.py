"""No word of a paper comes from a module: the generators run with every such word marked.

What a paper says stands in its master, what the rule set or a table says in a data file. The
modules keep words for titles, the register and reading; none of them may reach a master.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType
from typing import Any

import pytest

from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.declared.built_in import declarations
from tests.house import ROOT
from tests.season_rows import season_ward

MARK = "※"
PACKAGE = "giayto.marked_generators"
FORMER = ("former", "doi_tuong")
"""The module, and the name in proposals, for what masters printed before."""


class _Marking(ast.NodeTransformer):
    """Puts the mark behind every text with a Vietnamese letter."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if not (
            isinstance(node.value, str) and any(c.isalpha() and c > "\x7f" for c in node.value)
        ):
            return node
        return ast.copy_location(ast.Constant(node.value + MARK), node)


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(self.get_data(self.path))
        if fullname.rpartition(".")[2] != FORMER[0]:
            tree = _Marking().visit(tree)
        return compile(tree, self.path, "exec")


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if not f"{fullname}.".startswith(f"{PACKAGE}."):
            return None
        name = fullname.removeprefix(PACKAGE).lstrip(".") or "__init__"
        path = ROOT / "generators" / name.replace(".", "/")
        folder = name == "__init__" or path.is_dir()
        file = str(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))
        inside: list[str] | None = [] if folder else None
        return spec_from_file_location(
            fullname, file, loader=_Loader(fullname, file), submodule_search_locations=inside
        )


@pytest.fixture
def marked() -> Iterator[Any]:
    """The module ``papers`` of a second set of generators, all their words marked."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(f"{PACKAGE}.papers"), import_module(f"{PACKAGE}.plan")
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
            del sys.modules[name]


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, path)


@pytest.mark.parametrize(
    "ward",
    [
        lambda: season_ward(2026),
        lambda: season_ward(2023),
        lambda: Ward(sample_dataset()),
    ],
)
def test_no_word_of_a_module_reaches_a_master(marked: Any, ward: Any) -> None:
    papers, plan = marked
    known = ward()
    jobs = papers.plan_papers(known, papers.PAPERS, plan.Scope()).jobs
    of_year = {paper.key for paper in papers.PAPERS if paper.of_year(known.settings.year)}
    assert {job.paper for job in jobs} == of_year
    declared = {declaration.key for declaration in declarations()}
    # The titles of the others are the modules' own.
    assert all(MARK in job.title for job in jobs if job.paper not in declared)
    reached = {
        (job.paper, path, text)
        for job in jobs
        for path, text in _texts(job.build(7))
        if MARK in text and path != f".{FORMER[1]}"
    }
    assert reached == set()
