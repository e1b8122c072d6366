"""Codes: every error and every finding that is documented can really happen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import giayto
from giayto import errors, finding_codes
from tests.house import product_modules

ROOT = Path(giayto.__file__).resolve().parent
_CODE = re.compile(r"(KT|SO)-\d+")


@cache
def _trees() -> dict[Path, ast.Module]:
    declaring = {Path(str(errors.__file__)), Path(finding_codes.__file__)}
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in product_modules()
        if path not in declaring
    }


def _kinds(of: type[errors.GiaytoError]) -> Iterator[type[errors.GiaytoError]]:
    yield of
    for below in of.__subclasses__():
        yield from _kinds(below)


def _declared_errors() -> list[type[errors.GiaytoError]]:
    return [kind for kind in _kinds(errors.GiaytoError) if kind.__module__ == errors.__name__]


def test_every_error_is_made_somewhere() -> None:
    """A family's head may only be caught; everything else must be raised by the product."""
    made = {
        node.func.id
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    leaves = {kind.__name__ for kind in _declared_errors() if not kind.__subclasses__()}
    assert len(leaves) > 20
    assert sorted(leaves - made) == []


def test_every_error_has_its_own_code_and_stands_in_the_tree_drawn() -> None:
    drawn = dict(re.findall(r"(\w+) +(GT\d{3})", errors.__doc__ or ""))
    codes = {kind.__name__: kind.code for kind in _declared_errors()}
    assert drawn == codes
    assert len(set(codes.values())) == len(codes)


def test_every_finding_code_is_reported_somewhere() -> None:
    """Commands only look at codes; the data side and the checks report them."""
    said = {
        code.group()
        for path, tree in _trees().items()
        if path.relative_to(ROOT).parts[0] != "commands"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (code := _CODE.fullmatch(node.value))
    }
    assert sorted(set(finding_codes.CODES) - said) == []
    assert sorted(said - set(finding_codes.CODES)) == []
